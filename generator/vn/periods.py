"""Periods that offices report on: a year, a half-year, a quarter, a month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.vn.dates import FIRST_YEAR, LAST_YEAR
from generator.vn.figures import roman


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its code (``2017-Q3``) and as reports name it (``quý III năm 2017``).

    ``start`` and ``end`` are its first and last day, both inclusive.
    """

    code: str
    name: str
    start: date
    end: date


_CODE = re.compile(r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>0[1-9]|1[0-2])))?")


def parse_period(text: str) -> Period | None:
    """Return the period written as ``2017``, ``2017-H1``, ``2017-Q3`` or ``2017-08``; None for anything else."""
    code = text.strip().upper()
    found = _CODE.fullmatch(code)
    if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return None
    year = int(found["year"])
    if found["quarter"]:
        quarter = int(found["quarter"])
        return _period(code, f"quý {roman(quarter)} năm {year}", year, quarter * 3 - 2, 3)
    if found["half"]:
        first = found["half"] == "1"
        return _period(code, f"6 tháng {'đầu' if first else 'cuối'} năm {year}", year, 1 if first else 7, 6)
    if found["month"]:
        month = int(found["month"])
        # As in dates, only January and February have a zero in front (decree 30/2020/NĐ-CP, appendix I).
        return _period(code, f"tháng {month:02} năm {year}" if month <= 2 else f"tháng {month} năm {year}", year, month)
    return _period(code, f"năm {year}", year, 1, 12)


def period_of(start: date, end: date) -> Period | None:
    """Return the period that begins and ends with these days; None where they are no such period."""
    year = parse_period(f"{start.year:04}")
    found = [year] if year else []
    for period in found:
        if (period.start, period.end) == (start, end):
            return period
        found.extend(parts_of(period))
    return None


@cache
def parts_of(period: Period) -> tuple[Period, ...]:
    """Return what a period is made of: a year of halves, a half of quarters, a quarter of months, a month of none."""
    year, first, last = period.start.year, period.start.month, period.end.month
    match last - first + 1:
        case 12:
            codes = ["H1", "H2"]
        case 6:
            codes = [f"Q{first // 3 + number}" for number in (1, 2)]
        case 3:
            codes = [f"{month:02}" for month in range(first, last + 1)]
        case _:
            codes = []
    return tuple(part for code in codes if (part := parse_period(f"{year}-{code}")))


def _period(code: str, name: str, year: int, month: int, count: int = 1) -> Period:
    last = month + count - 1
    return Period(code, name, date(year, month, 1), date(year, last, monthrange(year, last)[1]))
