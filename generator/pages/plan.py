"""Plans: what a document page shows of the plan in it, and the list of plans."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator import urls
from generator.base.text import shorten
from generator.link.site import PlanTask, Site
from generator.link.status import Tally, tally
from generator.pages.calendars import calendar_beside
from generator.pages.listing import Pager, list_pages, numbered, paged
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import (
    CountedLink,
    Group,
    Item,
    Prose,
    agency_link,
    area_links,
    document_name,
    prose,
    short_agency_links,
)
from generator.pages.programme import programme_links
from generator.pages.task import TaskGroup, TaskRow, task_row
from generator.records.document import Document
from generator.records.task import COMPARISONS, Target
from generator.vn.collation import collation_key
from generator.vn.dates import format_date
from generator.vn.figures import format_decimal, format_int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in a table."""

    content: Prose
    goal: str
    due: str
    area: tuple[Link, ...]
    notes: Prose


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An agency and how many of the tasks that it leads are in each state, in the order of the matrix's states."""

    agency: Link
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A last day and the tasks that are due on it: (link, agencies that lead it, state, label of the state)."""

    day: str
    tasks: tuple[tuple[Link, tuple[Link, ...], str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of a document. ``tally`` counts its tasks, ``summary`` says it in words.

    ``declared`` says how many tasks the plan names, where they are not all published. ``matrix`` counts by leading
    agency and state, ``timeline`` lists the tasks with a last day, ``groupings`` lead to the
    same tasks in groups. Of a long plan only the first tasks are in ``tasks``; ``more`` leads to all.
    """

    objectives: tuple[Prose, ...]
    tasks: tuple[TaskRow, ...]
    more: CountedLink | None
    targets: tuple[TargetRow, ...]
    tally: Tally
    summary: str
    declared: str
    matrix: tuple[MatrixRow, ...]
    timeline: tuple[TimelineEntry, ...]
    groupings: tuple[Link, ...]
    calendar: str


def plan_view(site: Site, document: Document) -> PlanView:
    """Return what the page of a document shows of its plan."""
    plan = document.plan
    if plan is None:
        raise ValueError(f"{document.id} is no plan")
    key = ("documents", document.id)
    rows = site.tasks[document.id]
    counted = tally(row.status for row in rows if row.leaf)
    size = site.portal.page_sizes.tasks
    return PlanView(
        objectives=tuple(prose(site, key, text) for text in plan.objectives),
        tasks=tuple(task_row(site, row) for row in rows[:size]),
        more=CountedLink("Tất cả nhiệm vụ", urls.plan_tasks(document.id), counted.total) if len(rows) > size else None,
        targets=tuple(_target_row(site, key, target) for target in plan.targets),
        tally=counted,
        summary=_summary(counted),
        declared=_declared(plan.declared_tasks, counted.total),
        matrix=_matrix(site, rows, counted),
        timeline=_timeline(site, rows[:size]),
        groupings=tuple(
            Link(name, urls.plan_tasks_by(document.id, facet)) for facet, name, _ in _groupings(site, rows)
        ),
        calendar=calendar_beside(site, urls.document_url(document.id)),
    )


def _summary(counted: Tally) -> str:
    if not counted.total:
        return ""
    total = format_int(counted.total)
    if not counted.reported:
        return f"{total} nhiệm vụ, chưa có báo cáo về tình hình thực hiện"
    late, soon = counted.count("overdue"), counted.due_soon
    parts = [f"{format_int(counted.done)} trong {total} nhiệm vụ đã hoàn thành"]
    parts += [f"{format_int(late)} quá hạn"] if late else []
    parts += [f"{format_int(soon)} đến hạn trong 30 ngày tới"] if soon else []
    return ", ".join(parts)


