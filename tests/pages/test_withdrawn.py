"""The notice at the address of a withdrawn record, and what other pages say of it."""

from collections.abc import Callable, Mapping

import pytest

from generator.pages.page import Link, Page

PagesOf = Callable[..., Mapping[str, Page]]
DOCUMENT = "number: 12/QĐ-UBND\nissuer: ubnd\nissued_on: 02/03/2026\nsubject: Trích yếu\n"
GONE = "withdrawn: {on: 05/03/2026, reason: Đăng nhầm.}\n"


def test_a_notice_tells_what_was_withdrawn_when_and_why(pages_of: PagesOf) -> None:
    gone = DOCUMENT + GONE.replace("}", ", instead: /van-ban/moi/}")
    moi = DOCUMENT.replace("12/", "13/")
    page = pages_of({"documents/d.yml": gone, "documents/moi.yml": moi})["/van-ban/d/"]
    assert page.template == "withdrawn.html"
    assert page.view.title == "Trích yếu"
    assert {name: [link.text for link in links] for name, links in page.view.facts} == {
        "Loại nội dung": ["Văn bản"],
        "Số, ký hiệu": ["12/QĐ-UBND"],
        "Ngày rút": ["05/03/2026"],
        "Lý do": ["Đăng nhầm."],
    }
    assert page.view.instead == Link("Quyết định số 13/QĐ-UBND", "/van-ban/moi/")
    assert ("robots", "noindex") in page.head.metadata


@pytest.mark.parametrize(
    ("path", "text", "url"),
    [
        ("news/t.yml", "title: Tin\nposted_at: 01/03/2026\n", "/tin-tuc/2026/03/01/t/"),
        ("procedures/p.yml", "code: 1.000001\nname: Thủ tục\nfield: Hộ tịch\n", "/thu-tuc/1.000001/"),
        ("agencies/a.yml", "name: Sở\nkind: department\n", "/co-quan/a/"),
    ],
)
def test_a_withdrawn_record_is_in_no_list(pages_of: PagesOf, path: str, text: str, url: str) -> None:
    pages = pages_of({path: text + GONE})
    assert pages[url].template == "withdrawn.html"
    mentions = [page.url for page in pages.values() if url in repr(page.view)]
    assert [address for address in mentions if not address.startswith("/thay-doi/")] == []


def test_references_lead_to_the_notice_and_say_so(pages_of: PagesOf) -> None:
    files = {
        "documents/d.yml": DOCUMENT + GONE,
        "news/t.md": "---\ntitle: Tin\nposted_at: 04/03/2026\n---\nTheo Quyết định số 12/QĐ-UBND ngày 02/3/2026.",
        "documents/k.yml": DOCUMENT.replace("12/", "13/") + "relations: {amends: d}\n",
        "procedures/p.yml": "code: 1.000001\nname: Thủ tục\nfield: Hộ tịch\n" + GONE,
        "caseloads/c.yml": "agency: so-noi-vu\nperiod: 2026-02\nreported_on: 04/03/2026\nnews: tin-2\nrows:\n"
        "  - {field: Hộ tịch, procedure: 1.000001, received: 1, on_time: 1, late: 0}\n",
        "news/tin-2.yml": "title: Tin hai\nposted_at: 04/03/2026\n" + GONE,
        "documents/kh.yml": "type: ke-hoach\nissuer: ubnd\nissued_on: 01/03/2026\nsubject: KH\nplan:\n  tasks:\n"
        "    - {order: 1, content: A, origin: {news: tin-2}, lead: so-noi-vu}\n",
    }
    pages = pages_of(files)
    (citation,) = pages["/tin-tuc/2026/03/04/t/"].view.body.citations
    assert (citation.url, citation.title) == ("/van-ban/d/", "Văn bản đã rút")
    assert dict(pages["/van-ban/k/"].view.relations)["Sửa đổi, bổ sung"] == (
        Link("12/QĐ-UBND (đã rút)", "/van-ban/d/"),
    )
    case = pages["/ket-qua/bao-cao/c/"].view
    assert case.table.lines[0].label == Link("Hộ tịch: Thủ tục (đã rút)", "/thu-tuc/1.000001/")
    assert dict(case.facts)["Nguồn"] == (Link("Tin hai (đã rút)", "/tin-tuc/2026/03/04/tin-2/"),)
    origin = dict(pages["/nhiem-vu/kh/1/"].view.facts)["Nguồn giao việc"]
    assert origin == (Link("Tin hai (đã rút)", "/tin-tuc/2026/03/04/tin-2/"),)


def test_pages_of_records_tell_their_corrections_the_newest_first(pages_of: PagesOf) -> None:
    changes = "changes:\n  - {on: 05/03/2026, what: Một}\n  - {on: 06/03/2026 09:30:00, what: Hai}\n"
    source = "source: {publisher: Sở}"
    files = {
        "news/t.yml": "title: Tin\nposted_at: 01/03/2026\n",
        "documents/d.yml": DOCUMENT,
        "procedures/p.yml": "code: 1.000001\nname: Thủ tục\nfield: Hộ tịch\n",
        "agencies/a.yml": "name: Sở\nkind: department\n",
        "indicators/i.yml": f"name: Chỉ số\nunit: '%'\nvalues: [{{year: 2025, value: 1, {source}}}]\n",
        "caseloads/c.yml": "agency: so-noi-vu\nperiod: 2026-02\nreported_on: 04/03/2026\n"
        f"total: {{received: 1, on_time: 1, late: 0}}\n{source}\n",
    }
    pages = pages_of({path: text + changes for path, text in files.items()})
    for url in (
        "/tin-tuc/2026/03/01/t/",
        "/van-ban/d/",
        "/thu-tuc/1.000001/",
        "/co-quan/a/",
        "/chi-so/i/",
        "/ket-qua/bao-cao/c/",
    ):
        lines = [(line.day, line.iso, line.what) for line in pages[url].view.corrections]
        assert lines == [
            ("06/03/2026 09:30:00", "2026-03-06T09:30:00+07:00", "Hai"),
            ("05/03/2026", "2026-03-05", "Một"),
        ], url
