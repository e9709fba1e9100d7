"""The site: every published record, and how they lead to each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from generator.link.caseloads import UnitYear
from generator.link.status import TaskStatus
from generator.load.downloads import Download
from generator.records.agency import Agency
from generator.records.caseload import Caseload
from generator.records.common import Record
from generator.records.document import Document
from generator.records.indicator import Indicator
from generator.records.news import News
from generator.records.portal import Area, LifeEvent, Portal, Programme, Province
from generator.records.procedure import Procedure
from generator.records.procedure_life import Announcement
from generator.records.task import Task

Key = tuple[str, str]
"""What a record is known by: the id of its kind, and its own."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One record refers to another. ``by`` is the field that does (``issuer``, ``based_on``, ``lead``) or ``prose``."""

    source: Key
    by: str
    target: Key


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A document citation of one body that leads to a held document: number in canonical form, date or none."""

    number: str
    issued_on: date | None
    document_id: str


@dataclass(frozen=True, slots=True)
class UnheldDocument:
    """A document that records cite and the portal does not hold; ``cited_by`` without repeats, in order."""

    wording: str
    cited_by: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is left of a withdrawn record. ``name`` is what it goes by in a link; any text but these may be empty.

    ``url`` is the address of its notice, ``task_addresses`` are those that the tasks of a plan had.
    """

    kind: str
    id: str
    name: str
    title: str
    number: str
    on: date
    reason: str
    instead: str
    url: str
    former_addresses: tuple[str, ...]
    task_addresses: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task with its plan and where it stands. A ``leaf`` has no tasks below it: leaves are what is counted."""

    plan: Document
    task: Task
    status: TaskStatus
    leaf: bool

    @property
    def ref(self) -> str:
        """What names the task among those of all plans: id of the plan, ``#``, order number."""
        return f"{self.plan.id}#{self.task.order}"


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a procedure that an announcement changed, with its values as in the record."""

    field: str
    former: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a procedure from one announcement to the next.

    ``event`` brought it, or is None for what stood before the first announcement that is known. ``since`` and
    ``until`` are both inclusive, None where no such day is known. ``changes`` are in the order of the record's fields.
    """

    text: Procedure
    event: Announcement | None
    since: date | None
    until: date | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """Everything that pages are planned from; a site equals itself alone, so what follows from one can be kept.

    Every reference of a record in here leads to a record in here or to one in ``withdrawn``; a document reference that
    does not is the wording of a citation. Records that are withdrawn are in no other table, and no edge leads to them.
    ``news`` is newest first, the other kinds are in the order of their files. ``incoming`` lists the edges
    that lead to a record, ``prose_links`` the citations found in its prose, ``dropped_links`` the addresses in its
    prose that lead to unpublished records. ``procedures`` have the text that counts today; ``versions`` has every text
    of those whose life is known. ``unit_years`` sums the caseloads up by agency, the newest year first. What counted
    as now is known to pages by its date alone, ``today``.
    """

    portal: Portal
    today: date
    news: Mapping[str, News]
    documents: Mapping[str, Document]
    procedures: Mapping[str, Procedure]
    versions: Mapping[str, tuple[Version, ...]]
    agencies: Mapping[str, Agency]
    indicators: Mapping[str, Indicator]
    caseloads: Mapping[str, Caseload]
    provinces: Mapping[str, Province]
    areas: Mapping[str, tuple[Programme, Area]]
    life_events: Mapping[str, LifeEvent]
    tasks: Mapping[str, tuple[PlanTask, ...]]
    unit_years: Mapping[str, tuple[UnitYear, ...]]
    downloads: Mapping[str, Download]
    incoming: Mapping[Key, tuple[Edge, ...]]
    prose_links: Mapping[Key, tuple[ProseLink, ...]]
    dropped_links: Mapping[Key, tuple[str, ...]]
    unheld: tuple[UnheldDocument, ...]
    paths: Mapping[Key, str]
    withdrawn: Mapping[Key, Withdrawn]

    def all_tasks(self) -> Iterator[PlanTask]:
        """Yield the tasks of every plan."""
        return chain.from_iterable(self.tasks.values())

    def record(self, key: Key) -> Record:
        """Return the record of a key that an edge names."""
        kind, id_ = key
        return self.table(kind)[id_]

    def table(self, kind: str) -> Mapping[str, Record]:
        """Return the records of a kind by id."""
        tables: dict[str, Mapping[str, Record]] = {
            "news": self.news,
            "documents": self.documents,
            "procedures": self.procedures,
            "agencies": self.agencies,
            "indicators": self.indicators,
            "caseloads": self.caseloads,
        }
        return tables[kind]


def sources(edges: Iterable[Edge], kind: str) -> tuple[str, ...]:
    """Return the ids of the records of a kind that the edges come from, without repeats, in order."""
    return tuple(dict.fromkeys(edge.source[1] for edge in edges if edge.source[0] == kind))
