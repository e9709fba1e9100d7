"""Reform programmes: the plans made under each, what one plan hands to the next, and all events on one line of time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator import urls
from generator.base.text import shorten
from generator.link.site import PlanTask, Site
from generator.link.status import Tally, tally
from generator.pages.dublin_core import dublin_core
from generator.pages.listing import Pager, list_pages, numbered, paged
from generator.pages.page import Head, Link, Page
from generator.pages.parts import (
    CountedLink,
    Facts,
    Item,
    area_links,
    document_name,
    document_ref_link,
    plain,
    plan_years,
    programme_document,
)
from generator.pages.programme_events import Event, programme_events
from generator.records.document import Document
from generator.records.portal import Programme
from generator.vn.figures import format_int

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Kế hoạch", urls.PLANS), Link("Chương trình", urls.PROGRAMMES))
_EVENTS = 100
_HANDED = 150
"""How many events, and tasks that go from plan to plan, a page of a programme shows."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan of a programme with its tasks in numbers; ``level`` counts the plans that it is below.

    ``taken`` are tasks that continue one of an earlier plan, ``carried`` those that a later plan continues.
    """

    level: int
    plan: Link
    subject: str
    years: str
    tasks: int
    declared: int
    taken: int
    done: int
    overdue: int
    dropped: int
    carried: int


@dataclass(frozen=True, slots=True)
class PlanTree:
    """The plans of a province, each plan after the one that it is below."""

    title: str
    plans: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class HandedTask:
    """A task that came from an earlier plan, went on in a later one, or was dropped."""

    task: Link
    taken_from: tuple[Link, ...]
    state: str
    state_label: str
    carried_to: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """What a plan took over, handed on or dropped; ``more`` counts tasks that are left out."""

    plan: Link
    tasks: tuple[HandedTask, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One page of a programme. ``tally`` counts the tasks of all its plans, ``more`` leads to all its events."""

    title: str
    facts: Facts
    tally: Tally
    trees: tuple[PlanTree, ...]
    handovers: tuple[Handover, ...]
    events: tuple[Event, ...]
    more: CountedLink | None
    pager: Pager


