from datetime import date
from pathlib import Path

import pytest

from generator.load.content import load_content
from generator.records.kinds import KINDS
from generator.records.skeleton import name_fault, skeleton, skeleton_suffix

DAY = date(2026, 11, 22)
NAMES = {kind: "1.000100" if kind == "procedures" else "ten-moi" for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_loads_as_it_is_and_is_a_draft(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "content" / kind / f"{NAMES[kind]}{skeleton_suffix(KINDS[kind])}"
    file.parent.mkdir(parents=True)
    file.write_text(skeleton(KINDS[kind], NAMES[kind], DAY), "utf-8")
    content = load_content(tmp_path, tmp_path / "content")
    assert content.problems == ()
    assert [(one.record.id, one.record.draft) for one in content.records] == [(NAMES[kind], True)]


@pytest.mark.parametrize("kind", ["documents", "procedures", "caseloads"])
def test_a_new_record_says_when_it_comes_to_the_portal(kind: str) -> None:
    assert "\nposted_on: 22/11/2026\n" in skeleton(KINDS[kind], NAMES[kind], DAY)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_the_kind_is_there_with_its_title(kind: str) -> None:
    text = skeleton(KINDS[kind], NAMES[kind], DAY)
    for key, field in KINDS[kind].model.model_fields.items():
        if key not in {"id", "draft", "former_addresses", "body"}:
            assert f"\n{key}:" in text or f"\n# {key}:" in text
            assert str(field.title) in text


@pytest.mark.parametrize("kind", KINDS)
def test_no_required_key_is_left_as_a_comment(kind: str) -> None:
    text = skeleton(KINDS[kind], NAMES[kind], DAY)
    for key, field in KINDS[kind].model.model_fields.items():
        assert key == "id" or not field.is_required() or f"\n{key}:" in text


@pytest.mark.parametrize(
    ("kind", "name", "word"),
    [("news", "Tin Mới", "mã không đúng dạng"), ("news", "../a", "mã không đúng"), ("procedures", "abc", "1.013172")],
)
def test_a_name_that_cannot_be_an_id_is_refused_with_a_hint(kind: str, name: str, word: str) -> None:
    assert word in name_fault(KINDS[kind], name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_name_has_no_fault(kind: str) -> None:
    assert name_fault(KINDS[kind], NAMES[kind]) == ""
