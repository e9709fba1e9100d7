"""Tasks by what they have in common: who leads them, their area, their year, the province of their plan."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from generator.link.site import PlanTask
from generator.pages.parts import plan_years

K = TypeVar("K")

Grouped = Mapping[K, Sequence[PlanTask]]
"""Tasks by a key, in the order given; a key that no task has is not there."""


def by_plan(rows: Iterable[PlanTask]) -> Grouped[str]:
    """Return tasks by the ids of their plans."""
    return _by(rows, lambda row: (row.plan.id,))


def by_lead(rows: Iterable[PlanTask]) -> Grouped[str]:
    """Return tasks by the ids of the agencies that lead them; one that several lead is with each."""
    return _by(rows, lambda row: row.task.lead)


def by_area(rows: Iterable[PlanTask]) -> Grouped[str]:
    """Return tasks by the ids of their areas, those without one nowhere."""
    return _by(rows, lambda row: (row.task.area,) if row.task.area else ())


def by_year(rows: Iterable[PlanTask]) -> Grouped[int]:
    """Return tasks by each year of their plans."""
    return _by(rows, lambda row: plan_years(row.plan))


def by_province(rows: Iterable[PlanTask]) -> Grouped[str]:
    """Return tasks by the ids of the provinces of their plans, those without one nowhere."""
    return _by(rows, lambda row: (row.plan.province,) if row.plan.province else ())


def _by(rows: Iterable[PlanTask], keys: Callable[[PlanTask], Iterable[K]]) -> Grouped[K]:
    found: dict[K, list[PlanTask]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            found[key].append(row)
    return dict(found)
