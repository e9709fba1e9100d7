"""What is meant by the words of a search: several readings of one query, the literal one first.

The rules are data, `queries.yml`. The site's script reads queries by the same table (``theme/assets/search-query.js``),
and ``tests/search/readings.yml`` holds both to the same answers.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from generator.base.text import mend, squeeze
from generator.vn.dates import format_date, parse_date
from generator.vn.doctypes import DOCUMENT_TYPES, TYPE_CODES
from generator.vn.folding import fold, place_tones
from generator.vn.telex import read_keys

Rule = Literal["literal", "number", "date", "abbreviation", "content", "typing"]
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a query may mean: ``query`` is what to search for.

    ``rule`` says what found it. ``number`` is the whole or the beginning of a document's number or a procedure's code
    as it is rightly spelt (``2407/QĐ``), ``date`` is ISO; both may be empty.
    """

    rule: Rule
    query: str
    number: str = ""
    date: str = ""


@cache
def _rules() -> dict[str, Any]:
    text = Path(__file__).with_name("queries.yml").read_text("utf-8")
    rules: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return rules


def query_table(abbreviations: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the table that queries are read by, fit for JSON; the portal's abbreviations go before the usual ones.

    A portal that gives an abbreviation no words takes it out.
    """
    known = {short: long for short, long in {**_rules()["abbreviations"], **(abbreviations or {})}.items() if long}
    codes = sorted(TYPE_CODES)
    return _rules() | {
        "abbreviations": known,
        # People write «cải cách TTHC», not CCTTHC: what has a shorter phrase with a short form in it is not cut whole.
        "used": [short for short, long in known.items() if not any(o != long and o in long for o in known.values())],
        "types": {type_.name: type_.code for type_ in DOCUMENT_TYPES.values()},
        "codes": codes,
        "symbols": list(dict.fromkeys([*codes, *_rules()["symbols"]])),
    }


def tidy(text: str, longest: int) -> str:
    """Return a query on one line, in NFC, with one kind of đ, cut to a length that can be searched."""
    return squeeze(mend(text[: 4 * longest]))[:longest].rstrip()


def understand(text: str, table: Table) -> list[Reading]:
    """Return the readings of a query, those to trust most first; none for a query without words."""
    words = _words(tidy(text, table["longest"]))
    day, rest = _take_date(words)
    number = _find_number(rest, table)
    meant = words if number else _quarters_as_written(words)
    content = [] if number else _without_asking(words, table["asking"])
    typed = [_read_keys(word, table) for word in words]
    readings = [
        _reading("literal", words),
        *([Reading("number", number, number=number, date=day)] if number else []),
        *([_reading("date", [*rest, _shown(day)])] if day and not number else []),
        *(_reading("abbreviation", other) for other in ([] if number else [meant, *_expansions(meant, table)])),
        *(_reading("content", other) for other in (content, *_expansions(content, table)) if content != words),
        *(_reading("typing", other) for other in (typed, *_expansions(typed, table)) if typed != words),
    ]
    seen: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        if reading.query:
            seen.setdefault((reading.query, reading.number), reading)
    return list(seen.values())


_EDGES = " .,;:!?()[]{}<>\"'`“”‘’«»…*/\\|–—-_"


def _words(text: str) -> list[str]:
    return [word for part in text.split() if (word := part.strip(_EDGES))]


def _reading(rule: Rule, words: Sequence[str]) -> Reading:
    return Reading(rule, place_tones(" ".join(words)))


def _is(typed: str, word: str) -> bool:
    """Return whether a typed word is the word: with its marks, or with none at all."""
    typed, word = place_tones(typed.lower()), place_tones(word.lower())
    return typed == word or (typed.isascii() and typed == fold(word))


def _stands_at(words: Sequence[str], at: int, phrase: Sequence[str]) -> bool:
    found = words[at : at + len(phrase)]
    return len(found) == len(phrase) and all(map(_is, found, phrase))


def _replace(words: Sequence[str], phrases: Iterable[tuple[list[str], list[str]]]) -> list[str]:
    """Return the words with each phrase that stands in them replaced; of two that fit in one place the first given."""
    made: list[str] = []
    phrases = list(phrases)
    at = 0
    while at < len(words):
        found = next(((old, new) for old, new in phrases if _stands_at(words, at, old)), None)
        made += found[1] if found else [words[at]]
        at += len(found[0]) if found else 1
    return made


def _expansions(words: list[str], table: Table) -> list[list[str]]:
    """Return the query with its abbreviations written out, and with what has abbreviations cut short."""
    # Whoever types no marks does not want words with them before all others.
    with_marks = not all(word.isascii() for word in words)
    pairs = [(short, _words(long)) for short, long in table["abbreviations"].items()]
    pairs.sort(key=lambda pair: -len(pair[1]))
    out = [([short], long if with_marks or len(words) == 1 else [fold(w) for w in long]) for short, long in pairs]
    cut = [(long, [short]) for short, long in pairs if short in table["used"]]
    return [made for made in (_replace(words, out), _replace(words, cut)) if made != words]


def _without_asking(words: list[str], asking: Iterable[str]) -> list[str]:
    phrases = sorted((_words(phrase) for phrase in asking), key=len, reverse=True)
    return _replace(words, ((phrase, []) for phrase in phrases))


_QUARTER = re.compile(r"(?:(?<=quý )|(?<=quy ))[1-4](?=[ /]|$)", re.IGNORECASE)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def _quarters_as_written(words: Sequence[str]) -> list[str]:
    """Return the words with Roman figures for quarters: ``quý 1/2026`` → ``quý I/2026``."""
    return _QUARTER.sub(lambda found: _ROMAN[found[0]], " ".join(words)).split()


def _read_keys(word: str, table: Table) -> str:
    return read_keys(word, table) or word


_DAY = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")


def _take_date(words: list[str]) -> tuple[str, list[str]]:
    """Return the first date of a query in ISO, or nothing, and the words without it."""
    for at, word in enumerate(words):
        before = words[:at]
        if _DAY.fullmatch(word):
            day, after = parse_date(word), words[at + 1 :]
        else:
            spoken = words[at : at + 5]
            if [fold(w) for w in spoken[1::2]] != ["thang", "nam"] or len(spoken) < 5:
                continue
            day, after = parse_date(f"{spoken[0]} tháng {spoken[2]} năm {spoken[4]}"), words[at + 5 :]
        if day:
            before = before[:-1] if before and _is(before[-1], "ngày") else before
            return day.isoformat(), [*before, *after]
    return "", words


def _shown(iso: str) -> str:
    day = parse_date(iso)
    return format_date(day) if day else ""


_PROCEDURE_CODE = re.compile(r"([0-9])\.?([0-9]{6})")
_ORDINAL = re.compile(r"([0-9]{1,6})([a-zđ]?)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_JOINED = re.compile(r"[/\\_–—-]+")
_ANY_SYMBOL = re.compile(r"[a-zđ][a-zđ0-9&.]{0,9}")
_LEADING = ("UBND", "HĐND")  # with the codes of types, what a symbol may begin with after a space


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    glued: bool


def _find_number(words: Sequence[str], table: Table) -> str:
    """Return the first number of a document or code of a procedure that a query names, or nothing."""
    for word in words:
        if code := _PROCEDURE_CODE.fullmatch(word):
            return f"{code[1]}.{code[2]}"
    parts = [[part for part in _JOINED.split(word.lower()) if part] for word in words]
    tokens = [_Token(part, place > 0) for word in parts for place, part in enumerate(word)]
    found = (_number_at(tokens, at, table) for at in range(len(tokens)))
    return next(filter(None, found), "")


def _number_at(tokens: Sequence[_Token], at: int, table: Table) -> str:
    ordinal = _ORDINAL.fullmatch(tokens[at].text)
    if not ordinal:
        return ""
    after = tokens[at + 1 :]
    year = ""
    if after and after[0].glued and _YEAR.fullmatch(after[0].text):
        year, after = f"{after[0].text}/", after[1:]
    symbols = _symbols(after, table)
    if not symbols:
        before = list(tokens[:at])
        said = bool(before) and _is(before[-1].text, "số")
        symbols = _symbols_before(before[:-1] if said else before, table)
        looks_like_year = bool(_YEAR.fullmatch(tokens[at].text)) and not said
        if looks_like_year or not (symbols or said or len(tokens) == 1):
            return ""
        year = ""
    head = f"{int(ordinal[1]):02}{ordinal[2]}"
    return f"{head}/{year}{'-'.join(symbols)}" if symbols else head


def _symbols(tokens: Sequence[_Token], table: Table) -> list[str]:
    """Return the parts of a symbol that tokens begin with, rightly spelt."""
    symbols: list[str] = []
    for token in tokens:
        known = _spelling(token.text, table["symbols"])
        if token.glued and not known and _ANY_SYMBOL.fullmatch(token.text):
            known = token.text.upper()
        if not known or not (symbols or token.glued or known in table["codes"] or known in _LEADING):
            break
        symbols.append(known)
    return symbols


def _symbols_before(tokens: Sequence[_Token], table: Table) -> list[str]:
    """Return the symbol or the code of the type that tokens end with: ``qđ ubnd``, ``quyết định``."""
    for at in range(max(0, len(tokens) - 4), len(tokens)):
        tail = tokens[at:]
        symbols = _symbols(tail, table)
        if len(symbols) == len(tail) and symbols[0] in table["codes"]:
            return symbols
        words = [token.text for token in tail]
        for name, code in table["types"].items():
            if code and len(words) == len(name.split()) and _stands_at(words, 0, name.split()):
                return [code]
    return []


def _spelling(typed: str, symbols: Sequence[str]) -> str:
    """Return the symbol that is typed in any case, with its marks or, where no other has those letters, without."""
    same = [symbol for symbol in symbols if symbol.lower() == typed]
    return next(iter(same or [symbol for symbol in symbols if fold(symbol) == typed]), "")
