"""The feeds of records: each list that has one, with what came out of it."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time

from generator.base.artifact import Artifact
from generator.link.site import Key, Site
from generator.outputs.feeditems import feed_item, stable_id
from generator.outputs.feedmodel import Channel, FeedItem
from generator.outputs.feedwriter import ATOM, write_feed
from generator.pages.feeds import Feed
from generator.pages.parts import absolute


def feed_artifacts(site: Site, feed: Feed, entry_html: Callable[[Key], str]) -> tuple[Artifact, ...]:
    """Return the files of a feed.

    ``entry_html`` gives the content of a record as safe HTML with absolute addresses.
    """
    items = tuple(feed_item(site, key, entry_html(key)) for key in feed.items)
    return write_feed(channel_of(site, feed.url, feed.title, feed.description, items), items)


def channel_of(site: Site, url: str, title: str, description: str, items: Iterable[FeedItem]) -> Channel:
    """Return the channel of the feed beside the page at ``url``, as new as the newest change of its items."""
    return Channel(
        id=stable_id(site, url + ATOM),
        url=absolute(site, url),
        folder=url.removeprefix("/"),
        title=title,
        description=description,
        author=site.portal.owner.name,
        updated=max((item.updated for item in items), default=_beginning(site)),
    )


def _beginning(site: Site) -> datetime:
    """Return the date of a feed that has no items yet: the portal's first day, or the epoch where it is not stated."""
    started = site.portal.started_on
    return datetime.combine(started, time(), site.portal.zone) if started else datetime.fromtimestamp(0, UTC)
