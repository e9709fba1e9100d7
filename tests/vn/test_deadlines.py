import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.deadlines import (
    Deadline,
    format_deadline,
    next_due,
    occurrences,
    parse_deadline,
    resolve,
    sort_key,
    suggest_deadline,
)

TABLE = yaml.safe_load(Path(__file__).with_name("deadlines.yml").read_text(encoding="utf-8"))
WORDINGS = [row[0] for row in TABLE]
YEAR = 2017
"""The year of the plan, meant by those wordings of the table that name none."""
ANY_DAY = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def parsed(text: str, year: int | None = None) -> Deadline:
    found = parse_deadline(text, year)
    assert found is not None, text
    return found


def meaning(deadline: Deadline) -> Deadline:
    """Drop the wording, which is all that an open deadline has."""
    report = meaning(deadline.report) if deadline.report else None
    return replace(deadline, wording="" if deadline.kind != "open" else deadline.wording, report=report)


@pytest.mark.parametrize(("wording", "kind", "start", "end", "canonical"), TABLE, ids=WORDINGS)
def test_the_phrasings_of_plans_become_days(
    wording: str, kind: str, start: date | None, end: date | None, canonical: str
) -> None:
    found = parsed(wording, YEAR)
    assert (found.kind, found.start, found.end) == (kind, start, end)
    assert format_deadline(found) == canonical


@pytest.mark.parametrize("wording", WORDINGS)
def test_the_canonical_wording_means_the_same_and_stays(wording: str) -> None:
    found = parsed(wording, YEAR)
    again = parsed(format_deadline(found))
    assert meaning(again) == meaning(found)
    assert format_deadline(again) == format_deadline(found)


@pytest.mark.parametrize("wording", WORDINGS)
def test_letter_case_spaces_and_kinds_of_dash_do_not_matter(wording: str) -> None:
    found = meaning(parsed(wording, YEAR))
    if found.kind in ("open", "relative"):
        return  # these keep the writer's own words
    for variant in (wording.upper(), wording.lower(), f"  {wording} .", wording.replace(" ", "  ").replace("-", " – ")):
        assert meaning(parsed(variant, YEAR)) == found


@pytest.mark.parametrize("wording", WORDINGS)
def test_the_year_of_the_plan_is_meant_only_where_none_is_written(wording: str) -> None:
    alone = parsed(wording)
    if alone.kind == "yearless":
        assert parsed(wording, YEAR) != parsed(wording, YEAR + 1)
    else:
        assert parsed(wording, 2031) == alone


@pytest.mark.parametrize("wording", [wording for wording in WORDINGS if parsed(wording).kind == "yearless"])
def test_a_deadline_without_a_year_is_its_wording_until_the_year_is_known(wording: str) -> None:
    found = parsed(wording)
    assert found == Deadline(wording, "yearless")
    assert found.end is None
    assert parsed(format_deadline(found)) == found


def test_a_day_that_the_year_of_the_plan_does_not_have_is_none_of_its_deadlines() -> None:
    assert parsed("Trước ngày 29/2").kind == "yearless"
    assert parse_deadline("Ngày 29/2", 2017) is None
    assert parsed("Ngày 29/2", 2016).end == date(2016, 2, 29)


def test_the_wording_stays_as_written_on_one_line() -> None:
    assert parsed("  Trong  tháng\n8/2013. ").wording == "Trong tháng 8/2013."


@pytest.mark.parametrize(
    "text",
    [
        *("31/2/2016", "Tháng 13/2013", "Quý V/2017", "Quý IIII/2017", "2020-2016", "năm 1850", "sớm nhất có thể", ""),
        *("abc", "năm", "10", "3-5", "trước 10", "ngày 15", "theo", "khi", "Trong vòng 00 ngày kể từ ngày ký"),
        *("Tháng 13", "Quý V", "31/4", "2016-12", "Từ tháng 10 đến tháng 3", "tháng 12 và tháng 1", "năm học"),
        *("Trong thang 8/2013", "Quý II, quý I/2017", "Từ tháng 10 đến tháng 3/2018", "Trước ngày 01/01/1900"),
        *("trước ngày 01/01/0001", "sau ngày 31/12/9999", "Ngày 30/2 hằng năm", "Quý III/2017 " * 40),
    ],
)
def test_what_names_no_time_is_refused_with_a_year_and_without(text: str) -> None:
    assert parse_deadline(text) is None
    assert parse_deadline(text, YEAR) is None


