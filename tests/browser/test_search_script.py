"""The search page in Chromium, over the documents of a province that does not exist."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, quote_plus

import jinja2
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from generator.base.artifact import Artifact
from generator.outputs import searchshards
from generator.outputs.assets import Assets, collect_assets
from generator.outputs.search import build_folder, folder_artifacts, heads_artifacts, plan_index
from generator.outputs.searchdoc import SearchDocument
from generator.pages.page import Link
from generator.render.env import material_dir
from generator.vn.queries import query_table
from tests.browser.test_search_index import changed
from tests.outputs.test_searchheads import divide

pytestmark = pytest.mark.browser

THEME = Path(__file__).parents[2] / "theme"

# What the published site allows itself (generator/publish).
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)

FACETS = (
    ("loai", "Loại"),
    ("nam", "Năm"),
    ("co-quan", "Cơ quan"),
    ("linh-vuc", "Lĩnh vực"),
    ("tinh", "Tỉnh"),
)
FEEDS = (("Tin tức", "/tin-tuc/"), ("Sở Nội vụ", "/co-quan/so-noi-vu/"))
INDEXES = (Link("Theo số, ký hiệu", "/so-do/theo-so/"),)
SECTIONS = (Link("Văn bản", "/van-ban/"), Link("Thủ tục hành chính", "/thu-tuc/"))


def decision(
    number: str, date: str, subject: str, area: str, body: str, *, agency: str = "UBND tỉnh"
) -> SearchDocument:
    slug = re.sub(r"[^0-9a-z]+", "-", number.lower().replace("đ", "d")) + "-" + date[:4]
    return SearchDocument(
        url=f"/van-ban/{slug}/",
        title=f"Quyết định số {number} {subject}",
        kind="Quyết định",
        number=number,
        date=date,
        summary=subject,
        body=body,
        filters=(
            ("loai", "Văn bản"),
            ("nam", date[:4]),
            ("co-quan", agency),
            ("linh-vuc", area),
            ("tinh", "Hà Vân"),
        ),
    )


def news(slug: str, date: str, title: str, body: str, *, agency: str = "Sở Nội vụ") -> SearchDocument:
    filters = (("loai", "Tin tức"), ("nam", date[:4]), ("co-quan", agency), ("tinh", "Hà Vân"))
    return SearchDocument(f"/tin-tuc/{slug}/", title, "Tin tức", "", date, body[:90], body, filters)


def procedure(code: str, title: str, area: str, body: str) -> SearchDocument:
    filters = (("loai", "Thủ tục"), ("co-quan", "Sở Tài nguyên"), ("linh-vuc", area), ("tinh", "Sông Lam"))
    return SearchDocument(f"/thu-tuc/{code}/", title, "Thủ tục hành chính", code, "", "", body, filters)


DOCUMENTS = (
    decision(
        "2407/QĐ-UBND",
        "2021-10-01",
        "về việc ban hành Kế hoạch cải cách hành chính giai đoạn 2021 – 2025",
        "Cải cách hành chính",
        "Căn cứ Luật Tổ chức chính quyền địa phương. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính "
        "của tỉnh. Sở Nội vụ chủ trì theo dõi, đôn đốc việc thực hiện.",
    ),
    decision(
        "3241/QĐ-UBND",
        "2015-12-22",
        "về việc phê duyệt Đề án đơn giản hóa thủ tục",
        "Cải cách hành chính",
        "Phê duyệt Đề án đơn giản hóa thủ tục của các sở, ngành.",
    ),
    decision(
        "3242/QĐ-UBND",
        "2015-12-22",
        "về việc giao nhiệm vụ kiểm soát thủ tục",
        "Cải cách hành chính",
        "Các sở thực hiện Quyết định số 3241/QĐ-UBND và báo cáo theo Quyết định số 3241/QĐ-UBND trước ngày 15 hằng "
        "tháng. Quyết định số 3241/QĐ-UBND là căn cứ để chấm điểm.",
    ),
    decision(
        "09/2015/QĐ-UBND",
        "2015-03-25",
        "quy định cơ chế một cửa",
        "Một cửa",
        "Quy định việc tiếp nhận và trả kết quả theo cơ chế một cửa.",
    ),
    decision(
        "118/QĐ-SNV",
        "2019-04-02",
        "về việc kiện toàn tổ giúp việc",
        "Cải cách hành chính",
        "Kiện toàn tổ giúp việc về cải cách hành chính của Sở Nội vụ.",
        agency="Sở Nội vụ",
    ),
    procedure(
        "1.012783",
        "Đăng ký đất đai lần đầu",
        "Đất đai",
        "Người sử dụng đất nộp hồ sơ tại bộ phận một cửa. Cơ quan đăng ký đất đai kiểm tra hồ sơ.",
    ),
    procedure(
        "1.000100",
        "Đăng ký thành lập hợp tác xã",
        "Kinh tế",
        "Người thành lập hợp tác xã gửi hồ sơ đăng ký đến phòng tài chính.",
    ),
    news(
        "hop-ban-chi-dao",
        "2017-09-19",
        "Họp Ban Chỉ đạo cải cách hành chính tỉnh",
        "Sáng 19/9, Ban Chỉ đạo cải cách hành chính tỉnh họp đánh giá kết quả. Giám đốc Sở Nội vụ báo cáo.",
    ),
    news(
        "dat-chuan",
        "2021-05-10",
        "Trường đạt chuẩn, đài truyền thanh đưa tin",
        "Trường đạt chuẩn dài hạn. Đài truyền thanh xã đưa tin việc đạt chuẩn; con đường dài nối hai xã đạt kế hoạch.",
        agency="Sở Giáo dục",
    ),
    news(
        "so-tay",
        "2020-02-03",
        "Phát hành sổ tay nội dung công vụ",
        "Sổ tay gồm nội dung hướng dẫn công vụ, số lượng 500 cuốn, vụ phát hành thứ hai.",
        agency="Báo Hà Vân",
    ),
    news(
        "cong-vien",
        "2022-08-09",
        "Công viên mở cửa buổi tối",
        "Từ tháng này, người dân có thể đi bộ và dạo mát trong công viên đến 22 giờ.",
        agency="Sở Xây dựng",
    ),
    news(
        "dau-ngoac",
        "2022-06-07",
        "Sửa thẻ <script>alert('đ')</script> & dấu <b>đậm</b> trong biểu mẫu",
        "Biểu mẫu có thẻ <img src=x onerror=alert(1)> và ký hiệu a < b && c > d được hiện đúng như đã viết.",
    ),
    *(
        news(
            f"ban-tin-{day}",
            f"2023-03-{day:02}",
            f"Bản tin giao ban số {day}",
            f"Giao ban ngày {day} về lịch tiếp công dân trong tháng, lịch xe đưa đón, phân công ghi và lưu biên bản.",
            agency="Văn phòng",
        )
        for day in range(1, 24)
    ),
)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site in its folder ``cong/``, whose search page is ``cong/tim-kiem/``."""
    return published(tmp_path_factory)


