"""The data dictionary: what each column of each table means, as a table itself."""

from collections.abc import Iterable, Sequence

from generator import urls
from generator.link.site import Site
from generator.outputs.opendata.table import Column, Field, Table, identity, listed, make_table
from generator.pages.parts import absolute


def dictionary(site: Site, tables: Sequence[Table]) -> Table:
    """Return the table of all columns of these tables."""
    fields: tuple[Field, ...] = (
        *identity(
            "Tên bảng, dấu chấm, tên cột.",
            lambda one: f"{one[0].name}.{one[1].name}",
            lambda one: absolute(site, f"{urls.data_table(one[0].name)}#{one[1].name}"),
        ),
        (Column("table", "Bảng", required=True), lambda one: one[0].name),
        (Column("table_title", "Tên bảng", required=True), lambda one: one[0].title),
        (Column("column", "Cột", required=True), lambda one: one[1].name),
        (Column("title", "Tên cột", required=True), lambda one: one[1].title),
        (Column("type", "Kiểu", description="Kiểu của Table Schema.", required=True), lambda one: one[1].type),
        (Column("description", "Nghĩa"), lambda one: one[1].description),
        (Column("references", "Dẫn tới bảng", description="Cột giữ mã của bảng ấy."), lambda one: one[1].references),
        (Column("choices", "Các giá trị"), lambda one: listed(one[1].choices)),
        (Column("required", "Luôn có giá trị", "boolean", required=True), lambda one: one[1].required),
    )
    items: Iterable[tuple[Table, Column]] = ((table, column) for table in tables for column in table.columns)
    return make_table(
        site,
        "dictionary",
        "Từ điển dữ liệu",
        "Nghĩa của từng cột trong các bảng.",
        fields,
        items,
        lambda one: ("dictionary", one[0].name),
    )
