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


def test_calendars_of_deadlines_are_listed_but_those_of_single_plans(site_of):
    plan = (
        "number: 1/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch\nplan:\n  tasks:\n"
        "    - {order: 1, content: Việc, due: Quý III, lead: so-noi-vu, area: so}\n"
        "    - {order: 2, content: Việc, due: Quý IV, lead: so-noi-vu, area: so}\n"
    )
    site = site_of({"documents/ke-hoach.yml": plan})
    rows = feed_list_page(site, plan_feeds(site)).view.calendars
    assert [(row.page.url, row.address, row.count) for row in rows] == [
        ("/nhiem-vu/", "/nhiem-vu/lich.ics", 2),
        ("/co-quan/so-noi-vu/", "/co-quan/so-noi-vu/lich.ics", 2),
        ("/linh-vuc/so/", "/linh-vuc/so/lich.ics", 2),
        ("/dia-phuong/mau/", "/dia-phuong/mau/lich.ics", 2),
    ]
    assert rows[0].page.text == "Mọi nhiệm vụ"
    assert rows[1].page.text == site.agencies["so-noi-vu"].name


def test_where_no_task_has_a_day_no_calendar_is_listed(site_of):
    site = site_of({})
    assert feed_list_page(site, plan_feeds(site)).view.calendars == ()
