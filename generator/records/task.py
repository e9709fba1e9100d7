"""Tasks (nhiệm vụ) and targets (chỉ tiêu) of a plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
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
from generator.vn.deadlines import Deadline
from generator.vn.folding import fold

TASK_STATES = {
    "not_started": "Chưa thực hiện",
    "under_way": "Đang thực hiện",
    "done": "Hoàn thành",
    "suspended": "Tạm dừng",
    "dropped": "Không thực hiện nữa",
    "unreported": "Chưa có báo cáo",
}
"""What an editor may say of a task. ``unreported`` is the honest state where a source says nothing of its progress."""

DERIVED_STATES = {"done_late": "Hoàn thành quá hạn", "overdue": "Quá hạn", "handed_on": "Chuyển sang kế hoạch sau"}
"""What follows from dates and from succession, and is therefore never typed (`generator.link.status`)."""

COMPARISONS = {"exactly": "đạt", "at_least": "từ", "more_than": "trên", "at_most": "không quá"}

_ORDER = r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}"
_check_known_state, _state_schema = choice(TASK_STATES)
_DERIVED = {fold(label): key for key, label in DERIVED_STATES.items()} | {key: key for key in DERIVED_STATES}
_check_comparison, _comparison_schema = choice(COMPARISONS)


def _check_state(value: Any) -> str:
    derived = _DERIVED.get(fold(value)) if isinstance(value, str) else None
    if derived == "overdue":
        raise refuse("MB024", f"{quote(value)} tự suy ra từ thời hạn", "state: under_way hoặc not_started")
    if derived == "handed_on":
        raise refuse("MB024", f"{quote(value)} tự suy ra từ khóa «continues» của nhiệm vụ tiếp nối", "bỏ khóa này")
    if derived:
        raise refuse(
            "MB024", f"{quote(value)} tự suy ra từ ngày hoàn thành", "state: done, kèm done_on: ngày/tháng/năm"
        )
    return _check_known_state(value)


State = Annotated[str, BeforeValidator(_check_state), _state_schema]


def _task_ref(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    plan, _, order = text.partition("#")
    if not plan or not re.fullmatch(_ORDER, order):
        raise refuse("MB025", f"không phải là một nhiệm vụ: {quote(text)}", "ghi mã kế hoạch, dấu # và số thứ tự")
    return f"{plan}#{_plain_order(order)}"


TaskRef = Annotated[str, BeforeValidator(_task_ref), WithJsonSchema({"type": "string"})]
"""A task of a plan: id of the plan, ``#``, order number."""


def _order(value: Any) -> str:
    text = value.strip().rstrip(".") if isinstance(value, str) else ""
    if not re.fullmatch(_ORDER, text):
        raise refuse("MB025", f"số thứ tự không đúng: {quote(text)}", "ví dụ 1 hoặc 1.1")
    return _plain_order(text)


def _plain_order(order: str) -> str:
    return ".".join(map(str, order_key(order)))


OrderNumber = Annotated[str, BeforeValidator(_order), WithJsonSchema({"type": ["string", "number"]})]
"""``1``, ``1.1``, …: at most four levels, without leading zeros."""


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


