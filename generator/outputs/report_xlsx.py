"""A report as a workbook: the tasks with real dates and numbers, and the sums."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import Outline, PageSetupProperties, WorksheetProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from generator.link.status import SOON
from generator.outputs.plaintext import markdown_text
from generator.pages.report import ReportRow, ReportView
from generator.vn.dates import format_date

_COLUMNS = (
    ("TT", 7),
    ("Nhiệm vụ", 36),
    ("Cơ quan chủ trì", 18),
    ("Cơ quan phối hợp", 18),
    ("Thời hạn", 15),
    ("Ngày đến hạn", 11),
    ("Tình trạng", 13),
    ("Tiến độ", 8),
    ("Ngày hoàn thành", 11),
    ("Kết quả", 29),
    ("Lý do chậm, ghi chú", 29),
)
"""Heads of columns, and their widths in digits of the standard font."""

_HEAD_ROW = 4
_LINE, _HIGHEST = 15.0, 409.0
"""Points that a line takes, and a row at most."""
_FONT = "Times New Roman"
_BODY = Font(name=_FONT, size=11)
_BOLD = Font(name=_FONT, size=11, bold=True)
_TITLE = Font(name=_FONT, size=14, bold=True)
_FILL = PatternFill("solid", fgColor="D9E2F3")
_EDGE = Side(style="thin", color="808080")
_GRID = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_DATE, _PERCENT, _COUNT, _TEXT = "dd/mm/yyyy", "0%", "#,##0", "@"

_Value = str | int | float | date | None


def report_xlsx(view: ReportView, made_at: datetime) -> bytes:
    """Return the workbook: sheet ``Nhiệm vụ`` and sheet ``Tổng hợp``; ``made_at`` is the time in its properties."""
    book = Workbook()
    book.properties.creator = view.agency
    book.properties.title = f"{view.subject} {view.basis}"
    book.properties.created = book.properties.modified = made_at
    tasks = book.worksheets[0]
    tasks.title = "Nhiệm vụ"
    _fill_tasks(tasks, view)
    _fill_sums(book.create_sheet("Tổng hợp"), view)
    written = BytesIO()
    # Not book.save: it puts the present time into the properties.
    ExcelWriter(book, ZipFile(written, "w", ZIP_DEFLATED)).save()
    return written.getvalue()


def _fill_tasks(sheet: Worksheet, view: ReportView) -> None:
    _put(sheet, 1, 1, view.agency, _BOLD)
    _put(sheet, 2, 1, f"{view.subject} {view.basis}", _TITLE)
    _put(sheet, 3, 1, f"Số liệu tính đến hết ngày {format_date(view.as_of)}", _BODY)
    _heads(sheet, _HEAD_ROW, [name for name, _ in _COLUMNS])
    for number, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for index, row in enumerate(view.rows, _HEAD_ROW + 1):
        _put_task(sheet, index, row)
    last = get_column_letter(len(_COLUMNS))
    sheet.freeze_panes = f"C{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + len(view.rows)}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    _set_print(sheet)


def _put_task(sheet: Worksheet, index: int, row: ReportRow) -> None:
    values: tuple[tuple[_Value, str], ...] = (
        (row.order, _TEXT),
        (row.content, _TEXT),
        (row.lead, _TEXT),
        (row.cooperating, _TEXT),
        (row.due, _TEXT),
        (row.due_day, _DATE),
        (row.state_label, _TEXT),
        (None if row.progress is None else row.progress / 100, _PERCENT),
        (row.done_on, _DATE),
        (_lines(markdown_text(row.result), "; ".join(row.evidence)), _TEXT),
        (_lines(markdown_text(row.reason), markdown_text(row.notes)), _TEXT),
    )
    for column, (value, form) in enumerate(values, 1):
        cell = _put(sheet, index, column, value, _BODY if row.leaf else _BOLD, form)
        side, indent = ("left" if form == _TEXT else "center"), (row.level if column == 2 else 0)
        cell.alignment = Alignment(side, "top", wrap_text=True, indent=indent)
        cell.border = _GRID
    sheet.row_dimensions[index].outlineLevel = row.level
    sheet.row_dimensions[index].height = _height(
        [(value, width) for (value, _), (_, width) in zip(values, _COLUMNS, strict=True) if isinstance(value, str)]
    )


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """Return the height in points that wrapped texts need in columns of these widths; not every program finds out."""
    lines = max(sum(len(wrap(line, width)) or 1 for line in text.split("\n")) for text, width in texts)
    return min(max(lines, 1) * _LINE, _HIGHEST)


def _fill_sums(sheet: Worksheet, view: ReportView) -> None:
    counted = view.tally
    _put(sheet, 1, 1, f"Tổng hợp đến hết ngày {format_date(view.as_of)}", _TITLE)
    _heads(sheet, 3, ["Tình trạng", "Số nhiệm vụ", "Tỷ lệ"])
    sums = [(label, number) for _, label, number in counted.states]
    for row, (label, number) in enumerate([*sums, ("Tổng số", counted.total)], 4):
        _line(sheet, row, [label, number, number / counted.total], [_TEXT, _COUNT, "0.0%"])
    row = len(sums) + 6
    figures = (
        (f"Đến hạn trong {view.period.name}", view.due),
        (f"Hoàn thành trong {view.period.name}", view.done),
        (f"Đến hạn trong {SOON} ngày tới", counted.due_soon),
    )
    for label, number in figures:
        _line(sheet, row, [label, number], [_TEXT, _COUNT])
        row += 1
    if view.agencies:
        _heads(sheet, row + 1, ["Cơ quan chủ trì", *(label for _, label, _ in counted.states), "Cộng"])
        for index, (name, counts, total) in enumerate(view.agencies, row + 2):
            _line(sheet, index, [name, *counts, total], [_TEXT, *[_COUNT] * (len(counts) + 1)])
        note = "Nhiệm vụ do nhiều cơ quan cùng chủ trì được tính cho từng cơ quan."
        _put(sheet, row + 3 + len(view.agencies), 1, note, _BODY)
    sheet.column_dimensions["A"].width = 44
    for number in range(2, len(counted.states) + 3):
        sheet.column_dimensions[get_column_letter(number)].width = 14
    _set_print(sheet)


def _put(sheet: Worksheet, row: int, column: int, value: _Value, font: Font, form: str = "General") -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # no cells are merged here
    cell.value = value or None if isinstance(value, str) else value
    if cell.data_type == "f":
        cell.data_type = "s"  # text that begins with «=» is no formula
    cell.font = font
    cell.number_format = form
    return cell


def _heads(sheet: Worksheet, row: int, names: Sequence[str]) -> None:
    for column, name in enumerate(names, 1):
        cell = _put(sheet, row, column, name, _BOLD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.fill = _FILL
        cell.border = _GRID
    sheet.row_dimensions[row].height = 2 * _LINE


def _line(sheet: Worksheet, row: int, values: Sequence[_Value], forms: Sequence[str]) -> None:
    for column, (value, form) in enumerate(zip(values, forms, strict=True), 1):
        cell = _put(sheet, row, column, value, _BODY, form)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = _GRID


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _set_print(sheet: Worksheet) -> None:
    """Print on A4 across, all columns on the width of the page, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties = WorksheetProperties(
        outlinePr=Outline(summaryBelow=False), pageSetUpPr=PageSetupProperties(fitToPage=True)
    )
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P/&N"))
