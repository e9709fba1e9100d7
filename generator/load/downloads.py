"""Files to download: what ``content/files/`` holds, and which of it may be published."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.load.files import shown_name
from generator.load.svg import svg_fault

MAX_BYTES = 200 * 1024 * 1024

TYPES = MappingProxyType(
    {
        ".pdf": ("PDF", "application/pdf"),
        ".doc": ("Word", "application/msword"),
        ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ".xls": ("Excel", "application/vnd.ms-excel"),
        ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ".ppt": ("PowerPoint", "application/vnd.ms-powerpoint"),
        ".pptx": ("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ".odt": ("OpenDocument", "application/vnd.oasis.opendocument.text"),
        ".ods": ("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet"),
        ".csv": ("CSV", "text/csv"),
        ".json": ("JSON", "application/json"),
        ".txt": ("Văn bản thuần", "text/plain"),
        ".zip": ("ZIP", "application/zip"),
        ".rar": ("RAR", "application/vnd.rar"),
        ".jpg": ("Ảnh JPEG", "image/jpeg"),
        ".jpeg": ("Ảnh JPEG", "image/jpeg"),
        ".png": ("Ảnh PNG", "image/png"),
        ".gif": ("Ảnh GIF", "image/gif"),
        ".webp": ("Ảnh WebP", "image/webp"),
        ".svg": ("Ảnh SVG", "image/svg+xml"),
        ".mp3": ("MP3", "audio/mpeg"),
        ".mp4": ("MP4", "video/mp4"),
    }
)
"""Suffix → what citizens are told, and the media type. Anything else (programs, HTML, scripts) is not published."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file below ``content/files/``: ``name`` is its path from there, ``size`` in bytes.

    ``source`` is where the file is on this machine.
    ``fault`` is a problem code with its message where the file may not be published, and otherwise None.
    """

    name: str
    source: str
    size: int
    fault: tuple[str, str] | None = None

    @property
    def label(self) -> str:
        """What kind of file it is, for citizens."""
        return TYPES[_suffix(self.name)][0]

    @property
    def media_type(self) -> str:
        """The media type, for feeds."""
        return TYPES[_suffix(self.name)][1]


def find_downloads(folder: Path) -> Mapping[str, Download]:
    """List what is below ``content/files/``, by path from there; links are listed as faulty and not followed.

    Paths are in NFC, as records write them, whatever the file system holds.
    """
    root = str(folder)
    found: dict[str, Download] = {}
    for here, folders, names in os.walk(root):
        linked = [name for name in folders if (Path(here) / name).is_symlink()]
        folders[:] = [name for name in folders if name not in linked and name[0] not in ".~"]
        for name in [*names, *linked]:
            if name[0] not in ".~":
                absolute = Path(here) / name
                relative = shown_name(absolute.relative_to(folder).as_posix())
                found[relative] = Download(relative, str(absolute), *_inspect(absolute))
    return MappingProxyType(dict(sorted(found.items())))


def _inspect(file: Path) -> tuple[int, tuple[str, str] | None]:
    """Return the size of a file, and why it may not be published."""
    try:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            return 0, ("MB042", "tệp là liên kết tới nơi khác; chép chính tệp vào đây")
        if not stat.S_ISREG(status.st_mode):
            return 0, ("MB001", "không phải là một tệp thường")
        suffix = _suffix(file.name)
        if suffix not in TYPES:
            return status.st_size, ("MB044", f"không đăng loại tệp «{suffix or file.name}»")
        if status.st_size > MAX_BYTES:
            return status.st_size, ("MB002", f"tệp quá {MAX_BYTES // 1024 // 1024} MB")
        danger = svg_fault(file.read_bytes()) if suffix == ".svg" else ""
    except OSError as error:
        return 0, ("MB001", f"không đọc được tệp: {error.strerror}")
    return status.st_size, ("MB043", danger) if danger else None


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a path of the site, not of this machine
