import json
import re
from datetime import datetime
from functools import partial

import feedparser
import pytest

from generator.base.artifact import Artifact
from generator.link.site import Key, Site
from generator.outputs.feeditems import brief_item, feed_item
from generator.outputs.feedmodel import FeedItem
from generator.outputs.feeds import brand_of, feed_artifacts
from generator.pages.feed import Feed
from generator.pages.feeds import plan_feeds
from generator.pages.parts import absolute, prose
from generator.render.prose import render_prose

POST = """\
title: {title}
posted_at: 30/03/2026 15:12:11
modified_at: 31/03/2026 08:00:00
authors: [Cao Hải – Sở Nội vụ, {{agency: so-noi-vu}}]
summary: Họp về 5 < 6 & kế hoạch.
province: mau
areas: the-che
agencies: so-noi-vu
attachments:
  - {{file: so lieu.csv, title: Số liệu}}
  - {{file: bao-cao.pdf, title: Báo cáo}}
{more}body: |
  Xem [quyết định](/van-ban/345-qd/) &#1; nhé.
"""
OLDER = "title: Tin cũ\nposted_at: 01/02/2026\nbody: Một *tin* không có tóm tắt.\n"
DECISION = """\
number: 345/QĐ-SNV
issuer: so-noi-vu
issued_on: 05/01/2026
subject: Ban hành Quy chế
"""
FILES = {"files/so lieu.csv": "a;b\n", "files/bao-cao.pdf": "%PDF-1.4\n", "documents/345-qd.yml": DECISION}


def with_post(title: str = "Họp giao ban", more: str = "") -> dict[str, str]:
    return {**FILES, "news/cu.yml": OLDER, "news/hop.yml": POST.format(title=f'"{title}"', more=more)}


def feed_at(site: Site, url: str) -> Feed:
    return next(feed for feed in plan_feeds(site) if feed.url == url)


def artifacts(site: Site, url: str = "/") -> tuple[Artifact, ...]:
    """The files of the feed beside a list."""

    def item_of(key: Key) -> FeedItem:
        body = prose(site, key, site.record(key).body)
        return feed_item(site, key, render_prose(body, lambda address: absolute(site, address)))

    return feed_artifacts(site, feed_at(site, url), brand_of(site), item_of, partial(brief_item, site))


def written(site: Site, url: str = "/") -> list[bytes]:
    """RSS and Atom of the feed beside a list."""
    return [artifact.data for artifact in artifacts(site, url) if artifact.path.endswith(("rss.xml", "atom.xml"))]


def parsed(site: Site, url: str = "/") -> list[feedparser.FeedParserDict]:
    return [feedparser.parse(data) for data in written(site, url)]


def test_a_feed_stands_beside_its_list(make_site):
    paths = [artifact.path for artifact in artifacts(make_site({}), "/co-quan/so-noi-vu/")]
    assert paths == [f"co-quan/so-noi-vu/{name}" for name in ("rss.xml", "atom.xml", "feed.json")]


def test_every_feed_of_the_small_site_is_well_formed_and_brings_its_items(small_site):
    for feed in plan_feeds(small_site):
        for version, found in zip(("rss20", "atom10"), parsed(small_site, feed.url), strict=True):
            assert not found.bozo
            assert found.version == version
            assert found.feed.title == feed.title
            assert len(found.entries) == len(feed.items)


def test_items_come_newest_first_with_the_dates_of_their_records(make_site):
    for found in parsed(make_site(with_post())):
        assert [entry.title for entry in found.entries] == [
            "Họp giao ban",
            "Tin cũ",
            "Quyết định số 345/QĐ-SNV: Ban hành Quy chế",
        ]
        assert [datetime(*entry.published_parsed[:6]) for entry in found.entries] == [
            datetime(2026, 3, 30, 8, 12, 11),
            datetime(2026, 1, 31, 17, 0, 0),
            datetime(2026, 1, 4, 17, 0, 0),
        ]
    assert found.entries[0].updated == "2026-03-31T08:00:00+07:00"


def test_the_channel_is_as_new_as_its_newest_change(make_site):
    rss, atom = parsed(make_site(with_post()))
    assert rss.feed.updated == "Tue, 31 Mar 2026 08:00:00 +0700"
    assert atom.feed.updated == "2026-03-31T08:00:00+07:00"


