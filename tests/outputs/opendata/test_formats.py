"""Every format of a table has the same rows, whatever is in them, and none of them can be run."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from outputs.opendata.reading import from_csv, from_json, from_jsonl, from_sqlite, from_xlsx, without_zones

from generator.outputs.opendata.csv_file import guard, table_csv
from generator.outputs.opendata.json_file import json_array, json_lines, json_rows
from generator.outputs.opendata.sqlite_file import database
from generator.outputs.opendata.table import Column, Row, Table, Value
from generator.outputs.opendata.tables import plan_tables
from generator.outputs.opendata.xlsx_file import CUT, LONGEST, table_xlsx
from generator.pipeline import check

COLUMNS = (
    Column("id", "Mã", required=True, unique=True),
    Column("text", "Chữ", searched=True),
    Column("count", "Số nguyên", "integer"),
    Column("share", "Số", "number"),
    Column("open", "Đúng/sai", "boolean"),
    Column("day", "Ngày", "date"),
    Column("moment", "Ngày giờ", "datetime"),
)
NASTY = (
    "a,b;c\td",
    "nói \"thế\" rồi 'thôi'",
    "dòng một\ndòng hai\r\n\ndòng bốn",
    "=cmd|' /C calc'!A0",
    "+84 20",
    "-5",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "'=đã có dấu",
    "＝1＋1",
    "  hai đầu trắng  ",
    "🎉 Đất đai \u200fسلام\u200e",
    "\x01\x1f\x0b\ufffe",
    "_x0041_ là chữ, _x là không",
    "]]> <b>&amp;</b> <!--",
    "0123",
    "1.10",
    "TRUE",
    "2026-01-01",
)


def table(*rows: Row) -> Table:
    return Table("mau", "Mẫu", "Bảng để thử.", COLUMNS, rows)


def row(number: int, text: str | None = None, **values: Value) -> Row:
    said = {"id": f"dong-{number}", "text": text, **values}
    return tuple(said.get(column.name) for column in COLUMNS)


def written(one: Table) -> dict[str, bytes]:
    rows = list(json_rows(one))
    return {
        "csv": table_csv(one),
        "xlsx": table_xlsx(one, [("Bảng", one.title)]),
        "json": json_array(rows),
        "jsonl": json_lines(rows),
        "sqlite": database([one], {"title": one.title}),
    }


def same_rows(one: Table, files: dict[str, bytes]) -> None:
    rows = list(one.rows)
    assert from_csv(one, files["csv"]) == rows
    assert from_json(one, files["json"]) == rows
    assert from_jsonl(one, files["jsonl"]) == rows
    assert from_sqlite(one, files["sqlite"]) == rows
    assert from_xlsx(one, files["xlsx"]) == without_zones(one)


@pytest.mark.parametrize("portal", ["small", "hostile"])
def test_all_formats_of_every_table_have_the_rows_of_the_site(portal: str, request) -> None:
    built = request.getfixturevalue(portal)
    site, _ = check(built.job)
    assert site
    tables = plan_tables(site)
    assert len(tables) > 20
    for one in tables:
        files = {kind: built.files[f"du-lieu/{one.name}.{kind}"] for kind in ("csv", "xlsx", "json", "jsonl")}
        same_rows(one, {**files, "sqlite": built.files["du-lieu/minh-bach.sqlite"]})


@pytest.mark.parametrize("text", NASTY)
def test_any_text_comes_back_from_every_format_as_it_was(text: str) -> None:
    one = table(row(1, text), row(2, f"x{text}"))
    same_rows(one, written(one))


def test_values_are_values() -> None:
    one = table(
        row(1, count=-5, share=82.5, open=True, day="2026-02-28", moment="2026-02-28T23:59:59+07:00"),
        row(2, count=0, share=0, open=False, day="1900-03-01", moment="1945-09-02T00:00:00+07:00"),
        row(3),
    )
    files = written(one)
    same_rows(one, files)
    assert b"dong-1,,-5,82.5,true,2026-02-28,2026-02-28T23:59:59+07:00\r\n" in files["csv"]
    assert json.loads(files["jsonl"].splitlines()[2])["open"] is None


def test_days_that_spreadsheets_count_differently_are_text_in_a_workbook() -> None:
    one = table(row(1, day="1900-02-28", moment="1899-01-01T08:00:00+07:00"))
    assert from_xlsx(one, table_xlsx(one, []))[0][5:] == ("1900-02-28", "1899-01-01T08:00:00+07:00")


_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


@settings(max_examples=60)
@given(st.lists(_TEXTS, max_size=4))
def test_any_rows_come_back_from_every_format(texts: list[str]) -> None:
    one = table(*(row(number, text) for number, text in enumerate(texts)))
    same_rows(one, written(one))


# CSV


def test_csv_is_what_excel_and_the_rfc_ask_for() -> None:
    data = table_csv(table(row(1, "một\nhai"), row(2, 'nói "thế", rồi')))
    assert data.startswith(b"\xef\xbb\xbfid,text,")
    assert data.count(b"\r\n") == 3
    assert '"một\nhai"'.encode() in data
    assert '"nói ""thế"", rồi"'.encode() in data


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "'x", "＝1", "＋1", "－1", "＠a"])
def test_text_that_a_spreadsheet_could_run_gets_an_apostrophe_that_comes_off(text: str) -> None:
    assert guard(text) == f"'{text}"
    assert guard(text).removeprefix("'") == text


@pytest.mark.parametrize("text", ["", "1-2", "a=b", "“nháy”", "5 %"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guard(text) == text


def test_numbers_are_never_guarded() -> None:
    assert b"\r\ndong-1,,-5,-0.5,,,\r\n" in table_csv(table(row(1, count=-5, share=-0.5)))


# XLSX


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    one = table(*(row(number, text) for number, text in enumerate(NASTY)))
    book = load_workbook(io.BytesIO(table_xlsx(one, [("=1+1", "=2+2")])))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    (formula,) = [cell for cell in cells if str(cell.value).startswith("=cmd")]
    assert formula.quotePrefix


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so() -> None:
    one = table(row(1, "ă" * (LONGEST + 1)), row(2, "ă" * LONGEST))
    files = written(one)
    (_, cut, *_), (_, whole, *_) = from_xlsx(one, files["xlsx"])
    assert len(cut) == LONGEST
    assert cut.endswith(CUT)
    assert whole == "ă" * LONGEST
    assert from_csv(one, files["csv"]) == list(one.rows)


def test_days_are_dates_in_a_workbook() -> None:
    one = table(row(1, day="2026-02-28", moment="2026-02-28T08:05:09+07:00"))
    sheet = load_workbook(io.BytesIO(table_xlsx(one, []))).worksheets[0]
    assert [str(sheet.cell(2, column).value) for column in (6, 7)] == ["2026-02-28 00:00:00", "2026-02-28 08:05:09"]


def test_the_second_sheet_says_what_the_columns_mean() -> None:
    sheet = load_workbook(io.BytesIO(table_xlsx(table(), [("Giấy phép", "CC BY 4.0")]))).worksheets[1]
    lines = [tuple(cell for cell in line if cell is not None) for line in sheet.iter_rows(values_only=True)]
    assert lines[0] == ("Giấy phép", "CC BY 4.0")
    assert ("count", "integer", "Số nguyên") in lines


def test_equal_tables_give_equal_bytes_that_hold_no_time() -> None:
    one, again = (table(row(1, "Đất", count=1)) for _ in range(2))
    assert written(one) == written(again)
    dates = {info.date_time for info in zipfile.ZipFile(io.BytesIO(table_xlsx(one, []))).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