@pytest.mark.parametrize(
    ("text", "milestones"),
    [
        ("Tháng 3, tháng 6/2017", (date(2017, 3, 31), date(2017, 6, 30))),
        ("Quý I và quý III năm 2017", (date(2017, 3, 31), date(2017, 9, 30))),
        ("Các năm 2016, 2017", (date(2016, 12, 31), date(2017, 12, 31))),
        ("Trước ngày 15/6 và 15/12/2016", (date(2016, 6, 14), date(2016, 12, 14))),
        ("Quý I - quý III/2017", ()),
    ],
)
def test_several_times_are_each_a_milestone(text: str, milestones: tuple[date, ...]) -> None:
    assert parsed(text).milestones == milestones


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Hằng quý", ["2017-03-31", "2017-06-30", "2017-09-30", "2017-12-31"]),
        ("Định kỳ 6 tháng, hằng năm", ["2017-06-30", "2017-12-31"]),
        ("Hằng năm", ["2017-12-31"]),
        ("Trước ngày 15/12 hằng năm", ["2017-12-14"]),
        ("Quý IV hằng năm", ["2017-12-31"]),
        ("Tháng 2 hằng năm", ["2017-02-28"]),
        ("Trước ngày 20 của tháng cuối quý", ["2017-03-19", "2017-06-19", "2017-09-19", "2017-12-19"]),
        ("Chậm nhất ngày 10 của tháng đầu quý sau", ["2017-01-10", "2017-04-10", "2017-07-10", "2017-10-10"]),
        ("Hằng quý từ tháng 6/2017", ["2017-06-30", "2017-09-30", "2017-12-31"]),
        ("Hằng quý, đến hết tháng 6/2017", ["2017-03-31", "2017-06-30"]),
        ("Quý II/2017 và những năm tiếp theo", ["2017-06-30"]),
        ("Quý II/2018 và những năm tiếp theo", []),
        ("Tháng 3, tháng 6/2017", ["2017-03-31", "2017-06-30"]),
        ("Quý III/2017", ["2017-09-30"]),
        ("Quý III/2017; báo cáo trước ngày 15/12/2017", ["2017-09-30", "2017-12-14"]),
        ("Thường xuyên; báo cáo hằng năm", ["2017-12-31"]),
        ("Thường xuyên trong năm 2017", []),
        ("Theo kế hoạch", []),
    ],
)
def test_the_days_that_fall_due_in_a_year(text: str, due: list[str]) -> None:
    days = occurrences(parsed(text), date(2017, 1, 1), date(2017, 12, 31))
    assert [day.isoformat() for day in days] == due


def test_a_day_that_a_month_does_not_have_is_its_last() -> None:
    days = occurrences(parsed("Ngày 30 hằng tháng"), date(2016, 1, 1), date(2016, 3, 31))
    assert days == (date(2016, 1, 30), date(2016, 2, 29), date(2016, 3, 30))


def test_weeks_end_on_sunday_or_the_day_named() -> None:
    week = date(2017, 5, 1), date(2017, 5, 7)
    assert occurrences(parsed("Hằng tuần"), *week) == (date(2017, 5, 7),)
    assert occurrences(parsed("Thứ sáu hằng tuần"), *week) == (date(2017, 5, 5),)


