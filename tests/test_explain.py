from datetime import datetime
from pathlib import Path

import pytest

from generator.explain import explain, near_names
from generator.link.site import Site
from generator.pipeline import Job, check
from generator.vn.dates import TIME_ZONE

SMALL = Path(__file__).parent / "sites" / "small"


@pytest.fixture(scope="module")
def site() -> Site:
    now = datetime(2026, 6, 1, 23, 59, 59, tzinfo=TIME_ZONE)
    found, problems = check(Job(SMALL, SMALL / "site_config.yml", SMALL / "content", SMALL / "site", now))
    assert found, problems
    return found


def section(lines: tuple[str, ...], heading: str) -> list[str]:
    """Return the lines below a heading."""
    start = next((index for index, line in enumerate(lines) if line.startswith(f"  {heading}")), len(lines))
    below = lines[start + 1 :]
    end = next((index for index, line in enumerate(below) if not line.startswith("    ")), len(below))
    return [line.strip() for line in below[:end]]


@pytest.mark.parametrize(
    "asked",
    [
        "/van-ban/345-qd-ubnd/",
        "/van-ban/345-qd-ubnd",
        "/van-ban/345-qd-ubnd/index.json",
        "https://cchc.tinhmau.example/van-ban/345-qd-ubnd/#noi-dung",
        "content/documents/2026/345-qd-ubnd.md",
        "345-qd-ubnd",
    ],
)
def test_a_record_is_known_by_address_file_and_id(site: Site, asked: str) -> None:
    lines = explain(site, asked)
    assert "  Địa chỉ: /van-ban/345-qd-ubnd/" in lines
    assert "  Mẫu trang: theme/pages/document.html" in lines
    assert "  Nguồn: content/documents/2026/345-qd-ubnd.md (văn bản, mã 345-qd-ubnd)" in lines


def test_references_are_told_in_both_directions_with_the_field_that_makes_them(site: Site) -> None:
    news = explain(site, "content/news/2026/tin-ngan.md")
    assert any(
        line.startswith("content/documents/2026/345-qd-ubnd.md") and line.endswith("(văn bản được nói tới)")
        for line in section(news, "Dẫn tới")
    )
    document = explain(site, "345-qd-ubnd")
    assert any(
        line.startswith("content/news/2026/tin-ngan.md") and line.endswith("(văn bản được nói tới)")
        for line in section(document, "Được dẫn tới từ")
    )


def test_pages_that_mention_a_record_are_those_that_hold_its_address(site: Site) -> None:
    pages = [line.split()[0] for line in section(explain(site, "345-qd-ubnd"), "Các trang khác có nhắc tới")]
    assert "/van-ban/" in pages
    assert "/tin-tuc/2026/04/01/tin-ngan/" in pages
    assert "/van-ban/345-qd-ubnd/" not in pages
    assert "/lien-he/" not in pages


def test_a_listing_comes_from_many_records(site: Site) -> None:
    assert any("tổng hợp" in line for line in explain(site, "/van-ban/"))


def test_a_download_is_known_by_the_pages_that_offer_it(site: Site) -> None:
    lines = explain(site, "content/files/van-ban/345-qd-ubnd.pdf")
    assert lines[0] == "Tệp tải về /tep/van-ban/345-qd-ubnd.pdf"
    assert any(line.startswith("/van-ban/345-qd-ubnd/") for line in section(lines, "Các trang khác có nhắc tới"))


@pytest.mark.parametrize("asked", ["/van-ban/15-qd-ubnd/", "15-qd-ubnd", "content/documents/15-qd-ubnd.md"])
def test_of_a_withdrawn_record_its_notice_and_file_are_told(site: Site, asked: str) -> None:
    lines = explain(site, asked)
    assert "  Địa chỉ: /van-ban/15-qd-ubnd/" in lines
    assert lines[-1] == "  Nguồn: content/documents/15-qd-ubnd.md (đã rút)"


@pytest.mark.parametrize("asked", ["/khong-co/", "tin-nhap-7319", "content/news/tin-nhap-7319.md"])
def test_what_is_not_published_is_not_explained(site: Site, asked: str) -> None:
    assert explain(site, asked) == ()


def test_a_name_that_is_nearly_right_is_suggested(site: Site) -> None:
    assert "/van-ban/345-qd-ubnd/" in near_names(site, "/van-ban/345")
    assert "/van-ban/345-qd-ubnd/" in near_names(site, "/van-ban/354-qd-ubnd/")


def test_pages_of_open_data_are_pages_of_the_site(site: Site) -> None:
    assert explain(site, "/du-lieu/tasks/")[0]
    assert "/du-lieu/tasks/" in near_names(site, "/du-lieu/tasks")
