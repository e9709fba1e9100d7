"""The page that lists all feeds, and the calendars of deadlines that can be subscribed to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator import urls
from generator.link.site import Site
from generator.pages.calendars import plan_calendars
from generator.pages.feed import Feed, feed_groups
from generator.pages.page import FeedLink, Head, Link, Page
from generator.vn.dates import format_date


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed in the list: the page it stands beside, what it brings, how many items, the newest day, how it moved.

    ``newest`` is empty where there is no item; ``moved`` counts what came out in the twelve months until today.
    """

    page: Link
    feed: FeedLink
    brings: str
    count: int
    newest: str
    moved: int


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds under a heading, and the address of their list for feed readers."""

    name: str
    rows: tuple[FeedRow, ...]
    opml: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar in the list: the page it stands beside, its address, how many tasks it has."""

    page: Link
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class FeedListView:
    """What the page of feeds shows; ``opml`` is the address of the list of all, ``hub`` says that one is configured.

    ``calendars`` are not those of single plans, of which there are many.
    """

    groups: tuple[FeedGroup, ...]
    opml: str
    hub: bool
    calendars: tuple[CalendarRow, ...]


def feed_list_page(site: Site, feeds: Sequence[Feed]) -> Page:
    """Return the page that lists the feeds."""
    groups = tuple(
        FeedGroup(name, tuple(_row(feed, site.today) for feed in found), urls.opml_url(name))
        for name, found in feed_groups(feeds).items()
    )
    head = Head(
        "Theo dõi bằng RSS",
        "Danh sách nguồn tin RSS, Atom, JSON Feed và lịch thời hạn của cổng.",
        crumbs=(Link("Trang chủ", urls.HOME),),
        feeds=tuple(FeedLink(feed.title, feed.url) for feed in feeds if feed.url == urls.HOME),
    )
    view = FeedListView(groups, urls.opml_url(), bool(site.portal.feeds.hub), tuple(_calendars(site)))
    return Page(urls.FEEDS, "feed_list.html", head, view)


def _calendars(site: Site) -> Iterator[CalendarRow]:
    for calendar in plan_calendars(site):
        if not calendar.of_plan:
            page = Link(calendar.about or "Mọi nhiệm vụ", calendar.url)
            yield CalendarRow(page, urls.calendar_url(calendar.url), len(calendar.rows))


def _row(feed: Feed, today: date) -> FeedRow:
    year_ago = (today.year - 1, today.month, today.day)  # not a date: on 29 February there is none
    days = [moment.date() for moment in feed.moments]
    return FeedRow(
        page=Link(feed.name, feed.url),
        feed=FeedLink(feed.title, feed.url),
        brings=feed.description,
        count=feed.count,
        newest=format_date(days[0]) if days else "",
        moved=sum(year_ago < (day.year, day.month, day.day) <= (today.year, today.month, today.day) for day in days),
    )
