"""Pictures for links to pages: title, agency and date on a quiet background, as small PNG.

Vietnamese is written in syllables that come back, so each is drawn once in a size and kept as an integer: its pixels,
two bits each, in rows as long as those of the whole picture. A line of text is then a few shifts and ORs, and its bytes
are what PNG compresses. Pillow alone takes ten times as long.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import font_roboto
from PIL import Image, ImageDraw, ImageFont

from generator import urls
from generator.base.artifact import Artifact
from generator.pages.page import Card
from generator.pages.share import CARD_HEIGHT, CARD_WIDTH, card_url

_PALETTE = bytes.fromhex("ffffff b4c1d2 6480a3 0a3a70")
"""White, two steps that make the edges of letters soft, and the deep blue of the theme."""

_LEVELS = bytes((value * 3 + 127) // 255 for value in range(256))
"""The place in the palette for each brightness that a letter is drawn with."""

_PIXEL = 2  # bits
_ROW = 1 + CARD_WIDTH * _PIXEL // 8
"""Bytes of a row: in PNG the first says how it is filtered. None is, for letters gain nothing by it."""
_PAPER, _RULE, _INK = (bytes([0]) + bytes([level]) * (_ROW - 1) for level in (0x00, 0x55, 0xFF))

_MARGIN = 40
_ROOM = CARD_WIDTH - 2 * _MARGIN
_BAR, _TOP, _BELOW_AGENCY, _FOOT, _BELOW_RULE = 12, 20, 6, 52, 8
_TEXT = 20
_TITLES = ((36, 3), (30, 4), (24, 5))
"""Sizes of titles in pixels, and the most lines of each. The largest that fits is taken; at the last, what fits."""
_LONGEST_WORD = 16
"""Letters; what has no spaces is broken after so many."""


_PARTS = re.compile(r"\d|\D+")


class _Word(NamedTuple):
    """A drawn word at the left edge of rows of the picture, and how many pixels the next one comes after it."""

    pixels: int
    width: int


def share_image(card: Card) -> Artifact:
    """Return the picture of a card; the same card always gives the same bytes."""
    upper = _agency(card.agency) + _title(card.title)
    space = CARD_HEIGHT - _FOOT - len(upper) // _ROW
    return Artifact(urls.artifact_path(card_url(card)), _png(upper + _PAPER * space + _foot(card.day, card.portal)))


@lru_cache(maxsize=1 << 9)
def _agency(name: str) -> bytes:
    """Return all above the title: the same for many cards, as is the foot."""
    lines = _wrap(name, _TEXT)[:2]
    return _INK * _BAR + _PAPER * _TOP + b"".join(_line(line, _TEXT) for line in lines) + _PAPER * _BELOW_AGENCY


def _title(text: str) -> bytes:
    for size, most in _TITLES:
        lines = _wrap(text, size, bold=True)
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], [*lines[most - 1][:-1], "…"]]
    return b"".join(_line(line, size, bold=True) for line in lines)


@lru_cache(maxsize=1 << 9)
def _foot(day: str, portal: str) -> bytes:
    name = next(iter(_wrap(portal, _TEXT, _ROOM * 2 // 3)), [])
    space = _word("", _TEXT, False).width
    start = CARD_WIDTH - _MARGIN + space - sum(_word(word, _TEXT, False).width for word in name)
    text = _line(day.split(), _TEXT, also=(name, start))
    return (_RULE + _PAPER * _BELOW_RULE + text).ljust(_FOOT * _ROW, b"\0")


def _wrap(text: str, size: int, room: int = _ROOM, *, bold: bool = False) -> list[list[str]]:
    """Return the words of a text in lines that have room, in pixels."""
    lines: list[list[str]] = []
    left = 0
    for word in _pieces(text):
        width = _word(word, size, bold).width
        if not lines or width > left:
            lines.append([])
            left = room
        lines[-1].append(word)
        left -= width
    return lines


def _pieces(text: str) -> Iterator[str]:
    for word in text.split():
        for start in range(0, len(word), _LONGEST_WORD):
            yield word[start : start + _LONGEST_WORD]


def _line(words: list[str], size: int, *, bold: bool = False, also: tuple[list[str], int] = ([], 0)) -> bytes:
    """Return rows with words from the left margin on, and others from another place on."""
    line = 0
    for row, start in ((words, _MARGIN), also):
        left = start
        for word in row:
            pixels, width = _word(word, size, bold)
            line |= pixels >> left * _PIXEL
            left += width
    return line.to_bytes(_height(size) * _ROW)


@lru_cache(maxsize=1 << 12)
def _word(word: str, size: int, bold: bool) -> _Word:
    """Return a word with the space behind it; digits are drawn one by one, as dates and numbers rarely come back."""
    pixels = width = 0
    for part in _PARTS.findall(word):
        drawn = _drawn(part, size, bold)
        pixels |= drawn.pixels >> width * _PIXEL
        width += drawn.width
    return _Word(pixels, width + round(_font(size, bold).getlength(" ")))


@lru_cache(maxsize=1 << 12)
def _drawn(text: str, size: int, bold: bool) -> _Word:
    """Draw a text, without what the font has no letter for."""
    font = _font(size, bold)
    text = "".join(letter for letter in text if _has_letter(letter))
    width, height = round(font.getlength(text)), _height(size)
    picture = Image.new("L", (width // 4 * 4 + 8, height))  # whole bytes, with room for what a letter leans over
    ImageDraw.Draw(picture).text((0, height - font.getmetrics()[1]), text, fill=255, font=font, anchor="ls")
    packed = Image.frombytes("P", picture.size, picture.tobytes().translate(_LEVELS)).tobytes("raw", "P;2")
    row = picture.width * _PIXEL // 8
    rows = (b"\0" + packed[start : start + row][: _ROW - 1] for start in range(0, len(packed), row))
    return _Word(int.from_bytes(b"".join(row.ljust(_ROW, b"\0") for row in rows)), width)


def _height(size: int) -> int:
    """Return the rows of a line: Roboto needs all of them, for Ễ above and ậ below."""
    return round(size * 1.35)


@cache
def _has_letter(letter: str) -> bool:
    """Whether the font has a letter; it draws all others alike."""
    font = _font(_TEXT, False)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    file = font_roboto.RobotoBold if bold else font_roboto.Roboto
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _png(rows: bytes) -> bytes:
    """Return a PNG of two bits a pixel."""
    header = struct.pack(">IIBBBBB", CARD_WIDTH, CARD_HEIGHT, 2, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", _PALETTE), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
