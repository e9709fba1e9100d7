"""Vietnamese text without its marks: for matching, for addresses and for the search index."""

import re
import unicodedata

from generator.base.text import squeeze

DECOMPOSED_D = "d\u0335"
"""What stands for đ in search documents: d with U+0335, the combining short stroke overlay.

U+0111 has no decomposition of its own, so a search engine that drops combining marks finds ``quyết`` by ``quyet``
but not ``định`` by ``dinh``, unless đ is written as a pair that it can take apart.
"""

_WITHOUT_MARKS = dict.fromkeys(range(768, 880)) | {ord("đ"): "d"}
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LIMIT = 80


def fold(text: str) -> str:
    """Return text in lower case without tone marks and hats, đ as d, on one line: ``Quyết  định`` → ``quyet dinh``."""
    return squeeze(unicodedata.normalize("NFD", text).lower().translate(_WITHOUT_MARKS))


_PAIRS = {
    first + late: early + last
    for first, earlies, lates, last in (
        ("o", "òóỏõọ", "àáảãạ", "a"),
        ("o", "òóỏõọ", "èéẻẽẹ", "e"),
        ("u", "ùúủũụ", "ỳýỷỹỵ", "y"),
    )
    for early, late in zip(earlies, lates, strict=True)
}
_LATE_PLACED = re.compile(rf"(?<!q)(?:{'|'.join(_PAIRS)})(?!\w)", re.IGNORECASE)


def place_tones(text: str) -> str:
    """Return NFC text with the tone mark of open syllables on the first of two vowels: ``hoà`` → ``hòa``.

    Both ``hoà`` and ``hòa``, ``thuỷ`` and ``thủy`` are in use; this is the older and the more frequent way.
    """
    return _LATE_PLACED.sub(_place_early, text)


def _place_early(found: re.Match[str]) -> str:
    pair = _PAIRS[found[0].lower()]
    return "".join(new.upper() if old.isupper() else new for new, old in zip(pair, found[0], strict=True))


def slugify(text: str) -> str:
    """Return text as a part of an address: a–z, 0–9 and single hyphens, at most 80 characters, cut at a word.

    The result is empty where the text has neither Latin letters nor digits.
    """
    slug = _NOT_IN_SLUG.sub("-", fold(text)).strip("-")
    if len(slug) <= _SLUG_LIMIT:
        return slug
    cut = slug.rfind("-", 0, _SLUG_LIMIT + 1)
    return slug[: cut if cut > 0 else _SLUG_LIMIT]


def to_search(text: str) -> str:
    """Return text with every đ and Đ written as a pair of d or D and U+0335 (see `DECOMPOSED_D`)."""
    return text.replace("đ", DECOMPOSED_D).replace("Đ", DECOMPOSED_D.upper())


def from_search(text: str) -> str:
    """Return text with the pairs of `to_search` put back to đ and Đ."""
    return text.replace(DECOMPOSED_D, "đ").replace(DECOMPOSED_D.upper(), "Đ")