def _matrix(site: Site, rows: Sequence[PlanTask], counted: Tally) -> tuple[MatrixRow, ...]:
    """Count by leading agency; a task that several lead counts for each of them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.leaf:
            for agency in row.task.lead:
                found[agency][row.status.state] += 1
    ordered = sorted(found, key=lambda id_: collation_key(site.agencies[id_].name))
    return tuple(
        MatrixRow(agency, tuple(found[id_][state] for state, _, _ in counted.states), found[id_].total())
        for id_, agency in zip(ordered, short_agency_links(site, ordered), strict=True)
    )


def _timeline(site: Site, rows: Sequence[PlanTask]) -> tuple[TimelineEntry, ...]:
    by_day: dict[date, list[PlanTask]] = defaultdict(list)
    for row in rows:
        if row.leaf and row.status.due:
            by_day[row.status.due].append(row)
    return tuple(
        TimelineEntry(
            format_date(day),
            tuple(
                (
                    Link(
                        f"{row.task.order}. {shorten(row.task.content, 100)}",
                        urls.task_url(row.plan.id, row.task.order),
                    ),
                    short_agency_links(site, row.task.lead),
                    row.status.state,
                    row.status.label,
                )
                for row in by_day[day]
            ),
        )
        for day in sorted(by_day)
    )


_Grouped = list[tuple[Link, list[PlanTask]]]


def _groupings(site: Site, rows: Sequence[PlanTask]) -> Iterable[tuple[str, str, _Grouped]]:
    """Yield facet, name and groups of each way of grouping the tasks of a plan that brings some of them together.

    One group of all says nothing, and groups of one task each are no more than the tasks in another order.
    """
    counted = [row for row in rows if row.leaf]
    areas: dict[str, list[PlanTask]] = defaultdict(list)
    agencies: dict[str, list[PlanTask]] = defaultdict(list)
    months: dict[date, list[PlanTask]] = defaultdict(list)
    for row in counted:
        areas[row.task.area or ""].append(row)
        for agency in row.task.lead or ("",):
            agencies[agency].append(row)
        months[row.status.due.replace(day=1) if row.status.due else date.max].append(row)
    by_area = [
        (area_links(site, [id_])[0] if id_ else Link("Chưa ghi lĩnh vực", ""), areas[id_])
        for id_ in _area_order(site, areas)
    ]
    by_agency = [
        (agency_link(site, id_) if id_ else Link("Chưa ghi cơ quan chủ trì", ""), agencies[id_])
        for id_ in sorted(agencies, key=lambda id_: (not id_, collation_key(site.agencies[id_].name if id_ else "")))
    ]
    by_month = [
        (
            Link(
                f"Hạn trong tháng {month.month}/{month.year}"
                if month < date.max
                else "Thường xuyên hoặc không ghi ngày",
                "",
            ),
            months[month],
        )
        for month in sorted(months)
    ]
    found = (
        ("linh-vuc", "Theo lĩnh vực", by_area),
        ("co-quan", "Theo cơ quan chủ trì", by_agency),
        ("thoi-han", "Theo thời hạn", by_month),
    )
    return (one for one in found if len(one[2]) > 1 and any(len(rows) > 1 for _, rows in one[2]))


def _area_order(site: Site, areas: Iterable[str]) -> list[str]:
    order = {id_: index for index, id_ in enumerate(site.areas)}
    return sorted(areas, key=lambda id_: order.get(id_, len(order)))


@dataclass(frozen=True, slots=True)
class PlanTasksView:
    """One page of the tasks of a plan: in groups, or all of a long plan in their order."""

    title: str
    plan: Link
    subject: str
    groups: tuple[TaskGroup, ...]
    pager: Pager


def plan_task_pages(site: Site, document: Document) -> list[Page]:
    """Return the pages beside a plan's own that show its tasks in groups, and all of them where they are many."""
    rows = site.tasks[document.id]
    plan = Link(document_name(document), urls.document_url(document.id))
    whole: list[tuple[str, str, _Grouped]] = []
    if len(rows) > site.portal.page_sizes.tasks:
        whole.append((urls.plan_tasks(document.id), "Tất cả nhiệm vụ", [(Link("", ""), list(rows))]))
    for facet, name, groups in _groupings(site, rows):
        whole.append((urls.plan_tasks_by(document.id, facet), f"Nhiệm vụ {name.lower()}", groups))
    pages = []
    for url, title, groups in whole:
        flat = [(heading, row) for heading, found in groups for row in found]
        crumbs = (Link("Trang chủ", urls.HOME), Link("Kế hoạch", urls.PLANS), plan)
        for place, part in paged(url, flat, site.portal.page_sizes.tasks):
            view = PlanTasksView(title, plan, document.subject, _regroup(site, part), place)
            head = Head(numbered(f"{title}: {plan.text}", place), section=urls.PLANS, crumbs=crumbs)
            pages.append(
                Page(
                    urls.page_url(url, place.page), "plan_tasks.html", head, view, site.paths["documents", document.id]
                )
            )
    return pages


def _regroup(site: Site, part: Sequence[tuple[Link, PlanTask]]) -> tuple[TaskGroup, ...]:
    groups: dict[Link, list[PlanTask]] = {}
    for heading, row in part:
        groups.setdefault(heading, []).append(row)
    return tuple(
        TaskGroup(heading, "", tuple(task_row(site, row) for row in found)) for heading, found in groups.items()
    )


def _declared(declared: int | None, held: int) -> str:
    if declared is None or declared <= held:
        return ""
    if not held:
        return f"Kế hoạch nêu {format_int(declared)} nhiệm vụ; danh mục nhiệm vụ chưa được công bố tại đây."
    return f"Kế hoạch nêu {format_int(declared)} nhiệm vụ; tại đây có {format_int(held)} nhiệm vụ."


def _target_row(site: Site, key: tuple[str, str], target: Target) -> TargetRow:
    return TargetRow(
        content=prose(site, key, target.content),
        goal=figure(target.goal, target.unit, target.comparison),
        due=target.due.wording if target.due else "",
        area=area_links(site, [target.area]) if target.area else (),
        notes=prose(site, key, target.notes),
    )


def figure(value: object, unit: str, comparison: str) -> str:
    """Return a figure with its unit and how it is meant: ``từ 95 %``."""
    number = format_decimal(float(str(value)))
    word = "" if comparison == "exactly" else f"{COMPARISONS[comparison]} "
    return f"{word}{number}\u00a0{unit}"


def plan_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return the list of plans."""
    plans = [document for document in site.documents.values() if document.plan]
    plans.sort(key=lambda document: document.issued_on, reverse=True)
    head = Head(
        "Kế hoạch",
        "Kế hoạch cải cách hành chính: nhiệm vụ, cơ quan chủ trì, thời hạn và kết quả.",
        urls.PLANS,
        (Link("Trang chủ", urls.HOME),),
        feeds=feeds[urls.PLANS],
    )
    items = [plan_item(site, document) for document in plans]
    programmes = Group("Theo chương trình", links=programme_links(site))
    return list_pages(urls.PLANS, head, items, site.portal.page_sizes.documents, "kế hoạch", facets=(programmes,))


def plan_item(site: Site, document: Document) -> Item:
    """Return a plan as it stands in lists, with where its tasks stand."""
    counted = tally(row.status for row in site.tasks[document.id] if row.leaf)
    declared = document.plan.declared_tasks if document.plan else None
    return Item(
        title=shorten(document.subject, 240),
        url=urls.document_url(document.id),
        meta=(
            document_name(document),
            format_date(document.issued_on),
            site.agencies[document.issuer].name,
            *([f"Giai đoạn {document.period}"] if document.period else []),
        ),
        summary=_summary(counted) or _declared(declared, counted.total),
    )
