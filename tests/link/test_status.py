"""What follows from reports and dates, and the counts of any tree of tasks."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.link.status import DONE, SOON, STATUSES, TaskStatus, plan_statuses, tally
from generator.link.tasks import plan_tasks
from generator.records.document import Document
from generator.records.task import Task

ISSUED = date(2026, 1, 5)
LAST_DAY = date(2026, 9, 30)
DUE = "Quý III/2026"
TODAY = date(2026, 6, 1)


def task(order: str = "1", **keys: Any) -> Task:
    return Task.model_validate({"order": order, "content": "Việc", **keys})


def status(today: date = TODAY, **keys: Any) -> TaskStatus:
    return plan_statuses([task(**keys)], ISSUED, today)["1"]


def update(on: str, **keys: Any) -> dict[str, Any]:
    return {"date": on, **({"text": "Báo cáo"} | keys)}


# One task


@pytest.mark.parametrize(
    ("done_on", "due", "state"),
    [
        (LAST_DAY, DUE, "done"),
        (LAST_DAY + timedelta(1), DUE, "done_late"),
        (date(2026, 9, 15), "Chậm nhất ngày 15/9/2026", "done"),
        (date(2026, 9, 16), "Chậm nhất ngày 15/9/2026", "done_late"),
        (date(2026, 1, 30), "Trong vòng 25 ngày kể từ ngày ban hành", "done"),
        (date(2026, 2, 3), "Trong vòng 25 ngày kể từ ngày ban hành", "done_late"),
        (date(2027, 1, 1), "Thường xuyên", "done"),
        (date(2027, 1, 1), None, "done"),
    ],
)
def test_a_task_is_done_late_from_the_day_after_its_last_day(done_on: date, due: str | None, state: str) -> None:
    found = status(date(2027, 6, 1), state="done", done_on=done_on, **({"due": due} if due else {}))
    assert (found.state, found.done_on, found.progress) == (state, done_on, 100)


@pytest.mark.parametrize("state", ["not_started", "under_way"])
def test_an_open_task_is_overdue_from_the_day_after_its_last_day(state: str) -> None:
    assert status(LAST_DAY, state=state, due=DUE).state == state
    assert status(LAST_DAY + timedelta(1), state=state, due=DUE).state == "overdue"


def test_the_deadline_that_was_reported_last_counts() -> None:
    moved = [update("10/05/2026", due="Quý IV/2026"), update("01/04/2026", due="Trong tháng 5/2026")]
    assert status(state="under_way", due="Quý I/2026").state == "overdue"
    found = status(state="under_way", due="Quý I/2026", updates=moved)
    assert (found.state, found.due) == ("under_way", date(2026, 12, 31))


@pytest.mark.parametrize("state", ["suspended", "dropped", "unreported"])
def test_what_nobody_is_working_on_or_knows_of_is_never_late(state: str) -> None:
    found = status(date(2099, 1, 1), state=state, due=DUE)
    assert (found.state, found.due_soon) == (state, False)


@pytest.mark.parametrize(
    "due", ["Thường xuyên", "Hằng năm", "Hằng quý", "Chậm nhất ngày 10 hằng tháng", "Thường xuyên trong năm 2026"]
)
def test_standing_and_recurring_tasks_are_never_overdue(due: str) -> None:
    for today in (date(2026, 12, 31), date(2027, 1, 1), date(2099, 1, 1)):
        found = status(today, state="under_way", due=due)
        assert (found.state, found.due, found.due_soon) == ("under_way", None, False)


@pytest.mark.parametrize(
    ("days", "soon"), [(SOON + 1, False), (SOON, True), (1, True), (0, True), (-1, False)], ids=str
)
def test_an_open_task_is_due_soon_from_thirty_days_before_its_last_day_to_that_day(days: int, soon: bool) -> None:
    today = LAST_DAY - timedelta(days)
    assert status(today, state="under_way", due=DUE).due_soon is soon
    assert not status(today, state="done", done_on="01/02/2026", due=DUE).due_soon


def test_the_update_of_the_latest_day_counts_and_says_only_what_it_says() -> None:
    later = update("30/04/2026", progress=40)
    first = update("31/03/2026", state="under_way", progress=20)
    found = status(updates=[later, first, update("15/05/2026")])
    assert (found.state, found.progress, found.updated_on) == ("under_way", 40, date(2026, 5, 15))


def test_of_two_updates_on_one_day_the_one_written_last_counts() -> None:
    updates = [update("31/03/2026", state="under_way"), update("31/03/2026", state="suspended")]
    assert status(updates=updates).state == "suspended"


def test_a_task_is_done_on_the_day_of_the_first_update_that_says_so() -> None:
    updates = [update("30/09/2026", state="done"), update("15/10/2026", state="done"), update("01/11/2026")]
    found = status(date(2026, 12, 1), due=DUE, updates=updates)
    assert (found.state, found.done_on, found.updated_on) == ("done", LAST_DAY, date(2026, 11, 1))


def test_a_day_of_completion_before_its_report_is_what_counts() -> None:
    found = status(date(2026, 12, 1), due=DUE, done_on="29/09/2026", updates=[update("15/10/2026", state="done")])
    assert (found.state, found.done_on) == ("done", date(2026, 9, 29))


def test_a_task_that_is_taken_up_again_is_open_and_is_done_when_it_is_done_again() -> None:
    updates = [update("01/09/2026", state="done"), update("10/09/2026", state="under_way")]
    again = status(LAST_DAY, due=DUE, updates=updates)
    assert (again.state, again.progress, again.done_on) == ("under_way", None, None)
    assert status(date(2026, 10, 1), due=DUE, updates=updates).state == "overdue"
    finished = status(date(2026, 12, 1), due=DUE, updates=[*updates, update("02/10/2026", state="done")])
    assert (finished.state, finished.done_on) == ("done_late", date(2026, 10, 2))


# Tasks below tasks


def whole(*children: dict[str, Any], today: date = TODAY, **own: Any) -> TaskStatus:
    below = [task(f"1.{place}", **keys) for place, keys in enumerate(children, start=1)]
    return plan_statuses([task(**own), *below], ISSUED, today)["1"]


DONE_TASK = {"state": "done", "done_on": "20/02/2026"}
DONE_LATE = DONE_TASK | {"due": "Tháng 1/2026"}
OVERDUE = {"state": "not_started", "due": "Tháng 2/2026"}
UNDER_WAY = {"state": "under_way", "progress": "50"}
NOT_STARTED = {"state": "not_started"}
SUSPENDED = {"state": "suspended", "progress": "50"}
DROPPED = {"state": "dropped"}
UNREPORTED: dict[str, Any] = {}


@pytest.mark.parametrize(
    ("children", "state", "progress"),
    [
        ([DONE_TASK, DONE_TASK], "done", 100),
        ([DONE_TASK, DONE_LATE], "done_late", 100),
        ([DONE_TASK, DROPPED], "done", 100),
        ([DONE_TASK, NOT_STARTED], "under_way", 50),
        ([DONE_TASK, UNREPORTED], "under_way", None),
        ([DONE_TASK, SUSPENDED], "under_way", 75),
        ([DONE_TASK, OVERDUE], "overdue", 50),
        ([UNREPORTED, OVERDUE], "overdue", None),
        ([UNDER_WAY, NOT_STARTED], "under_way", 25),
        ([UNDER_WAY, {"state": "under_way"}], "under_way", None),
        ([{"state": "under_way", "progress": "99"}, DONE_TASK], "under_way", 99),
        ([NOT_STARTED, NOT_STARTED], "not_started", 0),
        ([NOT_STARTED, UNREPORTED], "unreported", None),
        ([NOT_STARTED, {"state": "suspended"}], "not_started", None),
        ([SUSPENDED, NOT_STARTED], "under_way", 25),
        ([SUSPENDED, DROPPED], "suspended", 50),
        ([{"state": "suspended"}, UNREPORTED], "unreported", None),
        ([DROPPED, DROPPED], "dropped", None),
        ([UNREPORTED, UNREPORTED], "unreported", None),
    ],
)
def test_a_task_without_a_report_stands_where_the_tasks_below_it_stand(
    children: list[dict[str, Any]], state: str, progress: int | None
) -> None:
    for order in (children, children[::-1]):
        found = whole(*order)
        assert (found.state, found.progress, found.from_children) == (state, progress, True)


def test_a_report_of_a_task_itself_counts_more_than_the_tasks_below_it() -> None:
    found = whole(OVERDUE, UNREPORTED, state="under_way", progress="10")
    assert (found.state, found.progress, found.from_children) == ("under_way", 10, False)
    assert whole(OVERDUE, updates=[update("01/03/2026")]).from_children


def test_a_summed_up_task_is_judged_by_its_own_last_day_too() -> None:
    done = {"state": "done", "done_on": "20/02/2026"}
    assert whole(done, UNDER_WAY, due="Tháng 2/2026").state == "overdue"
    assert whole(done, done, due="Tháng 1/2026").state == "done_late"
    assert whole(done, DONE_LATE, due="Tháng 2/2026").state == "done"
    assert whole(OVERDUE, due="Tháng 6/2026").due_soon is False
    assert whole(UNDER_WAY, due="Tháng 6/2026").due_soon is True


def test_a_summed_up_task_is_done_with_its_last_and_reported_with_its_latest() -> None:
    early, late = update("02/02/2026", state="done"), update("03/03/2026", state="done")
    found = whole({"updates": [late]}, {"updates": [early]}, updates=[update("04/04/2026")])
    assert (found.done_on, found.updated_on) == (date(2026, 3, 3), date(2026, 4, 4))


def test_states_are_summed_up_over_every_level() -> None:
    tasks = [task("1"), task("1.1"), task("1.1.1"), task("1.1.1.1", **OVERDUE), task("1.2", **DONE_TASK)]
    found = plan_statuses(tasks, ISSUED, TODAY)
    assert [found[order].state for order in ("1", "1.1", "1.1.1", "1.1.1.1")] == ["overdue"] * 4


# Any tree


@st.composite
def plans(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The keys of tasks in a tree of up to four levels, in any order."""
    orders: list[str] = []
    for _ in range(draw(st.integers(1, 25))):
        above = draw(st.sampled_from(["", *(order for order in orders if order.count(".") < 3)]))
        stem = f"{above}." if above else ""
        siblings = sum(order.startswith(stem) and "." not in order[len(stem) :] for order in orders)
        orders.append(f"{stem}{siblings + 1}")
    kinds = st.sampled_from(
        [DONE_TASK, DONE_LATE, OVERDUE, UNDER_WAY, NOT_STARTED, SUSPENDED, DROPPED, UNREPORTED, {"due": "30/6/2026"}]
    )
    tasks = [{"order": order, "content": "Việc", **draw(kinds)} for order in orders]
    return draw(st.permutations(tasks))


