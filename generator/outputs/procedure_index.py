"""The list of all procedures as JSON, for the script that narrows lists as one types (theme/assets/procedures.js)."""

from collections import defaultdict

from pydantic_core import to_json

from generator import urls
from generator.base.artifact import Artifact
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.procedure_list import in_order, least_fee, longest_hours, procedure_lists
from generator.records.procedure import PROCEDURE_STATES, Procedure
from generator.vn.figures import format_int
from generator.vn.time_limits import format_time_limit, sort_key

_LONGEST_NAME = 240


def procedure_index(site: Site) -> Artifact:
    """Return ``{"lists": [address, …], "rows": [row, …]}`` in the order of lists.

    A row has id, name, what is told below it, more words to find it by, its longest time in hours and its least fee in
    đồng (null where not stated), and the numbers of the lists that it is in.
    """
    lists = procedure_lists(site)
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(lists):
        for id_ in one.ids:
            numbers[id_].append(number)
    rows = [_row(site, procedure, numbers[procedure.id]) for procedure in in_order(site.procedures.values())]
    data = {"lists": [one.url for one in lists], "rows": rows}
    return Artifact(urls.artifact_path(urls.PROCEDURE_INDEX), to_json(data))


def _row(site: Site, procedure: Procedure, lists: list[int]) -> list[object]:
    length, fee = longest_hours(procedure), least_fee(procedure)
    state = PROCEDURE_STATES[procedure.state] if procedure.state in ("abolished", "not_yet_in_force") else ""
    summary = (state, procedure.field, _time(procedure), _fee(fee))
    events = [site.life_events[id_] for id_ in procedure.life_events]
    words = (*procedure.keywords, *(word for event in events for word in (event.name, *event.keywords)))
    return [
        procedure.id,
        shorten(procedure.name, _LONGEST_NAME),
        " · ".join(part for part in summary if part),
        ", ".join(words),
        None if length is None else round(length),
        fee,
        lists,
    ]


def _time(procedure: Procedure) -> str:
    """Return the longest of a procedure's times in few words; empty where none has an amount."""
    limits = [manner.time_limit for manner in procedure.manners if manner.time_limit and manner.time_limit.unit]
    return format_time_limit(max(limits, key=sort_key)) if limits else ""


def _fee(least: int | None) -> str:
    if least is None:
        return ""
    return f"từ {format_int(least)} đồng" if least else "Miễn phí"
