"""A channel and its items → the files of a feed, in every format."""

from collections.abc import Sequence

from generator.base.artifact import Artifact
from generator.outputs.feedmodel import Channel, FeedItem
from generator.outputs.feedxml import write_atom, write_rss

RSS, ATOM = "rss.xml", "atom.xml"


def write_feed(channel: Channel, items: Sequence[FeedItem]) -> tuple[Artifact, ...]:
    """Return the feed in all formats, with the same items (the newest first) and in the same order.

    The bytes depend on nothing but the arguments.
    """
    return (
        Artifact(channel.folder + RSS, write_rss(channel, items, channel.url + RSS)),
        Artifact(channel.folder + ATOM, write_atom(channel, items, channel.url + ATOM)),
    )
