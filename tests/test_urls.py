"""Addresses: once published they stay, so each is written out here."""

from datetime import date

import pytest

from generator import urls
from generator.link.status import STATUSES
from generator.records.news import News


def news(id_: str) -> News:
    return News.model_validate({"id": id_, "title": "Một tin", "posted_at": "05/01/2026 23:59:59"})


@pytest.mark.parametrize(
    ("id_", "url"),
    [
        ("hop-ban-chi-dao", "/tin-tuc/2026/01/05/hop-ban-chi-dao/"),
        ("2026-01-05-hop-ban-chi-dao", "/tin-tuc/2026/01/05/hop-ban-chi-dao/"),
        ("tin-2026-01-05-hop", "/tin-tuc/2026/01/05/tin-2026-01-05-hop/"),
        ("2026-01-05-2026-01-06-hop", "/tin-tuc/2026/01/05/2026-01-06-hop/"),
        ("2026-01-05", "/tin-tuc/2026/01/05/2026-01-05/"),
    ],
)
def test_a_post_is_below_its_day_and_does_not_repeat_it(id_: str, url: str) -> None:
    assert urls.news_url(news(id_)) == urls.record_url(news(id_), "news") == url


def test_addresses_are_what_they_were() -> None:
    assert urls.document_url("2407-qd-ubnd") == "/van-ban/2407-qd-ubnd/"
    assert urls.procedure_url("1.012753.h19") == "/thu-tuc/1.012753.h19/"
    assert urls.agency_url("so-noi-vu") == "/co-quan/so-noi-vu/"
    assert urls.area_url("the-che") == "/linh-vuc/the-che/"
    assert urls.province_url("son-la") == "/dia-phuong/son-la/"
    assert urls.indicator_url("par-index") == "/chi-so/par-index/"
    assert urls.results_of_year(2026) == "/ket-qua/2026/"
    assert urls.results_of_agency("so-noi-vu") == "/ket-qua/so-noi-vu/"
    assert urls.caseload_url("so-noi-vu-2026-q1") == "/ket-qua/bao-cao/so-noi-vu-2026-q1/"
    assert urls.task_url("ke-hoach", "1.10") == "/nhiem-vu/ke-hoach/1.10/"
    assert urls.task_anchor("1.10") == "nhiem-vu-1-10"
    assert urls.tasks_by("nam", "2026") == "/nhiem-vu/nam/2026/"
    assert urls.tasks_due_soon() == "/nhiem-vu/sap-den-han/"
    assert urls.tasks_due_soon(2026) == "/nhiem-vu/nam/2026/sap-den-han/"
    assert urls.tasks_in_state("overdue") == "/nhiem-vu/tinh-trang/qua-han/"
    assert urls.tasks_in_state("done_late", 2026) == "/nhiem-vu/nam/2026/tinh-trang/hoan-thanh-qua-han/"
    assert urls.tasks_by("co-quan", "so-noi-vu") == "/nhiem-vu/co-quan/so-noi-vu/"
    assert urls.plan_tasks("ke-hoach") == "/van-ban/ke-hoach/nhiem-vu/"
    assert urls.plan_tasks_by("ke-hoach", "linh-vuc") == "/van-ban/ke-hoach/nhiem-vu/linh-vuc/"
    assert urls.programme_url("76") == "/chuong-trinh/76/"
    assert urls.programme_events("76") == "/chuong-trinh/76/dien-bien/"
    assert urls.indicator_series_url("PAR INDEX") == "/chi-so/bo/par-index/"
    assert urls.news_month_url(date(2026, 1, 5)) == "/tin-tuc/2026/01/"
    assert urls.news_year_url(2026) == "/tin-tuc/2026/"
    assert urls.author_url("Đỗ Thị Mẫu") == "/tin-tuc/tac-gia/do-thi-mau/"
    assert urls.documents_by("loai", "quyet-dinh") == "/van-ban/loai/quyet-dinh/"
    assert urls.procedures_by_field("Hộ tịch") == "/thu-tuc/linh-vuc/ho-tich/"
    assert urls.procedures_by_agency("so-noi-vu") == "/thu-tuc/co-quan/so-noi-vu/"


def test_the_first_page_of_a_list_is_the_list() -> None:
    assert [urls.page_url("/tin-tuc/", number) for number in (1, 2)] == ["/tin-tuc/", "/tin-tuc/trang/2/"]


def test_files_have_addresses_that_any_reader_takes() -> None:
    assert urls.file_url("2026/Báo cáo #1.pdf") == "/tep/2026/B%C3%A1o%20c%C3%A1o%20%231.pdf"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/van-ban/a/", "van-ban/a/index.html"),
        ("/404.html", "404.html"),
        ("/a/rss.xml", "a/rss.xml"),
    ],
)
def test_an_address_says_which_file_serves_it(url: str, path: str) -> None:
    assert urls.artifact_path(url) == path


def test_the_twin_stands_beside_its_page() -> None:
    assert urls.artifact_path(urls.twin_url("/van-ban/a/")) == "van-ban/a/index.json"


def test_every_state_has_an_address_of_its_own():
    assert len({urls.tasks_in_state(state) for state in STATUSES}) == len(STATUSES)
