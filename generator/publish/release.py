"""Builds a release out of sight, and puts it in the place of the one that is served."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.publish.errors import NoPreviousRelease
from generator.publish.lock import hold_lock
from generator.publish.manifest import (
    Entry,
    Release,
    encode_manifest,
    is_whole,
    load_release,
    release_id,
    write_durably,
)
from generator.publish.stage import Stage, carry_over
from generator.publish.switch import (
    discard,
    previous_id,
    prune,
    refuse_occupied,
    releases_folder,
    served_id,
    switch,
    temporary_path,
)


@contextmanager
def open_stage(output: Path) -> Iterator[Stage]:
    """Give an empty stage for a new release of ``output`` and hold the output for as long as the block lasts.

    What the block does not `commit` is discarded, and the served release stays as it is.
    Raises OutputOccupied or OutputBusy before anything is changed.
    """
    output = output.absolute()
    refuse_occupied(output)
    releases_folder(output).mkdir(parents=True, exist_ok=True)
    with hold_lock(output):
        prune(output)
        stage = Stage(output, temporary_path(output), current_release(output))
        stage.root.mkdir()
        try:
            yield stage
        finally:
            shutil.rmtree(stage.root, ignore_errors=True)


def commit(stage: Stage, entries: Iterable[Entry], carry: tuple[str, ...] = ()) -> Release:
    """Serve what was staged, within the block of `open_stage`, and return the release that is served then.

    ``entries`` are what the functions of `generator.publish.stage` returned: all files of the new site. Files of
    the present site whose paths start with one of ``carry`` live on for one more release.
    A site that equals the present one, carried files aside, changes nothing: its readers lose nothing either.
    """
    own = {entry.path: entry for entry in entries}
    current = stage.current
    if current is not None and own == _own_entries(current) and is_whole(current):
        return current
    carried = {entry.path: entry for entry in carry_over(stage, frozenset(own), carry)}
    manifest = encode_manifest(own | carried)
    name = release_id(manifest)
    releases = releases_folder(stage.output)
    release = Release(name, releases / name, own | carried)
    write_durably(releases / f"{name}.json", manifest)
    # The id names the content, so a folder of this name can only be the previous release, which readers may still
    # be reading and which is as good as the new one; or a damaged release, which is replaced.
    if not is_whole(release):
        if release.root.exists():
            discard(stage.output, release.root)
        stage.root.rename(release.root)
    switch(stage.output, name)
    prune(stage.output)
    return release


def roll_back(output: Path) -> Release:
    """Serve the previous release again and return it; the one that was served becomes the previous.

    Raises NoPreviousRelease, OutputOccupied or OutputBusy; then nothing has changed.
    """
    output = output.absolute()
    if not releases_folder(output).is_dir():
        raise NoPreviousRelease(output)
    with hold_lock(output):
        name = previous_id(output)
        release = load_release(releases_folder(output), name) if name else None
        if release is None or not is_whole(release):
            raise NoPreviousRelease(output)
        switch(output, release.id)
        return release


def current_release(output: Path) -> Release | None:
    """Return the release that is served, or None if there is none or its manifest is lost."""
    name = served_id(output)
    return load_release(releases_folder(output), name) if name else None


def _own_entries(release: Release) -> dict[str, Entry]:
    return {path: entry for path, entry in release.entries.items() if not entry.carried}
