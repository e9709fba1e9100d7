"""Record files become records or located problems, whatever stands in them."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.base.problems import Problem, format_problem
from generator.base.text import mend
from generator.load.content import LoadedRecord, load_content, load_record, place_problems, place_words
from generator.load.files import RecordFile
from generator.load.tree import MAX_PROBLEMS
from generator.records.kinds import KINDS

SMALL = Path(__file__).parents[1] / "sites" / "small"
VALID = [
    (file.read_text(encoding="utf-8"), file.suffix, file.relative_to(SMALL / "content").parts[0])
    for file in sorted((SMALL / "content").rglob("*"))
    if file.suffix in (".md", ".yml")
]


def load(
    folder: Path, data: bytes, kind: str = "news", suffix: str = ".md"
) -> tuple[LoadedRecord | None, list[Problem]]:
    file = folder / f"tin{suffix}"
    file.write_bytes(data)
    return load_record(RecordFile(f"content/{kind}/tin{suffix}", str(file), kind))


def places(problems: list[Problem]) -> list[tuple[str, int, int, str]]:
    return [(p.code, p.span.line, p.span.column, p.hint) for p in problems]


def test_a_record_takes_its_id_from_its_file_and_its_body_from_below(tmp_path: Path) -> None:
    loaded, problems = load(tmp_path, "---\ntitle: Một tin\nposted_at: 05/01/2026\n---\nQuyết định\n".encode())
    assert problems == []
    assert loaded is not None
    assert (loaded.kind, loaded.path, loaded.body_line) == ("news", "content/news/tin.md", 5)
    assert (loaded.record.id, loaded.record.body) == ("tin", "Quyết định\n")


def test_all_that_is_wrong_with_a_record_is_said_at_once(tmp_path: Path) -> None:
    text = """---
titel: Một tin
posted_at: 31/02/2026
draft: chưa
authors: [{name: Cao Mẫu, ageny: so}]
images:
  - {file: ../a.png, alt: ""}
areas:
  - the-che
  - [a]
