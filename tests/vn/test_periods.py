from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.periods import parse_period


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