def states_by_hand(tasks: list[dict[str, Any]]) -> list[str]:
    """Count anew, from the keys alone: the states of the tasks that no other order number begins with."""
    orders = [task["order"] for task in tasks]
    counted = [task for task in tasks if not any(order.startswith(f"{task['order']}.") for order in orders)]
    names = {str(DONE_LATE): "done_late", str(OVERDUE): "overdue"}
    return [
        names.get(
            str({key: value for key, value in task.items() if key not in ("order", "content")}),
            task.get("state", "unreported"),
        )
        for task in counted
    ]


@given(plans())
def test_every_total_of_a_tree_is_the_count_by_hand(tasks: list[dict[str, Any]]) -> None:
    document = Document.model_validate(
        {
            "id": "kh",
            "number": "1/KH-UBND",
            "issuer": "ubnd",
            "issued_on": "05/01/2026",
            "subject": "Kế hoạch",
            "plan": {"tasks": tasks},
        }
    )
    rows = plan_tasks(document, TODAY)
    expected = states_by_hand(tasks)
    counted = tally(row.status for row in rows if row.leaf)
    assert counted.total == len(expected) == sum(number for _, _, number in counted.states)
    assert {state: number for state, _, number in counted.states} == {one: expected.count(one) for one in {*expected}}
    assert [state for state, _, _ in counted.states] == [state for state in STATUSES if state in expected]
    assert counted.done == sum(state in DONE for state in expected)
    assert counted.reported == any(state != "unreported" for state in expected)
    assert [row.task.order for row in rows] == sorted(
        (task["order"] for task in tasks), key=lambda order: [int(part) for part in order.split(".")]
    )


