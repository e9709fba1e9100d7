import dataclasses
import gzip
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs import searchshards
from generator.outputs.pagefind import SearchUnavailable
from generator.outputs.searchdoc import SearchDocument, SearchPart
from generator.outputs.searchshards import SHARD_LIMIT, Shard, build_engine, build_shard, plan_shards, shard_files

DECISION = SearchDocument(
    url="/van-ban/2407-qd-ubnd-2021/",
    title="Quyết định về cải cách",
    kind="Quyết định",
    number="2407/QĐ-UBND",
    date="2021-10-01",
    summary="Kế hoạch giai đoạn 2021 – 2025",
    body="Điều 1. Ban hành kèm theo Quyết định này.",
    filters=(("loai", "Văn bản"), ("nam", "2021"), ("co-quan", "UBND tỉnh A")),
    keywords="ke hoach",
    parts=(SearchPart("#nhiem-vu-1", "Nhiệm vụ 1", "Rà soát đất đai."),),
)
HOME = SearchDocument("/", "Trang chủ", "", "", "", "", "")


def of(number: int, kind: str, date: str) -> SearchDocument:
    filters = (("loai", kind), *([("nam", date[:4])] if date else []))
    return SearchDocument(f"/{number}/", f"Tên {number}", kind, "", date, "", "", filters)


def many(count: int) -> list[SearchDocument]:
    kinds = ("Tin tức", "Văn bản", "Thủ tục", "Cơ quan")
    return [of(n, kinds[n % 4], f"{2011 + n % 13}-05-{1 + n % 28:02}" if n % 4 < 2 else "") for n in range(count)]


def built(documents: list[SearchDocument], folder: Path) -> Path:
    """Build a shard, with Pagefind's files and our own in one folder."""
    (folder / "work").mkdir(parents=True)
    shard = Shard("phan", tuple(documents))
    index = build_shard(shard, folder / "work")
    for name, data in shard_files(shard):
        (index / name).write_bytes(data)
    return index


def fragments(index: Path) -> list[dict[str, object]]:
    """What a browser is told of the text of each document, in their order."""
    paths = sorted((index / "fragment").iterdir(), key=lambda path: int(re.findall(r"\d+", path.name)[-1]))
    return [json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")) for path in paths]


def facts(index: Path) -> list[list[str]]:
    blocks = sorted(index.glob("facts-*.mb"))
    return [fact for path in blocks for fact in json.loads(gzip.decompress(path.read_bytes()))]


# Which documents are together


def test_a_small_site_is_one_shard():
    (shard,) = plan_shards(many(SHARD_LIMIT))
    assert len(shard.documents) == SHARD_LIMIT


@given(st.integers(1, 400), st.integers(1, 40))
def test_every_document_is_in_one_shard_and_no_shard_is_too_large(count, limit):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searchshards, "SHARD_LIMIT", limit)
        shards = plan_shards(many(count))
    assert sorted(document.url for shard in shards for document in shard.documents) == sorted(
        document.url for document in many(count)
    )
    assert max(len(shard.documents) for shard in shards) <= limit


def test_a_shard_of_a_large_site_holds_one_section_and_few_years(monkeypatch):
    monkeypatch.setattr(searchshards, "SHARD_LIMIT", 30)
    shards = plan_shards(many(800))
    for shard in shards:
        assert len({document.values("loai")[0] for document in shard.documents}) == 1
    news = [shard for shard in shards if shard.documents[0].values("loai") == ["Tin tức"]]
    assert all(len({document.date[:4] for document in shard.documents}) <= 2 for shard in news)


@given(st.integers(0, 299), st.sampled_from(["title", "body", "keywords"]))
def test_a_changed_document_changes_one_shard(place, field):
    documents = many(300)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searchshards, "SHARD_LIMIT", 20)
        before = {shard.name for shard in plan_shards(documents)}
        documents[place] = dataclasses.replace(documents[place], **{field: "Khác"})
        after = {shard.name for shard in plan_shards(documents)}
    assert len(before - after) == len(after - before) == 1


@given(st.integers(0, 10_000))
def test_a_new_document_changes_or_divides_one_shard(number):
    documents = many(300)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searchshards, "SHARD_LIMIT", 20)
        before = {shard.name for shard in plan_shards(documents)}
        new = dataclasses.replace(documents[number % 300], url=f"/moi-{number}/")
        after = {shard.name for shard in plan_shards([*documents, new])}
    assert len(before - after) == 1


