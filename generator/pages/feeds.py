"""Feeds: which there are and what each brings.

The outputs write exactly these feeds, so a page never offers one that is not there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator import urls
from generator.link.site import Key, Site, sources
from generator.pages.feed import (
    AGENCIES,
    ALL,
    AREAS,
    AUTHORS,
    FIELDS,
    PROVINCES,
    SECTIONS,
    TYPES,
    Feed,
    feed_title,
)
from generator.pages.moments import DATED_KINDS, came_out, dated_keys
from generator.pages.news import posts_by_author
from generator.pages.parts import area_title
from generator.pages.procedure_list import FIELDS as PROCEDURE_FIELDS
from generator.pages.procedure_list import procedure_lists
from generator.pages.task_feeds import feed_of_all_tasks, feeds_of_plans, feeds_of_task_lists
from generator.vn.collation import collation_key
from generator.vn.doctypes import DOCUMENT_TYPES

_CALLED = {TYPES: "Văn bản loại {}", FIELDS: "Thủ tục lĩnh vực {}", AUTHORS: "Tin của {}"}
"""What readers list a feed as where its name alone could be that of another."""


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
        title = feed_title(site, _CALLED.get(group, "{}").format(subject))
        first_url = _first_url(site, url)
        return Feed(url, name, title, about, group, subject, first_url, when, len(items), items, history)

    return (
        *(feed(*row, group=ALL if row[0] == urls.HOME else SECTIONS) for row in _sections(site, newest)),
        feed_of_all_tasks(site),
        *(feed(*row, group=AGENCIES) for row in _agencies(site)),
        *(feed(*row, group=AREAS) for row in _areas(site)),
        *(feed(*row, group=PROVINCES) for row in _provinces(site)),
        *(feed(*row, group=TYPES) for row in _types(site)),
        *(feed(*row, group=FIELDS) for row in _fields(site)),
        *(feed(*row, group=AUTHORS) for row in _authors(site)),
        *feeds_of_task_lists(site),
        *feeds_of_plans(site),
    )


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


def _first_url(site: Site, url: str) -> str:
    agency = site.agencies.get(url.removeprefix(urls.AGENCIES).rstrip("/"))
    return urls.first_address(agency.former_addresses, url) if agency else url


def _about(site: Site, key: Key) -> list[Key]:
    """Return the dated records that refer to a record, as lead, issuer, author or in any other role."""
    edges = site.incoming.get(key, ())
    return [(kind, id_) for kind in DATED_KINDS for id_ in sources(edges, kind)]
