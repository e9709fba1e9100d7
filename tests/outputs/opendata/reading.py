"""Reads tables of open data back from each of their formats, as their users do, into the values that were written."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from generator.outputs.opendata.table import Column, Row, Table, Value

_FROM_TEXT: Mapping[str, Callable[[str], Value]] = {
    "integer": int,
    "year": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def from_csv(table: Table, data: bytes) -> list[Row]:
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == [column.name for column in table.columns]
    return [_row(_of_csv, table, row) for row in rows]


def _row(read: Callable[[Column, Any], Value], table: Table, row: Sequence[object]) -> Row:
    return tuple(read(column, value) for column, value in zip(table.columns, row, strict=True))


def _of_csv(column: Column, text: str) -> Value:
    if not text:
        return None
    return _FROM_TEXT.get(column.type, lambda text: text.removeprefix("'"))(text)


def from_json(table: Table, data: bytes) -> list[Row]:
    return _of_objects(table, json.loads(data))


def from_jsonl(table: Table, data: bytes) -> list[Row]:
    return _of_objects(table, [json.loads(line) for line in data.decode().split("\n")[:-1]])


def _of_objects(table: Table, objects: list[dict[str, Value]]) -> list[Row]:
    names = [column.name for column in table.columns]
    assert all(list(one) == names for one in objects)
    return [tuple(one.values()) for one in objects]


def from_xlsx(table: Table, data: bytes) -> list[Row]:
    """Return the rows; a moment has no time zone in a workbook."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    assert list(head) == [column.name for column in table.columns]
    return [_row(_of_xlsx, table, row) for row in rows]


def _of_xlsx(column: Column, value: object) -> Value:
    match value:
        case datetime() if column.type == "date":
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case str():
            return unescape(value)
        case bool() | int() | float() | None:
            return value
    raise AssertionError(value)


def from_sqlite(table: Table, data: bytes) -> list[Row]:
    with closing(open_database(data)) as connection:
        cursor = connection.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')
        assert [one[0] for one in cursor.description] == [column.name for column in table.columns]
        return [_row(_of_sqlite, table, row) for row in cursor]


def _of_sqlite(column: Column, value: Value) -> Value:
    return bool(value) if column.type == "boolean" and value is not None else value


def open_database(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    return connection


def without_zones(table: Table) -> list[Row]:
    """Return the rows of a table with moments as a clock on the wall shows them."""

    def clock(column: Column, value: Value) -> Value:
        return value[:19] if column.type == "datetime" and isinstance(value, str) else value

    return [_row(clock, table, row) for row in table.rows]
