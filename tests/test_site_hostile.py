"""A portal that means harm in every text field builds, and its site does none: not in pages, feeds or twins."""

import json
import re
from itertools import pairwise
from pathlib import Path, PurePosixPath

import feedparser
import pytest
import yaml
from lxml import html

PORTAL = Path(__file__).parent / "sites" / "hostile"
SAID = yaml.safe_load((PORTAL / "site_config.yml").read_text("utf-8"))["name"]
NAME = yaml.safe_load((PORTAL / "content/procedures/1.md").read_text("utf-8").split("---\n")[1])["name"]
OURS = re.compile(r"(?:/|(?:\.\./)*)tai-nguyen/[\w.-]+")
HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def harm(tree: html.HtmlElement) -> list[str]:
    """Return what of a page or a part of one could do something that our templates do not ask for."""
    found = []
    for node in tree.iter(html.etree.Element):
        name = str(node.tag)
        if name in ("iframe", "object", "embed", "base", "style", "math") or (
            (name == "script" and (not OURS.fullmatch(node.get("src", "")) or node.text) and not is_data(node))
            or (name == "svg" and not is_drawing(node))
        ):
            found.append(html.tostring(node)[:80].decode())
        for key, value in node.items():
            scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", re.sub(r"[\x00-\x20]", "", value))
            if key.startswith("on") or key == "style":
                found.append(f"{name} {key}")
            elif key in ("href", "src", "action", "formaction", "xlink:href") and scheme:
                if scheme[1] not in ("http", "https", "mailto", "tel"):
                    found.append(f"{key}={value[:40]}")
            elif key == "http-equiv" and value != "Content-Security-Policy":
                found.append(f"{key}={value}")
    return found


def is_data(script: html.HtmlElement) -> bool:
    """Whether a script is a block of data that browsers don't run, and sound."""
    return dict(script.attrib) == {"type": "application/ld+json"} and isinstance(json.loads(script.text), dict)


def is_drawing(svg: html.HtmlElement) -> bool:
    parent = svg.getparent()
    drawn = {str(node.tag) for node in svg.iterdescendants(html.etree.Element)}
    drawings = {"bar-chart": {"text", "rect", "line"}, "poster__qr": {"path"}}
    return parent is not None and drawn <= drawings.get(parent.get("class"), set())


def own_words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


HEADINGS = {
    "/": SAID,
    "/co-quan/co-quan/": SAID,
    "/dia-phuong/tinh/": SAID,
    "/linh-vuc/linh-vuc/": f"{SAID} (2021-2030)",
    "/tin-tuc/2026/02/01/tin/": SAID,
    "/van-ban/van-ban/": f"Quyết định {SAID}",
    "/thu-tuc/1.000001/": NAME,
    "/chi-so/chi-so/": SAID,
    "/ket-qua/bao-cao/ket-qua/": f"Kết quả giải quyết hồ sơ tháng 01 năm 2025: {SAID}",
}


def test_nothing_in_a_page_can_run_or_leave(hostile):
    assert {url: found for url, page in hostile.pages.items() if (found := harm(page))} == {}


def test_only_the_pages_own_pictures_forms_and_ids_are_in_it(hostile):
    for url, page in hostile.pages.items():
        assert not page.xpath("//img[starts-with(@src, 'http') or @src = 'x']"), url
        assert {form.get("role") for form in page.xpath("//form")} == {"search"}, url
        assert len(page.xpath("//*[@id='noi-dung']")) == 1, url
        assert page.xpath("//*[@class='prose']//*/@class[. != 'table-scroll']") == [], url


@pytest.mark.parametrize("url", HEADINGS)
def test_a_heading_says_literally_what_was_written(hostile, url):
    page = hostile.pages[url]
    assert own_words(page.xpath("//h1")[0]) == HEADINGS[url]


def test_titles_of_windows_and_metadata_say_literally_what_was_written(hostile):
    page = hostile.pages["/tin-tuc/2026/02/01/tin/"]
    assert page.findtext(".//title") == f"{SAID} – {SAID}"
    assert page.xpath("//meta[@name='DC.title']/@content") == [SAID]
    assert page.xpath("//figure/img/@alt") == [SAID]
    assert page.xpath("//meta[@property='og:title']/@content") == [SAID]
    (data,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["@graph"][0]["headline"] == SAID


def test_a_page_ends_where_its_frame_ends(hostile):
    for url, page in hostile.pages.items():
        (footer,) = page.xpath("//footer")
        assert footer.getparent().xpath("ancestor-or-self::*/@id[. = 'noi-dung']") == [], url
        assert not footer.xpath("ancestor::*[contains(@class, 'table-scroll')]"), url


def test_no_heading_of_a_text_skips_a_level_of_its_page(hostile):
    for url, page in hostile.pages.items():
        levels = [int(node.tag[1]) for node in page.get_element_by_id("noi-dung").iter(*HEADING_TAGS)]
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], url


def test_pages_and_paths_stay_small(hostile):
    assert {
        path: len(data) for path, data in hostile.files.items() if path.endswith(".html") and len(data) > 300_000
    } == {}
    steps = {step for path in hostile.files for step in PurePosixPath(path).parts}
    assert [step for step in steps if len(step.encode()) > 120] == []


def test_feeds_are_read_and_bring_nothing_that_could_run(hostile):
    feeds = [path for path in hostile.files if path.endswith((".xml",)) and "sitemap" not in path]
    assert feeds
    for path in feeds:
        read = feedparser.parse(hostile.files[path], sanitize_html=False, resolve_relative_uris=False)
        assert not read.bozo, path
        for entry in read.entries:
            assert SAID in html.fromstring(f"<p>{entry.title}</p>").text_content() or SAID in entry.title, path
            for content in entry.content:
                assert harm(html.fragment_fromstring(content.value, create_parent="div")) == [], path


def test_twins_hold_the_texts_as_they_were_written(hostile):
    assert json.loads(hostile.files["tin-tuc/2026/02/01/tin/index.json"])["title"] == SAID
    assert json.loads(hostile.files["thu-tuc/1.000001/index.json"])["name"] == NAME


def test_the_search_index_holds_text_and_no_markup(hostile):
    facts = [fact for path, data in hostile.fragments() if "/facts-" in path for fact in json.loads(data)]
    texts = [
        json.loads(data.removeprefix(b"pagefind_dcd"))["content"]
        for path, data in hostile.fragments()
        if path.endswith(".pf_fragment")
    ]
    said = SAID.partition("<!--")[0].strip()
    assert len(facts) == 8
    assert all(said in title for _, title, *_ in facts)
    assert sum(said in text.replace("D\u0335", "Đ") for text in texts) == 8
