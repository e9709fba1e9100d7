"""Words that were typed for Telex or VNI while neither was on: ``cair cachs``, ``hanh2 chinh1``.

``theme/assets/search-query.js`` does the same in the browser; ``tests/search/readings.yml`` holds both to one table.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from generator.vn.folding import fold

_VOWELS = "aeiouyăâêôơư"
_HATTED = "ăâêôơư"
_STOPPED = ("c", "ch", "p", "t")  # finals that only bear the tones sắc and nặng
_SHARP = ("\u0301", "\u0323")
_HORN_KEYS = "w7"


def read_keys(word: str, table: Mapping[str, Any]) -> str | None:
    """Return the syllable that the keys of a word of ASCII letters and digits were meant for, in lower case.

    ``table`` is `generator.vn.queries.query_table`. None where the word is a syllable already, or comes to none.
    """
    word = word.lower()
    if not word.isascii() or not word.isalnum() or word.isdigit() or is_syllable(word, table):
        return None
    letters, tone = _press(word, table["tones"], table["hats"])
    plain = fold(letters)
    if not is_syllable(plain, table) or (plain.endswith(_STOPPED) and tone and tone not in _SHARP):
        return None
    return _put_tone(letters, tone)


def is_syllable(plain: str, table: Mapping[str, Any]) -> bool:
    """Return whether letters without marks are a syllable of Vietnamese."""
    rimes = table["syllables"]["rimes"]
    return any(
        plain.startswith(onset) and plain[len(onset) :] in rimes for onset in ["", *table["syllables"]["onsets"]]
    )


def _press(word: str, tones: Mapping[str, str], hats: Mapping[str, str]) -> tuple[str, str]:
    """Return the letters that the keys make, and the tone that they give, or nothing for it."""
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in tones and any(letter in _VOWELS for letter in letters):
            tone = tones[key]
            continue
        at = max((at for at, letter in enumerate(letters) if letter + key in hats), default=-1)
        if at >= 0:
            letters[at] = hats[letters[at] + key]
            if key in _HORN_KEYS and letters[at - 1 : at + 1] == ["u", "ơ"]:
                letters[at - 1] = "ư"
        else:
            letters.append("ư" if key == "w" else key)
    return "".join(letters), tone


def _put_tone(letters: str, tone: str) -> str:
    """Return the syllable with its tone where the old way puts it: ``hòa``, ``thủy``."""
    start = 2 if letters[:2] in ("qu", "gi") and letters[2:3] in tuple(_VOWELS) else 0
    vowels = [at for at, letter in enumerate(letters) if at >= start and letter in _VOWELS]
    hatted = [at for at in vowels if letters[at] in _HATTED]
    if hatted:
        at = hatted[-1]
    elif len(vowels) > 1 and vowels[-1] == len(letters) - 1:
        at = vowels[-2]
    else:
        at = vowels[-1]
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])
