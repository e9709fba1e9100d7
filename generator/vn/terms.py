"""Time that runs from an event: ``Trong vòng 15 ngày kể từ ngày ban hành``.

Terms are counted as the Civil Code of 2015 does: the day of the event is not counted (article 147), a month or a year
ends on the corresponding day, or on the last day of a month that has none, and a term that ends at a weekend ends on
the Monday after (article 148). Public holidays, which the same article treats alike, are fixed year by year and not
known here.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.vn.intervals import last_day

TermUnit = Literal["day", "working_day", "week", "month", "year"]

_UNITS: dict[str, TermUnit] = {
    "ngày làm việc": "working_day",
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "năm": "year",
}
_WORDS = {unit: word for word, unit in _UNITS.items()}
_WEEKEND = (5, 6)


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, working days (Monday to Friday), weeks, months or years from an event, in the writer's words."""

    count: int
    unit: TermUnit
    event: str


_COUNT = rf"(?P<count>[0-9]{{1,3}}) (?P<unit>{'|'.join(_UNITS)})"
_LIMIT = (
    r"(?:(?:hoàn thành|thực hiện|xong|báo cáo|trong vòng|trong thời hạn|trong thời gian|trong|sau|là"
    r"|(?:chậm|muộn) nhất|không quá|tối đa) )*"
)
_PATTERNS = (
    re.compile(rf"{_LIMIT}{_COUNT},? (?:(?:kể|tính) )?(?:từ|sau)(?: sau)? (?P<event>\D.*)", re.IGNORECASE),
    re.compile(rf"(?:chậm nhất |ngay )?sau (?P<event>(?:khi|ngày) \D+?),? {_COUNT}", re.IGNORECASE),
)
_OWN_ISSUING = re.compile(
    r"(?:(?:ngày|khi) )?(?:"
    r"(?:được )?(?:ký|ban hành|ký,? ban hành|phê duyệt)"
    r"(?: (?:kế hoạch|chương trình)(?: này)?| (?:quyết định|chỉ thị|văn bản|công văn|nghị quyết) này)?"
    r"|(?:(?:kế hoạch|chương trình)(?: này)?|(?:quyết định|chỉ thị|văn bản|công văn|nghị quyết) này)"
    r" (?:được )?(?:ký|ban hành|ký,? ban hành|phê duyệt))",
    re.IGNORECASE,
)


def parse_term(text: str) -> Term | None:
    """Return the term that a text states, which `generator.vn.deadline_spelling.tidy` has gone over, or None."""
    for pattern in _PATTERNS:
        if (found := pattern.fullmatch(text)) and int(found["count"]):
            return Term(int(found["count"]), _UNITS[found["unit"].lower()], found["event"].strip())
    return None


def format_term(term: Term) -> str:
    """Return ``Trong vòng 05 ngày làm việc kể từ ngày ký``: counts below ten have a zero, as in official texts."""
    return f"Trong vòng {term.count:02} {_WORDS[term.unit]} kể từ {term.event}"


def runs_from_issuing(term: Term) -> bool:
    """Return whether the event is the signing or issuing of the very plan that states the term."""
    return bool(_OWN_ISSUING.fullmatch(term.event))


def find_end(term: Term, event_on: date) -> date | None:
    """Return the last day of a term whose event was on that day; None past the end of the calendar."""
    try:
        return _skip_weekend(_add(term, event_on))
    except (OverflowError, ValueError):
        return None


def _add(term: Term, day: date) -> date:
    match term.unit:
        case "working_day":
            left = term.count
            while left:
                day += timedelta(days=1)
                left -= day.weekday() not in _WEEKEND
            return day
        case "month" | "year":
            index = day.year * 12 + day.month - 1 + term.count * (12 if term.unit == "year" else 1)
            last = last_day(index // 12, index % 12 + 1)
            return last.replace(day=min(day.day, last.day))
    return day + timedelta(days=term.count * (7 if term.unit == "week" else 1))


def _skip_weekend(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() in _WEEKEND else day
