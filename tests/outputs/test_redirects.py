"""What stands where records were published before."""

import feedparser
import icalendar

from generator.base.artifact import Artifact
from generator.outputs.redirects import copies, former_folders, redirects

PLAN = """\
id: moi
former_addresses: [/van-ban/cu/, /van-ban/nam-2026/ke-hoach/]
number: 1/KH-UBND
issuer: so-noi-vu
issued_on: 05/01/2026
subject: Kế hoạch năm
plan: {tasks: [{order: "1.2", content: Việc, updates: [{date: 01/02/2026, state: done}]}, {order: "1", content: Mẹ}]}
"""


def test_the_tasks_of_a_plan_move_with_it(make_site):
    site = make_site({"documents/a.yml": PLAN})
    assert [(former, present) for former, present, _ in redirects(site)] == [
        ("/van-ban/cu/", "/van-ban/moi/"),
        ("/nhiem-vu/cu/1/", "/nhiem-vu/moi/1/"),
        ("/nhiem-vu/cu/1.2/", "/nhiem-vu/moi/1.2/"),
        ("/van-ban/nam-2026/ke-hoach/", "/van-ban/moi/"),
    ]


def test_files_that_stand_in_a_folder_which_moved_stand_where_it_was_too():
    folders = former_folders([("/a/", "/c/", "x.yml"), ("/b/", "/c/", "x.yml")])
    made = [Artifact("c/rss.xml", b"1"), Artifact("c/d/rss.xml", b"2"), Artifact("rss.xml", b"3")]
    assert list(copies(made, folders)) == [Artifact("a/rss.xml", b"1"), Artifact("b/rss.xml", b"1")]


def test_who_follows_a_plan_by_its_former_address_goes_on_receiving(make_portal, build_portal, tmp_path):
    files = {
        "agencies/so-noi-vu.yml": "name: Sở Nội vụ\nkind: department\n",
        "documents/a.yml": PLAN.replace('"1.2", content: Việc', '"1.2", content: Việc, due: Quý III'),
    }
    built = build_portal(make_portal(files), tmp_path / "site", search=False)
    assert built.outcome.problems == ()
    for folder in ("van-ban/cu/", "nhiem-vu/cu/1.2/"):
        present = folder.replace("cu", "moi")
        for name in ("rss.xml", "atom.xml", "feed.json"):
            assert built.files[folder + name] == built.files[present + name]
        links = feedparser.parse(built.files[f"{folder}rss.xml"]).feed.links
        assert [link.href for link in links if link.rel == "self"] == [f"https://cchc.example/{present}rss.xml"]
        assert b"http-equiv" in built.files[f"{folder}index.html"]
    (event,) = icalendar.Calendar.from_ical(built.files["van-ban/cu/lich.ics"]).walk("VEVENT")
    assert event["URL"] == "https://cchc.example/nhiem-vu/moi/1.2/"
    assert built.files["van-ban/cu/index.json"] == built.files["van-ban/moi/index.json"]
