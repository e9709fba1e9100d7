"""Bar charts: figures as lengths, each with its words. The table beside a chart says the same to those who hear it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.records.indicator import Indicator, IndicatorValue
from generator.records.task import COMPARISONS
from generator.vn.figures import format_decimal

LENGTH = 120
"""How long the longest possible bar is, in units of the drawing."""

_YEARS = 10
"""How many of the newest years a chart shows."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of a year, or of another period; a ``target`` is drawn and named apart from what was reported."""

    year: str
    value: str
    length: int
    target: bool


@dataclass(frozen=True, slots=True)
class BarChart:
    """Figures of one thing, the oldest first; ``label`` says what is drawn and in which unit."""

    label: str
    bars: tuple[Bar, ...]


def ceiling_of(indicators: Iterable[Indicator]) -> Decimal | None:
    """Return the figure that the longest bar stands for, or None where the figures cannot be drawn on one scale.

    That is where they have several units or one of them is negative, or where there is nothing but zeros. Shares up
    to 100 % are drawn as parts of 100.
    """
    indicators = list(indicators)
    units = {indicator.unit for indicator in indicators}
    values = [value.value for indicator in indicators for value in indicator.values]
    wholes = [value.out_of for indicator in indicators for value in indicator.values if value.out_of is not None]
    highest = max((*values, *wholes), default=Decimal(0))
    if len(units) != 1 or min(values, default=Decimal(0)) < 0 or highest <= 0:
        return None
    return max(highest, Decimal(100)) if units == {"%"} else highest


def indicator_chart(indicator: Indicator, ceiling: Decimal) -> BarChart:
    """Return the chart of an indicator on a scale that ends at ``ceiling``."""
    years = sorted({value.year for value in indicator.values})[-_YEARS:]
    shown = [value for value in indicator.values if value.year in years]
    return BarChart(f"{indicator.name} theo năm, đơn vị: {indicator.unit}", _bars(shown, ceiling))


def period_chart(label: str, figures: Sequence[tuple[str, Decimal, str]], ceiling: Decimal) -> BarChart | None:
    """Return the chart of figures of periods, given as name, figure and its words, on a scale that ends at ``ceiling``.

    None where there is nothing to compare, or nothing but zeros.
    """
    if len(figures) < 2 or ceiling <= 0:
        return None
    bars = (Bar(name, words, int(figure / ceiling * LENGTH), target=False) for name, figure, words in figures)
    return BarChart(label, tuple(bars))


def _bars(values: Sequence[IndicatorValue], ceiling: Decimal) -> tuple[Bar, ...]:
    return tuple(
        Bar(str(value.year), _words(value), int(value.value / ceiling * LENGTH), value.role == "target")
        for value in sorted(values, key=lambda value: (value.year, value.role))
    )


def _words(value: IndicatorValue) -> str:
    number = format_decimal(value.value)
    if value.out_of is not None:
        return f"{number}/{format_decimal(value.out_of)}"
    return number if value.comparison == "exactly" else f"{COMPARISONS[value.comparison]} {number}"
