"""What the agency behind a portal must make public (law 104/2016/QH13, articles 17 to 19), item by item."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.records.common import Model
from generator.records.fields import ADDRESS_PATTERN, Text, choice

HELD = {
    "documents": "Văn bản",
    "plans": "Kế hoạch",
    "tasks": "Nhiệm vụ",
    "procedures": "Thủ tục hành chính",
    "results": "Kết quả giải quyết hồ sơ",
    "indicators": "Chỉ số",
    "agencies": "Cơ quan",
    "news": "Tin tức",
    "contact": "Liên hệ",
    "list": "Danh mục này",
}
"""What a portal itself can hold of an item, and so can say how far it has come."""

_check_held, _held_schema = choice(HELD)


class Disclosure(Model):
    """An item of the list. What nobody has stated of it stays empty: a portal promises nothing for its agency."""

    item: Text = Field(title="Thông tin")
    held: Annotated[str, BeforeValidator(_check_held), _held_schema] | None = Field(
        default=None, title="Có trên cổng", description="Để trang tự ghi địa chỉ, số lượng và ngày mới nhất."
    )
    address: Annotated[str, Field(pattern=rf"^https?://\S+$|^/$|{ADDRESS_PATTERN}")] | None = Field(
        default=None, title="Nơi công khai", description="Địa chỉ trong cổng hoặc ở trang khác, khi khác với «held»."
    )
    form: Text | None = Field(default=None, title="Hình thức công khai")
    time: Text | None = Field(default=None, title="Thời điểm công khai")
    duration: Text | None = Field(default=None, title="Thời hạn công khai")
    unit: Text | None = Field(default=None, title="Đơn vị chịu trách nhiệm")


DEFAULT_DISCLOSURE = (
    Disclosure(item="Văn bản quy phạm pháp luật và văn bản chỉ đạo, điều hành", held="documents"),
    Disclosure(item="Thủ tục hành chính", held="procedures"),
    Disclosure(item="Chương trình, kế hoạch công tác", held="plans"),
    Disclosure(item="Kết quả thực hiện chương trình, kế hoạch", held="tasks"),
    Disclosure(item="Thống kê kết quả giải quyết thủ tục hành chính", held="results"),
    Disclosure(item="Số liệu thống kê, chỉ số của ngành, lĩnh vực", held="indicators"),
    Disclosure(item="Cơ cấu tổ chức và địa chỉ liên hệ của cơ quan, đơn vị", held="agencies"),
    Disclosure(item="Thông tin phổ biến, hướng dẫn thực hiện pháp luật, chính sách", held="news"),
    Disclosure(item="Dự thảo văn bản quy phạm pháp luật đang lấy ý kiến"),
    Disclosure(item="Dự toán, tình hình thực hiện và quyết toán ngân sách"),
    Disclosure(item="Viện trợ, tài trợ từ nước ngoài và việc sử dụng"),
    Disclosure(item="Đầu tư công, mua sắm công, đấu thầu"),
    Disclosure(item="Vốn nhà nước tại doanh nghiệp"),
    Disclosure(item="Quy hoạch, kế hoạch sử dụng đất; giá đất; thu hồi đất, bồi thường, tái định cư"),
    Disclosure(item="Sản phẩm, hàng hóa, dịch vụ ảnh hưởng xấu đến sức khỏe, môi trường"),
    Disclosure(item="Đầu mối tiếp nhận yêu cầu cung cấp thông tin", held="contact"),
    Disclosure(item="Danh mục thông tin phải công khai", held="list"),
)
"""Items of article 17, in short, for portals whose agency has written no list of its own yet; it may name more."""
