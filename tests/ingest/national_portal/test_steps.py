"""Steps, and the Markdown of their lines."""

import re

import cmarkgfm
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.ingest.national_portal.record import split_names
from generator.ingest.national_portal.results import ResultRow, parse_results
from generator.ingest.national_portal.steps import split_steps
from generator.ingest.prose import paragraphs, to_markdown


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("+ Bước 1: Nộp.\n+ Bước 2. Trả.", ("Nộp.", "Trả.")),
        ("a) Bước 1: \nNộp tại xã.\nb) Bước 2: Trả.", ("Nộp tại xã.", "Trả.")),
        ("Nhóm II\nBước 1. Nộp\nNhóm IV\nBước 1. Nộp", ("Nhóm II", "Bước 1. Nộp\nNhóm IV", "Bước 1. Nộp")),
        ("Bước 1: Nộp.\nBước 3: Trả.", ("Bước 1: Nộp.", "Bước 3: Trả.")),
        ("- Nộp.\n+ Trực tiếp.\n- Trả.", ("Nộp.\n+ Trực tiếp.", "Trả.")),
        ("a) Nộp:\n- Ở xã;\nb) Trả.", ("a) Nộp:\n- Ở xã;", "b) Trả.")),
        ("Nộp hồ sơ.\n\nTrả kết quả.", ("Nộp hồ sơ.", "Trả kết quả.")),
        ("", ()),
    ],
)
def test_steps_begin_where_they_are_marked(text: str, steps: tuple[str, ...]) -> None:
    assert split_steps(text) == steps


def test_sentences_that_a_page_broke_are_joined() -> None:
    assert paragraphs("hồ sơ nộp tại\nxã.\n\nTrả sau 5 ngày") == ["hồ sơ nộp tại xã.", "Trả sau 5 ngày"]
    set_to_width = "x" * 70 + "\nỦy ban " + "y" * 70 + "\nSở " + "z" * 70 + "\n- Mục"
    assert [line[0] for line in paragraphs(set_to_width)] == ["x", "-"]


def test_lists_of_two_levels_stay_lists() -> None:
    assert to_markdown("Gồm:\n- Một: + Trực tiếp. + Bưu chính.\n- Hai") == (
        "Gồm:\n\n- Một:\n  - Trực tiếp.\n  - Bưu chính.\n- Hai"
    )


@pytest.mark.parametrize(
    "text", ["# không đề", "1. Người", "* a", "5 * 6 < 7 _b_", "[x](y)", "> 3", "a) b", "====", "~~x~~"]
)
def test_characters_of_markdown_mean_themselves(text: str) -> None:
    html = cmarkgfm.github_flavored_markdown_to_html(to_markdown(f"Đầu\n{text}"))
    assert not any(tag in html for tag in ("<h1", "<h2", "<ol", "<em", "<a ", "<blockquote", "<del", "<code"))


@given(
    words=st.lists(
        st.sampled_from(["Một", "1.", "-", "+", "#", "năm", "(a)", "x" * 60, ">", "=="]), min_size=1, max_size=60
    )
)
def test_a_long_paragraph_stays_one_wherever_it_is_broken(words: list[str]) -> None:
    text = "Chữ " + " ".join(words)
    assume(not re.search(r"[.:;] [-+*]", text))  # there an item begins that was on a line of its own
    html = cmarkgfm.github_flavored_markdown_to_html(to_markdown(text))
    assert html.count("<p>") == 1
    assert not any(tag in html for tag in ("<li", "<h1", "<h2", "<blockquote"))


def test_names_of_agencies_keep_their_own_commas() -> None:
    text = "Cục cảnh sát quản lý hành chính về trật tự, xã hội, Công an tỉnh, Tổ chức (không gồm doanh nghiệp, HTX)"
    assert split_names(text) == (
        "Cục cảnh sát quản lý hành chính về trật tự, xã hội",
        "Công an tỉnh",
        "Tổ chức (không gồm doanh nghiệp, HTX)",
    )


@pytest.mark.parametrize("code", ["KQ.G12.000441", "000.00.00.G04-KQ3328", "rjwegefu"])
def test_a_result_ends_with_its_code(code: str) -> None:
    pieces = parse_results(
        f"Giấy phépMã: {code}Thông báoMã: KQ.G12.000442Từ khóaKhông có thông tinMô tảKhông có thông tin"
    )
    found = [piece for piece in pieces if isinstance(piece, ResultRow)]
    assert found == [ResultRow("Giấy phép", code), ResultRow("Thông báo", "KQ.G12.000442")]
