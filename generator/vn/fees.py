"""What a procedure costs, in the words of procedures: ``50.000 đồng/lần``, ``Miễn phí``, ``Theo Thông tư …``.

The words are kept for show. Beside them stands what can be compared: every amount in đồng that they name, and whether
they say that nothing is asked. ``Miễn phí`` with exceptions after it is not free for everyone, and does not count.
"""

import re
from dataclasses import dataclass

from generator.base.text import squeeze
from generator.vn.figures import format_int


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee as it is written, and in đồng.

    ``amounts`` are those that the words name, in their order and without repeats; empty where they name none in đồng.
    ``per`` is what each of them is paid for (``lần``, ``bản``), empty where nothing is said or it differs.
    """

    wording: str
    amounts: tuple[int, ...] = ()
    free: bool = False
    per: str = ""


_FEWEST, _MOST = 100, 10_000_000_000
"""The bounds of one amount, in đồng: less buys nothing, and nothing that is charged for a paper is more."""

_CHARGE = r"(?: phí, lệ phí| phí| lệ phí)?"
_FREE = re.compile(
    r"(?:(?:phí|lệ phí|phí, lệ phí|mức thu) ?:? )?"
    rf"(?:miễn(?: thu)?{_CHARGE}|không(?: có)?{_CHARGE}|không (?:thu|mất|tính|quy định)(?: tiền|{_CHARGE})"
    r"|chưa quy định thu|0+(?: ?đồng| ?đ)?)"
    r"(?: ?\((?:không|không có|không thu|miễn phí)\))?[.;]?",
    re.IGNORECASE,
)
_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]+(?:,[0-9]{1,2})?"
_UNIT = r"(?P<scale>nghìn|ngàn|triệu|tỷ)? ?(?:việt nam đồng|vnđ|vnd|đồng|đ)(?!\w)"
_AMOUNT = re.compile(
    r"(?P<sign>(?<![\w.,])(?<!\d )[-−])?"
    rf"(?:(?<![\w.,])(?P<low>{_NUMBER}) ?(?:-|–|đến) ?)?(?<![\w.,])(?P<high>{_NUMBER})"
    rf" ?{_UNIT}(?: ?\(?/ ?(?P<per>[^;,.():/]+(?:/[^;,.():/]+)?)|(?= (?P<each>(?:một|mỗi) [^;,.():/]+)))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?P<sign>[-−] ?)?(?P<figure>[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{4,})")
_AFTER_PER = re.compile(r" (?:kể từ|từ|đến|theo|áp dụng|đối với|nếu|khi|trong|là|\W).*", re.IGNORECASE)
_SCALES = {"nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000, "tỷ": 1_000_000_000}


def parse_fee(text: str) -> Fee | None:
    """Return the fee that a text states, with no amounts where it names none in đồng.

    None where an amount cannot be meant: negative, below 100 đồng or above 10 billion.
    """
    wording = squeeze(text)
    if _FREE.fullmatch(wording):
        return Fee(wording, (0,), free=True)
    if bare := _BARE.fullmatch(wording):
        value = _value(bare["figure"])
        return Fee(wording, (value,)) if not bare["sign"] and _FEWEST <= value <= _MOST else None
    amounts: dict[int, None] = {}
    kinds: set[str] = set()
    for found in _AMOUNT.finditer(wording):
        values = [_value(figure, found["scale"]) for figure in (found["low"], found["high"]) if figure]
        if found["sign"] or not all(_FEWEST <= value <= _MOST for value in values):
            return None
        amounts |= dict.fromkeys(values)
        kinds.add(_AFTER_PER.sub("", found["per"] or "").strip() or (found["each"] or "").partition(" ")[2].strip())
    return Fee(wording, tuple(amounts), per=kinds.pop() if len(kinds) == 1 else "")


def format_fee(fee: Fee) -> str:
    """Return the canonical wording, which parses to the same amounts: ``50.000 đồng/lần``; without any, the wording."""
    if fee.free:
        return "Miễn phí"
    per = f"/{fee.per}" if fee.per else ""
    return "; ".join(f"{format_int(amount)} đồng{per}" for amount in fee.amounts) or fee.wording


def sort_key(fee: Fee) -> tuple[bool, int, str]:
    """Return a key that sorts by the least that is paid, free first; fees without an amount come last."""
    return not fee.amounts, min(fee.amounts, default=0), fee.wording


def _value(figure: str, scale: str | None = None) -> int:
    if re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{3})+", figure):
        return int(re.sub("[.,]", "", figure)) * _SCALES.get((scale or "").lower(), 1)
    whole, _, part = figure.partition(",")
    return round(float(f"{whole}.{part or 0}") * _SCALES.get((scale or "").lower(), 1))
