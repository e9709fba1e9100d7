"""Site → everything that will be published, and what makes each piece of it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from generator import __version__, urls
from generator.base.artifact import Artifact
from generator.base.digest import digest
from generator.base.problems import Problem
from generator.base.span import Span
from generator.link.checks import check_addresses
from generator.link.site import Key, Site, Withdrawn
from generator.outputs.assets import Assets, collect_assets
from generator.outputs.calendars import calendar_artifact, task_event
from generator.outputs.change_feed import change_feed_artifacts
from generator.outputs.feeditems import brief_item, feed_item
from generator.outputs.feedmodel import BriefItem, FeedItem, brief
from generator.outputs.feeds import brand_of, feed_artifacts
from generator.outputs.opendata.files import data_makers, describe_data
from generator.outputs.opendata.pages import data_pages
from generator.outputs.opendata.published import MadeFile, MadeFiles
from generator.outputs.opendata.table import Table
from generator.outputs.opendata.tables import plan_tables
from generator.outputs.opensearch import opensearch_artifact
from generator.outputs.opml import opml_artifacts
from generator.outputs.procedure_index import procedure_index
from generator.outputs.redirects import copies, former_folders, redirect_artifact, redirects
from generator.outputs.search import SearchIndex, plan_index
from generator.outputs.searchdocs import search_documents
from generator.outputs.security import security_artifact
from generator.outputs.share_images import share_image
from generator.outputs.sitemap import news_sitemap, page_changes, sitemap_artifacts
from generator.outputs.twins import twin_artifact, withdrawn_twin
from generator.outputs.webmanifest import webmanifest_artifact
from generator.pages.book import plan_book
from generator.pages.calendars import Calendar, plan_calendars
from generator.pages.change_list import change_feed
from generator.pages.changes import Change
from generator.pages.feed import Feed
from generator.pages.feed_entry import feed_entry_view
from generator.pages.feeds import plan_feeds
from generator.pages.page import Card, Page
from generator.pages.share import card_url, portal_card
from generator.pages.task_feeds import feeds_of_tasks
from generator.records.portal import Portal
from generator.render.env import Environments, builtin_theme_dir, environments, material_dir
from generator.render.page import render_change, render_entry, render_frames, render_page
from generator.render.shell import make_shell
from generator.vn.queries import query_table

Maker = Callable[[], Sequence[Artifact]]
"""Something of the site that can be made by itself, in any process, in any order."""

_FILE_NAME = re.compile(
    r"index\.(?:html|json)|404\.html|(?:(?:rss|atom)(?:-[0-9]+)?|opensearch)\.xml|feed(?:-[0-9]+)?\.json"
    r"|robots\.txt|lich\.ics|[\w-]+\.opml|sitemap(?:-[0-9]+|-news)?\.xml|manifest\.webmanifest"
)
"""What files of the site are called. A folder, which each step of an address is, cannot have the name of one."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What will be published, but for its pages.

    ``site`` offers a search only where it has an ``index``. ``redirects`` are former address, present address and file.
    ``tables`` are the open data. ``data_pages`` tell of their files, and are drawn anew with the sizes of these once
    the files are made.
    """

    site: Site
    feeds: tuple[Feed, ...]
    index: SearchIndex | None
    redirects: tuple[tuple[str, str, str], ...]
    tables: tuple[Table, ...]
    data_pages: tuple[Page, ...]


def outline_site(site: Site, *, search: bool) -> Outline:
    """Return what follows from a site; with ``search`` off, or nothing to find, no page is to offer a search."""
    index = plan_index(search_documents(site)) if search and site.portal.features.search else None
    return _outline(site if index else _without_search(site), index)


def _outline(site: Site, index: SearchIndex | None) -> Outline:
    feeds = (*plan_feeds(site), change_feed(site))
    tables = plan_tables(site)
    return Outline(site, feeds, index, tuple(redirects(site)), tables, data_pages(site, tables, {}))


def plan_pages(outline: Outline) -> tuple[Page, ...]:
    """Plan every page of a site."""
    return plan_book(outline.site, outline.feeds, f"/{outline.index.heads}" if outline.index else "")


def all_pages(site: Site) -> tuple[Page, ...]:
    """Plan every page of a site for those who do not build it: nothing is indexed, no file of data has a size."""
    outline = _outline(site, None)
    search = urls.SEARCH if site.portal.features.search else ""
    return (*plan_book(site, outline.feeds, search), *outline.data_pages)


def check_pages(outline: Outline, planned: Iterable[Page]) -> tuple[Problem, ...]:
    """Return what is wrong with the addresses of the site.

    Two pages claim one, one goes through a file of the site, or the configuration leads to one that no page has.
    """
    pages = ((page.url, page.source or f"theme/pages/{page.template}") for page in (*planned, *outline.data_pages))
    claims = [*pages, *((former, path) for former, _, path in outline.redirects)]
    pages_of = dict(claims)
    return (*check_addresses(claims), *_through_files(claims), *_lost(outline.site.portal, pages_of))


def _through_files(claims: Iterable[tuple[str, str]]) -> Iterable[Problem]:
    for address, path in claims:
        for step in address.split("/")[:-1]:
            if _FILE_NAME.fullmatch(step):
                message = f"địa chỉ {address} đi qua «{step}», tên một tệp của cổng"
                yield Problem("MB036", Span(path), message, "chọn mã hoặc địa chỉ khác")


def _lost(portal: Portal, claims: Mapping[str, str]) -> Iterable[Problem]:
    """Yield once each wrong item of the lists that the configuration has: every page with the list would be blamed."""
    listed = (
        *((f"mục «{item.title}» của thanh điều hướng", item.url, "navigation") for item in portal.navigation),
        *(
            (f"mục «{item.item}» của danh mục công khai", item.address or "", "disclosure")
            for item in portal.disclosure
        ),
    )
    for name, address, key in listed:
        if address.startswith("/") and address not in claims:
            message = f"{name} dẫn tới {address}, nơi không có trang nào"
            yield Problem("MB060", Span("site_config.yml"), message, f"sửa khóa «{key}»")


def cards_of(site: Site, pages: Iterable[Page]) -> Mapping[str, Card]:
    """Return the cards that pages show, by the paths of their pictures; many pages show one, such as the portal's."""
    shown = dict.fromkeys((portal_card(site), *(page.head.preview.card for page in pages)))
    return {urls.artifact_path(card_url(card)): card for card in shown if card}


