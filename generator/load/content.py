"""A content folder → its records."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.base.pool import map_chunks
from generator.base.problems import Problem
from generator.base.span import Span, span_at
from generator.load.files import RecordFile, find_record_files, read_text, split_text
from generator.load.tree import Place, locator, parse_tree
from generator.load.validate import validate_tree
from generator.records.common import Record
from generator.records.kinds import KINDS


@dataclass(frozen=True, slots=True)
class LoadedRecord:
    """A record and the file that says it. ``body_line`` is the line of the file at which its Markdown begins."""

    kind: str
    record: Record
    path: str
    body_line: int


@dataclass(frozen=True, slots=True)
class Content:
    """Every record that could be read, in the order of their files, and everything that was wrong.

    ``broken`` are kind and id of records that could not be read: who refers to them is not to blame.
    """

    records: tuple[LoadedRecord, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]] = frozenset()


def load_content(root: Path, folder: Path, jobs: int = 1) -> Content:
    """Load every record below ``folder``, with ``jobs`` processes; paths in messages are relative to ``root``."""
    shown_as = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
    if not folder.is_dir():
        return Content((), (Problem("MB001", Span(shown_as), "không có thư mục nội dung"),))
    files, problems = find_record_files(folder, shown_as)
    records: list[LoadedRecord] = []
    for loaded, found in map_chunks(_load_files, files, jobs):
        records.extend(loaded)
        problems.extend(found)
    return Content(tuple(records), tuple(problems), frozenset(_find_broken(folder, shown_as, problems)))


def _find_broken(folder: Path, shown_as: str, problems: Iterable[Problem]) -> Iterator[tuple[str, str]]:
    """Yield kind and id of each file with a problem: by its name, and by what it seems to write as its id or code."""
    for path in dict.fromkeys(problem.span.path for problem in problems):
        kind, _, below = path.removeprefix(f"{shown_as}/").partition("/")
        if below and kind in KINDS:
            text, _ = read_text(path, str(folder / kind / below))
            yield from ((kind, id_.lower()) for id_ in (Path(below).stem, *_WRITTEN_ID.findall(text)))


_WRITTEN_ID = re.compile(r"^[\"']?(?:id|code)[\"']?[ \t]*:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


def _load_files(files: Sequence[RecordFile]) -> tuple[list[LoadedRecord], list[Problem]]:
    records: list[LoadedRecord] = []
    problems: list[Problem] = []
    for file in files:
        record, found = load_record(file)
        problems.extend(found)
        if record:
            records.append(record)
    return records, problems


def load_record(file: RecordFile) -> tuple[LoadedRecord | None, list[Problem]]:
    """Load one file: the record, or what is wrong with it."""
    text, problems = read_text(file.path, file.absolute)
    if problems:
        return None, problems
    parts, problems = split_text(file.path, text)
    if parts is None:
        return None, problems
    tree, problems = parse_tree(file.path, parts.head, parts.head_line)
    if problems:
        return None, problems
    if parts.body.strip():
        if "body" in tree:
            span, excerpt = locator(file.path, parts.head, parts.head_line)(("body",), key=True)
            message = "nội dung viết cả ở khóa «body» lẫn sau phần khai báo"
            return None, [Problem("MB029", span, message, "giữ một nơi", excerpt)]
        tree["body"] = parts.body
    tree.setdefault("id", Path(file.path).stem)
    record, problems = validate_tree(KINDS[file.kind].model, tree, file.path, parts.head, parts.head_line)
    if record is None:
        return None, problems
    return LoadedRecord(file.kind, record, file.path, parts.body_line), []


def place_problem(root: Path, loaded_path: str, place: Place, code: str, message: str, hint: str = "") -> Problem:
    """Return a problem about a place of a record that loaded well; its file is read again to find the line."""
    return place_problems(root, loaded_path, [(place, code, message, hint)])[0]


def place_problems(root: Path, loaded_path: str, faults: Iterable[tuple[Place, str, str, str]]) -> list[Problem]:
    """Return problems about places of one record that loaded well, given with code, message and hint."""
    text, _ = read_text(loaded_path, str(root / loaded_path))
    parts, _ = split_text(loaded_path, text) if text else (None, [])
    if parts is None:
        return [Problem(code, Span(loaded_path), message, hint) for _, code, message, hint in faults]
    locate = locator(loaded_path, parts.head, parts.head_line)
    problems: list[Problem] = []
    for place, code, message, hint in faults:
        span, excerpt = locate(place)
        problems.append(Problem(code, span, message, hint, excerpt))
    return problems


def place_words(root: Path, loaded_path: str, faults: Iterable[tuple[str, str, str, str]]) -> list[Problem]:
    """Return problems about words of one record that loaded well, given with code, message and hint.

    Meant is the first occurrence in the body, or else in the file. White space may differ: words that a text breaks
    over two lines are found too.
    """
    text, _ = read_text(loaded_path, str(root / loaded_path))
    parts, _ = split_text(loaded_path, text) if text else (None, [])
    body_start = len(text) - len(parts.body) if parts else 0
    lines = text.split("\n")
    problems: list[Problem] = []
    for words, code, message, hint in faults:
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        found = pattern.search(text, body_start) or pattern.search(text)
        if found:
            span = span_at(loaded_path, text, found.start(), found.end())
            problems.append(Problem(code, span, message, hint, lines[span.line - 1]))
        else:
            problems.append(Problem(code, Span(loaded_path), message, hint))
    return problems
