"""`Page` → `Artifact`."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from generator import urls
from generator.base.artifact import Artifact
from generator.pages.changes import Change
from generator.pages.feed_entry import FeedEntryView
from generator.pages.page import Page
from generator.pages.parts import Prose
from generator.render.env import Environments
from generator.render.links import linker, linker_from
from generator.render.prose import render_line, render_prose
from generator.render.qr import qr_code
from generator.render.shell import Frame, FrameKey, Shell, fill_frame, frame_key, frame_of


def render_frames(shell: Shell, envs: Environments, pages: Iterable[Page]) -> dict[FrameKey, Frame]:
    """Render the shell once for each key that the pages need."""
    keys = {frame_key(page.head, page.url) for page in pages}
    return {key: frame_of(shell, envs, key) for key in keys}


def render_content(page: Page, envs: Environments, base_url: str, assets: Mapping[str, str]) -> str:
    """Return the HTML of a page without its frame.

    A template sees its ``view``, the ``head``, and functions that only write addresses and text: ``url`` and ``asset``
    write addresses, ``prose`` renders Markdown and ``line`` a line of text, both with citations linked; ``qr`` returns
    the QR code of an address.
    """
    url = linker(page.url, page.head.layout, base_url)
    names = {"head": page.head, "asset": partial(_asset, assets, url), "qr": qr_code}
    return _render(envs, page.template, page.view, url, names)


def render_entry(view: FeedEntryView, envs: Environments, base_url: str) -> str:
    """Return the HTML of a feed's entry; all its addresses are absolute."""
    return _render(envs, "feed_entry.html", view, linker_from(base_url), {})


def render_change(change: Change, envs: Environments, base_url: str) -> str:
    """Return the HTML of a change for feeds; all its addresses are absolute."""
    return _render(envs, "feed_change.html", change, linker_from(base_url), {})


def _render(envs: Environments, template: str, view: object, url: Callable[[str], str], more: dict[str, object]) -> str:
    return envs.pages.get_template(f"pages/{template}").render(_writers(url) | {"view": view} | more)


@cache
def _writers(url: Callable[[str], str]) -> dict[str, object]:
    return {"url": url, "prose": partial(_prose, url), "line": partial(_line, url)}


def render_page(
    page: Page, frames: Mapping[FrameKey, Frame], envs: Environments, base_url: str, assets: Mapping[str, str]
) -> Artifact:
    """Return the finished page."""
    content = render_content(page, envs, base_url, assets)
    frame = frames[frame_key(page.head, page.url)]
    filled = fill_frame(frame, page.head, page.url, content)
    path = urls.artifact_path(page.url)
    return Artifact(path, filled.html.encode(), page.source, frame=frame.html, own=filled.own.encode())


def _asset(assets: Mapping[str, str], url: Callable[[str], str], name: str) -> str:
    return url("/" + assets[name])


def _prose(url: Callable[[str], str], text: Prose, top: int = 2) -> str:
    return render_prose(text, url, top)


def _line(url: Callable[[str], str], text: Prose) -> str:
    return render_line(text, url)
