"""Prints the processor time of everything that a build derives, by sort, over a synthetic portal.

    python tests/bench/outputs.py --records 10000 [--folder FOLDER] [--profile SORT]

One process makes it all, one maker after the other, and puts it into a stage as a build does. Sorts with a star are
what others build on: feeds, calendars, open data, cards, sitemaps. Compare figures of one run: a shared machine drifts.
"""

import argparse
import cProfile
import gc
import pstats
import re
import tempfile
import time
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from corpus import write_corpus

from generator import blueprint
from generator.link.build import link_site
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.publish.release import open_stage
from generator.publish.stage import write_artifact
from generator.vn.dates import TIME_ZONE

SORTS = (
    ("assets", r"tai-nguyen/.*"),
    ("cards *", r"anh-chia-se/.*"),
    ("database *", r".*\.sqlite"),
    ("csv *", r".*\.csv"),
    ("xlsx *", r".*\.xlsx"),
    ("json rows *", r"du-lieu/[\w-]+\.json|du-lieu/v1/.*"),
    ("calendars *", r".*/lich\.ics"),
    ("changes *", r"thay-doi/(?:rss|atom|feed).*"),
    ("feeds *", r"(?:.*/)?(?:rss|atom(?:-\d+)?)\.xml|(?:.*/)?feed(?:-\d+)?\.json|.*\.opml"),
    ("sitemaps *", r"sitemap.*|robots\.txt"),
    ("twins", r".*/index\.json"),
)
"""What makers make, told by the path of the first file; the rest is others."""


def sort_of(path: str) -> str:
    """Return the sort of a file."""
    return next((name for name, pattern in SORTS if re.fullmatch(pattern, path)), "others")


def main() -> None:
    """Read the arguments, write the corpus where there is none, and make what follows from it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument(
        "--folder", type=Path, help="where everything goes, best in memory; the corpus is kept and used again"
    )
    parser.add_argument("--profile", help="print where the time of a sort goes, such as `feeds *`")
    parser.add_argument("--by", default="tottime", help="order of that: tottime, cumtime, ncalls")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as temporary:
        run(arguments, arguments.folder or Path(temporary), Path(temporary))


def run(arguments: argparse.Namespace, folder: Path, output: Path) -> None:
    """Plan the portal, then time each maker by itself."""
    root = folder / f"corpus-{arguments.records}"
    if not root.is_dir():
        write_corpus(arguments.records, root)
    now = datetime.now(TIME_ZONE)
    gc.disable()  # as the command does
    portal, _ = load_config(root, root / "site_config.yml")
    assert portal is not None
    records = load_content(root, root / "content", 1).records
    site, _ = link_site(portal, records, find_downloads(root / "content" / "files"), now, root)
    seconds: dict[str, float] = defaultdict(float)
    begun = time.process_time()
    outline = blueprint.outline_site(site, search=False)
    print(f"{'outline':<14}{time.process_time() - begun:>8.2f} s   (tables, which feeds)")
    theme = blueprint.load_theme(outline.site, root)
    begun = time.process_time()
    pages = blueprint.plan_pages(outline)
    print(f"{'plan':<14}{time.process_time() - begun:>8.2f} s")
    cards = blueprint.cards_of(outline.site, (*pages, *outline.data_pages))

    def all_makers() -> list[blueprint.Maker]:
        of_pages = blueprint.page_makers(outline, (), cards.values(), theme)
        return [*blueprint.derived_makers(outline, theme), *of_pages]

    counts: dict[str, int] = defaultdict(int)
    sizes: dict[str, int] = defaultdict(int)
    sorts: list[str] = []
    with open_stage(output / "site") as stage:
        for make in all_makers():
            begun = time.process_time()
            artifacts = make()
            sort = sort_of(artifacts[0].path) if artifacts else "others"
            for artifact in artifacts:
                write_artifact(stage, artifact)
                sizes[sort] += len(artifact.data)
            sorts.append(sort)
            counts[sort] += len(artifacts)
            seconds[sort] += time.process_time() - begun
    for sort in sorted(seconds, key=seconds.__getitem__, reverse=True):
        print(f"{sort:<14}{seconds[sort]:>8.2f} s{counts[sort]:>8,} files{sizes[sort] / 1e6:>8.1f} MB")
    print(f"{'with a star':<14}{sum(value for sort, value in seconds.items() if sort.endswith('*')):>8.2f} s")
    if arguments.profile:
        profile = cProfile.Profile()
        again = zip(all_makers(), sorts, strict=True)  # new ones know nothing that those above keep
        for make in (make for make, sort in again if sort == arguments.profile):
            profile.runcall(make)
        pstats.Stats(profile).sort_stats(arguments.by).print_stats(40)


if __name__ == "__main__":
    main()
