import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.vn.folding import DECOMPOSED_D, fold, from_search, place_tones, slugify, to_search


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Quyết  định", "quyet dinh"),
        ("ĐẤT ĐAI", "dat dai"),
        ("Ủy ban nhân dân\ntỉnh Lạng Sơn", "uy ban nhan dan tinh lang son"),
        ("cơ sở dữ liệu", "co so du lieu"),
        ("3241/QĐ-UBND", "3241/qd-ubnd"),
    ],
)
def test_folding_drops_tones_hats_capitals_and_spare_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Sở Nội vụ", "so-noi-vu"),
        ("2407/QĐ-UBND", "2407-qd-ubnd"),
        ("  «Một cửa» – liên thông!  ", "mot-cua-lien-thong"),
        ("…", ""),
    ],
)
def test_slugs_are_plain_words_and_hyphens(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_long_slugs_are_cut_at_a_word() -> None:
    assert slugify("cải cách " * 20) == "-".join(["cai", "cach"] * 9)
    assert slugify("a" * 80 + " b") == "a" * 80
    assert slugify("a" * 100) == "a" * 80


@given(st.text(alphabet=st.sampled_from("aĐđơ -/9“")) | st.text())
def test_slugs_are_safe_in_addresses_and_short(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= 80
    assert slugify(slug) == slug


def test_search_text_takes_the_stroke_of_d_apart() -> None:
    assert to_search("Đất đai") == f"D\u0335ất {DECOMPOSED_D}ai"


@given(st.text(alphabet="aăâdđDĐ ệ") | st.text())
def test_search_text_can_be_put_back(text: str) -> None:
    assume("\u0335" not in text)
    assert from_search(to_search(text)) == text
    assert not set("đĐ") & set(to_search(text))


@pytest.mark.parametrize(
    ("written", "placed"),
    [
        ("hoà giải", "hòa giải"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("thuỷ lợi, khoẻ", "thủy lợi, khỏe"),
        ("quý, quỹ", "quý, quỹ"),
        ("toàn, hoàng", "toàn, hoàng"),
        ("hòa thủy", "hòa thủy"),
    ],
)
def test_the_tone_mark_of_an_open_syllable_is_placed_in_one_way(written: str, placed: str) -> None:
    assert place_tones(written) == placed
