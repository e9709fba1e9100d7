import multiprocessing
import os
import pickle
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.artifact import Artifact
from generator.base.digest import digest
from generator.publish.manifest import Entry, Release, encode_manifest, load_release, release_id
from generator.publish.stage import Stage, adopt_tree, copy_file, keep_files, keep_trees, write_artifact


def make_stage(folder: Path, served: dict[str, bytes] | None = None) -> Stage:
    """Return an empty stage beside a served release of these files."""
    root = folder / "stage"
    root.mkdir()
    if served is None:
        return Stage(folder / "site", root, None)
    (folder / "served").mkdir()
    first = Stage(folder / "site", folder / "served", None)
    entries = [write_artifact(first, Artifact(path, data)) for path, data in served.items()]
    return Stage(folder / "site", root, Release("0" * 16, first.root, {entry.path: entry for entry in entries}))


def is_linked(stage: Stage, path: str) -> bool:
    assert stage.current is not None
    return (stage.root / path).samefile(stage.current.root / path)


def test_an_entry_tells_size_and_digest_of_what_was_written(tmp_path: Path) -> None:
    stage = make_stage(tmp_path)
    data = "Quyết định".encode()
    assert write_artifact(stage, Artifact("a/b/index.html", data)) == Entry("a/b/index.html", 15, digest(data))
    assert (stage.root / "a/b/index.html").read_bytes() == data


@pytest.mark.parametrize(
    "path",
    ["", "/", "/etc/passwd", "a//b", "a/", "./a", "a/./b", "..", "../a", "a/../../b", "a/\0b", "đ" * 128, "\ud800"],
)
def test_a_path_that_is_not_of_the_site_is_a_bug(tmp_path: Path, path: str) -> None:
    stage = make_stage(tmp_path)
    source = tmp_path / "source"
    source.write_text("x")
    with pytest.raises(ValueError):
        write_artifact(stage, Artifact(path, b""))
    with pytest.raises(ValueError):
        copy_file(stage, source, path)
    assert list(stage.root.iterdir()) == []


def test_the_longest_name_that_a_file_system_takes_is_allowed(tmp_path: Path) -> None:
    write_artifact(make_stage(tmp_path), Artifact("đ" * 127 + "x", b""))


def test_two_artifacts_of_one_path_are_a_bug(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, {"a": b"1"})
    write_artifact(stage, Artifact("a", b"1"))
    with pytest.raises(FileExistsError):
        write_artifact(stage, Artifact("a", b"1"))


def test_a_served_file_that_lost_its_content_is_not_linked(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, {"a": b"text"})
    (tmp_path / "served/a").write_bytes(b"")
    write_artifact(stage, Artifact("a", b"text"))
    assert (stage.root / "a").read_bytes() == b"text"


def test_where_links_are_refused_the_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    stage = make_stage(tmp_path, {"a": b"text"})
    monkeypatch.setattr(os, "link", refuse)
    write_artifact(stage, Artifact("a", b"text"))
    assert (stage.root / "a").read_bytes() == b"text"
    assert not is_linked(stage, "a")


def test_a_copied_file_is_linked_to_the_served_one_but_never_to_its_source(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, {"tep/same.pdf": b"%PDF 1", "tep/other.pdf": b"%PDF 1"})
    source = tmp_path / "source.pdf"
    source.write_bytes(b"%PDF 1")
    assert copy_file(stage, source, "tep/same.pdf") == Entry("tep/same.pdf", 6, digest(b"%PDF 1"))
    assert is_linked(stage, "tep/same.pdf")
    source.write_bytes(b"%PDF 2")  # in place, of the same size
    assert (stage.root / "tep/same.pdf").read_bytes() == b"%PDF 1"
    assert copy_file(stage, source, "tep/other.pdf") == Entry("tep/other.pdf", 6, digest(b"%PDF 2"))
    assert not (stage.root / "tep/other.pdf").samefile(source)
    assert (stage.root / "tep/other.pdf").read_bytes() == b"%PDF 2"


def test_a_file_larger_than_one_chunk_is_copied_whole(tmp_path: Path) -> None:
    stage = make_stage(tmp_path)
    data = bytes(range(256)) * (3 << 12) + b"end"
    source = tmp_path / "source"
    source.write_bytes(data)
    assert copy_file(stage, source, "big") == Entry("big", len(data), digest(data))
    assert (stage.root / "big").read_bytes() == data


def test_a_tree_of_another_program_is_taken_in_by_path(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, {"tim-kiem/a.pf": b"same"})
    folder = tmp_path / "index"
    (folder / "fragment").mkdir(parents=True)
    (folder / "fragment/b.pf").write_bytes(b"new")
    (folder / "a.pf").write_bytes(b"same")
    entries = adopt_tree(stage, folder, "tim-kiem/")
    assert [entry.path for entry in entries] == ["tim-kiem/a.pf", "tim-kiem/fragment/b.pf"]
    assert is_linked(stage, "tim-kiem/a.pf")
    assert (stage.root / "tim-kiem/fragment/b.pf").read_bytes() == b"new"
    assert (folder / "a.pf").read_bytes() == b"same"


