"""Small pieces that views of several nouns are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator import urls
from generator.link.citations import Citing, find_cited, index_by_number
from generator.link.site import Key, PlanTask, Site, Withdrawn
from generator.pages.page import Link
from generator.records.caseload import Caseload
from generator.records.common import Attachment, Image, PostedRecord, Source
from generator.records.document import Document
from generator.records.indicator import IndicatorValue
from generator.records.kinds import title_of
from generator.records.portal import Programme
from generator.vn.dates import format_date
from generator.vn.deadlines import next_due, resolve
from generator.vn.doctypes import DOCUMENT_TYPES
from generator.vn.figures import format_size
from generator.vn.folding import fold


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a list. ``meta`` are short facts (type, date, agency); ``state`` is the id of a badge or empty."""

    title: str
    url: str
    meta: tuple[str, ...] = ()
    summary: str = ""
    state: str = ""
    state_label: str = ""


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A link to a list, with how many records it holds."""

    text: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Links or items under a heading."""

    title: str
    items: tuple[Item, ...] = ()
    links: tuple[CountedLink, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to download: its name for people, address, kind (``PDF``) and size (``82,5 KB``)."""

    name: str
    url: str
    kind: str
    size: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a post."""

    url: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class CitationLink:
    """A citation in prose that becomes a link: number in canonical form, date or none, and the document's page."""

    number: str
    issued_on: date | None
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown with what its rendering needs: citations to link, and addresses whose links become plain words."""

    text: str
    citations: tuple[CitationLink, ...] = ()
    dropped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.text.strip())


Facts = tuple[tuple[str, tuple[Link, ...]], ...]
"""Rows of a facts panel: a name and its values; a value without an address is plain text."""


def plain(*texts: str | None) -> tuple[Link, ...]:
    """Return facts without links; empty ones are left out."""
    return tuple(Link(text, "") for text in texts if text)


def posted_on(record: PostedRecord) -> tuple[Link, ...]:
    """Return, as values of a fact, when a record came to the portal where that was later than its own day."""
    return plain(format_date(record.posted_on) if record.posted_on else None)


def document_type(document: Document) -> str:
    """Return the name of a document's type, ``Quyết định``."""
    return DOCUMENT_TYPES[document.type].name


def document_name(document: Document) -> str:
    """Return how officials call a document: type, number and date, or its subject where it has no number."""
    if not document.number:
        return document.subject
    return f"{document_type(document)} số {document.number}"


def document_title(document: Document) -> str:
    """Return a document by name and subject."""
    return f"{document_name(document)}: {document.subject}" if document.number else document.subject


def programme_document(site: Site, programme: Programme) -> str | None:
    """Return the id of the document of a programme; its wording in the configuration where it is not held."""
    wording = programme.document
    if not wording or wording in site.documents:
        return wording
    cited = find_cited([wording], index_by_number(site.documents.values()), Citing())
    candidates = [id_ for one in cited for id_ in one.candidates]
    return candidates[0] if len(candidates) == 1 else wording


def plan_years(plan: Document) -> range:
    """Return the years of a plan: its period, or the year of its issue where it names none."""
    period = plan.period
    return range(period.first, period.last + 1) if period else range(plan.issued_on.year, plan.issued_on.year + 1)


def next_day(row: PlanTask, today: date) -> str:
    """Return the first day from ``today`` on which a task that comes back, or a report on a standing one, falls due.

    It is a day of the years of the plan; empty where there is none, where the task has a last day, and where it has
    ended.
    """
    ended = row.status.is_done or row.status.state in ("dropped", "handed_on")
    deadline = row.task.deadline
    if deadline is None or row.status.due or ended:
        return ""
    day = next_due(resolve(deadline, row.plan.issued_on), today - timedelta(days=1))
    return format_date(day) if day and day.year in plan_years(row.plan) else ""


def record_link(site: Site, key: Key) -> Link:
    """Return the link to the page of any record, named as people call it; of a withdrawn one, to the notice of that."""
    if key in site.withdrawn:
        return withdrawn_link(site.withdrawn[key])
    record = site.record(key)
    match record:
        case Document():
            name = document_name(record)
        case Caseload():
            name = caseload_name(site, record)
        case _:
            name = title_of(record)
    return Link(name, urls.record_url(record, key[0]))


def withdrawn_link(notice: Withdrawn) -> Link:
    """Return the link to the notice that a record was withdrawn."""
    return Link(f"{notice.name} (đã rút)", notice.url)


def caseload_name(site: Site, caseload: Caseload) -> str:
    """Return what a report on results is called among those of other units."""
    return f"{title_of(caseload)}: {site.agencies[caseload.agency].name}"


def unnamed_province(site: Site, name: str, id_: str | None) -> str:
    """Return the name of a province, or nothing where there is none or where ``name`` says it already."""
    province = site.provinces[id_].name if id_ else ""
    return "" if fold(province) in fold(name) else province


def agency_link(site: Site, id_: str) -> Link:
    """Return the link to an agency of the site."""
    return Link(site.agencies[id_].name, urls.agency_url(id_))


def agency_links(site: Site, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to agencies, in the given order."""
    return tuple(agency_link(site, id_) for id_ in ids)


def short_agency_links(site: Site, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to agencies in the given order, by short names: for columns of many from one province."""
    found = (site.agencies[id_] for id_ in ids)
    return tuple(Link(agency.short_name or agency.name, urls.agency_url(agency.id)) for agency in found)


def party_links(site: Site, parties: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to agencies; those that the portal does not hold stand by their names."""
    return tuple(agency_link(site, one) if one in site.agencies else Link(one, "") for one in parties)


def area_links(site: Site, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to areas, in the given order."""
    return tuple(Link(site.areas[id_][1].name, urls.area_url(id_)) for id_ in ids)


def area_title(site: Site, id_: str) -> str:
    """Return the name of an area with the years of its programme: programmes have areas of the same name."""
    programme, area = site.areas[id_]
    return f"{area.name} ({programme.period})"


def count_records(site: Site, key: Key) -> int:
    """Return how many records refer to a thing, each counted once."""
    return len({edge.source for edge in site.incoming.get(key, ())})


def province_links(site: Site, id_: str | None) -> tuple[Link, ...]:
    """Return the link to a province, where there is one."""
    return (Link(site.provinces[id_].name, urls.province_url(id_)),) if id_ else ()


def document_ref_link(site: Site, reference: str) -> Link:
    """Return the link to a held document with its date; for a document that is not held, its wording without a link."""
    document = site.documents.get(reference)
    if document is None:
        notice = site.withdrawn.get(("documents", reference))
        return withdrawn_link(notice) if notice else Link(reference, "")
    return Link(f"{document_name(document)} ngày {format_date(document.issued_on)}", urls.document_url(reference))


def document_ref_links(site: Site, references: Iterable[str]) -> tuple[Link, ...]:
    """Return `document_ref_link` for each reference."""
    return tuple(document_ref_link(site, reference) for reference in references)


def source_links(source: Source | None) -> tuple[Link, ...]:
    """Return where a record was taken from, as values of a fact."""
    if source is None:
        return ()
    words = [source.publisher, f"«{source.title}»" if source.title else ""]
    words.append(f"ngày {format_date(source.published_on)}" if source.published_on else "")
    return (Link(", ".join(word for word in words if word), source.url or ""), *plain(source.note))


def figure_sources(site: Site, figure: IndicatorValue | Caseload) -> tuple[Link, ...]:
    """Return where a figure comes from: a document or a post of the portal, or a place elsewhere."""
    document = (document_ref_link(site, figure.document),) if figure.document else ()
    news = (record_link(site, ("news", figure.news)),) if figure.news else ()
    return (*document, *news, *source_links(figure.source))


def file_links(site: Site, attachments: Iterable[Attachment]) -> tuple[FileLink, ...]:
    """Return the files of a record; their kind and size come from the files themselves."""
    found = ((attachment, site.downloads[attachment.file]) for attachment in attachments)
    return tuple(FileLink(a.title, urls.file_url(a.file), d.label, format_size(d.size)) for a, d in found)


def pictures(images: Iterable[Image]) -> tuple[Picture, ...]:
    """Return the images of a record."""
    return tuple(Picture(urls.file_url(i.file), i.alt, i.caption or "", i.credit or "") for i in images)


def prose(site: Site, key: Key, text: str | None) -> Prose:
    """Return a text of the record ``key`` with the citations that were found in that record."""
    links = tuple(
        CitationLink(
            link.number,
            link.issued_on,
            urls.document_url(link.document_id),
            _subject(site, link.document_id),
        )
        for link in site.prose_links.get(key, ())
    )
    return Prose(text or "", links, site.dropped_links.get(key, ()))


def _subject(site: Site, document_id: str) -> str:
    notice = site.withdrawn.get(("documents", document_id))
    return "Văn bản đã rút" if notice else site.documents[document_id].subject


def twin_of(site: Site, url: str) -> str:
    """Return the address of the JSON twin of a record page, or nothing where the portal has none."""
    return urls.twin_url(url) if site.portal.features.json_twins else ""


def absolute(site: Site, url: str) -> str:
    """Return the public address of an address of the site."""
    return site.portal.base_url.rstrip("/") + url
