"""What every page of a portal has, and what the pages of the real records say."""

import json
import re
from itertools import pairwise
from posixpath import join, normpath

import pytest

BASE = {"small": "https://cchc.tinhmau.example", "own": "https://minhbach.example.vn"}
RECORD = re.compile(r"/(?:van-ban|thu-tuc|co-quan|chi-so|ket-qua/bao-cao)/[^/]+/|/tin-tuc/\d{4}/\d\d/\d\d/[^/]+/")
NOT_RECORDS = {"/van-ban/chua-co/"}
HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module", params=["small", "own"])
def portal(request):
    return request.param, request.getfixturevalue(request.param)


def is_record(url):
    return RECORD.fullmatch(url) and url not in NOT_RECORDS


def one(found):
    (value,) = found
    return value


def at(url, address):
    """Return the file, by its path, that a relative address on a page leads to."""
    path = normpath(join(url, address))[1:]
    return f"{path}/index.html".lstrip("/") if address.endswith(("/", ".")) else path


def test_every_page_has_one_heading_of_the_first_level_and_skips_none(portal):
    for url, page in portal[1].pages.items():
        levels = [int(node.tag[1]) for node in page.get_element_by_id("noi-dung").iter(*HEADING_TAGS)]
        assert levels[0] == 1, url
        assert levels.count(1) == 1, url
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], url


def test_every_page_says_its_language_title_and_address(portal):
    name, built = portal
    titles = {}
    for url, page in built.pages.items():
        assert page.get("lang") == "vi", url
        title = page.findtext(".//title")
        assert titles.setdefault(title, url) == url, f"{title}: {url}, {titles[title]}"
        canonical = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == ([] if url == "/404.html" else [BASE[name] + url]), url


def test_every_page_below_the_home_page_leads_back_up(portal):
    for url, page in portal[1].pages.items():
        crumbs = page.xpath("//nav[@class='breadcrumbs']//a")
        if url in ("/", "/404.html"):
            assert crumbs == []
        else:
            assert crumbs[0].text == "Trang chủ", url
            assert at(url, crumbs[0].get("href")) == "index.html", url


def test_record_pages_describe_themselves_in_dublin_core(portal):
    name, built = portal
    owner = built.pages["/lien-he/"].xpath("string(//dl//dd)")
    records = [url for url in built.pages if is_record(url)]
    assert len(records) > 20
    for url in records:
        said = {meta.get("name"): meta.get("content") for meta in built.pages[url].xpath("//meta[@name]")}
        assert said["DC.title"], url
        assert said["DC.identifier"] == BASE[name] + url
        assert said["DC.publisher"] == owner
        assert said["DC.language"] == "vi"
        assert said["description"] == said["DC.description"], url


def test_dates_and_creators_of_dublin_core_are_those_of_the_record(own):
    def said(url):
        return {meta.get("name"): meta.get("content") for meta in own.pages[url].xpath("//meta[@name]")}

    post = said("/tin-tuc/2015/12/30/son-la-ke-hoach-cchc-2016-2020/")
    assert (post["DC.date"], post["DC.creator"]) == ("2015-12-30", "Cao Hải – Sở Nội vụ")
    document = said("/van-ban/son-la-2407-qd-ubnd-2021/")
    assert (document["DC.date"], document["DC.creator"]) == ("2021-10-01", "Ủy ban nhân dân tỉnh Sơn La")


def test_record_pages_have_a_twin_with_their_address(portal):
    _, built = portal
    twins = {path for path in built.present if path.endswith("/index.json")}
    assert twins == {f"{url[1:]}index.json" for url in built.pages if is_record(url)}
    for path in twins:
        twin = json.loads(built.files[path])
        page = built.pages["/" + path.removesuffix("index.json")]
        assert twin["url"] == one(page.xpath("//link[@rel='canonical']/@href"))
        assert at(f"/{path}", "../" + one(page.xpath("//link[@type='application/json']/@href"))) == path


