"""Procedures in Chromium: found as one types, papers ticked on the device alone, printed and put up."""

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from zxingcpp import read_barcodes

pytestmark = pytest.mark.browser

LOST_CARD = "/thu-tuc/2.001194/"
WORDS = "Bạn cần làm gì?"
FOUND = ".narrowing .record__title"


@pytest.fixture(scope="module")
def address(own, serve) -> str:
    return serve(own.job.output)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page as wide as a small phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", has_touch=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def type_words(page: Page, words: str) -> None:
    box = page.get_by_label(WORDS)
    box.fill("")
    box.press_sequentially(words)


def test_from_home_to_what_to_bring_in_three_taps_typed_without_marks(phone: Page, address: str) -> None:
    phone.goto(address + "/")
    phone.locator("#noi-dung").get_by_role("link", name="thủ tục hành chính").first.tap()
    phone.get_by_label(WORDS).tap()
    phone.keyboard.type("mat can cuoc")
    phone.locator(FOUND).first.get_by_role("link").tap()
    phone.wait_for_url(f"**{LOST_CARD}")
    expect(phone.get_by_role("heading", name="Cần mang theo")).to_be_attached()
    assert phone.locator("[data-checklist] input").count()


def test_the_first_screen_of_a_phone_answers_time_papers_and_fee(phone: Page, address: str) -> None:
    phone.goto(address + LOST_CARD)
    for name in ("Thời hạn", "Cần mang theo", "Phí, lệ phí"):
        box = phone.locator(".answers > div", has=phone.get_by_text(name, exact=True)).bounding_box()
        assert box and box["y"] + box["height"] <= 740, name


def test_what_is_typed_is_found_with_other_marks_other_letters_and_words_in_any_order(page: Page, address: str) -> None:
    page.goto(address + "/thu-tuc/")
    everything = page.locator("[data-narrowed]")
    for words in ("lang nghe", "LÀNG NGHỀ", "nghê lang", "lang ngh", "làng  nghề ", "truyền thống, làng nghề"):
        type_words(page, words)
        expect(page.locator(FOUND).first).to_have_text("Công nhận làng nghề truyền thống")
        expect(page.get_by_role("status")).to_contain_text("thủ tục")
        expect(everything).to_be_hidden()
    page.get_by_label(WORDS).fill("")
    expect(everything).to_be_visible()
    expect(page.locator(FOUND)).to_have_count(0)
    type_words(page, "zzz")
    expect(page.get_by_role("status")).to_contain_text("Không có thủ tục nào")


def test_keywords_codes_and_life_events_find_what_names_do_not_say(page: Page, address: str) -> None:
    page.goto(address + "/thu-tuc/")
    for words, code in (("sao y", "2.000908"), ("2.000460", "2.000460"), ("em be", "2.000522")):
        type_words(page, words)
        expect(page.locator(FOUND).first.get_by_role("link")).to_have_attribute("href", f"{address}/thu-tuc/{code}/")


def test_results_narrow_to_free_ones_and_sort_by_time_and_fee(page: Page, address: str) -> None:
    page.goto(address + "/thu-tuc/")
    page.get_by_label("Miễn phí").check()
    more = page.get_by_role("button", name="Xem thêm")
    expect(page.locator(FOUND).first).to_be_visible()
    metas = page.locator(".narrowing .record__meta").all_inner_texts()
    assert metas and all("Miễn phí" in meta for meta in metas)
    page.get_by_label("Miễn phí").uncheck()
    page.get_by_label("Xếp theo").select_option(label="Nhanh nhất")
    expect(page.locator(".narrowing .record__meta").first).to_contain_text("1 giờ")
    page.get_by_label("Xếp theo").select_option(label="Phí thấp nhất")
    expect(page.locator(".narrowing .record__meta").first).to_contain_text("Miễn phí")
    while more.is_visible():
        more.click()
    assert page.locator(FOUND).count() == 29


def test_a_list_narrows_what_is_in_it_alone(page: Page, address: str) -> None:
    page.goto(address + "/thu-tuc/linh-vuc/chung-thuc/")
    type_words(page, "cap")
    expect(page.get_by_role("status")).to_have_text("1 thủ tục")


def test_where_the_list_cannot_be_loaded_the_groups_stay(page: Page, address: str) -> None:
    page.route("**/danh-muc.json", lambda route: route.abort())
    page.goto(address + "/thu-tuc/")
    type_words(page, "lang nghe")
    expect(page.get_by_role("status")).to_contain_text("Chưa tải được danh mục")
    expect(page.locator("[data-narrowed]")).to_be_visible()
    page.unroute("**/danh-muc.json")
    type_words(page, "lang nghe truyen thong")
    expect(page.get_by_role("status")).to_have_text("1 thủ tục")