def test_the_newest_come_first():
    (shard,) = plan_shards([of(1, "Tin tức", "2011-01-01"), of(2, "Tin tức", "2020-01-01"), of(3, "Cơ quan", "")])
    assert [document.url for document in shard.documents] == ["/2/", "/1/", "/3/"]


def test_what_lasts_comes_before_the_newest_shards(monkeypatch):
    monkeypatch.setattr(searchshards, "SHARD_LIMIT", 20)
    shards = [shard.documents[0] for shard in plan_shards(many(300))]
    lasting = [document.values("loai") not in (["Tin tức"], ["Văn bản"]) for document in shards]
    assert lasting == sorted(lasting, reverse=True)
    dates = [document.date for document, lasts in zip(shards, lasting, strict=True) if not lasts]
    assert len(dates) > 2
    assert dates == sorted(dates, reverse=True)


# What is in a shard


def test_a_result_has_what_is_shown_of_it(tmp_path):
    found = facts(built([DECISION, HOME], tmp_path))
    assert found == [
        [
            "/van-ban/2407-qd-ubnd-2021/",
            "Quyết định về cải cách",
            "Quyết định",
            "2407/QĐ-UBND",
            "2021-10-01",
            "",
            "Kế hoạch giai đoạn 2021 – 2025",
        ],
        ["/", "Trang chủ", "", "", "", "", ""],
    ]


def test_facts_and_text_of_a_document_have_one_place(tmp_path):
    index = built(many(40), tmp_path)
    assert [fact[1] for fact in facts(index)][:16] == [f"Tên {n}" for n in range(16)]
    assert [fragment["content"] for fragment in fragments(index)] == [f"Tên {n}." for n in range(40)]


def test_a_part_has_its_address_and_is_found_in_the_document(tmp_path):
    (fragment,) = fragments(built([DECISION], tmp_path))
    (anchor,) = fragment["anchors"]
    assert (anchor["id"], anchor["text"]) == ("#nhiem-vu-1", "Nhiệm vụ 1")
    words = fragment["content"].split()
    assert words[anchor["location"] : anchor["location"] + 5] == ["Nhiệm", "vụ", "1.", "Rà", "soát"]


def test_title_and_number_come_before_what_excerpts_are_taken_from(tmp_path):
    (fragment,) = fragments(built([DECISION], tmp_path))
    words = fragment["content"].split()
    assert len(DECISION.title.split() + DECISION.number.split()) == words.index("Kế")


def test_markup_in_a_document_stays_text(tmp_path):
    hostile = "<script>alert(1)</script> & \"</p></body>' data-pagefind-ignore"
    texts = dict.fromkeys(("title", "number", "summary", "body"), hostile)
    part = SearchPart("#a", hostile, hostile)
    (fragment,) = fragments(built([dataclasses.replace(DECISION, **texts, parts=(part,))], tmp_path))
    assert fragment["content"].count("<script>alert(1)</script> & ") == 6


def test_words_that_pagefind_keeps_for_itself_do_no_harm(tmp_path):
    strange = "___PAGEFIND_WEIGHT___x ___PAGEFIND_ANCHOR___ ___END_PAGEFIND_WEIGHT___ ___END_PAGEFIND_WEIGHT___ đất"
    document = dataclasses.replace(DECISION, body=strange)
    assert len(fragments(built([document, HOME], tmp_path))) == 2


def test_two_runs_give_the_same_bytes(tmp_path):
    found = []
    for name in ("1", "2"):
        index = built(many(40), tmp_path / name)
        found.append({str(path.relative_to(index)): path.read_bytes() for path in index.rglob("*") if path.is_file()})
    assert found[0] == found[1]


def test_a_document_that_was_not_indexed_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(searchshards, "run_pagefind", lambda *_: 1)
    with pytest.raises(SearchUnavailable, match="1 trong 2"):
        built([DECISION, HOME], tmp_path)


def test_the_engine_has_the_script_and_the_program_and_shards_do_not(tmp_path):
    engine = {path.name for path in build_engine(tmp_path).rglob("*")}
    assert {"pagefind.js", "wasm.unknown.pagefind", "pagefind-entry.json"} <= engine
    shard = {path.suffix for path in built([DECISION], tmp_path / "shard").rglob("*") if path.is_file()}
    assert shard == {".mb", ".json", ".pf_meta", ".pf_index", ".pf_fragment"}
