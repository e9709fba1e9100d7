from dataclasses import asdict

from generator import urls
from generator.link.site import Site
from generator.outputs.searchdoc import SearchDocument
from generator.outputs.searchdocs import search_documents


def found(site: Site, url: str) -> SearchDocument:
    (document,) = [document for document in search_documents(site) if document.url == url]
    return document


def values(document: SearchDocument, name: str) -> list[str]:
    return document.values(name)


def parts(document: SearchDocument) -> dict[str, str]:
    """Return the text of each part by its address."""
    return {part.address: part.text for part in document.parts}


def test_every_page_of_a_record_a_programme_or_a_series_is_searched_once(small_site):
    kinds = ("news", "documents", "procedures", "agencies", "indicators", "caseloads")
    pages = {urls.record_url(record, kind) for kind in kinds for record in getattr(small_site, kind).values()}
    pages |= {"/chuong-trinh/giai-doan-1/", "/chuong-trinh/giai-doan-2/", "/chi-so/bo/ho-so-dung-han/"}
    assert sorted(document.url for document in search_documents(small_site)) == sorted(pages)


def test_every_task_is_a_part_of_the_document_of_its_plan(small_site):
    found = {document.url: parts(document) for document in search_documents(small_site)}
    rows = list(small_site.all_tasks())
    assert len(rows) > small_site.portal.page_sizes.tasks, "more than the page of a plan shows"
    for row in rows:
        here, own = f"#{urls.task_anchor(row.task.order)}", urls.task_url(row.plan.id, row.task.order)
        of_plan = found[urls.document_url(row.plan.id)]
        assert row.task.content.rstrip(".") in (of_plan.get(here) or of_plan[own])


def test_a_task_is_led_to_on_the_page_of_its_plan_where_that_shows_it_else_on_its_own(small_site):
    shown = small_site.portal.page_sizes.tasks
    for id_, rows in small_site.tasks.items():
        addresses = [part.address for part in found(small_site, urls.document_url(id_)).parts]
        tasks = [address for address in addresses if "nhiem-vu" in address]
        assert all(address.startswith("#") for address in tasks[:shown])
        assert tasks[shown:] == [urls.task_url(id_, row.task.order) for row in rows[shown:]]


def test_a_programme_is_found_by_its_years_areas_and_plans(small_site):
    programme = found(small_site, "/chuong-trinh/giai-doan-2/")
    assert programme.title == "Chương trình tổng thể giai đoạn 2021-2030"
    assert programme.summary == "Giai đoạn 2021-2030. Nghị quyết số 901/NQ-CP ngày 15/07/2021."
    assert "Cải cách thủ tục hành chính" in programme.body
    assert "Kế hoạch số 12/KH-UBND" in programme.body
    assert values(programme, "loai") == ["Chương trình"]


def test_areas_of_one_name_are_told_apart_by_the_years_of_their_programmes(small_site):
    areas = {
        value
        for document in search_documents(small_site)
        for value in values(document, "linh-vuc")
        if "thể chế" in value
    }
    assert areas == {"Cải cách thể chế (2011-2020)", "Cải cách thể chế (2021-2030)"}


def test_a_series_is_found_by_the_figures_of_its_indicators(small_site):
    series = found(small_site, "/chi-so/bo/ho-so-dung-han/")
    assert (series.title, series.kind) == ("Hồ sơ đúng hạn", "Bộ chỉ số")
    assert series.summary == "So sánh: Tỉnh Mẫu."
    assert "Số liệu báo cáo 2024: 96,5 %." in series.body
    assert values(series, "loai") == ["Chỉ số"]
    assert values(series, "nam") == ["2023", "2024", "2025", "2026"]


def test_a_decision_is_shown_by_subject_type_number_and_date(small_site):
    decision = found(small_site, "/van-ban/345-qd-ubnd/")
    assert decision.title == "Ban hành Kế hoạch cải cách hành chính năm 2026 của tỉnh Mẫu"
    assert (decision.kind, decision.number, decision.date) == ("Quyết định", "345/QĐ-UBND", "2026-01-05")
    assert decision.summary == ("Ủy ban nhân dân tỉnh Mẫu ban hành ngày 05/01/2026. Người ký: Lê Thị Giả Định.")
    assert decision.state == "Đang có hiệu lực"
    assert values(decision, "tinh-trang") == ["Đang có hiệu lực"]
    assert values(decision, "loai-van-ban") == ["Quyết định"]


def test_a_decision_is_found_by_what_it_rests_on(small_site):
    body = found(small_site, "/van-ban/345-qd-ubnd/").body
    assert "Nghị quyết số 901/NQ-CP ngày 15/07/2021." in body
    assert "Luật số 900/2015/QH13." in body


def test_a_document_is_narrowed_down_by_kind_year_agency_area_and_province(small_site):
    decision = found(small_site, "/van-ban/345-qd-ubnd/")
    assert values(decision, "loai") == ["Văn bản"]
    assert values(decision, "nam") == ["2026"]
    assert values(decision, "co-quan") == ["Ủy ban nhân dân tỉnh Mẫu"]
    assert values(decision, "linh-vuc") == [
        "Cải cách thể chế (2021-2030)",
        "Cải cách thủ tục hành chính (2021-2030)",
    ]
    assert values(decision, "tinh") == ["Tỉnh Mẫu"]


