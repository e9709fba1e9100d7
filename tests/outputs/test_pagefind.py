import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pagefind_bin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.pagefind import (
    ENGINE_FILES,
    SHARD_FILES,
    SearchUnavailable,
    decode_cbor,
    encode_cbor,
    run_pagefind,
)

VALUES = st.recursive(st.integers(0, 2**64 - 1) | st.text(), lambda inner: st.lists(inner, max_size=30))


def index_of(pages: list[str], folder: Path, kept: Sequence[str] = SHARD_FILES) -> tuple[int, Path]:
    """Index bodies of pages; return what `run_pagefind` counted and its output."""
    site, index = folder / "site", folder / "index"
    site.mkdir(parents=True)
    index.mkdir()
    for number, body in enumerate(pages):
        page = f'<!doctype html><html lang="vi"><body data-pagefind-body>{body}</body></html>'
        (site / f"{number}.html").write_text(page, "utf-8")
    return run_pagefind(site, index, ("--silent",), kept, "phan"), index


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Put a shell script in the place of Pagefind."""
    program = folder / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)


@given(VALUES)
def test_cbor_comes_back_as_it_went(value):
    assert decode_cbor(encode_cbor(value)) == value


@pytest.mark.parametrize(
    ("value", "data"),
    [(23, "17"), (24, "1818"), (1000, "1903e8"), (2**32, "1b0000000100000000"), (["đ", []], "8262c49180")],
)
def test_cbor_is_that_of_the_standard(value, data):
    assert encode_cbor(value).hex() == data


@pytest.mark.parametrize("data", ["9f01ff", "a10102", "0000", "20"])
def test_other_cbor_is_refused(data):
    with pytest.raises(ValueError, match="CBOR"):
        decode_cbor(bytes.fromhex(data))


@pytest.mark.parametrize(("kept", "more"), [(SHARD_FILES, set()), (ENGINE_FILES, {".js", ".pagefind"})])
def test_only_what_a_browser_asks_for_is_kept(tmp_path, kept, more):
    count, index = index_of(["<p>Một</p>"], tmp_path, kept)
    assert count == 1
    assert {Path(name).suffix for name in contents(index)} == {".json", ".pf_meta", ".pf_index", ".pf_fragment", *more}


def test_two_runs_give_the_same_bytes(tmp_path):
    pages = [f"<p>nội dung {n}</p>" for n in range(30)]
    _, first = index_of(pages, tmp_path / "1")
    _, second = index_of(pages, tmp_path / "2")
    assert contents(first) == contents(second)


def test_a_page_is_known_by_its_number_and_the_name_of_its_index(tmp_path):
    _, index = index_of([f"<p>nội dung {n}</p>" for n in range(12)], tmp_path)
    entry = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
    meta = gzip.decompress((index / f"pagefind.{entry['languages']['vi']['hash']}.pf_meta").read_bytes())
    names = [page[0] for page in decode_cbor(meta.removeprefix(b"pagefind_dcd"))[1]]
    assert sorted(names) == sorted(f"phan-{n}" for n in range(12))
    for n in range(12):
        fragment = gzip.decompress((index / f"fragment/phan-{n}.pf_fragment").read_bytes())
        assert json.loads(fragment.removeprefix(b"pagefind_dcd"))["content"] == f"nội dung {n}."


def test_settings_of_the_environment_do_not_reach_pagefind(tmp_path, monkeypatch):
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "en")
    _, index = index_of(["<p>một</p>"], tmp_path)
    assert list(json.loads((index / "pagefind-entry.json").read_text("utf-8"))["languages"]) == ["vi"]


def test_a_failure_is_told_with_what_pagefind_said(tmp_path, monkeypatch):
    pretend(monkeypatch, tmp_path, "echo 'no room' >&2; exit 7")
    with pytest.raises(SearchUnavailable, match="mã 7:\nno room"):
        index_of(["<p>một</p>"], tmp_path)


def test_a_program_that_cannot_run_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "none")
    with pytest.raises(SearchUnavailable, match="Không chạy được Pagefind"):
        index_of(["<p>một</p>"], tmp_path)


def test_a_missing_program_is_told(tmp_path, monkeypatch):
    def missing() -> Path:
        raise FileNotFoundError("Could not find any of pagefind")

    monkeypatch.setattr(pagefind_bin, "get_executable", missing)
    with pytest.raises(SearchUnavailable, match="Could not find"):
        index_of(["<p>một</p>"], tmp_path)


@pytest.mark.parametrize("cut", ["index/*", "fragment/*", "pagefind.*.pf_meta", "wasm.*"])
def test_a_file_cut_short_is_noticed(tmp_path, monkeypatch, cut):
    real = pagefind_bin.get_executable()
    pretend(monkeypatch, tmp_path, f'"{real}" "$@" && for f in "$4"/{cut}; do truncate -s 30 "$f"; done')
    with pytest.raises(SearchUnavailable, match="không trọn vẹn"):
        index_of(["<p>một</p>"], tmp_path, ENGINE_FILES)


def test_a_folder_without_pages_is_told(tmp_path):
    with pytest.raises(SearchUnavailable, match="not able to build an index"):
        index_of([], tmp_path)
