"""Where a task stands on a day: what was reported, and what follows from the dates.

Nobody types that a task is late. It is late when its last day has passed and nobody has said that it is done; where
nobody has said anything at all, that is what is shown, for silence is no proof of failure.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.records.task import DERIVED_STATES, TASK_STATES, Standing, Task, order_key
from generator.vn.deadlines import Deadline, resolve

SOON = 30
"""Days before its last day within which a task is due soon."""

STATUSES = {
    "overdue": DERIVED_STATES["overdue"],
    "under_way": TASK_STATES["under_way"],
    "not_started": TASK_STATES["not_started"],
    "suspended": TASK_STATES["suspended"],
    "handed_on": DERIVED_STATES["handed_on"],
    "done": TASK_STATES["done"],
    "done_late": DERIVED_STATES["done_late"],
    "dropped": TASK_STATES["dropped"],
    "unreported": TASK_STATES["unreported"],
}
"""Every state that is shown, in the order in which summaries list them: what needs attention first."""

DONE = ("done", "done_late")
_OPEN = ("under_way", "not_started")
_GONE = ("dropped", "handed_on")
_WITHOUT_LAST_DAY = ("standing", "recurring", "open")


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """A task on a day. ``state`` is a key of `STATUSES`, ``progress`` a percentage, or None where nobody gave one.

    ``due`` is the last day; ``due_soon`` says that the task is open and its last day comes within the next `SOON`
    days, today included. ``updated_on`` is the day of the latest report. ``from_children`` says that the status is
    summed up from the tasks below and not reported for the task itself.
    """

    state: str
    progress: int | None = None
    done_on: date | None = None
    due: date | None = None
    due_soon: bool = False
    updated_on: date | None = None
    from_children: bool = False

    @property
    def label(self) -> str:
        """The state in words."""
        return STATUSES[self.state]

    @property
    def rank(self) -> int:
        """The place of the state in the order of summaries."""
        return list(STATUSES).index(self.state)

    @property
    def is_done(self) -> bool:
        """Whether the task is finished, in time or not."""
        return self.state in DONE


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks counted by state: ``states`` has key, label and number of each that occurs, in the order of `STATUSES`."""

    total: int
    states: tuple[tuple[str, str, int], ...]
    due_soon: int

    def count(self, *states: str) -> int:
        """Return how many tasks are in any of the states."""
        return sum(number for state, _, number in self.states if state in states)

    @property
    def done(self) -> int:
        """How many are finished."""
        return self.count(*DONE)

    @property
    def reported(self) -> bool:
        """Whether anything is known of any of them."""
        return self.count("unreported") < self.total


def tally(statuses: Iterable[TaskStatus]) -> Tally:
    """Count statuses; give those of tasks without tasks of their own, so that nothing counts twice."""
    statuses = list(statuses)
    found = Counter(status.state for status in statuses)
    states = tuple((state, label, found[state]) for state, label in STATUSES.items() if found[state])
    return Tally(len(statuses), states, sum(status.due_soon for status in statuses))


def plan_statuses(
    tasks: Sequence[Task], issued_on: date, today: date, continued: Collection[str] = ()
) -> dict[str, TaskStatus]:
    """Return the status of each task of a plan of the day ``issued_on``, by its order number.

    A task that has tasks below it and no report of its own stands where they stand. ``continued`` are the order
    numbers of tasks that a later plan goes on with: what is not finished of them is handed on, and late in one plan
    only.
    """
    handed = {order_key(order) for order in continued}
    below: dict[tuple[int, ...], list[Task]] = {}
    for task in tasks:
        below.setdefault(order_key(task.order)[:-1], []).append(task)
    statuses: dict[str, TaskStatus] = {}
    for task in sorted(tasks, key=lambda task: len(order_key(task.order)), reverse=True):
        due = last_day(task.deadline, issued_on)
        own = own_status(task, due, today)
        key = order_key(task.order)
        is_handed = any(key[:length] in handed for length in range(1, len(key) + 1))
        if is_handed and not own.is_done and own.state != "dropped":
            own = replace(own, state="handed_on", due_soon=False)
        children = [statuses[child.order] for child in below.get(order_key(task.order), ())]
        statuses[task.order] = _sum_up(own, children, today) if children and own.state == "unreported" else own
    return statuses


def own_status(task: Task, due: date | None, today: date) -> TaskStatus:
    """Return the status that a task's own reports and its last day give, whatever stands below it."""
    return _judge(task.standing, due, max((update.date for update in task.updates), default=None), today)


def last_day(deadline: Deadline | None, issued_on: date) -> date | None:
    """Return the day after which a task of a plan of the day ``issued_on`` is late.

    None for standing and recurring tasks, whose days are a window and no promise to finish, and where none is stated.
    """
    if deadline is None or deadline.kind in _WITHOUT_LAST_DAY:
        return None
    return resolve(deadline, issued_on).end


def turned_on(status: TaskStatus, today: date) -> date | None:
    """Return the newest day up to ``today`` on which a status changed by the calendar alone; None where none did so.

    An open task comes to be due soon `SOON` days before its last day, and is overdue from the day after it.
    """
    if status.due is None or status.state not in (*_OPEN, "overdue"):
        return None
    if status.due < today:
        return status.due + timedelta(1)
    return status.due - timedelta(SOON) if status.due_soon else None


def _judge(reported: Standing, due: date | None, updated_on: date | None, today: date) -> TaskStatus:
    state, soon = reported.state, False
    if state == "done" and due and reported.done_on and reported.done_on > due:
        state = "done_late"
    elif state in _OPEN and due:
        state = "overdue" if due < today else state
        soon = 0 <= (due - today).days <= SOON
    return TaskStatus(state, reported.progress, reported.done_on, due, soon, updated_on)


def _sum_up(own: TaskStatus, children: Sequence[TaskStatus], today: date) -> TaskStatus:
    """Return where a task stands by the tasks below it; those that were dropped or handed on do not hold it back.

    Any of them that is overdue makes it overdue; any that was done late, done late, unless it has a last day itself.
    """
    active = [child for child in children if child.state not in _GONE]
    progress = [child.progress for child in active if child.progress is not None]
    finished = [child.done_on for child in active if child.done_on]
    updated = [one.updated_on for one in (own, *children) if one.updated_on]
    state = _common_state(active) if active else _how_all_went(children)
    reported = Standing(
        state,
        sum(progress) // len(progress) if progress and len(progress) == len(active) else None,
        max(finished, default=None) if state == "done" else None,
    )
    status = replace(_judge(reported, own.due, max(updated, default=None), today), from_children=True)
    states = {child.state for child in active}
    if status.state in _OPEN and "overdue" in states:
        return replace(status, state="overdue", due_soon=False)
    if status.state == "done" and own.due is None and "done_late" in states:
        return replace(status, state="done_late")
    return status


def _how_all_went(children: Sequence[TaskStatus]) -> str:
    return "handed_on" if any(child.state == "handed_on" for child in children) else "dropped"


def _common_state(children: Sequence[TaskStatus]) -> str:
    """Return the state of a whole from those of its parts, before its own last day is looked at."""
    states = {child.state for child in children}
    if states <= set(DONE):
        return "done"
    if states == {"suspended"}:
        return "suspended"
    if states & {*DONE, "under_way", "overdue"} or any(child.progress for child in children):
        return "under_way"
    return "unreported" if "unreported" in states else "not_started"
