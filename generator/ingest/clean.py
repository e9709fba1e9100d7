"""Text of other systems → text as records write it: no HTML, no characters that cannot be seen, NFC."""

import re
from html.parser import HTMLParser

from generator.base.text import mend

_MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|ins|li|ol|p|pre|"
    r"script|s|small|span|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul)\b[^<>]*>|<!--"
    r"|&(?:[a-zA-Z]{2,8}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,6});",
    re.IGNORECASE,
)
_BLOCKS = {"blockquote", "br", "div", "dl", "dd", "dt", "hr", "ol", "p", "pre", "table", "tr", "ul", "li"} | {
    f"h{level}" for level in range(1, 7)
}
_NOT_TEXT = {"script", "style", "head", "title"}
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufffe\uffff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return the text of a field, mended, and without markup and characters that nobody sees; lines are kept."""
    text = mend(_SURROGATE.sub("\ufffd", text))
    if _MARKUP.search(text):
        text = mend(_without_markup(text))
    text = _UNSEEN.sub("", text).replace("\u00a0", " ")
    return mend(text).strip()


class _Text(HTMLParser):
    """Gathers the text between tags, with a new line where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _NOT_TEXT
        if tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in _NOT_TEXT))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _without_markup(text: str) -> str:
    reader = _Text()
    reader.feed(text)
    reader.close()
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines))
