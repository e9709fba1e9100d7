"""What was done with the cases of citizens: over the years, in a year by unit, and of a unit by period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator import urls
from generator.link.caseloads import Cases, UnitYear, cases_of, side_by_side
from generator.link.site import Site
from generator.pages.caseload import (
    CRUMBS,
    CaseLine,
    CaseTable,
    ReportedLine,
    case_line,
    caseload_item,
    caseload_page,
    percent,
    period_label,
    reported_line,
)
from generator.pages.chart import BarChart, period_chart
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import Item, agency_link, short_agency_links
from generator.records.caseload import Caseload
from generator.vn.collation import collation_key
from generator.vn.figures import format_int

_NEWEST = 10

Figures = Sequence[tuple[str, Cases]]
"""Cases of periods by their names, the oldest first."""


@dataclass(frozen=True, slots=True)
class ResultsSection:
    """A table under a heading that may lead on, its charts, and what units themselves said beside it."""

    anchor: str
    title: Link
    table: CaseTable
    charts: tuple[BarChart, ...]
    reported: tuple[ReportedLine, ...]


@dataclass(frozen=True, slots=True)
class ResultsView:
    """A page of tables; ``others`` lead to other years or to the agency itself, ``newest`` are the newest reports."""

    title: str
    others: tuple[Link, ...]
    sections: tuple[ResultsSection, ...]
    newest: tuple[Item, ...]


def results_pages(site: Site, feeds: Mapping[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about results; none where no unit has reported any."""
    if not site.caseloads:
        return []
    by_year: dict[int, list[UnitYear]] = {}
    for year in sorted((year for years in site.unit_years.values() for year in years), key=lambda year: -year.year):
        by_year.setdefault(year.year, []).append(year)
    return [
        _index_page(site, by_year, feeds[urls.RESULTS]),
        *(_year_page(site, year, units, by_year) for year, units in by_year.items()),
        *(_agency_page(site, id_, years, feeds) for id_, years in site.unit_years.items()),
        *(caseload_page(site, caseload) for caseload in site.caseloads.values()),
    ]


def unit_year_items(site: Site, agency: str) -> tuple[Item, ...]:
    """Return the years of a unit as they stand in lists, the newest first."""
    return tuple(_unit_year_item(agency, year) for year in site.unit_years.get(agency, ()))


def _unit_year_item(agency: str, year: UnitYear) -> Item:
    share = year.cases.on_time_share
    meta = (
        _months_words(year.months) or "đủ 12 tháng",
        f"tiếp nhận {format_int(year.cases.received)}",
        f"giải quyết đúng hạn {percent(share)}" if share is not None else "",
    )
    url = f"{urls.results_of_agency(agency)}#{_anchor(year.year)}"
    return Item(f"Kết quả giải quyết hồ sơ năm {year.year}", url, tuple(part for part in meta if part))


def _anchor(year: int) -> str:
    return f"nam-{year}"


_WIDER = "có đơn vị trực thuộc báo cáo riêng, không cộng lần nữa"


# All years


def _index_page(site: Site, by_year: Mapping[int, list[UnitYear]], feeds: tuple[FeedLink, ...]) -> Page:
    title = "Kết quả giải quyết hồ sơ thủ tục hành chính"
    description = "Hồ sơ tiếp nhận, giải quyết trước hạn, đúng hạn, quá hạn của các đơn vị qua từng năm."
    newest = sorted(site.caseloads.values(), key=lambda one: (one.reported_on, one.id), reverse=True)[:_NEWEST]
    sections = [_years_section(place, by_year) for place in _places(site, by_year.values())]
    latest = max(by_year)
    view = ResultsView(
        title=title,
        others=tuple(Link(f"Năm {year}", urls.results_of_year(year)) for year in by_year),
        sections=(*sections, *_unit_sections(site, latest, by_year[latest])),
        newest=tuple(caseload_item(site, caseload) for caseload in newest),
    )
    return Page(urls.RESULTS, "results.html", Head(title, description, urls.RESULTS, CRUMBS[:1], feeds=feeds), view)


@dataclass(frozen=True, slots=True)
class _Place:
    """A province with the ids of its units; what tells its tables and their anchors from those of other provinces."""

    units: frozenset[str]
    words: str
    suffix: str

    def among(self, years: Iterable[UnitYear]) -> list[UnitYear]:
        """Return the years of units of the province."""
        return [year for year in years if year.agency in self.units]


