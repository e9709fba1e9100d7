from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.deadlines import DeadlineKind, parse_deadline, sort_key


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("15/12/2016", "date", date(2016, 12, 15), date(2016, 12, 15)),
        ("Ngày 15 tháng 12 năm 2016", "date", date(2016, 12, 15), date(2016, 12, 15)),
        ("Trước ngày 15/12/2016", "date", None, date(2016, 12, 15)),
        ("Trong tháng 8/2013", "month", date(2013, 8, 1), date(2013, 8, 31)),
        ("Tháng 2 năm 2016", "month", date(2016, 2, 1), date(2016, 2, 29)),
        ("Quý III/2017", "quarter", date(2017, 7, 1), date(2017, 9, 30)),
        ("Quý 3 năm 2017", "quarter", date(2017, 7, 1), date(2017, 9, 30)),
        ("quý IV năm 2017", "quarter", date(2017, 10, 1), date(2017, 12, 31)),
        ("6 tháng đầu năm 2017", "half", date(2017, 1, 1), date(2017, 6, 30)),
        ("6 tháng cuối năm 2017", "half", date(2017, 7, 1), date(2017, 12, 31)),
        ("Năm 2016", "year", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016", "year", date(2016, 1, 1), date(2016, 12, 31)),
        ("Đến năm 2020", "year", None, date(2020, 12, 31)),
        ("2016-2020", "period", date(2016, 1, 1), date(2020, 12, 31)),
        ("Giai đoạn 2016–2020", "period", date(2016, 1, 1), date(2020, 12, 31)),
        ("Thường xuyên", "standing", None, None),
        ("Hằng năm", "standing", None, None),
        ("Hàng năm", "standing", None, None),
    ],
)
def test_the_phrasings_of_plans_become_days(
    text: str, kind: DeadlineKind, start: date | None, end: date | None
) -> None:
    found = parse_deadline(text)
    assert found is not None
    assert (found.kind, found.start, found.end) == (kind, start, end)


def test_the_wording_stays_as_written_on_one_line() -> None:
    found = parse_deadline("  Trong  tháng\n8/2013. ")
    assert found is not None
    assert found.wording == "Trong tháng 8/2013."


@pytest.mark.parametrize(
    "text",
    ["31/2/2016", "Tháng 13/2013", "Quý V/2017", "Quý IIII/2017", "2020-2016", "năm 1850", "sớm nhất có thể", ""],
)
def test_what_names_no_time_is_refused(text: str) -> None:
    assert parse_deadline(text) is None


def test_deadlines_sort_by_their_last_day_with_standing_tasks_last() -> None:
    wordings = ["Trước ngày 15/3/2016", "Quý I/2016", "Tháng 6/2016", "6 tháng đầu năm 2016", "2016", "Thường xuyên"]
    deadlines = [found for text in reversed(wordings) if (found := parse_deadline(text))]
    in_order = [deadline.wording for deadline in sorted(deadlines, key=sort_key)]
    assert in_order == [
        "Trước ngày 15/3/2016",
        "Quý I/2016",
        "6 tháng đầu năm 2016",
        "Tháng 6/2016",
        "2016",
        "Thường xuyên",
    ]


pieces = st.sampled_from(["tháng", "quý", "năm", "6 tháng đầu", "giai đoạn", "ngày", "IV", "0", "99", "2016", "/", "-"])


@given(st.text() | st.lists(pieces).map(" ".join) | st.lists(pieces).map("".join))
def test_no_text_breaks_the_parser(text: str) -> None:
    found = parse_deadline(text)
    assert found is None or found.start is None or found.end is None or found.start <= found.end
