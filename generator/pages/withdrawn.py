"""Notices at the addresses of records that were withdrawn: that they were, when and why."""

from dataclasses import dataclass

from generator import urls
from generator.base.text import shorten
from generator.link.site import Site, Withdrawn
from generator.pages.dublin_core import dublin_core
from generator.pages.page import Head, Link, Page
from generator.pages.parts import Facts, plain, record_link, twin_of
from generator.records.kinds import KINDS
from generator.vn.dates import format_date


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """A notice. ``instead`` leads to what to read now, or is None."""

    title: str
    facts: Facts
    instead: Link | None


def withdrawn_pages(site: Site) -> list[Page]:
    """Return the notice of each withdrawn record; search engines are asked to forget what they knew of it."""
    names = {link.url: link for key in site.paths if (link := record_link(site, key))} if site.withdrawn else {}
    return [_page(site, notice, names) for notice in site.withdrawn.values()]


def _page(site: Site, notice: Withdrawn, names: dict[str, Link]) -> Page:
    kind = KINDS[notice.kind].label
    instead = names.get(notice.instead, Link(notice.instead, notice.instead)) if notice.instead else None
    facts = (
        ("Loại nội dung", plain(kind)),
        ("Số, ký hiệu" if notice.kind == "documents" else "Mã", plain(notice.number)),
        ("Ngày rút", plain(format_date(notice.on))),
        ("Lý do", plain(notice.reason)),
    )
    section = urls.SECTIONS[notice.kind]
    crumbs = [Link("Trang chủ", urls.HOME)]
    if notice.kind != "caseloads" or site.caseloads:
        crumbs.append(Link(kind, section))
    description = f"Nội dung này đã được rút ngày {format_date(notice.on)}, không còn đăng trên cổng."
    metadata = dublin_core(site, notice.title, description=description, url=notice.url)
    head = Head(
        f"Đã rút: {shorten(notice.title, 160)}",
        description,
        section=section,
        crumbs=tuple(crumbs),
        metadata=(*metadata, ("robots", "noindex")),
        twin=twin_of(site, notice.url),
    )
    return Page(notice.url, "withdrawn.html", head, WithdrawnView(notice.title, facts, instead), notice.path)
