"""What changed, as the dates of records tell it."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from generator.link.site import Site
from generator.link.status import plan_statuses
from generator.link.tasks import plan_as_of
from generator.pages.change_list import all_changes
from generator.pages.changes import Change
from generator.records.task import DERIVED_STATES

SiteOf = Callable[..., Site]

PLAN = """\
type: ke-hoach
number: 25/KH-UBND
issuer: ubnd
issued_on: 05/01/2026
subject: Kế hoạch
plan:
  tasks:
"""


def told(site: Site) -> list[tuple[str, str, str]]:
    """Return day, label and what, the oldest first."""
    return [(f"{change.moment:%d/%m}", change.label, change.what) for change in reversed(all_changes(site))]


def at(site: Site, url: str) -> list[tuple[str, str, str]]:
    changes = [change for change in reversed(all_changes(site)) if change.link.url == url]
    return [(f"{change.moment:%d/%m}", change.label, change.what) for change in changes]


def test_a_record_is_new_on_the_day_on_which_it_came_out(site_of: SiteOf) -> None:
    site = site_of(
        {
            "news/a.md": "---\ntitle: Tin\nposted_at: 01/03/2026 15:12:11\nsummary: Tóm tắt.\nauthors: Cao Hải\n---\nX",
            "documents/d.yml": "number: 11/QĐ-UBND\nissuer: ubnd\nissued_on: 02/03/2026\nsubject: Trích yếu\n",
            "procedures/p.yml": "code: 1.000001\nname: Thủ tục\nfield: Hộ tịch\nannounced_on: 03/03/2026\n",
            "procedures/q.yml": "code: 1.000002\nname: Không ngày\nfield: Hộ tịch\n",
        }
    )
    assert told(site) == [
        ("01/03", "Mới", "Tóm tắt."),
        ("02/03", "Mới", "Quyết định"),
        ("03/03", "Mới", "Thủ tục hành chính"),
    ]
    news = all_changes(site)[-1]
    assert (news.moment.isoformat(), news.by) == ("2026-03-01T15:12:11+07:00", ("Cao Hải",))
    assert all_changes(site)[1].link.text == "Quyết định số 11/QĐ-UBND: Trích yếu"


def test_corrections_are_told_with_their_words_and_a_change_without_words_once(site_of: SiteOf) -> None:
    post = (
        "title: Tin\nposted_at: 01/03/2026 15:00:00\nmodified_at: {}\nchanges:\n  - {{on: 01/03/2026, what: Sửa số.}}\n"
    )
    site = site_of(
        {
            "news/a.yml": post.format("01/03/2026 16:00:00"),
            "news/b.yml": post.format("02/03/2026 16:00:00"),
        }
    )
    assert at(site, "/tin-tuc/2026/03/01/a/") == [("01/03", "Mới", "Tin tức"), ("01/03", "Cập nhật", "Sửa số.")]
    assert at(site, "/tin-tuc/2026/03/01/b/")[2:] == [("02/03", "Cập nhật", "Bài viết được sửa.")]
    corrected = [change for change in all_changes(site) if change.what == "Sửa số."]
    assert {change.moment.hour for change in corrected} == {15}  # not before the post of that day


def test_a_document_changes_on_the_day_of_the_document_that_changes_it(site_of: SiteOf) -> None:
    document = "number: {}/QĐ-UBND\nissuer: ubnd\nissued_on: {}\nsubject: S\n"
    more = "relations: {amends: a, replaces: b, repeals: c, corrects: c, guides: a, implements: Luật số 1/2020/QH14}\n"
    site = site_of(
        {
            **{f"documents/{id_}.yml": document.format(n, "01/01/2026") for n, id_ in enumerate("abc", 11)},
            "documents/d.yml": document.format(14, "09/03/2026") + more,
        }
    )
    by = "Quyết định số 14/QĐ-UBND ngày 09/03/2026."
    assert at(site, "/van-ban/a/")[1:] == [("09/03", "Được sửa đổi, bổ sung", f"Được sửa đổi, bổ sung bởi {by}")]
    assert at(site, "/van-ban/b/")[1:] == [("09/03", "Được thay thế", f"Được thay thế bởi {by}")]
    assert sorted(at(site, "/van-ban/c/")[1:]) == [
        ("09/03", "Bị bãi bỏ", f"Bị bãi bỏ bởi {by}"),
        ("09/03", "Được đính chính", f"Được đính chính bởi {by}"),
    ]


def test_what_came_to_the_portal_late_is_told_on_that_day(site_of: SiteOf) -> None:
    document = "number: {}/QĐ-UBND\nissuer: ubnd\nissued_on: {}\nsubject: S\n"
    late = "posted_on: 20/05/2026\nrelations: {amends: a}\n"
    site = site_of(
        {
            "documents/a.yml": document.format(11, "01/01/2026"),
            "documents/b.yml": document.format(12, "01/02/2026") + late,
            "documents/c.yml": document.format(13, "01/02/2026") + "posted_on: 02/06/2026\n",
            "procedures/p.yml": "code: 1.000001\nname: Không ngày\nfield: Hộ tịch\nposted_on: 21/05/2026\n",
        }
    )
    assert told(site) == [
        ("01/01", "Mới", "Quyết định"),
        ("20/05", "Mới", "Quyết định"),
        ("20/05", "Được sửa đổi, bổ sung", "Được sửa đổi, bổ sung bởi Quyết định số 12/QĐ-UBND ngày 01/02/2026."),
        ("21/05", "Mới", "Thủ tục hành chính"),
    ]
    assert list(site.documents) == ["a", "b"]  # what is to be posted tomorrow is not known today


LIFE = """\
code: 1.000001
name: Thủ tục
field: Hộ tịch
manners: [{kind: in_person, time_limit: 5 ngày}]
announced_on: 01/02/2026
life:
  - {kind: announced, decision: qd, effective_on: 10/02/2026}
  - {kind: amended, decision: qd, effective_on: 10/03/2026, before: {conditions: Cũ, name: Tên cũ}}
  - {kind: abolished, decision: qd, effective_on: 10/04/2026, successors: [1.000002]}
  - {kind: abolished, decision: qd, effective_on: 10/04/2027}
