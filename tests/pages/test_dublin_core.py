from datetime import date

from generator.pages.dublin_core import dublin_core


def test_dublin_core_says_who_what_when_and_where_and_leaves_out_what_is_not_known(site_of):
    site = site_of({})
    assert dublin_core(site, "Tên", "Tác giả", date(2026, 2, 1), "Mô tả", "/van-ban/a/") == (
        ("DC.title", "Tên"),
        ("DC.creator", "Tác giả"),
        ("DC.date", "2026-02-01"),
        ("DC.description", "Mô tả"),
        ("DC.publisher", "Ủy ban nhân dân tỉnh Mẫu"),
        ("DC.identifier", "https://cchc.example/van-ban/a/"),
        ("DC.language", "vi"),
    )
    assert [name for name, _ in dublin_core(site, "Tên")] == ["DC.title", "DC.publisher", "DC.language"]
