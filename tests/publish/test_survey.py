"""A survey sees all that a reader of HTML sees; `tests/publish/test_verify.py` holds what comes of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.artifact import Artifact
from generator.publish.scan import scan_page
from generator.publish.survey import survey_pages

PIECES = (
    *('<a href="x/">', "<a href='y/'>", "<a href=z>", '<p id="a">', "<p id=b>", '<img alt="a=b" src="../c.png">'),
    *(
        '<a title="',
        "<a title='",
        ' href="',
        ' id="',
        " HREF=",
        ' href = "',
        '"',
        "'",
        ">",
        "<",
        "=",
        "&amp;",
        "&",
        " ",
    ),
    *(
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<b",
        '<b/href="f">',
        "/",
        "x",
        "\n",
        '<a class="c"href="d">',
        '<form action="e?q=1&amp;r=2">',
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_link_and_no_id_of_a_page_is_overlooked(markup: str) -> None:
    page = Artifact("a/index.html", markup.encode())
    facts, survey = scan_page(page), survey_pages([page])
    if survey.facts:
        assert survey.facts == [facts]
    else:
        ids = set(survey.ids[page.path].split())
        assert survey.links >= {link for link in facts.links if link.path != page.path or link.fragment not in ids}
        assert ids >= facts.ids - {""}
        assert not [name for name in facts.duplicate_ids if name]


@pytest.mark.parametrize(
    "body",
    [
        '<p id="a"><p id="a">',
        "<a href='x'>",
        'x id="<b/href="c">',
        '<A HREF="x">',
        '<a href = "x">',
        '<p id="a b">',
        '<a href="&copy">',
    ],
)
def test_what_is_not_surely_seen_is_read_as_html(body: str) -> None:
    page = Artifact("index.html", body.encode(), "a.md")
    survey = survey_pages([page])
    assert survey.facts == [scan_page(page)]
    assert not survey.sources


def test_links_of_all_pages_are_seen_with_those_of_their_frame() -> None:
    frame = '<a href="../van-ban/">Documents</a><main id="main"></main><a href="#main">Up</a>'

    def page(path: str, own: str) -> Artifact:
        return Artifact(path, (frame + own).encode(), frame=frame.encode(), own=own.encode())

    pages = [
        page("a/index.html", '<a href="../c/"><a href="d/">'),
        page("b/index.html", '<a href="../c/"><a href="d/">'),
    ]
    survey = survey_pages(pages)
    facts = [scan_page(replace(page, frame=b"", own=b"")) for page in pages]
    assert survey.links == {link for read in facts for link in read.links if link.path != read.path}
    assert {link.path for link in survey.links} >= {"c/index.html", "a/d/index.html", "b/d/index.html"}
    assert survey.ids == {"a/index.html": "main", "b/index.html": "main"}


def test_an_id_of_the_frame_given_again_is_seen() -> None:
    page = Artifact("a/index.html", b"", frame=b'<main id="main"></main>', own=b'<i id="main"></i>')
    (facts,) = survey_pages([page]).facts
    assert facts.duplicate_ids == ("main",)


def test_our_own_markup_never_needs_a_reader_of_html() -> None:
    """The templates write double quotes and small letters, and so does the sanitiser of texts."""
    own = '<p class="x" id="a"><a href="../b/?q=1&amp;r=2#c">Tóm tắt: «a, b» và "c"</a>'
    assert not survey_pages([Artifact("a/index.html", own.encode())]).facts
