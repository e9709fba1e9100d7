import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import feedparser
import pytest
from feed_rules import faults_of, ids_of
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.outputs.feedmodel import Brand, Category, Channel, Enclosure, FeedItem, brief, writable
from generator.outputs.feedwriter import MAX_BYTES, write_feed

DAY = datetime(2026, 1, 1, tzinfo=UTC)
BRAND = Brand("Ủy ban nhân dân tỉnh Mẫu")
CHANNEL = Channel("urn:uuid:0", "https://a.example/van-ban/", "van-ban/", "Văn bản", "Văn bản mới", DAY, BRAND)
NAMES = ("van-ban/rss.xml", "van-ban/atom.xml", "van-ban/feed.json")


def item(number: int, **more: object) -> FeedItem:
    moment = DAY + timedelta(days=number)
    url = f"https://a.example/van-ban/{number}/"
    made = FeedItem(f"urn:uuid:{number}", url, f"Văn bản {number}", "Tóm tắt", "<p>Nội dung</p>", moment, moment)
    return replace(made, **more)


def newest_first(count: int, **more: object) -> list[FeedItem]:
    return [item(number, **more) for number in range(count, 0, -1)]


def written(items: list[FeedItem], channel: Channel = CHANNEL, volume: int = 0) -> dict[str, bytes]:
    channel = replace(channel, updated=max((one.updated for one in items), default=DAY))
    shown = items[:volume] if volume else items
    history = [brief(one) for one in items] if volume else []
    return {one.path: one.data for one in write_feed(channel, shown, history, volume)}


def archives(files: dict[str, bytes]) -> set[str]:
    return {path.partition("/")[2] for path in files if re.search(r"-\d+\.", path)}


def test_a_feed_without_a_history_is_one_document_in_each_format():
    assert tuple(written(newest_first(3))) == NAMES


@pytest.mark.parametrize("count", [0, 1, 3])
def test_documents_are_valid_however_many_items_there_are(count):
    for path, data in written(newest_first(count)).items():
        assert faults_of(data, f"https://a.example/{path}") == []
        assert len(ids_of(data)) == count


