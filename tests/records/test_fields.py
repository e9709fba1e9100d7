"""What each type of field takes and refuses, and what an editor is then told."""

import time
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.records import fields
from generator.records.common import Record
from generator.records.document import DOCUMENT_STATES
from generator.vn.dates import TIME_ZONE
from generator.vn.doctypes import DOCUMENT_TYPES
from generator.vn.folding import fold

TYPE_NAMES = (
    *("Text", "Prose", "Identifier", "Flag", "Whole", "Number", "Date", "Moment", "Due", "Years"),
    *("NumberAndSymbol", "WebAddress", "Email", "FileName"),
)
TYPES: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(getattr(fields, name)) for name in TYPE_NAMES}
FORMER_ADDRESS = TypeAdapter(Record.model_fields["former_addresses"].rebuild_annotation())


def refusal(name: str, value: Any) -> tuple[str, str]:
    with pytest.raises(ValidationError) as caught:
        TYPES[name].validate_python(value)
    (error,) = caught.value.errors()
    return error["type"], error["ctx"]["hint"]


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("Text", "  Sở \n  Nội vụ ", "Sở Nội vụ"),
        ("Prose", "\nMột.\n\nHai.\n", "Một.\n\nHai."),
        ("Identifier", "1.000100", "1.000100"),
        ("Identifier", "ke-hoach-62.2013", "ke-hoach-62.2013"),
        ("Flag", "Có", True),
        ("Flag", "no", False),
        ("Whole", "1.234", 1234),
        ("Whole", "007", 7),
        ("Number", "82,5", Decimal("82.5")),
        ("Number", "98%", Decimal(98)),
        ("Number", "-1.5", Decimal("-1.5")),
        ("Date", "22/12/2015", date(2015, 12, 22)),
        ("Date", "2015-12-22", date(2015, 12, 22)),
        ("Moment", "30/12/2015 15:12:11", datetime(2015, 12, 30, 15, 12, 11, tzinfo=TIME_ZONE)),
        ("Moment", "2015-12-30T08:12:11Z", datetime(2015, 12, 30, 15, 12, 11, tzinfo=TIME_ZONE)),
        ("Years", "2016", fields.Period(2016, 2016)),
        ("Years", "2016 – 2020", fields.Period(2016, 2020)),
        ("NumberAndSymbol", "2407/QĐ-UBND", "2407/QĐ-UBND"),
        ("NumberAndSymbol", "9/2015/QĐ-TTg", "09/2015/QĐ-TTg"),
        ("WebAddress", "https://tinh.gov.vn/a?b=1#c", "https://tinh.gov.vn/a?b=1#c"),
        ("Email", "van.thu@tinh.gov.vn", "van.thu@tinh.gov.vn"),
        ("FileName", "2026/Báo cáo.pdf", "2026/Báo cáo.pdf"),
    ],
)
def test_a_value_is_read_as_it_is_meant(name: str, written: str, value: Any) -> None:
    assert TYPES[name].validate_python(written) == value


