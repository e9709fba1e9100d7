"""The one table of problem codes.

A code, once published, keeps its meaning. Each has a folder ``tests/sites/invalid/<code>/`` that provokes it
and a line in ``docs/problems.md``; tests hold all three together.
"""

CODES: dict[str, str] = {
    # Files
    "MB001": "tệp không đọc được",
    "MB002": "tệp quá lớn",
    "MB003": "tệp không phải UTF-8 hợp lệ",
    "MB004": "tệp có ký tự điều khiển",
    "MB005": "tệp không thuộc loại hồ sơ nào",
    "MB006": "tệp .md thiếu phần khai báo đầu tệp",
    # YAML
    "MB010": "YAML sai cú pháp",
    "MB011": "khóa viết hai lần",
    "MB012": "YAML dùng neo, bí danh hoặc thẻ",
    "MB013": "phần khai báo không phải là danh sách khóa",
    # Values
    "MB020": "khóa không có trong loại hồ sơ này",
    "MB021": "số, ký hiệu văn bản không đúng dạng",
    "MB022": "thiếu khóa bắt buộc",
    "MB023": "ngày, giờ không đúng",
    "MB024": "giá trị không nằm trong danh sách cho phép",
    "MB025": "giá trị sai kiểu",
    "MB026": "giá trị trống",
    "MB027": "thời hạn không hiểu được",
    "MB028": "địa chỉ web không an toàn hoặc không đúng dạng",
    "MB029": "các giá trị mâu thuẫn nhau",
    # Identity and references
    "MB030": "hai hồ sơ trùng mã",
    "MB031": "hai văn bản trùng số, ký hiệu, ngày và cơ quan ban hành",
    "MB032": "tham chiếu không tới hồ sơ nào",
    "MB033": "quan hệ cha con hoặc tiếp nối khép vòng",
    "MB034": "hồ sơ công khai cần một hồ sơ chưa công khai",
    "MB035": "hai nhiệm vụ trùng số thứ tự",
    "MB036": "hai trang trùng địa chỉ",
    "MB038": "lĩnh vực của chương trình khác thời gian",
    "MB039": "tệp đã có, không do lần nhập trước viết",
    # Files to download
    "MB040": "tệp đính kèm không có",
    "MB041": "tệp đính kèm nằm ngoài content/files/",
    "MB042": "tệp đính kèm là liên kết",
    "MB043": "ảnh SVG có mã chạy được",
    "MB044": "loại tệp không được phép đăng",
    # Configuration
    "MB050": "thiếu site_config.yml",
    "MB051": "cấu hình không đúng",
    "MB052": "security.txt đã hết hạn",
    # The built site
    "MB060": "liên kết nội bộ không tới trang nào",
    "MB061": "liên kết tới một mục không có trong trang",
    "MB062": "trang có hai phần tử trùng id",
    "MB063": "nguồn tin (feed) không đúng cú pháp",
    # Procedures
    "MB070": "mức phí không hợp lý",
    "MB071": "quá trình công bố thủ tục sai thứ tự",
    "MB072": "giá trị trước khi sửa không khác giá trị sau khi sửa",
    "MB073": "tình trạng thủ tục trái với quá trình công bố",
    # Figures of results
    "MB075": "số liệu cộng không khớp",
    "MB076": "hai báo cáo của một đơn vị về cùng một kỳ",
    # The history of a record
    "MB077": "lần sửa hoặc ngày rút trước ngày hồ sơ ra đời",
    "MB078": "hồ sơ còn dẫn tới cơ quan đã rút",
    # Notices: the build goes on
    "MB080": "trích dẫn có thể chỉ nhiều văn bản",
    "MB081": "mã HTML bị loại bỏ",
    "MB082": "tệp trong content/files/ chưa được dùng",
    "MB083": "tham chiếu tới hồ sơ chưa công khai bị bỏ qua",
    "MB084": "địa chỉ đã công bố không còn",
    "MB085": "giá trị của nguồn nhập không dùng được",
    "MB086": "bản sửa tại đây trái với nguồn nhập",
    "MB088": "báo cáo của kỳ lớn khác các kỳ nhỏ cộng lại",
    "MB090": "hạn của security.txt quá gần hoặc quá xa",
}

NOTICES = frozenset(code for code in CODES if code >= "MB080")
