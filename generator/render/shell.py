"""The frame around every page, and the only file that knows what Material's templates ask for.

Material's ``base.html`` takes milliseconds, a page body microseconds. So the shell is rendered once for all pages
that share a `FrameKey`, with markers where pages differ, and each page is then a join of strings. `render_directly`
puts the same page through Jinja2 with nothing shared; a test holds both to the same bytes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape
from pydantic_core import to_json

from generator import urls
from generator.link.site import Site
from generator.pages.linked_data import breadcrumbs
from generator.pages.page import Card, Head, Link
from generator.pages.share import CARD_HEIGHT, CARD_WIDTH, card_alt, card_url, portal_card
from generator.render.env import Environments
from generator.render.links import linker

# No template and no text of a record can hold NUL: loading refuses it.
_MARKER = re.compile("\0([a-z]+)\0")
_SLOTS = ("title", "metadata", "links", "breadcrumbs", "content")
_FOOTER = (
    Link("Sơ đồ trang", urls.SITEMAP),
    Link("Mới thay đổi", urls.CHANGES),
    Link("Theo dõi bằng RSS", urls.FEEDS),
    Link("Lĩnh vực cải cách", urls.AREAS),
    Link("Thông tin phải công khai", urls.DISCLOSURE),
    Link("Liên hệ", urls.CONTACT),
    Link("Khả năng tiếp cận", f"{urls.CONTACT}#kha-nang-tiep-can"),
)
_FEEDS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)
_SCHEMA_ORG = {"@context": "https://schema.org"}


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page of a portal has around its content, as plain data.

    ``owner`` is the full name of the agency and ``parent_owner`` that of the one above it, or empty.
    Any text but ``site_name`` and ``owner`` may be empty. ``base_url`` is the public address of the root.
    ``navigation`` lists sections, never records. ``emblem`` is the address of a picture from the root of the site,
    and empty for the mark of the theme. ``notice`` stands at the head of every page. ``search`` says whether the
    portal has a search page. ``assets`` maps the name of an asset (``portal.css``) to its path below the root (``tai-
    nguyen/portal.3fa9c1.css``). ``generator`` names this program with its version. ``card`` is drawn
    for links to pages that have no card of their own.
    """

    site_name: str
    short_name: str
    owner: str
    parent_owner: str
    responsible: str
    address: str
    phone: str
    email: str
    fax: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    base_url: str
    emblem: str
    notice: str
    search: bool
    assets: Mapping[str, str]
    generator: str
    card: Card | None = None


def make_shell(site: Site, assets: Mapping[str, str], generator: str) -> Shell:
    """Return the shell of a site's pages, from its configuration."""
    portal = site.portal
    return Shell(
        site_name=portal.name,
        short_name=portal.short_name or "",
        owner=portal.owner.name,
        parent_owner=portal.owner.parent or "",
        responsible=str(portal.responsible or ""),
        address=portal.contact.address or "",
        phone=portal.contact.phone or "",
        email=portal.contact.email or "",
        fax=portal.contact.fax or "",
        navigation=tuple(Link(item.title, item.url) for item in portal.navigation),
        footer=(*_FOOTER, *((Link("Dữ liệu mở", urls.DATA),) if portal.features.open_data else ())),
        base_url=portal.base_url,
        emblem=urls.file_url(portal.owner.emblem) if portal.owner.emblem else "",
        notice=portal.notice or "",
        search=portal.features.search,
        assets=assets,
        generator=generator,
        card=portal_card(site),
    )


