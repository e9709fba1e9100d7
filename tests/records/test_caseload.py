"""What a report on results takes for granted, and which sums it refuses."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.records.caseload import CaseCounts, Caseload, CaseRow

REPORT = {
    "id": "bc",
    "agency": "so",
    "period": "2026-Q1",
    "reported_on": "05/04/2026",
    "source": {"publisher": "Sở"},
}
COUNTS = {"received": "10", "on_time": "8", "late": "2"}


def report(**keys: Any) -> Caseload:
    return Caseload.model_validate({**REPORT, "total": COUNTS, **keys})


def row(field: str = "Hộ tịch", **keys: Any) -> dict[str, Any]:
    return {"field": field, **COUNTS, **keys}


def faults(**keys: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(ValidationError) as caught:
        report(**keys)
    return [(one["type"], (*one["loc"], *one.get("ctx", {}).get("at", ()))) for one in caught.value.errors()]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-03", "2026-03"),
        ("Tháng 3/2026", "2026-03"),
        ("Trong tháng 3/2026", "2026-03"),
        ("2026-q1", "2026-Q1"),
        ("Quý I/2026", "2026-Q1"),
        ("6 tháng đầu năm 2026", "2026-H1"),
        ("2026", "2026"),
        ("Năm 2026", "2026"),
    ],
)
def test_a_period_is_written_as_a_code_or_in_words(written: str, code: str) -> None:
    caseload = report(period=written, reported_on="05/01/2027")
    assert caseload.period.code == code
    assert caseload.model_dump()["period"] == code


@pytest.mark.parametrize(
    "written", ["", "2026-13", "Quý I", "15/3/2026", "2025-2026", "Hằng quý", "tháng 3, tháng 6/2026"]
)
def test_what_is_no_month_quarter_half_or_year_is_refused(written: str) -> None:
    assert faults(period=written) == [("MB023", ("period",))]


def test_cases_that_came_in_are_told_whole_or_by_the_way_they_came() -> None:
    counts = {"received_online": "7", "received_direct": "3", "on_time": "1", "late": "0"}
    assert CaseCounts.model_validate(counts).count("received") == 10
    assert faults(total={**counts, "received_direct": None}) == [("MB022", ("total",))]


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({"received_online": "7", "received_direct": "2"}, ["received"]),
        ({"received_online": "11"}, ["received"]),
        ({"resolved": "11"}, ["resolved"]),
        ({"early": "1", "resolved": "10"}, ["resolved"]),
        ({"pending": "3", "pending_in_time": "1", "pending_overdue": "1"}, ["pending"]),
        ({"resolved": "9", "received_online": "11"}, ["received", "resolved"]),
        ({"carried_over": "3", "pending": "4"}, ["carried_over"]),
        ({"carried_over": "3", "pending_in_time": "0", "pending_overdue": "1"}, ["carried_over"]),
    ],
)
def test_totals_that_are_not_the_sum_of_their_parts_are_refused_each_at_its_key(
    keys: dict[str, str], wrong: list[str]
) -> None:
    assert faults(rows=[row(**keys)]) == [("MB075", ("rows", 0, key)) for key in wrong]


@pytest.mark.parametrize(
    "keys",
    [
        {"received_online": "7"},
        {"pending": "3", "pending_overdue": "1"},
        {"carried_over": "3"},
        {"pending": "3"},
        {"carried_over": "3", "pending": "3"},
    ],
)
def test_what_was_not_told_is_not_held_against_a_sum(keys: dict[str, str]) -> None:
    report(total={**COUNTS, **keys})


def test_who_adds_what_was_carried_over_to_what_came_in_is_told_so() -> None:
    with pytest.raises(ValidationError) as caught:
        report(total={**COUNTS, "received": "13", "received_online": "7", "received_direct": "3", "carried_over": "3"})
    assert caught.value.errors()[0]["ctx"]["hint"] == "không cộng hồ sơ kỳ trước chuyển sang"


def test_a_total_is_that_of_the_rows() -> None:
    rows = [row(), row("Chứng thực", early="3", on_time="5")]
    report(rows=rows, total={"received": "20", "on_time": "16", "late": "4"})
    wrong = {"received": "21", "on_time": "15", "late": "4"}
    assert faults(rows=rows, total=wrong) == [("MB075", ("total", "received")), ("MB075", ("total", "on_time"))]


def test_what_one_row_does_not_tell_may_stand_in_the_total() -> None:
    rows = [row(pending="5"), row("Chứng thực")]
    report(rows=rows, total={"received": "20", "early": "3", "on_time": "13", "late": "4", "pending": "50"})


def test_a_field_is_told_once_and_again_only_for_its_procedures() -> None:
    report(rows=[row(), row(procedure="1.000001"), row(procedure="1.000002")], total=None)
    assert faults(rows=[row(), row()], total=None) == [("MB029", ("rows", 0, "field"))]


def test_a_report_has_figures_and_a_source_and_comes_after_its_period_began() -> None:
    assert faults(total=None) == [("MB022", ())]
    assert faults(source=None) == [("MB022", ())]
    assert faults(reported_on="31/12/2025") == [("MB029", ("reported_on",))]
    report(reported_on="14/03/2026")


@pytest.mark.parametrize("share", ["100,1 %", "-1", "982"])
def test_no_share_is_below_nothing_or_above_all(share: str) -> None:
    assert [at for _, at in faults(reported_on_time=share)] == [("reported_on_time",)]


def test_a_share_is_kept_as_the_unit_gave_it() -> None:
    assert str(report(reported_on_time="98,20 %").reported_on_time) == "98.20"


counts = st.integers(0, 5000)


@given(counts, counts, counts, counts, counts, counts)
def test_a_row_whose_parts_balance_is_taken_and_its_totals_are_their_sums(
    online: int, direct: int, early: int, on_time: int, late: int, overdue: int
) -> None:
    settled, came = early + on_time + late, online + direct
    pending = max(0, came - settled) + overdue
    written = {
        "carried_over": settled + pending - came,
        "received_online": online,
        "received_direct": direct,
        "early": early,
        "on_time": on_time,
        "late": late,
        "pending_in_time": pending - overdue,
        "pending_overdue": overdue,
    }
    found = CaseRow.model_validate({"field": "Hộ tịch", **written})
    assert [found.count(key) for key in ("received", "resolved", "pending")] == [came, settled, pending]
    for key in ("carried_over", "late", "pending_in_time"):
        with pytest.raises(ValidationError):
            CaseRow.model_validate({"field": "Hộ tịch", **written, key: written[key] + 1})
