"""What crawlers ask for: ``sitemap.xml`` (sitemaps.org, protocol 0.9) and ``robots.txt``."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape

from generator.base.artifact import Artifact
from generator.link.site import Key, Site
from generator.outputs.feeditems import last_change
from generator.pages.page import Page
from generator.pages.parts import absolute, record_link

_SITEMAP = "sitemap.xml"
_MOST_ADDRESSES = 50_000
"""What the protocol allows in one file."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_artifacts(
    site: Site, pages: Sequence[Page], changed: Callable[[Page], date | None]
) -> tuple[Artifact, ...]:
    """Return ``robots.txt`` and the sitemap of the pages, in their order; above 50,000 it is an index of several.

    ``changed`` says when a page last changed, or None where nobody knows: a made-up date teaches crawlers to ignore
    all of them. What has no address of its own (404.html) is left out, and what crawlers are asked to leave out.
    """
    wanted = (page for page in pages if page.url.endswith("/") and ("robots", "noindex") not in page.head.metadata)
    entries = [_entry("url", absolute(site, page.url), changed(page)) for page in wanted]
    files = [entries[start : start + _MOST_ADDRESSES] for start in range(0, len(entries), _MOST_ADDRESSES)]
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site, '/' + _SITEMAP)}\n"
    found = [Artifact("robots.txt", robots.encode())]
    if len(files) <= 1:
        return (*found, _file(_SITEMAP, "urlset", entries))
    names = [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    found.append(_file(_SITEMAP, "sitemapindex", [_entry("sitemap", absolute(site, "/" + name)) for name in names]))
    found += (_file(name, "urlset", part) for name, part in zip(names, files, strict=True))
    return tuple(found)


def record_changes(site: Site) -> Callable[[Page], date | None]:
    """Return what knows the dates of record pages; of lists nothing is known, since old records join them too."""
    keys: Iterable[Key] = (
        *(("news", id_) for id_ in site.news),
        *(("documents", id_) for id_ in site.documents),
        *(("procedures", id_) for id_ in site.procedures),
        *(("caseloads", id_) for id_ in site.caseloads),
    )
    dates = {record_link(site, key).url: moment.date() for key in keys if (moment := last_change(site, key))}
    return lambda page: dates.get(page.url)


def _entry(element: str, address: str, changed: date | None = None) -> str:
    lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<{element}><loc>{escape(address)}</loc>{lastmod}</{element}>"


def _file(name: str, element: str, entries: Iterable[str]) -> Artifact:
    lines = (_HEAD, f'<{element} xmlns="{_NAMESPACE}">', *entries, f"</{element}>", "")
    return Artifact(name, "\n".join(lines).encode())
