"""A feed → RSS 2.0 and Atom 1.0 (RFC 4287), written by feedgen with its traps closed.

Items and channel are written apart and put together as bytes: an item is the same in every feed that brings it, and
feedgen takes its time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from html import escape
from itertools import chain
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from generator.outputs.feedmodel import Channel, Enclosure, FeedItem, Place

RSS_TYPE, ATOM_TYPE = "application/rss+xml", "application/atom+xml"
MINUTES_TO_LIVE = 60

_CACHED = 2**14
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_RSS_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}


@lru_cache(_CACHED)
def rss_item(item: FeedItem) -> bytes:
    """Return the ``<item>`` of RSS."""
    entry = _entry(item)
    # The author of an RSS item is an e-mail address; names go into dc:creator.
    if item.creators:
        entry.register_extension("dc", DcEntryExtension, atom=False, rss=True)
        entry.dc.dc_creator(list(item.creators))
    # RSS has room for one.
    for enclosure in item.enclosures[:1]:
        entry.enclosure(enclosure.url, enclosure.size, enclosure.media_type)
    return _serialized(entry.rss_entry(), _RSS_NAMESPACES)


@lru_cache(_CACHED)
def atom_entry(item: FeedItem) -> bytes:
    """Return the ``<entry>`` of Atom."""
    entry = _entry(item)
    entry.author([{"name": creator} for creator in item.creators])
    entry.register_extension("enclosures", partial(_AtomEnclosures, item.enclosures), atom=True, rss=False)
    return _serialized(entry.atom_entry(), {})


def rss_document(channel: Channel, place: Place, items: Iterable[bytes]) -> bytes:
    """Return a document of the feed as RSS 2.0 with the items (`rss_item`) in their order."""
    generator = _generator(channel, place, RSS_TYPE)
    brand = channel.brand
    if brand.logo and brand.logo_size:
        width, height = (str(length) for length in brand.logo_size)
        generator.image(brand.logo, channel.title, channel.url, width, height)
    if brand.email:
        generator.managingEditor(f"{brand.email} ({brand.author})")
    return _joined(channel, generator.rss_str(pretty=True), b"</channel>", items)


def atom_document(channel: Channel, place: Place, entries: Iterable[bytes]) -> bytes:
    """Return a document of the feed as Atom 1.0 with the entries (`atom_entry`) in their order."""
    generator = _generator(channel, place, ATOM_TYPE)
    if channel.brand.logo:
        generator.logo(channel.brand.logo)
    gone = () if place.current else (_tombstone(id_, moment) for id_, moment in channel.gone)
    return _joined(channel, generator.atom_str(pretty=True), b"</feed>", chain(entries, gone))


def _tombstone(id_: str, moment: datetime) -> bytes:
    """Return that an entry was withdrawn (RFC 6721), for readers that then take it out too."""
    names = f'xmlns:at="{_TOMBSTONES}" ref="{escape(id_)}" when="{moment.isoformat()}"'
    return f"<at:deleted-entry {names}/>".encode()


def _generator(channel: Channel, place: Place, media_type: str) -> Any:
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
    generator.register_extension("place", partial(_PlaceLinks, place, channel.brand.hub, media_type))
    return generator


def _entry(item: FeedItem) -> Any:
    entry = FeedEntry()
    entry.id(item.id)
    entry.title(item.title or item.url)  # a title may have had nothing that XML can hold
    # Readers take an RSS description for HTML, so the summary is HTML in both formats.
    entry.summary(escape(item.summary, quote=False), type="html")
    if item.html:
        entry.content(item.html, type="html")
    entry.published(item.published)
    entry.updated(item.updated)
    entry.link(href=item.url, rel="alternate")
    entry.category([{"scheme": c.scheme, "term": c.term, "label": c.label} for c in item.categories])
    return entry


def _serialized(element: Any, namespaces: Mapping[str, str]) -> bytes:
    """Return an element as it stands in a document that declares the namespaces."""
    frame = etree.Element("frame", nsmap=namespaces)
    frame.append(element)
    data: bytes = etree.tostring(frame, encoding="utf-8")
    return data[data.index(b">") + 1 : data.rindex(b"</")]


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
class _PlaceLinks:
    """Writes the neighbours of a document (RFC 5005) and the hub, as feedgen writes none of them into RSS."""

    place: Place
    hub: str
    media_type: str

    def extend_ns(self) -> dict[str, str]:
        # Items are written apart and put into a document that must know their namespaces.
        found = _RSS_NAMESPACES if self.media_type == RSS_TYPE else {}
        return found | {"fh": _HISTORY} if self.place.current else dict(found)

    def extend_atom(self, feed: Any) -> Any:
        self._extend(feed, "link")
        return feed

    def extend_rss(self, rss: Any) -> Any:
        self._extend(rss[0], f"{{{_ATOM}}}link")
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


@dataclass(frozen=True, slots=True)
class _AtomEnclosures:
    """Writes the files of an entry, as feedgen 1.0 keeps only the address of an entry's link (its issue 135)."""

    enclosures: tuple[Enclosure, ...]

    def extend_atom(self, entry: Any) -> Any:
        for enclosure in self.enclosures:
            attributes = {
                "rel": "enclosure",
                "href": enclosure.url,
                "type": enclosure.media_type,
                "length": str(enclosure.size),
                "title": enclosure.title,
            }
            entry.append(entry.makeelement("link", attributes))
        return entry
