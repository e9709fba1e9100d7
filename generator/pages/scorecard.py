"""The scorecard of an agency: its tasks by the year in which they are due, and how they ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.link.site import PlanTask
from generator.pages.task_list import leaves


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Tasks due in one year, without a last day, or all. What follows ``shared`` counts tasks that are led.

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
    """The newest year first, then the tasks without a last day; ``rows`` sum up to ``total``.

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
    years = {row.status.due.year if row.status.due else None for row in (*led, *shared)}
    rows = tuple(
        _row(str(year) if year else "Không có ngày hết hạn", _due_in(year, led), _due_in(year, shared))
        for year in sorted(years, key=lambda year: year or 0, reverse=True)
    )
    return Scorecard(agency, tasks if led else "", rows, _row("Cộng", led, shared))


def _due_in(year: int | None, rows: Iterable[PlanTask]) -> list[PlanTask]:
    return [row for row in rows if (row.status.due.year if row.status.due else None) == year]


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
