"""Shards: the full text of the documents, in parts that Pagefind indexes one by one.

Pagefind knows the place of each word in each text, which phrases are found by, and keeps the text that excerpts are
taken from. It does not know that đ is a kind of d, so text goes in through `generator.vn.folding.to_search` and comes
back through ``theme/assets/search-quote.js``. Which documents have a word is told by `shard_part`, facts and filters
are with the heads, so Pagefind is given text alone.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path

from generator.base.digest import digest, short_digest
from generator.outputs.pagefind import ENGINE_FILES, SHARD_FILES, SearchUnavailable, run_pagefind
from generator.outputs.searchdoc import KIND, SearchDocument
from generator.outputs.searchheads import packed, shard_part
from generator.vn.folding import to_search

SHARD_LIMIT = 250
"""Documents in a shard at most: a changed record costs Pagefind's time for that many, each build a little per shard."""

BLOCK_SIZE = 4
"""Documents whose facts are in one file: a page of results asks for about as many files as it has results."""

PART = "part.mb"
"""What the heads need to know of a shard, so that they can be made without its documents."""

_FORMAT = "4"  # of what is written besides Pagefind's own files

# The stroke that stands for the bar of đ belongs to its word. Without this Pagefind has each such word a second
# time without it, and whoever asks for «dạo» gets «đạo» as if so typed.
_OPTIONS = ("--include-characters", "\u0335", "--silent")

# Before the places of a word stands their weight, except for this one, which Pagefind takes for the most frequent: it
# multiplies by 24, and leaves out 25. We have no use for weights.
_BODY = '<!doctype html><html lang="vi"><body data-pagefind-body data-pagefind-weight="1.045">'

_PLACEHOLDER = '<!doctype html><html lang="vi"><body data-pagefind-body><p>0</p></body></html>\n'

_SECTIONS = ("Tin tức", "Văn bản", "Thủ tục")  # of the rest there is little
_LASTING = ("Thủ tục", "")  # what is looked for however old it is
_FIRST_YEAR, _YEARS = 1945, 128


@dataclass(frozen=True, slots=True)
class Shard:
    """Some documents, newest first, by a name that changes whenever any of them does."""

    name: str
    documents: tuple[SearchDocument, ...]


def plan_shards(documents: Iterable[SearchDocument]) -> tuple[Shard, ...]:
    """Lay documents into shards by section and period; first what lasts, then the newest.

    A part is halved when it is too large, at places that do not depend on what is in it; so a new document changes
    one shard, or divides it.
    """
    found = sorted(documents, key=lambda document: document.url)
    found.sort(key=lambda document: document.date, reverse=True)
    if len(found) <= SHARD_LIMIT:
        parts = [found]
    else:
        sections: dict[str, list[SearchDocument]] = {section: [] for section in (*_SECTIONS, "")}
        for document in found:
            sections[next((kind for kind in document.values(KIND) if kind in _SECTIONS), "")].append(document)
        halved = {name: _by_years(section, _FIRST_YEAR, _YEARS) for name, section in sections.items()}
        lasting = [part for name in _LASTING for part in halved.pop(name)]
        dated = [part for name in halved for part in halved[name] if part]
        parts = [*lasting, *sorted(dated, key=lambda part: part[0].date, reverse=True)]
    return tuple(Shard(_name(part), tuple(part)) for part in parts if part)


def _by_years(documents: list[SearchDocument], first: int, years: int) -> list[list[SearchDocument]]:
    """Halve the years until few enough documents, which are given newest first, are in each part."""
    if len(documents) <= SHARD_LIMIT:
        return [documents]
    if years == 1:
        return _by_address(documents, 0)
    middle = first + years // 2
    late = bisect_right(documents, -middle, key=lambda document: -_year(document))
    return [*_by_years(documents[:late], middle, years // 2), *_by_years(documents[late:], first, years // 2)]


def _by_address(documents: list[SearchDocument], bit: int) -> list[list[SearchDocument]]:
    """Halve by the digests of addresses, which fall evenly and stay as they are."""
    if len(documents) <= SHARD_LIMIT:
        return [documents]
    halves: tuple[list[SearchDocument], list[SearchDocument]] = ([], [])
    for document in documents:
        halves[int(digest(document.url.encode()), 16) >> bit & 1].append(document)
    return [part for half in halves for part in _by_address(half, bit + 1)]


def _year(document: SearchDocument) -> int:
    return max(int(document.date[:4]), _FIRST_YEAR) if document.date else _FIRST_YEAR


def _name(documents: Sequence[SearchDocument]) -> str:
    texts = [_FORMAT, engine_name(), *(text for document in documents for text in _texts(document))]
    # With their lengths texts that are put together are as good as apart, and there are many.
    return short_digest(f"{[*map(len, texts)]} {''.join(texts)}".encode())


def _texts(document: SearchDocument) -> Iterable[str]:
    """Return all that is known of a document."""
    yield from (document.url, document.title, document.kind, document.number, document.date, document.summary)
    yield from (document.body, document.keywords, document.state, str(document.gathers))
    yield str(len(document.filters))
    for filter_ in document.filters:
        yield from filter_
    for part in document.parts:
        yield from (part.address, part.title, part.text)


@cache
def engine_name() -> str:
    """Return what names the engine, and with it all that it made."""
    return short_digest(f"pagefind {version('pagefind-bin')} {_OPTIONS}".encode())


def build_engine(work: Path) -> Path:
    """Make what a browser runs: Pagefind with an index of next to nothing, into which shards are merged."""
    return _index([_PLACEHOLDER], work, ENGINE_FILES, "engine")


def build_shard(shard: Shard, work: Path) -> Path:
    """Index a shard in an existing, empty scratch folder, and return the folder of Pagefind's files to publish.

    Raises SearchUnavailable when Pagefind fails or does not index every document.
    """
    return _index([_render(document) for document in shard.documents], work, SHARD_FILES, shard.name)


def shard_files(shard: Shard) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of what we write of a shard ourselves."""
    for start in range(0, len(shard.documents), BLOCK_SIZE):
        facts = [_facts(document) for document in shard.documents[start : start + BLOCK_SIZE]]
        yield f"facts-{start // BLOCK_SIZE}.mb", packed(facts)
    yield PART, shard_part(shard.documents)


def _index(pages: Sequence[str], work: Path, kept: Sequence[str], name: str) -> Path:
    site, index = work / "documents", work / "index"
    for folder in (site, index):
        folder.mkdir()
    for number, page in enumerate(pages):
        (site / f"{number}.html").write_text(page, "utf-8")
    indexed = run_pagefind(site, index, _OPTIONS, kept, name)
    if indexed != len(pages):
        raise SearchUnavailable(f"Pagefind chỉ lập chỉ mục được {indexed} trong {len(pages)} tài liệu.")
    return index


def _facts(document: SearchDocument) -> list[str]:
    """Return what a result shows, in the order that ``search-heads.js`` knows."""
    return [
        document.url,
        document.title,
        document.kind,
        document.number,
        document.date,
        document.state,
        document.summary,
    ]


def _render(document: SearchDocument) -> str:
    # Title and number come first and in this order: search-quote.js counts their words to leave them out of excerpts.
    return "\n".join(
        (
            _BODY,
            *map(_text, (document.title, document.number, document.summary, document.body)),
            *(
                f'<h2 id="{escape(part.address)}">{escape(to_search(part.title))}</h2>{_text(part.text)}'
                for part in document.parts
            ),
            "</body></html>\n",
        )
    )


def _text(text: str) -> str:
    return f"<p>{escape(to_search(text))}</p>" if text else ""
