"""Heads: an index of the titles, numbers and summaries of all documents, small enough to be made anew by every build.

Pagefind needs seconds for what this takes a fraction of one, and its answers come late where a query of common
syllables matches most documents. Files are JSON, compressed:

- ``search.json`` (plain) is the manifest: folders and sizes of the shards, and the first word of each file of words;
- ``words-<n>.mb`` has, for a word as it is searched, each way of writing it and where it stands:
  ``{"dat": {"đất": [places]}}``. A place is the document's place in the order of the shards times 64, plus the
  place in its title from 1, `NUMBER` or `ELSEWHERE`; each is told by its distance from the one before;
- ``titles.mb`` has the number of words of each title, and the places of documents that gather others;
- ``facets.mb`` has dates, and each filter's values and which of them each document has;
- ``spelling.mb`` has the words of the site as they are best written, with their frequency.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from generator.outputs.searchdoc import KIND, YEAR, SearchDocument, number_key, shown_date, words_of
from generator.outputs.searchshards import BLOCK_SIZE, Shard, packed

HEADS_FORMAT = "heads 1"
ELSEWHERE, TITLE_END, NUMBER = 0, 62, 63

_PLACES = 64
_CHUNK = 24_000  # characters of JSON, of which a third are left when compressed
_SPELLED = 20_000  # words

Index = dict[str, dict[str, list[int]]]


def heads_files(shards: Sequence[Shard], neighbours: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents; ``neighbours`` are the folders that the manifest names."""
    documents = [document for shard in shards for document in shard.documents]
    index = _index(documents)
    firsts: list[str] = []
    for first, chunk in _chunks(index):
        yield f"words-{len(firsts)}.mb", packed(chunk)
        firsts.append(first)
    yield "titles.mb", packed(_titles(documents))
    yield "facets.mb", packed(_facets(documents))
    yield "spelling.mb", packed(_spelling(index))
    manifest = {
        **neighbours,
        "sizes": [len(shard.documents) for shard in shards],
        "holds": [_holds(shard.documents) for shard in shards],
        "block": BLOCK_SIZE,
        "words": firsts,
    }
    yield "search.json", json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()


def _index(documents: Iterable[SearchDocument]) -> Index:
    """Return the places of every word, in ascending order; a whole number is a word that starts with ``#``."""
    index: Index = {}

    def put(word: tuple[str, str], place: int) -> None:
        index.setdefault(word[0], {}).setdefault(word[1], []).append(place)

    for number, document in enumerate(documents):
        base = number * _PLACES
        rest = (document.summary, document.kind, shown_date(document.date), document.keywords, *_named(document))
        for word in dict.fromkeys(words_of(" ".join(rest))):
            put(word, base + ELSEWHERE)
        for at, word in enumerate(words_of(document.title)):
            put(word, base + min(1 + at, TITLE_END))
        if document.number:
            key = f"#{number_key(document.number)}"
            for word in dict.fromkeys([*words_of(document.number), (key, key)]):
                put(word, base + NUMBER)
    return index


def _named(document: SearchDocument) -> Iterator[str]:
    """Yield the words of what a document is narrowed down by, but for its kind and year."""
    return (value for name, value in document.filters if name not in (KIND, YEAR))


def _chunks(index: Index) -> Iterator[tuple[str, Mapping[str, Mapping[str, list[int]]]]]:
    chunk: dict[str, dict[str, list[int]]] = {}
    size = 0
    for folded in sorted(index):
        steps = {written: _steps(places) for written, places in sorted(index[folded].items())}
        chunk[folded] = steps
        size += sum(4 * len(places) + len(written) + 6 for written, places in steps.items())
        if size > _CHUNK:
            yield next(iter(chunk)), chunk
            chunk, size = {}, 0
    if chunk:
        yield next(iter(chunk)), chunk


def _steps(places: list[int]) -> list[int]:
    return [places[0], *(after - before for before, after in pairwise(places))]


def _titles(documents: Sequence[SearchDocument]) -> dict[str, list[int]]:
    lengths = [sum(1 for _ in words_of(document.title)) for document in documents]
    return {"lengths": lengths, "gathering": [at for at, document in enumerate(documents) if document.gathers]}


def _facets(documents: Sequence[SearchDocument]) -> dict[str, object]:
    names = sorted({name for document in documents for name, _ in document.filters})
    facets = {}
    for name in names:
        values = sorted({value for document in documents for value in document.values(name)})
        at = {value: place for place, value in enumerate(values)}
        facets[name] = [values, [[at[value] for value in document.values(name)] for document in documents]]
    return {"dates": [document.date.replace("-", "") for document in documents], "facets": facets}


def _spelling(index: Index) -> dict[str, list[object]]:
    """Return, for the most frequent words, how each is written most often, and how often in all."""
    counts = Counter({word: sum(map(len, forms.values())) for word, forms in index.items() if word.isalpha()})
    return {
        word: [max(sorted(index[word]), key=lambda written: len(index[word][written])), count]
        for word, count in sorted(counts.most_common(_SPELLED))
    }


def _holds(documents: Sequence[SearchDocument]) -> dict[str, list[str]]:
    """Return what kinds and years are in a shard, so that a browser leaves out what a filter excludes."""
    return {name: sorted({value for document in documents for value in document.values(name)}) for name in (KIND, YEAR)}
