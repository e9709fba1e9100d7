"""iCalendar lines: folded by octets, escaped, and read back by two libraries of others."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.icalendar import Event, write_calendar, write_event

EVENT = {
    "uid": "0b5f6b34-7c3f-5a4e-9d1c-3c7ad4a1c111",
    "sequence": 2,
    "changed": datetime(2026, 5, 1, 17, tzinfo=UTC),
    "days": (date(2026, 9, 30),),
    "rule": "",
    "summary": "Hạn: Rà soát",
    "description": "Rà soát\nThời hạn: Quý III/2026",
    "url": "https://cchc.example/nhiem-vu/ke-hoach/1/",
    "categories": ("Nhiệm vụ", "Xây dựng, phát triển Chính quyền số"),
    "cancelled": False,
    "reminder": timedelta(days=6, hours=16),
}


def calendar(**keys: object) -> bytes:
    event = write_event(Event(**{**EVENT, **keys}))
    page = "https://cchc.example/nhiem-vu/"
    return write_calendar("Thời hạn", "Của mọi nhiệm vụ.", page, page + "lich.ics", [event])


def read(data: bytes) -> icalendar.Event:
    parsed = icalendar.Calendar.from_ical(data)
    (event,) = parsed.walk("VEVENT")
    assert not parsed.errors
    assert not event.errors
    return event


def test_every_property_is_read_back() -> None:
    event = read(calendar())
    assert (str(event["UID"]), event["SEQUENCE"]) == (EVENT["uid"], 2)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == EVENT["changed"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 9, 30), date(2026, 10, 1))
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (EVENT["summary"], EVENT["description"])
    assert (event["URL"], event["STATUS"], event["TRANSP"]) == (EVENT["url"], "CONFIRMED", "TRANSPARENT")
    assert tuple(map(str, event["CATEGORIES"].cats)) == EVENT["categories"]
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt, alarm["DESCRIPTION"]) == (
        "DISPLAY",
        -timedelta(days=6, hours=16),
        EVENT["summary"],
    )


def test_a_calendar_says_its_name_and_how_often_to_ask_again() -> None:
    parsed = icalendar.Calendar.from_ical(calendar())
    assert parsed["X-WR-CALNAME"] == parsed["NAME"] == "Thời hạn"
    assert parsed["REFRESH-INTERVAL"].dt == timedelta(days=1)
    assert parsed["SOURCE"] == "https://cchc.example/nhiem-vu/lich.ics"
    assert "METHOD" not in parsed


def test_what_was_dropped_is_cancelled_and_reminds_nobody() -> None:
    event = read(calendar(cancelled=True, reminder=None))
    assert (event["STATUS"], event.walk("VALARM")) == ("CANCELLED", [])


def test_days_that_follow_no_rule_are_listed() -> None:
    days = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 12, 15))
    event = read(calendar(days=days))
    assert (event["DTSTART"].dt, [day.dt for day in event["RDATE"].dts]) == (days[0], list(days[1:]))
    assert "RRULE" not in event


def test_a_rule_stands_for_the_days() -> None:
    event = read(
        calendar(days=(date(2026, 1, 31), date(2026, 2, 28)), rule="FREQ=MONTHLY;UNTIL=20260228;BYMONTHDAY=-1")
    )
    assert event["RRULE"]["BYMONTHDAY"] == [-1]
    assert "RDATE" not in event


@pytest.mark.parametrize(
    "text",
    [
        "một, hai; ba: bốn",
        "dòng một\ndòng hai",
        "\\n không phải xuống dòng, \\\\ và \\;",
        "👩‍👩‍👧‍👦 họp 🇻🇳 " * 40,
        "Rà soát thủ tục hành chính; " * 80,
        "BEGIN:VEVENT\nEND:VCALENDAR",
        "đ" * 2000,
        'dấu "ngoặc kép"',
    ],
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    data = calendar(summary=text, description=text, categories=(text,))
    event = read(data)
    assert event["SUMMARY"] == event["DESCRIPTION"] == text
    assert list(map(str, event["CATEGORIES"].cats)) == [text]
    other = vobject.readOne(data.decode()).vevent
    assert (other.summary.value, other.description.value, other.categories.value) == (text, text, [text])


@pytest.mark.parametrize(("text", "kept"), [("a\x00b\x07c", "abc"), ("một\u2028hai\x85ba\r\nbốn", "một\nhai\nba\nbốn")])
def test_what_readers_choke_on_is_left_out(text: str, kept: str) -> None:
    assert read(calendar(summary=text))["SUMMARY"] == kept
    assert calendar(summary="a\ud83d") == calendar(summary="a")


@given(st.text(max_size=400))
def test_lines_are_folded_at_75_octets_and_never_within_a_character(text: str) -> None:
    data = calendar(summary=text, description=text * 3)
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode() for line in lines)  # each by itself is UTF-8
    unfolded = data.replace(b"\r\n ", b"").split(b"\r\n")
    assert sum(line.startswith(b"SUMMARY:") for line in unfolded) == 1


def test_a_line_of_75_octets_is_not_folded_and_one_of_76_is() -> None:
    room = 75 - len("SUMMARY:")
    assert f"SUMMARY:{'a' * room}\r\n".encode() in calendar(summary="a" * room)
    assert f"SUMMARY:{'a' * room}\r\n a\r\n".encode() in calendar(summary="a" * (room + 1))
    # đ has two octets: it goes to the next line whole
    assert f"SUMMARY:{'a' * (room - 1)}\r\n đ\r\n".encode() in calendar(summary="a" * (room - 1) + "đ")
