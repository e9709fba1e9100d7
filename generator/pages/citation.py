"""How officials cite a record, as a sentence to copy.

A document is cited by type, number, date, issuer and subject (decree 30/2020/NĐ-CP, appendix I, on legal bases), a law
or an ordinance by its name.
"""

import re
from collections.abc import Iterable

from generator import urls
from generator.link.site import Site
from generator.pages.parts import absolute, document_ref_link, document_type
from generator.records.document import Document
from generator.records.news import News
from generator.records.procedure import Procedure
from generator.vn.dates import format_date, format_long_date

_NAMED = ("hien-phap", "bo-luat", "luat", "phap-lenh")
_ABOUT = re.compile(r"(?:v/v|về việc|về)\b:?\s*", re.IGNORECASE)
_ACTION = re.compile(
    r"(?:bãi bỏ|ban hành|bổ nhiệm|bổ sung|cho phép|chấp thuận|công bố|công nhận|điều chỉnh|đính chính|"
    r"giao(?! thông)|hướng dẫn|kiện toàn|phân cấp|phê duyệt|quy định|sửa đổi|tăng cường|thành lập|thay thế|"
    r"thông qua|thực hiện|triển khai|ủy quyền)\b",
    re.IGNORECASE,
)
"""How subjects begin that say what the document does: such words follow the issuer without «về»."""


def document_citation(site: Site, document: Document) -> str:
    """Return ``Quyết định số 2407/QĐ-UBND ngày 01 tháng 10 năm 2021 của Ủy ban nhân dân tỉnh Sơn La ban hành …``."""
    kind = document_type(document)
    if document.type in _NAMED:
        name = document.subject if _begins_with(document.subject, kind) else f"{kind} {document.subject}"
        return f"{name}{_number(document)} {format_long_date(document.issued_on)}"
    return f"{_issued(site, document)} {_about(document.subject, kind)}"


def procedure_citation(site: Site, procedure: Procedure) -> str:
    """Return the name and code of a procedure, and the decision that announced it."""
    kind = "" if _begins_with(procedure.name, "Thủ tục") else "Thủ tục "
    name = f"{kind}«{procedure.name}» (mã {procedure.code})"
    decision = procedure.decided_by
    if not decision:
        return name
    document = site.documents.get(decision)
    return f"{name}, công bố tại {_issued(site, document) if document else document_ref_link(site, decision).text}"


def news_citation(site: Site, news: News, authors: Iterable[str]) -> str:
    """Return authors, title, portal, day and address of a post."""
    posted = format_date(news.posted_at.astimezone(site.portal.zone).date())
    address = absolute(site, urls.news_url(news))
    parts = (*authors, f"«{news.title}»", site.portal.name, f"đăng ngày {posted}", address)
    return ", ".join(part for part in parts if part)


def _issued(site: Site, document: Document) -> str:
    issuer = site.agencies[document.issuer].name
    return f"{document_type(document)}{_number(document)} {format_long_date(document.issued_on)} của {issuer}"


def _number(document: Document) -> str:
    return f" số {document.number}" if document.number else ""


def _about(subject: str, kind: str) -> str:
    """Return a subject as it goes on in a sentence: the type is not said twice, and «về» stands before things."""
    if _begins_with(subject, kind):
        subject = subject[len(kind) :].lstrip()
    if found := _ABOUT.match(subject):
        return f"{'về' if found[0].strip().lower() == 'về' else 'về việc'} {subject[found.end() :]}"
    words = _lower(subject)
    return words if _ACTION.match(subject) else f"về {words}"


def _begins_with(subject: str, kind: str) -> bool:
    return subject.lower().startswith(f"{kind.lower()} ") and len(subject) > len(kind) + 1


def _lower(text: str) -> str:
    """Return a text with its first letter small, unless its first two words look like a name or an abbreviation."""
    if _ACTION.match(text):
        return text[:1].lower() + text[1:]
    first, _, rest = text.partition(" ")
    named = first[1:].lower() != first[1:] or rest[:1].isupper()
    return text if named else text[:1].lower() + text[1:]
