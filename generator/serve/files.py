"""Addresses of a built site → its files and their media types, as a web host would have them."""

from pathlib import Path
from urllib.parse import unquote

from generator.load.downloads import TYPES

_TEXT_TYPES = {".csv", ".json", ".svg", ".txt"}
"""Downloads that are text: ours is UTF-8, and browsers that are not told so guess."""

_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    **{
        suffix: f"{media_type}; charset=utf-8" if suffix in _TEXT_TYPES else media_type
        for suffix, (_, media_type) in TYPES.items()
    },
}
# RSS and Atom stay application/xml: feed readers take that too, and as application/rss+xml browsers show plain text.
_NAMED_TYPES = {"feed.json": "application/feed+json; charset=utf-8"}


def media_type(name: str) -> str:
    """Return the media type of a file by its name alone; the tables of this machine are not asked."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return _NAMED_TYPES.get(name) or _MEDIA_TYPES.get(suffix, "application/octet-stream")


def find_file(root: Path, address: str) -> Path | None:
    """Return the file of the site in ``root`` that an address (from ``/``, percent-encoded, no query) leads to.

    An address with a slash at its end leads to the ``index.html`` there. None where there is no such file, and for
    every address that would leave the root: by dots, plain or encoded, by a drive or by a symbolic link.
    """
    names = [unquote(part) for part in address.removeprefix("/").split("/")]
    if not names[-1]:
        names[-1] = "index.html"
    if any(name in ("", ".", "..") or set(name) & set('/\\:\0"') for name in names):
        return None
    try:
        file = root.joinpath(*names).resolve()
        return file if file.is_file() and file.is_relative_to(root.resolve()) else None
    except OSError:  # a name that is too long
        return None


def is_folder_page(root: Path, address: str) -> bool:
    """Whether an address lacks only the slash at its end to be one of a page."""
    return not address.endswith("/") and find_file(root, f"{address}/") is not None
