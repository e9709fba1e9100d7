"""Safe HTML as plain text, for search documents and summaries."""

import re
from html import unescape

from generator.base.text import squeeze

# Inside a word these change how it looks and not where it ends.
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|ins|q|s|strong|sub|sup|u)(?: [^>]*)?>")
_TAG = re.compile(r"<[^>]*>")


def plain_text(html: str) -> str:
    """Return what a reader sees of safe HTML (`generator.render.prose`), on one line, without any markup."""
    return squeeze(unescape(_TAG.sub(" ", _INLINE.sub("", html))))
