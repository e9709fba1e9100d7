from datetime import date

import pytest

from generator.pages.dublin_core import dublin_core

LICENSE = "data: {license: {name: CC BY 4.0}}\n"
PLAN = """\
number: 12/KH-UBND
issuer: ubnd
issued_on: 05/01/2026
subject: Kế hoạch
areas: [the-che-2, so]
changes: [{on: 01/03/2026, what: Sửa ngày}]
plan:
  tasks:
    - {order: 1, content: Một, area: so, updates: [{date: 31/03/2026, text: A}, {date: 28/02/2026, text: B}]}
    - {order: 2, content: Hai}
"""
FILES = {
    "documents/ke-hoach.yml": PLAN,
    "documents/qd.yml": "number: 1/QĐ-UBND\nissuer: ubnd\nissued_on: 07/01/2026\nsubject: Công bố\n",
    "news/tin.yml": (
        "title: Tin\nposted_at: 30/03/2026 08:30:00\nmodified_at: 31/03/2026 09:00:00\nauthors: Cao Hải\n"
        "areas: [the-che-1, the-che-2]\n"
    ),
    "procedures/1.yml": "code: '1.000100'\nname: Khai sinh\nfield: Hộ tịch\ndecided_by: qd\nagencies: [so-noi-vu]\n",
    "indicators/a.yml": (
        "name: A\nunit: điểm\nareas: so\nvalues:\n"
        "  - {year: 2025, value: 1, source: {publisher: Bộ, published_on: 15/04/2026}}\n"
        "  - {year: 2024, value: 1, as_of: 31/12/2024, document: qd}\n"
        "  - {year: 2030, value: 9, role: target, as_of: 31/12/2030, source: {publisher: Khác}}\n"
    ),
    "indicators/b.yml": "name: B\nunit: điểm\nvalues: [{year: 2025, value: 1, document: qd}]\n",
    "indicators/c.yml": "name: C\nunit: điểm\nvalues: [{year: 2025, value: 1, news: tin}]\n",
    "caseloads/q.yml": (
        "agency: so-noi-vu\nperiod: 2026-Q1\nreported_on: 02/04/2026\n"
        "total: {received: 9, on_time: 9, late: 0}\nsource: {publisher: Sở}\n"
    ),
    "agencies/cu.yml": (
        "name: Sở Cũ\nkind: department\nestablished_on: 01/01/2010\ndissolved_on: 28/02/2025\nsuccessors: [so-noi-vu]\n"
    ),
}
OWNER = "Ủy ban nhân dân tỉnh Mẫu"


def test_dublin_core_says_who_what_when_and_where_and_leaves_out_what_is_not_known(site_of):
    site = site_of({}, LICENSE)
    said = dublin_core(
        site, "Tên", "Tác giả", date(2026, 2, 1), "Mô tả", "/van-ban/a/", type_="Văn bản", subjects=["Một", "Hai"]
    )
    assert said == (
        ("DC.title", "Tên"),
        ("DC.creator", "Tác giả"),
        ("DC.date", "2026-02-01"),
        ("DC.type", "Văn bản"),
        ("DC.subject", "Một; Hai"),
        ("DC.description", "Mô tả"),
        ("DC.publisher", OWNER),
        ("DC.rights", "CC BY 4.0"),
        ("DC.identifier", "https://cchc.example/van-ban/a/"),
        ("DC.format", "text/html"),
        ("DC.language", "vi"),
    )
    assert [name for name, _ in dublin_core(site, "Tên")] == ["DC.title", "DC.publisher", "DC.format", "DC.language"]


def test_a_portal_without_a_licence_names_no_rights(site_of):
    assert "DC.rights" not in dict(dublin_core(site_of({}), "Tên", type_="Văn bản"))


@pytest.mark.parametrize(
    ("url", "type_", "creator", "day", "subject"),
    [
        ("/van-ban/ke-hoach/", "Văn bản", OWNER, "2026-03-01", "Cải cách thể chế; Chính quyền số"),
        ("/van-ban/qd/", "Văn bản", OWNER, "2026-01-07", None),
        ("/nhiem-vu/ke-hoach/1/", "Nhiệm vụ", OWNER, "2026-03-31", "Chính quyền số"),
        ("/nhiem-vu/ke-hoach/2/", "Nhiệm vụ", OWNER, "2026-01-05", None),
        ("/tin-tuc/2026/03/30/tin/", "Tin tức", "Cao Hải", "2026-03-31", "Cải cách thể chế"),
        ("/thu-tuc/1.000100/", "Thủ tục hành chính", "Sở Nội vụ", "2026-01-07", "Hộ tịch"),
        ("/chi-so/a/", "Chỉ số", "Bộ", "2026-04-15", "Chính quyền số"),
        ("/chi-so/b/", "Chỉ số", OWNER, "2026-01-07", None),
        ("/chi-so/c/", "Chỉ số", OWNER, "2026-03-30", None),
        ("/ket-qua/bao-cao/q/", "Kết quả giải quyết hồ sơ", "Sở Nội vụ", "2026-04-02", None),
        ("/co-quan/cu/", "Cơ quan", "Sở Cũ", "2025-02-28", None),
        ("/co-quan/so-noi-vu/", "Cơ quan", "Sở Nội vụ", None, None),
        ("/linh-vuc/so/", None, None, None, None),
    ],
)
def test_a_record_says_its_kind_its_creator_its_last_change_and_its_subjects(
    pages_of, url, type_, creator, day, subject
):
    said = dict(pages_of(FILES, LICENSE)[url].head.metadata)
    found = [said.get(f"DC.{name}") for name in ("type", "creator", "date", "subject", "rights")]
    assert found == [type_, creator, day, subject, "CC BY 4.0" if type_ else None]