@dataclass(frozen=True, slots=True)
class EventsView:
    """One page of the events of a programme."""

    title: str
    events: tuple[Event, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class _Succession:
    """All tasks by what names them, and those that continue each."""

    rows: Mapping[str, PlanTask]
    followers: Mapping[str, list[PlanTask]]


def plans_of(site: Site, programme: Programme) -> list[Document]:
    """Return the plans that belong to a programme.

    They are of its time, and have areas of it or no other programme to belong to.
    """
    own = {area.id for area in programme.areas}
    return [
        plan
        for plan in (site.documents[id_] for id_ in site.tasks)
        if programme in (possible := _programmes_of_time(site, plan))
        and (own & _areas_of(plan) or possible == [programme])
    ]


def _programmes_of_time(site: Site, plan: Document) -> list[Programme]:
    years = plan_years(plan)
    return [p for p in site.portal.programmes if p.period.first < years.stop and p.period.last >= years.start]


def _areas_of(document: Document) -> set[str]:
    plan = document.plan
    of_parts = [*(task.area for task in plan.tasks), *(target.area for target in plan.targets)] if plan else []
    return {*document.areas, *(area for area in of_parts if area)}


def programme_links(site: Site) -> tuple[CountedLink, ...]:
    """Return a link to each programme, with how many plans it has."""
    return tuple(CountedLink(p.name, urls.programme_url(p.id), len(plans_of(site, p))) for p in site.portal.programmes)


def programme_pages(site: Site) -> list[Page]:
    """Return every page about programmes; a portal without any has none."""
    if not site.portal.programmes:
        return []
    rows = {row.ref: row for found in site.tasks.values() for row in found}
    followers: dict[str, list[PlanTask]] = defaultdict(list)
    for row in rows.values():
        if row.task.continues in rows:
            followers[row.task.continues].append(row)
    items: list[Item] = []
    pages: list[Page] = []
    for programme in site.portal.programmes:
        plans = plans_of(site, programme)
        counted = tally(row.status for plan in plans for row in site.tasks[plan.id] if row.leaf)
        items.append(_item(programme, plans, counted))
        pages += _programme_pages(site, programme, plans, counted, _Succession(rows, followers))
    head = Head(
        "Chương trình", "Các chương trình cải cách hành chính và những kế hoạch thực hiện.", urls.PLANS, _CRUMBS[:2]
    )
    return [*list_pages(urls.PROGRAMMES, head, items, site.portal.page_sizes.documents, "chương trình"), *pages]


def _item(programme: Programme, plans: Sequence[Document], counted: Tally) -> Item:
    figures = [f"{format_int(len(plans))} kế hoạch", f"{format_int(counted.total)} nhiệm vụ"]
    done = [f"{format_int(counted.done)} đã hoàn thành"] if counted.reported else []
    return Item(programme.name, urls.programme_url(programme.id), (str(programme.period), *figures, *done))


def _programme_pages(
    site: Site, programme: Programme, plans: Sequence[Document], counted: Tally, succession: _Succession
) -> list[Page]:
    url = urls.programme_url(programme.id)
    issued = programme_document(site, programme)
    events = programme_events(site, programme, plans)
    more = CountedLink("Toàn bộ diễn biến", urls.programme_events(programme.id), len(events))
    description = f"Các kế hoạch thực hiện {programme.name}: nhiệm vụ nhận từ kế hoạch trước, đã xong, chuyển tiếp."
    facts: Facts = (
        ("Giai đoạn", plain(str(programme.period))),
        ("Văn bản ban hành", (document_ref_link(site, issued),) if issued else ()),
        ("Lĩnh vực", area_links(site, [area.id for area in programme.areas])),
    )
    pages = []
    for pager, part in paged(url, list(_ordered(site, plans)), site.portal.page_sizes.documents):
        trees: dict[str, list[PlanRow]] = defaultdict(list)
        for province, level, plan in part:
            trees[province].append(_plan_row(site, plan, level, succession))
        first = pager.page == 1
        view = ProgrammeView(
            title=programme.name,
            facts=facts if first else (),
            tally=counted,
            trees=tuple(PlanTree(title, tuple(found)) for title, found in trees.items()),
            handovers=_handovers(site, [plan for _, _, plan in part], succession),
            events=tuple(events[-_EVENTS:]) if first else (),
            more=more if first and len(events) > _EVENTS else None,
            pager=pager,
        )
        title = numbered(programme.name, pager)
        metadata = dublin_core(site, title, "", None, description, url)
        head = Head(title, description, urls.PLANS, _CRUMBS, metadata)
        pages.append(Page(urls.page_url(url, pager.page), "programme.html", head, view))
    if len(events) > _EVENTS:
        pages += _event_pages(more.url, f"Diễn biến: {programme.name}", (*_CRUMBS, Link(programme.name, url)), events)
    return pages


def _event_pages(url: str, title: str, crumbs: tuple[Link, ...], events: Sequence[Event]) -> Iterator[Page]:
    for pager, part in paged(url, events, _EVENTS):
        head = Head(numbered(title, pager), section=urls.PLANS, crumbs=crumbs)
        yield Page(urls.page_url(url, pager.page), "events.html", head, EventsView(title, tuple(part), pager))


def _ordered(site: Site, plans: Iterable[Document]) -> Iterator[tuple[str, int, Document]]:
    """Yield province, level and plan, by province, each plan after the one that it is below."""
    by_province: dict[str, list[Document]] = {"": [], **{id_: [] for id_ in site.provinces}}
    for plan in sorted(plans, key=_beginning):
        by_province[plan.province or ""].append(plan)
    for id_, found in by_province.items():
        below: dict[str, list[Document]] = defaultdict(list)
        spans: dict[range, Document] = {}
        for plan in found:
            spans.setdefault(plan_years(plan), plan)
        for plan in found:
            parent = _parent(plan, spans)
            below[parent.id if parent else ""].append(plan)
        title = site.provinces[id_].name if id_ else "Trung ương và kế hoạch chung"
        waiting = [(0, plan) for plan in reversed(below[""])]
        while waiting:
            level, plan = waiting.pop()
            yield title, level, plan
            waiting += [(level + 1, child) for child in reversed(below[plan.id])]


def _beginning(plan: Document) -> tuple[int, int, date, str]:
    years = plan_years(plan)
    return years.start, -len(years), plan.issued_on, plan.id


def _parent(plan: Document, spans: Mapping[range, Document]) -> Document | None:
    """Return the plan of the shortest longer time that holds the time of ``plan``, of the first plans of each time."""
    years = plan_years(plan)
    holding = [
        (len(span), other.issued_on, other.id, other)
        for span, other in spans.items()
        if len(span) > len(years) and span.start <= years.start and span.stop >= years.stop
    ]
    return min(holding)[3] if holding else None


def _plan_row(site: Site, plan: Document, level: int, succession: _Succession) -> PlanRow:
    rows = site.tasks[plan.id]
    counted = tally(row.status for row in rows if row.leaf)
    years = plan_years(plan)
    return PlanRow(
        level=level,
        plan=_plan_link(plan),
        subject=plan.subject if plan.number else "",
        years=str(plan.period or years.start),
        tasks=counted.total,
        declared=max(0, (plan.plan.declared_tasks or 0) - counted.total) if plan.plan else 0,
        taken=sum(row.task.continues in succession.rows for row in rows),
        done=counted.done,
        overdue=counted.count("overdue"),
        dropped=counted.count("dropped"),
        carried=sum(row.ref in succession.followers for row in rows),
    )


def _handovers(site: Site, plans: Iterable[Document], succession: _Succession) -> tuple[Handover, ...]:
    found = []
    room = _HANDED
    for plan in plans:
        handed = [row for row in site.tasks[plan.id] if _is_handed(row, succession)]
        if handed:
            shown = tuple(_handed_task(row, succession) for row in handed[:room])
            found.append(Handover(_plan_link(plan), shown, len(handed) - len(shown)))
            room -= len(shown)
    return tuple(found)


def _is_handed(row: PlanTask, succession: _Succession) -> bool:
    dropped = row.leaf and row.status.state == "dropped"
    return dropped or row.task.continues in succession.rows or row.ref in succession.followers


def _handed_task(row: PlanTask, succession: _Succession) -> HandedTask:
    before = succession.rows.get(row.task.continues or "")
    return HandedTask(
        task=Link(f"{row.task.order}. {shorten(row.task.content, 120)}", urls.task_url(row.plan.id, row.task.order)),
        taken_from=(_numbered_task(before),) if before else (),
        state=row.status.state,
        state_label=row.status.label,
        carried_to=tuple(_numbered_task(one) for one in succession.followers.get(row.ref, ())),
    )


def _numbered_task(row: PlanTask) -> Link:
    words = f"Nhiệm vụ {row.task.order}, {document_name(row.plan)}"
    return Link(words, urls.task_url(row.plan.id, row.task.order))


def _plan_link(plan: Document) -> Link:
    return Link(document_name(plan), urls.document_url(plan.id))
