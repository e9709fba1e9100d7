"""A report as a document of an office: its text to sign, and the table of tasks as an appendix.

The form is that of decree 30/2020/NĐ-CP, appendix I: A4, Times New Roman, agency beside national motto, what is not
known (number, place, day, recipients, who signs) left as dotted lines. The table lies across the page.
"""

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import CharacterStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from generator.outputs.plaintext import markdown_text
from generator.pages.report import ReportRow, ReportView

_COLUMNS = (
    ("TT", 13),
    ("Nhiệm vụ", 63),
    ("Cơ quan chủ trì", 30),
    ("Cơ quan phối hợp", 30),
    ("Thời hạn", 28),
    ("Kết quả, tiến độ", 47),
    ("Lý do chậm, ghi chú", 46),
)
"""Heads of columns, and their widths in mm: together the width of A4 across within its margins."""

_LEFT, _CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_BODY, _CELL = 13, 11
_GRID = "Table Grid"
_COMMITTEE = "ỦY BAN NHÂN DÂN "
_DATE_LINE = "…………, ngày …… tháng …… năm ………"


def report_docx(view: ReportView, made_at: datetime) -> bytes:
    """Return the document; ``made_at`` is the time in its properties."""
    document = Document()
    _set_defaults(document)
    _set_properties(document, view, made_at)
    _set_page(document.sections[0], Mm(210), Mm(297), left=Mm(30), right=Mm(15))
    _number_pages(document.sections[0])
    _letterhead(document, view)
    _write(document.add_paragraph(), "BÁO CÁO", bold=True, size=14, align=_CENTRE, before=18)
    for line in (view.subject, view.basis):
        _write(document.add_paragraph(), line, bold=True, size=14, align=_CENTRE)
    _rule(document.add_paragraph(), Mm(55))
    for text in view.summary:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Mm(10)
        _write(paragraph, text, align=_BOTH, before=6)
    _write_more(document)
    _signature(document)
    _appendix(document, view)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_defaults(document: Docx) -> None:
    """Make Times New Roman 13, single spaced, and Vietnamese the default of every style; tables are smaller."""
    values = {
        "w:rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"),
        "w:sz": {"val": str(2 * _BODY)},
        "w:szCs": {"val": str(2 * _BODY)},
        "w:lang": {"val": "vi-VN"},
        "w:spacing": {"after": "0", "line": "240", "lineRule": "auto"},
    }
    defaults = document.styles.element[0]
    for name, settings in values.items():
        element = next(defaults.iter(qn(name)))
        element.attrib.clear()  # a font of the theme would come before one by name
        for key, value in settings.items():
            element.set(qn(f"w:{key}"), value)
    grid = document.styles[_GRID]
    assert isinstance(grid, CharacterStyle)  # what the library calls a style with a font
    grid.font.size = Pt(_CELL)


