"""The page of what changed: how much of it, by day and by month."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from generator import urls
from generator.link.site import Site
from generator.pages import change_list
from generator.pages.change_list import all_changes, change_feed, change_pages, newest_changes
from generator.pages.page import Page

SiteOf = Callable[..., Site]
PagesOf = Callable[..., Mapping[str, Page]]


def posts(*days: str) -> dict[str, str]:
    return {f"news/t{n:03}.yml": f"title: Tin {n}\nposted_at: {day}\n" for n, day in enumerate(days)}


def test_the_page_lists_changes_by_day_with_the_time_where_it_is_known(pages_of: PagesOf) -> None:
    more = {"documents/d.yml": "number: 11/QĐ-UBND\nissuer: ubnd\nissued_on: 02/03/2026\nsubject: S\n"}
    view = pages_of(posts("01/03/2026 08:05:00", "02/03/2026 09:00:00") | more)["/thay-doi/"].view
    assert [(day, [(line.label, line.clock) for line in lines]) for day, lines in view.days] == [
        ("02/03/2026", [("Mới", "09:00"), ("Mới", "")]),
        ("01/03/2026", [("Mới", "08:05")]),
    ]
    assert (view.months, view.pager.pages) == ((), 1)


def test_a_portal_without_changes_has_the_page_and_its_feed(site_of: SiteOf) -> None:
    site = site_of({})
    (page,) = change_pages(site)
    assert (page.url, page.view.days) == (urls.CHANGES, ())
    assert change_feed(site).count == 0


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_list, "_NEWEST", 3)
    monkeypatch.setattr(change_list, "_PER_PAGE", 2)


@pytest.mark.usefixtures("few")
def test_a_portal_with_more_changes_lists_the_newest_and_the_months_of_a_year(site_of: SiteOf) -> None:
    days = ("01/05/2025", "30/06/2025", "01/07/2025", "02/07/2025", "03/07/2025", "05/01/2026", "02/04/2026")
    pages = {page.url: page for page in change_pages(site_of(posts(*days)))}
    first = pages["/thay-doi/"].view
    assert [(link.text, link.url, link.count) for link in first.months[0].links] == [
        ("Tháng 4/2026", "/thay-doi/2026/04/", 1),
        ("Tháng 1/2026", "/thay-doi/2026/01/", 1),
        ("Tháng 7/2025", "/thay-doi/2025/07/", 3),
    ]
    assert list(pages) == [
        "/thay-doi/",
        "/thay-doi/trang/2/",
        "/thay-doi/2026/04/",
        "/thay-doi/2026/01/",
        "/thay-doi/2025/07/",
        "/thay-doi/2025/07/trang/2/",
    ]
    assert [day for day, _ in pages["/thay-doi/trang/2/"].view.days] == ["03/07/2025"]
    assert pages["/thay-doi/2025/07/"].head.title == "Thay đổi tháng 7/2025"


@pytest.mark.usefixtures("few")
def test_all_changes_of_the_last_days_are_listed_and_of_the_last_two_sent_however_many(site_of: SiteOf) -> None:
    # Today is 1 June.
    days = ("24/05/2026", "25/05/2026", "26/05/2026", "29/05/2026", "30/05/2026", "31/05/2026", "01/06/2026")
    site = site_of(posts(*days), "feeds: {items: 1}\n")
    assert min(change.moment.date() for change in newest_changes(site)) == date(2026, 5, 25)
    assert len(newest_changes(site)) == 6
    assert change_feed(site).count == 3
    assert len(all_changes(site)) == 7


def test_the_feed_brings_as_many_changes_as_other_feeds_bring_records(site_of: SiteOf) -> None:
    days = [f"{day:02}/03/2026" for day in range(1, 20)]
    feed = change_feed(site_of(posts(*days), "feeds: {items: 12}\n"))
    assert (feed.count, len(feed.moments)) == (12, 19)
