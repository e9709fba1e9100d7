"""Elements of items from forms: feedgen writes one element of each shape, and the texts of items are filled into it.

What an element consists of follows from what an item has: how many authors, categories and files, and which of its
texts are empty. So an item with marks for texts is written once for each such shape; where the marks come out, the
texts of any item of that shape belong. feedgen takes 0.14 ms an element, filling a form a sixth of that.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from operator import itemgetter

from generator.outputs.feedelements import atom_element, page_words, rss_element, summary_of_entry, title_of_entry
from generator.outputs.feedmodel import Category, Enclosure, FeedItem

_CACHED = 2**14
_FIXED = 9
"""Texts that every item has, in the order of `_texts`; those of authors, categories and files follow."""

_MARK = re.compile('(=")?\ue000([0-9]+)\ue001')
_PUBLISHED, _UPDATED = (datetime(9999, 12, day, tzinfo=UTC) for day in (30, 31))
_SIZE = 8_000_000_000_000
"""Marks where there can be no letters: moments, and a size that the number of its text is added to."""

_SPECIAL = re.compile('[&<>"\r\n\t]')


@lru_cache(_CACHED)
def rss_item(item: FeedItem) -> bytes:
    """Return the ``<item>`` of RSS: what `rss_element` returns."""
    return _filled(rss_element, item)


@lru_cache(_CACHED)
def atom_entry(item: FeedItem) -> bytes:
    """Return the ``<entry>`` of Atom: what `atom_element` returns."""
    return _filled(atom_element, item)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an element of an item looks like: how often what can be repeated is, and which texts are said at all."""

    creators: int
    categories: int
    enclosures: int
    said: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """An element with a ``%s`` for each text, and what picks the texts in that order out of those of `_prepared`."""

    template: str
    pick: Callable[[Sequence[str]], tuple[str, ...]]


def _filled(write: Callable[[FeedItem], bytes], item: FeedItem) -> bytes:
    shape, texts = _prepared(item)
    form = _form(write, shape)
    return (form.template % form.pick(texts)).encode()


@lru_cache(_CACHED)
def _prepared(item: FeedItem) -> tuple[_Shape, Sequence[str]]:
    """Return the shape of an item and its texts, escaped: all as they stand between tags, then all as in attributes."""
    texts = _texts(item)
    shape = _Shape(len(item.creators), len(item.categories), len(item.enclosures), tuple(map(bool, texts)))
    if not _SPECIAL.search("".join(texts)):
        return shape, (*texts, *texts)
    return shape, (*map(_between_tags, texts), *map(_in_attribute, texts))


def _texts(item: FeedItem) -> tuple[str, ...]:
    """Return everything that an element can say of an item, as it says it."""
    return (
        item.id,
        item.url,
        title_of_entry(item),
        summary_of_entry(item),
        item.html,
        item.updated.isoformat(),
        item.published.isoformat(),
        format_datetime(item.published),
        page_words(item),
        *item.creators,
        *(text for one in item.categories for text in (one.scheme, one.term, one.label)),
        *(text for one in item.enclosures for text in (one.url, one.title, one.media_type, str(one.size))),
    )


def _between_tags(text: str) -> str:
    # `replace` of what is not there takes less than a regular expression that looks for all.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _in_attribute(text: str) -> str:
    return _between_tags(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


@lru_cache
def _form(write: Callable[[FeedItem], bytes], shape: _Shape) -> _Form:
    marked = _marked_item(shape)
    element = write(marked).decode()
    for number, text in enumerate(_texts(marked)):
        # Moments and sizes have no room for a mark, and come out as no other text does.
        element = element.replace(text, _mark(number)) if text else element
    template = _MARK.sub(r"\1%s", element.replace("%", "%%"))
    places = [int(number) + (len(shape.said) if quote else 0) for quote, number in _MARK.findall(element)]
    return _Form(template, itemgetter(*places))


def _marked_item(shape: _Shape) -> FeedItem:
    """Return an item of a shape, each text of which tells its number."""
    marks = [_mark(number) if said else "" for number, said in enumerate(shape.said)]
    categories_from = _FIXED + shape.creators
    files_from = categories_from + 3 * shape.categories
    categories = range(categories_from, files_from, 3)
    files = range(files_from, files_from + 4 * shape.enclosures, 4)
    return FeedItem(
        id=marks[0],
        url=marks[1],
        title=marks[2],
        summary=marks[3],
        html=marks[4],
        published=_PUBLISHED,
        updated=_UPDATED,
        creators=tuple(marks[_FIXED:categories_from]),
        categories=tuple(Category(marks[at], marks[at + 1], marks[at + 2]) for at in categories),
        enclosures=tuple(Enclosure(marks[at], marks[at + 1], marks[at + 2], _SIZE + at + 3) for at in files),
    )


def _mark(number: int) -> str:
    return f"\ue000{number}\ue001"
