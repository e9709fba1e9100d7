import dataclasses
import gzip
import json
import re
from pathlib import Path

import pytest

from generator.outputs.pagefind import SearchUnavailable
from generator.outputs.search import SearchDocument, build_index, search_fingerprint, write_search_documents
from generator.vn.folding import to_search

DECISION = SearchDocument(
    url="/van-ban/2407-qd-ubnd-2021/",
    title="Quyết định về cải cách",
    kind="Quyết định",
    number="2407/QĐ-UBND",
    date="2021-10-01",
    summary="Kế hoạch giai đoạn 2021 – 2025",
    body="Điều 1. Ban hành kèm theo Quyết định này.",
    filters=(("loai", "Văn bản"), ("co-quan", 'UBND tỉnh "A" & B')),
    keywords="ke hoach",
)
HOME = SearchDocument("/", "Trang chủ", "", "", "", "", "")


def written(document: SearchDocument, folder: Path) -> str:
    write_search_documents([document], folder)
    return (folder / document.url.strip("/") / "index.html").read_text("utf-8")


def fragments(index: Path) -> list[dict[str, object]]:
    """What the browser is told of each result, by address."""
    data = [gzip.decompress(path.read_bytes()) for path in (index / "fragment").iterdir()]
    found = [json.loads(text.removeprefix(b"pagefind_dcd")) for text in data]
    return sorted(found, key=lambda fragment: fragment["url"])


def test_the_path_of_a_document_is_its_address(tmp_path):
    index = build_index([DECISION, HOME], tmp_path)
    assert [fragment["url"] for fragment in fragments(index)] == ["/", "/van-ban/2407-qd-ubnd-2021/"]


def test_a_result_carries_title_number_kind_date_and_filters(tmp_path):
    (fragment,) = fragments(build_index([DECISION], tmp_path))
    assert fragment["meta"] == {
        "title": to_search("Quyết định về cải cách"),
        "number": to_search("2407/QĐ-UBND"),
        "kind": to_search("Quyết định"),
        "date": "01/10/2021",
        "keywords": to_search("QĐ-UBND UBND ke hoach"),
    }
    assert fragment["filters"] == {"loai": ["Văn bản"], "co-quan": ['UBND tỉnh "A" & B']}


def test_title_and_number_come_before_what_excerpts_are_taken_from(tmp_path):
    (fragment,) = fragments(build_index([DECISION], tmp_path))
    words = fragment["content"].split()
    assert len(DECISION.title.split() + DECISION.number.split()) == words.index("Kế")


def test_number_outweighs_title_outweighs_summary_outweighs_body(tmp_path):
    html = written(DECISION, tmp_path)
    weights = [
        float((re.search(r'weight="(\d+)"', line) or ["", "1"])[1])
        for word in ("2407/", "cải cách<", to_search("giai đoạn"), "Ban hành")
        for line in html.splitlines()
        if line.startswith("<p") and word in line
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4


def test_markup_in_a_document_stays_text(tmp_path):
    hostile = "<script>alert(1)</script> & \"</p></body>' data-pagefind-ignore"
    document = dataclasses.replace(
        DECISION, title=hostile, number=hostile, summary=hostile, body=hostile, keywords=hostile, kind=hostile
    )
    (fragment,) = fragments(build_index([document], tmp_path))
    assert {fragment["meta"][name] for name in ("title", "number", "kind")} == {hostile}
    assert fragment["content"].count("<script>alert(1)</script> & ") == 4


def test_words_that_pagefind_keeps_for_itself_do_no_harm(tmp_path):
    strange = "___PAGEFIND_WEIGHT___x ___PAGEFIND_ANCHOR___ ___END_PAGEFIND_WEIGHT___ ___END_PAGEFIND_WEIGHT___ đất"
    document = dataclasses.replace(DECISION, body=strange)
    assert len(fragments(build_index([document, HOME], tmp_path))) == 2


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("2407/QĐ-UBND", "QĐ-UBND UBND"),
        ("09/2015/QĐ-TTg", "2015/QĐ-TTg QĐ-TTg TTg 9/2015/QĐ-TTg"),
        ("1.012783", "012783"),
    ],
)
def test_a_number_can_be_asked_for_by_its_parts(tmp_path, number, parts):
    html = written(dataclasses.replace(DECISION, number=number, keywords=""), tmp_path)
    assert f'"keywords[content]" content="{to_search(parts)}"' in html


def test_empty_facts_leave_nothing_behind(tmp_path):
    html = written(HOME, tmp_path)
    assert "meta=" not in html.replace('data-pagefind-meta="title"', "")
    assert html.count("<p") == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("url", "/x/"), ("title", "Khác"), ("body", "Khác"), ("filters", ()), ("keywords", ""), ("date", "")],
)
def test_the_fingerprint_changes_with_every_part_of_a_document(field, value):
    changed = dataclasses.replace(DECISION, **{field: value})
    assert search_fingerprint([changed]) != search_fingerprint([DECISION])


def test_the_fingerprint_holds_for_the_same_documents_in_any_order():
    assert search_fingerprint([HOME, DECISION]) == search_fingerprint([DECISION, HOME])
    assert re.fullmatch("[0-9a-f]{12}", search_fingerprint([HOME]))


def test_a_second_index_in_the_same_place_holds_nothing_of_the_first(tmp_path):
    build_index([DECISION, HOME], tmp_path)
    assert [fragment["url"] for fragment in fragments(build_index([HOME], tmp_path))] == ["/"]


def test_a_document_that_was_not_indexed_is_noticed(tmp_path):
    twins = [DECISION, dataclasses.replace(DECISION, title="Trùng địa chỉ")]
    with pytest.raises(SearchUnavailable, match="1 trong 2"):
        build_index(twins, tmp_path)
