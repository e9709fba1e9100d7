import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.docnum import (
    DocumentNumber,
    find_citations,
    format_number,
    parse_number,
    suggest_number,
)

part = st.from_regex(r"[A-ZĐĂÂÊÔƠƯ][A-ZĐĂÂÊÔƠƯ0-9]{0,7}", fullmatch=True) | st.sampled_from(
    ["QĐ", "TTr", "QyĐ", "TTg", "HĐND", "UBTVQH15", "GDTrH"]
)
symbols = (
    st.lists(part, min_size=1, max_size=3).map("-".join)
    | st.builds("{}-{}&{}".format, part, part, part)
    | st.builds("TTLT/{}-{}".format, part, part)
).filter(lambda symbol: suggest_number(f"10/{symbol}") == f"10/{symbol}")  # no misspelt code, such as ND
numbers = st.builds(
    DocumentNumber,
    number=st.integers(1, 999_999),
    letter=st.sampled_from(["", "", "a", "c", "đ", ".7", ".16"]),
    year=st.none() | st.integers(1945, 2099),
    symbol=symbols,
)

REAL_NUMBERS = [
    ("2407/QĐ-UBND", DocumentNumber(2407, "", None, "QĐ-UBND"), "QĐ"),
    ("30c/NQ-CP", DocumentNumber(30, "c", None, "NQ-CP"), "NQ"),
    ("09/2015/QĐ-TTg", DocumentNumber(9, "", 2015, "QĐ-TTg"), "QĐ"),
    ("63/2010/NĐ-CP", DocumentNumber(63, "", 2010, "NĐ-CP"), "NĐ"),
    ("76/2025/UBTVQH15", DocumentNumber(76, "", 2025, "UBTVQH15"), ""),
    ("148/2025/QH15", DocumentNumber(148, "", 2025, "QH15"), ""),
    ("2231/SNV-CCHC&PC", DocumentNumber(2231, "", None, "SNV-CCHC&PC"), ""),
    ("18/BCTĐ-STP", DocumentNumber(18, "", None, "BCTĐ-STP"), "BCTĐ"),
    ("3637/UBND-VX", DocumentNumber(3637, "", None, "UBND-VX"), ""),
    ("1494/TTr-SNV", DocumentNumber(1494, "", None, "TTr-SNV"), "TTr"),
    ("02/2017/TT-VPCP", DocumentNumber(2, "", 2017, "TT-VPCP"), "TT"),
    ("118/2014/TTLT-BTC-BTP", DocumentNumber(118, "", 2014, "TTLT-BTC-BTP"), "TTLT"),
    ("114/2004/TTLT/BTC-BTNMT", DocumentNumber(114, "", 2004, "TTLT/BTC-BTNMT"), "TTLT"),
    ("38/2001/PL-UBTVQH10", DocumentNumber(38, "", 2001, "PL-UBTVQH10"), "PL"),
    ("885/QĐ-BCA-C06", DocumentNumber(885, "", None, "QĐ-BCA-C06"), "QĐ"),
    ("66.7/2025/NQ-CP", DocumentNumber(66, ".7", 2025, "NQ-CP"), "NQ"),
]


@pytest.mark.parametrize(("text", "number", "type_code"), REAL_NUMBERS)
def test_real_numbers_are_taken_apart_and_put_together(text: str, number: DocumentNumber, type_code: str) -> None:
    assert parse_number(text) == number
    assert format_number(number) == text
    assert number.type_code == type_code
    assert number.has_year == (number.year is not None)


def test_a_zero_in_front_makes_no_other_number() -> None:
    assert parse_number("7/QĐ-UBND") == parse_number("07/QĐ-UBND")
    assert format_number(DocumentNumber(7, "", None, "QĐ-UBND")) == "07/QĐ-UBND"


@given(numbers)
def test_numbers_survive_writing_and_reading(number: DocumentNumber) -> None:
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "2407/QD-UBND",
        "12/NQ-HDND",
        "09/2015/QĐ-TTG",
        "1614 /QĐ-UBND",
        "157/TB_UBND",
        "0/QĐ-UBND",
        "22/12/2015",
        "24/2024",
        "12/qđ-ubnd",
        "2407/QĐ-UBND ",
        "2407/QĐ-",
        "số 2407/QĐ-UBND",
        "",
    ],
)
def test_only_the_canonical_form_is_a_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("dirty", "right"),
    [
        ("2407/QD-UBND", "2407/QĐ-UBND"),
        ("3241/qd-ubnd", "3241/QĐ-UBND"),
        ("3195/QÐ-UBND", "3195/QĐ-UBND"),
        ("1614 /QĐ-UBND", "1614/QĐ-UBND"),
        ("157/TB_UBND", "157/TB-UBND"),
        ("1830 QĐ-UBND", "1830/QĐ-UBND"),
        ("109/UBND - VX", "109/UBND-VX"),
        ("02 / 2017 / tt – vpcp", "02/2017/TT-VPCP"),
        ("9/2015/qd-ttg", "09/2015/QĐ-TTg"),
        ("12/nq-hdnd", "12/NQ-HĐND"),
        ("1494/ttr-snv", "1494/TTr-SNV"),
        ("2231/snv-cchc & pc", "2231/SNV-CCHC&PC"),
        ("Nghị quyết số: 30C/NQ-CP.", "30c/NQ-CP"),
    ],
)
def test_dirty_numbers_get_the_likely_right_spelling(dirty: str, right: str) -> None:
    assert suggest_number(dirty) == right


