"""The page of what changed, by day, and the archive of the last months."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import groupby

from generator import urls
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.changes import Change, changes_of_records
from generator.pages.correction import spoken_iso
from generator.pages.listing import Pager, numbered, paged
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import CountedLink, Group
from generator.pages.task_changes import changes_of_tasks
from generator.vn.dates import format_date

NEWEST = 500
"""How many changes are listed and sent, of all that there ever were; what is older is told by each record's page."""
_ALWAYS = timedelta(days=7)
"""Changes of this time are always among them, however many, for who looks but once a week."""
_MONTHS = 12
_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change in a list. ``clock`` is the time of day, or empty where only the day is known."""

    kind: str
    label: str
    link: Link
    clock: str
    iso: str
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """One page of changes by day, the newest first; ``months`` lead to the archive, and are empty within it."""

    title: str
    intro: str
    days: tuple[tuple[str, tuple[ChangeLine, ...]], ...]
    months: tuple[Group, ...]
    feed: str
    pager: Pager


def feed_title(site: Site) -> str:
    """Return what the feed of changes is called among feeds of other sites."""
    return f"Mới thay đổi – {site.portal.short_name or site.portal.name}"


@lru_cache(maxsize=1)  # pages and feeds tell the same
def all_changes(site: Site) -> tuple[Change, ...]:
    """Return every change up to today, the newest first, none twice."""
    found = {change.mark: change for change in (*changes_of_records(site), *changes_of_tasks(site))}
    past = (change for change in found.values() if change.moment.date() <= site.today)
    return tuple(sorted(past, key=lambda change: (change.moment, change.mark), reverse=True))


def newest_changes(site: Site) -> tuple[Change, ...]:
    """Return the changes that are listed and sent: the newest, and with them all of the last days."""
    since = site.today - _ALWAYS
    changes = all_changes(site)
    fresh = sum(change.moment.date() >= since for change in changes)
    return changes[: max(NEWEST, fresh)]


def change_pages(site: Site) -> list[Page]:
    """Return the list of the newest changes; of a portal with more of them, also those of each of the last months."""
    newest, every = newest_changes(site), all_changes(site)
    months = _months(site, every) if len(every) > len(newest) else {}
    links = tuple(CountedLink(name, url, len(found)) for url, (name, found) in months.items())
    head = Head(
        "Mới thay đổi",
        "Hồ sơ mới, hồ sơ được cập nhật, sửa đổi, thay thế, bãi bỏ hoặc rút, và diễn biến của nhiệm vụ.",
        urls.CHANGES,
        (Link("Trang chủ", urls.HOME),),
        feeds=(FeedLink(feed_title(site), urls.CHANGES),),
    )
    groups = (Group("Theo tháng", links=links),) if links else ()
    pages = list(_pages(urls.CHANGES, head, newest, groups))
    crumbs = (*head.crumbs, Link(head.title, urls.CHANGES))
    for url, (name, found) in months.items():
        pages += _pages(url, Head(f"Thay đổi {name.lower()}", section=urls.CHANGES, crumbs=crumbs), found, ())
    return pages


def _months(site: Site, changes: Sequence[Change]) -> dict[str, tuple[str, list[Change]]]:
    """Return the months of the last year by their addresses, with name and changes, the newest first."""
    first = site.today.year * 12 + site.today.month - _MONTHS
    months: dict[str, tuple[str, list[Change]]] = {}
    for change in changes:
        day = change.moment.date()
        if day.year * 12 + day.month > first:
            url = urls.changes_month_url(day)
            months.setdefault(url, (f"Tháng {day.month}/{day.year}", []))[1].append(change)
    return months


def _pages(url: str, head: Head, changes: Sequence[Change], months: tuple[Group, ...]) -> list[Page]:
    pages = []
    for pager, part in paged(url, changes, _PER_PAGE):
        first = pager.page == 1
        view = ChangesView(
            title=head.title,
            intro=head.description if first else "",
            days=tuple((format_date(day), tuple(map(_line, found))) for day, found in groupby(part, _day)),
            months=months if first else (),
            feed=head.feeds[0].url if head.feeds else "",
            pager=pager,
        )
        own = replace(head, title=numbered(head.title, pager))
        pages.append(Page(urls.page_url(url, pager.page), "changes.html", own, view))
    return pages


def _day(change: Change) -> date:
    return change.moment.date()


def _line(change: Change) -> ChangeLine:
    clock = "" if change.moment.time() == time() else f"{change.moment:%H:%M}"
    link = Link(shorten(change.link.text, 240), change.link.url)
    what, by = shorten(change.what, 600), "; ".join(change.by)
    return ChangeLine(change.kind, change.label, link, clock, spoken_iso(change.moment), what, by)
