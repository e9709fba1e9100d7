"""Scripts of the theme, by what they import."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[2] / "theme" / "assets"
NAMED = re.compile(r'"\./([\w-]+\.js)"')
IMPORTED = re.compile(r'^import (?:[^"]* from )?"\./([\w-]+\.js)"', re.MULTILINE)


def imported(name: str) -> set[str]:
    return set(IMPORTED.findall((ASSETS / name).read_text("utf-8")))


def needed(name: str) -> set[str]:
    """Return what a script imports, and what that imports in turn."""
    direct = imported(name)
    return direct.union(*map(needed, direct))


@pytest.mark.parametrize("name", ["search.js", "search-worker.js"])
def test_a_script_of_the_search_asks_for_all_that_it_needs_at_once(name: str) -> None:
    assert imported(name) == needed(name)


def test_the_box_in_the_header_asks_at_once_for_all_that_suggestions_need() -> None:
    named = set(NAMED.findall((ASSETS / "search-box.js").read_text("utf-8")))
    assert named | needed("search-start.js") == {
        name for script in ("search-suggest.js", "search-worker.js") for name in (script, *needed(script))
    } - {"search-worker.js"}