def test_a_symbolic_link_in_a_tree_is_a_bug(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "secret").symlink_to("/etc/passwd")
    with pytest.raises(ValueError, match="symbolic link"):
        adopt_tree(make_stage(tmp_path), folder, "tim-kiem")


TREES = {"tim-kiem/a/x": b"1", "tim-kiem/a/y/z": b"2", "tim-kiem/ab/x": b"3", "tim-kiem/c/x": b"4", "d": b"5"}


def test_served_files_are_linked_by_their_names(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, {"anh/1.png": b"1", "anh/2.png": b"2", "anh/3.png": b"3"})
    assert stage.current is not None
    (stage.current.root / "anh/2.png").write_bytes(b"")
    kept = keep_files(stage, ["anh/1.png", "anh/2.png", "anh/4.png"])
    assert kept == {"anh/1.png": Entry("anh/1.png", 1, digest(b"1"))}
    assert is_linked(stage, "anh/1.png")
    assert [path.name for path in (stage.root / "anh").iterdir()] == ["1.png"]


def test_a_carried_file_that_is_wanted_again_is_of_the_site_again(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, {"anh/1.png": b"1"})
    assert stage.current is not None
    carried = Entry("anh/1.png", 1, digest(b"1"), carried=True)
    release = Release(stage.current.id, stage.current.root, {"anh/1.png": carried})
    assert not keep_files(Stage(stage.output, stage.root, release), ["anh/1.png"])["anh/1.png"].carried


def test_served_trees_are_linked_by_their_folders(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, TREES)
    kept = keep_trees(stage, ["tim-kiem/a/", "tim-kiem/c/", "tim-kiem/none/"])
    assert {folder: [entry.path for entry in entries] for folder, entries in kept.items()} == {
        "tim-kiem/a/": ["tim-kiem/a/x", "tim-kiem/a/y/z"],
        "tim-kiem/c/": ["tim-kiem/c/x"],
    }
    assert all(is_linked(stage, entry.path) for entries in kept.values() for entry in entries)
    assert not (stage.root / "tim-kiem/ab").exists()


def test_a_served_tree_that_is_not_whole_is_left_out(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, TREES)
    assert stage.current is not None
    (stage.current.root / "tim-kiem/a/y/z").unlink()
    assert list(keep_trees(stage, ["tim-kiem/a/", "tim-kiem/c/"])) == ["tim-kiem/c/"]
    assert [path for path in (stage.root / "tim-kiem/a").rglob("*") if path.is_file()] == []


def test_without_a_served_release_no_tree_is_kept(tmp_path: Path) -> None:
    assert keep_trees(make_stage(tmp_path), ["tim-kiem/a/"]) == {}


def test_workers_write_into_the_same_folders_at_once(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, {f"a/{number % 7}/{number}": b"x" for number in range(0, 200, 2)})
    artifacts = [Artifact(f"a/{number % 7}/{number}", b"x") for number in range(200)]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        entries = list(pool.map(partial(write_artifact, stage), artifacts, chunksize=5))
    assert [entry.path for entry in entries] == [artifact.path for artifact in artifacts]
    assert all((stage.root / artifact.path).read_bytes() == b"x" for artifact in artifacts)


def test_a_stage_survives_pickling(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, {"a": b"1"})
    assert pickle.loads(pickle.dumps(stage)) == stage


def entries_of(names: list[str]) -> dict[str, Entry]:
    return {name: Entry(name, len(name), digest(name.encode()), carried=len(name) % 2 == 0) for name in names}


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), unique=True))
def test_a_manifest_is_read_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    folder = tmp_path_factory.mktemp("releases")
    manifest = encode_manifest(entries_of(names))
    name = release_id(manifest)
    (folder / name).mkdir()
    (folder / f"{name}.json").write_bytes(manifest)
    assert load_release(folder, name) == Release(name, folder / name, entries_of(names))


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), unique=True, min_size=1), st.data())
def test_every_fact_of_an_entry_counts_in_the_release_id_and_their_order_does_not(
    names: list[str], data: st.DataObject
) -> None:
    entries = entries_of(names)
    before = release_id(encode_manifest(entries))
    shuffled = data.draw(st.permutations(sorted(entries)))
    assert release_id(encode_manifest({name: entries[name] for name in shuffled})) == before
    name = data.draw(st.sampled_from(names))
    entry = entries[name]
    for changed in (
        Entry(name, entry.size + 1, entry.sha256, entry.carried),
        Entry(name, entry.size, "0" * 64, entry.carried),
        Entry(name, entry.size, entry.sha256, not entry.carried),
    ):
        assert release_id(encode_manifest({**entries, name: changed})) != before
