"""The pages below /du-lieu/ offer each file with its true size, and say what is in it."""

import io
import json
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from openpyxl import load_workbook
from outputs.opendata.reading import open_database

from generator.vn.figures import format_size

LICENSED = """\
name: Cổng thử nghiệm
description: Cổng để thử.
base_url: https://cchc.example
owner: {name: Ủy ban nhân dân tỉnh Mẫu}
data: {license: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}}
"""


def path_of(url: str, link: html.HtmlElement) -> str:
    """Return the file of the site that a link on a page leads to."""
    return urljoin(url, link.get("href"))[1:]


def test_the_size_beside_a_link_is_that_of_the_file(small: Any) -> None:
    told = [
        (path_of(url, link), link.xpath("string(following-sibling::*[1])").strip("()"))
        for url, page in small.pages.items()
        if url.startswith("/du-lieu/")
        for link in page.xpath("//a[following-sibling::*[1][contains(@class, 'count')]]")
    ]
    assert len(told) > 150
    assert [(path, size) for path, size in told if size != format_size(len(small.files[path]))] == []


def test_every_file_is_offered(small: Any) -> None:
    links = {path_of("/du-lieu/", link) for link in small.pages["/du-lieu/"].xpath("//*[@id='noi-dung']//a")}
    files = {path for path in small.files if path.startswith("du-lieu/") and path.count("/") == 1}
    assert files - {"du-lieu/index.html"} <= links


def test_each_table_has_a_page_that_explains_each_column(small: Any) -> None:
    header = small.files["du-lieu/tasks.csv"].decode("utf-8-sig").partition("\r\n")[0]
    rows = small.pages["/du-lieu/tasks/"].xpath("//tbody/tr")
    assert [row.get("id") for row in rows] == header.split(",")
    (soon,) = [row for row in rows if row.get("id") == "due_soon"]
    assert [cell.text_content() for cell in soon] == ["due_soon", "đúng/sai", "Đến hạn trong 30 ngày"]


def test_no_column_says_its_title_twice(small: Any) -> None:
    for url, page in small.pages.items():
        for cell in page.xpath("//td[@data-label='Nghĩa']") if url.startswith("/du-lieu/") else ():
            first, _, rest = cell.text_content().partition(". ")
            assert not rest.startswith(f"{first} "), (url, cell.text_content())
    (first, *_) = small.pages["/du-lieu/tasks/"].xpath("//td[@data-label='Nghĩa']")
    assert first.text_content() == "Mã kế hoạch, dấu #, số thứ tự."


def test_the_page_of_a_table_leads_to_the_api_its_schema_and_the_database(small: Any) -> None:
    links = small.pages["/du-lieu/tasks/"].xpath("//dt[.='Cho người lập trình']/following-sibling::dd/a")
    paths = [path_of("/du-lieu/tasks/", link) for link in links]
    assert paths == ["du-lieu/v1/tasks/page-1.json", "du-lieu/v1/tasks/schema.json", "du-lieu/minh-bach.sqlite"]


def test_readers_are_told_what_is_in_no_table(small: Any, build_portal: Any, make_portal: Any, tmp_path: Path) -> None:
    assert "nội dung bài, toàn văn và minh chứng: các phần ấy có trong bản JSON" in small.words("/du-lieu/")
    config = LICENSED + "features: {json_twins: false}\n"
    built = build_portal(make_portal({}, config), tmp_path / "site", search=False)
    assert "toàn văn và minh chứng: các phần ấy chỉ có trên trang" in built.words("/du-lieu/")


def test_the_number_of_rows_is_that_of_the_file(small: Any) -> None:
    count = small.files["du-lieu/agencies.jsonl"].count(b"\n")
    page = small.pages["/du-lieu/agencies/"]
    assert page.xpath("string(//dt[.='Số dòng']/following-sibling::dd)") == str(count)


