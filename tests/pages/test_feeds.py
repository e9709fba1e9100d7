from datetime import date

import pytest

from generator import urls
from generator.pages.feeds import plan_feeds
from generator.pages.moments import came_out
from generator.pages.service import service_pages


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


def test_what_came_to_the_portal_late_is_the_newest_of_its_feeds(site_of):
    document = "number: {}/QĐ-UBND\nissuer: ubnd\nissued_on: {}\nsubject: S\n"
    files = {
        "documents/a.yml": document.format(11, "01/03/2026"),
        "documents/b.yml": document.format(12, "01/02/2015") + "posted_on: 20/05/2026\n",
        "procedures/1.000001.yml": "code: 1.000001\nname: D\nfield: Hộ tịch\nposted_on: 21/05/2026\n",
    }
    feeds = feeds_by_url(site_of(files))
    assert [id_ for _, id_ in feeds["/"].items] == ["1.000001", "b", "a"]
    assert [moment.date().month for moment in feeds["/van-ban/"].moments] == [5, 3]


PLAN = """\
number: 1/KH-UBND
issuer: ubnd
issued_on: 05/01/2026
subject: Kế hoạch năm
plan:
  tasks:
    - order: "1"
      content: Việc một
      lead: so-noi-vu
      updates:
        - {date: 01/02/2026, text: Đã họp}
        - {date: 01/04/2026, text: Đã xong}
    - order: "2"
      content: Việc hai
      lead: so-noi-vu
      updates:
        - {date: 01/03/2026, text: Đang làm}
"""


def feeds_by_url(site):
    return {feed.url: feed for feed in plan_feeds(site)}


def test_an_author_a_type_and_a_field_have_feeds_of_their_own(site_of):
    files = {
        "news/a.yml": "title: A\nposted_at: 01/03/2026\nauthors: [Cao Hải]\n",
        "news/b.yml": "title: B\nposted_at: 02/03/2026\nauthors: [Cao Hải, Lò Mai]\n",
        "documents/c.yml": "number: 1/QĐ-UBND\nissuer: ubnd\nissued_on: 05/01/2026\nsubject: C\n",
        "procedures/1.000001.yml": "code: 1.000001\nname: D\nfield: Hộ tịch\nannounced_on: 01/02/2026\n",
    }
    feeds = feeds_by_url(site_of(files))
    assert [id_ for _, id_ in feeds["/tin-tuc/tac-gia/cao-hai/"].items] == ["b", "a"]
    assert [id_ for _, id_ in feeds["/tin-tuc/tac-gia/lo-mai/"].items] == ["b"]
    assert feeds["/van-ban/loai/quyet-dinh/"].items == (("documents", "c"),)
    assert feeds["/thu-tuc/linh-vuc/ho-tich/"].items == (("procedures", "1.000001"),)


def test_authors_whose_names_share_an_address_share_a_feed(site_of):
    post = "title: A\nposted_at: 0{}/03/2026\nauthors: [{}]\n"
    feeds = feeds_by_url(site_of({"news/a.yml": post.format(1, "Lò Hà"), "news/b.yml": post.format(2, "Lò Hạ")}))
    assert feeds["/tin-tuc/tac-gia/lo-ha/"].name == "Lò Hạ / Lò Hà"
    assert len(feeds["/tin-tuc/tac-gia/lo-ha/"].items) == 2


def test_records_of_one_moment_stand_by_their_ids(site_of):
    posts = {f"news/{id_}.yml": f"title: {id_}\nposted_at: 01/03/2026\n" for id_ in ("c", "a", "b")}
    assert [id_ for _, id_ in feeds_by_url(site_of(posts))["/"].items] == ["a", "b", "c"]


def test_the_site_and_its_sections_alone_have_a_history(site_of):
    files = {"news/a.yml": "title: A\nposted_at: 01/03/2026\nauthors: [Cao Hải]\nagencies: so-noi-vu\n"}
    feeds = plan_feeds(site_of(files))
    assert {feed.url for feed in feeds if feed.history} == {"/", "/tin-tuc/"}


def test_a_page_of_a_plan_offers_the_feed_of_its_reports(pages_of):
    (offered,) = pages_of({"documents/a.yml": PLAN})["/van-ban/a/"].head.feeds
    assert offered.url == "/van-ban/a/"


def test_a_search_is_offered_no_author_in_place_of_an_agency_of_the_same_name(site_of):
    site = site_of({"news/a.yml": "title: A\nposted_at: 01/03/2026\nauthors: [{agency: so-noi-vu}]\n"})
    (search,) = [page for page in service_pages(site, plan_feeds(site), "/chi-muc/") if page.url == "/tim-kiem/"]
    assert [url for name, url in search.view.feeds if name == "Sở Nội vụ"] == ["/co-quan/so-noi-vu/"]


def test_no_two_feeds_are_listed_alike_by_readers(site_of):
    files = {
        "documents/a.yml": PLAN,
        "news/a.yml": "title: A\nposted_at: 01/03/2026\nauthors: [{agency: so-noi-vu}]\n",
        "procedures/1.000001.yml": "code: 1.000001\nname: D\nfield: Sở Nội vụ\nannounced_on: 01/02/2026\n",
    }
    titles = [feed.title for feed in plan_feeds(site_of(files))]
    assert len(set(titles)) == len(titles)
