"""YAML text becomes a tree of strings, or problems at their places."""

import subprocess
import sys
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.base.problems import Problem
from generator.base.text import mend
from generator.load.tree import MAX_DEPTH, MAX_PROBLEMS, Place, locator, parse_tree


def problems_of(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    tree, problems = parse_tree("t.yml", text, first_line)
    assert not (tree and problems)
    return [(p.code, p.span.line, p.span.column) for p in problems]


@pytest.mark.parametrize("scalar", ["1.000100", "no", "10:30", "2015-12-22", "0x1F", "~", "1e3", "007", "=", "<<"])
def test_every_scalar_stays_the_text_that_was_written(scalar: str) -> None:
    assert parse_tree("t.yml", f"key: {scalar}\n") == ({"key": scalar}, [])


def test_an_empty_value_is_an_empty_text() -> None:
    assert parse_tree("t.yml", "key:\n") == ({"key": ""}, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("MB011", 3, 1)]),
        ("a:\n  - b: 1\n    b: 2\n", [("MB011", 3, 5)]),
        ("a: {b: 1, b: 2}\n", [("MB011", 1, 11)]),
        ("a: &x 1\nb: *x\n", [("MB012", 1, 4), ("MB012", 2, 4)]),
        ("a: !!python/object:os.system x\n", [("MB012", 1, 4)]),
        ("a: ! x\n", [("MB012", 1, 4)]),
        ("a: {? &x b: c}\n", [("MB012", 1, 7)]),
        ("&x {a: 1}\n", [("MB012", 1, 1)]),
        ("- a\n", [("MB013", 1, 1)]),
        ("chỉ có chữ\n", [("MB013", 1, 1)]),
        ("", [("MB013", 1, 1)]),
        ("a: b: c\n", [("MB010", 1, 5)]),
        ("a: 1\n\tb: 2\n", [("MB010", 2, 1)]),
        ("a: 'x\n", [("MB010", 1, 4)]),
        ("a: [1, 2\nb: 3\n", [("MB010", 1, 4)]),
        ("a: 1\nb\n", [("MB010", 2, 1)]),
        ("[", [("MB010", 1, 2)]),
        ("a: {{ x }}\n", [("MB010", 1, 5)]),
        ("? [a]\n: 1\n", [("MB010", 1, 3)]),
        ("a: 1\n---\nb: 2\n", [("MB010", 2, 1)]),
        ("a: @x\n", [("MB010", 1, 4)]),
        ("c: {a: 1, a: 2}\nd:\n  ? [x]\n  : 1\n", [("MB011", 1, 11)]),
        ('a: "x\\0y"\n', [("MB004", 1, 4)]),
        ('a: ["x", "\\e[31m"]\n', [("MB004", 1, 10)]),
        ('"\\x07": 1\n', [("MB004", 1, 9)]),
        ('a: "\\uD800"\n', [("MB010", 1, 7)]),
    ],
)
def test_what_yaml_may_do_and_records_may_not_is_a_problem_at_its_place(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert problems_of(text) == expected


def test_lines_count_from_where_the_yaml_stands_in_its_file() -> None:
    assert problems_of("a: 1\na: 2\n", first_line=2) == [("MB011", 3, 1)]


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert parse_tree("t.yml", "a: 1\n<<: {b: 2}\n") == ({"a": "1", "<<": {"b": "2"}}, [])


def test_escapes_cannot_bring_back_what_reading_has_mended() -> None:
    tree, problems = parse_tree("t.yml", 'a: "\\u00D0e\\u0301 \\L"\nb: ["\\xD0"]\n')
    assert problems == []
    assert tree == {"a": "Đé \n", "b": ["Đ"]}


@pytest.mark.parametrize(
    "text", ["a: Q&A\n", "a: 5 * 3\n", "a: A & B!\n", "a: '*x'\n", "a: |\n  **đậm** & *nghiêng*\n"]
)
def test_marks_inside_words_are_no_anchors(text: str) -> None:
    assert problems_of(text) == []


def test_every_explanation_is_vietnamese_and_says_more_than_that_it_is_wrong() -> None:
    for text in (
        "a: b: c\n",
        "a: 1\n\tb: 2\n",
        "a: 'x\n",
        "a: [1\n",
        "a: {{ x }}\n",
        "a: 1\n---\nb: 2\n",
        "a\nb: 1\n",
        'a: "\\q"\n',
        "a: |x\n",
        "a: ]\n",
    ):
        (problem,) = parse_tree("t.yml", text)[1]
        assert problem.message.startswith("YAML không đọc được: ")
        assert not problem.message.endswith("sai cú pháp")
        assert problem.hint


@pytest.mark.parametrize("text", ['a: "\\uD800"\n', 'a: "\\ud83d\\ude00"\n'])
def test_half_of_a_character_is_told_as_such_and_a_whole_one_is_read(text: str) -> None:
    (problem,) = parse_tree("t.yml", text)[1]
    assert "không phải là một ký tự" in problem.message
    assert parse_tree("t.yml", 'a: "\\U0001F600"\n') == ({"a": "😀"}, [])


def test_nesting_is_read_up_to_the_limit_and_refused_beyond() -> None:
    assert problems_of("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)) == []
    assert problems_of("a: " + "[" * 2 * MAX_DEPTH + "]" * 2 * MAX_DEPTH) == [("MB010", 1, 3 + MAX_DEPTH)]


@pytest.mark.parametrize(
    "text",
    [
        "- " * 100_000,
        "? " * 100_000,
        ": - " * 100_000,
        "-\t" * 100_000,
        "a: " + "[" * 100_000,
        "a: " + "{b: " * 100_000,
        "".join(" " * i + "a:\n" for i in range(3_000)),
        "".join(" " * i + "- b:\n" for i in range(3_000)),
        "- - ? " * 50_000,
        "-\n " * 3_000,
    ],
    ids=["dashes", "questions", "colons", "tabs", "brackets", "braces", "mappings", "lists", "mixed", "lines"],
)
def test_deep_nesting_neither_crashes_nor_lasts(text: str) -> None:
    script = (
        "import sys, time; from generator.load.tree import parse_tree; text = sys.stdin.read(); "
        "start = time.perf_counter(); problems = parse_tree('t.yml', text)[1]; "
        "print(problems[0].code, time.perf_counter() - start < 2)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=text, text=True, capture_output=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout.split()[1:]) == (0, ["True"]), done.stderr[-300:]
    assert done.stdout.split()[0] in ("MB010", "MB013")


def test_a_bomb_of_aliases_is_refused_before_it_is_built() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]" for i in range(1, 60))]
    start = time.perf_counter()
    problems = parse_tree("t.yml", "\n".join(lines))[1]
    assert time.perf_counter() - start < 1
    assert {problem.code for problem in problems} == {"MB012"}
    assert len(problems) == MAX_PROBLEMS


def test_twenty_thousand_doubled_keys_are_answered_fast_and_in_part() -> None:
    start = time.perf_counter()
    problems = parse_tree("t.yml", "a: 1\n" * 20_000)[1]
    assert time.perf_counter() - start < 4
    assert len(problems) == MAX_PROBLEMS


TEXT = """\
title: Một tin
plan:
  tasks:
    - order: 1
      lead: so-noi-vu
    - {order: 2, plan: x, "due": Quý III/2017}
  plan: y
empty:
"""


@pytest.mark.parametrize(
    ("place", "key", "where", "marked"),
    [
        (("title",), False, (1, 8), "Một tin"),
        (("title",), True, (1, 1), "title"),
        (("plan", "tasks", 0, "lead"), False, (5, 13), "so-noi-vu"),
        (("plan", "tasks", 0, "lead", 0), False, (5, 13), "so-noi-vu"),
        (("plan", "tasks", 1, "due"), False, (6, 34), "Quý III/2017"),
        (("plan", "tasks", 1, "due"), True, (6, 27), '"due"'),
        (("plan", "tasks", 1), False, (6, 7), '{order: 2, plan: x, "due": Quý III/2017}'),
        (("plan", "tasks", 0, "missing"), False, (4, 7), "order: 1"),
        (("plan", "tasks", 7), False, (4, 5), "- order: 1"),
        (("plan", "plan"), True, (7, 3), "plan"),
        (("plan", "plan"), False, (7, 9), "y"),
        (("missing",), False, (1, 1), "title: Một tin"),
        ((), False, (1, 1), "title: Một tin"),
    ],
)
def test_a_place_is_found_where_it_is_written(place: Place, key: bool, where: tuple[int, int], marked: str) -> None:
    span, line = locator("t.yml", TEXT)(place, key=key)
    assert (span.line, span.column) == where
    assert line == TEXT.split("\n")[span.line - 1]
    assert line[span.column - 1 : span.column - 1 + span.length] == marked


def test_a_place_counts_from_where_the_yaml_stands_in_its_file() -> None:
    assert locator("t.md", TEXT, 2)(("title",))[0].line == 2


SCALARS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"))
KEYS = st.text("abcdef_", min_size=1, max_size=8)
TREES = st.dictionaries(
    KEYS,
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)),
    min_size=1,
)


