from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.periods import parse_period, parts_of, period_of


@pytest.mark.parametrize(
    ("code", "name", "start", "end"),
    [
        ("2017", "năm 2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-H1", "6 tháng đầu năm 2017", date(2017, 1, 1), date(2017, 6, 30)),
        ("2017-H2", "6 tháng cuối năm 2017", date(2017, 7, 1), date(2017, 12, 31)),
        ("2017-Q3", "quý III năm 2017", date(2017, 7, 1), date(2017, 9, 30)),
        ("2017-Q4", "quý IV năm 2017", date(2017, 10, 1), date(2017, 12, 31)),
        ("2016-02", "tháng 02 năm 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-08", "tháng 8 năm 2017", date(2017, 8, 1), date(2017, 8, 31)),
    ],
)
def test_a_period_has_a_name_and_its_days(code: str, name: str, start: date, end: date) -> None:
    period = parse_period(code)
    assert period
    assert (period.code, period.name, period.start, period.end) == (code, name, start, end)


def test_letters_may_be_small() -> None:
    assert parse_period(" 2017-q3 ") == parse_period("2017-Q3")


@pytest.mark.parametrize("text", ["", "17", "2017-Q5", "2017-Q0", "2017-H3", "2017-13", "2017-8", "Q3/2017", "9999"])
def test_anything_else_is_no_period(text: str) -> None:
    assert parse_period(text) is None


@given(st.integers(1900, 2100))
def test_quarters_halves_and_months_divide_a_year_without_gap(year: int) -> None:
    for parts in (("H1", "H2"), ("Q1", "Q2", "Q3", "Q4"), tuple(f"{month:02}" for month in range(1, 13))):
        periods = [period for part in parts if (period := parse_period(f"{year}-{part}"))]
        whole = parse_period(str(year))
        assert whole and len(periods) == len(parts)
        assert (periods[0].start, periods[-1].end) == (whole.start, whole.end)
        assert all((b.start - a.end).days == 1 for a, b in pairwise(periods))


@given(st.integers(1900, 2100), st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"]))
def test_the_parts_of_a_period_fill_it_one_after_another(year: int, part: str) -> None:
    period = parse_period(f"{year}{part}")
    assert period
    parts = parts_of(period)
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(after.start - before.end == timedelta(1) for before, after in pairwise(parts))


def test_a_year_is_of_halves_a_half_of_quarters_a_quarter_of_months_and_a_month_of_nothing() -> None:
    def codes(code: str) -> list[str]:
        period = parse_period(code)
        return [part.code for part in parts_of(period)] if period else []

    assert codes("2025") == ["2025-H1", "2025-H2"]
    assert codes("2025-H2") == ["2025-Q3", "2025-Q4"]
    assert codes("2025-Q4") == ["2025-10", "2025-11", "2025-12"]
    assert codes("2025-12") == []


@pytest.mark.parametrize("code", ["2025", "2025-H2", "2025-Q1", "2024-02"])
def test_a_period_is_known_by_its_days(code: str) -> None:
    period = parse_period(code)
    assert period
    assert period_of(period.start, period.end) == period
    assert period_of(period.start, period.end - timedelta(1)) is None
