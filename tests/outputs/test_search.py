import dataclasses
import json
import re

import pytest

from generator.outputs.search import SearchIndex, folder_artifacts, heads_artifacts, plan_index, shard_folder
from generator.outputs.searchdoc import SearchDocument, SearchPart, number_key, words_of

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
PART = SearchPart("#nhiem-vu-1", "Nhiệm vụ 1", "Rà soát.")


def planned(*documents: SearchDocument) -> SearchIndex:
    index = plan_index(documents)
    assert index is not None
    return index


def test_nothing_to_find_is_no_index():
    assert plan_index([]) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "/x/"),
        ("title", "Khác"),
        ("body", "Khác"),
        ("filters", ()),
        ("keywords", ""),
        ("date", ""),
        ("state", "Hết hiệu lực"),
        ("parts", (PART,)),
        ("gathers", True),
    ],
)
def test_every_part_of_a_document_changes_the_names_of_its_shard_and_of_the_heads(field, value):
    before, after = planned(DECISION), planned(dataclasses.replace(DECISION, **{field: value}))
    assert before.heads != after.heads
    assert before.shards[0].name != after.shards[0].name
    assert before.engine == after.engine


def test_the_names_hold_for_the_same_documents_in_any_order():
    assert planned(HOME, DECISION) == planned(DECISION, HOME)
    assert re.fullmatch(r"tim-kiem/chi-muc-[0-9a-f]{12}/", planned(HOME).heads)


def test_the_manifest_leads_to_the_engine_and_to_every_shard_and_says_how_large_it_is(tmp_path):
    index = planned(DECISION, HOME)
    for folder in index.folders:
        (tmp_path / folder).mkdir(parents=True)
        for artifact in folder_artifacts(index, folder):
            (tmp_path / artifact.path).write_bytes(artifact.data)
    files = {artifact.path: artifact.data for artifact in heads_artifacts(index, tmp_path)}
    manifest = json.loads(files[f"{index.heads}search.json"])
    assert [f"tim-kiem/{path.removeprefix('../')}" for path in (manifest["engine"], *manifest["shards"])] == list(
        index.folders
    )
    assert index.folders[1:] == tuple(map(shard_folder, index.shards))
    assert manifest["sizes"] == [2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đất đai", [("dat", "đất"), ("dai", "đai")]),
        ("\u0111a\u0302\u0301t", [("dat", "đất")]),
        ("hoà, thuỷ", [("hoa", "hòa"), ("thuy", "thủy")]),
        ("09/2015/QĐ-TTg", [("9", "9"), ("2015", "2015"), ("qd", "qđ"), ("ttg", "ttg")]),
        ("000 _", [("0", "0")]),
    ],
)
def test_words_are_searched_without_marks_and_kept_as_they_are_written(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize("typed", ["2407/QĐ-UBND", "2407/qd-ubnd", "02407 QĐ UBND"])
def test_a_number_has_one_key_however_it_is_typed(typed):
    assert number_key(typed) == "2407-qd-ubnd"
