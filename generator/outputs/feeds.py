"""The feeds of records: each list that has one, with what came out of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Key, Site
from generator.outputs.feeditems import stable_id
from generator.outputs.feedmodel import Brand, BriefItem, Channel, FeedItem
from generator.outputs.feedwriter import ATOM, write_feed
from generator.outputs.raster import raster_size
from generator.pages.feed import Feed, volume_size
from generator.pages.moments import DATED_KINDS, midnight
from generator.pages.parts import absolute

_LOGO_LIMITS = (144, 400)
"""The most width and height that RSS 2.0 allows."""


def feed_artifacts(
    site: Site, feed: Feed, brand: Brand, item_of: Callable[[Key], FeedItem], brief_of: Callable[[Key], BriefItem]
) -> tuple[Artifact, ...]:
    """Return the files of a feed of records.

    ``item_of`` gives a record as an item with its whole content, ``brief_of`` by its summary.
    """
    items = tuple(item_of(key) for key in feed.items)
    channel = channel_of(site, feed, items, brand)
    channel = replace(channel, gone=tuple(_gone(site, feed)))
    history = tuple(brief_of(key) for key in feed.history)
    return write_feed(channel, items, history, volume_size(site) if history else 0)


def _gone(site: Site, feed: Feed) -> Iterator[tuple[str, datetime]]:
    """Yield ids and moments of withdrawn records that the feed of all or of their kind had; others nobody knows."""
    for notice in sorted(site.withdrawn.values(), key=lambda notice: (notice.on, notice.url), reverse=True):
        if notice.kind in DATED_KINDS and feed.url in (urls.HOME, urls.SECTIONS[notice.kind]):
            address = urls.first_address(notice.former_addresses, notice.url)
            yield stable_id(site, address), midnight(site, notice.on)


def channel_of(site: Site, feed: Feed, items: Iterable[FeedItem], brand: Brand) -> Channel:
    """Return the channel of a feed, as new as the newest change of its items."""
    return Channel(
        id=stable_id(site, feed.first_url + ATOM),
        url=absolute(site, feed.url),
        folder=feed.url.removeprefix("/"),
        title=feed.title,
        description=feed.description,
        updated=max((item.updated for item in items), default=_beginning(site)),
        brand=brand,
        subject=feed.subject,
    )


def brand_of(site: Site, style: str = "", icon: Artifact | None = None) -> Brand:
    """Return what all feeds of the site say alike.

    ``style`` is the style sheet's path below the root of the site. Their picture is the emblem of the owner, and
    ``icon`` where there is none, or none that RSS may show.
    """
    portal = site.portal
    pictures = []
    if emblem := portal.owner.emblem:
        data = Path(site.downloads[emblem].source).read_bytes()
        pictures.append((absolute(site, urls.file_url(emblem)), raster_size(data)))
    if icon:
        pictures.append((absolute(site, f"/{icon.path}"), raster_size(icon.data)))
    small = ((url, *size) for url, size in pictures if size and _is_small(*size))
    return Brand(
        author=portal.owner.name,
        email=portal.contact.email or "",
        logo=pictures[0][0] if pictures else "",
        dots=next(small, None),
        hub=portal.feeds.hub or "",
        style=style,
        feeds_page=absolute(site, urls.FEEDS),
    )


def _is_small(width: int, height: int) -> bool:
    return 0 < width <= _LOGO_LIMITS[0] and 0 < height <= _LOGO_LIMITS[1]


def _beginning(site: Site) -> datetime:
    """Return the date of a feed that has no items yet: the portal's first day, or the epoch where it is not stated."""
    started = site.portal.started_on
    return midnight(site, started) if started else datetime.fromtimestamp(0, UTC)
