"""Sums of reports: no month counts twice, none is lost, and what was not told is not made up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.link.caseloads import (
    Cases,
    cases_of,
    count_once,
    one_after_another,
    parts_beside,
    side_by_side,
    unit_years,
)
from generator.records.caseload import Caseload
from generator.vn.periods import Period, parse_period, parts_of

SO = {"agencies/so": {}}


def period(code: str) -> Period:
    found = parse_period(code)
    assert found
    return found


def tree(top: Period) -> list[Period]:
    return [top, *(below for part in parts_of(top) for below in tree(part))]


PERIODS = [one.code for one in tree(period("2025"))]


def report(code: str, agency: str = "so", **counts: Any) -> Caseload:
    total = {"received": 10, "on_time": 8, "late": 2, **counts}
    return Caseload.model_validate(
        {
            "id": f"{agency}-{code.lower()}",
            "agency": agency,
            "period": code,
            "reported_on": "05/01/2026",
            "total": {key: None if count is None else str(count) for key, count in total.items()},
            "source": {"publisher": "Sở"},
        }
    )


def months(caseload: Caseload) -> set[int]:
    return set(range(caseload.period.start.month, caseload.period.end.month + 1))


def counted(*codes: str) -> list[str]:
    reports = {code: report(code) for code in codes}
    return [one.period.code for one in count_once(period("2025"), reports)]


def test_a_year_has_two_halves_four_quarters_and_twelve_months() -> None:
    assert len(PERIODS) == len(set(PERIODS)) == 1 + 2 + 4 + 12


@given(st.sets(st.sampled_from(PERIODS)))
def test_every_month_of_any_report_counts_and_counts_once(codes: set[str]) -> None:
    reports = {code: report(code) for code in codes}
    found = [month for one in count_once(period("2025"), reports) for month in sorted(months(one))]
    assert found == sorted(set().union(*(months(one) for one in reports.values())))


@given(st.sets(st.sampled_from(PERIODS)))
def test_a_report_is_passed_over_only_for_others_that_cover_its_time(codes: set[str]) -> None:
    (year,) = unit_years([report(code) for code in codes], {}).get("so", (None,))
    if year:
        assert sorted([one.period.code for one in (*year.counted, *year.beside)]) == sorted(codes)
        covered = set(year.months)
        assert all(months(one) <= covered for one in year.beside)


def test_parts_count_where_they_are_all_there_and_else_the_whole() -> None:
    quarter = ("2025-01", "2025-02", "2025-03")
    assert counted(*quarter, "2025-Q1") == list(quarter)
    assert counted(*quarter[:2], "2025-Q1") == ["2025-Q1"]
    assert counted(*quarter, "2025-Q2", "2025-H1") == [*quarter, "2025-Q2"]
    assert counted(*quarter, "2025") == ["2025"]
    assert counted("2025-02", "2025-Q3") == ["2025-02", "2025-Q3"]


def test_a_case_that_waits_from_month_to_month_is_one_case() -> None:
    january = report("2025-01", carried_over=5, pending=5)
    february = report("2025-02", carried_over=5, pending=4, late=3)
    cases = one_after_another([cases_of(january), cases_of(february)])
    assert (cases.carried_over, cases.received, cases.resolved, cases.pending) == (5, 20, 21, 4)


def test_what_one_report_does_not_tell_is_not_summed() -> None:
    told, untold = report("2025-01", received_online=9, pending=3), report("2025-02")
    cases = side_by_side([cases_of(told), cases_of(untold)])
    assert (cases.received, cases.online, cases.pending, cases.online_share) == (20, None, None, None)
    assert side_by_side([cases_of(told), cases_of(told)]).online == 18


def test_early_cases_that_one_report_does_not_tell_apart_are_still_in_time() -> None:
    apart, together = report("2025-01", early=5, on_time=3), report("2025-02")
    cases = side_by_side([cases_of(apart), cases_of(together)])
    assert (cases.early, cases.on_time, cases.in_time, cases.resolved) == (None, 16, 16, 20)


def test_a_total_tells_what_the_rows_do_not() -> None:
    rows = ({"field": "Hộ tịch", "received": "10", "on_time": "8", "late": "2"},)
    total = {"received": "10", "received_online": "7", "early": "6", "on_time": "2", "late": "2", "pending": "1"}
    written = report("2025-01").model_dump(exclude_none=True)
    cases = cases_of(Caseload.model_validate({**written, "period": "2025-01", "rows": rows, "total": total}))
    assert (cases.online, cases.early, cases.on_time, cases.pending, cases.overdue) == (7, 6, 2, 1, None)


maybe = st.none() | st.integers(0, 9999)
whole = st.integers(0, 9999)
CASES = st.builds(Cases, maybe, whole, maybe, maybe, whole, whole, maybe, maybe)


@given(st.lists(CASES, min_size=1), st.randoms())
def test_sums_do_not_depend_on_order_or_grouping(cases: list[Cases], random: Any) -> None:
    cut = random.randint(1, len(cases))
    grouped = [side_by_side(cases[:cut]), *([side_by_side(cases[cut:])] if cases[cut:] else [])]
    shuffled = random.sample(cases, len(cases))
    assert side_by_side(cases) == side_by_side(grouped) == side_by_side(shuffled)


@given(st.lists(CASES, min_size=1))
def test_settled_cases_are_all_there_after_any_sum(cases: list[Cases]) -> None:
    for summed in (side_by_side(cases), one_after_another(cases)):
        assert summed.resolved == sum(one.resolved for one in cases)
        assert summed.in_time == sum(one.in_time for one in cases)
        assert summed.received == sum(one.received for one in cases)


def test_shares_have_one_decimal_and_nothing_has_none() -> None:
    cases = cases_of(report("2025-01", on_time=982, late=18, received=3, received_online=2))
    assert (str(cases.on_time_share), str(cases.online_share)) == ("98.2", "66.7")
    empty = cases_of(report("2025-01", on_time=0, late=0, received=0))
    assert (empty.on_time_share, empty.online_share) == (None, None)


def caseload(code: str, **counts: Any) -> dict[str, Any]:
    total = {"received": "10", "on_time": "8", "late": "2", **counts}
    return {"period": code, "total": {key: str(count) for key, count in total.items()}, "reported_on": "05/05/2026"}


def test_reports_lead_to_their_unit_and_to_procedures(link: Any) -> None:
    rows = [{"field": "Hộ tịch", "procedure": "1.000001", "received": "1", "on_time": "1", "late": "0"}]
    records = {
        **SO,
        "procedures/1.000001": {"code": "1.000001"},
        "caseloads/a": {"period": "2026-01", "rows": rows, "reported_on": "05/02/2026"},
    }
    site, problems = link(records)
    assert problems == []
    assert [(edge.source, edge.by) for edge in site.incoming["agencies", "so"]] == [(("caseloads", "a"), "agency")]
    assert [edge.by for edge in site.incoming["procedures", "1.000001"]] == ["procedure"]
    assert [year.year for year in site.unit_years["so"]] == [2026]


def test_a_report_of_days_to_come_or_in_draft_does_not_count(link: Any) -> None:
    site, problems = link(
        {
            **SO,
            "caseloads/a": caseload("2026-01"),
            "caseloads/b": {**caseload("2026-01"), "draft": "true"},
            "caseloads/c": {**caseload("2026-05"), "reported_on": "02/06/2026"},
        }
    )
    assert problems == []
    assert list(site.caseloads) == ["a"]
    assert site.unit_years["so"][0].months == (1,)


@pytest.mark.parametrize(("agency", "code"), [({"agency": "khac"}, "MB032"), ({"agency": "nhap"}, "MB034")])
def test_a_report_needs_its_unit(link: Any, agency: dict[str, str], code: str) -> None:
    site, problems = link({**SO, "agencies/nhap": {"draft": "true"}, "caseloads/a": caseload("2026-01") | agency})
    assert [problem.code for problem in problems] == [code]
    assert site.unit_years == {}


def test_two_reports_of_one_unit_on_one_period_are_a_problem_and_of_two_units_none(link: Any) -> None:
    _, problems = link(
        {
            **SO,
            "agencies/hai": {},
            "caseloads/a": caseload("2026-01"),
            "caseloads/b": caseload("Tháng 01/2026"),
            "caseloads/c": caseload("2026-01") | {"agency": "hai"},
        }
    )
    assert [(problem.code, problem.span.path) for problem in problems] == [("MB076", "content/caseloads/b.yml")]


def test_a_quarter_that_its_months_do_not_sum_to_is_noticed_and_an_incomplete_one_not(link: Any) -> None:
    months_ = {f"caseloads/m{month}": caseload(f"2026-0{month}") for month in (1, 2, 3, 4)}
    quarters = {
        "caseloads/q1": caseload("2026-Q1", received=31, on_time=24, late=6, carried_over=1),
        "caseloads/q2": caseload("2026-Q2", received=99),
    }
    _, problems = link({**SO, **months_, **quarters})
    (notice,) = problems
    assert (notice.code, notice.span.path, notice.is_notice) == ("MB088", "content/caseloads/q1.yml", True)
    assert notice.message.endswith("cộng lại: tiếp nhận 31, cộng lại 30")


def test_the_parts_of_a_period_stand_beside_it_only_when_all_are_there() -> None:
    reports = [report(code) for code in ("2025-01", "2025-02", "2025-03", "2025-Q1", "2025-Q2", "2025")]
    ((year,),) = unit_years(reports, {}).values()
    by_code = {one.period.code: one for one in reports}
    quarter = parts_beside(by_code["2025-Q1"], year)
    assert quarter and quarter.received == 30
    assert parts_beside(by_code["2025"], year) is None


def wider(*reports: Caseload, parents: dict[str, str]) -> set[str]:
    return {id_ for id_, years in unit_years(reports, parents).items() for year in years if year.wider}


def test_a_report_on_months_that_units_below_report_too_is_no_part_of_a_sum_of_units() -> None:
    parents = {"so": "tinh", "phong": "so"}
    assert wider(report("2025", "tinh"), report("2025-03", "phong"), parents=parents) == {"tinh"}
    assert wider(report("2025", "tinh"), report("2025", "so"), report("2025-Q1", "phong"), parents=parents) == {
        "tinh",
        "so",
    }


def test_units_that_report_other_months_or_stand_beside_each_other_are_all_summed_up() -> None:
    parents = {"so": "tinh", "xa": "tinh"}
    assert wider(report("2025-01", "tinh"), report("2025-02", "so"), report("2024", "xa"), parents=parents) == set()
    assert wider(report("2025", "so"), report("2025", "xa"), parents=parents) == set()


def test_units_above_each_other_in_a_circle_end() -> None:
    assert wider(report("2025", "a"), report("2025", "b"), parents={"a": "b", "b": "a"}) == {"a", "b"}
