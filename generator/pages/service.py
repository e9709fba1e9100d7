"""Pages that serve the others: search, the map of the site, contact, and what stands at a wrong address."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator import urls
from generator.link.site import Site
from generator.pages.disclosure import TITLE
from generator.pages.feed import SEARCHED, Feed
from generator.pages.indexes import INDEXES
from generator.pages.page import Head, Link, Page
from generator.pages.parts import area_title
from generator.vn.collation import collation_key

_CRUMBS = (Link("Trang chủ", urls.HOME),)

FACETS = (
    ("loai", "Loại nội dung"),
    ("loai-van-ban", "Loại văn bản"),
    ("nam", "Năm"),
    ("co-quan", "Cơ quan"),
    ("linh-vuc", "Lĩnh vực"),
    ("tinh", "Tỉnh, thành phố"),
    ("tinh-trang", "Tình trạng"),
    ("cap", "Cấp thực hiện"),
)
"""Filters of the search: their names in addresses and in the index, and their labels."""

SECTIONS = (
    Link("Tin tức", urls.NEWS),
    Link("Văn bản", urls.DOCUMENTS),
    Link("Kế hoạch", urls.PLANS),
    Link("Nhiệm vụ", urls.TASKS),
    Link("Thủ tục hành chính", urls.PROCEDURES),
    Link("Cơ quan", urls.AGENCIES),
    Link("Lĩnh vực", urls.AREAS),
    Link("Chỉ số", urls.INDICATORS),
    Link("Kết quả giải quyết", urls.RESULTS),
    Link("Tỉnh, thành phố", urls.PROVINCES),
)


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; ``index`` is the address of the folder of the index.

    ``feeds`` are the addresses of feeds by what they are about, as the values of filters are called; the feed of all
    is that of the home page. ``indexes`` and ``sections`` are for who reads without searching.
    """

    title: str
    index: str
    facets: tuple[tuple[str, str], ...]
    feeds: tuple[tuple[str, str], ...]
    indexes: tuple[Link, ...]
    sections: tuple[Link, ...]
    contact: str
    all_feeds: str


@dataclass(frozen=True, slots=True)
class SitemapView:
    """The tree of sections: (section, what is directly below it)."""

    title: str
    branches: tuple[tuple[Link, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class ContactView:
    """Who answers for the portal, how to reach them, and how the portal can be used by everyone."""

    title: str
    owner: str
    parent: str
    responsible: str
    address: str
    phone: str
    fax: str
    email: str
    information_requests: str
    disclosure: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What a reader can do at a wrong address."""

    title: str
    search: str
    sections: tuple[Link, ...]


def sections_of(site: Site) -> tuple[Link, ...]:
    """Return the sections that the portal has pages for."""
    empty = {url for url, found in ((urls.PROVINCES, site.provinces), (urls.RESULTS, site.caseloads)) if not found}
    return tuple(link for link in SECTIONS if link.url not in empty)


def service_pages(site: Site, feeds: Iterable[Feed], search_index: str) -> list[Page]:
    """Return these pages; ``search_index`` is the address of the index's folder, empty without search."""
    pages = [_sitemap_page(site), _contact_page(site), _not_found_page(site)]
    if search_index:
        addresses = tuple((feed.name, feed.url) for feed in feeds if feed.group in SEARCHED)
        view = SearchView(
            title="Tìm kiếm",
            index=search_index,
            facets=FACETS,
            feeds=addresses,
            indexes=INDEXES,
            sections=sections_of(site),
            contact=urls.CONTACT,
            all_feeds=urls.FEEDS,
        )
        head = Head("Tìm kiếm", "Tìm trong mọi trang của cổng.", urls.SEARCH, _CRUMBS)
        pages.append(Page(urls.SEARCH, "search.html", head, view))
    return pages


def _sitemap_page(site: Site) -> Page:
    agencies = sorted(site.agencies.values(), key=lambda agency: collation_key(agency.name))
    fields = sorted({procedure.field for procedure in site.procedures.values()}, key=collation_key)
    years = sorted({news.posted_at.year for news in site.news.values()}, reverse=True)
    document_years = sorted({d.issued_on.year for d in site.documents.values()}, reverse=True)
    results = sorted({unit.year for units in site.unit_years.values() for unit in units}, reverse=True)
    below: dict[str, tuple[Link, ...]] = {
        urls.NEWS: tuple(Link(f"Năm {year}", urls.news_year_url(year)) for year in years),
        urls.DOCUMENTS: tuple(Link(f"Năm {y}", urls.documents_by("nam", str(y))) for y in document_years),
        urls.PLANS: tuple(Link(p.name, urls.programme_url(p.id)) for p in site.portal.programmes),
        urls.PROCEDURES: tuple(Link(field, urls.procedures_by_field(field)) for field in fields),
        urls.AGENCIES: tuple(Link(agency.name, urls.agency_url(agency.id)) for agency in agencies if not agency.parent),
        urls.AREAS: tuple(Link(area_title(site, id_), urls.area_url(id_)) for id_ in site.areas),
        urls.RESULTS: tuple(Link(f"Năm {year}", urls.results_of_year(year)) for year in results),
        urls.PROVINCES: tuple(Link(p.name, urls.province_url(p.id)) for p in site.provinces.values()),
    }
    data = (Link("Dữ liệu mở", urls.DATA),) if site.portal.features.open_data else ()
    more = (
        *INDEXES[:3],
        Link("Mới thay đổi", urls.CHANGES),
        Link("Theo dõi bằng RSS", urls.FEEDS),
        *data,
        Link(TITLE, urls.DISCLOSURE),
        Link("Liên hệ và khả năng tiếp cận", urls.CONTACT),
    )
    sections = (*sections_of(site), *([Link("Tìm kiếm", urls.SEARCH)] if site.portal.features.search else []), *more)
    view = SitemapView("Sơ đồ trang", tuple((link, below.get(link.url, ())) for link in sections))
    return Page(urls.SITEMAP, "sitemap.html", Head("Sơ đồ trang", crumbs=_CRUMBS), view)


def _contact_page(site: Site) -> Page:
    portal = site.portal
    view = ContactView(
        title="Liên hệ và khả năng tiếp cận",
        owner=portal.owner.name,
        parent=portal.owner.parent or "",
        responsible=str(portal.responsible or ""),
        address=portal.contact.address or "",
        phone=portal.contact.phone or "",
        fax=portal.contact.fax or "",
        email=portal.contact.email or "",
        information_requests=portal.contact.information_requests or "",
        disclosure=urls.DISCLOSURE,
    )
    return Page(urls.CONTACT, "contact.html", Head(view.title, crumbs=_CRUMBS), view)


def _not_found_page(site: Site) -> Page:
    search = urls.SEARCH if site.portal.features.search else ""
    view = NotFoundView("Không tìm thấy trang", search, sections_of(site))
    return Page(urls.NOT_FOUND, "not_found.html", Head(view.title, layout="plain"), view)
