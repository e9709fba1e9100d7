"""What the search finds: one plain-text document for each page of a record, a programme or a series of indicators.

The tasks of a plan are parts of its document and have none of their own: plans have thousands.
"""

from collections.abc import Iterable, Iterator

from generator import urls
from generator.link.references import references_in
from generator.link.site import PlanTask, Site
from generator.outputs.plaintext import markdown_text
from generator.outputs.searchdoc import KIND, YEAR, SearchDocument, SearchPart
from generator.pages.caseload import caseload_summary
from generator.pages.indicator_series import series_of
from generator.pages.moments import came_out
from generator.pages.newest_figure import indicator_name
from generator.pages.news import byline
from generator.pages.parts import (
    area_title,
    caseload_name,
    document_name,
    document_ref_link,
    document_type,
    party_links,
    programme_document,
)
from generator.pages.procedure import procedure_item
from generator.pages.programme import plans_of
from generator.records.agency import AGENCY_KINDS, Agency
from generator.records.caseload import Caseload
from generator.records.common import Record
from generator.records.document import DOCUMENT_STATES, Document, Plan
from generator.records.fields import Reference
from generator.records.indicator import VALUE_ROLES, Indicator, IndicatorValue
from generator.records.kinds import KINDS
from generator.records.news import News
from generator.records.portal import Programme
from generator.records.procedure import Procedure
from generator.records.procedure_parts import LEVELS, MANNERS
from generator.records.task import COMPARISONS, Target
from generator.vn.dates import format_date
from generator.vn.figures import format_decimal

AGENCY, FIELD, PROVINCE = "co-quan", "linh-vuc", "tinh"
TYPE, STATE, LEVEL = "loai-van-ban", "tinh-trang", "cap"
"""Names of filters, as they stand in the address of a search."""

_MOST_PLANS = 40  # that a programme is found by; each is found by itself as well

Filters = tuple[tuple[str, str], ...]


def search_documents(site: Site) -> tuple[SearchDocument, ...]:
    """Return what is searched, in the order of the site: records by kind, then programmes and series of indicators.

    A title is what a reader looks for (the subject of a document); type, number and date are told apart from it, as
    results show them beside it.
    """
    return (
        *(_news(site, news) for news in site.news.values()),
        *(_document(site, document) for document in site.documents.values()),
        *(_procedure(site, procedure) for procedure in site.procedures.values()),
        *(_agency(site, agency) for agency in site.agencies.values()),
        *(_indicator(site, indicator) for indicator in site.indicators.values()),
        *(_caseload(site, caseload) for caseload in site.caseloads.values()),
        *(_programme(site, programme) for programme in site.portal.programmes),
        *(_series(site, url, name, found) for url, (name, found) in series_of(site).items()),
    )


def _news(site: Site, news: News) -> SearchDocument:
    label = KINDS["news"].label
    return SearchDocument(
        url=urls.news_url(news),
        title=news.title,
        kind=label,
        number="",
        date=news.posted_at.date().isoformat(),
        summary=news.summary or "",
        body=_join(
            markdown_text(news.body),
            *(image.caption for image in news.images),
            *(attachment.title for attachment in news.attachments),
            *(byline(site, author) for author in news.authors),
            *_cited(site, news),
        ),
        filters=_filters(site, news, [label], [news.posted_at.year]),
    )


def _document(site: Site, document: Document) -> SearchDocument:
    labels = [KINDS["documents"].label, *(["Kế hoạch"] if document.plan else [])]
    issuer = site.agencies[document.issuer].name
    state = DOCUMENT_STATES[document.state] if document.state != "unknown" else ""
    signatory = document.signatory
    return SearchDocument(
        url=urls.document_url(document.id),
        title=document.subject,
        kind=document_type(document),
        number=document.number or "",
        date=document.issued_on.isoformat(),
        summary=_join(
            f"{issuer} ban hành ngày {format_date(document.issued_on)}",
            f"Người ký: {signatory.name}" if signatory else None,
        ),
        body=_join(
            markdown_text(document.body),
            *(attachment.title for attachment in document.attachments),
            *_cited(site, document),
        ),
        filters=(
            *_filters(site, document, labels, [document.issued_on.year]),
            (TYPE, document_type(document)),
            *([(STATE, state)] if state else []),
        ),
        state=state,
        parts=tuple(_plan(site, document.id, document.plan)) if document.plan else (),
    )


def _plan(site: Site, id_: str, plan: Plan) -> Iterator[SearchPart]:
    yield from _part("#muc-tieu", "Mục tiêu", *plan.objectives)
    yield from _part("#chi-tieu", "Chỉ tiêu", *map(_target, plan.targets))
    for place, row in enumerate(site.tasks[id_]):
        order = row.task.order
        # The page of a plan shows the first of its tasks; each has a page of its own.
        shown = place < site.portal.page_sizes.tasks
        address = f"#{urls.task_anchor(order)}" if shown else urls.task_url(id_, order)
        yield from _part(address, f"Nhiệm vụ {order}", _task(site, row))


