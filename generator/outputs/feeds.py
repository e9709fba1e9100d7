"""Feeds: ``rss.xml`` and ``atom.xml`` beside each list that has one, and what they say of a record."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5

from generator import urls
from generator.base.artifact import Artifact
from generator.base.text import shorten
from generator.link.references import references_in
from generator.link.site import Key, Site
from generator.outputs.feedxml import Category, Channel, Enclosure, FeedItem, write_atom, write_rss
from generator.outputs.plaintext import plain_text
from generator.pages.caseload import caseload_summary
from generator.pages.feeds import Feed, came_out
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

RSS, ATOM = "rss.xml", "atom.xml"

_SUMMARY_LIMIT = 300
_KIND_LISTS = {
    "news": urls.NEWS,
    "documents": urls.DOCUMENTS,
    "procedures": urls.PROCEDURES,
    "caseloads": urls.RESULTS,
}

# A character reference in Markdown (``&#1;``) can still bring what XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_artifacts(site: Site, feed: Feed, entry_html: Callable[[Key], str]) -> tuple[Artifact, Artifact]:
    """Return the feed as RSS 2.0 and as Atom, with the same items and in the same order.

    ``entry_html`` gives the content of a record as safe HTML with absolute addresses. The bytes depend on nothing
    but the arguments.
    """
    items = tuple(feed_item(site, key, entry_html(key)) for key in feed.items)
    channel = Channel(
        id=stable_id(site, feed.url + ATOM),
        url=absolute(site, feed.url),
        title=feed.title,
        description=feed.description,
        author=site.portal.owner.name,
        updated=max((item.updated for item in items), default=_beginning(site)),
    )
    return (
        Artifact(urls.artifact_path(feed.url + RSS), write_rss(channel, items, channel.url + RSS)),
        Artifact(urls.artifact_path(feed.url + ATOM), write_atom(channel, items, channel.url + ATOM)),
    )


def feed_item(site: Site, key: Key, html: str) -> FeedItem:
    """Return the record of a feed, with its content as HTML."""
    record = site.record(key)
    published = came_out(site, key)
    if published is None:
        raise ValueError(f"{key} is in a feed and has no date")
    link = record_link(site, key)
    html = _NOT_XML.sub("", html)
    return FeedItem(
        id=stable_id(site, first_address(record, link.url)),
        url=absolute(site, link.url),
        title=_title(site, record),
        summary=_summary(site, record) or shorten(plain_text(html), _SUMMARY_LIMIT),
        html=html,
        published=published,
        updated=last_change(site, key) or published,
        creators=_creators(site, record),
        categories=_categories(site, key[0], record),
        enclosures=_enclosures(site, record),
    )


def last_change(site: Site, key: Key) -> datetime | None:
    """Return when a record last changed, as far as it says so itself: None where it bears no date."""
    modified = site.news[key[1]].modified_at if key[0] == "news" else None
    moments = (came_out(site, key), modified and modified.astimezone(site.portal.zone))
    return max((moment for moment in moments if moment), default=None)


def first_address(record: Record, url: str) -> str:
    """Return the address at which a record was first published, by which feed readers know it for good.

    It is kept by moves, since a page that moves names its old addresses, the oldest first.
    """
    return record.former_addresses[0] if record.former_addresses else url


def stable_id(site: Site, address: str) -> str:
    """Return the permanent id of what was first published at an address of the site, as a URN.

    It is a name-based UUID (RFC 9562, version 5) of host and address. The scheme is left out, so a portal keeps its
    ids when it turns to https; the host is in, because two provinces do have documents of the same number.
    """
    name = absolute(site, address).partition(":")[2]
    return uuid5(NAMESPACE_URL, name).urn


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
    found = [Link(KINDS[kind].label, _KIND_LISTS[kind])]
    match record:
        case Document(type=type_):
            found.append(Link(document_type(record), urls.documents_by("loai", type_)))
        case Procedure(field=field):
            found.append(Link(field, urls.procedures_by_field(field)))
    for place, marker, id_ in references_in(record):
        match marker:
            case Reference("areas"):
                found += area_links(site, (id_,))
            case Reference("provinces"):
                found += province_links(site, id_)
            case Reference("agencies") if id_ in site.agencies and "before" not in place:
                found += agency_links(site, (id_,))
    return tuple(_category(site, link) for link in dict.fromkeys(found))


def _category(site: Site, link: Link) -> Category:
    above, _, term = link.url.rstrip("/").rpartition("/")
    return Category(scheme=absolute(site, above + "/"), term=term, label=link.text)


def _enclosures(site: Site, record: Record) -> tuple[Enclosure, ...]:
    attachments: tuple[Attachment, ...] = ()
    match record:
        case News(attachments=found) | Document(attachments=found) | Procedure(forms=found):
            attachments = found
    files = ((attachment, site.downloads[attachment.file]) for attachment in attachments)
    return tuple(
        Enclosure(absolute(site, urls.file_url(a.file)), a.title, file.media_type, file.size) for a, file in files
    )


def _beginning(site: Site) -> datetime:
    """Return the date of a feed that has no items yet: the portal's first day, or the epoch where it is not stated."""
    started = site.portal.started_on
    return datetime.combine(started, time(), site.portal.zone) if started else datetime.fromtimestamp(0, UTC)
