"""The life of a procedure on its pages: what counts today, each version, and what one changed of the other."""

from dataclasses import dataclass

from generator import urls
from generator.base.text import shorten
from generator.link.procedures import state_on
from generator.link.site import Change, Site, Version
from generator.pages.page import Link
from generator.pages.parts import Prose, document_ref_link, prose, record_link
from generator.pages.procedure_text import field_lines
from generator.records.procedure import Procedure
from generator.records.procedure_life import ANNOUNCEMENTS, Announcement
from generator.records.procedure_parts import ProcedureText
from generator.vn.dates import format_date

_LONGEST_LINE, _MOST_LINES = 600, 30
"""How much of a change is shown; the text before and after it has a page of its own."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must know before anything else; ``links`` follow the words."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A field before and after. A line is its text, and whether the other side lacks it."""

    name: str
    former: tuple[tuple[str, bool], ...]
    new: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a life. ``url`` leads to the text from then on, where that is not the page itself."""

    title: str
    period: str
    standing: str
    decision: Link | None
    note: Prose
    changes: tuple[ChangeRow, ...]
    successors: tuple[Link, ...] = ()
    url: str = ""


def life_steps(site: Site, procedure: Procedure) -> tuple[Step, ...]:
    """Return the steps of a procedure's life, the newest first; none where its life is not told."""
    steps = [_version_step(site, version) for version in site.versions.get(procedure.id, ())]
    last = procedure.life[-1] if procedure.life else None
    if last and last.ends:
        steps.append(_end_step(site, procedure, last))
    return tuple(reversed(steps))


def shown_versions(site: Site, procedure: Procedure) -> tuple[Version, ...]:
    """Return the versions that have a page of their own: those that count on some day, but not today."""
    versions = site.versions.get(procedure.id, ())
    return tuple(version for version in versions if _counts(version) and not _is_current(site, version))


def notices(site: Site, procedure: Procedure) -> tuple[Notice, ...]:
    """Return what must be said of a procedure first: that it ended, that it is not yet in force, what will change."""
    found: list[Notice] = []
    last = procedure.life[-1] if procedure.life else None
    if procedure.state == "abolished":
        found.append(_ended(site, last))
    elif procedure.state == "not_yet_in_force":
        first = procedure.life[0] if procedure.life else None
        since = f" từ ngày {format_date(first.effective_on)}" if first else " sau này"
        found.append(Notice(f"Thủ tục này chỉ áp dụng{since}; hiện nay chưa thực hiện được.", _by(site, first)))
    coming = [event for event in procedure.life if event.effective_on > site.today and event.kind != "announced"]
    for event in coming:
        what = "hết áp dụng" if event.ends else "có nội dung mới"
        words = f"Từ ngày {format_date(event.effective_on)}, thủ tục này {what}."
        seen = () if event.ends else (Link("Xem điều sẽ đổi", "#qua-trinh"),)
        found.append(Notice(words, (*seen, *_by(site, event), *_successors(site, event))))
    return tuple(found)


def version_notice(site: Site, procedure: Procedure, version: Version) -> Notice:
    """Return what the page of a version says of itself: when it counts, and where the text of today is."""
    day = "cũ" if version.until and version.until < site.today else "mới, chưa áp dụng"
    words = f"Đây là bản {day} của thủ tục ({_period(version)[:1].lower()}{_period(version)[1:]})."
    return Notice(words, (Link("Xem bản hiện nay", urls.procedure_url(procedure.id)),))


def _ended(site: Site, last: Announcement | None) -> Notice:
    if last is None:
        return Notice("Thủ tục này đã bị bãi bỏ; nội dung dưới đây chỉ để tra cứu.")
    verb = "được thay thế" if last.successors else "bị bãi bỏ"
    words = f"Thủ tục này đã {verb} từ ngày {format_date(last.effective_on)}; nội dung dưới đây chỉ để tra cứu."
    return Notice(words, (*_successors(site, last), *_by(site, last)))


def _by(site: Site, event: Announcement | None) -> tuple[Link, ...]:
    return (document_ref_link(site, event.decision),) if event and event.decision else ()


def _successors(site: Site, event: Announcement) -> tuple[Link, ...]:
    links = (record_link(site, ("procedures", id_)) for id_ in event.successors)
    return tuple(Link(f"Thay bằng: {link.text}", link.url) for link in links)


def _counts(version: Version) -> bool:
    """Whether there is a day on which a version counts: of two with one day, only the second does."""
    return version.since is None or version.until is None or version.since <= version.until


def _is_current(site: Site, version: Version) -> bool:
    """Whether the page of the procedure itself shows a version: the last that has begun, or else the first of all."""
    versions = site.versions[version.text.id]
    begun = [one for one in versions if one.since is None or one.since <= site.today]
    return version == (begun[-1] if begun else versions[0])


def _version_step(site: Site, version: Version) -> Step:
    event = version.event
    current = _is_current(site, version)
    in_force = current and state_on(version.text, site.today) not in ("abolished", "not_yet_in_force")
    return Step(
        title=ANNOUNCEMENTS[event.kind] if event else "Nội dung trước đó",
        period=_period(version),
        standing="đang áp dụng" if in_force else "",
        decision=document_ref_link(site, event.decision) if event and event.decision else None,
        note=prose(site, ("procedures", version.text.id), event.note if event else None),
        changes=tuple(_change_row(site, change) for change in version.changes),
        url=urls.procedure_version_url(version.text.id, version.since) if _counts(version) and not current else "",
    )


def _end_step(site: Site, procedure: Procedure, event: Announcement) -> Step:
    return Step(
        title=ANNOUNCEMENTS[event.kind],
        period=f"Từ {format_date(event.effective_on)}",
        standing="",
        decision=document_ref_link(site, event.decision) if event.decision else None,
        note=prose(site, ("procedures", procedure.id), event.note),
        changes=(),
        successors=tuple(record_link(site, ("procedures", id_)) for id_ in event.successors),
    )


def _period(version: Version) -> str:
    since = f"từ {format_date(version.since)}" if version.since else ""
    until = f"đến hết {format_date(version.until)}" if version.until else ""
    words = " ".join(part for part in (since, until) if part) or "không rõ từ ngày nào"
    return words[:1].upper() + words[1:]


def _change_row(site: Site, change: Change) -> ChangeRow:
    former, new = (field_lines(site, change.field, value) for value in (change.former, change.new))
    return ChangeRow(
        name=ProcedureText.model_fields[change.field].title or change.field,
        former=_marked(former, new),
        new=_marked(new, former),
    )


def _marked(lines: tuple[str, ...], others: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Return lines with whether the other side lacks them; of a long text the first of those."""
    marked = [(shorten(line, _LONGEST_LINE), line not in others) for line in lines]
    if len(marked) <= _MOST_LINES:
        return tuple(marked)
    shown = [one for one in marked if one[1]][:_MOST_LINES]
    return (*shown, (f"… và {len(marked) - len(shown)} dòng khác", False))
