"""Reads out of a finished page what the check of links needs: its ids and its links into the site."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from posixpath import join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from generator.base.artifact import Artifact

_ADDRESSES = ("href", "src", "action")
_EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")  # a scheme (https:, mailto:, tel:, data:) or another host


class SiteLink(NamedTuple):
    """A link into the site: the words of the page, the file they lead to, and the id in it, or an empty one.

    ``path`` is the path of an artifact if the link is good; one that starts with ``/`` or ``../`` never is.
    """

    href: str
    path: str
    fragment: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was read from one page. ``path`` and ``source`` are those of its artifact; links are without repeats."""

    path: str
    source: str
    ids: frozenset[str]
    duplicate_ids: tuple[str, ...]
    links: tuple[SiteLink, ...]


def scan_page(artifact: Artifact, base_path: str = "/") -> PageFacts:
    """Return the facts of an HTML artifact.

    ``base_path`` is the path of the portal's base URL, with a slash at both ends: absolute links start with it.
    """
    folders = _folders_of(artifact.path)
    ids, hrefs = _read(artifact.own if artifact.frame else artifact.data)
    shared: tuple[SiteLink, ...] = ()
    if artifact.frame:
        frame_ids, frame_hrefs, shared = _read_frame(artifact.frame, len(folders) - 1, base_path)
        ids = (*frame_ids, *ids)
        hrefs |= frame_hrefs
    unique = frozenset(ids)
    repeated = sorted(value for value in unique if ids.count(value) > 1) if len(unique) < len(ids) else ()
    found = [link for href in hrefs if (link := _resolve(artifact.path, folders, href, base_path))]
    links = tuple(dict.fromkeys((*shared, *found))) if shared else tuple(found)
    return PageFacts(artifact.path, artifact.source, unique, tuple(repeated), links)


def _folders_of(path: str) -> list[str]:
    """Return the folder of a file, the folder above it, and so on up to the root, which is empty."""
    folders = [path.rpartition("/")[0]]
    while folders[-1]:
        folders.append(folders[-1].rpartition("/")[0])
    return folders


def _read(html: bytes) -> tuple[tuple[str, ...], dict[str, None]]:
    """Return ids, and addresses without repeats, in the order of the text."""
    ids: list[str] = []
    hrefs: dict[str, None] = {}
    for element in root.traverse() if (root := LexborHTMLParser(html).root) else ():
        attributes = element.attributes
        if attributes:
            if "id" in attributes:
                ids.append(attributes["id"] or "")
            for name in _ADDRESSES:
                if name in attributes:
                    hrefs[attributes[name] or ""] = None
    return tuple(ids), hrefs


@lru_cache(maxsize=256)
def _read_frame(
    frame: bytes, depth: int, base_path: str
) -> tuple[tuple[str, ...], dict[str, None], tuple[SiteLink, ...]]:
    """Return the ids of a frame, the addresses that mean something else on each page, and where all others lead.

    Those others begin at the root or climb to it, from any page that is ``depth`` folders deep.
    """
    ids, hrefs = _read(frame)
    common = {href for href in hrefs if href[:1] == "/" or _EXTERNAL.match(href) or _climb(href) == depth > 0}
    links = (_resolve("", [""] * (depth + 1), href, base_path) for href in hrefs if href in common)
    return ids, {href: None for href in hrefs if href not in common}, tuple(link for link in links if link)


def _resolve(page: str, folders: Sequence[str], href: str, base_path: str) -> SiteLink | None:
    """Return where a link on a page leads, or None if it leaves the site."""
    if href[:1] == "#":
        return SiteLink(href, page, unquote(href[1:]))
    climb = min(_climb(href), len(folders) - 1)
    return _resolve_from(folders[climb], href, 3 * climb, base_path)


@lru_cache(maxsize=1 << 16)
def _climb(href: str) -> int:
    """Return how many folders an address goes up at its beginning."""
    count = 0
    while href.startswith("../", 3 * count):
        count += 1
    return count


@lru_cache(maxsize=1 << 16)
def _resolve_from(folder: str, href: str, above: int, base_path: str) -> SiteLink | None:
    """Return where a link leads whose part after ``above`` is meant from ``folder``; None if it leaves the site.

    Most links of a page are those of its frame, which mean the same on every page of that depth. They are one object
    then, which costs hardly anything to hand from process to process.
    """
    words = href.strip()
    address, _, fragment = words[above:].partition("#")
    if _EXTERNAL.match(words):
        return None
    address = address.partition("?")[0]
    if "%" in words:
        address, fragment = unquote(address), unquote(fragment)
    if not address.startswith("/"):
        path = join(folder, address)
    elif address.startswith(base_path):
        path = address[len(base_path) :]
    else:
        return SiteLink(words, address, fragment)
    if address.rpartition("/")[2] in ("", ".", ".."):
        path = join(path, "index.html")
    return SiteLink(words, normpath(path), fragment)