"""


def test_a_procedure_changes_on_the_days_from_which_its_decisions_count(site_of: SiteOf) -> None:
    site = site_of(
        {
            "documents/qd.yml": "number: 11/QĐ-UBND\nissuer: ubnd\nissued_on: 02/01/2026\nsubject: S\n",
            "procedures/p.yml": LIFE.rsplit("  - ", 1)[0],
            "procedures/q.yml": "code: 1.000002\nname: Kế tiếp\nfield: Hộ tịch\n",
        }
    )
    by = "Theo Quyết định số 11/QĐ-UBND ngày 02/01/2026."
    assert at(site, "/thu-tuc/1.000001/") == [
        ("01/02", "Mới", "Thủ tục hành chính"),
        ("10/02", "Bắt đầu áp dụng", by),
        ("10/03", "Sửa đổi, bổ sung", f"Đổi: Tên thủ tục, Yêu cầu, điều kiện. {by}"),
        ("10/04", "Bãi bỏ", f"Thay bằng: Kế tiếp. {by}"),
    ]


def test_steps_to_come_are_not_told_and_a_procedure_came_out_only_once(site_of: SiteOf) -> None:
    life = "  - {{kind: {}, decision: Quyết định số 15/QĐ-BTP, effective_on: {}}}\n"
    text = "code: 1.000001\nname: Thủ tục\nfield: Hộ tịch\nlife:\n"
    steps = life.format("announced", "10/02/2026") + life.format("abolished", "10/04/2027")
    site = site_of({"procedures/p.yml": text + steps})
    assert told(site) == [("10/02", "Mới", "Thủ tục hành chính")]


def test_reports_on_a_task_tell_what_changed_at_it(site_of: SiteOf) -> None:
    task = """\
    - order: 1
      content: Rà soát
      lead: so-noi-vu
      updates:
        - {date: 01/03/2026, state: under_way, progress: 20, by: so-noi-vu}
        - {date: 01/04/2026, progress: 60, text: Xong **một** nửa.}
        - {date: 02/04/2026, text: Họp.}
        - {date: 01/05/2026, state: done}
    - {order: 2, content: Xong, state: done, done_on: 03/03/2026}
"""
    site = site_of({"documents/kh.yml": PLAN + task})
    assert at(site, "/nhiem-vu/kh/1/") == [
        ("01/03", "Đang thực hiện", "Từ «Chưa có báo cáo» sang «Đang thực hiện». Tiến độ 20\u00a0%."),
        ("01/04", "Báo cáo nhiệm vụ", "Tiến độ 60\u00a0%, trước đó 20\u00a0%."),
        ("02/04", "Báo cáo nhiệm vụ", "Có báo cáo mới."),
        ("01/05", "Hoàn thành", "Từ «Đang thực hiện» sang «Hoàn thành»."),
    ]
    assert at(site, "/nhiem-vu/kh/2/") == [("03/03", "Hoàn thành", "Hoàn thành ngày 03/03/2026.")]
    reports = {change.moment.day: change for change in all_changes(site) if change.moment.month == 4}
    assert reports[1].text.text == "Xong **một** nửa."


OPEN_THEN = """\
    - {order: 1, content: A, due: Trong tháng 3/2026, state: under_way}
    - {order: 2, content: B, due: Trong tháng 3/2026}
    - order: 3
      content: C
      due: Trong tháng 3/2026
      updates: [{date: 01/02/2026, state: not_started}, {date: 10/04/2026, state: done}]
    - order: 4
      content: D
      due: Trong tháng 3/2026
      updates: [{date: 01/02/2026, state: under_way}, {date: 31/03/2026, state: done}]
    - {order: 5, content: E, due: Trong tháng 6/2026, state: under_way}
    - {order: 6, content: F, due: Trong tháng 3/2026, state: under_way}
    - {order: 7, content: G, state: done, done_on: 20/04/2026, due: Trong tháng 3/2026}
    - {order: 8, content: H, due: Trong tháng 3/2026}
    - {order: 8.1, content: I, state: under_way, due: Trong tháng 5/2026}
