"""Looks over many pages for their links and ids, at a tenth of the cost of reading each one as HTML.

It may see too much, such as an example of markup in a text, and never too little. What looks wrong is read again by
`generator.publish.scan`, as a browser would read it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.base.artifact import Artifact
from generator.publish.scan import PageFacts, SiteLink, folders_of, is_common, read_frame, resolve, scan_page

_ATTRIBUTE = re.compile(
    rb"""=(?:(?:(?<=[\s"'/]href=)|(?<=[\s"'/]src=)|(?<=[\s"'/]action=))"([^"]*)"|(?<=[\s"'/]id=)"([^"]*)"|"""
    rb"""([^"]|(?<![a-z]=)"))"""
)
"""The equals sign of an address, of an id, or (third group) of what may be an untidy form of either.

That is a value without double quotes, and a name that is in capitals or followed by a space.
"""

_UNTIDY_ADDRESS = re.compile(rb"<|&(?!amp;)")
_UNTIDY_IDS = re.compile(rb"[<&=]")
"""A text that looks like the beginning of an attribute takes what follows for its value, up to the quotes of a tag."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen on some pages.

    ``sources`` are the sources of the artifacts, by path. ``ids`` are the ids of each page, with spaces between.
    ``links`` are those into the site, of all the pages together. ``facts`` are of pages that had to be read as HTML at
    once; these are in none of the others.
    """

    sources: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    links: set[SiteLink] = field(default_factory=set)
    facts: list[PageFacts] = field(default_factory=list)


def survey_pages(pages: Iterable[Artifact], base_path: str = "/") -> Survey:
    """Look over HTML artifacts as they come. ``base_path`` is as for `scan_page`."""
    survey = Survey()
    seen: dict[int, set[bytes]] = defaultdict(set)  # by depth: addresses that mean one place on every page so deep
    for page in pages:
        folders = folders_of(page.path)
        depth = len(folders) - 1
        frame = read_frame(page.frame, depth, base_path)
        found = _ATTRIBUTE.findall(page.own if page.frame else page.data)
        hrefs, names, untidy = zip(*found, strict=True) if found else ((), (), ())
        new = set(hrefs) - seen[depth]
        ids = _ids(names)
        if ids is None or any(untidy) or any(map(_UNTIDY_ADDRESS.search, new)) or not ids.isdisjoint(frame.ids):
            survey.facts.append(scan_page(page, base_path))
            continue
        addresses = {address.decode(errors="replace").replace("&amp;", "&"): address for address in new}
        every = {*frame.ids, *ids}
        for href in (*addresses, *frame.hrefs):
            if href[1:] in every and href[0] == "#":
                continue
            if link := resolve(page.path, folders, href, base_path):
                survey.links.add(link)
        seen[depth].update(address for href, address in addresses.items() if is_common(href, depth))
        survey.links.update(frame.links)
        survey.sources[page.path] = page.source
        survey.ids[page.path] = " ".join(every)
    return survey


def _ids(names: Sequence[bytes]) -> set[str] | None:
    """Return the ids, or None where one is given twice or is not surely an id."""
    together = b" ".join(names)
    ids = set(together.decode(errors="replace").split())
    tidy = len(ids) == sum(map(bool, names)) and not _UNTIDY_IDS.search(together)
    return ids if tidy else None
