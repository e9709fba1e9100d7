"""The pages below ``/du-lieu/``: what data there is to download, and what each table holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator import urls
from generator.link.site import Site
from generator.outputs.opendata.linked import catalog_nodes, table_node
from generator.outputs.opendata.published import (
    API_TABLES,
    CATALOGUE,
    DATA_PACKAGE,
    DATABASE,
    FORMATS,
    NO_LICENSE,
    OPENAPI,
    SQLITE,
    Format,
    MadeFiles,
    modified_words,
)
from generator.outputs.opendata.table import Column, Table
from generator.pages.page import Alternate, Head, Link, Page
from generator.vn.dates import format_date
from generator.vn.figures import format_size

_CRUMBS = (Link("Trang chủ", urls.HOME),)
_TITLE = "Dữ liệu mở"
_DESCRIPTIONS = (
    Alternate("Data Package", DATA_PACKAGE, "application/vnd.datapackage+json"),
    Alternate("DCAT-AP", CATALOGUE, "application/ld+json"),
    Alternate("API", API_TABLES, "application/json"),
)

_TYPES = {
    "string": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "đúng/sai",
    "date": "ngày",
    "datetime": "ngày giờ",
    "year": "năm",
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file to download, with its format and size for people; the size is empty until the file is made."""

    label: str
    url: str
    size: str


@dataclass(frozen=True, slots=True)
class TableSummary:
    """A table in the list of tables; ``modified`` is empty where no table bears a day (see `Table`)."""

    title: str
    url: str
    description: str
    rows: int
    modified: str
    dated: bool
    files: tuple[DataFile, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """All tables, what holds or describes all of them, and the terms; ``terms`` without a licence says so.

    ``empty`` are tables that the portal has nothing for. ``twins`` says whether records are there as JSON, too.
    """

    title: str
    tables: tuple[TableSummary, ...]
    empty: tuple[Link, ...]
    database: DataFile
    descriptions: tuple[tuple[DataFile, str], ...]
    terms: Link
    contact: str
    twins: bool


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column in words: ``table`` leads to the table whose rows it names, or is empty."""

    name: str
    type: str
    meaning: str
    table: str


@dataclass(frozen=True, slots=True)
class DataTableView:
    """One table: what it holds, how new that is in words, its files, its columns; what ``machines`` may read."""

    summary: TableSummary
    modified: str
    columns: tuple[ColumnView, ...]
    machines: tuple[Link, ...]
    terms: Link


def data_pages(site: Site, tables: Sequence[Table], made: MadeFiles) -> tuple[Page, ...]:
    """Return the pages of open data; ``made`` has the files whose sizes they tell, and may have none yet."""
    if not tables:
        return ()
    summaries = [_summary(table, made) for table in tables]
    stated = site.portal.data.license
    terms = Link(stated.name, stated.url or "") if stated else Link(NO_LICENSE, "")
    view = DataView(
        title=_TITLE,
        tables=tuple(one for one in summaries if one.rows),
        empty=tuple(Link(one.title, one.url) for one in summaries if not one.rows),
        database=_file(SQLITE.label, DATABASE, made),
        descriptions=(
            (_file("Data Package", DATA_PACKAGE, made), "mô tả mọi tệp và mọi cột, kèm kích thước và mã băm"),
            (_file("DCAT-AP", CATALOGUE, made), "danh mục cho các cổng dữ liệu"),
            (_file("API", API_TABLES, made), "danh sách các bảng của API phiên bản 1"),
            (_file("OpenAPI", OPENAPI, made), "mô tả của API"),
        ),
        terms=terms,
        contact=urls.CONTACT,
        twins=site.portal.features.json_twins,
    )
    words = "Hồ sơ của cổng dưới dạng bảng để tải về: CSV, Excel, JSON, SQLite."
    nodes = catalog_nodes(site, tables, made)
    head = Head(_TITLE, words, crumbs=_CRUMBS, alternates=_DESCRIPTIONS, linked_data=nodes)
    index = Page(urls.DATA, "data.html", head, view)
    pages = (_table_page(site, table, one, terms, made) for table, one in zip(tables, summaries, strict=True))
    return (index, *pages)


def _table_page(site: Site, table: Table, summary: TableSummary, terms: Link, made: MadeFiles) -> Page:
    machines = (
        Link("API", urls.data_api_page(table.name, 1)),
        Link("JSON Schema", urls.data_api_schema(table.name)),
        Link("SQLite, mọi bảng", DATABASE),
    )
    view = DataTableView(
        summary, modified_words(table), tuple(_column(column) for column in table.columns), machines, terms
    )
    head = Head(
        f"Dữ liệu: {table.title}",
        table.description,
        crumbs=(*_CRUMBS, Link(_TITLE, urls.DATA)),
        alternates=tuple(_alternate(table, form) for form in FORMATS if form.registered),
        linked_data=(table_node(site, table, made),),
    )
    return Page(urls.data_table(table.name), "data_table.html", head, view)


def _alternate(table: Table, form: Format) -> Alternate:
    return Alternate(f"{table.title} ({form.label})", urls.data_file(table.name, form.extension), form.media_type)


def _summary(table: Table, made: MadeFiles) -> TableSummary:
    return TableSummary(
        title=table.title,
        url=urls.data_table(table.name),
        description=table.description,
        rows=len(table.rows),
        modified=format_date(table.modified) if table.modified else "",
        dated=table.dated,
        files=tuple(_file(one.label, urls.data_file(table.name, one.extension), made) for one in FORMATS),
    )


def _file(label: str, address: str, made: MadeFiles) -> DataFile:
    return DataFile(label, address, format_size(made[address].size) if address in made else "")


def _column(column: Column) -> ColumnView:
    table = urls.data_table(column.references) if column.references else ""
    return ColumnView(column.name, _TYPES[column.type], _meaning(column), table)


def _meaning(column: Column) -> str:
    """Return what a column holds; some descriptions begin with its title, which is not said twice."""
    if column.description.startswith(f"{column.title} "):
        return column.description
    return ". ".join(filter(None, (column.title, column.description)))
