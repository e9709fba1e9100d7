"""The list of what must be public tells where each item is and what the portal really has of it."""

import pytest

FILES = {
    "documents/qd.yml": "number: 5/QĐ-UBND\nissuer: ubnd\nissued_on: 05/03/2026\nsubject: Quyết định\n",
    "documents/kh.yml": (
        "number: 1/KH-UBND\nissuer: ubnd\nissued_on: 01/02/2026\nsubject: Kế hoạch\nplan:\n  tasks:\n"
        "    - {order: 1, content: Việc, updates: [{date: 20/04/2026, state: under_way}]}\n"
        "    - {order: 1.1, content: Việc}\n"
    ),
    "news/tin.yml": "title: Tin\nposted_at: 02/05/2026 08:00:00\n",
}


@pytest.fixture
def rows_of(pages_of):
    """``rows_of(files, more_config)`` returns the rows of the list by item."""

    def rows(files, more=""):
        return {row.item: row for row in pages_of(files, more)["/cong-khai/"].view.rows}

    return rows


def own(*items):
    return "disclosure:\n" + "".join(f"  - {{{item}}}\n" for item in items)


def test_each_item_says_how_many_records_there_are_and_the_newest_day(rows_of):
    items = [f"item: {held}, held: {held}" for held in ("documents", "plans", "tasks", "news", "agencies")]
    rows = rows_of(FILES, own(*items))
    assert {item: (row.address.url, row.standing) for item, row in rows.items()} == {
        "documents": ("/van-ban/", "2 văn bản, mới nhất ngày 05/03/2026"),
        "plans": ("/ke-hoach/", "1 kế hoạch, mới nhất ngày 01/02/2026"),
        "tasks": ("/nhiem-vu/", "1 nhiệm vụ, mới nhất ngày 20/04/2026"),
        "news": ("/tin-tuc/", "1 tin, mới nhất ngày 02/05/2026"),
        "agencies": ("/co-quan/", "2 cơ quan"),
    }


def test_what_the_portal_has_none_of_is_said_to_be_missing_and_leads_nowhere(rows_of):
    rows = rows_of({}, own("item: Kết quả, held: results", "item: Ngân sách", "item: Đầu mối, held: contact"))
    assert [(row.address, row.form, row.unit, row.standing) for row in rows.values()] == [(None, "", "", "Chưa có")] * 3


def test_what_is_public_elsewhere_is_linked_there(rows_of):
    row = rows_of({}, own("item: Ngân sách, address: https://stc.example/ngan-sach/, form: Trang của Sở"))["Ngân sách"]
    assert (row.address.text, row.address.url) == ("stc.example/ngan-sach", "https://stc.example/ngan-sach/")
    assert (row.form, row.standing) == ("Trang của Sở", "Công khai ở nơi khác")


def test_what_an_agency_states_is_shown_and_nothing_is_promised_for_it(rows_of):
    stated = "time: Khi ban hành, duration: 5 năm, unit: Văn phòng"
    rows = rows_of(FILES, own(f"item: Một, held: documents, {stated}", "item: Hai, held: documents"))
    assert [(row.form, row.time, row.duration, row.unit) for row in rows.values()] == [
        ("Đăng trên cổng", "Khi ban hành", "5 năm", "Văn phòng"),
        ("Đăng trên cổng", "", "", "Ủy ban nhân dân tỉnh Mẫu"),
    ]


def test_a_list_of_the_portal_takes_the_place_of_the_usual_one(pages_of):
    usual, written = pages_of(FILES)["/cong-khai/"].view, pages_of(FILES, own("item: Một"))["/cong-khai/"].view
    assert (usual.is_own, written.is_own, len(written.rows)) == (False, True, 1)
    assert "Danh mục thông tin phải công khai" in {row.item for row in usual.rows}


def test_the_list_is_reached_from_the_map_of_the_site_and_from_contacts(pages_of):
    pages = pages_of({})
    assert "/cong-khai/" in {link.url for link, _ in pages["/so-do/"].view.branches}
    assert pages["/lien-he/"].view.disclosure == "/cong-khai/"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "van-ban", "//khac.example/", "/a b/"])
def test_an_address_that_is_none_is_refused(pages_of, address):
    with pytest.raises(AssertionError, match="MB025"):
        pages_of({}, own(f"item: Một, address: '{address}'"))
