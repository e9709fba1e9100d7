"""Where a task stands on a day: what was reported, and what follows from the dates.

Nobody types that a task is late. It is late when its last day has passed and nobody has said that it is done; where
nobody has said anything at all, that is what is shown, for silence is no proof of failure.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.records.task import DERIVED_STATES, TASK_STATES, Task, order_key
from generator.vn.deadlines import Deadline, resolve

SOON = 30
"""Days before its last day within which a task is due soon."""

STATUSES = {
    "overdue": DERIVED_STATES["overdue"],
    "under_way": TASK_STATES["under_way"],
    "not_started": TASK_STATES["not_started"],
    "suspended": TASK_STATES["suspended"],
    "done": TASK_STATES["done"],
    "done_late": DERIVED_STATES["done_late"],
    "dropped": TASK_STATES["dropped"],
    "unreported": TASK_STATES["unreported"],
}
"""Every state that is shown, in the order in which summaries list them: what needs attention first."""

DONE = ("done", "done_late")
_OPEN = ("under_way", "not_started")
_WITHOUT_LAST_DAY = ("standing", "recurring", "open")


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """A task on a day. ``state`` is a key of `STATUSES`, ``progress`` a percentage, or None where nobody gave one.

    ``due`` is the last day, ``days_left`` the days until it for a task that is open, negative once it has passed.
    ``from_children`` says that the status is summed up from the tasks below and not reported for the task itself.
    """

    state: str
    progress: int | None = None
    done_on: date | None = None
    due: date | None = None
    days_left: int | None = None
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

    @property
    def due_soon(self) -> bool:
        """Whether the task is open and its last day comes within the next `SOON` days, today included."""
        return self.state in _OPEN and self.days_left is not None and 0 <= self.days_left <= SOON


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


def plan_statuses(tasks: Sequence[Task], issued_on: date, today: date) -> dict[str, TaskStatus]:
    """Return the status of each task of a plan of the day ``issued_on``, by its order number.

    A task that has tasks below it and no report of its own stands where they stand.
    """
    below: dict[tuple[int, ...], list[Task]] = {}
    for task in tasks:
        below.setdefault(order_key(task.order)[:-1], []).append(task)
    statuses: dict[str, TaskStatus] = {}
    for task in sorted(tasks, key=lambda task: len(order_key(task.order)), reverse=True):
        own = own_status(task, issued_on, today)
        children = [statuses[child.order] for child in below.get(order_key(task.order), ())]
        statuses[task.order] = (
            _sum_up(task, children, issued_on, today) if children and own.state == "unreported" else own
        )
    return statuses


def own_status(task: Task, issued_on: date, today: date) -> TaskStatus:
    """Return the status that a task's own reports and dates give, whatever stands below it."""
    updates = sorted(task.updates, key=lambda update: update.on)
    state = next((update.state for update in reversed(updates) if update.state), task.state)
    progress = next((update.progress for update in reversed(updates) if update.progress is not None), task.progress)
    done_on = None
    if state == "done":
        done_on = task.done_on or min(update.on for update in updates if update.state == "done")
        progress = 100
    updated_on = updates[-1].on if updates else task.done_on
    return _judge(state, progress, done_on, last_day(task.due, issued_on), updated_on, today)


def last_day(deadline: Deadline | None, issued_on: date) -> date | None:
    """Return the day after which a task of a plan of the day ``issued_on`` is late.

    None for standing and recurring tasks, whose days are a window and no promise to finish, and where none is stated.
    """
    if deadline is None or deadline.kind in _WITHOUT_LAST_DAY:
        return None
    return resolve(deadline, issued_on).end


def _judge(
    state: str,
    progress: int | None,
    done_on: date | None,
    due: date | None,
    updated_on: date | None,
    today: date,
    from_children: bool = False,
) -> TaskStatus:
    days_left = (due - today).days if due and state in _OPEN else None
    if state == "done" and due and done_on and done_on > due:
        state = "done_late"
    if days_left is not None and days_left < 0:
        state = "overdue"
    return TaskStatus(state, progress, done_on, due, days_left, updated_on, from_children)


def _sum_up(task: Task, children: Sequence[TaskStatus], issued_on: date, today: date) -> TaskStatus:
    """Return where a task stands by the tasks below it; those that were dropped do not hold it back."""
    active = [child for child in children if child.state != "dropped"]
    progress = [child.progress for child in active if child.progress is not None]
    finished = [child.done_on for child in active if child.done_on]
    updated = [child.updated_on for child in children if child.updated_on]
    state = _common_state({child.state for child in active})
    status = _judge(
        state,
        round(sum(progress) / len(progress)) if progress and len(progress) == len(active) else None,
        max(finished, default=None) if state == "done" else None,
        last_day(task.due, issued_on),
        max(updated, default=None),
        today,
        from_children=True,
    )
    is_late = any(child.state == "overdue" for child in active) and status.state in _OPEN
    return replace(status, state="overdue") if is_late else status


def _common_state(states: set[str]) -> str:
    """Return the state of a whole from those of its parts, before its own deadline is looked at."""
    if not states:
        return "dropped"
    if states <= set(DONE):
        return "done"
    if len(states) == 1 and not states & set(DERIVED_STATES):
        return next(iter(states))
    if states & {*DONE, "under_way", "overdue"}:
        return "under_way"
    return "not_started" if "not_started" in states else "suspended"
