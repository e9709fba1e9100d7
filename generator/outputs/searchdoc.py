"""What the search knows of one page, and how its text is taken apart into words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from generator.vn.folding import fold, place_tones

KIND, YEAR = "loai", "nam"
"""The filters by which documents are laid into shards; the names stand in the address of a search."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class SearchPart:
    """A part of a page that can be found by itself.

    ``address`` is an anchor on the page (``#ho-so``) or an address of its own from the root of the site.
    """

    address: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the search knows of one page.

    ``url`` is the page's address from the root of the site, such as ``/van-ban/2407-qd-ubnd-2021/``; ``kind`` is
    what a reader calls it (``Quyết định``); ``number`` its number and symbol or code, or empty; ``date`` is ISO
    (``2021-10-01``) or empty; ``state`` is a label (``Đang có hiệu lực``) or empty; ``body`` is plain text, which
    ``parts`` follow. ``filters`` are names and values, a name as often as it has values; ``keywords`` are found but
    never shown. ``gathers`` is true of a page that leads to many others on its subject.
    """

    url: str
    title: str
    kind: str
    number: str
    date: str
    summary: str
    body: str
    filters: tuple[tuple[str, str], ...] = ()
    keywords: str = ""
    state: str = ""
    parts: tuple[SearchPart, ...] = ()
    gathers: bool = False

    @property
    def full_text(self) -> str:
        """What the heads do not have: the body, and the titles and texts of the parts."""
        return " ".join((self.body, *(f"{part.title} {part.text}" for part in self.parts)))

    def values(self, name: str) -> list[str]:
        """Return the values of a filter."""
        return [value for filter_, value in self.filters if filter_ == name]


def words_of(text: str) -> list[tuple[str, str]]:
    """Return each word as it is searched and as it is written, in lower case: ``dat`` and ``đất``.

    Numbers lose the zeros before them. ``theme/assets/search-letters.js`` takes queries apart in the same way.
    """
    return [searched_word(word) for word in _WORD.findall(unicodedata.normalize("NFC", text).lower())]


def number_key(number: str) -> str:
    """Return a number and symbol as whoever types it means it: ``2407/QĐ-UBND`` → ``2407-qd-ubnd``."""
    return "-".join(folded for folded, _ in words_of(number))


def shown_date(date: str) -> str:
    """Return an ISO date as it is read and typed, ``01/10/2021``."""
    return "/".join(reversed(date.split("-")))


@cache
def searched_word(word: str) -> tuple[str, str]:
    """Return a word in lower case as it is searched and as it is written."""
    word = (word.lstrip("0") or "0") if word.isdigit() else word
    word = place_tones(word)
    return fold(word), word
