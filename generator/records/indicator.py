"""Indicators (chỉ số): figures by year, each with its source."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.records.common import Model, Record, Source
from generator.records.fields import (
    AreaRef,
    Date,
    DocumentRef,
    NewsRef,
    Number,
    OneOrMany,
    ProvinceRef,
    Text,
    Whole,
    choice,
    refuse,
)
from generator.records.task import COMPARISONS

VALUE_ROLES = {"reported": "Số liệu báo cáo", "target": "Chỉ tiêu phấn đấu"}

_check_role, _role_schema = choice(VALUE_ROLES)
_check_comparison, _comparison_schema = choice(COMPARISONS)


class IndicatorValue(Model):
    """One figure of one year: what was reported, or what was promised."""

    year: Annotated[Whole, Field(ge=1945, le=2100)] = Field(title="Năm")
    value: Number = Field(title="Giá trị")
    out_of: Number | None = Field(default=None, title="Trên tổng số", description="Ví dụ 24 trong «22/24 nhiệm vụ».")
    rank: Whole | None = Field(default=None, title="Xếp hạng")
    role: Annotated[str, BeforeValidator(_check_role), _role_schema] = Field(default="reported", title="Tính chất")
    comparison: Annotated[str, BeforeValidator(_check_comparison), _comparison_schema] = Field(
        default="exactly", title="So sánh"
    )
    as_of: Date | None = Field(default=None, title="Tính đến ngày")
    note: Text | None = Field(default=None, title="Ghi chú")
    document: DocumentRef | None = Field(default=None, title="Văn bản nguồn")
    news: NewsRef | None = Field(default=None, title="Tin nguồn")
    source: Source | None = Field(default=None, title="Nguồn khác")

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if not (self.document or self.news or self.source):
            raise refuse("MB022", "số liệu cần nguồn: một trong các khóa document, news, source")
        return self


class Indicator(Record):
    """A figure followed over the years."""

    name: Text = Field(title="Tên chỉ số")
    unit: Text = Field(title="Đơn vị")
    description: Text | None = Field(default=None, title="Giải thích")
    series: Text | None = Field(
        default=None, title="Bộ chỉ số", description="Chỉ số cùng bộ, ví dụ PAR INDEX, được so sánh giữa các tỉnh."
    )
    province: ProvinceRef | None = Field(default=None, title="Tỉnh, thành phố")
    areas: Annotated[tuple[AreaRef, ...], OneOrMany] = Field(default=(), title="Lĩnh vực cải cách")
    values: tuple[IndicatorValue, ...] = Field(title="Giá trị theo năm")

    @model_validator(mode="after")
    def _has_values(self) -> Self:
        if not self.values:
            raise refuse("MB026", "danh sách trống", "thêm ít nhất một giá trị", at=("values",))
        return self
