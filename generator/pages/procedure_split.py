"""A procedure whose text is longer than a page may be → several pages, none of its words lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby
from typing import Any

from generator.pages.page import Link
from generator.pages.parts import Prose
from generator.pages.procedure_view import MannerRow, Paper, PaperGroup, ProcedureView

_ROOM = 60_000
"""How much text a page has, in bytes of HTML. Markup makes some texts three times as long, and 300 kB is the most."""
_MARKUP = 200
"""About how much a row of a table or of a list takes beside its words."""


@dataclass(slots=True)
class _Part:
    """What a page is being filled with; ``steps`` come with their numbers."""

    left: int = _ROOM
    papers: list[tuple[str, Paper]] = field(default_factory=list)
    manners: list[MannerRow] = field(default_factory=list)
    steps: list[tuple[int, Prose]] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    conditions: list[Prose] = field(default_factory=list)
    legal_basis: list[Link] = field(default_factory=list)
    raw: list[tuple[str, str]] = field(default_factory=list)
    body: list[Prose] = field(default_factory=list)


def split_view(view: ProcedureView) -> tuple[ProcedureView, ...]:
    """Return the views of a procedure's pages: nearly always the view as it is.

    The first page says what is asked first; those after it go on where the page before ends.
    """
    parts = [_Part()]
    pieces = list(_pieces(view))
    # The answers on the first page lead to these sections.
    begun = [next((piece for piece in pieces if piece[0] == name), None) for name in ("papers", "manners")]
    for name, piece, weight in filter(None, begun):
        getattr(parts[0], name).append(piece)
        parts[0].left -= weight
    for name, piece, weight in (piece for piece in pieces if not any(piece is one for one in begun)):
        if weight > parts[-1].left < _ROOM:
            parts.append(_Part())
        getattr(parts[-1], name).append(piece)
        parts[-1].left -= weight
    if len(parts) == 1:
        return (view,)
    rest = replace(
        view,
        answers=(),
        facts=(),
        where="",
        sets="",
        forms=(),
        life=(),
        cases=None,
        corrections=(),
        national_link="",
        poster="",
        citation="",
    )
    return tuple(_view(rest if number else view, part) for number, part in enumerate(parts))


def _pieces(view: ProcedureView) -> Iterator[tuple[str, Any, int]]:
    """Yield everything that may go to another page, in order: its list, what it is, how much room it takes."""
    for group in view.dossier:
        for paper in group.papers:
            words = (paper.name, paper.form, paper.condition, paper.notes, paper.link)
            yield "papers", (group.case, paper), _MARKUP + _weight("".join(words))
    for row in view.manners:
        for notes in _cut(row.notes.text):
            weight = 2 * _MARKUP + _weight(row.condition + row.time_limit + row.fee + notes)
            yield "manners", replace(row, notes=replace(row.notes, text=notes)), weight
    for number, step in enumerate(view.steps, 1):
        for text in _cut(step.text):
            yield "steps", (number, replace(step, text=text)), _weight(text)
    for result in view.results:
        yield "results", result, _weight(result)
    for text in _cut(view.conditions.text):
        yield "conditions", replace(view.conditions, text=text), _weight(text)
    for link in view.legal_basis:
        yield "legal_basis", link, _MARKUP + _weight(link.text)
    for name, whole in view.raw:
        for text in _cut(whole):
            yield "raw", (name, text), _weight(text)
    for text in _cut(view.body.text):
        yield "body", replace(view.body, text=text), _weight(text)


def _view(view: ProcedureView, part: _Part) -> ProcedureView:
    return replace(
        view,
        dossier=tuple(
            PaperGroup(case, tuple(paper for _, paper in found))
            for case, found in groupby(part.papers, key=lambda one: one[0])
        ),
        manners=tuple(part.manners),
        steps=tuple(_joined([step for _, step in found]) for _, found in groupby(part.steps, key=lambda one: one[0])),
        first_step=part.steps[0][0] if part.steps else 1,
        results=tuple(part.results),
        conditions=_joined(part.conditions),
        legal_basis=tuple(part.legal_basis),
        raw=tuple(part.raw),
        body=_joined(part.body),
    )


def _joined(parts: list[Prose]) -> Prose:
    return replace(parts[0], text="\n\n".join(part.text for part in parts)) if parts else Prose("")


def _weight(text: str) -> int:
    return len(escape(text).encode())


def _cut(text: str) -> Iterator[str]:
    """Yield a text in parts that each have room on a page, cut where its sense allows: paragraphs, lines, words."""
    while _weight(text) > _ROOM:
        end = _ROOM // 6  # so many of any character have room
        while _weight(text[: 2 * end]) <= _ROOM:
            end *= 2
        places = ([found.end() for found in re.finditer(gap, text[:end])] for gap in (r"\n\n", r"\n", r" "))
        end = next((found[-1] for found in places if found and found[-1] > end // 2), end)
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text
