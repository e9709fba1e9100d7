"""Plans: what a document page shows of the plan in it, and the list of plans."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator import urls
from generator.base.text import shorten
from generator.link.site import PlanTask, Site
from generator.pages.listing import list_pages
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import (
    Item,
    Prose,
    agency_links,
    area_links,
    document_name,
    document_ref_link,
    prose,
    record_link,
)
from generator.records.document import Document
from generator.records.task import COMPARISONS, TASK_STATES, Evidence, Target, Task, order_key
from generator.vn.dates import format_date
from generator.vn.figures import format_decimal, format_int

DONE = ("done", "done_late")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a table. ``level`` is 0 for a task, 1 for a task of a task; ``due_sort`` sorts by deadline."""

    order: str
    anchor: str
    level: int
    content: Prose
    lead: tuple[Link, ...]
    cooperating: tuple[Link, ...]
    product: str
    due: str
    area: tuple[Link, ...]
    state: str
    state_label: str
    progress: str
    evidence: tuple[Link, ...]
    notes: Prose


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks of one plan, in its order."""

    plan: Link
    subject: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in a table."""

    content: Prose
    goal: str
    due: str
    area: tuple[Link, ...]
    notes: Prose


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of a document. ``done`` of ``counted`` tasks are done; ``declared`` says how many the plan names.

    ``reported`` tells whether the state of any task is known.
    """

    objectives: tuple[Prose, ...]
    tasks: tuple[TaskRow, ...]
    targets: tuple[TargetRow, ...]
    done: int
    counted: int
    reported: bool
    states: tuple[tuple[str, str, int], ...]
    summary: str
    declared: str


def leaf_tasks(tasks: tuple[Task, ...]) -> list[Task]:
    """Return the tasks that have no tasks of their own: those that are counted."""
    parents = {order_key(task.order)[:-1] for task in tasks}
    return [task for task in tasks if order_key(task.order) not in parents]


def task_row(site: Site, document: Document, task: Task) -> TaskRow:
    """Return a task as it stands in tables."""
    key = ("documents", document.id)
    return TaskRow(
        order=task.order,
        anchor=urls.task_anchor(task.order),
        level=task.order.count("."),
        content=prose(site, key, task.content),
        lead=agency_links(site, task.lead),
        cooperating=agency_links(site, task.cooperating),
        product=task.product or "",
        due=task.due.wording if task.due else "",
        area=area_links(site, [task.area]) if task.area else (),
        state=task.state,
        state_label=TASK_STATES[task.state],
        progress=f"{task.progress} %" if task.progress is not None else "",
        evidence=tuple(_evidence(site, evidence) for evidence in task.evidence),
        notes=prose(site, key, task.notes),
    )


def task_groups(site: Site, rows: Sequence[PlanTask]) -> tuple[TaskGroup, ...]:
    """Return tasks under their plans, both in the order given."""
    plans = {row.plan.id: row.plan for row in rows}
    return tuple(
        TaskGroup(
            plan=Link(document_name(plan), urls.document_url(id_)),
            subject=plan.subject,
            tasks=tuple(task_row(site, plan, row.task) for row in rows if row.plan.id == id_),
        )
        for id_, plan in plans.items()
    )


def plan_view(site: Site, document: Document) -> PlanView:
    """Return what the page of a document shows of its plan."""
    plan = document.plan
    if plan is None:
        raise ValueError(f"{document.id} is no plan")
    key = ("documents", document.id)
    counted = leaf_tasks(plan.tasks)
    states = Counter(task.state for task in counted)
    done = sum(states[state] for state in DONE)
    tasks = sorted(plan.tasks, key=lambda task: order_key(task.order))
    return PlanView(
        objectives=tuple(prose(site, key, text) for text in plan.objectives),
        tasks=tuple(task_row(site, document, task) for task in tasks),
        targets=tuple(_target_row(site, key, target) for target in plan.targets),
        done=done,
        counted=len(counted),
        reported=states["unreported"] < len(counted),
        states=tuple((state, label, states[state]) for state, label in TASK_STATES.items() if states[state]),
        summary=_summary(counted, states, done),
        declared=_declared(plan.declared_tasks, len(counted)),
    )


def _summary(counted: list[Task], states: Counter[str], done: int) -> str:
    if not counted:
        return ""
    if states["unreported"] == len(counted):
        return f"{format_int(len(counted))} nhiệm vụ, chưa có báo cáo về tình hình thực hiện"
    return f"{format_int(done)} trong {format_int(len(counted))} nhiệm vụ đã hoàn thành"


def _declared(declared: int | None, held: int) -> str:
    if declared is None or declared <= held:
        return ""
    if not held:
        return f"Kế hoạch nêu {format_int(declared)} nhiệm vụ; danh mục nhiệm vụ chưa được công bố tại đây."
    return f"Kế hoạch nêu {format_int(declared)} nhiệm vụ; tại đây có {format_int(held)} nhiệm vụ."


def _evidence(site: Site, evidence: Evidence) -> Link:
    if evidence.document:
        link = document_ref_link(site, evidence.document)
    elif evidence.news:
        link = record_link(site, ("news", evidence.news))
    else:
        link = Link(evidence.url or "", evidence.url or "")
    day = f" ({format_date(evidence.date)})" if evidence.date else ""
    return Link((evidence.text or link.text) + day, link.url)


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
    return list_pages(urls.PLANS, head, items, site.portal.page_sizes.documents, "kế hoạch")


def plan_item(site: Site, document: Document) -> Item:
    """Return a plan as it stands in lists, with where its tasks stand."""
    view = plan_view(site, document)
    return Item(
        title=shorten(document.subject, 240),
        url=urls.document_url(document.id),
        meta=(
            document_name(document),
            format_date(document.issued_on),
            site.agencies[document.issuer].name,
            *([f"Giai đoạn {document.period}"] if document.period else []),
        ),
        summary=view.summary or view.declared,
    )
