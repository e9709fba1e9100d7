from datetime import date
from xml.etree import ElementTree

from generator.outputs import sitemap
from generator.outputs.sitemap import news_sitemap, page_changes, sitemap_artifacts
from generator.pages.book import plan_book
from generator.pages.feeds import plan_feeds
from generator.pages.page import Head, Page

NEWS = """\
title: Tin
posted_at: 30/03/2026 23:30:00
modified_at: 31/03/2026
"""
DECISION = "number: 345/QĐ-SNV\nissuer: so-noi-vu\nissued_on: 05/01/2026\nsubject: Quy chế\n"


def page(url: str) -> Page:
    return Page(url, "x.html", Head("x"), None)


def unknown(_: Page) -> None:
    return None


def read(artifacts, path: str) -> list[tuple[str, ...]]:
    """The texts of each entry of a sitemap file: address, and date where there is one."""
    (data,) = [artifact.data for artifact in artifacts if artifact.path == path]
    return [tuple(part.text or "" for part in entry) for entry in ElementTree.fromstring(data)]


def test_the_sitemap_holds_the_public_address_of_each_page(make_site):
    site = make_site({}, base_url="https://tinh.example/cchc")
    found = sitemap_artifacts(site, [page("/"), page("/tin-tuc/")], unknown)
    assert read(found, "sitemap.xml") == [("https://tinh.example/cchc/",), ("https://tinh.example/cchc/tin-tuc/",)]


def test_the_page_for_what_is_not_found_is_left_out(make_site):
    found = sitemap_artifacts(make_site({}), [page("/"), page("/404.html")], unknown)
    assert read(found, "sitemap.xml") == [("https://cchc.example/",)]


def test_a_date_stands_only_where_it_is_known(make_site):
    site = make_site({"news/tin.yml": NEWS, "documents/345-qd.yml": DECISION})
    urls = ["/tin-tuc/2026/03/30/tin/", "/van-ban/345-qd/", "/co-quan/so-noi-vu/", "/tin-tuc/"]
    changed = page_changes(site, [])
    assert [changed(page(url)) for url in urls] == [date(2026, 3, 31), date(2026, 1, 5), None, None]
    found = read(sitemap_artifacts(site, [page(url) for url in urls], changed), "sitemap.xml")
    assert [entry[1:] for entry in found] == [("2026-03-31",), ("2026-01-05",), (), ()]


def test_robots_are_told_where_the_sitemap_is(make_site):
    (robots,) = [a for a in sitemap_artifacts(make_site({}), [], unknown) if a.path == "robots.txt"]
    lines = robots.data.decode().splitlines()
    assert "Sitemap: https://cchc.example/sitemap.xml" in lines
    assert "Sitemap: https://cchc.example/sitemap-news.xml" in lines


def test_too_many_addresses_for_one_file_are_spread_over_several(make_site, monkeypatch):
    monkeypatch.setattr(sitemap, "_MOST_ADDRESSES", 2)
    pages = [page(f"/{number}/") for number in range(5)]
    found = sitemap_artifacts(make_site({}), pages, lambda _: date(2026, 1, 1))
    parts = read(found, "sitemap.xml")
    assert parts == [(f"https://cchc.example/sitemap-{number}.xml", "2026-01-01") for number in (1, 2, 3)]
    addresses = [entry[0] for number in (1, 2, 3) for entry in read(found, f"sitemap-{number}.xml")]
    assert addresses == [f"https://cchc.example/{number}/" for number in range(5)]


def test_nothing_unpublished_has_a_date(small_site):
    changed = page_changes(small_site, [])
    assert changed(page("/van-ban/345-qd-ubnd/"))
    assert not changed(page("/van-ban/ban-nhap-7319/"))


def planned(site):
    return plan_book(site, plan_feeds(site), "")


def post(day: str, title: str = "Tin") -> str:
    return f"title: {title}\nposted_at: {day} 09:00:00\nagencies: so-noi-vu\n"


def test_an_index_tells_of_each_part_when_its_newest_page_changed(make_site, monkeypatch):
    monkeypatch.setattr(sitemap, "_MOST_ADDRESSES", 2)
    days = {"/1/": date(2026, 1, 1), "/2/": date(2026, 2, 2), "/3/": None}
    found = sitemap_artifacts(make_site({}), [page(url) for url in days], lambda one: days[one.url])
    assert [entry[1:] for entry in read(found, "sitemap.xml")] == [("2026-02-02",), ()]


def test_a_list_changed_when_its_newest_record_did_on_all_of_its_pages(make_site):
    files = {f"news/{day}.yml": post(f"{day:02}/03/2026") for day in range(1, 4)}
    site = make_site(files | {"documents/345-qd.yml": DECISION}, more="page_sizes: {news: 1}")
    pages = planned(site)
    changed = page_changes(site, pages)
    days = {page.url: changed(page) for page in pages}
    assert days["/tin-tuc/"] == days["/tin-tuc/trang/3/"] == days["/tin-tuc/2026/"] == date(2026, 3, 3)
    assert days["/van-ban/"] == date(2026, 1, 5)
    assert days["/"] == days["/co-quan/so-noi-vu/"] == date(2026, 3, 3)
    assert days["/lien-he/"] is days["/chi-so/"] is None


def test_a_task_and_its_plan_changed_with_the_last_report_that_has_come(make_site):
    updates = "[{date: 01/02/2026, state: done}, {date: 01/12/2026, text: B}]"
    task = f"{{order: 1, content: A, lead: so-noi-vu, updates: {updates}}}"
    plan = f"{DECISION}plan:\n  tasks:\n    - {task}\n    - {{order: 2, content: C, lead: so-noi-vu}}\n"
    site = make_site({"documents/345-qd.yml": plan})
    changed = page_changes(site, [])
    days = [changed(page(url)) for url in ("/nhiem-vu/345-qd/1/", "/nhiem-vu/345-qd/2/", "/van-ban/345-qd/")]
    assert days == [date(2026, 2, 1), date(2026, 1, 5), date(2026, 2, 1)]


def test_the_news_sitemap_has_the_posts_of_today_and_yesterday_alone(make_site):
    days = ("01/06/2026", "31/05/2026", "30/05/2026")
    site = make_site({f"news/tin-{n}.yml": post(day, f"Tin <{n}> &") for n, day in enumerate(days)})
    entries = ElementTree.fromstring(news_sitemap(site).data)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
    assert [one.text for one in entries.iterfind("s:url/s:loc", space)] == [
        "https://cchc.example/tin-tuc/2026/06/01/tin-0/",
        "https://cchc.example/tin-tuc/2026/05/31/tin-1/",
    ]
    assert [one.text for one in entries.iterfind(".//n:title", space)] == ["Tin <0> &", "Tin <1> &"]
    assert entries.findtext(".//n:publication_date", None, space) == "2026-06-01T09:00:00+07:00"
    assert entries.findtext(".//n:publication/n:name", None, space) == "Cổng thử nghiệm"
    assert entries.findtext(".//n:publication/n:language", None, space) == "vi"


def test_a_news_sitemap_without_posts_is_empty_and_sound(make_site):
    assert list(ElementTree.fromstring(news_sitemap(make_site({})).data)) == []
