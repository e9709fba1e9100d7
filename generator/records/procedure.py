"""Administrative procedures (thủ tục hành chính), as decree 63/2010/NĐ-CP and the national portal have them."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from generator.records.common import Attachment, PostedRecord, Source
from generator.records.fields import (
    Date,
    DocumentRef,
    LifeEventRef,
    OneOrMany,
    ProcedureRef,
    Prose,
    ProvinceRef,
    Text,
    WebAddress,
    choice,
    quote,
    refuse,
)
from generator.records.procedure_life import Announcement, check_changes, check_order
from generator.records.procedure_parts import ProcedureText

PROCEDURE_STATES = {
    "in_force": "Đang áp dụng",
    "amended": "Đã sửa đổi",
    "abolished": "Đã bãi bỏ",
    "not_yet_in_force": "Chưa áp dụng",
}

_CODE = re.compile(r"[0-9]\.[0-9]{6}(?:\.[A-Z][0-9]{2})?")


def _code(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not _CODE.fullmatch(text):
        raise refuse("MB025", f"mã thủ tục không đúng: {quote(text)}", "ví dụ 1.013172 hoặc 1.012753.H19")
    return text


_check_state, _state_schema = choice(PROCEDURE_STATES)

ProcedureCode = Annotated[
    str,
    BeforeValidator(_code),
    WithJsonSchema({"type": ["string", "number"], "examples": ["1.013172", "1.012753.H19"]}),
]


class Procedure(ProcedureText, PostedRecord):
    """An administrative procedure: its newest announced text, and the life that led to it.

    What was in force on an earlier day is found by putting back the former values of later events
    (`generator.link.procedures`), which also tells the state where a life is given.
    """

    code: ProcedureCode = Field(title="Mã thủ tục", description="Mã trên Cổng Dịch vụ công quốc gia.")
    name: Text = Field(title="Tên thủ tục")
    field: Text = Field(title="Lĩnh vực", description="Tên lĩnh vực như công bố, ví dụ «Hộ tịch».")
    category: Text | None = Field(default=None, title="Loại thủ tục")
    keywords: Annotated[tuple[Text, ...], OneOrMany] = Field(
        default=(), title="Từ người dân hay dùng", description="Ví dụ «làm giấy khai sinh», «sổ đỏ»."
    )
    life_events: Annotated[tuple[LifeEventRef, ...], OneOrMany] = Field(
        default=(), title="Sự kiện trong đời", description="Mã ở khóa «life_events» của site_config.yml."
    )
    forms: tuple[Attachment, ...] = Field(default=(), title="Biểu mẫu tải về")
    variant_of: ProcedureRef | None = Field(
        default=None, title="Là một trường hợp của thủ tục", description="Mã thủ tục chung, ví dụ mã quốc gia."
    )
    related: Annotated[tuple[ProcedureRef, ...], OneOrMany] = Field(default=(), title="Thủ tục liên quan")
    decided_by: DocumentRef | None = Field(default=None, title="Quyết định công bố")
    announced_on: Date | None = Field(default=None, title="Ngày công bố")
    life: tuple[Announcement, ...] = Field(
        default=(), title="Quá trình công bố", description="Ban hành, sửa đổi, thay thế, bãi bỏ; xếp theo ngày."
    )
    state: Annotated[str, BeforeValidator(_check_state), _state_schema] = Field(
        default="in_force", title="Tình trạng", description="Chỉ ghi khi không có khóa «life»."
    )
    province: ProvinceRef | None = Field(default=None, title="Tỉnh, thành phố")
    national_link: WebAddress | None = Field(default=None, title="Địa chỉ trên Cổng Dịch vụ công quốc gia")
    source: Source | None = Field(default=None, title="Nguồn")
    raw: dict[str, Prose] = Field(
        default_factory=dict,
        title="Nội dung chưa tách",
        description="Tên khóa và nguyên văn của phần chưa tách được thành từng mục.",
    )

    @model_validator(mode="before")
    @classmethod
    def _id_is_the_code(cls, values: Any) -> Any:
        """Address a procedure by its code: that is the name citizens and offices know it by.

        Where the code is wrong, that alone is said, and nothing of the name of the file.
        """
        code = values.get("code") if isinstance(values, dict) else None
        if not isinstance(code, str):
            return values
        return {**values, "id": code.strip().lower() if _CODE.fullmatch(code.strip()) else "0"}

    @model_validator(mode="after")
    def _life_fits_together(self) -> Self:
        check_order(self.life)
        check_changes(self, self.life)
        return self

    @model_validator(mode="after")
    def _raw_texts_are_of_fields(self) -> Self:
        for key in self.raw:
            if key not in ProcedureText.model_fields:
                known = ", ".join(ProcedureText.model_fields)
                raise refuse("MB020", f"không có khóa {quote(key)} ở đây", f"các khóa dùng được: {known}", ("raw", key))
        return self
