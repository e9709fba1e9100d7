from datetime import date
from xml.etree import ElementTree

from generator.outputs import sitemap
from generator.outputs.sitemap import record_changes, sitemap_artifacts
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
    changed = record_changes(site)
    assert [changed(page(url)) for url in urls] == [date(2026, 3, 31), date(2026, 1, 5), None, None]
    found = read(sitemap_artifacts(site, [page(url) for url in urls], changed), "sitemap.xml")
    assert [entry[1:] for entry in found] == [("2026-03-31",), ("2026-01-05",), (), ()]


def test_robots_are_told_where_the_sitemap_is(make_site):
    (robots,) = [a for a in sitemap_artifacts(make_site({}), [], unknown) if a.path == "robots.txt"]
    assert "Sitemap: https://cchc.example/sitemap.xml" in robots.data.decode().splitlines()


def test_too_many_addresses_for_one_file_are_spread_over_several(make_site, monkeypatch):
    monkeypatch.setattr(sitemap, "_MOST_ADDRESSES", 2)
    pages = [page(f"/{number}/") for number in range(5)]
    found = sitemap_artifacts(make_site({}), pages, lambda _: date(2026, 1, 1))
    parts = read(found, "sitemap.xml")
    assert parts == [(f"https://cchc.example/sitemap-{number}.xml",) for number in (1, 2, 3)]
    addresses = [entry[0] for number in (1, 2, 3) for entry in read(found, f"sitemap-{number}.xml")]
    assert addresses == [f"https://cchc.example/{number}/" for number in range(5)]


def test_nothing_unpublished_has_a_date(small_site):
    changed = record_changes(small_site)
    assert changed(page("/van-ban/345-qd-ubnd/"))
    assert not changed(page("/van-ban/ban-nhap-7319/"))
