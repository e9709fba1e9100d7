"""``Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến5 Ngày làm việcMiễn phí…`` → one row per way to hand a dossier in.

A row begins with one of three ways, directly followed by a time and a fee; both have few forms, because the portal
prints them from fields of its own. The description runs to the next row. A time without a unit and a fee can touch
(``150,000 Việt Nam Đồng``): where more than one reading is sound, the row stays as it came.
"""

import re
from dataclasses import dataclass

from generator.ingest.national_portal.pieces import NOTHING_SAID, Furniture, Raw, gap

HEADS = ("Hình thức nộpThời gianPhí, lệ phíMô tả", "Hình thức nộpThời hạn giải quyếtPhí, lệ phíMô tả")

KINDS = {"Trực tiếp": "in_person", "Dịch vụ bưu chính": "post", "Trực tuyến": "online"}


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee and what stands in brackets after it; ``note`` has its brackets, empty where there are none."""

    fee: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MannerRow:
    """One row as the portal prints it, cell by cell; the cells in their order are the text of the row."""

    kind: str
    time: str
    charges: tuple[Charge, ...]
    description: str


_UNIT = r"(?:Ngày làm việc|Ngày|Giờ làm việc|Giờ|Phút|Tuần|Tháng|Quý|Năm)"
_TIME = rf"[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})? ?{_UNIT}|{NOTHING_SAID}"
_CURRENCY = r"(?:Việt Nam Đồng|VNĐ|VND|Đồng|đồng|USD|EUR)"
_FIGURE = r"[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]+"
_AMOUNT = rf"(?:{_FIGURE}) ?{_CURRENCY}"
_LABELLED = rf"(?:Lệ phí|Phí) ?: ?{_AMOUNT}"
_ROW = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})"
    rf"(?:(?P<time>{_TIME})(?P<fee>Miễn phí|{NOTHING_SAID}|{_LABELLED}|-?{_AMOUNT})?"
    rf"|(?P<bare>[0-9]{{1,4}})(?P<bare_fee>Miễn phí|{NOTHING_SAID}|{_LABELLED})"
    rf"|(?P<glued>[0-9]+(?:[.,][0-9]{{3}})* ?{_CURRENCY})"
    rf"|(?P<only_fee>Miễn phí|{_LABELLED}))"
)
_ANOTHER_FEE = re.compile(_LABELLED)
_GLUED = re.compile(rf"(?P<digits>[0-9]+)(?P<thousands>(?:[.,][0-9]{{3}})*) ?{_CURRENCY}")
_CLOSED_BY_TEMPLATE = re.compile(r"\)(?=[^\s.,;:)/]|\Z)")

Piece = MannerRow | Furniture | Raw


def parse_manners(text: str) -> tuple[Piece, ...]:
    """Return the pieces of the field ``cach_thuc_thuc_hien``, in their order."""
    head = next((head for head in HEADS if text.startswith(head)), "")
    pieces: list[Piece] = [Furniture(head)] if head else []
    found = list(_ROW.finditer(text, len(head)))
    bounds = [*(row.start() for row in found), len(text)]
    pieces += gap(text[len(head) : bounds[0]])
    pieces += [_read_row(row, text[row.end() : end]) for row, end in zip(found, bounds[1:], strict=True)]
    return tuple(pieces)


def _read_row(found: re.Match[str], after: str) -> Piece:
    time, fee = found["time"] or found["bare"] or "", found["fee"] or found["bare_fee"] or found["only_fee"] or ""
    if found["glued"]:
        cells = _take_apart(found["glued"])
        if cells is None:
            return Raw(found[0] + after)
        time, fee = cells
    charges: list[Charge] = []
    while fee:
        note = _bracketed(after)
        charges.append(Charge(fee, note))
        after = after[len(note) :]
        another = _ANOTHER_FEE.match(after)
        fee = another[0] if another else ""
        after = after[len(fee) :]
    return MannerRow(found["kind"], time, tuple(charges), after)


def _take_apart(glued: str) -> tuple[str, str] | None:
    """Return a time without a unit and the amount that touches it: ``550,000 VNĐ`` is 5 and 50,000; else None."""
    found = _GLUED.fullmatch(glued)
    if found is None or not found["thousands"]:
        return None
    digits = found["digits"]
    places = [at for at in range(max(1, len(digits) - 3), len(digits)) if digits[at] != "0"]
    if not places and len(digits) <= 3:
        return "", glued
    return (glued[: places[0]], glued[places[0] :]) if len(places) == 1 else None


def _bracketed(text: str) -> str:
    """Return the brackets that the text begins with, or nothing.

    Inside, an editor may have left a bracket open; then the portal's own closing one is the last that touches what
    follows.
    """
    if not text.startswith("("):
        return ""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[: at + 1]
    closing = [found.end() for found in _CLOSED_BY_TEMPLATE.finditer(text)]
    return text[: closing[-1]] if closing else text
