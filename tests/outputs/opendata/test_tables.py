"""What the tables say is what the records say, as values."""

import json
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest

from generator.link.site import Site
from generator.outputs.opendata.table import Table
from generator.outputs.opendata.tables import plan_tables
from generator.outputs.twins import twin_artifact
from generator.vn.dates import TIME_ZONE

PLAN = """\
number: 12/KH-SNV
issuer: so-noi-vu
issued_on: 04/01/2026
subject: Kế hoạch
areas: the-che
period: 2026
plan:
  tasks:
    - {order: 1, content: Rà soát, lead: so-noi-vu, due: Quý I/2026, updates: [
        {date: 10/02/2026, state: under_way, progress: 40, text: Đang làm}]}
    - {order: 2, content: Trực, lead: so-noi-vu, cooperating: [van-phong], due: Thường xuyên}
    - {order: 2.1, content: Trực ngày lễ, state: done, done_on: 05/03/2026, due: 01/03/2026}
  targets:
    - {content: Đúng hạn, goal: "82,5", comparison: at_least, due: 31/12/2026}
"""
DECISION = """\
number: 345/QĐ-SNV
issuer: so-noi-vu
issued_on: 05/01/2026
subject: Ban hành quy chế
relations: {based_on: [Luật số 104/2016/QH13, 12-kh], amends: 12-kh}
"""
PROCEDURE = """\
code: "1.000001"
name: Đăng ký
field: Hộ tịch
levels: [province, commune]
manners:
  - {kind: online, time_limit: 5 ngày làm việc, fee: 50.000 đồng/lần}
  - {kind: in_person, time_limit: Theo quy định, fee: Miễn phí}
dossier: [{name: Tờ khai, originals: 1}]
steps: [Nộp hồ sơ, Nhận kết quả]
legal_basis: [345-qd]
"""
FILES = {
    "agencies/van-phong.yml": "name: Văn phòng\nkind: division\nparent: so-noi-vu\n",
    "documents/12-kh.yml": PLAN,
    "documents/345-qd.yml": DECISION,
    "procedures/1.000001.yml": PROCEDURE,
}


WITHDRAWN = "withdrawn: {on: 01/05/2026, reason: Đăng nhầm}\n"


