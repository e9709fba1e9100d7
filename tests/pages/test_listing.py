import pytest

from generator.pages.listing import list_pages, paged
from generator.pages.page import Head
from generator.pages.parts import Group, Item

ITEMS = [Item(str(number), f"/x/{number}/") for number in range(7)]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (1, [1, 2, 3, 20]),
        (2, [1, 2, 3, 4, 20]),
        (10, [1, 8, 9, 10, 11, 12, 20]),
        (20, [1, 18, 19, 20]),
    ],
)
def test_a_pager_names_the_ends_and_two_neighbours_on_each_side(page, shown):
    pagers = [pager for pager, _ in paged("/x/", range(200), 10)]
    assert [number for number, _ in pagers[page - 1].links] == shown


def test_every_item_is_on_one_page_in_order():
    pages = list_pages("/x/", Head("Danh sách"), ITEMS, 3, "mục")
    assert [page.url for page in pages] == ["/x/", "/x/trang/2/", "/x/trang/3/"]
    assert [item for page in pages for item in page.view.items] == ITEMS
    assert {page.view.total for page in pages} == {7}


def test_pages_after_the_first_say_their_number_and_offer_no_facets():
    first, second, _ = list_pages("/x/", Head("Danh sách"), ITEMS, 3, "mục", facets=(Group("Theo năm"),))
    assert (first.head.title, second.head.title) == ("Danh sách", "Danh sách, trang 2")
    assert first.view.facets
    assert not second.view.facets


def test_an_empty_list_is_one_page():
    (page,) = list_pages("/x/", Head("Danh sách"), [], 3, "mục")
    assert page.view.items == ()
    assert page.view.pager.pages == 1
