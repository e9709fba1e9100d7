"""Provinces: the list, and a page for each with all that concerns it."""

from generator import urls
from generator.link.site import Site, sources
from generator.pages.dublin_core import dublin_core
from generator.pages.hub import hub_pages
from generator.pages.index import index_page
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import CountedLink, Group, Item, count_records
from generator.vn.collation import collation_key

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Tỉnh, thành phố", urls.PROVINCES))


def province_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about provinces; a portal without any has none."""
    if not site.provinces:
        return []
    links = tuple(
        CountedLink(p.name, urls.province_url(p.id), count_records(site, ("provinces", p.id)))
        for p in site.provinces.values()
    )
    head = Head("Tỉnh, thành phố", "Các tỉnh, thành phố có hồ sơ trên cổng.", crumbs=_CRUMBS[:1])
    pages = [index_page(urls.PROVINCES, head, (Group("", links=links),))]
    for province in site.provinces.values():
        url = urls.province_url(province.id)
        key = ("provinces", province.id)
        description = f"Kế hoạch, văn bản, tin tức và cơ quan của {province.name}."
        agencies = [site.agencies[id_] for id_ in sources(site.incoming.get(key, ()), "agencies")]
        agencies.sort(key=lambda agency: collation_key(agency.name))
        head = Head(
            province.name,
            description,
            crumbs=_CRUMBS,
            metadata=dublin_core(site, province.name, "", None, description, url),
            feeds=feeds[url],
        )
        below = Group("Cơ quan", tuple(Item(agency.name, urls.agency_url(agency.id)) for agency in agencies))
        tasks = [row for row in site.all_tasks() if row.plan.province == province.id]
        pages += hub_pages(
            site, key, url, head, below=below, tasks=tasks, tasks_url=urls.tasks_by("dia-phuong", province.id)
        )
    return pages
