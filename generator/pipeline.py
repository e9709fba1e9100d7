"""The stages of a build, from files to a release: load, validate, link, plan, render, derive, publish."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import __version__, urls
from generator.base.artifact import Artifact
from generator.base.pool import map_chunks
from generator.base.problems import Problem, sort_problems, stops_build
from generator.base.span import Span
from generator.link.build import link_site
from generator.link.checks import check_addresses
from generator.link.site import Key, Site
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.load.files import FILES_FOLDER, read_text
from generator.outputs.assets import Assets, collect_assets
from generator.outputs.feeds import feed_artifacts
from generator.outputs.redirects import redirect_artifact, redirects
from generator.outputs.search import SearchDocument, build_index, search_fingerprint
from generator.outputs.searchdocs import search_documents
from generator.outputs.sitemap import record_changes, sitemap_artifacts
from generator.outputs.twins import twin_artifact
from generator.pages.book import plan_book
from generator.pages.feed_entry import feed_entry_view
from generator.pages.feeds import Feed, plan_feeds
from generator.pages.page import Page
from generator.publish.manifest import Entry, Release
from generator.publish.release import commit, open_stage
from generator.publish.scan import PageFacts, scan_page
from generator.publish.stage import Stage, adopt_tree, copy_file, keep_tree, write_artifact
from generator.publish.verify import verify_feeds, verify_links
from generator.render.env import Environments, builtin_theme_dir, environments, material_dir
from generator.render.links import base_path
from generator.render.page import render_entry, render_frames, render_page
from generator.render.shell import make_shell

Maker = Callable[[], Sequence[Artifact]]
"""Something of the site that can be made by itself, in any process, in any order."""

_INDEX_PREFIX = f"{urls.SEARCH[1:]}chi-muc-"
_CARRIED = (urls.ASSETS[1:], _INDEX_PREFIX)


@dataclass(frozen=True, slots=True)
class Job:
    """What to build: the portal's folder, its files, where the site goes, and what counts as now.

    ``now`` has a time zone. ``full`` ignores what an earlier build left; without ``search`` there is no index.
    """

    root: Path
    config: Path
    content: Path
    output: Path
    now: datetime
    jobs: int = 1
    full: bool = False
    search: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the release is None where problems stopped the build, and the served site is as it was."""

    problems: tuple[Problem, ...]
    release: Release | None = None
    pages: int = 0


def check(job: Job) -> tuple[Site | None, tuple[Problem, ...]]:
    """Load, validate and link; the site is None where anything is wrong with it."""
    portal, problems = load_config(job.root, job.config)
    content = load_content(job.root, job.content, job.jobs)
    found = [*problems, *content.problems]
    if portal is None:
        return None, sort_problems(found)
    downloads = find_downloads(job.content / FILES_FOLDER)
    site, faults = link_site(portal, content.records, downloads, job.now.astimezone(portal.zone), job.root)
    every = sort_problems([*found, *faults])
    return (None if stops_build(every) else site), every


def build(job: Job) -> Outcome:
    """Build the site and publish it whole, or leave what is served untouched."""
    site, problems = check(job)
    if site is None:
        return Outcome(problems)
    documents = search_documents(site) if job.search and site.portal.features.search else ()
    site = site if documents else _without_search(site)
    index = f"{_INDEX_PREFIX}{search_fingerprint(documents)}/" if documents else ""
    feeds = plan_feeds(site)
    pages = plan_book(site, feeds, f"/{index}" if index else "")
    clashes = list(check_addresses([*((p.url, p.source or p.template) for p in pages), *_moved(site)]))
    if clashes:
        return Outcome(sort_problems([*problems, *clashes]))
    theme_dirs = _theme_dirs(job.root)
    envs = environments(theme_dirs)
    assets = collect_assets(theme_dirs, material_dir())
    makers = [*_page_makers(site, pages, envs, assets), *_derived_makers(site, pages, feeds, envs)]
    with open_stage(job.output) as stage:
        entries = [write_artifact(stage, artifact) for artifact in assets.artifacts]
        entries += (
            copy_file(stage, Path(download.source), urls.FILES[1:] + name) for name, download in site.downloads.items()
        )
        facts: list[PageFacts] = []
        faults: list[Problem] = []
        for made in map_chunks(partial(_make, stage, base_path(site.portal.base_url)), makers, job.jobs):
            entries += made.entries
            facts += made.facts
            faults += made.problems
        if documents:
            entries += _search_index(stage, documents, index, job.full)
        paths = {entry.path for entry in entries}
        faults += verify_links(facts, paths, partial(_read_source, job.root))
        faults += _vanished(stage, paths)
        every = sort_problems([*problems, *faults])
        if stops_build(every):
            return Outcome(every)
        return Outcome(every, commit(stage, entries, _CARRIED), len(pages))


