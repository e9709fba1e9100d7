"""A portal that means harm in every text field builds, and its site does none: not in pages, feeds or twins."""

import json
import re
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import feedparser
import pytest
import yaml
from lxml import html

LINE = (
    "{{ 7*7 }}{% raw %}{# x #}${7*7} </script><script>alert(1)</script><img src=x onerror=alert(1)> "
    "\"' onmouseover=\"alert(1)\" style='x' javascript:alert(1) "
    "&lt;b&gt; &amp;amp; <!-- ]]> --> \u200fسلام\u200e 🎉 Đất"
)
"""One line for every field of plain text."""

LONG = " ".join(["Thủ tục"] * 136)
"""As long as the longest name of a procedure that is published: 1,094 characters and more."""

PROSE = f"""\
{LINE}

# Một
#### Hai
<h1 onclick="alert(1)" style="position:fixed" class="md-header" id="noi-dung">Ba</h1>
[a](javascript:alert(1)) [b](data:text/html,x) [c](JaVaScRiPt:alert(1)) [d](vbscript:x) [e](&#106;avascript:alert(1))
![f](https://xau.example/x.png) <iframe src="//xau.example"></iframe><object data="x"></object><embed src="x">
<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<math><mi href="javascript:x"></mi></math>
<form action="https://xau.example"><input name="q" autofocus onfocus="alert(1)"></form><base href="//xau.example/">
<meta http-equiv="refresh" content="0; url=https://xau.example"><style>* {{ display: none }}</style>
<link rel="stylesheet" href="x">
<a href="https://xau.example" target="_blank" onclick="x()">g</a></div></article></main></body>

<table><caption>Bảng</caption><tr><td><table><tr><th>h</th></tr></table></td></tr></table>

| `{{{{ 7*7 }}}}` | b |
|---|---|
| <script>alert(1)</script> | </td></tr></table> |
"""

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def portal() -> dict[str, Any]:
    source = {"publisher": LINE, "title": LINE, "url": "https://nguon.example/?a=1&b='2'", "note": LINE}
    attachments = [{"file": "a b'&.csv", "title": LINE}]
    task = {"content": LINE, "product": LINE, "notes": PROSE, "due": "Thường xuyên", "state": "under_way"}
    evidence = [{"url": "https://nguon.example/?a=1&b='2'", "text": LINE}]
    return {
        "agencies/co-quan.yml": {
            "name": LINE,
            "short_name": LINE,
            "kind": "department",
            "province": "tinh",
            "contacts": {"address": LINE, "phone": LINE, "fax": LINE, "information_officer": LINE},
            "source": source,
            "body": PROSE,
        },
        "documents/van-ban.yml": {
            "number": "1/QĐ-UBND",
            "issuer": "co-quan",
            "issued_on": "01/02/2026",
            "subject": LINE,
            "signatory": {"name": LINE, "position": LINE, "capacity": LINE},
            "recipients": [LINE],
            "relations": {"based_on": [LINE]},
            "areas": ["linh-vuc"],
            "attachments": attachments,
            "source": source,
            "body": PROSE,
            "plan": {
                "objectives": [LINE],
                "tasks": [{"order": 1, "lead": ["co-quan"], "area": "linh-vuc", "evidence": evidence, **task}],
                "targets": [{"content": LINE, "goal": 1, "unit": LINE, "notes": PROSE}],
            },
        },
        "news/tin.yml": {
            "title": LINE,
            "posted_at": "01/02/2026 08:00:00",
            "authors": [{"name": LINE, "role": LINE}],
            "summary": LINE,
            "images": [{"file": "a.svg", "alt": LINE, "caption": LINE, "credit": LINE}],
            "attachments": attachments,
            "agencies": ["co-quan"],
            "documents": [LINE],
            "source": source,
            "body": PROSE,
        },
        "procedures/1.yml": {
            "code": "1.000001",
            "name": f"{LINE} {LONG}",
            "field": LINE,
            "agencies": ["co-quan"],
            "applicants": [LINE],
            "manners": [{"kind": "post", "time_limit": LINE, "fee": LINE, "notes": PROSE}],
            "where": LINE,
            "dossier": [{"name": LINE, "form": LINE, "condition": LINE}],
            "forms": attachments,
            "steps": [PROSE, PROSE],
            "results": [LINE],
            "conditions": PROSE,
            "legal_basis": [LINE],
            "decided_by": "van-ban",
            "source": source,
            "body": PROSE,
        },
        "indicators/chi-so.yml": {
            "name": LINE,
            "unit": LINE,
            "description": LINE,
            "values": [{"year": 2025, "value": 1, "note": LINE, "source": source}],
            "body": PROSE,
        },
    }


CONFIG = {
    "name": LINE,
    "short_name": LINE,
    "description": LINE,
    "base_url": "https://cchc.example/",
    "owner": {"name": LINE, "parent": LINE},
    "responsible": {"name": LINE, "position": LINE},
    "contact": {"address": LINE, "phone": LINE, "fax": LINE, "information_requests": LINE},
    "navigation": [{"title": LINE, "url": "/van-ban/"}],
    "provinces": [{"id": "tinh", "name": LINE}],
    "programmes": [
        {
            "id": "ct",
            "name": LINE,
            "document": LINE,
            "period": "2021-2030",
            "areas": [{"id": "linh-vuc", "name": LINE}],
        }
    ],
    "notice": LINE,
}


def written(data: dict[str, Any]) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, build_portal):
    root = tmp_path_factory.mktemp("hostile")
    files = root / "content/files"
    files.mkdir(parents=True)
    (files / "a b'&.csv").write_text("a;b\n")
    (files / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (root / "site_config.yml").write_text(written(CONFIG), "utf-8")
    for path, record in portal().items():
        (root / "content" / path).parent.mkdir(exist_ok=True)
        (root / "content" / path).write_text(written(record), "utf-8")
    built = build_portal(root, root / "site")
    assert [problem for problem in built.outcome.problems if not problem.is_notice] == []
    return built


def harm(tree: html.HtmlElement) -> list[str]:
    """Return what of a page or a part of one could do something that our templates do not ask for."""
    found = []
    for node in tree.iter(html.etree.Element):
        name = str(node.tag)
        if name in ("iframe", "object", "embed", "base", "style", "svg", "math") or (
            name == "script" and ("/tai-nguyen/" not in node.get("src", "") or node.text)
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


def own_words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


SAID = " ".join(LINE.split())
HEADINGS = {
    "/": SAID,
    "/co-quan/co-quan/": SAID,
    "/dia-phuong/tinh/": SAID,
    "/linh-vuc/linh-vuc/": f"{SAID} (2021-2030)",
    "/tin-tuc/2026/02/01/tin/": SAID,
    "/van-ban/van-ban/": f"Quyết định {SAID}",
    "/thu-tuc/1.000001/": f"{SAID} {LONG}",
    "/chi-so/chi-so/": SAID,
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
    assert json.loads(hostile.files["thu-tuc/1.000001/index.json"])["name"] == f"{SAID} {LONG}"


def test_the_search_index_holds_text_and_no_markup(hostile):
    titles = [
        json.loads(data.removeprefix(b"pagefind_dcd"))["meta"]["title"]
        for path, data in hostile.fragments()
        if path.endswith(".pf_fragment")
    ]
    assert len(titles) == 5
    assert all(title.replace("D\u0335", "Đ").startswith(SAID.partition("<!--")[0].strip()) for title in titles)
