from datetime import date

import pytest

from generator import urls

from generator.pages.feeds import came_out, plan_feeds


def test_pages_offer_exactly_the_feeds_that_are_planned(site_of, pages_of):
    files = {"news/a.yml": "title: A\nposted_at: 01/03/2026\nagencies: so-noi-vu\n"}
    offered = {feed.url for page in pages_of(files).values() for feed in page.head.feeds}
    assert offered == {feed.url for feed in plan_feeds(site_of(files))} | {urls.CHANGES}


@pytest.mark.parametrize(("url", "titles"), [("/", ["B", "A"]), ("/co-quan/so-noi-vu/", ["A"])])
def test_a_feed_holds_the_newest_of_what_it_is_of(site_of, url, titles):
    posts = {
        "news/a.yml": "title: A\nposted_at: 01/03/2026\nagencies: so-noi-vu\n",
        "news/b.yml": "title: B\nposted_at: 02/03/2026\n",
        "news/c.yml": "title: C\nposted_at: 01/02/2026\n",
    }
    site = site_of(posts, "feeds: {items: 2}\n")
    (feed,) = [feed for feed in plan_feeds(site) if feed.url == url]
    assert [site.news[id_].title for _, id_ in feed.items] == titles


def test_a_procedure_came_out_with_the_last_step_of_its_life_that_has_begun(site_of):
    step = "{{kind: {}, decision: Quyết định số 1/QĐ-UBND, effective_on: {}}}"
    steps = (("announced", "01/01/2025"), ("amended", "01/02/2026"), ("amended", "01/07/2026"))
    life = ", ".join(step.format(*one) for one in steps)
    record = f"code: 1.000001\nname: Thủ tục\nfield: Hộ tịch\nlife: [{life}]\n"
    day = came_out(site_of({"procedures/1.000001.yml": record}), ("procedures", "1.000001"))
    assert day is not None
    assert day.date() == date(2026, 2, 1)
