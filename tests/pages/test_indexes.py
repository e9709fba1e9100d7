"""Indexes by number, title and year, for reading without a search."""

from generator.pages import indexes


def decision(number: str, day: str, subject: str) -> str:
    return f"number: {number}\ntype: quyet-dinh\nissuer: ubnd\nissued_on: {day}\nsubject: {subject}\nstate: in_force\n"


FILES = {
    "documents/a.yml": decision("100/QĐ-UBND", "02/03/2024", "Đề án thứ nhất"),
    "documents/b.yml": decision("9/QĐ-UBND".zfill(10), "01/02/2024", "Danh mục thứ hai"),
    "documents/c.yml": decision("9/QĐ-UBND".zfill(10), "01/02/2023", "36 việc phải làm"),
    "news/n.md": "---\ntitle: Ấn phẩm mới\nposted_at: 2024-05-01 08:00\nauthors: so-noi-vu\n---\nBài.\n",
}


def links(page):
    return [(link.text, link.url, link.count) for group in page.view.groups for link in group.links]


def test_documents_are_listed_by_type_and_in_the_order_of_their_numbers(pages_of):
    pages = pages_of(FILES)
    assert links(pages["/so-do/theo-so/"]) == [
        ("Quyết định theo số, ký hiệu", "/so-do/theo-so/quyet-dinh/", 3),
    ]
    items = pages["/so-do/theo-so/quyet-dinh/"].view.items
    assert [(item.url, item.title) for item in items] == [
        ("/van-ban/c/", "Quyết định số 09/QĐ-UBND"),
        ("/van-ban/b/", "Quyết định số 09/QĐ-UBND"),
        ("/van-ban/a/", "Quyết định số 100/QĐ-UBND"),
    ]


def test_titles_are_filed_under_their_letter_with_a_letter_for_those_without_one(pages_of):
    pages = pages_of(FILES)
    found = {text: [item.title for item in pages[url].view.items] for text, url, _ in links(pages["/so-do/theo-ten/"])}
    assert list(found) == ["0–9", "A", "D", "Đ", "S", "U"]
    assert found["A"] == ["Ấn phẩm mới"]
    assert found["D"] == ["Danh mục thứ hai"]
    assert found["Đ"] == ["Đề án thứ nhất"]
    assert found["0–9"] == ["36 việc phải làm"]


def test_years_lead_to_what_came_out_in_them_newest_first(pages_of):
    assert links(pages_of(FILES)["/so-do/theo-nam/"]) == [
        ("Năm 2024", "/tin-tuc/2024/", 1),
        ("Năm 2024", "/van-ban/nam/2024/", 2),
        ("Năm 2023", "/van-ban/nam/2023/", 1),
    ]


def test_a_long_index_goes_over_several_pages(pages_of, monkeypatch):
    monkeypatch.setattr(indexes, "PER_PAGE", 2)
    pages = pages_of(FILES)
    assert len(pages["/so-do/theo-so/quyet-dinh/trang/2/"].view.items) == 1


def test_an_empty_portal_has_empty_indexes(pages_of):
    pages = pages_of({})
    assert pages["/so-do/theo-so/"].view.groups == ()
    assert pages["/so-do/theo-nam/"].view.groups == ()
