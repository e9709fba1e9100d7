"""Files of ``content/`` → text, mended and split into front matter and body."""

import os
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
    for absolute, relative in _walk(content):
        path = f"{shown_as}/{relative}"
        kind, _, below = relative.partition("/")
        if kind == FILES_FOLDER and below:
            continue
        if not below or kind not in KINDS:
            known = ", ".join([*KINDS, FILES_FOLDER])
            problems.append(
                Problem("MB005", Span(path), "tệp không thuộc loại hồ sơ nào", f"đặt trong một thư mục: {known}")
            )
        elif not relative.endswith((".yml", ".md")):
            hint = "hồ sơ là tệp .yml hoặc .md; tệp để tải về đặt trong content/files/"
            problems.append(Problem("MB005", Span(path), "đuôi tệp không phải của hồ sơ", hint))
        elif os.path.islink(absolute):  # noqa: PTH114 - a str, one of ten thousand
            problems.append(Problem("MB042", Span(path), "hồ sơ không được là liên kết", "chép nội dung tệp vào đây"))
        else:
            files.append(RecordFile(path, absolute, kind))
    return files, problems


def _walk(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield absolute and relative path of each file, sorted; linked folders are not entered."""
    root = str(folder)
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] not in "._~")
        for name in sorted(names):
            if name[0] not in "._~":
                absolute = f"{here}/{name}"
                yield absolute, absolute[len(root) + 1 :].replace(os.sep, "/")


def read_text(path: str, absolute: str) -> tuple[str, list[Problem]]:
    """Read a file of content as mended text; empty where there is a problem."""
    try:
        size = os.stat(absolute).st_size  # noqa: PTH116 - a str, one of ten thousand
        if size > MAX_BYTES:
            message = f"tệp có {size // 1024 // 1024} MB, quá giới hạn {MAX_BYTES // 1024 // 1024} MB"
            return "", [Problem("MB002", Span(path), message, "tài liệu lớn đặt trong content/files/ và đính kèm")]
        with open(absolute, "rb") as file:  # noqa: PTH123 - likewise
            data = file.read()
    except OSError as error:
        return "", [Problem("MB001", Span(path), f"không đọc được tệp: {error.strerror}")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
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
    end = text.find("\n---\n", 3) if not text.endswith("\n---") else text.find("\n---", 3)
    if not text.startswith("---\n") or end < 0:
        message = "tệp .md cần phần khai báo ở đầu, giữa hai dòng «---»"
        return None, [Problem("MB006", Span(path, 1, 1, 1), message, "---", text.split("\n", 1)[0])]
    head = text[4 : end + 1]
    return RecordText(head, 2, text[end + 5 :], head.count("\n") + 3), []
