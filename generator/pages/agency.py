"""Agencies: the tree of them, and a page for each with all that concerns it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from generator import urls
from generator.link.site import PlanTask, Site
from generator.pages.citation import agency_citation
from generator.pages.correction import correction_lines
from generator.pages.dublin_core import record_core
from generator.pages.hub import hub_pages
from generator.pages.linked_data import organization
from generator.pages.moments import day_of_change
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import (
    Group,
    Item,
    agency_links,
    plain,
    province_links,
    source_links,
    twin_of,
)
from generator.pages.scorecard import scorecard
from generator.pages.share import agency_card, preview
from generator.records.agency import AGENCY_KINDS, Agency
from generator.vn.collation import collation_key
from generator.vn.dates import format_date

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Cơ quan", urls.AGENCIES))


@dataclass(frozen=True, slots=True)
class AgencyNode:
    """An agency in the tree, with those below it."""

    name: str
    url: str
    note: str
    below: tuple["AgencyNode", ...]


@dataclass(frozen=True, slots=True)
class AgencyTreeView:
    """Agencies by province: (province, its trees); the first group has no province."""

    title: str
    total: int
    groups: tuple[tuple[str, tuple[AgencyNode, ...]], ...]


def agency_pages(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> list[Page]:
    """Return every page about agencies."""
    below: dict[str, list[Agency]] = defaultdict(list)
    for agency in sorted(site.agencies.values(), key=lambda agency: collation_key(agency.name)):
        below[agency.parent or ""].append(agency)
    leads: dict[str, list[PlanTask]] = defaultdict(list)
    shares: dict[str, list[PlanTask]] = defaultdict(list)
    for row in site.all_tasks():
        for id_ in row.task.lead:
            leads[id_].append(row)
        for id_ in row.task.cooperating:
            shares[id_].append(row)
    pages = [_tree_page(site, below)]
    for agency in site.agencies.values():
        pages += _agency_pages(site, agency, below[agency.id], leads[agency.id], shares[agency.id], feeds)
    return pages


def _tree_page(site: Site, below: dict[str, list[Agency]]) -> Page:
    roots: dict[str, list[Agency]] = {"": [], **{id_: [] for id_ in site.provinces}}
    for agency in below[""]:
        roots[agency.province or ""].append(agency)
    names = {"": "Trung ương và cơ quan dùng chung", **{id_: p.name for id_, p in site.provinces.items()}}
    view = AgencyTreeView(
        title="Cơ quan",
        total=len(site.agencies),
        groups=tuple((names[id_], tuple(_node(a, below) for a in found)) for id_, found in roots.items() if found),
    )
    head = Head("Cơ quan", "Các cơ quan ban hành, chủ trì, phối hợp và giải quyết thủ tục.", urls.AGENCIES, _CRUMBS[:1])
    return Page(urls.AGENCIES, "agency_tree.html", head, view)


def _node(agency: Agency, below: dict[str, list[Agency]]) -> AgencyNode:
    ended = f"đến {format_date(agency.dissolved_on)}" if agency.dissolved_on else ""
    return AgencyNode(
        agency.name, urls.agency_url(agency.id), ended, tuple(_node(child, below) for child in below[agency.id])
    )


def _agency_pages(
    site: Site,
    agency: Agency,
    children: list[Agency],
    leads: list[PlanTask],
    shares: list[PlanTask],
    feeds: dict[str, tuple[FeedLink, ...]],
) -> list[Page]:
    url = urls.agency_url(agency.id)
    key = ("agencies", agency.id)
    contacts = agency.contacts
    description = f"Kế hoạch, nhiệm vụ, văn bản, tin tức và thủ tục liên quan tới {agency.name}."
    head = Head(
        agency.name,
        description,
        urls.AGENCIES,
        (*_CRUMBS, *(agency_links(site, [agency.parent]) if agency.parent else ())),
        record_core(site, key, agency.name, agency.name, description, url, day=_last_told(site, agency)),
        feeds[url],
        twin_of(site, url),
        linked_data=(organization(site, agency),),
        preview=preview(agency_card(site, agency.id)),
    )
    facts = (
        ("Tên ngắn", plain(agency.short_name)),
        ("Loại cơ quan", plain(AGENCY_KINDS[agency.kind])),
        ("Cơ quan cấp trên", agency_links(site, [agency.parent]) if agency.parent else ()),
        ("Tỉnh, thành phố", province_links(site, agency.province)),
        ("Địa chỉ", plain(contacts.address)),
        ("Điện thoại", tuple(Link(text, _phone_url(text)) for text in (contacts.phone,) if text)),
        ("Fax", plain(contacts.fax)),
        ("Thư điện tử", tuple(Link(email, f"mailto:{email}") for email in contacts.emails)),
        ("Đầu mối cung cấp thông tin", plain(contacts.information_officer)),
        ("Trang thông tin", (Link(agency.website, agency.website),) if agency.website else ()),
        ("Thành lập", plain(format_date(agency.established_on) if agency.established_on else None)),
        ("Kết thúc hoạt động", plain(format_date(agency.dissolved_on) if agency.dissolved_on else None)),
        ("Cơ quan kế thừa", agency_links(site, agency.successors)),
        ("Nguồn", source_links(agency.source)),
    )
    items = tuple(Item(child.name, urls.agency_url(child.id)) for child in children)
    return hub_pages(
        site,
        key,
        url,
        head,
        intro=agency.body,
        facts=facts,
        below=Group("Đơn vị trực thuộc", items),
        scorecard=scorecard(agency.name, urls.tasks_by("co-quan", agency.id), leads, shares),
        tasks=leads,
        tasks_title="Nhiệm vụ chủ trì",
        tasks_url=urls.tasks_by("co-quan", agency.id),
        shared=shares,
        corrections=correction_lines(agency),
        citation=agency_citation(site, agency),
    )


def _last_told(site: Site, agency: Agency) -> date | None:
    """Return the last day in the life of an agency or of its record, None where no day is known."""
    days = (agency.established_on, agency.dissolved_on, day_of_change(site, ("agencies", agency.id)))
    return max((day for day in days if day and day <= site.today), default=None)


def _phone_url(text: str) -> str:
    return "tel:" + "".join(c for c in text if c.isdigit() or c == "+")
