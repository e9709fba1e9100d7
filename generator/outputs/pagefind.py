"""Pagefind, run as a program: from a folder of HTML to the files that a browser searches in.

What Pagefind 1.5 leaves to do: it writes three user interfaces that nobody asked for; its names of pages tell
nothing; and it does not notice a full disk.
"""

import gzip
import hashlib
import json
import re
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pagefind_bin

_INDEX = ("pagefind-entry.json", "pagefind.*.pf_meta", "index/*.pf_index", "fragment/*.pf_fragment")

SHARD_FILES = _INDEX
"""What a browser asks for of an index that it merges into another."""

ENGINE_FILES = (*_INDEX, "pagefind.js", "wasm.*.pagefind")
"""What a browser asks for of the index that others are merged into, from within a worker of our own."""

# Several run side by side, so each keeps to one thread: more make it no faster and cost a sixth of its time. Words are
# laid into files of about so many places; larger ones take longer to compress, and a browser needs few words of each.
_ENVIRONMENT = {
    "RAYON_NUM_THREADS": "1",
    "TOKIO_WORKER_THREADS": "1",
    "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2000",
}

_SIGNATURE = b"pagefind_dcd"  # first in everything compressed; the browser checks it

_PAGE = re.compile(rb'\{"url":"/(\d+)\.html"')  # first in a fragment, of which no more needs to be read

# The major types of CBOR (RFC 8949) that the metadata is made of.
_UINT, _TEXT, _ARRAY = 0, 3, 4


class SearchUnavailable(Exception):
    """Pagefind does not run, or did not index every document: the fault of the environment."""


def run_pagefind(site: Path, index: Path, options: Sequence[str], kept: Sequence[str], name: str) -> int:
    """Index the files ``0.html``, ``1.html``, … in ``site`` into the empty folder ``index``, and return their number.

    Only files that match a pattern of ``kept`` stay. To the browser the pages are ``<name>-0``, ``<name>-1``, …: what
    they are is known without asking, and one index can be told from another when they are merged. The same files on
    the same file system give the same bytes; on another one, pages may be in another order, since Pagefind takes
    them as the directories list them.

    Raises:
        SearchUnavailable: with what Pagefind wrote to its standard error.
    """
    try:
        binary = pagefind_bin.get_executable()
        # Settings also come from the environment and from pagefind.* in the working folder: give it none but ours.
        done = subprocess.run(
            [binary, "--site", site.resolve(), "--output-path", index.resolve(), *options],
            cwd=index,
            env=_ENVIRONMENT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise SearchUnavailable(f"Không chạy được Pagefind: {error}") from error
    if done.returncode != 0:
        raise SearchUnavailable(f"Pagefind dừng với mã {done.returncode}:\n{done.stderr.strip()}")
    _keep(index, kept)
    _check_whole(index)
    return _name_pages(index, name)


def _keep(index: Path, kept: Sequence[str]) -> None:
    published = {path for pattern in kept for path in index.glob(pattern)}
    for path in [*index.rglob("*")]:
        if path.is_file() and path not in published:
            path.unlink()


def _check_whole(index: Path) -> None:
    for pattern in ("wasm.*", "index/*"):
        for path in index.glob(pattern):
            _read(path)


def _name_pages(index: Path, name: str) -> int:
    """Name the fragments after their pages, the metadata after its content, and return the number of pages."""
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text("utf-8"))
    pages = 0
    for code, language in entry["languages"].items():
        meta_path = index / f"pagefind.{language['hash']}.pf_meta"
        # First in it are the version and the pages, each with the name of its fragment.
        meta = decode_cbor(_read(meta_path))
        for page in meta[1]:
            page[0] = _name_page(index / "fragment", page[0], name)
        data = encode_cbor(meta)
        language["hash"] = f"{code}_{hashlib.sha256(data).hexdigest()[:10]}"
        meta_path.unlink()
        _write(index / f"pagefind.{language['hash']}.pf_meta", data)
        pages += language["page_count"]
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), "utf-8")
    return pages


def _name_page(folder: Path, fragment: str, name: str) -> str:
    path = folder / f"{fragment}.pf_fragment"
    page = _PAGE.match(_read(path))
    if not page:
        raise SearchUnavailable(f"Pagefind ghi tệp {path.name} không như mong đợi.")
    named = f"{name}-{page[1].decode()}"
    path.rename(folder / f"{named}.pf_fragment")
    return named


def _read(path: Path) -> bytes:
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise SearchUnavailable(f"Pagefind ghi tệp {path.name} không trọn vẹn: {error}") from error
    return data.removeprefix(_SIGNATURE)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(gzip.compress(_SIGNATURE + data, mtime=0))


def decode_cbor(data: bytes) -> Any:
    """Return the numbers, texts and lists in the CBOR; anything else, and anything after it, is a ValueError."""
    value, end = _decode(data, 0)
    if end != len(data):
        raise ValueError("more than one CBOR value")
    return value


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    major, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:
        if size > 27:
            raise ValueError("CBOR of no definite length")
        width = 1 << (size - 24)
        size = int.from_bytes(data[at : at + width], "big")
        at += width
    if major == _UINT:
        return size, at
    if major == _TEXT:
        return data[at : at + size].decode(), at + size
    if major != _ARRAY:
        raise ValueError(f"CBOR of major type {major}")
    items = []
    for _ in range(size):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def encode_cbor(value: Any) -> bytes:
    """Return numbers from 0, texts and lists as CBOR."""
    if isinstance(value, int):
        return _head(_UINT, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(map(encode_cbor, value))


def _head(major: int, size: int) -> bytes:
    if size < 24:
        return bytes([major << 5 | size])
    width = next(power for power in range(4) if size < 1 << (8 << power))
    return bytes([major << 5 | 24 + width]) + size.to_bytes(1 << width, "big")
