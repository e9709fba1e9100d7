"""How officials cite a record, as a sentence to copy.

A document is cited by type, number, date, issuer and subject (decree 30/2020/NĐ-CP, appendix I, on legal bases), a law
or an ordinance by its name. A task is cited with its plan, a figure with its year and its source; what has no number
of its own, with the portal and the address where it can be read.
"""

import re
from collections.abc import Iterable

from generator import urls
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.parts import absolute, document_ref_link, document_type, source_links, unnamed_province
from generator.records.agency import Agency
from generator.records.caseload import Caseload
from generator.records.document import Document
from generator.records.indicator import Indicator, IndicatorValue
from generator.records.kinds import title_of
from generator.records.news import News
from generator.records.procedure import Procedure
from generator.records.task import Task
from generator.vn.dates import format_date, format_long_date

_LONGEST = 160
"""How much of a task is said; its number tells the rest."""

_SUBORDINATE = ("department", "division", "centre")
"""Kinds of agencies whose name alone does not say whose they are."""

_PLACE = re.compile(r"^(?:Tỉnh|Thành phố)\b")
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


def task_citation(task: Task, plan: str) -> str:
    """Return number and content of a task, and the citation of the plan or the decision that sets it."""
    return f"Nhiệm vụ số {task.order} «{shorten(task.content, _LONGEST)}» tại {plan}"


def indicator_citation(site: Site, indicator: Indicator, value: IndicatorValue | None, said: str) -> str:
    """Return an indicator with a figure, which ``said`` words, its rank and source, and the portal and the address."""
    words = indicator.name
    if province := unnamed_province(site, indicator.name, indicator.province):
        place = _PLACE.sub(lambda found: found[0].lower(), province)
        words += f", {place}," if "," in words else f" của {place}"
    if value:
        words += f" năm {value.year}" if value.role == "reported" else f", chỉ tiêu năm {value.year}"
        words += f" (tính đến {format_long_date(value.as_of)})" if value.as_of else ""
        words += f": {said}"
        words += f", xếp thứ {value.rank}" if value.rank is not None else ""
        words += _origin(site, value)
    return _read_at(site, words.removesuffix(","), urls.indicator_url(indicator.id))


def caseload_citation(site: Site, caseload: Caseload) -> str:
    """Return period, unit and day of a report on results, its source, portal and address."""
    agency = site.agencies[caseload.agency].name
    words = f"{title_of(caseload)} của {agency}, báo cáo {format_long_date(caseload.reported_on)}"
    return _read_at(site, words + _origin(site, caseload), urls.caseload_url(caseload.id))


def agency_citation(site: Site, agency: Agency) -> str:
    """Return an agency with the one that it belongs to, what it is now and where letters reach it.

    Empty where nothing is to be said but its name, and for the many agencies that a group stands for.
    """
    parent = site.agencies[agency.parent].name if agency.parent and agency.kind in _SUBORDINATE else ""
    said_already = agency.province and not unnamed_province(site, agency.name, agency.province)  # «Sở … tỉnh Sơn La»
    belongs = f" thuộc {parent}" if parent and not said_already else ""
    ended = agency.dissolved_on is not None and agency.dissolved_on <= site.today
    successors = ", ".join(site.agencies[id_].name for id_ in agency.successors) if ended else ""
    now = f" (nay là {successors})" if successors else ""
    address = f", địa chỉ: {agency.contacts.address}" if agency.contacts.address and not ended else ""
    said = f"{belongs}{now}{address}"
    return f"{agency.name}{said}" if said and agency.kind != "group" else ""


def _origin(site: Site, figure: IndicatorValue | Caseload) -> str:
    """Return in brackets where a figure was taken from: the document, the post, or the place elsewhere."""
    document = site.documents.get(figure.document or "")
    if document:
        return f" (theo {_issued(site, document)})"
    if figure.document:
        return f" (theo {document_ref_link(site, figure.document).text})"
    elsewhere = source_links(figure.source)[:1]
    if figure.news and not elsewhere:
        news = site.news.get(figure.news)
        return f" (theo tin «{news.title}» đăng {format_long_date(news.posted_at.date())})" if news else ""
    return f" (nguồn: {elsewhere[0].text})" if elsewhere else ""


def _read_at(site: Site, words: str, url: str) -> str:
    return f"{words}, {site.portal.name}, {absolute(site, url)}"


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