def _places(site: Site, years: Iterable[Iterable[UnitYear]]) -> list[_Place]:
    """Return the provinces of units in the order of the configuration, after the units that have none."""
    units: dict[str, set[str]] = {id_: set() for id_ in ("", *site.provinces)}
    for unit in (unit for found in years for unit in found):
        units[site.agencies[unit.agency].province or ""].add(unit.agency)
    found = {id_: frozenset(ids) for id_, ids in units.items() if ids}
    if len(found) == 1:
        return [_Place(ids, "", "") for ids in found.values()]
    return [
        _Place(ids, f", {site.provinces[id_].name}" if id_ else "", f"-{id_}" if id_ else "")
        for id_, ids in found.items()
    ]


def _years_section(place: _Place, by_year: Mapping[int, list[UnitYear]]) -> ResultsSection:
    lines: list[CaseLine] = []
    figures: list[tuple[str, Cases]] = []
    for year, every in by_year.items():
        units = _added(place.among(every))
        if units:
            cases = side_by_side([unit.cases for unit in units])
            whole = all(len(unit.months) == 12 for unit in units)
            note = f"{len(units)} đơn vị" + ("" if whole else ", chưa đủ 12 tháng")
            lines.append(case_line(Link(str(year), urls.results_of_year(year)), cases, note))
            figures.insert(0, (str(year), cases))
    table = CaseTable(f"Kết quả của các đơn vị theo năm{place.words}", "Năm", tuple(lines), None)
    charts = _charts(f"các đơn vị{place.words}", figures)
    return ResultsSection(f"theo-nam{place.suffix}", Link(f"Theo năm{place.words}", ""), table, charts, ())


# One year


def _year_page(site: Site, year: int, units: list[UnitYear], by_year: Mapping[int, list[UnitYear]]) -> Page:
    title = f"Kết quả giải quyết hồ sơ năm {year}"
    description = f"Hồ sơ tiếp nhận và giải quyết năm {year} của {len(units)} đơn vị, theo đơn vị và theo tháng."
    months = (_months_section(place, year, units) for place in _places(site, [units]))
    view = ResultsView(
        title=title,
        others=tuple(Link(f"Năm {other}", urls.results_of_year(other)) for other in by_year if other != year),
        sections=(*_unit_sections(site, year, units), *(section for section in months if section)),
        newest=(),
    )
    return Page(urls.results_of_year(year), "results.html", Head(title, description, urls.RESULTS, CRUMBS), view)


def _unit_sections(site: Site, year: int, units: list[UnitYear]) -> tuple[ResultsSection, ...]:
    return tuple(_units_section(site, place, year, units) for place in _places(site, [units]))


def _units_section(site: Site, place: _Place, year: int, every: list[UnitYear]) -> ResultsSection:
    units = sorted(place.among(every), key=lambda unit: collation_key(site.agencies[unit.agency].name))
    lines: list[CaseLine] = []
    reported: list[ReportedLine | None] = []
    for unit in units:
        label = _unit_label(site, unit)
        own = next((one for one in (*unit.counted, *unit.beside) if one.period.code == str(year)), None)
        note = ", ".join(filter(None, (_months_words(unit.months), _WIDER if unit.wider else "")))
        share = own.reported_on_time if own else None
        lines.append(case_line(label, unit.cases, note, share, counted=not unit.wider))
        if own:
            reported.append(reported_line(site, own, label))
    added = _added(units)
    total = case_line(Link(f"Cộng {len(added)} đơn vị", ""), side_by_side([unit.cases for unit in added]))
    table = CaseTable(f"Kết quả năm {year} theo đơn vị{place.words}", "Đơn vị", tuple(lines), total)
    anchor = f"don-vi-{year}{place.suffix}"
    title = Link(f"Các đơn vị năm {year}{place.words}", "")
    return ResultsSection(anchor, title, table, (), tuple(line for line in reported if line))


def _added(units: Iterable[UnitYear]) -> list[UnitYear]:
    """Return the units that are summed up: without those whose cases may be those of units below them."""
    return [unit for unit in units if not unit.wider]


def _unit_label(site: Site, unit: UnitYear) -> Link:
    (agency,) = short_agency_links(site, [unit.agency])
    return Link(agency.text, f"{urls.results_of_agency(unit.agency)}#{_anchor(unit.year)}")


