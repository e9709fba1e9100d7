"""The record files that an import finds and writes, and what it remembers of its last run.

``content/procedures/.import/<source>.json`` has, for each code, where its file was written and the digests of the
values that were written. The loader leaves names that begin with a dot alone.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import Problem
from generator.base.span import Span
from generator.ingest.merge import Prints
from generator.load.files import find_record_files, read_text

FOLDER = "procedures"

_CODE_LINE = re.compile(r"^[\"']?code[\"']?\s*:\s*[\"']?(?P<code>[0-9]\.[0-9]{6}(?:\.[A-Z][0-9]{2})?)\b", re.MULTILINE)
_TEMPORARY = ".dang-ghi-"


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of ``content/procedures``: its path below that folder, the path that messages show, its text."""

    relative: str
    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """What is remembered of a record: its path below ``content/procedures``, and digests of what was written."""

    relative: str
    base: Prints
    vanished: bool = False


Ledger = Mapping[str, Written]


def find_held(content: Path, shown_as: str) -> tuple[dict[str, list[HeldFile]], list[Problem]]:
    """Return the procedures that the content folder holds, by code; a file that cannot be read is a problem."""
    files, _ = find_record_files(content, shown_as)
    held: dict[str, list[HeldFile]] = {}
    problems: list[Problem] = []
    for file in files:
        if file.kind != FOLDER:
            continue
        text, found = read_text(file.path, file.absolute)
        problems += found
        if code := _CODE_LINE.search(text):
            relative = file.absolute.removeprefix(f"{content / FOLDER}/")
            held.setdefault(code["code"], []).append(HeldFile(relative, file.path, text))
    return held, problems


def ledger_path(content: Path, source: str) -> Path:
    """Return where an import from a source remembers what it wrote."""
    return content / FOLDER / ".import" / f"{source}.json"


def read_ledger(file: Path, shown: str) -> tuple[Ledger, list[Problem]]:
    """Return what was remembered; nothing where there was no import yet."""
    if not file.exists():
        return {}, []
    try:
        entries = json.loads(file.read_text(encoding="utf-8"))
        return {
            code: Written(entry["path"], dict(entry["keys"]), bool(entry.get("vanished")))
            for code, entry in entries.items()
        }, []
    except (ValueError, KeyError, TypeError, AttributeError):
        hint = "lấy lại tệp này từ bản lưu; xóa nó thì mọi hồ sơ đã nhập được coi là viết tay"
        return {}, [Problem("MB010", Span(shown), "sổ nhập không đọc được", hint)]


def format_ledger(ledger: Ledger) -> str:
    """Return the text of a ledger: one line per record, by code, so that its changes can be read in a diff."""
    lines = []
    for code, written in sorted(ledger.items()):
        entry: dict[str, object] = {"path": written.relative, "keys": dict(sorted(written.base.items()))}
        if written.vanished:
            entry["vanished"] = True
        lines.append(f"{json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write_whole(file: Path, text: str) -> None:
    """Write a file as a whole or not at all; nothing is done where it already says this."""
    if file.is_file() and file.read_bytes() == text.encode():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(_TEMPORARY + file.name)
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(file)
