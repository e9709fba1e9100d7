"""An item → its element of RSS 2.0 or Atom 1.0, written by feedgen with its traps closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension
from lxml import etree

from generator.outputs.feedmodel import Enclosure, FeedItem

RSS_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
"""What a document must declare that an ``<item>`` is put into."""


def rss_element(item: FeedItem) -> bytes:
    """Return the ``<item>`` of RSS."""
    entry = _entry(item)
    # The author of an RSS item is an e-mail address; names go into dc:creator.
    if item.creators:
        entry.register_extension("dc", DcEntryExtension, atom=False, rss=True)
        entry.dc.dc_creator(list(item.creators))
    # RSS has room for one.
    for enclosure in item.enclosures[:1]:
        entry.enclosure(enclosure.url, enclosure.size, enclosure.media_type)
    return _serialized(entry.rss_entry(), RSS_NAMESPACES)


def atom_element(item: FeedItem) -> bytes:
    """Return the ``<entry>`` of Atom."""
    entry = _entry(item)
    entry.author([{"name": creator} for creator in item.creators])
    entry.register_extension("enclosures", partial(_AtomEnclosures, item.enclosures), atom=True, rss=False)
    return _serialized(entry.atom_entry(), {})


def title_of_entry(item: FeedItem) -> str:
    """Return what an entry is called; a title may have had nothing that XML can hold, and none is not allowed."""
    return item.title or item.url


def summary_of_entry(item: FeedItem) -> str:
    """Return the summary as HTML, which readers take an RSS description for, and Atom is told."""
    return escape(item.summary, quote=False)


def _entry(item: FeedItem) -> Any:
    entry = FeedEntry()
    entry.id(item.id)
    entry.title(title_of_entry(item))
    entry.summary(summary_of_entry(item), type="html")
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