def _part(address: str, title: str, *sentences: str | None) -> Iterator[SearchPart]:
    """Yield a part of a page if it has any text, as the page shows it then."""
    text = _join(*sentences)
    if text:
        yield SearchPart(address, title, text)


def _task(site: Site, row: PlanTask) -> str:
    task = row.task
    return _join(
        task.content,
        _listed("Chủ trì", (site.agencies[id_].name for id_ in task.lead)),
        _listed("Phối hợp", (site.agencies[id_].name for id_ in task.cooperating)),
        f"Sản phẩm: {task.product}" if task.product else None,
        f"Thời gian: {task.deadline.wording}" if task.deadline else None,
        row.status.label if row.status.state != "unreported" else None,
        *(markdown_text(update.text) for update in task.updates),
        markdown_text(task.notes),
    )


def _target(target: Target) -> str:
    comparison = "" if target.comparison == "exactly" else f"{COMPARISONS[target.comparison]} "
    goal = f"{target.content}: {comparison}{format_decimal(target.goal)} {target.unit}"
    return _join(goal, target.due.wording if target.due else None, markdown_text(target.notes))


def _procedure(site: Site, procedure: Procedure) -> SearchDocument:
    label = KINDS["procedures"].label
    announced = came_out(site, ("procedures", procedure.id))
    item = procedure_item(site, procedure)
    return SearchDocument(
        url=urls.procedure_url(procedure.id),
        title=procedure.name,
        kind=label,
        number=procedure.code,
        date=announced.date().isoformat() if announced else "",
        # The code is told beside the title.
        summary=" · ".join(part for part in (*item.meta[1:], item.summary) if part),
        body=_join(
            _listed("Từ hay dùng", procedure.keywords),
            _listed("Sự kiện", (site.life_events[id_].name for id_ in procedure.life_events)),
            _listed("Cơ quan thực hiện", (link.text for link in party_links(site, procedure.agencies))),
            _listed("Đối tượng thực hiện", procedure.applicants),
            procedure.where,
            markdown_text(procedure.body),
            *(form.title for form in procedure.forms),
            *procedure.raw.values(),
        ),
        filters=(
            *_filters(site, procedure, [label], [announced.year] if announced else [], [procedure.field]),
            *((LEVEL, LEVELS[level]) for level in procedure.levels),
            *([(STATE, item.state_label)] if item.state else []),
        ),
        state=item.state_label if item.state else "",
        parts=tuple(_sections(site, procedure)),
    )


def _sections(site: Site, procedure: Procedure) -> Iterator[SearchPart]:
    """Yield what a procedure is made of, under the headings of its page (``theme/pages/procedure.html``)."""
    yield from _part(
        "#ho-so",
        "Hồ sơ cần nộp",
        *(_join(paper.name, paper.form, paper.case, paper.condition, paper.notes) for paper in procedure.dossier),
    )
    yield from _part(
        "#cach-nop",
        "Cách nộp, thời hạn và phí",
        *(
            _join(
                MANNERS[manner.kind],
                manner.time_limit.wording if manner.time_limit else None,
                manner.fee.wording if manner.fee else None,
                manner.condition,
                markdown_text(manner.notes),
            )
            for manner in procedure.manners
        ),
    )
    yield from _part("#trinh-tu", "Trình tự thực hiện", *map(markdown_text, procedure.steps))
    yield from _part("#ket-qua", "Kết quả", *(result.name for result in procedure.results))
    yield from _part("#dieu-kien", "Yêu cầu, điều kiện", markdown_text(procedure.conditions))
    yield from _part("#can-cu", "Căn cứ pháp lý", *_cited(site, procedure))


def _agency(site: Site, agency: Agency) -> SearchDocument:
    label = KINDS["agencies"].label
    contacts = agency.contacts
    parent = f"Trực thuộc {site.agencies[agency.parent].name}" if agency.parent else None
    return SearchDocument(
        url=urls.agency_url(agency.id),
        title=agency.name,
        kind=label,
        number="",
        date="",
        summary=_join(AGENCY_KINDS[agency.kind], parent),
        body=_join(
            markdown_text(agency.body),
            contacts.address,
            contacts.phone,
            *contacts.emails,
            contacts.information_officer,
            agency.website,
        ),
        filters=((AGENCY, agency.name), *_filters(site, agency, [label], [])),
        keywords=agency.short_name or "",
    )


