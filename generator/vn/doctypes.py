"""Types of documents, their names and the codes that stand in their numbers.

Sources: decree 30/2020/NĐ-CP, article 7 and appendix III, for the 29 types of administrative documents; the laws on
the promulgation of legal documents, now and before 2015, for the legal ones.
"""

from dataclasses import dataclass

from generator.base.text import squeeze
from generator.vn.folding import slugify


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document.

    ``id`` is its name as a slug; ``code`` is what stands for it in a number, such as ``QĐ``, or empty; ``legal`` says
    that documents of this type are always legal documents (văn bản quy phạm pháp luật). A decision or a resolution
    may be either: its number tells, a legal one carries the year.
    """

    id: str
    code: str
    name: str
    legal: bool


_ADMINISTRATIVE = (
    ("NQ", "Nghị quyết"),
    ("QĐ", "Quyết định"),
    ("CT", "Chỉ thị"),
    ("QC", "Quy chế"),
    ("QyĐ", "Quy định"),
    ("TC", "Thông cáo"),
    ("TB", "Thông báo"),
    ("HD", "Hướng dẫn"),
    ("CTr", "Chương trình"),
    ("KH", "Kế hoạch"),
    ("PA", "Phương án"),
    ("ĐA", "Đề án"),
    ("DA", "Dự án"),
    ("BC", "Báo cáo"),
    ("BB", "Biên bản"),
    ("TTr", "Tờ trình"),
    ("HĐ", "Hợp đồng"),
    ("", "Công văn"),
    ("CĐ", "Công điện"),
    ("BGN", "Bản ghi nhớ"),
    ("BTT", "Bản thỏa thuận"),
    ("GUQ", "Giấy ủy quyền"),
    ("GM", "Giấy mời"),
    ("GGT", "Giấy giới thiệu"),
    ("GNP", "Giấy nghỉ phép"),
    ("PG", "Phiếu gửi"),
    ("PC", "Phiếu chuyển"),
    ("PB", "Phiếu báo"),
    ("", "Thư công"),
)

_LEGAL = (
    ("", "Hiến pháp"),
    ("", "Bộ luật"),
    ("", "Luật"),
    ("PL", "Pháp lệnh"),
    ("L", "Lệnh"),
    ("NĐ", "Nghị định"),
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("NQLT", "Nghị quyết liên tịch"),
)

# Codes beside the usual ones: a report on the appraisal of a draft, and joint circulars of old.
_OTHER_CODES = {"BCTĐ": "bao-cao", "TTLB": "thong-tu-lien-tich"}

DOCUMENT_TYPES: dict[str, DocumentType] = {
    slugify(name): DocumentType(slugify(name), code, name, legal)
    for types, legal in ((_ADMINISTRATIVE, False), (_LEGAL, True))
    for code, name in types
}
"""All types by id, in the order of the decree and then of rank."""

_BY_CODE = {t.code: t for t in DOCUMENT_TYPES.values() if t.code} | {
    code: DOCUMENT_TYPES[type_id] for code, type_id in _OTHER_CODES.items()
}
_BY_NAME = {t.name.lower(): t for t in DOCUMENT_TYPES.values()}

TYPE_CODES: frozenset[str] = frozenset(_BY_CODE)
"""Every code that `type_of_code` knows."""


def type_of_code(code: str) -> DocumentType | None:
    """Return the type that a code such as ``QĐ`` stands for, spelt exactly; None where it is no code."""
    return _BY_CODE.get(code)


def type_of_name(name: str) -> DocumentType | None:
    """Return the type called ``Quyết định``, in upper or lower case; None where no type is called so."""
    return _BY_NAME.get(squeeze(name).lower())
