import feedparser
import pytest

from generator.link.site import Site
from generator.outputs.feeds import brand_of
from generator.outputs.task_feeds import plan_feed_artifacts, task_feed_artifacts
from generator.pages.feeds import plan_feeds
from generator.pages.task import HistoryEntry

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
      area: the-che
      updates:
        - {date: 01/02/2026, text: Đã họp, by: so-noi-vu}
        - {date: 01/04/2026, text: Đã xong, state: done}
    - order: "2"
      content: Việc hai
      lead: so-noi-vu
      updates:
        - {date: 01/03/2026, text: "Xem [dưới](#duoi)", state: under_way, progress: 40}
"""


@pytest.fixture
def site(make_site):
    return make_site({"documents/a.yml": PLAN}, more="feeds: {items: 2}")


def html_of(entry: HistoryEntry) -> str:
    return f'<p><a href="#duoi">{entry.text.text}</a></p>'


def plan_feed(site: Site) -> list[bytes]:
    (feed,) = [feed for feed in plan_feeds(site) if feed.plan]
    return [artifact.data for artifact in plan_feed_artifacts(site, feed, brand_of(site), html_of)]


def task_feeds(site: Site) -> list[list[bytes]]:
    return [[a.data for a in task_feed_artifacts(site, row, brand_of(site), html_of)] for row in site.all_tasks()]


def test_the_feed_of_a_plan_brings_the_newest_reports_on_all_its_tasks(site):
    for data in plan_feed(site)[:2]:
        titles = [entry.title for entry in feedparser.parse(data).entries]
        assert titles == ["Hoàn thành: Việc một", "Đang thực hiện 40\u00a0%: Việc hai"]


def test_a_report_is_the_same_item_in_the_feed_of_its_task_and_of_its_plan(site):
    of_tasks = {entry.id: entry for files in task_feeds(site) for entry in feedparser.parse(files[1]).entries}
    of_plan = feedparser.parse(plan_feed(site)[1]).entries
    assert len(of_tasks) == 3
    assert all(of_tasks[entry.id] == entry for entry in of_plan)


def test_links_within_a_page_lead_to_that_page(site):
    (first, *_) = feedparser.parse(plan_feed(site)[1]).entries
    assert 'href="https://cchc.example/nhiem-vu/a/1/#duoi"' in first.content[0].value


def test_a_report_stands_in_the_area_of_its_task(site):
    (first, second) = feedparser.parse(plan_feed(site)[1]).entries
    assert [tag.label for tag in first.tags] == ["Cải cách thể chế"]
    assert "tags" not in second
