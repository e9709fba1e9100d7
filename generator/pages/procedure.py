"""Administrative procedures: the page of each, its earlier and coming texts, and how it stands in lists."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from generator import urls
from generator.base.digest import short_digest
from generator.base.text import shorten
from generator.link.site import Site, sources
from generator.pages.citation import procedure_citation
from generator.pages.correction import correction_lines
from generator.pages.dublin_core import record_core
from generator.pages.linked_data import service
from generator.pages.listing import Pager, numbered, paged
from generator.pages.moments import came_out
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import (
    Facts,
    Item,
    document_ref_link,
    document_ref_links,
    file_links,
    party_links,
    plain,
    posted_on,
    prose,
    province_links,
    record_link,
    source_links,
    twin_of,
)
from generator.pages.poster import has_poster
from generator.pages.procedure_life import Notice, life_steps, notices, shown_versions, version_notice
from generator.pages.procedure_list import procedure_list_pages
from generator.pages.procedure_results import procedure_results
from generator.pages.procedure_split import split_view
from generator.pages.procedure_text import (
    BY_CASE,
    capitalised,
    counts,
    fees,
    form_name,
    only_when,
    papers_at_a_glance,
    times,
    wording,
)
from generator.pages.procedure_view import MannerRow, Paper, PaperGroup, ProcedureView
from generator.pages.share import preview, record_card
from generator.records.common import Attachment
from generator.records.procedure import PROCEDURE_STATES, Procedure
from generator.records.procedure_parts import LEVELS, MANNERS, ONLINE_LEVELS, DossierItem, ProcedureText
from generator.vn.dates import format_date

_LONGEST_PLACE = 100
"""How much of where to go is told at a glance; what is cut has a section of its own."""
_LONGEST_HEADING = 200
"""Phones show the first lines of a longer name, so it is told again in full among the facts."""

CRUMBS = (Link("Trang chủ", urls.HOME), Link("Thủ tục hành chính", urls.PROCEDURES))


def procedure_item(site: Site, procedure: Procedure) -> Item:
    """Return a procedure of the site as it stands in lists."""
    return _items(site)[procedure.id]


@lru_cache(maxsize=1)  # a procedure stands in many lists: by field, level, agency, time, fee, letter, code
def _items(site: Site) -> dict[str, Item]:
    return {id_: _item(procedure) for id_, procedure in site.procedures.items()}


def _item(procedure: Procedure) -> Item:
    return Item(
        title=shorten(procedure.name, 240),
        url=urls.procedure_url(procedure.id),
        meta=(procedure.code, procedure.field, *(LEVELS[level] for level in procedure.levels)),
        summary=" · ".join((*times(procedure), *fees(procedure))),
        state="" if procedure.state == "in_force" else procedure.state,
        state_label=PROCEDURE_STATES[procedure.state],
    )


def procedure_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about procedures."""
    pages = procedure_list_pages(site, _items(site), feeds)
    for procedure in site.procedures.values():
        pages += _procedure_pages(site, procedure)
        pages += _version_pages(site, procedure)
    return pages


def procedure_view(site: Site, procedure: Procedure, above: tuple[Notice, ...] | None = None) -> ProcedureView:
    """Return what a page of a procedure shows; ``above`` takes the place of what is to be said of it first."""
    key = ("procedures", procedure.id)
    return ProcedureView(
        name=procedure.name,
        code=procedure.code,
        field=Link(procedure.field, urls.procedures_by_field(procedure.field)),
        state="" if procedure.state == "in_force" or above is not None else procedure.state,
        state_label=PROCEDURE_STATES[procedure.state],
        notices=notices(site, procedure) if above is None else above,
        answers=_answers(site, procedure),
        facts=(
            *_facts(site, procedure),
            *(() if above is not None else _standing(procedure)),
            *_origin(site, procedure),
        ),
        where=procedure.where if procedure.where and len(procedure.where) > _LONGEST_PLACE else "",
        manners=_manner_rows(site, procedure),
        dossier=_paper_groups(site, procedure.dossier),
        sets=f"{procedure.sets} bộ" if procedure.sets else "",
        forms=file_links(site, procedure.forms),
        steps=tuple(prose(site, key, step) for step in procedure.steps),
        first_step=1,
        results=tuple(f"{r.name} (mã {r.code})" if r.code else r.name for r in procedure.results),
        conditions=prose(site, key, procedure.conditions),
        legal_basis=document_ref_links(site, procedure.legal_basis),
        raw=tuple((ProcedureText.model_fields[field].title or "", text) for field, text in procedure.raw.items()),
        body=prose(site, key, procedure.body),
        life=life_steps(site, procedure) if above is None else (),
        cases=procedure_results(site, procedure) if above is None else None,
        corrections=correction_lines(procedure) if above is None else (),
        national_link=procedure.national_link or "",
        poster=urls.poster_url(procedure.id) if above is None and has_poster(procedure) else "",
        citation=procedure_citation(site, procedure) if above is None else "",
        pager=Pager(1, 1, ()),
    )


