"""What a page is before it is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. ``url`` is an address of the site from its root (``/van-ban/``) or absolute."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page offers to subscribe to; ``url`` without the file name, such as ``/co-quan/so-noi-vu/``."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of what a page shows: its title, its address on the site, its media type."""

    title: str
    url: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture shows that is drawn for links to a page; ``portal`` is the name of the portal.

    ``day`` may be no more than a year. Any text but ``title`` may be empty.
    """

    title: str
    agency: str
    day: str
    portal: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What other places show of a link to the page, beside its title and description (Open Graph).

    ``picture`` is the address of a picture of the page's own with its ``alt``; where there is none, ``card`` is drawn,
    and where that is None too, the card of the portal. ``published`` and ``modified`` are ISO 8601, or empty.
    """

    card: Card | None = None
    picture: str = ""
    alt: str = ""
    published: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What the shell says of a page: everything around its content.

    ``section`` is the address of the navigation item that holds the page, ``crumbs`` lead from the home page to
    the parent, ``metadata`` are name and content of ``<meta>`` elements (Dublin Core), ``twin`` is the address of
    the same facts as JSON, or empty, ``alternates`` are other forms. ``layout`` is ``page``, ``home`` or ``plain``
    (no crumbs, absolute links: for 404.html). ``linked_data`` are nodes of `generator.pages.linked_data`, breadcrumbs
    aside.
    """

    title: str
    description: str = ""
    section: str = ""
    crumbs: tuple[Link, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    twin: str = ""
    alternates: tuple[Alternate, ...] = ()
    layout: str = "page"
    linked_data: tuple[Mapping[str, Any], ...] = ()
    preview: Preview = Preview()


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: where it goes, which template draws it, and everything that the template may see.

    ``url`` starts and ends with a slash (only ``/404.html`` does not end with one); ``template`` is a file of
    ``theme/pages/``; ``view`` is a frozen dataclass of that template's own type; ``source`` is the content file
    behind the page, or empty.
    """

    url: str
    template: str
    head: Head
    view: Any
    source: str = ""
