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


def pages_with(pages_of, more="declared_tasks: 8"):
    first = PLAN.format(period="2026-2027", more=more) + "  tasks:\n" + TASKS
    return pages_of({"documents/ke-hoach.yml": first, "documents/sau.yml": LATER})


def contents(page):
    return "".join(row.content.text for group in page.view.groups for row in group.tasks)


def test_each_list_holds_its_tasks(pages_of):
    pages = pages_with(pages_of)
    found = {
        url.removeprefix("/nhiem-vu/"): contents(page)
        for url, page in pages.items()
        if url.startswith("/nhiem-vu/") and page.template == "task_list.html"
    }
    assert found == {
        "": "GABCDEF",
        "sap-den-han/": "B",
        "xong-trong-thang/": "C",
        "tinh-trang/overdue/": "A",
        "tinh-trang/under-way/": "",
        "tinh-trang/not-started/": "B",
        "tinh-trang/suspended/": "",
        "tinh-trang/handed-on/": "",
        "tinh-trang/done/": "C",
        "tinh-trang/done-late/": "E",
        "tinh-trang/dropped/": "F",
        "tinh-trang/unreported/": "G",
        "co-quan/so-noi-vu/": "AD",
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
    for group in view.facets:
        for link in group.links:
            assert pages[link.url].view.tally.total == link.count, link.url
    assert pages["/"].view.tally == view.tally


def test_tasks_that_plans_name_and_nobody_published_are_told(pages_of):
    view = pages_with(pages_of)["/nhiem-vu/"].view
    assert [(link.text, missing) for link, missing in view.unlisted] == [("Kế hoạch số 01/KH-UBND", 3)]


def test_lists_that_follow_the_day_keep_their_addresses_when_they_are_empty(pages_of):
    pages = pages_of({"documents/sau.yml": LATER})
    for url in ("sap-den-han/", "xong-trong-thang/", "tinh-trang/overdue/"):
        assert pages[f"/nhiem-vu/{url}"].view.tally.total == 0


def test_a_portal_without_tasks_has_no_lists_of_them_but_one(pages_of):
    assert [url for url in pages_of({}) if url.startswith("/nhiem-vu/")] == ["/nhiem-vu/"]


def test_nothing_is_counted_where_there_is_nothing():
    empty = tally([])
    assert (empty.total, empty.states, empty.reported) == (0, (), False)
