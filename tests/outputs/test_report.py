from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import load_workbook

from generator.link.site import Site
from generator.outputs.report import report_files
from generator.pages.report import ReportView, report_view
from generator.vn.periods import parse_period

PLAN = """\
number: 12/KH-UBND
issuer: ubnd-tinh
issued_on: 05/01/2026
subject: Cải cách hành chính năm 2026
period: 2026
signatory: {name: Trần Văn Ký, position: Chủ tịch}
recipients: Ông Lê Nhận
plan:
  declared_tasks: 9
  tasks:
    - {order: 1, content: Cải cách thể chế, lead: so-noi-vu}
    - order: 1.1
      content: Rà soát văn bản
      lead: [so-noi-vu, so-tu-phap]
      cooperating: so-tu-phap
      due: Quý II/2026
      evidence: [{url: "https://cchc.example/bc", text: Báo cáo số 9, date: 20/04/2026}]
      updates:
        - {date: 02/03/2026, state: under_way, progress: 30, text: Đang lập danh mục.}
        - {date: 20/04/2026, state: done, text: "Bãi bỏ **ba** [văn bản](/van-ban/)."}
    - order: 1.2
      content: "=1+1 là tên hiểm"
      lead: so-tu-phap
      due: Quý I/2026
      notes: Chuyển từ *năm 2025*.
      updates:
        - {date: 10/02/2026, state: under_way, text: Đang làm.}
        - {date: 10/05/2026, progress: 40, text: Thiếu kinh phí.}
        - {date: 02/06/2026, state: done, text: Chưa tới ngày này.}
    - {order: 1.10, content: Công bố danh mục, due: Năm 2026}
    - {order: 2, content: Ban hành quy chế, lead: so-noi-vu, due: 31/03/2026, state: done, done_on: 15/04/2026}
    - {order: 3, content: Tuyên truyền, lead: so-noi-vu, due: Thường xuyên, state: under_way}
"""
AGENCIES = {
    "agencies/ubnd-tinh.yml": "name: Ủy ban nhân dân tỉnh Mẫu\nkind: provincial_committee\nprovince: mau\n",
    "agencies/so-tu-phap.yml": "name: Sở Tư pháp\nkind: department\nparent: ubnd-tinh\n",
}
HEADS = [
    "TT",
    "Nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời hạn",
    "Kết quả, tiến độ",
    "Lý do chậm, ghi chú",
]


def view_of(site: Site, plan: str = "ke-hoach", code: str = "2026-Q2") -> ReportView:
    period = parse_period(code)
    assert period
    return report_view(site, site.documents[plan], period)


def files_of(view: ReportView) -> dict[str, bytes]:
    return {file.path: file.data for file in report_files(view)}


@pytest.fixture
def view(make_site: Any) -> ReportView:
    """The report for the second quarter, as on the first of June 2026."""
    return view_of(make_site({"documents/ke-hoach.yml": PLAN, **AGENCIES}))


@pytest.fixture
def document(view: ReportView) -> Any:
    return Document(BytesIO(files_of(view)["bao-cao-ke-hoach-2026-Q2.docx"]))


@pytest.fixture
def book(view: ReportView) -> Any:
    return load_workbook(BytesIO(files_of(view)["bao-cao-ke-hoach-2026-Q2.xlsx"]))


