"""What records take for granted and what they refuse as a whole."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from generator.records.agency import Agency
from generator.records.document import Document
from generator.records.indicator import Indicator
from generator.records.news import News
from generator.records.portal import Portal
from generator.records.procedure import Procedure
from generator.records.task import order_key

NEWS = {"id": "tin", "title": "Một tin", "posted_at": "05/01/2026"}
DOCUMENT = {"id": "vb", "number": "1/KH-UBND", "issuer": "so", "issued_on": "05/01/2026", "subject": "Một văn bản"}
PROCEDURE = {"id": "tep", "code": "1.013172", "name": "Cấp bản sao", "field": "Chứng thực"}
PORTAL = {"name": "Cổng", "description": "Một cổng.", "base_url": "https://a.vn", "owner": {"name": "UBND"}}


def refused(model: type[BaseModel], value: dict[str, Any]) -> tuple[str, tuple[str | int, ...]]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    (error,) = caught.value.errors()
    return error["type"], (*error["loc"], *error.get("ctx", {}).get("at", ()))


@pytest.mark.parametrize(
    ("written", "name", "role"),
    [
        ("Cao Mẫu – Sở Nội vụ", "Cao Mẫu", "Sở Nội vụ"),
        ("Cao Mẫu - Phó phòng - Sở Nội vụ", "Cao Mẫu", "Phó phòng - Sở Nội vụ"),
        ("Người Mẫu-Hai", "Người Mẫu-Hai", None),
        ("  Văn   phòng ", "Văn phòng", None),
    ],
)
def test_a_byline_is_a_name_and_what_follows_a_dash(written: str, name: str, role: str | None) -> None:
    (author,) = News.model_validate({**NEWS, "authors": written}).authors
    assert (author.name, author.role, author.agency) == (name, role, None)


def test_an_author_may_be_an_agency_alone_but_not_a_role_alone() -> None:
    (author,) = News.model_validate({**NEWS, "authors": [{"agency": "so"}]}).authors
    assert author.agency == "so"
    assert refused(News, {**NEWS, "authors": [{"role": "Phóng viên"}]}) == ("MB022", ("authors", 0))


def plan(*orders: str) -> dict[str, Any]:
    return {**DOCUMENT, "plan": {"tasks": [{"order": order, "content": "Rà soát"} for order in orders]}}


def test_order_numbers_may_be_nested_and_written_with_a_dot_at_the_end() -> None:
    document = Document.model_validate(plan("1.", "1.1", "1.1.1", "2"))
    assert document.plan is not None
    assert [task.order for task in document.plan.tasks] == ["1", "1.1", "1.1.1", "2"]


def test_order_numbers_sort_as_people_count() -> None:
    assert sorted(["2", "1.10", "1.2", "10", "1"], key=order_key) == ["1", "1.2", "1.10", "2", "10"]


@pytest.mark.parametrize(
    ("orders", "code", "index"),
    [(("1", "2", "01"), "MB035", 2), (("1", "2.1"), "MB029", 1), (("1", "1.1.1"), "MB029", 1)],
)
def test_a_number_given_twice_or_without_its_parent_is_refused_at_its_task(
    orders: tuple[str, ...], code: str, index: int
) -> None:
    assert refused(Document, plan(*orders)) == (code, ("plan", "tasks", index, "order"))


@pytest.mark.parametrize("order", ["a", "1.1.1.1.1", "0x1", "1..2", "-1", ""])
def test_what_is_no_order_number_is_refused(order: str) -> None:
    assert refused(Document, plan(order))[0] == "MB025"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("1/KH-UBND", "ke-hoach"),
        ("30c/NQ-CP", "nghi-quyet"),
        ("3637/UBND-VX", "cong-van"),
        ("09/2015/QĐ-TTg", "quyet-dinh"),
    ],
)
def test_the_type_of_a_document_is_known_by_its_symbol(number: str, kind: str) -> None:
    assert Document.model_validate({**DOCUMENT, "number": number}).type == kind


def test_a_type_that_is_written_counts_more_than_the_symbol() -> None:
    assert Document.model_validate({**DOCUMENT, "type": "Báo cáo"}).type == "bao-cao"


def test_a_document_without_number_needs_a_type() -> None:
    without = {key: value for key, value in DOCUMENT.items() if key != "number"}
    assert refused(Document, without) == ("MB022", ())


def test_a_procedure_is_known_by_its_code() -> None:
    assert Procedure.model_validate({**PROCEDURE, "code": " 1.012753.H19 "}).id == "1.012753.h19"


@pytest.mark.parametrize("code", ["1.0131", "1.013172.19", "Mã số 1", "", "1.013172\n1"])
def test_a_wrong_code_is_all_that_is_said_of_a_procedure(code: str) -> None:
    assert refused(Procedure, {**PROCEDURE, "id": "Tên Tệp", "code": code}) == ("MB025", ("code",))


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ({"state": "under_way", "progress": "100"}, "MB029"),
        ({"state": "not_started", "progress": "1"}, "MB029"),
        ({"evidence": [{"text": "Đã làm"}]}, "MB022"),
        ({"progress": "101"}, "less_than_equal"),
    ],
)
def test_a_task_that_contradicts_itself_is_refused(task: dict[str, Any], code: str) -> None:
    tasks = [{"order": "1", "content": "Rà soát", **task}]
    assert refused(Document, {**DOCUMENT, "plan": {"tasks": tasks}})[0] == code


def test_an_agency_does_not_end_before_it_began() -> None:
    agency = {"id": "so", "name": "Sở", "kind": "department", "established_on": "2/1/2020", "dissolved_on": "1/1/2020"}
    assert refused(Agency, agency) == ("MB029", ("dissolved_on",))


def test_a_figure_needs_a_source() -> None:
    indicator = {"id": "cs", "name": "Chỉ số", "unit": "%", "values": [{"year": "2020", "value": "1"}]}
    assert refused(Indicator, indicator) == ("MB022", ("values", 0))


def test_an_indicator_without_figures_is_refused() -> None:
    assert refused(Indicator, {"id": "cs", "name": "Chỉ số", "unit": "%", "values": []}) == ("MB026", ("values",))


@pytest.mark.parametrize("zone", ["Asia/Hanoi", ["Asia/Ho_Chi_Minh"], "", "../etc/passwd"])
def test_a_time_zone_that_is_none_is_refused(zone: Any) -> None:
    assert refused(Portal, {**PORTAL, "time_zone": zone}) == ("MB051", ("time_zone",))


def test_the_base_address_ends_with_one_slash() -> None:
    for written in ("https://a.vn", "https://a.vn/", "https://a.vn//"):
        assert Portal.model_validate({**PORTAL, "base_url": written}).base_url == "https://a.vn/"


def test_an_area_belongs_to_one_programme() -> None:
    programme = {"id": "p", "name": "P", "period": "2021", "areas": [{"id": "a", "name": "A"}]}
    both = {**PORTAL, "programmes": [programme, {**programme, "id": "q"}]}
    assert refused(Portal, both) == ("MB030", ("programmes",))


def test_records_cannot_be_changed() -> None:
    news = News.model_validate(NEWS)
    with pytest.raises(ValidationError):
        news.title = "Khác"  # type: ignore[misc]
