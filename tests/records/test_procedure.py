"""What the record of a procedure takes for granted, and what of its life cannot be."""

from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from generator.records.kinds import KINDS
from generator.records.procedure import Procedure
from generator.records.schema import schema_of

PROCEDURE = {"id": "tep", "code": "1.013172", "name": "Cấp bản sao", "field": "Chứng thực"}


def loaded(**more: Any) -> Procedure:
    return Procedure.model_validate({**PROCEDURE, **more})


def refused(**more: Any) -> tuple[str, tuple[str | int, ...]]:
    with pytest.raises(ValidationError) as caught:
        loaded(**more)
    (error,) = caught.value.errors()
    return error["type"], (*error["loc"], *error.get("ctx", {}).get("at", ()))


def event(kind: str, day: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "decision": "12/QĐ-UBND", "effective_on": day, **more}


def test_times_and_fees_are_values_that_keep_their_words() -> None:
    (manner,) = loaded(manners=[{"kind": "post", "time_limit": "05 ngày làm việc", "fee": "8.000đ/bản"}]).manners
    assert manner.time_limit and manner.fee
    assert (manner.time_limit.amount, manner.time_limit.unit) == (Decimal(5), "working_days")
    assert (manner.fee.amounts, manner.fee.per) == ((8000,), "bản")
    assert manner.model_dump()["time_limit"] == "05 ngày làm việc"
    assert manner.model_dump()["fee"] == "8.000đ/bản"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("time_limit", "-5 ngày", "MB027"), ("fee", "-5.000 đồng", "MB070"), ("fee", " ", "MB026"), ("fee", [], "MB025")],
)
def test_times_and_fees_that_cannot_be_are_refused_where_they_stand(key: str, value: Any, code: str) -> None:
    assert refused(manners=[{"kind": "post", key: value}]) == (code, ("manners", 0, key))


def test_a_result_may_be_its_name_alone() -> None:
    first, second = loaded(results=["Giấy khai sinh", {"name": "Bản sao", "code": "KQ.G12.001284"}]).results
    assert (first.name, first.code, second.code) == ("Giấy khai sinh", None, "KQ.G12.001284")


@pytest.mark.parametrize(
    ("life", "place"),
    [
        ([event("announced", "2/3/2026"), event("amended", "1/3/2026")], (1, "effective_on")),
        ([event("amended", "1/3/2026"), event("announced", "2/3/2026")], (1, "kind")),
        ([event("abolished", "1/3/2026"), event("amended", "2/3/2026")], (0, "kind")),
        ([event("replaced", "1/3/2026"), event("amended", "2/3/2026")], (0, "kind")),
    ],
)
def test_a_life_out_of_order_is_refused_at_the_step_that_is_wrong(life: list[Any], place: tuple[Any, ...]) -> None:
    assert refused(life=life) == ("MB071", ("life", *place))


def test_two_decisions_may_take_effect_on_one_day() -> None:
    life = [event("amended", "1/3/2026", before={"where": "A"}), event("amended", "1/3/2026", before={"sets": "2"})]
    assert len(loaded(where="B", sets="1", life=life).life) == 2


def test_a_former_value_is_held_against_the_version_that_followed_it() -> None:
    life = [event("amended", "1/3/2025", before={"where": "A"}), event("amended", "1/3/2026", before={"where": "B"})]
    assert loaded(where="A", life=life).where == "A"
    life[0]["before"] = {"where": "B"}
    assert refused(where="A", life=life) == ("MB072", ("life", 0, "before", "where"))


def test_an_empty_list_says_that_there_was_nothing_before() -> None:
    (step,) = loaded(
        where="A", results="B", life=[event("amended", "1/3/2026", before={"where": [], "results": []})]
    ).life
    assert step.before and step.before.model_fields_set == {"where", "results"}
    assert (step.before.where, step.before.results) == (None, ())
    assert refused(life=[event("amended", "1/3/2026", before={"name": []})])[0] == "MB025"


def test_a_key_that_was_and_is_nothing_did_not_change() -> None:
    assert refused(life=[event("amended", "1/3/2026", before={"where": []})])[0] == "MB072"


@pytest.mark.parametrize(
    ("step", "key"),
    [
        (event("abolished", "1/3/2026", before={"where": "A"}), "before"),
        (event("announced", "1/3/2026", before={"where": "A"}), "before"),
        (event("amended", "1/3/2026", successors="1.000002"), "successors"),
        (event("replaced", "1/3/2026", before={"where": "A"}, successors="1.000002"), "successors"),
    ],
)
def test_what_a_kind_of_step_cannot_say_is_refused(step: dict[str, Any], key: str) -> None:
    assert refused(life=[step]) == ("MB029", ("life", 0, key))


def test_raw_text_belongs_to_a_key_that_could_hold_it() -> None:
    assert loaded(raw={"manners": "Hình thức nộp…"}).raw == {"manners": "Hình thức nộp…"}
    assert refused(raw={"mannners": "x"}) == ("MB020", ("raw", "mannners"))


def test_editors_may_write_an_empty_list_for_what_was_not_there() -> None:
    schema = Draft202012Validator(schema_of(KINDS["procedures"]))
    record = {key: value for key, value in PROCEDURE.items() if key != "id"}
    assert schema.is_valid({**record, "life": [event("amended", "1/3/2026", before={"where": []})]})
    assert not schema.is_valid({**record, "life": [event("amended", "1/3/2026", before={"name": []})]})
