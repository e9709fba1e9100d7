"""The feed of changes, and what outputs say of withdrawn records."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import partial

import feedparser
import pytest
from lxml import etree

from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.outputs.change_feed import change_feed_artifacts
from generator.outputs.feeditems import brief_item, last_change
from generator.outputs.feeds import brand_of, feed_artifacts
from generator.outputs.redirects import redirects
from generator.outputs.searchdocs import search_documents
from generator.outputs.sitemap import sitemap_artifacts
from generator.outputs.twins import twin_artifact, withdrawn_twin
from generator.pages import change_list
from generator.pages.change_list import change_feed
from generator.pages.feeds import plan_feeds
from generator.pages.withdrawn import withdrawn_pages

MakeSite = Callable[..., Site]

DOCUMENT = "number: 12/QĐ-UBND\nissuer: so-noi-vu\nissued_on: 02/03/2026\nsubject: Trích yếu\n"
GONE = "withdrawn: {on: 05/03/2026, reason: Đăng nhầm., instead: /van-ban/moi/}\n"


def posts(count: int) -> dict[str, str]:
    return {
        f"news/t{n}.yml": f"title: Tin {n}\nposted_at: {n:02}/03/2026 08:00:00\nauthors: Cao Hải\n"
        for n in range(1, count + 1)
    }


def feed_files(site: Site) -> dict[str, Artifact]:
    made = change_feed_artifacts(site, change_feed(site), brand_of(site), lambda change: f"<p>{change.label}</p>")
    return {artifact.path: artifact for artifact in made}


def test_each_change_is_an_item_with_its_day_its_words_and_its_page(make_site: MakeSite) -> None:
    site = make_site({"news/t.yml": posts(1)["news/t1.yml"], "documents/d.yml": DOCUMENT + GONE})
    read = feedparser.parse(feed_files(site)["thay-doi/atom.xml"].data)
    assert [(entry.title, entry.link, entry.published) for entry in read.entries] == [
        ("Đã rút: 12/QĐ-UBND: Trích yếu", "https://cchc.example/van-ban/d/", "2026-03-05T00:00:00+07:00"),
        ("Mới: Tin 1", "https://cchc.example/tin-tuc/2026/03/01/t/", "2026-03-01T08:00:00+07:00"),
    ]
    assert read.entries[0].summary == "Đăng nhầm."
    assert read.entries[1].author == "Cao Hải"
    assert [tag.term for tag in read.entries[0].tags] == ["withdrawn"]


def test_archives_go_back_over_what_is_listed_and_keep_their_items_and_names(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_list, "_NEWEST", 5)

    def ids(count: int) -> dict[str, list[str]]:
        made = feed_files(make_site(posts(count), more="feeds: {items: 2}"))
        return {
            path: [item["title"] for item in json.loads(a.data)["items"]] for path, a in made.items() if "json" in path
        }

    assert ids(9) == {
        "thay-doi/feed.json": ["Mới: Tin 9", "Mới: Tin 8"],
        "thay-doi/feed-3.json": ["Mới: Tin 6", "Mới: Tin 5"],
        "thay-doi/feed-4.json": ["Mới: Tin 8", "Mới: Tin 7"],
    }
    assert ids(11) == {
        "thay-doi/feed.json": ["Mới: Tin 11", "Mới: Tin 10"],
        "thay-doi/feed-4.json": ["Mới: Tin 8", "Mới: Tin 7"],
        "thay-doi/feed-5.json": ["Mới: Tin 10", "Mới: Tin 9"],
    }


def test_a_withdrawn_record_leaves_feeds_search_and_data_and_its_twin_is_the_notice(make_site: MakeSite) -> None:
    secret = "former_addresses: [/van-ban/cu/]\n" + DOCUMENT + "body: Bí mật\n" + GONE
    site = make_site({"documents/d.yml": secret, "documents/moi.yml": DOCUMENT.replace("12/", "13/")})
    assert {key for feed in plan_feeds(site) for key in (*feed.items, *feed.history)} == {("documents", "moi")}
    assert [one.url for one in search_documents(site) if "/van-ban/" in one.url] == ["/van-ban/moi/"]
    assert list(redirects(site)) == [("/van-ban/cu/", "/van-ban/d/", "content/documents/d.yml")]
    twin = withdrawn_twin(site, site.withdrawn["documents", "d"])
    assert twin.path == "van-ban/d/index.json"
    assert json.loads(twin.data) == {
        "url": "https://cchc.example/van-ban/d/",
        "record_kind": "documents",
        "id": "d",
        "title": "Trích yếu",
        "number": "12/QĐ-UBND",
        "withdrawn": {
            "on": "2026-03-05",
            "reason": "Đăng nhầm.",
            "instead": "https://cchc.example/van-ban/moi/",
        },
    }


def atom_of(site: Site, url: str) -> bytes:
    (feed,) = [feed for feed in plan_feeds(site) if feed.url == url]
    item_of = partial(brief_item, site)
    files = feed_artifacts(site, feed, brand_of(site), item_of, item_of)
    return next(artifact.data for artifact in files if artifact.path.endswith("atom.xml"))


@pytest.mark.parametrize(("url", "tells"), [("/", True), ("/van-ban/", True), ("/tin-tuc/", False)])
def test_atom_tells_its_readers_to_take_a_withdrawn_record_out(make_site: MakeSite, url: str, tells: bool) -> None:
    moved = "former_addresses: [/van-ban/cu/]\n" + DOCUMENT
    (before,) = feedparser.parse(atom_of(make_site({"documents/d.yml": moved}), "/van-ban/")).entries
    root = etree.fromstring(atom_of(make_site({"documents/d.yml": moved + GONE}), url))
    found = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert [dict(one.attrib) for one in found] == (
        [{"ref": before.id, "when": "2026-03-05T00:00:00+07:00"}] if tells else []
    )


def test_a_twin_refers_to_a_withdrawn_record_by_its_notice(make_site: MakeSite) -> None:
    files = {
        "documents/d.yml": DOCUMENT + GONE,
        "documents/moi.yml": DOCUMENT.replace("12/", "13/") + "relations: {amends: d}\n",
    }
    twin = json.loads(twin_artifact(make_site(files), ("documents", "moi")).data)
    assert twin["relations"]["amends"] == [
        {"id": "d", "url": "https://cchc.example/van-ban/d/", "name": "12/QĐ-UBND (đã rút)"}
    ]


def test_crawlers_are_not_led_to_notices(make_site: MakeSite) -> None:
    site = make_site({"documents/d.yml": DOCUMENT + GONE})
    (page,) = withdrawn_pages(site)
    written = b"".join(a.data for a in sitemap_artifacts(site, [page], lambda _: None))
    assert not re.search(rb"/van-ban/d/", written)


def test_a_correction_is_the_last_change_of_a_record(make_site: MakeSite) -> None:
    site = make_site(
        {"documents/d.yml": DOCUMENT + "changes: [{on: 09/03/2026, what: Sửa}, {on: 04/03/2026, what: Sửa}]\n"}
    )
    changed = last_change(site, ("documents", "d"))
    assert changed
    assert changed.date() == date(2026, 3, 9)