@pytest.mark.parametrize(
    ("config", "day"), [("started_on: 01/02/2026", "2026-02-01T00:00:00+07:00"), ("", "1970-01-01T00:00:00+00:00")]
)
def test_an_empty_feed_has_the_day_on_which_the_portal_began_or_none_that_could_be_true(make_site, config, day):
    _, atom = parsed(make_site({}, more=config))
    assert not atom.entries
    assert atom.feed.updated == day


def test_two_runs_give_the_same_bytes(small_site):
    assert written(small_site) == written(small_site)


def test_nothing_names_the_version_of_the_writer(make_site):
    for data in written(make_site({})):
        assert re.findall(rb"<generator.*?</generator>", data) == ["<generator>Minh Bạch</generator>".encode()]


def test_a_feed_links_to_itself_and_to_its_list(make_site):
    for name, found in zip(("rss.xml", "atom.xml"), parsed(make_site({}), "/tin-tuc/"), strict=True):
        assert found.feed.link == "https://cchc.example/tin-tuc/"
        assert [link.href for link in found.feed.links if link.rel == "self"] == [
            f"https://cchc.example/tin-tuc/{name}"
        ]


def test_a_feed_says_language_time_to_live_and_who_answers_for_it(make_site):
    rss, atom = parsed(make_site({}))
    assert rss.feed.language == atom.feed.language == "vi"
    assert rss.feed.ttl == "60"
    assert atom.feed.author == "Ủy ban nhân dân tỉnh Mẫu"


def test_content_is_whole_and_its_links_are_absolute(make_site):
    for found in parsed(make_site(with_post())):
        assert found.entries[0].content[0].type == "text/html"
        assert 'href="https://cchc.example/van-ban/345-qd/"' in found.entries[0].content[0].value


def test_characters_that_xml_cannot_hold_are_left_out(make_site):
    assert r"&#1;" in with_post()["news/hop.yml"]
    for data in written(make_site(with_post())):
        assert b"\x01" not in data
        assert not feedparser.parse(data).bozo


def test_a_summary_is_text_whatever_is_in_it(make_site):
    for found in parsed(make_site(with_post())):
        assert found.entries[0].summary == "Họp về 5 &lt; 6 &amp; kế hoạch."
        assert found.entries[0].summary_detail.type == "text/html"


def test_a_post_without_a_summary_is_summed_up_by_its_text(make_site):
    for found in parsed(make_site(with_post())):
        assert found.entries[1].summary == "Một tin không có tóm tắt."


def test_markup_in_a_title_stays_text(make_site):
    for data in written(make_site(with_post("<script>alert(1)</script> R&D"))):
        assert b"<script" not in data
        assert b"<title>&lt;script&gt;alert(1)&lt;/script&gt; R&amp;D</title>" in data


def test_authors_are_named_as_posts_name_them_and_never_as_addresses(make_site):
    rss, atom = written(make_site(with_post()))
    names = ["Cao Hải – Sở Nội vụ", "Sở Nội vụ tỉnh Mẫu"]
    assert re.findall("<dc:creator>(.*?)</dc:creator>", rss.decode())[:2] == names
    assert "<author>" not in rss.decode()
    assert [author.name for author in feedparser.parse(atom).entries[0].authors] == names
    assert feedparser.parse(atom).entries[2].author == "Sở Nội vụ tỉnh Mẫu"


def test_categories_are_the_lists_of_a_record(make_site):
    _, atom = parsed(make_site(with_post()))
    tags = {(tag.scheme + tag.term + "/", tag.label) for tag in atom.entries[0].tags}
    assert tags == {
        ("https://cchc.example/tin-tuc/", "Tin tức"),
        ("https://cchc.example/co-quan/so-noi-vu/", "Sở Nội vụ tỉnh Mẫu"),
        ("https://cchc.example/dia-phuong/mau/", "Tỉnh Mẫu"),
        ("https://cchc.example/linh-vuc/the-che/", "Cải cách thể chế"),
    }
    assert ("https://cchc.example/van-ban/loai/", "quyet-dinh") in {(t.scheme, t.term) for t in atom.entries[2].tags}


