"""Files to download: what ``content/files/`` holds, and which of it may be published."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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

_SVG_DANGER = re.compile(
    rb"<\s*(?:[a-z0-9]+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate)|[\s\"'/]on[a-z]+\s*=|"
    rb"javascript:|data:|<!entity|href\s*=\s*[\"']?\s*(?:https?:|//)|@import|<\?xml-stylesheet",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file below ``content/files/``: ``name`` is its path from there, ``size`` in bytes.

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
    """List what is below ``content/files/``, by path from there; links are listed as faulty and not followed."""
    root = str(folder)
    found: dict[str, Download] = {}
    for here, folders, names in os.walk(root):
        linked = [name for name in folders if (Path(here) / name).is_symlink()]
        folders[:] = [name for name in folders if name not in linked and name[0] not in ".~"]
        for name in [*names, *linked]:
            if name[0] not in ".~":
                absolute = Path(here) / name
                relative = absolute.relative_to(folder).as_posix()
                found[relative] = _inspect(relative, absolute)
    return MappingProxyType(dict(sorted(found.items())))


def _inspect(name: str, file: Path) -> Download:
    if file.is_symlink():
        return Download(name, str(file), 0, ("MB042", "tệp là liên kết tới nơi khác; chép chính tệp vào đây"))
    size = file.stat().st_size
    suffix = _suffix(name)
    if suffix not in TYPES:
        return Download(name, str(file), size, ("MB044", f"không đăng loại tệp «{suffix or name}»"))
    if size > MAX_BYTES:
        return Download(name, str(file), size, ("MB002", f"tệp quá {MAX_BYTES // 1024 // 1024} MB"))
    if suffix == ".svg" and (size > 1024 * 1024 or _SVG_DANGER.search(_ascii(file.read_bytes()))):
        return Download(name, str(file), size, ("MB043", "ảnh SVG có mã, sự kiện hoặc liên kết ra ngoài"))
    return Download(name, str(file), size)


def _ascii(data: bytes) -> bytes:
    """Undo what could hide a word: other encodings, NUL bytes, character references."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    return re.sub(
        rb"&#(x?)([0-9a-fA-F]{1,6});?",
        lambda found: bytes([int(found[2], 16 if found[1] else 10) % 128]),
        data.replace(b"\0", b""),
    )


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a path of the site, not of this machine
