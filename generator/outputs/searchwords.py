"""Where words stand: one text per word, short enough to send, and joined without being read.

Each shard says where its words stand (`Postings`), once, when it is built; every build joins what all shards say. So
what is told of a word is a text in which each shard counts its documents from 0, after a mark:

- a character from `SHARD` on says how many shards to go on, from the one before the first;
- in *heads* any other says, less `FIRST`, the documents to go on times `PLACES`, plus a place in the document;
- in *texts* any other says, less `FIRST`, the documents to go on times `SHARES`, plus how often the word stands there:
  once, twice or thrice, up to seven times, more often.

Most are a few documents on, so most characters are of few kinds: compressed, each takes little more than half a byte.
``theme/assets/search-postings.js`` reads the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby, pairwise

from generator.outputs.searchdoc import (
    KIND,
    YEAR,
    SearchDocument,
    number_key,
    searched_word,
    shown_date,
    words_of,
)

FIRST, SHARD = 0x28, 0x8000
PLACES, SHARES = 64, 4
ELSEWHERE, TITLE_END, NUMBER = 0, 62, 63
"""Places in a document: in none of the others, the last that is told in a title (from 1), in the number."""

_MARK = chr(SHARD)
_OF_A_SHARD = re.compile(f"([{_MARK}-\uffff])([^{_MARK}-\uffff]*)")

MOST_DOCUMENTS = (SHARD - FIRST) // PLACES
"""Of a shard: more cannot be told in one character."""

Word = tuple[str, str]
"""As it is searched and as it is written."""

Postings = dict[Word, str]
"""Where each word stands, in a shard or in all, in the order of the words."""

Chunk = dict[str, dict[str, str]]
"""Where words stand, by how they are searched and how they are written."""

_SHARE = (0, 0, 1, 1, 2, 2, 2, 2)
"""How often a word stands in a text, in short."""

_CITED = re.compile(r"\d+[a-zđ]?(?:/\d{4})?/[A-ZĐ][\w&-]*")


def heads_postings(documents: Sequence[SearchDocument]) -> Postings:
    """Return where words stand in titles, numbers and what is told beside; a whole number is a word after a ``#``."""
    places: dict[Word, list[int]] = {}
    for at, document in enumerate(documents):
        for word, place in _head(document):
            places.setdefault(word, []).append(at * PLACES + place)
    return {word: _steps(places[word], PLACES) for word in sorted(places)}


def text_postings(documents: Sequence[SearchDocument]) -> Postings:
    """Return how often words stand in bodies and parts; a number that is cited is a word after a ``#``."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, document in enumerate(documents):
        counts = Counter(chain.from_iterable(map(_told, document.full_text.split())))
        beside = f"{document.title} {document.summary}".split()
        counts.update({key for token in beside if "/" in token for key in _told(token) if key.startswith("#")})
        base = at * SHARES
        for written, count in counts.items():
            found[written].append(base + (_SHARE[count] if count < len(_SHARE) else SHARES - 1))
    words = sorted((written, written) if written.startswith("#") else searched_word(written) for written in found)
    return {word: _steps(found[word[1]], SHARES) for word in words}


@lru_cache(1 << 16)  # most of what stands between blanks stands there often
def _told(token: str) -> tuple[str, ...]:
    """Return the words of which a token is made, as they are written, and the number that is cited in it."""
    words = tuple(written for _, written in words_of(token))
    cited = "/" in token and _CITED.search(token)
    return (*words, f"#{number_key(cited[0])}") if cited else words


def _head(document: SearchDocument) -> Iterator[tuple[Word, int]]:
    text = f"{document.summary} {shown_date(document.date)} {document.keywords}"
    names = (document.kind, *(value for name, value in document.filters if name not in (KIND, YEAR)))
    for word in {*words_of(text)}.union(*map(_words_of_name, names)):
        yield word, ELSEWHERE
    for place, word in enumerate(words_of(document.title), 1):
        yield word, min(place, TITLE_END)
    if document.number:
        key = f"#{number_key(document.number)}"
        for word in {*words_of(document.number), (key, key)}:
            yield word, NUMBER


@cache  # names of agencies, areas and provinces stand in thousands of documents
def _words_of_name(name: str) -> list[Word]:
    return words_of(name)


def _steps(found: Sequence[int], unit: int) -> str:
    """Return a character for each place, which counts documents from the one before."""
    steps = []
    before = 0
    for value in found:
        steps.append(value - before + FIRST)
        before = value - value % unit
    return "".join(map(chr, steps))


def count_places(text: str) -> int:
    """Return of how many places a text tells."""
    return sum(map(_MARK.__gt__, text))


def lines_of(postings: Postings) -> str:
    """Return postings as one text, a line for each word."""
    return "\n".join(f"{searched}\t{written}\t{text}" for (searched, written), text in postings.items())


def join_postings(shards: Iterable[str]) -> Postings:
    """Return the postings of all shards, of each of which `lines_of` is given."""
    texts: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for at, lines in enumerate(shards):
        for line in lines.split("\n") if lines else ():
            word, _, text = line.rpartition("\t")
            if word in texts:
                texts[word] += (chr(SHARD + at - last[word]), text)
            else:
                texts[word] = [chr(SHARD + at + 1), text]
            last[word] = at
    split = {word: word.partition("\t") for word in texts}
    return {(split[word][0], split[word][2]): "".join(texts[word]) for word in sorted(texts)}


def chunks(postings: Postings, size: int) -> Iterator[tuple[str, Chunk]]:
    """Yield files of about so many characters, each with its first word; what is longer has one of its own."""
    chunk: Chunk = {}
    length = 0
    for searched, forms in groupby(postings.items(), key=lambda item: item[0][0]):
        told = {written: text for (_, written), text in forms}
        added = sum(map(len, told.values())) + len(searched) + 8
        if chunk and length + added > size:
            yield next(iter(chunk)), chunk
            chunk, length = {}, 0
        chunk[searched] = told
        length += added
    if chunk:
        yield next(iter(chunk)), chunk


def divided(chunk: Chunk, tiers: Sequence[int]) -> list[Chunk]:
    """Return what a chunk tells of each tier, in texts of their own.

    ``tiers`` are the first shards of each, from 0. A tier in which a word does not stand has no text for it.
    """
    parts: list[Chunk] = [{word: {} for word in chunk} for _ in tiers]
    for word, forms in chunk.items():
        for written, text in forms.items():
            for part, told in zip(parts, _in_tiers(text, tiers), strict=True):
                if told:
                    part[word][written] = told
    return parts


def _in_tiers(text: str, tiers: Sequence[int]) -> Iterator[str]:
    of_shards = []
    last = -1
    for mark, places in _OF_A_SHARD.findall(text):
        last += ord(mark) - SHARD
        of_shards.append((last, places))
    for first, end in pairwise((*tiers, last + 1)):
        told: list[str] = []
        before = -1
        for shard, places in of_shards:
            if first <= shard < end:
                told += (chr(SHARD + shard - before), places)
                before = shard
        yield "".join(told)
