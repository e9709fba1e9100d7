"""A table as a workbook, written straight away: the libraries for it take many times as long for large tables.

Cells of text are inline strings, which no program runs as formulas; days and moments are dates. The second sheet says
what the columns mean. Equal tables give equal bytes.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.outputs.opendata.table import Column, Table, Value

LONGEST = 32_767
"""Characters that a cell can hold."""
CUT = " … [cắt bớt, xem tệp CSV hoặc JSON]"
"""Ends a text that was cut."""

_FIRST_SERIAL = date(1900, 3, 1)
"""From this day on all programs count alike: Excel takes 1900 for a leap year."""
_EPOCH = date(1899, 12, 30)
_LEVEL = 1  # level 3 takes half as long again to save a tenth
_DATE, _MOMENT, _HEAD, _WRAPPED, _QUOTED = 1, 2, 3, 4, 5
"""Numbers of styles in ``_STYLES``."""
_RARE = re.compile("[&<>_\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""One set of letters, which is found much faster than the choice below: most texts have none of them."""
_SPECIAL = re.compile("[&<>\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = frozenset("=+-@\t\r'")

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_STYLES = (
    f'{_XML}<styleSheet xmlns="{_NAMESPACE}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_RELS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_WORKBOOK_RELS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONSHIPS}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>'
)


def table_xlsx(table: Table, facts: Sequence[tuple[str, str]]) -> bytes:
    """Return the workbook; ``facts`` are names and texts about the table that its second sheet begins with."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": _workbook(table.name),
        "xl/_rels/workbook.xml.rels": _WORKBOOK_RELS,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _data_sheet(table),
        "xl/worksheets/sheet2.xml": _meaning_sheet(table, facts),
    }
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for name, text in parts.items():
            # ZipInfo has a fixed date; with a name alone it would be the present time.
            package.writestr(ZipInfo(name), text.encode(), ZIP_DEFLATED, _LEVEL)
    return written.getvalue()


def _workbook(name: str) -> str:
    return (
        f'{_XML}<workbook xmlns="{_NAMESPACE}" xmlns:r="{_RELATIONSHIPS}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/><sheet name="Giải thích" sheetId="2" r:id="rId2"/>'
        "</sheets></workbook>"
    )


def _data_sheet(table: Table) -> str:
    last = _letters(len(table.columns))
    head = "".join(_text_cell(column.name, _HEAD) for column in table.columns)
    writers = [_WRITERS.get(column.type, _plain_cell) for column in table.columns]
    rows = (
        f"<row>{''.join([write(value) for write, value in zip(writers, row, strict=True)])}</row>" for row in table.rows
    )
    return _sheet(
        [_width(column) for column in table.columns],
        (f"<row>{head}</row>", *rows),
        f'<autoFilter ref="A1:{last}{len(table.rows) + 1}"/>',
    )


def _meaning_sheet(table: Table, facts: Sequence[tuple[str, str]]) -> str:
    lines: list[tuple[str, ...]] = [*facts, (), ("Cột", "Kiểu", "Tên", "Nghĩa")]
    head = len(lines) - 1
    lines += ((one.name, one.type, one.title, one.description) for one in table.columns)
    rows = (
        f"<row>{''.join(_text_cell(text, _HEAD if number == head else _WRAPPED) for text in line)}</row>"
        for number, line in enumerate(lines)
    )
    return _sheet((28, 40, 36, 60), rows, "", freeze=False)


def _sheet(widths: Sequence[int], rows: Iterable[str], after: str, *, freeze: bool = True) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if freeze else ""
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_NAMESPACE}">{view}'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"
    )


def _width(column: Column) -> int:
    return {"date": 12, "datetime": 20, "string": 30}.get(column.type, 10)


def _letters(number: int) -> str:
    """Return the name of a column by its number from 1: A to Z, then AA."""
    first, last = divmod(number - 1, 26)
    return (_letters(first) if first else "") + chr(ord("A") + last)


def _text_cell(text: str, style: int) -> str:
    return f'<c s="{style}" t="inlineStr"><is><t>{_escape(text)}</t></is></c>' if text else "<c/>"


def _plain_cell(value: Value) -> str:
    if value is None:
        return "<c/>"
    if not isinstance(value, str):
        return f'<c t="b"><v>{value:d}</v></c>' if isinstance(value, bool) else f"<c><v>{value!r}</v></c>"
    if len(value) > LONGEST:
        value = value[: LONGEST - len(CUT)] + CUT
    first = value[0]
    text = _escape(value) if _RARE.search(value) else value
    if first in _FORMULA:
        return f'<c s="{_QUOTED}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if first.isspace() or value[-1].isspace():
        # Without the attribute, programs may take white space off both ends.
        return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _escape(text: str) -> str:
    """Return text for XML; what XML cannot hold is written as ``_x0001_``, as spreadsheets write it."""
    return _SPECIAL.sub(_escape_one, text)


def _escape_one(found: re.Match[str]) -> str:
    return escape(found[0], quote=False) if found[0] in "&<>" else f"_x{ord(found[0]):04X}_"


def _date_cell(value: Value) -> str:
    if not isinstance(value, str):
        return "<c/>"
    day = date.fromisoformat(value)
    if day < _FIRST_SERIAL:
        return _plain_cell(value)
    return f'<c s="{_DATE}"><v>{(day - _EPOCH).days}</v></c>'


def _moment_cell(value: Value) -> str:
    """Return a moment as the clock of the portal shows it: spreadsheets know no time zones."""
    if not isinstance(value, str):
        return "<c/>"
    moment = datetime.fromisoformat(value)
    if moment.date() < _FIRST_SERIAL:
        return _plain_cell(value)
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return f'<c s="{_MOMENT}"><v>{(moment.date() - _EPOCH).days + seconds / 86_400!r}</v></c>'


_WRITERS = {"date": _date_cell, "datetime": _moment_cell}
