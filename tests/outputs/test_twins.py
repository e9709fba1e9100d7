import json
from typing import Any

import pytest

from generator.link.site import Key, Site
from generator.outputs.twins import twin_artifact

DECISION = """\
number: 345/QĐ-SNV
issuer: so-noi-vu
issued_on: 05/01/2026
subject: Ban hành <Quy chế> & phụ lục
areas: the-che
attachments: [{file: van-ban/so lieu.csv, title: Số liệu}]
relations:
  based_on: [Luật số 104/2016/QH13, 12-kh]
"""
PLAN = """\
number: 12/KH-SNV
issuer: so-noi-vu
issued_on: 04/01/2026
subject: Kế hoạch
plan:
  tasks:
    - {order: 1, content: Rà soát, lead: so-noi-vu, due: Quý III/2026, state: not_started, progress: 0}
  targets:
    - {content: Đúng hạn, goal: "82,5"}
    - {content: Toàn trình, goal: 80}
"""
FILES = {"files/van-ban/so lieu.csv": "a;b\n", "documents/345-qd.yml": DECISION, "documents/12-kh.yml": PLAN}
AGENCY = {"id": "so-noi-vu", "url": "https://cchc.example/co-quan/so-noi-vu/", "name": "Sở Nội vụ tỉnh Mẫu"}


