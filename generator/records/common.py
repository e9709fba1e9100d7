"""What several kinds of records share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from generator.records.fields import (
    ADDRESS_PATTERN,
    Date,
    FileName,
    Flag,
    Identifier,
    Moment,
    Text,
    WebAddress,
)


class Model(BaseModel):
    """A part of a record: immutable, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)


class Correction(Model):
    """What was changed in a record after it came out."""

    on: Moment = Field(title="Sửa ngày", description="Ngày, hoặc ngày giờ.")
    what: Text = Field(title="Đã sửa gì", description="Một câu, ví dụ «Sửa số hồ sơ quá hạn từ 12 thành 21».")


class Withdrawal(Model):
    """That a record is published no more, and why."""

    on: Date = Field(title="Ngày rút")
    reason: Text = Field(title="Lý do")
    instead: Annotated[str, Field(pattern=ADDRESS_PATTERN)] | None = Field(
        default=None,
        title="Địa chỉ thay thế",
        description="Địa chỉ trong cổng của trang thay thế, ví dụ /van-ban/ten-moi/.",
    )


class Record(Model):
    """A record of any kind. ``id`` is the name of its file unless the file says otherwise."""

    id: Identifier = Field(title="Mã hồ sơ", description="Mặc định là tên tệp; dùng trong địa chỉ và tham chiếu.")
    draft: Flag = Field(default=False, title="Bản nháp", description="Bản nháp không xuất hiện ở bất cứ đâu.")
    former_addresses: tuple[Annotated[str, Field(pattern=ADDRESS_PATTERN)], ...] = Field(
        default=(),
        title="Địa chỉ cũ",
        description="Các địa chỉ đã từng công bố, ví dụ /van-ban/ten-cu/; mỗi địa chỉ sẽ chuyển tới trang này.",
    )
    changes: tuple[Correction, ...] = Field(
        default=(), title="Lịch sử cập nhật", description="Những lần sửa hồ sơ sau khi đã đăng."
    )
    withdrawn: Withdrawal | None = Field(
        default=None,
        title="Rút hồ sơ",
        description="Từ ngày rút, trang chỉ còn lời báo; nội dung và tệp không đăng nữa.",
    )
    body: str = Field(default="", title="Nội dung", description="Phần Markdown sau phần khai báo của tệp .md.")


class PostedRecord(Record):
    """A record of something that has a day of its own, and may have come to the portal later than on that day."""

    posted_on: Date | None = Field(
        default=None,
        title="Ngày đăng lên cổng",
        description="Khi hồ sơ lên cổng muộn hơn ngày của nó: nguồn tin và trang Mới thay đổi báo vào ngày này.",
    )


class Attachment(Model):
    """A file to download."""

    file: FileName = Field(title="Tệp", description="Đường dẫn tính từ content/files/.")
    title: Text = Field(title="Tên hiển thị")


class Image(Model):
    """A picture of a post."""

    file: FileName = Field(title="Tệp ảnh", description="Đường dẫn tính từ content/files/.")
    alt: Text = Field(title="Mô tả thay thế", description="Ảnh cho thấy gì, cho người không nhìn được ảnh.")
    caption: Text | None = Field(default=None, title="Chú thích")
    credit: Text | None = Field(default=None, title="Nguồn ảnh", description="Tên người chụp, không kèm chữ «Ảnh:».")


class Source(Model):
    """Where a text or a figure was taken from."""

    publisher: Text = Field(title="Nơi công bố")
    title: Text | None = Field(default=None, title="Tên bài hoặc tài liệu")
    url: WebAddress | None = Field(default=None, title="Địa chỉ")
    published_on: Date | None = Field(default=None, title="Ngày công bố")
    note: Text | None = Field(default=None, title="Ghi chú về nguồn")
