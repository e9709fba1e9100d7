"""The sentence that cites a record: to read and select by all, to copy by one press where scripts run."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

URL = "/van-ban/345-qd-ubnd/"


@pytest.fixture(scope="module")
def address(small, serve) -> str:
    return serve(small.job.output) + URL


def test_one_press_copies_the_citation_and_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Chép").click()
    expect(page.locator(".citation").get_by_role("status")).to_have_text("Đã chép")
    words = page.locator("[data-citation]").inner_text()
    assert words.startswith("Quyết định số 345/QĐ-UBND ngày ")
    assert page.evaluate("navigator.clipboard.readText()") == words
    context.close()


def test_where_the_clipboard_is_refused_the_words_are_selected(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(address)
    page.get_by_role("button", name="Chép").press("Enter")
    expect(page.locator(".citation").get_by_role("status")).to_contain_text("Ctrl + C")
    assert page.evaluate("getSelection().toString().trim()") == page.locator("[data-citation]").inner_text()


def test_without_scripts_the_words_stand_alone(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("[data-citation]").is_visible()
    assert not page.get_by_role("button", name="Chép").count()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_button_can_be_used_by_all(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    button = page.get_by_role("button", name="Chép")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    assert not Axe().run(page, context=".citation").response["violations"]
