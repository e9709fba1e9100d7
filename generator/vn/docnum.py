"""Document numbers (số, ký hiệu), and where running prose cites them.

A number is its ordinal, for legal documents the year, and a symbol: the code of the type and the issuer
(``2407/QĐ-UBND``), or issuer and unit for an official letter (``3637/UBND-VX``); decree 30/2020/NĐ-CP, appendix I.
Documents of the National Assembly have only the issuer with its term (``148/2025/QH15``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.base.text import mend, squeeze
from generator.vn.dates import parse_date
from generator.vn.doctypes import DOCUMENT_TYPES, TYPE_CODES, type_of_code, type_of_name
from generator.vn.folding import fold


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``30c/NQ-CP`` is number 30, letter ``c``, no year, symbol ``NQ-CP``.

    ``letter`` is what follows the digits directly: nothing, a small letter, or a second ordinal with its dot (``.7``
    in ``66.7/2025/NQ-CP``). Numbers are unique within one issuer and year only, so none is an identity by itself.
    """

    number: int
    letter: str
    year: int | None
    symbol: str

    @property
    def has_year(self) -> bool:
        """Whether the year stands in the number, as it does in legal documents."""
        return self.year is not None

    @property
    def type_code(self) -> str:
        """The code of the type, such as ``QĐ``; empty for an official letter and for symbols like ``QH15``."""
        first = _first_part(self.symbol)
        return first if type_of_code(first) else ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a text names: ``text[start:end]`` holds its type, number and date, as far as they are adjacent.

    ``type_id`` is a key of `DOCUMENT_TYPES`, or empty where neither the number nor the word before it tells.
    """

    start: int
    end: int
    number: DocumentNumber
    type_id: str
    issued_on: date | None


_ORDINAL = r"[0-9]{1,6}(?:[a-zđ]|\.[1-9][0-9]?)?"
_YEAR = r"(?:19|20)[0-9]{2}"
_CAPITAL = "A-ZĐĂÂÊÔƠƯ"
# Small letters stand alone between or after capitals (TTr, TTg, QyĐ): two in a row are a word, not a symbol.
_PART = rf"[{_CAPITAL}](?:[{_CAPITAL}0-9]|[a-zđ](?![a-zđ]))*"
# Joint documents used to have a slash after the code: 114/2004/TTLT/BTC-BTNMT.
_SYMBOL = rf"(?:(?:TTLT|TTLB|NQLT)/)?{_PART}(?:[-&.]{_PART})*"

_DIGITS = re.compile(r"[0-9]+")
_JOINT = re.compile(r"([-&./])")
_WHOLE_PART = re.compile(_PART)
_NUMBER = re.compile(rf"(?P<ordinal>{_ORDINAL})/(?:(?P<year>{_YEAR})/)?(?P<symbol>{_SYMBOL})")


def parse_number(text: str) -> DocumentNumber | None:
    """Return the number written as ``2407/QĐ-UBND`` or ``09/2015/QĐ-TTg``, without anything around it.

    Zeros in front of the ordinal do not count. None for every other spelling, and where a part of the symbol is the
    well-known one without its marks (``QD-UBND``): `suggest_number` then knows better.
    """
    found = _NUMBER.fullmatch(text)
    return _build_number(found["ordinal"], found["year"], found["symbol"]) if found else None


def format_number(number: DocumentNumber) -> str:
    """Return ``09/2015/QĐ-TTg``: ordinals below 10 are written with two digits (decree 30/2020/NĐ-CP, appendix I)."""
    year = f"{number.year}/" if number.has_year else ""
    return f"{number.number:02}{number.letter}/{year}{number.symbol}"


_LOOSE_NUMBER = re.compile(
    r"(?:[^0-9]*\bsố\b ?:? ?)?"
    r"(?P<ordinal>[0-9]{1,6}(?:[a-zđ]|\.[0-9]{1,2})?)(?: ?[/\\_-]+ ?| )"
    rf"(?:(?P<year>{_YEAR})(?: ?[/\\_-]+ ?| ))?"
    r"(?P<symbol>[^\W\d_].*)",
    re.IGNORECASE,
)
_LOOSE_HYPHEN = re.compile(r" ?[_‐‑–—-]+ ?| ")


def suggest_number(text: str) -> str | None:
    """Return the likely right spelling of a number as it stands in old files, or None where nothing better is known.

    Mended are look-alikes of Đ, missing marks and capitals, stray spaces, a missing slash and underscores:
    ``1830 QD_ubnd`` gives ``1830/QĐ-UBND``.
    """
    text = squeeze(mend(text))
    found = _LOOSE_NUMBER.fullmatch(text)
    if not found:
        return None
    joined = _LOOSE_HYPHEN.sub("-", found["symbol"].rstrip(" .,;:").replace(" & ", "&"))
    symbol = _respell("".join(_capitalise(part) for part in _JOINT.split(joined)))
    number = parse_number(f"{found['ordinal'].lower()}/{found['year'] + '/' if found['year'] else ''}{symbol}")
    return format_number(number) if number else None


# The search starts at the slash, which prose has few of, so text without citations costs next to nothing. What
# stands around the slash is looked at only once a symbol has been found.
_CITED = re.compile(rf"/(?:(?P<year>{_YEAR})/)?(?P<symbol>{_SYMBOL})(?![\w/]|[-&.]\w)")
_GAP = r"(?:[^\S\n]++\n?|\n)[^\S\n]*+"  # white space within a paragraph; possessive, so that much of it costs little
_TYPE_WORDS = "|".join(_type.name.replace(" ", _GAP) for _type in DOCUMENT_TYPES.values())
# A digit, dot, colon, hyphen and the like before the ordinal make it a piece of something else: a fraction, an
# address, a standard such as TCVN 9377/BXD or QCVN 01:2021/BTNMT.
_BEFORE = re.compile(
    rf"(?:(?<!\w)(?P<type>(?i:{_TYPE_WORDS})){_GAP})?"
    rf"(?:(?<!\w)(?i:số)(?:\s?:\s?|{_GAP})|(?<![\w./:=&?#%@~+-])(?<![0-9],)(?<!CVN ))"
    rf"(?P<ordinal>{_ORDINAL})\Z"
)
_BEFORE_LIMIT = 48  # characters: the longest name of a type, «số», the ordinal, and some spaces
_DATE_AFTER = re.compile(
    rf",?{_GAP}ngày{_GAP}(?P<date>[0-9]{{1,2}}(?:[/.-][0-9]{{1,2}}[/.-]|{_GAP}tháng{_GAP}[0-9]{{1,2}}{_GAP}năm{_GAP})"
    r"[0-9]{4})(?![0-9/])",
    re.IGNORECASE,
)


def find_citations(text: str) -> list[Citation]:
    """Return the documents that NFC prose cites by number, in order and without overlap.

    The word for the type counts when it stands directly before the number or before ``số``, the date when ``ngày``
    follows directly. A symbol of one part (``12/UBND``) counts only after such a word or with a year, because
    prose has ratios like that. Misspelt numbers are not citations.
    """
    return [citation for found in _CITED.finditer(text) if (citation := _build_citation(text, found))]


def _build_citation(text: str, found: re.Match[str]) -> Citation | None:
    before = _BEFORE.search(text, max(0, found.start() - _BEFORE_LIMIT), found.start())
    if not before:
        return None
    number = _build_number(before["ordinal"], found["year"], found["symbol"])
    if number is None or not (before["type"] or number.has_year or "-" in number.symbol):
        return None
    start = before.start("type" if before["type"] else "ordinal")
    end, issued_on = found.end(), None
    if after := _DATE_AFTER.match(text, end):
        issued_on = parse_date(after["date"])
        end = after.end() if issued_on else end
    return Citation(start, end, number, _tell_type(number, before["type"]), issued_on)


def _tell_type(number: DocumentNumber, word: str | None) -> str:
    """Return the id of the type by the code in the number, else by the word before it, else what its absence says."""
    told = type_of_code(number.type_code) or (type_of_name(word) if word else None)
    if told:
        return told.id
    return "" if number.has_year else "cong-van"


def _build_number(ordinal: str, year: str | None, symbol: str) -> DocumentNumber | None:
    digits = _DIGITS.match(ordinal)
    if digits is None or int(digits[0]) == 0 or symbol != _respell(symbol):
        return None
    return DocumentNumber(int(digits[0]), ordinal[digits.end() :], int(year) if year else None, symbol)


def _first_part(symbol: str) -> str:
    return _JOINT.split(symbol, maxsplit=1)[0]


@lru_cache(maxsize=4096)  # a portal has few symbols and cites each of them thousands of times
def _respell(symbol: str) -> str:
    """Return the symbol with the marks that its code and the well-known issuers should have."""
    parts = _JOINT.split(symbol)
    parts[0] = _CODE_SPELLINGS.get(_plain(parts[0]), parts[0])
    return "".join(_ISSUER_SPELLINGS.get(_plain(part), part) for part in parts)


def _capitalise(part: str) -> str:
    return part if _WHOLE_PART.fullmatch(part) else part.upper()


def _plain(text: str) -> str:
    return fold(text).upper()


def _spellings(words: Iterable[str]) -> dict[str, str]:
    """Map the plain spelling of every word to the word, where it is not itself a code (HD is no misspelt HĐ)."""
    return {_plain(word): word for word in words if _plain(word) not in TYPE_CODES}


_CODE_SPELLINGS = _spellings(sorted(TYPE_CODES))
_ISSUER_SPELLINGS = _spellings(("HĐND", "TTg", "SGDĐT", "BGDĐT", "SLĐTBXH", "BLĐTBXH"))
