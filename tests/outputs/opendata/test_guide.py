"""docs/opendata.md is true: it names every table, and its queries run."""

import re
from pathlib import Path
from typing import Any

from outputs.opendata.reading import open_database

from generator.outputs.opendata.tables import plan_tables

GUIDE = (Path(__file__).parents[3] / "docs" / "opendata.md").read_text("utf-8")


def test_the_guide_names_every_table_and_no_other(small_site: Any) -> None:
    section = GUIDE.partition("## Các bảng")[2].partition("## ")[0]
    named = [name for row in re.findall(r"^\| (.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(table.name for table in plan_tables(small_site))


def test_the_queries_of_the_guide_find_something(small: Any) -> None:
    connection = open_database(small.files["du-lieu/minh-bach.sqlite"])
    (block,) = re.findall(r"^```sql\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    queries = [query for query in block.split(";") if query.strip()]
    assert len(queries) == 2
    for query in queries:
        assert connection.execute(query).fetchall(), query
    connection.close()


def test_each_address_of_the_guide_is_there(small: Any) -> None:
    addresses = re.findall(r"`/(du-lieu/[^`]*[^`/])`", GUIDE)
    assert len(addresses) > 5
    assert {address.replace("<bảng>", "tasks") for address in addresses} <= small.files.keys()
