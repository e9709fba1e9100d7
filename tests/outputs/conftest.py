"""Sites to derive outputs from: any made of a few files, and the small one that has every kind."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from generator.link.build import link_site
from generator.link.site import Site
from generator.load.config import load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.vn.dates import TIME_ZONE

CONFIG = """\
name: Cổng thử nghiệm
description: Cổng để thử.
base_url: {base_url}
owner: {{name: Ủy ban nhân dân tỉnh Mẫu{owner}}}
provinces: [{{id: mau, name: Tỉnh Mẫu}}]
programmes:
  - {{id: giai-doan, name: Chương trình, period: 2021-2030, areas: [{{id: the-che, name: Cải cách thể chế}}]}}
{more}
"""
AGENCY = "name: Sở Nội vụ tỉnh Mẫu\nshort_name: Sở Nội vụ\nkind: department\nprovince: mau\n"

NOW = datetime(2026, 6, 1, 12, tzinfo=TIME_ZONE)
MakeSite = Callable[..., Site]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Return what makes a site of content files (text by path below content/) and the agency ``so-noi-vu``."""

    def make(
        files: Mapping[str, str],
        base_url: str = "https://cchc.example",
        more: str = "",
        owner: str = "",
        now: datetime = NOW,
    ) -> Site:
        config = CONFIG.format(base_url=base_url, more=more, owner=owner and f", {owner}")
        (tmp_path / "site_config.yml").write_text(config, "utf-8")
        for name, text in {"agencies/so-noi-vu.yml": AGENCY, **files}.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return read_site(tmp_path, now)

    return make


@pytest.fixture(scope="session")
def small_site() -> Site:
    """Return tests/sites/small; whatever of it is not published has 7319 in its words and addresses."""
    return read_site(Path(__file__).parents[1] / "sites" / "small")


def read_site(root: Path, now: datetime = NOW) -> Site:
    portal, problems = load_config(root, root / "site_config.yml")
    assert portal, problems
    content = load_content(root, root / "content")
    downloads = find_downloads(root / "content" / "files")
    site, found = link_site(portal, content.records, downloads, now, root)
    assert not [problem for problem in (*content.problems, *found) if not problem.is_notice]
    return site
