"""Tables of figures: indicators by year, and what was done with the cases of citizens."""

from generator import urls
from generator.link.caseloads import Cases, cases_of, cases_of_row
from generator.link.site import Site
from generator.outputs.opendata.table import (
    Column,
    Field,
    Table,
    coded,
    identity,
    iso,
    listed,
    make_table,
    named,
    posted,
    record_json,
)
from generator.pages.moments import day_of_change
from generator.pages.parts import absolute, document_ref_link
from generator.records.indicator import VALUE_ROLES
from generator.records.task import COMPARISONS
from generator.vn.figures import as_number


def indicators(site: Site) -> Table:
    """Return the indicators; their values are a table of their own."""
    fields: tuple[Field, ...] = (
        *identity("Mã chỉ số.", lambda one: one.id, lambda one: absolute(site, urls.indicator_url(one.id))),
        (Column("name", "Tên chỉ số", required=True, searched=True), lambda one: one.name),
        (Column("unit", "Đơn vị", required=True), lambda one: one.unit),
        (Column("description", "Giải thích", searched=True), lambda one: one.description),
        (Column("series", "Bộ chỉ số"), lambda one: one.series),
        (Column("province_id", "Tỉnh, thành phố, mã", references="provinces"), lambda one: one.province),
        (Column("area_ids", "Lĩnh vực cải cách", description="Mã các lĩnh vực."), lambda one: listed(one.areas)),
        record_json(site, lambda one: absolute(site, urls.indicator_url(one.id))),
    )
    return make_table(
        site,
        "indicators",
        "Chỉ số",
        "Các chỉ số được theo dõi; giá trị ở bảng indicator_values.",
        fields,
        site.indicators.values(),
        lambda one: ("indicators", one.id),
        lambda one: day_of_change(site, ("indicators", one.id)),
    )


def indicator_values(site: Site) -> Table:
    """Return the values of all indicators, one a row."""
    corrected = {id_: day_of_change(site, ("indicators", id_)) for id_ in site.indicators}
    fields: tuple[Field, ...] = (
        *identity(
            "Mã chỉ số và số thứ tự của giá trị.",
            lambda one: f"{one[0].id}#{one[1]}",
            lambda one: absolute(site, urls.indicator_url(one[0].id)),
        ),
        (Column("indicator_id", "Chỉ số, mã", references="indicators", required=True), lambda one: one[0].id),
        (Column("year", "Năm", "year", required=True), lambda one: one[2].year),
        *coded("role", "Tính chất", VALUE_ROLES, lambda one: one[2].role),
        *coded("comparison", "So sánh", COMPARISONS, lambda one: one[2].comparison),
        (Column("value", "Giá trị", "number", required=True), lambda one: as_number(one[2].value)),
        (Column("unit", "Đơn vị", required=True), lambda one: one[0].unit),
        (
            Column("out_of", "Trên tổng số", "number"),
            lambda one: None if one[2].out_of is None else as_number(one[2].out_of),
        ),
        (Column("rank", "Xếp hạng", "integer"), lambda one: one[2].rank),
        (Column("as_of", "Tính đến ngày", "date"), lambda one: iso(one[2].as_of)),
        (Column("note", "Ghi chú"), lambda one: one[2].note),
        (
            Column("document_id", "Văn bản nguồn, mã", references="documents"),
            lambda one: one[2].document,
        ),
        (
            Column("document", "Văn bản nguồn, câu dẫn", description="Khi cổng chưa có văn bản."),
            lambda one: None if one[2].document in site.documents else _wording(site, one[2].document),
        ),
        (Column("news_id", "Tin nguồn, mã", references="news"), lambda one: one[2].news),
        (Column("source", "Nguồn khác"), lambda one: one[2].source and one[2].source.publisher),
        (Column("source_url", "Địa chỉ nguồn", format="uri"), lambda one: one[2].source and one[2].source.url),
    )
    items = (
        (indicator, number, value)
        for indicator in site.indicators.values()
        for number, value in enumerate(indicator.values, 1)
    )
    return make_table(
        site,
        "indicator_values",
        "Giá trị chỉ số",
        "Mỗi giá trị của một năm một dòng, cả số liệu báo cáo và chỉ tiêu phấn đấu.",
        fields,
        items,
        lambda one: ("indicators", one[0].id),
        lambda one: max(
            (day for day in (one[2].as_of, corrected[one[0].id]) if day and day <= site.today), default=None
        ),
    )


