import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.pages.plan import figure

TASKS = [
    "{order: 2, content: Việc, state: under_way, due: Quý I/2026, lead: [ubnd, so-noi-vu], area: the-che-2}",
    "{order: 1, content: Việc, state: under_way}",
    "{order: 1.2, content: Việc, state: done, done_on: 01/05/2026, due: Tháng 4/2026, lead: so-noi-vu}",
    "{order: 1.1, content: Việc, state: done, done_on: 01/04/2026, due: Tháng 4/2026}",
]
"""Of these three count: one done, one done late, one overdue."""
PLAN = "number: 12/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch thử\nplan:\n"


def plan_of(pages_of, *lines):
    text = PLAN + "".join(f"  {line}\n" for line in lines)
    return pages_of({"documents/ke-hoach.yml": text})["/van-ban/ke-hoach/"].view.plan


@pytest.mark.parametrize(
    ("value", "unit", "comparison", "text"),
    [
        ("98", "%", "more_than", "trên 98\u00a0%"),
        ("95", "%", "at_least", "từ 95\u00a0%"),
        ("82.5", "%", "exactly", "82,5\u00a0%"),
        ("1234", "hồ sơ", "exactly", "1.234\u00a0hồ sơ"),
    ],
)
def test_a_figure_is_written_as_people_read_it(value, unit, comparison, text):
    assert figure(value, unit, comparison) == text


def planned(pages_of, tasks, **settings):
    """Return every page of a site with a plan of these tasks, by address."""
    text = PLAN + "".join(f"  {line}\n" for line in ["tasks:", *(f"  - {task}" for task in tasks)])
    return pages_of({"documents/ke-hoach.yml": text}, **settings)


def test_a_summary_tells_what_is_done_and_late_among_those_that_count(pages_of):
    plan = planned(pages_of, TASKS)["/van-ban/ke-hoach/"].view.plan
    assert plan.summary == "2 trong 3 nhiệm vụ đã hoàn thành, 1 quá hạn"
    assert plan.tally.states == (
        ("overdue", "Quá hạn", 1),
        ("done", "Hoàn thành", 1),
        ("done_late", "Hoàn thành quá hạn", 1),
    )
    assert [row.order for row in plan.tasks] == ["1", "1.1", "1.2", "2"]


def test_a_task_due_within_thirty_days_is_told(pages_of):
    plan = planned(pages_of, ["{order: 1, content: Việc, state: under_way, due: Tháng 6/2026}"])
    assert (
        plan["/van-ban/ke-hoach/"].view.plan.summary == "0 trong 1 nhiệm vụ đã hoàn thành, 1 đến hạn trong 30 ngày tới"
    )


def test_a_task_of_several_agencies_counts_once_in_the_total_and_for_each_of_them(pages_of):
    plan = planned(pages_of, TASKS)["/van-ban/ke-hoach/"].view.plan
    rows = {row.agency.text: (row.counts, row.total) for row in plan.matrix}
    assert rows == {"Sở Nội vụ": ((1, 0, 1), 2), "Ủy ban nhân dân tỉnh Mẫu": ((1, 0, 0), 1)}
    assert plan.tally.total == 3


def test_columns_have_agencies_by_their_short_names(pages_of):
    agency = "name: Sở Tài chính tỉnh Mẫu\nshort_name: Sở Tài chính\nkind: department\nparent: ubnd\n"
    plan = PLAN + "  tasks: [{order: 1, content: Việc, lead: so-b, cooperating: [so-b, so-noi-vu], state: under_way}]\n"
    pages = pages_of({"agencies/so-b.yml": agency, "documents/ke-hoach.yml": plan})
    shown = pages["/van-ban/ke-hoach/"].view.plan
    assert [link.text for link in shown.tasks[0].lead] == ["Sở Tài chính"]
    assert [link.text for link in shown.tasks[0].cooperating] == ["Sở Tài chính", "Sở Nội vụ"]
    assert [row.agency.text for row in shown.matrix] == ["Sở Tài chính"]


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(["ubnd", "so-noi-vu", "so-b"])), st.sampled_from(["under_way", "suspended"])),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_cell_of_the_matrix_is_the_count_by_hand(pages_of, tasks):
    files = {"agencies/so-b.yml": "name: Sở B\nkind: department\n"}
    lines = [
        f"  - {{order: {order}, content: Việc, state: {state}, lead: [{', '.join(sorted(leads))}]}}"
        for order, (leads, state) in enumerate(tasks, start=1)
    ]
    text = PLAN + "  tasks:\n" + "".join(f"  {line}\n" for line in lines).replace(", lead: []", "")
    plan = pages_of(files | {"documents/ke-hoach.yml": text})["/van-ban/ke-hoach/"].view.plan
    states = [state for state, _, _ in plan.tally.states]
    ids = {"Ủy ban nhân dân tỉnh Mẫu": "ubnd", "Sở Nội vụ": "so-noi-vu", "Sở B": "so-b"}
    found = {ids[row.agency.text]: dict(zip(states, row.counts, strict=True)) for row in plan.matrix}
    led = {agency for leads, _ in tasks for agency in leads}
    assert found == {
        one: {s: sum(one in leads and s == state for leads, state in tasks) for s in states} for one in led
    }
    assert plan.tally.total == len(tasks)


