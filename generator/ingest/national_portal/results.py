"""``Giấy phépMã: KQ.G01.000208Từ khóa…Mô tả…`` → the results with their codes, the keywords and the description."""

import re
from dataclasses import dataclass

from generator.ingest.national_portal.pieces import Furniture, Raw, gap

MARK = "Mã: "
KEYWORDS, DESCRIPTION = "Từ khóa", "Mô tả"
BUTTONS = (
    "Chọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành-- Chọn Tỉnh/ Thành phố --Phường/ XãSở-- Chọn Phường/ Xã --"
    "Hệ thống chỉ hiển thị những cơ quan đã áp dụng dịch vụ công trực tuyếnNộp hồ sơ"
)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result and the code that the portal knows it by."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Keywords:
    """The words that the portal files the procedure under, as one text."""

    text: str


@dataclass(frozen=True, slots=True)
class Description:
    """What the portal says of the procedure as a whole."""

    text: str


Piece = ResultRow | Keywords | Description | Furniture | Raw

_CODE = r"KQ\.[A-Z][0-9]{2}\.[0-9]{6}|(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Z][0-9]{2}-KQ[0-9]{4,6}"
# A code that is none of these ends where its letters change from small to capital, or with the field.
_ODD_CODE = r"[A-Za-z0-9._-]*?[a-z0-9](?=[A-ZĐ]|\Z)|[A-Za-z0-9._-]+"
_CODE_AFTER = re.compile(rf"{MARK}(?P<code>{_CODE}|{_ODD_CODE})")
_TAIL = re.compile(rf"{KEYWORDS}(?P<keywords>.*?){DESCRIPTION}(?P<description>.*)\Z", re.DOTALL)


def parse_results(text: str) -> tuple[Piece, ...]:
    """Return the pieces of the field ``ket_qua_xu_ly``, in their order."""
    body, buttons = (text[: -len(BUTTONS)], [Furniture(BUTTONS)]) if text.endswith(BUTTONS) else (text, [])
    start = body.rfind(KEYWORDS)
    tail = _TAIL.match(body, start) if start >= 0 else None
    pieces: list[Piece] = []
    end, stop = 0, tail.start() if tail else len(body)
    for found in _CODE_AFTER.finditer(body, 0, stop):
        pieces.append(ResultRow(body[end : found.start()], found["code"]))
        end = found.end()
    pieces += gap(body[end:stop])
    if tail:
        pieces += [Furniture(KEYWORDS), Keywords(tail["keywords"])]
        pieces += [Furniture(DESCRIPTION), Description(tail["description"])]
    return (*pieces, *buttons)
