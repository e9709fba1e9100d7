"""Tasks on a day and beside other plans: what is not known yet, and what leads nowhere, back, or astray."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from generator.base.problems import Problem
from generator.link.site import Site
from generator.outputs.searchdocs import search_documents
from generator.outputs.twins import twin_artifact
from generator.vn.dates import TIME_ZONE

SO = {"agencies/so": {}}
URL = "https://a.vn"
TWO = [
    {"id": "p1", "name": "P1", "period": "2011-2020", "areas": [{"id": "the-che-1", "name": "Cải cách thể chế"}]},
    {"id": "p2", "name": "P2", "period": "2021-2030", "areas": [{"id": "the-che-2", "name": "Cải cách thể chế"}]},
]


def plan(*tasks: dict[str, Any], **keys: Any) -> dict[str, Any]:
    numbered = [{"order": str(order), "content": f"Việc {order}", **task} for order, task in enumerate(tasks, start=1)]
    return {"type": "ke-hoach", "plan": {"tasks": numbered}, **keys}


def said(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """Return code, file and the words that the place of each problem covers."""
    return [
        (one.code, one.span.path, one.excerpt[one.span.column - 1 :][: one.span.length].strip('"')) for one in problems
    ]


# On a day


REPORTED = {
    "updates": [
        {"date": "01/03/2026", "state": "under_way", "text": "Đầu"},
        {
            "date": "10/06/2026",
            "state": "done",
            "text": "Chuyện 7319",
            "evidence": [{"url": f"{URL}/nhap-7319"}],
            "by": "so-7319",
        },
    ],
    "done_on": "20/05/2026",
    "evidence": [{"url": URL, "date": "01/02/2026"}, {"url": f"{URL}/7319", "date": "10/06/2026"}, {"url": f"{URL}/b"}],
}
LATE_EVIDENCE = {
    "updates": [{"date": "01/03/2026", "text": "Ký", "evidence": [{"url": f"{URL}/7319", "date": "10/6/2026"}]}]
}
UNDATED = {"state": "done", "done_on": "10/06/2026", "progress": "100"}


def site_on(link: Any, day: date) -> Site:
    records = {**SO, "agencies/so-7319": {"name": "Sở 7319"}, "documents/kh": plan(REPORTED, LATE_EVIDENCE, UNDATED)}
    site, problems = link(records, now=datetime(day.year, day.month, day.day, 23, tzinfo=TIME_ZONE))
    assert problems == []
    return site


def outputs_of(site: Site) -> Iterator[str]:
    """Yield what search and open data say of the plan."""
    yield twin_artifact(site, ("documents", "kh")).data.decode()
    yield next(str(found) for found in search_documents(site) if found.url == "/van-ban/kh/")


def test_what_is_reported_on_days_to_come_is_as_if_it_were_not_there(link: Any) -> None:
    site = site_on(link, date(2026, 6, 9))
    first, second, third = (row.task for row in site.tasks["kh"])
    assert [update.text for update in first.updates] == ["Đầu"]
    assert [one.url for one in first.evidence] == [URL, f"{URL}/b"]
    assert first.done_on is None
    assert second.updates[0].evidence == ()
    assert (third.state, third.progress, third.done_on) == (None, None, None)
    assert [row.status.state for row in site.tasks["kh"]] == ["under_way", "unreported", "unreported"]
    assert site.documents["kh"] == site.tasks["kh"][0].plan
    assert site.incoming.get(("agencies", "so-7319"), ()) == ()
    for text in outputs_of(site):
        assert "7319" not in text
        assert "2026-06-10" not in text
        assert "2026-05-20" not in text


def test_what_is_reported_is_there_from_its_day_on(link: Any) -> None:
    site = site_on(link, date(2026, 6, 10))
    first, second, third = site.tasks["kh"]
    assert (first.status.state, first.status.done_on) == ("done", date(2026, 5, 20))
    assert second.task.updates[0].evidence[0].date == date(2026, 6, 10)
    assert (third.status.state, third.status.done_on) == ("done", date(2026, 6, 10))
    assert site.incoming["agencies", "so-7319"]
    assert all("7319" in text for text in outputs_of(site))


@pytest.mark.parametrize("days", range(-1, 4))
def test_any_day_of_a_task_that_is_taken_up_again_shows_what_was_known_on_it(link: Any, days: int) -> None:
    states = ("done", "under_way", "done")
    updates = [{"date": f"{day}/05/2026", "state": state} for day, state in zip((1, 2, 3), states, strict=True)]
    day = date(2026, 5, 1) + timedelta(days)
    site, _ = link(
        {**SO, "documents/kh": plan({"updates": updates, "done_on": "03/05/2026"})},
        now=datetime(day.year, day.month, day.day, tzinfo=TIME_ZONE),
    )
    (row,) = site.tasks["kh"]
    expected = ("unreported", *states, "done")[days + 1]
    assert row.status.state == expected
    assert (row.task.done_on, row.status.done_on) == {
        "done": ((date(2026, 5, 3),) * 2 if days > 1 else (None, date(2026, 5, 1)))
    }.get(expected, (None, None))


# From the task above


def tree(**tasks: dict[str, Any]) -> dict[str, Any]:
    """Return a plan of tasks by order number, written ``t1_2`` for 1.2."""
    rows = [{"order": name[1:].replace("_", "."), "content": "Việc", **task} for name, task in tasks.items()]
    return {"type": "ke-hoach", "plan": {"tasks": rows}}


def test_a_task_without_a_lead_or_an_area_has_those_of_the_task_above(link: Any) -> None:
    both = {"lead": ["so", "ban"], "area": "the-che", "cooperating": "so", "product": "Báo cáo"}
    document = tree(t1_1_1={}, t1=both, t1_1={}, t1_2={"lead": "phong"}, t2={}, t2_1={"area": "the-che"})
    site, problems = link({**SO, "agencies/ban": {}, "agencies/phong": {}, "documents/kh": document})
    assert problems == []
    assert [(row.task.order, row.task.lead, row.task.area) for row in site.tasks["kh"]] == [
        ("1", ("so", "ban"), "the-che"),
        ("1.1", ("so", "ban"), "the-che"),
        ("1.1.1", ("so", "ban"), "the-che"),
        ("1.2", ("phong",), "the-che"),
        ("2", (), None),
        ("2.1", (), "the-che"),
    ]
    assert all((row.task.cooperating, row.task.product) == ((), None) for row in site.tasks["kh"][1:])
    assert site.documents["kh"] == site.tasks["kh"][0].plan
    assert {row.task for row in site.tasks["kh"]} == set(site.documents["kh"].plan.tasks)


def test_what_a_task_above_has_wrong_is_told_there_alone(link: Any) -> None:
    document = tree(t1={"lead": ["so-la", "so"], "area": "la"}, t1_1={}, t1_1_1={})
    site, problems = link({**SO, "documents/kh": document})
    assert sorted(said(problems)) == [
        ("MB032", "content/documents/kh.yml", "la"),
        ("MB032", "content/documents/kh.yml", "so-la"),
    ]
    assert [(row.task.lead, row.task.area) for row in site.tasks["kh"]] == [(("so",), None)] * 3


# Succession


def test_a_task_of_the_next_plan_follows_that_of_the_last(link: Any) -> None:
    records = {**SO, "documents/cu": plan({}, {}), "documents/moi": plan({"continues": "cu#2"}), **SO}
    site, problems = link(records)
    assert problems == []
    assert site.tasks["moi"][0].task.continues == site.tasks["cu"][1].ref == "cu#2"


@pytest.mark.parametrize(
    ("ref", "message", "hint"),
    [
        ("ke-hoach-2015#1", "không có kế hoạch «ke-hoach-2015»", "ke-hoach-2025"),
        ("ke-hoach-2025#3", "kế hoạch «ke-hoach-2025» không có nhiệm vụ «3»", "số thứ tự"),
        ("bao-cao#1", "không có kế hoạch «bao-cao»", "mã kế hoạch"),
    ],
)
def test_succession_that_leads_nowhere_is_told_with_what_is_near(link: Any, ref: str, message: str, hint: str) -> None:
    records = {**SO, "documents/ke-hoach-2025": plan({}), "documents/bao-cao": {}}
    _, problems = link({**records, "documents/moi": plan({}, {"continues": ref})})
    assert said(problems) == [("MB032", "content/documents/moi.yml", ref)]
    assert message in problems[0].message
    assert hint in problems[0].hint


def test_succession_to_a_plan_that_could_not_be_loaded_is_no_fault_of_those_that_follow(link: Any) -> None:
    records = {**SO, "documents/moi": plan({"continues": "hong#1"}, {"continues": "khong-co#1"})}
    _, problems = link(records, broken=(("documents", "hong"), ("news", "khong-co")))
    assert said(problems) == [("MB032", "content/documents/moi.yml", "khong-co#1")]


def test_a_loop_of_tasks_is_told_once_at_its_first(link: Any) -> None:
    records = {
        "documents/a": plan({"continues": "c#1"}),
        "documents/b": plan({"continues": "a#1"}),
        "documents/c": plan({"continues": "b#1"}),
        "documents/d": plan({"continues": "a#1"}),
        "documents/e": plan({"continues": "e#1"}),
    }
    _, problems = link({**SO, **records})
    assert said(problems) == [
        ("MB033", "content/documents/a.yml", "c#1"),
        ("MB033", "content/documents/e.yml", "e#1"),
    ]
    assert "a#1 → c#1 → b#1 → a#1" in problems[0].message


def test_a_task_of_the_same_plan_or_of_a_later_one_is_not_continued(link: Any) -> None:
    records = {
        "documents/cu": plan({"continues": "moi#1"}, {"continues": "cu#1"}, issued_on="04/01/2026"),
        "documents/moi": plan({"continues": "cu#1"}, {"continues": "cung-ngay#1"}),
        "documents/cung-ngay": plan({}),
    }
    _, problems = link({**SO, **records})
    assert said(problems) == [
        ("MB029", "content/documents/cu.yml", "moi#1"),
        ("MB029", "content/documents/cu.yml", "cu#1"),
    ]
    later, own = problems
    assert "05/01/2026" in later.message
    assert "chính kế hoạch này" in own.message
    assert "ban hành trước" in own.hint


@pytest.mark.parametrize("hidden", [{"draft": "true"}, {"issued_on": "02/06/2026"}])
def test_succession_to_a_plan_that_is_not_published_is_noticed_and_left_out(link: Any, hidden: dict[str, str]) -> None:
    records = {**SO, "documents/an-7319": plan({}, **hidden), "documents/kh": plan({"continues": "an-7319#1"})}
    site, problems = link(records)
    assert said(problems) == [("MB083", "content/documents/kh.yml", "an-7319#1")]
    assert problems[0].is_notice
    assert site.tasks["kh"][0].task.continues is None
    assert all("7319" not in text for text in outputs_of(site))


def test_a_long_row_of_tasks_and_many_mistakes_are_checked_in_good_time(link: Any) -> None:
    row = {f"documents/kh{at}": plan({"continues": f"kh{at - 1}#1"} if at else {}) for at in range(300)}
    wrong = plan(*({"continues": "kh-khac#1"} for _ in range(500)), *({"continues": "kh0#9999"} for _ in range(500)))
    _, problems = link({**SO, **row, "documents/sai": wrong})
    assert {one.code for one in problems} == {"MB032"}
    assert len(problems) == 1000


# Areas


@pytest.mark.parametrize(
    ("period", "issued_on", "wrong"),
    [
        ("2016-2020", "05/01/2016", "the-che-2"),
        ("2021-2025", "05/01/2021", "the-che-1"),
        ("2021-2025", "05/12/2020", "the-che-1"),
        ("2020-2021", "05/01/2020", None),
        (None, "05/01/2020", "the-che-2"),
        (None, "05/01/2021", "the-che-1"),
    ],
)
def test_areas_are_those_of_the_programme_of_the_plans_years(
    link: Any, period: str | None, issued_on: str, wrong: str | None
) -> None:
    keys = {"issued_on": issued_on, **({"period": period} if period else {})}
    document = plan({"area": "the-che-1"}, {"area": "the-che-2"}, **keys)
    _, problems = link({**SO, "documents/kh": document}, programmes=TWO)
    assert said(problems) == ([("MB038", "content/documents/kh.yml", wrong)] if wrong else [])
    if wrong:
        right = {"the-che-1": "the-che-2", "the-che-2": "the-che-1"}[wrong]
        assert problems[0].hint.endswith(right)


def test_areas_of_a_plan_and_its_targets_are_checked_and_those_of_other_documents_are_not(link: Any) -> None:
    document = plan(areas=["the-che-1", "the-che-2"], issued_on="05/01/2026")
    document["plan"]["targets"] = [{"content": "Hồ sơ", "goal": "90", "area": "the-che-1"}]
    _, problems = link({**SO, "documents/kh": document, "documents/bc": {"areas": ["the-che-1"]}}, programmes=TWO)
    assert said(problems) == [("MB038", "content/documents/kh.yml", "the-che-1")] * 2


def test_a_plan_of_years_without_a_programme_is_told_to_look_at_its_period(link: Any) -> None:
    _, problems = link({**SO, "documents/kh": plan({"area": "the-che-1"}, period="2035")}, programmes=TWO)
    assert [one.code for one in problems] == ["MB038"]
    assert "period" in problems[0].hint
