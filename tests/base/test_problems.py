"""Problems as an editor sees them."""

from generator.base.problems import Problem, format_problem, sort_problems, stops_build
from generator.base.span import Span, span_at


def at(line: int, column: int, length: int, excerpt: str, hint: str = "") -> str:
    return format_problem(Problem("MB021", Span("a.yml", line, column, length), "sai", hint, excerpt))


def test_the_marks_stand_under_the_words_that_are_meant() -> None:
    assert at(7, 9, 12, "number: 2407/QD-UBND", "2407/QĐ-UBND").split("\n") == [
        "a.yml:7:9  MB021  sai",
        "      7 │ number: 2407/QD-UBND",
        "        │         ^^^^^^^^^^^^",
        "    gợi ý: 2407/QĐ-UBND",
    ]


def test_characters_two_columns_wide_and_combining_ones_do_not_move_the_marks() -> None:
    assert at(1, 4, 1, "字e\u0301x").split("\n")[2] == "        │    ^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "a" * 5_000 + "X" + "b" * 5_000
    _, excerpt, marks = at(1, 5_001, 1, line).split("\n")
    assert len(excerpt) < 120
    assert excerpt[marks.index("^")] == "X"
    assert excerpt[10] == "…"


def test_a_place_at_the_end_of_its_line_is_marked_there() -> None:
    assert at(3, 7, 1, "title:").split("\n")[2] == "        │       ^"


def test_tabs_do_not_move_the_marks() -> None:
    _, excerpt, marks = at(1, 3, 1, "\t\tx").split("\n")
    assert excerpt[marks.index("^")] == "x"


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert format_problem(Problem("MB050", Span("a.yml"), "thiếu")) == "a.yml  MB050  thiếu"


def test_problems_are_listed_once_by_place() -> None:
    first, second, third = (Problem("MB020", Span("a.yml", line, 1, 1), "x") for line in (2, 10, 10))
    whole = Problem("MB050", Span("a.yml"), "x")
    assert sort_problems([third, second, first, whole]) == (whole, first, second)


def test_only_notices_let_a_build_go_on() -> None:
    notice, problem = Problem("MB080", Span("a"), "x"), Problem("MB063", Span("a"), "x")
    assert not stops_build([notice])
    assert stops_build([notice, problem])
    assert (notice.as_dict()["severity"], problem.as_dict()["severity"]) == ("notice", "problem")


def test_a_span_counts_lines_and_characters_from_one_and_ends_with_its_line() -> None:
    text = "một\nhai ba\n"
    assert span_at("a", text, 4, 7) == Span("a", 2, 1, 3)
    assert span_at("a", text, 8, 99) == Span("a", 2, 5, 2)
    assert span_at("a", text, 10, 11) == Span("a", 2, 7, 1)
    assert str(span_at("a", text, 0, 3)) == "a:1:1"
