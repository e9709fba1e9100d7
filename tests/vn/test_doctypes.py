import pytest

from generator.vn.doctypes import DOCUMENT_TYPES, type_of_code, type_of_name

# Decree 30/2020/NĐ-CP, appendix III.
CODES_OF_DECREE_30 = {
    *("NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr"),
    *("HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB"),
}


def test_the_decree_has_29_administrative_types() -> None:
    administrative = [t for t in DOCUMENT_TYPES.values() if not t.legal]
    assert len(administrative) == 29
    assert {t.code for t in administrative if t.code} == CODES_OF_DECREE_30
    assert {t.id for t in administrative if not t.code} == {"cong-van", "thu-cong"}


@pytest.mark.parametrize("type_id", DOCUMENT_TYPES)
def test_each_type_is_found_by_its_code_and_by_its_name(type_id: str) -> None:
    document_type = DOCUMENT_TYPES[type_id]
    assert document_type.id == type_id
    assert type_of_name(document_type.name.upper()) == document_type
    assert not document_type.code or type_of_code(document_type.code) == document_type


@pytest.mark.parametrize(
    ("code", "type_id"),
    [
        ("QĐ", "quyet-dinh"),
        ("NĐ", "nghi-dinh"),
        ("TTLT", "thong-tu-lien-tich"),
        ("TTLB", "thong-tu-lien-tich"),
        ("BCTĐ", "bao-cao"),
    ],
)
def test_codes_lead_to_types(code: str, type_id: str) -> None:
    assert type_of_code(code) == DOCUMENT_TYPES[type_id]


@pytest.mark.parametrize("code", ["", "QD", "qđ", "UBND"])
def test_what_is_no_code_leads_to_no_type(code: str) -> None:
    assert type_of_code(code) is None


def test_only_types_that_are_always_legal_are_called_so() -> None:
    legal = {t.id for t in DOCUMENT_TYPES.values() if t.legal}
    assert {"hien-phap", "luat", "phap-lenh", "nghi-dinh", "thong-tu"} <= legal
    assert legal.isdisjoint({"quyet-dinh", "nghi-quyet", "ke-hoach", "cong-van"})
