"""``minhbach import procedures``: an export of the national portal → files of ``content/procedures``.

Read, translate and plan come first and touch nothing; then each file is written as a whole, and the ledger last. An
import that is killed in between finds the files that it wrote to be as the source has them, and goes on.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from generator.base.problems import Problem, sort_problems
from generator.base.span import Span
from generator.base.text import squeeze
from generator.ingest.clean import clean
from generator.ingest.national_portal.pieces import says_nothing
from generator.ingest.national_portal.record import COLUMNS, KEYS, PUBLISHER, RELATED, REQUIRED, Draft, translate
from generator.ingest.plan import Ground, Step, plan_record, plan_vanished
from generator.ingest.reading import SourceFile, SourceRecord, read_source
from generator.ingest.store import (
    FOLDER,
    HeldFile,
    Ledger,
    find_held,
    format_ledger,
    ledger_path,
    read_ledger,
    write_whole,
)
from generator.ingest.yamltext import Value
from generator.records.procedure import Procedure
from generator.vn.folding import fold

SOURCE = "national-portal"

_GONE: Mapping[str, Value] = {
    "source": {"publisher": PUBLISHER, "note": f"Không còn trong tệp xuất gần nhất của {PUBLISHER}."}
}
_NUMBER_HINT = "phần mềm bảng tính đã đổi mã thành số: đặt cột mã là Văn bản (Text) rồi xuất lại, ví dụ 1.010000"


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did, or would do: the drafts of the source, the steps, what was wrong."""

    source: str
    drafts: Mapping[str, Draft]
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    unread: int = 0


def import_procedures(
    file: Path,
    shown_as: str,
    content: Path,
    content_shown: str,
    into: str = "",
    *,
    day: date | None = None,
    dry_run: bool = False,
) -> Import:
    """Import a file into ``content/procedures``, new records into its folder ``into``; with ``dry_run`` write nothing.

    ``day`` is today: records that a later import brings for the first time bear it, so that followers are told.
    Records with a fault are not written at all; the others are. Raises OSError where a file cannot be written.
    """
    source, problems = read_source(file, shown_as)
    problems += [] if problems and not source.records else _check_columns(source)
    ledger_file = ledger_path(content, SOURCE)
    ledger_shown = f"{content_shown}/{FOLDER}/.import/{SOURCE}.json"
    ledger, ledger_problems = read_ledger(ledger_file, ledger_shown)
    held, held_problems = find_held(content, content_shown)
    if not source.records or ledger_problems:
        return Import(shown_as, {}, (), sort_problems([*problems, *ledger_problems, *held_problems]))
    drafts, draft_problems, seen = _translate_all(source)
    drafts = _relate(source, drafts, held)
    unread = len(source.records) - len(drafts)
    folder = content / FOLDER
    taken = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*.yml")) if folder.is_dir() else ()
    told_on = day if ledger else None
    ground = Ground(held, ledger, f"{into}/" if into else "", frozenset(taken), content_shown, KEYS, told_on)
    steps = [plan_record(code, draft.tree, ground) for code, draft in drafts.items()]
    # A file that could not be read to its end does not say what is gone.
    if not problems and not unread:
        steps += [plan_vanished(code, _GONE, ground) for code in ledger if code not in seen]
    problems = [*problems, *held_problems, *draft_problems, *(problem for step in steps for problem in step.problems)]
    if not dry_run:
        _write(steps, folder, ledger_file, ledger)
    return Import(shown_as, drafts, tuple(steps), sort_problems(problems), unread)


def _write(steps: list[Step], folder: Path, ledger_file: Path, ledger: Ledger) -> None:
    """Write the files of the steps, then the ledger: also where a file could not be written, with those before it."""
    remembered = dict(ledger)
    try:
        for step in steps:
            if step.text is not None:
                write_whole(folder / step.relative, step.text)
            if step.remember:
                remembered[step.code] = step.remember
    finally:
        if remembered:
            write_whole(ledger_file, format_ledger(remembered))


