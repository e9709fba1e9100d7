"""News: posts in the provincial format, their list, archives and authors."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from generator import urls
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.citation import news_citation
from generator.pages.correction import CorrectionLine, correction_lines
from generator.pages.dublin_core import area_names, record_core
from generator.pages.linked_data import article
from generator.pages.listing import list_pages
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import (
    CountedLink,
    Facts,
    FileLink,
    Group,
    Item,
    Picture,
    Prose,
    agency_links,
    area_links,
    document_ref_links,
    file_links,
    pictures,
    prose,
    province_links,
    source_links,
    twin_of,
)
from generator.pages.share import preview, record_card
from generator.records.news import Author, News
from generator.vn.dates import format_date, format_moment

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Tin tức", urls.NEWS))
_NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class NewsView:
    """A post. ``byline`` are its authors as ``Cao Hải – Sở Nội vụ``, ``others`` its neighbours in time."""

    title: str
    posted_at: str
    posted_iso: str
    modified_at: str
    summary: str
    body: Prose
    images: tuple[Picture, ...]
    files: tuple[FileLink, ...]
    byline: tuple[Link, ...]
    facts: Facts
    newer: tuple[Item, ...]
    older: tuple[Item, ...]
    latest: tuple[Item, ...]
    corrections: tuple[CorrectionLine, ...]
    citation: str


def news_item(site: Site, news: News) -> Item:
    """Return a post of the site as it stands in lists."""
    return _items(site)[news.id]


@lru_cache(maxsize=1)  # a post stands in many lists: by day, author, agency, area, province, title
def _items(site: Site) -> dict[str, Item]:
    return {id_: _item(news) for id_, news in site.news.items()}


def _item(news: News) -> Item:
    return Item(
        title=news.title,
        url=urls.news_url(news),
        meta=(format_date(news.posted_at.date()),),
        summary=shorten(news.summary or "", 220),
    )


def byline(site: Site, author: Author) -> str:
    """Return an author as posts name them: ``Cao Hải – Sở Nội vụ``, or the agency alone."""
    agency = site.agencies[author.agency].name if author.agency else ""
    return " – ".join(part for part in (author.name, author.role or agency) if part)


def posts_by_author(site: Site) -> dict[str, tuple[tuple[str, ...], list[News]]]:
    """Return the names that share an address, as posts have them, and the posts, newest first, by that address."""
    found: dict[str, tuple[dict[str, None], list[News]]] = {}
    for news in site.news.values():
        for author in news.authors:
            name = byline(site, author)
            names, posts = found.setdefault(urls.author_url(name), ({}, []))
            names[name] = None
            posts.append(news)
    return {url: (tuple(names), posts) for url, (names, posts) in found.items()}


def news_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about news."""
    posts = list(site.news.values())
    item_of = _items(site)
    items = list(item_of.values())
    size = site.portal.page_sizes.news
    months: dict[tuple[int, int], list[News]] = defaultdict(list)
    years: dict[int, list[News]] = defaultdict(list)
    authors = posts_by_author(site)
    for news in posts:
        day = news.posted_at.date()
        months[day.year, day.month].append(news)
        years[day.year].append(news)
    facets = (
        Group(
            "Theo năm", links=tuple(CountedLink(f"Năm {y}", urls.news_year_url(y), len(n)) for y, n in years.items())
        ),
        Group(
            "Theo tác giả",
            links=tuple(CountedLink(" / ".join(names), url, len(n)) for url, (names, n) in sorted(authors.items())),
        ),
    )
    head = Head("Tin tức", "Tin về cải cách hành chính.", urls.NEWS, _CRUMBS[:1], feeds=feeds[urls.NEWS])
    pages = list_pages(urls.NEWS, head, items, size, "tin", facets=facets)
    for year, found in years.items():
        links = tuple(
            CountedLink(f"Tháng {month}/{year}", urls.news_month_url(group[0].posted_at.date()), len(group))
            for (y, month), group in months.items()
            if y == year
        )
        head = Head(f"Tin tức năm {year}", section=urls.NEWS, crumbs=_CRUMBS)
        group = (Group("Theo tháng", links=links),)
        pages += list_pages(urls.news_year_url(year), head, [item_of[n.id] for n in found], size, "tin", facets=group)
    for (year, month), found in months.items():
        crumbs = (*_CRUMBS, Link(f"Năm {year}", urls.news_year_url(year)))
        head = Head(f"Tin tức tháng {month}/{year}", section=urls.NEWS, crumbs=crumbs)
        url = urls.news_month_url(found[0].posted_at.date())
        pages += list_pages(url, head, [item_of[n.id] for n in found], size, "tin")
    for url, (names, found) in authors.items():
        # Names that differ in marks alone (Hà, Hạ) share an address; the page must not give one person's to another.
        title = f"Tin của {' / '.join(names)}"
        head = Head(title, section=urls.NEWS, crumbs=_CRUMBS, feeds=feeds.get(url, ()))
        pages += list_pages(url, head, [item_of[n.id] for n in found], size, "tin")
    latest = tuple(items[:_NEIGHBOURS])
    pages += (_post_page(site, posts, index, items, latest) for index in range(len(posts)))
    return pages


def _post_page(site: Site, posts: list[News], index: int, items: list[Item], latest: tuple[Item, ...]) -> Page:
    news = posts[index]
    key = ("news", news.id)
    url = urls.news_url(news)
    names = [byline(site, author) for author in news.authors]
    view = NewsView(
        title=news.title,
        posted_at=format_moment(news.posted_at),
        posted_iso=news.posted_at.isoformat(),
        modified_at=format_moment(news.modified_at) if news.modified_at else "",
        summary=news.summary or "",
        body=prose(site, key, news.body),
        images=pictures(news.images),
        files=file_links(site, news.attachments),
        byline=tuple(Link(name, urls.author_url(name)) for name in names),
        facts=(
            ("Văn bản", document_ref_links(site, news.documents)),
            ("Cơ quan", agency_links(site, news.agencies)),
            ("Lĩnh vực", area_links(site, news.areas)),
            ("Tỉnh, thành phố", province_links(site, news.province)),
            ("Nguồn", source_links(news.source)),
        ),
        newer=tuple(items[max(0, index - _NEIGHBOURS) : index]),
        older=tuple(items[index + 1 : index + 1 + _NEIGHBOURS]),
        latest=tuple(item for item in latest if item.url != url),
        corrections=correction_lines(news),
        citation=news_citation(site, news, names),
    )
    description = shorten(news.summary or news.body, 160)
    creators = "; ".join(names)
    office = next((author.agency for author in news.authors if author.agency), None)
    shown = record_card(site, key, news.title, creators, news.posted_at, office)
    head = Head(
        title=news.title,
        description=description,
        section=urls.NEWS,
        crumbs=_CRUMBS,
        metadata=record_core(site, key, news.title, creators, description, url, subjects=area_names(site, news.areas)),
        twin=twin_of(site, url),
        linked_data=(article(site, news, names, shown),),
        preview=preview(shown, news.posted_at, news.images, news.modified_at),
    )
    return Page(url, "news.html", head, view, site.paths[key])