def _procedure_pages(site: Site, procedure: Procedure) -> Iterable[Page]:
    url = urls.procedure_url(procedure.id)
    creator = "; ".join(link.text for link in party_links(site, procedure.agencies))
    description = shorten(f"Mã {procedure.code}. {procedure.name}", 160)
    office = next((party for party in procedure.agencies if party in site.agencies), None)
    key = ("procedures", procedure.id)
    moment = came_out(site, key)
    announced = moment.date() if moment else None
    shown = record_card(site, key, procedure.name, creator, announced, office)
    head = Head(
        title=shorten(procedure.name, 160),
        description=description,
        section=urls.PROCEDURES,
        crumbs=(*CRUMBS, Link(procedure.field, urls.procedures_by_field(procedure.field))),
        metadata=record_core(site, key, procedure.name, creator, description, url, subjects=(procedure.field,)),
        twin=twin_of(site, url),
        linked_data=(service(site, procedure),),
        preview=preview(shown, announced),
    )
    return _pages(url, head, procedure_view(site, procedure), site.paths["procedures", procedure.id])


def _version_pages(site: Site, procedure: Procedure) -> Iterable[Page]:
    """Yield the pages of each text of a procedure but that of today."""
    crumbs = (*CRUMBS, Link(shorten(procedure.name, 80), urls.procedure_url(procedure.id)))
    for version in shown_versions(site, procedure):
        since = f"từ {format_date(version.since)}" if version.since else "trước đó"
        head = Head(f"{shorten(version.text.name, 140)} (bản {since})", section=urls.PROCEDURES, crumbs=crumbs)
        view = procedure_view(site, version.text, (version_notice(site, procedure, version),))
        url = urls.procedure_version_url(procedure.id, version.since)
        yield from _pages(url, head, view, site.paths["procedures", procedure.id])


def _pages(url: str, head: Head, view: ProcedureView, source: str) -> Iterable[Page]:
    """Yield the page of a view, or its pages where its text is too long for one."""
    for pager, (part,) in paged(url, split_view(view), 1):
        # What only the first page may say of itself: other pages are not the record.
        own = head if pager.page == 1 else Head(numbered(head.title, pager), section=head.section, crumbs=head.crumbs)
        yield Page(urls.page_url(url, pager.page), "procedure.html", own, replace(part, pager=pager), source)


def _answers(site: Site, procedure: Procedure) -> Facts:
    papers = papers_at_a_glance(procedure.dossier)
    return (
        ("Thời hạn", _glance(times(procedure))),
        ("Cần mang theo", (Link(capitalised(papers), "#ho-so"),) if papers else ()),
        ("Phí, lệ phí", _glance(fees(procedure))),
        ("Nơi nộp", _where(procedure) or party_links(site, procedure.agencies)),
        ("Cách nộp", plain(", ".join(dict.fromkeys(MANNERS[manner.kind] for manner in procedure.manners)))),
    )


def _glance(words: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(text, "#cach-nop" if text == BY_CASE else "") for text in words)


def _where(procedure: Procedure) -> tuple[Link, ...]:
    where = procedure.where or ""
    return plain(where) if len(where) <= _LONGEST_PLACE else (Link(shorten(where, _LONGEST_PLACE), "#noi-nop"),)


