import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.serve.watch import PortalWatch


@pytest.fixture
def changed() -> threading.Event:
    return threading.Event()


@pytest.fixture
def portal(tmp_path: Path, changed: threading.Event) -> Iterator[Path]:
    """A portal folder with content and without a theme that is being watched."""
    (tmp_path / "content" / "news").mkdir(parents=True)
    (tmp_path / "site_config.yml").write_text("name: a")
    watch = PortalWatch(tmp_path / "site_config.yml", [tmp_path / "content", tmp_path / "theme"], changed.set)
    assert changed.wait(5), "the watch says that it has begun"
    changed.clear()
    yield tmp_path
    watch.stop()


def test_a_new_file_in_a_new_folder_is_seen(portal: Path, changed: threading.Event) -> None:
    (portal / "content" / "news" / "2026").mkdir()
    (portal / "content" / "news" / "2026" / "a.md").write_text("x")
    assert changed.wait(5)


def test_a_config_that_an_editor_replaces_is_seen_every_time(portal: Path, changed: threading.Event) -> None:
    for name in ("b", "c"):
        (portal / "new").write_text(f"name: {name}")
        (portal / "new").replace(portal / "site_config.yml")
        assert changed.wait(5)
        changed.clear()


def test_a_folder_that_appears_is_watched_from_then_on(portal: Path, changed: threading.Event) -> None:
    (portal / "theme").mkdir()
    assert changed.wait(5)
    changed.clear()
    (portal / "theme" / "a.html").write_text("x")
    assert changed.wait(5)


def test_a_folder_that_is_replaced_is_still_watched(portal: Path, changed: threading.Event) -> None:
    shutil.move(portal / "content", portal / "old")
    assert changed.wait(5)
    changed.clear()
    (portal / "content").mkdir()
    assert changed.wait(5)
    changed.clear()
    (portal / "content" / "a.md").write_text("x")
    assert changed.wait(5)


def test_what_is_beside_the_portals_files_is_not_heeded(portal: Path, changed: threading.Event) -> None:
    (portal / "site").mkdir()
    (portal / "site" / "index.html").write_text("x")
    (portal / "notes.txt").write_text("x")
    assert not changed.wait(0.6)
