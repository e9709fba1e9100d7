"""Three questions of somebody who is new, answered from the home page: the walks of docs/walk.md.

``pytest tests/browser/test_walk.py --pictures FOLDER`` also takes its pictures; the guide has them in 64 colours.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Look = Callable[[str, Locator], None]
_MARK = "e => { e.style.outline = '4px solid #c2410c'; e.style.outlineOffset = '3px'; }"
_UNMARK = "e => { e.style.outline = ''; e.style.outlineOffset = ''; }"


@pytest.fixture
def look(request: pytest.FixtureRequest, page: Page) -> Look:
    """``look(name, at)`` takes a picture of what is in sight with the element marked, where pictures are asked for."""
    folder = request.config.getoption("--pictures", default=None)

    def take(name: str, at: Locator) -> None:
        expect(at).to_be_visible()
        if folder:
            at.evaluate(_MARK)
            page.screenshot(path=Path(folder) / f"walk-{name}.png")
            at.evaluate(_UNMARK)

    return take


def test_what_had_a_fixed_deadline_who_led_it_and_what_the_plan_rests_on(page: Page, own, serve, look: Look) -> None:
    page.set_viewport_size({"width": 1280, "height": 760})
    page.goto(f"{serve(own.job.output)}/")
    page.locator("#danh-muc").get_by_role("link", name="Kế hoạch").click()
    plan = page.get_by_role("link", name="Thực hiện Chỉ thị số 07/CT-TTg")
    plan.evaluate("link => link.scrollIntoView({block: 'center'})")
    look("plan-1", plan)
    plan.click()
    contents = page.get_by_role("navigation", name="Trên trang này")
    deadlines = contents.get_by_role("link", name="Theo dòng thời gian")
    look("plan-2", deadlines)
    deadlines.click()
    line = page.locator("#thoi-han")
    assert line.locator(".timeline__day").all_inner_texts() == ["31/08/2013"]
    assert [words.split("\n")[-1] for words in line.locator(".timeline ul > li").all_inner_texts()] == [
        "Chủ trì: Sở Nội vụ Lạng Sơn",
        "Chủ trì: Các sở, ban, ngành tỉnh Lạng Sơn; UBND các huyện, thành phố (Lạng Sơn)",
    ]
    rests_on = page.locator("#quan-he .facts > div").filter(has_text="Căn cứ")
    look("plan-3", rests_on)
    assert "Nghị quyết số 30c/NQ-CP" in rests_on.inner_text()


@pytest.mark.parametrize(("width", "height", "name"), [(1280, 760, "late"), (360, 740, "late-phone")])
def test_which_agencies_are_late_and_with_what(
    page: Page, demo, serve, look: Look, width: int, height: int, name: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{serve(demo.job.output)}/")
    late = page.get_by_role("link", name="3 quá hạn", exact=True)
    late.evaluate("link => link.scrollIntoView({block: 'center'})")
    look(f"{name}-1", late)
    late.click()
    tasks = page.locator(".task-table tbody tr")
    lead = [words.removeprefix("Chủ trì: ") for words in tasks.locator("[data-label='Chủ trì']").all_inner_texts()]
    assert lead == ["Sở Tư pháp", "Sở Y tế", "Sở Tài chính; Sở Xây dựng"]
    task = tasks.nth(1).get_by_role("link", name="Nhiệm vụ 13")
    task.evaluate("link => link.scrollIntoView({block: 'center'})")
    look(f"{name}-2", task)
    task.click()
    said = page.locator("#qua-trinh .timeline > li").first
    said.evaluate("report => report.scrollIntoView({block: 'end'})")
    look(f"{name}-3", said)
    assert "chưa thống nhất số khoa của bệnh viện khu vực" in said.inner_text()


def test_what_to_bring_for_a_lost_identity_card(page: Page, own, serve, look: Look) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{serve(own.job.output)}/")
    procedures = page.locator("#noi-dung").get_by_role("link", name="thủ tục hành chính").first
    look("papers-phone-1", procedures)
    procedures.click()
    page.get_by_label("Bạn cần làm gì?").press_sequentially("mat can cuoc")
    found = page.locator(".narrowing .record__title").first.get_by_role("link")
    expect(found).to_have_text("Cấp lại thẻ căn cước (thực hiện tại cấp tỉnh)")
    page.locator(".narrowing").evaluate("box => box.scrollIntoView()")
    look("papers-phone-2", found)
    found.click()
    papers = page.locator("#ho-so")
    expect(page.locator(".answers")).to_be_in_viewport()
    papers.evaluate("list => list.scrollIntoView()")
    look("papers-phone-3", papers.locator("li").first)
    assert [words.split(" (")[0] for words in papers.locator("label > span").all_inner_texts()] == [
        "Phiếu thu nhận thông tin căn cước",
        "Phiếu đề nghị giải quyết thủ tục về căn cước",
        "Giấy tờ chứng minh là người đại diện hợp pháp của người dưới 14 tuổi",
    ]