class Update(Model):
    """What was reported of a task on a day. What it doesn't say is as it was before."""

    date: Date = Field(title="Ngày báo cáo")
    state: State | None = Field(default=None, title="Tình trạng")
    progress: Whole | None = Field(default=None, le=100, title="Tiến độ (%)")
    due: Due | None = Field(default=None, title="Thời hạn mới", description="Khi thời hạn của kế hoạch được dời.")
    text: Prose | None = Field(default=None, title="Kết quả, vướng mắc")
    by: AgencyRef | None = Field(default=None, title="Cơ quan báo cáo")
    evidence: tuple[Evidence, ...] = Field(default=(), title="Minh chứng")

    @model_validator(mode="after")
    def _reports_something(self) -> Self:
        if self.state == "unreported":
            raise refuse("MB029", "báo cáo thì không thể là chưa có báo cáo", "bỏ khóa state", at=("state",))
        if self.state is None and self.progress is None and not (self.due or self.text or self.evidence):
            raise refuse("MB022", "báo cáo cần một trong các khóa: state, progress, due, text, evidence")
        return self


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands by what was reported: its state, a percentage or None, the day it was done or None."""

    state: str
    progress: int | None
    done_on: date | None


class Origin(Model):
    """Where a task comes from besides its plan: the conclusions of a meeting, or a directive."""

    news: NewsRef | None = Field(default=None, title="Tin về cuộc họp")
    document: DocumentRef | None = Field(default=None, title="Văn bản giao")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not (self.news or self.document):
            raise refuse("MB022", "nguồn giao việc cần một trong các khóa: news, document")
        return self


class Task(Model):
    """A task of a plan, with who owes it, by when, and where it stands.

    Where it stands is told by ``state`` and ``progress``, or over time by ``updates``, of which the latest counts.
    ``done_on`` is the day of its completion where that was reported later. ``due`` is the deadline as the plan has it.
    """

    order: OrderNumber = Field(title="Số thứ tự", description="Nhiệm vụ con ghi 1.1, 1.2…")
    content: Text = Field(title="Nội dung nhiệm vụ")
    lead: Annotated[tuple[AgencyRef, ...], OneOrMany] = Field(default=(), title="Cơ quan chủ trì")
    cooperating: Annotated[tuple[AgencyRef, ...], OneOrMany] = Field(default=(), title="Cơ quan phối hợp")
    product: Text | None = Field(default=None, title="Sản phẩm")
    start: Date | None = Field(default=None, title="Ngày bắt đầu")
    due: Due | None = Field(default=None, title="Thời gian thực hiện")
    area: AreaRef | None = Field(default=None, title="Lĩnh vực cải cách")
    state: State | None = Field(default=None, title="Tình trạng")
    progress: Whole | None = Field(default=None, le=100, title="Tiến độ (%)")
    done_on: Date | None = Field(default=None, title="Ngày hoàn thành")
    updates: tuple[Update, ...] = Field(default=(), title="Báo cáo theo thời gian")
    evidence: tuple[Evidence, ...] = Field(default=(), title="Minh chứng")
    origin: Origin | None = Field(default=None, title="Nguồn giao việc")
    continues: TaskRef | None = Field(
        default=None, title="Tiếp nối nhiệm vụ", description="Nhiệm vụ của kế hoạch trước, ví dụ ke-hoach-2016#3.1."
    )
    notes: Prose | None = Field(default=None, title="Ghi chú")

    @model_validator(mode="after")
    def _is_told_once(self) -> Self:
        hint = "bỏ khóa này: báo cáo mới nhất cho biết điều đó"
        if self.state and any(update.state for update in self.updates):
            raise refuse("MB029", "tình trạng đã ghi trong các báo cáo", hint, at=("state",))
        if self.progress is not None and any(update.progress is not None for update in self.updates):
            raise refuse("MB029", "tiến độ đã ghi trong các báo cáo", hint, at=("progress",))
        return self

    @model_validator(mode="after")
    def _progress_fits_state(self) -> Self:
        _check_progress(self.state or "unreported", self.progress, ("progress",))
        for index, update, standing in self.course():
            _check_progress(standing.state, update.progress, ("updates", index, "progress"))
        return self

    @model_validator(mode="after")
    def _is_done_on_a_day(self) -> Self:
        if self.state == "done" and not self.done_on:
            raise refuse("MB029", "hoàn thành nhưng không ghi ngày", "done_on: ngày/tháng/năm", at=("state",))
        if not self.done_on:
            return self
        reported = self._reported()
        if reported.done_on is None:
            raise refuse("MB029", "có ngày hoàn thành nhưng chưa ghi là hoàn thành", "state: done", at=("done_on",))
        if self.done_on > reported.done_on:
            raise refuse("MB029", "ngày hoàn thành sau ngày báo cáo là đã hoàn thành", at=("done_on",))
        if self.start and self.done_on < self.start:
            raise refuse("MB029", "ngày hoàn thành trước ngày bắt đầu", at=("done_on",))
        return self

    @property
    def standing(self) -> Standing:
        """Where the task stands by its latest report; a task that was taken up again is done when it is done again."""
        reported = self._reported()
        return replace(reported, done_on=self.done_on) if self.done_on and reported.done_on else reported

    @property
    def deadline(self) -> Deadline | None:
        """The deadline that counts: of the latest report that moved it, or else as the plan gave it."""
        moved = [update for update in sorted(self.updates, key=lambda one: one.date) if update.due]
        return moved[-1].due if moved else self.due

    def _reported(self) -> Standing:
        return next((standing for _, _, standing in reversed(self.course())), self.at_first())

    def at_first(self) -> Standing:
        """Return where the task stood before its first report, by what its file says without a day."""
        state = self.state or "unreported"
        return Standing(state, _PROGRESS_OF.get(state, self.progress), self.done_on if state == "done" else None)

    def course(self) -> list[tuple[int, Update, Standing]]:
        """Return the updates by day with their place in the file, and where the task stood after each."""
        course = []
        standing = self.at_first()
        for index, update in sorted(enumerate(self.updates), key=lambda one: one[1].date):
            state = update.state or standing.state
            # What was done and is taken up again starts over.
            before = standing.progress if standing.state != "done" else None
            progress = before if update.progress is None else update.progress
            done_on = (standing.done_on or update.date) if state == "done" else None
            standing = Standing(state, _PROGRESS_OF.get(state, progress), done_on)
            course.append((index, update, standing))
        return course

    def deadlines(self) -> Iterator[tuple[tuple[str | int, ...], Deadline]]:
        """Yield the deadline of the plan and those that reports moved it to, each with its place."""
        if self.due:
            yield ("due",), self.due
        for index, update in enumerate(self.updates):
            if update.due:
                yield ("updates", index, "due"), update.due

    def dated(self) -> Iterator[tuple[tuple[str | int, ...], date]]:
        """Yield every day on which something happened to the task, with its place."""
        if self.done_on:
            yield ("done_on",), self.done_on
        yield from _dated(self.evidence)
        for index, update in enumerate(self.updates):
            yield ("updates", index, "date"), update.date
            yield from ((("updates", index, *place), day) for place, day in _dated(update.evidence))


_PROGRESS_OF = {"done": 100, "not_started": 0}


def _dated(evidence: tuple[Evidence, ...]) -> Iterator[tuple[tuple[str | int, ...], date]]:
    return ((("evidence", index, "date"), one.date) for index, one in enumerate(evidence) if one.date)


def _check_progress(state: str, progress: int | None, at: tuple[str | int, ...]) -> None:
    if progress is None:
        return
    if state == "done" and progress < 100:
        raise refuse("MB029", f"đã hoàn thành nhưng tiến độ là {progress}", "state: under_way", at)
    if state != "done" and progress == 100:
        raise refuse("MB029", "tiến độ 100 nhưng chưa ghi là hoàn thành", "state: done", at)
    if state == "not_started" and progress:
        raise refuse("MB029", f"chưa thực hiện nhưng tiến độ là {progress}", "state: under_way", at)
    if state == "unreported":
        raise refuse("MB029", "có tiến độ nhưng chưa ghi tình trạng", "state: under_way", at)


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
