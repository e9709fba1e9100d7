"""Feeds of what changed, on the portal or at tasks: one item for each change, with what changed in words.

A change is the same item in every feed that brings it, with the same id.
"""

from collections.abc import Callable

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.outputs.feeditems import category_of, rooted, stable_id
from generator.outputs.feedmodel import Brand, Category, FeedItem, brief
from generator.outputs.feeds import channel_of
from generator.outputs.feedwriter import write_feed
from generator.pages.changes import Change
from generator.pages.feed import Feed, volume_size
from generator.pages.parts import absolute


def change_feed_artifacts(
    site: Site, feed: Feed, brand: Brand, change_html: Callable[[Change], str]
) -> tuple[Artifact, ...]:
    """Return the files of the feed; ``change_html`` gives the safe HTML of a change with absolute addresses.

    Its archive documents are numbered from the first change that there ever was, so that each keeps its items and its
    name until nothing leads to it any more.
    """
    every, volume = feed.changes, volume_size(site)
    before = (len(every) - feed.kept) // volume
    history = [brief(_item(site, change)) for change in every[: len(every) - before * volume]]
    items = [_item(site, change, change_html(change)) for change in every[: feed.count]]
    return write_feed(channel_of(site, feed, items, brand), items, history, volume, before)


def _item(site: Site, change: Change, html: str = "") -> FeedItem:
    url = absolute(site, change.link.url)
    return FeedItem(
        id=stable_id(site, change.mark),
        url=url,
        title=f"{change.label}: {change.link.text}",
        summary=change.what or change.label,
        html=rooted(html, url),
        published=change.moment,
        updated=change.moment,
        creators=change.by,
        categories=(
            Category(absolute(site, urls.CHANGES), change.kind, change.label),
            *(category_of(site, link) for link in change.lists),
        ),
    )
