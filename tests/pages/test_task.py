"""A task by itself: its history, what it comes from and leads to, and what stands below it."""

import pytest

PLAN = "number: {number}/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch\nplan:\n  tasks:\n"


def plan(number, *tasks):
    return PLAN.format(number=number) + "".join(f"    - {{content: Việc, {task}}}\n" for task in tasks)


def view_of(pages_of, *tasks, order="1", **files):
    pages = pages_of({"documents/ke-hoach.yml": plan(1, *tasks)} | files)
    return pages[f"/nhiem-vu/ke-hoach/{order}/"].view


def facts(view):
    return {name: [link.text for link in links] for name, links in view.facts if links}


UPDATES = (
    "updates: [{date: 01/03/2026, state: under_way, progress: 20, by: so-noi-vu},"
    " {date: 01/05/2026, text: Thiếu số liệu, evidence: [{url: 'https://a.vn/x', text: Công văn, date: 30/04/2026}]},"
    " {date: 01/07/2026, state: done}]"
)


def test_the_history_is_newest_first_and_ends_today(pages_of):
    view = view_of(pages_of, f"order: 1, {UPDATES}")
    assert [(entry.on, entry.state, entry.progress) for entry in view.history] == [
        ("01/05/2026", "", ""),
        ("01/03/2026", "under_way", "20\u00a0%"),
    ]
    assert [link.text for link in view.history[0].evidence] == ["Công văn (30/04/2026)"]
    assert [link.url for link in view.history[1].by] == ["/co-quan/so-noi-vu/"]
    assert (view.row.state, view.row.progress) == ("under_way", "20\u00a0%")
    assert facts(view)["Báo cáo gần nhất"] == ["01/05/2026"]


def test_a_task_leads_up_and_down_one_level(pages_of):
    tasks = ["order: 1", "order: 1.2", "order: 1.10", "order: 1.2.1", "order: 11", "order: 11.1"]
    assert [row.order for row in view_of(pages_of, *tasks).below] == ["1.2", "1.10"]
    middle = view_of(pages_of, *tasks, order="1.2")
    assert [row.order for row in middle.below] == ["1.2.1"]
    assert facts(middle)["Thuộc nhiệm vụ"] == ["1. Việc"]
    assert "Thuộc nhiệm vụ" not in facts(view_of(pages_of, *tasks))


def test_leading_zeros_of_a_number_do_not_part_it_from_its_family(pages_of):
    view = view_of(pages_of, "order: '01'", "order: '1.01'")
    assert [row.order for row in view.below] == ["1.1"]


def test_succession_is_told_on_both_sides(pages_of):
    later = {"documents/sau.yml": plan(2, "order: 3, continues: 'ke-hoach#01'")}
    pages = pages_of({"documents/ke-hoach.yml": plan(1, "order: 1")} | later)
    before, after = pages["/nhiem-vu/ke-hoach/1/"].view, pages["/nhiem-vu/sau/3/"].view
    assert facts(before)["Được tiếp nối bởi"] == ["3. Việc (Kế hoạch số 02/KH-UBND)"]
    assert facts(after)["Tiếp nối"] == ["1. Việc (Kế hoạch số 01/KH-UBND)"]
    assert [link.url for name, links in after.facts if name == "Tiếp nối" for link in links] == [
        "/nhiem-vu/ke-hoach/1/"
    ]


def test_where_a_task_comes_from_is_told(pages_of):
    files = {"news/hop.yml": "title: Kết luận\nposted_at: 01/02/2026\n"}
    view = view_of(pages_of, "order: 1, origin: {news: hop, document: Chỉ thị số 07/CT-TTg}", **files)
    assert facts(view)["Nguồn giao việc"] == ["Kết luận", "Chỉ thị số 07/CT-TTg"]


@pytest.mark.parametrize(
    ("keys", "state", "progress", "done_on", "summed"),
    [
        ("state: done, done_on: 02/02/2026, progress: 100", "done", "", "02/02/2026", False),
        ("state: not_started", "not_started", "", "", False),
        ("state: under_way, progress: 40", "under_way", "40\u00a0%", "", False),
        ("state: under_way, due: Tháng 5/2026, progress: 40", "overdue", "40\u00a0%", "", False),
    ],
)
def test_a_row_says_where_the_task_stands(pages_of, keys, state, progress, done_on, summed):
    row = view_of(pages_of, f"order: 1, {keys}").row
    assert (row.state, row.progress, row.done_on, row.summed) == (state, progress, done_on, summed)


def test_a_moved_deadline_is_told_beside_that_of_the_plan_from_the_day_of_the_report_on(pages_of):
    view = view_of(pages_of, "order: 1, due: Quý I, updates: [{date: 01/05/2026, due: Quý III}]")
    assert facts(view)["Thời hạn"] == ["Quý III (đến 30/09/2026), dời từ «Quý I»"]
    assert (view.row.due_day, view.history[0].due) == ("2026-09-30", "Quý III")
    later = view_of(pages_of, "order: 1, due: Quý I, updates: [{date: 02/06/2026, due: Quý III}]")
    assert facts(later)["Thời hạn"] == ["Quý I (đến 31/03/2026)"]


def test_a_row_says_that_its_state_is_that_of_the_tasks_below(pages_of):
    row = view_of(pages_of, "order: 1", "order: 1.1, state: under_way, progress: 40").row
    assert (row.state, row.progress, row.summed) == ("under_way", "40\u00a0%", True)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("due: Hằng quý", "30/06/2026"),
        ("due: Chậm nhất ngày 1 hằng tháng", "01/06/2026"),
        ("due: Thường xuyên; báo cáo trước ngày 15/12/2026", "14/12/2026"),
        ("due: Hằng quý, state: dropped", None),
        ("due: 'Hằng quý, đến hết tháng 3/2026'", None),
        ("due: Hằng năm từ năm 2030", None),
        ("due: Thường xuyên", None),
        ("due: Quý III/2026", None),
    ],
)
def test_what_comes_back_says_when_it_is_due_next_in_the_years_of_its_plan(pages_of, keys, day):
    told = facts(view_of(pages_of, f"order: 1, {keys}")).get("Đến hạn lần tới")
    assert told == ([day] if day else None)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("Quý III", "Quý III (đến 30/09/2026)"),
        ("Trước ngày 15/12", "Trước ngày 15/12 (đến 14/12/2026)"),
        ("Quý III/2026", "Quý III/2026"),
        ("Thường xuyên", "Thường xuyên"),
    ],
)
def test_a_deadline_that_leaves_the_year_to_its_plan_is_shown_with_its_last_day(pages_of, due, words):
    view = view_of(pages_of, f"order: 1, due: {due}")
    assert view.row.due == words
    assert facts(view)["Thời hạn"] == [words]
