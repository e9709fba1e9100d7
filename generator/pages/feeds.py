"""Feeds: which there are and what each brings.

The outputs write exactly these feeds, so a page never offers one that is not there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator import urls
from generator.link.site import Key, Site, sources
from generator.pages.moments import DATED_KINDS, came_out, dated_keys, midnight
from generator.pages.news import posts_by_author
from generator.pages.page import FeedLink
from generator.pages.parts import area_title, document_name
from generator.pages.procedure_list import FIELDS as PROCEDURE_FIELDS
from generator.pages.procedure_list import procedure_lists
from generator.vn.collation import collation_key
from generator.vn.doctypes import DOCUMENT_TYPES

_VOLUME_LIMIT = 100

ALL, SECTIONS, AGENCIES, AREAS = "Toàn cổng", "Chuyên mục", "Theo cơ quan", "Theo lĩnh vực"
PROVINCES, TYPES, FIELDS = "Theo tỉnh, thành phố", "Theo loại văn bản", "Theo lĩnh vực thủ tục"
AUTHORS, PLANS = "Theo tác giả", "Theo kế hoạch"

_CALLED = {TYPES: "Văn bản loại {}", FIELDS: "Thủ tục lĩnh vực {}", AUTHORS: "Tin của {}"}
"""What readers list a feed as where its name alone could be that of another."""

SEARCHED = (SECTIONS, AGENCIES, AREAS, PROVINCES)
"""Groups of feeds that are about what a search can be narrowed to."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be: the address of the list it stands beside, its words, what it brings.

    ``name`` is what it is called on the portal, ``title`` what readers list it as, among feeds of other sites;
    ``subject`` what it is about, and empty for everything. ``items`` are the records in the document to subscribe to,
    newest first, and ``history`` all of them where it has archive documents. ``moments`` are when all that it could
    bring came out, newest first, and ``count`` how much of that it brings. ``plan`` is the plan whose reports on tasks
    it brings; it has no records then.
    """

    url: str
    name: str
    title: str
    description: str
    group: str
    subject: str
    items: tuple[Key, ...]
    history: tuple[Key, ...]
    moments: tuple[datetime, ...]
    count: int
    plan: str = ""


def volume_size(site: Site) -> int:
    """Return how many items an archive document holds: no more than a feed, so what is in none is in the feed."""
    return min(site.portal.feeds.items, _VOLUME_LIMIT)


def plan_feeds(site: Site) -> tuple[Feed, ...]:
    """Return every feed of the site, in the order in which they are listed."""
    moments = {key: moment for key in dated_keys(site) if (moment := came_out(site, key))}
    newest = sorted(moments, key=lambda key: (key[1], key[0]))
    newest.sort(key=moments.__getitem__, reverse=True)
    place = {key: number for number, key in enumerate(newest)}

    def feed(url: str, name: str, about: str, keys: Iterable[Key], group: str) -> Feed:
        found = tuple(sorted((key for key in keys if key in place), key=place.__getitem__))
        items = found[: site.portal.feeds.items]
        history = found if group in (ALL, SECTIONS) else ()
        subject = "" if url == urls.HOME else name
        when = tuple(moments[key] for key in found)
        title = _title(site, _CALLED.get(group, "{}").format(subject))
        return Feed(url, name, title, about, group, subject, items, history, when, len(items))

    return (
        *(feed(*row, group=ALL if row[0] == urls.HOME else SECTIONS) for row in _sections(site, newest)),
        *(feed(*row, group=AGENCIES) for row in _agencies(site)),
        *(feed(*row, group=AREAS) for row in _areas(site)),
        *(feed(*row, group=PROVINCES) for row in _provinces(site)),
        *(feed(*row, group=TYPES) for row in _types(site)),
        *(feed(*row, group=FIELDS) for row in _fields(site)),
        *(feed(*row, group=AUTHORS) for row in _authors(site)),
        *_plans(site),
    )


def feed_groups(feeds: Iterable[Feed]) -> dict[str, list[Feed]]:
    """Return the feeds by group, in their order."""
    groups: dict[str, list[Feed]] = defaultdict(list)
    for feed in feeds:
        groups[feed.group].append(feed)
    return dict(groups)


def feed_links(feeds: Iterable[Feed]) -> dict[str, tuple[FeedLink, ...]]:
    """Return, by the address of a list, the feed that its page offers."""
    return {feed.url: (FeedLink(feed.title, feed.url),) for feed in feeds}


_Row = tuple[str, str, str, Iterable[Key]]
"""Address, name and description of a feed, and the records it is of."""


def _sections(site: Site, keys: Sequence[Key]) -> Iterator[_Row]:
    by_kind: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_kind[key[0]].append(key)
    plans = [key for key in by_kind["documents"] if site.documents[key[1]].plan]
    yield urls.HOME, "Tất cả", "Mọi tin tức, văn bản, thủ tục và kết quả giải quyết mới", keys
    yield urls.NEWS, "Tin tức", "Tin mới", by_kind["news"]
    yield urls.DOCUMENTS, "Văn bản", "Văn bản mới", by_kind["documents"]
    yield urls.PLANS, "Kế hoạch", "Kế hoạch mới", plans
    yield urls.PROCEDURES, "Thủ tục hành chính", "Thủ tục mới công bố", by_kind["procedures"]
    if site.caseloads:
        words = "Báo cáo mới về kết quả giải quyết hồ sơ"
        yield urls.RESULTS, "Kết quả giải quyết hồ sơ", words, by_kind["caseloads"]


def _agencies(site: Site) -> Iterator[_Row]:
    for agency in sorted(site.agencies.values(), key=lambda agency: collation_key(agency.name)):
        words = f"Tin, văn bản, thủ tục và kết quả giải quyết có {agency.name}"
        yield urls.agency_url(agency.id), agency.name, words, _about(site, ("agencies", agency.id))


def _areas(site: Site) -> Iterator[_Row]:
    for id_, (programme, area) in site.areas.items():
        words = f"Tin và văn bản về {area.name}, {programme.name}"
        yield urls.area_url(id_), area_title(site, id_), words, _about(site, ("areas", id_))


def _provinces(site: Site) -> Iterator[_Row]:
    for province in site.provinces.values():
        words = f"Tin, văn bản và thủ tục của {province.name}"
        yield urls.province_url(province.id), province.name, words, _about(site, ("provinces", province.id))


def _types(site: Site) -> Iterator[_Row]:
    found: dict[str, list[Key]] = defaultdict(list)
    for document in site.documents.values():
        found[document.type].append(("documents", document.id))
    for type_ in sorted(found, key=lambda type_: collation_key(DOCUMENT_TYPES[type_].name)):
        name = DOCUMENT_TYPES[type_].name
        yield urls.documents_by("loai", type_), name, f"Văn bản mới, loại {name}", found[type_]


def _fields(site: Site) -> Iterator[_Row]:
    for one in procedure_lists(site):
        if one.group == PROCEDURE_FIELDS:
            keys = [("procedures", id_) for id_ in one.ids]
            yield one.url, one.name, f"Thủ tục mới công bố, lĩnh vực {one.name}", keys


def _authors(site: Site) -> Iterator[_Row]:
    authors = [(" / ".join(names), url, posts) for url, (names, posts) in posts_by_author(site).items()]
    for name, url, posts in sorted(authors, key=lambda author: collation_key(author[0])):
        yield url, name, f"Tin của {name}", [("news", post.id) for post in posts]


def _plans(site: Site) -> Iterator[Feed]:
    """Yield the feed of each plan whose tasks have been reported on, the newest plan first."""
    plans = [site.documents[id_] for id_, rows in site.tasks.items() if any(row.task.updates for row in rows)]
    for plan in sorted(plans, key=lambda plan: (plan.issued_on, plan.id), reverse=True):
        days = (update.date for row in site.tasks[plan.id] for update in row.task.updates)
        when = tuple(midnight(site, day) for day in sorted(days, reverse=True))
        name = document_name(plan)
        words = f"Báo cáo về các nhiệm vụ của {name}: {plan.subject}"
        count = min(len(when), site.portal.feeds.items)
        title = _title(site, f"Nhiệm vụ của {name}")
        yield Feed(urls.document_url(plan.id), name, title, words, PLANS, "Nhiệm vụ", (), (), when, count, plan.id)


def _title(site: Site, subject: str) -> str:
    portal = site.portal.short_name or site.portal.name
    return f"{subject} – {portal}" if subject else portal


def _about(site: Site, key: Key) -> list[Key]:
    """Return the dated records that refer to a record, as lead, issuer, author or in any other role."""
    edges = site.incoming.get(key, ())
    return [(kind, id_) for kind in DATED_KINDS for id_ in sources(edges, kind)]
