"""The portal itself: what ``site_config.yml`` says."""

import re
from difflib import get_close_matches
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, Field, model_validator

from generator.base.text import squeeze
from generator.records.common import Model
from generator.records.disclosure import DEFAULT_DISCLOSURE, Disclosure
from generator.records.fields import (
    ADDRESS_PATTERN,
    Date,
    Email,
    FileName,
    Flag,
    Identifier,
    OneOrMany,
    Text,
    WebAddress,
    Whole,
    Years,
    quote,
    refuse,
)


class Owner(Model):
    """The agency in charge of the portal (cơ quan chủ quản)."""

    name: Text = Field(title="Tên đầy đủ của cơ quan")
    parent: Text | None = Field(default=None, title="Cơ quan cấp trên")
    emblem: FileName | None = Field(default=None, title="Biểu trưng", description="Tệp ảnh trong content/files/.")


class Responsible(Model):
    """The person who answers for the portal (người chịu trách nhiệm chính)."""

    name: Text = Field(title="Họ tên")
    position: Text | None = Field(default=None, title="Chức vụ")

    def __str__(self) -> str:
        """Return name and position on one line."""
        return f"{self.name}, {self.position}" if self.position else self.name


class PortalContact(Model):
    """Where citizens reach the portal."""

    address: Text | None = Field(default=None, title="Địa chỉ")
    phone: Text | None = Field(default=None, title="Điện thoại")
    fax: Text | None = Field(default=None, title="Fax")
    email: Email | None = Field(default=None, title="Thư điện tử")
    information_requests: Text | None = Field(default=None, title="Đầu mối tiếp nhận yêu cầu cung cấp thông tin")


class Province(Model):
    """A province that the portal holds records of."""

    id: Identifier = Field(title="Mã")
    name: Text = Field(title="Tên")


class Area(Model):
    """One area of a reform programme. Its id is used by records and in the address ``/linh-vuc/<id>/``."""

    id: Identifier = Field(title="Mã")
    name: Text = Field(title="Tên lĩnh vực")
    continues: Annotated[tuple[Identifier, ...], OneOrMany] = Field(
        default=(), title="Tiếp nối lĩnh vực", description="Mã các lĩnh vực của chương trình trước."
    )


class Programme(Model):
    """A reform programme and its areas: the taxonomy has versions, one for each programme."""

    id: Identifier = Field(title="Mã")
    name: Text = Field(title="Tên chương trình")
    document: Text | None = Field(
        default=None,
        title="Văn bản ban hành",
        description="Mã hồ sơ của văn bản, hoặc câu dẫn, ví dụ Nghị quyết 76/NQ-CP ngày …",
    )
    period: Years = Field(title="Giai đoạn")
    areas: tuple[Area, ...] = Field(title="Các lĩnh vực")


class LifeEvent(Model):
    """What happens in the life of a person or a business and sends them to an office: ``Sinh con``."""

    id: Identifier = Field(title="Mã", description="Dùng trong địa chỉ và ở khóa «life_events» của thủ tục.")
    name: Text = Field(title="Tên")
    keywords: Annotated[tuple[Text, ...], OneOrMany] = Field(
        default=(), title="Từ người dân hay dùng", description="Để tìm ra khi gõ, ví dụ «em bé», «đẻ»."
    )


class NavigationItem(Model):
    """A link of the main navigation."""

    title: Text = Field(title="Tên mục")
    url: Annotated[str, Field(pattern=rf"^/$|{ADDRESS_PATTERN}")] = Field(title="Địa chỉ trong cổng")


def _security_contact(value: Any) -> str:
    """Return a contact as RFC 9116 wants it, a URI."""
    text = squeeze(value) if isinstance(value, str) else ""
    if re.fullmatch(r"https://[^\s/@]+(?:/\S*)?", text):
        return text
    address = text.removeprefix("mailto:")
    if re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", address):
        return f"mailto:{address}"
    raise refuse("MB028", f"đầu mối không dùng được: {quote(text)}", "thư điện tử, hoặc địa chỉ bắt đầu bằng https://")


def _language(value: Any) -> str:
    text = value.strip().lower() if isinstance(value, str) else ""
    if not re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", text):
        raise refuse("MB025", f"mã ngôn ngữ không đúng: {quote(text)}", "ví dụ vi, en")
    return text


