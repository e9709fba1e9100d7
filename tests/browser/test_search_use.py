"""The search of the demonstration portal as people use it: from the header, by keyboard, with slips, without script."""

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo, serve) -> str:
    return serve(demo.job.output)


def ask(page: Page, address: str, query: str) -> list[str]:
    page.goto(f"{address}/tim-kiem/?q={quote(query)}")
    expect(page.get_by_role("status").first).to_contain_text(re.compile("kết quả(?! đầu tiên)"))
    links = page.locator(".search__title a").evaluate_all("links => links.map((a) => a.pathname)")
    return list(links)


# The box in the header


def test_the_header_loads_nothing_of_the_search_before_it_is_used(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{address}/lien-he/", wait_until="networkidle")
    assert [path for path in asked if "search" in path or "tim-kiem" in path] == [
        path for path in asked if "/search-box." in path
    ]
    with page.expect_request("**/search.json"):
        page.get_by_label("Tìm trên cổng").focus()


def test_the_box_offers_the_best_five_and_the_keyboard_chooses(page: Page, address: str) -> None:
    page.goto(f"{address}/lien-he/")
    box = page.get_by_label("Tìm trên cổng")
    box.press_sequentially("the ban d")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Cấp thẻ bạn đọc thư viện lưu động")
    assert options.count() <= 6
    combobox = page.get_by_role("combobox", name="Tìm trên cổng")
    expect(combobox).to_have_attribute("aria-expanded", "true")
    combobox.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(combobox).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    combobox.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    combobox.press("ArrowDown")
    expect(options.first).to_be_visible()
    combobox.press("ArrowDown")
    combobox.press("Enter")
    page.wait_for_url("**/thu-tuc/9.990004/")


def test_enter_without_a_choice_and_the_last_option_lead_to_the_search_page(page: Page, address: str) -> None:
    page.goto(f"{address}/lien-he/")
    page.get_by_label("Tìm trên cổng").press_sequentially("dat dai")
    page.get_by_role("option", name="Tìm «dat dai» trong mọi trang").click()
    page.wait_for_url("**/tim-kiem/?q=dat+dai")


def test_the_box_is_a_plain_form_where_its_script_cannot_be_had(page: Page, address: str) -> None:
    page.route("**/search-suggest.*", lambda route: route.abort())
    page.goto(f"{address}/lien-he/")
    box = page.get_by_label("Tìm trên cổng")
    box.fill("dat dai")
    box.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=dat+dai")


# The search page


def test_the_keyboard_leads_from_the_field_through_the_results_and_back(page: Page, address: str) -> None:
    ask(page, address, "dat dai")
    page.locator("body").press("/")
    field = page.get_by_label("Từ cần tìm")
    expect(field).to_be_focused()
    field.press("ArrowDown")
    links = page.locator(".search__title a")
    expect(links.first).to_be_focused()
    links.first.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    links.nth(1).press("ArrowUp")
    links.first.press("Escape")
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("query", "read", "first"),
    [
        ("booj locj nuwowcs", "bộ lọc nước", "/thu-tuc/9.990003/"),
        ("ban5 d9oc5", "bạn đọc", "/thu-tuc/9.990004/"),
        ("xebuyt", "xe buyt", "/thu-tuc/9.990007/"),
        ("dinh chinhh", "dinh chinh", "/van-ban/qd-1502-ubnd-2025/"),
        ("the ban dcoc", "the ban doc", "/thu-tuc/9.990004/"),
        ("làm thẻ bạn đọc thư viện ở đâu", "thẻ bạn đọc thư viện", "/thu-tuc/9.990004/"),
    ],
)
def test_what_was_meant_is_found_and_said(page: Page, address: str, query: str, read: str, first: str) -> None:
    found = ask(page, address, query)
    expect(page.locator(".search__note")).to_have_text(f"Đang hiện kết quả cho «{read}», thay cho «{query}».")
    assert found[0] == first


def test_both_placements_of_the_tone_mark_find_the_same(page: Page, address: str) -> None:
    assert ask(page, address, "sổ sức khoẻ") == ask(page, address, "sổ sức khỏe")


