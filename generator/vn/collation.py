"""The order of Vietnamese dictionaries.

Letters: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, with f j w z at their Latin places. Tones tell
words apart only when their letters are the same, in the order ngang, huyền, hỏi, ngã, sắc, nặng. Source: the Unicode
CLDR collation ``vi``, which writes down the order of the traditional dictionaries.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # ngang, huyền, hỏi, ngã, sắc, nặng
_IGNORED = "\"'“”‘’«»"

_DIGITS = re.compile(r"[0-9]+")
_DIGITS_WIDTH = 12


@lru_cache(maxsize=1 << 15)  # the same names are sorted again and again, in one list and in many
def collation_key(text: str) -> tuple[str, str, str]:
    """Return a key that sorts NFC text in dictionary order.

    Runs of digits, up to 12 of them, compare by value, so that ``Quý 2`` comes before ``Quý 10``; quotation marks do
    not count. Letters decide first, then tones, then the text itself, so that the order is total.
    """
    lower = text.lower()
    letters = lower.translate(_PRIMARY)
    if _DIGITS.search(letters):
        letters = _DIGITS.sub(_pad_digits, letters)
    return letters, lower.translate(_SECONDARY), text


def initial(text: str) -> str:
    """Return the letter that a dictionary has a text under: ``Đ`` for ``đăng ký``; ``#`` for what is no letter."""
    first = collation_key(text.lstrip())[0][:1]
    rank = ord(first) - ord("a") if first else -1
    return _LETTERS[rank].upper() if 0 <= rank < len(_LETTERS) else "#"


def _pad_digits(run: re.Match[str]) -> str:
    return run[0].lstrip("0").rjust(_DIGITS_WIDTH, "0")


def _weights() -> tuple[dict[int, str | None], dict[int, str | None]]:
    """Return for every lower-case letter the character of its rank, and for every vowel that of its tone.

    Ranks are consecutive characters from ``a`` on: after ASCII punctuation and digits, before other scripts.
    Consonants need no weight of tone: where it is asked for, the letters of both texts are already the same.
    """
    primary: dict[int, str | None] = {ord(mark): None for mark in _IGNORED}
    secondary = primary.copy()
    for rank, letter in enumerate(_LETTERS):
        primary[ord(letter)] = chr(ord("a") + rank)
    for vowel, (tone, mark) in product(_VOWELS, enumerate(_TONES)):
        form = ord(unicodedata.normalize("NFC", vowel + mark))
        primary[form] = primary[ord(vowel)]
        secondary[form] = chr(ord("0") + tone)
    return primary, secondary


_PRIMARY, _SECONDARY = _weights()
