"""Lines of plain text → Markdown that shows them as lines: lists as lists, each other line a paragraph.

Exports have their lines broken in two ways: where a paragraph ends, and, when a text was pasted from a page, in the
middle of sentences. A line that begins with a small letter goes on with the sentence of the line before it.
"""

import re
from collections.abc import Iterator

from generator.base.text import squeeze

WIDTH = 110
"""Characters in a line of a file; Markdown shows the lines of a paragraph as one."""

_FULL, _WIDEST = 60, 110
"""In a text set to a width, no line is wider than the second, and one that a sentence runs past fills the first."""

_ITEM = re.compile(r"(?P<mark>[-–•*]|\++)(?:\s+|(?=[^\W\d_]))")
_INLINE_ITEM = re.compile(r"(?<=[.:;]) +(?=[-+*] ?[A-ZĐÀ-Ỹ])")
_ENDS_SENTENCE = re.compile(r"[.:;!?…”\"]\Z")
_GOES_ON = re.compile(r"[a-zà-ỹđ](?![.)0-9])")
_POINT = re.compile(r"[-–•*+]|[a-zđ0-9]{1,2}[.)]|\([0-9a-zđ]{1,2}\)|Bước\s")
_SPECIAL_START = re.compile(r"(#{1,6}(?=\s|\Z)|>|=+\Z|-+\Z|[0-9]{1,9}[.)](?=\s|\Z)|[|:~`])")
_SPECIAL = re.compile(r"[\\`*_<\[\]]|&(?=[#a-zA-Z])|~~")
_MAY_BEGIN_A_LINE = re.compile(r"[^\W\d_]|[(“«]")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line: broken sentences are joined, empty lines are gone."""
    lines = [line for line in map(squeeze, _INLINE_ITEM.sub("\n", text).split("\n")) if line]
    is_set = max(map(len, lines), default=0) <= _WIDEST and sum(len(line) >= _FULL for line in lines) >= 3
    found: list[str] = []
    before = ""
    for line in lines:
        ended = not before or _ENDS_SENTENCE.search(before)
        filled = is_set and len(before) >= _FULL and not _POINT.match(line)
        if not ended and (filled or _GOES_ON.match(line)):
            found[-1] += f" {line}"
        else:
            found.append(line)
        before = line
    return found


def to_markdown(text: str) -> str:
    """Return Markdown that shows the text as it stands: ``- `` and ``+ `` begin items, ``+`` below ``-``."""
    lines: list[str] = []
    levels: list[str] = []
    was_item = False
    for paragraph in paragraphs(text):
        item = _ITEM.match(paragraph)
        if item:
            mark = item["mark"] if item["mark"][0] == "+" else "-"
            levels = levels[: levels.index(mark)] if mark in levels else levels
            indent = "  " * len(levels)
            levels = [*levels, mark]
            if lines and not was_item:
                lines.append("")
            lines += _wrap(_escape(paragraph[item.end() :]), f"{indent}- ", f"{indent}  ")
        else:
            levels = []
            if lines:
                lines.append("")
            lines += _wrap(_escape(paragraph), "", "")
        was_item = bool(item)
    return "\n".join(lines)


def _escape(text: str) -> str:
    """Take from characters the meaning that they have in Markdown; dots and brackets of numbers stay as they are."""
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}" if len(found[0]) == 1 else r"\~\~", text)
    special = _SPECIAL_START.match(text)
    if not special:
        return text
    at = special.end() - 1 if text[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"


def _wrap(text: str, first: str, following: str) -> Iterator[str]:
    """Yield the lines of a paragraph, broken only before words that cannot begin a list or a heading."""
    line = first
    for word in text.split(" "):
        if len(line) + len(word) >= WIDTH and line.strip(" -") and _MAY_BEGIN_A_LINE.match(word):
            yield line
            line = following + word
        else:
            line += word if line in (first, following) else f" {word}"
    yield line
