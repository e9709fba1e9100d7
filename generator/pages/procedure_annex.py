"""The lists of procedures that are annexed to an announcing decision, in the columns of circular 02/2017/TT-VPCP."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator import urls
from generator.link.site import Site, sources
from generator.pages.listing import Pager, numbered, paged
from generator.pages.page import Head, Link, Page
from generator.pages.parts import document_ref_links, party_links, plain, record_link
from generator.pages.procedure_text import fees, times
from generator.records.procedure import Procedure
from generator.records.procedure_life import ANNOUNCEMENTS, Announcement
from generator.vn.collation import collation_key

_SHOWN = 20
"""How many rows of each list a decision's own page shows, where it does not show them all."""
_ALL_SHOWN = 50
"""Up to how many rows the page of a decision shows all of its lists."""


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A procedure in a list: its place there, and what the decision announces of it."""

    number: int
    code: str
    procedure: Link
    time_limit: tuple[str, ...]
    where: tuple[Link, ...]
    fee: tuple[str, ...]
    legal_basis: tuple[Link, ...]
    agencies: tuple[Link, ...]
    successors: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """One list. ``ending`` ones have other columns: what ends needs no time or fee, but may have a successor."""

    title: str
    ending: bool
    rows: tuple[AnnexRow, ...]


@dataclass(frozen=True, slots=True)
class AnnexView:
    """A page of all lists of a decision."""

    title: str
    annexes: tuple[Annex, ...]
    total: int
    pager: Pager


def annexes(site: Site, document_id: str) -> tuple[Annex, ...]:
    """Return the lists that a decision announces, told from the lives of procedures that name it."""
    named = sources((e for e in site.incoming.get(("documents", document_id), ()) if e.by == "decision"), "procedures")
    found: dict[tuple[str, bool], list[tuple[Procedure, Announcement]]] = {}
    for procedure in sorted((site.procedures[id_] for id_ in named), key=lambda p: collation_key(p.name)):
        for event in procedure.life:
            if event.decision == document_id:
                found.setdefault((event.kind, event.ends), []).append((procedure, event))
    order = list(ANNOUNCEMENTS)
    return tuple(
        Annex(
            title=f"Danh mục thủ tục hành chính {_TITLES[kind]}",
            ending=ending,
            rows=tuple(_row(site, number, *one) for number, one in enumerate(found[kind, ending], 1)),
        )
        for kind, ending in sorted(found, key=lambda key: (order.index(key[0]), key[1]))
    )


_TITLES = {
    "announced": "mới ban hành",
    "amended": "được sửa đổi, bổ sung",
    "replaced": "được thay thế",
    "abolished": "bị bãi bỏ",
}


def shown_annexes(lists: Sequence[Annex]) -> tuple[Annex, ...]:
    """Return what the page of a decision shows of its lists: all of short ones, the first rows of long ones."""
    if sum(len(annex.rows) for annex in lists) <= _ALL_SHOWN:
        return tuple(lists)
    return tuple(replace(annex, rows=annex.rows[:_SHOWN]) for annex in lists)


def annex_pages(site: Site, document_id: str, name: str, head: Head, lists: Sequence[Annex]) -> Iterator[Page]:
    """Yield the pages of all lists of a decision where its own page does not show them; ``head`` is of that page."""
    if shown_annexes(lists) == tuple(lists):
        return
    url = urls.document_procedures(document_id)
    flat = [(annex, row) for annex in lists for row in annex.rows]
    below = Head(
        f"Thủ tục kèm theo {name}",
        section=head.section,
        crumbs=(*head.crumbs, Link(name, urls.document_url(document_id))),
    )
    for pager, part in paged(url, flat, site.portal.page_sizes.procedures):
        view = AnnexView(below.title, tuple(_regroup(part)), len(flat), pager)
        page_head = replace(below, title=numbered(below.title, pager))
        yield Page(urls.page_url(url, pager.page), "procedure_annex.html", page_head, view)


def _regroup(rows: Iterable[tuple[Annex, AnnexRow]]) -> Iterator[Annex]:
    groups: dict[str, tuple[Annex, list[AnnexRow]]] = {}
    for annex, row in rows:
        groups.setdefault(annex.title, (annex, []))[1].append(row)
    return (replace(annex, rows=tuple(found)) for annex, found in groups.values())


def _row(site: Site, number: int, procedure: Procedure, event: Announcement) -> AnnexRow:
    versions = site.versions[procedure.id]
    text = next((version.text for version in versions if version.event == event), versions[-1].text)
    return AnnexRow(
        number=number,
        code=text.code,
        procedure=Link(text.name, urls.procedure_url(text.id)),
        time_limit=times(text),
        where=plain(text.where) or party_links(site, text.agencies),
        fee=fees(text),
        legal_basis=document_ref_links(site, text.legal_basis),
        agencies=party_links(site, text.agencies),
        successors=tuple(record_link(site, ("procedures", id_)) for id_ in event.successors),
    )