def test_tables_say_what_they_are_of_and_which_cells_are_heads(portal):
    tables = [(url, table) for url, page in portal[1].pages.items() for table in page.iter("table")]
    assert tables
    for url, table in tables:
        assert table.xpath(".//th[not(@scope)]") == [], url
        assert table.xpath(".//th"), url
        if "table-scroll" not in table.getparent().get("class", ""):
            assert table.findtext("caption"), url
            assert (
                table.xpath("descendant-or-self::*[self::table or self::tr or self::td or self::th][not(@role)]") == []
            )


def test_a_row_has_as_many_cells_as_its_table_has_heads(portal):
    for url, page in portal[1].pages.items():
        for table in page.xpath("//table[@role='table']"):
            heads = len(table.xpath("./thead/tr/th"))
            assert {len(row.xpath("./td | ./th")) for row in table.xpath("./tbody/tr")} == {heads}, url


def test_pictures_have_a_text_in_their_place(portal):
    for url, page in portal[1].pages.items():
        assert page.xpath("//img[not(@alt)]") == [], url
        assert page.xpath("//figure/img[@alt='']") == [], url


def test_no_id_is_given_twice_and_labels_point_to_one(portal):
    for url, page in portal[1].pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), url
        named = page.xpath("//@aria-labelledby | //@aria-describedby | //label/@for | //@popovertarget")
        assert set(named) <= set(ids), url


def test_feeds_that_a_page_offers_are_there(portal):
    offers = 0
    for url, page in portal[1].pages.items():
        for link in page.xpath("//link[@rel='alternate'][contains(@type, 'xml')]"):
            assert at(url, link.get("href")) in portal[1].files, url
            assert link.get("title"), url
            offers += 1
    assert offers > 20


def test_counts_of_areas_and_provinces_are_of_records_each_counted_once(portal):
    _, built = portal
    for url in ("/linh-vuc/", "/dia-phuong/"):
        for row in built.pages[url].xpath("//*[@id='noi-dung']//li[span[@class='count']]"):
            target = "/" + at(url, row.xpath("string(a/@href)")).removesuffix("index.html")
            page = built.pages[target]
            twins = [path for path in built.present if path.endswith("/index.json")]
            concerned = sum(
                any(reference_to(target, part) for part in walk(json.loads(built.files[path]))) for path in twins
            )
            assert int(row.xpath("string(span[@class='count'])")) == concerned, (target, page.findtext(".//h1"))


def walk(value):
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(part)


def reference_to(url, part):
    return isinstance(part, dict) and "id" in part and str(part.get("url", "")).endswith(url)


# The provincial format of a post


def test_a_post_has_the_parts_of_the_provincial_format(small):
    url = "/tin-tuc/2026/03/30/hop-ban-chi-dao/"
    words = small.words(url)
    page = small.pages[url]
    assert "Đăng ngày: 30/03/2026 15:12:11 · Sửa ngày: 31/03/2026 08:00:00" in words
    assert "Phạm Văn Thử – Sở Nội vụ; Hoàng Thị Mẫu – Phóng viên; Ủy ban nhân dân tỉnh Mẫu" in words
    assert re.search(r"Đính kèm Số liệu quý I CSV, \d+(,\d)? (KB|B)\b", words)
    assert one(page.xpath("//figure//figcaption")).text_content().split() == [
        "Quang",
        "cảnh",
        "phiên",
        "họp",
        "Ảnh:",
        "Phạm",
        "Văn",
        "Thử",
    ]
    headings = [heading.text_content() for heading in page.xpath("//h2 | //h3")]
    assert "Tin khác" in headings
    assert "Mới hơn" in headings
    assert "Cũ hơn" not in headings
    assert "Thông tin mới nhất" in headings


def test_neighbours_of_a_post_are_those_in_time_and_never_itself(small):
    page = small.pages["/tin-tuc/2026/04/01/tin-ngan/"]

    def posts(heading):
        links = page.xpath(f"//*[self::h2 or self::h3][. = '{heading}']/following-sibling::ul[1]//a")
        return [link.text_content() for link in links]

    assert posts("Mới hơn") == ["Tin viết trong tệp YAML"]
    assert posts("Cũ hơn") == ["Ban Chỉ đạo cải cách hành chính họp phiên thứ nhất"]
    assert posts("Thông tin mới nhất") == [*posts("Mới hơn"), *posts("Cũ hơn")]