def test_what_is_due_next_comes_after_the_day_asked_for() -> None:
    assert next_due(parsed("Hằng quý"), date(2017, 3, 30)) == date(2017, 3, 31)
    assert next_due(parsed("Hằng quý"), date(2017, 3, 31)) == date(2017, 6, 30)
    assert next_due(parsed("Hằng năm từ năm 2030"), date(2017, 3, 31)) == date(2030, 12, 31)
    assert next_due(parsed("Hằng quý trong năm 2017"), date(2017, 12, 31)) is None
    assert next_due(parsed("Đến năm 2050"), date(2017, 1, 1)) == date(2050, 12, 31)
    assert next_due(parsed("Thường xuyên"), date(2017, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Sau 30 ngày kể từ ngày ký", date(2017, 3, 31)),  # from Wednesday, 1 March
        ("Trong vòng 03 ngày kể từ ngày ban hành", date(2017, 3, 6)),  # Saturday gives way to Monday
        ("Trong 05 ngày làm việc kể từ ngày ký Quyết định này", date(2017, 3, 8)),
        ("Trong 02 tuần sau ngày ký", date(2017, 3, 15)),
        ("Trong vòng một tháng kể từ khi Kế hoạch được ban hành", date(2017, 4, 3)),
        ("Trong vòng 01 năm kể từ ngày ký", date(2018, 3, 1)),
    ],
)
def test_a_term_from_the_signing_ends_as_the_civil_code_counts(text: str, end: date) -> None:
    assert resolve(parsed(text), date(2017, 3, 1)).end == end


def test_a_month_without_the_corresponding_day_ends_the_term_on_its_last() -> None:
    assert resolve(parsed("Trong vòng 01 tháng kể từ ngày ký"), date(2017, 1, 31)).end == date(2017, 2, 28)


@pytest.mark.parametrize(
    "text",
    ["Trong vòng 15 ngày kể từ ngày nhận được hồ sơ", "Trong 15 ngày kể từ ngày ban hành Nghị định", "Quý III/2017"],
)
def test_the_signing_says_nothing_of_other_deadlines(text: str) -> None:
    assert resolve(parsed(text), date(2017, 3, 1)) == parsed(text)


def test_a_term_past_the_end_of_the_calendar_stays_open() -> None:
    assert resolve(parsed("Trong vòng 999 năm kể từ ngày ký"), date(9500, 1, 1)).end is None


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Trong thang 8/2013", "Trong tháng 8/2013"),
        ("Quy III/2017", "Quý III/2017"),
        ("TRUOC NGAY 15/12/2016", "Trước ngày 15/12/2016"),
        ("Thuờng xuyên", "Thường xuyên"),
        ("Thường xuyn", "Thường xuyên"),
        ("Dinh ky hang quy", "Định kỳ hằng quý"),
        ("Trước ngày 15/12/16", "Trước ngày 15/12/2016"),
        ("Trong thang 8", "Trong tháng 8"),
        ("31/2/2017", None),
        ("abc", None),
        ("Quý III/2017", None),
    ],
)
def test_a_near_miss_is_told_the_right_writing(text: str, suggestion: str | None) -> None:
    assert suggest_deadline(text) == suggestion


def test_deadlines_sort_by_their_last_day_with_those_without_one_last() -> None:
    in_order = [
        *("Trước ngày 15/3/2016", "Quý I/2016", "6 tháng đầu năm 2016", "Tháng 6/2016", "2016"),
        *("Hằng quý", "Thường xuyên", "Trong vòng 15 ngày kể từ ngày ký", "Theo kế hoạch", "Quý III"),
    ]
    deadlines = [parsed(text) for text in reversed(in_order)]
    assert [deadline.wording for deadline in sorted(deadlines, key=sort_key)] == in_order


@given(st.sampled_from(WORDINGS), st.sampled_from(WORDINGS))
def test_the_order_is_total_and_follows_the_last_days(one: str, other: str) -> None:
    first, second = sorted((parsed(one), parsed(other)), key=sort_key)
    assert (first.end or date.max) <= (second.end or date.max)
    assert (sort_key(first) == sort_key(second)) == (one == other)


def in_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


