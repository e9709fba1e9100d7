"""Loaded records → `Site`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from generator import urls
from generator.base.problems import Problem
from generator.base.span import Span
from generator.link.caseloads import check_caseloads, unit_years
from generator.link.checks import check_addresses, check_html, check_ids, check_parents, check_same_document
from generator.link.citations import CitedDocument, citing, find_cited, index_by_number, links_of, prose_of
from generator.link.dead_links import dead_addresses, drop_dead_links
from generator.link.procedures import check_procedures, in_force, versions_of
from generator.link.provinces import inherit_provinces
from generator.link.publication import split_published
from generator.link.references import files_in, references_in
from generator.link.resolve import Targets, index_by_name, resolve_file, resolve_record, suggester
from generator.link.site import Edge, Key, Site, UnheldDocument
from generator.link.tasks import check_tasks, continued_tasks, inherit_from_parents, plan_as_of, plan_tasks
from generator.link.withdrawal import check_histories, history_as_of, is_withdrawn, notice_of, split_withdrawn
from generator.load.content import LoadedRecord, place_problem, place_words
from generator.load.downloads import Download
from generator.records.agency import Agency
from generator.records.caseload import Caseload
from generator.records.common import Record
from generator.records.document import Document
from generator.records.fields import Reference
from generator.records.indicator import Indicator
from generator.records.kinds import title_of
from generator.records.news import News
from generator.records.portal import Portal
from generator.records.procedure import Procedure
from generator.vn.docnum import parse_number

R = TypeVar("R", bound=Record)

_CONFIG = "site_config.yml"


def link_site(
    portal: Portal,
    records: Sequence[LoadedRecord],
    downloads: Mapping[str, Download],
    now: datetime,
    root: Path,
    broken: Collection[Key] = (),
) -> tuple[Site, tuple[Problem, ...]]:
    """Return the site of all published records, and everything that is wrong between them.

    References that lead nowhere are taken out, so the site holds together even where there are problems. ``now`` has
    a time zone and decides what is published; ``root`` is the portal folder, from which files are read again only
    to show the lines of problems. ``broken`` are records that could not be loaded: what refers to them, and files that
    they alone may name, are no problem beside that.
    """
    now = now.astimezone(portal.zone)
    today = now.date()
    problems = list(check_ids(records, root))
    # What follows would only say of the second of two records with one id that it stands in the way of the first.
    records = list({(one.kind, one.record.id): one for one in reversed(records)}.values())[::-1]
    standing = [one for one in records if not is_withdrawn(one.record, today)]
    problems += [*check_same_document(standing, root), *check_parents(records, root), *check_histories(records, root)]
    published, withheld = split_published(records, now)
    published, gone = split_withdrawn(published, today)
    problems.extend(check_tasks(published, withheld, portal, root, {*broken, *_keys(gone)}))
    problems.extend(check_caseloads(published, root))
    hidden_plans = {one.record.id for one in (*withheld, *gone) if isinstance(one.record, Document)}
    published = [_as_of(history_as_of(one, now), today, hidden_plans) for one in published]
    names = _names_by_kind(published, portal)
    published = inherit_provinces(published, names["provinces"])
    published = inherit_from_parents(published, names["agencies"], names["areas"])
    targets = Targets(
        names=names,
        withheld=_ids_by_kind(withheld),
        withdrawn=_ids_by_kind(gone),
        leaving=_leaving(records),
        broken=broken,
        downloads=downloads,
        by_number=index_by_number(_citable(published, gone)),
        agencies_by_name=index_by_name(names["agencies"]),
        did_you_mean=suggester({**names, "files": {name: name for name in downloads}}),
    )
    linked: list[LoadedRecord] = []
    edges: list[Edge] = []
    cited: dict[Key, tuple[CitedDocument, ...]] = {}
    for loaded in published:
        resolved = resolve_record(loaded, targets, root)
        record = resolved.record
        key = (loaded.kind, record.id)
        linked.append(LoadedRecord(loaded.kind, record, loaded.path, loaded.body_line))
        edges.extend(resolved.edges)
        problems.extend(resolved.problems)
        found = find_cited(prose_of(record), targets.by_number, citing(record))
        if found:
            cited[key] = found
            edges.extend(_prose_edges(key, found, names["documents"]))
            problems.extend(_ambiguities(loaded, found, root))
    named = _named_files(linked)
    dead = dead_addresses(withheld, gone, _named_files(gone) - named)
    dropped, notices = drop_dead_links(linked, dead, portal.base_url, root)
    problems.extend(notices)
    emblem, faults = _resolve_emblem(portal, targets, root)
    problems.extend(faults)
    used = named | ({emblem} if emblem else set())
    if not broken:
        problems.extend(_unused_files(downloads, used | _named_files(published) | {portal.owner.emblem or ""}))
    problems.extend(check_html(linked, root))
    problems.extend(check_addresses(_addresses([*linked, *gone])))
    plans = [one.record for one in linked if isinstance(one.record, Document) and one.record.plan]
    continued = continued_tasks(plans, today)
    tasks = {plan.id: plan_tasks(plan, today, continued.get(plan.id, ())) for plan in plans}
    procedures = _table(linked, Procedure)
    problems.extend(check_procedures(linked, today, root))
    caseloads = _table(linked, Caseload)
    agencies = _table(linked, Agency)
    site = Site(
        portal=portal,
        today=today,
        news=dict(sorted(_table(linked, News).items(), key=lambda item: (item[1].posted_at, item[0]), reverse=True)),
        documents=_table(linked, Document),
        procedures={id_: in_force(procedure, today) for id_, procedure in procedures.items()},
        versions={id_: versions_of(procedure) for id_, procedure in procedures.items() if procedure.life},
        agencies=agencies,
        indicators=_table(linked, Indicator),
        caseloads=caseloads,
        provinces={province.id: province for province in portal.provinces},
        areas={area.id: (programme, area) for programme in portal.programmes for area in programme.areas},
        life_events={event.id: event for event in portal.life_events},
        tasks=tasks,
        unit_years=unit_years(caseloads.values(), {id_: one.parent for id_, one in agencies.items() if one.parent}),
        downloads={name: downloads[name] for name in sorted(used)},
        incoming=_incoming(edges),
        prose_links={key: links for key, found in cited.items() if (links := links_of(found))},
        dropped_links=dropped,
        unheld=_unheld(linked, cited, targets),
        paths={(one.kind, one.record.id): one.path for one in linked},
        withdrawn={(one.kind, one.record.id): notice_of(one) for one in gone},
    )
    return site, tuple(problems)


def _as_of(loaded: LoadedRecord, today: date, hidden: Collection[str]) -> LoadedRecord:
    """Leave out what a plan says of days to come and of plans that are not published."""
    if isinstance(loaded.record, Document) and loaded.record.plan:
        return LoadedRecord(loaded.kind, plan_as_of(loaded.record, today, hidden), loaded.path, loaded.body_line)
    return loaded


def _table(linked: Iterable[LoadedRecord], model: type[R]) -> dict[str, R]:
    return {one.record.id: one.record for one in linked if isinstance(one.record, model)}


def _names_by_kind(records: Iterable[LoadedRecord], portal: Portal) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {
        "agencies": {},
        "documents": {},
        "news": {},
        "procedures": {},
        "indicators": {},
        "caseloads": {},
        "provinces": {province.id: province.name for province in portal.provinces},
        "areas": {area.id: area.name for programme in portal.programmes for area in programme.areas},
        "life_events": {event.id: event.name for event in portal.life_events},
    }
    for one in records:
        names[one.kind][one.record.id] = title_of(one.record)
    return names


def _ids_by_kind(records: Iterable[LoadedRecord]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for one in records:
        ids[one.kind].add(one.record.id)
    return ids


def _keys(records: Iterable[LoadedRecord]) -> Iterator[Key]:
    return ((one.kind, one.record.id) for one in records)


def _leaving(records: Iterable[LoadedRecord]) -> set[str]:
    """Return the agencies that are withdrawn or will be."""
    return {
        one.record.id for one in records if one.kind == "agencies" and one.record.withdrawn and not one.record.draft
    }


def _prose_edges(key: Key, found: Iterable[CitedDocument], held: Collection[str]) -> Iterable[Edge]:
    cited = dict.fromkeys(link.document_id for link in links_of(found))
    return (Edge(key, "prose", ("documents", id_)) for id_ in cited if id_ in held)


def _ambiguities(loaded: LoadedRecord, found: Iterable[CitedDocument], root: Path) -> Iterable[Problem]:
    faults: list[tuple[str, str, str, str]] = []
    for one in found:
        if len(one.candidates) > 1:
            hint = "ghi thêm «ngày …» sau số, hoặc đặt liên kết tới: " + ", ".join(one.candidates)
            message = f"«{one.wording}» có thể là {len(one.candidates)} văn bản nên không tạo liên kết"
            faults.append((one.wording, "MB080", message, hint))
    return place_words(root, loaded.path, faults) if faults else ()


def _citable(published: Iterable[LoadedRecord], gone: Iterable[LoadedRecord]) -> list[Document]:
    """Return the documents that a citation may mean: those that stand, and withdrawn ones that none stands in for."""
    held = [one.record for one in published if isinstance(one.record, Document)]
    known = {(document.number, document.issued_on) for document in held}
    left = (one.record for one in gone if isinstance(one.record, Document))
    return [*held, *(document for document in left if (document.number, document.issued_on) not in known)]


def _addresses(linked: Sequence[LoadedRecord]) -> Iterable[tuple[str, str]]:
    """Yield every address that a record has or had, with its file; those of today come first."""
    yield from ((urls.record_url(one.record, one.kind), one.path) for one in linked)
    yield from ((address, one.path) for one in linked for address in one.record.former_addresses)


def _resolve_emblem(portal: Portal, targets: Targets, root: Path) -> tuple[str | None, list[Problem]]:
    if not portal.owner.emblem:
        return None, []
    emblem, fault = resolve_file(portal.owner.emblem, targets)
    return emblem, [place_problem(root, _CONFIG, ("owner", "emblem"), *fault)] if fault else []


def _named_files(records: Iterable[LoadedRecord]) -> set[str]:
    return {file for one in records for file in files_in(one.record)}


def _unused_files(downloads: Mapping[str, Download], named: Collection[str]) -> Iterable[Problem]:
    for name in downloads:
        if name not in named:
            message = f"tệp «{name}» chưa được hồ sơ nào đã công khai nhắc tới nên không đăng"
            yield Problem("MB082", Span(f"content/files/{name}"), message)


def _incoming(edges: Iterable[Edge]) -> dict[Key, tuple[Edge, ...]]:
    table: dict[Key, list[Edge]] = defaultdict(list)
    for edge in edges:
        table[edge.target].append(edge)
    return {key: tuple(found) for key, found in table.items()}


def _unheld(
    linked: Iterable[LoadedRecord], cited: Mapping[Key, tuple[CitedDocument, ...]], targets: Targets
) -> tuple[UnheldDocument, ...]:
    """Collect what is cited and not held, by number and date, or by wording where no number is given.

    A number that holds its year is one document, so its mentions without a date join the one that gives it.
    """
    mentions: list[tuple[str, date | None, str, Key]] = []
    for one in linked:
        key = (one.kind, one.record.id)
        mentions += [(c.number, c.issued_on, c.wording, key) for c in cited.get(key, ()) if not c.candidates]
        for _, marker, value in references_in(one.record):
            if isinstance(marker, Reference) and marker.kind == "documents" and not targets.holds("documents", value):
                named = find_cited([value], targets.by_number, citing(one.record))
                mentions += [(c.number, c.issued_on, value, key) for c in named[:1]] or [(value, None, value, key)]
    dates: dict[str, set[date]] = defaultdict(set)
    for number, day, _, _ in mentions:
        if day and (parsed := parse_number(number)) and parsed.has_year:
            dates[number].add(day)
    wordings: dict[tuple[str, date | None], str] = {}
    keys: dict[tuple[str, date | None], dict[Key, None]] = defaultdict(dict)
    for number, day, wording, key in mentions:
        identity = (number, min(dates[number]) if len(dates[number]) == 1 else day)
        wordings[identity] = max(wordings.get(identity, ""), wording, key=len)
        keys[identity][key] = None
    return tuple(UnheldDocument(wording, tuple(keys[identity])) for identity, wording in wordings.items())
