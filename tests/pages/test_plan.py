import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.plan import figure, leaf_tasks
from generator.records.task import Task

STATES = (("2", "overdue"), ("1", "under_way"), ("1.2", "done_late"), ("1.1", "done"))
PLAN = "number: 12/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch thử\nplan:\n"


def task(order):
    return Task(order=order, content="Việc")


def plan_of(pages_of, *lines):
    text = PLAN + "".join(f"  {line}\n" for line in lines)
    return pages_of({"documents/ke-hoach.yml": text})["/van-ban/ke-hoach/"].view.plan


@pytest.mark.parametrize(
    ("orders", "leaves"),
    [
        (["1", "2"], ["1", "2"]),
        (["1", "1.1", "1.2", "2"], ["1.1", "1.2", "2"]),
        (["1", "1.1", "1.1.1"], ["1.1.1"]),
        (["1", "1.1", "11", "11.1", "2"], ["1.1", "11.1", "2"]),
        (["1.10", "1", "10"], ["1.10", "10"]),
    ],
)
def test_tasks_that_have_tasks_of_their_own_are_not_counted(orders, leaves):
    assert [found.order for found in leaf_tasks(tuple(map(task, orders)))] == leaves


@given(st.sets(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1))
def test_a_task_is_counted_exactly_when_no_other_is_below_it(pairs):
    orders = sorted({str(one) for one, _ in pairs}) + [f"{one}.{two}" for one, two in sorted(pairs)]
    assert len(leaf_tasks(tuple(map(task, orders)))) == len(pairs)


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


def test_done_tasks_are_told_among_those_that_count(pages_of):
    tasks = ["tasks:", *(f"  - {{order: {o}, content: Việc, state: {s}}}" for o, s in STATES)]
    plan = plan_of(pages_of, *tasks)
    assert plan.summary == "2 trong 3 nhiệm vụ đã hoàn thành"
    assert [row.order for row in plan.tasks] == ["1", "1.1", "1.2", "2"]


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
            ["declared_tasks: 1", "tasks: [{order: 1, content: Việc, state: done}]"],
            "",
            "1 trong 1 nhiệm vụ đã hoàn thành",
        ),
    ],
)
def test_a_plan_says_how_many_tasks_it_names_where_fewer_are_held(pages_of, lines, declared, summary):
    plan = plan_of(pages_of, *lines)
    assert (plan.declared, plan.summary) == (declared, summary)


def test_the_list_of_tasks_counts_what_plans_count_and_names_what_is_missing(pages_of):
    tasks = "\n".join(["  tasks:", *(f"    - {{order: {o}, content: Việc, state: {s}}}" for o, s in STATES)])
    pages = pages_of({"documents/ke-hoach.yml": f"{PLAN}  declared_tasks: 5\n{tasks}\n"})
    view = pages["/nhiem-vu/"].view
    assert view.total == 3
    assert view.states == (("done", "Hoàn thành", 1), ("done_late", "Hoàn thành quá hạn", 1), ("overdue", "Quá hạn", 1))
    assert [(link.text, missing) for link, missing in view.unlisted] == [("Kế hoạch số 12/KH-UBND", 2)]
    home = {count.text: count.count for count in pages["/"].view.counts}
    assert (home["nhiệm vụ"], home["kế hoạch"], home["cơ quan"]) == (3, 1, 2)
