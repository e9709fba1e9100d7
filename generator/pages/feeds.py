"""Feeds: which there are, what each brings, and the page that lists them.

The outputs write exactly these feeds, so a page never offers one that is not there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from generator import urls
from generator.link.site import Key, Site, sources
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import area_title
from generator.vn.collation import collation_key

_FEED_KINDS = ("news", "documents", "procedures", "caseloads")
"""Kinds whose records have a day on which they came out."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be: the address of the list it stands beside, its words, its items newest first.

    ``name`` is what it is called on the portal, ``title`` what readers list it as, among feeds of other sites.
    """

    url: str
    name: str
    title: str
    description: str
    items: tuple[Key, ...]
    group: str


@dataclass(frozen=True, slots=True)
class FeedListView:
    """What the page of feeds shows: (group, feeds)."""

    groups: tuple[tuple[str, tuple[tuple[Feed, int], ...]], ...]


def came_out(site: Site, key: Key) -> datetime | None:
    """Return when a record came out: the moment of a post, the day of a document, a report, a procedure's announcement.

    Where only its life is told, a procedure came out on the day of the last step that has begun.
    """
    kind, id_ = key
    zone = site.portal.zone
    day: date | None = None
    if kind == "news":
        return site.news[id_].posted_at.astimezone(zone)
    if kind == "documents":
        day = site.documents[id_].issued_on
    elif kind == "procedures":
        procedure = site.procedures[id_]
        decision = site.documents.get(procedure.decided_by or "")
        begun = [event.effective_on for event in procedure.life if event.effective_on <= site.today]
        day = procedure.announced_on or (decision.issued_on if decision else max(begun, default=None))
    elif kind == "caseloads":
        day = site.caseloads[id_].reported_on
    return datetime.combine(day, time(), zone) if day else None


def plan_feeds(site: Site) -> tuple[Feed, ...]:
    """Return every feed of the site, in the order in which they are listed."""
    everything = [(kind, id_) for kind in _FEED_KINDS for id_ in _ids(site, kind)]
    plans = [key for key in everything if key[0] == "documents" and site.documents[key[1]].plan]
    words = "Mọi tin tức, văn bản, thủ tục và kết quả giải quyết mới"
    feeds = [
        _feed(site, urls.HOME, "Tất cả", words, everything, "Toàn cổng"),
        _feed(site, urls.NEWS, "Tin tức", "Tin mới", _of_kind(everything, "news"), "Chuyên mục"),
        _feed(site, urls.DOCUMENTS, "Văn bản", "Văn bản mới", _of_kind(everything, "documents"), "Chuyên mục"),
        _feed(site, urls.PLANS, "Kế hoạch", "Kế hoạch mới", plans, "Chuyên mục"),
        _feed(
            site,
            urls.PROCEDURES,
            "Thủ tục hành chính",
            "Thủ tục mới công bố",
            _of_kind(everything, "procedures"),
            "Chuyên mục",
        ),
    ]
    if site.caseloads:
        results = _of_kind(everything, "caseloads")
        words = "Báo cáo mới về kết quả giải quyết hồ sơ"
        feeds.append(_feed(site, urls.RESULTS, "Kết quả giải quyết hồ sơ", words, results, "Chuyên mục"))
    for agency in sorted(site.agencies.values(), key=lambda agency: collation_key(agency.name)):
        items = _about(site, ("agencies", agency.id))
        words = f"Tin, văn bản, thủ tục và kết quả giải quyết có {agency.name}"
        feeds.append(_feed(site, urls.agency_url(agency.id), agency.name, words, items, "Theo cơ quan"))
    for id_, (programme, area) in site.areas.items():
        items = _about(site, ("areas", id_))
        name = area_title(site, id_)
        words = f"Tin và văn bản về {area.name}, {programme.name}"
        feeds.append(_feed(site, urls.area_url(id_), name, words, items, "Theo lĩnh vực"))
    for province in site.provinces.values():
        items = _about(site, ("provinces", province.id))
        words = f"Tin, văn bản và thủ tục của {province.name}"
        feeds.append(_feed(site, urls.province_url(province.id), province.name, words, items, "Theo tỉnh, thành phố"))
    return tuple(feeds)


def _of_kind(keys: Iterable[Key], kind: str) -> list[Key]:
    return [key for key in keys if key[0] == kind]


def feed_links(feeds: Iterable[Feed]) -> dict[str, tuple[FeedLink, ...]]:
    """Return, by the address of a list, the feed that its page offers."""
    return {feed.url: (FeedLink(feed.title, feed.url),) for feed in feeds}


def feed_list_page(feeds: tuple[Feed, ...]) -> Page:
    """Return the page that lists the feeds."""
    groups: dict[str, list[tuple[Feed, int]]] = {}
    for feed in feeds:
        groups.setdefault(feed.group, []).append((feed, len(feed.items)))
    view = FeedListView(tuple((group, tuple(found)) for group, found in groups.items()))
    head = Head(
        "Theo dõi bằng RSS", "Danh sách nguồn tin RSS và Atom của cổng.", crumbs=(Link("Trang chủ", urls.HOME),)
    )
    return Page(urls.FEEDS, "feed_list.html", head, view)


def _ids(site: Site, kind: str) -> Iterable[str]:
    tables: dict[str, Iterable[str]] = {
        "news": site.news,
        "documents": site.documents,
        "procedures": site.procedures,
        "caseloads": site.caseloads,
    }
    return tables[kind]


def _about(site: Site, key: Key) -> list[Key]:
    """Return the records of feed kinds that refer to a record, as lead, issuer, author or in any other role."""
    edges = site.incoming.get(key, ())
    return [(kind, id_) for kind in _FEED_KINDS for id_ in sources(edges, kind)]


def _feed(site: Site, url: str, name: str, description: str, keys: Iterable[Key], group: str) -> Feed:
    portal = site.portal.short_name or site.portal.name
    title = portal if url == urls.HOME else f"{name} – {portal}"
    dated = [(moment, key) for key in keys if (moment := came_out(site, key))]
    dated.sort(key=lambda item: item[0], reverse=True)
    return Feed(url, name, title, description, tuple(key for _, key in dated[: site.portal.feeds.items]), group)