class Security(Model):
    """Whom to tell of a weakness of the portal, for ``security.txt`` (RFC 9116)."""

    contact: Annotated[tuple[Annotated[str, BeforeValidator(_security_contact)], ...], OneOrMany] = Field(
        title="Nơi nhận tin báo", description="Thư điện tử hoặc địa chỉ https, ưu tiên xếp trước."
    )
    expires: Date = Field(
        title="Có giá trị đến hết ngày", description="Không quá một năm; lần dựng sẽ nhắc khi gần hết."
    )
    policy: WebAddress | None = Field(default=None, title="Trang nói cách tiếp nhận")
    languages: Annotated[tuple[Annotated[str, BeforeValidator(_language)], ...], OneOrMany] = Field(
        default=("vi",), title="Ngôn ngữ", description="Mã ngôn ngữ, ví dụ vi, en."
    )

    @model_validator(mode="after")
    def _names_someone(self) -> Self:
        if not self.contact:
            raise refuse("MB026", "danh sách trống", "ghi ít nhất một nơi nhận tin báo", at=("contact",))
        return self


class FeedSizes(Model):
    """How many items a feed holds, and who tells its subscribers at once."""

    items: Annotated[Whole, Field(ge=1, le=500)] = Field(default=30, title="Số mục mỗi nguồn tin")
    hub: WebAddress | None = Field(
        default=None,
        title="Máy chủ WebSub",
        description="Báo ngay cho chương trình đọc tin, ví dụ https://hub.tinh.vn/.",
    )


class PageSizes(Model):
    """How many records one page of a list holds."""

    news: Annotated[Whole, Field(ge=1, le=500)] = Field(default=20, title="Tin mỗi trang")
    documents: Annotated[Whole, Field(ge=1, le=500)] = Field(default=50, title="Văn bản mỗi trang")
    procedures: Annotated[Whole, Field(ge=1, le=500)] = Field(default=50, title="Thủ tục mỗi trang")
    tasks: Annotated[Whole, Field(ge=1, le=500)] = Field(default=100, title="Nhiệm vụ mỗi trang")


class Features(Model):
    """What a portal may switch off."""

    search: Flag = Field(default=True, title="Tìm kiếm")
    json_twins: Flag = Field(default=True, title="Bản JSON của mỗi trang hồ sơ")
    open_data: Flag = Field(default=True, title="Dữ liệu mở")
    share_images: Flag = Field(default=True, title="Ảnh xem trước khi chia sẻ liên kết")


class License(Model):
    """On what terms data may be used again."""

    name: Text = Field(title="Tên", description="Ví dụ «CC BY 4.0».")
    url: WebAddress | None = Field(default=None, title="Địa chỉ")


class OpenData(Model):
    """What is said of the open data of the portal. Without a licence the portal says that none is stated."""

    license: License | None = Field(default=None, title="Giấy phép")


DEFAULT_NAVIGATION = (
    NavigationItem(title="Tin tức", url="/tin-tuc/"),
    NavigationItem(title="Văn bản", url="/van-ban/"),
    NavigationItem(title="Kế hoạch", url="/ke-hoach/"),
    NavigationItem(title="Nhiệm vụ", url="/nhiem-vu/"),
    NavigationItem(title="Thủ tục", url="/thu-tuc/"),
    NavigationItem(title="Cơ quan", url="/co-quan/"),
    NavigationItem(title="Chỉ số", url="/chi-so/"),
)


def _base_url(value: Any) -> Any:
    return value.rstrip("/") + "/" if isinstance(value, str) and value.strip() else value


def _time_zone(value: Any) -> str:
    if not isinstance(value, str) or value not in available_timezones():
        raise refuse("MB051", f"múi giờ không có: {quote(str(value))}", "Asia/Ho_Chi_Minh")
    return value


def _abbreviations(value: Any) -> dict[str, str]:
    """Return short and long forms; a long form may be empty, which takes out a usual abbreviation."""
    if not isinstance(value, dict):
        raise refuse("MB025", "cần một khối khóa", "mỗi chữ viết tắt một dòng, ví dụ GCN: giấy chứng nhận")
    for short, long in value.items():
        if not isinstance(long, str):
            raise refuse("MB025", f"chữ viết tắt «{short}» cần một dòng chữ", "GCN: giấy chứng nhận", (short,))
        if len(squeeze(short).split()) != 1:
            hint = "viết liền, ví dụ GCN: giấy chứng nhận"
            raise refuse("MB025", f"chữ viết tắt có khoảng trắng: {quote(short)}", hint, (short,))
    return {squeeze(short): squeeze(long) for short, long in value.items()}