@dataclass(frozen=True, slots=True)
class Theme:
    """What pages and feeds are drawn with: templates and assets, read once for all of them."""

    envs: Environments
    assets: Assets


def load_theme(site: Site, root: Path) -> Theme:
    """Return the theme of the portal in the folder ``root``, which may hold a theme of its own."""
    theme_dirs = _theme_dirs(root)
    return Theme(environments(theme_dirs), collect_assets(theme_dirs, material_dir(), _made_assets(site.portal)))


def derived_makers(outline: Outline, theme: Theme) -> tuple[Maker, ...]:
    """Return what makes all that follows from the records and not from their pages; the index of the search aside."""
    site = outline.site
    former = former_folders(outline.redirects)
    for_programs = (*_feed_makers(outline, theme), *_calendar_makers(site), *_twin_makers(site))
    return (
        lambda: theme.assets.artifacts,
        *((partial(_also_at_former, make, former) for make in for_programs) if former else for_programs),
        lambda: opml_artifacts(site, outline.feeds),
        lambda: (procedure_index(site),),
        *data_makers(site, outline.tables),
        *(partial(_redirect, site, *moved) for moved in outline.redirects),
        *([lambda: (opensearch_artifact(site),)] if site.portal.features.search else []),
        *([lambda: (security_artifact(site),)] if site.portal.security else []),
    )


def page_makers(outline: Outline, pages: Sequence[Page], cards: Iterable[Card], theme: Theme) -> tuple[Maker, ...]:
    """Return what makes the pages, the cards to draw for them and the sitemap of them all."""
    site = outline.site
    return (
        partial(_cards, tuple(cards)),
        *_draw(site, pages, theme),
        partial(_sitemaps, site, (*pages, *outline.data_pages)),
        lambda: (webmanifest_artifact(site, theme.assets.addresses),),
    )


def describe_made(outline: Outline, theme: Theme, made: MadeFiles) -> Sequence[Artifact]:
    """Return what tells of the files of open data: the descriptions of all, and the pages that offer them.

    ``made`` are those files by address.
    """
    if not outline.tables:
        return ()
    site = outline.site
    described = describe_data(site, outline.tables, made)
    files = dict(made) | {f"/{one.path}": MadeFile(len(one.data), digest(one.data)) for one in described}
    pages = data_pages(site, outline.tables, files)
    return (*described, *(artifact for make in _draw(site, pages, theme) for artifact in make()))