def test_atom_brings_all_files_and_rss_the_first(make_site):
    first = {"href": "https://cchc.example/tep/so%20lieu.csv", "type": "text/csv", "length": "4"}
    second = {"href": "https://cchc.example/tep/bao-cao.pdf", "type": "application/pdf", "length": "9"}
    rss, atom = parsed(make_site(with_post()))
    assert rss.entries[0].enclosures == [first]
    assert atom.entries[0].enclosures == [{**first, "title": "Số liệu"}, {**second, "title": "Báo cáo"}]
    assert atom.entries[0].link == rss.entries[0].link == "https://cchc.example/tin-tuc/2026/03/30/hop/"


def ids(site: Site) -> list[str]:
    rss, atom = parsed(site)
    assert [entry.id for entry in rss.entries] == [entry.id for entry in atom.entries]
    return [entry.id for entry in atom.entries]


def test_ids_are_alike_in_both_formats_and_each_a_urn_of_its_own(make_site):
    found = ids(make_site(with_post()))
    assert len(set(found)) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id_) for id_ in found)


def test_ids_outlast_new_titles_moved_pages_and_https(make_site):
    before = ids(make_site(with_post(), base_url="http://cchc.example"))
    moved = with_post("Tiêu đề khác", "id: hop-ban\nformer_addresses: [/tin-tuc/2026/03/30/hop/, /tin-tuc/hop-2/]\n")
    assert ids(make_site(moved)) == before


def test_two_portals_never_share_an_id(make_site):
    here = ids(make_site(with_post()))
    there = ids(make_site(with_post(), base_url="https://khac.example"))
    assert not set(here) & set(there)


def test_nothing_unpublished_is_in_any_feed(small_site):
    for feed in plan_feeds(small_site):
        assert all(b"7319" not in data for data in written(small_site, feed.url))


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + (b"\x00\x00\x00\x58\x00\x00\x00\x1f" + bytes(5))


ICON = Artifact("tai-nguyen/feed-icon.1.png", PNG.replace(b"\x00\x00\x00\x58", b"\x00\x00\x00\x90"))
ICON_OF_RSS = ("https://cchc.example/tai-nguyen/feed-icon.1.png", 144, 31)
EMBLEM = "https://cchc.example/tep/anh/bieu%20trung.png"


@pytest.mark.parametrize(
    ("data", "dots"),
    [
        (PNG, (EMBLEM, 88, 31)),
        (PNG.replace(b"\x00\x00\x00\x58", b"\x00\x00\x00\x91"), ICON_OF_RSS),
        (b"<svg/>", ICON_OF_RSS),
    ],
)
def test_the_emblem_of_the_agency_is_the_picture_of_its_feeds_where_they_may_show_it(make_site, tmp_path, data, dots):
    file = tmp_path / "content" / "files" / "anh" / "bieu trung.png"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    brand = brand_of(make_site({}, owner="emblem: anh/bieu trung.png"), icon=ICON)
    assert (brand.logo, brand.dots) == (EMBLEM, dots)


def test_a_portal_without_an_emblem_shows_its_icon_in_feeds(make_site):
    brand = brand_of(make_site({}), icon=ICON)
    assert (brand.logo, brand.dots) == (ICON_OF_RSS[0], ICON_OF_RSS)


def test_feeds_say_what_hub_and_address_the_portal_is_reached_by(make_site):
    brand = brand_of(make_site({}, more="feeds: {hub: 'https://hub.example/'}\ncontact: {email: a@b.example}"))
    assert (brand.hub, brand.email) == ("https://hub.example/", "a@b.example")


def test_a_post_brings_its_first_picture(make_site, tmp_path):
    file = tmp_path / "content" / "files" / "anh.png"
    file.parent.mkdir(parents=True)
    file.write_bytes(PNG)
    post = "title: A\nposted_at: 01/02/2026\nimages: [{file: anh.png, alt: Ảnh}]\n"
    item = json.loads(artifacts(make_site({"news/a.yml": post}))[2].data)["items"][0]
    assert item["image"] == "https://cchc.example/tep/anh.png"


def test_links_within_a_record_lead_to_its_page(make_site):
    post = 'title: A\nposted_at: 01/02/2026\nbody: |\n  [Mục](#muc "a > b") và `<a href="#x">`\n'
    for found in parsed(make_site({"news/a.yml": post})):
        assert 'href="https://cchc.example/tin-tuc/2026/02/01/a/#muc"' in found.entries[0].content[0].value
        assert '&lt;a href="#x"&gt;' in found.entries[0].content[0].value
