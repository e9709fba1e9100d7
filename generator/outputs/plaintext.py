"""Safe HTML and Markdown as plain text, for search documents, summaries and reports."""

import re
from html import unescape

from generator.base.text import squeeze
from generator.pages.parts import Prose
from generator.render.prose import render_prose

# Inside a word these change how it looks and not where it ends.
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|ins|q|s|strong|sub|sup|u)(?: [^>]*)?>")
_TAG = re.compile(r"<[^>]*>")


def plain_text(html: str) -> str:
    """Return what a reader sees of safe HTML (`generator.render.prose`), on one line, without any markup."""
    return squeeze(unescape(_TAG.sub(" ", _INLINE.sub("", html))))


def markdown_text(text: str | None) -> str:
    """Return what a reader sees of Markdown, on one line."""
    return plain_text(render_prose(Prose(text), str)) if text else ""
