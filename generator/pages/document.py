"""Documents: their pages, with the plan that some of them are, and their lists."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from generator import urls
from generator.base.text import shorten
from generator.link.site import Edge, Key, Site, sources
from generator.pages.citation import document_citation
from generator.pages.correction import CorrectionLine, correction_lines
from generator.pages.dublin_core import area_names, record_core
from generator.pages.linked_data import legislation
from generator.pages.listing import Pager, list_pages, numbered, paged
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import (
    CountedLink,
    Facts,
    FileLink,
    Group,
    Item,
    Prose,
    agency_link,
    area_links,
    area_title,
    document_name,
    document_ref_link,
    document_ref_links,
    document_title,
    document_type,
    file_links,
    plain,
    posted_on,
    prose,
    province_links,
    record_link,
    source_links,
    twin_of,
)
from generator.pages.plan import PlanView, plan_task_pages, plan_view
from generator.pages.procedure_annex import Annex, annex_pages, annexes, shown_annexes
from generator.pages.share import document_card, preview
from generator.records.document import DOCUMENT_STATES, RELATIONS, Document
from generator.vn.collation import collation_key
from generator.vn.dates import format_date, format_long_date
from generator.vn.doctypes import DOCUMENT_TYPES

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Văn bản", urls.DOCUMENTS))


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document. ``place_date`` is the line under the motto, ``relations`` go both ways, ``cited_by`` is prose."""

    name: str
    superior: str
    issuer: str
    number: str
    place_date: str
    type: str
    subject: str
    state: str
    state_label: str
    facts: Facts
    body: Prose
    signatory_capacity: str
    signatory_position: str
    signatory: str
    recipients: tuple[str, ...]
    files: tuple[FileLink, ...]
    relations: Facts
    cited_by: Facts
    cited_by_all: CountedLink | None
    plan: PlanView | None
    annexes: tuple[Annex, ...]
    all_annexes: CountedLink | None
    corrections: tuple[CorrectionLine, ...]
    citation: str


@dataclass(frozen=True, slots=True)
class UnheldView:
    """One page of what records cite and the portal does not hold: wording, citing records, how many more of them."""

    title: str
    rows: tuple[tuple[str, tuple[Link, ...], int], ...]
    total: int
    pager: Pager


def document_item(site: Site, document: Document) -> Item:
    """Return a document of the site as it stands in lists."""
    return _items(site)[document.id]


@lru_cache(maxsize=1)  # a document stands in many lists: by type, year, issuer, agency, area, province, title
def _items(site: Site) -> dict[str, Item]:
    return {id_: _item(site, document) for id_, document in site.documents.items()}


def _item(site: Site, document: Document) -> Item:
    return Item(
        title=shorten(document.subject, 240),
        url=urls.document_url(document.id),
        meta=(
            document_name(document) if document.number else document_type(document),
            format_date(document.issued_on),
            site.agencies[document.issuer].name,
        ),
        state="" if document.state == "unknown" else document.state,
        state_label=DOCUMENT_STATES[document.state],
    )


def newest_documents(site: Site) -> list[Document]:
    """Return the documents, newest first, and by number within a day."""
    return sorted(site.documents.values(), key=lambda d: (d.issued_on, collation_key(d.number or d.id)), reverse=True)


