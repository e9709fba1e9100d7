import json
import random

import pytest

from generator.base.artifact import Artifact
from generator.base.problems import Problem
from generator.base.span import Span
from generator.publish.scan import PageFacts, scan_page
from generator.publish.survey import survey_pages
from generator.publish.verify import verify_feeds, verify_links


def page(path: str, body: str, source: str = "") -> Artifact:
    return Artifact(path, f"<!doctype html><html><body>{body}</body></html>".encode(), source)


def problems(*pages: Artifact, files: tuple[str, ...] = (), sources: dict[str, str] | None = None) -> list[Problem]:
    """Return what is wrong with a site of these pages, and of these other files."""
    by_path = {page.path: page for page in pages}

    def read_page(path: str, source: str) -> PageFacts:
        return scan_page(by_path[path])

    texts = sources or {page.source: "" for page in pages}
    return verify_links([survey_pages(pages)], by_path.keys() | set(files), read_page, texts.__getitem__)


def test_a_good_site_has_no_problems() -> None:
    body = (
        '<p id="a"><a href="#a"><a href="#"><a href="#TOP"><a href="../tep/x.pdf#page=2"><a href="../#b"><a href="?q=">'
    )
    assert problems(page("a/index.html", body), page("index.html", '<p id="b">'), files=("tep/x.pdf",)) == []


def test_a_missing_page_is_a_problem_of_its_source() -> None:
    broken = page("a/index.html", '<a href="../b/">', "content/news/a.md")
    (problem,) = problems(broken)
    assert (problem.code, problem.span) == ("MB060", Span("content/news/a.md"))
    assert "../b/" in problem.message


def test_a_page_without_source_is_named_itself() -> None:
    (problem,) = problems(page("a/index.html", '<img src="x.png">'))
    assert (problem.code, problem.span) == ("MB060", Span("a/index.html"))


@pytest.mark.parametrize("href", ["../../x/", "/x", "../index.html/"])
def test_links_out_of_the_tree_or_to_no_file_are_missing(href: str) -> None:
    assert [problem.code for problem in problems(page("index.html", f'<a href="{href}">'))] == ["MB060"]


def test_a_forgotten_slash_is_hinted_at() -> None:
    (problem,) = problems(page("index.html", '<a href="van-ban">'), page("van-ban/index.html", ""))
    assert problem.code == "MB060"
    assert "«van-ban/»" in problem.hint


def test_a_missing_anchor_is_told_with_its_page() -> None:
    (problem,) = problems(page("index.html", '<a href="a/#no">'), page("a/index.html", '<p id="yes">'))
    assert problem.code == "MB061"
    assert "«#no»" in problem.message
    assert "«a/index.html»" in problem.message


def test_a_duplicate_id_is_a_problem_of_its_page() -> None:
    (problem,) = problems(page("index.html", '<p id="a"><p id="a">', "content/a.md"))
    assert (problem.code, problem.span) == ("MB062", Span("content/a.md"))
    assert "«a»" in problem.message


@pytest.mark.parametrize(
    ("href", "line", "span"),
    [
        ("../b/", "Xem [b](../b/), hoặc [c](../b/c/).", Span("a.md", 3, 9, 5)),
        ("../b/", "Xem [c](/b/c/) và [b](/b/).", Span("a.md", 3, 23, 3)),
        ("../b/#x", "Xem <https://host/b/#x> và [b](/b/#x).", Span("a.md", 3, 32, 5)),
        ("../b/", "Không có.", Span("a.md")),
    ],
)
def test_a_broken_link_is_found_where_its_editor_wrote_it(href: str, line: str, span: Span) -> None:
    broken = page("a/index.html", f'<a href="{href}">', "a.md")
    (problem,) = problems(broken, sources={"a.md": f"---\n---\n{line}\n"})
    assert problem.span == span
    assert problem.excerpt == (line if span.line else "")


def test_good_pages_and_their_sources_are_not_read_again() -> None:
    def refuse(*names: str) -> PageFacts:
        raise AssertionError(names)

    survey = survey_pages([page("index.html", '<p id="a"><a href="#a">', "a.md")])
    assert verify_links([survey], {"index.html"}, refuse, lambda path: str(refuse(path))) == []


def test_what_only_looks_like_a_broken_link_is_no_problem() -> None:
    body = 'Viết a href="x/", hoặc img src="../y", rồi id="b" và lại id="b". <p id="c"><a href="#c">'
    assert problems(page("index.html", body)) == []


def test_well_formed_feeds_have_no_problems() -> None:
    rss = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><title>Tin &amp; bài</title></rss>'
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": []})
    assert verify_feeds([Artifact("rss.xml", rss.encode()), Artifact("feed.json", feed.encode())]) == []


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("rss.xml", b""),
        ("rss.xml", b"<rss><channel></rss>"),
        ("atom.xml", b"<feed>&nbsp;</feed>"),
        ("atom.xml", b"<feed>\x0b</feed>"),
        ("atom.xml", b"<feed>\xff</feed>"),
        ("atom.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><feed>&a;</feed>'),
        ("feed.json", b""),
        ("feed.json", b'{"items": [}'),
        ("feed.json", b'{"items": NaN}'),
        ("feed.json", b'{"a": "\xff"}'),
    ],
)
def test_a_malformed_feed_is_a_problem(path: str, data: bytes) -> None:
    (problem,) = verify_feeds([Artifact(path, data)])
    assert (problem.code, problem.span) == ("MB063", Span(path))
    assert f"«{path}»" in problem.message


def test_random_bytes_never_raise() -> None:
    source = random.Random(7)
    pieces = [
        b"<a ",
        b"href=",
        b'"',
        b"'",
        b">",
        b"<",
        b"&#x110000;",
        b"%ff",
        b"\xff",
        b" id=",
        b"<!--",
        b"<script",
        b"/..",
    ]
    for _ in range(2000):
        data = b"".join(source.choices(pieces, k=12))
        problems(Artifact("index.html", data))
        verify_feeds([Artifact("rss.xml", data)])
