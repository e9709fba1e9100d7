"""The script's readings of queries are those of generator/vn/queries.py, by the same table and the same cases."""

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from generator.vn.queries import query_table

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "search" / "readings.yml").read_text("utf-8"))

_READ = """async ([queries, table]) => {
  const { understand } = await import("/search-query.js");
  const present = (reading) => Object.fromEntries(Object.entries(reading).filter(([, value]) => value));
  return queries.map((query) => understand(query, table).map(present));
}"""


def test_the_script_reads_queries_as_the_shared_cases_say(page: Page, serve) -> None:
    page.goto(f"{serve(ROOT / 'theme' / 'assets')}/favicon.svg")
    read = page.evaluate(_READ, [[case["query"] for case in CASES], query_table()])
    assert dict(zip([case["query"] for case in CASES], read, strict=True)) == {
        case["query"]: case["readings"] for case in CASES
    }
