"""Dates and times as Vietnamese offices and their sites write them."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from generator.base.text import squeeze

TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are taken for slips of the pen."""

LEAP_YEAR = 2000
"""A year that has every day that any year has."""

_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LONG = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})", re.IGNORECASE)

_ISO_MOMENT = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?"
    r" ?(?P<offset>Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])"
)
_WEEKDAY = r"(?:(?:Thứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy|Bẩy|[2-7])|Chủ nhật),? )?"
_DATE_IN_MOMENT = r"(?P<date>[0-9./-]+|(?:ngày )?[0-9]+ tháng [0-9]+ năm [0-9]+)"
_CLOCK = r"[0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2})?"
_DATE_THEN_TIME = re.compile(rf"{_WEEKDAY}{_DATE_IN_MOMENT}(?:(?:,? |T)(?P<time>{_CLOCK}))?", re.IGNORECASE)
_TIME_THEN_DATE = re.compile(rf"(?P<time>{_CLOCK}),? {_WEEKDAY}{_DATE_IN_MOMENT}", re.IGNORECASE)


def parse_date(text: str) -> date | None:
    """Return the date written as ``22/12/2015``, ``22-12-2015``, ``22.12.2015``, ``2015-12-22`` or in words.

    In words it is ``ngày 22 tháng 12 năm 2015``. None for anything else, for days that do not exist and for years
    outside 1900–2100.
    """
    text = squeeze(text)
    if found := _DAY_FIRST.fullmatch(text):
        day, _, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _LONG.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """Return the moment in `TIME_ZONE` that a post gives as its time, to the second.

    Understood are ISO 8601, with or without an offset (without one it is local time), and the forms of provincial
    sites: ``30/12/2015 15:12:11``, ``16:00, 12/05/2016``, ``10:8, Thứ Tư, 3-4-2024``, or a date alone, which
    means its midnight. The day of the week is not held against the date: posts err in it. None for anything else.
    """
    text = squeeze(text)
    if found := _ISO_MOMENT.fullmatch(text):
        zone = _parse_offset(found["offset"])
    elif found := _DATE_THEN_TIME.fullmatch(text) or _TIME_THEN_DATE.fullmatch(text):
        zone = None
    else:
        return None
    day, clock = parse_date(found["date"]), _parse_time(found["time"] or "0:0")
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock, zone or TIME_ZONE).astimezone(TIME_ZONE)


def format_date(day: date) -> str:
    """Return ``22/12/2015``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_moment(moment: datetime) -> str:
    """Return ``30/12/2015 15:12:11``, the local time of an aware moment."""
    return f"{moment.astimezone(TIME_ZONE):%d/%m/%Y %H:%M:%S}"


def format_long_date(day: date) -> str:
    """Return ``ngày 08 tháng 6 năm 2010``.

    Days below 10, and only January and February, are written with a zero in front, so that nobody can put a
    digit before them (decree 30/2020/NĐ-CP, appendix I).
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _parse_time(text: str) -> time | None:
    hour, minute, second = (int(part) for part in f"{text}:0".split(":")[:3])
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _parse_offset(text: str) -> tzinfo:
    if text in "Zz":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))
