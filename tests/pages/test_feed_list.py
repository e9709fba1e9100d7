import pytest

from generator.pages.feed_list import feed_list_page
from generator.pages.feeds import plan_feeds


def rows_of(site):
    view = feed_list_page(site, plan_feeds(site)).view
    return {row.page.url: row for group in view.groups for row in group.rows}


def posts(*days: str) -> dict[str, str]:
    return {f"news/{number}.yml": f"title: A\nposted_at: {day}\n" for number, day in enumerate(days)}


def test_a_feed_is_listed_with_what_it_brings_and_its_newest_day(site_of):
    row = rows_of(site_of(posts("01/03/2026", "02/05/2026")))["/tin-tuc/"]
    assert (row.page.text, row.brings, row.count, row.newest) == ("Tin tức", "Tin mới", 2, "02/05/2026")


def test_a_feed_without_items_has_no_newest_day_and_never_moved(site_of):
    row = rows_of(site_of({}))["/tin-tuc/"]
    assert (row.count, row.newest, row.moved) == (0, "", 0)


@pytest.mark.parametrize(("day", "moved"), [("01/06/2025", 0), ("02/06/2025", 1), ("31/05/2026", 1)])
def test_moves_are_those_of_the_twelve_months_until_today(site_of, day, moved):
    assert rows_of(site_of(posts(day)))["/tin-tuc/"].moved == moved


def test_moves_are_counted_beyond_what_the_feed_holds(site_of):
    row = rows_of(site_of(posts("01/03/2026", "02/03/2026", "03/03/2026"), "feeds: {items: 2}\n"))["/tin-tuc/"]
    assert (row.count, row.moved) == (2, 3)


def test_feeds_are_listed_by_group_each_with_a_list_for_readers(site_of):
    view = feed_list_page(site := site_of(posts("01/03/2026")), plan_feeds(site)).view
    assert [(group.name, group.opml) for group in view.groups][:3] == [
        ("Toàn cổng", "/rss/toan-cong.opml"),
        ("Chuyên mục", "/rss/chuyen-muc.opml"),
        ("Theo cơ quan", "/rss/theo-co-quan.opml"),
    ]
    assert view.opml == "/rss/tat-ca.opml"