def test_template_syntax_and_markup_in_a_title_are_words(small):
    assert one(small.pages["/tin-tuc/2026/04/01/tin-ngan/"].xpath("//h1")).text_content() == (
        "Sở Nội vụ: tiếp nhận hồ sơ {{ 7 * 7 }} <b>trực tuyến</b>"
    )


# Facts of the real records


def test_declared_tasks_are_told_and_none_is_invented(own):
    url = "/van-ban/son-la-3242-qd-ubnd-2015/"
    assert "Kế hoạch nêu 42 nhiệm vụ; danh mục nhiệm vụ chưa được công bố tại đây." in own.words(url)
    assert own.pages[url].xpath("//*[@id='nhiem-vu']//table") == []
    assert "Quyết định số 3242/QĐ-UBND: còn 42 nhiệm vụ chưa có tại đây" in own.words("/nhiem-vu/")


def test_tasks_done_are_told_as_published(own):
    url = "/chi-so/ca-mau-nhiem-vu-cchc/"
    assert "22/24\u00a0nhiệm vụ" in own.pages[url].text_content()


def test_a_citation_in_prose_is_a_link_and_the_cited_page_leads_back(own):
    post, decision = "/tin-tuc/2015/12/30/son-la-ke-hoach-cchc-2016-2020/", "/van-ban/son-la-3241-qd-ubnd-2015/"
    cited = own.pages[post].xpath("//div[@class='prose']//a[contains(., '3241/QĐ-UBND')]/@href")
    assert {at(post, address) for address in cited} == {f"{decision[1:]}index.html"}
    citing = own.pages[decision].xpath("//section[@id='duoc-nhac-toi']//a/@href")
    assert f"{post[1:]}index.html" in {at(decision, address) for address in citing}


def test_relations_are_named_on_both_sides(own):
    plan, directive = own.words("/van-ban/lang-son-62-kh-ubnd-2013/"), own.words("/van-ban/ct-07-ttg-2013/")
    assert "Thực hiện Chỉ thị số 07/CT-TTg" in plan
    assert "Được thực hiện bởi Kế hoạch số 62/KH-UBND" in directive


def test_documents_that_are_cited_and_not_held_are_listed_with_who_cites_them(own):
    rows = {
        row.xpath("normalize-space(td[1])"): row.xpath("td[2]//a/@href")
        for url, page in own.pages.items()
        if url.startswith("/van-ban/chua-co/")
        for row in page.xpath("//tbody/tr")
    }
    assert len(rows) > 5
    assert all(rows.values())
    (citing,) = rows["Nghị quyết Đại hội Đảng bộ tỉnh Sơn La lần thứ XIV"]
    assert citing.endswith("/van-ban/son-la-3241-qd-ubnd-2015/")


def test_the_head_of_a_plan_is_set_as_it_was_issued(own):
    words = own.words("/van-ban/lang-son-62-kh-ubnd-2013/")
    assert "Số: 62/KH-UBND" in words
    assert "Lạng Sơn, ngày 11 tháng 7 năm 2013" in words
    assert re.search(r"KT\. CHỦ TỊCH\s*Phó Chủ tịch Nguyễn Văn Bình", words)


def test_the_list_of_feeds_says_of_those_without_items_that_they_have_none_yet(portal):
    said = {
        at("/rss/", row.xpath(".//a[contains(@href, 'rss.xml')]/@href")[0]): row.xpath("./td[2]")[0].text_content()
        for row in portal[1].pages["/rss/"].xpath("//tbody/tr[.//a[contains(@href, 'rss.xml')]]")
    }
    empty = {path for path in said if b"<item>" not in portal[1].files[path]}
    assert empty
    assert {path for path, words in said.items() if words == "chưa có"} == empty


def test_the_home_page_says_that_nothing_was_reported_of_the_tasks_of_the_year(own):
    first = own.words("/").partition("Kế hoạch mới")[0]
    assert "Nhiệm vụ năm 2026" in first
    assert "6 nhiệm vụ, chưa có báo cáo về tình hình thực hiện." in first
