"""Records that were withdrawn, and corrections: what goes on to pages, and what of it waits for its day."""

from datetime import datetime
from typing import Any

import pytest

from generator.base.problems import Problem
from generator.link.references import references_in
from generator.link.site import Site
from generator.vn.dates import TIME_ZONE

SO = {"agencies/so": {}}
GONE = {"on": "01/05/2026", "reason": "Đăng nhầm.", "instead": "/van-ban/moi/"}
PLAN = {"type": "ke-hoach", "plan": {"tasks": [{"order": "1", "content": "Bí mật"}, {"order": "2", "content": "B"}]}}
BEFORE, ON_THE_DAY = datetime(2026, 4, 30, 23, tzinfo=TIME_ZONE), datetime(2026, 5, 1, 0, 1, tzinfo=TIME_ZONE)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_only_title_number_day_and_reason_of_a_withdrawn_record_go_on(link: Any) -> None:
    secret = {
        "number": "12/QĐ-UBND",
        "subject": "Trích yếu",
        "body": "Bí mật",
        "attachments": [{"file": "mat.pdf", "title": "Bí mật"}],
        "former_addresses": ["/van-ban/cu/"],
        "withdrawn": GONE,
    }
    site, _ = link({**SO, "documents/vb": secret}, files=("mat.pdf",))
    notice = site.withdrawn["documents", "vb"]
    assert (notice.title, notice.number, notice.name) == ("Trích yếu", "12/QĐ-UBND", "12/QĐ-UBND")
    assert (notice.reason, notice.instead, notice.url) == ("Đăng nhầm.", "/van-ban/moi/", "/van-ban/vb/")
    assert notice.former_addresses == ("/van-ban/cu/",)
    assert site.documents == {}
    assert site.downloads == {}
    assert ("documents", "vb") not in site.paths
    assert "Bí mật" not in repr(site)


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("news/a", "news"),
        ("documents/a", "documents"),
        ("procedures/a", "procedures"),
        ("indicators/a", "indicators"),
        ("agencies/a", "agencies"),
        ("caseloads/a", "caseloads"),
    ],
)
def test_a_record_of_any_kind_is_withdrawn_from_its_day_on(link: Any, kind: str, table: str) -> None:
    more: dict[str, Any] = {
        "procedures/a": {"code": "1.000001"},
        "indicators/a": {"values": [{"year": "2025", "value": "1", "source": {"publisher": "Sở"}}]},
        "caseloads/a": {"period": "2025-12", "total": {"received": "1", "on_time": "1", "late": "0"}},
    }.get(kind, {})
    records = {**SO, kind: {**more, "withdrawn": GONE}}
    site, _ = link(records, now=ON_THE_DAY)
    assert [key[0] for key in site.withdrawn] == [table]
    assert [id_ for id_ in getattr(site, table) if id_ != "so"] == []


def test_until_its_day_a_record_stands_and_nothing_tells_that_it_will_be_withdrawn(link: Any) -> None:
    site, _ = link({**SO, "documents/vb": {"withdrawn": GONE}}, now=BEFORE)
    assert site.documents["vb"].withdrawn is None
    assert site.withdrawn == {}


def test_a_draft_that_is_withdrawn_is_not_even_a_notice(link: Any) -> None:
    site, _ = link({"news/a": {"draft": "true", "withdrawn": GONE}})
    assert (site.news, site.withdrawn) == ({}, {})


def test_references_to_a_withdrawn_record_stay_and_make_no_edge(link: Any) -> None:
    value = {"year": "2025", "value": "1", "news": "a"}
    records = {
        **SO,
        "news/a": {"withdrawn": GONE},
        "documents/vb": {"number": "12/QĐ-UBND", "withdrawn": GONE},
        "documents/khac": {"relations": {"amends": "vb", "refers_to": "Quyết định 12/QĐ-UBND ngày 05/01/2026"}},
        "indicators/i": {"values": [value], "body": "Theo Quyết định 12/QĐ-UBND ngày 05/01/2026."},
    }
    site, problems = link(records)
    assert codes(problems) == []
    assert site.documents["khac"].relations.amends == ("vb",)
    assert site.documents["khac"].relations.refers_to == ("vb",)
    assert site.indicators["i"].values[0].news == "a"
    assert [one.document_id for one in site.prose_links["indicators", "i"]] == ["vb"]
    assert site.unheld == ()
    assert {("documents", "vb"), ("news", "a")} & set(site.incoming) == set()


def test_what_a_withdrawn_record_refers_to_is_not_told(link: Any) -> None:
    records = {
        **SO,
        "documents/khac": {},
        "documents/vb": {"relations": {"replaces": "khac"}, "body": "/van-ban/khac/", "withdrawn": GONE},
        "news/a": {"documents": ["khac", "khong-co"], "withdrawn": GONE},
    }
    site, problems = link(records)
    assert codes(problems) == []
    assert ("documents", "khac") not in site.incoming


def test_a_plan_takes_its_tasks_along_and_later_plans_forget_it(link: Any) -> None:
    later = {"type": "ke-hoach", "issued_on": "10/01/2026", "plan": {"tasks": [{"order": "1", "content": "C"}]}}
    later["plan"]["tasks"][0]["continues"] = "kh#1"  # type: ignore[index]
    site, problems = link({**SO, "documents/kh": {**PLAN, "withdrawn": GONE}, "documents/kh2": later})
    assert codes(problems) == []
    assert list(site.tasks) == ["kh2"]
    assert site.tasks["kh2"][0].task.continues is None
    assert site.withdrawn["documents", "kh"].task_addresses == ("/nhiem-vu/kh/1/", "/nhiem-vu/kh/2/")
    assert "Bí mật" not in repr(site)


