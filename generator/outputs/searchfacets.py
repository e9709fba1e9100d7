"""Which values of which filter each document has, in a form that is short, quickly read, and joined by renumbering.

Of a filter are told its values, in their order, and a text. Of each document the text has a character for each of its
values: `_NONE` and one more, plus twice the place of the value, plus one if another follows; where there is none, only
`_NONE`. ``theme/assets/search-facets.js`` reads the same.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.outputs.pagefind import SearchUnavailable
from generator.outputs.searchdoc import SearchDocument

_NONE = 0x28
_MOST_VALUES = (0xD800 - _NONE) // 2 - 1  # what comes after are no characters

Facet = tuple[list[str], str]
"""The values of a filter, and which of them each document has."""


def facets_of(documents: Sequence[SearchDocument]) -> dict[str, Facet]:
    """Return each filter by its name."""
    held: defaultdict[str, list[list[str]]] = defaultdict(lambda: [[] for _ in documents])
    for at, document in enumerate(documents):
        for name, value in document.filters:
            held[name][at].append(value)
    return {name: _facet(lists) for name, lists in sorted(held.items())}


def join_facets(shards: Sequence[Mapping[str, Facet]], sizes: Sequence[int]) -> dict[str, Facet]:
    """Return the filters of all shards, which have so many documents.

    Raises SearchUnavailable where a filter has more values than can be told.
    """
    return {
        name: _join([shard.get(name, ([], chr(_NONE) * size)) for shard, size in zip(shards, sizes, strict=True)])
        for name in sorted({name for shard in shards for name in shard})
    }


def _facet(lists: Sequence[Sequence[str]]) -> Facet:
    values = sorted({value for found in lists for value in found})
    codes = {value: _code(place) for place, value in enumerate(values)}
    return values, "".join(_told([codes[value] for value in found]) for found in lists)


def _code(place: int) -> int:
    return _NONE + 1 + 2 * place


def _told(codes: Sequence[int]) -> str:
    if not codes:
        return chr(_NONE)
    return "".join(chr(code + 1) for code in codes[:-1]) + chr(codes[-1])


def _join(facets: Sequence[Facet]) -> Facet:
    every = sorted({value for values, _ in facets for value in values})
    if len(every) > _MOST_VALUES:
        raise SearchUnavailable(f"Một bộ lọc của tìm kiếm có {len(every)} giá trị, nhiều nhất là {_MOST_VALUES}.")
    codes = {value: _code(place) for place, value in enumerate(every)}
    return every, "".join(text.translate(_moves(values, codes)) for values, text in facets)


def _moves(values: Sequence[str], codes: Mapping[str, int]) -> dict[int, int]:
    """Return what becomes of each character when the values get other places."""
    moves = {}
    for place, value in enumerate(values):
        for follows in (0, 1):
            moves[_code(place) + follows] = codes[value] + follows
    return moves
