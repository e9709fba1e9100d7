"""What changed on the portal, told by the records themselves: what came out, what was corrected, amended, withdrawn.

A change is told by the dates in content, never by what an earlier build knew, so two builds of one content tell the
same; what happens to tasks is told in `generator.pages.task_changes`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from generator import urls
from generator.base.text import shorten
from generator.link.site import Key, Site, Version
from generator.pages.moments import came_out, midnight
from generator.pages.news import byline
from generator.pages.page import Link
from generator.pages.parts import Prose, document_ref_link, document_type, party_links, record_link
from generator.records.common import Record
from generator.records.document import RELATIONS, Document
from generator.records.kinds import KINDS
from generator.records.news import News
from generator.records.procedure import Procedure
from generator.records.procedure_life import ANNOUNCEMENTS, Announcement
from generator.records.procedure_parts import ProcedureText

_NO_TEXT = Prose("")

_AMENDING = {
    "amends": "amended",
    "replaces": "replaced",
    "repeals": "repealed",
    "corrects": "rectified",
}
"""Relation of a document to another → what that makes of the other."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed: when (at midnight where only the day is known), at what, and how.

    ``mark`` tells it from all others and stays as long as what it tells of does, whatever is mended in its words: it
    begins with the address at which the record was first published. ``kind`` is the id of a badge and ``label`` the
    same in words. ``link`` names what changed, ``what`` says in a sentence how, ``text`` is the report on a task and
    ``evidence`` what it rests on, ``lists`` lead to lists that the task is in. All but the first five may be empty.
    """

    mark: str
    moment: datetime
    kind: str
    label: str
    link: Link
    what: str = ""
    text: Prose = _NO_TEXT
    by: tuple[str, ...] = ()
    evidence: tuple[Link, ...] = ()
    lists: tuple[Link, ...] = ()


_SENT = timedelta(days=2)
"""Changes of this time are always in the document to subscribe to, for who asks once a day and reads no archives."""


def newest_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes by their moments; of one moment, what happened to a record stands above that it came out."""
    return tuple(sorted(changes, key=lambda change: (change.moment, change.kind != "new", change.mark), reverse=True))


def count_fresh(site: Site, changes: Sequence[Change], within: timedelta) -> int:
    """Return how many changes, the newest first, are no older than so long."""
    since = site.today - within
    return sum(1 for _ in takewhile(lambda change: change.moment.date() >= since, changes))


def count_sent(site: Site, changes: Sequence[Change]) -> int:
    """Return how many changes, the newest first, the document to subscribe to brings."""
    return min(len(changes), max(site.portal.feeds.items, count_fresh(site, changes, _SENT)))


@dataclass(frozen=True, slots=True)
class Subject:
    """What changes are told of: its link, and the address at which it was first published."""

    link: Link
    address: str


def subject_of(site: Site, key: Key) -> Subject:
    """Return a record as the subject of changes."""
    record = site.record(key)
    link = record_link(site, key)
    name = f"{link.text}: {record.subject}" if isinstance(record, Document) and record.number else link.text
    return Subject(Link(name, link.url), urls.first_address(record.former_addresses, link.url))


def changes_of_records(site: Site) -> Iterator[Change]:
    """Yield what changed at records, and which were withdrawn, in no order; some may be of days to come."""
    for key in site.paths:
        subject, record = subject_of(site, key), site.record(key)
        first = _first_day(site, key)
        if first:
            yield _new(site, key, subject, first)
        yield from _corrections(site, subject, record, first)
        match record:
            case Document():
                yield from _amendments(site, record)
            case Procedure():
                yield from _life(site, subject, record, first)
    yield from _withdrawals(site)


def _first_day(site: Site, key: Key) -> datetime | None:
    """Return when a record came out, for good: the life of a procedure goes on, but it began only once."""
    record = site.record(key)
    if not isinstance(record, Procedure) or not record.life or record.posted_on:
        return came_out(site, key)
    begun = record.life[0]
    decision = site.documents.get(record.decided_by or "")
    day = record.announced_on or (decision.issued_on if decision else None)
    if day and day <= begun.effective_on:
        return midnight(site, day)
    return midnight(site, begun.effective_on) if begun.kind == "announced" else None


