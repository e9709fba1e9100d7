"""How links to a page look elsewhere: a picture of its own, or a card with its title, its agency and its date."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from generator import urls
from generator.base.digest import short_digest
from generator.base.text import shorten
from generator.link.site import Key, Site
from generator.pages.moments import DATED_KINDS, came_out
from generator.pages.newest_figure import newest_value, publisher_of
from generator.pages.page import Card, Preview
from generator.pages.parts import document_title
from generator.records.common import Image
from generator.records.document import Document
from generator.records.indicator import Indicator
from generator.vn.dates import format_date

_DESIGN = "1"
"""Part of the name of each drawn picture; changes when `generator.outputs.share_images` draws another way."""

CARD_WIDTH, CARD_HEIGHT = 600, 315
"""Pixels of a card: the least that Facebook shows at full width."""

_LONGEST = 200
"""How much of a title is drawn; more than there is room for in the smaller size."""

_MOST = 300
"""How many records of a kind, the newest, have cards of their own; to draw 10,000 takes 2.4 s."""

_SHOWN_ELSEWHERE = (".jpg", ".jpeg", ".png", ".webp", ".gif")
"""Pictures that other places show in previews; SVG is none of them."""


def preview(
    card: Card | None, day: date | None = None, images: Iterable[Image] = (), modified: datetime | None = None
) -> Preview:
    """Return the preview of a record; the first of its pictures that can be shown takes the place of the card.

    ``day`` is when it came out; a moment is told to the second.
    """
    image = next((image for image in images if image.file.lower().endswith(_SHOWN_ELSEWHERE)), None)
    return Preview(
        card=None if image else card,
        picture=urls.file_url(image.file) if image else "",
        alt=image.alt if image else "",
        published=day.isoformat() if day else "",
        modified=modified.isoformat() if modified else "",
    )


def record_card(site: Site, key: Key, title: str, by: str, day: date | None, agency: str | None) -> Card | None:
    """Return the card of a record; an older one has that of its agency, an id, or none."""
    if key in _newest(site):
        return card(site, title, by, format_date(day) if day else "")
    return agency_card(site, agency) if agency else None


def document_card(site: Site, document: Document) -> Card | None:
    """Return the card of a document, and so of the tasks of a plan."""
    key, issuer = ("documents", document.id), document.issuer
    return record_card(site, key, document_title(document), site.agencies[issuer].name, document.issued_on, issuer)


def agency_card(site: Site, id_: str) -> Card | None:
    """Return the card of an agency."""
    agency = site.agencies[id_]
    return card(site, agency.name, site.agencies[agency.parent].name if agency.parent else "")


@lru_cache(maxsize=1)
def _newest(site: Site) -> frozenset[Key]:
    """Return the records that have cards of their own; what bears no date comes after what does."""
    newest: list[Key] = []
    for kind in DATED_KINDS:
        keys = [(kind, id_) for id_ in site.table(kind)]
        if len(keys) > _MOST:
            dated = {key: moment.timestamp() if (moment := came_out(site, key)) else 0.0 for key in keys}
            keys.sort(key=lambda key: (-dated[key], key))
        newest += keys[:_MOST]
    return frozenset(newest)


def indicator_card(site: Site, indicator: Indicator) -> Card | None:
    """Return the card of an indicator, with its province or who gave its newest figure, and the day or year of that."""
    value = newest_value(indicator)
    by = site.provinces[indicator.province].name if indicator.province else publisher_of(site, indicator)
    day = format_date(value.as_of) if value and value.as_of else f"Năm {value.year}" if value else ""
    return card(site, indicator.name, by, day)


def card(site: Site, title: str, agency: str = "", day: str = "") -> Card | None:
    """Return a card, or None where the portal has none drawn."""
    portal = site.portal
    if not portal.features.share_images:
        return None
    return Card(
        title=shorten(title, _LONGEST),
        agency=shorten(agency, _LONGEST),
        day=day,
        portal=shorten(portal.short_name or portal.name, _LONGEST),
    )


def portal_card(site: Site) -> Card | None:
    """Return the card of the portal itself, for pages that have none of their own."""
    return card(site, site.portal.name, site.portal.owner.name)


@lru_cache(maxsize=1 << 14)  # many pages show one card, and it is asked for when planned, written and drawn
def card_url(card: Card) -> str:
    """Return the address of a card: it names what is drawn, so what it leads to never changes."""
    shown = "\0".join((_DESIGN, card.title, card.agency, card.day, card.portal))
    return urls.share_image_url(short_digest(shown.encode()))


def card_alt(card: Card) -> str:
    """Return what stands on a card."""
    return ". ".join(part for part in (card.title, card.agency, card.day) if part)
