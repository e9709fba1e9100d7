"""Trees become files that read back as the same trees, and changed keys leave the rest of a file alone."""

import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.ingest.clean import clean
from generator.ingest.splice import splice
from generator.ingest.yamltext import WIDTH, to_yaml
from generator.load.tree import parse_tree

WORDS = [
    "true",
    "1.01",
    "10:30",
    "null",
    "-",
    "- a",
    "a: b",
    "# x",
    "'",
    '"',
    "\\",
    "{",
    "[",
    "*",
    "&a",
    "|",
    "%",
    "@",
    ">",
]
TEXT = st.lists(st.one_of(st.sampled_from(["\n", " ", "chữ", *WORDS]), st.text(max_size=6)), max_size=40).map("".join)
VALUES = st.recursive(
    TEXT.map(clean),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=3)),
    max_leaves=6,
)
TREES = st.dictionaries(st.sampled_from(["code", "name", "field", "raw", "steps"]), VALUES, min_size=1)


@given(tree=TREES)
def test_what_is_written_reads_back(tree: dict[str, Any]) -> None:
    text = to_yaml(tree)
    assume(unicodedata.is_normalized("NFC", text))
    assert parse_tree("x.yml", text) == (tree, [])


@given(tree=TREES)
def test_other_readers_find_text_where_text_was_written(tree: dict[str, Any]) -> None:
    def kinds(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kinds(inner) for key, inner in value.items()}
        return [kinds(inner) for inner in value] if isinstance(value, list) else str

    def check(value: Any, shape: Any) -> None:
        if isinstance(shape, dict):
            for key, inner in shape.items():
                check(value[key], inner)
        elif isinstance(shape, list):
            for one, inner in zip(value, shape, strict=True):
                check(one, inner)
        else:
            assert isinstance(value, str | int) and not isinstance(value, bool)

    check(yaml.safe_load(to_yaml(tree)), kinds(tree))


def test_the_style_is_that_of_an_editor() -> None:
    tree = {
        "code": "1.010000",
        "name": "Tên: có dấu hai chấm",
        "sets": "1",
        "steps": ["Một " * 40 + "hết", "Dòng một\n\n- dòng hai"],
        "manners": [{"kind": "post", "time_limit": "5 ngày làm việc"}],
    }
    text = to_yaml(tree)
    assert 'code: "1.010000"\nname: "Tên: có dấu hai chấm"\nsets: 1\n' in text
    assert "steps:\n  - >-\n    Một Một" in text
    assert "  - |-\n    Dòng một\n\n    - dòng hai\n" in text
    assert "manners:\n  - kind: post\n    time_limit: 5 ngày làm việc\n" in text
    assert all(len(line) <= WIDTH for line in text.split("\n"))


FILE = """# Ghi chú đầu tệp
code: "1.000001"
name: 'Tên'   # tên như quyết định

# về các bước
steps:
- Một
- Hai
field: {a: b}
"""


def changed(new: dict[str, Any], *keys: str) -> str:
    order = ["code", "name", "levels", "steps", "field"]
    return splice(FILE, {"code": "1.000001", "name": "Tên", "steps": ["Một", "Hai"], **new}, keys, order)


def test_a_changed_key_leaves_every_other_line() -> None:
    assert changed({"steps": ["Ba"]}, "steps") == FILE.replace("steps:\n- Một\n- Hai\n", "steps:\n  - Ba\n")


def test_comments_before_the_next_key_survive_a_change() -> None:
    text = changed({"name": "Khác"}, "name")
    assert 'code: "1.000001"\nname: Khác\n\n# về các bước\nsteps:\n' in text


def test_a_new_key_goes_behind_the_one_that_comes_before_it() -> None:
    text = changed({"levels": "province"}, "levels")
    assert "# tên như quyết định\nlevels: province\n\n# về các bước\nsteps:\n" in text


def test_a_key_that_is_gone_takes_its_lines_with_it() -> None:
    tree = {"code": "1.000001", "name": "Tên"}
    text = splice(FILE, tree, ["steps"], ["steps"])
    assert "- Một" not in text
    assert text.endswith("# về các bước\nfield: {a: b}\n")


@pytest.mark.parametrize("text", ["{code: '1.000001', name: a}\n", "{}\n"])
def test_a_file_in_one_line_is_written_anew(text: str) -> None:
    assert splice(text, {"name": "b"}, ["name"], ["name"]) == "name: b\n"


@given(before=TREES, after=TREES)
def test_a_splice_says_what_the_tree_says(before: dict[str, Any], after: dict[str, Any]) -> None:
    text = to_yaml(before)
    keys = sorted({*before, *after})
    new = splice(text, after, keys, keys)
    assume(after and unicodedata.is_normalized("NFC", text + new))
    assert parse_tree("x.yml", new) == (after, [])
