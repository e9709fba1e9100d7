"""Reports on results that name a procedure, on its page."""

PROCEDURE = "code: '{code}'\nname: Cấp bản sao\nfield: Hộ tịch\n"
FILES = {f"procedures/{code}.yml": PROCEDURE.format(code=code) for code in ("1.000001", "1.000002")}


def report(period, received):
    row = f"field: Hộ tịch, procedure: 1.000001, received: {received}, on_time: {received - 1}, late: 1"
    other = "field: Hộ tịch, received: 500, on_time: 500, late: 0"
    return (
        f"agency: so-noi-vu\nperiod: {period}\nreported_on: 05/05/2026\nsource: {{publisher: Sở}}\n"
        f"rows: [{{{row}}}, {{{other}}}]\n"
    )


def test_a_procedure_leads_to_the_reports_on_it_newest_first_with_its_own_cases_alone(pages_of):
    reports = {"caseloads/a.yml": report("2025-Q1", 10), "caseloads/b.yml": report("2026-02", 20)}
    pages = pages_of(FILES | reports)
    table = pages["/thu-tuc/1.000001/"].view.cases
    assert [(line.label.text, line.label.url, line.note, line.received, line.share) for line in table.lines] == [
        ("Tháng 02 năm 2026", "/ket-qua/bao-cao/b/", "Sở Nội vụ", "20", "95,0\u00a0%"),
        ("Quý I năm 2025", "/ket-qua/bao-cao/a/", "Sở Nội vụ", "10", "90,0\u00a0%"),
    ]
    assert table.total is None
    assert pages["/thu-tuc/1.000002/"].view.cases is None


def test_of_many_reports_the_newest_year_of_months_is_shown(pages_of):
    reports = {
        f"caseloads/m{year}-{month}.yml": report(f"{year}-{month:02}", 10)
        for year in (2024, 2025)
        for month in range(1, 13)
    }
    lines = pages_of(FILES | reports)["/thu-tuc/1.000001/"].view.cases.lines
    assert (lines[0].label.text, len(lines)) == ("Tháng 12 năm 2025", 12)
