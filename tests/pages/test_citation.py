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


def test_a_task_is_cited_with_its_number_and_its_plan(pages_of):
    plan = "plan: {tasks: [{order: '2.1', content: Rà soát thủ tục}, {order: 2, content: A}]}\n"
    pages = pages_of({"documents/a.yml": document("Kế hoạch năm 2026", more=plan)})
    assert pages["/nhiem-vu/a/2.1/"].view.citation == (
        f"Nhiệm vụ số 2.1 «Rà soát thủ tục» tại Quyết định số {ISSUED} về kế hoạch năm 2026"
    )


FIGURES = """\
name: Chỉ số PCI
unit: điểm
values:
  - {year: 2024, value: 70, rank: 9, as_of: 30/11/2024, source: {publisher: Bộ, title: Bảng, published_on: 01/12/2024}}
  - {year: 2023, value: 60, source: {publisher: Bộ}}
  - {year: 2030, value: 90, role: target, source: {publisher: Bộ}}
"""


SOURCE = "source: {publisher: Bộ, title: Bảng, published_on: 01/12/2024}"
AS_OF = "2024 (tính đến ngày 30 tháng 11 năm 2024): 70\u00a0điểm, xếp thứ 9"
FROM_TABLE = "(nguồn: Bộ, «Bảng», ngày 01/12/2024)"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (FIGURES, f"Chỉ số PCI năm {AS_OF} {FROM_TABLE}"),
        (FIGURES + "province: mau\n", f"Chỉ số PCI của tỉnh Mẫu năm {AS_OF} {FROM_TABLE}"),
        (FIGURES.replace("PCI", "PCI tỉnh Mẫu") + "province: mau\n", f"Chỉ số PCI tỉnh Mẫu năm {AS_OF} {FROM_TABLE}"),
        (FIGURES.replace("PCI", "A, B") + "province: mau\n", f"Chỉ số A, B, tỉnh Mẫu, năm {AS_OF} {FROM_TABLE}"),
        (
            FIGURES.replace("2024, value", "2024, role: target, value").replace("2023, ", "2023, role: target, "),
            "Chỉ số PCI, chỉ tiêu năm 2030: 90\u00a0điểm (nguồn: Bộ)",
        ),
        (FIGURES.replace(SOURCE, "document: a"), f"Chỉ số PCI năm {AS_OF} (theo Quyết định số {ISSUED})"),
        (
            FIGURES.replace(SOURCE, "news: tin"),
            f"Chỉ số PCI năm {AS_OF} (theo tin «T» đăng ngày 30 tháng 3 năm 2026)",
        ),
    ],
)
def test_an_indicator_is_cited_with_its_newest_figure_and_where_that_is_from(pages_of, text, cited):
    news = "title: T\nposted_at: 30/03/2026 08:00:00\n"
    pages = pages_of({"indicators/i.yml": text, "documents/a.yml": document("Công bố"), "news/tin.yml": news})
    assert pages["/chi-so/i/"].view.citation == f"{cited}, Cổng thử nghiệm, https://cchc.example/chi-so/i/"


def test_an_indicator_whose_sources_are_not_published_has_a_page_without_figures(pages_of):
    text = "name: Chỉ số PCI\nunit: điểm\nvalues: [{year: 2024, value: 70, document: a}]\n"
    page = pages_of({"indicators/i.yml": text, "documents/a.yml": document("Công bố", more="draft: true\n")})[
        "/chi-so/i/"
    ]
    assert page.view.values == ()
    assert page.view.citation == "Chỉ số PCI, Cổng thử nghiệm, https://cchc.example/chi-so/i/"
    assert "temporalCoverage" not in page.head.linked_data[0]


def test_a_report_on_results_is_cited_with_period_unit_day_and_source(pages_of):
    text = "agency: so-noi-vu\nperiod: 2026-Q1\nreported_on: 02/04/2026\ntotal: {received: 9, on_time: 9, late: 0}\n"
    pages = pages_of({"caseloads/a.yml": text + "source: {publisher: Sở}\n"})
    assert pages["/ket-qua/bao-cao/a/"].view.citation == (
        "Kết quả giải quyết hồ sơ quý I năm 2026 của Sở Nội vụ, báo cáo ngày 02 tháng 4 năm 2026 (nguồn: Sở), "
        "Cổng thử nghiệm, https://cchc.example/ket-qua/bao-cao/a/"
    )


def test_an_agency_is_cited_with_what_its_name_does_not_say(pages_of):
    office = "name: {name}\nkind: department\nparent: ubnd\nprovince: mau\n"
    ended = "contacts: {address: Số 1}\ndissolved_on: 28/02/2025\nsuccessors: [so-noi-vu]\n"
    files = {
        "agencies/a.yml": office.format(name="Sở A") + "contacts: {address: Số 1}\n",
        "agencies/b.yml": office.format(name="Sở B tỉnh Mẫu"),
        "agencies/c.yml": office.format(name="Sở C tỉnh Mẫu") + ended,
        "agencies/d.yml": "name: Các sở\nkind: group\nparent: ubnd\ncontacts: {address: Số 1}\n",
    }
    pages = pages_of(files)
    assert {id_: pages[f"/co-quan/{id_}/"].view.citation for id_ in ("a", "b", "c", "d", "ubnd")} == {
        "a": "Sở A thuộc Ủy ban nhân dân tỉnh Mẫu, địa chỉ: Số 1",
        "b": "",
        "c": "Sở C tỉnh Mẫu (nay là Sở Nội vụ)",
        "d": "",
        "ubnd": "",
    }
