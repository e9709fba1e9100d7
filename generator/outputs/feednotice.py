"""What a feed says to people who open it in a browser: how to follow it, and where its page is.

It is XHTML in the feed, for CSS can make no link of what stands there for programs; these pass over it.
"""

from typing import Any

from lxml import etree

from generator.outputs.feedelements import XHTML
from generator.outputs.feedmodel import Channel, Place

_FOLLOW = "Đây là một nguồn tin, viết cho chương trình đọc tin. Muốn theo dõi, chép vào chương trình ấy địa chỉ này:"
_THEN = "Từ đó chương trình tự báo khi có mục mới; không cần tài khoản hay thư điện tử."
_ARCHIVE = "Đây là một tệp lưu, giữ các mục cũ của một nguồn tin. Muốn theo dõi, chép địa chỉ của nguồn tin ấy:"
_EMPTY = "Chưa có mục nào. Mục đầu tiên sẽ tới khi có."


def notice(channel: Channel, place: Place, *, empty: bool) -> Any:
    """Return the notice of a document of a feed as an element; ``empty`` says that it has no items."""
    div = etree.Element(f"{{{XHTML}}}div", nsmap={None: XHTML})
    _paragraph(div).text = _ARCHIVE if place.current else _FOLLOW
    etree.SubElement(_paragraph(div), f"{{{XHTML}}}code").text = place.current or place.address
    if not place.current:
        _paragraph(div).text = _THEN
    links = _paragraph(div)
    _link(links, channel.url, "Trang của nguồn tin này").tail = " · "
    _link(links, channel.brand.feeds_page, "Mọi nguồn tin của cổng")
    if empty:
        _paragraph(div).text = _EMPTY
    return div


def _paragraph(div: Any) -> Any:
    return etree.SubElement(div, f"{{{XHTML}}}p")


def _link(parent: Any, address: str, words: str) -> Any:
    link = etree.SubElement(parent, f"{{{XHTML}}}a", {"href": address})
    link.text = words
    return link
