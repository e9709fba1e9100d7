import dataclasses
import gzip
import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs import searchheads
from generator.outputs.searchdoc import SearchDocument, SearchPart, words_of
from generator.outputs.searchfacets import facets_of, join_facets
from generator.outputs.searchheads import heads_files, shard_part
from generator.outputs.searchshards import SHARD_LIMIT
from generator.outputs.searchwords import ELSEWHERE, FIRST, MOST_DOCUMENTS, NUMBER, PLACES, SHARD, SHARES
from generator.vn.folding import fold

LAND = SearchDocument(
    url="/van-ban/05-ct-ubnd/",
    title="Thủ tục đất đai, giao đất",
    kind="Chỉ thị",
    number="05/CT-UBND",
    date="2025-03-12",
    summary="Về hồ sơ đất đai.",
    body="Thân văn bản.",
    filters=(("loai", "Văn bản"), ("nam", "2025"), ("co-quan", "Sở Xây dựng"), ("co-quan", "Sở Nội vụ")),
)
POST = dataclasses.replace(
    LAND, url="/tin-tuc/tin/", title="Đạt chuẩn", kind="Tin tức", number="", date="", filters=(("loai", "Tin tức"),)
)


def divide(patch: pytest.MonkeyPatch, *, documents: int, characters: int) -> None:
    """Let tiers have so many documents, and words of more characters be divided into them."""
    patch.setattr(searchheads, "_TIER", documents)
    for name in ("_UNDIVIDED", "_HEADS_CHUNK", "_TEXTS_CHUNK"):
        patch.setattr(searchheads, name, characters)


def files(*shards: tuple[SearchDocument, ...]) -> dict[str, Any]:
    """Return what a browser reads, by name."""
    made = heads_files(map(shard_part, shards), {})
    return {name: json.loads(gzip.decompress(data) if name.endswith(".mb") else data) for name, data in made}


def told(found: dict[str, Any], kind: str, unit: int, folded: str) -> dict[str, list[tuple[int, int]]]:
    """Return, for each way of writing a word, the documents and what is told of each."""
    every = {word: forms for name, chunk in found.items() if name.startswith(kind) for word, forms in chunk.items()}
    firsts = [0, *accumulate(found["search.json"]["sizes"])]
    return {written: list(walked(text, unit, firsts)) for written, text in every.get(folded, {}).items()}


def walked(text: str, unit: int, firsts: list[int]) -> Iterator[tuple[int, int]]:
    shard, document = -1, 0
    for code in map(ord, text):
        if code >= SHARD:
            shard += code - SHARD
            document = firsts[shard]
        else:
            step, place = divmod(code - FIRST, unit)
            document += step
            yield document, place


def places(found: dict[str, Any], folded: str) -> dict[str, list[tuple[int, int]]]:
    return told(found, "words-", PLACES, folded)


def times(found: dict[str, Any], folded: str) -> dict[str, list[tuple[int, int]]]:
    return told(found, "texts-", SHARES, folded)


def test_a_word_is_found_in_title_summary_and_number_as_it_is_written():
    found = files((LAND,), (POST,))
    assert places(found, "dat") == {
        "đất": [(0, ELSEWHERE), (0, 3), (0, 6), (1, ELSEWHERE)],
        "đạt": [(1, 1)],
    }
    assert places(found, "5") == {"5": [(0, NUMBER)]}
    assert places(found, "noi") == {"nội": [(0, ELSEWHERE)]}


def test_a_body_is_not_among_the_heads_but_among_the_texts_with_its_parts():
    part = SearchPart("#ho-so", "Hồ sơ", "Đơn, hồ sơ, bản sao hồ sơ.")
    found = files((POST, LAND), (dataclasses.replace(LAND, parts=(part,)),))
    assert places(found, "than") == {}
    assert times(found, "than") == {"thân": [(0, 0), (1, 0), (2, 0)]}
    assert times(found, "ho") == {"hồ": [(2, 1)]}
    assert times(found, "dat") == {}, "what the heads tell is not told again"


@pytest.mark.parametrize(("count", "share"), [(1, 0), (2, 1), (3, 1), (4, 2), (7, 2), (8, 3), (500, 3)])
def test_texts_tell_how_often_a_word_stands_there(count, share):
    found = files((dataclasses.replace(LAND, body="đất " * count),))
    assert times(found, "dat") == {"đất": [(0, share)]}


def test_a_word_in_two_forms_is_told_once_in_a_document_with_the_sum_of_both():
    found = files((dataclasses.replace(LAND, body="hoà hoà hòa hòa, 05 5/x 7"),))
    assert times(found, "hoa") == {"hòa": [(0, 2)]}
    assert times(found, "5") == {"5": [(0, 1)]}
    assert times(found, "7") == {"7": [(0, 0)]}


