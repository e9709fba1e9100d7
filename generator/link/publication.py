"""What is published: drafts and what is dated after now are as if they were not there."""

from collections.abc import Sequence
from datetime import datetime

from generator.load.content import LoadedRecord
from generator.records.caseload import Caseload
from generator.records.common import PostedRecord, Record
from generator.records.document import Document
from generator.records.news import News


def is_published(record: Record, now: datetime) -> bool:
    """Whether citizens may see the record at the moment ``now``, which has a time zone."""
    if record.draft:
        return False
    if isinstance(record, PostedRecord) and record.posted_on and record.posted_on > now.date():
        return False
    match record:
        case News():
            return record.posted_at <= now
        case Document():
            return record.issued_on <= now.date()
        case Caseload():
            return record.reported_on <= now.date()
    return True


def split_published(records: Sequence[LoadedRecord], now: datetime) -> tuple[list[LoadedRecord], list[LoadedRecord]]:
    """Return the records that are published, and those that are not (yet)."""
    published: list[LoadedRecord] = []
    withheld: list[LoadedRecord] = []
    for loaded in records:
        (published if is_published(loaded.record, now) else withheld).append(loaded)
    return published, withheld
