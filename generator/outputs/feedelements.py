"""An item → its element of RSS 2.0 or Atom 1.0, written by feedgen with its traps closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import partial
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension
from lxml import etree

from generator.outputs.feedmodel import Enclosure, FeedItem
from generator.vn.dates import format_date

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
RSS_NAMESPACES = {
    "atom": ATOM,
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
    entry.register_extension("page", partial(_Page, item), atom=False, rss=True)
    return _serialized(entry.rss_entry(), RSS_NAMESPACES)


def atom_element(item: FeedItem) -> bytes:
    """Return the ``<entry>`` of Atom."""
    entry = _entry(item)
    entry.author([{"name": creator} for creator in item.creators])
    entry.register_extension("enclosures", partial(_AtomEnclosures, item.enclosures), atom=True, rss=False)
    entry.register_extension("page", partial(_Page, item), atom=True, rss=False)
    return _serialized(entry.atom_entry(), {})


def title_of_entry(item: FeedItem) -> str:
    """Return what an entry is called; a title may have had nothing that XML can hold, and none is not allowed."""
    return item.title or item.url


def summary_of_entry(item: FeedItem) -> str:
    """Return the summary as HTML, which readers take an RSS description for, and Atom is told."""
    return escape(item.summary, quote=False)


def page_words(item: FeedItem) -> str:
    """Return the words of the link to the page of an item, with its day as people write it.

    A moment at midnight stands for a day of which no more is known.
    """
    clock = f", {item.published:%H:%M}" if item.published.time() != time() else ""
    return f"{format_date(item.published.date())}{clock} – đọc trên cổng"


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
class _Page:
    """Writes a link for people who open a feed in a browser: no style makes one of what stands there for programs.

    It is put into a link of Atom, which may hold anything (RFC 4287, 4.2.7), as the feed validator has it too.
    """

    item: FeedItem

    def extend_atom(self, entry: Any) -> Any:
        self._extend(entry.find("link"))
        return entry

    def extend_rss(self, entry: Any) -> Any:
        attributes = {"rel": "alternate", "type": "text/html", "href": self.item.url}
        self._extend(etree.SubElement(entry, f"{{{ATOM}}}link", attributes))
        return entry

    def _extend(self, link: Any) -> None:
        anchor = etree.SubElement(link, f"{{{XHTML}}}a", {"href": self.item.url}, nsmap={None: XHTML})
        anchor.text = page_words(self.item)


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
