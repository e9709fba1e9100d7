"""Addresses as a page writes them: relative, so that a site works in any folder of any host."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.pages.page import Link


def root_from(page_url: str) -> str:
    """Return the way from a page up to the root of the site: ``../../`` for ``/van-ban/123/``, empty at the root.

    It depends on the depth of the page alone, which is what lets all pages of one depth share a frame.
    """
    return "../" * (page_url.count("/") - 1)


def base_path(base_url: str) -> str:
    """Return the path of the site on its host, with slashes around: ``/cchc/`` for ``https://a.vn/cchc``."""
    return urlsplit(base_url).path.rstrip("/") + "/"


def join_root(root: str, url: str) -> str:
    """Return an address of the site (``/van-ban/``) as seen from ``root``; any other address unchanged."""
    if not url.startswith("/") or url.startswith("//"):
        return url
    return root + url[1:] or "./"


def relative(url: str, page_url: str) -> str:
    """Return an address of the site as a link on a page: ``../../van-ban/``; any other address unchanged."""
    return join_root(root_from(page_url), url)


def linker(page_url: str, layout: str = "page", base_url: str = "") -> Callable[[str], str]:
    """Return the function ``url`` that templates call to write an address on that page.

    A ``plain`` page is served at addresses that nobody knows (404.html), so its links start at the base path.
    """
    return linker_from(base_path(base_url) if layout == "plain" else root_from(page_url))


@cache  # one for each depth, so that what was written with it can be told to be the same
def linker_from(root: str) -> Callable[[str], str]:
    """Return the function ``url`` for pages that see the root of the site as ``root``."""
    return partial(join_root, root)


def render_links(links: Iterable[Link], url: Callable[[str], str]) -> Markup:
    """Return links on one line, with semicolons between; one without an address is its text."""
    parts = (
        f'<a href="{escape(url(link.url))}">{escape(link.text)}</a>' if link.url else escape(link.text)
        for link in links
    )
    return Markup("; ".join(parts))
