"""Lists of tasks over all plans: each holds what it says, and counts what it holds."""

from generator.link.status import tally

TASKS = """\
    - {order: 1, content: A, lead: [ubnd, so-noi-vu], state: under_way, due: Quý I/2026, area: the-che-2}
    - {order: 2, content: B, lead: ubnd, state: not_started, due: Tháng 6/2026}
    - {order: 3, content: C, state: done, done_on: 01/06/2026, due: Quý II/2026}
    - {order: 4, content: D, lead: so-noi-vu}
    - {order: 4.1, content: E, state: done, done_on: 31/05/2026, due: Tháng 4/2026}
    - {order: 4.2, content: F, state: dropped}
"""
PLAN = "number: 1/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch\nperiod: {period}\nplan:\n  {more}\n"
LATER = "type: ke-hoach\nissuer: ubnd\nissued_on: 01/03/2026\nsubject: Sau\nplan: {tasks: [{order: 1, content: G}]}\n"


def pages_with(pages_of, later=""):
    first = PLAN.format(period="2026-2027", more="declared_tasks: 8") + "  tasks:\n" + TASKS
    return pages_of({"documents/ke-hoach.yml": first, "documents/sau.yml": LATER + later})


def contents(page):
    return "".join(row.content.text for group in page.view.groups for row in group.tasks)


def test_each_list_holds_its_tasks(pages_of):
    pages = pages_with(pages_of)
    found = {
        url.removeprefix("/nhiem-vu/"): contents(page)
        for url, page in pages.items()
        if url.startswith("/nhiem-vu/") and page.template == "task_list.html"
    }
    states = {
        "sap-den-han/": "B",
        "tinh-trang/qua-han/": "A",
        "tinh-trang/dang-thuc-hien/": "",
        "tinh-trang/chua-thuc-hien/": "B",
        "tinh-trang/tam-dung/": "",
        "tinh-trang/chuyen-tiep/": "",
        "tinh-trang/hoan-thanh/": "C",
        "tinh-trang/hoan-thanh-qua-han/": "E",
        "tinh-trang/khong-thuc-hien-nua/": "F",
    }
    unreported = "tinh-trang/chua-co-bao-cao/"
    of_years = {"": "G", "nam/2026/": "G", "nam/2027/": ""}
    assert found == {
        **{year + url: tasks for year in of_years for url, tasks in states.items()},
        **{year + unreported: tasks for year, tasks in of_years.items()},
        "": "GABCDEF",
        "xong-trong-thang/": "C",
        "co-quan/so-noi-vu/": "ADEF",
        "co-quan/ubnd/": "AB",
        "linh-vuc/the-che-2/": "A",
        "nam/2026/": "GABCDEF",
        "nam/2027/": "ABCDEF",
        "dia-phuong/mau/": "GABCDEF",
    }


def test_every_count_is_of_the_tasks_without_tasks_below_them(pages_of):
    pages = pages_with(pages_of)
    view = pages["/nhiem-vu/"].view
    assert view.tally.total == 6
    assert (view.tally.done, view.tally.count("overdue"), view.tally.due_soon) == (2, 1, 1)
    assert view.state_urls
    for offering in (view, pages["/nhiem-vu/nam/2027/"].view):
        links = [(link.url, link.count) for group in offering.facets for link in group.links]
        states = zip(offering.state_urls, offering.tally.states, strict=True)
        links += [(url, number) for url, (_, _, number) in states]
        assert {url: pages[url].view.tally.total for url, _ in links} == dict(links)


def test_the_home_page_counts_the_tasks_of_the_lists_that_it_leads_to(pages_of):
    pages = pages_with(pages_of, later="period: 2025\n")
    view = pages["/"].view
    assert view.year == 2026
    assert pages["/nhiem-vu/"].view.tally.total > view.tally.total
    assert pages[view.tasks_url].view.tally == view.tally
    assert pages[view.soon_url].view.tally.total == view.tally.due_soon == 1
    assert pages[view.late_url].view.tally.total == view.tally.count("overdue") == 1
    assert [pages[url].view.tally.states for url in view.state_urls] == [(one,) for one in view.tally.states]


def test_a_list_of_a_state_in_a_year_leads_back_to_the_year(pages_of):
    page = pages_with(pages_of)["/nhiem-vu/nam/2026/tinh-trang/qua-han/"]
    assert page.view.title == "Nhiệm vụ năm 2026: Quá hạn"
    assert [link.url for link in page.head.crumbs] == ["/", "/nhiem-vu/", "/nhiem-vu/nam/2026/"]


def test_tasks_that_plans_name_and_nobody_published_are_told(pages_of):
    view = pages_with(pages_of)["/nhiem-vu/"].view
    assert [(link.text, missing) for link, missing in view.unlisted] == [("Kế hoạch số 01/KH-UBND", 3)]


def test_lists_that_follow_the_day_keep_their_addresses_when_they_are_empty(pages_of):
    pages = pages_of({"documents/sau.yml": LATER})
    for url in ("sap-den-han/", "xong-trong-thang/", "tinh-trang/qua-han/"):
        assert pages[f"/nhiem-vu/{url}"].view.tally.total == 0


def test_a_portal_without_tasks_has_no_lists_of_them_but_one(pages_of):
    assert [url for url in pages_of({}) if url.startswith("/nhiem-vu/")] == ["/nhiem-vu/"]


def test_nothing_is_counted_where_there_is_nothing():
    empty = tally([])
    assert (empty.total, empty.states, empty.reported) == (0, (), False)
