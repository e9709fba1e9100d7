import json
import random
import time

import pytest

from generator.base.artifact import Artifact
from generator.base.problems import Problem
from generator.base.span import Span
from generator.publish.scan import SiteLink, scan_page
from generator.publish.verify import verify_feeds, verify_links


def page(path: str, body: str, source: str = "") -> Artifact:
    return Artifact(path, f"<!doctype html><html><body>{body}</body></html>".encode(), source)


def targets(body: str, path: str = "van-ban/1/index.html", base_path: str = "/") -> list[str]:
    """Return where the links of a page lead, as ``file#id``."""
    return [f"{link.path}#{link.fragment}" for link in scan_page(page(path, body), base_path).links]


def problems(*pages: Artifact, files: tuple[str, ...] = ()) -> list[Problem]:
    return verify_links(map(scan_page, pages), {page.path for page in pages} | set(files))


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("", "van-ban/1/index.html#"),
        ("?q=x", "van-ban/1/index.html#"),
        ("#muc-1", "van-ban/1/index.html#muc-1"),
        (".", "van-ban/1/index.html#"),
        ("..", "van-ban/index.html#"),
        ("../", "van-ban/index.html#"),
        ("../..", "index.html#"),
        ("../../", "index.html#"),
        ("../../#dau", "index.html#dau"),
        ("index.json", "van-ban/1/index.json#"),
        ("../2/?trang=1#b", "van-ban/2/index.html#b"),
        (" ../2/ ", "van-ban/2/index.html#"),
        ("../../tep/a%20b%C4%91.pdf", "tep/a bđ.pdf#"),
        ("#m%E1%BB%A5c", "van-ban/1/index.html#mục"),
        ("../2/?a=1&amp;b=2#x&amp;y", "van-ban/2/index.html#x&y"),
        ("/", "index.html#"),
        ("/rss/", "rss/index.html#"),
        ("../../../etc/", "../etc/index.html#"),
    ],
)
def test_a_link_is_resolved_as_a_browser_does(href: str, target: str) -> None:
    assert targets(f'<a href="{href}">x</a>') == [target]


@pytest.mark.parametrize(
    "href",
    ["https://vi.wikipedia.org/", "//cdn/x", "mailto:a@b.vn", "tel:0212", "data:image/png;base64,AA", "HTTPS://X/"],
)
def test_links_that_leave_the_site_are_not_collected(href: str) -> None:
    assert targets(f'<a href="{href}">x</a><img src="{href}">') == []


def test_absolute_links_start_with_the_base_path() -> None:
    body = '<a href="/cchc/">a</a><a href="/cchc/rss/#x">b</a><a href="/rss/">c</a><a href="/cchc">d</a>'
    found = targets(body, "404.html", "/cchc/")
    assert found == ["index.html#", "rss/index.html#x", "/rss/#", "/cchc#"]


@pytest.mark.parametrize(
    "element",
    [
        '<a class="x" href="y">',
        "<a href='y'>",
        '<link rel="stylesheet" href="y">',
        '<img alt="1 > 0" src="y">',
        '<script defer src="y"></script>',
        '<source src="y">',
        '<form method="get" action="y">',
        '<iframe title="it\'s" src="y">',
        '<a\n  title="a"\n  href="y"\n>',
    ],
)
def test_every_element_that_refers_to_a_file_counts(element: str) -> None:
    assert targets(element) == ["van-ban/1/y#"]


@pytest.mark.parametrize(
    "markup",
    [
        '<!-- <a href="y" id="z"> -->',
        '<script>document.write(\'<a href="y" id="z">\')</script>',
        '<script type="application/json">{"a": "<b href=\\"y\\" id=\\"z\\">"}</script>',
        '<style>/* <a href="y" id="z"> */</style>',
        '<code>&lt;a href="y" id="z"&gt;</code>',
        '<p data-href="y" data-id="z" aria_id="z" x:href="y">',
        "<a title=\"&lt;a href='y' id='z'&gt;\">",
        '</a href="y" id="z">',
    ],
)
def test_what_is_no_attribute_of_an_element_does_not_count(markup: str) -> None:
    facts = scan_page(page("index.html", markup + '<p id="after"><a href="after/">'))
    assert facts.ids == {"after"}
    assert facts.links == (SiteLink("after/", "after/index.html", ""),)


def test_repeated_links_are_collected_once_and_repeated_ids_are_named() -> None:
    body = '<a href="x/"><a href="x/"><p id="b"><p id="a"><p id="b"><p id="a&amp;"><p id="a&amp;"><p id="c">'
    facts = scan_page(page("index.html", body, "content/news/a.md"))
    assert [link.href for link in facts.links] == ["x/"]
    assert facts.duplicate_ids == ("a&", "b")
    assert facts.ids == {"a", "b", "c", "a&"}
    assert facts.source == "content/news/a.md"


@pytest.mark.parametrize(
    "markup", ["<P ID=a><A HREF=x/>", "<p id='a'><a\nhref = 'x/' >", '<p id="a"><a href="x/" href="y/">']
)
def test_markup_is_read_as_browsers_read_it(markup: str) -> None:
    facts = scan_page(page("index.html", markup))
    assert facts.ids == {"a"}
    assert [link.href for link in facts.links] == ["x/"]


def test_a_page_is_read_whole_from_its_frame_and_what_is_its_own() -> None:
    frame = b'<a href="../van-ban/">Documents</a><main id="main"></main><a href="#main">Up</a>'
    own = b'<b id="here"><a href="../tin-tuc/">News</a></b><i id="main"></i>'
    whole = frame.replace(b"</main>", own + b"</main>")
    apart = scan_page(Artifact("lien-he/index.html", whole, frame=frame, own=own))
    together = scan_page(Artifact("lien-he/index.html", whole))
    assert (apart.ids, apart.duplicate_ids, set(apart.links)) == (
        together.ids,
        together.duplicate_ids,
        set(together.links),
    )
    assert together.duplicate_ids == ("main",)


def test_scanning_takes_time_in_proportion_to_the_page() -> None:
    for hostile in ('<a title="', "<a '", "<!--", "<script>", "<" * 3, '<p id="a"> " '):
        start = time.process_time()
        scan_page(Artifact("index.html", (hostile * 2000).encode()))
        assert time.process_time() - start < 2


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
    facts = scan_page(page("a/index.html", f'<a href="{href}">', "a.md"))
    (problem,) = verify_links([facts], {"a/index.html"}, {"a.md": f"---\n---\n{line}\n"}.__getitem__)
    assert problem.span == span
    assert problem.excerpt == (line if span.line else "")


def test_sources_of_good_pages_are_not_read() -> None:
    def refuse(path: str) -> str:
        raise AssertionError(path)

    facts = scan_page(page("index.html", '<a href="#">', "a.md"))
    assert verify_links([facts], {"index.html"}, refuse) == []


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
