"""The stages of a build, from files to a release: load, validate, link, plan, render, derive, publish."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import urls
from generator.base.artifact import Artifact
from generator.base.collection import paused_collection
from generator.base.pool import beside, map_chunks
from generator.base.problems import Problem, sort_problems, stops_build
from generator.base.span import Span
from generator.blueprint import (
    Maker,
    Outline,
    Theme,
    cards_of,
    check_pages,
    derived_makers,
    describe_made,
    load_theme,
    outline_site,
    page_makers,
    plan_pages,
)
from generator.link.build import link_site
from generator.link.site import Site
from generator.load.config import check_expiry, load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.load.files import FILES_FOLDER, read_text
from generator.outputs.opendata.published import MadeFile
from generator.outputs.search import INDEX_PREFIX, SearchIndex, build_folder, folder_artifacts, heads_artifacts
from generator.pages.page import Page
from generator.publish.manifest import TEMPORARY, Entry, Release
from generator.publish.release import commit, open_stage
from generator.publish.scan import PageFacts, scan_page
from generator.publish.stage import Stage, adopt_tree, copy_file, keep_files, keep_trees, write_artifact
from generator.publish.survey import Survey, survey_pages
from generator.publish.verify import verify_feeds, verify_links
from generator.render.links import base_path

_CARRIED = (urls.ASSETS[1:], urls.SHARE_IMAGES[1:], INDEX_PREFIX)
"""What readers of the release before may still ask for."""

_FEED = re.compile(r"\.xml$|\.opml$|(?:^|/)feed(?:-\d+)?\.json$")
"""Feeds, and other XML: they are put together of pieces. Other JSON comes whole from what writes nothing else."""

_MANY_FOLDERS = 8
"""Of the search: from so many on, a process of its own is worth it."""


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
    now = job.now.astimezone(portal.zone)
    site, faults = link_site(portal, content.records, downloads, now, job.root, content.broken)
    every = sort_problems([*found, *faults, *check_expiry(portal, job.root, job.config, now.date())])
    return (None if stops_build(every) else site), every


@paused_collection()
def build(job: Job) -> Outcome:
    """Build the site and publish it whole, or leave what is served untouched."""
    site, problems = check(job)
    if site is None:
        return Outcome(problems)
    outline = outline_site(site, search=job.search)
    theme = load_theme(outline.site, job.root)
    with open_stage(job.output) as stage, start_derived(outline, theme, stage, job) as derived:
        pages = plan_pages(outline)
        clashes = check_pages(outline, pages)
        if clashes:
            return Outcome(sort_problems([*problems, *clashes]))
        made = make_site(outline, pages, theme, derived, stage, job)
        problems = sort_problems([*problems, *verify(outline, made, stage, job.root)])
        if stops_build(problems):
            return Outcome(problems)
        return Outcome(problems, commit(stage, made.entries, _CARRIED), len(pages) + len(outline.data_pages))


@dataclass(frozen=True, slots=True)
class Made:
    """What was staged, and what the check of it needs: a survey of the pages, and feeds that no reader would take."""

    entries: list[Entry]
    surveys: list[Survey]
    problems: list[Problem]


Waiting = Callable[[], Sequence[Made]]
"""What waits for things that are being made in another process."""


def start_derived(outline: Outline, theme: Theme, stage: Stage, job: Job) -> AbstractContextManager[Waiting]:
    """Begin to derive what needs no page; pages are planned meanwhile, which one process has to do alone."""
    return beside(_work(outline, stage), derived_makers(outline, theme), job.jobs)


def make_site(outline: Outline, pages: Sequence[Page], theme: Theme, derived: Waiting, stage: Stage, job: Job) -> Made:
    """Render and derive everything into the stage, with ``job.jobs`` processes."""
    cards = cards_of(outline.site, (*pages, *outline.data_pages))
    kept = {} if job.full else keep_files(stage, cards)
    drawn = [card for path, card in cards.items() if path not in kept]
    made = Made([*kept.values()], [], [])
    work = _work(outline, stage)
    for part in (*map_chunks(work, page_makers(outline, pages, drawn, theme), job.jobs), *derived()):
        _add(made, part)
    data = {f"/{one.path}": MadeFile(one.size, one.sha256) for one in made.entries if _is_data(one.path)}
    _add(made, work([partial(describe_made, outline, theme, data)]))
    for name, download in outline.site.downloads.items():
        made.entries.append(copy_file(stage, Path(download.source), urls.FILES[1:] + name))
    if outline.index:
        made.entries.extend(make_index(outline.index, stage, job))
    return made


def _work(outline: Outline, stage: Stage) -> Callable[[Sequence[Maker]], Made]:
    return partial(_make, stage, base_path(outline.site.portal.base_url))


def _is_data(path: str) -> bool:
    return path.startswith(urls.DATA[1:])


def _add(made: Made, part: Made) -> None:
    made.entries.extend(part.entries)
    made.surveys.extend(part.surveys)
    made.problems.extend(part.problems)


def verify(outline: Outline, made: Made, stage: Stage, root: Path) -> list[Problem]:
    """Return what is wrong with the staged site: links that lead nowhere, broken feeds, addresses that were lost."""
    paths = {entry.path for entry in made.entries}
    read_page = partial(_read_page, stage, base_path(outline.site.portal.base_url))
    links = verify_links(made.surveys, paths, read_page, partial(_read_source, root))
    return [*made.problems, *links, *_lost(stage, paths)]


def _make(stage: Stage, base: str, makers: Sequence[Maker]) -> Made:
    made = Made([], [], [])

    def pages() -> Iterator[Artifact]:
        for maker in makers:
            for artifact in maker():
                made.entries.append(write_artifact(stage, artifact))
                if artifact.path.endswith(".html"):
                    yield artifact
                elif _FEED.search(artifact.path):
                    made.problems.extend(verify_feeds([artifact]))

    made.surveys.append(survey_pages(pages(), base))
    return made


def make_index(index: SearchIndex, stage: Stage, job: Job) -> list[Entry]:
    """Put the search into the stage: served shards where they are of these very documents, new ones otherwise.

    At most ``job.jobs`` runs of Pagefind go on at a time, each with the memory that a shard takes. What we write
    ourselves is made beside them: in a process of its own where it is much.
    """
    kept = {} if job.full else keep_trees(stage, index.folders)
    missing = [folder for folder in index.folders if folder not in kept]
    entries = [entry for tree in kept.values() for entry in tree]
    # Among what the next build would remove, for a build that is killed leaves its scratch folder behind.
    with (
        TemporaryDirectory(prefix=TEMPORARY, dir=stage.root.parent) as work,
        beside(partial(_write_own, index, stage), missing, job.jobs, _MANY_FOLDERS) as own,
        ThreadPoolExecutor(job.jobs) as pool,
    ):
        try:
            trees = pool.map(partial(_build_folder, index, stage, Path(work)), missing)
            for written in own():
                entries += written
            entries += (write_artifact(stage, artifact) for artifact in heads_artifacts(index, stage.root))
            for tree in trees:
                entries += tree
        finally:
            pool.shutdown(cancel_futures=True)  # what has not begun, when something fails
    return entries


def _write_own(index: SearchIndex, stage: Stage, folders: Sequence[str]) -> list[Entry]:
    return [write_artifact(stage, artifact) for folder in folders for artifact in folder_artifacts(index, folder)]


def _build_folder(index: SearchIndex, stage: Stage, work: Path, folder: str) -> list[Entry]:
    scratch = work / folder
    scratch.mkdir(parents=True)
    return adopt_tree(stage, build_folder(index, folder, scratch), folder)


def _lost(stage: Stage, paths: set[str]) -> Iterable[Problem]:
    """Yield a notice for each record page that is served and would be gone: its readers' links would break."""
    for path in stage.current.entries if stage.current else ():
        page = path.removesuffix("index.json") + "index.html"
        if path.endswith("/index.json") and page not in paths:
            address = "/" + page.removesuffix("index.html")
            hint = f"nếu hồ sơ đổi tên, ghi former_addresses: [{address}] trong hồ sơ mới"
            yield Problem("MB084", Span(address), "địa chỉ đã công bố nay không còn trang nào", hint)


def _read_page(stage: Stage, base: str, path: str, source: str) -> PageFacts:
    return scan_page(Artifact(path, (stage.root / path).read_bytes(), source), base)


def _read_source(root: Path, path: str) -> str:
    return read_text(path, str(root / path))[0]
