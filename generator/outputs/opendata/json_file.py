"""A table as JSON, an array of objects, and as JSON Lines, an object a line: the same objects with the same keys."""

from collections.abc import Iterator, Sequence

from pydantic_core import to_json

from generator.outputs.opendata.table import Table


def json_rows(table: Table) -> Iterator[bytes]:
    """Yield each row as a JSON object with all columns; what nobody stated is null."""
    names = [column.name for column in table.columns]
    return (to_json(dict(zip(names, row, strict=True))) for row in table.rows)


def json_array(rows: Sequence[bytes]) -> bytes:
    """Return rows as one array, a row a line."""
    return b"[\n" + b",\n".join(rows) + b"\n]\n"


def json_lines(rows: Sequence[bytes]) -> bytes:
    """Return rows as JSON Lines."""
    return b"".join(row + b"\n" for row in rows)
