"""The database holds together, and is searched by words with marks and without."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from outputs.opendata.reading import open_database

from generator.link.site import Site
from generator.outputs.opendata.sqlite_file import database
from generator.outputs.opendata.table import Column, Table
from generator.outputs.opendata.tables import plan_tables
from generator.vn.folding import fold

COLUMNS = (
    Column("id", "Mã", required=True, unique=True),
    Column("parent_id", "Mẹ, mã", references="mau"),
    Column("title", "Tiêu đề", required=True, searched=True),
    Column("share", "Số", "number"),
    Column("open", "Mở", "boolean"),
)

ABOUT = {"title": "Dữ liệu mở", "license_url": None}


@pytest.fixture(scope="module", params=["small", "hostile"])
def connection(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    """The database of a whole portal."""
    found = open_database(request.getfixturevalue(request.param).files["du-lieu/minh-bach.sqlite"])
    yield found
    found.close()


def made(*titles: str) -> sqlite3.Connection:
    rows = tuple((str(number), None, title, None, None) for number, title in enumerate(titles, 1))
    return open_database(database([Table("mau", "Mẫu", "Để thử.", COLUMNS, rows)], ABOUT))


def found(connection: sqlite3.Connection, words: str) -> list[str]:
    query = "SELECT title FROM mau WHERE rowid IN (SELECT rowid FROM mau_fts WHERE mau_fts MATCH ?) ORDER BY rowid"
    return [title for (title,) in connection.execute(query, (words,))]


def test_every_foreign_key_leads_to_a_row(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA foreign_key_list(tasks)").fetchall()


def test_the_file_is_sound(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_file_tells_where_it_is_from_and_on_what_terms_it_is_used(small: Any, small_site: Site) -> None:
    connection = open_database(small.files["du-lieu/minh-bach.sqlite"])
    connection.row_factory = sqlite3.Row
    (about,) = connection.execute("SELECT * FROM about")
    assert dict(about) == {
        "title": "Dữ liệu mở của Cổng thông tin cải cách hành chính tỉnh Mẫu",
        "portal": "Cổng thông tin cải cách hành chính tỉnh Mẫu",
        "owner": small_site.portal.owner.name,
        "url": "https://cchc.tinhmau.example/du-lieu/",
        "license": "Chưa ghi giấy phép. Khi dùng lại, xin ghi rõ nguồn.",
        "license_url": None,
        "modified": json.loads(small.files["du-lieu/datapackage.json"])["version"],
    }
    connection.close()


def test_the_file_tells_what_each_of_its_tables_is(small: Any, small_site: Site) -> None:
    connection = open_database(small.files["du-lieu/minh-bach.sqlite"])
    told = connection.execute("SELECT name, title, description, rows, modified, dated FROM tables").fetchall()
    assert told == [
        (one.name, one.title, one.description, len(one.rows), str(one.modified), one.dated)
        for one in plan_tables(small_site)
    ]
    connection.close()


@pytest.mark.parametrize("name", ["about", "tables"])
def test_no_table_of_data_can_take_the_name_of_one_that_tells_of_the_file(name: str) -> None:
    with pytest.raises(sqlite3.OperationalError, match=name):
        database([Table(name, "Mẫu", "Để thử.", COLUMNS, ())], ABOUT)


def test_each_foreign_key_has_an_index(connection: sqlite3.Connection) -> None:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        keys = {row[3] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')}
        indexes = [row[1] for row in connection.execute(f'PRAGMA index_list("{table}")')]
        indexed = {row[2] for index in indexes for row in connection.execute(f'PRAGMA index_info("{index}")')}
        assert keys <= indexed, table


def test_datasette_finds_the_search_of_a_table(connection: sqlite3.Connection) -> None:
    # What datasette.utils.detect_fts looks for.
    pattern = '%VIRTUAL TABLE%USING FTS%content="tasks"%'
    query = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?"
    assert connection.execute(query, (pattern,)).fetchall() == [("tasks_fts",)]


@pytest.mark.parametrize(
    "words",
    [
        "quyết định đất",
        "quyet dinh dat",
        "QUYET DINH ĐAT",
        "quyết dinh đất",
        '"quyet dinh"',
        "dinh dat",
        fold("Quyết định về đất"),
    ],
)
def test_words_are_found_with_their_marks_and_without(words: str) -> None:
    connection = made("Quyết định về đất đai", "Quyết toán ngân sách")
    assert found(connection, words) == ["Quyết định về đất đai"]
    connection.close()


def test_tasks_are_found_by_who_leads_them(small: Any) -> None:
    connection = open_database(small.files["du-lieu/minh-bach.sqlite"])
    query = (
        "SELECT leads FROM tasks WHERE rowid IN (SELECT rowid FROM tasks_fts WHERE tasks_fts MATCH 'leads: so noi vu')"
    )
    leads = [name for (name,) in connection.execute(query)]
    assert leads
    assert all("Sở Nội vụ" in name for name in leads)
    connection.close()


def test_what_is_found_is_shown_as_it_was_written() -> None:
    connection = made("Đất đai")
    assert connection.execute("SELECT title FROM mau_fts WHERE mau_fts MATCH 'dat'").fetchall() == [("Đất đai",)]
    connection.close()


def test_types_and_keys_are_those_of_the_columns() -> None:
    connection = made("một")
    columns = [(row[1], row[2], row[3], row[5]) for row in connection.execute("PRAGMA table_info(mau)")]
    assert columns == [
        ("id", "TEXT", 1, 1),
        ("parent_id", "TEXT", 0, 0),
        ("title", "TEXT", 1, 0),
        ("share", "REAL", 0, 0),
        ("open", "INTEGER", 0, 0),
    ]
    connection.close()


def test_an_id_that_is_given_twice_is_refused() -> None:
    rows = (("1", None, "một", None, None), ("1", None, "hai", None, None))
    with pytest.raises(sqlite3.IntegrityError):
        database([Table("mau", "Mẫu", "Để thử.", COLUMNS, rows)], ABOUT)