def test_only_full_archive_documents_are_written():
    assert archives(written(newest_first(4), volume=5)) == set()
    files = written(newest_first(14), volume=5)
    names = {"rss-1.xml", "rss-2.xml", "atom-1.xml", "atom-2.xml", "feed-1.json", "feed-2.json"}
    assert archives(files) == names
    for path in ("van-ban/rss-1.xml", "van-ban/atom-1.xml", "van-ban/feed-1.json"):
        assert ids_of(files[path]) == [f"urn:uuid:{number}" for number in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize("count", range(1, 18))
def test_every_item_is_in_an_archive_or_in_the_document_to_subscribe_to(count):
    files = written(newest_first(count), volume=5)
    for stem in ("rss", "atom", "feed"):
        found = {id_ for path, data in files.items() if f"/{stem}" in path for id_ in ids_of(data)}
        assert found == {f"urn:uuid:{number}" for number in range(1, count + 1)}


def test_a_full_archive_stays_as_it_is_but_for_the_name_of_the_first_that_follows():
    sites = [written(newest_first(count), volume=5) for count in range(10, 21)]
    for before, after in pairwise(sites):
        for path in before.keys() - set(NAMES):
            if "-1." in path:
                assert after[path] == before[path]
            assert ids_of(after[path]) == ids_of(before[path])
    assert sites[0]["van-ban/feed-2.json"] == sites[-1]["van-ban/feed-2.json"]


def test_archives_are_valid():
    files = written(newest_first(12), volume=5)
    for path, data in files.items():
        assert faults_of(data, f"https://a.example/{path}") == []


def test_a_feed_stays_below_its_limit_and_its_newest_items_whole():
    items = newest_first(30, html=f"<p>{'Đ&amp;' * 20_000}</p>")
    for data in written(items).values():
        assert len(data) <= MAX_BYTES
        assert ids_of(data) == [one.id for one in items]
    entries = json.loads(written(items)["van-ban/feed.json"])["items"]
    whole = ["content_html" in entry for entry in entries]
    assert whole[0]
    assert whole == sorted(whole, reverse=True)


def test_one_long_item_does_not_take_the_room_of_those_behind_it():
    items = [item(3, html="x" * MAX_BYTES), *newest_first(2)]
    for data in written(items).values():
        assert len(ids_of(data)) == 3
        assert len(data) < MAX_BYTES
    first, *rest = json.loads(written(items)["van-ban/feed.json"])["items"]
    assert "content_html" not in first
    assert all("content_html" in entry for entry in rest)


def test_a_feed_that_cannot_hold_all_drops_the_oldest_from_every_format_alike():
    long = {"title": "Đ" * 2000, "summary": "Ư" * 2000, "html": ""}
    files = written(newest_first(500, **long))
    held = {tuple(ids_of(data)) for data in files.values()}
    assert len(held) == 1
    (ids,) = held
    assert 100 < len(ids) < 500
    assert ids[0] == "urn:uuid:500"
    assert all(len(data) <= MAX_BYTES for data in files.values())


def test_titles_of_two_thousand_letters_are_whole_where_there_is_room():
    title = "Đ" * 2000
    rss, atom, feed = written([item(1, title=title)]).values()
    assert [feedparser.parse(data).entries[0].title for data in (rss, atom)] == [title, title]
    assert json.loads(feed)["items"][0]["title"] == title


NASTY = st.text(st.characters() | st.sampled_from("\x00\x08\x0b\x1f\x7f\ud800\udfff\ufffe\uffff🎉&<>\"']\r\n\t"))


@given(NASTY, NASTY, NASTY)
def test_any_text_comes_through_less_what_no_feed_can_hold(title, summary, body):
    enclosure = Enclosure("https://a.example/tep/a.csv", title, "text/csv", 1)
    category = Category("https://a.example/van-ban/", "loai", summary)
    one = item(1, title=title, summary=summary, html=body, creators=(f"A{title}",), categories=(category,))
    rss, atom, feed = written([replace(one, enclosures=(enclosure,))]).values()
    names = {"t": writable(title) or one.url, "b": writable(body)}
    channel, entry = etree.fromstring(rss)[0], json.loads(feed)["items"][0]
    assert channel.findtext("item/title") == names["t"]
    read = etree.fromstring(atom)
    assert read.findtext("{*}entry/{*}title") == names["t"]
    assert (read.findtext("{*}entry/{*}content") or "") == names["b"]
    assert entry.get("title", "") == writable(title)
    assert entry["authors"] == [{"name": f"A{writable(title)}"}]


def test_the_end_of_a_cdata_section_is_text_as_any_other():
    rss, atom, feed = written([item(1, title="]]>", html="<p>]]&gt; ]]></p>")]).values()
    assert [feedparser.parse(data).entries[0].title for data in (rss, atom)] == ["]]>", "]]>"]
    assert json.loads(feed)["items"][0]["content_html"] == "<p>]]&gt; ]]></p>"


def test_letters_and_signs_are_written_as_they_are_in_json():
    data = written([item(1, title='Đất 🎉 "a/b"', html="<p>&amp;</p>")])["van-ban/feed.json"].decode()
    assert r'"title":"Đất 🎉 \"a/b\""' in data
    assert '"content_html":"<p>&amp;</p>"' in data


def test_a_hub_is_named_in_every_format():
    channel = replace(CHANNEL, brand=replace(BRAND, hub="https://hub.example/?a=1&b=2"))
    rss, atom, feed = written(newest_first(1), channel).values()
    for data in (rss, atom):
        links = [link for link in feedparser.parse(data).feed.links if link.rel == "hub"]
        assert [link.href for link in links] == ["https://hub.example/?a=1&b=2"]
    assert json.loads(feed)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/?a=1&b=2"}]


def test_without_a_hub_none_is_named():
    assert not any(b"hub" in data for data in written(newest_first(1)).values())


LOGO = "https://a.example/tep/bieu-trung.png"


@pytest.mark.parametrize("dots", [(LOGO, 88, 31), None])
def test_rss_shows_a_picture_only_where_there_is_one_that_rss_allows(dots):
    channel = replace(CHANNEL, brand=replace(BRAND, logo=LOGO, dots=dots))
    files = written(newest_first(1), channel)
    for path, data in files.items():
        assert faults_of(data, f"https://a.example/{path}") == []
    rss, atom, feed = files.values()
    image = etree.fromstring(rss).find("channel/image")
    found = image is not None and {part.tag: part.text for part in image}
    words = {"url": LOGO, "title": "Văn bản", "link": CHANNEL.url, "width": "88", "height": "31"}
    assert found == (words if dots else False)
    assert feedparser.parse(atom).feed.logo == LOGO
    assert json.loads(feed)["icon"] == LOGO


def test_the_subject_of_a_feed_is_its_category():
    rss, atom, _ = written(newest_first(1), replace(CHANNEL, subject="Hộ tịch")).values()
    for data in (rss, atom):
        assert [tag.term for tag in feedparser.parse(data).feed.tags] == ["Hộ tịch"]


def test_the_style_sheet_is_named_from_where_the_document_lies():
    channel = replace(CHANNEL, folder="van-ban/loai/to-trinh/", brand=replace(BRAND, style="tai-nguyen/feed.1.css"))
    for path, data in written(newest_first(1), channel).items():
        if path.endswith(".xml"):
            assert data.splitlines()[1] == b'<?xml-stylesheet type="text/css" href="../../../tai-nguyen/feed.1.css"?>'


def test_an_item_says_all_it_has_in_json():
    one = item(
        1,
        creators=("Cao Hải",),
        categories=(Category("https://a.example/", "tin-tuc", "Tin tức"),),
        enclosures=(Enclosure("https://a.example/tep/a.csv", "Số liệu", "text/csv", 4),),
        image="https://a.example/tep/a.png",
    )
    (entry,) = json.loads(written([one])["van-ban/feed.json"])["items"]
    assert entry == {
        "id": "urn:uuid:1",
        "url": "https://a.example/van-ban/1/",
        "title": "Văn bản 1",
        "content_html": "<p>Nội dung</p>",
        "summary": "Tóm tắt",
        "image": "https://a.example/tep/a.png",
        "date_published": "2026-01-02T00:00:00+00:00",
        "date_modified": "2026-01-02T00:00:00+00:00",
        "authors": [{"name": "Cao Hải"}],
        "tags": ["Tin tức"],
        "attachments": [
            {
                "url": "https://a.example/tep/a.csv",
                "mime_type": "text/csv",
                "title": "Số liệu",
                "size_in_bytes": 4,
            }
        ],
    }


def test_items_of_one_feed_are_written_as_in_any_other():
    alone, among = written([item(2)]), written(newest_first(3))
    for path in NAMES:
        entry = re.search(rb'<item>.*?</item>|<entry>.*?</entry>|\{"id".*?\}\n', alone[path], re.DOTALL)
        assert entry
        assert entry[0].strip() in among[path]
