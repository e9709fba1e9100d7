import dataclasses
import gzip
import json
from itertools import accumulate
from typing import Any

from generator.outputs import searchheads
from generator.outputs.searchdoc import SearchDocument, words_of
from generator.outputs.searchheads import ELSEWHERE, NUMBER, heads_files
from generator.outputs.searchshards import Shard

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


def files(*shards: tuple[SearchDocument, ...]) -> dict[str, Any]:
    """Return what a browser reads, by name."""
    made = heads_files([Shard(str(at), documents) for at, documents in enumerate(shards)], {})
    return {name: json.loads(gzip.decompress(data) if name.endswith(".mb") else data) for name, data in made}


def places(found: dict[str, Any], folded: str) -> dict[str, list[tuple[int, int]]]:
    """Return, for each way of writing a word, the documents and the places in them."""
    every = {word: forms for name, chunk in found.items() if name.startswith("words-") for word, forms in chunk.items()}
    return {
        written: [divmod(place, 64) for place in accumulate(steps)] for written, steps in every.get(folded, {}).items()
    }


def test_a_word_is_found_in_title_summary_and_number_as_it_is_written():
    found = files((LAND,), (POST,))
    assert places(found, "dat") == {
        "đất": [(0, ELSEWHERE), (0, 3), (0, 6), (1, ELSEWHERE)],
        "đạt": [(1, 1)],
    }
    assert places(found, "5") == {"5": [(0, NUMBER)]}
    assert places(found, "noi") == {"nội": [(0, ELSEWHERE)]}


def test_the_body_is_not_among_the_heads():
    assert places(files((LAND,)), "than") == {}


def test_a_whole_number_is_a_word_of_its_own():
    assert places(files((POST, LAND)), "#5-ct-ubnd") == {"#5-ct-ubnd": [(1, NUMBER)]}


def test_words_of_a_very_long_title_stay_in_the_title():
    long = dataclasses.replace(LAND, title=" ".join(f"chữ{n}" for n in range(200)), number="")
    assert places(files((long,)), "chu199") == {"chữ199": [(0, 62)]}


def test_the_first_word_of_each_file_finds_its_file(monkeypatch):
    monkeypatch.setattr(searchheads, "_CHUNK", 60)
    found = files((LAND, POST))
    firsts = found["search.json"]["words"]
    assert len(firsts) > 4
    assert firsts == sorted(firsts)
    for at, first in enumerate(firsts):
        words = list(found[f"words-{at}.mb"])
        assert words[0] == first
        assert words == sorted(words)
        assert all(word < firsts[at + 1] for word in words if at + 1 < len(firsts))


def test_facets_have_the_values_of_each_document_in_the_order_of_the_shards():
    found = files((POST,), (LAND,))["facets.mb"]
    assert found["dates"] == ["", "20250312"]
    assert found["facets"]["co-quan"] == [["Sở Nội vụ", "Sở Xây dựng"], [[], [1, 0]]]
    assert found["facets"]["loai"] == [["Tin tức", "Văn bản"], [[0], [1]]]


def test_titles_have_their_lengths_and_what_gathers_is_known():
    found = files((POST, dataclasses.replace(LAND, gathers=True)))["titles.mb"]
    assert found == {"lengths": [2, len(words_of(LAND.title))], "gathering": [1]}


def test_spelling_has_each_word_as_it_is_best_written_with_its_frequency():
    found = files((LAND, POST))["spelling.mb"]
    assert found["dat"] == ["đất", 5]
    assert "5" not in found
    assert "#5-ct-ubnd" not in found


def test_two_runs_give_the_same_bytes():
    shards = [Shard("a", (LAND, POST))]
    assert dict(heads_files(shards, {})) == dict(heads_files(shards, {}))
