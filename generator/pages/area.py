"""Areas of reform programmes: those of all programmes side by side, and a page for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import urls
from generator.link.site import PlanTask, Site
from generator.pages.dublin_core import dublin_core
from generator.pages.hub import hub_pages
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import (
    CountedLink,
    area_title,
    count_records,
    document_ref_link,
    plain,
    programme_document,
)
from generator.records.portal import Programme

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Lĩnh vực", urls.AREAS))


@dataclass(frozen=True, slots=True)
class AreaTableView:
    """Programmes in the order of their years as (link, years), and rows of areas that continue each other.

    A row has the areas of each programme in that order; ``mapped`` says that any area continues another.
    """

    title: str
    programmes: tuple[tuple[Link, str], ...]
    rows: tuple[tuple[tuple[CountedLink, ...], ...], ...]
    mapped: bool


def area_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about areas."""
    tasks: dict[str, list[PlanTask]] = defaultdict(list)
    for row in site.all_tasks():
        if row.task.area:
            tasks[row.task.area].append(row)
    followers: dict[str, list[str]] = defaultdict(list)
    for id_, (_, area) in site.areas.items():
        for before in area.continues:
            followers[before].append(id_)
    pages = [_table_page(site, followers)]
    for id_, (programme, area) in site.areas.items():
        url = urls.area_url(id_)
        title = area_title(site, id_)
        issued = programme_document(site, programme)
        description = f"{area.name} – {programme.name} ({programme.period})"
        head = Head(
            title,
            description,
            crumbs=_CRUMBS,
            metadata=dublin_core(site, title, "", None, description, url),
            feeds=feeds[url],
        )
        facts = (
            ("Chương trình", (Link(programme.name, urls.programme_url(programme.id)),)),
            ("Giai đoạn", plain(str(programme.period))),
            ("Văn bản ban hành", (document_ref_link(site, issued),) if issued else ()),
            ("Tiếp nối từ", _titled_links(site, area.continues)),
            ("Được tiếp nối bởi", _titled_links(site, followers[id_])),
        )
        pages += hub_pages(
            site, ("areas", id_), url, head, facts=facts, tasks=tasks[id_], tasks_url=urls.tasks_by("linh-vuc", id_)
        )
    return pages


def _table_page(site: Site, followers: Mapping[str, list[str]]) -> Page:
    programmes = sorted(site.portal.programmes, key=lambda programme: programme.period.first)
    view = AreaTableView(
        title="Lĩnh vực",
        programmes=tuple((Link(p.name, urls.programme_url(p.id)), str(p.period)) for p in programmes),
        rows=tuple(_row(site, programmes, family) for family in _families(site, programmes, followers)),
        mapped=bool(followers),
    )
    head = Head("Lĩnh vực", "Các lĩnh vực cải cách hành chính theo từng chương trình.", crumbs=_CRUMBS[:1])
    return Page(urls.AREAS, "area_table.html", head, view)


def _families(site: Site, programmes: Iterable[Programme], followers: Mapping[str, list[str]]) -> Iterable[set[str]]:
    """Yield the areas that continue each other, directly or by way of others, in the order of their first."""
    seen: set[str] = set()
    for first in (area.id for programme in programmes for area in programme.areas):
        family: set[str] = set()
        waiting = [first] if first not in seen else []
        while waiting:
            id_ = waiting.pop()
            if id_ not in family:
                family.add(id_)
                waiting += (*site.areas[id_][1].continues, *followers.get(id_, ()))
        if family:
            seen |= family
            yield family


def _row(site: Site, programmes: Iterable[Programme], family: set[str]) -> tuple[tuple[CountedLink, ...], ...]:
    return tuple(
        tuple(
            CountedLink(area.name, urls.area_url(area.id), count_records(site, ("areas", area.id)))
            for area in programme.areas
            if area.id in family
        )
        for programme in programmes
    )


def _titled_links(site: Site, ids: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(area_title(site, id_), urls.area_url(id_)) for id_ in ids)
