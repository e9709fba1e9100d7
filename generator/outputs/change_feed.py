"""The feed of what changed on the portal: one item for each change, with what changed in words."""

from collections.abc import Callable

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.outputs.feeditems import stable_id
from generator.outputs.feedmodel import Category, FeedItem
from generator.outputs.feeds import channel_of
from generator.outputs.feedwriter import write_feed
from generator.pages.change_list import feed_title, newest_changes
from generator.pages.changes import Change
from generator.pages.parts import absolute


def change_feed_artifacts(site: Site, change_html: Callable[[Change], str]) -> tuple[Artifact, ...]:
    """Return the files of the feed; ``change_html`` gives the safe HTML of a change with absolute addresses."""
    items = tuple(_item(site, change, change_html(change)) for change in newest_changes(site))
    words = "Hồ sơ mới, được cập nhật, sửa đổi, thay thế, bãi bỏ hoặc rút, và diễn biến của nhiệm vụ"
    return write_feed(channel_of(site, urls.CHANGES, feed_title(site), words, items), items)


def _item(site: Site, change: Change, html: str) -> FeedItem:
    return FeedItem(
        id=stable_id(site, change.mark),
        url=absolute(site, change.link.url),
        title=f"{change.label}: {change.link.text}",
        summary=change.what or change.label,
        html=html,
        published=change.moment,
        updated=change.moment,
        creators=change.by,
        categories=(Category(absolute(site, urls.CHANGES), change.kind, change.label),),
    )
