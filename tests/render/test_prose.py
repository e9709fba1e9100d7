import re
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from generator.pages.parts import CitationLink, Prose
from generator.render.links import join_root
from generator.render.prose import render_line, render_prose

url = partial(join_root, "../../")
DECISION = CitationLink("2407/QĐ-UBND", date(2021, 10, 1), "/van-ban/a/", "Kế hoạch «A» & B")
UNDATED = CitationLink("30c/NQ-CP", None, "/van-ban/b/", "Chương trình")


def render(text: str, *citations: CitationLink, dropped: tuple[str, ...] = ()) -> str:
    return str(render_prose(Prose(text, citations, dropped), url))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick=alert(1)>a</b>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,<script>alert(1)</script>)",
        "<a href='vbscript:x'>a</a>",
        "<iframe src=//a.vn></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<style>*{display:none}</style>",
        "<form action=/x><input name=a></form>",
        "<p id='noi-dung' class='x' style='x'>a</p>",
        "<a href='java&#x73;cript:alert(1)'>a</a>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_nothing_that_runs_survives(hostile: str) -> None:
    tree = lxml_html.fragment_fromstring(render(hostile), create_parent="div")
    assert not tree.xpath("//script|//style|//iframe|//img|//svg|//form|//input|//math")
    assert not [name for element in tree.iter() for name in element.attrib if name not in ("href", "rel", "title")]
    assert not [href for href in tree.xpath("//@href") if ":" in href]


def test_the_highest_heading_of_a_text_follows_the_heading_of_the_page() -> None:
    assert "<h2>Một</h2>" in render("# Một\n\n## Hai")
    assert "<h3>Hai</h3>" in render("# Một\n\n## Hai")
    assert "<h2>Ba</h2>" in render("### Ba")


def test_a_citation_becomes_a_link_with_the_subject_as_its_title() -> None:
    found = render("Theo Quyết định số 2407/QĐ-UBND ngày 01/10/2021 của tỉnh.", DECISION)
    assert (
        '<a href="../../van-ban/a/" title="Kế hoạch «A» &amp; B">Quyết định số 2407/QĐ-UBND ngày 01/10/2021</a>'
        in found
    )


def test_a_citation_of_another_day_is_no_link() -> None:
    assert "<a " not in render("Quyết định số 2407/QĐ-UBND ngày 02/10/2021.", DECISION)


@pytest.mark.parametrize("text", ["`30c/NQ-CP`", "[30c/NQ-CP](/x/)", "```\n30c/NQ-CP\n```"])
def test_a_citation_in_code_or_in_a_link_is_left_alone(text: str) -> None:
    assert "van-ban/b" not in render(text, UNDATED)


def test_a_citation_with_an_ampersand_is_found_and_escaped() -> None:
    link = CitationLink("2231/SNV-CCHC&PC", None, "/van-ban/c/", "Công văn")
    assert ">Công văn số 2231/SNV-CCHC&amp;PC</a>" in render("Công văn số 2231/SNV-CCHC&PC", link)


def test_links_of_the_site_are_written_from_the_page() -> None:
    assert 'href="../../tin-tuc/"' in render("[Tin](/tin-tuc/)")
    assert 'href="https://a.vn/x"' in render("[Ngoài](https://a.vn/x)")


def test_a_link_to_what_is_not_published_is_plain_words() -> None:
    found = render("Xem [bản **này**](/van-ban/nhap/) nhé", dropped=("/van-ban/nhap/",))
    assert found.strip() == "<p>Xem bản <strong>này</strong> nhé</p>"


def test_a_wide_table_can_be_scrolled_by_keyboard_and_names_its_columns() -> None:
    found = render("|a|b|\n|--|--|\n|1|2|")
    assert '<div class="table-scroll" tabindex="0" role="group"' in found
    assert '<th scope="col">a</th>' in found


def test_a_line_is_escaped_and_not_markdown() -> None:
    assert str(render_line(Prose("a < b & *c* 30c/NQ-CP", (UNDATED,)), url)) == (
        'a &lt; b &amp; *c* <a href="../../van-ban/b/" title="Chương trình">30c/NQ-CP</a>'
    )


@pytest.mark.parametrize("reference", ["&#xFFFE;", "&#65535;", "&#1;", "&#x110000;", "&#0;", "&#xD800;"])
def test_a_reference_to_no_character_is_shown_as_such(reference: str) -> None:
    assert render(reference).strip() == "<p>\ufffd</p>"


LOADED = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff") | st.just("\n")
)


@given(LOADED, st.booleans())
def test_any_text_that_loading_lets_through_renders_to_html_without_control_characters(
    text: str, as_line: bool
) -> None:
    found = (render_line if as_line else render_prose)(Prose(text, (UNDATED, DECISION)), url)
    lxml_html.fragment_fromstring(found, create_parent="div")


def test_a_table_within_a_table_leaves_the_rest_of_the_page_alone() -> None:
    found = render("<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>\n\nSau.")
    assert found.count("</table></div>") == found.count('<div class="table-scroll"') == 2
    assert found.rstrip().endswith("</table></div>\n<p>Sau.</p>")


def test_no_heading_skips_a_level() -> None:
    assert re.findall(r"<h\d", render("# a\n\n#### b\n\n## c\n\n### d")) == ["<h2", "<h3", "<h3", "<h4"]
