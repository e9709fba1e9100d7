"""A feed → JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pydantic_core import to_json

from generator.outputs.feedmodel import Channel, FeedItem, Place

JSON_TYPE = "application/feed+json"

_VERSION = "https://jsonfeed.org/version/1.1"
_CACHED = 2**14
_COMMENT = (
    "Đây là một nguồn tin. Chép địa chỉ của nó vào một chương trình đọc tin biết JSON Feed "
    "để nhận mục mới mà không phải mở trang."
)


@lru_cache(_CACHED)
def json_item(item: FeedItem) -> bytes:
    """Return an item of JSON Feed; one without content has its summary as text, for the format asks for either."""
    return _dump(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            **({"content_html": item.html} if item.html else {"content_text": item.summary or item.title}),
            "summary": item.summary,
            "image": item.image,
            "date_published": item.published.isoformat(),
            "date_modified": item.updated.isoformat(),
            "authors": [{"name": name} for name in item.creators],
            "tags": list(dict.fromkeys(category.label for category in item.categories)),
            "attachments": [
                {"url": e.url, "mime_type": e.media_type, "title": e.title, "size_in_bytes": e.size}
                for e in item.enclosures
            ],
        }
    )


def json_document(channel: Channel, place: Place, items: Iterable[bytes]) -> bytes:
    """Return a document of the feed with the items (`json_item`) in their order."""
    brand = channel.brand
    head = _dump(
        {
            "version": _VERSION,
            "title": channel.title,
            "home_page_url": channel.url,
            "feed_url": place.address,
            "description": channel.description,
            "user_comment": _COMMENT,
            "next_url": place.older,
            "icon": brand.logo,
            "authors": [{"name": brand.author}],
            "language": "vi",
            "hubs": [{"type": "WebSub", "url": brand.hub}] if brand.hub else [],
        }
    )
    return b"".join((head[:-1], b',"items":[\n', b",\n".join(items), b"\n]}\n"))


def _dump(members: dict[str, Any]) -> bytes:
    """Return an object on one line, without the members that say nothing."""
    said = {name: value for name, value in members.items() if value not in ("", [])}
    return to_json(said)
