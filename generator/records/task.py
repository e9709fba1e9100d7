"""Tasks (nhiệm vụ) and targets (chỉ tiêu) of a plan."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from generator.records.common import Model
from generator.records.fields import (
    AgencyRef,
    AreaRef,
    Date,
    DocumentRef,
    Due,
    NewsRef,
    Number,
    OneOrMany,
    Prose,
    Text,
    WebAddress,
    Whole,
    choice,
    quote,
    refuse,
)

TASK_STATES = {
    "not_started": "Chưa thực hiện",
    "under_way": "Đang thực hiện",
    "done": "Hoàn thành",
    "done_late": "Hoàn thành quá hạn",
    "overdue": "Quá hạn",
    "suspended": "Tạm dừng",
    "unreported": "Chưa có báo cáo",
}
"""States of a task. ``unreported`` is the honest state of a task whose source says nothing of its progress."""

COMPARISONS = {"exactly": "đạt", "at_least": "từ", "more_than": "trên", "at_most": "không quá"}

_check_state, _state_schema = choice(TASK_STATES)
_check_comparison, _comparison_schema = choice(COMPARISONS)


def _order(value: Any) -> str:
    text = value.strip().rstrip(".") if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}", text):
        raise refuse("MB025", f"số thứ tự không đúng: {quote(text)}", "ví dụ 1 hoặc 1.1")
    return text


OrderNumber = Annotated[str, BeforeValidator(_order), WithJsonSchema({"type": ["string", "number"]})]
"""``1``, ``1.1``, …: at most four levels."""


def order_key(order: str) -> tuple[int, ...]:
    """Return what sorts order numbers as people count: 1, 1.1, 1.2, 1.10, 2."""
    return tuple(int(part) for part in order.split("."))


class Evidence(Model):
    """What shows how far a task is: a record of the portal or an address elsewhere."""

    document: DocumentRef | None = Field(default=None, title="Văn bản")
    news: NewsRef | None = Field(default=None, title="Tin")
    url: WebAddress | None = Field(default=None, title="Địa chỉ")
    text: Text | None = Field(default=None, title="Mô tả")
    date: Date | None = Field(default=None, title="Ngày")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not (self.document or self.news or self.url):
            raise refuse("MB022", "minh chứng cần một trong các khóa: document, news, url")
        return self


class Task(Model):
    """A task of a plan, with who owes it, by when, and where it stands."""

    order: OrderNumber = Field(title="Số thứ tự", description="Nhiệm vụ con ghi 1.1, 1.2…")
    content: Text = Field(title="Nội dung nhiệm vụ")
    lead: Annotated[tuple[AgencyRef, ...], OneOrMany] = Field(default=(), title="Cơ quan chủ trì")
    cooperating: Annotated[tuple[AgencyRef, ...], OneOrMany] = Field(default=(), title="Cơ quan phối hợp")
    product: Text | None = Field(default=None, title="Sản phẩm")
    due: Due | None = Field(default=None, title="Thời gian thực hiện")
    area: AreaRef | None = Field(default=None, title="Lĩnh vực cải cách")
    state: Annotated[str, BeforeValidator(_check_state), _state_schema] = Field(
        default="unreported", title="Tình trạng"
    )
    progress: Whole | None = Field(default=None, le=100, title="Tiến độ (%)")
    evidence: tuple[Evidence, ...] = Field(default=(), title="Minh chứng")
    notes: Prose | None = Field(default=None, title="Ghi chú")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.progress == 100 and self.state in ("not_started", "under_way"):
            raise refuse("MB029", "tiến độ 100 nhưng chưa ghi là hoàn thành", "state: done")
        if self.progress and self.state == "not_started":
            raise refuse("MB029", f"chưa thực hiện nhưng tiến độ là {self.progress}", "state: under_way")
        return self


class Target(Model):
    """A figure that a plan promises by a date."""

    order: OrderNumber | None = Field(default=None, title="Số thứ tự")
    content: Text = Field(title="Chỉ tiêu")
    goal: Number = Field(title="Mức phấn đấu")
    unit: Text = Field(default="%", title="Đơn vị")
    comparison: Annotated[str, BeforeValidator(_check_comparison), _comparison_schema] = Field(
        default="exactly", title="So sánh"
    )
    due: Due | None = Field(default=None, title="Thời hạn")
    area: AreaRef | None = Field(default=None, title="Lĩnh vực cải cách")
    notes: Prose | None = Field(default=None, title="Ghi chú")
