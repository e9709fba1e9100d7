"""All tables as one SQLite database, with keys, indexes and full-text search; Datasette opens it as it is."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from typing import TypeAlias

from generator.outputs.opendata.table import Column, Table, iso

About: TypeAlias = Mapping[str, str | None]
"""What is told of the whole: names and texts."""

_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}


def database(tables: Sequence[Table], about: About) -> bytes:
    """Return the file. Equal tables give equal bytes with one version of SQLite.

    Dates are text in ISO 8601, booleans 0 and 1. Each table with searched columns has a full-text index beside it,
    ``<table>_fts``, in which words are found with their marks and without. The file tells where it is from, for it is
    passed on without its page: ``about`` is a table of one row, ``tables`` has a row for each table of data.

    Raises sqlite3.Error for tables that have one name or one of these two, and for ids that are given twice.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # rows may refer to later ones; a test checks all of them
        connection.execute("BEGIN")
        for table in tables:
            _create(connection, table)
            _index(connection, table)
        _tell(connection, tables, about)
        connection.execute("COMMIT")
        return connection.serialize()


def _tell(connection: sqlite3.Connection, tables: Sequence[Table], about: About) -> None:
    names = ", ".join(f"{_quoted(name)} TEXT" for name in about)
    connection.execute(f"CREATE TABLE about ({names})")
    connection.execute(f"INSERT INTO about VALUES ({', '.join('?' * len(about))})", tuple(about.values()))
    connection.execute(
        "CREATE TABLE tables (name TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL, "
        '"rows" INTEGER NOT NULL, modified TEXT, dated INTEGER NOT NULL)'
    )
    told = ((one.name, one.title, one.description, len(one.rows), iso(one.modified), one.dated) for one in tables)
    connection.executemany("INSERT INTO tables VALUES (?, ?, ?, ?, ?, ?)", told)


def _create(connection: sqlite3.Connection, table: Table) -> None:
    columns = ",\n  ".join(_definition(column) for column in table.columns)
    connection.execute(f"CREATE TABLE {_quoted(table.name)} (\n  {columns}\n)")
    places = ", ".join("?" * len(table.columns))
    connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", table.rows)
    for column in table.columns:
        if column.references:
            name, on = _quoted(f"{table.name}_{column.name}"), f"{_quoted(table.name)} ({_quoted(column.name)})"
            connection.execute(f"CREATE INDEX {name} ON {on}")


def _definition(column: Column) -> str:
    said = [_quoted(column.name), _TYPES.get(column.type, "TEXT")]
    if column.name == "id":
        said.append("PRIMARY KEY")
    if column.required:
        said.append("NOT NULL")
    if column.references:
        said.append(f"REFERENCES {_quoted(column.references)} (id)")
    return " ".join(said)


def _index(connection: sqlite3.Connection, table: Table) -> None:
    """Make the full-text index of a table, which holds no second copy of the texts.

    The tokenizer takes marks off letters but knows no way from đ to d. So what is indexed has d for đ, and behind it
    the words with đ as they are, for those who type it.
    """
    searched = [number for number, column in enumerate(table.columns) if column.searched]
    if not searched:
        return
    names = ", ".join(_quoted(table.columns[number].name) for number in searched)
    index = _quoted(f"{table.name}_fts")
    connection.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, "
        f"content={_quoted(table.name)}, tokenize='unicode61 remove_diacritics 2')"
    )
    places = ", ".join("?" * (len(searched) + 1))
    rows = ((rowid, *(_indexed(row[number]) for number in searched)) for rowid, row in enumerate(table.rows, 1))
    connection.executemany(f"INSERT INTO {index} (rowid, {names}) VALUES ({places})", rows)
    connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def _indexed(value: object) -> object:
    if not isinstance(value, str) or ("đ" not in value and "Đ" not in value):
        return value
    folded = value.replace("đ", "d").replace("Đ", "D")  # much faster than translate
    return " ".join((folded, *_with_stroke(value)))


def _with_stroke(text: str) -> Iterable[str]:
    return sorted({word for word in text.split() if "đ" in word or "Đ" in word})


def _quoted(name: str) -> str:
    return f'"{name}"'
