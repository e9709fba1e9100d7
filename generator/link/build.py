"""Loaded records → `Site`."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from generator import urls
from generator.base.problems import Problem
from generator.base.span import Span
from generator.link.checks import check_addresses, check_ids, check_parents, check_same_document
from generator.link.citations import CitedDocument, citing, find_cited, index_by_number, links_of, prose_of
from generator.link.publication import split_published
from generator.link.references import references_in
from generator.link.resolve import Targets, resolve_record
from generator.link.site import Edge, Key, PlanTask, Site, UnheldDocument
from generator.load.content import LoadedRecord, place_in_body
from generator.load.downloads import Download
from generator.records.agency import Agency
from generator.records.common import Record
from generator.records.document import Document
from generator.records.fields import FileReference, Reference
from generator.records.indicator import Indicator
from generator.records.kinds import title_of
from generator.records.news import News
from generator.records.portal import Portal
from generator.records.procedure import Procedure

R = TypeVar("R", bound=Record)

_LINK_TARGET = re.compile(r"\]\(\s*<?(/[^)\s>]*)|^\s*\[[^\]]+\]:\s*<?(/[^\s>]*)", re.MULTILINE)


def link_site(
    portal: Portal,
    records: Sequence[LoadedRecord],
    downloads: Mapping[str, Download],
    now: datetime,
    root: Path,
) -> tuple[Site, tuple[Problem, ...]]:
    """Return the site of all published records, and everything that is wrong between them.

    References that lead nowhere are taken out, so the site holds together even where there are problems. ``now`` has
    a time zone and decides what is published; ``root`` is the portal folder, from which files are read again only
    to show the lines of problems.
    """
    problems = [*check_ids(records, root), *check_same_document(records, root), *check_parents(records, root)]
    published, withheld = split_published(records, now)
    published = _inherit_provinces(published)
    targets = Targets(
        names=_names_by_kind(published, portal),
        withheld=_ids_by_kind(withheld),
        downloads=downloads,
        by_number=index_by_number(one.record for one in published if isinstance(one.record, Document)),
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
            edges.extend(_prose_edges(key, found))
            problems.extend(_ambiguities(loaded, found, root))
    dropped, notices = _drop_withheld_links(linked, withheld, root)
    problems.extend(notices)
    used = _used_files(linked, portal)
    problems.extend(_unused_files(downloads, used))
    problems.extend(check_addresses((urls.record_url(one.record, one.kind), one.path) for one in linked))
    site = Site(
        portal=portal,
        today=now.date(),
        news=dict(sorted(_table(linked, News).items(), key=lambda item: (item[1].posted_at, item[0]), reverse=True)),
        documents=_table(linked, Document),
        procedures=_table(linked, Procedure),
        agencies=_table(linked, Agency),
        indicators=_table(linked, Indicator),
        provinces={province.id: province for province in portal.provinces},
        areas={area.id: (programme, area) for programme in portal.programmes for area in programme.areas},
        tasks=tuple(
            PlanTask(one.record, task)
            for one in linked
            if isinstance(one.record, Document) and one.record.plan
            for task in one.record.plan.tasks
        ),
        downloads={name: downloads[name] for name in used if name in downloads},
        incoming=_incoming(edges),
        prose_links={key: links for key, found in cited.items() if (links := links_of(found))},
        dropped_links=dropped,
        unheld=_unheld(linked, cited, targets),
        paths={(one.kind, one.record.id): one.path for one in linked},
    )
    return site, tuple(problems)


def _table(linked: Iterable[LoadedRecord], model: type[R]) -> dict[str, R]:
    return {one.record.id: one.record for one in linked if isinstance(one.record, model)}


def _inherit_provinces(records: Iterable[LoadedRecord]) -> list[LoadedRecord]:
    """Give a document the province of its issuer, and an agency that of its parent, where the file says none."""
    records = list(records)
    agencies = {one.record.id: one.record for one in records if isinstance(one.record, Agency)}

    def province_of(agency_id: str | None, seen: frozenset[str] = frozenset()) -> str | None:
        agency = agencies.get(agency_id or "")
        if agency is None or agency.id in seen:
            return None
        return agency.province or province_of(agency.parent, seen | {agency.id})

    def with_province(one: LoadedRecord) -> LoadedRecord:
        match one.record:
            case Document(province=None, issuer=above) | Agency(province=None, parent=above):
                province = province_of(above)
                if province:
                    record = one.record.model_copy(update={"province": province})
                    return LoadedRecord(one.kind, record, one.path, one.body_line)
        return one

    return [with_province(one) for one in records]


def _names_by_kind(records: Iterable[LoadedRecord], portal: Portal) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {
        "agencies": {},
        "documents": {},
        "news": {},
        "procedures": {},
        "indicators": {},
        "provinces": {province.id: province.name for province in portal.provinces},
        "areas": {area.id: area.name for programme in portal.programmes for area in programme.areas},
    }
    for one in records:
        names[one.kind][one.record.id] = title_of(one.record)
    return names


def _ids_by_kind(records: Iterable[LoadedRecord]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for one in records:
        ids[one.kind].add(one.record.id)
    return ids


def _prose_edges(key: Key, found: Iterable[CitedDocument]) -> Iterable[Edge]:
    return (Edge(key, "prose", ("documents", id_)) for id_ in dict.fromkeys(x.document_id for x in links_of(found)))


def _ambiguities(loaded: LoadedRecord, found: Iterable[CitedDocument], root: Path) -> Iterable[Problem]:
    for one in found:
        if len(one.candidates) > 1:
            hint = "ghi thêm «ngày …» sau số, hoặc đặt liên kết tới: " + ", ".join(one.candidates)
            message = f"«{one.wording}» có thể là {len(one.candidates)} văn bản nên không tạo liên kết"
            yield place_in_body(root, loaded.path, one.wording, "MB080", message, hint)


def _drop_withheld_links(
    linked: Iterable[LoadedRecord], withheld: Iterable[LoadedRecord], root: Path
) -> tuple[dict[Key, tuple[str, ...]], list[Problem]]:
    """Find links in bodies that lead to records which are not published; they become plain words."""
    hidden = {urls.record_url(one.record, one.kind) for one in withheld}
    dropped: dict[Key, tuple[str, ...]] = {}
    notices: list[Problem] = []
    for one in linked if hidden else ():
        targets = (a or b for a, b in _LINK_TARGET.findall(one.record.body))
        lost = tuple(dict.fromkeys(target for target in targets if target.partition("#")[0] in hidden))
        if lost:
            dropped[one.kind, one.record.id] = lost
        for target in lost:
            message = f"liên kết tới {target} được bỏ vì hồ sơ ấy chưa công khai"
            notices.append(place_in_body(root, one.path, target, "MB083", message))
    return dropped, notices


def _used_files(linked: Iterable[LoadedRecord], portal: Portal) -> dict[str, None]:
    """List the files to publish, sorted: those that a published record or the configuration names."""
    names = {
        value for one in linked for _, marker, value in references_in(one.record) if isinstance(marker, FileReference)
    }
    return dict.fromkeys(sorted(names | ({portal.owner.emblem} if portal.owner.emblem else set())))


def _unused_files(downloads: Mapping[str, Download], used: Collection[str]) -> Iterable[Problem]:
    for name in downloads:
        if name not in used:
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
    """Collect what is cited and not held, by number and date, or by wording where no number is given."""
    found: dict[str, tuple[str, dict[Key, None]]] = {}
    for one in linked:
        key = (one.kind, one.record.id)
        mentions = [(c.identity, c.wording) for c in cited.get(key, ()) if not c.candidates]
        for _, marker, value in references_in(one.record):
            if isinstance(marker, Reference) and marker.kind == "documents" and value not in targets.names["documents"]:
                identities = find_cited([value], targets.by_number, citing(one.record))
                mentions.append((identities[0].identity if identities else value, value))
        for identity, wording in mentions:
            known, keys = found.get(identity, ("", {}))
            found[identity] = (max(known, wording, key=len), {**keys, key: None})
    return tuple(UnheldDocument(wording, tuple(keys)) for wording, keys in found.values())