@dataclass(frozen=True, slots=True)
class _Made:
    """What one worker made of a chunk."""

    entries: list[Entry]
    facts: list[PageFacts]
    problems: list[Problem]


def _make(stage: Stage, base: str, makers: Sequence[Maker]) -> _Made:
    made = _Made([], [], [])
    for maker in makers:
        for artifact in maker():
            made.entries.append(write_artifact(stage, artifact))
            if artifact.path.endswith(".html"):
                made.facts.append(scan_page(artifact, base))
            elif artifact.path.endswith((".xml", ".json")):
                made.problems.extend(verify_feeds([artifact]))
    return made


def _page_makers(site: Site, pages: Iterable[Page], envs: Environments, assets: Assets) -> Iterable[Maker]:
    pages = tuple(pages)
    base_url = site.portal.base_url
    shell = make_shell(site, assets.addresses, f"Minh Bạch {__version__}")
    frames = render_frames(shell, envs, pages)

    def page_maker(page: Page) -> Sequence[Artifact]:
        return (render_page(page, frames, envs, base_url, assets.addresses),)

    return (partial(page_maker, page) for page in pages)


def _derived_makers(site: Site, pages: Sequence[Page], feeds: Sequence[Feed], envs: Environments) -> Iterable[Maker]:
    @cache  # a record stands in several feeds: its section's, its agencies', its areas', its province's
    def entry_html(key: Key) -> str:
        return render_entry(feed_entry_view(site, key), envs, site.portal.base_url)

    def twin_maker(key: Key) -> Sequence[Artifact]:
        return (twin_artifact(site, key),)

    def redirect_maker(former: str, present: str, source: str) -> Sequence[Artifact]:
        return (redirect_artifact(site, former, present, source),)

    yield from (partial(feed_artifacts, site, feed, entry_html) for feed in feeds)
    if site.portal.features.json_twins:
        yield from (partial(twin_maker, key) for key in site.paths)
    yield from (partial(redirect_maker, *moved) for moved in redirects(site))
    yield partial(sitemap_artifacts, site, pages, record_changes(site))


def _without_search(site: Site) -> Site:
    """Return the site as one whose pages offer no search, because there will be no index."""
    features = site.portal.features.model_copy(update={"search": False})
    return replace(site, portal=site.portal.model_copy(update={"features": features}))


def _search_index(stage: Stage, documents: Sequence[SearchDocument], index: str, full: bool) -> list[Entry]:
    """Take the served index where it is of these very documents, for its name says so; build it otherwise."""
    kept = [] if full else keep_tree(stage, index)
    if kept:
        return kept
    with TemporaryDirectory(prefix="minhbach-") as work:
        return adopt_tree(stage, build_index(documents, Path(work)), index)


def _moved(site: Site) -> Iterable[tuple[str, str]]:
    return ((former, path) for former, _, path in redirects(site))


def _vanished(stage: Stage, paths: set[str]) -> Iterable[Problem]:
    """Yield a notice for each record page that is served and would be gone: its readers' links would break."""
    for path in stage.current.entries if stage.current else ():
        page = path.removesuffix("index.json") + "index.html"
        if path.endswith("/index.json") and page not in paths:
            address = "/" + page.removesuffix("index.html")
            hint = f"nếu hồ sơ đổi tên, ghi former_addresses: [{address}] trong hồ sơ mới"
            yield Problem("MB084", Span(address), "địa chỉ đã công bố nay không còn trang nào", hint)


def _theme_dirs(root: Path) -> list[Path]:
    """Return the folders of the theme: the portal's own, where it has one, before the one that comes with us."""
    own, builtin = root / "theme", builtin_theme_dir()
    return [own, builtin] if own.is_dir() and own.resolve() != builtin.resolve() else [builtin]


def _read_source(root: Path, path: str) -> str:
    return read_text(path, str(root / path))[0]
