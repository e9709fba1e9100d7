"""What queries are read as: by the cases that the script is held to as well (tests/browser/test_search_readings.py)."""

from dataclasses import asdict
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.vn.queries import query_table, tidy, understand

CASES = yaml.safe_load((Path(__file__).parents[1] / "search" / "readings.yml").read_text("utf-8"))
TABLE = query_table()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_a_query_is_read_as_the_shared_cases_say(case):
    readings = [asdict(reading) for reading in understand(case["query"], TABLE)]
    assert [{key: value for key, value in reading.items() if value} for reading in readings] == case["readings"]


def test_a_portal_adds_changes_and_takes_out_abbreviations():
    table = query_table({"BMX": "Ban Mẫu xã", "SNV": "Sở Nông vụ", "HTX": ""})
    assert [reading.query for reading in understand("BMX", table)] == ["BMX", "Ban Mẫu xã"]
    assert [reading.query for reading in understand("SNV", table)] == ["SNV", "Sở Nông vụ"]
    assert [reading.query for reading in understand("HTX", table)] == ["HTX"]


@given(st.text(max_size=400))
def test_any_text_is_read_and_the_literal_reading_comes_first(text):
    readings = understand(text, TABLE)
    assert [reading.rule for reading in readings[:1]] in ([], ["literal"])
    assert len({(reading.query, reading.number) for reading in readings}) == len(readings)


@given(st.text(max_size=400))
def test_a_tidied_query_is_on_one_line_and_short_enough(text):
    line = tidy(text, 50)
    assert len(line) <= 50
    assert line == " ".join(line.split())
