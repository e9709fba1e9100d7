"""Administrative procedures: their pages, and their lists by field and by agency."""

from collections import defaultdict
from dataclasses import dataclass

from generator import urls
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.listing import list_pages
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import (
    CountedLink,
    Facts,
    FileLink,
    Group,
    Item,
    Prose,
    document_ref_link,
    document_ref_links,
    dublin_core,
    file_links,
    party_links,
    plain,
    prose,
    province_links,
    source_links,
    twin_of,
)
from generator.records.procedure import PROCEDURE_STATES, Procedure
from generator.records.procedure_parts import LEVELS, MANNERS, ONLINE_LEVELS
from generator.vn.collation import collation_key
from generator.vn.dates import format_date
from generator.vn.fees import Fee
from generator.vn.time_limits import TimeLimit

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Thủ tục hành chính", urls.PROCEDURES))


@dataclass(frozen=True, slots=True)
class MannerRow:
    """One way to hand a dossier in."""

    kind: str
    time_limit: str
    fee: str
    notes: Prose


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A paper to bring; counts are text, empty where nothing is stated."""

    name: str
    originals: str
    copies: str
    form: str
    condition: str


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A procedure. ``answers`` are what a citizen asks first: how long, how much, where."""

    name: str
    code: str
    state: str
    state_label: str
    answers: Facts
    facts: Facts
    manners: tuple[MannerRow, ...]
    dossier: tuple[DossierRow, ...]
    sets: str
    forms: tuple[FileLink, ...]
    steps: tuple[Prose, ...]
    results: tuple[str, ...]
    conditions: Prose
    legal_basis: tuple[Link, ...]
    body: Prose
    national_link: str


def procedure_item(procedure: Procedure) -> Item:
    """Return a procedure as it stands in lists."""
    return Item(
        title=shorten(procedure.name, 240),
        url=urls.procedure_url(procedure.id),
        meta=(procedure.code, procedure.field, *(LEVELS[level] for level in procedure.levels)),
        summary=" · ".join(_first(procedure, "time_limit") + _first(procedure, "fee")),
        state="" if procedure.state == "in_force" else procedure.state,
        state_label=PROCEDURE_STATES[procedure.state],
    )


def _first(procedure: Procedure, name: str) -> list[str]:
    """Return the distinct values that the manners state for a field."""
    return list(dict.fromkeys(value.wording for manner in procedure.manners if (value := getattr(manner, name))))


