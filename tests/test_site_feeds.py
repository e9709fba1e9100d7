"""Every feed of whole portals, of the small one and of the one that means harm: valid, and true to the pages."""

import json
import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import feedparser
import listparser
import pytest
from feed_rules import faults_of, ids_of
from lxml import etree

from generator.outputs.feedmodel import SUMMARY_LIMIT

FEED = re.compile(r"(?:.*/)?(?:(?:rss|atom)(?:-\d+)?\.xml|feed(?:-\d+)?\.json)")
NAMES = ("rss.xml", "atom.xml", "feed.json")
LISTS = "co-quan/|linh-vuc/|dia-phuong/"
"""Of tasks: what is below is no plan."""


@pytest.fixture(params=["small", "hostile"])
def portal(request):
    return request.getfixturevalue(request.param)


def feeds_of(portal):
    """Every document of every feed, by its address."""
    base = re.search(rb'<link rel="canonical" href="([^"]*)/"', portal.files["index.html"])[1].decode()
    return {f"{base}/{path}": data for path, data in portal.present.items() if FEED.fullmatch(path)}


def test_no_document_of_a_feed_breaks_a_rule_of_the_validators(portal):
    feeds = feeds_of(portal)
    assert len(feeds) > 20
    assert {address: found for address, data in feeds.items() if (found := faults_of(data, address))} == {}


def test_every_feed_is_there_in_three_formats_with_the_same_items(portal):
    folders = {str(PurePosixPath(path).parent) for path in portal.files if path.endswith("rss.xml")}
    for folder in folders:
        prefix = "" if folder == "." else f"{folder}/"
        rss, atom, feed = (ids_of(portal.files[prefix + name]) for name in NAMES)
        assert rss == atom == feed, folder


def test_readers_get_the_items_that_the_pages_have(small):
    for path, data in small.files.items():
        if not path.endswith(("rss.xml", "atom.xml")):
            continue
        feed = feedparser.parse(data)
        assert not feed.bozo
        for entry in feed.entries:
            url = urlsplit(entry.link).path
            said = small.words(url).lower()
            title = " ".join(entry.title.rpartition(": ")[2].split()).lower()
            assert title in said or title.removesuffix("…") in said, (path, entry.title)


def test_no_feed_knows_what_is_not_published(small):
    assert not [path for path, data in small.files.items() if FEED.fullmatch(path) and b"7319" in data]


def test_a_late_subscriber_finds_every_item_by_going_back(small):
    every = {path.removesuffix("index.json") for path in small.present if path.endswith("/index.json")}
    kinds = ("tin-tuc/", "van-ban/", "thu-tuc/", "ket-qua/bao-cao/")
    dated = {path for path in every if path.startswith(kinds) and path not in UNDATED | GONE}
    for name, going_back in (("rss.xml", older_of_xml), ("atom.xml", older_of_xml), ("feed.json", older_of_json)):
        found, address, seen = set(), name, []
        while address:
            seen.append(address)
            data = small.files[address]
            found |= links_of(data)
            address = going_back(data)
        assert len(seen) > 1
        assert len(set(seen)) == len(seen)
        assert found == dated


UNDATED = {"thu-tuc/2.000002.h99/"}
"""Records that nobody says a day of."""
GONE = {"van-ban/15-qd-ubnd/"}
"""Records that were withdrawn."""


def links_of(data: bytes) -> set[str]:
    if data.startswith(b"{"):
        addresses = [item["url"] for item in json.loads(data)["items"]]
    else:
        addresses = etree.fromstring(data).xpath(
            "//*[local-name()='entry']/*[local-name()='link'][not(@rel)]/@href | //item/link/text()"
        )
    return {urlsplit(address).path.removeprefix("/") for address in addresses}


def older_of_xml(data: bytes) -> str:
    links = etree.fromstring(data).xpath("//*[local-name()='link'][@rel='prev-archive']/@href")
    return urlsplit(links[0]).path.removeprefix("/") if links else ""


def older_of_json(data: bytes) -> str:
    return urlsplit(json.loads(data).get("next_url", "")).path.removeprefix("/")


@pytest.mark.parametrize("stem", ["rss", "atom"])
def test_archives_name_their_neighbours_and_the_document_to_subscribe_to(small, stem):
    relations = "string(//*[local-name()='link'][@rel=$rel]/@href)"
    first, second = (etree.fromstring(small.files[f"{stem}-{number}.xml"]) for number in (1, 2))
    assert first.xpath(relations, rel="next-archive") == second.xpath(relations, rel="self")
    assert second.xpath(relations, rel="prev-archive") == first.xpath(relations, rel="self")
    assert not first.xpath(relations, rel="prev-archive")
    for archive in (first, second):
        assert archive.xpath(relations, rel="current") == f"https://cchc.tinhmau.example/{stem}.xml"
        assert archive.find(".//{http://purl.org/syndication/history/1.0}archive") is not None
    assert b"fh:archive" not in small.files[f"{stem}.xml"]


def test_archives_bring_items_by_their_summaries(small):
    archives = [data for path, data in small.files.items() if re.fullmatch(r"(?:.*/)?feed-\d+\.json", path)]
    assert archives
    for archive in archives:
        for item in json.loads(archive)["items"]:
            assert "content_html" not in item
            assert item["content_text"] == item.get("summary", item["title"])
            assert len(item["content_text"]) <= SUMMARY_LIMIT


def test_feeds_lead_to_a_style_sheet_that_is_there(portal):
    for path, data in portal.files.items():
        if path.endswith(("rss.xml", "atom.xml")):
            href = re.search(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>', data)[1].decode()
            up = href.count("../")
            assert up == path.count("/")
            assert href.removeprefix("../" * up) in portal.files


def test_lists_of_feeds_bring_a_reader_every_feed(portal):
    whole = listparser.parse(portal.files["rss/tat-ca.opml"])
    assert not whole.bozo
    addresses = {feed.url for feed in whole.feeds}
    groups = [path for path in portal.files if path.endswith(".opml") and path != "rss/tat-ca.opml"]
    parts = [feed.url for path in groups for feed in listparser.parse(portal.files[path]).feeds]
    assert len(parts) == len(set(parts))
    assert set(parts) == addresses
    listed = {urlsplit(address).path.removeprefix("/") for address in addresses}
    tasks = {path for path in portal.files if re.fullmatch(rf"nhiem-vu/(?!{LISTS})[^/]+/[^/]+/rss\.xml", path)}
    assert listed == {path for path in portal.present if path.endswith("rss.xml")} - tasks


def test_a_list_of_feeds_names_them_as_they_name_themselves(portal):
    for found in listparser.parse(portal.files["rss/tat-ca.opml"]).feeds:
        feed = feedparser.parse(portal.files[urlsplit(found.url).path.removeprefix("/")], sanitize_html=False)
        assert found.title == feed.feed.title
        assert found.categories


def test_every_page_of_a_feed_offers_it_in_its_head_and_in_sight(small):
    feeds = {path.removesuffix("rss.xml") for path in small.present if path.endswith("rss.xml")}
    for folder in feeds:
        page = small.pages[f"/{folder}"]
        types = page.xpath("//head/link[@rel='alternate'][contains(@type, '+xml') or contains(@type, 'feed')]/@type")
        assert types == ["application/rss+xml", "application/atom+xml", "application/feed+json"]
        if folder:
            links = page.get_element_by_id("noi-dung").xpath(".//a[contains(@href, 'rss.xml')]/text()")
            assert [text for text in links if text.startswith("Theo dõi")], folder
