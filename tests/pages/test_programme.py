import pytest

PLAN = """\
number: {number}/KH-UBND
issuer: ubnd
issued_on: 05/01/{issued}
subject: Kế hoạch {number}
period: {period}
province: mau
areas: [{areas}]
plan: {{tasks: [{tasks}]}}
"""


def plan(number, issued, period, *tasks, areas="the-che-2"):
    return PLAN.format(number=number, issued=issued, period=period, tasks=", ".join(tasks), areas=areas)


def rows(pages, programme="b"):
    return [row for tree in pages[f"/chuong-trinh/{programme}/"].view.trees for row in tree.plans]


def test_a_plan_stands_below_the_shortest_plan_that_holds_its_time(pages_of):
    files = {
        "documents/year.yml": plan(3, 2026, "2026"),
        "documents/ten.yml": plan(1, 2021, "2021-2030"),
        "documents/five.yml": plan(2, 2021, "2021-2025"),
        "documents/first.yml": plan(4, 2022, "2022"),
    }
    found = [(row.level, row.plan.url) for row in rows(pages_of(files))]
    assert found == [(0, "/van-ban/ten/"), (1, "/van-ban/five/"), (2, "/van-ban/first/"), (1, "/van-ban/year/")]


def test_a_plan_of_another_province_is_no_parent(pages_of):
    files = {
        "documents/ten.yml": plan(1, 2021, "2021-2030").replace("province: mau\n", ""),
        "documents/year.yml": plan(2, 2022, "2022"),
    }
    # The issuer's province is the plan's own where it names none, so an agency of the state stands for none.
    files["agencies/bo.yml"] = "name: Bộ\nkind: ministry\n"
    files["documents/ten.yml"] = files["documents/ten.yml"].replace("issuer: ubnd", "issuer: bo")
    assert [(row.level, row.plan.url) for row in rows(pages_of(files))] == [(0, "/van-ban/ten/"), (0, "/van-ban/year/")]


@pytest.mark.parametrize(
    ("period", "areas", "programmes"),
    [
        ("2026", "", "b"),
        ("2019", "", "a"),
        ("2018-2023", "", ""),
        ("2018-2023", "the-che-1", "a"),
        ("2018-2023", "the-che-1, the-che-2", "ab"),
        ("2005", "", ""),
    ],
)
def test_a_plan_belongs_to_the_programmes_of_its_time_by_its_areas(pages_of, period, areas, programmes):
    pages = pages_of({"documents/a.yml": plan(1, int(period[:4]), period, areas=areas)})
    assert [id_ for id_ in "ab" if rows(pages, id_)] == list(programmes)
    links = {link.url: link.count for link in pages["/ke-hoach/"].view.facets[0].links}
    assert links == {f"/chuong-trinh/{id_}/": int(id_ in programmes) for id_ in "ab"}


def test_what_a_plan_took_over_finished_dropped_and_handed_on_is_counted_and_listed(pages_of):
    files = {
        "documents/old.yml": plan(
            1,
            2025,
            "2025",
            "{order: 1, content: Chuyển tiếp, state: under_way, due: Năm 2025}",
            "{order: 2, content: Bỏ, state: dropped}",
            "{order: 3, content: Xong, state: done, done_on: 01/03/2025}",
        ),
        "documents/new.yml": plan(
            2,
            2026,
            "2026",
            '{order: 1, content: Mẹ, continues: "old#1"}',
            "{order: 1.1, content: Con, state: done, done_on: 01/03/2026}",
            "{order: 2, content: Mới}",
        ),
    }
    page = pages_of(files)["/chuong-trinh/b/"]
    old, new = (row for tree in page.view.trees for row in tree.plans)
    assert (old.tasks, old.taken, old.done, old.overdue, old.dropped, old.carried) == (3, 0, 1, 0, 1, 1)
    assert (new.tasks, new.taken, new.done, new.overdue, new.dropped, new.carried) == (2, 1, 1, 0, 0, 0)
    handed = {one.plan.url: one.tasks for one in page.view.handovers}
    assert [(task.task.url, [link.url for link in task.carried_to]) for task in handed["/van-ban/old/"]] == [
        ("/nhiem-vu/old/1/", ["/nhiem-vu/new/1/"]),
        ("/nhiem-vu/old/2/", []),
    ]
    assert [[link.url for link in task.taken_from] for task in handed["/van-ban/new/"]] == [["/nhiem-vu/old/1/"]]
    assert page.view.tally.total == 5


