"""Puts files into a release that is being built. Plain functions, safe to run in several processes at once."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from generator.base.artifact import Artifact
from generator.base.digest import digest
from generator.publish.manifest import Entry, Release, has_size

_CHUNK = 1 << 20  # bytes copied at a time
_NAME_LIMIT = 255  # bytes in one component of a path, on every file system that we know of


@dataclass(frozen=True, slots=True)
class Stage:
    """A release in the making: where it will be served, the folder it grows in, and what is served meanwhile.

    It can be pickled, but ``current`` has an entry per file: hand it to a worker once, not with every task.
    """

    output: Path
    root: Path
    current: Release | None


def write_artifact(stage: Stage, artifact: Artifact) -> Entry:
    """Put an artifact into the stage, as a hard link to the served file if that has the same bytes.

    Raises ValueError for a path that leaves the stage and FileExistsError for a second artifact of one path: bugs.
    """
    target = _target(stage, artifact.path)
    entry = Entry(artifact.path, len(artifact.data), digest(artifact.data))
    if not _link_served(stage, entry, target):
        with _create(target) as file:
            file.write(artifact.data)
    return entry


def copy_file(stage: Stage, source: Path, path: str) -> Entry:
    """Put a file of any size into the stage at ``path``, as a hard link to the served file if the bytes are equal.

    The source itself is never linked: editing it in place would change what is published.
    Raises ValueError and FileExistsError as `write_artifact` does, OSError if the source cannot be read.
    """
    target = _target(stage, path)
    served = stage.current.entries.get(path) if stage.current else None
    with source.open("rb") as original:
        if served and os.fstat(original.fileno()).st_size == served.size:
            seen = Entry(path, served.size, hashlib.file_digest(original, "sha256").hexdigest())
            if _link_served(stage, seen, target):
                return seen
            original.seek(0)
        with _create(target) as copy:
            # Hashed again while copying: the manifest must tell what was written, even if the source changed.
            return Entry(path, *_copy(original, copy))


def adopt_tree(stage: Stage, folder: Path, prefix: str) -> list[Entry]:
    """Put all files of a folder that another program made into the stage below ``prefix``, by path.

    Raises ValueError for a symbolic link in the folder, besides what `copy_file` raises.
    """
    entries = []
    for file in sorted(folder.rglob("*")):
        if file.is_symlink():
            raise ValueError(f"symbolic link in a folder to publish: {file}")
        if file.is_file():
            path = f"{prefix.rstrip('/')}/{file.relative_to(folder).as_posix()}"
            entries.append(copy_file(stage, file, path))
    return entries


def keep_files(stage: Stage, paths: Iterable[str]) -> dict[str, Entry]:
    """Link those served files into the stage whose names tell their content, and return them by path.

    What is not served, or cannot be linked, is left out.
    """
    served = stage.current.entries if stage.current else {}
    found = (served[path] for path in paths if path in served)
    return {
        entry.path: replace(entry, carried=False)
        for entry in found
        if _link_served(stage, entry, _target(stage, entry.path))
    }


def keep_trees(stage: Stage, prefixes: Sequence[str]) -> dict[str, list[Entry]]:
    """Link everything that is served below each prefix into the stage; a tree that is not whole is left out.

    The prefixes are folders, with a slash at their end, none within another.
    """
    trees: dict[str, list[Entry]] = {prefix: [] for prefix in prefixes}
    lengths = {len(prefix) for prefix in prefixes}
    common = os.path.commonpath(prefixes)
    for entry in stage.current.entries.values() if stage.current else ():
        if entry.path.startswith(common):  # first, for it is true of few
            for length in lengths:
                if entry.path[:length] in trees:
                    trees[entry.path[:length]].append(entry)
    kept = {prefix: _keep(stage, served) for prefix, served in trees.items()}
    return {prefix: entries for prefix, entries in kept.items() if entries}


def _keep(stage: Stage, served: Sequence[Entry]) -> list[Entry]:
    kept = [
        replace(entry, carried=False) if entry.carried else entry
        for entry in served
        if _link_served(stage, entry, _target(stage, entry.path))
    ]
    if len(kept) < len(served):
        for entry in kept:
            (stage.root / entry.path).unlink()
        return []
    return kept


def carry_over(stage: Stage, own: frozenset[str], prefixes: tuple[str, ...]) -> list[Entry]:
    """Link the served files below ``prefixes`` that are not among the ``own`` paths, and return them as carried.

    What was itself carried is left behind, so a file outlives the site that used it by one release. One that cannot
    be linked is left out: losing this courtesy must not fail a build.
    """
    if stage.current is None:
        return []
    return [
        replace(entry, carried=True)
        for entry in stage.current.entries.values()
        if not entry.carried and entry.path not in own and entry.path.startswith(prefixes)
        if _link(f"{stage.current.root}/{entry.path}", _target(stage, entry.path), entry.size)
    ]


def _target(stage: Stage, path: str) -> str:
    """Return where a path of the site lies in the stage; ValueError unless it stays below the stage's root."""
    for part in path.split("/"):
        if part in ("", ".", "..") or "\0" in part or len(part.encode()) > _NAME_LIMIT:
            raise ValueError(f"not a path of the site: {path!r}")
    return f"{stage.root}/{path}"


def _create(target: str) -> BinaryIO:
    """Open a new file for writing, in a folder that may be new too."""
    _make_folder(target)
    return open(target, "xb")


def _make_folder(target: str) -> None:
    """Make the folder of a file. Most files are the first in theirs, in a folder that is there."""
    folder = os.path.dirname(target)
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def _link_served(stage: Stage, entry: Entry, target: str) -> bool:
    """Make ``target`` a hard link to the served file of that path if it has the same bytes."""
    served = stage.current.entries.get(entry.path) if stage.current else None
    if stage.current is None or served is None or served.sha256 != entry.sha256:
        return False
    return _link(f"{stage.current.root}/{entry.path}", target, entry.size)


def _link(source: str, target: str, size: int) -> bool:
    """Hard-link if the source has its full size (a power failure can leave it empty) and the system allows it."""
    if not has_size(source, size):
        return False
    try:
        _make_folder(target)
        os.link(source, target)
    except OSError:  # another owner's file, a file system without links, or a name that is taken
        return False
    return True


def _copy(original: BinaryIO, copy: BinaryIO) -> tuple[int, str]:
    """Copy to the end and return the size and the SHA-256 of what was written."""
    size = 0
    seen = hashlib.sha256()
    while chunk := original.read(_CHUNK):
        copy.write(chunk)
        seen.update(chunk)
        size += len(chunk)
    return size, seen.hexdigest()
