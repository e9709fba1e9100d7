"""Text from many machines."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.digest import digest, short_digest
from generator.base.text import find_control, mend, shorten, squeeze


@given(st.text())
def test_mending_twice_changes_nothing_more(text: str) -> None:
    mended = mend(text)
    assert mend(mended) == mended
    assert unicodedata.is_normalized("NFC", mended)
    assert not set("\r\x85\u2028\u2029\ufeffÐðƉɖ") & set(mended)


@pytest.mark.parametrize("control", ["\0", "\x08", "\x0b", "\x1b", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff"])
def test_control_characters_are_found(control: str) -> None:
    assert find_control(f"ab{control}c{control}") == 2


def test_tabs_and_line_ends_are_no_control_characters() -> None:
    assert find_control("a\tb\nc\u00a0\u200bđ😀") == -1


@given(st.text(), st.integers(2, 50))
def test_short_text_is_whole_and_long_text_cut_with_an_ellipsis(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == squeeze(text) or short.endswith("…")


def test_text_is_cut_between_words() -> None:
    assert shorten("Kế hoạch cải cách hành chính", 20) == "Kế hoạch cải cách…"
    assert shorten("a" * 30, 10) == "a" * 9 + "…"


def test_a_digest_is_that_of_the_bytes() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert short_digest(b"a") == digest(b"a")[:12]
