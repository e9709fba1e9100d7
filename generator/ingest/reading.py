"""A file of another system → records of plain text, with the line at which each begins.

JSON is a list of objects, or an object that holds one list. CSV has a row of names; its fields are divided by commas,
semicolons or tabs, whichever the first row has most of.
"""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import Problem
from generator.base.span import Span, span_at
from generator.base.text import shorten

_SPACE = re.compile(r"[ \t\r\n]*")
_LONGEST_FIELD = 64 * 1024 * 1024
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One record as it stands: texts by column, its number from 1, and where in the file it is."""

    number: int
    values: Mapping[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: ``path`` for messages, its whole text, its records in their order."""

    path: str
    text: str
    records: tuple[SourceRecord, ...]

    def locate(self, record: SourceRecord, column: str) -> tuple[Span, str]:
        """Return where a record names a column (in CSV: where the record begins), and that line of the file."""
        named = re.compile(rf'"{re.escape(column)}"\s*:').search(self.text, record.start, record.end)
        start, end = (named.start(), named.end()) if named else (record.start, record.start + 1)
        span = span_at(self.path, self.text, start, end)
        return span, self.text.split("\n", span.line)[span.line - 1]


class _RepeatedKeyError(ValueError):
    """An object of JSON has a key twice, so one of the two values would be lost."""


def read_source(file: Path, shown_as: str) -> tuple[SourceFile, list[Problem]]:
    """Read a file by its suffix, ``.json`` or ``.csv``; what could not be read is in the problems."""
    nothing = SourceFile(shown_as, "", ())
    try:
        data = file.read_bytes()
    except OSError as error:
        return nothing, [Problem("MB001", Span(shown_as), f"không đọc được tệp: {error.strerror}", "xem lại đường dẫn")]
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        span = span_at(shown_as, before + "?", len(before), len(before) + 1)
        return nothing, [Problem("MB003", span, "tệp không phải UTF-8", "xuất lại tệp với bảng mã UTF-8")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    records, problems = (_read_csv if file.suffix.lower() == ".csv" else _read_json)(shown_as, text)
    return SourceFile(shown_as, text, tuple(records)), problems


def _read_json(path: str, text: str) -> tuple[list[SourceRecord], list[Problem]]:
    decoder = json.JSONDecoder(
        object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str, strict=False
    )
    try:
        at = _start_of_list(text, decoder)
        return _read_objects(path, text, at, decoder)
    except json.JSONDecodeError as error:
        return [], [_syntax_problem(path, text, error.pos, "JSON sai cú pháp", "mở tệp bằng phần mềm đã xuất nó")]
    except _RepeatedKeyError as error:
        return [], [Problem("MB011", Span(path), f"khóa «{shorten(str(error), 80)}» viết hai lần", "giữ lại một")]
    except RecursionError:
        return [], [Problem("MB010", Span(path), "JSON lồng nhau quá sâu", "mỗi hồ sơ chỉ có một cấp")]


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedKeyError(next(name for name in names if names.count(name) > 1))
    return found


def _start_of_list(text: str, decoder: json.JSONDecoder) -> int:
    """Return the offset of the list of records: the whole file, or the one list in an object around it."""
    at = _skip(text, 0)
    if text[at : at + 1] != "{":
        return at
    whole, _ = decoder.raw_decode(text, at)
    lists = [key for key, value in whole.items() if isinstance(value, list)]
    if len(lists) != 1:
        raise json.JSONDecodeError("no one list", text, at)
    named = re.compile(rf"{re.escape(json.dumps(lists[0], ensure_ascii=False))}\s*:\s*(?=\[)").search(text, at)
    if named is None:
        raise json.JSONDecodeError("a name in escapes", text, at)
    return named.end()


def _read_objects(path: str, text: str, at: int, decoder: json.JSONDecoder) -> tuple[list[SourceRecord], list[Problem]]:
    if text[at : at + 1] != "[":
        raise json.JSONDecodeError("no list", text, at)
    records: list[SourceRecord] = []
    problems: list[Problem] = []
    is_whole_file = not text[:at].strip()
    at = _skip(text, at + 1)
    number = 0
    while text[at : at + 1] != "]":
        value, end = decoder.raw_decode(text, at)
        number += 1
        if isinstance(value, dict) and not any(isinstance(inner, dict | list) for inner in value.values()):
            values = {key: "" if inner is None else str(inner) for key, inner in value.items()}
            records.append(SourceRecord(number, values, at, end))
        else:
            message = f"hồ sơ thứ {number} không phải một khối khóa và chữ"
            problems.append(_syntax_problem(path, text, at, message, "mỗi hồ sơ là {khóa: chữ}"))
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("neither comma nor end", text, at)
    if is_whole_file and _skip(text, at + 1) < len(text):
        raise json.JSONDecodeError("more behind the list", text, at + 1)
    return records, problems


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _read_csv(path: str, text: str) -> tuple[list[SourceRecord], list[Problem]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    offsets = [0, *(found.end() for found in re.finditer("\n", text)), len(text)]
    limit = csv.field_size_limit(_LONGEST_FIELD)  # the module has one limit for all, which is put back
    try:
        rows = list(_rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))
    except csv.Error as error:
        line = int(str(error.args[-1]))
        return [], [_syntax_problem(path, text, offsets[line], "CSV sai cú pháp", "dấu nháy mở phải có dấu nháy đóng")]
    finally:
        csv.field_size_limit(limit)
    records: list[SourceRecord] = []
    problems: list[Problem] = []
    names = [name.strip() for name in rows[0][1]] if rows else []
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        return [], [_syntax_problem(path, text, 0, f"cột «{shorten(twice, 80)}» có hai lần", "giữ lại một", "MB011")]
    for number, (lines, cells) in enumerate(rows[1:], 1):
        start, end = offsets[lines[0]], offsets[lines[1]]
        if len(cells) == len(names):
            records.append(SourceRecord(number, dict(zip(names, cells, strict=True)), start, end))
        elif any(cells):
            message = f"dòng có {len(cells)} ô, tiêu đề có {len(names)} cột"
            problems.append(
                _syntax_problem(path, text, start, message, "xuất lại tệp, đặt ô có dấu phân cách trong nháy")
            )
    return records, problems


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Yield the rows that are not empty, each with the lines between which it stands."""
    line = 0
    try:
        for cells in reader:
            end: int = reader.line_num  # type: ignore[attr-defined]  # a reader of csv, whose class has no name
            if cells:
                yield (line, end), cells
            line = end
    except csv.Error as error:
        raise csv.Error(str(error), line) from None


def _syntax_problem(path: str, text: str, at: int, message: str, hint: str, code: str = "MB010") -> Problem:
    span = span_at(path, text, at, at + 1)
    return Problem(code, span, message, hint, text.split("\n", span.line)[span.line - 1])
