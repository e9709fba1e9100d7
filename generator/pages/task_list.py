"""Lists of tasks over all plans: all of them, and by state, deadline, agency, area, year, province."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator import urls
from generator.link.site import PlanTask, Site
from generator.link.status import STATUSES, Tally, tally
from generator.pages.listing import Pager, numbered, paged
from generator.pages.page import Head, Link, Page
from generator.pages.parts import CountedLink, Group, document_name, plan_years
from generator.pages.task import TaskGroup, task_groups
from generator.vn.collation import collation_key

_BY_STATE = "Theo tình trạng"
_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Nhiệm vụ", urls.TASKS))


@dataclass(frozen=True, slots=True)
class TaskListView:
    """A page of a list of tasks: ``tally`` counts all of the list, ``unlisted`` names plans with unpublished tasks."""

    title: str
    tally: Tally
    facets: tuple[Group, ...]
    groups: tuple[TaskGroup, ...]
    unlisted: tuple[tuple[Link, int], ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class _List:
    """A list to be: its address, what it is called alone and among others of its group, its tasks."""

    url: str
    title: str
    name: str
    group: str
    rows: tuple[PlanTask, ...]


def years_of(row: PlanTask) -> range:
    """Return the years that a task belongs to: those of its plan, or the year of its issue where it names no period."""
    return plan_years(row.plan)


def leaves(rows: Iterable[PlanTask]) -> list[PlanTask]:
    """Return the tasks that are counted."""
    return [row for row in rows if row.leaf]


def task_list_pages(site: Site) -> list[Page]:
    """Return every list of tasks, each by plan, the newest plan first."""
    plans = sorted((d for d in site.documents.values() if d.plan), key=lambda d: d.issued_on, reverse=True)
    rows = tuple(row for plan in plans for row in site.tasks[plan.id])
    # A list whose tasks come and go with the day stays where it is, for whoever comes back to it.
    lists = [one for one in _lists(site, rows) if one.rows or (rows and one.group == _BY_STATE)]
    facets = _facets(lists)
    unlisted = []
    for plan in plans:
        declared = plan.plan.declared_tasks if plan.plan else None
        missing = (declared or 0) - len(leaves(site.tasks[plan.id]))
        if missing > 0:
            unlisted.append((Link(document_name(plan), urls.document_url(plan.id)), missing))
    head = Head(
        "Nhiệm vụ",
        "Mọi nhiệm vụ trong các kế hoạch cải cách hành chính: ai chủ trì, khi nào xong, đã đến đâu.",
        urls.TASKS,
        _CRUMBS[:1],
    )
    pages = _list_pages(site, urls.TASKS, head, rows, facets, tuple(unlisted))
    for one in lists:
        head = Head(one.title, section=urls.TASKS, crumbs=_CRUMBS)
        pages += _list_pages(site, one.url, head, one.rows, (), ())
    return pages


def _list_pages(
    site: Site,
    url: str,
    head: Head,
    rows: Sequence[PlanTask],
    facets: tuple[Group, ...],
    unlisted: tuple[tuple[Link, int], ...],
) -> list[Page]:
    counted = tally(row.status for row in rows if row.leaf)
    pages = []
    for pager, part in paged(url, rows, site.portal.page_sizes.tasks):
        first = pager.page == 1
        view = TaskListView(
            title=head.title,
            tally=counted,
            facets=facets if first else (),
            groups=task_groups(site, part),
            unlisted=unlisted if first else (),
            pager=pager,
        )
        page_head = replace(head, title=numbered(head.title, pager))
        pages.append(Page(urls.page_url(url, pager.page), "task_list.html", page_head, view))
    return pages


def _lists(site: Site, rows: Sequence[PlanTask]) -> Iterable[_List]:
    counted = leaves(rows)
    month = site.today.replace(day=1)
    soon = tuple(row for row in counted if row.status.due_soon)
    yield _List(
        urls.tasks_by("sap-den-han"),
        "Nhiệm vụ đến hạn trong 30 ngày tới",
        "Đến hạn trong 30 ngày tới",
        _BY_STATE,
        soon,
    )
    recent = tuple(row for row in counted if row.status.done_on and month <= row.status.done_on <= site.today)
    yield _List(
        urls.tasks_by("xong-trong-thang"),
        "Nhiệm vụ hoàn thành trong tháng này",
        "Hoàn thành trong tháng này",
        _BY_STATE,
        recent,
    )
    for state, label in STATUSES.items():
        found = tuple(row for row in counted if row.status.state == state)
        yield _List(urls.tasks_by("tinh-trang", state.replace("_", "-")), f"Nhiệm vụ: {label}", label, _BY_STATE, found)
    agencies: dict[str, list[PlanTask]] = defaultdict(list)
    areas: dict[str, list[PlanTask]] = defaultdict(list)
    years: dict[int, list[PlanTask]] = defaultdict(list)
    provinces: dict[str, list[PlanTask]] = defaultdict(list)
    for row in rows:
        for agency in row.task.lead:
            agencies[agency].append(row)
        if row.task.area:
            areas[row.task.area].append(row)
        for year in years_of(row):
            years[year].append(row)
        if row.plan.province:
            provinces[row.plan.province].append(row)
    for id_ in sorted(agencies, key=lambda id_: collation_key(site.agencies[id_].name)):
        name = site.agencies[id_].name
        yield _List(
            urls.tasks_by("co-quan", id_),
            f"Nhiệm vụ do {name} chủ trì",
            name,
            "Theo cơ quan chủ trì",
            tuple(agencies[id_]),
        )
    for id_, (programme, area) in site.areas.items():
        name = f"{area.name} ({programme.period})"
        yield _List(urls.tasks_by("linh-vuc", id_), f"Nhiệm vụ về {name}", name, "Theo lĩnh vực", tuple(areas[id_]))
    for year in sorted(years, reverse=True):
        yield _List(
            urls.tasks_by("nam", str(year)), f"Nhiệm vụ năm {year}", f"Năm {year}", "Theo năm", tuple(years[year])
        )
    for id_, province in site.provinces.items():
        yield _List(
            urls.tasks_by("dia-phuong", id_),
            f"Nhiệm vụ của {province.name}",
            province.name,
            "Theo tỉnh, thành phố",
            tuple(provinces[id_]),
        )


def _facets(lists: Iterable[_List]) -> tuple[Group, ...]:
    groups: dict[str, list[CountedLink]] = defaultdict(list)
    for one in lists:
        groups[one.group].append(CountedLink(one.name, one.url, len(leaves(one.rows))))
    return tuple(Group(title, links=tuple(links)) for title, links in groups.items())
