"""Pagefind, run as a program: from a folder of HTML to the files that a browser searches in.

What Pagefind 1.5 leaves to do: it writes three user interfaces that nobody asked for; it puts filters and their
values in a new order on every run (mended upstream after 1.5.2); and it does not notice a full disk.
"""

import gzip
import hashlib
import json
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pagefind_bin

# What the browser asks for.
_PUBLISHED = (
    "pagefind.js",
    "pagefind-worker.js",
    "pagefind-entry.json",
    "pagefind.*.pf_meta",
    "wasm.*.pagefind",
    "index/*.pf_index",
    "fragment/*.pf_fragment",
    "filter/*.pf_filter",
)
_SIGNATURE = b"pagefind_dcd"  # first in everything compressed; the browser checks it

# The major types of CBOR (RFC 8949) that the metadata and the filters are made of.
_UINT, _TEXT, _ARRAY = 0, 3, 4


class SearchUnavailable(Exception):
    """Pagefind does not run, or did not index every document: the fault of the environment."""


def run_pagefind(site: Path, index: Path, options: Sequence[str]) -> int:
    """Index the HTML files below ``site`` into the empty folder ``index``, and return how many there were.

    Only what is to be published stays. The same files on the same file system give the same bytes; on another
    one, pages may be numbered in another order, since Pagefind takes them as the directories list them.

    Raises:
        SearchUnavailable: with what Pagefind wrote to its standard error.
    """
    try:
        binary = pagefind_bin.get_executable()
        # Settings also come from the environment and from pagefind.* in the working folder: give it neither.
        done = subprocess.run(
            [binary, "--site", site.resolve(), "--output-path", index.resolve(), *options],
            cwd=index,
            env={},
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
    _keep_published(index)
    _check_whole(index)
    return _put_in_order(index)


def _keep_published(index: Path) -> None:
    published = {path for pattern in _PUBLISHED for path in index.glob(pattern)}
    for path in [*index.rglob("*")]:
        if path.is_file() and path not in published:
            path.unlink()


def _check_whole(index: Path) -> None:
    for pattern in ("wasm.*", "index/*", "fragment/*"):
        for path in index.glob(pattern):
            _read(path)


def _put_in_order(index: Path) -> int:
    """Sort filters and their values, name the files anew after their content, and return the number of pages."""
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text("utf-8"))
    pages = 0
    for code, language in entry["languages"].items():
        meta_path = index / f"pagefind.{language['hash']}.pf_meta"
        # In this order: version, pages, chunks of the word index, filters, sort orders, names of metadata.
        meta = decode_cbor(_read(meta_path))
        for item in meta[3]:
            item[1] = _order_filter(index / "filter", code, item[1])
        meta[3].sort()
        data = encode_cbor(meta)
        language["hash"] = f"{code}_{hashlib.sha256(data).hexdigest()[:10]}"
        meta_path.unlink()
        _write(index / f"pagefind.{language['hash']}.pf_meta", data)
        pages += language["page_count"]
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), "utf-8")
    return pages


def _order_filter(folder: Path, code: str, name: str) -> str:
    path = folder / f"{name}.pf_filter"
    title, values = decode_cbor(_read(path))
    data = encode_cbor([title, sorted(values)])
    path.unlink()
    renamed = f"{code}_{hashlib.sha256(data).hexdigest()[:10]}"
    _write(folder / f"{renamed}.pf_filter", data)
    return renamed


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
