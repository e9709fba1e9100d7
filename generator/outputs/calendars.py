"""Calendars: ``lich.ics`` beside the pages of tasks, plans, agencies and areas that have deadlines."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, timedelta

from generator import urls
from generator.base.artifact import Artifact
from generator.base.text import shorten
from generator.link.site import PlanTask, Site
from generator.link.status import STATUSES
from generator.outputs.feeditems import stable_id
from generator.outputs.icalendar import Event, write_calendar, write_event
from generator.pages.calendars import Calendar, due_days, has_ended
from generator.pages.moments import midnight
from generator.pages.parts import absolute, document_name
from generator.pages.task import due_words
from generator.vn.recurrence import Recurrence

_REMINDER = timedelta(days=7) - timedelta(hours=8)
"""A week ahead, at eight in the morning and not at midnight."""
_PLAIN_STATES = ("under_way", "not_started", "unreported")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEPS = {"month": "MONTHLY", "quarter": "MONTHLY;INTERVAL=3", "half": "MONTHLY;INTERVAL=6"}


def calendar_artifact(site: Site, calendar: Calendar, event: Callable[[str], bytes]) -> Artifact:
    """Return a calendar as iCalendar; ``event`` gives the `task_event` of the task with a ref."""
    address = urls.calendar_url(calendar.url)
    data = write_calendar(
        f"{calendar.name} – {site.portal.short_name or site.portal.name}",
        f"{calendar.description} {site.portal.name}.",
        absolute(site, calendar.url),
        absolute(site, address),
        (event(row.ref) for row in calendar.rows),
    )
    return Artifact(urls.artifact_path(address), data)


def task_event(site: Site, row: PlanTask) -> bytes:
    """Return the VEVENT of a task that has a day on which it falls due.

    It is known by the address at which its plan was first published, and the order number: so it is the same when the
    day moves and when the plan does. All that may change it is dated: what is reported of the task or of those that its
    state follows from, and corrections of the plan, which tell that a day was overwritten. Each raises its sequence and
    dates it: so it follows from the record alone, and a later version never counts as the older one.
    """
    task, plan, status = row.task, row.plan, row.status
    due = due_days(row)
    first_page = urls.first_address(plan.former_addresses, urls.document_url(plan.id))
    state = _state(row)
    label = "Hạn" if state in _PLAIN_STATES else STATUSES[state]
    days = [*_dated(site, row), *(one.on.date() for one in plan.changes)]
    return write_event(
        Event(
            uid=stable_id(site, f"{first_page}#{urls.task_anchor(task.order)}").removeprefix("urn:uuid:"),
            sequence=len(days),
            changed=midnight(site, max((plan.issued_on, *days))).astimezone(UTC),
            days=due.days,
            rule=_rule(due.recurrence, due.days[-1]) if due.recurrence and due.days[1:] else "",
            summary=f"{label}: {shorten(task.content, 160)}",
            description=_description(site, row, STATUSES[state]),
            url=absolute(site, urls.task_url(plan.id, task.order)),
            categories=("Nhiệm vụ", *([site.areas[task.area][1].name] if task.area else [])),
            cancelled=status.state == "dropped",
            reminder=None if has_ended(row) else _REMINDER,
        )
    )


def _dated(site: Site, row: PlanTask) -> Iterator[date]:
    """Yield the day of each thing that is told of a task, or of those below it where its state follows from theirs."""
    below = f"{row.task.order}."
    rows = (one for one in site.tasks[row.plan.id] if one is row or one.task.order.startswith(below))
    for one in rows if row.status.from_children else (row,):
        yield from (day for _, day in one.task.dated())


def _state(row: PlanTask) -> str:
    """Return the state of a task but for its being overdue.

    That comes with a day and no report: the event would change and still be dated as before.
    """
    if row.status.state != "overdue":
        return row.status.state
    return "under_way" if row.status.from_children else row.task.standing.state


def _description(site: Site, row: PlanTask, state: str) -> str:
    task = row.task
    lines = (
        ("", task.content),
        ("Thời hạn: ", due_words(row)),
        ("Tình trạng: ", state),
        ("Chủ trì: ", "; ".join(site.agencies[id_].name for id_ in task.lead)),
        ("Phối hợp: ", "; ".join(site.agencies[id_].name for id_ in task.cooperating)),
        ("Sản phẩm: ", task.product or ""),
        ("Kế hoạch: ", f"{document_name(row.plan)}, nhiệm vụ {task.order}"),
    )
    return "\n".join(name + text for name, text in lines if text)


def _rule(recurrence: Recurrence, last: date) -> str:
    """Return the rule (RFC 5545, 3.3.10) whose days, from the first that is due on, are those of the recurrence."""
    until = f"UNTIL={last:%Y%m%d}"
    day = recurrence.day
    if recurrence.every == "week":
        return f"FREQ=WEEKLY;{until};BYDAY={_WEEKDAYS[(day or 7) - 1]}"
    if recurrence.every == "year":
        step = f"YEARLY;BYMONTH={recurrence.months[1] if recurrence.months else 12}"
    else:
        step = _STEPS[recurrence.every]
    if day is None or day > 30:
        days = "BYMONTHDAY=-1"
    elif day > 28:  # in months that lack it, the last day that they have
        days = f"BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"
    else:
        days = f"BYMONTHDAY={day}"
    return f"FREQ={step};{until};{days}"
