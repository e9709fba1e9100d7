"""Stretches of the calendar that plans count in: days, months, quarters, half-years, years and periods."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.vn.dates import format_date
from generator.vn.figures import roman

IntervalUnit = Literal["date", "month", "quarter", "half", "year", "period"]

MONTHS_OF: dict[IntervalUnit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both included; None is open. ``unit`` is what the writer counts in.

    ``milestones`` are the last days of the stretches where several are named (``Tháng 3, tháng 6/2017``).
    """

    unit: IntervalUnit
    start: date | None
    end: date | None
    milestones: tuple[date, ...] = ()


def format_interval(interval: Interval) -> str:
    """Return the canonical wording: ``Quý III/2017``, ``Từ tháng 3 đến tháng 5/2017``, ``Đến hết ngày 14/12/2016``."""
    unit, start, end = interval.unit, interval.start, interval.end
    if interval.milestones:
        text = ", ".join(_name(unit, day) for day in interval.milestones)
        text = text if start else f"đến hết {text}"
    elif unit == "period" and start and end:
        text = f"giai đoạn {start.year}-{end.year}"
    elif start and end:
        text = _format_stretch(unit, start, end)
    elif end:
        text = f"đến hết {_name(unit, end)}"
    else:
        text = f"từ {_name(unit, start)}" if start else ""
    return text[:1].upper() + text[1:]


def enclose(start: date | None, end: date | None) -> Interval:
    """Return the interval of these days in the largest unit that can name them."""
    if start and end and start.year < end.year and is_whole("year", start, end):
        return Interval("period", start, end)
    return Interval(fit("year", start, end), start, end)


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def span_of(unit: IntervalUnit, day: date) -> tuple[date, date]:
    """Return first and last day of the month, quarter, half-year or year that holds a day, or the day itself."""
    count = MONTHS_OF.get(unit)
    if count is None:
        return day, day
    first = (day.month - 1) // count * count + 1
    return date(day.year, first, 1), last_day(day.year, first + count - 1)


def _format_stretch(unit: IntervalUnit, start: date, end: date) -> str:
    if span_of(unit, start) == (start, end):
        return _name(unit, start)
    for part in THIRDS:
        if third(unit, start, part) == (start, end):
            return f"{part} {_name(unit, start)}"
    first, last = _name(unit, start), _name(unit, end)
    if start.year == end.year and unit != "date":
        first = first.removesuffix(f"/{start.year}")
    return f"từ {first} đến {last}"


def _name(unit: IntervalUnit, day: date) -> str:
    match unit:
        case "month":
            return f"tháng {day.month}/{day.year}"
        case "quarter":
            return f"quý {roman((day.month + 2) // 3)}/{day.year}"
        case "half":
            return f"6 tháng {'đầu' if day.month <= 6 else 'cuối'} năm {day.year}"
        case "year" | "period":
            return f"năm {day.year}"
    return f"ngày {format_date(day)}"


THIRDS = {"đầu": 0, "giữa": 1, "cuối": 2}


def third(unit: IntervalUnit, day: date, part: str) -> tuple[date, date] | None:
    """Return first and last day of the part (a key of `THIRDS`) of the unit that holds a day; None for other units."""
    start, end = span_of(unit, day)
    which = THIRDS[part]
    if unit == "month":
        return start + which * 10 * ONE_DAY, end if which == 2 else start + (which * 10 + 9) * ONE_DAY
    if unit in ("quarter", "year"):
        count = MONTHS_OF[unit] // 3
        first = start.month + which * count
        return date(day.year, first, 1), last_day(day.year, first + count - 1)
    return None


def is_whole(unit: IntervalUnit, start: date | None, end: date | None) -> bool:
    """Return whether a stretch begins and ends with its unit; an open side always does."""
    return (not start or span_of(unit, start)[0] == start) and (not end or span_of(unit, end)[1] == end)


def fit(unit: IntervalUnit, start: date | None, end: date | None) -> IntervalUnit:
    """Return the unit itself, or the largest below it that the stretch begins and ends with."""
    units: tuple[IntervalUnit, ...] = ("year", "quarter", "month", "date")
    for smaller in (unit, *units[units.index(unit) + 1 if unit in units else 1 :]):
        if is_whole(smaller, start, end):
            return smaller
    return "date"
