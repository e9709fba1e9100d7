"""The history of records as of a day: corrections, withdrawal, and what these get wrong.

Of a withdrawn record only `Withdrawn` goes on: what no later stage holds, no later stage can publish.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from generator import urls
from generator.base.problems import Problem
from generator.link.site import Withdrawn
from generator.load.content import LoadedRecord, place_problems
from generator.load.tree import Place
from generator.records.caseload import Caseload
from generator.records.common import PostedRecord, Record
from generator.records.document import Document
from generator.records.kinds import title_of
from generator.records.news import News
from generator.records.procedure import Procedure
from generator.vn.dates import format_date


def is_withdrawn(record: Record, today: date) -> bool:
    """Whether a record is withdrawn on a day."""
    return record.withdrawn is not None and record.withdrawn.on <= today


def split_withdrawn(
    published: Iterable[LoadedRecord], today: date
) -> tuple[list[LoadedRecord], tuple[LoadedRecord, ...]]:
    """Return the records that stand, and those that are withdrawn."""
    standing: list[LoadedRecord] = []
    gone: list[LoadedRecord] = []
    for loaded in published:
        (gone if is_withdrawn(loaded.record, today) else standing).append(loaded)
    return standing, tuple(gone)


def history_as_of(loaded: LoadedRecord, now: datetime) -> LoadedRecord:
    """Return a record that stands without what its file says of corrections and a withdrawal to come."""
    record = loaded.record
    known: dict[str, object] = {}
    if record.withdrawn:
        known["withdrawn"] = None
    if any(one.on > now for one in record.changes):
        known["changes"] = tuple(one for one in record.changes if one.on <= now)
    if isinstance(record, News) and record.modified_at and record.modified_at > now:
        known["modified_at"] = None
    if not known:
        return loaded
    return LoadedRecord(loaded.kind, record.model_copy(update=known), loaded.path, loaded.body_line)


def notice_of(loaded: LoadedRecord) -> Withdrawn:
    """Return all that is told of a record once it is withdrawn."""
    record = loaded.record
    if record.withdrawn is None:
        raise ValueError(f"{loaded.path} is not withdrawn")
    number, title = "", title_of(record)
    tasks: tuple[str, ...] = ()
    match record:
        case Document():
            number, title = record.number or "", record.subject
            tasks = tuple(urls.task_url(record.id, task.order) for task in (record.plan.tasks if record.plan else ()))
        case Procedure():
            number = record.code
    return Withdrawn(
        kind=loaded.kind,
        id=record.id,
        name=title_of(record),
        title=title,
        number=number,
        on=record.withdrawn.on,
        reason=record.withdrawn.reason,
        instead=record.withdrawn.instead or "",
        url=urls.record_url(record, loaded.kind),
        former_addresses=record.former_addresses,
        task_addresses=tasks,
        path=loaded.path,
    )


def check_histories(records: Iterable[LoadedRecord], root: Path) -> Iterator[Problem]:
    """Yield a problem for each correction, withdrawal and posting that is dated before its record came out."""
    for loaded in records:
        record = loaded.record
        days: list[tuple[Place, date]] = [
            *((("changes", index, "on"), one.on.date()) for index, one in enumerate(record.changes)),
            *([(("withdrawn", "on"), record.withdrawn.on)] if record.withdrawn else []),
            *([(("posted_on",), record.posted_on)] if isinstance(record, PostedRecord) and record.posted_on else []),
        ]
        first = _came_out_on(record) if days else None
        faults = [
            (place, "MB077", f"ngày {format_date(day)} trước ngày ra đời của hồ sơ, {format_date(first)}", _HINT)
            for place, day in days
            if first and day < first
        ]
        if faults:
            yield from place_problems(root, loaded.path, faults)


_HINT = "sửa ngày này, hoặc ngày đăng, ngày ban hành, ngày báo cáo, ngày công bố của hồ sơ"


def _came_out_on(record: Record) -> date | None:
    match record:
        case News(posted_at=moment):
            return moment.date()
        case Document(issued_on=day) | Caseload(reported_on=day) | Procedure(announced_on=day):
            return day
    return None
