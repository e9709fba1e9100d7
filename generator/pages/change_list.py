"""The page of what changed, by day, and the archive of the last months."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import chain, groupby

from generator import urls
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.changes import Change, changes_of_records, count_fresh, count_sent, newest_first
from generator.pages.correction import spoken_iso
from generator.pages.feed import ALL, Feed
from generator.pages.listing import Pager, numbered, paged
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import CountedLink, Group
from generator.pages.task_changes import changes_of_tasks
from generator.vn.dates import format_date

_TITLE = "Mới thay đổi"
_NEWEST = 500
"""How many changes are listed and sent, of all that there ever were; what is older is told by each record's page."""
_LISTED = timedelta(days=7)
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
    pager: Pager


@lru_cache(maxsize=1)  # pages and feeds tell the same
def all_changes(site: Site) -> tuple[Change, ...]:
    """Return every change up to today, the newest first, none twice."""
    every = chain(changes_of_records(site), *changes_of_tasks(site).values())
    found = {change.mark: change for change in every if change.moment.date() <= site.today}
    return newest_first(found.values())


def newest_changes(site: Site) -> tuple[Change, ...]:
    """Return the changes that are listed and sent: the newest, and with them all of the last days."""
    changes = all_changes(site)
    return changes[: max(_NEWEST, count_fresh(site, changes, _LISTED))]


def change_feed(site: Site) -> Feed:
    """Return the feed of changes as it stands among the others; it brings no records, but what changed at them."""
    newest = newest_changes(site)
    portal = site.portal
    return Feed(
        url=urls.CHANGES,
        name=_TITLE,
        title=f"{_TITLE} – {portal.short_name or portal.name}",
        description="Hồ sơ mới, được cập nhật, sửa đổi, thay thế, bãi bỏ hoặc rút, và diễn biến của nhiệm vụ",
        group=ALL,
        subject="Thay đổi",
        first_url=urls.CHANGES,
        changes=all_changes(site),
        kept=len(newest),
        moments=tuple(change.moment for change in newest),
        count=count_sent(site, newest),
    )


def change_pages(site: Site) -> list[Page]:
    """Return the list of the newest changes; of a portal with more of them, also those of each of the last months."""
    newest, every = newest_changes(site), all_changes(site)
    months = _months(site, every) if len(every) > len(newest) else {}
    links = tuple(CountedLink(name, url, len(found)) for url, (name, found) in months.items())
    head = Head(
        _TITLE,
        "Hồ sơ mới, hồ sơ được cập nhật, sửa đổi, thay thế, bãi bỏ hoặc rút, và diễn biến của nhiệm vụ.",
        urls.CHANGES,
        (Link("Trang chủ", urls.HOME),),
        feeds=(FeedLink(change_feed(site).title, urls.CHANGES),),
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
