"""A feed → RSS 2.0 and Atom 1.0 (RFC 4287), written by feedgen with its traps closed.

Items (`generator.outputs.feedforms`) and channel are written apart and put together as bytes: an item is the same in
every feed that brings it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from itertools import chain
from typing import Any

from feedgen.feed import FeedGenerator

from generator.outputs.feedelements import ATOM, RSS_NAMESPACES
from generator.outputs.feedmodel import Channel, Place
from generator.outputs.feednotice import notice

RSS_TYPE, ATOM_TYPE = "application/rss+xml", "application/atom+xml"
MINUTES_TO_LIVE = 60

_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


def rss_document(channel: Channel, place: Place, items: Iterable[bytes]) -> bytes:
    """Return a document of the feed as RSS 2.0 with the items (`rss_item`) in their order."""
    items = tuple(items)
    generator = _generator(channel, place, RSS_TYPE, empty=not items)
    brand = channel.brand
    if brand.dots:
        address, width, height = brand.dots
        generator.image(address, channel.title, channel.url, str(width), str(height))
    if brand.email:
        generator.managingEditor(f"{brand.email} ({brand.author})")
    return _joined(channel, generator.rss_str(pretty=True), b"</channel>", items)


def atom_document(channel: Channel, place: Place, entries: Iterable[bytes]) -> bytes:
    """Return a document of the feed as Atom 1.0 with the entries (`atom_entry`) in their order."""
    entries = tuple(entries)
    generator = _generator(channel, place, ATOM_TYPE, empty=not entries)
    if channel.brand.logo:
        generator.logo(channel.brand.logo)
    gone = () if place.current else (_tombstone(id_, moment) for id_, moment in channel.gone)
    return _joined(channel, generator.atom_str(pretty=True), b"</feed>", chain(entries, gone))


def _tombstone(id_: str, moment: datetime) -> bytes:
    """Return that an entry was withdrawn (RFC 6721), for readers that then take it out too."""
    names = f'xmlns:at="{_TOMBSTONES}" ref="{escape(id_)}" when="{moment.isoformat()}"'
    return f"<at:deleted-entry {names}/>".encode()


def _generator(channel: Channel, place: Place, media_type: str, *, empty: bool) -> Any:
    generator = FeedGenerator()
    generator.id(channel.id)
    generator.title(channel.title)
    generator.description(channel.description)
    # The last link becomes the <link> of an RSS channel.
    generator.link(href=place.address, rel="self", type=media_type)
    generator.link(href=channel.url, rel="alternate", type="text/html")
    generator.author(name=channel.brand.author)
    generator.language("vi")
    generator.ttl(MINUTES_TO_LIVE)
    if channel.subject:
        generator.category(term=channel.subject)
    # By default these are feedgen with its version, and the time of the build.
    generator.generator("Minh Bạch")
    generator.updated(channel.updated)
    seen = notice(channel, place, empty=empty) if channel.brand.style else None
    generator.register_extension("place", partial(_Surroundings, place, channel.brand.hub, media_type, seen))
    return generator


def _joined(channel: Channel, document: bytes, end: bytes, items: Iterable[bytes]) -> bytes:
    """Return a document without items with its items before ``end``, and with the style sheet."""
    head, _, tail = document.rpartition(end)
    if channel.brand.style:
        declaration, _, rest = head.partition(b"\n")
        href = "../" * channel.folder.count("/") + channel.brand.style
        style = f'<?xml-stylesheet type="text/css" href="{escape(href)}"?>'
        head = b"\n".join((declaration, style.encode(), rest))
    return b"".join((head, *(item + b"\n" for item in items), end, tail))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Writes what feedgen does not know: the neighbours of a document (RFC 5005), in RSS the hub, and the notice."""

    place: Place
    hub: str
    media_type: str
    notice: Any

    def extend_ns(self) -> dict[str, str]:
        # Items are written apart and put into a document that must know their namespaces.
        found = RSS_NAMESPACES if self.media_type == RSS_TYPE else {}
        return found | {"fh": _HISTORY} if self.place.current else dict(found)

    def extend_atom(self, feed: Any) -> Any:
        self._extend(feed, "link")
        return feed

    def extend_rss(self, rss: Any) -> Any:
        self._extend(rss[0], f"{{{ATOM}}}link")
        return rss

    def _extend(self, parent: Any, name: str) -> None:
        links = (
            ("hub", self.hub),
            ("current", self.place.current),
            ("prev-archive", self.place.older),
            ("next-archive", self.place.newer),
        )
        for relation, address in links:
            if address:
                parent.append(parent.makeelement(name, {"rel": relation, "href": address}))
        if self.place.current:
            parent.append(parent.makeelement(f"{{{_HISTORY}}}archive"))
        if self.notice is not None:
            parent.append(self.notice)
