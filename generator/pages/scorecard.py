"""The scorecard of an agency: its tasks by year, and how they ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.link.site import PlanTask
from generator.pages.task_list import leaves, years_of


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Tasks of one year, or of all. What follows ``shared`` counts tasks that are led.

    ``on_time`` are those done by their last day: of a task without one nobody can say that.
    """

    label: str
    led: int
    shared: int
    done: int
    on_time: int
    done_late: int
    overdue: int
    due_soon: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The newest year first. A task of a plan of several years counts in each of them, and in ``total`` once.

    ``tasks`` is the address of the list of tasks that are led, empty where there are none.
    """

    agency: str
    tasks: str
    rows: tuple[ScoreRow, ...]
    total: ScoreRow


def scorecard(agency: str, tasks: str, led: Iterable[PlanTask], shared: Iterable[PlanTask]) -> Scorecard | None:
    """Return how the tasks that an agency leads stand, or None where it leads and shares none; leaves are counted."""
    led, shared = leaves(led), leaves(shared)
    if not led and not shared:
        return None
    years = sorted({year for row in (*led, *shared) for year in years_of(row)}, reverse=True)
    rows = tuple(
        _row(str(year), [row for row in led if year in years_of(row)], [row for row in shared if year in years_of(row)])
        for year in years
    )
    return Scorecard(agency, tasks if led else "", rows, _row("Cộng", led, shared))


def _row(label: str, led: Sequence[PlanTask], shared: Sequence[PlanTask]) -> ScoreRow:
    statuses = [row.status for row in led]
    return ScoreRow(
        label=label,
        led=len(led),
        shared=len(shared),
        done=sum(status.is_done for status in statuses),
        on_time=sum(status.state == "done" and status.due is not None for status in statuses),
        done_late=sum(status.state == "done_late" for status in statuses),
        overdue=sum(status.state == "overdue" for status in statuses),
        due_soon=sum(status.due_soon for status in statuses),
    )
