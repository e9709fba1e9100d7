"""The search of the repository's own portal, used as a reader does."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(own, serve) -> str:
    return serve(own.job.output)


def shown(page: Page) -> list[str]:
    """Return the addresses of the results, once the search has ended."""
    expect(page.locator(".search__status")).to_contain_text(re.compile("kết quả(?! đầu tiên)|Xin gõ"))
    addresses = page.evaluate("[...document.querySelectorAll('.search__title a')].map((link) => link.href)")
    return [urlsplit(address).path for address in addresses]


def search(page: Page, address: str, query: str) -> list[str]:
    """Type a query into the box in the header of the home page and return the addresses of what is found."""
    page.goto(f"{address}/")
    box = page.get_by_label("Tìm trên cổng")
    box.fill(query)
    box.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    return shown(page)


def narrowed(page: Page, label: str, value: str) -> list[str]:
    """Choose the value of a filter by the words that it starts with, and return what is left of the results."""
    total = page.locator(".search__status").inner_text()
    if label == "Loại nội dung":
        page.get_by_role("navigation", name="Kết quả theo loại nội dung").get_by_role("link", name=value).click()
    else:
        select = page.get_by_label(label, exact=True)
        option = select.locator("option").filter(has_text=re.compile(f"^{re.escape(value)}")).first
        select.select_option(option.get_attribute("value"))
    expect(page.locator(".search__status")).not_to_have_text(total)
    return shown(page)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("2407", "/van-ban/son-la-2407-qd-ubnd-2021/"),
        ("2407/QĐ-UBND", "/van-ban/son-la-2407-qd-ubnd-2021/"),
        ("3241/qd-ubnd", "/van-ban/son-la-3241-qd-ubnd-2015/"),
        ("3242/QD-UBND", "/van-ban/son-la-3242-qd-ubnd-2015/"),
        ("62/KH-UBND", "/van-ban/lang-son-62-kh-ubnd-2013/"),
        ("30c/NQ-CP", "/van-ban/nq-30c-cp-2011/"),
        ("1.004002", "/thu-tuc/1.004002/"),
    ],
)
def test_a_number_finds_its_record_first(page: Page, address: str, query: str, first: str) -> None:
    assert search(page, address, query)[0] == first


@pytest.mark.parametrize("query", ["dat dai", "đất đai", "ĐẤT ĐAI", "Ðất đai"])
def test_words_are_found_with_marks_and_without(page: Page, address: str, query: str) -> None:
    found = search(page, address, query)
    assert "/thu-tuc/1.014284/" in found[:5]


def test_common_words_find_programmes_plans_and_posts(page: Page, address: str) -> None:
    found = search(page, address, "cai cach hanh chinh")
    assert len(found) == 10
    assert any(url.startswith("/chuong-trinh/") for url in found)
    assert any(url.startswith("/van-ban/") for url in found)
    page.get_by_role("button", name="Xem thêm").click()
    expect(page.locator(".search__title")).to_have_count(20)
    assert any(url.startswith("/tin-tuc/") for url in shown(page))


def test_a_result_opens_the_page_that_it_names_and_back_returns_to_the_results(page: Page, address: str) -> None:
    found = search(page, address, "hop ban chi dao")
    link = page.locator(".search__title a").first
    title = link.inner_text()
    link.click()
    page.wait_for_url(f"**{found[0]}")
    assert title in page.get_by_role("heading", level=1).inner_text()
    page.go_back()
    assert shown(page) == found
    assert page.get_by_label("Từ cần tìm, hoặc số, ký hiệu văn bản").input_value() == "hop ban chi dao"


@pytest.mark.parametrize(
    ("label", "name", "value", "kept"),
    [
        ("Loại nội dung", "loai", "Tin tức", r"/tin-tuc/.+"),
        ("Năm", "nam", "2013", r"/van-ban/.+-2013/"),
        ("Cơ quan", "co-quan", "Ủy ban nhân dân tỉnh Sơn La", r".*son-la.*"),
        ("Lĩnh vực", "linh-vuc", "Cải cách thể chế (2021-2030)", r"/(van-ban|tin-tuc|chuong-trinh)/.+"),
        ("Tỉnh, thành phố", "tinh", "Lạng Sơn", r".*lang-son.*"),
    ],
)
def test_a_filter_narrows_what_is_found_and_stands_in_the_address(
    page: Page, address: str, label: str, name: str, value: str, kept: str
) -> None:
    search(page, address, "cai cach hanh chinh")
    total = page.locator(".search__status").inner_text()
    found = narrowed(page, label, value)
    assert found
    assert [url for url in found if not re.fullmatch(kept, url)] == []
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["q"] == ["cai cach hanh chinh"]
    assert asked[name][0].startswith(value)
    page.reload()
    assert shown(page) == found
    page.go_back()
    expect(page.locator(".search__status")).to_have_text(total)


def test_filters_of_two_kinds_narrow_together(page: Page, address: str) -> None:
    search(page, address, "cai cach")
    narrowed(page, "Tỉnh, thành phố", "Sơn La")
    assert set(narrowed(page, "Loại nội dung", "Kế hoạch")) == {
        "/van-ban/son-la-2407-qd-ubnd-2021/",
        "/van-ban/son-la-3241-qd-ubnd-2015/",
        "/van-ban/son-la-3242-qd-ubnd-2015/",
    }


def test_the_search_of_a_phone_is_in_the_header_of_any_page(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}/van-ban/son-la-2407-qd-ubnd-2021/")
    box = page.get_by_label("Tìm trên cổng")
    box.fill("họ tên không có ai xyzq")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.locator(".search__status")).to_contain_text("Không có kết quả nào")
    assert page.get_by_role("link", name="Thủ tục hành chính").first.is_visible()
