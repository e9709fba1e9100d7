"""Heads: what is known of all documents in few files, so that a query needs only those that its words are in.

Each shard tells its part of it once, when it is built (`shard_part`), and every build joins the parts of all shards.
Files are JSON, compressed; the form of what is told of a word is that of `generator.outputs.searchwords`:

- ``search.json`` (plain) is the manifest: folders and sizes of the shards, and the first word of each file of words;
- ``words-<n>.mb`` say where words stand in titles, numbers and summaries: ``{"dat": {"đất": places}}``;
- ``texts-<n>.mb`` say in the same way in which bodies and parts words stand, and how often;
- ``words-<n>-<tier>.mb`` and ``texts-<n>-<tier>.mb`` stand for one of these where a word stands in very many documents,
  so that a search need not read of all: *tiers* are shards in their order, thousands of documents each;
- ``titles.mb`` has the number of words of each title, a character for the length of each text (`_length`), and the
  places of documents that gather others;
- ``facets.mb`` has dates, eight characters each, and of each filter what `generator.outputs.searchfacets` tells;
- ``spelling.mb`` has the words of the site as they are best written, with their frequency.
"""

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from generator.outputs.searchdoc import SearchDocument, words_of
from generator.outputs.searchfacets import facets_of, join_facets
from generator.outputs.searchwords import (
    FIRST,
    Chunk,
    Postings,
    chunks,
    count_places,
    divided,
    heads_postings,
    join_postings,
    lines_of,
    text_postings,
)

HEADS_FORMAT = "heads 7"

_HEADS_CHUNK, _TEXTS_CHUNK = 2_000, 5_000  # characters, of which a half is left when compressed
_UNDIVIDED = 8_000  # characters that are told of a word in one file however many tiers there are
_TIER = 12_000  # documents at least
_SPELLED = 20_000  # words
_UNDATED = "0" * 8
_FAST = 4  # of gzip; what is mostly numbers in single characters gets hardly smaller at higher levels
_STRATEGIES = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY)
_MEMORY = 6  # of zlib: little, so that codes are chosen anew every few thousand characters

Part = dict[str, object]
"""What a shard tells, in JSON."""


def packed(value: object, level: int = 6) -> bytes:
    """Return JSON as a browser unpacks it: compressed, for not every host does that to every file."""
    return gzip.compress(_json(value), level, mtime=0)


def _packed_words(chunk: Chunk) -> bytes:
    """Return a file of words, compressed in the way that makes it smallest: some repeat themselves, some do not."""
    data = _json(chunk)
    return min((_compressed(data, strategy) for strategy in _STRATEGIES), key=len)


def _compressed(data: bytes, strategy: int) -> bytes:
    packer = zlib.compressobj(_FAST, zlib.DEFLATED, 16 + zlib.MAX_WBITS, _MEMORY, strategy)
    return packer.compress(data) + packer.flush()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def shard_part(documents: Sequence[SearchDocument]) -> bytes:
    """Return what the heads need to know of the documents of a shard, for `heads_files`."""
    return packed(
        {
            "words": lines_of(heads_postings(documents)),
            "texts": lines_of(text_postings(documents)),
            "titles": [len(words_of(document.title)) for document in documents],
            "lengths": "".join(map(_length, documents)),
            "gathering": [at for at, document in enumerate(documents) if document.gathers],
            "dates": "".join(document.date.replace("-", "") or _UNDATED for document in documents),
            "facets": facets_of(documents),
        },
        _FAST,
    )


def _length(document: SearchDocument) -> str:
    """Return a character for twice the logarithm of the number of words, which is near enough."""
    return chr(FIRST + (document.full_text.count(" ") ** 2).bit_length())


def heads_files(parts: Iterable[bytes], neighbours: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents; ``neighbours`` is what the manifest says of the shards besides their sizes."""
    shards = [json.loads(gzip.decompress(part)) for part in parts]
    sizes = [len(shard["titles"]) for shard in shards]
    firsts = [0, *accumulate(sizes)]
    tiers = _tiers(sizes)
    manifest: dict[str, object] = {**neighbours, "sizes": sizes, "tiers": tiers}
    words = join_postings(shard["words"] for shard in shards)
    texts = join_postings(shard["texts"] for shard in shards)
    for name, postings, size in (("words", words, _HEADS_CHUNK), ("texts", texts, _TEXTS_CHUNK)):
        beginnings: list[str] = []
        in_tiers: list[int] = []
        for number, (first, chunk) in enumerate(chunks(postings, size)):
            beginnings.append(first)
            if len(tiers) > 1 and len(chunk) == 1 and sum(map(len, chunk[first].values())) > _UNDIVIDED:
                in_tiers.append(number)
                for tier, part in enumerate(divided(chunk, tiers)):
                    yield f"{name}-{number}-{tier}.mb", _packed_words(part)
            else:
                yield f"{name}-{number}.mb", _packed_words(chunk)
        manifest[name] = {"beginnings": beginnings, "divided": in_tiers}
    titles = {
        "words": [length for shard in shards for length in shard["titles"]],
        "lengths": "".join(shard["lengths"] for shard in shards),
        "gathering": [first + at for first, shard in zip(firsts, shards, strict=False) for at in shard["gathering"]],
    }
    facets = join_facets([shard["facets"] for shard in shards], sizes)
    yield "titles.mb", packed(titles)
    yield "facets.mb", packed({"dates": "".join(shard["dates"] for shard in shards), "facets": facets})
    yield "spelling.mb", packed(_spelling(words))
    yield "search.json", _json(manifest)


def _tiers(sizes: Sequence[int]) -> list[int]:
    """Return the first shard of each tier; what is left over belongs to the last."""
    tiers = [0]
    documents = 0
    for shard, size in enumerate(sizes):
        if documents >= _TIER and sum(sizes[shard:]) >= _TIER:
            tiers.append(shard)
            documents = 0
        documents += size
    return tiers


def _spelling(words: Postings) -> dict[str, list[object]]:
    """Return, for the most frequent words, how each is written most often, and how often in all."""
    counts: dict[str, Counter[str]] = {}
    for (searched, written), text in words.items():
        if searched.isalpha():
            counts.setdefault(searched, Counter())[written] = count_places(text)
    most = sorted(counts, key=lambda word: (-counts[word].total(), word))[:_SPELLED]
    return {word: [counts[word].most_common(1)[0][0], counts[word].total()] for word in sorted(most)}
