from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.fees import Fee, format_fee, parse_fee, sort_key
from generator.vn.figures import format_int

TABLE = yaml.safe_load(Path(__file__).with_name("fees.yml").read_text(encoding="utf-8"))


def parsed(text: str) -> Fee:
    found = parse_fee(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(("wording", "amounts", "per", "canonical"), TABLE, ids=[row[0] for row in TABLE])
def test_the_phrasings_of_procedures_become_amounts_and_keep_their_words(
    wording: str, amounts: list[int], per: str, canonical: str
) -> None:
    found = parsed(wording)
    assert (found.wording, list(found.amounts), found.per) == (wording, amounts, per)
    assert found.free is (amounts == [0])
    assert format_fee(found) == canonical


@pytest.mark.parametrize(
    "text",
    ["-50.000 đồng", "Lệ phí: -8.000 đồng/bản", "-50.000", "50 đồng", "99.000.000.000.000 đồng", "20.000 tỷ đồng"],
)
def test_an_amount_that_cannot_be_meant_is_refused(text: str) -> None:
    assert parse_fee(text) is None


def test_fees_sort_by_the_least_that_is_paid_with_those_without_amount_last() -> None:
    in_order = ["Miễn phí", "8.000 đồng", "70.000 đồng; 10.000 đồng", "20.000 đồng", "100 USD/thẻ", "Theo quy định"]
    fees = [parsed(text) for text in reversed(in_order)]
    assert [fee.wording for fee in sorted(fees, key=sort_key)] == in_order


amounts = st.integers(100, 10_000_000_000)
units = st.sampled_from([" đồng", "đ", " VNĐ", " Đồng", " Việt Nam Đồng"])
pers = st.sampled_from(["", "/lần", "/01 cơ sở/lần", " / hồ sơ"])


@given(st.lists(st.tuples(amounts.map(format_int), units).map("".join), min_size=1, max_size=4), pers)
def test_generated_fees_survive_formatting_and_parsing(parts: list[str], per: str) -> None:
    found = parsed("; ".join(part + per for part in parts))
    assert found.amounts
    again = parsed(format_fee(found))
    assert (again.amounts, again.per) == (found.amounts, found.per)
    assert format_fee(again) == format_fee(found)


pieces = st.sampled_from(
    ["miễn", "phí", "không", "0", "50.000", "1,5", "triệu", "đồng", "đ", "/", "-", "(", ")", ",", ";", "một lần", "đến"]
)


@given(st.text() | st.lists(pieces).map(" ".join) | st.lists(pieces).map("".join))
def test_no_text_breaks_anything(text: str) -> None:
    found = parse_fee(text)
    if found:
        sort_key(found)
        assert all(amount >= 100 for amount in found.amounts) or found.free
        assert parsed(format_fee(found)).amounts == found.amounts
