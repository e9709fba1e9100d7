"""Lists of tasks over all plans: all of them, and by state, deadline, agency, area, year, province, state in a year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import urls
from generator.link.site import PlanTask, Site
from generator.link.status import STATUSES, Tally, tally
from generator.pages.calendars import calendar_beside
from generator.pages.grouped_tasks import by_area, by_lead, by_province, by_year
from generator.pages.listing import Pager, numbered, paged
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import CountedLink, Group, area_title, document_name, plan_years
from generator.pages.task import TaskGroup, task_groups
from generator.vn.collation import collation_key


@dataclass(frozen=True, slots=True)
class TaskListView:
    """A page of a list of tasks.

    ``tally`` counts all of the list, ``state_urls`` lead to those in each of its states, in its order, or are empty;
    ``unlisted`` names plans with unpublished tasks. ``calendar`` is that of the deadlines of these tasks, or of all.
    """

    title: str
    tally: Tally
    state_urls: tuple[str, ...]
    facets: tuple[Group, ...]
    groups: tuple[TaskGroup, ...]
    unlisted: tuple[tuple[Link, int], ...]
    pager: Pager
    calendar: str


@dataclass(frozen=True, slots=True)
class TaskList:
    """A list to be: its address, what it is called alone and among others of its group, its tasks.

    ``below`` are the lists of parts of it; ``state`` is the key of the state that all its tasks are in, or empty.
    ``calendar_of`` is the address of the page whose calendar is nearest to it.
    """

    url: str
    title: str
    name: str
    group: str
    rows: tuple[PlanTask, ...]
    below: tuple["TaskList", ...] = ()
    state: str = ""
    calendar_of: str = urls.TASKS


def years_of(row: PlanTask) -> range:
    """Return the years that a task belongs to: those of its plan, or the year of its issue where it names no period."""
    return plan_years(row.plan)


def leaves(rows: Iterable[PlanTask]) -> list[PlanTask]:
    """Return the tasks that are counted."""
    return [row for row in rows if row.leaf]


def task_list_pages(site: Site, feeds: Mapping[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every list of tasks, each by plan, the newest plan first."""
    plans = sorted((d for d in site.documents.values() if d.plan), key=lambda d: d.issued_on, reverse=True)
    rows = tuple(row for plan in plans for row in site.tasks[plan.id])
    unlisted = []
    for plan in plans:
        declared = plan.plan.declared_tasks if plan.plan else None
        missing = (declared or 0) - len(leaves(site.tasks[plan.id]))
        if missing > 0:
            unlisted.append((Link(document_name(plan), urls.document_url(plan.id)), missing))
    whole = TaskList(urls.TASKS, "Nhiệm vụ", "", "", rows, tuple(_parts(site, rows)) if rows else ())
    description = "Mọi nhiệm vụ trong các kế hoạch cải cách hành chính: ai chủ trì, khi nào xong, đã đến đâu."
    head = Head(whole.title, description, urls.TASKS, (Link("Trang chủ", urls.HOME),), feeds=feeds[urls.TASKS])
    return _pages_of(site, whole, head, feeds, tuple(unlisted))


def _pages_of(
    site: Site,
    one: TaskList,
    head: Head,
    feeds: Mapping[str, tuple[FeedLink, ...]],
    unlisted: tuple[tuple[Link, int], ...] = (),
) -> list[Page]:
    """Return the pages of a list and of the lists below it."""
    counted = tally(row.status for row in one.rows if row.leaf)
    by_state = {lower.state: lower.url for lower in one.below if lower.state}
    pages = []
    for pager, part in paged(one.url, one.rows, site.portal.page_sizes.tasks):
        first = pager.page == 1
        view = TaskListView(
            title=one.title,
            tally=counted,
            state_urls=tuple(by_state[state] for state, _, _ in counted.states) if by_state else (),
            facets=_facets(one.below) if first else (),
            groups=task_groups(site, part),
            unlisted=unlisted if first else (),
            pager=pager,
            calendar=calendar_beside(site, one.calendar_of),
        )
        page_head = replace(head, title=numbered(head.title, pager))
        pages.append(Page(urls.page_url(one.url, pager.page), "task_list.html", page_head, view))
    crumbs = (*head.crumbs, Link(one.title, one.url))
    for lower in one.below:
        lower_head = Head(lower.title, section=urls.TASKS, crumbs=crumbs, feeds=feeds.get(lower.url, ()))
        pages += _pages_of(site, lower, lower_head, feeds)
    return pages