def words(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


# The document


def test_the_table_has_each_task_in_the_order_of_the_plan_with_what_was_reported(document: Any) -> None:
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows == [
        HEADS,
        ["1", "Cải cách thể chế", "Sở Nội vụ", "", "", "Quá hạn", ""],
        [
            "1.1",
            "Rà soát văn bản",
            "Sở Nội vụ; Sở Tư pháp",
            "Sở Tư pháp",
            "Quý II/2026",
            "Hoàn thành (20/04/2026)\nBãi bỏ ba văn bản.\nMinh chứng: Báo cáo số 9 (20/04/2026)",
            "",
        ],
        [
            "1.2",
            "=1+1 là tên hiểm",
            "Sở Tư pháp",
            "",
            "Quý I/2026",
            "Quá hạn (40\u00a0%)",
            "Báo cáo ngày 10/05/2026: Thiếu kinh phí.\nChuyển từ năm 2025.",
        ],
        ["1.10", "Công bố danh mục", "Sở Nội vụ", "", "Năm 2026", "Chưa có báo cáo", ""],
        [
            "2",
            "Ban hành quy chế",
            "Sở Nội vụ",
            "",
            "31/03/2026",
            "Hoàn thành quá hạn (15/04/2026)",
            "Chưa có báo cáo về lý do.",
        ],
        ["3", "Tuyên truyền", "Sở Nội vụ", "", "Thường xuyên", "Đang thực hiện", ""],
    ]


def test_the_head_of_the_table_stands_on_every_page_and_no_row_is_split(document: Any) -> None:
    head, *rows = document.tables[-1].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rows)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_tasks_below_others_are_indented_and_those_above_others_bold(document: Any) -> None:
    names = [row.cells[1].paragraphs[0] for row in document.tables[-1].rows][1:]
    assert [bool(name.runs[0].bold) for name in names] == [True, False, False, False, False, False]
    indented = [bool(name.paragraph_format.left_indent) for name in names]
    assert indented == [False, True, True, True, False, False]


