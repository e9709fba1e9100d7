"""When a task is due, in the words of plans: a day, a month, a quarter, a half-year, a year, a period, or standing."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.base.text import squeeze
from generator.vn.dates import FIRST_YEAR, LAST_YEAR, parse_date
from generator.vn.figures import parse_roman

DeadlineKind = Literal["date", "month", "quarter", "half", "year", "period", "standing"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as it is written and as the days that it means.

    ``start`` and ``end`` are both inclusive. ``start`` is None where only the last day is given (``Trước ngày …``);
    a standing task has neither.
    """

    wording: str
    kind: DeadlineKind
    start: date | None
    end: date | None


_Days = tuple[date | None, date | None]


def parse_deadline(text: str) -> Deadline | None:
    """Return the deadline that a plan states, or None where it is none of the phrasings of `_PHRASINGS`."""
    wording = squeeze(text)
    phrase = wording.rstrip(" .;")
    for kind, pattern, find_days in _PHRASINGS:
        if found := pattern.fullmatch(phrase):
            days = find_days(found)
            return days and Deadline(wording, kind, *days)
    return None


def sort_key(deadline: Deadline) -> tuple[date, date]:
    """Return a key that sorts by the last day, then by the first; standing tasks come last."""
    return deadline.end or date.max, deadline.start or date.min


def _day(found: re.Match[str]) -> _Days | None:
    day = parse_date(found["date"])
    return (day, day) if day else None


def _until_day(found: re.Match[str]) -> _Days | None:
    day = parse_date(found["date"])
    return (None, day) if day else None


def _month(found: re.Match[str]) -> _Days | None:
    return _months(int(found["year"]), int(found["month"]), 1)


def _quarter(found: re.Match[str]) -> _Days | None:
    written = found["quarter"]
    quarter = int(written) if written.isdigit() else parse_roman(written)
    return _months(int(found["year"]), quarter * 3 - 2, 3) if quarter else None


def _first_half(found: re.Match[str]) -> _Days | None:
    return _months(int(found["year"]), 1, 6)


def _second_half(found: re.Match[str]) -> _Days | None:
    return _months(int(found["year"]), 7, 6)


def _year(found: re.Match[str]) -> _Days | None:
    return _months(int(found["year"]), 1, 12)


def _until_year(found: re.Match[str]) -> _Days | None:
    days = _year(found)
    return days and (None, days[1])


def _period(found: re.Match[str]) -> _Days | None:
    first, last = _months(int(found["from"]), 1, 12), _months(int(found["to"]), 1, 12)
    return (first[0], last[1]) if first and last and first <= last else None


def _standing(_: re.Match[str]) -> _Days:
    return None, None


def _months(year: int, first: int, count: int) -> tuple[date, date] | None:
    """Return the first and the last day of ``count`` months from month ``first`` of the year."""
    last = first + count - 1
    if not (FIRST_YEAR <= year <= LAST_YEAR and first >= 1 and last <= 12):
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


_DATE = r"(?P<date>[0-9]+(?:[/.-][0-9]+){2}|[0-9]+ tháng [0-9]+ năm [0-9]+)"
_OF_YEAR = r"(?: ?/ ?| năm | )(?P<year>[0-9]{4})"

_Builder = Callable[[re.Match[str]], _Days | None]


def _phrasing(kind: DeadlineKind, pattern: str, builder: _Builder) -> tuple[DeadlineKind, re.Pattern[str], _Builder]:
    return kind, re.compile(pattern, re.IGNORECASE), builder


# The first pattern that fits the whole phrase decides, so the patterns should exclude each other.
_PHRASINGS = (
    _phrasing("date", rf"(?:ngày )?{_DATE}", _day),
    # In a plan «trước ngày 15/12» is the last day for the work, not the first day that is too late.
    _phrasing("date", rf"(?:trước|đến|chậm nhất) (?:ngày )?{_DATE}", _until_day),
    _phrasing("month", rf"(?:trong )?tháng (?P<month>[0-9]{{1,2}}){_OF_YEAR}", _month),
    _phrasing("quarter", rf"(?:trong )?quý (?P<quarter>[1-4]|I{{1,3}}|IV){_OF_YEAR}", _quarter),
    _phrasing("half", rf"(?:6|sáu) tháng đầu{_OF_YEAR}", _first_half),
    _phrasing("half", rf"(?:6|sáu) tháng cuối{_OF_YEAR}", _second_half),
    _phrasing("year", r"(?:trong )?(?:năm )?(?P<year>[0-9]{4})", _year),
    _phrasing("year", r"đến (?:hết )?năm (?P<year>[0-9]{4})", _until_year),
    _phrasing("period", r"(?:giai đoạn )?(?P<from>[0-9]{4}) ?(?:[-–—]|đến) ?(?P<to>[0-9]{4})", _period),
    _phrasing("standing", r"thường xuyên|h[ằà]ng năm", _standing),
)
