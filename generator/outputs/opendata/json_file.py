"""A table as JSON, an array of objects, and as JSON Lines, an object a line: the same objects with the same keys."""

from collections.abc import Iterator

from pydantic_core import to_json

from generator.outputs.opendata.table import Table


def table_json(table: Table) -> bytes:
    """Return the rows as an array, one a line; what nobody stated is null."""
    return b"[\n" + b",\n".join(json_rows(table)) + b"\n]\n"


def table_jsonl(table: Table) -> bytes:
    """Return the rows as JSON Lines."""
    return b"".join(row + b"\n" for row in json_rows(table))


def json_rows(table: Table) -> Iterator[bytes]:
    """Yield each row as a JSON object."""
    names = [column.name for column in table.columns]
    return (to_json(dict(zip(names, row, strict=True))) for row in table.rows)
