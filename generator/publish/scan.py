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


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What was read from a frame: its ids, addresses that mean something else on each page, and its other links."""

    ids: tuple[str, ...]
    hrefs: tuple[str, ...]
    links: tuple[SiteLink, ...]


def scan_page(artifact: Artifact, base_path: str = "/") -> PageFacts:
    """Return the facts of an HTML artifact.

    ``base_path`` is the path of the portal's base URL, with a slash at both ends: absolute links start with it.
    """
    folders = folders_of(artifact.path)
    frame = read_frame(artifact.frame, len(folders) - 1, base_path)
    own_ids, hrefs = _read(artifact.own if artifact.frame else artifact.data)
    ids = (*frame.ids, *own_ids)
    unique = frozenset(ids)
    repeated = sorted(value for value in unique if ids.count(value) > 1) if len(unique) < len(ids) else ()
    found = (resolve(artifact.path, folders, href, base_path) for href in (*hrefs, *frame.hrefs))
    links = tuple(dict.fromkeys((*frame.links, *(link for link in found if link))))
    return PageFacts(artifact.path, artifact.source, unique, tuple(repeated), links)


def folders_of(path: str) -> list[str]:
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
def read_frame(frame: bytes, depth: int, base_path: str) -> FrameFacts:
    """Return the facts of the frame of pages that are ``depth`` folders deep; a frame may be empty."""
    ids, hrefs = _read(frame)
    links = (resolve("", [""] * (depth + 1), href, base_path) for href in hrefs if is_common(href, depth))
    own = tuple(href for href in hrefs if not is_common(href, depth))
    return FrameFacts(ids, own, tuple(link for link in links if link))


def is_common(href: str, depth: int) -> bool:
    """Whether an address leads to one place from every page that is ``depth`` folders deep.

    Such begin at the root or climb to it, or leave the site.
    """
    return href[:1] == "/" or bool(_EXTERNAL.match(href)) or _climb(href) == depth > 0


def resolve(page: str, folders: Sequence[str], href: str, base_path: str) -> SiteLink | None:
    """Return where a link on a page leads, or None if it leaves the site. ``folders`` are those of `folders_of`."""
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
