"""One page of every kind in Chromium, on a phone and on a wide screen."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SMALL = {
    "home": "/",
    "news list": "/tin-tuc/",
    "second page of a list": "/tin-tuc/trang/2/",
    "year": "/tin-tuc/2026/",
    "month": "/tin-tuc/2026/03/",
    "author": "/tin-tuc/tac-gia/van-phong-so/",
    "post": "/tin-tuc/2026/03/30/hop-ban-chi-dao/",
    "document list": "/van-ban/",
    "documents of a year": "/van-ban/nam/2026/",
    "document": "/van-ban/345-qd-ubnd/",
    "plan": "/van-ban/ke-hoach-2026/",
    "unheld": "/van-ban/chua-co/",
    "plan list": "/ke-hoach/",
    "programme list": "/chuong-trinh/",
    "programme": "/chuong-trinh/giai-doan-2/",
    "tasks": "/nhiem-vu/",
    "procedure list": "/thu-tuc/",
    "procedures of a field": "/thu-tuc/linh-vuc/chung-thuc/",
    "procedures of an agency": "/thu-tuc/co-quan/so-noi-vu/",
    "procedure": "/thu-tuc/1.000001/",
    "agencies": "/co-quan/",
    "agency": "/co-quan/so-noi-vu/",
    "areas": "/linh-vuc/",
    "area": "/linh-vuc/the-che/",
    "provinces": "/dia-phuong/",
    "province": "/dia-phuong/mau/",
    "indicators": "/chi-so/",
    "indicator": "/chi-so/ho-so-dung-han/",
    "series": "/chi-so/bo/ho-so-dung-han/",
    "results": "/ket-qua/",
    "results of a year": "/ket-qua/2026/",
    "results of a unit": "/ket-qua/so-noi-vu/",
    "report on results": "/ket-qua/bao-cao/so-noi-vu-2026-q1/",
    "search": "/tim-kiem/?q=quyet+dinh",
    "sitemap": "/so-do/",
    "feeds": "/rss/",
    "open data": "/du-lieu/",
    "table of open data": "/du-lieu/tasks/",
    "contact": "/lien-he/",
    "legal list": "/cong-khai/",
    "nothing there": "/404.html",
}
OWN = {
    "home": "/",
    "post": "/tin-tuc/2017/09/20/son-la-hop-ban-chi-dao-cchc-quy-iii/",
    "plan": "/van-ban/lang-son-62-kh-ubnd-2013/",
    "procedure": "/thu-tuc/1.004002/",
    "agency": "/co-quan/lang-son-so-ban-nganh/",
    "unheld": "/van-ban/chua-co/",
}
DEMO = {
    "home": "/",
    "plan": "/van-ban/ke-hoach-cchc-2026/",
    "tasks of a plan by area": "/van-ban/ke-hoach-cchc-2026/nhiem-vu/linh-vuc/",
    "tasks of a plan by last day": "/van-ban/ke-hoach-cchc-2026/nhiem-vu/thoi-han/",
    "task with a history": "/nhiem-vu/ke-hoach-cchc-2026/2.3/",
    "tasks": "/nhiem-vu/",
    "tasks in a state": "/nhiem-vu/tinh-trang/qua-han/",
    "results": "/ket-qua/",
    "results of a year": "/ket-qua/2025/",
    "results of a unit": "/ket-qua/so-xay-dung/",
    "report on results": "/ket-qua/bao-cao/so-xay-dung-2025/",
}
HOSTILE = {
    "post": "/tin-tuc/2026/02/01/tin/",
    "plan": "/van-ban/van-ban/",
    "procedure": "/thu-tuc/1.000001/",
    "agency": "/co-quan/co-quan/",
    "indicator": "/chi-so/chi-so/",
    "report on results": "/ket-qua/bao-cao/ket-qua/",
    "search": "/tim-kiem/?q=alert",
}
PORTALS = {"small": SMALL, "own": OWN, "demo": DEMO, "hostile": HOSTILE}


@pytest.fixture(scope="module", params=PORTALS)
def portal(request, serve) -> tuple[str, dict[str, str]]:
    """Address and pages of a portal."""
    return serve(request.getfixturevalue(request.param).job.output), PORTALS[request.param]


@pytest.fixture(scope="module")
def small_address(small, serve) -> str:
    return serve(small.job.output)


def listen(page: Page) -> list[str]:
    """Return a list that gathers what pages complain of, ask the reader, or fetch from elsewhere."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda asked: None if "//127.0.0.1:" in asked.url else heard.append(asked.url))
    return heard


