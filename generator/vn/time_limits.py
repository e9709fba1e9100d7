"""How long an agency takes, in the words of procedures: ``05 (năm) ngày làm việc``, ``Trong ngày``, ``8 giờ làm việc``.

The words are kept for show. Beside them stands what can be compared: the amount that the words begin with, which is
the time of the usual case where several are named. Of a stretch, ``5-7 ngày``, it is the later end.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.base.text import squeeze
from generator.vn.figures import format_decimal

TimeUnit = Literal["minutes", "working_hours", "hours", "working_days", "days", "weeks", "months", "years"]


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit as it is written, and as an amount of a unit.

    ``amount`` and ``unit`` are None where the words state no one time (``5``, which names no unit; ``Theo quy định``).
    An amount of 0 days is the day of receipt (``Trong ngày``), of 0 hours its very moment (``Ngay khi tiếp nhận``).
    """

    wording: str
    amount: Decimal | None = None
    unit: TimeUnit | None = None


_UNITS: dict[str, TimeUnit] = {
    "phút": "minutes",
    "giờ làm việc": "working_hours",
    "giờ hành chính": "working_hours",
    "giờ": "hours",
    "tiếng": "hours",
    "ngày làm việc": "working_days",
    "ngày": "days",
    "tuần": "weeks",
    "tháng": "months",
    "năm": "years",
}
_WORDS: dict[TimeUnit, str] = {unit: word for word, unit in reversed(_UNITS.items())}
_HOURS: dict[TimeUnit, Decimal] = {
    "minutes": Decimal(1) / 60,
    "hours": Decimal(1),
    "working_hours": Decimal("4.2"),
    "days": Decimal(24),
    "working_days": Decimal("33.6"),
    "weeks": Decimal(168),
    "months": Decimal(730),
    "years": Decimal(8760),
}
"""Hours of the calendar in each unit: five working days of eight hours are a week. They order, and are never shown."""

_LONGEST = Decimal(87600)
"""Ten years, in hours: what is longer was not meant."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ONES = {word: digit for digit, word in enumerate(_DIGITS)} | {"tư": 4, "lăm": 5, "mốt": 1}
_LEAD = (
    r"(?:(?:thời hạn|thời gian)(?: (?:giải quyết|thực hiện|xử lý))?(?: là)? ?:? |trong(?: vòng| thời hạn| thời gian)? "
    r"|(?:không|chưa) quá |không vượt quá |tối đa(?: là| không quá)? |(?:chậm|muộn) nhất(?: là)? |sau |là |khoảng |- )*"
)
_FIGURE = r"[0-9]{1,5}(?:[,.][0-9]{1,2})?"
_IN_WORDS = r"(?:nửa|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?: (?:mươi|mốt|một|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín))*"
_LIMIT = re.compile(
    rf"{_LEAD}(?P<sign>[-−])?(?:từ )?(?:(?P<first>{_FIGURE}) ?(?:-|–|đến) ?)?"
    rf"(?:(?P<figure>{_FIGURE})|(?P<words>{_IN_WORDS}))(?: ?\((?P<aside>[^()]{{1,30}})\))?"
    rf" ?(?P<unit>{'|'.join(_UNITS)})\b",
    re.IGNORECASE,
)
_REST = r"(?: {0}|[.,;(].*)?"
_SAME_DAY = re.compile(
    rf"(?:giải quyết |trả kết quả )*{_LEAD}(?:(?:ngay )?(?:trong|cùng) )?ngày(?: làm việc)?"
    + _REST.format("(?:tiếp )?nhận.*"),
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"(?:giải quyết |trả kết quả |thực hiện |cấp )*ngay(?! trong ngày)" + _REST.format(".*"), re.IGNORECASE
)


def parse_time_limit(text: str) -> TimeLimit | None:
    """Return the time limit that a text states, with no amount where it names none that can be compared.

    None where the amount cannot be meant: negative, zero, or more than ten years.
    """
    wording = squeeze(text)
    found = _LIMIT.match(wording)
    if not found:
        return _without_amount(wording)
    amount, unit = _amount(found), _UNITS[found["unit"].lower()]
    if amount is None:
        return TimeLimit(wording)
    if found["sign"] or not 0 < amount * _HOURS[unit] <= _LONGEST:
        return None
    return TimeLimit(wording, amount, unit)


def format_time_limit(limit: TimeLimit) -> str:
    """Return the canonical wording, which parses to the same amount: ``5 ngày làm việc``; without one, the wording."""
    if limit.amount is None or limit.unit is None:
        return limit.wording
    if not limit.amount:
        return "Trong ngày" if limit.unit == "days" else "Ngay khi tiếp nhận"
    return f"{format_decimal(limit.amount).replace('.', '')} {_WORDS[limit.unit]}"


def sort_key(limit: TimeLimit) -> tuple[bool, Decimal, str]:
    """Return a key that sorts by length, weekends counted; limits without an amount come last, by their wording."""
    return limit.amount is None, hours(limit) or Decimal(0), limit.wording


def hours(limit: TimeLimit) -> Decimal | None:
    """Return about how many hours of the calendar a limit lasts, to compare units; None where it has no amount."""
    if limit.amount is None or limit.unit is None:
        return None
    if not limit.amount and limit.unit == "days":
        return Decimal(8)
    return limit.amount * _HOURS[limit.unit]


def _without_amount(wording: str) -> TimeLimit:
    if _AT_ONCE.fullmatch(wording):
        return TimeLimit(wording, Decimal(0), "hours")
    if _SAME_DAY.fullmatch(wording):
        return TimeLimit(wording, Decimal(0), "days")
    return TimeLimit(wording)


def _amount(found: re.Match[str]) -> Decimal | None:
    """Return the number that a match states in figures or in words; the figures in brackets stand beside the words."""
    if found["figure"]:
        return Decimal(found["figure"].replace(",", "."))
    if found["aside"] and found["aside"].strip().isdecimal():
        return Decimal(found["aside"].strip())
    words = found["words"].lower()
    return Decimal("0.5") if words == "nửa" else _number_in_words(words)


def _number_in_words(words: str) -> Decimal | None:
    """Return 25 for ``hai mươi lăm``, 12 for ``mười hai``, 7 for ``bảy``; None for what counts nothing."""
    found = re.fullmatch(r"(?:(?P<teen>mười)|(?P<tens>\w+) mươi)?(?: ?(?P<ones>\w+))?", words)
    if not found or any(word and word not in _ONES for word in (found["tens"], found["ones"])):
        return None
    tens = 10 if found["teen"] else 10 * _ONES[found["tens"]] if found["tens"] else 0
    return Decimal(tens + (_ONES[found["ones"]] if found["ones"] else 0))