def _made_assets(portal: Portal) -> dict[str, bytes]:
    if not portal.features.search:
        return {}
    table = query_table(portal.abbreviations)
    return {"search-words.json": json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()}


def _draw(site: Site, pages: Sequence[Page], theme: Theme) -> Iterable[Maker]:
    base_url, assets = site.portal.base_url, theme.assets.addresses
    shell = make_shell(site, assets, f"Minh Bạch {__version__}")
    frames = render_frames(shell, theme.envs, pages)

    def make(page: Page) -> Sequence[Artifact]:
        return (render_page(page, frames, theme.envs, base_url, assets),)

    return (partial(make, page) for page in pages)


def _feed_makers(outline: Outline, theme: Theme) -> Iterable[Maker]:
    site, envs = outline.site, theme.envs
    icon = next(one for one in theme.assets.artifacts if one.path == theme.assets.addresses["feed-icon.png"])
    brand = brand_of(site, theme.assets.addresses["feed.css"], icon)

    @cache  # a record stands in several feeds: its section's, its agencies', its areas', its province's
    def item_of(key: Key) -> FeedItem:
        return feed_item(site, key, render_entry(feed_entry_view(site, key), envs, site.portal.base_url))

    @cache
    def brief_of(key: Key) -> BriefItem:
        return brief(brief_item(site, key))

    @cache  # what changed at a task stands in the feeds of the task, of its plan, of all tasks and of all changes
    def change_html(change: Change) -> str:
        return render_change(change, envs, site.portal.base_url)

    for feed in (*outline.feeds, *feeds_of_tasks(site)):
        if feed.changes:
            yield partial(change_feed_artifacts, site, feed, brand, change_html)
        else:
            yield partial(feed_artifacts, site, feed, brand, item_of, brief_of)


def _calendar_makers(site: Site) -> Iterable[Maker]:
    rows = {row.ref: row for row in site.all_tasks()}

    @cache  # a task stands in several calendars: of all, its plan's, its agencies', its area's
    def event(ref: str) -> bytes:
        return task_event(site, rows[ref])

    def make(calendar: Calendar) -> Sequence[Artifact]:
        return (calendar_artifact(site, calendar, event),)

    return (partial(make, calendar) for calendar in plan_calendars(site))


def _twin_makers(site: Site) -> Iterable[Maker]:
    if not site.portal.features.json_twins:
        return
    yield from (partial(_twin, site, key) for key in site.paths)
    yield from (partial(_withdrawn_twin, site, notice) for notice in site.withdrawn.values())


def _twin(site: Site, key: Key) -> Sequence[Artifact]:
    return (twin_artifact(site, key),)


def _withdrawn_twin(site: Site, notice: Withdrawn) -> Sequence[Artifact]:
    return (withdrawn_twin(site, notice),)


def _cards(cards: Iterable[Card]) -> Sequence[Artifact]:
    """Draw all cards in one process: each process that did would draw the same syllables."""
    return [share_image(card) for card in cards]


def _sitemaps(site: Site, pages: Sequence[Page]) -> Sequence[Artifact]:
    return (*sitemap_artifacts(site, pages, page_changes(site, pages)), news_sitemap(site))


def _also_at_former(make: Maker, folders: Mapping[str, Sequence[str]]) -> Sequence[Artifact]:
    made = make()
    return (*made, *copies(made, folders))


def _redirect(site: Site, former: str, present: str, source: str) -> Sequence[Artifact]:
    return (redirect_artifact(site, former, present, source),)


def _without_search(site: Site) -> Site:
    portal = site.portal
    features = portal.features.model_copy(update={"search": False})
    navigation = tuple(item for item in portal.navigation if item.url != urls.SEARCH)
    return replace(site, portal=portal.model_copy(update={"features": features, "navigation": navigation}))


def _theme_dirs(root: Path) -> list[Path]:
    """Return the folders of the theme: the portal's own, where it has one, before the one that comes with us."""
    own, builtin = root / "theme", builtin_theme_dir()
    return [own, builtin] if own.is_dir() and own.resolve() != builtin.resolve() else [builtin]
