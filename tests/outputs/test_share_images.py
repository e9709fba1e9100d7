"""Cards are read back by Pillow, as whatever shows them would."""

import io
from dataclasses import replace

import font_roboto
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont

from generator.outputs.share_images import share_image
from generator.pages.page import Card
from generator.pages.share import CARD_HEIGHT, CARD_WIDTH, card_url

CARD = Card("Ban hành Kế hoạch cải cách hành chính", "Ủy ban nhân dân tỉnh Mẫu", "05/01/2026", "CCHC Mẫu")
WHITE, INK = (255, 255, 255), (10, 58, 112)
BAR = 12  # rows at the top that have the colour of the theme
FOOT = 263  # the row of the line above date and portal


def drawn(card: Card) -> Image.Image:
    picture = Image.open(io.BytesIO(share_image(card).data))
    assert picture.size == (CARD_WIDTH, CARD_HEIGHT)
    return picture.convert("RGB")


def inked(picture: Image.Image, top: int, bottom: int) -> tuple[int, int, int, int]:
    """Where anything but paper is in some rows: left, top, right, bottom."""
    area = picture.crop((0, top, CARD_WIDTH, bottom))
    box = Image.eval(area.convert("L"), lambda value: 255 - value).getbbox()
    return box or (0, 0, 0, 0)


def test_a_card_is_a_small_picture_at_its_address() -> None:
    artifact = share_image(CARD)
    assert "/" + artifact.path == card_url(CARD)
    assert len(artifact.data) < 12_000
    assert artifact == share_image(replace(CARD))


def test_title_agency_and_day_are_drawn_each_in_its_place() -> None:
    whole = drawn(CARD)
    for field, (top, bottom) in {"agency": (BAR, 60), "title": (60, FOOT), "day": (FOOT + 1, 315)}.items():
        less = drawn(replace(CARD, **{field: ""}))
        assert whole.crop((0, top, 300, bottom)).tobytes() != less.crop((0, top, 300, bottom)).tobytes(), field
    assert drawn(replace(CARD, portal="")).crop((300, FOOT, 600, 315)) != whole.crop((300, FOOT, 600, 315))


def test_the_colours_are_those_of_the_theme() -> None:
    picture = drawn(CARD)
    assert picture.getpixel((300, 5)) == INK
    assert picture.getpixel((5, 100)) == WHITE
    assert len(picture.getcolors()) == 4


@pytest.mark.parametrize("letter", "ẪỄỘỬỶĐẶ")
def test_marks_above_capitals_and_below_letters_are_whole(letter: str) -> None:
    text = f"{letter}ậjg"
    font = ImageFont.truetype(font_roboto.RobotoBold, 36, layout_engine=ImageFont.Layout.BASIC)
    above, below = (font.getbbox(text, anchor="ls")[index] for index in (1, 3))
    _, top, _, bottom = inked(drawn(Card(text, "", "", "")), BAR, FOOT)
    assert bottom - top >= below - above - 1  # the softest row of an edge may be white


@pytest.mark.parametrize(("words", "lines"), [(3, 1), (12, 3), (20, 4), (36, 5)])
def test_a_longer_title_takes_more_lines_and_stays_above_the_foot(words: int, lines: int) -> None:
    picture = drawn(replace(CARD, title=" ".join(["hành"] * words)))
    rows = [inked(picture, row, row + 1) != (0, 0, 0, 0) for row in range(75, FOOT)]
    starts = sum(now and not before for before, now in zip([False, *rows], rows, strict=False))
    assert starts == lines
    left, _, right, _ = inked(picture, BAR, FOOT)
    assert left >= 39
    assert right <= CARD_WIDTH - 35


@given(text=st.text(max_size=300))
def test_any_text_gives_a_picture_with_the_foot_in_its_place(text: str) -> None:
    picture = drawn(Card(text, text, text[:10], text))
    assert picture.getpixel((300, 5)) == INK
    assert picture.getpixel((5, FOOT)) == picture.getpixel((595, FOOT)) != WHITE
    assert inked(picture, FOOT - 2, FOOT) == (0, 0, 0, 0)


def test_what_the_font_has_no_letter_for_is_left_out() -> None:
    assert share_image(replace(CARD, title="Tin 😀漢")).data == share_image(replace(CARD, title="Tin")).data
