"""The tables of papers, told by their counts."""

import pytest

from generator.ingest.national_portal.dossier import HEAD, Case, PaperRow, parse_dossier, read_counts


def papers(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(p.name, p.forms, p.counts) for p in parse_dossier(f"--{HEAD}{text}") if isinstance(p, PaperRow)]


@pytest.mark.parametrize(
    ("text", "name", "counts"),
    [
        ("Đơn đề nghị1 bản chính", "Đơn đề nghị", "1 bản chính"),
        ("Bằng đại học0 bản chính,1 bản sao", "Bằng đại học", "0 bản chính,1 bản sao"),
        ("Báo cáo (nếu có): 01 bản chính0 bản chính", "Báo cáo (nếu có): 01 bản chính", "0 bản chính"),
        (
            "Giấy phép: 01 bản chính nếu nhập một lần1 bản chính",
            "Giấy phép: 01 bản chính nếu nhập một lần",
            "1 bản chính",
        ),
        ("Thông tư ngày 28/8/20201 bản chính", "Thông tư ngày 28/8/2020", "1 bản chính"),
        ("Mẫu CC011 bản chính", "Mẫu CC01", "1 bản chính"),
        ("Ảnh mới chụp10 bản chính", "Ảnh mới chụp", "10 bản chính"),
        ("Tờ khai theo quy định 1 bản chính", "Tờ khai theo quy định ", "1 bản chính"),
    ],
)
def test_the_counts_end_a_row(text: str, name: str, counts: str) -> None:
    assert papers(text) == [(name, (), counts)]
    assert [found[0] for found in papers(f"{text}02 ảnh.2 bản chính")] == [name, "02 ảnh."]


@pytest.mark.parametrize(
    ("cells", "name", "forms"),
    [
        (
            "Đơn theo Nghị định số 33/2026/NĐ-CPMẫu số 25.docx",
            "Đơn theo Nghị định số 33/2026/NĐ-CP",
            ("Mẫu số 25.docx",),
        ),
        (
            "Giấy phép nhóm IVMau 36 - PL II_36.2025.TT-BNN.doc",
            "Giấy phép nhóm IV",
            ("Mau 36 - PL II_36.2025.TT-BNN.doc",),
        ),
        (
            "Đề án theo Nghị định số 23/2026/NĐ-CP.Mau35.docxMau36.docx",
            "Đề án theo Nghị định số 23/2026/NĐ-CP.",
            ("Mau35.docx", "Mau36.docx"),
        ),
        ("Phiếu (mẫu TK03)TK03-Phieu.docx", "Phiếu (mẫu TK03)", ("TK03-Phieu.docx",)),
        ("Đơn đăng kýMauDonDangKy (1).docx", "Đơn đăng ký", ("MauDonDangKy (1).docx",)),
        ("tờ khai.docx", "tờ khai.docx", ()),
    ],
)
def test_names_of_files_are_split_off_at_the_seam(cells: str, name: str, forms: tuple[str, ...]) -> None:
    assert papers(f"{cells}1 bản chính") == [(name, forms, "1 bản chính")]


def test_each_table_has_its_case() -> None:
    pieces = parse_dossier(f"Nhóm II:{HEAD}Đơn1 bản chính* Nhóm IV{HEAD}Bản đồ1 bản chính--{HEAD}Ảnh1 bản chính")
    assert [p.text if isinstance(p, Case) else p.name for p in pieces if isinstance(p, Case | PaperRow)] == [
        *("Nhóm II:", "Đơn"),
        *("* Nhóm IV", "Bản đồ"),
        *("--", "Ảnh"),
    ]


def test_counts_read_as_numbers() -> None:
    assert read_counts("2 bản chính,1 bản sao") == (2, 1)
    assert read_counts("0 bản chính") == (0, None)
