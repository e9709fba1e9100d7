import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.base.artifact import Artifact
from generator.publish.errors import NoPreviousRelease, OutputBusy, OutputOccupied
from generator.publish.manifest import Release
from generator.publish.release import commit, current_release, open_stage, roll_back
from generator.publish.stage import write_artifact
from generator.publish.switch import releases_folder

CARRY = ("tai-nguyen/", "tim-kiem/chi-muc-")


def publish(output: Path, files: Mapping[str, str]) -> Release:
    with open_stage(output) as stage:
        entries = [write_artifact(stage, Artifact(path, text.encode())) for path, text in files.items()]
        return commit(stage, entries, CARRY)


def tree(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def managed(output: Path) -> set[str]:
    return {path.name for path in releases_folder(output).iterdir()} - {"lock", "history"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public" / "site"


def test_output_is_a_relative_link_to_a_folder_with_exactly_the_artifacts(output: Path) -> None:
    files = {"index.html": "nhà", "van-ban/1/index.html": "một"}
    release = publish(output, files)
    assert output.readlink() == Path(".site.releases") / release.id
    assert tree(output.resolve()) == files
    assert current_release(output) == release


def test_moving_the_parent_folder_keeps_the_site(output: Path) -> None:
    publish(output, {"index.html": "nhà"})
    moved = output.parent.rename(output.parent.with_name("moved")) / "site"
    assert (moved / "index.html").read_text() == "nhà"


def test_published_folders_and_files_are_readable_as_the_umask_says(output: Path) -> None:
    before = os.umask(0o022)
    try:
        publish(output, {"a/index.html": "a"})
    finally:
        os.umask(before)
    assert output.resolve().stat().st_mode & 0o777 == 0o755
    assert (output / "a/index.html").stat().st_mode & 0o777 == 0o644


def test_unchanged_files_are_the_same_inode_and_changed_ones_are_not(output: Path) -> None:
    old = publish(output, {"a": "1", "b": "1"})
    new = publish(output, {"a": "1", "b": "2"})
    assert (old.root / "a").stat().st_ino == (new.root / "a").stat().st_ino
    assert (old.root / "b").read_text() == "1"
    assert (new.root / "b").read_text() == "2"


def test_equal_sites_in_different_folders_have_equal_ids_whatever_the_order(tmp_path: Path) -> None:
    files = {"b": "2", "a": "1", "â": "3"}
    one = publish(tmp_path / "one", files)
    two = publish(tmp_path / "two", dict(sorted(files.items())))
    assert one.id == two.id
    assert publish(tmp_path / "three", {**files, "a": "other"}).id != one.id


def test_an_equal_site_switches_nothing_and_keeps_what_was_carried_and_the_way_back(output: Path) -> None:
    first = publish(output, {"index.html": "1", "tai-nguyen/a.1.css": "1"})
    second = publish(output, {"index.html": "2"})
    link = output.lstat().st_ino
    again = publish(output, {"index.html": "2"})
    assert again == second
    assert output.lstat().st_ino == link
    assert (output / "tai-nguyen/a.1.css").exists()
    assert roll_back(output) == first


def test_carried_files_live_for_one_more_release_only(output: Path) -> None:
    publish(output, {"index.html": "1", "tai-nguyen/a.1.css": "1", "tim-kiem/chi-muc-1/x": "1", "old.html": "1"})
    second = publish(output, {"index.html": "2", "tai-nguyen/a.2.css": "2"})
    assert set(tree(output.resolve())) == {
        "index.html",
        "tai-nguyen/a.2.css",
        "tai-nguyen/a.1.css",
        "tim-kiem/chi-muc-1/x",
    }
    assert {path for path, entry in second.entries.items() if entry.carried} == {
        "tai-nguyen/a.1.css",
        "tim-kiem/chi-muc-1/x",
    }
    publish(output, {"index.html": "3"})
    assert set(tree(output.resolve())) == {"index.html", "tai-nguyen/a.2.css"}


def test_an_asset_that_comes_back_is_the_sites_own_again(output: Path) -> None:
    publish(output, {"tai-nguyen/a.css": "a"})
    publish(output, {"index.html": "2"})
    third = publish(output, {"tai-nguyen/a.css": "a"})
    assert not third.entries["tai-nguyen/a.css"].carried
    publish(output, {"index.html": "4"})
    assert (output / "tai-nguyen/a.css").exists()


def test_a_carried_file_where_the_new_site_has_a_folder_is_left_out(output: Path) -> None:
    publish(output, {"tai-nguyen/a": "file", "tai-nguyen/b/c": "file"})
    publish(output, {"tai-nguyen/a/x": "below", "tai-nguyen/b": "above"})
    assert tree(output.resolve()) == {"tai-nguyen/a/x": "below", "tai-nguyen/b": "above"}


def test_only_the_served_and_the_previous_release_are_kept(output: Path) -> None:
    ids = [publish(output, {"index.html": str(number)}).id for number in range(4)]
    assert managed(output) == {ids[2], f"{ids[2]}.json", ids[3], f"{ids[3]}.json"}


def test_rolling_back_serves_the_previous_release_and_once_more_the_newest(output: Path) -> None:
    first = publish(output, {"index.html": "1"})
    second = publish(output, {"index.html": "2"})
    assert roll_back(output) == first
    assert (output / "index.html").read_text() == "1"
    assert roll_back(output) == second
    assert (output / "index.html").read_text() == "2"


def test_after_a_roll_back_a_build_keeps_the_release_rolled_back_to(output: Path) -> None:
    first = publish(output, {"index.html": "1"})
    publish(output, {"index.html": "2"})
    roll_back(output)
    publish(output, {"index.html": "3"})
    assert roll_back(output) == first


def test_going_back_to_an_earlier_site_serves_the_folder_that_is_still_there(output: Path) -> None:
    first = publish(output, {"index.html": "1"})
    folder = first.root.stat().st_ino
    second = publish(output, {"index.html": "2"})
    assert publish(output, {"index.html": "1"}) == first
    assert output.resolve().stat().st_ino == folder
    assert roll_back(output) == second


@pytest.mark.parametrize("releases", [0, 1])
def test_rolling_back_without_a_previous_release_is_refused(output: Path, releases: int) -> None:
    output.parent.mkdir()
    for number in range(releases):
        publish(output, {"index.html": str(number)})
    before = sorted(output.parent.rglob("*"))
    with pytest.raises(NoPreviousRelease, match="bản phát hành trước"):
        roll_back(output)
    assert sorted(output.parent.rglob("*")) == before


def test_rolling_back_to_a_damaged_release_is_refused(output: Path) -> None:
    first = publish(output, {"index.html": "1"})
    publish(output, {"index.html": "2"})
    (first.root / "index.html").unlink()
    with pytest.raises(NoPreviousRelease):
        roll_back(output)
    assert (output / "index.html").read_text() == "2"


def test_an_exception_leaves_the_served_site_and_no_trace(output: Path) -> None:
    publish(output, {"index.html": "1"})
    before = managed(output)
    with pytest.raises(RuntimeError), open_stage(output) as stage:
        write_artifact(stage, Artifact("index.html", b"2"))
        raise RuntimeError
    assert tree(output.resolve()) == {"index.html": "1"}
    assert managed(output) == before


def test_a_block_without_commit_publishes_nothing(output: Path) -> None:
    with open_stage(output) as stage:
        write_artifact(stage, Artifact("index.html", b"1"))
    assert not output.exists()
    assert current_release(output) is None


@pytest.mark.parametrize("kind", ["folder", "file", "link elsewhere", "dangling link"])
def test_what_we_did_not_make_is_never_replaced(tmp_path: Path, kind: str) -> None:
    output = tmp_path / "site"
    (tmp_path / "mine").mkdir()
    if kind == "folder":
        output.mkdir()
        (output / "thesis.txt").write_text("mine")
    elif kind == "file":
        output.write_text("mine")
    else:
        output.symlink_to("mine" if kind == "link elsewhere" else "nowhere")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputOccupied, match="--output"):
        publish(output, {"index.html": "1"})
    assert sorted(tmp_path.rglob("*")) == before


def test_what_appears_during_the_build_is_not_replaced_either(output: Path) -> None:
    with open_stage(output) as stage:
        entry = write_artifact(stage, Artifact("index.html", b"1"))
        output.write_text("mine")
        with pytest.raises(OutputOccupied):
            commit(stage, [entry])
    assert output.read_text() == "mine"


def test_an_empty_folder_gives_way(output: Path) -> None:
    output.mkdir(parents=True)
    publish(output, {"index.html": "1"})
    assert (output / "index.html").read_text() == "1"


def test_leftovers_of_killed_builds_are_removed_but_nothing_else(output: Path) -> None:
    release = publish(output, {"index.html": "1"})
    folder = releases_folder(output)
    (folder / "tmp-stage").mkdir()
    (folder / "tmp-stage/index.html").write_text("half")
    (folder / "0123456789abcdef").mkdir()
    (folder / "0123456789abcdef.json").write_text("{")
    (folder / "notes.txt").write_text("mine")
    with open_stage(output) as stage:
        assert managed(output) == {release.id, f"{release.id}.json", "notes.txt", stage.root.name}


def test_a_build_killed_between_manifest_and_switch_is_made_anew(output: Path) -> None:
    publish(output, {"index.html": "1"})
    second = publish(output, {"index.html": "2"})
    roll_back(output)
    second.root.joinpath("index.html").unlink()  # the folder has the right name and is not whole
    again = publish(output, {"index.html": "2"})
    assert again.id == second.id
    assert tree(output.resolve()) == {"index.html": "2"}


def test_a_damaged_site_is_mended_by_building_it_again(output: Path) -> None:
    release = publish(output, {"index.html": "1", "gone.html": "1", "empty.html": "1"})
    (release.root / "gone.html").unlink()
    (release.root / "empty.html").write_text("")
    assert publish(output, {"index.html": "1", "gone.html": "1", "empty.html": "1"}).id == release.id
    assert tree(output.resolve()) == {"index.html": "1", "gone.html": "1", "empty.html": "1"}


@pytest.mark.parametrize("manifest", [None, "", '{"index.html":{"sha256":'])
def test_a_lost_or_half_written_manifest_costs_only_the_links(output: Path, manifest: str | None) -> None:
    release = publish(output, {"index.html": "1"})
    path = releases_folder(output) / f"{release.id}.json"
    path.unlink() if manifest is None else path.write_text(manifest)
    assert current_release(output) is None
    publish(output, {"index.html": "2"})
    assert tree(output.resolve()) == {"index.html": "2"}


def test_a_release_that_was_deleted_by_hand_is_built_anew(output: Path) -> None:
    release = publish(output, {"index.html": "1"})
    release.root.joinpath("index.html").unlink()
    release.root.rmdir()
    publish(output, {"index.html": "1"})
    assert tree(output.resolve()) == {"index.html": "1"}


def test_the_previous_release_is_known_on_both_sides_of_the_switch(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(output, {"index.html": "1"})
    publish(output, {"index.html": "2"})

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "symlink_to", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(output, {"index.html": "3"})
    assert (output / "index.html").read_text() == "2"
    assert roll_back(output) == first


def test_a_second_build_of_the_same_output_fails_at_once(output: Path) -> None:
    with open_stage(output), pytest.raises(OutputBusy, match="Một tiến trình khác"), open_stage(output):
        pass
    publish(output, {"index.html": "1"})


def test_outputs_side_by_side_do_not_block_each_other(output: Path) -> None:
    with open_stage(output):
        publish(output.with_name("other"), {"index.html": "1"})


HOLDER = """
import os, sys, time
from pathlib import Path
from generator.publish.release import open_stage
with open_stage(Path(sys.argv[1])):
    if not os.fork():
        print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_ends_with_a_killed_holder_even_if_its_workers_live_on(output: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(output)], stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(OutputBusy):
            publish(output, {"index.html": "1"})
        holder.kill()
        holder.wait()
        publish(output, {"index.html": "1"})
        assert tree(output.resolve()) == {"index.html": "1"}
    finally:
        os.killpg(holder.pid, 9)  # the forked worker; it is in the session of its own
        assert holder.stdout is not None
        holder.stdout.close()
