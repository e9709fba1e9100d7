"""What a release consists of, and how that is written down."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.base.digest import digest

TEMPORARY = "tmp-"  # begins every name in the releases folder that may be removed without asking


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a release: its path in the site, its size in bytes, its SHA-256 as 64 hexadecimal digits.

    A ``carried`` file is no part of the site any more; it stays for one release because a page that a reader
    loaded before the switch may still ask for it.
    """

    path: str
    size: int
    sha256: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """A whole site on disk: its id, its folder, and its files by path."""

    id: str
    root: Path
    entries: Mapping[str, Entry]


def encode_manifest(entries: Mapping[str, Entry]) -> bytes:
    """Return the manifest as JSON: path → sha256, size, carried. Equal entries give equal bytes in any order."""
    table = {
        path: {key: value for key, value in asdict(entry).items() if key != "path"} for path, entry in entries.items()
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return (text + "\n").encode()


def release_id(manifest: bytes) -> str:
    """Return the name of the release that a manifest describes: the first 16 digits of the manifest's SHA-256.

    Carried files count, so that an id always names one content: going back from B to A carries files of B along
    and is another release than the first A. Builds into an empty folder carry nothing and get equal ids.
    """
    return digest(manifest)[:16]


def load_release(releases: Path, name: str) -> Release | None:
    """Return the release of that id, or None if it is gone or its manifest is not the one it is named after."""
    root = releases / name
    try:
        manifest = (releases / f"{name}.json").read_bytes()
    except FileNotFoundError:
        return None
    if release_id(manifest) != name or not root.is_dir():
        return None
    return Release(name, root, {path: Entry(path, **fields) for path, fields in json.loads(manifest).items()})


def is_whole(release: Release) -> bool:
    """Whether every file is there in its full size: what a power failure or a stray ``rm`` may have undone."""
    return all(has_size(release.root / entry.path, entry.size) for entry in release.entries.values())


def has_size(file: Path | str, size: int) -> bool:
    """Whether the path is there and takes that many bytes."""
    try:
        return os.lstat(file).st_size == size
    except OSError:
        return False


def write_durably(path: Path, data: bytes) -> None:
    """Replace a file in the releases folder as a whole, and return when it would survive a power failure."""
    temporary = path.with_name(TEMPORARY + path.name)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power failure."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