def faults_of(page: Page, address: str) -> Iterator[str]:
    """Open an address and yield what is wrong with how it is laid out and built."""
    page.goto(address)
    if "/tim-kiem/" in address:
        page.locator(".search__result").first.wait_for()
    for fault in Axe().run(page).response["violations"]:
        yield f"{fault['id']}: {fault['nodes'][0]['html'][:160]}"
    wide = page.evaluate("document.documentElement.scrollWidth")
    if page.viewport_size and wide > page.viewport_size["width"]:
        yield f"{wide} pixels wide"


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_every_kind_fit_complain_of_nothing_and_exclude_nobody(page: Page, portal, width: int) -> None:
    address, pages = portal
    page.set_viewport_size({"width": width, "height": 800})
    heard = listen(page)
    found = {}
    for kind, url in pages.items():
        heard.clear()
        faults = [*faults_of(page, address + url), *heard]
        if faults:
            found[kind] = faults
    assert found == {}


def test_names_of_columns_stand_in_one_line_where_there_is_room(page: Page, small_address: str) -> None:
    page.goto(f"{small_address}/du-lieu/tasks/")
    lines = "all => all.map(one => one.getClientRects().length)"
    assert set(page.locator("td > code").evaluate_all(lines)) == {1}


def test_a_former_address_leads_to_the_present_one(page: Page, small_address: str) -> None:
    page.goto(f"{small_address}/van-ban/quyet-dinh-345/")
    page.wait_for_url("**/van-ban/345-qd-ubnd/")
    assert page.get_by_text("Số: 345/QĐ-UBND").is_visible()


def test_everything_is_read_without_javascript(browser: Browser, small, small_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    unread = []
    for kind, url in SMALL.items():
        page.goto(small_address + url)
        said = " ".join(small.pages[url.partition("?")[0]].xpath("//h1")[0].text_content().split())
        heading = page.get_by_role("heading", level=1)
        if not heading.is_visible() or " ".join(heading.inner_text().lower().split()) != said.lower():
            unread.append(kind)
        if not page.locator("#noi-dung a:visible").count() and kind != "contact":
            unread.append(f"{kind}: no link")
    page.goto(f"{small_address}/tim-kiem/")
    assert page.get_by_role("link", name="Thủ tục hành chính").is_visible()
    context.close()
    assert unread == []


def test_the_menu_of_a_phone_works_by_keyboard_and_without_a_script(browser: Browser, small_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{small_address}/van-ban/345-qd-ubnd/")
    link = page.locator("#danh-muc").get_by_role("link", name="Thủ tục", include_hidden=True)
    assert not link.is_visible()
    page.get_by_role("button", name="Danh mục").press("Enter")
    assert link.is_visible()
    link.press("Enter")
    page.wait_for_url("**/thu-tuc/")
    context.close()


def test_paper_gets_the_content_and_none_of_the_ways_around(page: Page, small_address: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{small_address}/tin-tuc/2026/03/30/hop-ban-chi-dao/")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("Đăng ngày: 30/03/2026 15:12:11").is_visible()
    for furniture in ("#danh-muc", ".site-search", ".breadcrumbs", ".skip-link", ".side", ".menu-button"):
        assert not page.locator(furniture).first.is_visible(), furniture


def test_what_is_around_the_content_of_a_page_stays_outside_of_it(page: Page, hostile, serve) -> None:
    page.goto(serve(hostile.job.output) + HOSTILE["procedure"])
    assert page.evaluate("document.querySelector('footer').closest('#noi-dung, .prose, table')") is None
    assert page.locator(".site-footer").count() == 1