def test_a_plan_is_also_a_plan_and_belongs_to_those_who_lead_its_tasks(small_site):
    plan = found(small_site, "/van-ban/ke-hoach-2026/")
    assert values(plan, "loai") == ["Văn bản", "Kế hoạch"]
    agencies = values(plan, "co-quan")
    assert agencies == ["Ủy ban nhân dân tỉnh Mẫu", "Sở Nội vụ tỉnh Mẫu", "Phòng Cải cách hành chính"]
    assert any("Sở Tài chính tỉnh Mẫu" in text for text in parts(plan).values()), "who only cooperates is found by name"


def test_tasks_and_targets_read_as_sentences(small_site):
    plan = parts(found(small_site, "/van-ban/ke-hoach-2026/"))
    assert (
        "Lập danh mục văn bản. Chủ trì: Phòng Cải cách hành chính. Thời gian: Trong tháng 3/2026."
        in (plan["#nhiem-vu-1-1"])
    )
    assert "Hồ sơ giải quyết đúng hạn: trên 98 %. Năm 2026." in plan["#chi-tieu"]
    assert (
        "Lấy ý kiến các sở. Chủ trì: Sở Nội vụ tỉnh Mẫu. Thời gian: Trước ngày 31/5/2026. Quá hạn."
        in (plan["#nhiem-vu-1-2"])
    )
    assert any("Đang thực hiện. Đã rà soát 52 văn bản." in text for text in plan.values())


POST = """\
---
title: Tin
posted_at: 01/02/2026
---
Điều **1**a. Xem [quy
chế](/van-ban/x/ "a > b") & `mã` &lt;b&gt;.

| Đầu | Hai |
|---|---|
| một | hai |

<table><tr><td>ba</td><td>bốn</td></tr></table>

- năm
- sáu
"""


def test_markdown_and_html_become_plain_text(make_site):
    document = found(make_site({"news/tin.md": POST}), "/tin-tuc/2026/02/01/tin/")
    assert document.body == "Điều 1a. Xem quy chế & mã <b>. Đầu Hai một hai ba bốn năm sáu."


def test_a_post_is_found_by_who_wrote_it_and_what_its_files_are_called(small_site):
    post = found(small_site, "/tin-tuc/2026/03/30/hop-ban-chi-dao/")
    assert "Hoàng Thị Mẫu – Phóng viên." in post.body
    assert "Số liệu quý I." in post.body
    assert post.summary == "Phiên họp đánh giá Kế hoạch số 12/KH-UBND và 345/QĐ-UBND."
    assert values(post, "loai") == ["Tin tức"]


def test_a_procedure_answers_how_long_how_much_and_what_to_bring(small_site):
    procedure = found(small_site, "/thu-tuc/1.000001/")
    assert procedure.number == "1.000001"
    assert "02 ngày làm việc" in procedure.summary
    assert "8.000 đồng" in procedure.summary
    assert procedure.state == "Đã sửa đổi"
    sections = parts(procedure)
    assert "Giấy ủy quyền. Khi nộp thay người khác." in sections["#ho-so"]
    assert "02 ngày làm việc" in sections["#cach-nop"]
    assert "Nộp hồ sơ." in sections["#trinh-tu"]
    assert sections["#ket-qua"] == "Bản sao từ sổ gốc."
    assert values(procedure, "cap") == ["Cấp tỉnh", "Cấp huyện", "Cấp xã"]
    assert values(procedure, "linh-vuc") == ["Chứng thực"]
    assert values(procedure, "nam") == ["2026"], "by the decision that announced it"


def test_a_procedure_without_a_date_has_no_year(small_site):
    procedure = found(small_site, "/thu-tuc/2.000002.h99/")
    assert (procedure.date, values(procedure, "nam")) == ("", [])


def test_an_agency_is_found_by_its_short_name_and_its_contacts(small_site):
    agency = found(small_site, "/co-quan/so-noi-vu/")
    assert agency.keywords == "Sở Nội vụ"
    assert "0200 000 0002" in agency.body
    assert agency.title in values(agency, "co-quan")


def test_an_indicator_is_found_by_each_of_its_years(small_site):
    indicator = found(small_site, "/chi-so/ho-so-dung-han/")
    assert values(indicator, "nam") == ["2023", "2024", "2025", "2026"]
    assert "Số liệu báo cáo 2024: 96,5 %." in indicator.body


def test_nothing_unpublished_is_searched(small_site):
    assert all("7319" not in str(asdict(document)) for document in search_documents(small_site))


def test_a_report_on_results_is_found_by_its_unit_period_and_fields(small_site):
    report = found(small_site, "/ket-qua/bao-cao/so-noi-vu-2026-q1/")
    assert report.title == "Kết quả giải quyết hồ sơ quý I năm 2026: Sở Nội vụ tỉnh Mẫu"
    assert report.summary.startswith("Sở Nội vụ tiếp nhận 1.120 hồ sơ trong quý I năm 2026")
    assert "Lĩnh vực: Chứng thực" in report.body
    assert values(report, "loai") == ["Kết quả giải quyết hồ sơ"]
    assert values(report, "nam") == ["2026"]
    assert values(report, "co-quan") == ["Sở Nội vụ tỉnh Mẫu"]
