"""What the parsers of all fields share: the pieces of a text that are no rows of a table, and words for nothing."""

from dataclasses import dataclass

from generator.vn.folding import fold

NOTHING_SAID = "Không có thông tin"
"""What the portal prints in an empty cell."""

_WORDS_FOR_NOTHING = {"", "khong co thong tin", "khong", "khong co", "khong co.", "khong.", "--", "-", "null", "n/a"}


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words of the portal's page that state nothing about the procedure: heads of tables, buttons."""

    text: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Words that no row was seen in; they are kept as they came."""

    text: str


def says_nothing(text: str) -> bool:
    """Whether a cell or a field says only that there is nothing to say."""
    return fold(text[:40]) in _WORDS_FOR_NOTHING


def gap(text: str) -> tuple[Raw, ...]:
    """Return the text between two rows as pieces: nothing where it is empty."""
    return (Raw(text),) if text else ()
