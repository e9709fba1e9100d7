"""Calendars of deadlines: which there are, and the days of the tasks in them.

The outputs write exactly these calendars, so a page never offers one that is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from generator import urls
from generator.link.site import PlanTask, Site
from generator.pages.grouped_tasks import by_area, by_lead, by_plan, by_province
from generator.pages.parts import area_title, document_name, plan_years
from generator.vn.deadlines import occurrences, resolve
from generator.vn.recurrence import Recurrence

_ENDED = ("dropped", "handed_on")
_KEPT = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DueDays:
    """The days on which a task falls due: its last day alone, or each day on which it comes back, in order.

    ``recurrence`` is what all of them follow, where it is one.
    """

    days: tuple[date, ...]
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar to be: the address of the page it stands beside, its words, and its tasks by their first day.

    ``about`` is what the tasks have in common, empty where they are all tasks; ``of_plan`` where that is a plan.
    """

    url: str
    about: str
    description: str
    rows: tuple[PlanTask, ...]
    of_plan: bool = False

    @property
    def name(self) -> str:
        """What a program for calendars shows."""
        return f"Thời hạn: {self.about}" if self.about else "Thời hạn nhiệm vụ"


def has_ended(row: PlanTask) -> bool:
    """Whether nobody is to be reminded of the task any more."""
    return row.status.is_done or row.status.state in _ENDED


def due_days(row: PlanTask) -> DueDays:
    """Return the days on which a task, or the report on it, falls due; there are none where its deadline names none.

    Those of what comes back are of the years of its plan, and end on the day on which it was done for good.
    """
    if row.status.due:
        return DueDays((row.status.due,))
    if row.task.deadline is None:
        return DueDays(())
    deadline = resolve(row.task.deadline, row.plan.issued_on)
    years = plan_years(row.plan)
    first, last = max(row.plan.issued_on, date(years.start, 1, 1)), date(years.stop - 1, 12, 31)
    days = occurrences(deadline, first, min(last, row.status.done_on or last))
    is_one_cycle = len(deadline.recurrences) == 1 and deadline.report is None
    return DueDays(days, deadline.recurrences[0] if is_one_cycle else None)


@lru_cache(maxsize=1)  # pages ask which there are, and the outputs write them
def plan_calendars(site: Site) -> tuple[Calendar, ...]:
    """Return every calendar of the site that has a day: of all tasks, by plan, leading agency, area and province.

    Only that of a plan keeps for good what has ended; the others, which subscribers fetch every day, for a year.
    """
    dated = sorted(((days.days, row) for row in site.all_tasks() if (days := due_days(row)).days), key=_first_day)
    every = [row for _, row in dated]
    kept_since = site.today - _KEPT
    kept = frozenset(row.ref for days, row in dated if days[-1] >= kept_since or not has_ended(row))
    plans, leads, areas, provinces = by_plan(every), by_lead(every), by_area(every), by_province(every)

    def calendar(url: str, about: str, description: str, rows: Sequence[PlanTask]) -> Calendar:
        # One that has been subscribed to stays, be it with its last day alone.
        return Calendar(url, about, description, tuple(row for row in rows if row.ref in kept) or (rows[-1],))

    found = [calendar(urls.TASKS, "", "Thời hạn của mọi nhiệm vụ.", every)] if every else []
    for id_, plan in ((id_, site.documents[id_]) for id_ in site.tasks if id_ in plans):
        url, about = urls.document_url(id_), document_name(plan)
        found.append(Calendar(url, about, plan.subject, tuple(plans[id_]), of_plan=True))
    for id_, name in ((id_, site.agencies[id_].name) for id_ in site.agencies if id_ in leads):
        words = f"Thời hạn của các nhiệm vụ do {name} chủ trì."
        found.append(calendar(urls.agency_url(id_), name, words, leads[id_]))
    for id_ in (id_ for id_ in site.areas if id_ in areas):
        title = area_title(site, id_)
        found.append(calendar(urls.area_url(id_), title, f"Thời hạn của các nhiệm vụ về {title}.", areas[id_]))
    for id_, name in ((id_, site.provinces[id_].name) for id_ in site.provinces if id_ in provinces):
        words = f"Thời hạn của các nhiệm vụ trong kế hoạch của {name}."
        found.append(calendar(urls.province_url(id_), name, words, provinces[id_]))
    return tuple(found)


def calendar_beside(site: Site, page: str) -> str:
    """Return the address of the calendar beside a page, given by its address; empty where there is none."""
    return urls.calendar_url(page) if page in _pages_with_calendar(site) else ""


@lru_cache(maxsize=1)
def _pages_with_calendar(site: Site) -> frozenset[str]:
    return frozenset(calendar.url for calendar in plan_calendars(site))


def _first_day(dated: tuple[tuple[date, ...], PlanTask]) -> tuple[date, str]:
    return dated[0][0], dated[1].ref