class Portal(Model):
    """The configuration of a portal."""

    name: Text = Field(title="Tên cổng")
    short_name: Text | None = Field(default=None, title="Tên ngắn")
    description: Text = Field(title="Giới thiệu một câu")
    base_url: Annotated[WebAddress, BeforeValidator(_base_url)] = Field(
        title="Địa chỉ gốc", description="Nơi cổng được đăng, ví dụ https://cchc.tinh.gov.vn/."
    )
    owner: Owner = Field(title="Cơ quan chủ quản")
    responsible: Responsible | None = Field(default=None, title="Người chịu trách nhiệm")
    contact: PortalContact = Field(default_factory=PortalContact, title="Liên hệ")
    time_zone: Annotated[str, BeforeValidator(_time_zone)] = Field(default="Asia/Ho_Chi_Minh", title="Múi giờ")
    provinces: tuple[Province, ...] = Field(default=(), title="Các tỉnh, thành phố")
    programmes: tuple[Programme, ...] = Field(default=(), title="Các chương trình cải cách")
    life_events: tuple[LifeEvent, ...] = Field(
        default=(), title="Sự kiện trong đời", description="Các việc mà người dân tìm thủ tục theo, xếp như ghi."
    )
    disclosure: tuple[Disclosure, ...] = Field(default=DEFAULT_DISCLOSURE, title="Danh mục thông tin phải công khai")
    navigation: tuple[NavigationItem, ...] = Field(default=DEFAULT_NAVIGATION, title="Thanh điều hướng")
    feeds: FeedSizes = Field(default_factory=FeedSizes, title="Nguồn tin")
    page_sizes: PageSizes = Field(default_factory=PageSizes, title="Cỡ trang danh sách")
    features: Features = Field(default_factory=Features, title="Tính năng")
    data: OpenData = Field(default_factory=OpenData, title="Dữ liệu mở")
    abbreviations: Annotated[dict[str, str], BeforeValidator(_abbreviations)] = Field(
        default_factory=dict,
        title="Chữ viết tắt",
        description="Dùng khi tìm kiếm, thêm vào các chữ thông dụng đã có sẵn. Bỏ trống nghĩa là không dùng chữ đó.",
    )
    security: Security | None = Field(default=None, title="Nơi nhận tin báo lỗ hổng bảo mật")
    notice: Text | None = Field(default=None, title="Thông báo đầu trang", description="Ví dụ «Cổng minh họa».")
    started_on: Date | None = Field(default=None, title="Ngày cổng bắt đầu hoạt động")

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for key, ids in (
            ("provinces", [province.id for province in self.provinces]),
            ("programmes", [programme.id for programme in self.programmes]),
            ("programmes", [area.id for programme in self.programmes for area in programme.areas]),
            ("life_events", [event.id for event in self.life_events]),
        ):
            twice = next((one for one in ids if ids.count(one) > 1), None)
            if twice:
                raise refuse("MB030", f"mã «{twice}» được dùng hai lần", at=(key,))
        return self

    @model_validator(mode="after")
    def _areas_continue_those_of_earlier_programmes(self) -> Self:
        owners = {area.id: programme for programme in self.programmes for area in programme.areas}
        for index, programme in enumerate(self.programmes):
            earlier = [id_ for id_, owner in owners.items() if owner.period.first < programme.period.first]
            for number, area in enumerate(programme.areas):
                at = ("programmes", index, "areas", number, "continues")
                for place, id_ in enumerate(area.continues):
                    if id_ not in owners:
                        near = get_close_matches(id_, earlier, n=1)
                        raise refuse("MB032", f"không có lĩnh vực «{id_}»", near[0] if near else "", (*at, place))
                    if id_ not in earlier:
                        message = f"lĩnh vực «{id_}» không thuộc chương trình trước"
                        raise refuse("MB029", message, "ghi ở lĩnh vực của chương trình sau", (*at, place))
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the portal."""
        return ZoneInfo(self.time_zone)