@dataclass(frozen=True, slots=True)
class FrameKey:
    """All that a frame may depend on: layout (see `Head`), address of the section, number of folders deep."""

    layout: str
    section: str
    depth: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A rendered shell, cut where pages differ: ``pieces[0] slots[0] pieces[1] slots[1] … pieces[-1]``.

    ``html`` is the pieces alone.
    """

    pieces: tuple[str, ...]
    slots: tuple[str, ...]
    base_url: str
    card: Card | None
    html: bytes


class FilledFrame(NamedTuple):
    """A page, and what of it has links and ids that the frame has not: links of the head, breadcrumbs, content."""

    html: str
    own: str


def frame_key(head: Head, url: str) -> FrameKey:
    """Return the key of the frame that fits a page."""
    return FrameKey(head.layout, head.section, url.count("/") - 1)


def frame_of(shell: Shell, envs: Environments, key: FrameKey) -> Frame:
    """Render the shell for one key.

    Raises ValueError when the theme's templates leave out a slot, for its pages would lose what belongs there.
    """
    url = "/" + "-/" * key.depth
    slots: dict[str, str] = {slot: Markup(f"\0{slot}\0") for slot in _SLOTS}
    cut = _MARKER.split(_render(shell, envs, key, url, slots))
    html = "".join(cut[::2]).encode()
    frame = Frame(tuple(cut[::2]), tuple(cut[1::2]), shell.base_url, shell.card, html)
    if missing := set(_SLOTS) - set(frame.slots):
        raise ValueError(f"theme/shell has no place for: {', '.join(sorted(missing))}")
    return frame


def fill_frame(frame: Frame, head: Head, url: str, content: str) -> FilledFrame:
    """Return the whole page; ``content`` is HTML that is already safe."""
    slots = _slots(frame, head, url, content)
    parts = [frame.pieces[0]]
    for slot, piece in zip(frame.slots, frame.pieces[1:], strict=True):
        parts += (slots[slot], piece)
    return FilledFrame("".join(parts), "".join((slots["links"], slots["breadcrumbs"], slots["content"])))


def render_directly(shell: Shell, envs: Environments, url: str, head: Head, content: str) -> str:
    """Return the same HTML as `fill_frame`, by Jinja2 alone."""
    slots = _slots(shell, head, url, content)
    return _render(shell, envs, frame_key(head, url), url, slots | {"title": head.title})


def _slots(around: Shell | Frame, head: Head, url: str, content: str) -> dict[str, str]:
    link = linker(url, head.layout, around.base_url)
    return {
        "title": escape(head.title),
        "metadata": Markup("\n".join(_metadata(around, head, url))),
        "links": Markup("\n".join(_links(around, head, url, link))),
        "breadcrumbs": Markup(_breadcrumbs(head, link)),
        "content": Markup(content),
    }


def _metadata(around: Shell | Frame, head: Head, url: str) -> list[str]:
    """Return what a page says of itself in ``<head>``: description, Dublin Core, previews, JSON-LD."""
    root = around.base_url.rstrip("/")
    lines = []
    if head.description:
        lines.append(f'<meta name="description" content="{escape(head.description)}">')
    lines += [f'<meta name="{name}" content="{escape(text)}">' for name, text in head.metadata]
    if head.layout != "plain":
        shown = _preview(root, around.card, head, url)
        lines += [f'<meta property="{name}" content="{escape(text)}">' for name, text in shown]
        lines += _linked_data(root, head, url)
    return lines


def _links(around: Shell | Frame, head: Head, url: str, link: Callable[[str], str]) -> list[str]:
    """Return the address of the page, and those of other forms of the same."""
    lines = []
    if head.layout != "plain":
        lines.append(f'<link rel="canonical" href="{escape(around.base_url.rstrip("/") + url)}">')
    for feed in head.feeds:
        lines += [
            f'<link rel="alternate" type="{media}" title="{escape(feed.title)} ({form})" '
            f'href="{escape(link(feed.url + name))}">'
            for name, media, form in _FEEDS
        ]
    if head.twin:
        lines.append(f'<link rel="alternate" type="application/json" href="{escape(link(head.twin))}">')
    lines += [
        f'<link rel="alternate" type="{one.media_type}" title="{escape(one.title)}" href="{escape(link(one.url))}">'
        for one in head.alternates
    ]
    return lines


def _preview(root: str, portal_card: Card | None, head: Head, url: str) -> Iterator[tuple[str, str]]:
    """Yield what the page adds to the Open Graph of the frame."""
    preview = head.preview
    yield "og:type", "article" if preview.published else "website"
    yield "og:title", head.title
    yield "og:url", root + url
    if head.description:
        yield "og:description", head.description
    if preview.published:
        yield "article:published_time", preview.published
    if preview.modified:
        yield "article:modified_time", preview.modified
    if preview.picture:
        yield "og:image", root + preview.picture
        yield "og:image:alt", preview.alt
    elif card := preview.card or portal_card:
        yield "og:image", root + card_url(card)
        yield "og:image:width", str(CARD_WIDTH)
        yield "og:image:height", str(CARD_HEIGHT)
        yield "og:image:alt", card_alt(card)


def _linked_data(root: str, head: Head, url: str) -> list[str]:
    """Return the nodes of a page as one block of JSON-LD, which browsers do not run; no text can end it early."""
    way = (breadcrumbs(root, head.crumbs, Link(head.title, url)),) if _has_crumbs(head) else ()
    nodes = (*head.linked_data, *way)
    if not nodes:
        return []
    data = _SCHEMA_ORG | (nodes[0] if len(nodes) == 1 else {"@graph": nodes})
    text = to_json(data).decode().replace("<", "\\u003c")
    return [f'<script type="application/ld+json">{text}</script>']


def _has_crumbs(head: Head) -> bool:
    return bool(head.crumbs) and head.layout == "page"


def _breadcrumbs(head: Head, link: Callable[[str], str]) -> str:
    """Return the way from the home page to the parent; the page itself is named by its heading just below."""
    if not _has_crumbs(head):
        return ""
    items = "".join(f'<li><a href="{escape(link(crumb.url))}">{escape(crumb.text)}</a></li>' for crumb in head.crumbs)
    return f'<nav class="breadcrumbs" aria-label="Đường dẫn"><ol>{items}</ol></nav>'


def _render(shell: Shell, envs: Environments, key: FrameKey, url: str, slots: dict[str, str]) -> str:
    link = linker(url, key.layout, shell.base_url)

    def asset(name: str) -> str:
        return link("/" + shell.assets[name])

    ours = {
        "shell": shell,
        "layout": key.layout,
        "section": key.section,
        "url": link,
        "asset": asset,
        "search": urls.SEARCH,
        "opensearch": urls.OPENSEARCH,
        "manifest": urls.MANIFEST,
        **slots,
    }
    parts = {
        part: Markup(envs.pages.get_template(f"shell/parts/{part}.html").render(ours))
        for part in ("head", "header", "footer")
    }
    return envs.shell.get_template("main.html").render(_material_context(shell, asset) | slots | parts)


def _material_context(shell: Shell, asset: Callable[[str], str]) -> dict[str, object]:
    """Return what ``base.html`` of mkdocs-material 9 reads of MkDocs' ``config``, as far as we leave it in place.

    No palette, no fonts, no features: our style sheet sets colours and type, and Material's script, which the
    features need, is not loaded. ``address`` serves the ``url`` filter, which only style sheets still pass.
    """
    theme = {"language": "vi", "direction": "ltr", "font": False, "features": [], "icon": {}}
    config = {"site_name": shell.site_name, "theme": theme, "extra": {}, "extra_css": ["portal.css"], "plugins": {}}
    return {"config": config, "page": {}, "address": asset}