def test_a_file_that_a_standing_record_has_too_stays(link: Any) -> None:
    has = {"attachments": [{"file": "chung.pdf", "title": "Chung"}, {"file": "rieng.pdf", "title": "Riêng"}]}
    shares = {"attachments": [{"file": "chung.pdf", "title": "Chung"}]}
    site, _ = link({"news/a": {**has, "withdrawn": GONE}, "news/b": shares}, files=("chung.pdf", "rieng.pdf"))
    assert list(site.downloads) == ["chung.pdf"]


@pytest.mark.parametrize(
    ("address", "is_dropped"),
    [
        ("/van-ban/kh/", False),
        ("/van-ban/kh/nhiem-vu/", True),
        ("/nhiem-vu/kh/1/", False),
        ("/tep/mat.pdf", True),
        ("https://cchc.example/tep/mat.pdf", True),
        ("/van-ban/kh-2/", False),
    ],
)
def test_links_into_a_withdrawn_record_become_words(link: Any, address: str, is_dropped: bool) -> None:
    gone = {**PLAN, "attachments": [{"file": "mat.pdf", "title": "M"}], "withdrawn": GONE}
    records = {**SO, "documents/kh": gone, "news/a": {"body": f"Xem [đây]({address})."}}
    site, problems = link(records, files=("mat.pdf",))
    assert site.dropped_links.get(("news", "a"), ()) == ((address,) if is_dropped else ())
    assert [one.message for one in problems if one.code == "MB083"] == (
        [f"liên kết tới {address} được bỏ vì hồ sơ ấy đã rút"] if is_dropped else []
    )


def test_a_document_may_be_published_anew_beside_the_one_that_was_withdrawn(link: Any) -> None:
    same = {"number": "12/QĐ-UBND"}
    records = {
        **SO,
        "documents/nham": {**same, "withdrawn": GONE},
        "documents/dung": same,
        "news/a": {"body": "Quyết định số 12/QĐ-UBND ngày 05/01/2026"},
    }
    site, problems = link(records)
    assert codes(problems) == []
    assert [one.document_id for one in site.prose_links["news", "a"]] == ["dung"]


@pytest.mark.parametrize("day", ["01/05/2026", "01/05/2099"])
def test_an_agency_that_is_referred_to_cannot_be_withdrawn(link: Any, day: str) -> None:
    gone = {"on": day, "reason": "Lập nhầm."}
    _, problems = link({"agencies/so": {"withdrawn": gone}, "documents/vb": {}, "agencies/con": {"parent": "so"}})
    assert codes(problems) == ["MB078", "MB078"]


def test_corrections_to_come_are_not_known(link: Any) -> None:
    changes = [
        {"on": "01/06/2026 09:00:00", "what": "Sửa"},
        {"on": "01/06/2026 11:00:00", "what": "7319"},
        {"on": "10/01/2026", "what": "Sửa trước"},
    ]
    site, _ = link({"news/a": {"changes": changes, "modified_at": "01/06/2026 12:00:00"}})
    assert [one.what for one in site.news["a"].changes] == ["Sửa", "Sửa trước"]
    assert site.news["a"].modified_at is None
    assert "7319" not in repr(site)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("news/a", {"posted_at": "05/01/2026 08:00:00"}),
        ("documents/a", {"issued_on": "05/01/2026"}),
        ("procedures/a", {"code": "1.000001", "announced_on": "05/01/2026"}),
        (
            "caseloads/a",
            {"period": "2025-12", "reported_on": "05/01/2026", "total": {"received": "1", "on_time": "1", "late": "0"}},
        ),
    ],
)
@pytest.mark.parametrize(("day", "found"), [("04/01/2026", ["MB077", "MB077"]), ("05/01/2026", [])])
def test_nothing_is_corrected_or_withdrawn_before_it_came_out(
    link: Any, name: str, more: dict[str, Any], day: str, found: list[str]
) -> None:
    history = {"changes": [{"on": day, "what": "Sửa"}], "withdrawn": {"on": day, "reason": "Nhầm"}}
    _, problems = link({**SO, name: {**more, **history}})
    assert codes(problems) == found


@pytest.mark.parametrize(("day", "found"), [("04/01/2026", ["MB077"]), ("05/01/2026", [])])
def test_nothing_came_to_the_portal_before_its_own_day(link: Any, day: str, found: list[str]) -> None:
    _, problems = link({**SO, "documents/a": {"issued_on": "05/01/2026", "posted_on": day}})
    assert codes(problems) == found


def test_no_reference_of_a_site_leads_nowhere_when_records_are_withdrawn(link: Any) -> None:
    def stands(site: Site) -> None:
        for key in site.paths:
            for _, marker, value in references_in(site.record(key)):
                assert (marker.kind, value) in site.paths or (marker.kind, value) in site.withdrawn  # type: ignore[union-attr]

    records: dict[str, Any] = {**SO, "news/a": {"agencies": ["so"], "documents": ["vb", "kh"], "withdrawn": GONE}}
    records |= {"documents/vb": {"relations": {"amends": "kh"}}, "documents/kh": {**PLAN, "withdrawn": GONE}}
    stands(link(records)[0])
