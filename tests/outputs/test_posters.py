"""The PDF of sheets as its reader draws it."""

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from zxingcpp import read_barcodes

from generator.outputs.posters import posters_pdf
from generator.pages.poster import PosterView

MADE_AT = datetime(2026, 6, 1, tzinfo=UTC)
ADDRESS = "https://cchc.example/thu-tuc/1.000001/"
SHEET = PosterView(
    owner="Ủy ban nhân dân tỉnh Mẫu",
    name="Đăng ký khai sinh lưu động",
    code="1.000001",
    answers=(("Thời hạn", "Trong ngày"), ("Phí, lệ phí", "8.000 đồng/bản")),
    papers=("Tờ khai (1 bản chính)", "Giấy chứng sinh"),
    more=3,
    address=ADDRESS,
    since="15/01/2026",
)
LONGEST = replace(
    SHEET,
    name="Quyết định nhường " * 17 + "nghỉ phép",
    answers=tuple((f"Mục {number}", ("nghiêng ngả " * 20).strip()) for number in range(6)),
    papers=tuple(f"{number}. " + "nguyễn thướt tha " * 9 for number in range(12)),
)


def pages(data: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(data)


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize("sheet", [SHEET, LONGEST], ids=["short", "longest"])
def test_a_sheet_is_one_page_with_all_its_words(sheet: PosterView) -> None:
    document = pages(posters_pdf([sheet], "Niêm yết", MADE_AT))
    assert len(document) == 1
    text = words(document[0])
    said = [sheet.owner.upper(), sheet.name, *(part for pair in sheet.answers for part in pair), *sheet.papers]
    for part in (*said, "Và 3 loại giấy tờ khác", ADDRESS, "từ ngày 15/01/2026", "của ngày 01/06/2026"):
        assert " ".join(part.split()) in text


def test_nothing_of_the_longest_sheet_runs_into_its_foot_or_off_the_page() -> None:
    page = pages(posters_pdf([LONGEST], "Niêm yết", MADE_AT))[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    lines = [bottom for _, bottom, _, top in boxes if top > bottom]
    width, _ = page.get_size()
    assert min(left for left, *_ in boxes) > 0
    assert max(right for *_, right, _ in boxes) < width
    foot = (16 + 38 + 3) / 25.4 * 72
    between = [bottom for bottom in lines if foot - 3 < bottom < foot + 3]
    assert between == []


@pytest.mark.parametrize("sheet", [SHEET, LONGEST], ids=["short", "longest"])
def test_the_code_on_the_sheet_reads_as_its_address(sheet: PosterView) -> None:
    page = pages(posters_pdf([sheet], "Niêm yết", MADE_AT))[0]
    assert [found.text for found in read_barcodes(page.render(scale=2).to_pil())] == [ADDRESS]


def test_each_sheet_has_a_page_of_its_own_in_the_order_given() -> None:
    document = pages(posters_pdf([SHEET, replace(SHEET, name="Khai tử")], "Niêm yết", MADE_AT))
    assert ["Khai tử" in words(page) for page in document] == [False, True]


def test_the_same_sheets_make_the_same_bytes() -> None:
    assert posters_pdf([SHEET], "Niêm yết", MADE_AT) == posters_pdf([SHEET], "Niêm yết", MADE_AT)
