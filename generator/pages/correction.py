"""What a record's page tells of its own history: how it was corrected after it came out."""

from dataclasses import dataclass
from datetime import datetime, time

from generator.records.common import Record
from generator.vn.dates import format_date, format_moment


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction: its day or moment for people and as ISO 8601, and what was changed."""

    day: str
    iso: str
    what: str


def correction_lines(record: Record) -> tuple[CorrectionLine, ...]:
    """Return the corrections of a record, the newest first."""
    newest_first = sorted(record.changes, key=lambda one: (one.on, one.what), reverse=True)
    return tuple(CorrectionLine(spoken_moment(one.on), spoken_iso(one.on), one.what) for one in newest_first)


def spoken_moment(moment: datetime) -> str:
    """Return a moment as people write it; midnight stands for the whole day."""
    return format_date(moment.date()) if moment.time() == time() else format_moment(moment)


def spoken_iso(moment: datetime) -> str:
    """Return a moment as ISO 8601; midnight stands for the whole day."""
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()
