"""The list of information that must be public: each item with where it is, how, when, and what the portal has of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator import urls
from generator.link.site import Key, Site
from generator.pages.moments import came_out
from generator.pages.page import Head, Link, Page
from generator.records.disclosure import DEFAULT_DISCLOSURE, Disclosure
from generator.vn.dates import format_date
from generator.vn.figures import format_int

TITLE = "Danh mục thông tin phải công khai"


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """An item of the list. ``standing`` says what the portal has of it; any other part but ``item`` may be empty."""

    item: str
    address: Link | None
    form: str
    time: str
    duration: str
    unit: str
    standing: str


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """The list, and where to ask for what is not in it.

    ``root`` is what addresses of the portal are written from; ``is_own`` says that the list is the portal's own.
    """

    title: str
    root: str
    owner: str
    is_own: bool
    rows: tuple[DisclosureRow, ...]
    information_requests: str
    contact: str


@dataclass(frozen=True, slots=True)
class _Holding:
    """What a portal has of an item: the address of its list, how many records and what they are, and the newest day."""

    url: str
    count: int
    noun: str
    newest: date | None = None


def disclosure_page(site: Site) -> Page:
    """Return the page of the list."""
    portal = site.portal
    view = DisclosureView(
        title=TITLE,
        root=portal.base_url.removesuffix("/"),
        owner=portal.owner.name,
        is_own=portal.disclosure != DEFAULT_DISCLOSURE,
        rows=tuple(_row(site, item) for item in portal.disclosure),
        information_requests=portal.contact.information_requests or "",
        contact=urls.CONTACT,
    )
    head = Head(
        TITLE,
        "Thông tin phải công khai theo Luật Tiếp cận thông tin: ở đâu, thế nào, khi nào, và cổng này đã có đến đâu.",
        crumbs=(Link("Trang chủ", urls.HOME),),
    )
    return Page(urls.DISCLOSURE, "disclosure.html", head, view)


def _row(site: Site, item: Disclosure) -> DisclosureRow:
    holding = _HOLDINGS[item.held](site) if item.held else None
    url = item.address or (holding.url if holding and holding.count else "")
    return DisclosureRow(
        item=item.item,
        address=Link(_plain_address(url), url) if url else None,
        form=item.form or ("Đăng trên cổng" if url.startswith("/") else ""),
        time=item.time or "",
        duration=item.duration or "",
        unit=item.unit or (site.portal.owner.name if url.startswith("/") else ""),
        standing=_standing(holding, url),
    )


def _plain_address(url: str) -> str:
    """Return an address as people write it down: of the portal from its root, of others without the scheme."""
    return url if url.startswith("/") else url.partition("://")[2].removesuffix("/")


def _standing(holding: _Holding | None, url: str) -> str:
    if holding and holding.count:
        count = f"{format_int(holding.count)} {holding.noun}" if holding.noun else "Có"
        return f"{count}, mới nhất ngày {format_date(holding.newest)}" if holding.newest else count
    if url.startswith("/"):
        return "Có"
    return "Công khai ở nơi khác" if url else "Chưa có"


def _dated(url: str, noun: str, keys_of: Callable[[Site], list[Key]]) -> Callable[[Site], _Holding]:
    """Return what counts records that come out on a day."""

    def count(site: Site) -> _Holding:
        keys = keys_of(site)
        days = [moment.date() for key in keys if (moment := came_out(site, key)) and moment.date() <= site.today]
        return _Holding(url, len(keys), noun, max(days, default=None))

    return count


def _tasks(site: Site) -> _Holding:
    counted = sum(row.leaf for row in site.all_tasks())
    days = (row.status.updated_on for row in site.all_tasks() if row.status.updated_on)
    return _Holding(urls.TASKS, counted, "nhiệm vụ", max(days, default=None))


_HOLDINGS: dict[str, Callable[[Site], _Holding]] = {
    "documents": _dated(urls.DOCUMENTS, "văn bản", lambda site: [("documents", id_) for id_ in site.documents]),
    "plans": _dated(
        urls.PLANS, "kế hoạch", lambda site: [("documents", id_) for id_, one in site.documents.items() if one.plan]
    ),
    "tasks": _tasks,
    "procedures": _dated(urls.PROCEDURES, "thủ tục", lambda site: [("procedures", id_) for id_ in site.procedures]),
    "results": _dated(urls.RESULTS, "báo cáo", lambda site: [("caseloads", id_) for id_ in site.caseloads]),
    "indicators": lambda site: _Holding(urls.INDICATORS, len(site.indicators), "chỉ số"),
    "agencies": lambda site: _Holding(urls.AGENCIES, len(site.agencies), "cơ quan"),
    "news": _dated(urls.NEWS, "tin", lambda site: [("news", id_) for id_ in site.news]),
    "contact": lambda site: _Holding(urls.CONTACT, bool(site.portal.contact.information_requests), ""),
    "list": lambda site: _Holding(urls.DISCLOSURE, len(site.portal.disclosure), "mục"),
}
