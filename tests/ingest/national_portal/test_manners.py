"""The table of manners, cell by cell."""

import pytest

from generator.ingest.national_portal.manner_block import manner_block
from generator.ingest.national_portal.manners import HEADS, Charge, MannerRow, parse_manners
from generator.ingest.national_portal.pieces import Furniture, Raw


def rows(text: str) -> list[MannerRow]:
    return [piece for piece in parse_manners(HEADS[0] + text) if isinstance(piece, MannerRow)]


@pytest.mark.parametrize(
    ("text", "time", "charges", "description"),
    [
        ("Trực tiếp5 Ngày làm việcMiễn phí", "5 Ngày làm việc", (Charge("Miễn phí"),), ""),
        ("Trực tiếpKhông có thông tin20,000 VNĐ", "Không có thông tin", (Charge("20,000 VNĐ"),), ""),
        ("Trực tiếp1Miễn phí", "1", (Charge("Miễn phí"),), ""),
        ("Trực tiếp550,000 VNĐ", "5", (Charge("50,000 VNĐ"),), ""),
        ("Trực tiếp3 Ngày10 USD(mỗi thẻ)nộp tại chỗ", "3 Ngày", (Charge("10 USD", "(mỗi thẻ)"),), "nộp tại chỗ"),
        ("Trực tiếp1,5 NgàyMiễn phía) Đổi tên", "1,5 Ngày", (Charge("Miễn phí"),), "a) Đổi tên"),
        (
            "Trực tiếp2 NgàyPhí : 5,000 VNĐ(một bản)Lệ phí: 7,000 Đồng",
            "2 Ngày",
            (Charge("Phí : 5,000 VNĐ", "(một bản)"), Charge("Lệ phí: 7,000 Đồng")),
            "",
        ),
    ],
)
def test_a_row_is_taken_apart(text: str, time: str, charges: tuple[Charge, ...], description: str) -> None:
    assert rows(text) == [MannerRow("Trực tiếp", time, charges, description)]


def test_a_way_that_a_description_mentions_begins_no_row() -> None:
    (row,) = rows("Trực tiếp2 NgàyMiễn phí- Trực tuyến: nộp qua cổng. Trực tiếp 5 ngày.")
    assert row.description == "- Trực tuyến: nộp qua cổng. Trực tiếp 5 ngày."


def test_a_row_that_reads_in_two_ways_stays_as_it_came() -> None:
    assert parse_manners(HEADS[0] + "Trực tiếp1550,000 VNĐ(mỗi bản)") == (
        Furniture(HEADS[0]),
        Raw("Trực tiếp1550,000 VNĐ(mỗi bản)"),
    )


@pytest.mark.parametrize(
    ("after", "note"),
    [
        ("(một (hai) ba)(1) Trường hợp", "(một (hai) ba)"),
        ("(- 50 (Thông tư). - 25 (đến hết năm)+ Nộp (tại chỗ) trụ sở", "(- 50 (Thông tư). - 25 (đến hết năm)"),
        ("(không đóng", "(không đóng"),
        ("chữ (sau)", ""),
    ],
)
def test_the_note_of_a_fee_ends_at_its_own_bracket(after: str, note: str) -> None:
    (row,) = rows(f"Trực tiếp1 NgàyMiễn phí{after}")
    assert row.charges[0].note == note
    assert row.charges[0].note + row.description == after


@pytest.mark.parametrize(
    ("charge", "fee"),
    [
        (Charge("Miễn phí"), "Miễn phí"),
        (Charge("Miễn phí", "(Không có)"), "Miễn phí"),
        (Charge("50,000 Việt Nam Đồng", "(/văn bản)"), "50.000 đồng/văn bản"),
        (Charge("70,000 VNĐ", "(70.000 đồng/Giấy chứng nhận)"), "70.000 đồng/Giấy chứng nhận"),
        (Charge("2,000,000 VNĐ", "((áp dụng từ 2025))"), "2.000.000 đồng (áp dụng từ 2025)"),
        (Charge("Không có thông tin", "(do tỉnh quy định)"), "do tỉnh quy định"),
        (Charge("100 USD", "(100 USD/thẻ.)"), "100 USD (100 USD/thẻ.)"),
    ],
)
def test_a_fee_is_written_as_decisions_write_it(charge: Charge, fee: str) -> None:
    assert manner_block(MannerRow("Trực tiếp", "", (charge,), "")).block == {"kind": "in_person", "fee": fee}


def test_free_of_charge_with_an_amount_is_doubtful() -> None:
    read = manner_block(MannerRow("Trực tiếp", "", (Charge("Miễn phí", "(thẩm định: 6.000.000 đồng)"),), ""))
    assert len(read.doubts) == 1
    assert read.block["fee"] == "Miễn phí (thẩm định: 6.000.000 đồng)"


def test_a_time_without_a_unit_is_said_in_the_notes_and_is_no_time_limit() -> None:
    read = manner_block(MannerRow("Trực tuyến", "5", (), "Nộp qua cổng."))
    assert "time_limit" not in read.block
    assert read.block["notes"] == "Thời hạn theo nguồn: 5 (không ghi đơn vị).\n\nNộp qua cổng."
    assert read.doubts == ("thời hạn không ghi đơn vị: «5»",)


def test_a_description_that_begins_with_a_case_is_for_that_case() -> None:
    read = manner_block(MannerRow("Trực tiếp", "", (), "(2) Trường hợp khoáng sản nhóm IV:\n* Nộp tại xã."))
    assert read.block["condition"] == "(2) Trường hợp khoáng sản nhóm IV"
    assert read.block["notes"] == "- Nộp tại xã."
