"""Which feeds tell what happens to tasks, and what each brings."""

from collections.abc import Callable, Iterable

import pytest

from generator.link.site import Site
from generator.pages.feed import Feed
from generator.pages.task_feeds import feed_of_all_tasks, feeds_of_plans, feeds_of_task_lists, feeds_of_tasks

SiteOf = Callable[..., Site]

PLAN = """\
number: 1/KH-UBND
issuer: so-noi-vu
issued_on: 05/01/2026
subject: Kế hoạch năm
plan:
  tasks:
    - order: "1"
      content: Việc một
      lead: so-noi-vu
      area: so
      updates:
        - {date: 01/02/2026, text: Đã họp, by: so-noi-vu}
        - {date: 01/04/2026, text: Đã xong, state: done}
    - order: "2"
      content: Việc hai
      due: Trong tháng 2/2026
      lead: so-noi-vu
      updates:
        - {date: 15/02/2026, state: under_way, progress: 40, due: 20/03/2026}
    - {order: "3", content: Việc ba, lead: so-noi-vu}
"""
SILENT = """\
number: 2/KH-UBND
issuer: so-noi-vu
issued_on: 05/01/{year}
subject: Kế hoạch chưa có báo cáo
plan: {{tasks: [{{order: 1, content: Việc, lead: so-noi-vu, due: Trong tháng 3/{year}, state: under_way}}]}}
"""


def told(feed: Feed) -> list[str]:
    return [f"{change.moment:%d/%m} {change.label}" for change in feed.changes]


def urls_of(feeds: Iterable[Feed]) -> list[str]:
    return [feed.url for feed in feeds]


@pytest.fixture
def site(site_of: SiteOf) -> Site:
    return site_of({"documents/a.yml": PLAN})


def test_the_feed_of_a_plan_tells_all_that_happens_to_its_tasks(site):
    (feed,) = feeds_of_plans(site)
    assert feed.url == "/van-ban/a/"
    assert told(feed) == [
        "01/04 Hoàn thành",
        "21/03 Quá hạn",
        "15/02 Đang thực hiện",
        "01/02 Báo cáo nhiệm vụ",
    ]
    moved = next(change for change in feed.changes if change.label == "Đang thực hiện")
    assert moved.what == "Từ «Chưa có báo cáo» sang «Đang thực hiện». Tiến độ 40\u00a0%. Thời hạn mới: 20/03/2026."


def test_a_task_has_a_feed_once_it_has_been_reported_on(site):
    one, two = feeds_of_tasks(site)
    assert urls_of((one, two)) == ["/nhiem-vu/a/1/", "/nhiem-vu/a/2/"]
    assert told(two) == ["21/03 Quá hạn", "15/02 Đang thực hiện"]
    (plan,) = feeds_of_plans(site)
    assert {change.mark for change in (*one.changes, *two.changes)} == {change.mark for change in plan.changes}


@pytest.mark.parametrize(("year", "feeds"), [(2023, []), (2025, ["/van-ban/b/"]), (2026, ["/van-ban/b/"])])
def test_a_plan_that_goes_on_can_be_followed_before_anything_was_reported(site_of, year, feeds):
    assert urls_of(feeds_of_plans(site_of({"documents/b.yml": SILENT.format(year=year)}))) == feeds


def test_the_feed_of_all_tasks_tells_those_of_every_plan(site_of):
    site = site_of({"documents/a.yml": PLAN, "documents/b.yml": SILENT.format(year=2023)})
    feed = feed_of_all_tasks(site)
    assert told(feed) == [*told(next(feeds_of_plans(site))), "01/04 Quá hạn"]
    assert feed.count == feed.kept == 5


def test_each_list_of_tasks_by_agency_area_and_province_has_a_feed(site, pages_of):
    feeds = {feed.url: feed for feed in feeds_of_task_lists(site)}
    (plan,) = feeds_of_plans(site)
    assert list(feeds) == ["/nhiem-vu/co-quan/so-noi-vu/", "/nhiem-vu/linh-vuc/so/", "/nhiem-vu/dia-phuong/mau/"]
    assert feeds["/nhiem-vu/co-quan/so-noi-vu/"].changes == plan.changes
    assert told(feeds["/nhiem-vu/linh-vuc/so/"]) == ["01/04 Hoàn thành", "01/02 Báo cáo nhiệm vụ"]
    pages = pages_of({"documents/a.yml": PLAN})
    assert all([link.url for link in pages[url].head.feeds] == [url] for url in feeds)
    assert pages["/nhiem-vu/nam/2026/"].head.feeds == ()


def test_what_happened_lately_is_sent_however_much_it_is(site_of):
    tasks = "".join(f"    - {{order: {n}, content: V, state: done, done_on: 01/06/2026}}\n" for n in range(1, 6))
    plan = PLAN.partition("    - order")[0] + tasks
    assert feed_of_all_tasks(site_of({"documents/a.yml": plan}, "feeds: {items: 2}\n")).count == 5
    earlier = plan.replace("01/06", "01/05")
    assert feed_of_all_tasks(site_of({"documents/a.yml": earlier}, "feeds: {items: 2}\n")).count == 2


def test_feeds_of_tasks_are_known_by_where_their_plan_first_stood(site_of):
    moved = "id: moi\nformer_addresses: [/van-ban/a/]\n" + PLAN
    before, after = site_of({"documents/a.yml": PLAN}), site_of({"documents/a.yml": moved})
    for feeds in (feeds_of_plans, feeds_of_tasks):
        assert [feed.first_url for feed in feeds(after)] == [feed.first_url for feed in feeds(before)]
        assert urls_of(feeds(after)) != urls_of(feeds(before))
    marks = [{change.mark for feed in feeds_of_tasks(one) for change in feed.changes} for one in (before, after)]
    assert marks[0] == marks[1]


def test_a_change_stands_in_the_area_and_at_the_agencies_of_its_task(site):
    (plan,) = feeds_of_plans(site)
    lists = {change.link.url: [link.text for link in change.lists] for change in plan.changes}
    assert lists == {"/nhiem-vu/a/1/": ["Chính quyền số", "Sở Nội vụ"], "/nhiem-vu/a/2/": ["Sở Nội vụ"]}
