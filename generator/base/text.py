"""Text as it comes from files made over twenty years on many machines."""

import re
import unicodedata

# U+00D0 and U+0189 look like Đ and come from old fonts and keyboards; ð (U+00F0) and ɖ likewise for đ.
# YAML also breaks lines at U+0085, U+2028 and U+2029; one kind of line end keeps line numbers true. U+FEFF is left
# over where files were joined: it cannot be seen, and YAML would take it for part of a key.
_MENDED = str.maketrans(
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\ufeff": None}
)
_TO_MEND = re.compile(f"[{''.join(map(chr, _MENDED))}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")


def mend(text: str) -> str:
    """Return text in NFC with Unix line ends, no byte order marks, and look-alikes of đ and Đ put right."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text)
    return text.translate(_MENDED) if _TO_MEND.search(text) else text  # translate is slow, and rarely needed


def find_control(text: str) -> int:
    """Return the offset of the first control character other than tab and line ends, or -1."""
    found = _CONTROL.search(text)
    return found.start() if found else -1


def squeeze(text: str) -> str:
    """Return text on one line, with runs of white space made one space."""
    return " ".join(text.split())


def shorten(text: str, limit: int) -> str:
    """Return at most ``limit`` characters, cut between words, with an ellipsis where something was cut."""
    text = squeeze(text)
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,.;:–-") + "…"
