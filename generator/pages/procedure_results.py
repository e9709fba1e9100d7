"""What units reported of the cases of one procedure, on the page of that procedure."""

from generator import urls
from generator.link.caseloads import cases_of_row
from generator.link.site import Site, sources
from generator.pages.caseload import CaseTable, case_line
from generator.pages.page import Link
from generator.pages.parts import short_agency_links
from generator.records.procedure import Procedure

_SHOWN = 12
"""How many reports the page of a procedure shows, the newest: a year of months, or three of quarters."""


def procedure_results(site: Site, procedure: Procedure) -> CaseTable | None:
    """Return the newest reports with a row on a procedure, each with its cases of that alone; None without any.

    Periods overlap, so nothing is summed up.
    """
    ids = sources(site.incoming.get(("procedures", procedure.id), ()), "caseloads")
    reports = [site.caseloads[id_] for id_ in ids]
    reports.sort(key=lambda report: (report.period.end, report.period.start, report.id), reverse=True)
    lines = [
        case_line(
            Link(report.period.name[:1].upper() + report.period.name[1:], urls.caseload_url(report.id)),
            cases_of_row(row),
            short_agency_links(site, [report.agency])[0].text,
        )
        for report in reports
        for row in report.rows
        if row.procedure == procedure.id
    ]
    return CaseTable("Hồ sơ của thủ tục này theo báo cáo", "Kỳ báo cáo", tuple(lines[:_SHOWN]), None) if lines else None
