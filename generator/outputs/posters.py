"""Sheets for the notice board as one PDF: a page of A4 for each procedure, its letters and its QR code embedded."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import font_roboto
from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, XPos, YPos

from generator.pages.poster import PosterView
from generator.render.qr import qr_code
from generator.vn.dates import format_date

_WIDTH, _HEIGHT, _MARGIN = 210.0, 297.0, 16.0
_QR_SIZE, _FOOT = 38.0, 46.0
_LABEL = 34.0
_POINTS = 25.4 / 72
_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
"""Sizes of running text in points. The largest that fits is taken; at the last, the longest sheet there can be fits."""


def posters_pdf(sheets: Sequence[PosterView], title: str, made_at: datetime) -> bytes:
    """Return one PDF of all sheets, a page each; of the same sheets and moment the bytes are always the same."""
    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(_MARGIN)
    pdf.c_margin = 0
    pdf.add_font("roboto", "", font_roboto.Roboto)
    pdf.add_font("roboto", "B", font_roboto.RobotoBold)
    pdf.set_title(title)
    pdf.set_lang("vi")
    pdf.set_creation_date(made_at)
    for sheet in sheets:
        pdf.add_page()
        _draw(pdf, sheet, made_at)
    return bytes(pdf.output())


def _draw(pdf: FPDF, sheet: PosterView, made_at: datetime) -> None:
    room = _HEIGHT - _MARGIN - _FOOT
    size = next((size for size in _SIZES if _body(pdf, sheet, size, _measure) <= room), _SIZES[-1])
    _body(pdf, sheet, size, _write)
    _foot(pdf, sheet, made_at)


_Line = Callable[[FPDF, str, float, bool, float, float], float]
"""``line(pdf, text, size, bold, left, top)`` returns where the text ends; it writes the text, or only measures it."""


def _measure(pdf: FPDF, text: str, size: float, bold: bool, left: float, top: float) -> float:
    pdf.set_font("roboto", "B" if bold else "", size)
    width = _WIDTH - _MARGIN - left
    only_height = MethodReturnValue.HEIGHT
    height: Any = pdf.multi_cell(width, _leading(size), text, align=Align.L, dry_run=True, output=only_height)
    return top + float(height)


def _write(pdf: FPDF, text: str, size: float, bold: bool, left: float, top: float) -> float:
    pdf.set_font("roboto", "B" if bold else "", size)
    pdf.set_xy(left, top)
    pdf.multi_cell(_WIDTH - _MARGIN - left, _leading(size), text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    return float(pdf.get_y())


def _leading(size: float) -> float:
    return size * 1.3 * _POINTS


def _body(pdf: FPDF, sheet: PosterView, size: float, line: _Line) -> float:
    """Lay out all above the foot and return where it ends."""
    top = line(pdf, sheet.owner.upper(), size * 0.85, True, _MARGIN, _MARGIN)
    top = line(pdf, sheet.name, size * 1.6, True, _MARGIN, top + 2)
    top = line(pdf, f"Mã thủ tục: {sheet.code}", size * 0.85, False, _MARGIN, top + 1) + 3
    for name, text in sheet.answers:
        line(pdf, name, size * 0.85, False, _MARGIN, top + 0.4)
        top = line(pdf, text, size, True, _MARGIN + _LABEL, top) + 1.6
    if sheet.papers:
        top = line(pdf, "Cần mang theo", size * 1.25, True, _MARGIN, top + 2) + 1
    box = size * 0.75 * _POINTS
    for paper in sheet.papers:
        if line is _write:
            pdf.rect(_MARGIN, top + (_leading(size) - box) / 2, box, box)
        top = line(pdf, paper, size, False, _MARGIN + 2 * box, top) + 1
    if sheet.more:
        top = line(pdf, f"Và {sheet.more} loại giấy tờ khác: xem theo mã QR.", size, False, _MARGIN, top)
    return top


def _foot(pdf: FPDF, sheet: PosterView, made_at: datetime) -> None:
    top = _HEIGHT - _MARGIN - _QR_SIZE
    pdf.line(_MARGIN, top - 3, _WIDTH - _MARGIN, top - 3)
    code = qr_code(sheet.address)
    module = _QR_SIZE / code.size
    pdf.set_fill_color(0)
    for x, y, length in code.runs:
        pdf.rect(_MARGIN + x * module, top + y * module, length * module, module, style="F")
    left = _MARGIN + _QR_SIZE + 5
    words = "Quét mã để xem đầy đủ các bước, biểu mẫu và căn cứ pháp lý, hoặc vào địa chỉ"
    down = _write(pdf, words, 11, False, left, top + 6)
    down = _write(pdf, sheet.address, 11, True, left, down)
    since = f"Áp dụng từ ngày {sheet.since}. " if sheet.since else ""
    _write(pdf, f"{since}In theo nội dung của ngày {format_date(made_at.date())}.", 9, False, left, down + 1)