def _indicator(site: Site, indicator: Indicator) -> SearchDocument:
    label = KINDS["indicators"].label
    years = sorted({value.year for value in indicator.values})
    return SearchDocument(
        url=urls.indicator_url(indicator.id),
        title=indicator_name(site, indicator),
        kind=label,
        number="",
        date="",
        summary=indicator.description or "",
        body=_join(
            markdown_text(indicator.body),
            *(_value(indicator, value) for value in indicator.values),
            *_cited(site, indicator),
        ),
        filters=_filters(site, indicator, [label], years),
    )


def _caseload(site: Site, caseload: Caseload) -> SearchDocument:
    label, held = KINDS["caseloads"].label, site.procedures
    return SearchDocument(
        url=urls.caseload_url(caseload.id),
        title=caseload_name(site, caseload),
        kind=label,
        number="",
        date=caseload.reported_on.isoformat(),
        summary=caseload_summary(site, caseload),
        body=_join(
            _listed("Lĩnh vực", (row.field for row in caseload.rows)),
            _listed(
                "Thủ tục", (site.procedures[i].name for row in caseload.rows if (i := row.procedure or "") in held)
            ),
            caseload.note,
            markdown_text(caseload.body),
            *_cited(site, caseload),
        ),
        filters=_filters(site, caseload, [label], [caseload.period.start.year], (row.field for row in caseload.rows)),
    )


def _programme(site: Site, programme: Programme) -> SearchDocument:
    label = "Chương trình"
    issued = programme_document(site, programme)
    plans = plans_of(site, programme)
    areas = [area_title(site, area.id) for area in programme.areas]
    return SearchDocument(
        url=urls.programme_url(programme.id),
        title=programme.name,
        kind=label,
        number="",
        date="",
        summary=_join(f"Giai đoạn {programme.period}", document_ref_link(site, issued).text if issued else None),
        body=_join(
            _listed("Lĩnh vực", (area.name for area in programme.areas)),
            *(_join(document_name(plan), plan.subject) for plan in plans[:_MOST_PLANS]),
        ),
        filters=((KIND, label), *((FIELD, area) for area in areas)),
        gathers=True,
    )


def _series(site: Site, url: str, name: str, indicators: Iterable[Indicator]) -> SearchDocument:
    filters = [filter_ for indicator in indicators for filter_ in _indicator(site, indicator).filters]
    places = dict.fromkeys(value for filter_, value in filters if filter_ == PROVINCE)
    return SearchDocument(
        url=url,
        title=name,
        kind="Bộ chỉ số",
        number="",
        date="",
        summary=_join(_listed("So sánh", places)),
        body=_join(*(_join(one.name, *(_value(one, value) for value in one.values)) for one in indicators)),
        filters=tuple(dict.fromkeys(filters)),
        gathers=True,
    )


def _value(indicator: Indicator, value: IndicatorValue) -> str:
    comparison = "" if value.comparison == "exactly" else f"{COMPARISONS[value.comparison]} "
    figure = f"{value.year}: {comparison}{format_decimal(value.value)} {indicator.unit}"
    return _join(f"{VALUE_ROLES[value.role]} {figure}", value.note)


def _filters(
    site: Site, record: Record, kinds: Iterable[str], years: Iterable[int], fields: Iterable[str] = ()
) -> Filters:
    """Return by what a record is narrowed down: agencies in any role but that of cooperating in a task."""
    found = [(KIND, kind) for kind in kinds] + [(YEAR, str(year)) for year in years]
    found += ((FIELD, field) for field in fields)
    for place, marker, id_ in references_in(record):
        match marker:
            case Reference("agencies") if id_ in site.agencies and not {"cooperating", "before"} & set(place):
                found.append((AGENCY, site.agencies[id_].name))
            case Reference("areas"):
                found.append((FIELD, area_title(site, id_)))
            case Reference("provinces"):
                found.append((PROVINCE, site.provinces[id_].name))
    return tuple(dict.fromkeys(found))


def _cited(site: Site, record: Record) -> Iterable[str]:
    """Return the documents that a record refers to, as they are cited, so that a number finds what rests on it."""
    markers = ((marker, id_) for _, marker, id_ in references_in(record) if isinstance(marker, Reference))
    found = dict.fromkeys(id_ for marker, id_ in markers if marker.kind == "documents")
    return (document_ref_link(site, id_).text for id_ in found)


def _listed(name: str, values: Iterable[str]) -> str:
    values = ", ".join(values)
    return f"{name}: {values}" if values else ""


def _join(*sentences: str | None) -> str:
    """Return what is said as one text; each sentence ends, so that an excerpt reads as more than a heap of words."""
    said = (sentence.strip() for sentence in sentences if sentence)
    return " ".join(s if s.endswith((".", "!", "?", ":", ";", "…")) else f"{s}." for s in said if s)
