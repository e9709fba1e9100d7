"""Every problem code has a portal that provokes it and nothing else; tests/sites/invalid/README.md says how."""

import os
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.base.codes import CODES
from generator.base.problems import Problem, format_problem, sort_problems
from generator.ingest.procedures import import_procedures
from generator.link.build import link_site
from generator.load.config import check_expiry, load_config
from generator.load.content import load_content
from generator.load.downloads import find_downloads
from generator.pipeline import Job, build
from generator.vn.dates import TIME_ZONE

SITES = Path(__file__).parent / "sites" / "invalid"
PROBLEMS_PAGE = Path(__file__).parent.parent / "docs" / "problems.md"
EXPECTED: dict[str, dict[str, Any]] = {
    file.parent.name: yaml.safe_load(file.read_text()) for file in sorted(SITES.glob("*/expected.yml"))
}
AT_LOADING = [code for code, expected in EXPECTED.items() if "needs" not in expected]
NOW = datetime(2026, 6, 1, 10, tzinfo=TIME_ZONE)


def make(file: Path, how: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    match how:
        case {"size": size}:
            file.write_bytes(b"x" * size)
        case {"hex": digits}:
            file.write_bytes(bytes.fromhex(digits))
        case {"link": target}:
            file.symlink_to(target)
        case {"pipe": True}:
            os.mkfifo(file)
        case _:
            raise AssertionError(f"unknown recipe: {how}")


def check(root: Path) -> tuple[Problem, ...]:
    """Return what an editor is told of a portal."""
    portal, problems = load_config(root, root / "site_config.yml")
    if portal is None:
        return tuple(problems)
    content = load_content(root, root / "content")
    _, between = link_site(portal, content.records, find_downloads(root / "content" / "files"), NOW, root)
    expiry = check_expiry(portal, root, root / "site_config.yml", NOW.date())
    return sort_problems([*content.problems, *between, *expiry])


@pytest.fixture
def portal_of(tmp_path: Path) -> Any:
    def copy(code: str) -> Path:
        root = tmp_path / code
        shutil.copytree(SITES / code, root)
        for how in EXPECTED[code].get("make", ()):
            make(root / how["path"], how)
        return root

    return copy


@pytest.mark.parametrize("code", AT_LOADING)
def test_a_fault_is_reported_once_at_its_place_in_the_words_of_its_editor(code: str, portal_of: Any) -> None:
    expected = EXPECTED[code]
    problems = check(portal_of(code))
    assert [p.code for p in problems] == [code], "\n".join(map(format_problem, problems))
    (problem,) = problems
    assert_expected(problem, expected)


def assert_expected(problem: Problem, expected: dict[str, Any]) -> None:
    place = (problem.span.path, problem.span.line, problem.span.column)
    assert place == (expected["path"], expected.get("line", 0), expected.get("column", 0))
    assert expected["message"] in problem.message
    assert expected.get("hint", "") in problem.hint


@pytest.mark.parametrize("code", AT_LOADING)
def test_a_fault_with_a_line_shows_that_line(code: str, portal_of: Any) -> None:
    root = portal_of(code)
    for problem in check(root):
        if problem.span.line and problem.code != "MB003":
            written = (root / problem.span.path).read_bytes().decode().split("\n")[problem.span.line - 1]
            assert problem.excerpt == written


@pytest.mark.parametrize("code", [code for code in AT_LOADING if code < "MB080"])
def test_a_fault_that_stops_the_build_says_how_to_mend_it(code: str, portal_of: Any) -> None:
    assert all(problem.hint for problem in check(portal_of(code)))


def build_of(root: Path) -> list[Problem]:
    job = Job(root, root / "site_config.yml", root / "content", root / "site", NOW, search=False)
    return list(build(job).problems)


@pytest.mark.parametrize("code", [code for code, expected in EXPECTED.items() if expected.get("needs") == "import"])
def test_a_fault_that_an_import_meets_is_reported_once_at_its_place(code: str, portal_of: Any) -> None:
    root = portal_of(code)
    (problem,) = import_procedures(root / "xuat.json", "xuat.json", root / "content", "content").problems
    assert problem.code == code
    assert_expected(problem, EXPECTED[code])


@pytest.mark.slow
@pytest.mark.parametrize("code", [code for code, expected in EXPECTED.items() if expected.get("needs") == "build"])
def test_a_fault_that_shows_only_in_finished_pages_stops_their_publication(code: str, portal_of: Any) -> None:
    root = portal_of(code)
    (problem,) = build_of(root)
    assert problem.code == code
    assert_expected(problem, EXPECTED[code])
    assert not (root / "site").exists()


@pytest.mark.slow
def test_an_address_that_was_published_and_would_be_gone_is_noticed(portal_of: Any) -> None:
    root = portal_of("MB084")
    post = root / "content" / "news" / "tin.md"
    shutil.copy(post, post.with_name("tin-cu.md"))
    assert build_of(root) == []
    post.with_name("tin-cu.md").unlink()
    (problem,) = build_of(root)
    assert problem.code == "MB084"
    assert_expected(problem, EXPECTED["MB084"])


def test_codes_sites_and_the_page_for_editors_name_the_same_problems() -> None:
    explained = re.findall(r"^### (MB\d{3})", PROBLEMS_PAGE.read_text(), re.MULTILINE)
    assert sorted(EXPECTED) == sorted(CODES)
    assert explained == sorted(CODES)
    assert all(expected["code"] == code for code, expected in EXPECTED.items())


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_page_for_editors_calls_a_problem_by_its_title(code: str) -> None:
    assert f"### {code} – {CODES[code]}\n" in PROBLEMS_PAGE.read_text()
