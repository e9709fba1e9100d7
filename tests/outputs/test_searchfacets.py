import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs import searchfacets
from generator.outputs.pagefind import SearchUnavailable
from generator.outputs.searchdoc import SearchDocument
from generator.outputs.searchfacets import Facet, facets_of, join_facets

FIRST = 0x28

lists = st.lists(st.lists(st.sampled_from(["Sở A", "Sở B", "Sở Đ", "UBND tỉnh"]), unique=True, max_size=3), min_size=1)


def document(*agencies: str) -> SearchDocument:
    filters = tuple(("co-quan", agency) for agency in agencies)
    return SearchDocument("/tin-tuc/a/", "Tin", "Tin tức", "", "", "", "", filters)


def read(facet: Facet) -> list[list[str]]:
    """Return the values of each document, as ``theme/assets/search-facets.js`` reads them."""
    values, text = facet
    found: list[list[str]] = [[]]
    for code in (ord(character) - FIRST for character in text):
        if code:
            found[-1].append(values[(code - 1) // 2])
        if not code or code % 2:
            found.append([])
    return found[:-1]


def test_a_document_has_a_character_for_each_value():
    values, text = facets_of([document(), document("Sở B"), document("Sở A", "Sở B")])["co-quan"]
    assert (values, [ord(character) - FIRST for character in text]) == (["Sở A", "Sở B"], [0, 3, 2, 3])


@given(st.lists(lists, min_size=1, max_size=4))
def test_shards_that_are_put_together_tell_what_each_told(shards: list[list[list[str]]]) -> None:
    told = [facets_of([document(*agencies) for agencies in shard]) for shard in shards]
    joined = join_facets(told, [len(shard) for shard in shards])
    expected = [agencies for shard in shards for agencies in shard]
    assert (read(joined["co-quan"]) if joined else [[] for _ in expected]) == expected


def test_more_values_than_can_be_told_are_refused(monkeypatch):
    monkeypatch.setattr(searchfacets, "_MOST_VALUES", 1)
    with pytest.raises(SearchUnavailable, match="2 giá trị"):
        join_facets([facets_of([document("Sở A", "Sở B")])], [1])
