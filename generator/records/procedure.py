"""Administrative procedures (thủ tục hành chính), with the parts that decree 63/2010/NĐ-CP, article 8, asks for."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from generator.records.common import Attachment, Model, Record, Source
from generator.records.fields import (
    AgencyRef,
    Date,
    DocumentRef,
    OneOrMany,
    Prose,
    ProvinceRef,
    Text,
    WebAddress,
    Whole,
    choice,
    quote,
    refuse,
)

LEVELS = {
    "ministry": "Cấp bộ",
    "province": "Cấp tỉnh",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "other": "Cơ quan khác",
}
"""Levels of government; the district level ended on 1 July 2025 and stays for what was announced before."""

MANNERS = {"in_person": "Trực tiếp", "post": "Dịch vụ bưu chính", "online": "Trực tuyến"}

ONLINE_LEVELS = {
    "none": "Chưa cung cấp trực tuyến",
    "partial": "Một phần",
    "full": "Toàn trình",
    "level_1": "Mức độ 1",
    "level_2": "Mức độ 2",
    "level_3": "Mức độ 3",
    "level_4": "Mức độ 4",
    "unknown": "Chưa có thông tin",
}

PROCEDURE_STATES = {"in_force": "Đang áp dụng", "amended": "Đã sửa đổi", "abolished": "Đã bãi bỏ"}

_CODE = re.compile(r"[0-9]\.[0-9]{6}(?:\.[A-Z][0-9]{2})?")


def _code(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not _CODE.fullmatch(text):
        raise refuse("MB025", f"mã thủ tục không đúng: {quote(text)}", "ví dụ 1.013172 hoặc 1.012753.H19")
    return text


_check_level, _level_schema = choice(LEVELS)
_check_manner, _manner_schema = choice(MANNERS)
_check_online, _online_schema = choice(ONLINE_LEVELS)
_check_state, _state_schema = choice(PROCEDURE_STATES)

ProcedureCode = Annotated[
    str,
    BeforeValidator(_code),
    WithJsonSchema({"type": ["string", "number"], "examples": ["1.013172", "1.012753.H19"]}),
]


class Manner(Model):
    """One way to hand a dossier in, with what it takes that way."""

    kind: Annotated[str, BeforeValidator(_check_manner), _manner_schema] = Field(title="Hình thức nộp")
    time_limit: Text | None = Field(default=None, title="Thời hạn giải quyết")
    fee: Text | None = Field(
        default=None, title="Phí, lệ phí", description="Ghi như công bố; «Miễn phí» khi không thu."
    )
    notes: Prose | None = Field(default=None, title="Mô tả")


class DossierItem(Model):
    """A paper to bring."""

    name: Text = Field(title="Tên giấy tờ")
    originals: Whole | None = Field(default=None, title="Số bản chính")
    copies: Whole | None = Field(default=None, title="Số bản sao")
    form: Text | None = Field(default=None, title="Mẫu đơn, tờ khai")
    condition: Text | None = Field(default=None, title="Trường hợp cần nộp")


class Procedure(Record):
    """An administrative procedure."""

    code: ProcedureCode = Field(title="Mã thủ tục", description="Mã trên Cổng Dịch vụ công quốc gia.")
    name: Text = Field(title="Tên thủ tục")
    field: Text = Field(title="Lĩnh vực", description="Tên lĩnh vực như công bố, ví dụ «Hộ tịch».")
    levels: Annotated[tuple[Annotated[str, BeforeValidator(_check_level), _level_schema], ...], OneOrMany] = Field(
        default=(), title="Cấp thực hiện"
    )
    agencies: Annotated[tuple[AgencyRef, ...], OneOrMany] = Field(default=(), title="Cơ quan thực hiện")
    applicants: Annotated[tuple[Text, ...], OneOrMany] = Field(default=(), title="Đối tượng thực hiện")
    manners: tuple[Manner, ...] = Field(default=(), title="Cách thức thực hiện")
    where: Text | None = Field(default=None, title="Nơi tiếp nhận hồ sơ")
    dossier: tuple[DossierItem, ...] = Field(default=(), title="Thành phần hồ sơ")
    sets: Whole | None = Field(default=None, title="Số bộ hồ sơ")
    forms: tuple[Attachment, ...] = Field(default=(), title="Biểu mẫu tải về")
    steps: Annotated[tuple[Prose, ...], OneOrMany] = Field(default=(), title="Trình tự thực hiện")
    results: Annotated[tuple[Text, ...], OneOrMany] = Field(default=(), title="Kết quả")
    conditions: Prose | None = Field(default=None, title="Yêu cầu, điều kiện")
    legal_basis: Annotated[tuple[DocumentRef, ...], OneOrMany] = Field(default=(), title="Căn cứ pháp lý")
    online: Annotated[str, BeforeValidator(_check_online), _online_schema] = Field(
        default="unknown", title="Mức độ dịch vụ công trực tuyến"
    )
    decided_by: DocumentRef | None = Field(default=None, title="Quyết định công bố")
    announced_on: Date | None = Field(default=None, title="Ngày công bố")
    state: Annotated[str, BeforeValidator(_check_state), _state_schema] = Field(default="in_force", title="Tình trạng")
    province: ProvinceRef | None = Field(default=None, title="Tỉnh, thành phố")
    national_link: WebAddress | None = Field(default=None, title="Địa chỉ trên Cổng Dịch vụ công quốc gia")
    source: Source | None = Field(default=None, title="Nguồn")

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
