import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.collation import collation_key


@pytest.mark.parametrize(
    "in_order",
    [
        list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["bê", "bề", "bể", "bễ", "bế", "bệ", "bi"],
        ["Bà Rịa", "Bạc Liêu", "Bắc Giang", "Cà Mau", "Cao Bằng", "Đà Nẵng", "Đắk Lắk", "Lạng Sơn", "Sơn La"],
        ["Quý 2", "Quý 10", "Quý II"],
        ["1.9", "1.10", "2"],
        ["Sở Nội vụ", "Sở Nội vụ tỉnh", "Sở Tài chính"],
    ],
)
def test_texts_sort_as_in_a_dictionary(in_order: list[str]) -> None:
    assert sorted(set(in_order), key=collation_key) == in_order
    capitals = [text.upper() for text in in_order]
    assert sorted(set(capitals), key=collation_key) == capitals


def test_a_tone_decides_only_between_words_of_the_same_letters() -> None:
    assert sorted(["mạ", "man", "ma"], key=collation_key) == ["ma", "mạ", "man"]


def test_capitals_decide_only_between_words_of_the_same_tones() -> None:
    assert sorted(["bà", "Ba", "ba", "Bà"], key=collation_key) == ["Ba", "ba", "Bà", "bà"]


def test_quotation_marks_do_not_count() -> None:
    assert sorted(["“Một cửa”", "Minh bạch", "Mua sắm"], key=collation_key) == ["Minh bạch", "“Một cửa”", "Mua sắm"]


@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_numbers_compare_by_value(first: int, second: int) -> None:
    keys = collation_key(f"Quý {first}"), collation_key(f"Quý {second}")
    assert (keys[0] < keys[1]) == (first < second)


@given(st.text(), st.text())
def test_only_equal_texts_have_equal_keys(first: str, second: str) -> None:
    assert (collation_key(first) == collation_key(second)) == (first == second)
