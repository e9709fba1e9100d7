"""When a task is due, in the words of plans: a stretch of the calendar, standing, recurring, from an event, or open.

The words themselves are read by `interval_phrases`, `recurrence` and `terms`; here they are put together, since plans
write ``Thường xuyên; báo cáo trước ngày 15/12/2016`` and ``Quý II/2017 và những năm tiếp theo``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from generator.base.text import squeeze
from generator.vn.dates import FIRST_YEAR, LAST_YEAR, LEAP_YEAR
from generator.vn.deadline_spelling import guess_spellings, tidy
from generator.vn.interval_phrases import parse_interval
from generator.vn.intervals import Interval, IntervalUnit, enclose, format_interval
from generator.vn.recurrence import Recurrence, due_days, format_recurrences, parse_recurrences, repeat_yearly
from generator.vn.terms import Term, find_end, format_term, parse_term, runs_from_issuing

DeadlineKind: TypeAlias = IntervalUnit | Literal["standing", "recurring", "relative", "open", "yearless"]

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as it is written and as the days that it means.

    ``start`` and ``end`` are both inclusive, and None where no such day is named: ``Trước ngày …`` has only an end.
    Of a standing or recurring task they are the time in which it stands or recurs, never the day that it is late.
    ``milestones`` are the last days of several stretches, ``recurrences`` what a recurring task comes back by,
    ``term`` the time from an event, and ``report`` when a report is due beside the work itself.

    A ``yearless`` deadline is a wording alone: which days ``Quý III`` means shows once it is parsed with a year.
    """

    wording: str
    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    milestones: tuple[date, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    term: Term | None = None
    report: "Deadline | None" = None


@lru_cache(maxsize=4096)  # a few wordings make up most of a plan, and of the next one
def parse_deadline(text: str, year: int | None = None) -> Deadline | None:
    """Return the deadline that a plan states, or None where the words name no time that plans are known to name.

    Of ``year`` are the times that are written without one; where it is not given, their deadline is ``yearless``.
    """
    wording = squeeze(text)
    if len(wording) > _LONGEST:
        return None
    words = tidy(wording)
    found = _parse(words) or (_parse(words, year) if year else _parse_yearless(words))
    return replace(found, wording=wording) if found else None


def suggest_deadline(text: str) -> str | None:
    """Return how a deadline that does not parse may be meant: ``Trong tháng 8/2013`` for ``Trong thang 8/2013``.

    None where nothing near it parses, or where it parses as it is.
    """
    if len(text) > _LONGEST or parse_deadline(text):
        return None
    return next((guess for guess in guess_spellings(text) if parse_deadline(guess)), None)


def format_deadline(deadline: Deadline) -> str:
    """Return the canonical wording, which parses to the same deadline; of an open or yearless
    deadline it is the wording itself.

    An end that `resolve` found is not written.
    """
    if deadline.report:
        report = format_deadline(deadline.report)
        return f"{format_deadline(replace(deadline, report=None))}; báo cáo {report[:1].lower()}{report[1:]}"
    if deadline.term:
        return format_term(deadline.term)
    match deadline.kind:
        case "standing":
            return _with_window("Thường xuyên", deadline)
        case "recurring":
            return _with_window(format_recurrences(deadline.recurrences), deadline)
        case "relative" | "open" | "yearless":
            return deadline.wording
        case unit:
            return format_interval(Interval(unit, deadline.start, deadline.end, deadline.milestones))


def sort_key(deadline: Deadline) -> tuple[date, int, date, str]:
    """Return a key that sorts by the last day, then by the first; deadlines without a last day come after all others.

    Among those, recurring tasks come first, then standing ones, terms, open and yearless deadlines. Equal days sort by
    wording.
    """
    rank = _RANKS.get(deadline.kind, 0)
    return deadline.end or date.max, rank, deadline.start or date.min, deadline.wording


_RANKS: dict[DeadlineKind, int] = {"recurring": 1, "standing": 2, "relative": 3, "open": 4, "yearless": 5}


def resolve(deadline: Deadline, issued_on: date) -> Deadline:
    """Return the deadline with its days, where they count from the signing or issuing of the plan.

    Terms from other events stay without an end, since nobody has told when they happened; all other deadlines stay
    as they are.
    """
    if deadline.report:
        deadline = replace(deadline, report=resolve(deadline.report, issued_on))
    if deadline.term and runs_from_issuing(deadline.term) and (end := find_end(deadline.term, issued_on)):
        return replace(deadline, start=issued_on, end=end)
    return deadline


def occurrences(deadline: Deadline, first: date, last: date) -> tuple[date, ...]:
    """Return the days from ``first`` to ``last``, both included, on which work or a report on it falls due."""
    first, last = max(first, date(FIRST_YEAR, 1, 1)), min(last, date(LAST_YEAR, 12, 31))
    if first > last:
        return ()
    return tuple(sorted({day for day in _due_days(deadline, first, last) if first <= day <= last}))


def next_due(deadline: Deadline, after: date) -> date | None:
    """Return the first day after ``after`` on which work or a report falls due; None where there is none."""
    since = max(filter(None, (after, deadline.start if deadline.recurrences else None)))
    # What comes back comes back within two years; what does not is looked for to the end of time.
    soon = occurrences(deadline, since, date(min(since.year + 2, LAST_YEAR), 12, 31))
    days = soon if any(day > after for day in soon) else occurrences(deadline, since, date.max)
    return next((day for day in days if day > after), None)


def _due_days(deadline: Deadline, first: date, last: date) -> Iterator[date]:
    start, end = deadline.start or date.min, deadline.end or date.max
    for recurrence in deadline.recurrences:
        for cycle_start, cycle_end, due in due_days(recurrence, first, last):
            if cycle_start <= end and cycle_end >= start and due >= start:
                yield due
    yield from deadline.milestones
    if deadline.end and deadline.kind not in ("standing", "recurring"):
        yield deadline.end
    if deadline.report:
        yield from _due_days(deadline.report, first, last)


def _parse_yearless(text: str) -> Deadline | None:
    return Deadline("", "yearless") if _parse(text, LEAP_YEAR) else None


def _parse(text: str, year: int | None = None) -> Deadline | None:
    phrase = text.lower()
    if term := parse_term(text):
        return Deadline("", "relative", term=term)
    if interval := parse_interval(phrase, year):
        return Deadline("", interval.unit, interval.start, interval.end, interval.milestones)
    if recurrences := parse_recurrences(_WINDOW_ASIDE.sub("", phrase)):
        return Deadline("", "recurring", recurrences=recurrences)
    return (
        _parse_report(text, year)
        or _parse_standing(phrase, year)
        or _parse_window(phrase, year)
        or _parse_continued(phrase, year)
        or (Deadline("", "open") if _OPEN.fullmatch(text) else None)
    )


_WHOLE = r"(?:năm|giai đoạn|kỳ kế hoạch|nhiệm kỳ)"
_STEADY = (
    rf"thường xuyên|liên tục|lâu dài|hằng ngày|(?:trong )?(?:cả|suốt|toàn)(?: cả)? {_WHOLE}|trong {_WHOLE}"
    r"|các năm trong giai đoạn"
)
_STANDING = re.compile(
    rf"(?:(?:thực hiện|triển khai|duy trì|tiến hành|làm) )?(?:{_STEADY})"
    rf"(?:(?:,|;| và|-|/)? ?(?:{_STEADY}|định kỳ|đột xuất|hằng năm|các năm))*"
    r"(?:[,;]? (?P<rest>.+))?"
)
_OPEN = re.compile(
    r"(?:(?:thực hiện|hoàn thành|triển khai|trong|đảm bảo|bảo đảm) )*(?:"
    r"(?:tùy )?theo (?:đúng |từng )?(?:kế hoạch|tiến độ|lộ trình|quy định|yêu cầu|chỉ đạo|hướng dẫn|chương trình"
    r"|đề án|dự án|nghị quyết|quyết định|văn bản|thông báo|lịch|phân kỳ|phân công|thời gian|thời hạn|thời điểm|đợt|kỳ"
    r"|chuyên đề|tình hình|nhiệm vụ|kinh phí|giai đoạn)\b.*"
    r"|(?:ngay )?(?:sau |trước |đến )?khi (?:.+ )?(?:có|được|cần|phát sinh|hoàn thành|kết thúc|nhận|ban hành"
    r"|phê duyệt|thông qua|hướng dẫn|yêu cầu|chỉ đạo|triển khai|đủ|bắt đầu)(?: .*)?"
    r"|(?:(?:trước|chậm nhất) )?[0-9]{1,3} ngày(?: làm việc)? trước (?:khi|ngày|kỳ) \D+"
    r"|đột xuất(?:,? .+)?|(?:chưa|không) xác định(?: thời hạn)?|định kỳ(?: theo .+)?)",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r",? (?=(?:trong|từ|kể từ|bắt đầu từ|đến|cho đến|giai đoạn|nhiệm kỳ|các năm|năm|quý|tháng|6|[0-9]{4}|hằng|định kỳ"
    r"|mỗi|từng|thường xuyên|chậm nhất|trước|ngày|thứ|theo|khi)\b)"
)
_WINDOW_ASIDE = re.compile(r",? trong (?:cả |suốt |toàn )?(?:năm|giai đoạn|kỳ kế hoạch)")
_CONTINUED = re.compile(
    r"(?P<head>.+?),? và (?:duy trì )?(?:(?:(?:những|các) )?năm (?:tiếp theo|sau|kế tiếp|về sau|tiếp sau)|hằng năm"
    r"|(?:những|các) (?P<unit>tháng|quý) (?:tiếp theo|sau)|(?P<steady>(?:duy trì )?thường xuyên.*))"
)
_REPORT = (
    re.compile(
        r"(?P<head>.+?)[,;.:]? (?:và )?(?:định kỳ |gửi |tổng hợp )*báo cáo (?:[^0-9]{1,60}? )??"
        r"(?P<when>(?:trước|chậm nhất|đến|hằng|mỗi|định kỳ|ngày|tháng|quý|năm|vào|trong|6|cuối|sau)\b.*)",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<head>.+?)[,;] (?P<when>.+?) báo cáo(?: [^0-9]{1,60})?", re.IGNORECASE),
)


def _parse_standing(phrase: str, year: int | None) -> Deadline | None:
    """Read what stands; with a rhythm beside it, as in ``thường xuyên, hằng quý``, it is the rhythm that counts."""
    found = _STANDING.fullmatch(phrase)
    if not found:
        return None
    rest = found["rest"]
    if rest is None or _OPEN.fullmatch(rest):
        return Deadline("", "standing")
    if recurrences := parse_recurrences(rest):
        return Deadline("", "recurring", recurrences=recurrences)
    window = parse_interval(rest, year)
    return Deadline("", "standing", window.start, window.end) if window and not window.milestones else None


def _parse_window(phrase: str, year: int | None) -> Deadline | None:
    """Read what stands or comes back, and the time in which it does: ``hằng quý trong năm 2017``, or turned round."""
    for gap in _WINDOW.finditer(phrase):
        left, right = phrase[: gap.start()], phrase[gap.end() :]
        for work, days in ((left, right), (right, left)):
            # «hằng năm, theo kế hoạch» has no window, but comes back all the same.
            window = Interval("date", None, None) if _OPEN.fullmatch(days) else parse_interval(days, year)
            if window is None or window.milestones:
                continue
            if recurrences := parse_recurrences(work):
                return Deadline("", "recurring", window.start, window.end, recurrences=recurrences)
            if (standing := _parse_standing(work, year)) and not (standing.start or standing.end):
                return replace(standing, start=window.start, end=window.end)
    return None


def _parse_continued(phrase: str, year: int | None) -> Deadline | None:
    """Read what is first due at a time and then goes on: every year after, or without a break."""
    found = _CONTINUED.fullmatch(phrase)
    first = parse_interval(found["head"], year) if found else None
    if not found or not first:
        return None
    start = first.start or (date(first.end.year, 1, 1) if first.end else None)
    if found["unit"]:
        every: Recurrence = Recurrence("month" if found["unit"] == "tháng" else "quarter")
        return Deadline("", "recurring", start, recurrences=(every,))
    recurrences = () if found["steady"] else repeat_yearly(first)
    return Deadline("", "recurring" if recurrences else "standing", start, recurrences=recurrences)


def _parse_report(text: str, year: int | None) -> Deadline | None:
    for pattern in _REPORT:
        found = pattern.fullmatch(text)
        work, report = (_parse(found["head"], year), _parse(found["when"], year)) if found else (None, None)
        if work and report and not (work.report or report.report or report.kind in ("standing", "open")):
            return replace(work, report=replace(report, wording=found["when"])) if found else None
    return None


def _with_window(work: str, deadline: Deadline) -> str:
    if not (deadline.start or deadline.end):
        return work
    window = format_interval(enclose(deadline.start, deadline.end))
    return f"{work}, {window[:1].lower()}{window[1:]}"
