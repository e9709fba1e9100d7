"""Whole portals, built: the small one that has every kind, the repository's own, and any made of a few files."""

import gzip
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import settings
from lxml import html

from generator.base.problems import format_problem
from generator.pipeline import Job, Outcome, build
from generator.vn.dates import TIME_ZONE

# How long one example takes depends on what else the machine does; it says nothing of the property.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "sites" / "small"
DAY_OF_SMALL = datetime(2026, 6, 1, 23, 59, 59, tzinfo=TIME_ZONE)
DAY_OF_DEMO = datetime(2026, 6, 15, 23, 59, 59, tzinfo=TIME_ZONE)
DAY_OF_OWN = datetime(2026, 11, 22, 23, 59, 59, tzinfo=TIME_ZONE)

CONFIG = """\
name: Cổng thử nghiệm
description: Cổng để thử.
base_url: https://cchc.example
owner: {name: Ủy ban nhân dân tỉnh Mẫu}
"""


_REDIRECT = b'http-equiv="refresh"'


@dataclass(frozen=True)
class Built:
    """What was asked for, and what the build said."""

    job: Job
    outcome: Outcome

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """What is served, by path, as it was when first asked for."""
        served = self.job.output.resolve()
        paths = sorted(path for path in served.rglob("*") if path.is_file())
        return {path.relative_to(served).as_posix(): path.read_bytes() for path in paths}

    @cached_property
    def pages(self) -> Mapping[str, html.HtmlElement]:
        """Every page by its address, redirects aside."""
        parser = html.HTMLParser(encoding="utf-8")
        found = {
            "/" + path.removesuffix("index.html"): html.document_fromstring(data, parser=parser)
            for path, data in self.files.items()
            if path.endswith(".html")
        }
        return {url: page for url, page in found.items() if not page.xpath("//meta[@http-equiv='refresh']")}

    @cached_property
    def present(self) -> Mapping[str, bytes]:
        """The files but those at former addresses, where nothing is but copies and pages that lead on."""
        former = {path.removesuffix("index.html") for path, data in self.files.items() if _REDIRECT in data}
        return {path: data for path, data in self.files.items() if path[: path.rfind("/") + 1] not in former}

    def words(self, url: str) -> str:
        """Return what a page says between header and footer, white space squeezed."""
        return " ".join(self.pages[url].get_element_by_id("noi-dung").text_content().split())

    def fragments(self) -> Iterator[tuple[str, bytes]]:
        """Yield the packed files of the search index, unpacked."""
        packed = ((path, data) for path, data in self.files.items() if path.startswith("tim-kiem/chi-muc-"))
        return ((path, gzip.decompress(data)) for path, data in packed if data.startswith(b"\x1f\x8b"))


MakePortal = Callable[..., Path]
BuildPortal = Callable[..., Built]


def _build(root: Path, output: Path, **settings: object) -> Built:
    job = Job(root, root / "site_config.yml", root / "content", output, **{"now": DAY_OF_SMALL} | settings)
    return Built(job, build(job))


@pytest.fixture(scope="session")
def build_portal() -> BuildPortal:
    """``build_portal(root, output, now=…, jobs=1, full=False, search=True)`` builds a portal, whatever comes of it."""
    return _build


@pytest.fixture
def make_portal(tmp_path: Path) -> MakePortal:
    """``make_portal(files, config)`` writes content files, text or bytes by path, and returns the folder."""

    def make(files: Mapping[str, str | bytes], config: str = CONFIG, name: str = "portal") -> Path:
        root = tmp_path / name
        for path, data in {"site_config.yml": config, **{f"content/{p}": d for p, d in files.items()}}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
        (root / "content").mkdir(exist_ok=True)
        return root

    return make


@pytest.fixture
def small_copy(tmp_path: Path) -> Path:
    """A copy of the small portal, to change."""
    return shutil.copytree(SMALL, tmp_path / "small")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small portal, built; nothing of it that has 7319 in its words or addresses is published."""
    return _whole(_build(SMALL, tmp_path_factory.mktemp("small") / "site"))


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The repository's own portal, built."""
    return _whole(_build(ROOT, tmp_path_factory.mktemp("own") / "site", now=DAY_OF_OWN))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration portal as it stands on its day, built."""
    return _whole(_build(ROOT / "examples" / "demo", tmp_path_factory.mktemp("demo") / "site", now=DAY_OF_DEMO))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The portal that means harm in every text, built."""
    return _whole(_build(ROOT / "tests" / "sites" / "hostile", tmp_path_factory.mktemp("hostile") / "site"))


def _whole(built: Built) -> Built:
    assert built.outcome.release, "\n".join(map(format_problem, built.outcome.problems))
    return built
