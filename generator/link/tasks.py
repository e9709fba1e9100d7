"""Tasks of plans: as they were known on a day, where they stand, and what only shows beside other plans."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from generator.base.problems import Problem
from generator.link.checks import find_loops
from generator.link.site import Key, PlanTask
from generator.link.status import plan_statuses
from generator.load.content import LoadedRecord, place_problems
from generator.load.tree import Place
from generator.records.document import Document, Plan
from generator.records.portal import Portal, Programme
from generator.records.task import Evidence, Task, order_key
from generator.vn.dates import format_date


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
        changes["evidence"] = _evidence_until(today, task.evidence)
        changes["updates"] = tuple(
            update.model_copy(update={"evidence": _evidence_until(today, update.evidence)})
            for update in task.updates
            if update.date <= today
        )
        if task.state == "done" and task.done_on and task.done_on > today:
            changes |= {"state": None, "progress": None}
    if task.continues and _plan_of(task.continues) in hidden:
        changes["continues"] = None
    known = task.model_copy(update=changes) if changes else task
    # That it was done is known from the report of it on, however long before that it was.
    if known.done_on and (known.done_on > today or known.standing.state != "done"):
        known = known.model_copy(update={"done_on": None})
    return known


def _evidence_until(today: date, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(one for one in evidence if one.date is None or one.date <= today)


def _plan_of(ref: str) -> str:
    return ref.partition("#")[0]


def inherit_from_parents(
    records: Iterable[LoadedRecord], agencies: Collection[str], areas: Collection[str]
) -> list[LoadedRecord]:
    """Give a task the lead agencies and the area of the task that it is below, each where the file says none.

    Who cooperates and what comes of it are each task's own. Only ``agencies`` and ``areas`` are handed on, so that a
    wrong one is reported where it is written and nowhere else.
    """

    def inherit(document: Document, plan: Plan) -> Document:
        known: dict[tuple[int, ...], Task] = {}
        for task in sorted(plan.tasks, key=lambda task: order_key(task.order)):  # parents come before their children
            key = order_key(task.order)
            changes: dict[str, object] = {}
            if above := known.get(key[:-1]):
                if not task.lead:
                    changes["lead"] = tuple(agency for agency in above.lead if agency in agencies)
                if task.area is None and above.area in areas:
                    changes["area"] = above.area
            known[key] = task.model_copy(update=changes) if any(changes.values()) else task
        tasks = tuple(known[order_key(task.order)] for task in plan.tasks)
        return document.model_copy(update={"plan": plan.model_copy(update={"tasks": tasks})})

    return [
        LoadedRecord(one.kind, inherit(one.record, one.record.plan), one.path, one.body_line)
        if isinstance(one.record, Document) and one.record.plan
        else one
        for one in records
    ]


def continued_tasks(plans: Iterable[Document], today: date) -> dict[str, list[str]]:
    """Return the order numbers of tasks that later plans, issued by the day, go on with, by the id of their plan."""
    continued: dict[str, list[str]] = defaultdict(list)
    for document in plans:
        for task in document.plan.tasks if document.plan and document.issued_on <= today else ():
            plan_id, _, order = (task.continues or "").partition("#")
            if order and plan_id != document.id:
                continued[plan_id].append(order)
    return continued


def plan_tasks(document: Document, today: date, continued: Collection[str] = ()) -> tuple[PlanTask, ...]:
    """Return the tasks of a plan in their order, each with its status on the day.

    ``continued`` are the order numbers of those that later plans go on with.
    """
    tasks = document.plan.tasks if document.plan else ()
    statuses = plan_statuses(tasks, document.issued_on, today, continued)
    parents = {order_key(task.order)[:-1] for task in tasks}
    return tuple(
        PlanTask(document, task, statuses[task.order], order_key(task.order) not in parents)
        for task in sorted(tasks, key=lambda task: order_key(task.order))
    )


def check_tasks(
    published: Sequence[LoadedRecord],
    withheld: Sequence[LoadedRecord],
    portal: Portal,
    root: Path,
    broken: Collection[Key] = (),
) -> Iterator[Problem]:
    """Yield problems of plans beside others: areas of another programme, succession that leads nowhere or back.

    Succession to a plan that is among the ``broken`` records is not looked at.
    """
    programmes = {area.id: programme for programme in portal.programmes for area in programme.areas}
    plans = {document.id: document for _, document, _ in _plans(published)}
    hidden = {document.id for _, document, _ in _plans(withheld)}
    wrong_successions = _wrong_successions(plans, hidden, {id_ for kind, id_ in broken if kind == "documents"})
    for loaded, document, plan in _plans(published):
        faults = [*_wrong_areas(document, plan, programmes), *wrong_successions.get(document.id, ())]
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
    named: list[tuple[Place, str | None]] = [(("areas", index), area) for index, area in enumerate(document.areas)]
    named += ((("plan", "tasks", index, "area"), task.area) for index, task in enumerate(plan.tasks))
    named += ((("plan", "targets", index, "area"), target.area) for index, target in enumerate(plan.targets))
    for place, area in named:
        programme = programmes.get(area or "")
        if programme and (programme.period.last < first or programme.period.first > last):
            fitting = [id_ for id_, one in programmes.items() if one.period.first <= last and one.period.last >= first]
            message = f"lĩnh vực «{area}» thuộc chương trình {programme.period}, ngoài thời gian của kế hoạch"
            hint = "lĩnh vực của chương trình cùng thời gian: " + ", ".join(fitting) if fitting else "xem lại «period»"
            yield place, "MB038", message, hint


def _wrong_successions(
    plans: Mapping[str, Document], hidden: Collection[str], broken: Collection[str]
) -> dict[str, list[_Fault]]:
    """Return what is wrong with the succession of tasks, by the id of their plan."""
    explain = _succession_checker(plans, hidden)
    wrong: dict[str, list[_Fault]] = defaultdict(list)
    follows: dict[str, str] = {}
    places: dict[str, tuple[str, Place]] = {}
    for document in plans.values():
        for index, task in enumerate(document.plan.tasks if document.plan else ()):
            if task.continues is None or _plan_of(task.continues) in broken:
                continue
            place: Place = ("plan", "tasks", index, "continues")
            if fault := explain(document, task.order, task.continues):
                wrong[document.id].append((place, *fault))
            else:
                own = f"{document.id}#{task.order}"
                follows[own], places[own] = task.continues, (document.id, place)
    for loop in find_loops(follows):
        id_, place = places[loop[0]]
        message = "nhiệm vụ tiếp nối khép vòng: " + " → ".join([*loop, loop[0]])
        wrong[id_].append((place, "MB033", message, "sửa khóa «continues» của một nhiệm vụ trong vòng"))
    return wrong


def _succession_checker(
    plans: Mapping[str, Document], hidden: Collection[str]
) -> Callable[[Document, str, str], tuple[str, str, str] | None]:
    """Return a function from a plan, the number of its task and the task that it continues to what is wrong with it."""
    orders = {id_: {task.order for task in one.plan.tasks} for id_, one in plans.items() if one.plan}

    @cache
    def did_you_mean(plan: str) -> str:
        near = get_close_matches(plan, plans, n=1)
        return f"có phải: {near[0]}" if near else "ghi mã kế hoạch, dấu # và số thứ tự"

    def explain(document: Document, own_order: str, ref: str) -> tuple[str, str, str] | None:
        plan, _, order = ref.partition("#")
        if plan in hidden:
            return "MB083", f"kế hoạch của «{ref}» chưa công khai nên không được nhắc tới", ""
        if plan not in plans:
            return "MB032", f"không có kế hoạch «{plan}»", did_you_mean(plan)
        if order not in orders[plan]:
            return "MB032", f"kế hoạch «{plan}» không có nhiệm vụ «{order}»", "ghi số thứ tự của kế hoạch ấy"
        if plan == document.id and order != own_order:
            return "MB029", f"nhiệm vụ «{ref}» thuộc chính kế hoạch này", _EARLIER_HINT
        if plans[plan].issued_on > document.issued_on:
            day = format_date(plans[plan].issued_on)
            return "MB029", f"kế hoạch của «{ref}» ban hành ngày {day}, sau kế hoạch này", _EARLIER_HINT
        return None

    return explain


_EARLIER_HINT = "ghi nhiệm vụ của kế hoạch ban hành trước, hoặc bỏ khóa này"
