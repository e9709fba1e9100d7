"""Documents: their pages, with the plan that some of them are, and their lists."""

from collections import defaultdict
from dataclasses import dataclass

from generator import urls
from generator.base.text import shorten
from generator.link.site import Edge, Site, sources
from generator.pages.listing import list_pages
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
    document_name,
    document_ref_link,
    document_ref_links,
    document_type,
    dublin_core,
    file_links,
    plain,
    prose,
    province_links,
    record_link,
    source_links,
    twin_of,
)
from generator.pages.plan import PlanView, plan_view
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
    cited_by: tuple[tuple[str, tuple[Link, ...]], ...]
    plan: PlanView | None


@dataclass(frozen=True, slots=True)
class UnheldView:
    """Documents that records cite and the portal does not hold: wording, and who cites it."""

    rows: tuple[tuple[str, tuple[Link, ...]], ...]


def document_item(site: Site, document: Document) -> Item:
    """Return a document as it stands in lists."""
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
            parts["linh-vuc", area, site.areas[area][1].name].append(document)
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
    items = {document.id: document_item(site, document) for document in documents}
    pages = list_pages(urls.DOCUMENTS, head, list(items.values()), size, "văn bản", facets=facets)
    for (facet, value, name), found in parts.items():
        head = Head(f"Văn bản: {name}", section=urls.DOCUMENTS, crumbs=_CRUMBS)
        pages += list_pages(urls.documents_by(facet, value), head, [items[d.id] for d in found], size, "văn bản")
    if site.unheld:
        pages.append(_unheld_page(site))
    pages += (document_page(site, document) for document in documents)
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


def document_page(site: Site, document: Document) -> Page:
    """Return the page of a document."""
    key = ("documents", document.id)
    url = urls.document_url(document.id)
    issuer = site.agencies[document.issuer]
    incoming = site.incoming.get(key, ())
    signatory = document.signatory
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
        cited_by=_cited_by(site, incoming),
        plan=plan_view(site, document) if document.plan else None,
    )
    description = shorten(document.subject, 160)
    title = f"{document_name(document)}: {document.subject}" if document.number else document.subject
    head = Head(
        title=shorten(title, 180),
        description=description,
        section=urls.PLANS if document.plan else urls.DOCUMENTS,
        crumbs=(_CRUMBS[0], Link("Kế hoạch", urls.PLANS)) if document.plan else _CRUMBS,
        metadata=dublin_core(site, title, issuer.name, document.issued_on, description, url),
        twin=twin_of(site, url),
    )
    return Page(url, "document.html", head, view, site.paths[key])


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


_CITING = (
    ("news", "Tin tức"),
    ("documents", "Văn bản"),
    ("procedures", "Thủ tục hành chính"),
    ("indicators", "Chỉ số"),
)


def _cited_by(site: Site, incoming: tuple[Edge, ...]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return what cites a document other than by a relation, by kind."""
    edges = [edge for edge in incoming if edge.by not in RELATIONS]
    found = ((name, tuple(record_link(site, (k, id_)) for id_ in sources(edges, k))) for k, name in _CITING)
    return tuple(row for row in found if row[1])


def _unheld_page(site: Site) -> Page:
    rows = sorted(site.unheld, key=lambda unheld: collation_key(unheld.wording))
    view = UnheldView(tuple((u.wording, tuple(record_link(site, key) for key in u.cited_by)) for u in rows))
    title = "Văn bản được dẫn chiếu nhưng chưa có trên cổng"
    return Page(urls.UNHELD, "unheld.html", Head(title, section=urls.DOCUMENTS, crumbs=_CRUMBS), view)
