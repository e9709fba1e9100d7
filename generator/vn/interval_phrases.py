"""Phrases that name a stretch of the calendar: ``trước ngày 15/12/2016``, ``quý i, iii/2017``, ``tháng 3-5/2017``.

Phrases are expected as `generator.vn.deadline_spelling.tidy` leaves them, in lower case. Where writers leave room:

- «trước ngày 15/12» leaves that day out (the last day is 14/12), and so do «trước tháng 9» and «trước năm 2020», as
  the words say and as laws use them. Some offices take the day itself as in time; no rule that we know settles it.
- «đến» takes in all of what follows: «đến tháng 6/2018» ends on 30/6, «đến năm 2020» on 31/12/2020.
- «đầu», «giữa» and «cuối» are the thirds of a month (1–10, 11–20, from 21), a quarter or a year. The Civil Code of
  2015, article 146, makes them single days (1, 15 and last day of the month; 1/1, 30/6 and 31/12 of the year), but
  for moments that parties agree on. For work to be done, the longer reading calls nobody late on a doubtful day.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator.vn.dates import FIRST_YEAR, LAST_YEAR
from generator.vn.figures import parse_roman
from generator.vn.intervals import ONE_DAY, Interval, IntervalUnit, enclose, fit, is_whole, last_day, span_of, third


@dataclass(frozen=True, slots=True)
class _Point:
    """One stretch, such as a month or a third of it."""

    unit: IntervalUnit
    start: date
    end: date


def parse_interval(phrase: str, year: int | None = None) -> Interval | None:
    """Return the days that a phrase names, or None. A phrase without any year, as in ``quý iii``, is of ``year``."""
    words = strip_verbs(phrase)
    is_lent = year and _NAMES_A_TIME.search(phrase) and not _ANY_YEAR.search(phrase)
    readings = (words, *_write_year(words, year)) if year and is_lent else (words,)
    return next(filter(None, map(_parse, readings)), None)


def _write_year(words: str, year: int) -> tuple[str, str]:
    """Return both ways of writing a year behind words that have none: ``quý iii/2017``, ``6 tháng đầu năm 2017``."""
    named = words.removesuffix(_ONWARDS)
    onwards = words[len(named) :]
    return f"{named}/{year}{onwards}", f"{named} {year}{onwards}"


def _parse(phrase: str) -> Interval | None:
    for pattern, build in _FORMS:
        if (found := pattern.fullmatch(phrase)) and (interval := build(found["rest"])):
            days = (day for day in (interval.start, interval.end) if day)
            return interval if all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days) else None
    return None


def strip_verbs(phrase: str) -> str:
    """Return a phrase without «thời gian», «hoàn thành», «trong» and the like in front, which set no day."""
    return _VERBS.sub("", phrase)


def _read_point(text: str, near: _Point | None = None) -> _Point | None:
    """Read one stretch. ``near`` is the stretch that follows: it lends the year, and to a bare day the month."""
    for pattern, build in _POINTS:
        if found := pattern.fullmatch(text):
            return build(found, near)
    return None


def _year_of(found: re.Match[str], near: _Point | None) -> int:
    written = found["year"]
    return int(written) if written else near.end.year if near else 0


def _read_day(found: re.Match[str], near: _Point | None) -> _Point | None:
    month = found["month"] or (near.end.month if near and near.unit == "date" else 0)
    year = _year_of(found, near)
    try:
        day = date(year, int(month), int(found["day"]))
    except ValueError:
        return None
    return _Point("date", day, day) if FIRST_YEAR <= year <= LAST_YEAR else None


def _read_months(unit: IntervalUnit, year: int, first: int, count: int) -> _Point | None:
    last = first + count - 1
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= first <= last <= 12):
        return None
    return _Point(unit, date(year, first, 1), last_day(year, last))


def _read_month(found: re.Match[str], near: _Point | None) -> _Point | None:
    return _read_months("month", _year_of(found, near), int(found["month"]), 1)


def _read_quarter(found: re.Match[str], near: _Point | None) -> _Point | None:
    written = found["quarter"]
    quarter = int(written) if written.isdigit() else parse_roman(written) or 0
    return _read_months("quarter", _year_of(found, near), quarter * 3 - 2, 3)


def _read_year(found: re.Match[str], near: _Point | None) -> _Point | None:
    return _read_months("year", _year_of(found, near), 1, 12)


def _read_part_of_year(found: re.Match[str], near: _Point | None) -> _Point | None:
    count = int(found["count"])
    first = 1 if found["part"] == "đầu" else 13 - count
    return _read_months("half" if count == 6 else "month", _year_of(found, near), first, count)


def _read_third(found: re.Match[str], near: _Point | None) -> _Point | None:
    whole = _read_point(found["of"], near)
    days = whole and is_whole(whole.unit, whole.start, whole.end) and third(whole.unit, whole.start, found["part"])
    return _Point(whole.unit, *days) if whole and days else None


_WEEKS = {"đầu": 0, "1": 0, "nhất": 0, "2": 1, "hai": 1, "3": 2, "ba": 2, "4": 3, "tư": 3}


def _read_days_of_month(found: re.Match[str], near: _Point | None) -> _Point | None:
    """Read a half of a month (to the 15th, from the 16th) or a week of it (1–7, 8–14, …; the last seven days)."""
    month = _read_point(found["of"], near)
    if not month:
        return None
    if half := found["half"]:
        middle = month.start + 14 * ONE_DAY
        return _Point("date", *((month.start, middle) if half == "đầu" else (middle + ONE_DAY, month.end)))
    week = _WEEKS.get(found["week"])
    start = month.end - 6 * ONE_DAY if week is None else month.start + week * 7 * ONE_DAY
    return _Point("date", start, start + 6 * ONE_DAY)


_OPTIONAL_YEAR = r"(?:/(?P<year>[0-9]{4}))?"
_PointBuilder = Callable[[re.Match[str], _Point | None], _Point | None]
_POINTS: tuple[tuple[re.Pattern[str], _PointBuilder], ...] = (
    (re.compile(rf"(?:ngày )?(?P<day>[0-9]{{1,2}})(?:/(?P<month>[0-9]{{1,2}}){_OPTIONAL_YEAR})?"), _read_day),
    (re.compile(rf"tháng (?P<month>[0-9]{{1,2}}){_OPTIONAL_YEAR}"), _read_month),
    (re.compile(r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"), _read_month),
    (re.compile(rf"quý 0?(?P<quarter>[1-4]|i{{1,3}}|iv){_OPTIONAL_YEAR}"), _read_quarter),
    (re.compile(r"(?:cả |các )?(?:năm )?(?P<year>[0-9]{4})"), _read_year),
    (
        re.compile(r"(?P<count>[0-9]{1,2}) tháng (?P<part>đầu|cuối)(?: (?:của )?năm)?(?: (?P<year>[0-9]{4}))?"),
        _read_part_of_year,
    ),
    (re.compile(r"(?P<part>đầu|giữa|cuối) (?P<of>(?:tháng|quý|năm|[0-9]).+)"), _read_third),
    (
        re.compile(
            r"(?:nửa (?P<half>đầu|cuối)|tuần (?:thứ )?(?P<week>đầu|nhất|hai|ba|tư|[1-4]|cuối)(?: tiên| cùng)?)"
            r" (?:của )?(?P<of>tháng .+)"
        ),
        _read_days_of_month,
    ),
)

_UNIT_WORD = re.compile(r"(?:ngày|tháng|quý|năm) ")
_SEPARATOR = re.compile(r"(?:[,;]| và|, và) ")


def _read_points(text: str) -> tuple[_Point, ...]:
    """Return one stretch, or several in ascending order that share unit and year: ``quý i, iii/2017``."""
    parts = _SEPARATOR.split(text.removeprefix("các "))
    word = _UNIT_WORD.match(parts[0])
    points: list[_Point] = []
    for part in reversed(parts):
        near = points[0] if points else None
        point = _read_point(part, near)
        if word and not (point and (not near or point.unit == near.unit)):
            point = _read_point(word[0] + part, near)
        if point is None or (near and (point.unit != near.unit or point.end >= near.start)):
            return ()
        points.insert(0, point)
    are_whole = all(span_of(point.unit, point.start) == (point.start, point.end) for point in points)
    return tuple(points) if len(points) == 1 or are_whole else ()


def _join(points: tuple[_Point, ...]) -> Interval | None:
    if not points:
        return None
    milestones = tuple(point.end for point in points) if len(points) > 1 else ()
    return Interval(points[0].unit, points[0].start, points[-1].end, milestones)


def _until(rest: str) -> Interval | None:
    named = _join(_read_points(rest))
    return named and Interval(fit(named.unit, None, named.end), None, named.end, named.milestones)


def _before(rest: str) -> Interval | None:
    points = _read_points(rest)
    if not points or any(span_of(point.unit, point.start) != (point.start, point.end) for point in points):
        return None
    ends = tuple(point.start - ONE_DAY for point in points)
    return Interval(points[0].unit, None, ends[-1], ends if len(ends) > 1 else ())


def _since(rest: str) -> Interval | None:
    point = _read_point(rest)
    return Interval(fit(point.unit, point.start, None), point.start, None) if point else None


def _after(rest: str) -> Interval | None:
    point = _read_point(rest)
    if point is None:
        return None
    start = point.end + ONE_DAY
    return Interval(fit(point.unit, start, None), start, None)


_RANGE = re.compile(r"(?P<first>.+?)(?:-| đến | tới )(?:hết |(?P<before>trước ))?(?P<last>.+)")


def _range(rest: str) -> Interval | None:
    found = _RANGE.fullmatch(rest)
    if not found:
        return None
    word = _UNIT_WORD.match(found["first"])
    last = _read_point(found["last"]) or (_read_point(word[0] + found["last"]) if word else None)
    first = last and (
        _read_point(found["first"], last)
        or (_read_point(f"tháng {found['first']}", last) if last.unit == "month" else None)
    )
    if not (first and last):
        return None
    end = last.start - ONE_DAY if found["before"] else last.end
    if first.start > end:
        return None
    if first.unit == last.unit == "year" and is_whole("year", first.start, end):
        return enclose(first.start, end)
    smallest = min(first.unit, last.unit, key=_SIZES.index)
    return Interval(fit("month" if smallest == "half" else smallest, first.start, end), first.start, end)


_SIZES = ("date", "month", "half", "quarter", "year")


def _named(rest: str) -> Interval | None:
    return _join(_read_points(rest))


_VERBS = re.compile(
    r"\A(?:(?:thời gian|thời hạn|hạn(?! chót| cuối))(?: thực hiện| hoàn thành| báo cáo)?(?: là)?:? "
    r"|(?:phải |cần )?(?:hoàn thành|hoàn tất|kết thúc|thực hiện|triển khai|tổ chức|báo cáo|gửi báo cáo|trình|ban hành"
    r"|bắt đầu|xong)(?: xong)? |trong (?:suốt |khoảng )?|vào |khoảng |dự kiến )+"
)
_UNTIL = (
    r"(?:(?:cho |kéo dài )?(?:đến|tới)(?: hết)?|hết|(?:chậm|muộn) nhất(?: là| vào| đến)?(?: hết)?(?: trong)?"
    r"|không (?:quá|muộn hơn)|hạn (?:chót|cuối(?: cùng)?)(?: là)?:?) "
)
_ANY_YEAR = re.compile(r"[0-9]{4}")
# A number alone may be a day, and with a year behind it would be a month; «năm» alone is a year left unfinished.
_NAMES_A_TIME = re.compile(r"\b(?:tháng|quý)\b|\w năm\b|[0-9]/[0-9]")
_ONWARDS = " trở đi"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], Interval | None]], ...] = (
    (re.compile(r"(?:chậm nhất (?:là )?|cho đến |đến )?trước (?P<rest>.+)"), _before),
    (re.compile(rf"{_UNTIL}(?P<rest>.+)"), _until),
    (
        re.compile(r"(?:(?:giai đoạn|nhiệm kỳ|thời kỳ|các năm|(?:kế hoạch )?[0-9]{1,2} năm|từ) )*(?P<rest>.+)"),
        _range,
    ),
    (re.compile(rf"(?:kể )?từ (?P<rest>.+?)(?:{_ONWARDS})?"), _since),
    (re.compile(r"sau (?P<rest>.+?)"), _after),
    (re.compile(r"(?P<rest>.+)"), _named),
)