@pytest.mark.parametrize(
    ("name", "written", "code", "hint"),
    [
        ("Text", " ", "MB026", "bỏ hẳn khóa này"),
        ("Text", ["a"], "MB025", ""),
        ("Prose", "\n\n", "MB026", "bỏ hẳn"),
        ("Identifier", "Kế hoạch", "MB025", "chữ thường không dấu"),
        ("Identifier", "a..b", "MB025", "chữ thường"),
        ("Identifier", "../a", "MB025", "chữ thường"),
        ("Identifier", "a" * 101, "MB025", "chữ thường"),
        ("Flag", "có lẽ", "MB025", "true"),
        ("Whole", "-1", "MB025", ""),
        ("Whole", "1,5", "MB025", ""),
        ("Whole", "1.23", "MB025", ""),
        ("Number", "1.234,5", "MB025", "82,5"),
        ("Number", "NaN", "MB025", "82,5"),
        ("Number", "1e999", "MB025", "82,5"),
        ("Date", "31/02/2016", "MB023", "22/12/2015"),
        ("Date", "12/2016", "MB023", "22/12/2015"),
        ("Moment", "30/12/2015 25:00", "MB023", "30/12/2015 15:12:11"),
        ("Due", "sớm", "MB027", "Quý III/2017"),
        ("Due", "Trong thang 8/2013", "MB027", "Trong tháng 8/2013"),
        ("Years", "2020-2016", "MB023", "2016-2020"),
        ("Years", "16-20", "MB023", "2016-2020"),
        ("NumberAndSymbol", "1830 QD_UBND", "MB021", "1830/QĐ-UBND"),
        ("NumberAndSymbol", "không có", "MB021", "2407/QĐ-UBND"),
        ("WebAddress", "javascript:alert(1)", "MB028", "https://"),
        ("WebAddress", "data:text/html,x", "MB028", "https://"),
        ("WebAddress", "//tinh.gov.vn", "MB028", "https://"),
        ("WebAddress", "https://", "MB028", "https://"),
        ("WebAddress", "https://[::1", "MB028", "https://"),
        ("WebAddress", 'https://a.vn/"onload="x', "MB028", "https://"),
        ("Email", "van thu@tinh.gov.vn", "MB028", "vanphong@"),
        ("FileName", "/etc/passwd", "MB041", "content/files/"),
        ("FileName", "../site_config.yml", "MB041", "content/files/"),
        ("FileName", "a/../../b.pdf", "MB041", "content/files/"),
        ("FileName", "a\\b.pdf", "MB041", "content/files/"),
        ("FileName", "C:\\b.pdf", "MB041", "content/files/"),
        ("FileName", "a//b.pdf", "MB041", "content/files/"),
        ("FileName", "./b.pdf", "MB041", "content/files/"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_its_code_and_a_hint(
    name: str, written: Any, code: str, hint: str
) -> None:
    found, said = refusal(name, written)
    assert found == code
    assert hint in said


@pytest.mark.parametrize("name", TYPES)
@given(value=st.one_of(st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text()), st.booleans(), st.none()))
def test_any_value_is_read_or_refused_and_nothing_else(name: str, value: Any) -> None:
    try:
        TYPES[name].validate_python(value)
    except ValidationError as error:
        assert all(detail["type"].startswith("MB") for detail in error.errors())


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("piece", ["1", " ", "a", "-", "1.", "a@", "a/", "tháng ", "1/Q", "( "])
def test_a_million_characters_are_judged_fast_and_not_repeated_to_the_editor(name: str, piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + "!"
    start = time.perf_counter()
    try:
        TYPES[name].validate_python(text)
    except ValidationError as error:
        (detail,) = error.errors()
        assert len(detail["ctx"]["message"]) < 300
    assert time.perf_counter() - start < 2


def state_check() -> Any:
    return fields.choice(DOCUMENT_STATES)[0]


@pytest.mark.parametrize("written", ["in_force", "Đang có hiệu lực", "ĐANG CÓ HIỆU LỰC", "dang co hieu luc"])
def test_a_choice_is_written_by_its_key_or_its_label_as_people_type_it(written: str) -> None:
    assert state_check()(written) == "in_force"


def test_a_wrong_choice_is_refused_with_the_nearest_right_one() -> None:
    with pytest.raises(Exception, match="không có trong danh sách") as caught:
        state_check()("con hieu lucc")
    assert getattr(caught.value, "type", "") == "MB024"
    with pytest.raises(Exception, match="không có trong danh sách") as caught:
        state_check()("hết hiệu lựcc")
    assert caught.value.context["hint"] == "expired"  # type: ignore[attr-defined]


def test_no_two_types_of_documents_are_spelt_alike_without_marks() -> None:
    names = [fold(kind.name) for kind in DOCUMENT_TYPES.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "address", ["/../../etc/", "/./", "/a/../b/", "//evil/", "/a", "a/", "/", "/A/", "/a b/", "/a/\n"]
)
def test_a_former_address_that_leaves_the_site_or_is_no_page_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        FORMER_ADDRESS.validate_python((address,))


@pytest.mark.parametrize("address", ["/van-ban/cu/", "/tin.tuc/bai-1.html/", "/a/"])
def test_a_former_address_below_the_root_is_taken(address: str) -> None:
    assert FORMER_ADDRESS.validate_python((address,)) == (address,)