def test_the_text_is_upright_and_the_table_across_on_a4_within_its_margins(document: Any) -> None:
    text, appendix = document.sections
    assert (text.orientation, appendix.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    assert (text.page_width, text.page_height) == (appendix.page_height, appendix.page_width)
    assert abs(text.page_width - Mm(210)) < Mm(1)
    width = appendix.page_width - appendix.left_margin - appendix.right_margin
    for row in document.tables[-1].rows:
        assert abs(sum(cell.width for cell in row.cells) - width) < Mm(1)


def test_the_letterhead_and_the_title_are_those_of_the_decree(document: Any) -> None:
    left, right = document.tables[0].rows[0].cells
    assert left.paragraphs[0].text == "ỦY BAN NHÂN DÂN\nTỈNH MẪU"
    assert [p.text for p in right.paragraphs[:2]] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    titles = [paragraph.text for paragraph in document.paragraphs if paragraph.text][:3]
    assert titles == [
        "BÁO CÁO",
        "Tình hình thực hiện nhiệm vụ quý II năm 2026",
        "theo Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026",
    ]


def test_an_agency_below_another_writes_that_one_over_its_own_name(make_site: Any) -> None:
    plan = PLAN.replace("issuer: ubnd-tinh", "issuer: so-tu-phap").replace("UBND\n", "STP\n", 1)
    files = files_of(view_of(make_site({"documents/ke-hoach.yml": plan, **AGENCIES})))
    left = Document(BytesIO(files["bao-cao-ke-hoach-2026-Q2.docx"])).tables[0].rows[0].cells[0]
    assert [p.text for p in left.paragraphs[:2]] == ["ỦY BAN NHÂN DÂN\nTỈNH MẪU", "SỞ TƯ PHÁP"]


def test_the_figures_in_words_are_those_of_the_table(view: ReportView) -> None:
    assert view.summary[1:] == (
        "Kế hoạch nêu 9 nhiệm vụ; báo cáo này gồm 5 nhiệm vụ đã được công bố"
        " (nhiệm vụ có nhiệm vụ con được tính theo các nhiệm vụ con).",
        "Đã hoàn thành 2/5 nhiệm vụ (40\u00a0%), trong đó 1 nhiệm vụ hoàn thành quá hạn.",
        "Các nhiệm vụ còn lại: 1 quá hạn, 1 đang thực hiện, 1 chưa có báo cáo.",
        "Trong quý II năm 2026, 1 nhiệm vụ đến hạn và 2 nhiệm vụ hoàn thành.",
        "Nhiệm vụ quá hạn (số thứ tự tại Phụ lục): 1.2.",
    )


def test_a_plan_of_which_nothing_was_reported_claims_nothing(make_site: Any) -> None:
    plan = "number: 12/KH-UBND\nissuer: ubnd-tinh\nissued_on: 05/01/2026\nsubject: Kế hoạch\nplan: {tasks: [%s]}\n"
    task = "{order: 1, content: Rà soát, due: Quý I/2026}"
    view = view_of(make_site({"documents/ke-hoach.yml": plan % task, **AGENCIES}))
    assert "Chưa có báo cáo về tình hình thực hiện của nhiệm vụ nào." in view.summary
    assert view.summary[-1] == "Trong quý II năm 2026, không có nhiệm vụ nào đến hạn."
    assert "hoàn thành" not in " ".join(view.summary)


def test_who_signs_and_who_receives_is_left_to_the_office(document: Any) -> None:
    text = words(document)
    assert "Trần Văn Ký" not in text
    assert "Ông Lê Nhận" not in text
    assert "Nơi nhận:" in text
    assert "…………, ngày …… tháng …… năm ………" in text


# The workbook


def test_dates_and_shares_are_values_that_a_program_can_count_with(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    heads = [cell.value for cell in sheet[4]]
    rows = {row[0].value: dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=5)}
    assert list(rows) == ["1", "1.1", "1.2", "1.10", "2", "3"]
    done, late = rows["1.1"], rows["1.2"]
    assert (done["Ngày đến hạn"].value, done["Ngày đến hạn"].number_format) == (datetime(2026, 6, 30), "dd/mm/yyyy")
    assert (done["Ngày hoàn thành"].value, done["Ngày hoàn thành"].is_date) == (datetime(2026, 4, 20), True)
    assert (late["Tiến độ"].value, late["Tiến độ"].number_format) == (0.4, "0%")
    assert (late["Tình trạng"].value, late["Ngày hoàn thành"].value) == ("Quá hạn", None)
    assert late["Lý do chậm, ghi chú"].value == "Báo cáo ngày 10/05/2026: Thiếu kinh phí.\nChuyển từ năm 2025."
    assert rows["3"]["Ngày đến hạn"].value is None


def test_text_is_never_a_formula(book: Any) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1 là tên hiểm" in {cell.value for cell in cells}
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_the_head_stays_filters_and_is_printed_on_every_page(book: Any) -> None:
    sheet = book["Nhiệm vụ"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C5", "A4:K10", "$4:$4")


def test_it_prints_on_a4_across_and_as_wide_as_the_page(book: Any) -> None:
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_row_is_high_enough_for_its_longest_text(make_site: Any) -> None:
    plan = PLAN.replace("content: Ban hành quy chế", f"content: {'Ban hành quy chế ' * 20}")
    files = files_of(view_of(make_site({"documents/ke-hoach.yml": plan, **AGENCIES})))
    sheet = load_workbook(BytesIO(files["bao-cao-ke-hoach-2026-Q2.xlsx"]))["Nhiệm vụ"]
    lines = len(sheet["B9"].value) / sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[9].height >= 15 * lines
    assert sheet.row_dimensions[10].height < sheet.row_dimensions[9].height


def test_the_sums_count_each_task_once_and_for_each_agency_that_leads_it(book: Any) -> None:
    rows = [[cell for cell in row if cell is not None] for row in book["Tổng hợp"].iter_rows(values_only=True)]
    assert ["Tổng số", 5, 1] in rows
    assert ["Hoàn thành", 1, 0.2] in rows
    assert ["Đến hạn trong quý II năm 2026", 1] in rows
    head = next(row for row in rows if row[:1] == ["Cơ quan chủ trì"])
    by_agency = {row[0]: dict(zip(head, row, strict=True)) for row in rows if len(row) == len(head) and row != head}
    assert by_agency["Sở Tư pháp"]["Hoàn thành"] == 1
    assert by_agency["Sở Nội vụ"]["Hoàn thành"] == 1
    assert (by_agency["Sở Tư pháp"]["Cộng"], by_agency["Sở Nội vụ"]["Cộng"]) == (2, 4)


# Both


def test_the_only_time_in_the_files_is_the_day_they_stand_for(view: ReportView) -> None:
    assert view.as_of == date(2026, 6, 1)
    for data in files_of(view).values():
        with ZipFile(BytesIO(data)) as archive:
            assert {member.date_time for member in archive.infolist()} == {(2026, 6, 1, 23, 59, 58)}
            core = archive.read("docProps/core.xml").decode()
        assert core.count("2026-06-01T23:59:58Z") == 2


def test_one_view_makes_one_sequence_of_bytes(view: ReportView) -> None:
    assert files_of(view) == files_of(view)
