"""What crawlers ask for: ``sitemap.xml`` (sitemaps.org, protocol 0.9), the news of two days, and ``robots.txt``."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from html import escape

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.pages.home import HomeView
from generator.pages.hub import HubView
from generator.pages.listing import ListView
from generator.pages.moments import dated_keys, day_of_change
from generator.pages.page import Page
from generator.pages.parts import Item, absolute, record_link
from generator.pages.procedure_list import ProcedureListView

_SITEMAP = "sitemap.xml"
_NEWS_SITEMAP = "sitemap-news.xml"
_MOST_ADDRESSES = 50_000
"""What the protocol allows in one file."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
_MOST_NEWS = 1000
"""What Google reads of a news sitemap; it wants posts of the last two days."""


def sitemap_artifacts(
    site: Site, pages: Sequence[Page], changed: Callable[[Page], date | None]
) -> tuple[Artifact, ...]:
    """Return ``robots.txt`` and the sitemap of the pages, in their order; above 50,000 it is an index of several.

    ``changed`` says when a page last changed, or None where nobody knows: a made-up date teaches crawlers to ignore
    all of them. What has no address of its own (404.html) is left out, and what crawlers are asked to leave out.
    """
    wanted = (page for page in pages if page.url.endswith("/") and ("robots", "noindex") not in page.head.metadata)
    dated = [(absolute(site, page.url), changed(page)) for page in wanted]
    files = [dated[start : start + _MOST_ADDRESSES] for start in range(0, len(dated), _MOST_ADDRESSES)]
    sitemaps = (f"Sitemap: {absolute(site, '/' + name)}\n" for name in (_SITEMAP, _NEWS_SITEMAP))
    found = [Artifact("robots.txt", f"User-agent: *\nAllow: /\n\n{''.join(sitemaps)}".encode())]
    if len(files) <= 1:
        return (*found, _file(_SITEMAP, "urlset", [_entry("url", *entry) for entry in dated]))
    names = [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    parts = [
        _entry("sitemap", absolute(site, "/" + name), max((day for _, day in part if day), default=None))
        for name, part in zip(names, files, strict=True)
    ]
    found.append(_file(_SITEMAP, "sitemapindex", parts))
    found += (
        _file(name, "urlset", [_entry("url", *entry) for entry in part])
        for name, part in zip(names, files, strict=True)
    )
    return tuple(found)


def news_sitemap(site: Site) -> Artifact:
    """Return the posts of today and yesterday in the protocol of Google News; without any the file is empty."""
    portal = site.portal
    name = escape(portal.name)
    entries: list[str] = []
    for id_, news in site.news.items():
        posted = news.posted_at.astimezone(portal.zone)
        if posted.date() < site.today - timedelta(days=1) or len(entries) == _MOST_NEWS:
            break  # the newest come first
        entries.append(
            f"<url><loc>{escape(absolute(site, record_link(site, ('news', id_)).url))}</loc><news:news>"
            f"<news:publication><news:name>{name}</news:name><news:language>vi</news:language></news:publication>"
            f"<news:publication_date>{posted.isoformat()}</news:publication_date>"
            f"<news:title>{escape(news.title)}</news:title></news:news></url>"
        )
    return _file(_NEWS_SITEMAP, "urlset", entries, f' xmlns:news="{_NEWS_NAMESPACE}"')


def page_changes(site: Site, pages: Iterable[Page]) -> Callable[[Page], date | None]:
    """Return what knows when pages last changed: those of records and tasks, and lists of such.

    A list changed, as far as is known, when the newest of its records did: then all that follow moved on by one.
    """
    dates = _record_dates(site)
    lists: dict[str, date] = {}
    for page in pages:
        if found := [dates[item.url] for item in _items(page.view) if item.url in dates]:
            lists[_listing(page)] = max(*found, lists.get(_listing(page), found[0]))
    return lambda page: dates.get(page.url) or lists.get(_listing(page))


def _record_dates(site: Site) -> Mapping[str, date]:
    """Return the last change of each record and task that bears a date, by address."""
    keys = dated_keys(site)
    dates = {record_link(site, key).url: day for key in keys if (day := day_of_change(site, key))}
    reports: dict[str, list[date]] = defaultdict(list)
    for row in site.all_tasks():
        plan = urls.document_url(row.plan.id)
        said = max((day for _, day in row.task.dated() if day <= site.today), default=row.plan.issued_on)
        dates[urls.task_url(row.plan.id, row.task.order)] = said
        reports[plan].append(said)
    return dates | {plan: max(dates[plan], *days) for plan, days in reports.items()}


def _items(view: object) -> Iterable[Item]:
    match view:
        case ListView(items=items) | ProcedureListView(items=items):
            return items
        case HubView(groups=groups):
            return (item for group in groups for item in group.items)
        case HomeView():
            return (*view.plans, *view.documents, *view.news)
    return ()


def _listing(page: Page) -> str:
    """Return the address of the first page of a list."""
    match page.view:
        case ListView(pager=pager) | ProcedureListView(pager=pager):
            return urls.listing_url(page.url, pager.page)
    return page.url


def _entry(element: str, address: str, changed: date | None = None) -> str:
    lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<{element}><loc>{escape(address)}</loc>{lastmod}</{element}>"


def _file(name: str, element: str, entries: Iterable[str], also: str = "") -> Artifact:
    lines = (_HEAD, f'<{element} xmlns="{_NAMESPACE}"{also}>', *entries, f"</{element}>", "")
    return Artifact(name, "\n".join(lines).encode())