@given(plans())
def test_a_task_without_a_report_is_late_when_and_only_when_an_active_task_below_it_is(
    tasks: list[dict[str, Any]],
) -> None:
    statuses = plan_statuses([Task.model_validate(one) for one in tasks], ISSUED, TODAY)
    for order, found in statuses.items():
        below = [one for key, one in statuses.items() if key.rpartition(".")[0] == order]
        if found.from_children:
            assert (found.state == "overdue") == any(one.state == "overdue" for one in below)
            assert (found.state == "dropped") == all(one.state == "dropped" for one in below)
            assert not found.is_done or all(one.is_done or one.state == "dropped" for one in below)


# A later plan goes on


@pytest.mark.parametrize("state", ["not_started", "under_way", "suspended", "unreported"])
def test_what_a_later_plan_goes_on_with_is_handed_on_and_late_there_only(state: str) -> None:
    keys = {} if state == "unreported" else {"state": state}
    found = plan_statuses([task(due=DUE, **keys)], ISSUED, LAST_DAY + timedelta(1), continued=["1"])["1"]
    assert (found.state, found.due_soon) == ("handed_on", False)


@pytest.mark.parametrize("keys", [{"state": "done", "done_on": date(2026, 3, 1)}, {"state": "dropped"}])
def test_what_is_finished_or_dropped_stays_so_though_a_later_plan_goes_on_with_it(keys: dict[str, Any]) -> None:
    assert plan_statuses([task(**keys)], ISSUED, TODAY, continued=["1"])["1"].state == keys["state"]


def test_the_open_tasks_below_one_that_is_handed_on_are_handed_on_too() -> None:
    tasks = [task("1"), task("1.1", state="under_way"), task("1.2", state="done", done_on=date(2026, 3, 1)), task("2")]
    found = plan_statuses(tasks, ISSUED, TODAY, continued=["1"])
    assert {order: one.state for order, one in found.items()} == {
        "1": "handed_on",
        "1.1": "handed_on",
        "1.2": "done",
        "2": "unreported",
    }


def test_what_is_handed_on_does_not_hold_back_the_task_above_it() -> None:
    tasks = [task("1"), task("1.1", state="under_way", due=DUE), task("1.2", state="done", done_on=date(2026, 3, 1))]
    assert plan_statuses(tasks, ISSUED, LAST_DAY + timedelta(1), continued=["1.1"])["1"].state == "done"
    assert plan_statuses(tasks[:2], ISSUED, LAST_DAY + timedelta(1), continued=["1.1"])["1"].state == "handed_on"
