"""``--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn đề nghịMẫu 1.docx1 bản chính,1 bản sao…`` → one row per paper, by case.

Each table has the name of its case before its head, or ``--``. A row ends with its counts; they touch what is before
and after them, which tells them from counts that the name of a paper mentions (``nộp 01 bản chính hoặc …``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.ingest.national_portal.pieces import Furniture, Raw, gap

HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


@dataclass(frozen=True, slots=True)
class Case:
    """What stands before the head of a table: ``--``, or when its papers are needed."""

    text: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as the portal prints it; ``forms`` are names of files, ``counts`` is ``1 bản chính,1 bản sao``."""

    name: str
    forms: tuple[str, ...]
    counts: str


Piece = Case | PaperRow | Furniture | Raw

_COUNTS = re.compile(r"(?P<originals>[0-9]+) bản chính(?:, ?(?P<copies>[0-9]{1,2}) bản sao)?")
_GOES_ON = re.compile(r"[.,;:/]|\s+[a-zà-ỹđ0-9(]")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|rtf|odt|zip|rar|jpe?g|png)", re.IGNORECASE)
_CAPITAL, _SMALL = "A-ZÀ-ỸĐĂÂÊÔƠƯ", "a-zà-ỹđăâêôơư"
# Where two cells touch inside one word: «lao độngPC22», «đất.Mẫu», «2025)TK03», «NĐ-CPMẫu»; but not «36.2025.TT».
_SEAM = re.compile(
    rf"(?<=[{_SMALL}])(?=[A-ZĐ])|(?<=[{_SMALL}A-ZĐ)][.;:,])(?=[A-ZĐ])|(?<=\))(?=[A-ZĐ])|(?<=[A-ZĐ0-9])(?=[A-ZĐ][{_SMALL}])"
)


def parse_dossier(text: str) -> tuple[Piece, ...]:
    """Return the pieces of the field ``thanh_phan_ho_so``, in their order."""
    first, *tables = text.split(HEAD)
    if not tables:
        return gap(text)
    pieces: list[Piece] = [Case(first)]
    for index, table in enumerate(tables):
        pieces.append(Furniture(HEAD))
        end = 0
        for found in _find_counts(table):
            start = found.start("originals") + _digits_of_the_name(table, found)
            pieces.append(_read_row(table[end:start], table[start : found.end()]))
            end = found.end()
        is_last = index == len(tables) - 1
        if is_last or not end:
            pieces += gap(table[end:])
        if not is_last:
            pieces.append(Case(table[end:] if end else ""))
    return tuple(pieces)


def read_counts(counts: str) -> tuple[int, int | None]:
    """Return how many originals and copies ``1 bản chính,1 bản sao`` asks for; None where it says nothing of copies."""
    found = _COUNTS.fullmatch(counts)
    if found is None:
        raise ValueError(counts)
    return int(found["originals"]), int(found["copies"]) if found["copies"] else None


def _find_counts(table: str) -> Iterator[re.Match[str]]:
    """Yield the counts that end a row, and not those that the name of a paper mentions."""
    found = list(_COUNTS.finditer(table))
    starts = {counts.start() for counts in found}
    for counts in found:
        if counts.end() not in starts and not _is_mentioned(table, counts):
            yield counts


def _is_mentioned(table: str, counts: re.Match[str]) -> bool:
    end = counts.end()
    if end == len(table):
        return False
    if _GOES_ON.match(table, end):
        return True
    before = table[counts.start() - 1 : counts.start()] if counts.start() else ""
    touches = len(counts["originals"]) > 2 or not (before in ("", "(", "/") or before.isspace())
    return not touches and (table[end].isspace() or table[end] == ")")


def _digits_of_the_name(table: str, found: re.Match[str]) -> int:
    """Return how many of the digits before «bản chính» end the name of the paper.

    ``28/8/20201 bản chính`` is a date and 1 original. Two digits are one number after a small letter, the end of a
    sentence or a space, where a number that ends the name is unlikely; so are they where the first is a zero.
    """
    digits = found["originals"]
    before = table[found.start() - 1 : found.start()] if found.start() else ""
    if len(digits) == 2 and (digits[0] == "0" or before.islower() or before in ("", ".", ";", ")") or before.isspace()):
        return 0
    return len(digits) - 1


def _read_row(cells: str, counts: str) -> PaperRow:
    """Split the names of files off the end of a row."""
    ends = [found.end() for found in _FILE.finditer(cells)]
    if not ends or ends[-1] != len(cells.rstrip()):
        return PaperRow(cells, (), counts)
    ends = [end for index, end in enumerate(ends) if index == len(ends) - 1 or cells[end : end + 1].isalnum()]
    start = _start_of_file(cells[: ends[0]])
    if not start:
        return PaperRow(cells, (), counts)
    bounds = [start, *ends[:-1], len(cells)]
    forms = tuple(cells[one:other] for one, other in pairwise(bounds))
    return PaperRow(cells[:start], forms, counts)


def _start_of_file(cells: str) -> int:
    """Return where the name of a file begins that ends the text; 0 where nothing sets it apart from what is before.

    It is the first seam of the last word that has one: names of files are often written in one word themselves.
    """
    for word in reversed(list(re.finditer(r"\S+", cells))):
        seam = _SEAM.search(cells, word.start() + 1, word.end())
        if seam:
            return seam.start()
    return 0