def twin(site: Site, kind: str, id_: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(twin_artifact(site, (kind, id_)).data)
    return data


def keys(site: Site) -> list[Key]:
    tables = ("news", "documents", "procedures", "agencies", "indicators", "caseloads")
    return [(kind, id_) for kind in tables for id_ in getattr(site, kind)]


def test_a_twin_stands_beside_its_page_and_names_it(make_site):
    site = make_site(FILES)
    assert twin_artifact(site, ("documents", "12-kh")).path == "van-ban/12-kh/index.json"
    assert twin(site, "documents", "12-kh")["url"] == "https://cchc.example/van-ban/12-kh/"
    assert twin(site, "documents", "12-kh")["record_kind"] == "documents"


def test_keys_and_values_are_those_of_the_record(make_site):
    data = twin(make_site(FILES), "documents", "345-qd")
    assert data["number"] == "345/QĐ-SNV"
    assert data["issued_on"] == "2026-01-05"
    assert data["subject"] == "Ban hành <Quy chế> & phụ lục"


def test_references_become_id_address_and_name(make_site):
    data = twin(make_site(FILES), "documents", "345-qd")
    assert data["issuer"] == AGENCY
    assert data["province"] == {"id": "mau", "url": "https://cchc.example/dia-phuong/mau/", "name": "Tỉnh Mẫu"}
    area = {"id": "the-che", "url": "https://cchc.example/linh-vuc/the-che/", "name": "Cải cách thể chế"}
    assert data["areas"] == [area]
    plan = {"id": "12-kh", "url": "https://cchc.example/van-ban/12-kh/", "name": "Kế hoạch số 12/KH-SNV"}
    assert data["relations"] == {"based_on": ["Luật số 104/2016/QH13", plan]}


def test_references_are_found_at_any_depth(make_site):
    assert twin(make_site(FILES), "documents", "12-kh")["plan"]["tasks"][0]["lead"] == [AGENCY]


def test_what_was_reported_of_a_task_is_told_as_it_was_written_and_nothing_is_derived(make_site):
    updates = (
        "updates: [{date: 01/03/2026, state: under_way, by: so-noi-vu, evidence: [{document: 345-qd}]},"
        " {date: 02/06/2026, state: done}], origin: {document: 345-qd}, continues: 11-kh#2, due: Quý I/2026"
    )
    plan = PLAN.replace("due: Quý III/2026, state: not_started, progress: 0", updates)
    earlier = PLAN.replace("12/KH", "11/KH").replace("order: 1", "order: 2")
    site = make_site({**FILES, "documents/11-kh.yml": earlier, "documents/12-kh.yml": plan})
    task = twin(site, "documents", "12-kh")["plan"]["tasks"][0]
    decision = {"id": "345-qd", "url": "https://cchc.example/van-ban/345-qd/", "name": "Quyết định số 345/QĐ-SNV"}
    assert task["updates"] == [
        {"date": "2026-03-01", "state": "under_way", "by": AGENCY, "evidence": [{"document": decision}]}
    ]
    assert task["origin"] == {"document": decision}
    assert set(task) == {"order", "content", "lead", "due", "updates", "origin", "continues"}
    assert task["continues"] == "11-kh#2"


def test_a_file_becomes_address_name_size_and_type(make_site):
    (attachment,) = twin(make_site(FILES), "documents", "345-qd")["attachments"]
    assert attachment == {
        "file": {
            "url": "https://cchc.example/tep/van-ban/so%20lieu.csv",
            "name": "so lieu.csv",
            "size": 4,
            "type": "text/csv",
        },
        "title": "Số liệu",
    }


def test_numbers_are_numbers_and_deadlines_the_words_of_the_plan(make_site):
    plan = twin(make_site(FILES), "documents", "12-kh")["plan"]
    assert [target["goal"] for target in plan["targets"]] == [82.5, 80]
    assert isinstance(plan["targets"][1]["goal"], int)
    assert plan["tasks"][0]["progress"] == 0
    assert plan["tasks"][0]["due"] == "Quý III/2026"


def test_what_says_nothing_is_left_out(make_site):
    data = twin(make_site(FILES), "documents", "12-kh")
    assert not {"draft", "body", "signatory", "recipients", "relations", "attachments"} & set(data)


def test_the_kind_of_an_agency_is_its_own(make_site):
    data = twin(make_site({}), "agencies", "so-noi-vu")
    assert (data["record_kind"], data["kind"]) == ("agencies", "department")


def test_text_is_written_as_it_reads(make_site):
    assert "Ban hành <Quy chế> & phụ lục".encode() in twin_artifact(make_site(FILES), ("documents", "345-qd")).data


@pytest.mark.parametrize(
    "body",
    [
        "[nháp](/van-ban/an-7319/)",
        "[nháp]( </van-ban/an-7319/#dieu-1> )",
        "[nháp][1]\n\n[1]: /van-ban/an-7319/",
    ],
)
def test_links_to_drafts_lead_nowhere(make_site, body):
    draft = "draft: true\n" + DECISION.replace("345", "346").replace("12-kh", "345-qd")
    post = f"---\ntitle: Tin\nposted_at: 01/02/2026\n---\n{body}\n"
    site = make_site({**FILES, "documents/an-7319.yml": draft, "news/tin.md": post})
    assert b"7319" not in twin_artifact(site, ("news", "tin")).data
    assert "[nháp]" in twin(site, "news", "tin")["body"]


def test_every_record_has_a_twin_without_anything_unpublished(small_site):
    for key in keys(small_site):
        assert json.loads(twin_artifact(small_site, key).data)["id"] == key[1]
        assert b"7319" not in twin_artifact(small_site, key).data


def test_a_report_on_results_gives_its_period_by_code_and_its_figures_as_numbers(small_site):
    data = twin(small_site, "caseloads", "so-noi-vu-2026-q1")
    assert (data["period"], data["reported_on"], data["reported_on_time"]) == ("2026-Q1", "2026-04-05", 99.1)
    assert data["agency"]["id"] == "so-noi-vu"
    row, of_procedure = data["rows"]
    assert (row["field"], row["received"], row["early"]) == ("Chứng thực", 120, 60)
    assert of_procedure["procedure"]["url"].endswith("/thu-tuc/1.000001/")
    assert "early" not in of_procedure


def test_times_and_fees_of_procedures_are_values_beside_their_words(make_site):
    record = """\
code: 1.000001
name: Cấp bản sao
field: Hộ tịch
manners:
  - {kind: online, time_limit: 05 (năm) ngày làm việc, fee: Miễn phí}
  - {kind: in_person, time_limit: Theo quy định, fee: "8.000 đồng/bản; 12.000 đồng/bản nếu gấp"}
  - {kind: post}
life:
  - kind: amended
    decision: Quyết định số 1/QĐ-UBND
    effective_on: 01/01/2025
    before: {manners: [{kind: online, time_limit: 8 giờ làm việc}]}
"""
    data = twin(make_site({"procedures/1.000001.yml": record}), "procedures", "1.000001")
    online, counter, post = data["manners"]
    assert online["time_limit"] == {"wording": "05 (năm) ngày làm việc", "amount": 5, "unit": "working_days"}
    assert online["fee"] == {"wording": "Miễn phí", "amounts": [0], "free": True}
    assert counter["time_limit"] == {"wording": "Theo quy định"}
    assert (counter["fee"]["amounts"], counter["fee"]["free"]) == ([8000, 12000], False)
    assert post == {"kind": "post"}
    (former,) = data["life"][0]["before"]["manners"]
    assert former["time_limit"] == {"wording": "8 giờ làm việc", "amount": 8, "unit": "working_hours"}