def _set_properties(document: Docx, view: ReportView, made_at: datetime) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = view.agency
    properties.title = f"{view.subject} {view.basis}"
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = made_at
    # The library's template brings a picture of its empty page, which file managers would show.
    links = document.part.package.rels
    for id_ in [id_ for id_, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[id_]


def _set_page(section: Section, width: Length, height: Length, left: Length, right: Length) -> None:
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = left, right
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


def _number_pages(section: Section) -> None:
    """Put the number of the page in the middle of the upper margin, from the second page on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _CENTRE
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        run._r.append(part)


def _letterhead(document: Docx, view: ReportView) -> None:
    left, right = _side_by_side(document, Mm(67), Mm(98))
    if view.above:
        _write(left.paragraphs[0], _in_letterhead(view.above), size=12, align=_CENTRE)
        left.add_paragraph()
    _write(left.paragraphs[-1], _in_letterhead(view.agency), bold=True, size=12, align=_CENTRE)
    _rule(left.add_paragraph(), Mm(22))
    _write(left.add_paragraph(), "Số: ……/BC-………", align=_CENTRE, before=4)
    _write(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12, align=_CENTRE)
    _write(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, align=_CENTRE)
    _rule(right.add_paragraph(), Mm(18))
    _write(right.add_paragraph(), _DATE_LINE, italic=True, align=_CENTRE, before=4)


def _in_letterhead(agency: str) -> str:
    """Return a name in capitals; a people's committee has that of its place on a line of its own."""
    return agency.upper().replace(_COMMITTEE, f"{_COMMITTEE.rstrip()}\n", 1)


def _write_more(document: Docx) -> None:
    """Leave room for what records do not say: an office has its own assessment and proposals."""
    for text in ("Chi tiết từng nhiệm vụ tại Phụ lục kèm theo.", "Đánh giá chung, đề xuất, kiến nghị:", "\t", "\t"):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(165), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _write(paragraph, text, before=6)


def _signature(document: Docx) -> None:
    document.add_paragraph()
    left, right = _side_by_side(document, Mm(80), Mm(85))
    _write(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for line in ("- ……………………;", "- ……………………;", "- Lưu: VT, …………"):
        _write(left.add_paragraph(), line, size=11)
    _write(right.paragraphs[0], "……………………………", bold=True, align=_CENTRE)
    _write(right.add_paragraph(), "……………………………", align=_CENTRE, before=84)


def _appendix(document: Docx, view: ReportView) -> None:
    """Add the table on pages of its own, across, with numbers of their own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, Mm(297), Mm(210), left=Mm(20), right=Mm(20))
    section.different_first_page_header_footer = True
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
    _write(document.add_paragraph(), "Phụ lục", bold=True, size=14, align=_CENTRE)
    for line in (view.subject, view.basis):
        _write(document.add_paragraph(), line.upper(), bold=True, align=_CENTRE)
    note = "(Kèm theo Báo cáo số ……/BC-……… ngày …… tháng …… năm ……… của " + view.agency + ")"
    _write(document.add_paragraph(), note, italic=True, align=_CENTRE)
    document.add_paragraph()
    table = _table(document, [Mm(width) for _, width in _COLUMNS], rows=len(view.rows) + 1)
    table.style = _GRID
    head, *rows = table.rows
    for cell, (name, _) in zip(head.cells, _COLUMNS, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _write(cell.paragraphs[0], name, bold=True, align=_CENTRE)
    _set_row(head, "w:cantSplit", "w:tblHeader")
    for drawn, row in zip(rows, view.rows, strict=True):
        _set_row(drawn, "w:cantSplit")
        _fill_row(drawn, row)


def _fill_row(drawn: _Row, row: ReportRow) -> None:
    evidence = f"Minh chứng: {'; '.join(row.evidence)}" if row.evidence else ""
    texts = (
        [row.order],
        [row.content],
        [row.lead],
        [row.cooperating],
        [row.due],
        [row.standing, markdown_text(row.result), evidence],
        [markdown_text(row.reason), markdown_text(row.notes)],
    )
    for column, (cell, lines) in enumerate(zip(drawn.cells, texts, strict=True)):
        for index, line in enumerate(filter(None, lines)):
            paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
            run = paragraph.add_run(line)
            if column == 0:
                paragraph.alignment = _CENTRE
            if column == 1 and row.level:
                paragraph.paragraph_format.left_indent = Mm(4 * row.level)
            if column < 2 and not row.leaf:
                run.bold = True


def _side_by_side(document: Docx, left: Length, right: Length) -> tuple[_Cell, _Cell]:
    """Add a table of two cells without lines, and return the cells."""
    first, second = _table(document, [left, right]).rows[0].cells
    return first, second


def _table(document: Docx, widths: list[Length], rows: int = 1) -> Table:
    """Add a table whose columns keep their widths, whatever is in them."""
    table: Table = document.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width  # Word goes by the cells, others by the columns
    return table


def _set_row(row: _Row, *settings: str) -> None:
    """Set properties of a row: that it keeps to one page, that it stands on every page."""
    properties = row._tr.get_or_add_trPr()
    for name in settings:
        properties.append(OxmlElement(name))


def _write(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
    before: float = 0,
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    run.font.size = None if size is None else Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)


def _rule(paragraph: Paragraph, indent: Length) -> None:
    """Draw the short line that stands under a name, as the lower edge of an empty paragraph."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.add_run().font.size = Pt(2)
    paragraph.paragraph_format.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