@given(TREES)
def test_a_tree_that_is_written_is_read_back(tree: dict[str, object]) -> None:
    text = mend(yaml.dump(tree, Dumper=_Quoting, allow_unicode=True, width=10_000))
    assert parse_tree("t.yml", text) == (_mended(tree), [])


class _Quoting(yaml.SafeDumper):
    """Writes every scalar in double quotes, so that nothing of it means anything to YAML."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_text(self, data: str) -> yaml.Node:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"')


_Quoting.add_representer(str, _Quoting.represent_text)


def _mended(value: object) -> object:
    if isinstance(value, dict):
        return {key: _mended(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mended(inner) for inner in value]
    return mend(str(value))


@given(st.text() | st.lists(st.sampled_from("ab:-[]{},&*!?|>'\"#%@` \n\t\\0é"), max_size=60).map("".join))
def test_any_text_gives_a_tree_or_problems_that_lie_in_it(text: str) -> None:
    if "\r" in text:
        text = text.replace("\r", "\n")
    tree, problems = parse_tree("t.yml", text)
    assert bool(problems) or isinstance(tree, dict)
    for problem in problems:
        assert_lies_in(problem, text)


def assert_lies_in(problem: Problem, text: str) -> None:
    lines = text.split("\n")
    assert 1 <= problem.span.line <= len(lines)
    assert problem.excerpt == lines[problem.span.line - 1]
    assert 1 <= problem.span.column <= len(problem.excerpt) + 1
    assert problem.span.length >= 1