def document_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about documents."""
    documents = newest_documents(site)
    size = site.portal.page_sizes.documents
    parts: dict[tuple[str, str, str], list[Document]] = defaultdict(list)
    for document in documents:
        parts["loai", document.type, DOCUMENT_TYPES[document.type].name].append(document)
        parts["nam", str(document.issued_on.year), f"Năm {document.issued_on.year}"].append(document)
        parts["co-quan", document.issuer, site.agencies[document.issuer].name].append(document)
        for area in document.areas:
            parts["linh-vuc", area, area_title(site, area)].append(document)
    facets = tuple(_facet(title, facet, parts) for facet, title in _FACETS)
    if site.unheld:
        missing = CountedLink("Được dẫn chiếu nhưng chưa có", urls.UNHELD, len(site.unheld))
        facets = (*facets, Group("Văn bản chưa có trên cổng", links=(missing,)))
    head = Head(
        "Văn bản",
        "Quyết định, kế hoạch, nghị quyết và các văn bản khác về cải cách hành chính.",
        urls.DOCUMENTS,
        _CRUMBS[:1],
        feeds=feeds[urls.DOCUMENTS],
    )
    items = _items(site)
    pages = list_pages(urls.DOCUMENTS, head, [items[d.id] for d in documents], size, "văn bản", facets=facets)
    for (facet, value, name), found in parts.items():
        url = urls.documents_by(facet, value)
        head = Head(f"Văn bản: {name}", section=urls.DOCUMENTS, crumbs=_CRUMBS, feeds=feeds.get(url, ()))
        pages += list_pages(url, head, [items[d.id] for d in found], size, "văn bản")
    if site.unheld:
        pages += _unheld_pages(site)
    for document in documents:
        pages += _document_pages(site, document, feeds.get(urls.document_url(document.id), ()))
        if document.plan:
            pages += plan_task_pages(site, document)
    return pages


_FACETS = (
    ("loai", "Theo loại"),
    ("nam", "Theo năm"),
    ("co-quan", "Theo cơ quan ban hành"),
    ("linh-vuc", "Theo lĩnh vực"),
)


def _facet(title: str, facet: str, parts: dict[tuple[str, str, str], list[Document]]) -> Group:
    links = [CountedLink(n, urls.documents_by(f, v), len(found)) for (f, v, n), found in parts.items() if f == facet]
    links.sort(key=lambda link: collation_key(link.text), reverse=facet == "nam")
    return Group(title, links=tuple(links))


def _document_pages(site: Site, document: Document, feeds: tuple[FeedLink, ...]) -> list[Page]:
    """Return the page of a document and, where much cites it, the list of all that does."""
    key = ("documents", document.id)
    url = urls.document_url(document.id)
    issuer = site.agencies[document.issuer]
    incoming = site.incoming.get(key, ())
    cited_by = _cited_by(site, incoming)
    citing = [Item(link.text, link.url, (name,)) for name, links in cited_by for link in links]
    shown = sum(min(len(links), _CITING_SHOWN) for _, links in cited_by)
    all_citing = f"{url}duoc-nhac-toi/"
    signatory = document.signatory
    lists = annexes(site, document.id)
    annexed = sum(len(annex.rows) for annex in lists)
    state = "" if document.state == "unknown" else document.state
    view = DocumentView(
        name=document_name(document),
        superior=site.agencies[issuer.parent].name if issuer.parent else "",
        issuer=issuer.name,
        number=document.number or "",
        place_date=_place_date(site, document),
        type=document_type(document) if document.type != "cong-van" else "",
        subject=document.subject,
        state=state,
        state_label=DOCUMENT_STATES[document.state],
        facts=(
            ("Số, ký hiệu", plain(document.number)),
            ("Loại văn bản", (Link(document_type(document), urls.documents_by("loai", document.type)),)),
            ("Cơ quan ban hành", (agency_link(site, document.issuer),)),
            ("Ngày ban hành", plain(format_date(document.issued_on))),
            ("Ngày có hiệu lực", plain(format_date(document.effective_on) if document.effective_on else None)),
            ("Ngày đăng lên cổng", posted_on(document)),
            ("Hiệu lực", plain(DOCUMENT_STATES[document.state])),
            ("Giai đoạn", plain(str(document.period) if document.period else None)),
            ("Lĩnh vực", area_links(site, document.areas)),
            ("Tỉnh, thành phố", province_links(site, document.province)),
            ("Nguồn", source_links(document.source)),
        ),
        body=prose(site, key, document.body),
        signatory_capacity=(signatory.capacity or "") if signatory else "",
        signatory_position=(signatory.position or "") if signatory else "",
        signatory=signatory.name if signatory else "",
        recipients=document.recipients,
        files=file_links(site, document.attachments),
        relations=_relations(site, document, incoming),
        cited_by=tuple((name, links[:_CITING_SHOWN]) for name, links in cited_by),
        cited_by_all=CountedLink("Tất cả nơi nhắc tới", all_citing, len(citing)) if len(citing) > shown else None,
        plan=plan_view(site, document) if document.plan else None,
        annexes=shown_annexes(lists),
        all_annexes=CountedLink("Tất cả thủ tục kèm theo", urls.document_procedures(document.id), annexed)
        if shown_annexes(lists) != lists
        else None,
        corrections=correction_lines(document),
        citation=document_citation(site, document),
    )
    description = shorten(document.subject, 160)
    title = document_title(document)
    head = Head(
        title=shorten(title, 180),
        description=description,
        section=urls.PLANS if document.plan else urls.DOCUMENTS,
        crumbs=(_CRUMBS[0], Link("Kế hoạch", urls.PLANS)) if document.plan else _CRUMBS,
        metadata=record_core(
            site, key, title, issuer.name, description, url, subjects=area_names(site, document.areas)
        ),
        feeds=feeds,
        twin=twin_of(site, url),
        linked_data=(legislation(site, document),),
        preview=preview(document_card(site, document), document.issued_on),
    )
    pages = [Page(url, "document.html", head, view, site.paths[key])]
    pages += annex_pages(site, document.id, view.name, head, lists)
    if len(citing) <= shown:
        return pages
    below = Head(
        f"Nơi nhắc tới {document_name(document)}", section=head.section, crumbs=(*head.crumbs, Link(view.name, url))
    )
    return [*pages, *list_pages(all_citing, below, citing, site.portal.page_sizes.documents, "nơi")]


def _place_date(site: Site, document: Document) -> str:
    place = site.provinces[document.province].name if document.province else ""
    return ", ".join(part for part in (place, format_long_date(document.issued_on)) if part)


def _relations(site: Site, document: Document, incoming: tuple[Edge, ...]) -> Facts:
    """Return the relations of a document: its own first, then those of others to it, under their names."""
    rows: list[tuple[str, tuple[Link, ...]]] = []
    for key, (name, _) in RELATIONS.items():
        rows.append((name, document_ref_links(site, getattr(document.relations, key))))
    for key, (_, name) in RELATIONS.items():
        rows.append((name, tuple(document_ref_link(site, e.source[1]) for e in incoming if e.by == key)))
    return tuple(row for row in rows if row[1])


_CITING_SHOWN = 20
_CITING = (
    ("news", "Tin tức"),
    ("documents", "Văn bản"),
    ("procedures", "Thủ tục hành chính"),
    ("indicators", "Chỉ số"),
    ("caseloads", "Kết quả giải quyết hồ sơ"),
)


def _cited_by(site: Site, incoming: tuple[Edge, ...]) -> Facts:
    """Return what cites a document other than by a relation, by kind."""
    edges = [edge for edge in incoming if edge.by not in RELATIONS]
    found = ((name, tuple(record_link(site, (k, id_)) for id_ in sources(edges, k))) for k, name in _CITING)
    return tuple(row for row in found if row[1])


def _unheld_pages(site: Site) -> list[Page]:
    unheld = sorted(site.unheld, key=lambda one: collation_key(one.wording))
    size = site.portal.page_sizes.documents
    title = "Văn bản được dẫn chiếu nhưng chưa có trên cổng"
    pages = []
    for pager, part in paged(urls.UNHELD, unheld, size):
        rows = tuple((one.wording, *_citing_links(site, one.cited_by)) for one in part)
        head = Head(numbered(title, pager), section=urls.DOCUMENTS, crumbs=_CRUMBS)
        view = UnheldView(title, rows, len(unheld), pager)
        pages.append(Page(urls.page_url(urls.UNHELD, pager.page), "unheld.html", head, view))
    return pages


def _citing_links(site: Site, keys: tuple[Key, ...]) -> tuple[tuple[Link, ...], int]:
    """Return the first links, and how many records there are besides."""
    shown = tuple(record_link(site, key) for key in keys[:_CITING_SHOWN])
    return shown, len(keys) - len(shown)
