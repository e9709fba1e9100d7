"""No word of an export is lost: not by a parser, not on the way into a record, not in the file."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ingest.reassembly import cells, reassemble

from generator.ingest.clean import clean
from generator.ingest.national_portal.dossier import parse_dossier
from generator.ingest.national_portal.legal_basis import parse_legal_basis
from generator.ingest.national_portal.manners import HEADS, parse_manners
from generator.ingest.national_portal.pieces import NOTHING_SAID, says_nothing
from generator.ingest.national_portal.record import COLUMNS, split_names, translate
from generator.ingest.national_portal.results import BUTTONS, parse_results
from generator.ingest.yamltext import to_yaml
from generator.load.tree import parse_tree
from generator.records.procedure import Procedure

EXPORT: list[dict[str, str]] = json.loads((Path(__file__).parent / "export.json").read_text(encoding="utf-8"))
TABLES: dict[str, Callable[[str], tuple[Any, ...]]] = {
    "cach_thuc_thuc_hien": parse_manners,
    "thanh_phan_ho_so": parse_dossier,
    "can_cu_phap_ly": parse_legal_basis,
    "ket_qua_xu_ly": parse_results,
}
FRAGMENTS = [
    *HEADS,
    *("Tên giấy tờMẫu đơn, tờ khaiSố lượng", "Tên văn bản pháp lýMã văn bản", NOTHING_SAID, BUTTONS, "Mã: ", "--"),
    *("Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính", "5 Ngày làm việc", "1", "50,000 Việt Nam Đồng", "Miễn phí"),
    *(
        "Phí : 20,000 VNĐ",
        "Lệ phí: 0 Đồng",
        "-5,000 VNĐ",
        "99999 Năm",
        "(",
        ")",
        "(nếu có)",
        "1 bản chính",
        "01 bản chính",
    ),
    *("1 bản chính,1 bản sao", "0 bản chính", "Mẫu 01.docx", ".docx", "118/2008/NĐ-CP", "QH14", "07/2026/TT-BNNMT"),
    *(
        "năm 2016",
        "01/2016/QH14",
        "Nghị định số ",
        "Luật ",
        "Từ khóa",
        "Mô tả",
        "KQ.G12.000441",
        "Bước 1: ",
        "Bước 3. ",
    ),
    *(
        "- ",
        "+ ",
        "a) ",
        "\n",
        " ",
        ".",
        ",",
        ";",
        "Đơn đề nghị",
        "giấy tờ",
        "Trường hợp nhóm II:",
        "<b>",
        "&amp;",
        "\u0301",
    ),
]
TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=24).map("".join)


def letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def words_of(tree: Any) -> str:
    """Return the letters of all values, each key's behind those of the keys before it."""
    if isinstance(tree, str):
        return letters(tree)
    return "|".join(map(words_of, tree.values() if isinstance(tree, dict) else tree))


def missing(column: str, text: str) -> list[str]:
    """Return the words of a field that its record lacks."""
    tree = dict(translate({column: text}).tree)
    tree.pop("source", None)
    has = words_of(tree)
    parts = [cell for piece in TABLES[column](text) for cell in cells(piece)] if column in TABLES else [text]
    if column == "trinh_tu_thuc_hien":
        parts = re.split(r"\n|Bước\s*[0-9]{1,2}\s*[:.)–-]?", text)
    if column not in TABLES:
        parts = [word for part in parts for word in part.split()]
    wanted = [without_currency(letters(part)) for part in parts if not says_nothing(part)]
    has = without_currency(has)
    return [] if says_nothing(text) else [words for words in wanted if words not in has]


def without_currency(words: str) -> str:
    """Take out the words that the names of the currency are made of: amounts in a record have one, «đồng»."""
    return re.sub("việt|nam|vn[đd]|đồng", "", words)


@pytest.mark.parametrize("column", TABLES)
@given(text=TEXTS)
def test_the_pieces_of_any_text_are_that_text(column: str, text: str) -> None:
    assert reassemble(TABLES[column](text)) == text


@pytest.mark.parametrize("record", EXPORT, ids=[record["ma_thu_tuc"] for record in EXPORT])
def test_the_pieces_of_real_layouts_are_their_text(record: dict[str, str]) -> None:
    for column, parse in TABLES.items():
        assert reassemble(parse(record[column])) == record[column]


@pytest.mark.parametrize("column", TABLES)
def test_every_row_of_real_layouts_is_told_from_the_others(column: str) -> None:
    shares = [translate(record).shares.get(COLUMNS[column][0]) for record in EXPORT]
    assert all(share.rows and not share.raw for share in shares if share)


@pytest.mark.parametrize("record", EXPORT, ids=[record["ma_thu_tuc"] for record in EXPORT])
def test_every_word_of_a_record_is_in_its_file(record: dict[str, str]) -> None:
    for column, text in record.items():
        if column not in ("formality_id", "cap_thuc_hien"):
            assert missing(column, clean(text)) == [], column


@pytest.mark.parametrize("column", [column for column in TABLES if column != "can_cu_phap_ly"])
@example(text="Tên giấy tờMẫu đơn, tờ khaiSố lượng01 bản chính")
@given(text=TEXTS.map(clean))
def test_no_word_of_any_text_in_a_table_is_lost(column: str, text: str) -> None:
    assert missing(column, text) == []


@given(text=TEXTS.map(clean))
def test_no_word_of_any_steps_and_conditions_is_lost(text: str) -> None:
    assert missing("yeu_cau_dieu_kien", text) == []
    assert missing("trinh_tu_thuc_hien", text) == []


@given(text=TEXTS.map(clean))
def test_names_in_a_list_keep_their_words(text: str) -> None:
    assert set(map(letters, text.split())) <= set(map(letters, " ".join(split_names(text)).split())) | {""}


@given(values=st.dictionaries(st.sampled_from(sorted(COLUMNS)), TEXTS, max_size=6))
def test_any_record_becomes_a_file_that_reads_as_it_was_written(values: dict[str, str]) -> None:
    tree = translate({column: clean(text) for column, text in values.items()}).tree
    assert parse_tree("x.yml", to_yaml(tree) or "{}") == (tree, [])


@given(values=st.dictionaries(st.sampled_from(sorted(set(COLUMNS) - {"ma_thu_tuc"})), TEXTS, max_size=6))
def test_whatever_the_fields_say_the_record_is_sound(values: dict[str, str]) -> None:
    values = {
        "ten_thu_tuc": "Tên",
        "linh_vuc": "Hộ tịch",
        **{c: t for c, t in values.items() if not says_nothing(clean(t))},
    }
    if all(clean(values[column]) and clean(values[column]).split() for column in ("ten_thu_tuc", "linh_vuc")):
        tree = translate({column: clean(text) for column, text in values.items()} | {"ma_thu_tuc": "1.000001"}).tree
        Procedure.model_validate(tree)
