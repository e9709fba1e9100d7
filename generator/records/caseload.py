"""What was done with the cases of citizens in a period (kết quả giải quyết hồ sơ), as a unit reports it.

The keys are the columns of form II.06 of the reports on administrative procedures: what came in, by way of coming in;
what was settled, by when it was due; what is left.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from generator.records.common import Model, PostedRecord, Source
from generator.records.fields import (
    AgencyRef,
    Date,
    DocumentRef,
    NewsRef,
    Number,
    ProcedureRef,
    Text,
    Whole,
    quote,
    refuse,
    refuse_each,
)
from generator.vn.dates import format_date
from generator.vn.deadlines import parse_deadline
from generator.vn.figures import format_int
from generator.vn.periods import Period, parse_period, period_of

_TOTALS = {
    "received": ("received_online", "received_direct"),
    "resolved": ("early", "on_time", "late"),
    "pending": ("pending_in_time", "pending_overdue"),
}
"""Keys that sum up others."""


def _report_period(value: Any) -> Period:
    if isinstance(value, Period):
        return value
    text = value.strip() if isinstance(value, str) else ""
    deadline = parse_deadline(text)
    named = period_of(deadline.start, deadline.end) if deadline and deadline.start and deadline.end else None
    period = parse_period(text) or (named if deadline and not deadline.milestones else None)
    if period is None:
        hint = "viết 2025, 2025-H1, 2025-Q3, 2025-07; hoặc Năm 2025, 6 tháng đầu năm 2025, Quý III/2025, Tháng 7/2025"
        raise refuse("MB023", f"kỳ báo cáo không đúng: {quote(text)}", hint)
    return period


ReportPeriod = Annotated[
    Period,
    BeforeValidator(_report_period),
    PlainSerializer(lambda period: period.code),
    WithJsonSchema({"type": ["string", "number"], "examples": ["2025-07", "2025-Q3", "2025-H1", "2025"]}),
]
"""A month, a quarter, a half-year or a year."""

Percent = Annotated[Number, Field(ge=0, le=100)]


class CaseCounts(Model):
    """Cases by how they came in, how they were settled, and what is left. What is None was not told.

    Where ``early`` was not told, ``on_time`` has those cases too. ``received`` is without ``carried_over``.
    """

    carried_over: Whole | None = Field(default=None, title="Kỳ trước chuyển sang")
    received: Whole | None = Field(
        default=None, title="Tiếp nhận trong kỳ", description="Không gồm hồ sơ kỳ trước chuyển sang."
    )
    received_online: Whole | None = Field(default=None, title="Tiếp nhận trực tuyến")
    received_direct: Whole | None = Field(default=None, title="Tiếp nhận trực tiếp, qua bưu chính")
    resolved: Whole | None = Field(default=None, title="Đã giải quyết")
    early: Whole | None = Field(default=None, title="Giải quyết trước hạn")
    on_time: Whole = Field(title="Giải quyết đúng hạn")
    late: Whole = Field(title="Giải quyết quá hạn")
    pending: Whole | None = Field(default=None, title="Đang giải quyết")
    pending_in_time: Whole | None = Field(default=None, title="Đang giải quyết, còn trong hạn")
    pending_overdue: Whole | None = Field(default=None, title="Đang giải quyết, đã quá hạn")

    @model_validator(mode="after")
    def _says_what_came_in(self) -> Self:
        if self.count("received") is None:
            raise refuse("MB022", "thiếu số hồ sơ tiếp nhận", "received, hoặc cả received_online và received_direct")
        return self

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        faults = [((key,), refuse("MB075", *said)) for key in _TOTALS if (said := self._wrong_total(key))]
        came, went = self._sum("carried_over", "received"), self._sum("resolved", "pending")
        if not faults and came is not None and went is not None and came != went:
            message = (
                f"kỳ trước chuyển sang và tiếp nhận là {format_int(came)}, "
                f"đã và đang giải quyết lại là {format_int(went)}"
            )
            faults = [(("carried_over",), refuse("MB075", message, _MEND))]
        if faults:
            raise refuse_each(faults)
        return self

    def count(self, key: str) -> int | None:
        """Return a count as it is written, or the sum of its parts where those are; None where it was not told."""
        written: int | None = getattr(self, key)
        if written is not None or key not in _TOTALS:
            return written
        if key == "resolved":
            return (self.early or 0) + self.on_time + self.late
        return self._sum(*_TOTALS[key])

    def _sum(self, *keys: str) -> int | None:
        counts = [self.count(key) for key in keys]
        return None if None in counts else sum(count for count in counts if count is not None)

    def _wrong_total(self, key: str) -> tuple[str, str] | None:
        """Return what is wrong with a total and how to mend it; parts that were not told make it greater."""
        written = getattr(self, key)
        counts = [getattr(self, part) for part in _TOTALS[key]]
        told = sum(count for count in counts if count is not None)
        is_whole = None not in counts or key == "resolved"
        if written is None or written == told or (not is_whole and written > told):
            return None
        hint = "không cộng hồ sơ kỳ trước chuyển sang" if written == told + (self.carried_over or 0) else _MEND
        return f"{_title(key)}: ghi {format_int(written)}, các phần cộng lại là {format_int(told)}", hint


_MEND = "sửa số chép nhầm; nếu báo cáo ghi đúng như vậy thì bỏ khóa này và nói rõ ở khóa «note»"


def _title(key: str) -> str:
    return str(CaseCounts.model_fields[key].title).lower()


class _OfField(Model):
    field: Text = Field(title="Lĩnh vực")
    procedure: ProcedureRef | None = Field(default=None, title="Thủ tục", description="Khi dòng chỉ của một thủ tục.")


class CaseRow(CaseCounts, _OfField):
    """The cases of one field of procedures, or of one procedure in it."""


class Caseload(PostedRecord):
    """The cases of one unit in one period: by field, in all, or both.

    What the unit says of the whole (``total``, the two shares) is kept as it said it, beside what the rows sum to.
    """

    agency: AgencyRef = Field(title="Đơn vị báo cáo")
    period: ReportPeriod = Field(title="Kỳ báo cáo")
    reported_on: Date = Field(title="Ngày báo cáo")
    rows: tuple[CaseRow, ...] = Field(default=(), title="Theo lĩnh vực")
    total: CaseCounts | None = Field(default=None, title="Tổng cộng")
    reported_on_time: Percent | None = Field(default=None, title="Tỷ lệ đúng hạn do đơn vị báo cáo")
    reported_online: Percent | None = Field(default=None, title="Tỷ lệ trực tuyến do đơn vị báo cáo")
    note: Text | None = Field(default=None, title="Ghi chú")
    document: DocumentRef | None = Field(default=None, title="Văn bản nguồn")
    news: NewsRef | None = Field(default=None, title="Tin nguồn")
    source: Source | None = Field(default=None, title="Nguồn khác")

    @model_validator(mode="after")
    def _has_figures_and_a_source(self) -> Self:
        if not self.rows and not self.total:
            raise refuse("MB022", "báo cáo chưa có số liệu", "rows: theo lĩnh vực, hoặc total: khi chỉ có tổng cộng")
        if not (self.document or self.news or self.source):
            raise refuse("MB022", "số liệu cần nguồn: một trong các khóa document, news, source")
        return self

    @model_validator(mode="after")
    def _is_reported_in_time(self) -> Self:
        if self.reported_on < self.period.start:
            message = f"ngày báo cáo trước ngày đầu của kỳ, {format_date(self.period.start)}"
            raise refuse("MB029", message, at=("reported_on",))
        return self

    @model_validator(mode="after")
    def _tells_each_field_once(self) -> Self:
        found = Counter((row.field, row.procedure) for row in self.rows)
        for index, row in enumerate(self.rows):
            if found[row.field, row.procedure] > 1:
                hint = "gộp thành một dòng, hoặc ghi khóa «procedure»"
                raise refuse("MB029", f"hai dòng cùng lĩnh vực {quote(row.field)}", hint, at=("rows", index, "field"))
        return self

    @model_validator(mode="after")
    def _total_is_that_of_the_rows(self) -> Self:
        faults = [
            (("total", key), refuse("MB075", f"{_title(key)}: ghi {said}, các dòng cộng lại là {summed}", _MEND))
            for key, said, summed in self._wrong_sums()
        ]
        if faults:
            raise refuse_each(faults)
        return self

    def _wrong_sums(self) -> Iterator[tuple[str, str, str]]:
        for key in CaseCounts.model_fields if self.total and self.rows else ():
            said = getattr(self.total, key)
            counts = [row.count(key) for row in self.rows]
            if key == "on_time" and self.total:
                counts = [_on_time_as(self.total, row) for row in self.rows]
            if said is not None and None not in counts:
                summed = sum(count for count in counts if count is not None)
                if said != summed:
                    yield key, format_int(said), format_int(summed)


def _on_time_as(total: CaseCounts, row: CaseRow) -> int | None:
    """Return what of a row belongs to ``on_time`` of a total, which has the early ones too where they are not told."""
    if total.early is None:
        return (row.early or 0) + row.on_time
    return None if row.early is None else row.on_time
