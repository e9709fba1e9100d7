import pytest

PLAN = """\
number: {number}/KH-UBND
issuer: ubnd
issued_on: 05/01/{issued}
subject: Kế hoạch
period: {period}
plan:
  tasks:
    - {{order: 1, content: Nhiệm vụ mẹ, lead: so-noi-vu}}
    - {{order: 1.1, content: Đúng hạn, lead: so-noi-vu, due: Quý I/{issued}, state: done, done_on: 20/03/{issued}}}
    - {{order: 1.2, content: Trễ, lead: so-noi-vu, due: Quý I/{issued}, state: done, done_on: 20/04/{issued}}}
    - {{order: 1.3, content: Quá hạn, lead: [so-noi-vu, ubnd], due: Quý I/{issued}, state: under_way}}
    - {{order: 1.4, content: Không hạn, lead: so-noi-vu, state: done, done_on: 20/03/{issued}}}
    - {{order: 1.5, content: Phối hợp, lead: ubnd, cooperating: so-noi-vu, state: not_started}}
"""


def numbers(row):
    return (row.led, row.shared, row.done, row.on_time, row.done_late, row.overdue, row.due_soon)


def scorecard(pages_of, files):
    return pages_of(files)["/co-quan/so-noi-vu/"].view.scorecard


def test_leaves_count_where_they_are_due_and_what_has_no_last_day_is_not_called_on_time(pages_of):
    card = scorecard(pages_of, {"documents/a.yml": PLAN.format(number=1, issued=2025, period="2025")})
    assert {row.label: numbers(row) for row in card.rows} == {
        "2025": (3, 0, 2, 1, 1, 1, 0),
        "Không có ngày hết hạn": (1, 1, 1, 0, 0, 0, 0),
    }
    assert numbers(card.total) == (4, 1, 3, 1, 1, 1, 0)
    assert card.tasks == "/nhiem-vu/co-quan/so-noi-vu/"


def test_a_task_of_a_plan_of_several_years_is_late_in_the_year_it_was_due_alone(pages_of):
    files = {
        "documents/a.yml": PLAN.format(number=1, issued=2024, period="2024-2026"),
        "documents/b.yml": PLAN.format(number=2, issued=2026, period="2026"),
    }
    card = scorecard(pages_of, files)
    assert [(row.label, row.led, row.overdue) for row in card.rows] == [
        ("2026", 3, 1),
        ("2024", 3, 1),
        ("Không có ngày hết hạn", 2, 0),
    ]
    assert tuple(map(sum, zip(*map(numbers, card.rows), strict=True))) == numbers(card.total)


def test_an_agency_that_only_helps_has_no_list_to_lead_to(pages_of):
    plan = (
        "number: 1/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch\n"
        "plan: {tasks: [{order: 1, content: Việc, lead: ubnd, cooperating: so-noi-vu}]}\n"
    )
    card = pages_of({"documents/a.yml": plan})["/co-quan/so-noi-vu/"].view.scorecard
    assert (card.total.led, card.total.shared, card.tasks) == (0, 1, "")


@pytest.mark.parametrize("page", ["/co-quan/so-noi-vu/", "/co-quan/ubnd/"])
def test_an_agency_without_tasks_has_no_scorecard(pages_of, page):
    assert pages_of({})[page].view.scorecard is None
