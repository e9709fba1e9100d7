"""Sites made of a few files, and their pages by address."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from generator.base.problems import format_problem
from generator.link.site import Site
from generator.pages.book import plan_book
from generator.pages.feeds import plan_feeds
from generator.pages.page import Page
from generator.pipeline import Job, check
from generator.vn.dates import TIME_ZONE

CONFIG = """\
name: Cổng thử nghiệm
description: Cổng để thử.
base_url: https://cchc.example/
owner: {name: Ủy ban nhân dân tỉnh Mẫu}
provinces: [{id: mau, name: Tỉnh Mẫu}, {id: khac, name: Tỉnh Khác}]
programmes:
  - {id: a, name: Chương trình một, period: 2011-2020, areas: [{id: the-che-1, name: Cải cách thể chế}]}
  - id: b
    name: Chương trình hai
    document: Nghị quyết số 76/NQ-CP ngày 15/7/2021
    period: 2021-2030
    areas:
      - {id: the-che-2, name: Cải cách thể chế, continues: the-che-1}
      - {id: so, name: Chính quyền số}
"""
AGENCIES = {
    "agencies/ubnd.yml": "name: Ủy ban nhân dân tỉnh Mẫu\nkind: provincial_committee\nprovince: mau\n",
    "agencies/so-noi-vu.yml": "name: Sở Nội vụ\nkind: department\nparent: ubnd\ncontacts: {phone: 0200 000.002}\n",
}

SiteOf = Callable[..., Site]
PagesOf = Callable[..., Mapping[str, Page]]


@pytest.fixture
def site_of(make_portal: Callable[..., Path]) -> SiteOf:
    """``site_of(files, more_config)`` links content files, with two agencies beside them."""

    def link(files: Mapping[str, str], more: str = "") -> Site:
        root = make_portal(AGENCIES | files, CONFIG + more)
        now = datetime(2026, 6, 1, tzinfo=TIME_ZONE)
        site, problems = check(Job(root, root / "site_config.yml", root / "content", root / "site", now))
        assert site, "\n".join(map(format_problem, problems))
        return site

    return link


@pytest.fixture
def pages_of(site_of: SiteOf) -> PagesOf:
    """``pages_of(files, more_config)`` plans every page of such a site, by address."""

    def plan(files: Mapping[str, str], more: str = "") -> Mapping[str, Page]:
        site = site_of(files, more)
        return {page.url: page for page in plan_book(site, plan_feeds(site), "")}

    return plan