def _new(site: Site, key: Key, subject: Subject, moment: datetime) -> Change:
    record = site.record(key)
    what = KINDS[key[0]].label
    by: tuple[str, ...] = ()
    match record:
        case News():
            what = shorten(record.summary or what, 300)
            by = tuple(name for author in record.authors if (name := byline(site, author)))
        case Document():
            what = "Kế hoạch" if record.plan else document_type(record)
            by = (site.agencies[record.issuer].name,)
        case Procedure():
            by = tuple(link.text for link in party_links(site, record.agencies))
    return Change(f"{subject.address}#new", moment, "new", "Mới", subject.link, what, by=by)


def _corrections(site: Site, subject: Subject, record: Record, first: datetime | None) -> Iterator[Change]:
    zone = site.portal.zone
    told = {one.on.date() for one in record.changes}
    seen: Counter[datetime] = Counter()
    for one in record.changes:
        seen[one.on] += 1
        mark = f"{subject.address}#corrected/{one.on.isoformat()}/{seen[one.on]}"
        # A correction of which only the day is known did not come before the post of that day.
        moment = max(one.on, first) if first else one.on
        yield Change(mark, moment.astimezone(zone), "corrected", "Cập nhật", subject.link, one.what)
    modified = record.modified_at if isinstance(record, News) else None
    if modified and modified.date() not in told:
        mark = f"{subject.address}#modified/{modified.isoformat()}"
        yield Change(mark, modified.astimezone(zone), "corrected", "Cập nhật", subject.link, "Bài viết được sửa.")


def _amendments(site: Site, document: Document) -> Iterator[Change]:
    """Yield what a document does to those that the portal holds, on the day on which it came out."""
    moment = came_out(site, ("documents", document.id)) or midnight(site, document.issued_on)
    own = urls.first_address(document.former_addresses, urls.document_url(document.id))
    for relation, kind in _AMENDING.items():
        label = RELATIONS[relation][1].removesuffix(" bởi")
        for id_ in getattr(document.relations, relation):
            if id_ in site.documents:
                subject = subject_of(site, ("documents", id_))
                yield Change(
                    f"{subject.address}#{kind}/{own}",
                    moment,
                    kind,
                    label,
                    subject.link,
                    f"{label} bởi {document_ref_link(site, document.id).text}.",
                    by=(site.agencies[document.issuer].name,),
                )


def _life(site: Site, subject: Subject, procedure: Procedure, first: datetime | None) -> Iterator[Change]:
    versions = site.versions.get(procedure.id, ())
    for event in procedure.life:
        moment = midnight(site, event.effective_on)
        if event.kind == "announced" and moment == first:
            continue
        kind = "in_force" if event.kind == "announced" else event.kind
        label = "Bắt đầu áp dụng" if event.kind == "announced" else ANNOUNCEMENTS[event.kind]
        what = _told_of(site, event, next((version for version in versions if version.event == event), None))
        mark = f"{subject.address}#{event.kind}/{event.effective_on.isoformat()}/{event.decision or ''}"
        yield Change(mark, moment, kind, label, subject.link, what)


def _told_of(site: Site, event: Announcement, version: Version | None) -> str:
    fields = [ProcedureText.model_fields[change.field].title or "" for change in version.changes] if version else []
    decision = document_ref_link(site, event.decision).text if event.decision else ""
    heirs = [record_link(site, ("procedures", id_)).text for id_ in event.successors]
    parts = (
        f"Đổi: {', '.join(fields)}." if fields else "",
        f"Thay bằng: {'; '.join(heirs)}." if heirs else "",
        f"Theo {decision}." if decision else "",
    )
    return " ".join(part for part in parts if part)


def _withdrawals(site: Site) -> Iterator[Change]:
    for notice in site.withdrawn.values():
        address = urls.first_address(notice.former_addresses, notice.url)
        name = notice.title if notice.title == notice.name else f"{notice.name}: {notice.title}"
        yield Change(
            f"{address}#withdrawn/{notice.on.isoformat()}",
            midnight(site, notice.on),
            "withdrawn",
            "Đã rút",
            Link(name, notice.url),
            notice.reason,
        )
