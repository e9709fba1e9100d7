"""Work that comes back: ``Hằng quý``, ``Chậm nhất ngày 10 hằng tháng``, ``Trước ngày 20 của tháng cuối quý``.

Phrases are expected as `generator.vn.deadline_spelling.tidy` leaves them, in lower case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import repeat
from typing import Literal

from generator.vn.dates import LEAP_YEAR
from generator.vn.figures import roman
from generator.vn.interval_phrases import parse_interval, strip_verbs
from generator.vn.intervals import Interval, last_day, span_of

Cycle = Literal["week", "month", "quarter", "half", "year"]

_MONTHS: dict[Cycle, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NAMES: dict[Cycle, str] = {
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half": "định kỳ 6 tháng",
    "year": "hằng năm",
}
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What is due once in every week, month, quarter, half-year or year.

    ``months`` are the first and the last month to do it in, counted in the cycle from 1 (4 to 6 are the months of the
    quarter after); None is the whole cycle. ``day`` is the last day in the last of these months, or in a week the
    weekday from 1 for Monday; None is the last one there is.
    """

    every: Cycle
    months: tuple[int, int] | None = None
    day: int | None = None


def parse_recurrences(phrase: str) -> tuple[Recurrence, ...]:
    """Return what a phrase says to come back, or nothing: several in ``định kỳ 6 tháng, hằng năm``."""
    phrase = strip_verbs(phrase)
    if found := _parse_one(phrase):
        return found
    parts = _SEPARATOR.split(phrase)
    each = [_parse_one(part) or _parse_plain(f"hằng {part}") for part in parts]
    return tuple(dict.fromkeys(one for found in each for one in found)) if len(each) > 1 and all(each) else ()


def repeat_yearly(interval: Interval) -> tuple[Recurrence, ...]:
    """Return the recurrence of what is first due within an interval of one year and again every year after."""
    return _repeat("year", interval) if not interval.start or interval.start.year == _year(interval) else ()


def format_recurrences(recurrences: tuple[Recurrence, ...]) -> str:
    """Return the canonical wording, such as ``Chậm nhất ngày 10 hằng tháng``."""
    text = ", ".join(_format_one(recurrence) for recurrence in recurrences)
    return text[:1].upper() + text[1:]


