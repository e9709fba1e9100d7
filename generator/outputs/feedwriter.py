"""A channel and its items → the files of a feed, in every format.

A feed is one document to subscribe to and, where it has a history, archive documents (RFC 5005): each holds as many of
its items, counted from the oldest, so one that has been written once stays as it is while newer items come.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.base.artifact import Artifact
from generator.outputs.feedforms import atom_entry, rss_item
from generator.outputs.feedjson import JSON_TYPE, json_document, json_item
from generator.outputs.feedmodel import BriefItem, Channel, FeedItem, Place, brief, cleaned
from generator.outputs.feedxml import ATOM_TYPE, RSS_TYPE, atom_document, rss_document

RSS, ATOM, JSON = "rss.xml", "atom.xml", "feed.json"
MAX_BYTES = 500_000
"""No document to subscribe to is larger."""

_HEAD_BYTES = 20_000
"""What of that is kept for all that is no item."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of feeds: its file, its media type, what writes an item and what a document."""

    file: str
    media_type: str
    item: Callable[[FeedItem], bytes]
    document: Callable[[Channel, Place, Iterable[bytes]], bytes]


FORMATS = (
    Format(RSS, RSS_TYPE, rss_item, rss_document),
    Format(ATOM, ATOM_TYPE, atom_entry, atom_document),
    Format(JSON, JSON_TYPE, json_item, json_document),
)


def write_feed(
    channel: Channel, items: Sequence[FeedItem], history: Sequence[BriefItem] = (), volume: int = 0, before: int = 0
) -> tuple[Artifact, ...]:
    """Return the feed in all formats, with the same items, the newest first.

    ``items`` are what the document to subscribe to brings: whole from the newest on while it stays below `MAX_BYTES`,
    the others by their summaries, the oldest not at all where even these are too much. ``history`` are all items there
    are, of which every ``volume`` make an archive document; without it the feed has none.
    ``before`` counts the older documents that are kept no more. The bytes depend on nothing but the arguments.
    """
    channel = cleaned(channel)
    shown = _fitting([cleaned(item) for item in items])
    volumes = volumes_of(history, volume)
    return tuple(artifact for form in FORMATS for artifact in _documents(channel, form, shown, volumes, before))


def volumes_of(history: Sequence[BriefItem], size: int) -> list[Sequence[BriefItem]]:
    """Return the full volumes of a history that has its newest item first: the oldest volume first."""
    ends = range(len(history), size - 1, -size) if size else ()
    return [history[end - size : end] for end in ends]


def _documents(
    channel: Channel, form: Format, shown: Sequence[FeedItem], volumes: Sequence[Sequence[BriefItem]], before: int
) -> Iterable[Artifact]:
    stem, _, suffix = form.file.partition(".")
    names = [f"{stem}-{before + number}.{suffix}" for number in range(1, len(volumes) + 1)]
    urls = ["", *(channel.url + name for name in names), ""]
    subscribed = channel.url + form.file
    yield _document(channel, form, form.file, Place(subscribed, older=urls[-2]), shown)
    for number, (name, items) in enumerate(zip(names, volumes, strict=True), 1):
        place = Place(urls[number], urls[number - 1], urls[number + 1], subscribed)
        updated = max(item.updated for item in items)
        yield _document(replace(channel, updated=updated), form, name, place, items)


def _document(channel: Channel, form: Format, name: str, place: Place, items: Iterable[FeedItem]) -> Artifact:
    return Artifact(channel.folder + name, form.document(channel, place, (form.item(item) for item in items)))


def _fitting(items: Sequence[FeedItem]) -> list[FeedItem]:
    """Return the items so that they fit into a document: as many whole as there is room for, the newest first."""
    room = MAX_BYTES - _HEAD_BYTES
    whole = [_size(item) for item in items]
    if sum(whole) <= room:
        return list(items)
    short = [brief(item) for item in items]
    least = [_size(item) for item in short]
    while sum(least) > room:
        least.pop()
    room -= sum(least)
    result = []
    for item, shorter, size, smaller in zip(items, short, whole, least, strict=False):
        fits = size - smaller <= room
        room -= size - smaller if fits else 0
        result.append(item if fits else shorter)
    return result


def _size(item: FeedItem) -> int:
    """Return the bytes that an item takes in the format where it takes most, with what separates it from the next."""
    return max(len(form.item(item)) for form in FORMATS) + 2
