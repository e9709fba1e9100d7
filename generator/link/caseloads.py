"""Reports on cases → sums by unit and year, and what does not fit between reports.

A month counts once. A period is counted by the reports on its parts where those cover all of it, otherwise by the
report on itself; where there is neither, by those on what parts there are. Reports that are not counted stay beside
the sum, to be compared with it.

A case counts once among units, too. What a unit reports with other units below it, as a province does with its
departments, may hold their cases: where both report on a month, the unit above stands beside the sum of units.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from pathlib import Path

from generator.base.problems import Problem
from generator.load.content import LoadedRecord, place_problem
from generator.records.caseload import CaseCounts, Caseload
from generator.vn.figures import format_int, percentage
from generator.vn.periods import Period, parse_period, parts_of


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases of one report or of several. None is what one of them did not tell: it is not summed up.

    Where ``early`` is None, ``on_time`` has those cases too.
    """

    carried_over: int | None
    received: int
    online: int | None
    early: int | None
    on_time: int
    late: int
    pending: int | None
    overdue: int | None

    @property
    def in_time(self) -> int:
        """How many were settled by their day or before."""
        return (self.early or 0) + self.on_time

    @property
    def resolved(self) -> int:
        """How many were settled."""
        return self.in_time + self.late

    @property
    def on_time_share(self) -> Decimal | None:
        """How many per cent of what was settled was settled in time; None where nothing was."""
        return percentage(self.in_time, self.resolved)

    @property
    def online_share(self) -> Decimal | None:
        """How many per cent of what came in came in online; None where nothing did, or where that was not told."""
        return None if self.online is None else percentage(self.online, self.received)


@dataclass(frozen=True, slots=True)
class UnitYear:
    """What a unit reported on a year: ``counted`` are the reports that are summed up, in time, ``beside`` the others.

    ``months`` are the numbers of the months that are summed up. A year is ``wider`` where units below this one report
    on some of these months, too: then it is no part of a sum of units.
    """

    agency: str
    year: int
    counted: tuple[Caseload, ...]
    beside: tuple[Caseload, ...]
    cases: Cases
    months: tuple[int, ...]
    wider: bool


def cases_of(caseload: Caseload) -> Cases:
    """Return the cases of a report: the sum of its rows, and of its total what they do not tell."""
    summed = side_by_side([cases_of_row(row) for row in caseload.rows])
    if not caseload.total:
        return summed
    total = cases_of_row(caseload.total)
    if not caseload.rows:
        return total
    tells_more = total.early is not None and summed.early is None
    return Cases(
        carried_over=total.carried_over if summed.carried_over is None else summed.carried_over,
        received=summed.received,
        online=total.online if summed.online is None else summed.online,
        early=total.early if tells_more else summed.early,
        on_time=total.on_time if tells_more else summed.on_time,
        late=summed.late,
        pending=total.pending if summed.pending is None else summed.pending,
        overdue=total.overdue if summed.overdue is None else summed.overdue,
    )


def cases_of_row(counts: CaseCounts) -> Cases:
    """Return the cases of one row of a report, or of its total."""
    return Cases(
        carried_over=counts.carried_over,
        received=counts.count("received") or 0,
        online=counts.received_online,
        early=counts.early,
        on_time=counts.on_time,
        late=counts.late,
        pending=counts.count("pending"),
        overdue=counts.pending_overdue,
    )


def side_by_side(cases: Sequence[Cases]) -> Cases:
    """Return the sum of cases of one period: of fields, or of units."""
    early = _sum([one.early for one in cases])
    return Cases(
        carried_over=_sum([one.carried_over for one in cases]),
        received=sum(one.received for one in cases),
        online=_sum([one.online for one in cases]),
        early=early,
        on_time=sum(one.in_time for one in cases) - (early or 0),
        late=sum(one.late for one in cases),
        pending=_sum([one.pending for one in cases]),
        overdue=_sum([one.overdue for one in cases]),
    )


def one_after_another(cases: Sequence[Cases]) -> Cases:
    """Return the sum of cases of one unit in periods that follow each other, at least one.

    What is carried over is that of the first, what is left that of the last: a case that waits is one case.
    """
    summed = side_by_side(cases)
    last = cases[-1]
    return Cases(
        carried_over=cases[0].carried_over,
        received=summed.received,
        online=summed.online,
        early=summed.early,
        on_time=summed.on_time,
        late=summed.late,
        pending=last.pending,
        overdue=last.overdue,
    )


def _sum(counts: Sequence[int | None]) -> int | None:
    return None if None in counts else sum(count for count in counts if count is not None)


def count_once(period: Period, reports: Mapping[str, Caseload]) -> tuple[Caseload, ...]:
    """Return the reports of a unit that make up a period, in time and without overlap; given are those by code."""
    return _cover(period, reports)[0]


def _cover(period: Period, reports: Mapping[str, Caseload]) -> tuple[tuple[Caseload, ...], bool]:
    """Return the reports that make up a period, and whether they cover all of it."""
    below, is_whole = _cover_parts(period, reports)
    own = reports.get(period.code)
    return ((own,), True) if own and not is_whole else (below, is_whole)