def due_days(recurrence: Recurrence, first: date, last: date) -> Iterator[tuple[date, date, date]]:
    """Yield, for each cycle that may fall due from ``first`` to ``last``, its first, its last and its due day.

    Both days lie within the years that deadlines may name. A day that the month does not have is its last one.
    """
    if recurrence.every == "week":
        monday = first - timedelta(days=first.weekday())
        while monday <= last:
            yield monday, monday + timedelta(days=6), monday + timedelta(days=(recurrence.day or 7) - 1)
            monday += timedelta(weeks=1)
        return
    step = _MONTHS[recurrence.every]
    # A year back, since something may be due up to three months after its cycle.
    start = (first.year * 12 + first.month - 1) // step * step - 12
    for index in range(start, last.year * 12 + last.month, step):
        due = _month_end(index + (recurrence.months[1] if recurrence.months else step) - 1)
        if recurrence.day:
            due = due.replace(day=min(recurrence.day, due.day))
        yield date(index // 12, index % 12 + 1, 1), _month_end(index + step - 1), due


def _month_end(index: int) -> date:
    return last_day(index // 12, index % 12 + 1)


def _format_one(recurrence: Recurrence) -> str:
    months, day, name = recurrence.months, recurrence.day, _NAMES[recurrence.every]
    if recurrence.every == "week":
        return f"thứ {_WEEKDAYS[day - 1]} {name}" if day else name
    if recurrence.every == "month" and (months or day):
        when = f"ngày {day:02}" if day else "ngày cuối"
        return f"chậm nhất {when} tháng sau" if months else f"chậm nhất {when} {name}"
    if recurrence.every == "quarter" and months:
        month = ("đầu", "giữa", "cuối")[(months[1] - 1) % 3]
        when = f"chậm nhất ngày {day:02} của tháng {month}" if day else f"tháng {month}"
        return f"{when} quý sau" if months[1] > 3 else f"{when} {name}"
    return f"{_format_months(months, day)} {name}" if months else name


def _format_months(months: tuple[int, int], day: int | None) -> str:
    first, last = months
    if day:
        return f"chậm nhất ngày {day:02}/{last}" if first == last else f"từ tháng {first} đến ngày {day:02}/{last}"
    if first == last:
        return f"tháng {first}"
    if last - first == 2 and last % 3 == 0:
        return f"quý {roman(last // 3)}"
    if last - first == 5 and last % 6 == 0:
        return f"6 tháng {'đầu' if last == 6 else 'cuối'}"
    return f"từ tháng {first} đến tháng {last}"


_CYCLES = {
    "tuần": Recurrence("week"),
    "tháng": Recurrence("month"),
    "1 tháng": Recurrence("month"),
    "quý": Recurrence("quarter"),
    "3 tháng": Recurrence("quarter"),
    "6 tháng": Recurrence("half"),
    "9 tháng": Recurrence("year", (1, 9)),
    "năm": Recurrence("year"),
    "1 năm": Recurrence("year"),
    "12 lần": Recurrence("month"),
    "4 lần": Recurrence("quarter"),
    "2 lần": Recurrence("half"),
}
_MARK = r"(?:định kỳ(?: báo cáo)?|hằng|mỗi|từng|theo|các)"
_COUNT = "|".join(sorted(_CYCLES, key=len, reverse=True))
_PLAIN = (
    re.compile(rf"(?:{_MARK} )+0?(?P<cycle>{_COUNT})(?:(?: |/)0?1 lần|/lần)?"),
    re.compile(rf"0?(?P<cycle>{_COUNT})(?:(?: |/)0?1 lần|/lần)"),
    re.compile(r"0?1 lần(?:/| mỗi | trong )(?P<cycle>tuần|tháng|quý|năm)"),
    re.compile(r"(?:(?:hằng|mỗi) năm,? )?0?(?P<cycle>(?:2|4|12) lần)(?:/năm| mỗi năm| trong năm)?"),
    re.compile(r"(?:đến )?(?:ngày )?cuối(?: cùng)?(?: của)? (?:(?:hằng|mỗi|từng) )?(?P<cycle>tuần|tháng)"),
    re.compile(r"(?:đến )?ngày cuối(?: cùng)?(?: của)? (?:(?:hằng|mỗi|từng) )?(?P<cycle>quý|năm)"),
)
_EACH = r"(?: của)? (?:hằng|mỗi|từng)"
_NEXT = r"(?:sau|tiếp theo|kế tiếp|liền kề|tiếp sau)(?: liền kề)?"
_WEEKLY = re.compile(
    r"(?P<before>trước )?(?:(?:vào|chậm nhất(?: là)?) )?(?:(?:sáng|chiều) )?"
    rf"thứ (?P<day>{'|'.join(_WEEKDAYS)}|[2-7]){_EACH} tuần"
)
_NTH_MONTH = re.compile(
    r"(?:(?P<rest>.+?) )?(?:của |trong )?"
    r"tháng (?P<nth>đầu(?: tiên)?|thứ nhất|giữa|thứ (?:hai|2)|cuối(?: cùng)?|thứ (?:ba|3))"
    rf"(?: của)?(?: (?:hằng|mỗi|từng))? quý(?P<next> {_NEXT})?"
)
_NTH = {"đầu": 1, "nhất": 1, "giữa": 2, "hai": 2, "2": 2, "cuối": 3, "ba": 3, "3": 3}
# The rest of such a phrase names days of a year of its own when a month, quarter or year is put behind it. The year
# is `LEAP_YEAR`, so that every day that any year has is there.
_ANCHORED: tuple[tuple[re.Pattern[str], Cycle, tuple[str, ...]], ...] = (
    (re.compile(rf"(?P<rest>.+?),?{_EACH} năm"), "year", ("{}/2000", "{} 2000")),
    (re.compile(rf"(?P<rest>.+?),?(?:{_EACH}| của) tháng"), "month", ("{}/1/2000", "{} tháng 1/2000")),
    (re.compile(rf"(?P<rest>.+?)(?: của)? tháng {_NEXT}"), "month", ("{}/2/2000",)),
    (re.compile(r"(?P<rest>(?:.+ )?(?:đầu|giữa|cuối))(?: (?:hằng|mỗi|từng))? quý"), "quarter", ("{} quý 1/2000",)),
)
_REVERSED = re.compile(r"(?:định kỳ )?(?P<every>(?:hằng|mỗi) (?P<cycle>tuần|tháng|quý|năm)),? (?P<rest>.+)")
_SEPARATOR = re.compile(r"(?:[,;]| và|, và) ")


def _parse_one(phrase: str) -> tuple[Recurrence, ...]:
    return (
        _parse_plain(phrase)
        or _parse_weekly(phrase)
        or _parse_nth_month(phrase)
        or _parse_anchored(phrase)
        or _parse_reversed(phrase)
    )


def _parse_plain(phrase: str) -> tuple[Recurrence, ...]:
    found = next(filter(None, (pattern.fullmatch(phrase) for pattern in _PLAIN)), None)
    return (_CYCLES[found["cycle"]],) if found else ()


def _parse_weekly(phrase: str) -> tuple[Recurrence, ...]:
    found = _WEEKLY.fullmatch(phrase)
    if not found:
        return ()
    written = found["day"]
    day = int(written) - 1 if written.isdigit() else _WEEKDAYS.index(written) + 1
    return (Recurrence("week", None, (day - 1 or None) if found["before"] else day),)


def _parse_nth_month(phrase: str) -> tuple[Recurrence, ...]:
    found = _NTH_MONTH.fullmatch(phrase)
    if not found:
        return ()
    month = _NTH[found["nth"].removeprefix("thứ ").split()[0]] + (3 if found["next"] else 0)
    rest = found["rest"]
    templates = (f"{rest}/{month}/2000", f"{rest} tháng {month}/2000") if rest else (f"tháng {month}/2000",)
    return _repeat_first("quarter", templates)


def _parse_anchored(phrase: str) -> tuple[Recurrence, ...]:
    for pattern, every, templates in _ANCHORED:
        if (found := pattern.fullmatch(phrase)) and (
            recurrences := _repeat_first(every, tuple(template.format(found["rest"]) for template in templates))
        ):
            return recurrences
    return ()


def _parse_reversed(phrase: str) -> tuple[Recurrence, ...]:
    found = _REVERSED.fullmatch(phrase)
    if not found or _REVERSED.fullmatch(found["rest"]):
        return ()
    plain, rest = _CYCLES[found["cycle"]], strip_verbs(found["rest"])
    recurrences = _parse_anchored(f"{rest} {found['every']}") or _parse_one(rest)
    is_finer = all(recurrence.every == plain.every and recurrence != plain for recurrence in recurrences)
    return recurrences if is_finer else ()


def _repeat_first(every: Cycle, phrases: tuple[str, ...]) -> tuple[Recurrence, ...]:
    intervals = (parse_interval(phrase) for phrase in phrases)
    return next((_repeat(every, interval) for interval in intervals if interval), ())


def _repeat(every: Cycle, interval: Interval) -> tuple[Recurrence, ...]:
    if interval.end is None:
        return ()
    if interval.milestones:
        first_days = (span_of(interval.unit, end)[0] if interval.start else None for end in interval.milestones)
        single = map(Interval, repeat(interval.unit), first_days, interval.milestones)
        return tuple(dict.fromkeys(one for each in single for one in _repeat(every, each)))
    first, last = (interval.start or interval.end).month, interval.end.month
    day = None if interval.end == last_day(interval.end.year, interval.end.month) else interval.end.day
    # The day before a cycle begins is the last day of the cycle before it, not of December.
    if every != "year" and interval.end.year < LEAP_YEAR:
        first = last = _MONTHS[every]
    is_whole = (first, last) == (1, _MONTHS[every]) and (day is None or every == "month")
    return (Recurrence(every, None if is_whole else (first, last), day),)


def _year(interval: Interval) -> int | None:
    return interval.end.year if interval.end else None
