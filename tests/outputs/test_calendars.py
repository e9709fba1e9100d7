"""Calendars of deadlines: which there are, what stands in them, and what stays the same when a day moves."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr

from generator.link.site import Site
from generator.outputs.calendars import calendar_artifact, task_event
from generator.pages.calendars import due_days, plan_calendars

PLAN = """\
number: 12/KH-UBND
issuer: so-noi-vu
issued_on: 05/01/2026
subject: Cải cách hành chính năm 2026
period: {period}
{more}
plan:
  tasks:
"""


def plan(*tasks: str, more: str = "", period: str = "2026") -> Mapping[str, str]:
    lines = [f"    - {{order: {number}, {task}}}\n" for number, task in enumerate(tasks, 1)]
    return {"documents/ke-hoach.yml": PLAN.format(more=more, period=period) + "".join(lines)}


def calendars(site: Site) -> dict[str, bytes]:
    rows = {row.ref: row for row in site.all_tasks()}
    made = (calendar_artifact(site, one, lambda ref: task_event(site, rows[ref])) for one in plan_calendars(site))
    return {artifact.path: artifact.data for artifact in made}


def events(site: Site, path: str = "nhiem-vu/lich.ics") -> list[icalendar.Event]:
    parsed = icalendar.Calendar.from_ical(calendars(site)[path])
    assert not parsed.errors
    return parsed.walk("VEVENT")


def test_a_task_stands_in_the_calendars_of_all_its_plan_its_leads_and_its_area(make_site):
    files = plan(
        "content: Việc, due: Quý III, lead: so-noi-vu, area: the-che",
        "content: Khác, due: Thường xuyên, lead: so-noi-vu",
    )
    found = calendars(make_site({**files, "agencies/khac.yml": "name: Sở Khác\nkind: department\n"}))
    assert list(found) == [
        "nhiem-vu/lich.ics",
        "van-ban/ke-hoach/lich.ics",
        "co-quan/so-noi-vu/lich.ics",
        "linh-vuc/the-che/lich.ics",
        "dia-phuong/mau/lich.ics",
    ]
    for data in found.values():
        (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
        assert event["SUMMARY"] == "Hạn: Việc"


def test_a_site_without_a_deadline_has_no_calendar(make_site):
    assert calendars(make_site(plan("content: Việc"))) == {}
    assert calendars(make_site({})) == {}


def test_an_event_says_what_the_page_of_the_task_says(make_site):
    task = "content: Rà soát thủ tục, due: Quý III, lead: so-noi-vu, product: 'Báo cáo; phụ lục', area: the-che"
    (event,) = events(make_site(plan(task)))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 9, 30), date(2026, 10, 1))
    assert event["DESCRIPTION"].split("\n") == [
        "Rà soát thủ tục",
        "Thời hạn: Quý III (đến 30/09/2026)",
        "Tình trạng: Chưa có báo cáo",
        "Chủ trì: Sở Nội vụ tỉnh Mẫu",
        "Sản phẩm: Báo cáo; phụ lục",
        "Kế hoạch: Kế hoạch số 12/KH-UBND, nhiệm vụ 1",
    ]
    assert event["URL"] == "https://cchc.example/nhiem-vu/ke-hoach/1/"
    assert list(map(str, event["CATEGORIES"].cats)) == ["Nhiệm vụ", "Cải cách thể chế"]
    assert event["DTSTAMP"].dt == datetime(2026, 1, 4, 17, tzinfo=UTC)  # the plan's day, in Viet Nam


@pytest.mark.parametrize(
    ("keys", "summary", "status", "alarms"),
    [
        ("state: not_started", "Hạn: Việc", "CONFIRMED", 1),
        ("state: done, done_on: 01/05/2026", "Hoàn thành: Việc", "CONFIRMED", 0),
        ("state: dropped", "Không thực hiện nữa: Việc", "CANCELLED", 0),
        ("state: under_way, due: Quý I", "Hạn: Việc", "CONFIRMED", 1),
        ("state: done, due: Quý I, done_on: 01/05/2026", "Hoàn thành quá hạn: Việc", "CONFIRMED", 0),
        ("state: suspended", "Tạm dừng: Việc", "CONFIRMED", 1),
    ],
)
def test_only_what_is_still_to_be_done_reminds(make_site, keys, summary, status, alarms):
    (event,) = events(make_site(plan(f"content: Việc, {keys if 'due' in keys else 'due: Quý III, ' + keys}")))
    assert (event["SUMMARY"], event["STATUS"], len(event.walk("VALARM"))) == (summary, status, alarms)


def test_a_deadline_that_moves_keeps_the_id_and_raises_the_sequence(make_site):
    task = "content: Việc, due: Quý I, updates: [{{date: 01/03/2026, state: under_way}}{moved}]"
    (before,) = events(make_site(plan(task.format(moved=""))))
    (after,) = events(make_site(plan(task.format(moved=", {date: 20/03/2026, due: Quý III}"))))
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2026, 3, 31), date(2026, 9, 30))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert before["LAST-MODIFIED"].dt < after["LAST-MODIFIED"].dt == datetime(2026, 3, 19, 17, tzinfo=UTC)
    assert "dời từ «Quý I»" in after["DESCRIPTION"]


def test_a_day_that_is_overwritten_raises_the_sequence_by_the_correction_that_tells_of_it(make_site):
    (before,) = events(make_site(plan("content: Việc, due: Quý I")))
    told = "changes: [{on: 20/03/2026, what: Sửa thời hạn.}, {on: 02/06/2027, what: Chưa biết.}]"
    (after,) = events(make_site(plan("content: Việc, due: Quý III", more=told)))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["LAST-MODIFIED"].dt == datetime(2026, 3, 19, 17, tzinfo=UTC)


def test_a_task_changes_with_those_that_its_state_follows_from(make_site):
    above = "    - {{order: 1, content: Mẹ, due: Quý III}}\n    - {{order: 1.1, content: Con, {}}}\n"
    other = "    - {{order: 10, content: Khác, updates: [{{date: 01/03/2026, state: under_way}}]}}\n"
    head = PLAN.format(more="", period="2026")
    sites = [
        make_site({"documents/ke-hoach.yml": head + (above + other).format(state)})
        for state in ("state: under_way", "updates: [{date: 20/03/2026, state: done}]")
    ]
    before, after = (next(one for one in events(site) if one["SUMMARY"].endswith("Mẹ")) for site in sites)
    assert (before["SUMMARY"], after["SUMMARY"]) == ("Hạn: Mẹ", "Hoàn thành: Mẹ")
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["LAST-MODIFIED"].dt == datetime(2026, 3, 19, 17, tzinfo=UTC)


def test_a_calendar_stays_when_all_in_it_has_long_ended(make_site):
    ended = "content: Việc {}, lead: so-noi-vu, area: the-che, due: {}, state: done, done_on: 01/02/2022"
    old = PLAN.format(more="", period="2022").replace("/2026", "/2022")
    tasks = [f"    - {{order: {n}, {ended.format(n, due)}}}\n" for n, due in ((1, "Quý I"), (2, "Quý II"))]
    site = make_site({"documents/ke-hoach.yml": old + "".join(tasks)})
    for path in ("nhiem-vu", "co-quan/so-noi-vu", "linh-vuc/the-che", "dia-phuong/mau"):
        assert [event["SUMMARY"] for event in events(site, f"{path}/lich.ics")] == ["Hoàn thành: Việc 2"]
    assert len(events(site, "van-ban/ke-hoach/lich.ics")) == 2


def test_a_move_that_is_reported_tomorrow_is_not_known_today(make_site):
    task = "content: Việc, due: Quý I{moved}"
    (before,) = events(make_site(plan(task.format(moved=""))))
    (after,) = events(make_site(plan(task.format(moved=", updates: [{date: 02/06/2026, due: Quý III}]"))))
    assert before == after


def test_a_task_keeps_its_id_when_its_plan_gets_another_address(make_site, tmp_path):
    (before,) = events(make_site(plan("content: Việc, due: Quý I")))
    (tmp_path / "content/documents/ke-hoach.yml").unlink()
    (text,) = plan("content: Việc, due: Quý I", more="former_addresses: [/van-ban/ke-hoach/]").values()
    (after,) = events(make_site({"documents/ten-moi.yml": text}))
    assert before["UID"] == after["UID"]
    assert before["URL"] != after["URL"]


def test_tasks_of_equal_days_and_words_are_told_apart(make_site):
    found = events(make_site(plan("content: Việc, due: Quý I", "content: Việc, due: Quý I")))
    assert len({str(event["UID"]) for event in found}) == 2


RECURRING = [
    "Hằng tuần",
    "Thứ sáu hằng tuần",
    "Hằng tháng",
    "Chậm nhất ngày 10 hằng tháng",
    "Chậm nhất ngày 29 hằng tháng",
    "Chậm nhất ngày 30 hằng tháng",
    "Chậm nhất ngày 05 tháng sau",
    "Hằng quý",
    "Trước ngày 20 của tháng cuối quý",
    "Chậm nhất ngày 10 của tháng đầu quý sau",
    "Định kỳ 6 tháng",
    "Hằng năm",
    "Chậm nhất ngày 15/12 hằng năm",
    "Hằng quý, từ tháng 4/2026 đến hết năm 2027",
]


@pytest.mark.parametrize("due", RECURRING)
def test_the_rule_of_what_comes_back_gives_the_days_on_which_it_is_due(make_site, due):
    site = make_site(plan(f"content: Việc, due: '{due}'", period="2026-2028"))
    (event,), (row,) = events(site), site.all_tasks()
    days = due_days(row).days
    assert len(days) > 1
    assert event["DTSTART"].dt == days[0] >= row.plan.issued_on
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=datetime.combine(days[0], datetime.min.time()))
    assert [moment.date() for moment in rule] == list(days)


def test_days_of_several_rhythms_are_listed(make_site):
    (event,) = events(make_site(plan("content: Việc, due: 'Định kỳ 6 tháng, chậm nhất ngày 15/11 hằng năm'")))
    assert [event["DTSTART"].dt, *(day.dt for day in event["RDATE"].dts)] == [
        date(2026, 6, 30),
        date(2026, 11, 15),
        date(2026, 12, 31),
    ]


def test_what_comes_back_ends_when_it_is_done(make_site):
    task = "content: Việc, due: Hằng quý, state: done, done_on: 30/05/2026"
    (event,) = events(make_site(plan(task)))
    assert event["DTSTART"].dt == date(2026, 3, 31)
    assert "RRULE" not in event


def test_calendars_load_in_another_reader(small_site):
    found = calendars(small_site)
    assert found
    for data in found.values():
        other = vobject.readOne(data.decode())
        other.validate()
        expected = icalendar.Calendar.from_ical(data).walk("VEVENT")
        assert [event.uid.value for event in other.vevent_list] == [event["UID"] for event in expected]
        assert [event.dtstart.value for event in other.vevent_list] == [event["DTSTART"].dt for event in expected]


def test_the_same_records_give_the_same_bytes(make_site):
    files = plan("content: Việc, due: Quý III, lead: so-noi-vu", "content: Khác, due: Quý I")
    assert calendars(make_site(files)) == calendars(make_site(files))
