from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.time_limits import TimeLimit, format_time_limit, hours, parse_time_limit, sort_key

TABLE = yaml.safe_load(Path(__file__).with_name("time_limits.yml").read_text(encoding="utf-8"))


def parsed(text: str) -> TimeLimit:
    found = parse_time_limit(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(("wording", "amount", "unit", "canonical"), TABLE, ids=[row[0] for row in TABLE])
def test_the_phrasings_of_procedures_become_amounts_and_keep_their_words(
    wording: str, amount: str | None, unit: str | None, canonical: str | None
) -> None:
    found = parsed(wording)
    assert (found.wording, found.amount, found.unit) == (wording, amount and Decimal(amount), unit)
    assert format_time_limit(found) == (canonical or wording)


@pytest.mark.parametrize(
    "text",
    ["-5 ngày", "−3 ngày làm việc", "0 ngày", "00 giờ", "Trong thời hạn 0 ngày", "11 năm", "99999 ngày làm việc"],
)
def test_an_amount_that_cannot_be_meant_is_refused(text: str) -> None:
    assert parse_time_limit(text) is None


def test_limits_sort_by_their_length_whatever_the_unit_and_those_without_one_last() -> None:
    in_order = [
        *("Ngay khi nhận", "30 phút", "1 giờ", "Trong ngày", "1 ngày", "6 giờ làm việc", "1 ngày làm việc", "5 ngày"),
        *("5 ngày làm việc", "2 tuần", "20 ngày làm việc", "1 tháng", "1 năm", "5", "Theo quy định"),
    ]
    limits = [parsed(text) for text in reversed(in_order)]
    assert [limit.wording for limit in sorted(limits, key=sort_key)] == in_order


def test_five_working_days_of_eight_hours_are_a_week() -> None:
    assert hours(parsed("5 ngày làm việc")) == hours(parsed("40 giờ làm việc")) == hours(parsed("1 tuần")) == 168


amounts = st.integers(1, 300).map(str) | st.integers(1, 99).map(lambda n: f"{n // 10},{n % 10 or 5}")
units = st.sampled_from(["phút", "giờ làm việc", "giờ", "ngày làm việc", "ngày", "tuần"])
leads = st.sampled_from(["", "Trong thời hạn ", "không quá ", "Tối đa ", "Thời gian giải quyết: ", "từ 1 đến "])
tails = st.sampled_from(["", ".", ", kể từ ngày nhận đủ hồ sơ", "; trường hợp khác 40 ngày", " (chưa kể ngày nghỉ)"])


@given(st.tuples(leads, amounts, st.just(" "), units, tails).map("".join))
def test_generated_limits_survive_formatting_and_parsing(text: str) -> None:
    found = parsed(text)
    assert found.amount
    again = parsed(format_time_limit(found))
    assert (again.amount, again.unit) == (found.amount, found.unit)
    assert format_time_limit(again) == format_time_limit(found)


pieces = st.sampled_from(
    ["trong", "ngày", "giờ", "làm việc", "ngay", "không quá", "5", "0", "-", "(", ")", ",", "năm", "mười", "mươi"]
)


@given(st.text() | st.lists(pieces).map(" ".join))
def test_no_text_breaks_anything(text: str) -> None:
    found = parse_time_limit(text)
    if found:
        sort_key(found)
        assert found.amount is None or (found.amount >= 0 and hours(found) is not None)
        assert parsed(format_time_limit(found)).amount == found.amount
