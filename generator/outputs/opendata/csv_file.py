"""A table as CSV (RFC 4180): UTF-8 with a byte order mark, by which Excel knows the letters, and CRLF."""

import csv
from codecs import BOM_UTF8
from io import StringIO

from generator.outputs.opendata.table import Row, Table, Value

_GUARD = "'"
_RISKY = frozenset("=+-@\t\r'＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula, and the guard itself, so that it can be taken off."""


def table_csv(table: Table) -> bytes:
    """Return the table with its column names in the first line.

    Text that a spreadsheet could run has an apostrophe before it (`guard`); empty cells are what nobody stated.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(map(_cells, table.rows))
    return BOM_UTF8 + written.getvalue().encode()


def guard(text: str) -> str:
    """Return text that no spreadsheet runs: one apostrophe goes before ``= + - @``, tab, CR and the apostrophe.

    To have the text as it was, take one apostrophe off each cell of text that begins with one.
    """
    return _GUARD + text if text[:1] in _RISKY else text


def _cells(row: Row) -> list[Value]:
    return [
        guard(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else value
        for value in row
    ]