def _facts(site: Site, procedure: Procedure) -> Facts:
    variants = sources(
        (edge for edge in site.incoming.get(("procedures", procedure.id), ()) if edge.by == "variant_of"), "procedures"
    )
    events = (site.life_events[id_] for id_ in procedure.life_events)
    online = ONLINE_LEVELS[procedure.online] if procedure.online != "unknown" else None
    return (
        ("Tên đầy đủ", plain(procedure.name if len(procedure.name) > _LONGEST_HEADING else None)),
        ("Mã thủ tục", plain(procedure.code)),
        ("Lĩnh vực", (Link(procedure.field, urls.procedures_by_field(procedure.field)),)),
        ("Loại thủ tục", plain(procedure.category)),
        ("Cấp thực hiện", plain(*(LEVELS[level] for level in procedure.levels))),
        ("Cơ quan thực hiện", party_links(site, procedure.agencies)),
        ("Cơ quan có thẩm quyền", party_links(site, procedure.competent)),
        ("Cơ quan phối hợp", party_links(site, procedure.cooperating)),
        ("Cơ quan được ủy quyền", party_links(site, procedure.delegated)),
        ("Đối tượng", plain(*procedure.applicants)),
        ("Sự kiện", tuple(Link(event.name, urls.procedures_by("su-kien", event.id)) for event in events)),
        ("Còn gọi là", plain(*procedure.keywords)),
        ("Trực tuyến", plain(online)),
        ("Thuộc thủ tục", _procedure_links(site, (procedure.variant_of,) if procedure.variant_of else ())),
        ("Các trường hợp", _procedure_links(site, variants)),
        ("Thủ tục liên quan", _procedure_links(site, procedure.related)),
        ("Quyết định công bố", (document_ref_link(site, procedure.decided_by),) if procedure.decided_by else ()),
        ("Ngày công bố", plain(format_date(procedure.announced_on) if procedure.announced_on else None)),
        ("Ngày đăng lên cổng", posted_on(procedure)),
    )


def _standing(procedure: Procedure) -> Facts:
    return (("Tình trạng", plain(PROCEDURE_STATES[procedure.state])),)


def _origin(site: Site, procedure: Procedure) -> Facts:
    return (
        ("Tỉnh, thành phố", province_links(site, procedure.province)),
        ("Nguồn", source_links(procedure.source)),
    )


def _procedure_links(site: Site, ids: Iterable[str]) -> tuple[Link, ...]:
    return tuple(record_link(site, ("procedures", id_)) for id_ in ids)


def _manner_rows(site: Site, procedure: Procedure) -> tuple[MannerRow, ...]:
    """Return the ways to hand a dossier in; those that differ in nothing else are one row."""
    kinds: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for manner in procedure.manners:
        rest = (manner.condition or "", wording(manner.time_limit), wording(manner.fee), manner.notes or "")
        kinds.setdefault(rest, {})[MANNERS[manner.kind]] = None
    return tuple(
        MannerRow(
            capitalised(", ".join(found).lower()),
            condition,
            time_limit,
            fee,
            prose(site, ("procedures", procedure.id), notes),
        )
        for (condition, time_limit, fee, notes), found in kinds.items()
    )


def _paper_groups(site: Site, dossier: Iterable[DossierItem]) -> tuple[PaperGroup, ...]:
    """Group papers by case in the order of the record, those that everyone brings first."""
    groups: dict[str, list[Paper]] = {"": []}
    for item in dossier:
        groups.setdefault(item.case or "", []).append(_paper(site, item))
    return tuple(PaperGroup(case, tuple(papers)) for case, papers in groups.items() if papers)


def _paper(site: Site, item: DossierItem) -> Paper:
    files = file_links(site, (Attachment(file=item.file, title=item.form or "Mẫu"),)) if item.file else ()
    return Paper(
        key=short_digest(f"{item.case or ''}\n{item.name}".encode()),
        name=item.name,
        counts=counts(item),
        form="" if files else capitalised(form_name(item.form)),
        file=files[0] if files else None,
        link=item.link or "",
        condition=capitalised(only_when(item.condition)),
        notes=item.notes or "",
    )
