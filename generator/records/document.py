"""Documents (văn bản), and the plans (kế hoạch) that some of them are."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Self, TypeVar

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from generator.records.common import Attachment, Model, PostedRecord, Source
from generator.records.fields import (
    AgencyRef,
    AreaRef,
    Date,
    DocumentRef,
    NumberAndSymbol,
    OneOrMany,
    ProvinceRef,
    Text,
    Whole,
    Years,
    choice,
    refuse,
    refuse_each,
)
from generator.records.plan_year import date_deadline
from generator.records.task import Target, Task, Update, order_key
from generator.vn.dates import format_date
from generator.vn.deadlines import Deadline, resolve
from generator.vn.docnum import parse_number
from generator.vn.doctypes import DOCUMENT_TYPES, type_of_code

DOCUMENT_STATES = {
    "in_force": "Đang có hiệu lực",
    "partly_expired": "Hết hiệu lực một phần",
    "expired": "Hết hiệu lực",
    "not_yet_in_force": "Chưa có hiệu lực",
    "no_longer_suitable": "Không còn phù hợp",
    "unknown": "Chưa xác định",
}

RELATIONS = {
    "based_on": ("Căn cứ", "Là căn cứ của"),
    "implements": ("Thực hiện", "Được thực hiện bởi"),
    "promulgates": ("Ban hành kèm theo", "Được ban hành kèm theo"),
    "amends": ("Sửa đổi, bổ sung", "Được sửa đổi, bổ sung bởi"),
    "replaces": ("Thay thế", "Được thay thế bởi"),
    "repeals": ("Bãi bỏ", "Bị bãi bỏ bởi"),
    "corrects": ("Đính chính", "Được đính chính bởi"),
    "guides": ("Hướng dẫn", "Được hướng dẫn bởi"),
    "refers_to": ("Dẫn chiếu", "Được dẫn chiếu bởi"),
}
"""Key of a relation → what it is called on the page of its source, and on the page of its target."""

_check_state, _state_schema = choice(DOCUMENT_STATES)
_check_type, _type_schema = choice({kind.id: kind.name for kind in DOCUMENT_TYPES.values()})

_Documents = Annotated[tuple[DocumentRef, ...], OneOrMany]


class Signatory(Model):
    """Who signed, and in what capacity."""

    name: Text = Field(title="Họ tên")
    position: Text | None = Field(default=None, title="Chức vụ", description="Ví dụ «Phó Chủ tịch».")
    capacity: Text | None = Field(default=None, title="Thẩm quyền ký", description="Ví dụ «KT. CHỦ TỊCH».")


class Relations(Model):
    """What a document does to other documents."""

    based_on: _Documents = Field(default=(), title="Căn cứ")
    implements: _Documents = Field(default=(), title="Thực hiện")
    promulgates: _Documents = Field(default=(), title="Ban hành kèm theo")
    amends: _Documents = Field(default=(), title="Sửa đổi, bổ sung")
    replaces: _Documents = Field(default=(), title="Thay thế")
    repeals: _Documents = Field(default=(), title="Bãi bỏ")
    corrects: _Documents = Field(default=(), title="Đính chính")
    guides: _Documents = Field(default=(), title="Hướng dẫn")
    refers_to: _Documents = Field(default=(), title="Dẫn chiếu")


class Plan(Model):
    """What makes a document a plan."""

    objectives: Annotated[tuple[Text, ...], OneOrMany] = Field(default=(), title="Mục tiêu")
    tasks: tuple[Task, ...] = Field(default=(), title="Nhiệm vụ")
    targets: tuple[Target, ...] = Field(default=(), title="Chỉ tiêu")
    declared_tasks: Whole | None = Field(
        default=None, title="Số nhiệm vụ kế hoạch nêu", description="Ghi khi danh mục nhiệm vụ chưa được công bố đủ."
    )

    @model_validator(mode="after")
    def _orders_make_a_tree(self) -> Self:
        seen: set[tuple[int, ...]] = set()
        for index, task in enumerate(self.tasks):
            key = order_key(task.order)
            if key in seen:
                at = ("tasks", index, "order")
                raise refuse("MB035", f"hai nhiệm vụ cùng số thứ tự «{task.order}»", "mỗi nhiệm vụ một số", at)
            seen.add(key)
        for index, task in enumerate(self.tasks):
            parent = order_key(task.order)[:-1]
            if parent and parent not in seen:
                number = ".".join(map(str, parent))
                message = f"nhiệm vụ «{task.order}» không có nhiệm vụ mẹ «{number}»"
                raise refuse("MB029", message, at=("tasks", index, "order"))
        return self


class Document(PostedRecord):
    """A decision, a plan, a resolution, an official letter: any document with an issuer and a date."""

    number: NumberAndSymbol | None = Field(default=None, title="Số, ký hiệu", description="Ví dụ 2407/QĐ-UBND.")
    type: Annotated[str, BeforeValidator(_check_type), _type_schema] = Field(
        default="", title="Loại văn bản", description="Bỏ trống khi ký hiệu đã cho biết, ví dụ QĐ, KH, NQ."
    )
    issuer: AgencyRef = Field(title="Cơ quan ban hành")
    issued_on: Date = Field(title="Ngày ban hành")
    effective_on: Date | None = Field(default=None, title="Ngày có hiệu lực")
    subject: Text = Field(title="Trích yếu")
    signatory: Signatory | None = Field(default=None, title="Người ký")
    recipients: Annotated[tuple[Text, ...], OneOrMany] = Field(default=(), title="Nơi nhận")
    state: Annotated[str, BeforeValidator(_check_state), _state_schema] = Field(default="unknown", title="Hiệu lực")
    relations: Relations = Field(default_factory=Relations, title="Quan hệ với văn bản khác")
    province: ProvinceRef | None = Field(default=None, title="Tỉnh, thành phố")
    areas: Annotated[tuple[AreaRef, ...], OneOrMany] = Field(default=(), title="Lĩnh vực cải cách")
    period: Years | None = Field(default=None, title="Giai đoạn", description="Một năm hoặc 2016-2020.")
    attachments: tuple[Attachment, ...] = Field(default=(), title="Tệp đính kèm")
    plan: Plan | None = Field(default=None, title="Kế hoạch")
    source: Source | None = Field(default=None, title="Nguồn", description="Nơi các thông tin của hồ sơ được lấy.")

    @model_validator(mode="before")
    @classmethod
    def _type_from_symbol(cls, values: Any) -> Any:
        """Take the type from the symbol where the editor left it out; an official letter's symbol has none."""
        if not isinstance(values, dict) or values.get("type"):
            return values
        number = parse_number(str(values.get("number", "")))
        if number is None:
            return values
        known = type_of_code(number.type_code) if number.type_code else DOCUMENT_TYPES["cong-van"]
        return {**values, "type": known.id} if known else values

    @field_validator("plan")
    @classmethod
    def _deadlines_are_of_a_year(cls, plan: Plan | None, info: ValidationInfo) -> Plan | None:
        """Give the year of the plan to deadlines that are written without one."""
        told = info.data
        if plan is None or not told.keys() >= {"period", "issued_on", "subject"}:  # those are refused themselves
            return plan
        date = partial(date_deadline, period=told["period"], issued_on=told["issued_on"], subject=told["subject"])
        faults: _Faults = []
        tasks = tuple(_dated_task(one, date, ("tasks", index), faults) for index, one in enumerate(plan.tasks))
        targets = tuple(_dated(one, date, ("targets", index), faults) for index, one in enumerate(plan.targets))
        if faults:
            raise refuse_each(faults)
        return plan.model_copy(update={"tasks": tasks, "targets": targets})

    @model_validator(mode="after")
    def _nothing_happened_before_the_plan(self) -> Self:
        for index, task in enumerate(self.plan.tasks if self.plan else ()):
            for place, day in task.dated():
                if day < self.issued_on:
                    at = ("plan", "tasks", index, *place)
                    raise refuse("MB029", f"ngày {format_date(day)} trước ngày ban hành kế hoạch", at=at)
        return self

    @model_validator(mode="after")
    def _no_task_ends_before_it_starts(self) -> Self:
        for index, task in enumerate(self.plan.tasks if self.plan else ()):
            for place, deadline in task.deadlines():
                end = resolve(deadline, self.issued_on).end
                if task.start and end and end < task.start:
                    at = ("plan", "tasks", index, *place)
                    raise refuse("MB029", f"thời hạn kết thúc ngày {format_date(end)}, trước ngày bắt đầu", at=at)
        return self

    @model_validator(mode="after")
    def _has_type(self) -> Self:
        if not self.type:
            raise refuse("MB022", "thiếu khóa «type»: ký hiệu không cho biết loại văn bản", "ví dụ type: quyet-dinh")
        return self


P = TypeVar("P", Task, Target, Update)
_Faults = list[tuple[tuple[str | int, ...], PydanticCustomError]]


def _dated_task(
    task: Task, date: Callable[[Deadline], Deadline], place: tuple[str | int, ...], faults: _Faults
) -> Task:
    """Return a task with its deadline dated, and those that reports moved it to."""
    updates = tuple(
        _dated(update, date, (*place, "updates", index), faults) for index, update in enumerate(task.updates)
    )
    known = _dated(task, date, place, faults)
    is_moved = any(new is not old for new, old in zip(updates, task.updates, strict=True))
    return known.model_copy(update={"updates": updates}) if is_moved else known


def _dated(part: P, date: Callable[[Deadline], Deadline], place: tuple[str | int, ...], faults: _Faults) -> P:
    """Return a task, target or report with its deadline dated; why that cannot be is added to ``faults``."""
    if part.due is None or part.due.kind != "yearless":
        return part
    try:
        return part.model_copy(update={"due": date(part.due)})
    except PydanticCustomError as error:
        faults.append(((*place, "due"), error))
        return part
