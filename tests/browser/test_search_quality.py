"""The search finds what tests/search/judgements.yml says that it must, on the real index in Chromium."""

import pytest
from playwright.sync_api import Browser
from search.score import Judged, judge, judgements, score

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def judged(browser: Browser, demo, own, serve) -> list[Judged]:
    portals = {"demo": demo, "own": own}
    return [
        one
        for name, rows in judgements().items()
        for one in judge(browser, portals[name].job.output, serve(portals[name].job.output), rows)
    ]


def missed(judged: list[Judged]) -> str:
    return "\n".join(f"{one.rank or '–'}  {one.query}" for one in judged if one.rank != 1)


def test_an_answer_is_among_the_first_five_results_and_mostly_the_first(judged: list[Judged]) -> None:
    figures = score(judged)
    assert figures.queries >= 150
    assert figures.five >= 0.97, missed(judged)
    assert figures.first >= 0.95, missed(judged)


def test_words_without_diacritics_find_as_well(judged: list[Judged]) -> None:
    figures = score([one for one in judged if one.is_unmarked])
    assert figures.five >= 0.97, missed(judged)
    assert figures.first >= 0.93, missed(judged)


def test_the_judgements_name_pages_that_are_there(demo, own) -> None:
    outputs = {"demo": demo.job.output, "own": own.job.output}
    named = {(name, url) for name, rows in judgements().items() for _, wanted in rows for url in wanted}
    assert [(name, url) for name, url in sorted(named) if not (outputs[name] / url[1:] / "index.html").is_file()] == []
