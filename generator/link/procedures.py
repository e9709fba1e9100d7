"""Procedures through time: the text in force on a day, those before and after it, and what their lives get wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from generator.base.problems import Problem
from generator.link.checks import find_loops
from generator.link.site import Change, Version
from generator.load.content import LoadedRecord, place_problem
from generator.records.procedure import PROCEDURE_STATES, Procedure
from generator.records.procedure_life import Announcement
from generator.records.procedure_parts import ProcedureText


def versions_of(procedure: Procedure) -> tuple[Version, ...]:
    """Return every version of a procedure, the oldest first; the end of its life closes the last of them."""
    text, until = procedure, None
    found: list[Version] = []
    for event in reversed(procedure.life):
        if not event.ends:
            earlier = _before(text, event)
            changes = tuple(
                Change(key, getattr(earlier, key), getattr(text, key))
                for key in ProcedureText.model_fields
                if event.before and key in event.before.model_fields_set
            )
            found.append(Version(text, event, event.effective_on, until, changes))
            text = earlier
        until = event.effective_on - timedelta(days=1)
    if not procedure.life or procedure.life[0].kind != "announced":
        found.append(Version(text, None, None, until, ()))
    return tuple(reversed(found))


def _before(text: Procedure, event: Announcement) -> Procedure:
    if event.before is None:
        return text
    return text.model_copy(update={key: getattr(event.before, key) for key in event.before.model_fields_set})


def in_force(procedure: Procedure, day: date) -> Procedure:
    """Return the text of a procedure that counts on a day, with its state on that day.

    Of a procedure that is abolished it is the last, of one that does not yet apply the first.
    """
    if not procedure.life:
        return procedure
    versions = versions_of(procedure)
    known = [version for version in versions if version.since is None or version.since <= day]
    text = (known[-1] if known else versions[0]).text
    return text.model_copy(update={"state": state_on(procedure, day)})


def state_on(procedure: Procedure, day: date) -> str:
    """Return the state of a procedure on a day: what its life tells, or what its file says where no life is given."""
    past = [event for event in procedure.life if event.effective_on <= day]
    if not procedure.life:
        return procedure.state
    if past and past[-1].ends:
        return "abolished"
    if not past and procedure.life[0].kind == "announced":
        return "not_yet_in_force"
    return "amended" if any(event.kind != "announced" for event in past) else "in_force"


def check_procedures(records: Sequence[LoadedRecord], today: date, root: Path) -> Iterator[Problem]:
    """Yield problems of procedures: a state that their life does not bear out, succession and variants in a loop."""
    procedures = {one.record.id: (one, one.record) for one in records if isinstance(one.record, Procedure)}
    for one, procedure in procedures.values():
        state = state_on(procedure, today)
        if "state" in procedure.model_fields_set and procedure.state != state:
            message = f"ghi «{PROCEDURE_STATES[procedure.state]}», nhưng theo «life» thì «{PROCEDURE_STATES[state]}»"
            yield place_problem(root, one.path, ("state",), "MB073", message, "bỏ khóa «state»")
    heirs = {id_: _successors(procedure) for id_, (_, procedure) in procedures.items()}
    for loop in _circles({id_: found for id_, found in heirs.items() if found}):
        one, procedure = procedures[loop[0]]
        message = "thủ tục thay thế khép vòng: " + " → ".join([*loop, loop[0]])
        place = ("life", len(procedure.life) - 1, "successors")
        yield place_problem(root, one.path, place, "MB033", message, "sửa khóa «successors» của một thủ tục trong vòng")
    for loop in find_loops({id_: p.variant_of for id_, (_, p) in procedures.items() if p.variant_of}):
        message = "trường hợp của thủ tục khép vòng: " + " → ".join([*loop, loop[0]])
        path = procedures[loop[0]][0].path
        yield place_problem(root, path, ("variant_of",), "MB033", message, "sửa khóa «variant_of» của một thủ tục")


def _successors(procedure: Procedure) -> tuple[str, ...]:
    return procedure.life[-1].successors if procedure.life else ()


def _circles(heirs: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Yield circles in which every one is followed by the next, until none is left that shares no step with another."""
    left = {id_: set(found) for id_, found in heirs.items()}
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][:0:-1]
            start = circle.index(min(circle))
            circle = [*circle[start:], *circle[:start]]
            yield circle
            left[circle[0]].discard(circle[1 % len(circle)])
        else:
            return
