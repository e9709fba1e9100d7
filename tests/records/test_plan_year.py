"""Deadlines without a year are of their plan's year, or refused where that is in doubt."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from generator.records.document import Document

DOCUMENT = {"id": "kh", "number": "1/KH-UBND", "issuer": "so", "issued_on": "22/12/2016", "subject": "Kế hoạch"}


def plan(*dues: str, **keys: Any) -> dict[str, Any]:
    tasks = [{"order": str(order), "content": "Việc", "due": due} for order, due in enumerate(dues, start=1)]
    return {**DOCUMENT, **keys, "plan": {"tasks": tasks}}


def ends(document: Document) -> list[date | None]:
    assert document.plan is not None
    return [task.due.end for task in document.plan.tasks if task.due]


def refusals(value: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str, str]]:
    """Return place, message and hint of everything that is wrong with a document."""
    with pytest.raises(ValidationError) as caught:
        Document.model_validate(value)
    found = caught.value.errors()
    assert {error["type"] for error in found} == {"MB027"}
    return [(error["loc"], error["msg"], error["ctx"]["hint"]) for error in found]


def test_deadlines_without_a_year_are_of_the_plans_period_and_keep_their_wording() -> None:
    document = Document.model_validate(plan("Quý III", "Trước ngày 15/12", "Tháng 3/2018", period="2017"))
    assert ends(document) == [date(2017, 9, 30), date(2017, 12, 14), date(2018, 3, 31)]
    assert document.plan is not None
    assert [task.due.wording for task in document.plan.tasks if task.due] == [
        *("Quý III", "Trước ngày 15/12", "Tháng 3/2018")
    ]


def test_the_deadline_of_a_target_is_of_the_plans_year_too() -> None:
    target = {"content": "Hồ sơ đúng hạn", "goal": "98", "due": "6 tháng đầu năm"}
    document = Document.model_validate({**DOCUMENT, "period": "2017", "plan": {"targets": [target]}})
    assert document.plan is not None
    assert document.plan.targets[0].due is not None
    assert document.plan.targets[0].due.end == date(2017, 6, 30)


def test_a_plan_without_a_period_is_of_the_year_of_its_issue() -> None:
    subject = "Triển khai Luật ban hành năm 2015"
    assert ends(Document.model_validate(plan("Quý III", issued_on="05/01/2017", subject=subject))) == [
        date(2017, 9, 30)
    ]


def test_in_a_plan_of_several_years_each_deadline_without_a_year_is_refused_at_its_place() -> None:
    value = plan("Quý III", "Năm 2018", "Thường xuyên", "Tháng 6", period="2016-2020")
    value["plan"]["targets"] = [{"content": "Hồ sơ đúng hạn", "goal": "98", "due": "Cuối năm"}]
    found = refusals(value)
    assert [place for place, _, _ in found] == [
        ("plan", "tasks", 0, "due"),
        ("plan", "tasks", 3, "due"),
        ("plan", "targets", 0, "due"),
    ]
    assert all("2016-2020" in message and "ghi cả năm" in hint for _, message, hint in found)


@pytest.mark.parametrize(
    "subject", ["Cải cách hành chính năm 2017", "Giai đoạn 2016-2017", "Cải cách hành chính năm 2016, 2017"]
)
def test_a_plan_without_a_period_whose_subject_names_a_later_year_must_give_one(subject: str) -> None:
    ((place, message, hint),) = refusals(plan("Trước ngày 31/12", subject=subject))
    assert place == ("plan", "tasks", 0, "due")
    assert "năm 2017" in message
    assert "period: 2017" in hint


def test_a_plan_without_a_period_has_no_deadline_that_was_over_when_it_was_issued() -> None:
    ((_, message, hint),) = refusals(plan("Quý III"))
    assert "đã qua" in message
    assert "period: 2017" in hint
    assert ends(Document.model_validate(plan("Quý III", period="2016"))) == [date(2016, 9, 30)]


def test_a_day_that_the_year_does_not_have_is_refused() -> None:
    ((place, message, _),) = refusals(plan("Ngày 29/2", period="2017"))
    assert place == ("plan", "tasks", 0, "due")
    assert "2017" in message
    assert ends(Document.model_validate(plan("Ngày 29/2", period="2020"))) == [date(2020, 2, 29)]


@pytest.mark.parametrize("wrong", [{"period": "sang năm"}, {"issued_on": "31/2/2016"}, {"subject": ""}])
def test_where_the_year_cannot_be_told_that_alone_is_the_fault(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        Document.model_validate(plan("Quý III", **wrong))
    assert [error["loc"] for error in caught.value.errors()] == [tuple(wrong)]


def test_a_deadline_without_a_year_is_held_against_the_start_of_its_task() -> None:
    value = plan("Quý I", period="2017")
    value["plan"]["tasks"][0]["start"] = "01/05/2017"
    with pytest.raises(ValidationError) as caught:
        Document.model_validate(value)
    (error,) = caught.value.errors()
    assert (error["type"], error["ctx"]["at"]) == ("MB029", ("plan", "tasks", 0, "due"))