def test_ticks_stay_on_the_device_and_nothing_of_them_is_sent(page: Page, address: str) -> None:
    asked: list[str] = []
    page.goto(address + LOST_CARD)
    page.on("request", lambda request: asked.append(request.url))
    boxes = page.locator("[data-checklist] input")
    boxes.first.check()
    expect(page.locator("[data-checklist]").get_by_role("status")).to_contain_text("Dấu chỉ lưu trên máy này.")
    assert [url for url in asked if "/tai-nguyen/" not in url] == []
    page.reload()
    expect(boxes.first).to_be_checked()
    assert page.context.cookies() == []
    page.goto(address + "/thu-tuc/2.000908/")
    assert not page.locator("[data-checklist] input:checked").count()
    page.goto(address + LOST_CARD)
    page.get_by_role("button", name="Xóa các dấu").click()
    page.reload()
    expect(boxes.first).not_to_be_checked()
    assert page.evaluate("localStorage.length") == 0


def test_where_storing_is_refused_papers_can_still_be_ticked(page: Page, address: str) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    page.add_init_script(refuse)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address + LOST_CARD)
    page.locator("[data-checklist] input").first.check()
    status = page.locator("[data-checklist]").get_by_role("status")
    expect(status).to_contain_text("Đã có 1 trong")
    expect(status).not_to_contain_text("lưu trên máy")
    assert faults == []


def test_without_a_script_every_procedure_is_reached_and_papers_are_ticked(plain: Page, address: str) -> None:
    plain.goto(address + "/thu-tuc/")
    assert plain.get_by_label(WORDS).count() == 0
    plain.get_by_role("link", name="Làm căn cước").click()
    plain.get_by_role("link", name="Cấp lại thẻ căn cước").click()
    plain.locator("[data-checklist] input").first.check()
    assert plain.locator("[data-checklist] input").first.is_checked()


@pytest.mark.parametrize("width", [360, 1280])
def test_nobody_is_excluded_from_lists_results_lives_or_sheets(page: Page, small, serve, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    root = serve(small.job.output)
    found = {}
    for url in (
        *(
            "/thu-tuc/",
            "/thu-tuc/chu-cai/dd/",
            "/thu-tuc/su-kien/sinh-con/",
            "/thu-tuc/3.000003/",
            "/thu-tuc/4.000004/",
        ),
        *("/thu-tuc/3.000003/ban/2020-01-01/", "/thu-tuc/3.000003/niem-yet/", "/van-ban/345-qd-ubnd/"),
    ):
        page.goto(root + url)
        if url == "/thu-tuc/":
            type_words(page, "cap")
            page.locator(FOUND).first.wait_for()
        faults = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if faults or wide > width:
            found[url] = [*faults, wide]
    assert found == {}


def test_a_sheet_prints_on_one_page_of_a4_whose_code_leads_to_the_procedure(page: Page, address: str) -> None:
    page.goto(f"{address}{LOST_CARD}niem-yet/")
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    assert len(document) == 1
    (code,) = read_barcodes(document[0].render(scale=3).to_pil())
    assert code.text == f"https://minhbach.example.vn{LOST_CARD}"
    text = document[0].get_textpage().get_text_range()
    assert "Cần mang theo" in text
    assert "Danh mục" not in text


def test_the_longest_sheet_prints_on_one_page_too(page: Page, make_portal, build_portal, serve, tmp_path) -> None:
    papers = "".join(f"  - name: {number} {'nguyễn thướt tha ' * 12}\n" for number in range(20))
    record = (
        f"code: 1.000001\nname: {'Quyết định nhường nhịn ' * 20}\nfield: Hộ tịch\nwhere: {'nghiêng ngả ' * 40}\n"
        f"results: {'nghiêng ngả ' * 40}\nsets: 1\ndossier:\n{papers}"
        f"manners: [{{kind: online, time_limit: {'nghiêng ngả ' * 40}, fee: {'nghiêng ngả ' * 40}}}]\n"
    )
    built = build_portal(make_portal({"procedures/1.000001.yml": record}), tmp_path / "site")
    page.goto(f"{serve(built.job.output)}/thu-tuc/1.000001/niem-yet/")
    assert len(pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))) == 1


def test_paper_gets_the_boxes_and_none_of_the_buttons(page: Page, address: str) -> None:
    page.goto(address + LOST_CARD)
    page.emulate_media(media="print")
    assert page.locator("[data-checklist] input").first.is_visible()
    assert not page.get_by_role("button", name="In danh sách").is_visible()