"""


def test_a_task_becomes_overdue_on_the_day_after_its_last_where_it_is_open(site_of: SiteOf) -> None:
    later = PLAN.replace("25/KH", "26/KH").replace("05/01/2026", "20/03/2026")
    later += "    - {order: 1, content: F tiếp, continues: kh#6}\n"
    site = site_of({"documents/kh.yml": PLAN + OPEN_THEN, "documents/kh2.yml": later})
    overdue = [change for change in all_changes(site) if change.kind == "overdue"]
    assert {(change.link.url, change.moment.date()) for change in overdue} == {
        ("/nhiem-vu/kh/1/", date(2026, 4, 1)),
        ("/nhiem-vu/kh/3/", date(2026, 4, 1)),
        ("/nhiem-vu/kh/8.1/", date(2026, 6, 1)),
    }
    assert ("20/03", "Chuyển sang kế hoạch sau", "Tiếp nối bằng nhiệm vụ 1, Kế hoạch số 26/KH-UBND.") in told(site)
    assert next(change.label for change in all_changes(site) if change.link.url == "/nhiem-vu/kh/3/") == (
        "Hoàn thành quá hạn"
    )


def test_what_is_told_of_overdue_tasks_is_what_the_pages_of_each_day_showed(site_of: SiteOf) -> None:
    """The state of a task on the page of a day is overdue just when a change up to that day told so last."""
    site = site_of({"documents/kh.yml": PLAN + OPEN_THEN})
    plan = site.documents["kh"]
    overdue = {change.link.url: change.moment.date() for change in all_changes(site) if change.kind == "overdue"}
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 31), date(2026, 6, 1)):
        known = plan_as_of(plan, day, ())
        assert known.plan
        for order, status in plan_statuses(known.plan.tasks, plan.issued_on, day).items():
            if status.state == "overdue" and not status.from_children and order != "8":
                assert overdue[f"/nhiem-vu/kh/{order}/"] <= day


def test_a_withdrawn_record_is_told_by_its_withdrawal_alone(site_of: SiteOf) -> None:
    gone = "changes: [{on: 03/03/2026, what: Bí mật}]\nwithdrawn: {on: 05/03/2026, reason: Đăng nhầm.}\n"
    site = site_of({"documents/kh.yml": PLAN + OPEN_THEN + gone})
    assert told(site) == [("05/03", "Đã rút", "Đăng nhầm.")]
    assert all_changes(site)[0].link.text == "25/KH-UBND: Kế hoạch"


def test_marks_stay_when_the_words_of_a_correction_or_a_report_are_mended(site_of: SiteOf) -> None:
    def changes(words: str) -> tuple[Change, ...]:
        reports = f"[{{date: 01/02/2026, text: {words}}}, {{date: 01/02/2026, text: B}}]"
        corrections = f"[{{on: 01/03/2026, what: {words}}}, {{on: 01/03/2026, what: Khác.}}]"
        plan = f"{PLAN}    - {{order: 1, content: A, updates: {reports}}}\nchanges: {corrections}\n"
        return all_changes(site_of({"documents/kh.yml": plan}))

    before, after = changes("Sai"), changes("Đúng")
    assert [change.mark for change in after] == [change.mark for change in before]
    assert after != before


def marks_of(site: Site) -> dict[tuple[str, str], str]:
    return {(change.link.url, change.kind): change.mark for change in all_changes(site)}


def test_marks_stay_when_a_record_moves_or_its_words_are_mended(site_of: SiteOf) -> None:
    before = marks_of(site_of({"documents/kh.yml": PLAN + OPEN_THEN}))
    moved = "id: kh-moi\nformer_addresses: [/van-ban/kh/]\n" + PLAN.replace("subject: Kế hoạch", "subject: Tên khác")
    after = marks_of(site_of({"documents/kh.yml": moved + OPEN_THEN.replace("content: A", "content: Việc A")}))
    assert after["/van-ban/kh-moi/", "new"] == before["/van-ban/kh/", "new"]
    assert after["/nhiem-vu/kh-moi/1/", "overdue"] == before["/nhiem-vu/kh/1/", "overdue"]


@pytest.mark.parametrize("files", [{}, {"documents/kh.yml": PLAN + OPEN_THEN}])
def test_no_two_changes_have_one_mark_and_the_newest_comes_first(site_of: SiteOf, files: Mapping[str, str]) -> None:
    changes = all_changes(site_of(files))
    assert len({change.mark for change in changes}) == len(changes)
    assert [change.moment for change in changes] == sorted((change.moment for change in changes), reverse=True)
    assert set(DERIVED_STATES) >= {change.kind for change in changes} & {"overdue", "handed_on", "done_late"}
