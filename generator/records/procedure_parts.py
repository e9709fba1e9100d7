"""What a decision announces of an administrative procedure: the parts of decree 63/2010/NĐ-CP, article 8."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.records.common import Model
from generator.records.fields import (
    Charge,
    DocumentRef,
    FileName,
    Limit,
    OneOrMany,
    Party,
    Prose,
    Shorthand,
    Text,
    WebAddress,
    Whole,
    choice,
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

_check_level, _level_schema = choice(LEVELS)
_check_manner, _manner_schema = choice(MANNERS)
_check_online, _online_schema = choice(ONLINE_LEVELS)


class Manner(Model):
    """One way to hand a dossier in, with what it takes that way; several of one kind are for several cases."""

    kind: Annotated[str, BeforeValidator(_check_manner), _manner_schema] = Field(title="Hình thức nộp")
    time_limit: Limit | None = Field(default=None, title="Thời hạn giải quyết")
    fee: Charge | None = Field(
        default=None, title="Phí, lệ phí", description="Ghi như công bố; «Miễn phí» khi không thu."
    )
    condition: Text | None = Field(default=None, title="Trường hợp áp dụng")
    notes: Prose | None = Field(default=None, title="Mô tả")


class DossierItem(Model):
    """A paper to bring."""

    name: Text = Field(title="Tên giấy tờ")
    originals: Whole | None = Field(default=None, title="Số bản chính")
    copies: Whole | None = Field(default=None, title="Số bản sao")
    form: Text | None = Field(default=None, title="Mẫu đơn, tờ khai")
    file: FileName | None = Field(default=None, title="Tệp mẫu", description="Đường dẫn tính từ content/files/.")
    link: WebAddress | None = Field(default=None, title="Địa chỉ của mẫu")
    condition: Text | None = Field(default=None, title="Trường hợp cần nộp")
    case: Text | None = Field(
        default=None, title="Nhóm hồ sơ", description="Các giấy tờ của một trường hợp; bỏ trống khi luôn phải nộp."
    )
    notes: Text | None = Field(default=None, title="Ghi chú")


class Result(Model):
    """What an applicant receives."""

    name: Text = Field(title="Tên kết quả")
    code: Text | None = Field(default=None, title="Mã kết quả", description="Mã trên Cổng Dịch vụ công quốc gia.")


_ResultInWords = Shorthand(
    lambda value: {"name": value} if isinstance(value, str) and value.strip() else value,
    lambda _: {"type": "string", "examples": ["Giấy chứng nhận kết hôn"]},
)


class ProcedureText(Model):
    """What is announced of a procedure, and may differ from one announcement to the next."""

    name: Text | None = Field(default=None, title="Tên thủ tục")
    field: Text | None = Field(default=None, title="Lĩnh vực", description="Tên lĩnh vực như công bố, ví dụ «Hộ tịch».")
    levels: Annotated[tuple[Annotated[str, BeforeValidator(_check_level), _level_schema], ...], OneOrMany] = Field(
        default=(), title="Cấp thực hiện"
    )
    agencies: Annotated[tuple[Party, ...], OneOrMany] = Field(
        default=(), title="Cơ quan thực hiện", description="Mã cơ quan trên cổng, hoặc tên như công bố."
    )
    competent: Annotated[tuple[Party, ...], OneOrMany] = Field(default=(), title="Cơ quan có thẩm quyền quyết định")
    cooperating: Annotated[tuple[Party, ...], OneOrMany] = Field(default=(), title="Cơ quan phối hợp")
    delegated: Annotated[tuple[Party, ...], OneOrMany] = Field(default=(), title="Cơ quan được ủy quyền")
    applicants: Annotated[tuple[Text, ...], OneOrMany] = Field(default=(), title="Đối tượng thực hiện")
    manners: tuple[Manner, ...] = Field(default=(), title="Cách thức thực hiện")
    where: Text | None = Field(default=None, title="Nơi tiếp nhận hồ sơ")
    dossier: tuple[DossierItem, ...] = Field(default=(), title="Thành phần hồ sơ")
    sets: Whole | None = Field(default=None, title="Số bộ hồ sơ")
    steps: Annotated[tuple[Prose, ...], OneOrMany] = Field(default=(), title="Trình tự thực hiện")
    results: Annotated[tuple[Annotated[Result, _ResultInWords], ...], OneOrMany] = Field(default=(), title="Kết quả")
    conditions: Prose | None = Field(default=None, title="Yêu cầu, điều kiện")
    legal_basis: Annotated[tuple[DocumentRef, ...], OneOrMany] = Field(default=(), title="Căn cứ pháp lý")
    online: Annotated[str, BeforeValidator(_check_online), _online_schema] = Field(
        default="unknown", title="Mức độ dịch vụ công trực tuyến"
    )