def test_pages_name_their_other_forms_by_type(small: Any) -> None:
    def forms(url: str) -> list[tuple[str, str]]:
        links = small.pages[url].xpath("//head/link[@rel='alternate']")
        assert {path_of(url, link) for link in links} <= small.files.keys()
        assert all(link.get("title") for link in links)
        return [(path_of(url, link), link.get("type")) for link in links]

    assert forms("/du-lieu/") == [
        ("du-lieu/datapackage.json", "application/vnd.datapackage+json"),
        ("du-lieu/dcat.jsonld", "application/ld+json"),
        ("du-lieu/v1/tables.json", "application/json"),
    ]
    assert forms("/du-lieu/tasks/") == [
        ("du-lieu/tasks.csv", "text/csv"),
        ("du-lieu/tasks.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("du-lieu/tasks.json", "application/json"),
    ]


def test_the_footer_the_home_page_and_the_map_lead_there(small: Any) -> None:
    home = small.pages["/"]
    assert home.xpath("//footer//a[@href='du-lieu/']")
    assert home.xpath("//*[@id='noi-dung']//a[@href='du-lieu/']")
    assert small.pages["/so-do/"].xpath("//*[@id='noi-dung']//a[@href='../du-lieu/']")
    assert b"<loc>https://cchc.tinhmau.example/du-lieu/tasks/</loc>" in small.files["sitemap.xml"]


def test_without_a_licence_the_portal_says_that_none_is_stated(small: Any) -> None:
    assert "Chưa ghi giấy phép" in small.words("/du-lieu/")
    assert b'"licenses"' not in small.files["du-lieu/datapackage.json"]


def test_a_licence_is_named_wherever_data_is_described(build_portal: Any, make_portal: Any, tmp_path: Path) -> None:
    built = build_portal(make_portal({}, LICENSED), tmp_path / "site", search=False)
    assert built.outcome.release
    address = "https://creativecommons.org/licenses/by/4.0/"
    for path in ("du-lieu/index.html", "du-lieu/news/index.html"):
        (link,) = html.document_fromstring(built.files[path]).xpath("//a[@rel='license']")
        assert (link.get("href"), link.text) == (address, "CC BY 4.0")
    for path in ("datapackage.json", "dcat.jsonld", "v1/tables.json", "v1/openapi.json"):
        assert address.encode() in built.files[f"du-lieu/{path}"], path
    sheet = load_workbook(io.BytesIO(built.files["du-lieu/news.xlsx"])).worksheets[1]
    assert ("Giấy phép", f"CC BY 4.0 – {address}") in [row[:2] for row in sheet.iter_rows(values_only=True)]
    with closing(open_database(built.files["du-lieu/minh-bach.sqlite"])) as connection:
        assert connection.execute("SELECT license, license_url FROM about").fetchall() == [("CC BY 4.0", address)]
    page = json.loads(built.files["du-lieu/v1/news/page-1.json"])
    assert (page["license"], page["license_url"]) == ("CC BY 4.0", address)


def test_a_portal_may_publish_no_open_data(build_portal: Any, make_portal: Any, tmp_path: Path) -> None:
    config = LICENSED + "features: {open_data: false}\n"
    built = build_portal(make_portal({}, config), tmp_path / "site", search=False)
    assert built.outcome.release
    assert [path for path in built.files if path.startswith("du-lieu/")] == []
    assert [
        path for path, data in built.files.items() if b"du-lieu/" in data and path.endswith((".html", ".xml"))
    ] == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_two_builds_give_equal_files(small: Any, build_portal: Any, tmp_path: Path, jobs: int) -> None:
    again = build_portal(small.job.root, tmp_path / "site", search=False, jobs=jobs)
    data = {path: data for path, data in small.files.items() if path.startswith("du-lieu/")}
    html_pages = {path for path in data if path.endswith(".html")}  # their frames offer the search, or not
    found = {path: data for path, data in again.files.items() if path.startswith("du-lieu/")}
    assert found.keys() == data.keys()
    assert [path for path in data if path not in html_pages and data[path] != found[path]] == []