def rows(site: Site, name: str) -> list[dict[str, Any]]:
    table = next(one for one in plan_tables(site) if one.name == name)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def picked(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


@pytest.fixture
def site(make_site: Any) -> Site:
    found: Site = make_site(FILES)
    return found


def test_tasks_have_the_states_of_the_day_by_key_and_in_words(site: Site) -> None:
    facts = [picked(row, "id", "state", "state_label", "progress", "due_on", "is_leaf") for row in rows(site, "tasks")]
    assert facts == [
        ("12-kh#1", "overdue", "Quá hạn", 40, "2026-03-31", True),
        ("12-kh#2", "done_late", "Hoàn thành quá hạn", 100, None, False),
        ("12-kh#2.1", "done_late", "Hoàn thành quá hạn", 100, "2026-03-01", True),
    ]


def test_a_task_leads_to_its_page_its_plan_and_the_task_above_it(site: Site) -> None:
    last = rows(site, "tasks")[-1]
    assert picked(last, "plan_id", "parent_id") == ("12-kh", "12-kh#2")
    assert last["url"] == "https://cchc.example/nhiem-vu/12-kh/2.1/"


def test_who_leads_and_who_cooperates_is_a_table(site: Site) -> None:
    found = [picked(row, "task_id", "agency_id", "role") for row in rows(site, "task_agencies")]
    assert ("12-kh#2", "van-phong", "cooperating") in found
    assert ("12-kh#1", "so-noi-vu", "lead") in found


def test_reports_and_targets_are_tables(site: Site) -> None:
    (update,) = rows(site, "task_updates")
    assert picked(update, "task_id", "date", "state", "progress") == ("12-kh#1", "2026-02-10", "under_way", 40)
    (target,) = rows(site, "targets")
    assert picked(target, "plan_id", "comparison", "goal", "unit", "due_on") == (
        "12-kh", "at_least", 82.5, "%", "2026-12-31",
    )  # fmt: skip


def test_relations_name_held_documents_by_id_and_others_by_their_wording(site: Site) -> None:
    found = [picked(row, "source_id", "relation", "document_id", "document") for row in rows(site, "relations")]
    plan = "Kế hoạch số 12/KH-SNV ngày 04/01/2026"
    assert found == [
        ("345-qd", "based_on", None, "Luật số 104/2016/QH13"),
        ("345-qd", "based_on", "12-kh", plan),
        ("345-qd", "amends", "12-kh", plan),
        ("1.000001", "legal_basis", "345-qd", "Quyết định số 345/QĐ-SNV ngày 05/01/2026"),
    ]


def test_what_came_to_the_portal_late_says_when_and_makes_its_table_newer(make_site: Any) -> None:
    late = "posted_on: 01/05/2026\n"
    procedure = "code: 1.000009\nname: Thủ tục\nfield: Hộ tịch\n"
    site = make_site(
        {"documents/345-qd.yml": DECISION.partition("relations")[0] + late, "procedures/p.yml": procedure + late}
    )
    for name in ("documents", "procedures"):
        assert [row["posted_on"] for row in rows(site, name)] == ["2026-05-01"]
        assert next(table.modified for table in plan_tables(site) if table.name == name) == date(2026, 5, 1)
    assert "posted_on" in {
        column.name for table in plan_tables(site) if table.name == "caseloads" for column in table.columns
    }


def test_citations_in_prose_are_relations(make_site: Any) -> None:
    post = "---\ntitle: Tin\nposted_at: 06/01/2026 08:00:00\n---\nTheo Quyết định số 345/QĐ-SNV ngày 05/01/2026.\n"
    found = rows(make_site({**FILES, "news/tin.md": post}), "relations")
    assert ("tin", "prose", "345-qd") in [picked(row, "source_id", "relation", "document_id") for row in found]


def test_times_and_fees_are_numbers_with_units(site: Site) -> None:
    facts = ("time_limit", "time_limit_amount", "time_limit_unit", "fee_least", "fee_most", "fee_per", "is_free")
    assert [picked(row, *facts) for row in rows(site, "procedure_manners")] == [
        ("5 ngày làm việc", 5, "working_days", 50_000, 50_000, "lần", False),
        ("Theo quy định", None, None, 0, 0, None, True),
    ]


def test_parts_of_procedures_are_numbered(site: Site) -> None:
    facts = [picked(row, "id", "procedure_id", "number", "text") for row in rows(site, "procedure_steps")]
    assert facts == [("1.000001#1", "1.000001", 1, "Nộp hồ sơ"), ("1.000001#2", "1.000001", 2, "Nhận kết quả")]


def test_several_values_stand_in_one_cell_in_order(site: Site) -> None:
    (procedure,) = rows(site, "procedures")
    assert picked(procedure, "levels", "levels_label") == ("province; commune", "Cấp tỉnh; Cấp xã")


def test_a_record_leads_to_its_twin(site: Site) -> None:
    for name in ("documents", "procedures", "agencies"):
        for row in rows(site, name):
            twin = json.loads(twin_artifact(site, (name, row["id"])).data)
            assert row["url"] == twin["url"]
            assert row["json_url"] == f"{twin['url']}index.json"


def test_without_twins_no_row_leads_to_one(make_site: Any) -> None:
    site = make_site(FILES, more="features: {json_twins: false}")
    assert {row["json_url"] for row in rows(site, "documents")} == {None}


def test_a_table_is_as_new_as_its_newest_day_that_has_come(site: Site) -> None:
    modified = {table.name: table.modified and table.modified.isoformat() for table in plan_tables(site) if table.dated}
    assert modified["documents"] == "2026-01-05"
    assert modified["tasks"] == "2026-04-01"  # the first task is overdue from that day
    assert modified["task_updates"] == "2026-02-10"
    assert "agencies" not in modified


def test_a_table_whose_rows_bear_no_day_is_as_new_as_the_newest_of_all(make_site: Any) -> None:
    def days(site: Site) -> dict[str, Any]:
        return {table.name: (table.dated, table.modified) for table in plan_tables(site)}

    newest = date(2026, 4, 1)
    found = days(make_site(FILES))
    assert found["agencies"] == found["dictionary"] == found["news"] == (False, newest)
    assert max(day for _, day in found.values()) == newest
    # What is withdrawn leaves no row that could tell of it.
    assert days(make_site({"documents/345-qd.yml": DECISION + WITHDRAWN}))["agencies"] == (False, date(2026, 5, 1))
    assert days(
        make_site({"documents/12-kh.yml": "draft: true\n" + PLAN, "documents/345-qd.yml": "draft: true\n" + DECISION})
    )["agencies"] == (False, None)


CALENDAR = """\
number: 12/KH-SNV
issuer: so-noi-vu
issued_on: 04/01/2026
subject: Kế hoạch
plan:
  tasks:
    - {order: 1, content: Mở, lead: so-noi-vu, state: under_way, due: 20/02/2026}
    - {order: 2, content: Mẹ, lead: so-noi-vu, due: 15/03/2026}
    - {order: 2.1, content: Con, state: not_started, due: 05/03/2026}
    - {order: 2.2, content: Con không có hạn, state: under_way}
    - {order: 3, content: Xong, lead: so-noi-vu, due: 10/02/2026, updates: [
        {date: 20/01/2026, state: under_way}, {date: 12/02/2026, state: done, text: Xong}]}
    - {order: 4, content: Dời, lead: so-noi-vu, due: 08/02/2026, updates: [
        {date: 06/01/2026, state: under_way}, {date: 09/02/2026, due: 28/03/2026}]}
    - {order: 5, content: Chuyển, lead: so-noi-vu, state: under_way, due: 25/02/2026}
"""
LATER = """\
number: 13/KH-SNV
issuer: so-noi-vu
issued_on: 23/02/2026
subject: Kế hoạch sau
plan: {tasks: [{order: 1, content: Tiếp, lead: so-noi-vu, continues: 12-kh#5}]}
"""


def test_tasks_of_two_days_differ_only_if_their_day_of_change_does(make_site: Any) -> None:
    files = {"documents/12-kh.yml": CALENDAR, "documents/13-kh.yml": LATER}
    first = datetime(2026, 1, 19, 12, tzinfo=TIME_ZONE)

    def on(day: int) -> Table:
        site = make_site(files, now=first + timedelta(day))
        return next(table for table in plan_tables(site) if table.name == "tasks")

    days = [on(day) for day in range(72)]
    changes = [after.modified for before, after in pairwise(days) if before.rows != after.rows]
    moved = [after.modified for before, after in pairwise(days) if before.modified != after.modified]
    assert moved == changes
    shown = " ".join(f"{day:%d/%m}" for day in changes if day)
    assert shown == "20/01 21/01 26/01 03/02 09/02 11/02 12/02 13/02 21/02 23/02 26/02 06/03 29/03"


@pytest.mark.parametrize(
    ("path", "text", "names"),
    [
        ("agencies/van-phong.yml", "name: Văn phòng\nkind: division\n", ["agencies"]),
        ("documents/12-kh.yml", PLAN, ["documents", "tasks", "task_agencies", "task_updates", "targets"]),
        (
            "caseloads/quy.yml",
            "agency: so-noi-vu\nperiod: 2026-Q1\nreported_on: 02/04/2026\nsource: {publisher: Sở}\n"
            "rows: [{field: Hộ tịch, received: 9, on_time: 9, late: 0}]\n",
            ["caseloads", "caseload_rows"],
        ),
        (
            "indicators/par.yml",
            "name: PAR\nunit: điểm\nvalues: [{year: 2024, value: 80, as_of: 20/01/2025, source: {publisher: Bộ}}]\n",
            ["indicators", "indicator_values"],
        ),
    ],
)
def test_a_correction_of_a_record_makes_its_tables_newer(
    make_site: Any, path: str, text: str, names: list[str]
) -> None:
    corrected = text + "changes: [{on: 30/05/2026, what: Sửa số liệu}]\n"
    files = {"agencies/van-phong.yml": FILES["agencies/van-phong.yml"], path: corrected}
    tables = {table.name: (table.dated, table.modified) for table in plan_tables(make_site(files))}
    assert {name: tables[name] for name in names} == dict.fromkeys(names, (True, date(2026, 5, 30)))


def test_procedures_are_as_new_as_the_last_step_of_their_life_that_has_begun(make_site: Any) -> None:
    life = """announced_on: 05/01/2026
life:
  - {kind: announced, decision: Quyết định số 1/QĐ-UBND, effective_on: 10/01/2026}
  - {kind: amended, decision: Quyết định số 2/QĐ-UBND, effective_on: 20/05/2026}
  - {kind: abolished, decision: Quyết định số 3/QĐ-UBND, effective_on: 20/06/2026}
"""
    tables = plan_tables(make_site({"procedures/1.000001.yml": PROCEDURE.partition("legal_basis")[0] + life}))
    days = {table.name: table.modified for table in tables if table.dated}
    assert days["procedures"] == days["procedure_steps"] == date(2026, 5, 20)


def test_the_dictionary_explains_every_column(site: Site) -> None:
    *tables, _ = plan_tables(site)
    explained = [picked(row, "table", "column", "title") for row in rows(site, "dictionary")]
    assert explained == [(table.name, column.name, column.title) for table in tables for column in table.columns]


@pytest.fixture(scope="module")
def tables(small_site: Site) -> tuple[Table, ...]:
    return plan_tables(small_site)


def test_every_row_has_an_id_of_its_own_and_a_page(tables: tuple[Table, ...]) -> None:
    for table in tables:
        ids = [row[0] for row in table.rows]
        assert len(set(ids)) == len(ids), table.name
        assert all(str(row[1]).startswith("https://cchc.tinhmau.example/") for row in table.rows), table.name


def test_the_small_portal_has_something_for_every_table(tables: tuple[Table, ...]) -> None:
    assert [table.name for table in tables if not table.rows] == []


def test_pages_of_rows_are_pages_of_the_site(tables: tuple[Table, ...], small: Any) -> None:
    base = "https://cchc.tinhmau.example"
    addresses = {str(row[1]).removeprefix(base) for table in tables for row in table.rows}
    assert {address.partition("#")[0] for address in addresses} <= set(small.pages)


def test_every_cell_that_must_say_something_does_and_none_is_empty_text(tables: tuple[Table, ...]) -> None:
    for table in tables:
        for row in table.rows:
            assert "" not in row, (table.name, row[0])
            missing = [c.name for c, v in zip(table.columns, row, strict=True) if c.required and v is None]
            assert missing == [], (table.name, row[0])


def test_nothing_unpublished_is_in_any_file(small: Any) -> None:
    files = {path: data for path, data in small.files.items() if path.startswith("du-lieu/")}
    books = {path: zipfile.ZipFile(BytesIO(data)) for path, data in files.items() if path.endswith(".xlsx")}
    files |= {f"{path}/{name}": book.read(name) for path, book in books.items() for name in book.namelist()}
    # A digest may happen to hold these digits.
    told = {
        path: data for path, data in files.items() if path not in ("du-lieu/datapackage.json", "du-lieu/dcat.jsonld")
    }
    assert [path for path, data in told.items() if b"7319" in data] == []


def test_links_to_drafts_lead_nowhere(make_site: Any) -> None:
    draft = "draft: true\nissuer: so-noi-vu\nissued_on: 01/01/2026\nsubject: Nháp\ntype: quyet-dinh\n"
    plan = PLAN.replace("content: Rà soát", 'content: "Rà soát [nháp](/van-ban/an-7319/)"')
    site = make_site({**FILES, "documents/12-kh.yml": plan, "documents/an-7319.yml": draft})
    assert rows(site, "tasks")[0]["content"] == "Rà soát [nháp]()"


def test_no_reference_leads_to_a_record_that_is_withdrawn(make_site):
    later = PLAN.replace("12/KH-SNV", "13/KH-SNV").replace("content: Rà soát", 'continues: "12-kh#1", content: Rà soát')
    variant = PROCEDURE.replace("000001", "000002") + 'variant_of: "1.000001"\n'
    post = "title: Một tin\nposted_at: 01/02/2026 08:00:00\nbody: Nội dung.\n"
    values = "[{year: 2025, value: 1, news: tin}, {year: 2024, value: 2, document: 345-qd}]"
    figures = f"name: Chỉ số\nunit: điểm\nvalues: {values}\n"
    site = make_site(
        FILES
        | {
            "documents/12-kh.yml": PLAN + WITHDRAWN,
            "documents/13-kh.yml": later.replace("04/01/2026", "05/01/2026"),
            "documents/345-qd.yml": DECISION + WITHDRAWN,
            "procedures/1.000001.yml": PROCEDURE + WITHDRAWN,
            "procedures/1.000002.yml": variant,
            "news/tin.yml": post + WITHDRAWN,
            "indicators/chi-so.yml": figures,
        }
    )
    tables = plan_tables(site)
    ids = {table.name: {row[0] for row in table.rows} for table in tables}
    assert ids["tasks"]
    assert ids["indicator_values"]
    for table in tables:
        for at, column in enumerate(table.columns):
            if column.references:
                assert {row[at] for row in table.rows} - {None} <= ids[column.references], (table.name, column.name)