_COUNTS = (
    ("carried_over", "Kỳ trước chuyển sang"),
    ("received", "Tiếp nhận trong kỳ"),
    ("online", "Tiếp nhận trực tuyến"),
    ("early", "Giải quyết trước hạn"),
    ("on_time", "Giải quyết đúng hạn"),
    ("late", "Giải quyết quá hạn"),
    ("pending", "Đang giải quyết"),
    ("overdue", "Đang giải quyết, đã quá hạn"),
)
"""What is counted: names of the fields of `generator.link.caseloads.Cases`."""
_EARLY = "Khi trống, hồ sơ trước hạn nằm trong cột on_time."


def _count_columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            name,
            title,
            "integer",
            _EARLY if name == "early" else "",
            required=name in ("received", "on_time", "late"),
        )
        for name, title in _COUNTS
    )


def caseloads(site: Site) -> Table:
    """Return the reports on cases: one unit and period a row."""
    cases: dict[str, Cases] = {one.id: cases_of(one) for one in site.caseloads.values()}

    def count(column: Column) -> Field:
        return column, lambda one: getattr(cases[one.id], column.name)

    fields: tuple[Field, ...] = (
        *identity("Mã báo cáo.", lambda one: one.id, lambda one: absolute(site, urls.caseload_url(one.id))),
        *named("agency", "Đơn vị", "agencies", lambda id_: site.agencies[id_].name, lambda one: one.agency),
        (
            Column("period", "Kỳ báo cáo", description="Ví dụ 2025, 2025-H1, 2025-Q3, 2025-07.", required=True),
            lambda one: one.period.code,
        ),
        (Column("period_start", "Ngày đầu kỳ", "date", required=True), lambda one: iso(one.period.start)),
        (Column("period_end", "Ngày cuối kỳ", "date", required=True), lambda one: iso(one.period.end)),
        (Column("reported_on", "Ngày báo cáo", "date", required=True), lambda one: iso(one.reported_on)),
        posted(),
        *(count(column) for column in _count_columns()),
        (
            Column("reported_on_time", "Tỷ lệ đúng hạn do đơn vị báo cáo", "number", "Phần trăm."),
            lambda one: None if one.reported_on_time is None else as_number(one.reported_on_time),
        ),
        (
            Column("reported_online", "Tỷ lệ trực tuyến do đơn vị báo cáo", "number", "Phần trăm."),
            lambda one: None if one.reported_online is None else as_number(one.reported_online),
        ),
        (Column("note", "Ghi chú"), lambda one: one.note),
        record_json(site, lambda one: absolute(site, urls.caseload_url(one.id))),
    )
    return make_table(
        site,
        "caseloads",
        "Kết quả giải quyết hồ sơ",
        "Mỗi báo cáo của một đơn vị về một kỳ một dòng. Các kỳ có thể chứa nhau: đừng cộng tháng với quý.",
        fields,
        site.caseloads.values(),
        lambda one: ("caseloads", one.id),
        lambda one: day_of_change(site, ("caseloads", one.id)),
    )


def caseload_rows(site: Site) -> Table:
    """Return the reports on cases by field."""
    days = {id_: day_of_change(site, ("caseloads", id_)) for id_ in site.caseloads}

    def count(column: Column) -> Field:
        return column, lambda one: getattr(cases_of_row(one[2]), column.name)

    fields: tuple[Field, ...] = (
        *identity(
            "Mã báo cáo và số thứ tự của dòng.",
            lambda one: f"{one[0].id}#{one[1]}",
            lambda one: absolute(site, urls.caseload_url(one[0].id)),
        ),
        (Column("caseload_id", "Báo cáo, mã", references="caseloads", required=True), lambda one: one[0].id),
        (Column("field", "Lĩnh vực", required=True), lambda one: one[2].field),
        (Column("procedure_id", "Thủ tục, mã", references="procedures"), lambda one: one[2].procedure),
        *(count(column) for column in _count_columns()),
    )
    items = ((one, number, row) for one in site.caseloads.values() for number, row in enumerate(one.rows, 1))
    return make_table(
        site,
        "caseload_rows",
        "Kết quả giải quyết theo lĩnh vực",
        "Các dòng của từng báo cáo trong bảng caseloads.",
        fields,
        items,
        lambda one: ("caseloads", one[0].id),
        lambda one: days[one[0].id],
    )


def _wording(site: Site, reference: str | None) -> str | None:
    return document_ref_link(site, reference).text if reference else None
