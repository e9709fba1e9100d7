"""What a feed is, in no format yet: a channel and its items. They may come from records, from reports, from changes."""

from dataclasses import dataclass
from datetime import datetime


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


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A record as feeds bring it. Addresses are absolute, moments have a time zone, ``html`` is safe."""

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


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed without its items.

    ``url`` is the absolute address of the list that the feed stands beside, and ``folder`` the same place below the
    root of the site: ``van-ban/``, or empty. ``author`` answers for all of it.
    """

    id: str
    url: str
    folder: str
    title: str
    description: str
    author: str
    updated: datetime