def _cover_parts(period: Period, reports: Mapping[str, Caseload]) -> tuple[tuple[Caseload, ...], bool]:
    parts = [_cover(part, reports) for part in parts_of(period)]
    return tuple(report for found, _ in parts for report in found), bool(parts) and all(full for _, full in parts)


def unit_years(caseloads: Iterable[Caseload], parents: Mapping[str, str]) -> dict[str, tuple[UnitYear, ...]]:
    """Return the years of each unit by its id, the newest first; ``parents`` are the units above units."""
    years = [_unit_year(*key, reports) for key, reports in _by_unit_and_year(caseloads).items()]
    below: dict[tuple[str, int], set[int]] = defaultdict(set)
    for year in years:
        for agency in _above(year.agency, parents):
            below[agency, year.year].update(year.months)
    found: dict[str, tuple[UnitYear, ...]] = {}
    for year in sorted(years, key=lambda one: (-one.year, one.agency)):
        wider = not below[year.agency, year.year].isdisjoint(year.months)
        found[year.agency] = (*found.get(year.agency, ()), replace(year, wider=wider))
    return found


def _above(agency: str, parents: Mapping[str, str]) -> Iterable[str]:
    """Return the units above a unit; where they close a circle, which is told elsewhere, each once."""
    found: dict[str, None] = {}
    above = parents.get(agency)
    while above and above not in found and above != agency:
        found[above] = None
        above = parents.get(above)
    return found


def _unit_year(agency: str, year: int, reports: Mapping[str, Caseload]) -> UnitYear:
    whole = parse_period(str(year))
    counted = count_once(whole, reports) if whole else ()
    beside = [report for report in reports.values() if report not in counted]
    beside.sort(key=lambda report: (report.period.start, report.period.end))
    cases = one_after_another([cases_of(report) for report in counted])
    months = (range(one.period.start.month, one.period.end.month + 1) for one in counted)
    return UnitYear(agency, year, counted, tuple(beside), cases, tuple(chain.from_iterable(months)), wider=False)


def _by_unit_and_year(caseloads: Iterable[Caseload]) -> dict[tuple[str, int], dict[str, Caseload]]:
    found: dict[tuple[str, int], dict[str, Caseload]] = defaultdict(dict)
    for caseload in caseloads:
        # A reference that leads nowhere has been taken out, and its problem told.
        if caseload.agency:
            found[caseload.agency, caseload.period.start.year].setdefault(caseload.period.code, caseload)
    return found


def parts_beside(caseload: Caseload, year: UnitYear) -> Cases | None:
    """Return what the reports on the parts of a period sum to; None where they do not cover all of it."""
    reports = {report.period.code: report for report in (*year.counted, *year.beside)}
    found, is_whole = _cover_parts(caseload.period, reports)
    return one_after_another([cases_of(report) for report in found]) if is_whole else None


def check_caseloads(records: Sequence[LoadedRecord], root: Path) -> Iterator[Problem]:
    """Yield a problem for each second report of a unit on a period, a notice for each that differs from its parts."""
    paths: dict[tuple[str, str], str] = {}
    caseloads: list[Caseload] = []
    for loaded in records:
        if isinstance(loaded.record, Caseload):
            caseload = loaded.record
            key = (caseload.agency, caseload.period.code)
            if key in paths:
                message = f"đã có báo cáo {caseload.period.name} của «{caseload.agency}» ở {paths[key]}"
                hint = "giữ một tệp; báo cáo sửa lại thì sửa ngay trong tệp cũ"
                yield place_problem(root, loaded.path, ("period",), "MB076", message, hint)
            elif paths.setdefault(key, loaded.path):
                caseloads.append(caseload)
    for years in unit_years(caseloads, {}).values():
        for year in years:
            for caseload in year.beside:
                summed = parts_beside(caseload, year)
                differences = list(_differences(cases_of(caseload), summed)) if summed else []
                if differences:
                    message = f"báo cáo {caseload.period.name} khác các kỳ nhỏ cộng lại: {'; '.join(differences)}"
                    hint = "xem lại số chép nhầm; trang nêu cả hai"
                    path = paths[caseload.agency, caseload.period.code]
                    yield place_problem(root, path, ("period",), "MB088", message, hint)


_COMPARED = {
    "carried_over": "kỳ trước chuyển sang",
    "received": "tiếp nhận",
    "online": "tiếp nhận trực tuyến",
    "in_time": "giải quyết trước và đúng hạn",
    "late": "giải quyết quá hạn",
    "pending": "đang giải quyết",
    "overdue": "đang giải quyết đã quá hạn",
}


def _differences(said: Cases, summed: Cases) -> Iterator[str]:
    for name, words in _COMPARED.items():
        one, other = getattr(said, name), getattr(summed, name)
        if one is not None and other is not None and one != other:
            yield f"{words} {format_int(one)}, cộng lại {format_int(other)}"
