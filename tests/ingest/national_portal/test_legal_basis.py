"""Documents whose names and numbers were run together."""

import pytest

from generator.ingest.national_portal.legal_basis import HEAD, LawRow, cite, parse_legal_basis


def rows(text: str) -> list[tuple[str, str]]:
    return [(piece.name, piece.number) for piece in parse_legal_basis(HEAD + text) if isinstance(piece, LawRow)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luật Căn cước26/2023/QH15", [("Luật Căn cước", "26/2023/QH15")]),
        (
            "Luật 78/2006/QH1178/2006/QH11Luật29/2001/QH10",
            [("Luật 78/2006/QH11", "78/2006/QH11"), ("Luật", "29/2001/QH10")],
        ),
        (
            "sửa đổi Thông tư 19/2021/TT-BTC ngày 18/3/2021 về thuế46/2024/TT-BTCNghị định về thuế91/2022/NĐ-CP",
            [
                ("sửa đổi Thông tư 19/2021/TT-BTC ngày 18/3/2021 về thuế", "46/2024/TT-BTC"),
                ("Nghị định về thuế", "91/2022/NĐ-CP"),
            ],
        ),
        ("Đính chính ngày 12/6/20252418/QĐ-BNNMT", [("Đính chính ngày 12/6/2025", "2418/QĐ-BNNMT")]),
        ("Luật Đấu giá năm 201601/2016/QH14", [("Luật Đấu giá năm 2016", "01/2016/QH14")]),
        ("Luật sửa đổi 202323/2023/QH15", [("Luật sửa đổi 2023", "23/2023/QH15")]),
        (
            "Luật Địa chất54/2024/QH15193/2025/NĐ-CP193/2025/NĐ-CP",
            [("Luật Địa chất", "54/2024/QH15"), ("193/2025/NĐ-CP", "193/2025/NĐ-CP")],
        ),
        (
            "về miễn phí66.16/2026/NQ-CP Thông tư về lệ phí64/2025/TT-BTC",
            [("về miễn phí", "66.16/2026/NQ-CP"), (" Thông tư về lệ phí", "64/2025/TT-BTC")],
        ),
        (
            "Thông tư số 53/2025/TT-BCAngày 01/7/2025 về căn cước.53/2025/TT-BCA",
            [("Thông tư số 53/2025/TT-BCAngày 01/7/2025 về căn cước.", "53/2025/TT-BCA")],
        ),
        ("Quy định về phân bón.Nghị định 84/2019/NĐ-CP..", [("Quy định về phân bón.", "Nghị định 84/2019/NĐ-CP..")]),
        (
            "LuậtLuật 18/2017/QH14QUY ĐỊNH25/2021/TT-BTC",
            [("Luật", "Luật 18/2017/QH14"), ("QUY ĐỊNH", "25/2021/TT-BTC")],
        ),
        (
            "Quyết định của Tổng cục15/QĐ-TCTSLThông tư khác07/2026/TT-BTC",
            [("Quyết định của Tổng cục", "15/QĐ-TCTSL"), ("Thông tư khác", "07/2026/TT-BTC")],
        ),
        ("Quyết định 24/2024/QĐ-UBND mẫu hồ sơ24/2024", [("Quyết định 24/2024/QĐ-UBND mẫu hồ sơ", "24/2024")]),
    ],
)
def test_rows_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("name", "number", "cited"),
    [
        ("Luật Căn cước", "26/2023/QH15", "Luật Căn cước số 26/2023/QH15"),
        ("Luật", "29/2001/QH10", "Luật số 29/2001/QH10"),
        ("Luật sửa đổi 15 luật", "Luật số 146/2025/QH15", "Luật số 146/2025/QH15 sửa đổi 15 luật"),
        ("Thông tư quy định chi tiết", "75/2024/TT-BCA", "Thông tư số 75/2024/TT-BCA quy định chi tiết"),
        ("Nghị định 08/2020/NĐ-CP ", "08/2020/NĐ-CP", "Nghị định 08/2020/NĐ-CP"),
        ("sửa đổi một số điều", "Nghị định số 33/2026/NĐ-CP", "Nghị định số 33/2026/NĐ-CP sửa đổi một số điều"),
        ("Quy định về thuế", "38/2015/TT-BTC", "Thông tư số 38/2015/TT-BTC: Quy định về thuế"),
        ("Quyết định 24/2024/QĐ-UBND", "24/2024", "Quyết định 24/2024/QĐ-UBND"),
        ("Mẫu hồ sơ", "24/2024", "Mẫu hồ sơ (24/2024)"),
    ],
)
def test_a_document_is_cited_as_texts_cite_it(name: str, number: str, cited: str) -> None:
    assert cite(LawRow(name, number)) == cited