def test_a_number_that_is_cited_is_a_word_of_the_texts():
    cited = dataclasses.replace(
        LAND, body="Căn cứ Quyết định số 02407/QĐ-UBND, Nghị định 63/2010/NĐ-CP; ngày 1/10/2021."
    )
    found = files((POST, cited))
    assert times(found, "#2407-qd-ubnd") == {"#2407-qd-ubnd": [(1, 0)]}
    assert times(found, "#63-2010-nd-cp") == {"#63-2010-nd-cp": [(1, 0)]}
    assert [name for name in found["search.json"]["texts"] if name.startswith("#1")] == []


@given(st.lists(st.lists(st.text("aăâ", max_size=9), max_size=5), min_size=1, max_size=5))
def test_what_is_joined_is_what_each_shard_tells(shards):
    documents = [tuple(dataclasses.replace(LAND, body=" ".join(body)) for body in shard) for shard in shards]
    found = files(*documents)
    bodies = [document.body.split() for shard in documents for document in shard]
    for word in {word for body in bodies for word in body}:
        assert [at for at, _ in times(found, fold(word))[word]] == [
            at for at, body in enumerate(bodies) if word in body
        ]


def test_a_shard_can_be_as_large_as_is_allowed():
    assert SHARD_LIMIT <= MOST_DOCUMENTS
    found = files(tuple([POST] * (MOST_DOCUMENTS - 1) + [LAND]), (LAND,))
    assert places(found, "5") == {"5": [(MOST_DOCUMENTS - 1, NUMBER), (MOST_DOCUMENTS, NUMBER)]}


def test_a_whole_number_is_a_word_of_its_own():
    assert places(files((POST, LAND)), "#5-ct-ubnd") == {"#5-ct-ubnd": [(1, NUMBER)]}


def test_words_of_a_very_long_title_stay_in_the_title():
    long = dataclasses.replace(LAND, title=" ".join(f"chữ{n}" for n in range(200)), number="")
    assert places(files((long,)), "chu199") == {"chữ199": [(0, 62)]}


def test_the_first_word_of_each_file_finds_its_file(monkeypatch):
    monkeypatch.setattr(searchheads, "_HEADS_CHUNK", 30)
    found = files((LAND, POST))
    firsts = found["search.json"]["words"]["beginnings"]
    assert len(firsts) > 4
    assert firsts == sorted(firsts)
    for at, first in enumerate(firsts):
        words = list(found[f"words-{at}.mb"])
        assert words[0] == first
        assert words == sorted(words)
        assert all(word < firsts[at + 1] for word in words if at + 1 < len(firsts))


def test_a_word_of_very_many_documents_has_a_file_for_each_tier(monkeypatch):
    divide(monkeypatch, documents=4, characters=4)
    shards = [(LAND, POST)] * 5
    found = files(*shards)
    manifest = found["search.json"]
    assert manifest["tiers"] == [0, 2]  # what is left over is too little for a tier
    at = manifest["words"]["beginnings"].index("dat")
    assert at in manifest["words"]["divided"]
    firsts = [0, *accumulate(manifest["sizes"])]
    told = [list(walked(found[f"words-{at}-{tier}.mb"]["dat"]["đất"], PLACES, firsts)) for tier in (0, 1)]
    assert [{document for document, _ in tier} for tier in told] == [set(range(4)), set(range(4, 10))]
    monkeypatch.setattr(searchheads, "_TIER", 100)
    whole = files(*shards)
    assert [*told[0], *told[1]] == list(walked(whole[f"words-{at}.mb"]["dat"]["đất"], PLACES, firsts))
    assert (whole["search.json"]["tiers"], whole["search.json"]["words"]["divided"]) == ([0], [])


def test_dates_and_filters_stand_in_the_order_of_the_shards():
    found = files((POST,), (LAND,))["facets.mb"]
    assert found["dates"] == "0000000020250312"
    assert found["facets"] == {
        name: list(facet) for name, facet in join_facets([facets_of([POST]), facets_of([LAND])], [1, 1]).items()
    }


def test_titles_have_their_lengths_and_what_gathers_is_known():
    found = files((POST, dataclasses.replace(LAND, gathers=True)))["titles.mb"]
    assert (found["words"], found["gathering"]) == ([2, len(words_of(LAND.title))], [1])


def test_the_length_of_a_text_is_told_by_twice_its_logarithm():
    bodies = [" ".join(["chữ"] * count) for count in (1, 10, 100, 1000)]
    found = files(tuple(dataclasses.replace(LAND, body=body) for body in bodies))["titles.mb"]["lengths"]
    assert [2 ** ((ord(character) - FIRST) / 2) for character in found] == [1, pytest.approx(10, rel=0.5)] + [
        pytest.approx(count, rel=0.5) for count in (100, 1000)
    ]


def test_spelling_has_each_word_as_it_is_best_written_with_its_frequency():
    found = files((LAND, POST))["spelling.mb"]
    assert found["dat"] == ["đất", 5]
    assert "5" not in found
    assert "#5-ct-ubnd" not in found


def test_two_runs_give_the_same_bytes():
    assert shard_part((LAND, POST)) == shard_part((LAND, POST))
    parts = [shard_part((LAND, POST))]
    assert dict(heads_files(parts, {})) == dict(heads_files(parts, {}))
