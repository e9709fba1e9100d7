"""Builds a synthetic portal and prints, for each stage, seconds, records a second, and peak memory so far.

    python tests/bench/build.py --records 10000 --jobs 2 [--search] [--folder FOLDER]

Compare figures of one run, or of runs that alternate: a shared machine drifts.
"""

import argparse
import gc
import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from corpus import write_corpus

from generator.blueprint import load_theme, outline_site, plan_pages
from generator.link.build import link_site
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.pipeline import Job, make_site, start_derived, verify
from generator.publish.release import commit, open_stage
from generator.vn.dates import TIME_ZONE

T = TypeVar("T")


class Clock:
    """Times stages one after the other and prints a line for each."""

    def __init__(self, records: int) -> None:
        self.records = records
        self.begun = time.perf_counter()
        print(f"{'stage':<10}{'seconds':>9}{'records/s':>12}{'MiB self':>10}{'MiB child':>11}")

    def stage(self, name: str, work: Callable[[], T]) -> T:
        """Run and time one stage."""
        begun = time.perf_counter()
        result = work()
        self.line(name, time.perf_counter() - begun)
        return result

    def line(self, name: str, seconds: float) -> None:
        """Print what a stage took; memory is the peak of this process and of its largest child until now."""
        own, child = (
            resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(f"{name:<10}{seconds:>9.2f}{self.records / max(seconds, 1e-9):>12,.0f}{own:>10}{child:>11}")

    def total(self) -> None:
        """Print the whole."""
        self.line("total", time.perf_counter() - self.begun)


def main() -> None:
    """Read the arguments, write the corpus where there is none, and build it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--folder", type=Path, help="where corpus and site go; kept, and the corpus is used again")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        run(arguments, arguments.folder or Path(temporary))


def run(arguments: argparse.Namespace, folder: Path) -> None:
    """Build the corpus in ``folder`` stage by stage, as `generator.pipeline.build` does."""
    root = folder / f"corpus-{arguments.records}"
    if not root.is_dir():
        write_corpus(arguments.records, root)
    now = datetime.now(TIME_ZONE)
    job = Job(root, root / "site_config.yml", root / "content", folder / "site", now, arguments.jobs, full=True)
    gc.disable()  # as the command does
    clock = Clock(arguments.records)
    content = clock.stage("load", lambda: load_content(root, job.content, job.jobs))
    portal, _ = load_config(root, job.config)
    assert portal is not None
    assert not content.problems, content.problems[:3]
    downloads = find_downloads(job.content / "files")
    site, _ = clock.stage("link", lambda: link_site(portal, content.records, downloads, now, root))
    outline = clock.stage("outline", lambda: outline_site(site, search=arguments.search))
    theme = load_theme(outline.site, root)
    with open_stage(job.output) as stage, start_derived(outline, theme, stage, job) as derived:
        pages = clock.stage("plan", lambda: plan_pages(outline))
        made = clock.stage("make", lambda: make_site(outline, pages, theme, derived, stage, job))
        problems = clock.stage("verify", lambda: verify(outline, made, stage, root))
        release = clock.stage("publish", lambda: commit(stage, made.entries))
    clock.total()
    print(f"{len(pages):,} pages, {len(release.entries):,} files, {len(problems)} problems")


if __name__ == "__main__":
    main()
