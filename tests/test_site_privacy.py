"""Drafts and what is dated in the future are nowhere in the output, and in the right places once they are published."""

import json
import re
import shutil
from datetime import datetime

import pytest

from generator.vn.dates import TIME_ZONE

# In text the marker stands apart, so that a digest that happens to hold these digits is not taken for it.
MARKER = re.compile(rb"(?<![0-9a-f])7319(?![0-9a-f])|(?<![0-9])7320/|nh[\xc3\xa1a]{1,2}p-7319", re.IGNORECASE)
LATER = datetime(2099, 1, 2, 12, tzinfo=TIME_ZONE)


def leaks(built):
    """Return the files that name what is not published, in their path or in their content, packed or not."""
    packed = {path for path, data in built.fragments() if b"7319" in data or b"7320/" in data}
    named = {path for path, data in built.files.items() if MARKER.search(path.encode()) or MARKER.search(data)}
    return packed | named


@pytest.fixture(scope="module")
def later(small, build_portal, tmp_path_factory):
    """The small portal on a day when its posts and documents of the future are out; its drafts still are not."""
    return build_portal(small.job.root, tmp_path_factory.mktemp("later") / "site", now=LATER)


@pytest.fixture(scope="module")
def opened(small, build_portal, tmp_path_factory):
    """The small portal without a draft or a future, on that later day."""
    root = shutil.copytree(small.job.root, tmp_path_factory.mktemp("opened") / "portal")
    for file in root.rglob("*7319*"):
        if file.suffix in (".yml", ".md"):
            file.write_text(file.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    return build_portal(root, root.parent / "site", now=LATER)


def test_nothing_unpublished_is_anywhere_in_the_output(small):
    assert leaks(small) == set()


def test_the_search_for_leaks_sees_every_place_where_something_published_shows(opened):
    found = leaks(opened)
    for part in (
        "index.html",
        "rss.xml",
        "atom.xml",
        "sitemap.xml",
        "tep/van-ban/nhap-7319.txt",
        "van-ban/ban-nhap-7319/index.html",
        "van-ban/ban-nhap-7319/index.json",
        "van-ban/345-qd-ubnd/index.html",
        "van-ban/345-qd-ubnd/index.json",
        "tin-tuc/2026/03/30/hop-ban-chi-dao/index.html",
        "co-quan/index.html",
        "co-quan/so-noi-vu/atom.xml",
        "rss/index.html",
        "chi-so/ho-so-dung-han/index.html",
        "nhiem-vu/index.html",
        "nhiem-vu/ke-hoach-2026/1/index.html",
        "van-ban/ke-hoach-2026/index.html",
        "van-ban/ke-hoach-2026/index.json",
    ):
        assert part in found, part
    packed = {path.rpartition("/")[2].partition("-")[0] for path in found if path.endswith(".mb")}
    assert packed >= {"words", "texts", "facts", "facets.mb", "part.mb"}
    assert {path.rpartition(".")[2] for path in found if ".pf_" in path} >= {"pf_fragment", "pf_index"}


def test_a_post_of_the_future_comes_out_on_its_day_everywhere(later):
    page = "tin-tuc/2099/01/01/tin-tuong-lai-7319/"
    assert {
        f"{page}index.html",
        f"{page}index.json",
        "index.html",
        "tin-tuc/index.html",
        "tin-tuc/2099/01/index.html",
        "co-quan/so-noi-vu/index.html",
        "co-quan/so-noi-vu/rss.xml",
        "sitemap.xml",
        "van-ban/tuong-lai-7319/index.html",
    } <= leaks(later)
    assert [path for path in later.files if "nhap-7319" in path] == []


def test_a_link_to_a_post_of_the_future_is_plain_words_until_its_day(small, later):
    url = "/tin-tuc/2026/03/30/hop-ban-chi-dao/"
    assert "tin tới đây" in small.words(url)
    assert small.pages[url].xpath("//a[. = 'tin tới đây']") == []
    assert len(later.pages[url].xpath("//a[. = 'tin tới đây']")) == 1


def figures(built):
    """Return what the home page counts: section → number."""
    links = built.pages["/"].xpath("//ul[@class='figures']//a")
    return {link.get("href").removeprefix("./"): int(link.xpath("string(strong)")) for link in links}


def records_below(built, section):
    twins = [path for path in built.present if re.fullmatch(rf"{section}(?:\d+/\d+/\d+/)?[^/]+/index\.json", path)]
    return sum("withdrawn" not in json.loads(built.files[path]) for path in twins)


@pytest.mark.parametrize("day", ["small", "later"])
def test_the_figures_of_the_home_page_count_what_is_published(day, request):
    built = request.getfixturevalue(day)
    counted = figures(built)
    for section in ("van-ban/", "thu-tuc/", "tin-tuc/", "co-quan/"):
        assert counted[section] == records_below(built, section), section


def test_counts_beside_links_are_those_of_the_lists_they_lead_to(small):
    checked = 0
    for url in ("/van-ban/", "/tin-tuc/", "/thu-tuc/"):
        for link in small.pages[url].xpath("//details//li"):
            target = link.xpath("string(a/@href)").removeprefix("..")
            count = int(link.xpath("string(span[@class='count'])"))
            told = re.search(r"(\d+) (?:văn bản|tin|thủ tục)\b", small.words(target))
            if told:
                assert int(told[1]) == count, target
                checked += 1
    assert checked > 10


def test_twins_of_what_refers_to_a_draft_keep_no_trace_of_it(small):
    twin = json.loads(small.files["tin-tuc/2026/03/30/hop-ban-chi-dao/index.json"])
    assert [agency["id"] for agency in twin["agencies"]] == ["so-noi-vu", "ubnd-tinh-mau"]
    assert len(twin["authors"]) == 3
