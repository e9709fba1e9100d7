"""All tasks of all plans."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator import urls
from generator.link.site import PlanTask, Site
from generator.pages.listing import Pager, numbered, paged
from generator.pages.page import Head, Link, Page
from generator.pages.parts import document_name
from generator.pages.plan import TaskGroup, leaf_tasks, task_groups
from generator.records.document import Document
from generator.records.task import TASK_STATES, order_key


@dataclass(frozen=True, slots=True)
class TaskListView:
    """One page of the list of all tasks; ``states`` count tasks without tasks of their own."""

    title: str
    total: int
    states: tuple[tuple[str, str, int], ...]
    groups: tuple[TaskGroup, ...]
    unlisted: tuple[tuple[Link, int], ...]
    pager: Pager


def task_pages(site: Site) -> list[Page]:
    """Return the list of all tasks, by plan, the newest plan first."""
    plans = sorted((d for d in site.documents.values() if d.plan), key=lambda d: d.issued_on, reverse=True)
    rows = [
        PlanTask(plan, task)
        for plan in plans
        if plan.plan
        for task in sorted(plan.plan.tasks, key=lambda task: order_key(task.order))
    ]
    counted = [task for plan in plans if plan.plan for task in leaf_tasks(plan.plan.tasks)]
    states = Counter(task.state for task in counted)
    head = Head(
        "Nhiệm vụ",
        "Mọi nhiệm vụ trong các kế hoạch cải cách hành chính: ai chủ trì, khi nào xong, đã đến đâu.",
        urls.TASKS,
        (Link("Trang chủ", urls.HOME),),
    )
    pages = []
    for pager, part in paged(urls.TASKS, rows, site.portal.page_sizes.tasks):
        view = TaskListView(
            title=head.title,
            total=len(counted),
            states=tuple((state, label, states[state]) for state, label in TASK_STATES.items() if states[state]),
            groups=task_groups(site, part),
            unlisted=_unlisted(plans) if pager.page == 1 else (),
            pager=pager,
        )
        page_head = replace(head, title=numbered(head.title, pager))
        pages.append(Page(urls.page_url(urls.TASKS, pager.page), "task_list.html", page_head, view))
    return pages


def _unlisted(plans: Sequence[Document]) -> tuple[tuple[Link, int], ...]:
    """Return the plans that name more tasks than are published, with how many are missing."""
    found = []
    for plan in plans:
        missing = (plan.plan.declared_tasks or 0) - len(leaf_tasks(plan.plan.tasks)) if plan.plan else 0
        if missing > 0:
            found.append((_plan_link(plan), missing))
    return tuple(found)


def _plan_link(plan: Document) -> Link:
    return Link(document_name(plan), urls.document_url(plan.id))
