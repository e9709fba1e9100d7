"""Areas of reform programmes: the list by programme, and a page for each."""

from collections import defaultdict

from generator import urls
from generator.link.site import PlanTask, Site
from generator.pages.hub import hub_pages
from generator.pages.index import index_page
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import CountedLink, Group, area_title, count_records, document_ref_link, dublin_core, plain

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Lĩnh vực", urls.AREAS))


def area_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about areas."""
    tasks: dict[str, list[PlanTask]] = defaultdict(list)
    for row in (row for rows in site.tasks.values() for row in rows):
        if row.task.area:
            tasks[row.task.area].append(row)
    groups = tuple(
        Group(
            f"{programme.name} ({programme.period})",
            links=tuple(
                CountedLink(area.name, urls.area_url(area.id), count_records(site, ("areas", area.id)))
                for area in programme.areas
            ),
        )
        for programme in site.portal.programmes
    )
    head = Head("Lĩnh vực", "Các lĩnh vực cải cách hành chính theo từng chương trình.", crumbs=_CRUMBS[:1])
    pages = [index_page(urls.AREAS, head, groups)]
    for id_, (programme, area) in site.areas.items():
        url = urls.area_url(id_)
        title = area_title(site, id_)
        description = f"{area.name} – {programme.name} ({programme.period})"
        head = Head(
            title,
            description,
            crumbs=_CRUMBS,
            metadata=dublin_core(site, title, "", None, description, url),
            feeds=feeds[url],
        )
        facts = (
            ("Chương trình", plain(programme.name)),
            ("Giai đoạn", plain(str(programme.period))),
            ("Văn bản ban hành", _programme_document(site, programme.document)),
        )
        pages += hub_pages(site, ("areas", id_), url, head, facts=facts, tasks=tasks[id_])
    return pages


def _programme_document(site: Site, wording: str | None) -> tuple[Link, ...]:
    """Return the document of a programme: the configuration names it as a record does, by id or as texts cite it."""
    return (document_ref_link(site, wording),) if wording else ()
