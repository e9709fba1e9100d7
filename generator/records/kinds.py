"""The one table of kinds: its folder in ``content/``, its model, what it is called."""

from dataclasses import dataclass

from generator.records.agency import Agency
from generator.records.caseload import Caseload
from generator.records.common import Record
from generator.records.document import Document
from generator.records.indicator import Indicator
from generator.records.news import News
from generator.records.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of records. ``id`` names its folder in ``content/`` and its JSON Schema."""

    id: str
    model: type[Record]
    label: str


def title_of(record: Record) -> str:
    """Return the few words that a record goes by: title, name, or number of a document (its subject without one)."""
    match record:
        case News(title=title):
            return title
        case Document(number=number, subject=subject):
            return number or subject
        case Agency(name=name) | Procedure(name=name) | Indicator(name=name):
            return name
        case Caseload(period=period):
            return f"Kết quả giải quyết hồ sơ {period.name}"
    return record.id


KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("news", News, "Tin tức"),
        Kind("documents", Document, "Văn bản"),
        Kind("procedures", Procedure, "Thủ tục hành chính"),
        Kind("agencies", Agency, "Cơ quan"),
        Kind("indicators", Indicator, "Chỉ số"),
        Kind("caseloads", Caseload, "Kết quả giải quyết hồ sơ"),
    )
}
