"""News posts (tin tức), in the format of provincial portals."""

import re
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from generator.base.text import squeeze
from generator.records.common import Attachment, Image, Model, Record, Source
from generator.records.fields import (
    AgencyRef,
    AreaRef,
    DocumentRef,
    Moment,
    OneOrMany,
    ProvinceRef,
    Shorthand,
    Text,
    refuse,
)

_BYLINE = re.compile(r"(?P<name>.+?) [–—-] (?P<role>.+)")


class Author(Model):
    """Who wrote a post: a person, with role or agency; or an agency alone."""

    name: Text | None = Field(default=None, title="Họ tên")
    role: Text | None = Field(default=None, title="Chức danh, đơn vị ghi theo bài gốc")
    agency: AgencyRef | None = Field(default=None, title="Cơ quan")

    @model_validator(mode="after")
    def _is_someone(self) -> Self:
        if not (self.name or self.agency):
            raise refuse("MB022", "tác giả cần tên hoặc cơ quan: một trong các khóa name, agency")
        return self


def _author(value: Any) -> Any:
    """Read the byline of a provincial post, ``Cao Hải – Sở Nội vụ``; a name alone is a name."""
    if not isinstance(value, str) or not value.strip():
        return value
    found = _BYLINE.fullmatch(squeeze(value))
    return found.groupdict() if found else {"name": value}


_Byline = Shorthand(_author, lambda _: {"type": "string", "examples": ["Văn phòng – Sở Nội vụ"]})


class News(Record):
    """A news post."""

    title: Text = Field(title="Tiêu đề")
    posted_at: Moment = Field(title="Đăng ngày", description="Đến từng giây, ví dụ 30/12/2015 15:12:11.")
    modified_at: Moment | None = Field(default=None, title="Sửa ngày")
    authors: Annotated[tuple[Annotated[Author, _Byline], ...], OneOrMany] = Field(
        default=(), title="Tác giả", description="Ví dụ «Cao Hải – Sở Nội vụ», hoặc một cơ quan, hoặc bỏ trống."
    )
    summary: Text | None = Field(default=None, title="Tóm tắt")
    images: tuple[Image, ...] = Field(default=(), title="Ảnh")
    attachments: tuple[Attachment, ...] = Field(default=(), title="Tệp đính kèm")
    province: ProvinceRef | None = Field(default=None, title="Tỉnh, thành phố")
    areas: Annotated[tuple[AreaRef, ...], OneOrMany] = Field(default=(), title="Lĩnh vực cải cách")
    agencies: Annotated[tuple[AgencyRef, ...], OneOrMany] = Field(default=(), title="Cơ quan liên quan")
    documents: Annotated[tuple[DocumentRef, ...], OneOrMany] = Field(default=(), title="Văn bản được nói tới")
    source: Source | None = Field(default=None, title="Nguồn", description="Ghi khi bài được dẫn lại từ nơi khác.")
