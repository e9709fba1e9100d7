"""The search index: our own search documents, put through the Pagefind binary.

Pagefind finds a word by its start, without its diacritics, and knows how it was written for the ranking; it does
not know that đ is a kind of d, so text goes in through `generator.vn.folding.to_search` and comes back through
``theme/assets/search.js``, which also holds how results are ranked.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path

from generator.base.artifact import Artifact
from generator.base.digest import digest, short_digest
from generator.outputs.pagefind import SearchUnavailable, run_pagefind
from generator.vn.folding import to_search

# The stroke that stands for the bar of đ belongs to its word. Without this Pagefind has each such word a second
# time without it, and whoever asks for «dạo» gets «đạo» as if so typed.
_OPTIONS = ("--include-characters", "\u0335", "--silent")


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the search knows of one page.

    ``url`` is the page's address from the root of the site, such as ``/van-ban/2407-qd-ubnd-2021/``; ``kind`` is
    what a reader calls it (``Quyết định``); ``number`` its number and symbol or code, or empty; ``date`` is ISO
    (``2021-10-01``) or empty; ``body`` is plain text. ``filters`` are names and values, a name as often as it has
    values; ``keywords`` are found but never shown.
    """

    url: str
    title: str
    kind: str
    number: str
    date: str
    summary: str
    body: str
    filters: tuple[tuple[str, str], ...] = ()
    keywords: str = ""


def search_fingerprint(documents: Iterable[SearchDocument]) -> str:
    """Return 12 hexadecimal digits that change whenever the index of the documents would.

    They cover the documents as Pagefind reads them, its options and its version, and are known without building
    the index: they name its published folder and tell whether the one at hand still holds.
    """
    lines = [f"pagefind {version('pagefind-bin')} {_OPTIONS}"]
    lines += [f"{digest(artifact.data)} {artifact.path}" for artifact in _render_all(documents)]
    return short_digest("\n".join(lines).encode())


def write_search_documents(documents: Iterable[SearchDocument], folder: Path) -> None:
    """Write the HTML that Pagefind reads, one file per document, under an existing folder.

    The path of a file is the address that its result leads to.
    """
    for artifact in _render_all(documents):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)


def build_index(documents: Sequence[SearchDocument], work: Path) -> Path:
    """Index the documents, at least one, and return the folder of the files to publish.

    ``work`` is an existing scratch folder; what an earlier run left there is removed.
    Raises SearchUnavailable when Pagefind fails or does not index every document.
    """
    site, index = work / "documents", work / "index"
    for folder in (site, index):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    write_search_documents(documents, site)
    indexed = run_pagefind(site, index, _OPTIONS)
    if indexed != len(documents):
        raise SearchUnavailable(f"Pagefind chỉ lập chỉ mục được {indexed} trong {len(documents)} tài liệu.")
    return index


def _render_all(documents: Iterable[SearchDocument]) -> Iterator[Artifact]:
    for document in sorted(documents, key=lambda d: d.url):
        yield Artifact(document.url.lstrip("/") + "index.html", _render(document).encode())


def _render(document: SearchDocument) -> str:
    # Title and number come first and in this order: search.js counts their words to leave them out of excerpts.
    # What is only metadata is found as well, but not quoted.
    meta = [("date", _shown_date(document.date)), ("kind", document.kind)]
    meta.append(("keywords", " ".join((*_number_parts(document.number), document.keywords)).strip()))
    return "\n".join(
        (
            '<!doctype html><html lang="vi"><body data-pagefind-body>',
            _text(document.title, 'data-pagefind-weight="5" data-pagefind-meta="title"'),
            _text(document.number, 'data-pagefind-weight="10" data-pagefind-meta="number"'),
            _text(document.summary, 'data-pagefind-weight="2"'),
            _text(document.body, ""),
            *(_value("meta", name, to_search(value)) for name, value in meta if value),
            *(_value("filter", name, value) for name, value in document.filters),
            # A result without this key would be left out of a list in its order.
            _value("sort", "date", document.date or "0000-00-00"),
            "</body></html>\n",
        )
    )


def _text(text: str, attributes: str) -> str:
    return f"<p {attributes}>{escape(to_search(text))}</p>" if text else ""


def _value(role: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{role}="{escape(name)}[content]" content="{escape(value)}">'


def _shown_date(date: str) -> str:
    """Return an ISO date as it is read and typed, ``01/10/2021``."""
    return "/".join(reversed(date.split("-")))


def _number_parts(number: str) -> tuple[str, ...]:
    """Return what a number and symbol may be asked by, besides its start: ``QĐ-UBND``, ``UBND``; ``9/2015/QĐ-TTg``.

    Pagefind takes ``2407/QĐ-UBND`` as one word, and as its pieces, but not as their joined ends.
    """
    tails = [number[mark.end() :] for mark in re.finditer(r"[/.-]", number)]
    return tuple(dict.fromkeys([*tails, number.lstrip("0")] if number.startswith("0") else tails))
