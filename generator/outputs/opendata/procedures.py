"""Tables of administrative procedures and their parts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from generator import urls
from generator.link.site import Site
from generator.outputs.opendata.table import (
    MARKDOWN,
    Column,
    Field,
    Table,
    coded,
    identity,
    iso,
    listed,
    make_table,
    posted,
    record_json,
)
from generator.pages.moments import day_of_change
from generator.pages.parts import absolute, document_ref_link, party_links
from generator.records.procedure import PROCEDURE_STATES, Procedure
from generator.records.procedure_life import ANNOUNCEMENTS
from generator.records.procedure_parts import LEVELS, MANNERS, ONLINE_LEVELS, Manner
from generator.vn.figures import as_number

P = TypeVar("P")


def procedures(site: Site) -> Table:
    """Return the procedures with the text that counts today; what they have several of are tables of their own."""

    def parties(names: tuple[str, ...]) -> str | None:
        return listed(link.text for link in party_links(site, names))

    fields: tuple[Field, ...] = (
        *identity("Mã hồ sơ: mã thủ tục, chữ thường.", lambda one: one.id, lambda one: _page(site, one)),
        (Column("code", "Mã thủ tục", required=True, searched=True), lambda one: one.code),
        (Column("name", "Tên thủ tục", required=True, searched=True), lambda one: one.name),
        (Column("field", "Lĩnh vực", required=True, searched=True), lambda one: one.field),
        (Column("category", "Loại thủ tục"), lambda one: one.category),
        *coded("state", "Tình trạng", PROCEDURE_STATES, lambda one: one.state),
        (
            Column("levels", "Cấp thực hiện", description="Các mã: " + ", ".join(LEVELS) + "."),
            lambda one: listed(one.levels),
        ),
        (
            Column("levels_label", "Cấp thực hiện, bằng chữ"),
            lambda one: listed(LEVELS[level] for level in one.levels),
        ),
        *coded("online", "Mức độ dịch vụ công trực tuyến", ONLINE_LEVELS, lambda one: one.online),
        (Column("agencies", "Cơ quan thực hiện"), lambda one: parties(one.agencies)),
        (Column("competent", "Cơ quan có thẩm quyền quyết định"), lambda one: parties(one.competent)),
        (Column("cooperating", "Cơ quan phối hợp"), lambda one: parties(one.cooperating)),
        (Column("delegated", "Cơ quan được ủy quyền"), lambda one: parties(one.delegated)),
        (Column("applicants", "Đối tượng thực hiện"), lambda one: listed(one.applicants)),
        (Column("where", "Nơi tiếp nhận hồ sơ"), lambda one: one.where),
        (Column("sets", "Số bộ hồ sơ", "integer"), lambda one: one.sets),
        (
            Column("conditions", "Yêu cầu, điều kiện", description=MARKDOWN, searched=True),
            lambda one: one.conditions,
        ),
        (Column("keywords", "Từ người dân hay dùng", searched=True), lambda one: listed(one.keywords)),
        (Column("life_event_ids", "Sự kiện trong đời", description="Mã."), lambda one: listed(one.life_events)),
        (Column("variant_of_id", "Thủ tục chung, mã", references="procedures"), lambda one: one.variant_of),
        (Column("related_ids", "Thủ tục liên quan", description="Mã."), lambda one: listed(one.related)),
        (Column("announced_on", "Ngày công bố", "date"), lambda one: iso(one.announced_on)),
        posted(),
        (Column("province_id", "Tỉnh, thành phố, mã", references="provinces"), lambda one: one.province),
        (
            Column("national_url", "Địa chỉ trên Cổng Dịch vụ công quốc gia", format="uri"),
            lambda one: one.national_link,
        ),
        record_json(site, lambda one: _page(site, one)),
    )
    return make_table(
        site,
        "procedures",
        "Thủ tục hành chính",
        "Mỗi thủ tục một dòng, theo nội dung đang áp dụng. Căn cứ pháp lý ở bảng relations.",
        fields,
        site.procedures.values(),
        lambda one: ("procedures", one.id),
        lambda one: _day(site, one),
    )


@dataclass(frozen=True, slots=True)
class _Part(Generic[P]):
    """A part of a procedure and its number among those of its kind, from 1."""

    procedure: Procedure
    number: int
    part: P


def _parts(site: Site, of: Callable[[Procedure], Iterable[P]]) -> Iterator[_Part[P]]:
    return (
        _Part(procedure, number, part)
        for procedure in site.procedures.values()
        for number, part in enumerate(of(procedure), 1)
    )


def _part_fields(site: Site) -> tuple[Field, ...]:
    return (
        *identity(
            "Mã thủ tục và số thứ tự.",
            lambda one: f"{one.procedure.id}#{one.number}",
            lambda one: _page(site, one.procedure),
        ),
        (
            Column("procedure_id", "Thủ tục, mã", references="procedures", required=True),
            lambda one: one.procedure.id,
        ),
        (Column("number", "Số thứ tự", "integer", required=True), lambda one: one.number),
    )


def _part_table(
    site: Site,
    name: str,
    title: str,
    description: str,
    fields: tuple[Field, ...],
    of: Callable[[Procedure], Iterable[P]],
) -> Table:
    days = {procedure.id: _day(site, procedure) for procedure in site.procedures.values()}
    return make_table(
        site,
        name,
        title,
        description,
        (*_part_fields(site), *fields),
        _parts(site, of),
        lambda one: ("procedures", one.procedure.id),
        lambda one: days[one.procedure.id],
    )


def manners(site: Site) -> Table:
    """Return the ways to hand a dossier in, with times and fees as values."""
    fields: tuple[Field, ...] = (
        *coded("kind", "Hình thức nộp", MANNERS, lambda one: one.part.kind),
        (Column("condition", "Trường hợp áp dụng"), lambda one: one.part.condition),
        (
            Column("time_limit", "Thời hạn giải quyết", description="Nguyên văn."),
            lambda one: one.part.time_limit and one.part.time_limit.wording,
        ),
        (
            Column("time_limit_amount", "Thời hạn, số", "number", "Trống khi nguyên văn không nêu một số."),
            lambda one: _amount(one.part),
        ),
        (
            Column("time_limit_unit", "Thời hạn, đơn vị", choices=_UNITS, description=", ".join(_UNITS) + "."),
            lambda one: one.part.time_limit and one.part.time_limit.unit,
        ),
        (Column("fee", "Phí, lệ phí", description="Nguyên văn."), lambda one: one.part.fee and one.part.fee.wording),
        (
            Column("fee_least", "Mức phí thấp nhất", "integer", "Đồng."),
            lambda one: min(one.part.fee.amounts, default=None) if one.part.fee else None,
        ),
        (
            Column("fee_most", "Mức phí cao nhất", "integer", "Đồng."),
            lambda one: max(one.part.fee.amounts, default=None) if one.part.fee else None,
        ),
        (Column("fee_per", "Phí thu theo"), lambda one: one.part.fee and one.part.fee.per),
        (
            Column("is_free", "Miễn phí", "boolean", "Trống khi không nói về phí."),
            lambda one: one.part.fee.free if one.part.fee else None,
        ),
        (Column("notes", "Mô tả", description=MARKDOWN), lambda one: one.part.notes),
    )
    return _part_table(
        site,
        "procedure_manners",
        "Cách thức thực hiện thủ tục",
        "Mỗi cách nộp hồ sơ một dòng, với thời hạn và phí là số.",
        fields,
        lambda procedure: procedure.manners,
    )


_UNITS = ("minutes", "working_hours", "hours", "working_days", "days", "weeks", "months", "years")


def _amount(manner: Manner) -> int | float | None:
    amount = manner.time_limit.amount if manner.time_limit else None
    return None if amount is None else as_number(amount)


def dossier(site: Site) -> Table:
    """Return the papers to bring."""
    fields: tuple[Field, ...] = (
        (Column("name", "Tên giấy tờ", required=True), lambda one: one.part.name),
        (Column("originals", "Số bản chính", "integer"), lambda one: one.part.originals),
        (Column("copies", "Số bản sao", "integer"), lambda one: one.part.copies),
        (Column("form", "Mẫu đơn, tờ khai"), lambda one: one.part.form),
        (
            Column("file_url", "Tệp mẫu", format="uri"),
            lambda one: absolute(site, urls.file_url(one.part.file)) if one.part.file else one.part.link,
        ),
        (Column("condition", "Trường hợp cần nộp"), lambda one: one.part.condition),
        (Column("case", "Nhóm hồ sơ", description="Trống khi luôn phải nộp."), lambda one: one.part.case),
        (Column("notes", "Ghi chú"), lambda one: one.part.notes),
    )
    return _part_table(
        site,
        "procedure_dossier",
        "Thành phần hồ sơ",
        "Giấy tờ phải nộp của từng thủ tục.",
        fields,
        lambda procedure: procedure.dossier,
    )


def steps(site: Site) -> Table:
    """Return the steps of procedures."""
    fields: tuple[Field, ...] = (
        (Column("text", "Nội dung", description=MARKDOWN, required=True), lambda one: one.part),
    )
    return _part_table(
        site,
        "procedure_steps",
        "Trình tự thực hiện",
        "Các bước của từng thủ tục.",
        fields,
        lambda procedure: procedure.steps,
    )


def results(site: Site) -> Table:
    """Return what applicants receive."""
    fields: tuple[Field, ...] = (
        (Column("name", "Tên kết quả", required=True), lambda one: one.part.name),
        (Column("code", "Mã kết quả"), lambda one: one.part.code),
    )
    return _part_table(
        site,
        "procedure_results",
        "Kết quả thủ tục",
        "Người nộp nhận được gì.",
        fields,
        lambda procedure: procedure.results,
    )


def announcements(site: Site) -> Table:
    """Return how procedures came, changed and went."""
    fields: tuple[Field, ...] = (
        *coded("kind", "Việc công bố", ANNOUNCEMENTS, lambda one: one.part.kind),
        (Column("effective_on", "Ngày có hiệu lực", "date", required=True), lambda one: iso(one.part.effective_on)),
        (
            Column("decision_id", "Quyết định công bố, mã", references="documents"),
            lambda one: one.part.decision,
        ),
        (
            Column("decision", "Quyết định công bố", description="Tên, hoặc câu dẫn khi cổng chưa có."),
            lambda one: document_ref_link(site, one.part.decision).text if one.part.decision else None,
        ),
        (Column("successor_ids", "Thủ tục thay thế", description="Mã."), lambda one: listed(one.part.successors)),
        (Column("note", "Ghi chú", description=MARKDOWN), lambda one: one.part.note),
    )
    return _part_table(
        site,
        "procedure_announcements",
        "Quá trình công bố thủ tục",
        "Ban hành mới, sửa đổi, thay thế, bãi bỏ từng thủ tục.",
        fields,
        lambda procedure: procedure.life,
    )


def _page(site: Site, procedure: Procedure) -> str:
    return absolute(site, urls.procedure_url(procedure.id))


def _day(site: Site, procedure: Procedure) -> date | None:
    """Return the day on which the text or the state of a procedure last changed; its life may tell of days to come."""
    begun = (event.effective_on for event in procedure.life if event.effective_on <= site.today)
    days = (day_of_change(site, ("procedures", procedure.id)), *begun)
    return max((day for day in days if day), default=None)