def procedure_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about procedures."""
    procedures = sorted(site.procedures.values(), key=lambda procedure: collation_key(procedure.name))
    size = site.portal.page_sizes.procedures
    fields: dict[str, tuple[dict[str, None], list[Procedure]]] = {}
    agencies: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in procedures:
        names, found = fields.setdefault(urls.procedures_by_field(procedure.field), ({}, []))
        names[procedure.field] = None
        found.append(procedure)
        for agency in procedure.agencies:
            if agency in site.agencies:
                agencies[agency].append(procedure)
    by_field = [CountedLink(" / ".join(names), url, len(found)) for url, (names, found) in fields.items()]
    by_agency = [
        CountedLink(site.agencies[id_].name, urls.procedures_by_agency(id_), len(f)) for id_, f in agencies.items()
    ]
    facets = (
        Group("Theo lĩnh vực", links=tuple(sorted(by_field, key=lambda link: collation_key(link.text)))),
        Group("Theo cơ quan thực hiện", links=tuple(sorted(by_agency, key=lambda link: collation_key(link.text)))),
    )
    head = Head(
        "Thủ tục hành chính",
        "Hồ sơ cần nộp, thời hạn, phí và nơi giải quyết của từng thủ tục.",
        urls.PROCEDURES,
        _CRUMBS[:1],
        feeds=feeds[urls.PROCEDURES],
    )
    items = {procedure.id: procedure_item(procedure) for procedure in procedures}
    pages = list_pages(urls.PROCEDURES, head, list(items.values()), size, "thủ tục", facets=facets)
    for url, (names, found) in fields.items():
        head = Head(f"Thủ tục lĩnh vực {' / '.join(names)}", section=urls.PROCEDURES, crumbs=_CRUMBS)
        pages += list_pages(url, head, [items[p.id] for p in found], size, "thủ tục")
    for id_, found in agencies.items():
        head = Head(f"Thủ tục do {site.agencies[id_].name} thực hiện", section=urls.PROCEDURES, crumbs=_CRUMBS)
        pages += list_pages(urls.procedures_by_agency(id_), head, [items[p.id] for p in found], size, "thủ tục")
    pages += (procedure_page(site, procedure) for procedure in procedures)
    return pages


def procedure_view(site: Site, procedure: Procedure) -> ProcedureView:
    """Return what the page of a procedure shows."""
    key = ("procedures", procedure.id)
    return ProcedureView(
        name=procedure.name,
        code=procedure.code,
        state="" if procedure.state == "in_force" else procedure.state,
        state_label=PROCEDURE_STATES[procedure.state],
        answers=(
            ("Thời hạn", plain(*_first(procedure, "time_limit"))),
            ("Phí, lệ phí", plain(*_first(procedure, "fee"))),
            ("Nơi nộp", plain(procedure.where) or party_links(site, procedure.agencies)),
            ("Cách nộp", plain(*(MANNERS[manner.kind] for manner in procedure.manners))),
        ),
        facts=(
            ("Mã thủ tục", plain(procedure.code)),
            ("Lĩnh vực", (Link(procedure.field, urls.procedures_by_field(procedure.field)),)),
            ("Cấp thực hiện", plain(*(LEVELS[level] for level in procedure.levels))),
            ("Cơ quan thực hiện", party_links(site, procedure.agencies)),
            ("Đối tượng", plain(*procedure.applicants)),
            (
                "Trực tuyến",
                plain(ONLINE_LEVELS[procedure.online] if procedure.online != "unknown" else None),
            ),
            (
                "Quyết định công bố",
                (document_ref_link(site, procedure.decided_by),) if procedure.decided_by else (),
            ),
            ("Ngày công bố", plain(format_date(procedure.announced_on) if procedure.announced_on else None)),
            ("Tình trạng", plain(PROCEDURE_STATES[procedure.state])),
            ("Tỉnh, thành phố", province_links(site, procedure.province)),
            ("Nguồn", source_links(procedure.source)),
        ),
        manners=tuple(
            MannerRow(MANNERS[m.kind], _wording(m.time_limit), _wording(m.fee), prose(site, key, m.notes))
            for m in procedure.manners
        ),
        dossier=tuple(
            DossierRow(d.name, _count(d.originals), _count(d.copies), d.form or "", d.condition or "")
            for d in procedure.dossier
        ),
        sets=f"{procedure.sets} bộ" if procedure.sets else "",
        forms=file_links(site, procedure.forms),
        steps=tuple(prose(site, key, step) for step in procedure.steps),
        results=tuple(result.name for result in procedure.results),
        conditions=prose(site, key, procedure.conditions),
        legal_basis=document_ref_links(site, procedure.legal_basis),
        body=prose(site, key, procedure.body),
        national_link=procedure.national_link or "",
    )


def procedure_page(site: Site, procedure: Procedure) -> Page:
    """Return the page of a procedure."""
    url = urls.procedure_url(procedure.id)
    creator = "; ".join(link.text for link in party_links(site, procedure.agencies))
    description = shorten(f"Mã {procedure.code}. {procedure.name}", 160)
    head = Head(
        title=shorten(procedure.name, 160),
        description=description,
        section=urls.PROCEDURES,
        crumbs=(*_CRUMBS, Link(procedure.field, urls.procedures_by_field(procedure.field))),
        metadata=dublin_core(site, procedure.name, creator, procedure.announced_on, description, url),
        twin=twin_of(site, url),
    )
    return Page(url, "procedure.html", head, procedure_view(site, procedure), site.paths["procedures", procedure.id])


def _wording(value: TimeLimit | Fee | None) -> str:
    return value.wording if value else ""


def _count(count: int | None) -> str:
    return "" if count is None else str(count)