def test_documents_and_meetings_stand_on_one_line_of_time(pages_of):
    files = {
        "documents/plan.yml": plan(
            1,
            2026,
            "2026",
            "{order: 1, content: A, origin: {news: hop}}",
            "{order: 2, content: B, origin: {news: hop}}",
        ),
        "documents/nq.yml": "number: 76/NQ-CP\nissuer: ubnd\nissued_on: 15/07/2021\nsubject: Chương trình\n",
        "documents/report.yml": (
            "number: 9/BC-UBND\nissuer: ubnd\nissued_on: 01/04/2026\nsubject: Báo cáo\nrelations: {refers_to: plan}\n"
        ),
        "documents/other.yml": "number: 8/BC-UBND\nissuer: ubnd\nissued_on: 01/04/2026\nsubject: Việc khác\n",
        "news/hop.yml": "title: Họp\nposted_at: 20/12/2025\n",
        "news/quy.yml": (
            "title: Họp quý\nposted_at: 01/04/2026\nprovince: mau\nbody: Theo Kế hoạch số 1/KH-UBND ngày 05/01/2026.\n"
        ),
        "news/khac.yml": "title: Khác\nposted_at: 02/04/2026\n",
    }
    events = pages_of(files)["/chuong-trinh/b/"].view.events
    assert [(event.day, event.link.url, event.note) for event in events] == [
        ("15/07/2021", "/van-ban/nq/", ""),
        ("20/12/2025", "/tin-tuc/2025/12/20/hop/", "giao 2 nhiệm vụ"),
        ("05/01/2026", "/van-ban/plan/", ""),
        ("01/04/2026", "/van-ban/report/", ""),
        ("01/04/2026", "/tin-tuc/2026/04/01/quy/", ""),
    ]


def test_events_that_are_too_many_for_the_page_have_pages_of_their_own(pages_of):
    report = (
        "number: {n}/BC-UBND\nissuer: ubnd\nissued_on: 01/04/2026\nsubject: Báo cáo\nrelations: {{refers_to: plan}}\n"
    )
    files = {f"documents/bc-{n}.yml": report.format(n=n) for n in range(1, 106)}
    pages = pages_of(files | {"documents/plan.yml": plan(1, 2026, "2026")})
    view = pages["/chuong-trinh/b/"].view
    assert len(view.events) == 100
    assert (view.more.url, view.more.count) == ("/chuong-trinh/b/dien-bien/", 106)
    beside = [pages["/chuong-trinh/b/dien-bien/"], pages["/chuong-trinh/b/dien-bien/trang/2/"]]
    assert sum(len(page.view.events) for page in beside) == 106


def test_plans_that_are_too_many_are_paged_and_keep_their_totals(pages_of):
    files = {f"documents/p-{n}.yml": plan(n, 2026, "2026", "{order: 1, content: Việc}") for n in range(1, 6)}
    pages = pages_of(files, "page_sizes: {documents: 2}\n")
    parts = [pages[url].view for url in ("/chuong-trinh/b/", "/chuong-trinh/b/trang/2/", "/chuong-trinh/b/trang/3/")]
    assert [sum(len(tree.plans) for tree in view.trees) for view in parts] == [2, 2, 1]
    assert {view.tally.total for view in parts} == {5}


def test_of_many_tasks_that_go_on_a_page_shows_some_and_counts_the_rest(pages_of):
    dropped = [f"{{order: {order}, content: Việc, state: dropped}}" for order in range(1, 121)]
    files = {f"documents/p-{year}.yml": plan(year, year, str(year), *dropped) for year in (2022, 2023, 2024)}
    handovers = pages_of(files)["/chuong-trinh/b/"].view.handovers
    assert [(len(one.tasks), one.more) for one in handovers] == [(120, 0), (30, 90), (0, 120)]