def _months_section(place: _Place, year: int, every: list[UnitYear]) -> ResultsSection | None:
    """Return the sums of units by month, of those that report by month; None where none does."""
    by_month: dict[int, list[Caseload]] = {}
    for unit in _added(place.among(every)):
        for report in unit.counted:
            if report.period.start.month == report.period.end.month:
                by_month.setdefault(report.period.start.month, []).append(report)
    months = [by_month[month] for month in sorted(by_month)]
    if not months:
        return None
    names = [period_label(reports[0].period) for reports in months]
    sums = [side_by_side([cases_of(report) for report in reports]) for reports in months]
    figures = list(zip(names, sums, strict=True))
    lines = tuple(
        case_line(Link(name, ""), cases, f"{len(reports)} đơn vị")
        for (name, cases), reports in zip(figures, months, strict=True)
    )
    caption = f"Kết quả năm {year} theo tháng, cộng các đơn vị báo cáo theo tháng{place.words}"
    table = CaseTable(caption, "Tháng", lines, None)
    charts = _charts(f"các đơn vị báo cáo theo tháng{place.words}, năm {year}", figures)
    return ResultsSection(f"theo-thang{place.suffix}", Link(f"Theo tháng{place.words}", ""), table, charts, ())


# One unit


def _agency_page(site: Site, id_: str, years: tuple[UnitYear, ...], feeds: Mapping[str, tuple[FeedLink, ...]]) -> Page:
    agency = site.agencies[id_]
    url = urls.results_of_agency(id_)
    title = f"Kết quả giải quyết hồ sơ: {agency.name}"
    description = f"Hồ sơ mà {agency.name} tiếp nhận và giải quyết, theo kỳ báo cáo của từng năm."
    view = ResultsView(
        title=title,
        others=(agency_link(site, id_), *(Link(f"Năm {y.year}", f"{url}#{_anchor(y.year)}") for y in years)),
        sections=tuple(_unit_year_section(site, year) for year in years),
        newest=(),
    )
    head = Head(title, description, urls.RESULTS, CRUMBS, feeds=feeds[urls.agency_url(id_)])
    return Page(url, "results.html", head, view)


def _unit_year_section(site: Site, year: UnitYear) -> ResultsSection:
    # A period comes after its parts.
    reports = sorted((*year.counted, *year.beside), key=lambda one: (one.period.end, -one.period.start.toordinal()))
    lines: list[CaseLine] = []
    reported: list[ReportedLine | None] = []
    for report in reports:
        counted = report in year.counted
        label = Link(period_label(report.period), urls.caseload_url(report.id))
        note = "" if counted else "không cộng lần nữa"
        lines.append(case_line(label, cases_of(report), note, report.reported_on_time, counted=counted))
        reported.append(reported_line(site, report, label))
    agency = site.agencies[year.agency]
    total = case_line(Link(f"Cộng năm {year.year}", ""), year.cases, _months_words(year.months))
    table = CaseTable(f"Kết quả của {agency.name} năm {year.year} theo kỳ báo cáo", "Kỳ", tuple(lines), total)
    figures = [(period_label(one.period), cases_of(one)) for one in year.counted]
    charts = _charts(f"{agency.short_name or agency.name}, năm {year.year}", figures)
    title = Link(f"Năm {year.year}", urls.results_of_year(year.year))
    return ResultsSection(_anchor(year.year), title, table, charts, tuple(line for line in reported if line))


# Pieces


def _charts(of: str, figures: Figures) -> tuple[BarChart, ...]:
    """Return how much came in, and how much of what was settled was settled in time."""
    received = [(name, Decimal(cases.received), format_int(cases.received)) for name, cases in figures]
    shares = [(name, share, percent(share)) for name, cases in figures if (share := cases.on_time_share) is not None]
    charts = (
        period_chart(f"Hồ sơ tiếp nhận: {of}", received, max((one[1] for one in received), default=Decimal(0))),
        period_chart(f"Tỷ lệ giải quyết đúng hạn, đơn vị %: {of}", shares, Decimal(100)),
    )
    return tuple(chart for chart in charts if chart)


def _months_words(months: Sequence[int]) -> str:
    """Return which months of a year there are: ``tháng 1–5, 7``; nothing where it is all of them."""
    if len(months) == 12:
        return ""
    runs: list[list[int]] = [[month] for month in months[:1]]
    for before, month in pairwise(months):
        if month == before + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return "tháng " + ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
