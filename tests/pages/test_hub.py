POST = "title: Tin {number:02}\nposted_at: {number:02}/03/2026\nagencies: so-noi-vu\nprovince: mau\n"


def posts(count):
    return {f"news/tin-{number}.yml": POST.format(number=number) for number in range(1, count + 1)}


def group(page, title):
    (found,) = [group for group in page.view.groups if group.title == title]
    return found


def test_ten_records_of_a_kind_are_shown_newest_first(pages_of):
    pages = pages_of(posts(10))
    news = group(pages["/co-quan/so-noi-vu/"], "Tin tức")
    assert [item.title for item in news.items] == [f"Tin {number:02}" for number in range(10, 0, -1)]
    assert news.links == ()
    assert "/co-quan/so-noi-vu/tin-tuc/" not in pages


def test_more_than_ten_lead_to_a_list_of_all(pages_of):
    pages = pages_of(posts(11), "page_sizes: {documents: 6}\n")
    news = group(pages["/co-quan/so-noi-vu/"], "Tin tức")
    assert len(news.items) == 10
    assert [(link.url, link.count) for link in news.links] == [("/co-quan/so-noi-vu/tin-tuc/", 11)]
    lists = [pages["/co-quan/so-noi-vu/tin-tuc/"], pages["/co-quan/so-noi-vu/tin-tuc/trang/2/"]]
    assert sum(len(page.view.items) for page in lists) == 11
    assert [crumb.url for crumb in lists[0].head.crumbs][-1] == "/co-quan/so-noi-vu/"


def test_a_record_counts_once_however_often_it_refers_to_a_thing(pages_of):
    plan = (
        "number: 1/KH-SNV\nissuer: so-noi-vu\nissued_on: 01/02/2026\nsubject: Kế hoạch\nprovince: mau\n"
        "areas: the-che-2\nplan: {tasks: [{order: 1, content: Việc, area: the-che-2, lead: so-noi-vu}]}\n"
    )
    pages = pages_of({"documents/ke-hoach.yml": plan})
    counts = {link.url: link.count for row in pages["/linh-vuc/"].view.rows for links in row for link in links}
    assert counts == {"/linh-vuc/the-che-1/": 0, "/linh-vuc/the-che-2/": 1, "/linh-vuc/so/": 0}
    assert len(group(pages["/co-quan/so-noi-vu/"], "Kế hoạch").items) == 1


def test_tasks_stand_with_those_who_lead_and_those_who_help(pages_of):
    plan = (
        "number: 1/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch\n"
        "plan: {tasks: [{order: 1, content: Việc, lead: so-noi-vu, cooperating: ubnd}]}\n"
    )
    pages = pages_of({"documents/ke-hoach.yml": plan})
    lead, help_ = pages["/co-quan/so-noi-vu/"].view, pages["/co-quan/ubnd/"].view
    assert [row.order for group in lead.tasks for row in group.tasks] == ["1"]
    assert not lead.shared
    assert [row.order for group in help_.shared for row in group.tasks] == ["1"]
    assert not help_.tasks
    assert lead.tasks[0].title.url == "/van-ban/ke-hoach/"


def test_tasks_that_a_long_page_leaves_out_are_counted_and_led_to(pages_of):
    task = "{{order: {}, content: Việc, lead: so-noi-vu, cooperating: ubnd, area: the-che-2}}"
    tasks = ", ".join(task.format(order) for order in range(1, 54))
    head = "number: 1/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch\nprovince: mau\n"
    plan = f"{head}plan: {{tasks: [{tasks}]}}\n"
    pages = pages_of({"documents/ke-hoach.yml": plan})
    for url, facet in (
        ("/co-quan/so-noi-vu/", "co-quan/so-noi-vu"),
        ("/linh-vuc/the-che-2/", "linh-vuc/the-che-2"),
        ("/dia-phuong/mau/", "dia-phuong/mau"),
    ):
        view = pages[url].view
        assert sum(len(group.tasks) for group in view.tasks) + view.more_tasks == 53
        assert (view.more_tasks, view.tasks_url) == (3, f"/nhiem-vu/{facet}/")
        assert pages[view.tasks_url].view.tally.total == 53
    helping = pages["/co-quan/ubnd/"].view
    assert (helping.more_tasks, helping.more_shared) == (0, 3)


def test_the_tasks_of_the_newest_plan_come_first(pages_of):
    plan = (
        "number: {year}/KH-UBND\nissuer: ubnd\nissued_on: 01/02/{year}\nsubject: Kế hoạch\nprovince: mau\n"
        "plan: {{tasks: [{{order: 1, content: Việc, lead: so-noi-vu, cooperating: ubnd, area: the-che-2}}]}}\n"
    )
    files = {f"documents/a-{year}.yml": plan.format(year=year) for year in (2024, 2026, 2025)}
    pages = pages_of(files)
    newest_first = [f"/van-ban/a-{year}/" for year in (2026, 2025, 2024)]
    for url in ("/co-quan/so-noi-vu/", "/linh-vuc/the-che-2/", "/dia-phuong/mau/"):
        assert [group.title.url for group in pages[url].view.tasks] == newest_first, url
    assert [group.title.url for group in pages["/co-quan/ubnd/"].view.shared] == newest_first
