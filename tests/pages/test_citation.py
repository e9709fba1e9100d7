import pytest

from generator.pages.citation import document_citation, news_citation, procedure_citation

ISSUED = "12/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu"


def document(subject: str, number: str = "12/QĐ-UBND", more: str = "") -> str:
    return f'number: {number}\nissuer: ubnd\nissued_on: 05/01/2026\nsubject: "{subject}"\n{more}'


@pytest.mark.parametrize(
    ("subject", "cited"),
    [
        ("Ban hành Kế hoạch năm 2026", "ban hành Kế hoạch năm 2026"),
        ("Về việc thành lập Ban Chỉ đạo", "về việc thành lập Ban Chỉ đạo"),
        ("V/v báo cáo quý I", "về việc báo cáo quý I"),
        ("Về Quy chế một cửa", "về Quy chế một cửa"),
        ("Cải cách hành chính năm 2026", "về cải cách hành chính năm 2026"),
        ("Giao chỉ tiêu năm 2026", "giao chỉ tiêu năm 2026"),
        ("Giao thông nông thôn", "về giao thông nông thôn"),
        ("CCHC năm 2026", "về CCHC năm 2026"),
        ("Việt Nam số", "về Việt Nam số"),
        ("Quyết định khen thưởng", "về khen thưởng"),
        ("Quyết định", "về quyết định"),
    ],
)
def test_a_document_is_cited_with_type_number_date_issuer_and_subject(site_of, subject, cited):
    site = site_of({"documents/a.yml": document(subject)})
    assert document_citation(site, site.documents["a"]) == f"Quyết định số {ISSUED} {cited}"


def test_an_official_letter_is_named_as_one(site_of):
    site = site_of({"documents/a.yml": document("V/v báo cáo", "3637/UBND-VX")})
    assert document_citation(site, site.documents["a"]).startswith("Công văn số 3637/UBND-VX ngày 05 tháng 01 năm 2026")


def test_a_document_without_a_number_is_known_by_its_day(site_of):
    text = "type: thong-bao\nissuer: ubnd\nissued_on: 11/10/2026\nsubject: Kết quả\n".replace("10/2026", "03/2026")
    site = site_of({"documents/a.yml": text})
    assert document_citation(site, site.documents["a"]) == (
        "Thông báo ngày 11 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Mẫu về kết quả"
    )


@pytest.mark.parametrize("subject", ["Tiếp cận thông tin", "Luật Tiếp cận thông tin"])
def test_a_law_is_cited_by_its_name(site_of, subject):
    site = site_of({"documents/a.yml": document(subject, "104/2016/QH13", "type: luat\n")})
    assert document_citation(site, site.documents["a"]) == (
        "Luật Tiếp cận thông tin số 104/2016/QH13 ngày 05 tháng 01 năm 2026"
    )


def test_a_procedure_is_cited_by_name_code_and_decision(site_of):
    text = "code: '1.000100'\nname: {name}\nfield: Hộ tịch\ndecided_by: {by}\n"
    files = {
        "documents/a.yml": document("Công bố thủ tục"),
        "procedures/1.yml": text.format(name="Đăng ký khai sinh", by="a"),
        "procedures/2.yml": text.format(name="Thủ tục khai tử", by="Quyết định 7/QĐ-BTP").replace("0100", "0200"),
    }
    site = site_of(files)
    assert [procedure_citation(site, one) for one in site.procedures.values()] == [
        f"Thủ tục «Đăng ký khai sinh» (mã 1.000100), công bố tại Quyết định số {ISSUED}",
        "«Thủ tục khai tử» (mã 1.000200), công bố tại Quyết định 7/QĐ-BTP",
    ]


def test_a_post_is_cited_with_its_authors_portal_day_and_address(site_of):
    site = site_of({"news/tin.yml": "title: Tin <một>\nposted_at: 30/03/2026 23:30:00\n"})
    cited = "«Tin <một>», Cổng thử nghiệm, đăng ngày 30/03/2026, https://cchc.example/tin-tuc/2026/03/30/tin/"
    assert news_citation(site, site.news["tin"], []) == cited
    assert news_citation(site, site.news["tin"], ["Cao Hải", "Văn phòng"]) == f"Cao Hải, Văn phòng, {cited}"