def _parts(site: Site, rows: Sequence[PlanTask]) -> Iterator[TaskList]:
    """Yield the parts of all tasks, parents among them, by which anybody may look for some."""
    yield from _by_state(site, rows, None)
    yield from lists_by_lead(site, rows)
    yield from lists_by_area(site, rows)
    years = by_year(rows)
    for year in sorted(years, reverse=True):
        url, below = urls.tasks_by("nam", str(year)), tuple(_by_state(site, years[year], year))
        yield TaskList(url, f"Nhiệm vụ năm {year}", f"Năm {year}", "Theo năm", tuple(years[year]), below)
    yield from lists_by_province(site, rows)


def lists_by_lead(site: Site, rows: Iterable[PlanTask]) -> Iterator[TaskList]:
    """Yield the tasks that each agency leads, by the names of agencies."""
    agencies = by_lead(rows)
    for id_ in sorted(agencies, key=lambda id_: collation_key(site.agencies[id_].name)):
        name, url = site.agencies[id_].name, urls.tasks_by("co-quan", id_)
        title, calendar_of = f"Nhiệm vụ do {name} chủ trì", urls.agency_url(id_)
        yield TaskList(url, title, name, "Theo cơ quan chủ trì", tuple(agencies[id_]), calendar_of=calendar_of)


def lists_by_area(site: Site, rows: Iterable[PlanTask]) -> Iterator[TaskList]:
    """Yield the tasks of each area that has some."""
    areas = by_area(rows)
    for id_ in (id_ for id_ in site.areas if id_ in areas):
        name, url = area_title(site, id_), urls.tasks_by("linh-vuc", id_)
        title, calendar_of = f"Nhiệm vụ về {name}", urls.area_url(id_)
        yield TaskList(url, title, name, "Theo lĩnh vực", tuple(areas[id_]), calendar_of=calendar_of)


def lists_by_province(site: Site, rows: Iterable[PlanTask]) -> Iterator[TaskList]:
    """Yield the tasks in plans of each province that has some."""
    provinces = by_province(rows)
    for province in (province for id_, province in site.provinces.items() if id_ in provinces):
        name, url = province.name, urls.tasks_by("dia-phuong", province.id)
        title, calendar_of = f"Nhiệm vụ của {name}", urls.province_url(province.id)
        yield TaskList(url, title, name, "Theo tỉnh, thành phố", tuple(provinces[province.id]), calendar_of=calendar_of)


def _by_state(site: Site, rows: Iterable[PlanTask], year: int | None) -> Iterator[TaskList]:
    """Yield the lists of tasks, all or those of a year, whose tasks come and go with the day.

    Even one without tasks stays where it is, for whoever comes back to it.
    """
    group = "Theo tình trạng"
    counted = leaves(rows)
    words = f"Nhiệm vụ năm {year}" if year else "Nhiệm vụ"
    soon = tuple(row for row in counted if row.status.due_soon)
    yield TaskList(
        urls.tasks_due_soon(year), f"{words} đến hạn trong 30 ngày tới", "Đến hạn trong 30 ngày tới", group, soon
    )
    if year is None:
        month = site.today.replace(day=1)
        done = tuple(row for row in counted if row.status.done_on and month <= row.status.done_on <= site.today)
        url, name = urls.tasks_done_this_month(), "Hoàn thành trong tháng này"
        yield TaskList(url, "Nhiệm vụ hoàn thành trong tháng này", name, group, done)
    for state, label in STATUSES.items():
        found = tuple(row for row in counted if row.status.state == state)
        yield TaskList(urls.tasks_in_state(state, year), f"{words}: {label}", label, group, found, state=state)


def _facets(lists: Iterable[TaskList]) -> tuple[Group, ...]:
    groups: dict[str, list[CountedLink]] = defaultdict(list)
    for one in lists:
        groups[one.group].append(CountedLink(one.name, one.url, len(leaves(one.rows))))
    return tuple(Group(title, links=tuple(links)) for title, links in groups.items())
