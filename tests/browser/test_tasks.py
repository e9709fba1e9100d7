"""Tasks in Chromium: narrowed and sorted by keyboard, read without a script, and printed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

PLAN = "/van-ban/ke-hoach-cchc-2026/"
LATE = ["6", "13", "19"]
ROW = "#noi-dung .task-table tbody tr"
WORDS = "Lọc nhiệm vụ theo chữ"
STATE = "Tình trạng"


@pytest.fixture(scope="module")
def address(demo, serve) -> str:
    return serve(demo.job.output)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def rows(demo) -> list[tuple[str, str, int]]:
    """Order number, last day and rank of state of each task of the plan, as the page has them."""
    found = demo.pages[PLAN].xpath("//table[contains(@class, 'task-table')]/tbody/tr")
    return [(row[0].text_content().strip(), row.get("data-due"), int(row.get("data-rank"))) for row in found]


def shown(page: Page) -> list[str]:
    """Return the order numbers of the tasks in sight."""
    return page.locator(f"{ROW}:visible td:first-child").all_inner_texts()


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until an element has the focus."""
    for _ in range(200):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} does not lead to {wanted}")


def head(page: Page, name: str) -> Locator:
    return page.get_by_role("columnheader", name=name)


def sort_by(page: Page, name: str) -> None:
    """Go to a head of the first table and press it."""
    button = head(page, name).get_by_role("button")
    first = page.locator(".task-sort").first
    tab_to(page, first, "Shift+Tab" if page.locator(".task-sort:focus").count() else "Tab")
    tab_to(page, button)
    page.keyboard.press("Enter")


def test_words_narrow_the_tasks_with_or_without_their_marks(page: Page, address: str, rows) -> None:
    page.goto(address + PLAN)
    tab_to(page, page.get_by_label(WORDS))
    page.keyboard.type("tru so doi du")
    expect(page.locator(".task-filter__status")).to_have_text(f"1 trong {len(rows)} nhiệm vụ trên trang này")
    assert shown(page) == ["19"]
    page.keyboard.press("Control+A")
    page.keyboard.type("Dôi Dư TRỤ sở")
    assert shown(page) == ["19"]
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(page.locator(".task-filter__status")).to_be_empty()
    assert shown(page) == [order for order, _, _ in rows]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_state_narrows_the_tasks_alone_and_with_words(page: Page, address: str, rows, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + PLAN)
    tab_to(page, page.get_by_label(STATE, exact=True))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#loc-tinh-trang option:checked")).to_have_text("Quá hạn")
    expect(page.locator(".task-filter__status")).to_have_text(f"{len(LATE)} trong {len(rows)} nhiệm vụ trên trang này")
    assert shown(page) == LATE
    tab_to(page, page.get_by_label(WORDS), "Shift+Tab")
    page.keyboard.type("y te")
    assert shown(page) == ["13"]
    page.keyboard.type(" khong co viec nay")
    expect(page.locator(".task-filter__status")).to_have_text(f"0 trong {len(rows)} nhiệm vụ trên trang này")
    assert shown(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_heads_sort_by_last_day_by_state_and_back(page: Page, address: str, rows, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + PLAN)
    dated, undated = [row for row in rows if row[1]], [row[0] for row in rows if not row[1]]
    assert dated
    assert undated

    sort_by(page, "Thời gian")
    expect(head(page, "Thời gian")).to_have_attribute("aria-sort", "ascending")
    assert shown(page) == [row[0] for row in sorted(dated, key=lambda row: row[1])] + undated
    page.keyboard.press("Enter")
    expect(head(page, "Thời gian")).to_have_attribute("aria-sort", "descending")
    days = dict.fromkeys(sorted((row[1] for row in dated), reverse=True))
    assert shown(page) == [row[0] for day in days for row in dated if row[1] == day] + undated

    sort_by(page, "Tình trạng")
    assert page.locator("[aria-sort]").count() == 1
    expect(head(page, "Tình trạng")).to_have_attribute("aria-sort", "ascending")
    assert shown(page) == [row[0] for row in sorted(rows, key=lambda row: row[2])]
    assert shown(page)[: len(LATE)] == LATE
    page.keyboard.press("Space")
    expect(head(page, "Tình trạng")).to_have_attribute("aria-sort", "descending")
    assert shown(page) == [row[0] for row in sorted(rows, key=lambda row: -row[2])]

    sort_by(page, "TT")
    assert shown(page) == [row[0] for row in rows]


def test_on_a_phone_the_row_that_sorts_says_so(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + PLAN)
    row = page.locator(".task-table thead tr")
    words = "tr => getComputedStyle(tr, '::before').content"
    assert row.evaluate(words) == '"Sắp xếp theo:"'
    page.set_viewport_size({"width": 1280, "height": 800})
    assert row.evaluate(words) == "none"


def test_on_a_phone_every_control_that_takes_the_focus_is_in_sight(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + PLAN)
    for button in page.locator(".task-sort").all():
        button.focus()
        assert button.evaluate(
            """button => {
              const box = button.getBoundingClientRect();
              return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === button;
            }"""
        ), button.inner_text()


@pytest.mark.parametrize(
    ("url", "heading"),
    [("/nhiem-vu/", "Kế hoạch số 302/KH-UBND"), (f"{PLAN}nhiem-vu/thoi-han/", "Hạn trong tháng 5/2026")],
)
def test_sections_without_a_hit_go_and_come_back(page: Page, address: str, url: str, heading: str) -> None:
    page.goto(address + url)
    sections = page.locator("#noi-dung section:has(.task-table)")
    before, tasks = sections.count(), page.locator(ROW).count()
    assert before > 1
    tab_to(page, page.get_by_label(WORDS))
    page.keyboard.type("tru so doi du")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".task-filter__status")).to_have_text(f"1 trong {tasks} nhiệm vụ trên trang này")
    visible = sections.locator("visible=true").filter(has=page.locator("h2"))
    assert visible.locator("h2").all_inner_texts() == [heading]
    assert shown(page) == ["19"]
    page.keyboard.press("Home")
    tab_to(page, page.get_by_label(WORDS), "Shift+Tab")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    assert sections.locator("visible=true").locator("h2").count() == before
    assert len(shown(page)) == tasks


