"""What feeds say of a record: record → `FeedItem`."""

import re
from dataclasses import replace
from html import escape, unescape
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from generator import urls
from generator.base.text import shorten
from generator.link.references import references_in
from generator.link.site import Key, Site
from generator.outputs.feedmodel import SUMMARY_LIMIT, Category, Enclosure, FeedItem
from generator.outputs.plaintext import markdown_text, plain_text
from generator.pages.caseload import caseload_summary
from generator.pages.moments import came_out, last_change
from generator.pages.news import byline
from generator.pages.page import Link
from generator.pages.parts import (
    absolute,
    agency_links,
    area_links,
    caseload_name,
    document_name,
    document_type,
    party_links,
    province_links,
    record_link,
)
from generator.pages.procedure import procedure_item
from generator.records.caseload import Caseload
from generator.records.common import Attachment, Record
from generator.records.document import Document
from generator.records.fields import Reference
from generator.records.kinds import KINDS, title_of
from generator.records.news import News
from generator.records.procedure import Procedure

_WITHIN = re.compile(r"""(<(?:a|img)\s(?:[^>"]|"[^"]*")*?(?:href|src)=")(?!https?:|mailto:|tel:)([^"]*)""")
_BEGINNING = 2000
"""Characters of a text that are enough to sum it up."""


def feed_item(site: Site, key: Key, html: str) -> FeedItem:
    """Return a record of a feed with its whole content: safe HTML."""
    record = site.record(key)
    item = brief_item(site, key)
    return replace(
        item,
        summary=_summary(site, record) or shorten(plain_text(html), SUMMARY_LIMIT),
        html=rooted(html, item.url),
        categories=_categories(site, key[0], record),
        image=_image(site, record),
    )


def brief_item(site: Site, key: Key) -> FeedItem:
    """Return a record of a feed by its summary, with no more categories than its kind and type."""
    record = site.record(key)
    published = came_out(site, key)
    if published is None:
        raise ValueError(f"{key} is in a feed and has no date")
    link = record_link(site, key)
    return FeedItem(
        id=stable_id(site, urls.first_address(record.former_addresses, link.url)),
        url=absolute(site, link.url),
        title=_title(site, record),
        summary=_summary(site, record) or shorten(markdown_text(record.body[:_BEGINNING]), SUMMARY_LIMIT),
        html="",
        published=published,
        updated=last_change(site, key) or published,
        creators=_creators(site, record),
        categories=tuple(category_of(site, link) for link in _lists(key[0], record)),
        enclosures=_enclosures(site, record),
    )


def rooted(html: str, page: str) -> str:
    """Return safe HTML of a page with what it links to within that page (``#muc-2``) made absolute."""
    return _WITHIN.sub(lambda found: found[1] + escape(urljoin(page, unescape(found[2]))), html)


def stable_id(site: Site, address: str) -> str:
    """Return the permanent id of what was first published at an address of the site, as a URN.

    It is a name-based UUID (RFC 9562, version 5) of host and address. The scheme is left out, so a portal keeps its
    ids when it turns to https; the host is in, because two provinces do have documents of the same number.
    """
    name = absolute(site, address).partition(":")[2]
    return uuid5(NAMESPACE_URL, name).urn


def category_of(site: Site, link: Link) -> Category:
    """Return a list that an item belongs to, as feeds name it."""
    above, _, term = link.url.rstrip("/").rpartition("/")
    return Category(scheme=absolute(site, above + "/"), term=term, label=link.text)


def _title(site: Site, record: Record) -> str:
    match record:
        case Document(number=str()):
            return f"{document_name(record)}: {record.subject}"
        case Caseload():
            return caseload_name(site, record)
    return title_of(record)


def _summary(site: Site, record: Record) -> str:
    match record:
        case News(summary=summary):
            return summary or ""
        case Document(subject=subject):
            return subject
        case Procedure():
            item = procedure_item(site, record)
            return " · ".join(part for part in (*item.meta, item.summary) if part)
        case Caseload():
            return caseload_summary(site, record)
    return ""


def _creators(site: Site, record: Record) -> tuple[str, ...]:
    match record:
        case News(authors=authors):
            return tuple(dict.fromkeys(name for author in authors if (name := byline(site, author))))
        case Document(issuer=issuer):
            return (site.agencies[issuer].name,)
        case Procedure(agencies=agencies):
            return tuple(link.text for link in party_links(site, agencies))
        case Caseload(agency=agency):
            return (site.agencies[agency].name,)
    return ()


def _categories(site: Site, kind: str, record: Record) -> tuple[Category, ...]:
    """Return the lists that a record belongs to: of its kind and type, its areas, provinces and agencies."""
    found = _lists(kind, record)
    for place, marker, id_ in references_in(record):
        match marker:
            case Reference("areas"):
                found += area_links(site, (id_,))
            case Reference("provinces"):
                found += province_links(site, id_)
            case Reference("agencies") if id_ in site.agencies and "before" not in place:
                found += agency_links(site, (id_,))
    return tuple(category_of(site, link) for link in dict.fromkeys(found))


def _lists(kind: str, record: Record) -> list[Link]:
    found = [Link(KINDS[kind].label, urls.SECTIONS[kind])]
    match record:
        case Document(type=type_):
            found.append(Link(document_type(record), urls.documents_by("loai", type_)))
        case Procedure(field=field):
            found.append(Link(field, urls.procedures_by_field(field)))
    return found


def _enclosures(site: Site, record: Record) -> tuple[Enclosure, ...]:
    attachments: tuple[Attachment, ...] = ()
    match record:
        case News(attachments=found) | Document(attachments=found) | Procedure(forms=found):
            attachments = found
    files = ((attachment, site.downloads[attachment.file]) for attachment in attachments)
    return tuple(
        Enclosure(absolute(site, urls.file_url(a.file)), a.title, file.media_type, file.size) for a, file in files
    )


def _image(site: Site, record: Record) -> str:
    images = record.images if isinstance(record, News) else ()
    return absolute(site, urls.file_url(images[0].file)) if images else ""
