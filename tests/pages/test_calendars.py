"""Pages offer the calendar of their deadlines, and none where there is none."""

PLAN = "number: 1/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch\nplan:\n  tasks:\n"
DATED = "    - {order: 1, content: Việc, due: Quý III, lead: so-noi-vu, area: so}\n"
STANDING = "    - {order: 2, content: Việc, due: Thường xuyên, lead: ubnd}\n"


def test_each_page_offers_the_calendar_that_is_nearest_to_it(pages_of):
    pages = pages_of({"documents/ke-hoach.yml": PLAN + DATED + STANDING})
    assert pages["/van-ban/ke-hoach/"].view.plan.calendar == "/van-ban/ke-hoach/lich.ics"
    assert {url: pages[url].view.calendar for url in pages if hasattr(pages[url].view, "calendar")} | {
        "/nhiem-vu/": "/nhiem-vu/lich.ics",
        "/nhiem-vu/co-quan/so-noi-vu/": "/co-quan/so-noi-vu/lich.ics",
        "/nhiem-vu/linh-vuc/so/": "/linh-vuc/so/lich.ics",
        "/nhiem-vu/nam/2026/": "/nhiem-vu/lich.ics",
        "/nhiem-vu/ke-hoach/1/": "/van-ban/ke-hoach/lich.ics",
        "/nhiem-vu/ke-hoach/2/": "",
        "/co-quan/so-noi-vu/": "/co-quan/so-noi-vu/lich.ics",
        "/co-quan/ubnd/": "",
        "/linh-vuc/so/": "/linh-vuc/so/lich.ics",
        "/linh-vuc/the-che-2/": "",
    } == {url: pages[url].view.calendar for url in pages if hasattr(pages[url].view, "calendar")}


def test_where_no_task_has_a_day_no_page_offers_a_calendar(pages_of):
    pages = pages_of({"documents/ke-hoach.yml": PLAN + STANDING})
    assert not any(getattr(page.view, "calendar", "") for page in pages.values())
    assert pages["/van-ban/ke-hoach/"].view.plan.calendar == ""
