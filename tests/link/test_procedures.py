from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.link.procedures import in_force, state_on, versions_of
from generator.records.procedure import Procedure
from generator.vn.dates import TIME_ZONE

BASE = {"id": "x", "code": "1.000001", "name": "Cấp bản sao", "field": "Chứng thực", "where": "C", "sets": "1"}


def event(kind: str, day: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "decision": "12/QĐ-UBND", "effective_on": day, **more}


LIFE = [
    event("announced", "1/1/2024"),
    event("amended", "1/1/2025", before={"where": "A"}),
    event("replaced", "1/1/2026", before={"where": "B", "sets": "2"}),
    event("abolished", "1/1/2027"),
]


def procedure(life: list[dict[str, Any]], **more: Any) -> Procedure:
    return Procedure.model_validate({**BASE, **more, "life": life})


@pytest.mark.parametrize(
    ("day", "where", "sets", "state"),
    [
        (date(2023, 12, 31), "A", 2, "not_yet_in_force"),
        (date(2024, 1, 1), "A", 2, "in_force"),
        (date(2024, 12, 31), "A", 2, "in_force"),
        (date(2025, 1, 1), "B", 2, "amended"),
        (date(2026, 1, 1), "C", 1, "amended"),
        (date(2026, 12, 31), "C", 1, "amended"),
        (date(2027, 1, 1), "C", 1, "abolished"),
    ],
)
def test_the_text_and_state_of_a_day_follow_from_the_life(day: date, where: str, sets: int, state: str) -> None:
    text = in_force(procedure(LIFE), day)
    assert (text.where, text.sets, text.state) == (where, sets, state)


def test_versions_join_without_a_gap_and_say_what_changed() -> None:
    first, second, third = versions_of(procedure(LIFE))
    assert (first.since, first.until) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (second.since, second.until) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (third.since, third.until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert first.changes == ()
    assert [(change.field, change.former, change.new) for change in second.changes] == [("where", "A", "B")]
    assert [(change.field, change.former, change.new) for change in third.changes] == [
        ("where", "B", "C"),
        ("sets", 2, 1),
    ]


def test_what_stood_before_the_first_known_step_has_no_beginning() -> None:
    first, second = versions_of(procedure(LIFE[1:2]))
    assert (first.event, first.since, first.until) == (None, None, date(2024, 12, 31))
    assert (second.since, second.until) == (date(2025, 1, 1), None)
    assert state_on(procedure(LIFE[1:2]), date(2020, 1, 1)) == "in_force"


def test_a_replacement_without_former_values_ends_a_procedure() -> None:
    assert state_on(procedure([event("replaced", "1/1/2025", successors="1.000002")]), date(2025, 1, 1)) == "abolished"


def test_a_written_state_counts_where_no_life_is_told() -> None:
    assert state_on(procedure([], state="abolished"), date(2025, 1, 1)) == "abolished"


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 3)), max_size=6), st.data())
def test_on_every_day_the_text_is_that_of_the_last_change_until_then(changes: list[Any], data: Any) -> None:
    """Change the number of sets from day to day, write the life down backwards, and read it forwards again."""
    history = [("9", date(2019, 1, 1))]
    for day, sets in sorted(changes):
        if str(sets) != history[-1][0]:
            history.append((str(sets), day))
    life = [event("amended", f"{day:%d/%m/%Y}", before={"sets": before}) for (before, _), (_, day) in pairwise(history)]
    record = procedure(life, sets=history[-1][0])
    day = data.draw(st.dates(date(2019, 1, 1), date(2031, 1, 1)))
    assert in_force(record, day).sets == int([sets for sets, since in history if since <= day][-1])
    for one, other in pairwise(versions_of(record)):
        assert one.until is not None
        assert other.since == one.until + timedelta(days=1)


def test_succession_in_a_circle_is_said_once_at_its_first_procedure(link: Any) -> None:
    records = {
        f"procedures/{code}": {"code": code, "life": [event("abolished", "1/1/2025", successors=heirs)]}
        for code, heirs in {
            "1.000001": ["1.000002", "1.000004"],
            "1.000002": ["1.000003"],
            "1.000003": ["1.000001"],
            "1.000004": [],
        }.items()
    }
    _, problems = link(records)
    (problem,) = [problem for problem in problems if problem.code == "MB033"]
    assert "1.000001 → 1.000002 → 1.000003 → 1.000001" in problem.message
    assert (problem.span.path, problem.span.line > 1) == ("content/procedures/1.000001.yml", True)


def test_a_procedure_does_not_succeed_itself(link: Any) -> None:
    life = [event("abolished", "1/1/2025", successors="1.000001")]
    _, problems = link({"procedures/1.000001": {"code": "1.000001", "life": life}})
    assert [problem.code for problem in problems] == ["MB033"]


def test_variants_of_each_other_are_a_circle(link: Any) -> None:
    _, problems = link(
        {
            "procedures/1.000001": {"code": "1.000001", "variant_of": "1.000002"},
            "procedures/1.000002": {"code": "1.000002", "variant_of": "1.000001"},
        }
    )
    assert [problem.code for problem in problems] == ["MB033"]


def test_agencies_are_named_by_id_by_their_very_name_or_in_words(link: Any) -> None:
    site, problems = link(
        {
            "agencies/so": {"name": "Sở Tư pháp"},
            "procedures/1.000001": {
                "code": "1.000001",
                "agencies": ["so"],
                "competent": ["sở tư pháp"],
                "cooperating": ["Công an cấp xã"],
                "life": [event("amended", "1/1/2025", before={"agencies": ["Sở Tư pháp", "Phòng Tư pháp"]})],
            },
        }
    )
    found = site.procedures["1.000001"]
    assert problems == []
    assert (found.agencies, found.competent, found.cooperating) == (("so",), ("so",), ("Công an cấp xã",))
    assert site.versions["1.000001"][0].text.agencies == ("so", "Phòng Tư pháp")
    assert {edge.by for edge in site.incoming["agencies", "so"]} == {"agencies", "competent", "before"}


def test_two_agencies_of_one_name_are_not_guessed_between(link: Any) -> None:
    site, problems = link(
        {
            "agencies/so-mot": {"name": "Sở Tư pháp"},
            "agencies/so-hai": {"name": "Sở Tư pháp"},
            "procedures/1.000001": {"code": "1.000001", "agencies": ["Sở Tư pháp"]},
        }
    )
    assert (site.procedures["1.000001"].agencies, problems) == (("Sở Tư pháp",), [])


@pytest.mark.parametrize("key", ["agencies", "competent", "cooperating", "delegated", "life_events", "related"])
def test_what_looks_like_an_id_must_be_one(link: Any, key: str) -> None:
    known = {"agencies/so-tu-phap": {}, "procedures/1.000002": {"code": "1.000002"}}
    wrong = {"life_events": "sinh-conn", "related": "1.000003"}.get(key, "so-tu-phapp")
    events = [{"id": "sinh-con", "name": "Sinh con"}]
    _, problems = link({**known, "procedures/1.000001": {"code": "1.000001", key: [wrong]}}, life_events=events)
    assert [problem.code for problem in problems] == ["MB032"]
    assert problems[0].hint


def test_pages_know_the_text_of_today_and_every_other_version(link: Any) -> None:
    record = {"code": "1.000001", "where": "C", "life": [event("amended", "2/6/2026", before={"where": "B"})]}
    site, _ = link({"procedures/1.000001": record}, now=datetime(2026, 6, 1, 12, tzinfo=TIME_ZONE))
    assert site.procedures["1.000001"].where == "B"
    assert [version.text.where for version in site.versions["1.000001"]] == ["B", "C"]
