"""What the page of a procedure shows (theme/pages/procedure.html)."""

from dataclasses import dataclass

from generator.pages.caseload import CaseTable
from generator.pages.correction import CorrectionLine
from generator.pages.listing import Pager
from generator.pages.page import Link
from generator.pages.parts import Facts, FileLink, Prose
from generator.pages.procedure_life import Notice, Step


@dataclass(frozen=True, slots=True)
class MannerRow:
    """A way to hand a dossier in, or several that differ in nothing else; ``kind`` names them."""

    kind: str
    condition: str
    time_limit: str
    fee: str
    notes: Prose


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to bring. ``key`` names its tick on the reader's device; ``file`` and ``link`` lead to its form.

    ``form`` and ``condition`` are whole words of a sentence, without its end: ``Mẫu số 1``, ``Chỉ khi: nộp thay``.
    """

    key: str
    name: str
    counts: str
    form: str
    file: FileLink | None
    link: str
    condition: str
    notes: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The papers of one case; ``case`` is empty for those that everyone brings."""

    case: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A procedure. ``answers`` are what a citizen asks first: how long, how much, where, what to bring.

    ``where`` is empty where the answers have all of it. ``first_step`` numbers the first of ``steps``; it is 1 but on
    pages that go on where another ends.
    """

    name: str
    code: str
    field: Link
    state: str
    state_label: str
    notices: tuple[Notice, ...]
    answers: Facts
    facts: Facts
    where: str
    manners: tuple[MannerRow, ...]
    dossier: tuple[PaperGroup, ...]
    sets: str
    forms: tuple[FileLink, ...]
    steps: tuple[Prose, ...]
    first_step: int
    results: tuple[str, ...]
    conditions: Prose
    legal_basis: tuple[Link, ...]
    raw: tuple[tuple[str, str], ...]
    body: Prose
    life: tuple[Step, ...]
    cases: CaseTable | None
    corrections: tuple[CorrectionLine, ...]
    national_link: str
    poster: str
    citation: str
    pager: Pager
