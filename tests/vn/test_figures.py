from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.figures import (
    format_decimal,
    format_int,
    format_percent,
    format_size,
    parse_roman,
    percentage,
    roman,
)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567"), (-1234, "-1.234")]
)
def test_thousands_have_a_dot(value: int, text: str) -> None:
    assert format_int(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(82.5, "82,5"), (80.0, "80"), (100, "100"), (1234.125, "1.234,13"), (0.005, "0,01"), (-0.001, "0")],
)
def test_decimals_have_a_comma_and_no_spare_zeros(value: float, text: str) -> None:
    assert format_decimal(value) == text


def test_decimals_can_be_limited() -> None:
    assert format_decimal(2.345, places=1) == "2,3"
    assert format_decimal(2.5, places=0) == "3"


@pytest.mark.parametrize(
    ("share", "text"), [(0.917, "91,7\u00a0%"), (0.95, "95\u00a0%"), (1, "100\u00a0%"), (22 / 24, "91,7\u00a0%")]
)
def test_shares_become_percent_with_a_space_that_does_not_break(share: float, text: str) -> None:
    assert format_percent(share) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1.023 B"),
        (1024, "1 KB"),
        (84480, "82,5 KB"),
        (1024**2 - 1, "1 MB"),
        (5 * 1024**2, "5 MB"),
        (3 * 1024**3 // 2, "1,5 GB"),
        (5000 * 1024**3, "5.000 GB"),
    ],
)
def test_sizes_use_the_unit_that_reads_best(size: int, text: str) -> None:
    assert format_size(size) == text


@given(st.integers(1, 3999))
def test_roman_numerals_survive_writing_and_reading(value: int) -> None:
    assert parse_roman(roman(value)) == parse_roman(roman(value).lower()) == value


@pytest.mark.parametrize(("value", "text"), [(1, "I"), (3, "III"), (4, "IV"), (9, "IX"), (14, "XIV"), (2021, "MMXXI")])
def test_roman_numerals_have_their_usual_form(value: int, text: str) -> None:
    assert roman(value) == text


@pytest.mark.parametrize("value", [0, -1, 4000])
def test_what_roman_numerals_cannot_write_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        roman(value)


@pytest.mark.parametrize("text", ["", "IIII", "IC", "VX", "MMMM", "3", "ı", " I"])
def test_numerals_in_a_wrong_form_are_refused(text: str) -> None:
    assert parse_roman(text) is None


@given(st.text() | st.text(alphabet="IVXLCDM"))
def test_no_text_breaks_the_parser(text: str) -> None:
    value = parse_roman(text)
    assert value is None or roman(value) == text.upper()


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(982, 1000, "98.2"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 2, "50.0"), (7, 7, "100.0"), (0, 7, "0.0")],
)
def test_a_percentage_has_one_decimal(part: int, whole: int, text: str) -> None:
    assert str(percentage(part, whole)) == text


def test_nothing_has_no_percentage() -> None:
    assert percentage(0, 0) is None


@given(st.integers(1, 10**9), st.data())
def test_all_and_none_are_said_of_all_and_none_alone(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    share = percentage(part, whole)
    assert share is not None
    assert (share == 100) == (part == whole)
    assert (share == 0) == (part == 0)
    assert abs(share - Decimal(part) * 100 / whole) <= Decimal("0.1")
