"""Tasks in whole sites: what a day changes, and a plan of thousands."""

import json
import re
import time
from datetime import datetime

import pytest

from generator.vn.dates import TIME_ZONE
from generator.vn.figures import format_int

PLAN = """\
number: 20/KH-UBND
issuer: ubnd-tinh-mau
issued_on: 01/03/2026
subject: Thử một hạn
plan:
  tasks:
    - {order: 1, content: Việc có hạn, lead: so-noi-vu, area: the-che, state: under_way, due: 15/7/2026}
    - {order: 2, content: Việc khác, lead: so-tai-chinh, area: thu-tuc-hanh-chinh, state: under_way, due: 15/12/2026}
"""
INDEX = re.compile(r"tim-kiem/chi-muc-[0-9a-f]{12}/")
LARGEST = 300 * 1024


@pytest.fixture
def files_on(small_copy, build_portal, tmp_path):
    """``files_on(month, day)`` builds the small portal with one more plan on a day of 2026; returns what is served."""
    (small_copy / "content/documents/2026/kh-thu.yml").write_text(PLAN, "utf-8")

    def files(month, day):
        now = datetime(2026, month, day, 12, tzinfo=TIME_ZONE)
        built = build_portal(small_copy, tmp_path / f"{month}-{day}", now=now)
        assert built.outcome.release
        return built.files

    return files


def changes(before, after):
    """Return what differs between two sites.

    Left out are the parts of the search index, and the pages that tell the sizes of data in round figures: those
    may change with the data or not.
    """
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path) and not INDEX.match(path)}
    return changed - {"du-lieu/index.html", "du-lieu/tasks/index.html"}


# What tells of tasks as data: their table, the database, and what has sizes and hashes of these.
TASK_DATA = {
    *(f"du-lieu/tasks.{ending}" for ending in ("csv", "xlsx", "json", "jsonl")),
    *(f"du-lieu/{name}" for name in ("minh-bach.sqlite", "v1/tasks/page-1.json", "datapackage.json", "dcat.jsonld")),
    "du-lieu/v1/tables.json",
}


def told_by_the_newest_day(files):
    """Return what tells how new those tables are whose rows bear no day: they are as new as the whole."""
    tables = json.loads(files["du-lieu/v1/tables.json"])["tables"]
    names = [table["name"] for table in tables if not table["dated"]]
    assert names
    return {
        f"du-lieu/{place}"
        for name in names
        for place in (f"{name}.xlsx", f"v1/{name}/page-1.json", f"{name}/index.html")
    }


def index(files):
    return {INDEX.match(path)[0] for path in files if INDEX.match(path)}


def pages(*places):
    return {f"{place}index.html" for place in places}


def test_a_day_on_which_a_task_comes_to_be_due_soon_changes_what_counts_that_and_nothing_else(files_on):
    before, after = files_on(6, 14), files_on(6, 15)
    assert changes(before, after) == TASK_DATA | told_by_the_newest_day(after) | pages(
        *("", "ke-hoach/", "van-ban/kh-thu/", "co-quan/so-noi-vu/"),
        *("nhiem-vu/", "nhiem-vu/sap-den-han/", "nhiem-vu/nam/2026/", "nhiem-vu/nam/2026/sap-den-han/"),
    )
    assert index(before) == index(after)


def test_days_between_due_dates_change_no_file(files_on):
    assert files_on(6, 15) == files_on(7, 15)
    assert files_on(7, 16) == files_on(7, 17)


def test_the_day_after_a_due_date_changes_the_state_its_counts_and_lists_and_nothing_else(files_on):
    before, after = files_on(7, 15), files_on(7, 16)
    lists = ("", "trang/2/", "trang/3/")
    # The plan is an item of the feeds of all that it belongs to, and is read there with the states of its tasks; that
    # one of these became overdue is a change.
    feeds = {
        f"{place}{name}"
        for place in (
            *("", "van-ban/", "ke-hoach/", "dia-phuong/mau/", "thay-doi/"),
            *("co-quan/ubnd-tinh-mau/", "co-quan/so-noi-vu/", "co-quan/so-noi-vu-cu/", "co-quan/so-tai-chinh/"),
            *("linh-vuc/the-che/", "linh-vuc/thu-tuc-hanh-chinh/", "van-ban/loai/ke-hoach/", "van-ban/kh-thu/"),
            *("nhiem-vu/", "nhiem-vu/co-quan/so-noi-vu/", "nhiem-vu/linh-vuc/the-che/", "nhiem-vu/dia-phuong/mau/"),
        )
        for name in ("rss.xml", "atom.xml", "feed.json")
    }
    assert changes(before, after) == feeds | TASK_DATA | told_by_the_newest_day(after) | pages(
        *("thay-doi/", "rss/"),
        *("", "ke-hoach/", "chuong-trinh/giai-doan-2/", "tim-kiem/"),
        *("co-quan/so-noi-vu/", "linh-vuc/the-che/", "dia-phuong/mau/"),
        "van-ban/kh-thu/",
        "nhiem-vu/kh-thu/1/",
        *(f"nhiem-vu/{year}sap-den-han/" for year in ("", "nam/2026/")),
        *(
            f"nhiem-vu/{year}tinh-trang/{state}/"
            for year in ("", "nam/2026/")
            for state in ("qua-han", "dang-thuc-hien")
        ),
        *(f"nhiem-vu/{of}{page}" for of in ("co-quan/so-noi-vu/", "linh-vuc/the-che/") for page in ("", "trang/2/")),
        *(f"nhiem-vu/{kind}{page}" for kind in ("", "nam/2026/", "dia-phuong/mau/") for page in lists),
    )
    assert index(before) != index(after)
    gone = set(before) - set(after)
    assert {INDEX.match(path)[0] for path in gone} == index(before) - index(after), "what did not change is kept"


@pytest.mark.slow
def test_a_plan_of_five_thousand_tasks_is_split_into_pages_and_counted_right(make_portal, build_portal, tmp_path):
    states = ("state: under_way, due: Quý I/2026", "state: done, done_on: 01/03/2026", "state: under_way", "lead: so-1")
    tasks = [
        f"    - {{order: {number // 50 + 1}{f'.{number % 50}' if number % 50 else ''}, content: Việc số {number},"
        f" {states[number % 4]}{f', lead: [so-{number % 7 + 1}, so-8]' if number % 4 < 3 else ''}}}\n"
        for number in range(5000)
    ]
    plan = "number: 1/KH-UBND\nissuer: so-1\nissued_on: 01/02/2026\nsubject: Dài\nplan:\n  tasks:\n" + "".join(tasks)
    agencies = {f"agencies/so-{number}.yml": f"name: Sở {number}\nkind: department\n" for number in range(1, 9)}
    started = time.monotonic()
    built = build_portal(make_portal({**agencies, "documents/kh.yml": plan}), tmp_path / "site", search=False)
    assert built.outcome.release
    assert time.monotonic() - started < 120
    sizes = {path: len(data) for path, data in built.files.items() if path.endswith(".html")}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}
    words = built.words("/van-ban/kh/")
    counted = [number for number in range(5000) if number % 50]
    done, late = (sum(number % 4 == state for number in counted) for state in (1, 0))
    assert f"{format_int(done)} trong 4.900 nhiệm vụ đã hoàn thành, {format_int(late)} quá hạn" in words
    assert "nhiem-vu/kh/100.49/index.html" in built.files
    assert "van-ban/kh/nhiem-vu/trang/50/index.html" in built.files
