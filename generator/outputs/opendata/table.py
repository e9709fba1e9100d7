"""What a table of open data is: columns that say what they hold, and rows of plain values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, Literal, TypeAlias, TypeVar

from generator import urls
from generator.link.site import Key, Site
from generator.outputs.twins import unlink

T = TypeVar("T")

Value: TypeAlias = str | int | float | bool | None
"""What a cell holds: dates and moments are text in ISO 8601, what nobody stated is None and never empty text."""

Row: TypeAlias = tuple[Value, ...]
ColumnType: TypeAlias = Literal["string", "integer", "number", "boolean", "date", "datetime", "year"]
"""Types of a Table Schema (Data Package 2.0)."""

LISTED = "; "
"""What stands between several values in one cell."""

MARKDOWN = "Markdown."
"""The description of columns with marked-up text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``references`` names the table whose ``id`` it holds, ``choices`` are all values that it can have. ``searched``
    columns are in the full-text search of the database.
    """

    name: str
    title: str
    type: ColumnType = "string"
    description: str = ""
    format: str = ""
    references: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    unique: bool = False
    searched: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table: rows in the order of the site, each with a value for every column.

    ``modified`` is the newest day that has come on which a row changed, as far as rows bear or follow from days. Where
    ``dated`` is false, no row bears one, and it is the newest day of all tables, or None where there is none at all.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    modified: date | None = None
    dated: bool = True


Field: TypeAlias = tuple[Column, Callable[[Any], Value]]
"""A column, and how its value follows from what a row is about: they stand together, so that none gets out of step."""


def make_table(
    site: Site,
    name: str,
    title: str,
    description: str,
    fields: Sequence[Field],
    items: Iterable[T],
    key_of: Callable[[T], Key],
    changed: Callable[[T], date | None] = lambda _: None,
) -> Table:
    """Return the table of items.

    ``key_of`` is the record that an item belongs to: links in its texts that lead to unpublished records lead nowhere.
    ``changed`` is the day on which an item last changed; days to come do not count.
    """
    getters = [get for _, get in fields]
    rows: list[Row] = []
    newest = date.min
    for item in items:
        row = [get(item) for get in getters]
        dropped = site.dropped_links.get(key_of(item))
        if dropped:
            row = [reduce(unlink, dropped, value) if isinstance(value, str) else value for value in row]
        if "" in row:
            row = [None if value == "" else value for value in row]
        rows.append(tuple(row))
        day = changed(item)
        if day and newest < day <= site.today:
            newest = day
    columns = tuple(column for column, _ in fields)
    return Table(name, title, description, columns, tuple(rows), None if newest == date.min else newest)


def identity(description: str, get: Callable[[Any], str], url: Callable[[Any], str]) -> tuple[Field, ...]:
    """Return the two fields that every table begins with: the id of a row, and the public address of its page."""
    return (
        (Column("id", "Mã", description=description, required=True, unique=True), get),
        (Column("url", "Địa chỉ trang", description="Trang trên cổng.", format="uri", required=True), url),
    )


def record_json(site: Site, url: Callable[[Any], str]) -> Field:
    """Return the field that leads to the whole record: its JSON twin, which also has what fits into no table."""
    column = Column("json_url", "Hồ sơ dạng JSON", description="Toàn bộ hồ sơ, cả nội dung.", format="uri")
    return column, lambda item: urls.twin_url(url(item)) if site.portal.features.json_twins else None


def posted() -> Field:
    """Return the field of when a record came to the portal, where that was later than its own day."""
    return Column("posted_on", "Ngày đăng lên cổng", "date", "Khi muộn hơn ngày của hồ sơ."), lambda one: iso(
        one.posted_on
    )


def coded(name: str, title: str, labels: Mapping[str, str], get: Callable[[Any], str]) -> tuple[Field, ...]:
    """Return the fields of a value from a list: its key, which stays, and its words, which may be mended."""
    meanings = ", ".join(f"{key}: {label}" for key, label in labels.items())
    return (
        (Column(name, title, description=f"{meanings}.", choices=tuple(labels), required=True), get),
        (Column(f"{name}_label", f"{title}, bằng chữ", required=True), lambda item: labels[get(item)]),
    )


def named(
    name: str, title: str, table: str, names: Callable[[str], str], get: Callable[[Any], str | None]
) -> tuple[Field, ...]:
    """Return the fields of a row of another table: its id and its name."""

    def name_of(item: Any) -> str | None:
        id_ = get(item)
        return names(id_) if id_ else None

    return (
        (Column(f"{name}_id", f"{title}, mã", references=table), get),
        (Column(name, title), name_of),
    )


def listed(values: Iterable[str]) -> str | None:
    """Return several values as one cell has them."""
    return LISTED.join(values) or None


def newest(tables: Iterable[Table]) -> date | None:
    """Return the newest day on which any of the tables changed."""
    return max((table.modified for table in tables if table.modified), default=None)


def iso(day: date | None) -> str | None:
    """Return a day or a moment in ISO 8601."""
    return day.isoformat() if day else None
