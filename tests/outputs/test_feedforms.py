from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.outputs.feedelements import atom_element, page_words, rss_element
from generator.outputs.feedforms import atom_entry, rss_item
from generator.outputs.feedmodel import Category, Enclosure, FeedItem, cleaned

DAY = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

TEXTS = st.text(st.characters() | st.sampled_from("&<>\"'%{}\r\n\t\ue000\ue0011")).map(cleaned)
SAID = TEXTS.filter(bool)
MOMENTS = st.datetimes(
    datetime(1000, 1, 1),  # feedgen writes no years of three digits
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(-timedelta(hours=3, minutes=30))]),
)
ITEMS = st.builds(
    FeedItem,
    id=SAID,
    url=SAID,
    title=TEXTS,
    summary=TEXTS,
    html=TEXTS,
    published=MOMENTS,
    updated=MOMENTS,
    creators=st.lists(TEXTS, max_size=3).map(tuple),
    categories=st.lists(st.builds(Category, TEXTS, SAID, TEXTS), max_size=3).map(tuple),
    enclosures=st.lists(st.builds(Enclosure, SAID, TEXTS, SAID, st.integers(0)), max_size=2).map(tuple),
)
MARKS = FeedItem("\ue0001\ue001", "%s", "\ue0000\ue001", "8000000000011", "9999-12-30T00:00:00+00:00", DAY, DAY)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 1, 2, tzinfo=UTC), "02/01/2026 – đọc trên cổng"),
        (datetime(2026, 1, 2, 8, 5, 9, tzinfo=UTC), "02/01/2026, 08:05 – đọc trên cổng"),
    ],
)
def test_the_link_for_people_tells_the_day_and_the_time_where_it_is_known(moment, words):
    assert page_words(replace(MARKS, published=moment)) == words


@pytest.mark.parametrize(("filled", "written"), [(rss_item, rss_element), (atom_entry, atom_element)])
@given(item=ITEMS)
@example(item=MARKS)
def test_an_item_filled_into_a_form_is_what_feedgen_writes_of_it(filled, written, item):
    assert filled(item).decode() == written(item).decode()
