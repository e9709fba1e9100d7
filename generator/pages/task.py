"""Tasks: a row of a table, and a page for each with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator import urls
from generator.base.text import shorten
from generator.link.site import PlanTask, Site
from generator.pages.calendars import calendar_beside, due_days
from generator.pages.citation import document_citation, task_citation
from generator.pages.dublin_core import area_names, dublin_core
from generator.pages.page import FeedLink, Head, Link, Page, Preview
from generator.pages.parts import (
    Facts,
    Prose,
    agency_link,
    agency_links,
    area_links,
    document_name,
    document_ref_link,
    next_day,
    plain,
    prose,
    province_links,
    record_link,
    short_agency_links,
)
from generator.pages.share import document_card
from generator.records.task import TASK_STATES, Evidence, Update
from generator.vn.dates import format_date


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a table. ``level`` is 0 for a task, 1 for a task below one; ``summed`` says that its state is theirs.

    ``due_day`` is the last day as ISO 8601, or empty; ``state_rank`` orders states as summaries list them.
    """

    order: str
    anchor: str
    url: str
    level: int
    content: Prose
    lead: tuple[Link, ...]
    cooperating: tuple[Link, ...]
    product: str
    due: str
    due_day: str
    area: tuple[Link, ...]
    state: str
    state_label: str
    state_rank: int
    progress: str
    done_on: str
    summed: bool
    evidence: tuple[Link, ...]
    notes: Prose


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks under a heading: those of one plan, one area, one agency."""

    title: Link
    subject: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What was reported of a task on a day; any part but the day may be empty. ``due`` is the deadline it moved to."""

    day: date
    on: str
    state: str
    state_label: str
    progress: str
    due: str
    text: Prose
    by: tuple[Link, ...]
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task by itself: where it stands, what is known of it, its history (newest first), the tasks below it.

    ``calendar`` is that of its plan, or empty where the task has no day in it.
    """

    title: str
    row: TaskRow
    facts: Facts
    history: tuple[HistoryEntry, ...]
    below: tuple[TaskRow, ...]
    calendar: str
    citation: str


def task_row(site: Site, row: PlanTask) -> TaskRow:
    """Return a task of the site as it stands in tables."""
    known = _known_rows(site)
    if row.ref not in known:
        known[row.ref] = _task_row(site, row)
    return known[row.ref]


@lru_cache(maxsize=1)  # a task stands in many tables: of its plan, its agencies, its area, its year, its state
def _known_rows(_: Site) -> dict[str, TaskRow]:
    """Return the rows that were asked for: a process that makes feeds asks for few of them."""
    return {}


def _task_row(site: Site, row: PlanTask) -> TaskRow:
    key = ("documents", row.plan.id)
    task, status = row.task, row.status
    return TaskRow(
        order=task.order,
        anchor=urls.task_anchor(task.order),
        url=urls.task_url(row.plan.id, task.order),
        level=task.order.count("."),
        content=prose(site, key, task.content),
        lead=short_agency_links(site, task.lead),
        cooperating=short_agency_links(site, task.cooperating),
        product=task.product or "",
        due=due_words(row),
        due_day=status.due.isoformat() if status.due else "",
        area=area_links(site, [task.area]) if task.area else (),
        state=status.state,
        state_label=status.label,
        state_rank=status.rank,
        progress=f"{status.progress}\u00a0%" if status.progress and not status.is_done else "",
        done_on=format_date(status.done_on) if status.done_on else "",
        summed=status.from_children and status.state != "unreported",
        evidence=tuple(evidence_link(site, evidence) for evidence in task.evidence),
        notes=prose(site, key, task.notes),
    )


def due_words(row: PlanTask) -> str:
    """Return the deadline of a task in its plan's words, with the last day where they leave the year to the plan.

    Of one that was moved it is the present one, and what the plan had.
    """
    deadline, planned = row.task.deadline, row.task.due
    wording = deadline.wording if deadline else ""
    last = row.status.due
    words = f"{wording} (đến {format_date(last)})" if last and str(last.year) not in wording else wording
    return f"{words}, dời từ «{planned.wording}»" if planned and planned != deadline else words


def task_groups(site: Site, rows: Sequence[PlanTask]) -> tuple[TaskGroup, ...]:
    """Return tasks under their plans, both in the order given."""
    by_plan: dict[str, list[PlanTask]] = {}
    for row in rows:
        by_plan.setdefault(row.plan.id, []).append(row)
    return tuple(
        TaskGroup(
            Link(document_name(found[0].plan), urls.document_url(id_)),
            found[0].plan.subject,
            tuple(task_row(site, row) for row in found),
        )
        for id_, found in by_plan.items()
    )


def task_pages(site: Site) -> list[Page]:
    """Return a page for each task of each plan."""
    rows = {row.ref: row for found in site.tasks.values() for row in found}
    followers: dict[str, list[PlanTask]] = {}
    for row in rows.values():
        if row.task.continues:
            followers.setdefault(row.task.continues, []).append(row)
    below: dict[str, list[PlanTask]] = {}
    for row in rows.values():
        below.setdefault(_parent_ref(row), []).append(row)
    cited = {id_: document_citation(site, site.documents[id_]) for id_ in site.tasks}
    return [
        _task_page(site, row, cited[row.plan.id], rows, followers.get(row.ref, []), below.get(row.ref, []))
        for row in rows.values()
    ]


def _parent_ref(row: PlanTask) -> str:
    return f"{row.plan.id}#{row.task.order.rpartition('.')[0]}"


def _task_page(
    site: Site, row: PlanTask, cited: str, rows: dict[str, PlanTask], followers: list[PlanTask], below: list[PlanTask]
) -> Page:
    plan, task, status = row.plan, row.task, row.status
    url = urls.task_url(plan.id, task.order)
    parent = rows.get(_parent_ref(row))
    before = rows.get(task.continues or "")
    facts = (
        ("Kế hoạch", (Link(f"{document_name(plan)}: {shorten(plan.subject, 120)}", urls.document_url(plan.id)),)),
        ("Thuộc nhiệm vụ", (_task_link(parent),) if parent else ()),
        ("Chủ trì", agency_links(site, task.lead)),
        ("Phối hợp", agency_links(site, task.cooperating)),
        ("Sản phẩm", plain(task.product)),
        ("Bắt đầu", plain(format_date(task.start) if task.start else None)),
        ("Thời hạn", plain(due_words(row))),
        ("Đến hạn lần tới", plain(next_day(row, site.today))),
        ("Hoàn thành", plain(format_date(status.done_on) if status.done_on else None)),
        ("Báo cáo gần nhất", plain(format_date(status.updated_on) if status.updated_on else None)),
        ("Lĩnh vực", area_links(site, [task.area]) if task.area else ()),
        ("Tỉnh, thành phố", province_links(site, plan.province)),
        ("Nguồn giao việc", _origin_links(site, row)),
        ("Tiếp nối", (_task_link(before, with_plan=True),) if before else ()),
        ("Được tiếp nối bởi", tuple(_task_link(follower, with_plan=True) for follower in followers)),
    )
    title = shorten(task.content, 160)
    view = TaskView(
        title=task.content,
        row=task_row(site, row),
        facts=facts,
        history=history_of(site, row),
        below=tuple(task_row(site, one) for one in below),
        calendar=calendar_beside(site, urls.document_url(plan.id)) if due_days(row).days else "",
        citation=task_citation(task, cited),
    )
    crumbs = (
        Link("Trang chủ", urls.HOME),
        Link("Nhiệm vụ", urls.TASKS),
        Link(document_name(plan), urls.document_url(plan.id)),
    )
    description = f"Nhiệm vụ {task.order} của {document_name(plan)}. {status.label}."
    metadata = dublin_core(
        site,
        title,
        site.agencies[plan.issuer].name,
        status.updated_on or plan.issued_on,
        description,
        url,
        type_="Nhiệm vụ",
        subjects=area_names(site, [task.area] if task.area else ()),
    )
    feeds = (FeedLink(f"Nhiệm vụ {task.order}, {document_name(plan)}", url),) if task.updates else ()
    head = Head(title, description, urls.TASKS, crumbs, metadata, feeds, preview=Preview(document_card(site, plan)))
    return Page(url, "task.html", head, view, site.paths["documents", plan.id])


def _task_link(row: PlanTask, *, with_plan: bool = False) -> Link:
    words = f"{row.task.order}. {shorten(row.task.content, 120)}"
    text = f"{words} ({document_name(row.plan)})" if with_plan else words
    return Link(text, urls.task_url(row.plan.id, row.task.order))


def _origin_links(site: Site, row: PlanTask) -> tuple[Link, ...]:
    origin = row.task.origin
    if origin is None:
        return ()
    news = (record_link(site, ("news", origin.news)),) if origin.news else ()
    return (*news, *((document_ref_link(site, origin.document),) if origin.document else ()))


def history_of(site: Site, row: PlanTask) -> tuple[HistoryEntry, ...]:
    """Return what was reported of a task, the newest first."""
    updates = sorted(row.task.updates, key=lambda one: one.date)
    return tuple(_history_entry(site, row, update) for update in reversed(updates))


def _history_entry(site: Site, row: PlanTask, update: Update) -> HistoryEntry:
    return HistoryEntry(
        day=update.date,
        on=format_date(update.date),
        state=update.state or "",
        state_label=TASK_STATES[update.state] if update.state else "",
        progress=f"{update.progress}\u00a0%" if update.progress is not None else "",
        due=update.due.wording if update.due else "",
        text=prose(site, ("documents", row.plan.id), update.text),
        by=(agency_link(site, update.by),) if update.by else (),
        evidence=tuple(evidence_link(site, evidence) for evidence in update.evidence),
    )


def evidence_link(site: Site, evidence: Evidence) -> Link:
    """Return what shows how far a task is, named as its record or its editor names it, with its day."""
    if evidence.document:
        link = document_ref_link(site, evidence.document)
    elif evidence.news:
        link = record_link(site, ("news", evidence.news))
    else:
        link = Link(evidence.url or "", evidence.url or "")
    day = f" ({format_date(evidence.date)})" if evidence.date else ""
    return Link((evidence.text or link.text) + day, link.url)
