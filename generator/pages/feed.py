"""What a feed of the portal is: the list it stands beside, and what it brings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from generator.link.site import Key, Site
from generator.pages.changes import Change
from generator.pages.page import FeedLink

_VOLUME_LIMIT = 100

ALL, SECTIONS, AGENCIES, AREAS = "Toàn cổng", "Chuyên mục", "Theo cơ quan", "Theo lĩnh vực"
PROVINCES, TYPES, FIELDS = "Theo tỉnh, thành phố", "Theo loại văn bản", "Theo lĩnh vực thủ tục"
AUTHORS, PLANS, TASK_LISTS, TASK = "Theo tác giả", "Theo kế hoạch", "Nhiệm vụ", "Một nhiệm vụ"

SEARCHED = (SECTIONS, AGENCIES, AREAS, PROVINCES)
"""Groups of feeds that are about what a search can be narrowed to."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be: the address of the list it stands beside, its words, what it brings.

    ``name`` is what it is called on the portal, ``title`` what readers list it as, among feeds of other sites;
    ``subject`` what it is about, and empty for everything. ``first_url`` is the address where it first stood, by which
    it is known for good. ``items`` are the records in the document to subscribe to, newest first, and ``history`` all
    of them where it has archive documents. A feed of what changed has ``changes`` instead, every one, the newest first,
    of which as many as ``kept`` are in archive documents. ``moments`` are when all that it could bring came out, newest
    first, and ``count`` how much of that is in the document to subscribe to.
    """

    url: str
    name: str
    title: str
    description: str
    group: str
    subject: str
    first_url: str
    moments: tuple[datetime, ...]
    count: int
    items: tuple[Key, ...] = ()
    history: tuple[Key, ...] = ()
    changes: tuple[Change, ...] = ()
    kept: int = 0


def volume_size(site: Site) -> int:
    """Return how many items an archive document holds: no more than a feed, so what is in none is in the feed."""
    return min(site.portal.feeds.items, _VOLUME_LIMIT)


def feed_title(site: Site, subject: str) -> str:
    """Return what readers list a feed about a subject as; about everything, it is called as the portal."""
    portal = site.portal.short_name or site.portal.name
    return f"{subject} – {portal}" if subject else portal


def feed_groups(feeds: Iterable[Feed]) -> dict[str, list[Feed]]:
    """Return the feeds by group, in their order."""
    groups: dict[str, list[Feed]] = defaultdict(list)
    for feed in feeds:
        groups[feed.group].append(feed)
    return dict(groups)


def feed_links(feeds: Iterable[Feed]) -> dict[str, tuple[FeedLink, ...]]:
    """Return, by the address of a list, the feed that its page offers."""
    return {feed.url: (FeedLink(feed.title, feed.url),) for feed in feeds}
