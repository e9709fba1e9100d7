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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import sub

from generator.outputs.searchdoc import KIND, YEAR, SearchDocument, number_key, shown_date, words_of
from generator.outputs.searchshards import BLOCK_SIZE, Shard, packed

HEADS_FORMAT = "heads 1"
ELSEWHERE, TITLE_END, NUMBER = 0, 62, 63

_PLACES = 64
_CHUNK = 24_000  # characters of JSON, of which a third are left when compressed
_SPELLED = 20_000  # words

Word = tuple[str, str]
"""As it is searched and as it is written."""

Index = dict[str, dict[str, list[int]]]
"""The places of every word, ascending, by how it is searched and how it is written."""


def heads_files(shards: Sequence[Shard], neighbours: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents; ``neighbours`` are the folders that the manifest names."""
    documents = [document for shard in shards for document in shard.documents]
    index, lengths = _index(documents)
    firsts: list[str] = []
    for first, chunk in _chunks(index):
        yield f"words-{len(firsts)}.mb", packed(chunk)
        firsts.append(first)
    gathering = [at for at, document in enumerate(documents) if document.gathers]
    yield "titles.mb", packed({"lengths": lengths, "gathering": gathering})
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


def _index(documents: Iterable[SearchDocument]) -> tuple[Index, list[int]]:
    """Return where the words are, and the number of words in each title; a whole number is a word after a ``#``."""
    places: defaultdict[Word, list[int]] = defaultdict(list)
    lengths = []
    for at, document in enumerate(documents):
        base = at * _PLACES
        for word in _elsewhere(document):
            places[word].append(base + ELSEWHERE)
        title = words_of(document.title)
        for place, word in enumerate(title, 1):
            places[word].append(base + min(place, TITLE_END))
        lengths.append(len(title))
        if document.number:
            key = f"#{number_key(document.number)}"
            for word in {*words_of(document.number), (key, key)}:
                places[word].append(base + NUMBER)
    index: Index = {}
    for (folded, written), found in sorted(places.items()):
        index.setdefault(folded, {})[written] = found
    return index, lengths


def _elsewhere(document: SearchDocument) -> set[Word]:
    text = f"{document.summary} {shown_date(document.date)} {document.keywords}"
    names = (document.kind, *(value for name, value in document.filters if name not in (KIND, YEAR)))
    return set(words_of(text)).union(*map(_words_of_name, names))


@cache  # names of agencies, areas and provinces stand in thousands of documents
def _words_of_name(name: str) -> list[Word]:
    return words_of(name)


def _chunks(index: Index) -> Iterator[tuple[str, Index]]:
    """Yield files of words, each with its first."""
    chunk: Index = {}
    size = 0
    for folded, forms in index.items():
        chunk[folded] = {written: _steps(places) for written, places in forms.items()}
        size += sum(4 * len(places) + len(written) + 6 for written, places in forms.items())
        if size > _CHUNK:
            yield next(iter(chunk)), chunk
            chunk, size = {}, 0
    if chunk:
        yield next(iter(chunk)), chunk


def _steps(places: Sequence[int]) -> list[int]:
    return [places[0], *map(sub, places[1:], places)]


def _facets(documents: Sequence[SearchDocument]) -> dict[str, object]:
    held: defaultdict[str, list[list[str]]] = defaultdict(lambda: [[] for _ in documents])
    for at, document in enumerate(documents):
        for name, value in document.filters:
            held[name][at].append(value)
    facets = {}
    for name, lists in sorted(held.items()):
        values = sorted({value for found in lists for value in found})
        numbers = {value: number for number, value in enumerate(values)}
        facets[name] = [values, [[numbers[value] for value in found] for found in lists]]
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
