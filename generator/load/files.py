"""Files of ``content/`` → text, mended and split into front matter and body."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import Problem
from generator.base.span import Span, span_at
from generator.base.text import find_control, mend
from generator.records.kinds import KINDS

MAX_BYTES = 8 * 1024 * 1024
"""The largest record file: a plan of ten thousand tasks fits; a file beyond it is no record."""

FILES_FOLDER = "files"

_FENCE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that should hold a record: ``path`` from the portal folder for messages, ``absolute`` to read it."""

    path: str
    absolute: str
    kind: str


@dataclass(frozen=True, slots=True)
class RecordText:
    """What a record file says: its YAML, its Markdown body, and the lines of the file at which they begin."""

    head: str
    head_line: int
    body: str = ""
    body_line: int = 0


def find_record_files(content: Path, shown_as: str) -> tuple[list[RecordFile], list[Problem]]:
    """List the record files below ``content``, in the order of their paths; what belongs to no kind is a problem.

    Names that begin with ``.``, ``_`` or ``~`` are left alone: editors and offices keep their own files there.
    ``shown_as`` is the path of the content folder in messages.
    """
    files: list[RecordFile] = []
    problems: list[Problem] = []
    unreadable: list[OSError] = []
    for absolute, relative in _walk(content, unreadable):
        path = f"{shown_as}/{relative}"
        kind, _, below = relative.partition("/")
        if kind == FILES_FOLDER:
            continue
        if os.path.islink(absolute):  # noqa: PTH114 - a str, one of ten thousand
            problems.append(Problem("MB042", Span(path), "hồ sơ không được là liên kết", "chép nội dung tệp vào đây"))
        elif not below or kind not in KINDS:
            known = ", ".join([*KINDS, FILES_FOLDER])
            problems.append(
                Problem("MB005", Span(path), "tệp không thuộc loại hồ sơ nào", f"đặt trong một thư mục: {known}")
            )
        elif not relative.endswith((".yml", ".md")):
            hint = "hồ sơ là tệp .yml hoặc .md; tệp để tải về đặt trong content/files/"
            problems.append(Problem("MB005", Span(path), "đuôi tệp không phải của hồ sơ", hint))
        else:
            files.append(RecordFile(path, absolute, kind))
    for error in unreadable:
        path = f"{shown_as}/{shown_name(os.path.relpath(str(error.filename), content))}"
        problems.append(Problem("MB001", Span(path), f"không đọc được thư mục: {error.strerror}", "xem quyền đọc"))
    return files, problems


def _walk(folder: Path, unreadable: list[OSError]) -> Iterator[tuple[str, str]]:
    """Yield absolute path and shown path of each file, by folder; a linked folder is not entered but itself yielded.

    Folders that cannot be read are added to ``unreadable``.
    """
    root = str(folder)
    for here, folders, names in os.walk(root, onerror=unreadable.append):
        linked = [name for name in folders if os.path.islink(f"{here}/{name}")]  # noqa: PTH114 - as below
        folders[:] = sorted(name for name in folders if name[0] not in "._~" and name not in linked)
        for name in sorted([*names, *linked]):
            if name[0] not in "._~":
                absolute = f"{here}/{name}"
                yield absolute, shown_name(absolute[len(root) + 1 :].replace(os.sep, "/"))


def shown_name(name: str) -> str:
    """Return a path as records write it: mended as their text is, and with U+FFFD for what cannot be printed.

    Names of files come from many systems: some keep them decomposed, some in old encodings.
    """
    if name.isascii() and name.isprintable():
        return name
    text = mend(os.fsencode(name).decode("utf-8", "replace"))
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def read_text(path: str, absolute: str) -> tuple[str, list[Problem]]:
    """Read a file of content as mended text; empty where there is a problem."""
    try:
        status = os.stat(absolute)  # noqa: PTH116 - a str, one of ten thousand
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
            return "", [Problem("MB001", Span(path), "không phải là một tệp thường", "xóa, hoặc thay bằng một tệp")]
        size = status.st_size
        if size > MAX_BYTES:
            message = f"tệp có {size // 1024 // 1024} MB, quá giới hạn {MAX_BYTES // 1024 // 1024} MB"
            return "", [Problem("MB002", Span(path), message, "tài liệu lớn đặt trong content/files/ và đính kèm")]
        with open(absolute, "rb") as file:  # noqa: PTH123 - likewise
            data = file.read()
    except OSError as error:
        return "", [Problem("MB001", Span(path), f"không đọc được tệp: {error.strerror}", "xem quyền đọc tệp")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = mend(data[: error.start].decode("utf-8", "replace"))
        span = span_at(path, before + "?", len(before), len(before) + 1)
        return "", [Problem("MB003", span, "tệp không phải UTF-8", "lưu lại tệp với bảng mã UTF-8")]
    text = mend(text)
    at = find_control(text)
    if at >= 0:
        span = span_at(path, text, at, at + 1)
        excerpt = text.split("\n")[span.line - 1]
        return "", [Problem("MB004", span, f"ký tự điều khiển U+{ord(text[at]):04X}", "xóa ký tự này", excerpt)]
    return text, []


def split_text(path: str, text: str) -> tuple[RecordText | None, list[Problem]]:
    """Split a record file: a ``.yml`` is all YAML, a ``.md`` has YAML between two lines of ``---`` and a body."""
    if path.endswith(".yml"):
        return RecordText(text, 1), []
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        message = "tệp .md cần phần khai báo ở đầu, giữa hai dòng «---»"
        return None, [Problem("MB006", Span(path, 1, 1, 1), message, "---", text.split("\n", 1)[0])]
    head = text[opening.end() : closing.start()]
    return RecordText(head, 2, text[closing.end() :], head.count("\n") + 3), []