def test_results_tell_number_date_and_state(page: Page, address: str) -> None:
    ask(page, address, "05/CT-UBND")
    facts = page.locator(".search__facts").first
    expect(facts).to_have_text("Chỉ thị · 05/CT-UBND · 12/03/2025 Đang có hiệu lực")


def test_the_newest_come_first_where_that_is_asked_for_and_the_address_says_so(page: Page, address: str) -> None:
    ask(page, address, "cai cach hanh chinh")
    page.get_by_label("Sắp xếp").select_option("Mới nhất")
    expect(page).to_have_url(re.compile("xep=ngay"))
    expect(page.locator(".search__title a").first).to_have_attribute("href", re.compile("/2026/06/|/tin-tuc/2026/"))


def test_a_search_can_be_followed_by_the_nearest_feed(page: Page, address: str) -> None:
    ask(page, address, "dat dai")
    link = page.get_by_role("link", name="Nhận tin theo tìm kiếm này")
    assert urlsplit(link.get_attribute("href")).path == "/rss.xml"
    page.get_by_label("Cơ quan").select_option("Sở Nội vụ tỉnh Mẫu Lam")
    expect(link).to_have_attribute("href", f"{address}/co-quan/so-noi-vu/rss.xml")
    assert page.request.get(link.get_attribute("href")).ok


@pytest.mark.parametrize("query", ["qwrtzx", "🏛️🏛️", "(.*)+$", "<img src=x onerror=alert(1)>"])
def test_a_search_that_finds_nothing_helps_on(page: Page, address: str, query: str) -> None:
    assert ask(page, address, query) == []
    expect(page.get_by_role("status").first).to_contain_text(f"Không có kết quả nào cho «{query}»")
    for name in ("Theo số, ký hiệu", "Thủ tục hành chính", "Liên hệ với cơ quan quản lý cổng"):
        expect(page.locator(".search__sections").get_by_role("link", name=name)).to_be_visible()


def test_an_endless_query_is_cut_and_answered(page: Page, address: str) -> None:
    assert ask(page, address, "đất đai " * 625)


def test_a_worker_that_is_blocked_is_said_in_words_with_a_way_on(page: Page, address: str) -> None:
    page.route("**/search-worker.*", lambda route: route.abort())
    page.goto(f"{address}/tim-kiem/?q=dat+dai")
    expect(page.get_by_role("status").first).to_contain_text("Xin bấm «Tìm kiếm» để thử lại")
    expect(page.locator(".search__sections").get_by_role("link", name="Văn bản")).to_be_visible()


def test_without_script_indexes_lead_to_every_record(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/tim-kiem/")
    page.get_by_role("link", name="Theo số, ký hiệu").click()
    page.get_by_role("link", name="Kế hoạch theo số, ký hiệu").click()
    expect(page.get_by_role("link", name="Kế hoạch số 287/KH-UBND")).to_have_attribute(
        "href", re.compile("ke-hoach-cchc-2025")
    )
    page.goto(f"{address}/tim-kiem/")
    page.get_by_role("link", name="Theo tên, từ A đến Z").click()
    page.get_by_role("link", name="Đ", exact=True).click()
    expect(page.get_by_role("link", name="Đăng ký sử dụng nhà sinh hoạt cộng đồng")).to_be_visible()
    context.close()


def test_browsers_are_told_of_the_search(page: Page, address: str, demo) -> None:
    page.goto(f"{address}/van-ban/")
    link = page.locator("link[rel=search]")
    named = urlsplit(link.evaluate("link => link.href")).path
    assert (Path(demo.job.output) / named[1:]).is_file()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("query", ["cai cach hanh chinh", "booj locj nuwowcs", "qwrtzx"])
def test_results_are_accessible_and_fit_the_screen(page: Page, address: str, width: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    ask(page, address, query)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []


def test_the_open_list_of_the_box_is_accessible(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}/lien-he/")
    page.get_by_label("Tìm trên cổng").press_sequentially("cai cach")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
