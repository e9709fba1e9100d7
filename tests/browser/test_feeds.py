"""Subscribing to the feed of a page, as a reader with a browser and a feed reader does."""

import json
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import feedparser
import listparser
import pytest
from conftest import Built
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AGENCY = "/co-quan/son-la-ubnd-tinh/"


@pytest.fixture(scope="module")
def address(own, serve) -> str:
    return serve(own.job.output)


def offered(page: Page) -> dict[str, str]:
    """Return the feeds that a browser's button for feeds would offer on a page: type → address."""
    links = page.locator("link[rel=alternate][type$='+xml']").all()
    return {link.get_attribute("type"): urljoin(page.url, link.get_attribute("href")) for link in links}


def fetched(address: str) -> feedparser.FeedParserDict:
    with urlopen(address) as answer:
        feed = feedparser.parse(answer.read())
    assert not feed.bozo
    return feed


@pytest.mark.parametrize("media", ["application/rss+xml", "application/atom+xml"])
def test_an_agencys_page_offers_a_feed_of_what_concerns_it(page: Page, address: str, media: str) -> None:
    page.goto(address + AGENCY)
    name = page.get_by_role("heading", level=1).inner_text()
    listed = {urlsplit(link.evaluate("link => link.href")).path for link in page.locator(".record__title a").all()}
    feed = fetched(offered(page)[media])
    assert feed.feed.title.startswith(name)
    assert urlsplit(feed.feed.link).path == AGENCY
    items = [urlsplit(entry.link).path for entry in feed.entries]
    assert "/van-ban/son-la-2407-qd-ubnd-2021/" in items
    assert set(items) <= listed
    assert {url for url in listed if url.startswith(("/tin-tuc/", "/van-ban/"))} == set(items)


def test_an_item_of_a_feed_opens_a_page_of_its_title(page: Page, address: str) -> None:
    page.goto(address + AGENCY)
    for entry in fetched(offered(page)["application/rss+xml"]).entries:
        page.goto(address + urlsplit(entry.link).path)
        assert page.title().startswith(entry.title[:100])
        said = " ".join(page.locator("#noi-dung").inner_text().split()).lower()
        assert entry.title.rpartition(": ")[2].lower() in said


def test_the_link_in_the_page_leads_to_the_same_feed(page: Page, address: str) -> None:
    page.goto(address + AGENCY)
    link = page.get_by_role("main").get_by_role("link", name="Theo dõi bằng RSS")
    assert link.evaluate("link => link.href") == offered(page)["application/rss+xml"]


def test_the_list_of_feeds_leads_to_feeds_with_as_many_items_as_it_says(page: Page, address: str) -> None:
    page.goto(f"{address}/rss/")
    rows = page.locator("tbody tr").all()
    assert len(rows) > 20
    for row in rows[1::17]:
        feed = fetched(row.get_by_role("link", name="RSS").evaluate("link => link.href"))
        assert row.locator("td a").first.inner_text() in feed.feed.title
        assert row.locator("td").nth(1).inner_text() == str(len(feed.entries) or "chưa có")


def test_the_list_of_feeds_leads_to_the_same_items_as_json(page: Page, address: str) -> None:
    page.goto(f"{address}/rss/")
    row = page.locator("tbody tr").first
    with urlopen(row.get_by_role("link", name="JSON").evaluate("link => link.href")) as answer:
        feed = json.load(answer)
    atom = fetched(row.get_by_role("link", name="Atom").evaluate("link => link.href"))
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]


def test_feeds_that_are_ticked_come_as_one_list_for_a_feed_reader(page: Page, address: str, tmp_path) -> None:
    page.goto(f"{address}/rss/")
    page.wait_for_load_state()
    assert page.get_by_role("button", name="Tải OPML").count() == 0
    wanted = ["/tin-tuc/rss.xml", f"{AGENCY}rss.xml"]
    for path in wanted:
        row = page.locator("tr").filter(has=page.locator(f"a[href$='{path.removeprefix('/')}']"))
        row.get_by_role("checkbox").check()
    assert page.get_by_role("status").inner_text() == "Đã chọn 2 nguồn tin"
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải OPML").click()
    file = tmp_path / "chon.opml"
    download.value.save_as(file)
    found = listparser.parse(file.read_bytes())
    assert not found.bozo
    assert [urlsplit(feed.url).path for feed in found.feeds] == wanted
    assert [feed.title for feed in found.feeds] == [fetched(feed.url).feed.title for feed in found.feeds]
    page.get_by_role("button", name="Bỏ chọn").click()
    assert page.get_by_role("checkbox", checked=True).count() == 0


SEEN = """() => [...document.querySelectorAll("*")]
    .filter((element) => !element.children.length && element.checkVisibility())
    .map((element) => element.textContent).join("\\n")"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_a_feed_in_a_browser_is_a_page_that_says_how_to_subscribe(
    page: Page, address: str, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/tin-tuc/{name}")
    seen = page.evaluate(SEEN)
    feed = fetched(f"{address}/tin-tuc/{name}")
    item = feed.entries[0]
    assert "Muốn theo dõi" in seen
    assert next(link.href for link in feed.feed.links if link.rel == "self") in seen
    assert item.title in seen
    assert item.id not in seen
    assert "<p>" not in seen
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_an_item_of_a_feed_in_a_browser_leads_to_its_page_wherever_it_is_touched(
    page: Page, address: str, own: Built, name: str
) -> None:
    page.goto(f"{address}/tin-tuc/{name}")
    item = fetched(f"{address}/tin-tuc/{name}").entries[0]
    title = page.locator("item > title, entry > title").first
    box = title.bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    href = page.evaluate("({x, y}) => document.elementFromPoint(x, y).href", at)
    assert href == item.link
    assert urlsplit(href).path[1:] + "index.html" in own.files


@pytest.mark.parametrize("stem", ["rss", "atom"])
def test_an_archive_in_a_browser_leads_to_the_feed_itself(page: Page, small: Built, serve, stem: str) -> None:
    page.goto(f"{serve(small.job.output)}/{stem}-1.xml")
    seen = page.evaluate(SEEN)
    assert "tệp lưu" in seen
    assert f"https://cchc.tinhmau.example/{stem}.xml" in seen


@pytest.mark.parametrize("place", ["tin-tuc", "nhiem-vu"])
def test_only_a_feed_without_items_says_so(page: Page, address: str, place: str) -> None:
    page.goto(f"{address}/{place}/rss.xml")
    count = len(fetched(f"{address}/{place}/rss.xml").entries)
    assert count == 0 if place == "nhiem-vu" else count > 0
    assert ("Chưa có mục nào" in page.evaluate(SEEN)) == (count == 0)