@pytest.mark.parametrize("text", ["", "22/12/2015", "không số", "15-NQ/TW", "2407/", "Quyết định của Chủ tịch"])
def test_nothing_is_suggested_where_nothing_is_likely(text: str) -> None:
    assert suggest_number(text) is None


@given(numbers)
def test_lower_case_is_mended_to_a_number_with_the_same_ordinal(number: DocumentNumber) -> None:
    suggested = parse_number(suggest_number(format_number(number).lower()) or "")
    assert suggested is not None
    assert (suggested.number, suggested.letter, suggested.year) == (number.number, number.letter, number.year)


@pytest.mark.parametrize(
    ("cited", "type_id", "issued_on"),
    [
        ("Quyết định số 2407/QĐ-UBND ngày 01/10/2021", "quyet-dinh", date(2021, 10, 1)),
        ("Quyết định số 2407/QĐ-UBND, ngày 1-10-2021", "quyet-dinh", date(2021, 10, 1)),
        ("Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010", "nghi-dinh", date(2010, 6, 8)),
        ("Nghị định\nsố 63/2010/NĐ-CP ngày 08\ntháng 6 năm 2010", "nghi-dinh", date(2010, 6, 8)),
        ("Nghị quyết 30c/NQ-CP", "nghi-quyet", None),
        ("09/2015/QĐ-TTg", "quyet-dinh", None),
        ("Luật số 104/2016/QH13", "luat", None),
        ("104/2016/QH13", "", None),
        ("KẾ HOẠCH SỐ 62/KH-UBND", "ke-hoach", None),
        ("công văn số:3637/UBND-VX", "cong-van", None),
        ("3637/UBND-VX", "cong-van", None),
        ("Công văn số 3637/UBND", "cong-van", None),
        ("Thông tư liên tịch số 118/2014/TTLT-BTC-BTP", "thong-tu-lien-tich", None),
        ("18/BCTĐ-STP", "bao-cao", None),
        ("Nghị quyết số 66.7/2025/NQ-CP", "nghi-quyet", None),
    ],
)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("Thực hiện ", " của"), ("(", "), "), ("căn cứ “", "”.")])
def test_citations_cover_type_number_and_date(
    cited: str, type_id: str, issued_on: date | None, before: str, after: str
) -> None:
    text = f"{before}{cited}{after}"
    [citation] = find_citations(text)
    assert text[citation.start : citation.end] == cited
    assert (citation.type_id, citation.issued_on) == (type_id, issued_on)
    assert format_number(citation.number) in cited


@pytest.mark.parametrize(
    "text",
    [
        "ngày 22/12/2015",
        "22/24 nhiệm vụ",
        "5.000 m3/ngày",
        "10/UBND xã, 3/5 điểm và 12/HĐND huyện",
        "https://a/1/QD-x và https://a/1/QĐ-UBND",
        "https://a.vn/?so=2407/QĐ-UBND",
        "tệp 2407/QĐ-UBND.pdf",
        "1,5/QĐ-UBND, 5.000/QĐ-UBND, 1/2/QĐ-UBND",
        "TCVN 9377/BXD-KHCN, QCVN 01:2021/BTNMT",
        "2407/QD-UBND",
        "và/hoặc; 5/Trường-Sa",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert find_citations(text) == []


def test_a_date_that_does_not_exist_is_left_out_of_the_citation() -> None:
    text = "Quyết định số 12/QĐ-UBND ngày 31/02/2021"
    [citation] = find_citations(text)
    assert text[citation.start : citation.end] == "Quyết định số 12/QĐ-UBND"
    assert citation.issued_on is None


def test_a_type_word_or_date_in_another_paragraph_does_not_belong_to_the_number() -> None:
    text = "Quyết định\n\n12/QĐ-UBND\n\nngày 01/02/2021"
    [citation] = find_citations(text)
    assert text[citation.start : citation.end] == "12/QĐ-UBND"


def test_several_citations_come_in_order() -> None:
    text = "Quyết định số 3241/QĐ-UBND và số 3242/QĐ-UBND ngày 22/12/2015; Kế hoạch 62/KH-UBND"
    found = [text[citation.start : citation.end] for citation in find_citations(text)]
    assert found == ["Quyết định số 3241/QĐ-UBND", "3242/QĐ-UBND ngày 22/12/2015", "Kế hoạch 62/KH-UBND"]


pieces = st.sampled_from(
    ["Quyết định", " số ", "24", "/", "2015", "QĐ", "-", "UBND", " ngày ", "TTg", "&", ".", ":", "ı"]
)
texts = st.text() | st.lists(pieces).map("".join)


@given(texts)
def test_no_text_breaks_the_parsers(text: str) -> None:
    parse_number(text)
    suggestion = suggest_number(text)
    assert suggestion is None or parse_number(suggestion)
    end = 0
    for citation in find_citations(text):
        assert end <= citation.start < citation.end <= len(text)
        end = citation.end


@pytest.mark.parametrize("unit", ["1", "/", "QĐ-", "1/QĐ-", "số ", "Nghị quyết ", " ", "1/2015/", "/TTLT/A"])
def test_no_repetition_makes_the_search_slow(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    find_citations(text)
    suggest_number(text)
    parse_number(text)
    assert time.process_time() - start < 2


def test_a_text_with_much_white_space_costs_little() -> None:
    begun = time.perf_counter()
    assert len(find_citations("Nghị quyết số 30c/NQ-CP" + " " * 100_000 + "ngày mai")) == 1
    assert time.perf_counter() - begun < 1
