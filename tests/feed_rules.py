"""Rules that feeds are held to: those of the W3C feed validator that apply, RFC 4287, RFC 5005 and JSON Feed 1.1."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from lxml import etree, html

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
XHTML = "http://www.w3.org/1999/xhtml"

_URL = re.compile(r"https?://[^\s/<>\"{}|\\^`]+/?[^\s<>\"{}|\\^`]*")
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_RFC3339 = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_RFC822 = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT)"
)
_MEDIA_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+")
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+ \(.+\)")
_HARMFUL = {"script", "iframe", "object", "embed", "style", "form", "meta", "link", "base", "applet", "noscript"}

# How often an element may stand in its parent: (at least, at most).
_MANY = 10**9
_CHANNEL = {
    "title": (1, 1),
    "link": (1, 1),
    "description": (1, 1),
    "category": (0, _MANY),
    "docs": (1, 1),
    "generator": (1, 1),
    "image": (0, 1),
    "language": (1, 1),
    "lastBuildDate": (1, 1),
    "managingEditor": (0, 1),
    "ttl": (1, 1),
    f"{{{ATOM}}}link": (1, _MANY),
    f"{{{HISTORY}}}archive": (0, 1),
    f"{{{XHTML}}}div": (0, 1),
    "item": (0, _MANY),
}
_ITEM = {
    "title": (1, 1),
    "link": (1, 1),
    "description": (1, 1),
    f"{{{CONTENT}}}encoded": (0, 1),
    f"{{{DC}}}creator": (0, _MANY),
    "guid": (1, 1),
    "category": (0, _MANY),
    "enclosure": (0, 1),
    f"{{{ATOM}}}link": (1, 1),
    "pubDate": (1, 1),
}
_FEED = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "author": (1, _MANY),
    "category": (0, _MANY),
    "generator": (1, 1),
    "link": (2, _MANY),
    "logo": (0, 1),
    "subtitle": (1, 1),
    f"{{{HISTORY}}}archive": (0, 1),
    f"{{{TOMBSTONES}}}deleted-entry": (0, _MANY),
    f"{{{XHTML}}}div": (0, 1),
    "entry": (0, _MANY),
}
_ENTRY = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "published": (1, 1),
    "author": (0, _MANY),
    "category": (0, _MANY),
    "content": (0, 1),
    "link": (1, _MANY),
    "summary": (1, 1),
}
_RELATIONS = {"self", "alternate", "hub", "current", "prev-archive", "next-archive"}
_SCHEMA = Draft202012Validator(json.loads((Path(__file__).parent / "jsonfeed.schema.json").read_text("utf-8")))


def faults_of(data: bytes, address: str) -> list[str]:
    """Return what is wrong with a document of a feed that is served from an address."""
    if address.endswith(".json"):
        return list(_json_faults(data, address))
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return list(_rss_faults(root, address) if root.tag == "rss" else _atom_faults(root, address))


def ids_of(data: bytes) -> list[str]:
    """Return the ids of the items of a document in any format, in their order."""
    if data.startswith(b"{"):
        return [item["id"] for item in json.loads(data)["items"]]
    root = etree.fromstring(data)
    return [str(found.text) for found in root.xpath("//item/guid | //*[local-name()='entry']/*[local-name()='id']")]


def _rss_faults(root: Any, address: str) -> Iterator[str]:
    if root.get("version") != "2.0" or [child.tag for child in root] != ["channel"]:
        yield "not RSS 2.0"
    channel = root[0]
    yield from _counted(channel, _CHANNEL)
    yield from _not(_RFC822, channel.findtext("lastBuildDate"))
    yield from _not(re.compile(r"\d+"), channel.findtext("ttl"))
    yield from _not(_URL, channel.findtext("link"))
    if editor := channel.findtext("managingEditor"):
        yield from _not(_MAILBOX, editor)
    for image in channel.iterfind("image"):
        yield from _not(_URL, image.findtext("url"))
        if image.findtext("link") != channel.findtext("link") or int(image.findtext("width")) > 144:
            yield "image"
    links = channel.findall(f"{{{ATOM}}}link")
    yield from _link_faults(links, address)
    for item in channel.iterfind("item"):
        yield from _counted(item, _ITEM)
        yield from _not(_URL, item.findtext("link"))
        yield from _not(_RFC822, item.findtext("pubDate"))
        yield from _anchor_faults(item, item.find(f"{{{ATOM}}}link"), item.findtext("link"))
        guid = item.find("guid")
        if guid.get("isPermaLink") != "false" or _URL.fullmatch(guid.text):
            yield f"guid {guid.text}"
        for enclosure in item.iterfind("enclosure"):
            yield from _not(_URL, enclosure.get("url"))
            yield from _not(re.compile(r"\d+"), enclosure.get("length"))
            yield from _not(_MEDIA_TYPE, enclosure.get("type"))
        for name in ("description", f"{{{CONTENT}}}encoded"):
            yield from _content_faults(item.findtext(name) or "")
    yield from _repeated(root)


def _atom_faults(root: Any, address: str) -> Iterator[str]:
    if etree.QName(root).namespace != ATOM or not root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "not Atom 1.0 with a language"
    for node in root.iter(etree.Element):
        node.tag = node.tag.removeprefix(f"{{{ATOM}}}")
    yield from _counted(root, _FEED)
    yield from _tombstone_faults(root)
    yield from _link_faults(root.findall("link"), address)
    for parent in (root, *root.iterfind("entry")):
        yield from _not(_URI, parent.findtext("id"))
        yield from _not(_RFC3339, parent.findtext("updated"))
        for author in parent.iterfind("author"):
            yield from _counted(author, {"name": (1, 1)})
            if not author.findtext("name"):
                yield "author without a name"
    moments = []
    for entry in root.iterfind("entry"):
        yield from _counted(entry, _ENTRY)
        yield from _not(_RFC3339, entry.findtext("published"))
        moments.append(entry.findtext("updated"))
        alternates = [link for link in entry.iterfind("link") if link.get("rel", "alternate") == "alternate"]
        if len(alternates) != 1:
            yield "entry without its page"
        yield from _anchor_faults(entry, alternates[0], alternates[0].get("href"))
        for link in entry.iterfind("link"):
            yield from _not(_URL, link.get("href"))
            if link.get("rel") == "enclosure":
                yield from _not(re.compile(r"\d+"), link.get("length"))
                yield from _not(_MEDIA_TYPE, link.get("type"))
        for text in entry.xpath("summary | content"):
            if text.get("type") != "html":
                yield "text that is not HTML"
            yield from _content_faults(text.text or "")
    if moments and root.findtext("updated") != max(moments):
        yield "not as new as its newest entry"
    yield from _repeated(root)


def _json_faults(data: bytes, address: str) -> Iterator[str]:
    feed = json.loads(data)
    yield from (f"{error.json_path}: {error.message}" for error in _SCHEMA.iter_errors(feed))
    if feed["feed_url"] != address:
        yield f"feed_url {feed['feed_url']}"
    for item in feed["items"]:
        yield from _content_faults(item.get("content_html", ""))
    yield from _repeated_ids(item["id"] for item in feed["items"])


def _link_faults(links: list[Any], address: str) -> Iterator[str]:
    if [link.get("href") for link in links if link.get("rel") == "self"] != [address]:
        yield "no link to itself"
    for link in links:
        yield from _not(_URL, link.get("href"))
        if link.get("rel") not in _RELATIONS:
            yield f"relation {link.get('rel')}"


def _anchor_faults(item: Any, link: Any, address: str) -> Iterator[str]:
    """Yield what is wrong with the one link for people of an item: XHTML may stand in a link of Atom, nowhere else."""
    anchors = list(item.iter(f"{{{XHTML}}}a"))
    if [anchor.get("href") for anchor in anchors] != [address] or anchors[0].getparent() is not link:
        yield f"no link for people to {address}"
    if link.get("href") != address or link.get("rel", "alternate") != "alternate":
        yield f"another page than {address}"


def _counted(parent: Any, allowed: dict[str, tuple[int, int]]) -> Iterator[str]:
    """Yield elements that the parent may not have, or has too often or too rarely."""
    counts = Counter(child.tag for child in parent if isinstance(child.tag, str))
    for tag in counts.keys() | allowed.keys():
        least, most = allowed.get(tag, (0, 0))
        if not least <= counts[tag] <= most:
            yield f"{counts[tag]} × {tag} in {parent.tag}"


def _content_faults(markup: str) -> Iterator[str]:
    """Yield what of a piece of HTML no reader would keep, and addresses that lead nowhere outside of their page."""
    for node in html.fragment_fromstring(markup, create_parent="div").iter(etree.Element):
        if node.tag in _HARMFUL:
            yield f"<{node.tag}> in content"
        for name, value in node.items():
            if name.startswith("on") or name == "style":
                yield f"{name} in content"
            if name in ("href", "src", "cite", "poster") and not re.match(r"(?:https?://|mailto:|tel:)", value):
                yield f"{name}={value[:60]}"


def _tombstone_faults(root: Any) -> Iterator[str]:
    """Yield what is wrong with the withdrawn entries of a feed (RFC 6721)."""
    for deleted in root.iterfind(f"{{{TOMBSTONES}}}deleted-entry"):
        yield from _not(_URI, deleted.get("ref"))
        yield from _not(_RFC3339, deleted.get("when"))


def _not(pattern: re.Pattern[str], text: str | None) -> Iterator[str]:
    if text is None or not pattern.fullmatch(text):
        yield f"{text!r} is not {pattern.pattern[:40]}"


def _repeated(root: Any) -> Iterator[str]:
    yield from _repeated_ids(ids_of(etree.tostring(root)))


def _repeated_ids(ids: Any) -> Iterator[str]:
    yield from (f"id {id_} given twice" for id_, count in Counter(ids).items() if count > 1)