@pytest.fixture(scope="module")
def tiered_address(tmp_path_factory: pytest.TempPathFactory, serve) -> str:
    """The address of a search in many shards, in which words of more than a few documents are divided into tiers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searchshards, "SHARD_LIMIT", 6)
        divide(patch, documents=12, characters=8)
        return serve(published(tmp_path_factory), {"Content-Security-Policy": POLICY}) + "/cong/tim-kiem/"


def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portal")
    site = folder / "cong"
    index = plan_index(DOCUMENTS)
    assert index is not None
    for name in index.folders:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        build_folder(index, name, tmp_path_factory.mktemp("work")).rename(site / name)
        write(site, folder_artifacts(index, name))
    table = json.dumps(query_table()).encode()
    assets = collect_assets([THEME], material_dir(), {"search-words.json": table})
    write(site, [*heads_artifacts(index, site), *assets.artifacts])
    page = search_page(index.heads.removeprefix("tim-kiem/"), assets)
    (site / "tim-kiem" / "index.html").write_text(page, "utf-8")
    return folder


def write(site: Path, artifacts: Iterable[Artifact]) -> None:
    for artifact in artifacts:
        path = site / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)


def search_page(index_url: str, assets: Assets) -> str:
    loader = jinja2.FileSystemLoader(THEME / "components")
    env = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    macro = env.get_template("search_page/search_page.html").module.search_page
    form = macro(index_url, "../", FACETS, FEEDS, INDEXES, SECTIONS, "/lien-he/", "/rss/", lambda url: f"..{url}")
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Tìm kiếm</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<link rel="stylesheet" href="../{assets.addresses["portal.css"]}">'
        f'<script type="module" src="../{assets.addresses["search.js"]}"></script></head>'
        f'<body class="md-typeset"><main><h1>Tìm kiếm</h1>{form}</main></body></html>'
    )


@pytest.fixture(scope="module")
def address(portal: Path, serve) -> str:
    return serve(portal, {"Content-Security-Policy": POLICY}) + "/cong/tim-kiem/"


def ask(page: Page, address: str, query: str) -> list[str]:
    """Open the search for a query and return the addresses of its results below ``/cong``, best first."""
    page.goto(f"{address}?q={quote(query)}")
    return results(page)


def results(page: Page) -> list[str]:
    page.get_by_role("status").filter(has_text=re.compile("kết quả(?! đầu tiên)")).wait_for()
    links = page.locator(".search__title a").evaluate_all("links => links.map((a) => a.pathname)")
    return [link.removeprefix("/cong") for link in links]


def kinds(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Kết quả theo loại nội dung")


PLAN = "/van-ban/2407-qd-ubnd-2021/"
APPROVAL = "/van-ban/3241-qd-ubnd-2015/"
LAND = "/thu-tuc/1.012783/"
MEETING = "/tin-tuc/hop-ban-chi-dao/"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("2407/QĐ-UBND", PLAN),
        ("2407/QÐ-UBND", PLAN),
        ("2407/qd-ubnd", PLAN),
        ("2407", PLAN),
        ("Quyết định số 2407/QĐ-UBND", PLAN),
        ("3241/QĐ-UBND", APPROVAL),
        ("3241/qd-ubnd", APPROVAL),
        ("3241", APPROVAL),
        ("9/2015/qd-ubnd", "/van-ban/09-2015-qd-ubnd-2015/"),
        ("qd-snv", "/van-ban/118-qd-snv-2019/"),
        ("1.012783", LAND),
        ("đất đai", LAND),
        ("ĐẤT ĐAI", LAND),
        ("đất đai", LAND),
        ("dang ky dat dai", LAND),
        ("đạt chuẩn", "/tin-tuc/dat-chuan/"),
        ("dat chuan", "/tin-tuc/dat-chuan/"),
        ("dạo", "/tin-tuc/cong-vien/"),
        ("đạo", MEETING),
        ("cải cách hành chính", MEETING),
        ("sổ tay nội vụ", "/tin-tuc/so-tay/"),
        ("19/9 ban chi dao", MEETING),
        ("01/10/2021", PLAN),
    ],
)
def test_a_query_finds_its_page_first(page, address, query, first):
    assert ask(page, address, query)[0] == first


def test_a_part_of_a_symbol_finds_all_documents_of_that_symbol(page, address):
    found = set(ask(page, address, "qd-ubnd"))
    assert {PLAN, APPROVAL, "/van-ban/3242-qd-ubnd-2015/", "/van-ban/09-2015-qd-ubnd-2015/"} == found


@pytest.mark.parametrize("query", ["cai cach hanh chinh", "cải cách hành chính"])
def test_words_are_found_with_and_without_marks(page, address, query):
    assert {PLAN, MEETING, "/van-ban/118-qd-snv-2019/"} <= set(ask(page, address, query))


def test_an_agency_is_found_without_marks(page, address):
    assert {PLAN, MEETING, "/van-ban/118-qd-snv-2019/"} <= set(ask(page, address, "so noi vu"))


def test_marks_as_typed_come_before_the_same_letters_with_other_marks(page, address):
    found = ask(page, address, "Sở Nội vụ")
    of_the_agency = "/tin-tuc/dau-ngoac/"
    assert set(found[:4]) == {PLAN, MEETING, "/van-ban/118-qd-snv-2019/", of_the_agency}
    assert "/tin-tuc/so-tay/" in found[4:]


def test_a_result_shows_title_facts_and_marked_excerpt_in_proper_vietnamese(page, address):
    ask(page, address, "don doc")
    result = page.locator(".search__result").first
    expect(result.locator("a")).to_have_text(re.compile("^Quyết định số 2407/QĐ-UBND về việc ban hành"))
    expect(result.locator(".search__facts")).to_have_text("Quyết định · 2407/QĐ-UBND · 01/10/2021")
    assert result.locator("mark").all_inner_texts() == ["đôn", "đốc"]
    assert "\u0335" not in page.content()


def test_an_excerpt_marks_the_words_as_typed_where_they_are(page, address):
    ask(page, address, "đạt chuẩn")
    marked = page.locator(".search__result").first.locator("mark").all_inner_texts()
    assert {word.lower().strip(".,;") for word in marked} == {"đạt", "chuẩn"}


def test_the_status_says_how_many_and_for_what(page, address):
    found = ask(page, address, "  dat \t dai ")
    expect(page.get_by_role("status")).to_have_text(f"{len(found)} kết quả cho «dat dai»")
    expect(page.locator(".search__sections")).to_be_hidden()


def test_typing_searches_without_a_click_and_can_be_shared(page, address):
    page.goto(address)
    page.get_by_label("Từ cần tìm").press_sequentially("đất đai", delay=10)
    expect(page.get_by_role("status")).to_contain_text("«đất đai»")
    expect(page).to_have_url(f"{address}?q={quote_plus('đất đai')}")
    assert ask(page, address, "đất đai") == results(page)


def test_filters_narrow_and_their_counts_follow_the_query(page, address):
    before = ask(page, address, "cải cách hành chính")
    kinds(page).get_by_role("link", name="Văn bản").click()
    expect(page.get_by_role("status")).not_to_contain_text(f"{len(before)} kết quả")
    after = results(page)
    assert after == [url for url in before if url.startswith("/van-ban/")]
    options = page.get_by_label("Năm").locator("option").all_inner_texts()
    assert "2021 (1)" in options and "2017 (0)" in options
    assert options[1:] == sorted(options[1:], reverse=True)
    expect(kinds(page).get_by_role("link", name=f"Văn bản ({len(after)})")).to_have_attribute("aria-current", "true")
    expect(kinds(page).get_by_role("link", name="Tin tức (1)")).to_be_visible()


def test_two_filters_narrow_together_and_come_back_from_an_address(page, address):
    page.goto(f"{address}?q=hanh+chinh&co-quan={quote('Sở Nội vụ')}&loai={quote('Văn bản')}")
    assert results(page) == ["/van-ban/118-qd-snv-2019/"]
    expect(page.get_by_label("Cơ quan")).to_have_value("Sở Nội vụ")


def test_filters_alone_list_the_newest_first(page, address):
    page.goto(f"{address}?loai={quote('Văn bản')}")
    found = results(page)
    assert found[0] == PLAN
    assert found[-1] == "/van-ban/09-2015-qd-ubnd-2015/"


def test_a_filter_alone_also_lists_what_has_no_date(page, address):
    page.goto(f"{address}?loai={quote('Thủ tục')}")
    assert sorted(results(page)) == ["/thu-tuc/1.000100/", LAND]


def test_a_filter_value_that_no_document_has_finds_nothing(page, address):
    page.goto(f"{address}?q=dat&loai=%3Cb%3Ex")
    expect(page.get_by_role("status")).to_contain_text("Không có kết quả nào cho «dat»")


def test_back_returns_to_the_search_before(page, address):
    ask(page, address, "đất đai")
    page.get_by_label("Từ cần tìm").fill("2407")
    page.get_by_role("button", name="Tìm kiếm").click()
    expect(page.get_by_role("status")).to_contain_text("«2407»")
    kinds(page).get_by_role("link", name="Văn bản").click()
    expect(page).to_have_url(re.compile("loai="))
    page.go_back()
    expect(kinds(page).locator("[aria-current]")).to_have_text(re.compile("Tất cả"))
    expect(page.get_by_role("status")).to_contain_text("«2407»")
    page.go_back()
    expect(page.get_by_label("Từ cần tìm")).to_have_value("đất đai")
    expect(page.get_by_role("status")).to_contain_text("«đất đai»")


def test_older_pages_are_offered_where_the_newest_were_enough(page, tiered_address):
    page.context.route("**/search-worker.*", lambda route: changed(route, "const ENOUGH = 20", "const ENOUGH = 4"))
    page.goto(f"{tiered_address}?q=giao+ban")
    status, older = page.get_by_role("status"), page.get_by_role("button", name="Tìm cả trong các trang cũ hơn")
    expect(status).to_contain_text(re.compile(r"^1?\d kết quả cho «giao ban» trong \d+ trang mới nhất$"))
    older.click()
    expect(status).to_have_text("23 kết quả cho «giao ban»")
    expect(older).to_be_hidden()
    expect(page.get_by_label("Từ cần tìm")).to_be_focused()


def test_texts_of_results_are_loaded_when_they_come_near(page, address):
    texts: list[str] = []
    page.on("request", lambda request: texts.append(request.url) if "/fragment/" in request.url else None)
    page.set_viewport_size({"width": 1280, "height": 300})
    ask(page, address, "giao ban")
    last = page.locator(".search__result").nth(9)
    expect(page.locator(".search__result").first).to_contain_text("…")
    assert 4 <= len(texts) < 10
    expect(last).not_to_contain_text("…")
    last.scroll_into_view_if_needed()
    expect(last).to_contain_text("…")
    assert len(texts) == len(set(texts)) == 10


def test_more_results_come_ten_at_a_time_and_take_the_focus(page, address):
    assert len(ask(page, address, "giao ban")) == 10
    more = page.get_by_role("button", name="Xem thêm")
    more.click()
    expect(page.locator(".search__result")).to_have_count(20)
    expect(page.locator(".search__result a").nth(10)).to_be_focused()
    more.click()
    expect(page.locator(".search__result")).to_have_count(23)
    expect(more).to_be_hidden()


def test_an_empty_query_offers_filters_and_lists(page, address):
    page.goto(address)
    expect(page.get_by_role("status")).to_have_text("Xin gõ từ cần tìm hoặc chọn một bộ lọc.")
    years = page.get_by_label("Năm").locator("option")
    expect(years.nth(1)).to_be_attached()
    assert f"2022 ({sum(d.date.startswith('2022') for d in DOCUMENTS)})" in years.all_inner_texts()
    expect(page.get_by_role("link", name="Thủ tục hành chính")).to_be_visible()
    expect(page.get_by_role("link", name="Theo số, ký hiệu")).to_be_visible()


@pytest.mark.parametrize("query", ["zzzz", "!!!", "🏛️🏛️", '"', "\\"])
def test_a_query_without_results_says_so_and_offers_the_lists(page, address, query):
    page.goto(f"{address}?q={quote(query)}")
    expect(page.get_by_role("status")).to_contain_text(f"Không có kết quả nào cho «{query}»")
    expect(page.get_by_role("link", name="Thủ tục hành chính")).to_be_visible()


@pytest.mark.parametrize("query", [".*[a-z]+(", "%00", "\u0335", "__proto__", "☃ \ufeff", "'; DROP TABLE--"])
def test_a_strange_query_is_answered_as_any_other(page, address, query):
    page.goto(f"{address}?q={quote(query)}")
    expect(page.get_by_role("status")).to_contain_text("kết quả")


def test_markup_in_a_query_or_a_document_is_shown_and_never_run(page, address):
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    query = "<img src=x onerror=alert(1)>"
    page.goto(f"{address}?q={quote(query)}")
    expect(page.get_by_role("status")).to_contain_text(f"«{query}»")
    ask(page, address, "thẻ biểu mẫu")
    result = page.locator(".search__result").first
    expect(result.locator("a")).to_contain_text("<script>alert('đ')</script> & dấu <b>đậm</b>")
    expect(result.locator(".search__excerpt")).to_contain_text("<img src=x onerror=alert(1)> và ký hiệu a < b && c > d")
    assert page.locator("main img, main script, main b").count() == 0
    assert dialogs == []


def test_a_very_long_query_is_cut(page, address):
    page.goto(f"{address}?q={quote('đất đai ' * 625)}")
    assert results(page)
    assert len(page.get_by_label("Từ cần tìm").input_value()) <= 200


@pytest.mark.parametrize("query", ['"đất đai"', "“đất đai”", "«đất đai»", "thủ tục “đất đai”"])
def test_words_in_quotation_marks_are_found_as_they_stand(page, address, query):
    assert ask(page, address, query)[0] == LAND
    expect(page.locator(".search__note")).to_be_hidden()


def test_what_nobody_says_so_is_found_by_its_words_and_that_is_said(page, address):
    assert LAND in ask(page, address, "“đai đất”")
    expect(page.locator(".search__note")).to_contain_text("Không có trang nào có nguyên văn")


def test_what_was_not_looked_into_for_a_phrase_is_told(page, address):
    edits = ("READ = 60", "READ = 0", "MOST_SHARDS = 12", "MOST_SHARDS = 0")
    page.context.route("**/search-worker.*", lambda route: changed(route, *edits))
    assert LAND in ask(page, address, "“đất đai”")
    expect(page.locator(".search__note")).to_contain_text(re.compile(r"^Chưa thấy .* Còn \d+ trang có đủ các từ này"))


def test_a_mark_of_quotation_alone_hides_nothing(page, address):
    assert ask(page, address, '"đất đai')[0] == LAND


def test_a_late_answer_to_an_earlier_query_is_dropped(page, address):
    held: list[Route] = []
    holding = True

    def meet(route: Route) -> None:
        if holding:
            held.append(route)
        else:
            route.continue_()

    page.route("**/*.pf_fragment", meet)
    page.goto(f"{address}?q=2407")
    while not held:
        page.wait_for_timeout(50)
    holding = False
    page.get_by_label("Từ cần tìm").fill("đăng ký đất đai")
    expect(page.get_by_role("status")).to_contain_text("«đăng ký đất đai»")
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_role("status")).to_contain_text("«đăng ký đất đai»")
    assert results(page)[0] == LAND


@pytest.mark.parametrize(
    "missing",
    ["search.json", "words-0.mb", "texts-0.mb", "facets.mb", "search-words.*.json"],
)
def test_a_missing_index_is_said_in_words_and_tried_again_on_request(page, address, missing):
    page.route(f"**/{missing}*", lambda route: route.fulfill(status=404, body="Không tìm thấy"))
    page.goto(f"{address}?q=2407+hanh+chinh")
    expect(page.get_by_role("status")).to_contain_text("Chưa tải được dữ liệu tìm kiếm")
    expect(page.get_by_role("link", name="Thủ tục hành chính")).to_be_visible()
    page.unroute(f"**/{missing}*")
    page.get_by_role("button", name="Tìm kiếm").click()
    assert results(page)[0] == PLAN


def test_without_javascript_the_page_leads_to_the_lists(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("status")).to_contain_text("cần JavaScript")
    expect(page.get_by_role("link", name="Văn bản")).to_have_attribute("href", "../van-ban/")
    context.close()


def test_the_search_runs_in_a_worker_under_the_content_security_policy(page, address):
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    ask(page, address, "đất đai")
    assert messages == []
    assert {worker.url.rpartition("/")[2].split(".")[0] for worker in page.workers} == {"search-worker"}


def test_the_page_fits_a_narrow_screen(page, address):
    page.set_viewport_size({"width": 360, "height": 740})
    ask(page, address, "cai cach hanh chinh")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