def test_tasks_stand_in_groups_by_area_agency_and_month_each_in_every_group_of_its_own(pages_of):
    pages = planned(pages_of, TASKS)
    links = [link.url for link in pages["/van-ban/ke-hoach/"].view.plan.groupings]
    assert links == [f"/van-ban/ke-hoach/nhiem-vu/{facet}/" for facet in ("linh-vuc", "co-quan", "thoi-han")]
    groups = {
        url.split("/")[-2]: [(group.title.text, [row.order for row in group.tasks]) for group in pages[url].view.groups]
        for url in links
    }
    assert groups == {
        "linh-vuc": [("Cải cách thể chế", ["2"]), ("Chưa ghi lĩnh vực", ["1.1", "1.2"])],
        "co-quan": [
            ("Sở Nội vụ", ["1.2", "2"]),
            ("Ủy ban nhân dân tỉnh Mẫu", ["2"]),
            ("Chưa ghi cơ quan chủ trì", ["1.1"]),
        ],
        "thoi-han": [("Hạn trong tháng 3/2026", ["2"]), ("Hạn trong tháng 4/2026", ["1.1", "1.2"])],
    }


def test_groups_that_bring_no_tasks_together_are_left_out(pages_of):
    apart = ["{order: 1, content: Việc, lead: so-noi-vu}", "{order: 2, content: Việc, lead: ubnd}"]
    assert planned(pages_of, apart)["/van-ban/ke-hoach/"].view.plan.groupings == ()


def test_the_timeline_names_last_days_in_their_order(pages_of):
    timeline = planned(pages_of, TASKS)["/van-ban/ke-hoach/"].view.plan.timeline
    assert [(entry.day, [state for _, _, state, _ in entry.tasks]) for entry in timeline] == [
        ("31/03/2026", ["overdue"]),
        ("30/04/2026", ["done", "done_late"]),
    ]
    assert [link.text for link in timeline[0].tasks[0][1]] == ["Ủy ban nhân dân tỉnh Mẫu", "Sở Nội vụ"]


def test_a_long_plan_shows_its_first_tasks_and_leads_to_all_on_pages(pages_of):
    tasks = [f"{{order: {order}, content: Việc}}" for order in range(1, 6)]
    pages = planned(pages_of, tasks, more="page_sizes: {tasks: 2}\n")
    plan = pages["/van-ban/ke-hoach/"].view.plan
    assert [row.order for row in plan.tasks] == ["1", "2"]
    assert (plan.more.url, plan.more.count) == ("/van-ban/ke-hoach/nhiem-vu/", 5)
    parts = [pages[f"/van-ban/ke-hoach/nhiem-vu/{page}"].view for page in ("", "trang/2/", "trang/3/")]
    assert [row.order for part in parts for group in part.groups for row in group.tasks] == list("12345")


@pytest.mark.parametrize(
    ("lines", "declared", "summary"),
    [
        (
            ["declared_tasks: 42"],
            "Kế hoạch nêu 42 nhiệm vụ; danh mục nhiệm vụ chưa được công bố tại đây.",
            "",
        ),
        (
            ["declared_tasks: 42", "tasks: [{order: 1, content: Việc}]"],
            "Kế hoạch nêu 42 nhiệm vụ; tại đây có 1 nhiệm vụ.",
            "1 nhiệm vụ, chưa có báo cáo về tình hình thực hiện",
        ),
        (
            ["declared_tasks: 1", "tasks: [{order: 1, content: Việc, state: done, done_on: 02/02/2026}]"],
            "",
            "1 trong 1 nhiệm vụ đã hoàn thành",
        ),
    ],
)
def test_a_plan_says_how_many_tasks_it_names_where_fewer_are_held(pages_of, lines, declared, summary):
    plan = plan_of(pages_of, *lines)
    assert (plan.declared, plan.summary) == (declared, summary)
