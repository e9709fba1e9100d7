from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.dates import (
    TIME_ZONE,
    format_date,
    format_long_date,
    format_moment,
    parse_date,
    parse_moment,
)

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
moments = st.datetimes(datetime(1980, 1, 1), datetime(2100, 12, 30), timezones=st.sampled_from([TIME_ZONE, UTC])).map(
    lambda moment: moment.replace(microsecond=0)
)


@pytest.mark.parametrize(
    "text",
    [
        "22/12/2015",
        "22-12-2015",
        "22.12.2015",
        "2015-12-22",
        "ngày 22 tháng 12 năm 2015",
        "Ngày 22  tháng 12\nnăm 2015",
        " 22/12/2015 ",
    ],
)
def test_every_spelling_of_a_date_is_understood(text: str) -> None:
    assert parse_date(text) == date(2015, 12, 22)


def test_day_and_month_need_no_leading_zero() -> None:
    assert parse_date("1/10/2021") == date(2021, 10, 1)


@pytest.mark.parametrize(
    "text",
    ["31/2/2015", "0/1/2015", "1/13/2015", "22/12-2015", "22/12/15", "22/12/1899", "22/12/2101", "08//6/2010", ""],
)
def test_impossible_and_malformed_dates_are_refused(text: str) -> None:
    assert parse_date(text) is None


def test_digits_of_other_scripts_are_no_date() -> None:
    assert parse_date("٢٢/١٢/٢٠١٥") is None


@given(days)
def test_dates_survive_writing_and_reading(day: date) -> None:
    assert parse_date(format_date(day)) == parse_date(format_long_date(day)) == parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30/12/2015 15:12:11", datetime(2015, 12, 30, 15, 12, 11)),
        ("30/12/2015 15:12", datetime(2015, 12, 30, 15, 12)),
        ("16:00, 12/05/2016", datetime(2016, 5, 12, 16)),
        ("10:8, Thứ Tư, 3-4-2024", datetime(2024, 4, 3, 10, 8)),
        ("Thứ tư, ngày 3 tháng 4 năm 2024, 10:08", datetime(2024, 4, 3, 10, 8)),
        ("2015-12-30T15:12:11", datetime(2015, 12, 30, 15, 12, 11)),
        ("2015-12-30 15:12:11", datetime(2015, 12, 30, 15, 12, 11)),
        ("2015-12-30T15:12:11+07:00", datetime(2015, 12, 30, 15, 12, 11)),
        ("2015-12-30T15:12:11.250-0500", datetime(2015, 12, 31, 3, 12, 11)),
        ("2015-12-30T15:12:11Z", datetime(2015, 12, 30, 22, 12, 11)),
        ("30/12/2015", datetime(2015, 12, 30)),
    ],
)
def test_moments_are_read_as_local_time(text: str, expected: datetime) -> None:
    found = parse_moment(text)
    assert found is not None
    assert found.replace(tzinfo=None) == expected
    assert found.utcoffset() == timedelta(hours=7)


def test_a_weekday_that_contradicts_the_date_is_tolerated() -> None:
    assert parse_moment("10:8, Thứ Hai, 3-4-2024") == parse_moment("10:8, Thứ Tư, 3-4-2024")


@pytest.mark.parametrize(
    "text",
    ["30/12/2015 24:00", "30/12/2015 10:60", "31/02/2015 10:00", "10:00", "10:00 30/12/2015 11:00", "2015-W01-1"],
)
def test_impossible_moments_are_refused(text: str) -> None:
    assert parse_moment(text) is None


@given(moments)
def test_moments_survive_writing_and_reading(moment: datetime) -> None:
    assert parse_moment(format_moment(moment)) == moment
    assert parse_moment(moment.isoformat()) == moment


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2015, 12, 22), "ngày 22 tháng 12 năm 2015"),
        (date(2021, 10, 1), "ngày 01 tháng 10 năm 2021"),
        (date(2010, 6, 8), "ngày 08 tháng 6 năm 2010"),
        (date(2010, 2, 18), "ngày 18 tháng 02 năm 2010"),
    ],
)
def test_the_official_form_has_zeros_where_a_digit_could_be_added(day: date, expected: str) -> None:
    assert format_long_date(day) == expected


@given(st.text() | st.from_regex(r"[0-9:/ ,.+-]{,24}"))
def test_no_text_breaks_the_parsers(text: str) -> None:
    for parsed in (parse_date(text), parse_moment(text)):
        assert parsed is None or 1899 <= parsed.year <= 2101
