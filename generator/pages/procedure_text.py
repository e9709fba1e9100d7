"""What a procedure says, in words: its times, fees, papers and agencies, for pages, lists and comparisons."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.base.text import shorten, squeeze
from generator.link.site import Site
from generator.pages.parts import document_ref_link, party_links
from generator.records.procedure_parts import LEVELS, MANNERS, ONLINE_LEVELS, DossierItem, Manner, ProcedureText
from generator.vn.fees import Fee
from generator.vn.figures import format_int
from generator.vn.folding import fold
from generator.vn.time_limits import TimeLimit, format_time_limit

_LONGEST, _LONGEST_CASE, _MOST = 80, 60, 3
"""How much of a fee or a time, of when it holds, and how many are told at a glance; the table of manners has all."""

BY_CASE = "tùy trường hợp"
"""What is said at a glance where the cases take more words than there is room for."""


def wording(value: TimeLimit | Fee | None) -> str:
    """Return the words of a time limit or a fee; a bare number is said to lack its unit."""
    if value is None:
        return ""
    if isinstance(value, TimeLimit) and value.wording.isdecimal():
        return f"{value.wording} (nguồn không ghi đơn vị)"
    return value.wording


def times(procedure: ProcedureText) -> tuple[str, ...]:
    """Return the distinct time limits of a procedure at a glance, each with where it holds when that tells them apart.

    The last is `BY_CASE` where the cases are too long, or too many, to be told here.
    """
    return _distinct(procedure, lambda manner: manner.time_limit)


def fees(procedure: ProcedureText) -> tuple[str, ...]:
    """Return the distinct fees of a procedure at a glance, as `times` does."""
    return _distinct(procedure, lambda manner: manner.fee)


def _distinct(procedure: ProcedureText, value_of: Callable[[Manner], TimeLimit | Fee | None]) -> tuple[str, ...]:
    holds: dict[str, dict[str, None]] = {}
    for manner in procedure.manners:
        if words := _glance(value_of(manner)):
            holds.setdefault(words, {})[manner.condition or MANNERS[manner.kind].lower()] = None
    cases = [", ".join(where) for where in holds.values()]
    if len(holds) > _MOST or (len(set(cases)) > 1 and any(len(case) > _LONGEST_CASE for case in cases)):
        return (*list(holds)[:_MOST], BY_CASE)
    if len(set(cases)) < 2:
        return tuple(holds)
    return tuple(f"{words} ({case})" for words, case in zip(holds, cases, strict=True))


def _glance(value: TimeLimit | Fee | None) -> str:
    """Return the words of a value, or of long ones their amounts; what is left out is marked by an ellipsis."""
    words = wording(value)
    if len(words) <= _LONGEST:
        return words
    match value:
        case TimeLimit(unit=str()):
            return f"{format_time_limit(value)}…"
        case Fee(amounts=(_, *_) as amounts):
            return f"{'–'.join(map(format_int, sorted({min(amounts), max(amounts)})))} đồng…"
    return shorten(words, _LONGEST)


def counts(item: DossierItem) -> str:
    """Return how many of a paper are asked for: ``1 bản chính, 2 bản sao``; empty where nothing is stated."""
    stated = ((item.originals, "bản chính"), (item.copies, "bản sao"))
    return ", ".join(f"{count} {kind}" for count, kind in stated if count)


def only_when(condition: str | None) -> str:
    """Return when a paper is needed: ``chỉ khi: nộp thay``; a condition that is a clause, ``nếu có``, stands alone."""
    words = (condition or "").rstrip(" .")
    return f"chỉ khi: {words}" if words and not _CLAUSE.match(fold(words)) else _lowered(words)


def form_name(form: str | None) -> str:
    """Return the form that a paper is written on, with the word for it once: ``mẫu số 1``, ``mẫu: Phụ lục III``."""
    words = (form or "").rstrip(" .")
    if not words or _FORM.match(fold(words)):
        return _lowered(words)
    return f"mẫu {words}" if _NUMBERED.match(words) else f"mẫu: {words}"


_CLAUSE = re.compile(r"(?:neu|khi|chi khi|truong hop|doi voi)\b")
_FORM = re.compile(r"(?:bieu )?mau(?![a-z])")
_NUMBERED = re.compile(r"số |\S*[0-9]", re.IGNORECASE)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def papers_at_a_glance(dossier: Sequence[DossierItem]) -> str:
    """Return how many papers are to be brought.

    Nobody brings those of every case: where there are cases or conditions, it is told how many there are at least.
    """
    needed = Counter(item.case for item in dossier if not item.condition)
    cases = dict.fromkeys(item.case for item in dossier if item.case)
    least = needed[None] or (min(needed[case] for case in cases) if cases else 0)
    if least == len(dossier):
        return f"{least} loại giấy tờ" if least else ""
    return f"từ {least} loại giấy tờ, {BY_CASE}" if least else f"giấy tờ {BY_CASE}"


def capitalised(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def field_lines(site: Site, field: str, value: Any) -> tuple[str, ...]:
    """Return the value of a field of a procedure as lines of plain text, to be held against another."""
    lines: Iterable[str]
    match field:
        case "levels":
            lines = (LEVELS[level] for level in value)
        case "agencies" | "competent" | "cooperating" | "delegated":
            lines = (link.text for link in party_links(site, value))
        case "legal_basis":
            lines = (document_ref_link(site, reference).text for reference in value)
        case "manners":
            lines = map(_manner_line, value)
        case "dossier":
            lines = map(_dossier_line, value)
        case "results":
            lines = (result.name for result in value)
        case "sets":
            lines = (f"{value} bộ",) if value else ()
        case "online":
            lines = (ONLINE_LEVELS[value],) if value != "unknown" else ()
        case "steps" | "applicants":
            lines = map(squeeze, value)
        case _:
            lines = (squeeze(value),) if value else ()
    return tuple(lines)


def _manner_line(manner: Manner) -> str:
    parts = [wording(manner.time_limit), wording(manner.fee), manner.condition or "", squeeze(manner.notes or "")]
    return f"{MANNERS[manner.kind]}: {_join(parts) or 'không nêu'}"


def _dossier_line(item: DossierItem) -> str:
    more = _join([item.case or "", counts(item), form_name(item.form), only_when(item.condition), item.notes or ""])
    return f"{item.name} ({more})" if more else item.name


def _join(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part)