def _check_columns(source: SourceFile) -> list[Problem]:
    """Return what is wrong with the records as a whole: there are none, a column is missing, one is unknown."""
    if not source.records:
        return [Problem("MB022", Span(source.path), "tệp không có hồ sơ nào", "xuất lại tệp")]
    filled = Counter(column for record in source.records for column, text in record.values.items() if text.strip())
    problems = [
        Problem("MB022", Span(source.path), f"tệp không có cột «{column}»", "xuất lại tệp với đủ các cột")
        for column in REQUIRED
        if column not in filled
    ]
    for column, count in filled.items():
        if column not in COLUMNS:
            span, excerpt = source.locate(source.records[0], column)
            message = f"cột «{column}» không biết: nội dung ở {count} hồ sơ không được nhập"
            problems.append(Problem("MB085", span, message, "các cột đọc được: " + ", ".join(COLUMNS), excerpt))
    return problems


def _translate_all(source: SourceFile) -> tuple[dict[str, Draft], list[Problem], set[str]]:
    """Return the sound drafts by code, what is wrong, and every code that the source names."""
    problems: list[Problem] = []
    found: dict[str, list[tuple[SourceRecord, Draft]]] = {}
    for record in source.records:
        draft = translate({column: clean(text) for column, text in record.values.items()})
        faults = list(_check(source, record, draft))
        problems += faults
        for doubt in draft.doubts:
            if doubt.impossible:
                span, excerpt = source.locate(record, doubt.column)
                problems.append(Problem("MB085", span, f"{draft.code}: {doubt.message}", "giữ nguyên văn", excerpt))
        if not faults:
            found.setdefault(draft.code, []).append((record, draft))
    drafts: dict[str, Draft] = {}
    for code, group in found.items():
        if len(group) == 1:
            drafts[code] = group[0][1]
            continue
        numbers = ", ".join(str(record.number) for record, _ in group)
        span, excerpt = source.locate(group[1][0], "ma_thu_tuc")
        message = f"mã {code} có ở {len(group)} hồ sơ của tệp (thứ {numbers}); không hồ sơ nào được nhập"
        problems.append(Problem("MB030", span, message, "giữ lại một hồ sơ", excerpt))
    return drafts, problems, set(found)


def _relate(
    source: SourceFile, drafts: Mapping[str, Draft], held: Mapping[str, Sequence[HeldFile]]
) -> dict[str, Draft]:
    """Return the drafts with references to related procedures: of the export by code or name, held ones by code."""
    names = Counter(fold(str(draft.tree["name"])) for draft in drafts.values())
    known = {code: code for code in (*held, *drafts)}
    known |= {name: code for code, draft in drafts.items() if names[name := fold(str(draft.tree["name"]))] == 1}
    found = dict(drafts)
    for record in source.records:
        code = squeeze(clean(record.values.get("ma_thu_tuc", "")))
        if code in found and not says_nothing(clean(record.values.get(RELATED, ""))):
            others = {name: other for name, other in known.items() if other != code}
            found[code] = translate({column: clean(text) for column, text in record.values.items()}, others)
    return found


def _check(source: SourceFile, record: SourceRecord, draft: Draft) -> Iterator[Problem]:
    """Yield what keeps a draft from being a procedure, each at its place in the source."""
    columns = {key: column for column, (key, _) in COLUMNS.items()}
    try:
        Procedure.model_validate(draft.tree)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            key = str(detail["loc"][0]) if detail["loc"] else ""
            if key == "id":
                continue  # the code, which is told as such
            span, excerpt = source.locate(record, columns.get(key, "ma_thu_tuc"))
            context = detail.get("ctx", {})
            if detail["type"].startswith("MB"):
                hint = _NUMBER_HINT if key == "code" and _reads_as_number(draft.code) else str(context["hint"])
                yield Problem(detail["type"], span, f"{_named(record, draft)}: {context['message']}", hint, excerpt)
            else:
                code, message = ("MB022", "để trống") if detail["type"] == "missing" else ("MB025", detail["msg"])
                column = columns.get(key, key)
                yield Problem(code, span, f"{_named(record, draft)}: «{column}» {message}", f"ghi «{column}»", excerpt)


def _named(record: SourceRecord, draft: Draft) -> str:
    return f"hồ sơ thứ {record.number}" + (f" ({draft.code})" if draft.code else "")


def _reads_as_number(code: str) -> bool:
    whole, _, part = code.replace(",", ".").partition(".")
    return whole.isdecimal() and (not part or part.isdecimal())
