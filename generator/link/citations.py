"""Citations of documents, in prose and in references → held documents.

A link is made only when one document can be meant. Numbers repeat between years and agencies, so a citation without
a date is held against what the citing record tells: a document is not cited before it is issued, and a local number
without its year means the citing record's own province.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.base.text import squeeze
from generator.link.site import ProseLink
from generator.records.agency import Agency
from generator.records.caseload import Caseload
from generator.records.common import Record
from generator.records.document import Document
from generator.records.indicator import Indicator
from generator.records.news import News
from generator.records.procedure import Procedure
from generator.vn.docnum import DocumentNumber, find_citations, format_number

DocumentsByNumber = Mapping[str, tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Citing:
    """What is known of the record that cites: its own id among documents, its province, its date."""

    document_id: str = ""
    province: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """One document that a text cites, with the held documents that could be meant."""

    wording: str
    number: str
    issued_on: date | None
    candidates: tuple[str, ...]


def index_by_number(documents: Iterable[Document]) -> DocumentsByNumber:
    """Return the documents by their number in canonical form."""
    table: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.number:
            table[document.number].append(document)
    return {number: tuple(held) for number, held in table.items()}


def citing(record: Record) -> Citing:
    """Return what a record tells of the documents that it cites."""
    match record:
        case Document():
            return Citing(record.id, record.province, record.issued_on)
        case News():
            return Citing("", record.province, record.posted_at.date())
        case Procedure() | Agency() | Indicator():
            return Citing("", record.province)
        case Caseload():
            return Citing("", None, record.reported_on)
    return Citing()


def prose_of(record: Record) -> Iterator[str]:
    """Yield every text of a record in which citations become links."""
    if record.body:
        yield record.body
    match record:
        case News(summary=str(summary)):
            yield summary
        case Document(plan=plan) if plan:
            yield from plan.objectives
            yield from (text for task in plan.tasks for text in (task.content, task.notes or ""))
            yield from (text for target in plan.targets for text in (target.content, target.notes or ""))
        case Procedure():
            yield from record.steps
            yield record.conditions or ""
            yield from (manner.notes or "" for manner in record.manners)
            yield from (event.note or "" for event in record.life)


def find_cited(texts: Iterable[str], held: DocumentsByNumber, who: Citing) -> tuple[CitedDocument, ...]:
    """Return the documents that the texts cite, each once; the citing document itself is not among them.

    A number without a date means the document that the same texts name with its date, where there is just one.
    """
    found: dict[tuple[str, date | None], str] = {}
    numbers: dict[str, DocumentNumber] = {}
    for text in texts:
        for citation in find_citations(text):
            number = format_number(citation.number)
            numbers[number] = citation.number
            wording = squeeze(text[citation.start : citation.end])
            found.setdefault((number, citation.issued_on), wording)
    dated: dict[str, list[date]] = defaultdict(list)
    for number, issued_on in found:
        if issued_on:
            dated[number].append(issued_on)
    cited: list[CitedDocument] = []
    for (number, issued_on), wording in found.items():
        days = dated[number]
        day = issued_on or (days[0] if len(days) == 1 else None)
        candidates = _candidates(held, numbers[number], number, day, who)
        if who.document_id not in candidates or not who.document_id:
            cited.append(CitedDocument(wording, number, issued_on, candidates))
    return tuple(cited)


def links_of(cited: Iterable[CitedDocument]) -> tuple[ProseLink, ...]:
    """Return the citations that lead to exactly one document."""
    return tuple(ProseLink(one.number, one.issued_on, one.candidates[0]) for one in cited if len(one.candidates) == 1)


def _candidates(
    held: DocumentsByNumber, parsed: DocumentNumber, number: str, issued_on: date | None, who: Citing
) -> tuple[str, ...]:
    documents = held.get(number, ())
    if issued_on:
        return tuple(document.id for document in documents if document.issued_on == issued_on)
    return tuple(
        document.id
        for document in documents
        if (who.on is None or document.issued_on <= who.on)
        and (parsed.has_year or document.province is None or document.province == who.province)
    )
