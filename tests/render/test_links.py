import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.links import base_path, linker, relative

SEGMENTS = st.lists(st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True), max_size=5)


def address(segments: list[str]) -> str:
    return "/" + "".join(f"{segment}/" for segment in segments)


@pytest.mark.parametrize(
    ("url", "page_url", "link"),
    [
        ("/van-ban/", "/", "van-ban/"),
        ("/van-ban/", "/tin-tuc/2015/", "../../van-ban/"),
        ("/", "/", "./"),
        ("/", "/van-ban/", "../"),
        ("/rss.xml", "/404.html", "rss.xml"),
        ("/nhiem-vu/#nhiem-vu-1", "/van-ban/a/", "../../nhiem-vu/#nhiem-vu-1"),
    ],
)
def test_address_of_the_site_is_written_from_the_page(url: str, page_url: str, link: str) -> None:
    assert relative(url, page_url) == link


@pytest.mark.parametrize("url", ["https://example.gov.vn/a/", "//cdn.example.vn/a", "mailto:a@example.vn", "#muc-1"])
def test_other_addresses_stay_as_they_are(url: str) -> None:
    assert relative(url, "/van-ban/a/") == url


@given(target=SEGMENTS, page=SEGMENTS)
def test_browser_resolves_a_link_to_the_address_it_was_made_of(target: list[str], page: list[str]) -> None:
    from urllib.parse import urljoin

    base = "https://example.gov.vn/cchc"
    link = relative(address(target), address(page))
    assert urljoin(base + address(page), link) == base + address(target)


@pytest.mark.parametrize(
    ("base_url", "path"),
    [("https://a.vn", "/"), ("https://a.vn/", "/"), ("https://a.vn/cchc/", "/cchc/"), ("https://a.vn/b/c", "/b/c/")],
)
def test_base_path_is_the_folder_of_the_site(base_url: str, path: str) -> None:
    assert base_path(base_url) == path


def test_plain_page_links_from_the_base_path() -> None:
    url = linker("/404.html", "plain", "https://a.vn/cchc/")
    assert url("/van-ban/") == "/cchc/van-ban/"
    assert url("/") == "/cchc/"
