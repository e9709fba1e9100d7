"""Agencies (cơ quan): who issues, leads, cooperates, handles, writes."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.records.common import Model, Record, Source
from generator.records.fields import AgencyRef, Date, Email, OneOrMany, ProvinceRef, Text, WebAddress, choice, refuse

AGENCY_KINDS = {
    "national": "Cơ quan trung ương",
    "ministry": "Bộ, cơ quan ngang bộ",
    "provincial_committee": "Ủy ban nhân dân cấp tỉnh",
    "department": "Sở, ban, ngành cấp tỉnh",
    "steering_committee": "Ban chỉ đạo",
    "division": "Phòng, đơn vị thuộc sở",
    "centre": "Trung tâm",
    "district_committee": "Ủy ban nhân dân cấp huyện",
    "commune_committee": "Ủy ban nhân dân cấp xã",
    "media": "Cơ quan báo chí",
    "group": "Nhóm cơ quan",
}
"""Kinds of agencies; a group stands for the many that plans name together («các sở, ban, ngành»)."""

_check_kind, _kind_schema = choice(AGENCY_KINDS)


class Contacts(Model):
    """How to reach an agency in its duty; never anyone's private address."""

    address: Text | None = Field(default=None, title="Địa chỉ")
    phone: Text | None = Field(default=None, title="Điện thoại")
    fax: Text | None = Field(default=None, title="Fax")
    emails: Annotated[tuple[Email, ...], OneOrMany] = Field(default=(), title="Thư điện tử")
    information_officer: Text | None = Field(default=None, title="Đầu mối cung cấp thông tin")


class Agency(Record):
    """An agency, while it exists and after."""

    name: Text = Field(title="Tên cơ quan")
    short_name: Text | None = Field(default=None, title="Tên ngắn")
    kind: Annotated[str, BeforeValidator(_check_kind), _kind_schema] = Field(title="Loại cơ quan")
    parent: AgencyRef | None = Field(default=None, title="Cơ quan cấp trên")
    province: ProvinceRef | None = Field(default=None, title="Tỉnh, thành phố")
    contacts: Contacts = Field(default_factory=Contacts, title="Liên hệ")
    website: WebAddress | None = Field(default=None, title="Trang thông tin điện tử")
    established_on: Date | None = Field(default=None, title="Ngày thành lập")
    dissolved_on: Date | None = Field(default=None, title="Ngày kết thúc hoạt động")
    successors: tuple[AgencyRef, ...] = Field(default=(), title="Cơ quan kế thừa")
    source: Source | None = Field(default=None, title="Nguồn")

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.established_on and self.dissolved_on and self.dissolved_on < self.established_on:
            raise refuse("MB029", "ngày kết thúc hoạt động trước ngày thành lập", at=("dissolved_on",))
        return self
