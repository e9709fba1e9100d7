"""Numbers as Vietnamese readers write them: a dot between thousands, a comma before decimals."""

from decimal import ROUND_HALF_UP, Decimal

_SWAP_MARKS = str.maketrans(",.", ".,")
_SIZE_UNITS = ("B", "KB", "MB", "GB")
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def format_int(value: int) -> str:
    """Return ``1.234.567`` for 1234567."""
    return f"{value:,}".translate(_SWAP_MARKS)


def format_decimal(value: float | Decimal, places: int = 2) -> str:
    """Return ``1.234,5`` for 1234.5: a finite number with at most ``places`` decimals and no trailing zeros."""
    return _format_rounded(_round(Decimal(str(value)), places))


def format_percent(share: float | Decimal) -> str:
    """Return ``91,7 %`` for the share 0.917: one decimal at most, a no-break space before the sign."""
    return f"{_format_rounded(_round(Decimal(str(share)) * 100, 1))}\u00a0%"


def as_number(value: Decimal) -> int | float:
    """Return a finite number as JSON and spreadsheets have it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def percentage(part: int, whole: int) -> Decimal | None:
    """Return how many per cent of ``whole`` a part is, to one decimal; None of nothing.

    100 means all and 0 means none: what comes near them is 99.9 and 0.1, for a reader takes both at their word.
    """
    if not whole:
        return None
    rounded = _round(Decimal(part) * 100 / whole, 1)
    return rounded if part in (0, whole) else min(max(rounded, Decimal("0.1")), Decimal("99.9"))


def format_size(size: int) -> str:
    """Return the size of a file of so many bytes, such as ``82,5 KB`` for 84480; 1 KB is 1024 bytes."""
    value = Decimal(size)
    for unit in _SIZE_UNITS:
        rounded = _round(value, 1)
        # Judged after rounding, so that a byte less than 1 MB does not read «1.024 KB».
        if rounded < 1024 or unit == _SIZE_UNITS[-1]:
            break
        value /= 1024
    return f"{_format_rounded(rounded)} {unit}"


def roman(value: int) -> str:
    """Return ``III`` for 3; ValueError outside 1–3999, which Roman numerals cannot write."""
    if not 1 <= value <= 3999:
        raise ValueError(f"no Roman numeral for {value}")
    digits = []
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        digits.append(letters * count)
    return "".join(digits)


def parse_roman(text: str) -> int | None:
    """Return 3 for ``III`` or ``iii``; None for what is no Roman numeral in its one right form (``IIII``)."""
    rest = text.upper()
    total = 0
    for worth, letters in _ROMAN:
        while rest.startswith(letters):
            rest = rest[len(letters) :]
            total += worth
    # «ı» and other letters that only become Latin in upper case are no numerals, hence isascii.
    is_right = not rest and 1 <= total <= 3999 and text.isascii() and roman(total) == text.upper()
    return total if is_right else None


def _round(value: Decimal, places: int) -> Decimal:
    """Round half up, as a reader does who checks a figure by hand, and not half to even."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _format_rounded(value: Decimal) -> str:
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).translate(_SWAP_MARKS)
