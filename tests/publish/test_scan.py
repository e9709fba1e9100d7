import time

import pytest

from generator.base.artifact import Artifact
from generator.publish.scan import SiteLink, scan_page


def page(path: str, body: str, source: str = "") -> Artifact:
    return Artifact(path, f"<!doctype html><html><body>{body}</body></html>".encode(), source)


def targets(body: str, path: str = "van-ban/1/index.html", base_path: str = "/") -> list[str]:
    """Return where the links of a page lead, as ``file#id``."""
    return [f"{link.path}#{link.fragment}" for link in scan_page(page(path, body), base_path).links]


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
