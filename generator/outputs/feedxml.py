"""Items of a feed → RSS 2.0 and Atom 1.0 (RFC 4287), written by feedgen with its traps closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from feedgen.feed import FeedGenerator

from generator.outputs.feedmodel import Channel, Enclosure, FeedItem

MINUTES_TO_LIVE = 60


def write_rss(channel: Channel, items: Sequence[FeedItem], address: str) -> bytes:
    """Return the feed as RSS 2.0, to be served from ``address``, with the items in their order."""
    generator = _generator(channel, address, "application/rss+xml")
    # The author of an RSS item is an e-mail address; names go into dc:creator.
    generator.load_extension("dc", atom=False, rss=True)
    for item in items:
        entry = _add_entry(generator, item)
        if item.creators:
            entry.dc.dc_creator(list(item.creators))
        # RSS has room for one.
        for enclosure in item.enclosures[:1]:
            entry.enclosure(enclosure.url, enclosure.size, enclosure.media_type)
    return bytes(generator.rss_str(pretty=True))


def write_atom(channel: Channel, items: Sequence[FeedItem], address: str) -> bytes:
    """Return the feed as Atom 1.0, to be served from ``address``, with the items in their order."""
    generator = _generator(channel, address, "application/atom+xml")
    for item in items:
        entry = _add_entry(generator, item)
        entry.author([{"name": creator} for creator in item.creators])
        entry.register_extension("enclosures", partial(_AtomEnclosures, item.enclosures), atom=True, rss=False)
    return bytes(generator.atom_str(pretty=True))


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


def _generator(channel: Channel, address: str, media_type: str) -> Any:
    generator = FeedGenerator()
    generator.id(channel.id)
    generator.title(channel.title)
    generator.description(channel.description)
    # The last link becomes the <link> of an RSS channel.
    generator.link(href=address, rel="self", type=media_type)
    generator.link(href=channel.url, rel="alternate", type="text/html")
    generator.author(name=channel.author)
    generator.language("vi")
    generator.ttl(MINUTES_TO_LIVE)
    # By default these are feedgen with its version, and the time of the build.
    generator.generator("Minh Bạch")
    generator.updated(channel.updated)
    return generator


def _add_entry(generator: Any, item: FeedItem) -> Any:
    entry = generator.add_entry(order="append")
    entry.id(item.id)
    entry.title(item.title)
    # Readers take an RSS description for HTML, so the summary is HTML in both formats.
    entry.summary(escape(item.summary, quote=False), type="html")
    entry.content(item.html, type="html")
    entry.published(item.published)
    entry.updated(item.updated)
    entry.link(href=item.url)
    entry.category([{"scheme": c.scheme, "term": c.term, "label": c.label} for c in item.categories])
    return entry