@pytest.mark.parametrize("link", ["Theo lĩnh vực", "Theo cơ quan chủ trì", "Theo thời hạn"])
def test_without_a_script_all_tasks_are_there_and_the_groups_have_the_same(
    plain: Page, address: str, rows, link: str
) -> None:
    plain.goto(address + PLAN)
    orders = [row[0] for row in rows]
    assert shown(plain) == orders
    assert plain.locator(".task-filter, .task-sort").count() == 0
    plain.get_by_role("link", name=link, exact=True).click()
    assert plain.locator("#noi-dung section:has(.task-table)").count() > 1
    # A task with tasks below it is counted, and so grouped, by those.
    lowest = {order for order in orders if not any(other.startswith(f"{order}.") for other in orders)}
    assert set(shown(plain)) == lowest


def test_paper_gets_the_table_whole_and_nothing_to_press(page: Page, address: str, rows) -> None:
    page.goto(address + PLAN)
    page.locator(".task-filter").wait_for()
    page.set_viewport_size({"width": 673, "height": 950})  # A4 between its margins
    page.emulate_media(media="print")
    for furniture in ("#danh-muc", ".site-search", ".task-filter", ".menu-button"):
        assert not page.locator(furniture).first.is_visible(), furniture
    table = page.locator(".task-table")
    assert table.evaluate("table => getComputedStyle(table).display") == "table"
    assert table.locator("thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"
    # What is a box of its own is left out where the head is repeated on the next sheet.
    assert table.locator(".task-sort").first.evaluate("button => getComputedStyle(button).display") == "contents"
    assert len(shown(page)) == len(rows)
    box = table.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 673


def test_on_paper_the_timeline_is_read_without_unfolding_it(page: Page, address: str) -> None:
    page.goto(address + PLAN)
    days = page.locator("#thoi-han .timeline__day")
    assert days.count() > 1
    assert not any(day.is_visible() for day in days.all())
    page.emulate_media(media="print")
    assert all(day.is_visible() for day in days.all())


def test_the_contents_of_a_plan_lead_to_each_part_even_to_what_is_folded(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + PLAN)
    links = page.get_by_role("navigation", name="Trên trang này").get_by_role("link")
    assert links.count() == 8
    for link in links.all():
        link.click()
        target = page.locator(link.get_attribute("href") or "")
        expect(target).to_be_visible()
        expect(target).to_be_in_viewport()
    assert page.locator("#thoi-han .timeline__day").first.is_visible()


def test_who_is_late_is_three_steps_from_the_home_page(plain: Page, address: str) -> None:
    plain.goto(f"{address}/")
    plain.locator("#danh-muc").get_by_role("link", name="Nhiệm vụ").click()
    plain.get_by_text("Theo tình trạng", exact=True).click()
    plain.get_by_role("link", name="Quá hạn", exact=True).click()
    plain.wait_for_url("**/nhiem-vu/tinh-trang/qua-han/")
    late = plain.locator(ROW).filter(has_text="Sắp xếp phòng, đơn vị sự nghiệp thuộc Sở Y tế")
    assert late.locator("[data-label='Chủ trì']").inner_text() == "Sở Y tế"
    assert set(plain.locator(f"{ROW} .badge").all_inner_texts()) == {"Quá hạn"}
