"""What a task may say, and what contradicts itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.records.document import Document
from generator.records.task import DERIVED_STATES, TASK_STATES, Task

DOCUMENT = {"id": "kh", "number": "1/KH-UBND", "issuer": "so", "issued_on": "05/01/2026", "subject": "Kế hoạch"}


def task(**keys: Any) -> Task:
    return Task.model_validate({"order": "1", "content": "Việc", **keys})


def fault(**keys: Any) -> tuple[str, str, str]:
    """Return code, place below the task and message of the one problem that a task has in its plan."""
    plan = {"tasks": [{"order": "1", "content": "Việc"}, {"order": "2", "content": "Việc", **keys}]}
    with pytest.raises(ValidationError) as caught:
        Document.model_validate({**DOCUMENT, "plan": plan})
    (error,) = caught.value.errors()
    place = (*error["loc"], *error.get("ctx", {}).get("at", ()))
    assert place[:3] == ("plan", "tasks", 1)
    return error["type"], ".".join(map(str, place[3:])), error["msg"]


@pytest.mark.parametrize("written", [*DERIVED_STATES, *DERIVED_STATES.values(), "quá hạn"])
def test_what_follows_from_dates_is_not_written(written: str) -> None:
    code, place, message = fault(state=written)
    assert (code, place) == ("MB024", "state")
    assert "tự suy ra" in message
    assert fault(updates=[{"date": "01/02/2026", "state": written}])[:2] == ("MB024", "updates.0.state")


@pytest.mark.parametrize("state", [state for state in TASK_STATES if state != "done"])
def test_a_state_is_written_as_key_or_in_words(state: str) -> None:
    assert task(state=state).state == task(state=TASK_STATES[state]).state == state


WAY = {"date": "01/02/2026", "state": "under_way"}
DONE = {"date": "01/04/2026", "state": "done"}


@pytest.mark.parametrize(
    ("keys", "code", "place", "words"),
    [
        ({"state": "done"}, "MB029", "state", "không ghi ngày"),
        ({"state": "done", "updates": [{"date": "01/02/2026", "text": "Xong"}]}, "MB029", "state", "không ghi ngày"),
        ({"done_on": "01/02/2026"}, "MB029", "done_on", "chưa ghi là hoàn thành"),
        ({"state": "under_way", "done_on": "01/02/2026"}, "MB029", "done_on", "chưa ghi là hoàn thành"),
        (
            {
                "done_on": "01/02/2026",
                "updates": [{"date": "01/03/2026", "state": "done"}, WAY | {"date": "01/04/2026"}],
            },
            "MB029",
            "done_on",
            "chưa ghi là hoàn thành",
        ),
        ({"done_on": "02/04/2026", "updates": [DONE]}, "MB029", "done_on", "sau ngày báo cáo"),
        (
            {"state": "done", "done_on": "01/02/2026", "start": "02/02/2026"},
            "MB029",
            "done_on",
            "trước ngày bắt đầu",
        ),
        ({"state": "under_way", "progress": "100"}, "MB029", "progress", "100 nhưng chưa ghi là hoàn thành"),
        ({"state": "suspended", "progress": "100"}, "MB029", "progress", "100 nhưng chưa ghi là hoàn thành"),
        ({"state": "not_started", "progress": "1"}, "MB029", "progress", "chưa thực hiện nhưng tiến độ là 1"),
        ({"state": "done", "done_on": "01/02/2026", "progress": "99"}, "MB029", "progress", "tiến độ là 99"),
        ({"progress": "40"}, "MB029", "progress", "chưa ghi tình trạng"),
        ({"updates": [WAY, {"date": "02/02/2026", "progress": "100"}]}, "MB029", "updates.1.progress", "100"),
        ({"updates": [{"date": "02/02/2026", "progress": "100"}, WAY]}, "MB029", "updates.0.progress", "100"),
        ({"updates": [{"date": "02/04/2026", "progress": "50"}, DONE]}, "MB029", "updates.0.progress", "là 50"),
        ({"updates": [{"date": "02/02/2026", "progress": "5"}, DONE]}, "MB029", "updates.0.progress", "tình trạng"),
        ({"state": "under_way", "updates": [WAY]}, "MB029", "state", "đã ghi trong các báo cáo"),
        (
            {"state": "under_way", "progress": "5", "updates": [{"date": "01/02/2026", "progress": "5"}]},
            "MB029",
            "progress",
            "đã ghi trong các báo cáo",
        ),
        ({"updates": [{"date": "01/02/2026", "state": "unreported"}]}, "MB029", "updates.0.state", "chưa có báo cáo"),
        ({"updates": [{"date": "01/02/2026", "by": "so"}]}, "MB022", "updates.0", "cần một trong các khóa"),
        ({"updates": [WAY, {"date": "04/01/2026", "text": "Sớm"}]}, "MB029", "updates.1.date", "04/01/2026 trước"),
        ({"state": "done", "done_on": "04/01/2026"}, "MB029", "done_on", "trước ngày ban hành kế hoạch"),
        (
            {"evidence": [{"url": "https://a.vn"}, {"url": "https://a.vn", "date": "04/01/2026"}]},
            "MB029",
            "evidence.1.date",
            "trước ngày ban hành kế hoạch",
        ),
        (
            {"updates": [WAY | {"evidence": [{"url": "https://a.vn", "date": "04/01/2026"}]}]},
            "MB029",
            "updates.0.evidence.0.date",
            "trước ngày ban hành kế hoạch",
        ),
        ({"start": "01/04/2026", "due": "Quý I/2026"}, "MB029", "due", "31/03/2026, trước ngày bắt đầu"),
        (
            {"start": "01/04/2026", "due": "Quý III/2026", "updates": [{"date": "01/02/2026", "due": "Quý I/2026"}]},
            "MB029",
            "updates.0.due",
            "31/03/2026, trước ngày bắt đầu",
        ),
        ({"start": "01/04/2026", "due": "Trong vòng 15 ngày kể từ ngày ban hành"}, "MB029", "due", "20/01/2026"),
        ({"origin": {}}, "MB022", "origin", "nguồn giao việc"),
        ({"continues": "ke-hoach-2016"}, "MB025", "continues", "không phải là một nhiệm vụ"),
        ({"continues": "#1"}, "MB025", "continues", "không phải là một nhiệm vụ"),
        ({"continues": "ke-hoach-2016#1.a"}, "MB025", "continues", "không phải là một nhiệm vụ"),
    ],
)
def test_a_contradiction_is_told_where_it_stands(keys: dict[str, Any], code: str, place: str, words: str) -> None:
    found = fault(**keys)
    assert found[:2] == (code, place)
    assert words in found[2]


@pytest.mark.parametrize(
    "keys",
    [
        {"state": "done", "done_on": "05/01/2026", "progress": "100"},
        {"done_on": "01/04/2026", "updates": [DONE]},
        {"done_on": "15/03/2026", "updates": [DONE, WAY]},
        {"state": "under_way", "updates": [{"date": "01/02/2026", "progress": "50"}]},
        {"state": "under_way", "updates": [{"date": "01/02/2026", "text": "Đang làm"}]},
        {"updates": [DONE, {"date": "02/04/2026", "state": "under_way", "progress": "80"}]},
        {"updates": [{"date": "01/02/2026", "progress": "0", "state": "not_started"}, DONE | {"progress": "100"}]},
        {"start": "31/03/2026", "due": "Quý I/2026"},
        {"start": "01/04/2026", "due": "Thường xuyên"},
    ],
)
def test_what_fits_together_is_accepted(keys: dict[str, Any]) -> None:
    Document.model_validate({**DOCUMENT, "plan": {"tasks": [{"order": "1", "content": "Việc", **keys}]}})


def test_a_task_before_is_named_by_its_plan_and_number_however_that_is_written() -> None:
    assert task(continues=" ke-hoach-2016#03.1 ").continues == "ke-hoach-2016#3.1"
    assert task(order="03.1.").order == "3.1"


@given(st.lists(st.tuples(st.integers(1, 28), st.sampled_from(["under_way", "done", "suspended", None])), max_size=6))
def test_the_standing_of_a_task_does_not_depend_on_the_order_in_which_days_are_written(
    reports: list[tuple[int, str | None]],
) -> None:
    by_day = dict(reports)
    updates = [
        {"date": f"{day}/2/2026", "text": "Báo cáo", **({"state": state} if state else {})}
        for day, state in by_day.items()
    ]
    ordered = sorted(updates, key=lambda one: int(one["date"].partition("/")[0]))
    assert task(updates=updates).standing == task(updates=ordered).standing
    last = [state for _, state in sorted(by_day.items()) if state]
    assert task(updates=updates).standing.state == (last[-1] if last else "unreported")
