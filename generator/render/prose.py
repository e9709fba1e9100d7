"""Markdown of records → safe HTML, with the documents that it cites made links.

GitHub's own Markdown engine renders, and ammonia (nh3) lets through only what is listed here, so raw HTML in content
can add a table with merged cells but never a script, a style, a form or a picture from elsewhere.
"""

import re
import sys
from collections.abc import Callable, Iterable
from html import escape, unescape

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options
from markupsafe import Markup

from generator.base.text import find_control
from generator.pages.parts import CitationLink, Prose
from generator.vn.docnum import Citation, find_citations, format_number

_TEXT_TAGS = {"p", "br", "hr", "a", "strong", "b", "em", "i", "u", "s", "del", "ins", "sub", "sup", "q", "cite", "abbr"}
_BLOCK_TAGS = {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "code", "pre"}
_TABLE_TAGS = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
_cleaner = nh3.Cleaner(
    tags=_TEXT_TAGS | _BLOCK_TAGS | _TABLE_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)

_HEADING = re.compile(r"<(/?)h([1-6])>")
_SITE_LINK = re.compile(r'(<a href=")/(?!/)')
_COLUMN_HEAD = re.compile(r"<th(?=[ >])(?![^>]*\bscope=)")
_TAG = re.compile(r"(<[^>]*>)")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
# A group and not a region: landmarks of one name cannot be told apart, and a text may have several tables.
_TABLE_START = '<div class="table-scroll" tabindex="0" role="group" aria-label="Bảng"><table>'
_OPAQUE = ("<a ", "<a>", "<code", "<pre")


def render_prose(prose: Prose, url: Callable[[str], str], top: int = 2) -> Markup:
    """Return Markdown as HTML whose highest heading is ``<h{top}>``; ``url`` writes addresses of the site."""
    if not prose.text.strip():
        return Markup()
    markdown = _REFERENCE.sub(_mend_reference, prose.text) if "&#" in prose.text else prose.text
    html = _cleaner.clean(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
    html = _shift_headings(html, top)
    for address in prose.dropped:
        html = _unlink(html, address)
    html = _SITE_LINK.sub(lambda found: found[1] + url("/"), html) if url("/") != "/" else html
    if "<table>" in html:
        html = _frame_tables(html)
    if prose.citations and "/" in prose.text:
        html = _link_citations(html, prose.citations, url)
    return Markup(html)


def render_line(prose: Prose, url: Callable[[str], str]) -> Markup:
    """Return one line of plain text as HTML, its citations linked; nothing in it is Markdown."""
    if prose.citations and "/" in prose.text:
        return Markup(_link_text(prose.text, _by_number(prose.citations), url))
    return Markup(escape(prose.text, quote=False))


def _mend_reference(found: re.Match[str]) -> str:
    """Keep a character reference, unless it brings back what loading refuses in a file: control characters.

    For U+FFFE and U+FFFF the Markdown engine would even write bytes that are no UTF-8.
    """
    number = int(found[1], 16) if found[1] else int(found[2])
    return "\ufffd" if number > sys.maxunicode or find_control(chr(number)) == 0 else found[0]


def _shift_headings(html: str, top: int) -> str:
    """Make ``top`` the highest level, and let no heading skip a level below the one before it."""
    levels = [int(level) for _, level in _HEADING.findall(html)]
    if not levels:
        return html
    shift = top - min(levels)
    level = top - 1

    def shifted(found: re.Match[str]) -> str:
        nonlocal level
        if not found[1]:
            level = min(6, int(found[2]) + shift, level + 1)
        return f"<{found[1]}h{level}>"

    return _HEADING.sub(shifted, html)


def _unlink(html: str, address: str) -> str:
    """Make links to an address plain words."""
    pattern = rf'<a href="{re.escape(escape(address))}"[^>]*>(.*?)</a>'
    return re.sub(pattern, r"\1", html, flags=re.DOTALL)


def _frame_tables(html: str) -> str:
    """Let wide tables scroll by themselves, by keyboard too, and say which cells are heads of columns."""
    html = _COLUMN_HEAD.sub('<th scope="col"', html)
    return html.replace("<table>", _TABLE_START).replace("</table>", "</table></div>")


def _by_number(citations: Iterable[CitationLink]) -> dict[tuple[str, object], CitationLink]:
    return {(citation.number, citation.issued_on): citation for citation in citations}


def _link_citations(html: str, citations: Iterable[CitationLink], url: Callable[[str], str]) -> str:
    known = _by_number(citations)
    parts: list[str] = []
    depth = 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            depth += part.startswith(_OPAQUE)
            depth -= part in ("</a>", "</code>", "</pre>")
            parts.append(part)
        elif depth or "/" not in part:
            parts.append(part)
        else:
            parts.append(_link_text(unescape(part), known, url))
    return "".join(parts)


def _link_text(text: str, known: dict[tuple[str, object], CitationLink], url: Callable[[str], str]) -> str:
    """Return plain text as HTML with the citations that are known made links."""
    done = 0
    parts: list[str] = []
    for citation in find_citations(text):
        link = known.get(_identity(citation))
        if link:
            words = escape(text[citation.start : citation.end], quote=False)
            parts.append(escape(text[done : citation.start], quote=False))
            parts.append(f'<a href="{escape(url(link.url))}" title="{escape(link.title)}">{words}</a>')
            done = citation.end
    parts.append(escape(text[done:], quote=False))
    return "".join(parts)


def _identity(citation: Citation) -> tuple[str, object]:
    return format_number(citation.number), citation.issued_on
