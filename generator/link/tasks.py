"""Tasks of plans: as they were known on a day, where they stand, and what only shows beside other plans."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from generator.base.problems import Problem
from generator.link.site import PlanTask
from generator.link.status import plan_statuses
from generator.load.content import LoadedRecord, place_problems
from generator.load.tree import Place
from generator.records.document import Document, Plan
from generator.records.portal import Portal, Programme
from generator.records.task import Task, order_key


def plan_as_of(document: Document, today: date, hidden: Collection[str]) -> Document:
    """Return a plan without what was reported of its tasks after ``today``, and without succession to hidden plans."""
    plan = document.plan
    if plan is None:
        return document
    tasks = tuple(_task_as_of(task, today, hidden) for task in plan.tasks)
    if all(new is old for new, old in zip(tasks, plan.tasks, strict=True)):
        return document
    return document.model_copy(update={"plan": plan.model_copy(update={"tasks": tasks})})


def _task_as_of(task: Task, today: date, hidden: Collection[str]) -> Task:
    changes: dict[str, object] = {}
    if any(day > today for _, day in task.dated()):
        changes["updates"] = tuple(update for update in task.updates if update.on <= today)
        changes["evidence"] = tuple(one for one in task.evidence if one.date is None or one.date <= today)
    if task.done_on and task.done_on > today:
        changes |= {"done_on": None, "state": "unreported", "progress": None}
    if task.continues and _plan_of(task.continues) in hidden:
        changes["continues"] = None
    return task.model_copy(update=changes) if changes else task


def _plan_of(ref: str) -> str:
    return ref.partition("#")[0]


def plan_tasks(document: Document, today: date) -> tuple[PlanTask, ...]:
    """Return the tasks of a plan in their order, each with its status on the day."""
    tasks = document.plan.tasks if document.plan else ()
    statuses = plan_statuses(tasks, document.issued_on, today)
    parents = {order_key(task.order)[:-1] for task in tasks}
    return tuple(
        PlanTask(document, task, statuses[task.order], order_key(task.order) not in parents)
        for task in sorted(tasks, key=lambda task: order_key(task.order))
    )


def check_tasks(
    published: Sequence[LoadedRecord], withheld: Sequence[LoadedRecord], portal: Portal, root: Path
) -> Iterator[Problem]:
    """Yield problems of tasks beside other plans: areas of another programme, succession that leads nowhere or back."""
    programmes = {area.id: programme for programme in portal.programmes for area in programme.areas}
    tasks = {f"{document.id}#{task.order}": task for _, document, plan in _plans(published) for task in plan.tasks}
    hidden = {document.id for _, document, _ in _plans(withheld)}
    for loaded, document, plan in _plans(published):
        faults = [*_wrong_areas(document, plan, programmes), *_wrong_succession(document, plan, tasks, hidden)]
        if faults:
            yield from place_problems(root, loaded.path, faults)


def _plans(records: Iterable[LoadedRecord]) -> Iterator[tuple[LoadedRecord, Document, Plan]]:
    for one in records:
        if isinstance(one.record, Document) and one.record.plan:
            yield one, one.record, one.record.plan


_Fault = tuple[Place, str, str, str]


def _wrong_areas(document: Document, plan: Plan, programmes: Mapping[str, Programme]) -> Iterable[_Fault]:
    """Areas belong to a programme, and a programme to its years: the six areas of 30c are not those of 76."""
    first = document.period.first if document.period else document.issued_on.year
    last = document.period.last if document.period else first
    for index, task in enumerate(plan.tasks):
        programme = programmes.get(task.area or "")
        if programme and (programme.period.last < first or programme.period.first > last):
            fitting = [id_ for id_, one in programmes.items() if one.period.first <= last and one.period.last >= first]
            message = f"lĩnh vực «{task.area}» thuộc chương trình {programme.period}, ngoài thời gian của kế hoạch"
            hint = "lĩnh vực của chương trình cùng thời gian: " + ", ".join(fitting) if fitting else ""
            yield ("plan", "tasks", index, "area"), "MB038", message, hint


def _wrong_succession(
    document: Document, plan: Plan, tasks: Mapping[str, Task], hidden: Collection[str]
) -> Iterable[_Fault]:
    for index, task in enumerate(plan.tasks):
        if task.continues is None:
            continue
        place: Place = ("plan", "tasks", index, "continues")
        if _plan_of(task.continues) in hidden:
            yield place, "MB083", f"kế hoạch của «{task.continues}» chưa công khai nên không được nhắc tới", ""
            continue
        if task.continues not in tasks:
            near = get_close_matches(task.continues, list(tasks), n=1)
            yield place, "MB032", f"không có nhiệm vụ «{task.continues}»", near[0] if near else ""
            continue
        way = [f"{document.id}#{task.order}"]
        following: str | None = task.continues
        while following and following in tasks and following not in way:
            way.append(following)
            following = tasks[following].continues
        if following == way[0]:
            yield (
                place,
                "MB033",
                "nhiệm vụ tiếp nối khép vòng: " + " → ".join([*way, way[0]]),
                "sửa khóa «continues»",
            )
