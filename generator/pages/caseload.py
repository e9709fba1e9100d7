"""Reports on results: the page of each, and the tables in which lists show them too."""

from dataclasses import dataclass
from decimal import Decimal

from generator import urls
from generator.link.caseloads import Cases, cases_of, cases_of_row, parts_beside
from generator.link.site import Site
from generator.pages.citation import caseload_citation
from generator.pages.correction import CorrectionLine, correction_lines
from generator.pages.datasets import caseload_dataset
from generator.pages.dublin_core import record_core
from generator.pages.page import Head, Link, Page
from generator.pages.parts import (
    Facts,
    Item,
    Prose,
    agency_link,
    caseload_name,
    figure_sources,
    plain,
    posted_on,
    prose,
    record_link,
    twin_of,
)
from generator.pages.share import preview, record_card
from generator.records.caseload import Caseload, CaseRow
from generator.records.kinds import title_of
from generator.vn.dates import format_date
from generator.vn.figures import format_int
from generator.vn.periods import Period

CRUMBS = (Link("Trang chủ", urls.HOME), Link("Kết quả giải quyết", urls.RESULTS))
UNTOLD = "–"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A row of a table of cases; a count that was not told is a dash, a share of nothing is empty.

    ``reported`` is the share in time that the unit itself gave, or empty. What is not ``counted`` is no part of the
    total.
    """

    label: Link
    note: str
    carried_over: str
    received: str
    online: str
    early: str
    on_time: str
    late: str
    pending: str
    overdue: str
    share: str
    reported: str
    counted: bool


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Cases by field, period, unit or year: ``head`` names what the rows are."""

    caption: str
    head: str
    lines: tuple[CaseLine, ...]
    total: CaseLine | None


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as the unit gave it, beside what the records sum to."""

    reported: str
    summed: str


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """What a unit itself said of a period, with date and source; None is what it did not say."""

    label: Link
    received: Told | None
    in_time: Told | None
    late: Told | None
    share: Told | None
    online: Told | None
    day: str
    source: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CaseloadView:
    """One report: its facts, its cases by field, and what the unit itself said of the whole."""

    title: str
    facts: Facts
    table: CaseTable
    reported: ReportedLine | None
    body: Prose
    corrections: tuple[CorrectionLine, ...]
    citation: str


def caseload_page(site: Site, caseload: Caseload) -> Page:
    """Return the page of a report."""
    name = caseload_name(site, caseload)
    url = urls.caseload_url(caseload.id)
    agency = site.agencies[caseload.agency]
    description = caseload_summary(site, caseload)
    crumbs = (*CRUMBS, Link(agency.name, urls.results_of_agency(agency.id)))
    key = ("caseloads", caseload.id)
    metadata = record_core(site, key, name, agency.name, description, url)
    shown = record_card(site, key, title_of(caseload), agency.name, caseload.reported_on, agency.id)
    head = Head(
        name,
        description,
        urls.RESULTS,
        crumbs,
        metadata,
        twin=twin_of(site, url),
        linked_data=(caseload_dataset(site, caseload, description),),
        preview=preview(shown, caseload.reported_on),
    )
    return Page(url, "caseload.html", head, caseload_view(site, caseload), site.paths["caseloads", caseload.id])


def caseload_view(site: Site, caseload: Caseload) -> CaseloadView:
    """Return what the page of a report shows."""
    agency = site.agencies[caseload.agency]
    year = caseload.period.start.year
    results = Link(f"Kết quả các kỳ của {agency.name}", urls.results_of_agency(agency.id))
    return CaseloadView(
        title=caseload_name(site, caseload),
        facts=(
            ("Đơn vị báo cáo", (agency_link(site, agency.id), results)),
            ("Kỳ báo cáo", (*plain(caseload.period.name), Link(f"Các đơn vị năm {year}", urls.results_of_year(year)))),
            ("Ngày báo cáo", plain(format_date(caseload.reported_on))),
            ("Ngày đăng lên cổng", posted_on(caseload)),
            ("Nguồn", figure_sources(site, caseload)),
            ("Ghi chú", plain(caseload.note)),
        ),
        table=_table_by_field(site, caseload),
        reported=reported_line(site, caseload, Link(period_label(caseload.period), "")),
        body=prose(site, ("caseloads", caseload.id), caseload.body),
        corrections=correction_lines(caseload),
        citation=caseload_citation(site, caseload),
    )


def caseload_item(site: Site, caseload: Caseload) -> Item:
    """Return a report as it stands in lists."""
    meta = (site.agencies[caseload.agency].name, f"báo cáo ngày {format_date(caseload.reported_on)}")
    return Item(title_of(caseload), urls.caseload_url(caseload.id), meta, caseload_summary(site, caseload))


def caseload_summary(site: Site, caseload: Caseload) -> str:
    """Return a report in one sentence."""
    cases = cases_of(caseload)
    agency = site.agencies[caseload.agency]
    name, period = agency.short_name or agency.name, caseload.period.name
    said = f"{name} tiếp nhận {format_int(cases.received)} hồ sơ trong {period}"
    if cases.on_time_share is None:
        return f"{said}, chưa giải quyết xong hồ sơ nào."
    return f"{said}, giải quyết {format_int(cases.resolved)} hồ sơ, {percent(cases.on_time_share)} đúng hạn."


def case_line(
    label: Link, cases: Cases, note: str = "", reported: Decimal | None = None, *, counted: bool = True
) -> CaseLine:
    """Return the row that shows cases under a label."""
    return CaseLine(
        label=label,
        note=note,
        carried_over=_count(cases.carried_over),
        received=format_int(cases.received),
        online=UNTOLD if cases.online is None else percent(cases.online_share),
        early=_count(cases.early),
        on_time=format_int(cases.on_time),
        late=format_int(cases.late),
        pending=_count(cases.pending),
        overdue=_count(cases.overdue),
        share=percent(cases.on_time_share),
        reported=percent(reported),
        counted=counted,
    )


def reported_line(site: Site, caseload: Caseload, label: Link) -> ReportedLine | None:
    """Return what a unit itself said of a period; None where that is no more than what is summed up.

    It stands beside the sum of the reports on the parts of the period. Where these do not cover it, only shares can
    differ from the counts of the report itself.
    """
    years = site.unit_years[caseload.agency]
    year = next(year for year in years if year.year == caseload.period.start.year)
    said, parts = cases_of(caseload), parts_beside(caseload, year)
    summed = parts or said
    share, online = caseload.reported_on_time, caseload.reported_online
    if parts is None and share is None and online is None:
        return None
    return ReportedLine(
        label=label,
        received=Told(format_int(said.received), format_int(summed.received)) if parts else None,
        in_time=Told(format_int(said.in_time), format_int(summed.in_time)) if parts else None,
        late=Told(format_int(said.late), format_int(summed.late)) if parts else None,
        share=Told(percent(share), percent(summed.on_time_share)) if share is not None else None,
        online=Told(percent(online), percent(summed.online_share)) if online is not None else None,
        day=format_date(caseload.reported_on),
        source=figure_sources(site, caseload),
    )


def period_label(period: Period) -> str:
    """Return the name of a period below the heading of its year: ``Quý III``."""
    name = period.name.removesuffix(f" năm {period.start.year}")
    return name[:1].upper() + name[1:]


def percent(share: Decimal | None) -> str:
    """Return a share with the decimals that it has; nothing of nothing."""
    return "" if share is None else f"{share:f}\u00a0%".replace(".", ",")


def _count(count: int | None) -> str:
    return UNTOLD if count is None else format_int(count)


def _table_by_field(site: Site, caseload: Caseload) -> CaseTable:
    cases = cases_of(caseload)
    lines = tuple(case_line(_field_label(site, row), cases_of_row(row)) for row in caseload.rows)
    total = case_line(Link("Tổng cộng", ""), cases, reported=caseload.reported_on_time)
    return CaseTable(f"Hồ sơ {caseload.period.name} theo lĩnh vực", "Lĩnh vực", lines, total)


def _field_label(site: Site, row: CaseRow) -> Link:
    if not row.procedure:
        return Link(row.field, "")
    procedure = record_link(site, ("procedures", row.procedure))
    return Link(f"{row.field}: {procedure.text}", procedure.url)
