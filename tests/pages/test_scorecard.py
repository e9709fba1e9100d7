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


def test_leaves_count_by_year_and_what_has_no_last_day_is_not_called_on_time(pages_of):
    card = pages_of({"documents/a.yml": PLAN.format(number=1, issued=2025, period="2025")})["/co-quan/so-noi-vu/"]
    ((year,), total) = (card.view.scorecard.rows, card.view.scorecard.total)
    assert year.label == "2025"
    assert numbers(year) == numbers(total) == (4, 1, 3, 1, 1, 1, 0)
    assert card.view.scorecard.tasks == "/nhiem-vu/co-quan/so-noi-vu/"


def test_a_task_of_several_years_counts_in_each_and_once_in_all(pages_of):
    files = {
        "documents/a.yml": PLAN.format(number=1, issued=2025, period="2025-2026"),
        "documents/b.yml": PLAN.format(number=2, issued=2026, period="2026"),
    }
    card = pages_of(files)["/co-quan/so-noi-vu/"].view.scorecard
    assert [(row.label, row.led) for row in card.rows] == [("2026", 8), ("2025", 4)]
    assert card.total.led == 8


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
