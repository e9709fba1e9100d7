"""What a feed is, in no format yet: a channel and its items. They may come from records, from reports, from changes."""

import re
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, NewType, TypeVar

from generator.base.text import shorten

T = TypeVar("T")

SUMMARY_LIMIT = 300
_TITLE_LIMIT = 500
_FILES_LIMIT = 5

# What XML 1.0 cannot hold, lone surrogates included. A character reference (``&#1;`` in Markdown, ``"\a"`` in YAML)
# can still bring it.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Category:
    """A list that an item belongs to: ``scheme`` is the address of all such lists, ``term`` its part below that."""

    scheme: str
    term: str
    label: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an item; ``size`` in bytes."""

    url: str
    title: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class FeedItem:
    """A record as feeds bring it. Addresses are absolute, moments have a time zone, ``summary`` is plain text.

    ``html`` is safe, and empty where the item is given by its summary alone. ``image`` is the address of a picture,
    or empty. Items are compared by identity: what was written of one is looked up for every feed that brings it.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    creators: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """What all feeds of a portal say alike.

    ``author`` answers for what is in them, and is reached at ``email``. ``logo`` is the address of a picture, and
    ``dots`` one that RSS may show with its width and height, as RSS takes but small pictures of dots. ``hub`` is the
    WebSub hub that tells of news. ``style`` is the style sheet's path below the root of the site, by which a browser
    shows a feed as a page; ``feeds_page`` is the address of the list of all feeds. Each but ``author`` may be empty.
    """

    author: str
    email: str = ""
    logo: str = ""
    dots: tuple[str, int, int] | None = None
    hub: str = ""
    style: str = ""
    feeds_page: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed without its items.

    ``url`` is the absolute address of the page that the feed stands beside, and ``folder`` the same place below the
    root of the site: ``van-ban/``, or empty. ``subject`` is what it is about in a word or two, or empty. ``gone`` are
    ids of items that were withdrawn, with the moment of that.
    """

    id: str
    url: str
    folder: str
    title: str
    description: str
    updated: datetime
    brand: Brand
    subject: str = ""
    gone: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where one document of a feed stands: its own address and those of its neighbours (RFC 5005), or empty.

    ``current`` is the document to subscribe to, and empty in that document itself.
    """

    address: str
    older: str = ""
    newer: str = ""
    current: str = ""


BriefItem = NewType("BriefItem", FeedItem)
"""An item by its summary alone, as `brief` makes them."""


def brief(item: FeedItem) -> BriefItem:
    """Return an item by its summary alone, a few kilobytes at most, with every text `writable`."""
    item = cleaned(item)
    title, summary = shorten(item.title, _TITLE_LIMIT), shorten(item.summary, SUMMARY_LIMIT)
    if (title, summary) == (item.title, item.summary) and not item.html and len(item.enclosures) <= _FILES_LIMIT:
        return BriefItem(item)
    return BriefItem(replace(item, title=title, summary=summary, html="", enclosures=item.enclosures[:_FILES_LIMIT]))


def writable(text: str) -> str:
    """Return text without the characters that no feed can hold."""
    return _UNWRITABLE.sub("", text) if _UNWRITABLE.search(text) else text


def cleaned(value: T) -> T:
    """Return an item or a channel with every text in it made `writable`; the same object where all of it is."""
    result: T = value if _is_writable(value) else _cleaned(value)
    return result


def _is_writable(value: Any) -> bool:
    """Whether an item surely needs no cleaning: a quick look, as hardly any does."""
    if not isinstance(value, FeedItem):
        return False
    labels = (category.label for category in value.categories)
    titles = (enclosure.title for enclosure in value.enclosures)
    return not _UNWRITABLE.search("".join((value.title, value.summary, value.html, *value.creators, *labels, *titles)))


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return writable(value)
        case tuple():
            return tuple(_cleaned(part) for part in value)
        case Channel() | Brand() | FeedItem() | Category() | Enclosure():
            parts = {field.name: _cleaned(getattr(value, field.name)) for field in fields(value)}
            return replace(value, **parts)
    return value
