"""The life of a procedure: announced, amended, replaced, abolished, each by a decision and from a day."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from generator.records.common import Model
from generator.records.fields import Date, DocumentRef, OneOrMany, ProcedureRef, Prose, choice, refuse
from generator.records.procedure_parts import ProcedureText

ANNOUNCEMENTS = {
    "announced": "Ban hành mới",
    "amended": "Sửa đổi, bổ sung",
    "replaced": "Thay thế",
    "abolished": "Bãi bỏ",
}
"""What a decision does with a procedure, as the headings of its annexed lists say it."""

_check_kind, _kind_schema = choice(ANNOUNCEMENTS)


_MAY_BE_NOTHING = frozenset(ProcedureText.model_fields) - {"name", "field"}


def _admit_nothing(schema: dict[str, Any]) -> None:
    """Let an editor's JSON Schema take an empty list for any key."""
    for key, form in schema["properties"].items():
        if key in _MAY_BE_NOTHING:
            schema["properties"][key] = {"anyOf": [form, {"type": "array", "maxItems": 0}], "title": form["title"]}


class FormerText(ProcedureText):
    """The values that an amendment took the place of: exactly those keys are given that changed.

    An empty list says of any key that there was nothing; `model_fields_set` tells it from a key that is not given.
    """

    model_config = ConfigDict(json_schema_extra=_admit_nothing)

    @model_validator(mode="before")
    @classmethod
    def _an_empty_list_is_nothing(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        return {
            key: cls.model_fields[key].default if value == [] and key in _MAY_BE_NOTHING else value
            for key, value in values.items()
        }


class Announcement(Model):
    """One step in the life of a procedure. A replacement without former values gives way to its successors."""

    kind: Annotated[str, BeforeValidator(_check_kind), _kind_schema] = Field(title="Việc công bố")
    decision: DocumentRef | None = Field(title="Quyết định công bố")
    effective_on: Date = Field(title="Ngày có hiệu lực")
    before: FormerText | None = Field(
        default=None, title="Giá trị trước khi sửa", description="Chỉ ghi những khóa đã đổi; [] khi trước đó không có."
    )
    successors: Annotated[tuple[ProcedureRef, ...], OneOrMany] = Field(default=(), title="Thủ tục thay thế")
    note: Prose | None = Field(default=None, title="Ghi chú")

    @property
    def ends(self) -> bool:
        """Whether the procedure is no more from its day on."""
        return self.kind == "abolished" or (self.kind == "replaced" and self.before is None)

    @model_validator(mode="after")
    def _says_what_its_kind_can(self) -> Self:
        if self.before is not None and self.kind not in ("amended", "replaced"):
            message = f"«before» chỉ dùng khi sửa đổi hoặc thay thế, không khi «{ANNOUNCEMENTS[self.kind]}»"
            raise refuse("MB029", message, "bỏ khóa «before»", at=("before",))
        if self.successors and not self.ends:
            message = "thủ tục còn áp dụng thì không có thủ tục thay thế"
            raise refuse("MB029", message, "bỏ khóa «successors», hoặc bỏ khóa «before»", at=("successors",))
        return self


def check_order(life: tuple[Announcement, ...]) -> None:
    """Raise what is wrong with the order of a life: days that go back, a beginning or an end in its middle."""
    for index, event in enumerate(life):
        at = ("life", index)
        if index and event.effective_on < life[index - 1].effective_on:
            raise refuse("MB071", "ngày có hiệu lực sớm hơn việc ngay trước đó", "xếp theo ngày", (*at, "effective_on"))
        if index and event.kind == "announced":
            raise refuse("MB071", "«Ban hành mới» không phải việc đầu tiên", "ghi «amended»", (*at, "kind"))
        if event.ends and index < len(life) - 1:
            raise refuse("MB071", "còn việc sau khi thủ tục đã hết áp dụng", "xếp việc bãi bỏ cuối cùng", (*at, "kind"))


def check_changes(text: ProcedureText, life: tuple[Announcement, ...]) -> None:
    """Raise where a former value is that which followed it; ``text`` is the newest, which the events lead up to."""
    following: dict[str, Any] = {}
    for index in range(len(life) - 1, -1, -1):
        before = life[index].before
        for key in before.model_fields_set if before else ():
            value = getattr(before, key)
            if value == following.get(key, getattr(text, key)):
                message = f"«{key}» ở «before» không khác giá trị sau khi sửa"
                raise refuse("MB072", message, "bỏ khóa này, hoặc ghi giá trị cũ", ("life", index, "before", key))
            following[key] = value
