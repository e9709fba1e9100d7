"""The spellings that deadlines are written in, made one; and the right spelling guessed where marks were left out."""

import re
from difflib import get_close_matches

from generator.base.text import squeeze
from generator.vn.folding import fold

_STOPS = " .,;:…"
_NUMBER_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
# «năm» is five and year alike, so it is never taken for a number.
_COUNTED = "|".join(word for word in _NUMBER_WORDS[1:] if word != "năm")


def _rule(pattern: str, replacement: str) -> tuple[re.Pattern[str], str]:
    return re.compile(pattern, re.IGNORECASE), replacement


_DAY, _YEAR = r"(?<![0-9])([0-9]{1,2})", r"([0-9]{4})(?![0-9])"
_RULES = (
    _rule(r"[‐‒–—−]", "-"),
    _rule(r"([0-9]) ?\([^()0-9]*\)(?= (?:ngày|tuần|tháng|năm))", r"\1"),  # 30 (ba mươi) ngày
    _rule(r" ?\(([^()]*)\)", r", \1"),
    _rule(r"\b(?:quí|qúy|qúi)\b", "quý"),
    _rule(r"\bhàng(?= (?:ngày|tuần|tháng|quý|năm|6))", "hằng"),
    _rule(r"\b(ngày|tháng|quý|năm|trước|đến|từ)(?=[0-9])", r"\1 "),
    _rule(r"\bquý(?=[iv]+\b)", "quý "),
    _rule(r" ?([/-]) ?", r"\1"),
    _rule(r"\bnửa (đầu|cuối) năm\b", r"6 tháng \1 năm"),
    _rule(rf"(?<![0-9])([0-9]{{4}})-([0-9]{{2}})-{_DAY}(?![0-9])", r"\3/\2/\1"),
    _rule(rf"{_DAY}([.-])([0-9]{{1,2}})\2{_YEAR}", r"\1/\3/\4"),
    _rule(rf"(?<!tuần )(?<!thứ ){_DAY} tháng ([0-9]{{1,2}})(?![0-9]| lần)", r"\1/\2"),
    _rule(rf"{_DAY}/([0-9]{{1,2}}),? (?:của )?năm {_YEAR}", r"\1/\2/\3"),
    _rule(rf"(?<!\w)([0-9]{{1,2}}|[iv]{{1,3}})(?:,? (?:của )?năm |-| ){_YEAR}(?![/-])", r"\1/\2"),
    # What is binding is the period; the outlook beyond it is not.
    _rule(r"(?:,| và)? (?:định hướng|tầm nhìn)(?: đến)?(?: năm)? [0-9]{4}$", ""),
)
_SPELLED_NUMBER = re.compile(rf"\b({_COUNTED})(?= (?:ngày|tuần|tháng|quý|năm|lần)\b)", re.IGNORECASE)


def tidy(text: str) -> str:
    """Return the wording of a deadline in one spelling, letters keeping their case.

    Hyphens are plain and without spaces, days are ``15/12/2016``, months ``tháng 8/2013``, quarters ``quý III/2017``,
    what was in brackets follows a comma, counts are digits, and a stop at the end is gone.
    """
    text = _SPELLED_NUMBER.sub(lambda word: str(_NUMBER_WORDS.index(word[1].lower())), squeeze(text).strip(_STOPS))
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return squeeze(text).strip(_STOPS)


_PHRASES = (
    *("ban hành", "báo cáo", "chậm nhất", "giai đoạn", "hoàn thành", "kế hoạch", "kể từ", "làm việc", "liên tục"),
    *("nhiệm kỳ", "quy định", "theo", "thời hạn", "thường xuyên", "tiến độ", "tiếp theo", "yêu cầu", "hướng dẫn"),
    *("định kỳ", "một lần", "những", "các", "sáu tháng", "trong", "vòng", "trước", "đến", "hết", "sau", "khi", "từ"),
    *("ngày", "tuần", "tháng", "quý", "năm", "hằng", "mỗi", "đầu", "giữa", "cuối", "và", "ký"),
)
_BY_FOLDED = {fold(phrase): phrase for phrase in _PHRASES}
_LONG_WORDS = {fold(word): word for phrase in _PHRASES for word in phrase.split() if len(word) >= 4}
_PHRASE = re.compile("|".join(rf"\b{folded}\b" for folded in sorted(_BY_FOLDED, key=len, reverse=True)))
_WORD = re.compile(r"\b[^\W\d_]{4,12}\b")
_SHORT_YEAR = re.compile(r"([0-9]{1,2}/[0-9]{1,2})/([0-9]{2})(?![0-9])")


def guess_spellings(text: str) -> tuple[str, ...]:
    """Return what may have been meant: with the marks put back, then with slips in longer words mended as well."""
    folded = _SHORT_YEAR.sub(r"\1/20\2", fold(text))
    mended = _WORD.sub(lambda word: _nearest(word[0]), folded)
    return tuple(_write(_PHRASE.sub(lambda found: _BY_FOLDED[found[0]], guess)) for guess in (folded, mended))


def _nearest(folded: str) -> str:
    near = get_close_matches(folded, list(_LONG_WORDS), n=1, cutoff=0.75)
    return near[0] if near else folded


def _write(text: str) -> str:
    text = re.sub(r"\b[iv]{1,3}\b", lambda numeral: numeral[0].upper(), text)
    return text[:1].upper() + text[1:]
