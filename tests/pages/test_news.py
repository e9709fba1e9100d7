import pytest

from generator.pages.news import byline
from generator.records.news import Author

POST = "title: Tin {number}\nposted_at: {number:02}/03/2026 08:00:00\n{more}"


def posts(count, more=""):
    return {f"news/tin-{number}.yml": POST.format(number=number, more=more) for number in range(1, count + 1)}


@pytest.mark.parametrize(
    ("author", "said"),
    [
        ({"name": "Cao Hải", "role": "Sở Nội vụ"}, "Cao Hải – Sở Nội vụ"),
        ({"name": "Cao Hải", "agency": "so-noi-vu"}, "Cao Hải – Sở Nội vụ"),
        ({"name": "Cao Hải", "role": "Phóng viên", "agency": "so-noi-vu"}, "Cao Hải – Phóng viên"),
        ({"name": "Văn phòng"}, "Văn phòng"),
        ({"agency": "so-noi-vu"}, "Sở Nội vụ"),
    ],
)
def test_authors_are_named_as_posts_name_them(site_of, author, said):
    assert byline(site_of({}), Author(**author)) == said


def test_a_post_leads_to_five_newer_and_five_older_the_nearest_around_it(pages_of):
    view = pages_of(posts(13))["/tin-tuc/2026/03/07/tin-7/"].view
    assert [item.title for item in view.newer] == [f"Tin {number}" for number in (12, 11, 10, 9, 8)]
    assert [item.title for item in view.older] == [f"Tin {number}" for number in (6, 5, 4, 3, 2)]
    assert [item.title for item in view.latest] == [f"Tin {number}" for number in (13, 12, 11, 10, 9)]


def test_the_newest_post_is_not_among_the_latest_beside_itself(pages_of):
    view = pages_of(posts(3))["/tin-tuc/2026/03/03/tin-3/"].view
    assert view.newer == ()
    assert [item.title for item in view.latest] == ["Tin 2", "Tin 1"]


def test_archives_and_authors_list_their_posts(pages_of):
    pages = pages_of(posts(2, "authors: [Cao Hải – Sở Nội vụ]\n"))
    author = "/tin-tuc/tac-gia/cao-hai-so-noi-vu/"
    for url in ("/tin-tuc/2026/", "/tin-tuc/2026/03/", author):
        assert [item.title for item in pages[url].view.items] == ["Tin 2", "Tin 1"]
    assert [link.url for link in pages["/tin-tuc/2026/03/01/tin-1/"].view.byline] == [author]


def test_an_author_without_latin_letters_has_a_page(pages_of):
    pages = pages_of(posts(1, "authors: Ю\n"))
    (link,) = pages["/tin-tuc/2026/03/01/tin-1/"].view.byline
    assert [item.title for item in pages[link.url].view.items] == ["Tin 1"]


def test_authors_whose_names_differ_in_marks_alone_are_both_named(pages_of):
    one, two = posts(2).items()
    files = {one[0]: f"{one[1]}authors: Nguyễn Văn Hà\n", two[0]: f"{two[1]}authors: Nguyễn Văn Hạ\n"}
    page = pages_of(files)["/tin-tuc/tac-gia/nguyen-van-ha/"]
    assert page.view.title == "Tin của Nguyễn Văn Hạ / Nguyễn Văn Hà"
    assert page.view.total == 2
