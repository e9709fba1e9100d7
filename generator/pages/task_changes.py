"""What changed at tasks: what was reported of them, and what follows from the calendar and from later plans."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from generator import urls
from generator.link.site import PlanTask, Site
from generator.link.status import STATUSES
from generator.pages.changes import Change, Subject
from generator.pages.moments import midnight
from generator.pages.page import Link
from generator.pages.parts import agency_links, area_links, document_name, prose
from generator.pages.task import evidence_link
from generator.records.task import Standing, Update, order_key
from generator.vn.dates import format_date

_OPEN = ("under_way", "not_started")
_DAY = timedelta(days=1)

Course = Sequence[tuple[int, Update, Standing]]
"""The reports of a task by day, each with its place in the file and where the task stood after it."""


@lru_cache(maxsize=1)  # the list of changes and the feeds of plans and tasks tell the same
def changes_of_tasks(site: Site) -> Mapping[str, tuple[Change, ...]]:
    """Return what changed at the tasks of every plan up to today, by the refs of tasks, in no order."""
    handed = _handed_on(site)
    return {row.ref: tuple(_changes(site, row, handed)) for row in site.all_tasks()}


def _changes(site: Site, row: PlanTask, handed: Mapping[str, PlanTask]) -> Iterator[Change]:
    subject, course = _subject(row), row.task.course()
    yield from _reports(site, row, subject, course)
    if row.leaf:
        follower = _follower(row, handed) if handed else None
        due = row.status.due
        if due and due < site.today and _was_open(row, due + _DAY, course, follower):
            yield _overdue(site, row, subject, due)
        if follower and row.status.state == "handed_on":
            yield _hand_over(site, row, subject, follower)


def _subject(row: PlanTask) -> Subject:
    plan, task = row.plan, row.task
    name = f"Nhiệm vụ {task.order}, {document_name(plan)}: {task.content}"
    return Subject(Link(name, urls.task_url(plan.id, task.order)), first_task_address(row))


def first_task_address(row: PlanTask) -> str:
    """Return what changes of a task are known by: it stays when the plan moves."""
    above = urls.first_address(row.plan.former_addresses, urls.document_url(row.plan.id))
    return f"{above}nhiem-vu/{row.task.order}"


def _lists(site: Site, row: PlanTask) -> tuple[Link, ...]:
    """Return the lists that a task is in: of its area and of the agencies that lead it."""
    areas = area_links(site, [row.task.area]) if row.task.area else ()
    return (*areas, *agency_links(site, row.task.lead))


def _reports(site: Site, row: PlanTask, subject: Subject, course: Course) -> Iterator[Change]:
    before = row.task.at_first()
    if before.state == "done" and before.done_on and not course:
        yield _done(site, row, subject, before.done_on)
    seen: Counter[date] = Counter()
    for _, update, standing in course:
        seen[update.date] += 1
        state = _shown_state(row, standing)
        otherwise = "Dời thời hạn" if update.due else "Báo cáo nhiệm vụ"
        yield Change(
            f"{subject.address}#reported/{update.date.isoformat()}/{seen[update.date]}",
            midnight(site, update.date),
            state,
            STATUSES[state] if standing.state != before.state else otherwise,
            subject.link,
            _told_of(before, standing, update),
            prose(site, ("documents", row.plan.id), update.text),
            (site.agencies[update.by].name,) if update.by else (),
            tuple(evidence_link(site, evidence) for evidence in update.evidence),
            _lists(site, row),
        )
        before = standing


def _done(site: Site, row: PlanTask, subject: Subject, day: date) -> Change:
    state = row.status.state if row.status.is_done else "done"
    mark = f"{subject.address}#done/{day.isoformat()}"
    what = f"Hoàn thành ngày {format_date(day)}."
    return Change(mark, midnight(site, day), state, STATUSES[state], subject.link, what, lists=_lists(site, row))


def _shown_state(row: PlanTask, standing: Standing) -> str:
    done_on = row.task.done_on or standing.done_on
    if standing.state == "done" and row.status.due and done_on and done_on > row.status.due:
        return "done_late"
    return standing.state


def _told_of(before: Standing, after: Standing, update: Update) -> str:
    parts = []
    if after.state != before.state:
        parts.append(f"Từ «{STATUSES[before.state]}» sang «{STATUSES[after.state]}».")
    if update.progress is not None:
        was = f", trước đó {before.progress}\u00a0%" if before.progress not in (None, update.progress) else ""
        parts.append(f"Tiến độ {update.progress}\u00a0%{was}.")
    if update.due:
        parts.append(f"Thời hạn mới: {update.due.wording}.")
    return " ".join(parts) or "Có báo cáo mới."


def _was_open(row: PlanTask, day: date, course: Course, follower: PlanTask | None) -> bool:
    """Whether a task was known to be open on a day, and no later plan had it yet."""
    if follower and follower.plan.issued_on <= day:
        return False
    known = [standing for _, update, standing in course if update.date <= day]
    # A task that its file alone calls done was not known to be open before that day either.
    return (known[-1] if known else row.task.at_first()).state in _OPEN


def _overdue(site: Site, row: PlanTask, subject: Subject, due: date) -> Change:
    what = f"Hết hạn ngày {format_date(due)}, chưa được báo cáo là hoàn thành."
    mark = f"{subject.address}#overdue/{due.isoformat()}"
    moment, label = midnight(site, due + _DAY), STATUSES["overdue"]
    return Change(mark, moment, "overdue", label, subject.link, what, lists=_lists(site, row))


def _handed_on(site: Site) -> Mapping[str, PlanTask]:
    """Return the task of the earliest later plan that goes on with each, by what names the task that it continues."""
    followers: dict[str, PlanTask] = {}
    for row in site.all_tasks():
        known = followers.get(row.task.continues or "")
        if row.task.continues and (known is None or row.plan.issued_on < known.plan.issued_on):
            followers[row.task.continues] = row
    return followers


def _follower(row: PlanTask, handed: Mapping[str, PlanTask]) -> PlanTask | None:
    """Return the task of a later plan that goes on with a task, or with one that it is below."""
    key = order_key(row.task.order)
    refs = (f"{row.plan.id}#{'.'.join(map(str, key[:length]))}" for length in range(len(key), 0, -1))
    found = [handed[ref] for ref in refs if ref in handed] if handed else []
    return min(found, key=lambda one: one.plan.issued_on, default=None)


def _hand_over(site: Site, row: PlanTask, subject: Subject, follower: PlanTask) -> Change:
    plan = follower.plan
    what = f"Tiếp nối bằng nhiệm vụ {follower.task.order}, {document_name(plan)}."
    mark = f"{subject.address}#handed_on/{follower.ref}"
    moment, label = midnight(site, plan.issued_on), STATUSES["handed_on"]
    return Change(mark, moment, "handed_on", label, subject.link, what, lists=_lists(site, row))