source: Báo Mẫu
---
"""
    _, problems = load(tmp_path, text.encode())
    assert sorted(places(problems)) == [
        ("MB020", 2, 1, "title"),
        ("MB020", 5, 27, "agency"),
        ("MB022", 2, 1, "title: …"),
        ("MB023", 3, 12, "ví dụ 30/12/2015 15:12:11"),
        ("MB025", 4, 8, "true"),
        ("MB025", 10, 5, ""),
        ("MB025", 11, 9, "mỗi khóa một dòng, thụt vào trong"),
        ("MB026", 7, 27, "ghi nội dung, hoặc bỏ hẳn khóa này"),
        ("MB041", 7, 12, "ghi đường dẫn tính từ content/files/"),
    ]
    for problem in problems:
        assert format_problem(problem).isprintable() or "\n" in format_problem(problem)


def test_an_unknown_key_that_is_like_no_other_gets_the_list_of_keys(tmp_path: Path) -> None:
    _, problems = load(tmp_path, b"---\ntitle: a\nposted_at: 05/01/2026\nzzzzzzzz: 1\n---\n")
    assert places(problems)[0][3].startswith("các khóa dùng được: id, draft, ")


@pytest.mark.parametrize(
    ("author", "columns", "hint"),
    [
        ("{name: Làm A, B và C, role: x}", [25], 'name: "Làm A, B và C"'),
        ("{role: Chánh, phó và ủy viên, Huế, name: x}", [25, 41], 'role: "Chánh, phó và ủy viên, Huế"'),
        ('{name: Báo "Mới", số 1 }', [29], "name: 'Báo \"Mới\", số 1'"),
        ("{name: A, B và\n   C}", [21], 'name: "A, B và C"'),
    ],
)
def test_text_that_a_comma_cut_into_keys_is_to_be_quoted(
    tmp_path: Path, author: str, columns: list[int], hint: str
) -> None:
    _, problems = load(tmp_path, f"title: a\nposted_at: 05/01/2026\nauthors: [{author}]\n".encode(), suffix=".yml")
    assert [(p.code, p.span.column) for p in problems] == [("MB020", column) for column in columns]
    assert all(p.hint.endswith(f"dấu ngoặc kép: {hint}") for p in problems)


@pytest.mark.parametrize("author", ["{name: a, nam: }", "{name: a, nam: b}", "{nam, name: a}", "{name: a, nam : }"])
def test_an_unknown_key_that_no_comma_made_is_not_to_be_quoted(tmp_path: Path, author: str) -> None:
    _, problems = load(tmp_path, f"title: a\nposted_at: 05/01/2026\nauthors: [{author}]\n".encode(), suffix=".yml")
    assert [(p.code, p.hint) for p in problems] == [("MB020", "name")]


def test_an_unknown_key_of_words_on_a_line_of_its_own_is_not_to_be_quoted(tmp_path: Path) -> None:
    _, problems = load(tmp_path, "title: a\nposted_at: 05/01/2026\nBáo cáo quý:\n".encode(), suffix=".yml")
    assert [(p.code, "ngoặc kép" in p.hint) for p in problems] == [("MB020", False)]


def test_a_body_is_written_in_one_place(tmp_path: Path) -> None:
    _, problems = load(tmp_path, b"---\ntitle: a\nposted_at: 05/01/2026\nbody: x\n---\ny\n")
    assert places(problems) == [("MB029", 4, 1, "giữ một nơi")]


def test_a_file_name_that_is_no_id_is_a_problem_of_the_file_unless_the_file_gives_one(tmp_path: Path) -> None:
    for head, expected in (("", [0]), ("id: tin-moi\n", []), ('"id": Tin\n', [1]), ("summary: grid\n", [0])):
        file = tmp_path / "Tin mới.yml"
        file.write_text(f"{head}title: Một tin\nposted_at: 05/01/2026\n", encoding="utf-8")
        _, problems = load_record(RecordFile("content/news/Tin mới.yml", str(file), "news"))
        assert [p.span.line for p in problems] == expected


def test_more_problems_than_anyone_reads_are_counted_and_not_listed(tmp_path: Path) -> None:
    tasks = "".join(f"    - {{order: {i}, content: Rà soát, due: sớm}}\n" for i in range(1, 5_001))
    text = f"number: 1/KH-UBND\nissuer: so\nissued_on: 05/01/2026\nsubject: Một\nplan:\n  tasks:\n{tasks}"
    start = time.perf_counter()
    _, problems = load(tmp_path, text.encode(), "documents", ".yml")
    assert time.perf_counter() - start < 6
    assert len(problems) == MAX_PROBLEMS + 1
    assert "còn 4900 chỗ sai khác" in problems[-1].message


def test_content_is_loaded_in_the_same_order_by_any_number_of_processes(tmp_path: Path) -> None:
    news = tmp_path / "content" / "news"
    news.mkdir(parents=True)
    for number in range(300):
        wrong = "x: 1\n" if number % 50 == 0 else ""
        (news / f"tin-{number:03}.yml").write_text(f"title: Tin {number}\nposted_at: 05/01/2026\n{wrong}")
    alone, together = (load_content(tmp_path, tmp_path / "content", jobs) for jobs in (1, 2))
    assert alone == together
    assert (len(alone.records), len(alone.problems)) == (294, 6)


@pytest.mark.parametrize(
    ("file", "text", "broken"),
    [
        ("documents/2016/ke-hoach.yml", "subject: [", {("documents", "ke-hoach")}),
        (
            "documents/ke-hoach.md",
            "---\nx: 1\nid: 'kh-2016'\n---\n",
            {("documents", "ke-hoach"), ("documents", "kh-2016")},
        ),
        ("procedures/a.yml", "code: 1.01.H19 # x\nname: [", {("procedures", "a"), ("procedures", "1.01.h19")}),
        ("agencies/so.yaml", "name: Sở", {("agencies", "so")}),
        ("khac/so.yml", "name: Sở", set()),
        ("news/tin.yml", "title: Tin\nposted_at: 05/01/2026\n", set()),
    ],
)
def test_what_could_not_be_loaded_is_known_by_the_ids_that_others_may_use(
    tmp_path: Path, file: str, text: str, broken: set[tuple[str, str]]
) -> None:
    path = tmp_path / "content" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert load_content(tmp_path, tmp_path / "content").broken == broken


def test_a_missing_content_folder_is_a_problem(tmp_path: Path) -> None:
    content = load_content(tmp_path, tmp_path / "content")
    assert [(p.code, p.span.path) for p in content.problems] == [("MB001", "content")]


def test_words_are_found_in_the_body_first_and_over_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Kế hoạch 62\n---\nTheo Kế\nhoạch 62.\n", encoding="utf-8")
    faults = [(words, "MB080", "x", "") for words in ("Kế hoạch 62", "title:", "không có")]
    spans = [(p.span.line, p.span.column, p.excerpt) for p in place_words(tmp_path, "a.md", faults)]
    assert spans == [(4, 6, "Theo Kế"), (2, 1, "title: Kế hoạch 62"), (0, 0, "")]


def test_a_file_that_is_gone_when_its_line_is_sought_still_gives_its_problem(tmp_path: Path) -> None:
    (problem,) = place_problems(tmp_path, "content/a.md", [(("title",), "MB032", "x", "y")])
    assert (problem.code, str(problem.span), problem.hint) == ("MB032", "content/a.md", "y")


def assert_record_or_located_problems(result: tuple[LoadedRecord | None, list[Problem]], data: bytes) -> None:
    loaded, problems = result
    assert (loaded is None) == bool(problems)
    text = mend(data.decode("utf-8-sig", "replace"))
    lines = text.split("\n")
    for problem in problems:
        span = problem.span
        assert problem.message
        assert 0 <= span.line <= len(lines)
        if span.line:
            assert 1 <= span.column <= len(lines[span.line - 1]) + 2  # a cut character is shown as one more
            assert problem.code == "MB003" or problem.excerpt in ("", lines[span.line - 1])
        format_problem(problem).encode()


ANY_KIND = st.sampled_from(sorted(KINDS))
SUFFIX = st.sampled_from([".md", ".yml"])
PIECES = st.sampled_from(
    (
        *("---\n", ": ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", "&a", "*a", "!!x", "|", ">", '"', "'", "#", "\\"),
        *("<<", "?", "@", "%", "\0", "\ufeff", "\u2028", "\x85", "\r\n", "\ud7ff", "\U0001f600", "e\u0302\u0301", "Ð"),
        *("title", "id", "plan", "tasks", "posted_at", "number", "body", "values", "authors"),
        *("1.000100", "no", "05/01/2026", "1/QĐ-UBND", " – "),
    )
)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=200), kind=ANY_KIND, suffix=SUFFIX)
def test_any_bytes_give_a_record_or_problems(tmp_path_factory: Any, data: bytes, kind: str, suffix: str) -> None:
    assert_record_or_located_problems(load(tmp_path_factory.getbasetemp(), data, kind, suffix), data)


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES, max_size=40), fenced=st.booleans(), kind=ANY_KIND, suffix=SUFFIX)
@example(pieces=["title", ": ", "[", "\n"], fenced=True, kind="news", suffix=".md")
@example(pieces=["&a", "{", "}"], fenced=True, kind="news", suffix=".md")
def test_any_yaml_like_text_gives_a_record_or_problems(
    tmp_path_factory: Any, pieces: list[str], fenced: bool, kind: str, suffix: str
) -> None:
    text = "".join(pieces)
    data = (f"---\n{text}\n---\nNội dung\n" if fenced else text).encode()
    assert_record_or_located_problems(load(tmp_path_factory.getbasetemp(), data, kind, suffix), data)


@settings(max_examples=400, deadline=None)
@given(source=st.sampled_from(VALID), at=st.floats(0, 1), length=st.integers(0, 12), piece=PIECES | st.text(max_size=3))
def test_a_valid_record_with_a_piece_changed_gives_a_record_or_problems(
    tmp_path_factory: Any, source: tuple[str, str, str], at: float, length: int, piece: str
) -> None:
    text, suffix, kind = source
    start = int(at * len(text))
    data = (text[:start] + piece + text[start + length :]).encode("utf-8", "replace")
    assert_record_or_located_problems(load(tmp_path_factory.getbasetemp(), data, kind, suffix), data)


@settings(max_examples=200, deadline=None)
@given(
    tree=st.recursive(
        st.text(max_size=5) | PIECES,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(sorted({name for kind in KINDS.values() for name in kind.model.model_fields})), inner
            )
        ),
        max_leaves=20,
    ),
    kind=ANY_KIND,
)
def test_any_tree_of_known_keys_gives_a_record_or_problems(tmp_path_factory: Any, tree: Any, kind: str) -> None:
    import json

    data = json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
    assert_record_or_located_problems(load(tmp_path_factory.getbasetemp(), data, kind, ".yml"), data)


@pytest.mark.parametrize("name", ["title", "summary", "authors", "draft", "posted_at", "documents", "former_addresses"])
def test_eight_megabytes_in_one_value_are_judged_in_time(tmp_path: Path, name: str) -> None:
    head = {"title": "Một tin", "posted_at": "05/01/2026", name: "a - " * 1_900_000}
    data = "".join(f"{key}: {value}\n" for key, value in head.items()).encode()
    start = time.perf_counter()
    _, problems = load(tmp_path, data, "news", ".yml")
    assert time.perf_counter() - start < 8
    assert all(len(format_problem(problem)) < 1000 for problem in problems)
