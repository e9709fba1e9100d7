"""The events of a reform programme on one line of time: its documents, and the meetings that gave out tasks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator import urls
from generator.base.text import shorten
from generator.link.site import Key, Site, sources
from generator.pages.page import Link
from generator.pages.parts import document_name, programme_document, record_link
from generator.records.document import Document
from generator.records.portal import Programme
from generator.vn.dates import format_date
from generator.vn.figures import format_int


@dataclass(frozen=True, slots=True)
class Event:
    """A document or a post: ``kind`` says what it is to the programme, ``note`` what came of it."""

    day: str
    kind: str
    link: Link
    note: str


def programme_events(site: Site, programme: Programme, plans: Sequence[Document]) -> list[Event]:
    """Return the events of a programme with the plans that belong to it, the oldest first, documents first in a day.

    There are the programme's own document, its plans, documents that refer to any of these or that a task comes from,
    and posts that refer to a plan or that a task comes from, as those on meetings of the committee do.
    """
    given = Counter(_origins(site, plans))
    kinds = {plan.id: "Kế hoạch" for plan in plans}
    issued = programme_document(site, programme)
    if issued in site.documents:
        kinds[str(issued)] = "Văn bản ban hành chương trình"
    edges = {id_: site.incoming.get(("documents", id_), ()) for id_ in kinds}
    others = [id_ for found in edges.values() for id_ in sources(found, "documents")]
    for id_ in (*others, *(id_ for kind, id_ in given if kind == "documents")):
        kinds.setdefault(id_, "Văn bản")
    news = {post for plan in plans for post in sources(edges[plan.id], "news")}
    news |= {id_ for kind, id_ in given if kind == "news"}
    dated: list[tuple[date, Key, str]] = [
        *((site.documents[id_].issued_on, ("documents", id_), kind) for id_, kind in kinds.items()),
        *((site.news[id_].posted_at.date(), ("news", id_), "Tin, cuộc họp") for id_ in news),
    ]
    return [
        Event(format_date(day), kind, _link(site, key), _note(given[key]))
        for day, key, kind in sorted(dated, key=lambda one: one[:2])
    ]


def _origins(site: Site, plans: Sequence[Document]) -> Iterator[Key]:
    """Yield the meeting and the document that each task comes from, where the portal holds them."""
    for row in (row for plan in plans for row in site.tasks[plan.id]):
        origin = row.task.origin
        if origin and origin.news in site.news:
            yield "news", str(origin.news)
        if origin and origin.document in site.documents:
            yield "documents", str(origin.document)


def _link(site: Site, key: Key) -> Link:
    link = record_link(site, key)
    record = site.record(key)
    if isinstance(record, Document) and record.number:
        return Link(f"{document_name(record)}: {shorten(record.subject, 160)}", urls.document_url(record.id))
    return link


def _note(given: int) -> str:
    return f"giao {format_int(given)} nhiệm vụ" if given else ""
