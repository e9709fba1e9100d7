"""Builds as a whole: the same from the same, whole or not at all, and no more work than there is."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import generator.outputs.searchshards
import generator.pipeline
from generator.blueprint import load_theme, outline_site, page_makers, plan_pages
from generator.pipeline import Job, check
from generator.publish.scan import scan_page
from generator.vn.dates import TIME_ZONE

SMALL = Path(__file__).parent / "sites" / "small"
DAY = datetime(2026, 6, 1, 23, 59, 59, tzinfo=TIME_ZONE)
AGENCY = "name: Sở Nội vụ\nkind: department\n"
POST = "title: Một tin\nposted_at: 01/02/2026 08:00:00\nbody: Nội dung.\n"
CONFIG = "name: Cổng\ndescription: Để thử.\nbase_url: https://cchc.example\nowner: {name: Ủy ban}\n"
INDEX = re.compile(r"tim-kiem/chi-muc-[0-9a-f]{12}/")


def codes(built: Any) -> list[str]:
    return [problem.code for problem in built.outcome.problems]


def indexes(files: Iterable[str]) -> set[str]:
    return {found[0] for path in files if (found := INDEX.match(path))}


def folders_of(files: Mapping[str, bytes]) -> set[str]:
    """Return the folders that the search page of a release leads to."""
    (heads,) = re.findall(r'data-index="../([^"]+)"', files["tim-kiem/index.html"].decode())
    manifest = json.loads(files[f"{heads}search.json"])
    beside = (manifest["engine"], *manifest["shards"])
    return {heads, *(f"tim-kiem/{folder.removeprefix('../')}" for folder in beside)}


def inodes(built: Any) -> dict[str, int]:
    return {path: (built.outcome.release.root / path).stat().st_ino for path in built.files}


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def refuse(*_: object) -> Path:
    raise AssertionError("a shard is built")


# The same from the same


def test_two_builds_of_one_tree_are_byte_identical(small, build_portal, tmp_path):
    assert build_portal(small.job.root, tmp_path / "site").files == small.files


def test_two_processes_make_what_one_makes(own, build_portal, tmp_path):
    assert own.outcome.pages > 200  # what is less is made in one process, whatever is asked for
    assert build_portal(own.job.root, tmp_path / "site", now=own.job.now, jobs=2).files == own.files


def test_a_second_build_leaves_the_release_as_it_is(small_copy, build_portal, tmp_path):
    first = build_portal(small_copy, tmp_path / "site")
    before = inodes(first)
    second = build_portal(small_copy, tmp_path / "site")
    assert second.outcome.release.id == first.outcome.release.id
    assert inodes(second) == before


def test_a_build_takes_nothing_of_the_clock(small, build_portal, tmp_path, monkeypatch):
    later = small.job.now.replace(day=2, hour=5)
    monkeypatch.setenv("TZ", "America/New_York")
    assert build_portal(small.job.root, tmp_path / "site", now=later).files == small.files


# No more work than there is


def test_a_changed_body_changes_what_shows_it_and_links_the_rest(small_copy, build_portal, tmp_path):
    before = build_portal(small_copy, tmp_path / "site")
    old_files = before.files
    rewrite(small_copy / "content/news/2026/tin-ngan.md", "Một tin ngắn.", "Một tin dài hơn.")
    after = build_portal(small_copy, tmp_path / "site")
    page = "tin-tuc/2026/04/01/tin-ngan/"
    places = ("", "tin-tuc/", "tin-tuc/tac-gia/van-phong-so/", "co-quan/so-noi-vu/", "co-quan/so-noi-vu-cu/")
    feeds = {f"{place}{name}" for place in places for name in ("rss.xml", "atom.xml", "feed.json")}
    changed = {path for path in old_files if after.files[path] != old_files[path]}
    archives = {"rss-2.xml", "atom-2.xml", "feed-2.json"}  # of the older records
    assert changed == {f"{page}index.html", f"{page}index.json", "tim-kiem/index.html", *feeds, *archives}
    new_folders = indexes(set(after.files) - set(old_files))
    assert new_folders == indexes(after.files) - indexes(old_files)
    assert len(new_folders) == 2, "the heads and the one shard of a small site"
    old, new = inodes(before), inodes(after)
    assert {path for path in set(old_files) - changed if old[path] != new[path]} == set()


def test_a_changed_title_changes_the_lists_that_name_it(small_copy, build_portal, tmp_path):
    old_files = build_portal(small_copy, tmp_path / "site").files
    rewrite(small_copy / "content/news/2026-04-02-tin-yml.yml", "Tin viết trong tệp YAML", "Tin có tên mới")
    new_files = build_portal(small_copy, tmp_path / "site").files
    changed = {path for path in old_files if new_files.get(path) != old_files[path] and path.endswith("html")}
    assert changed == {
        "index.html",
        "thay-doi/index.html",
        "tim-kiem/index.html",
        "tin-tuc/index.html",
        "tin-tuc/2026/index.html",
        "tin-tuc/2026/04/index.html",
        "so-do/theo-ten/t/index.html",
        "du-lieu/news/index.html",  # how many bytes its files have
        *(path for path in old_files if re.fullmatch(r"tin-tuc/2026/\d\d/\d\d/.*/index\.html", path)),
    }


def test_the_index_is_kept_while_its_documents_are_the_same(small_copy, build_portal, tmp_path, monkeypatch):
    first = build_portal(small_copy, tmp_path / "site")
    rewrite(small_copy / "site_config.yml", "notice: Cổng minh họa", "notice: Cổng thử")
    monkeypatch.setattr(generator.pipeline, "build_folder", refuse)
    second = build_portal(small_copy, tmp_path / "site")
    assert second.outcome.release.id != first.outcome.release.id
    assert indexes(second.files) == indexes(first.files) != set()


def test_a_full_build_makes_the_index_anew(small_copy, build_portal, tmp_path, monkeypatch):
    build_portal(small_copy, tmp_path / "site")
    monkeypatch.setattr(generator.pipeline, "build_folder", refuse)
    with pytest.raises(AssertionError, match="a shard is built"):
        build_portal(small_copy, tmp_path / "site", full=True)


def test_a_new_index_has_a_new_name_and_the_old_one_lives_for_one_more_release(small_copy, build_portal, tmp_path):
    post = small_copy / "content/news/2026/tin-ngan.md"
    (small_copy / "theme/assets").mkdir(parents=True)
    theme = small_copy / "theme/assets/favicon.svg"
    theme.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    first = build_portal(small_copy, tmp_path / "site").files
    rewrite(post, "Một tin ngắn.", "Một tin thứ hai.")
    theme.write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    second = build_portal(small_copy, tmp_path / "site").files
    rewrite(post, "Một tin thứ hai.", "Một tin thứ ba.")
    third = build_portal(small_copy, tmp_path / "site").files
    (old_icon,) = {path for path in first if "/favicon." in path}
    own = {release: folders_of(files) for release, files in enumerate((first, second, third))}
    old = own[0] - own[1]
    assert len(old) == 2, "heads and shard; the engine is that of every release"
    assert indexes(second) == own[0] | own[1]
    assert old_icon in second
    assert indexes(third) == own[1] | own[2]
    assert old_icon not in third


@pytest.fixture
def many(small_copy, monkeypatch):
    """The small portal as if it were too large for one shard."""
    monkeypatch.setattr(generator.outputs.searchshards, "SHARD_LIMIT", 3)
    return small_copy


def test_a_changed_document_makes_its_own_shard_and_the_heads_anew(many, build_portal, tmp_path):
    before = build_portal(many, tmp_path / "site").files
    rewrite(many / "content/news/2026/tin-ngan.md", "Một tin ngắn.", "Một tin dài hơn.")
    after = build_portal(many, tmp_path / "site").files
    old, new = folders_of(before), folders_of(after)
    assert len(old) > 6
    assert len(new - old) == len(old - new) == 2
    changed = {path for path in set(after) - set(before) if INDEX.match(path)}
    assert indexes(changed) == new - old


def test_two_builds_of_many_shards_are_byte_identical(many, build_portal, tmp_path):
    first = build_portal(many, tmp_path / "1", jobs=1)
    second = build_portal(many, tmp_path / "2", jobs=2)
    assert first.files == second.files


# Whole or not at all


def test_problems_leave_what_is_served_and_say_where_they_are(small_copy, build_portal, tmp_path):
    good = build_portal(small_copy, tmp_path / "site", search=False)
    served = good.job.output.readlink()
    rewrite(small_copy / "content/news/2026/tin-ngan.md", "Một tin ngắn.", "Xem [ở đây](/van-ban/khong-co/).")
    bad = build_portal(small_copy, tmp_path / "site", search=False)
    assert bad.outcome.release is None
    assert bad.job.output.readlink() == served
    assert bad.files == good.files
    (fault,) = [problem for problem in bad.outcome.problems if not problem.is_notice]
    assert (fault.code, fault.span.path, fault.span.line) == ("MB060", "content/news/2026/tin-ngan.md", 8)
    assert not list((tmp_path / ".site.releases").glob("tmp-*"))


def test_problems_of_the_content_stop_the_build_before_it_begins(small_copy, build_portal, tmp_path):
    (small_copy / "content/news/sai.yml").write_text("title: [\n")
    (small_copy / "content/news/thieu.yml").write_text("title: Thiếu ngày\n")
    built = build_portal(small_copy, tmp_path / "site", search=False)
    assert {problem.span.path for problem in built.outcome.problems if not problem.is_notice} == {
        "content/news/sai.yml",
        "content/news/thieu.yml",
    }
    assert not built.job.output.exists()


def test_a_record_that_cannot_be_loaded_is_all_that_is_told(small_copy, build_portal, tmp_path):
    (small_copy / "content/agencies/ubnd-tinh-mau.yml").write_text("name: [\n")
    rewrite(small_copy / "content/documents/2026/ke-hoach-2026.md", "order: 1.1\n", "order: a\n")
    built = build_portal(small_copy, tmp_path / "site", search=False)
    assert {(problem.code, problem.span.path) for problem in built.outcome.problems if not problem.is_notice} == {
        ("MB010", "content/agencies/ubnd-tinh-mau.yml"),
        ("MB025", "content/documents/2026/ke-hoach-2026.md"),
    }


def test_a_record_that_takes_the_address_of_a_list_is_refused(make_portal, build_portal, tmp_path):
    cites = {"news/tin.md": "---\ntitle: Tin\nposted_at: 01/02/2026\n---\nTheo Nghị quyết 30c/NQ-CP.\n"}
    taken = "issuer: so-noi-vu\nnumber: 1/QĐ-SNV\nissued_on: 01/02/2026\nsubject: Tên của một trang khác\n"
    root = make_portal({**cites, "agencies/so-noi-vu.yml": AGENCY, "documents/chua-co.yml": taken})
    built = build_portal(root, tmp_path / "site", search=False)
    assert [(problem.code, problem.span.path) for problem in built.outcome.problems] == [
        ("MB036", "content/documents/chua-co.yml")
    ]
    assert "/van-ban/chua-co/" in built.outcome.problems[0].message


@pytest.mark.parametrize(
    "former",
    [
        "/rss.xml/",
        "/index.html/",
        "/404.html/cu/",
        "/co-quan/so-noi-vu/index.json/",
        "/feed.json/",
        "/tin-tuc/atom-2.xml/",
        "/tin-tuc/rss-2.xml/",
        "/rss/tat-ca.opml/",
    ],
)
def test_a_former_address_below_a_file_of_the_site_is_refused(make_portal, build_portal, tmp_path, former):
    root = make_portal({"agencies/so-noi-vu.yml": f"{AGENCY}former_addresses: [{former}]\n"})
    built = build_portal(root, tmp_path / "site", search=False)
    assert [(problem.code, problem.span.path) for problem in built.outcome.problems] == [
        ("MB036", "content/agencies/so-noi-vu.yml")
    ]


def test_a_navigation_that_leads_nowhere_is_told_once_and_at_its_place(small_copy, build_portal, tmp_path):
    rewrite(small_copy / "site_config.yml", "url: /chi-so/", "url: /khong-co/")
    built = build_portal(small_copy, tmp_path / "site", search=False)
    (fault,) = [problem for problem in built.outcome.problems if not problem.is_notice]
    assert (fault.code, fault.span.path) == ("MB060", "site_config.yml")
    assert "/khong-co/" in fault.message


def test_an_item_of_the_legal_list_that_leads_nowhere_is_told_at_its_place(small_copy, build_portal, tmp_path):
    config = small_copy / "site_config.yml"
    items = "disclosure: [{item: Có, address: /van-ban/}, {item: Không, address: /khong-co/}]\n"
    config.write_text(config.read_text("utf-8") + items, "utf-8")
    built = build_portal(small_copy, tmp_path / "site", search=False)
    (fault,) = {problem for problem in built.outcome.problems if "disclosure" in problem.hint}
    assert (fault.code, fault.span.path) == ("MB060", "site_config.yml")
    assert "/khong-co/" in fault.message


def test_a_navigation_to_the_search_is_left_out_with_the_search(small_copy, build_portal, tmp_path):
    rewrite(small_copy / "site_config.yml", "url: /chi-so/", "url: /tim-kiem/")
    assert build_portal(small_copy, tmp_path / "site").pages["/"].xpath("//nav//a[@href='tim-kiem/']")
    assert build_portal(small_copy, tmp_path / "site", search=False).outcome.release


def test_a_record_that_vanishes_is_missed(small_copy, build_portal, tmp_path):
    build_portal(small_copy, tmp_path / "site", search=False)
    (small_copy / "content/procedures/ket-hon.yml").unlink()
    built = build_portal(small_copy, tmp_path / "site", search=False)
    (notice,) = [problem for problem in built.outcome.problems if problem.code == "MB084"]
    assert notice.span.path == "/thu-tuc/2.000002.h99/"
    assert built.outcome.release
    assert "MB084" not in codes(build_portal(small_copy, tmp_path / "site", search=False))


def test_a_record_that_moves_and_says_so_is_not_missed(small_copy, build_portal, tmp_path):
    build_portal(small_copy, tmp_path / "site", search=False)
    agencies = small_copy / "content/agencies"
    old = (agencies / "phong-cai-cach.yml").read_text()
    (agencies / "phong-cai-cach.yml").unlink()
    (agencies / "phong-cchc.yml").write_text(f"{old}former_addresses: [/co-quan/phong-cai-cach/]\n")
    rewrite(small_copy / "content/documents/2026/ke-hoach-2026.md", "phong-cai-cach", "phong-cchc")
    built = build_portal(small_copy, tmp_path / "site", search=False)
    assert "MB084" not in codes(built)
    assert b'url=../../co-quan/phong-cchc/"' in built.files["co-quan/phong-cai-cach/index.html"]


# Portals of other shapes


def test_a_former_address_leads_on_without_a_script(small):
    data = small.files["van-ban/quyet-dinh-345/index.html"].decode()
    assert 'http-equiv="refresh" content="0; url=../../van-ban/345-qd-ubnd/"' in data
    assert '<link rel="canonical" href="https://cchc.tinhmau.example/van-ban/345-qd-ubnd/">' in data
    assert '<a href="../../van-ban/345-qd-ubnd/">' in data
    assert b"/van-ban/quyet-dinh-345/" not in small.files["sitemap.xml"]


def test_a_site_without_search_neither_has_nor_offers_it(small, build_portal, tmp_path):
    built = build_portal(small.job.root, tmp_path / "site", search=False)
    assert built.outcome.release
    assert [path for path in built.files if path.startswith("tim-kiem/")] == []
    assert [url for url, page in built.pages.items() if page.xpath("//@href[contains(., 'tim-kiem')] | //form")] == []


def test_a_feature_that_is_switched_off_is_not_there(small_copy, build_portal, tmp_path):
    rewrite(small_copy / "site_config.yml", "{search: true, json_twins: true}", "{search: no, json_twins: no}")
    built = build_portal(small_copy, tmp_path / "site")
    assert [path for path in built.files if path.startswith("tim-kiem/") or path.endswith("/index.json")] == []
    offers = "//link[@type='application/json'][contains(@href, 'index.json')] | //form[@role='search']"
    assert [url for url, page in built.pages.items() if page.xpath(offers)] == []


def test_a_portal_without_any_record_is_a_site(make_portal, build_portal, tmp_path):
    built = build_portal(make_portal({}), tmp_path / "site")
    assert built.outcome.problems == ()
    assert built.outcome.release
    assert {"index.html", "404.html", "rss.xml", "van-ban/index.html", "so-do/index.html"} <= set(built.files)
    assert "Chưa có văn bản nào." in built.words("/van-ban/")


def test_a_site_below_a_folder_links_within_it(make_portal, build_portal, tmp_path):
    files = {"agencies/so-noi-vu.yml": AGENCY, "news/tin.yml": POST}
    root = make_portal(files, CONFIG.replace("https://cchc.example", "https://tinh.example/cchc"))
    built = build_portal(root, tmp_path / "site", search=False)
    addresses = built.pages["/404.html"].xpath("//@href | //@src | //@action")
    elsewhere = ("#", "http://purl.org/", "/cchc/")
    assert [address for address in addresses if not address.startswith(elsewhere)] == []
    assert any(address.startswith("/cchc/") for address in addresses)
    page = built.pages["/tin-tuc/2026/02/01/tin/"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://tinh.example/cchc/tin-tuc/2026/02/01/tin/"]
    assert page.xpath("//@href[starts-with(., '/')]") == []
    twin = json.loads(built.files["tin-tuc/2026/02/01/tin/index.json"])
    assert twin["url"] == "https://tinh.example/cchc/tin-tuc/2026/02/01/tin/"
    assert b"https://tinh.example/cchc/tin-tuc/2026/02/01/tin/" in built.files["rss.xml"]


def test_a_field_without_letters_of_an_address_still_has_its_list(make_portal, build_portal, tmp_path):
    root = make_portal({"procedures/1.yml": "code: '1.000001'\nname: Thủ tục lạ\nfield: § ?!\n"})
    built = build_portal(root, tmp_path / "site", search=False)
    (address,) = built.pages["/thu-tuc/1.000001/"].xpath("//nav[@class='breadcrumbs']//li[last()]/a/@href")
    assert re.fullmatch(r"\.\./\.\./thu-tuc/linh-vuc/[0-9a-f]{12}/", address)
    assert "Thủ tục lạ" in built.words(address.removeprefix("../.."))


def test_pages_read_as_frame_and_own_part_have_the_facts_of_the_whole_page(tmp_path: Path) -> None:
    site, _ = check(Job(SMALL, SMALL / "site_config.yml", SMALL / "content", tmp_path / "site", DAY))
    assert site
    seen = 0
    outline = outline_site(site, search=True)
    for maker in page_makers(outline, plan_pages(outline), (), load_theme(outline.site, SMALL)):
        for artifact in maker():
            if artifact.frame:
                apart, whole = scan_page(artifact), scan_page(replace(artifact, frame=b"", own=b""))
                assert replace(apart, links=()) == replace(whole, links=())
                assert sorted(apart.links) == sorted(whole.links), artifact.path
                seen += 1
    assert seen > 100