calendar_wordings = st.one_of(
    ANY_DAY.map(lambda day: f"Trước ngày {in_words(day)}"),
    st.tuples(ANY_DAY, ANY_DAY).map(lambda days: f"Từ ngày {in_words(min(days))} đến {in_words(max(days))}"),
    st.tuples(
        st.sampled_from(["", "Trong ", "Đầu ", "Giữa ", "Cuối ", "Đến hết ", "Trước ", "Từ ", "Đến giữa ", "Sau "]),
        st.sampled_from(["tháng 1", "tháng 12", "quý I", "quý IV", "6 tháng đầu năm", "năm"]),
        st.integers(2000, 2040),
    ).map(lambda parts: f"{parts[0]}{parts[1]}{' ' if parts[1].endswith('năm') else '/'}{parts[2]}"),
    st.tuples(st.integers(1, 12), st.integers(2000, 2040), st.integers(1, 12), st.integers(0, 3)).map(
        lambda parts: f"Từ tháng {parts[0]}/{parts[1]} đến tháng {parts[2]}/{parts[1] + parts[3]}"
    ),
    st.lists(st.integers(1, 12), min_size=1, max_size=5, unique=True).map(
        lambda months: f"Tháng {', '.join(map(str, sorted(months)))}/2017"
    ),
)
rhythms = st.one_of(
    st.sampled_from(["Hằng tuần", "Hằng tháng", "Hằng quý", "Định kỳ 6 tháng", "Hằng năm", "Quý II, quý III hằng năm"]),
    st.integers(1, 31).map(lambda day: f"Trước ngày {day} hằng tháng"),
    st.tuples(st.integers(1, 28), st.integers(1, 12)).map(lambda day: f"Trước ngày {day[0]}/{day[1]} hằng năm"),
    st.tuples(st.integers(1, 28), st.sampled_from(["đầu quý", "giữa quý", "cuối quý", "đầu quý sau"])).map(
        lambda day: f"Ngày {day[0]} của tháng {day[1]}"
    ),
)
windows = st.sampled_from(["", ", từ năm 2017", ", đến hết quý II/2018", " trong năm 2017", ", giai đoạn 2016-2020"])
generated = calendar_wordings | st.tuples(rhythms | st.just("Thường xuyên"), windows).map("".join)


@given(generated)
def test_generated_deadlines_survive_formatting_and_parsing(text: str) -> None:
    found = parse_deadline(text)
    if found:  # «Giữa 6 tháng đầu năm» and «từ tháng 9 đến tháng 3» of one year mean nothing
        assert meaning(parsed(format_deadline(found))) == meaning(found)


@given(calendar_wordings, st.integers(2000, 2040))
def test_a_plan_of_a_year_means_the_same_with_and_without_writing_it(text: str, year: int) -> None:
    years = set(re.findall(r"[0-9]{4}", text))
    bare = re.sub(r"[/ ][0-9]{4}", "", text)
    full = re.sub(r"[0-9]{4}", str(year), text)
    found = parse_deadline(bare, year)
    if len(years) == 1 and found and found.kind != "standing":  # «trong năm» alone is all the year round
        assert meaning(found) == meaning(parsed(full))


@given(st.tuples(rhythms, windows).map("".join), ANY_DAY)
def test_the_next_day_is_the_first_of_those_that_follow(text: str, after: date) -> None:
    deadline = parsed(text)
    later = occurrences(deadline, after + timedelta(days=1), date(2100, 12, 31))
    assert next_due(deadline, after) == (later[0] if later else None)
    assert all(deadline.start is None or day >= deadline.start for day in later)


pieces = st.sampled_from(
    [
        *(
            "tháng",
            "quý",
            "năm",
            "6 tháng đầu",
            "giai đoạn",
            "ngày",
            "IV",
            "0",
            "99",
            "2016",
            "/",
            "-",
            ",",
            "và",
            "(",
            ")",
        ),
        *(
            "trước",
            "đến",
            "từ",
            "hằng",
            "định kỳ",
            "của",
            "cuối",
            "thường xuyên",
            "báo cáo",
            "kể từ",
            "ký",
            "15/12",
            "lần",
        ),
    ]
)


@given(st.text() | st.lists(pieces).map(" ".join) | st.lists(pieces).map("".join), st.dates())
def test_no_text_breaks_anything(text: str, day: date) -> None:
    suggest_deadline(text)
    check_holds_together(parse_deadline(text), day)
    check_holds_together(parse_deadline(text, day.year), day)


def check_holds_together(found: Deadline | None, day: date) -> None:
    if found is None:
        return
    assert found.start is None or found.end is None or found.start <= found.end
    if found.kind != "yearless":
        assert meaning(parsed(format_deadline(found))) == meaning(found)
    assert occurrences(found, day, day) in ((), (day,))
    upcoming = next_due(resolve(found, day), day)
    assert upcoming is None or upcoming > day
