"""The demonstration portal: it says what it is, keeps to itself, and shows every state that a task can have."""

import csv
import io
import json
import re
from urllib.parse import urljoin

import pytest

from generator.base.problems import format_problem
from generator.link.status import STATUSES
from generator.pipeline import check

PLAN = "ke-hoach-cchc-2025"


@pytest.fixture(scope="module")
def site(demo):
    """The records of the demonstration portal, linked."""
    return check(demo.job)[0]


def test_the_demonstration_builds_without_a_problem_or_a_notice(demo):
    assert demo.outcome.release
    assert not demo.outcome.problems, "\n".join(map(format_problem, demo.outcome.problems))


def test_every_page_says_that_the_province_is_invented(demo):
    for url, page in demo.pages.items():
        words = " ".join(page.text_content().split())
        assert "Cổng trình diễn: tỉnh Mẫu Lam không có thật" in words, url


def test_every_state_of_a_task_occurs(site):
    found = {row.status.state for rows in site.tasks.values() for row in rows}
    assert found == set(STATUSES)


def test_the_plan_of_2025_has_sixty_tasks_on_three_levels_in_every_state_but_late(site):
    rows = site.tasks[PLAN]
    assert len(rows) == 60
    assert {row.task.order.count(".") for row in rows} == {0, 1, 2}
    assert {row.status.state for row in rows} == set(STATUSES) - {"overdue"}  # what was late is handed on to 2026


def test_tasks_of_the_plan_under_way_are_late_due_soon_and_done_this_month(site):
    statuses = [row.status for row in site.tasks["ke-hoach-cchc-2026"] if row.leaf]
    assert any(status.state == "overdue" for status in statuses)
    assert any(status.due_soon for status in statuses)
    assert any(status.done_on and (status.done_on.year, status.done_on.month) == (2026, 6) for status in statuses)


def test_unfinished_tasks_are_handed_from_plan_to_plan(site):
    handed = {
        (row.task.continues.partition("#")[0], id_)
        for id_, rows in site.tasks.items()
        for row in rows
        if row.task.continues
    }
    assert handed == {("ke-hoach-cchc-2024", PLAN), (PLAN, "ke-hoach-cchc-2026")}


def test_tasks_come_from_meetings_and_from_directives(site):
    origins = [row.task.origin for rows in site.tasks.values() for row in rows if row.task.origin]
    assert any(origin.news for origin in origins)
    assert any(origin.document for origin in origins)


def test_files_of_documents_are_told_to_machines_and_are_rows_of_open_data(demo):
    told = set()
    for page in demo.pages.values():
        for text in page.xpath("//script[@type='application/ld+json']/text()"):
            files = [file for node in json.loads(text).get("@graph", ()) for file in node.get("encoding", ())]
            told |= {file["contentUrl"].rpartition("/")[2] for file in files if file["@type"] == "LegislationObject"}
    assert told == {"bc-77-ubnd-2026-phu-luc.csv", "hd-12-snv-2026-mau-bao-cao.csv", "qd-36-ubnd-2025.pdf"}
    rows = csv.DictReader(io.StringIO(demo.files["du-lieu/attachments.csv"].decode("utf-8-sig")))
    assert {row["record_id"] for row in rows} == {"bc-77-ubnd-2026", "hd-12-snv-2026", "qd-36-ubnd-2025"}


def test_the_annex_of_a_report_has_the_tasks_that_the_records_have(demo, site):
    annex = csv.DictReader(io.StringIO(demo.files["tep/bc-77-ubnd-2026-phu-luc.csv"].decode("utf-8-sig")))
    tasks = {row.task.order: row.task for row in site.tasks["ke-hoach-cchc-2026"]}
    for row in annex:
        task = tasks[row["Số thứ tự"]]
        assert (row["Nhiệm vụ"], row["Thời hạn"]) == (task.content, task.due.wording)


def test_nothing_of_the_invented_provinces_is_in_the_real_content(request, site):
    invented = [province.name.casefold() for province in site.provinces.values()]
    content = request.config.rootpath / "content"
    texts = {
        path: path.read_text("utf-8").casefold() for pattern in ("*.yml", "*.md") for path in content.rglob(pattern)
    }
    assert texts
    assert not [(path, name) for path, text in texts.items() for name in invented if name in text]


def test_each_number_of_tasks_on_the_home_page_leads_to_as_many_tasks(demo):
    said = {}
    for link in demo.pages["/"].xpath("//section[.//*[@class='tally']]//p/a | //*[@class='tally']//a"):
        url = urljoin("/", link.get("href"))
        said.setdefault(url, set()).add(int(re.search(r"\d+", link.text_content())[0]))
    rows = {url: len(demo.pages[url].xpath("//table[contains(@class, 'task-table')]/tbody/tr")) for url in said}
    assert "/nhiem-vu/nam/2026/tinh-trang/qua-han/" in said
    assert "/nhiem-vu/nam/2026/sap-den-han/" in said
    assert f"{said.pop('/nhiem-vu/nam/2026/').pop()} nhiệm vụ, không kể" in demo.words("/nhiem-vu/nam/2026/")
    assert said == {url: {rows[url]} for url in said}


def test_six_units_report_results_of_two_years_by_month_by_quarter_and_in_all(site):
    assert len(site.unit_years) == 6
    assert {year.year for years in site.unit_years.values() for year in years} == {2025, 2026}
    lengths = {one.period.end.month - one.period.start.month + 1 for one in site.caseloads.values()}
    assert lengths == {1, 3, 12}
    assert any(not one.rows for one in site.caseloads.values())


def test_a_unit_reports_another_share_than_its_records_give(demo):
    words = demo.words("/ket-qua/so-xay-dung/")
    assert re.search(r"98,1 % hồ sơ: 97,4 %", words.replace("\u00a0", " "))


def test_the_sums_of_a_year_are_those_of_its_units(demo):
    table = demo.pages["/ket-qua/2025/"].xpath("//table")[0]
    rows = [
        [int(cell.text_content().replace(".", "")) for cell in row.xpath("./td[not(contains(., '%'))]")]
        for row in table.xpath("./tbody/tr")
    ]
    assert len(rows) == 7
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
