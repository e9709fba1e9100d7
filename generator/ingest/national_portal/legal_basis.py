"""``Tên văn bản pháp lýMã văn bảnLuật Căn cước26/2023/QH15Thông tư …`` → one row per document: name and number.

The name may cite documents itself, so a number ends a row only where it touches what follows, or touches what is
before it and a new name follows. Where numbers touch, the known symbols tell: ``78/2006/QH1178/2006/QH11``.
"""

import re
from dataclasses import dataclass

from generator.base.text import squeeze
from generator.ingest.national_portal.pieces import Furniture, Raw, gap
from generator.vn.docnum import parse_number
from generator.vn.doctypes import TYPE_CODES, type_of_code

HEAD = "Tên văn bản pháp lýMã văn bản"


@dataclass(frozen=True, slots=True)
class LawRow:
    """A document as the portal prints it: its name, and its number with or without the word for its type."""

    name: str
    number: str


Piece = LawRow | Furniture | Raw

_ISSUERS = (
    "CP|TTg|CTN|UBND|HĐND|HĐTP|TANDTC|VKSNDTC|KTNN|TTCP|VPCP|NHNN|BCA|BCT|BDTTG|BGDĐT|BGTVT|BKHCN|BKHĐT|BLĐTBXH|BNG"
    "|BNN|BNNMT|BNNPTNT|BNV|BQP|BTC|BTM|BTNMT|BTP|BTS|BTTTT|BTĐKT|BVHTTDL|BVHTT|BXD|BYT|TCHQ|TCT|TCTK|TLĐ|UBDT|TWMTTQ"
)
_HOUSE = r"(?:UBTVQH|QH)(?:1[0-9]|[1-9])"
_ISSUER = "|".join([_HOUSE, *sorted(_ISSUERS.split("|"), key=len, reverse=True)])
_TYPE_CODE = "|".join(sorted({*TYPE_CODES, "VBHN", "TTLB"}, key=len, reverse=True))
_CAPITAL = "A-ZĐĂÂÊÔƠƯ"
# A known symbol is not the beginning of a longer one: «QĐ-TCT» in «QĐ-TCTSLThông tư».
_KNOWN = (
    rf"(?:{_TYPE_CODE})[-/](?:{_ISSUER})(?:[-&](?:{_ISSUER}))*(?:-[A-Z][0-9]{{2}})?(?![{_CAPITAL}]{{1,6}}[{_CAPITAL}][a-zà-ỹđ])"
    rf"|{_HOUSE}"
)
# An unknown symbol ends before the capital that begins a new word: «QĐ-TCTSLThông tư».
_OTHER = rf"[{_CAPITAL}]+(?:[-&.][{_CAPITAL}]+)+(?=[{_CAPITAL}][a-zà-ỹđ]|[^\w&.-]|\Z)"
_NUMBER = re.compile(
    rf"(?P<ordinal>[0-9]+(?:[a-zđ]|\.[1-9][0-9]?)?)/(?:(?P<year>(?:19|20)[0-9]{{2}})/)?(?P<symbol>{_KNOWN}|{_OTHER})"
)
_YEAR_BEFORE = re.compile(r"(?:19|20)[0-9]{2}(?P<rest>[0-9]{1,4})(?![0-9])")
_BEFORE_A_YEAR = re.compile(r"(?:năm |[/.-])\Z")
# Not every type is here: names of documents begin with «Quy định», «Hướng dẫn» as with verbs.
_WORDS = "Thông tư liên tịch|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Pháp lệnh|Bộ luật|Luật|NĐ|TT|QĐ"
_WORD_BEFORE = re.compile(rf"(?:(?:{_WORDS})\s+)?(?:[Ss]ố\s*:?\s*)?\Z")
_END = re.compile(r"[.;,]*\s*\Z")
_NEW_NAME = re.compile(rf"\s+(?=[{_CAPITAL}À-Ỹ][\wà-ỹ]*\s)")


def parse_legal_basis(text: str) -> tuple[Piece, ...]:
    """Return the pieces of the field ``can_cu_phap_ly``, in their order."""
    if not text.startswith(HEAD):
        return gap(text)
    pieces: list[Piece] = [Furniture(HEAD)]
    begin = len(HEAD)
    numbers = list(_NUMBER.finditer(text, begin))
    for index, found in enumerate(numbers):
        start = _start_of_number(text, found, begin)
        end = _end_of_row(text, found, start, numbers[index + 1 : index + 3])
        if end and text[begin:start].strip():
            pieces.append(LawRow(text[begin:start], text[start:end]))
            begin = end
    return (*pieces, *_read_rest(text[begin:]))


def _start_of_number(text: str, found: re.Match[str], begin: int) -> int:
    """Return where the cell of a number begins: with the word for its type, if that does not end the name.

    A year that ends the name can touch the number: ``năm 201601/2016/QH14``.
    """
    start = found.start()
    year = _YEAR_BEFORE.match(found["ordinal"])
    if year and (len(year["rest"]) > 1 or _BEFORE_A_YEAR.search(text, max(begin, start - 5), start)):
        return start + 4
    word = _WORD_BEFORE.search(text, max(begin, start - 40), start)
    return word.start() if word else start


def _end_of_row(text: str, found: re.Match[str], start: int, following: list[re.Match[str]]) -> int:
    """Return where the row of a number ends; 0 where the number is one that a name cites."""
    end = found.end()
    if following and following[0].start() == end:
        is_next_name = len(following) > 1 and following[1][0] == following[0][0] != found[0]
        return end if is_next_name and following[1].start() == following[0].end() else 0
    closing = _END.match(text, end)
    if closing or text[end].isalnum():
        return closing.end() if closing else end
    touches = start > 0 and not text[start - 1].isspace() and text[start - 1] not in "(/"
    return end if touches and _NEW_NAME.match(text, end) else 0


def _read_rest(rest: str) -> tuple[Piece, ...]:
    """Return what follows the last row: a row whose number has no symbol (``24/2024``), or words."""
    found = re.search(r"(?<=[^\s0-9/])[0-9]{1,4}/(?:19|20)[0-9]{2}\Z", rest)
    return (LawRow(rest[: found.start()], found[0]),) if found and found.start() else gap(rest)


_TYPE = re.compile(rf"(?P<type>{_WORDS})(?:\s+|\Z)")
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")


def cite(row: LawRow) -> str:
    """Return a row as texts cite documents: ``Luật Căn cước số 26/2023/QH15``, ``Nghị định số 33/2026/NĐ-CP: …``.

    Every word of the row is in it; the word for the type may be added, from the symbol.
    """
    name, number = squeeze(row.name).rstrip(" ;.,"), squeeze(row.number).rstrip(" ;.,")
    found = _NUMBER.search(number)
    if re.search(rf"(?<![0-9]){re.escape(found[0] if found else number)}", name):
        return name
    if found is None:
        return f"{name} ({number})"
    typed = _TYPE.match(name)
    if typed is None:
        return _join(number if _TYPE.match(number) else _with_type(found[0]), name)
    rest = name[typed.end() :]
    if typed["type"] in _LAWS and rest[:1].isupper():
        return f"{name} số {found[0]}"
    return f"{typed['type']} số {found[0]} {rest}".rstrip()


def _with_type(number: str) -> str:
    parsed = parse_number(number)
    kind = type_of_code(parsed.type_code) if parsed else None
    return f"{kind.name} số {number}" if kind else number


def _join(number: str, name: str) -> str:
    return f"{number} {name}" if name[:1].islower() else f"{number}: {name}"
