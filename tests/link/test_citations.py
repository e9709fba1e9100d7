"""Which document a text means; where two could be meant, none."""

from datetime import date
from typing import Any

import pytest

from generator.link.citations import Citing, citing, find_cited, index_by_number, links_of
from generator.records.agency import Agency
from generator.records.document import Document
from generator.records.news import News


def document(id_: str, number: str, issued_on: str, province: str | None = None) -> Document:
    return Document.model_validate(
        {
            "id": id_,
            "number": number,
            "issuer": "x",
            "issued_on": issued_on,
            "subject": "S",
            **({"province": province} if province else {}),
        }
    )


HELD = index_by_number(
    [
        document("nq76-2013", "76/NQ-CP", "13/6/2013"),
        document("nq76-2021", "76/NQ-CP", "15/7/2021"),
        document("qd12-mau", "12/QĐ-UBND", "1/2/2020", "mau"),
        document("qd12-khac", "12/QĐ-UBND", "3/4/2020", "khac"),
        document("qd09", "9/2015/QĐ-TTg", "25/3/2015"),
        document("qd99-khac", "99/QĐ-UBND", "3/4/2020", "khac"),
        document("qd5-2019", "5/2019/QĐ-UBND", "3/4/2019", "khac"),
    ]
)
IN_MAU = Citing("", "mau", date(2026, 1, 1))


def candidates(text: str | list[str], who: Citing = IN_MAU) -> list[tuple[str, ...]]:
    return [one.candidates for one in find_cited([text] if isinstance(text, str) else text, HELD, who)]


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        ("Nghị quyết số 76/NQ-CP ngày 15/7/2021", IN_MAU, [("nq76-2021",)]),
        ("Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021", IN_MAU, [("nq76-2021",)]),
        ("Nghị quyết số 76/NQ-CP ngày 16/7/2021", IN_MAU, [()]),
        ("Nghị quyết số 76/NQ-CP", IN_MAU, [("nq76-2013", "nq76-2021")]),
        ("Nghị quyết số 76/NQ-CP", Citing("", "mau", date(2015, 1, 1)), [("nq76-2013",)]),
        ("Nghị quyết số 76/NQ-CP", Citing("", "mau", date(2013, 6, 12)), [()]),
        ("Nghị quyết số 76/NQ-CP", Citing("", "mau", date(2013, 6, 13)), [("nq76-2013",)]),
        ("Quyết định số 12/QĐ-UBND", IN_MAU, [("qd12-mau",)]),
        ("Quyết định số 12/QĐ-UBND", Citing("", None, None), [()]),
        ("Quyết định số 12/QĐ-UBND ngày 3/4/2020", IN_MAU, [("qd12-khac",)]),
        ("Quyết định số 99/QĐ-UBND", IN_MAU, [()]),
        ("Quyết định số 05/2019/QĐ-UBND", IN_MAU, [("qd5-2019",)]),
        ("09/2015/QĐ-TTg", Citing("", None, None), [("qd09",)]),
        ("không có gì", IN_MAU, []),
    ],
)
def test_a_citation_leads_to_what_it_can_mean(text: str, who: Citing, expected: list[tuple[str, ...]]) -> None:
    assert candidates(text, who) == expected


def test_a_number_without_date_means_the_one_that_the_same_texts_date() -> None:
    texts = ["Nghị quyết số 76/NQ-CP ngày 15/7/2021 được ban hành.", "Theo Nghị quyết 76/NQ-CP"]
    assert candidates(texts) == [("nq76-2021",), ("nq76-2021",)]
    assert candidates([*texts, "Nghị quyết 76/NQ-CP ngày 13/6/2013"])[1] == ("nq76-2013", "nq76-2021")


def test_a_document_does_not_cite_itself() -> None:
    own = Citing("qd12-mau", "mau", date(2020, 2, 1))
    assert candidates("Quyết định số 12/QĐ-UBND ngày 1/2/2020, Quyết định 12/QĐ-UBND", own) == []


def test_each_document_is_cited_once_and_only_the_unique_ones_become_links() -> None:
    text = "Quyết định 12/QĐ-UBND; Quyết định 12/QĐ-UBND; Nghị quyết 76/NQ-CP; Nghị định 1/2001/NĐ-CP"
    found = find_cited([text], HELD, IN_MAU)
    assert [one.wording for one in found] == ["Quyết định 12/QĐ-UBND", "Nghị quyết 76/NQ-CP", "Nghị định 1/2001/NĐ-CP"]
    assert [(link.number, link.issued_on, link.document_id) for link in links_of(found)] == [
        ("12/QĐ-UBND", None, "qd12-mau")
    ]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (document("a", "1/KH-UBND", "1/2/2020", "mau"), Citing("a", "mau", date(2020, 2, 1))),
        (
            News.model_validate({"id": "n", "title": "N", "posted_at": "5/1/2026", "province": "mau"}),
            Citing("", "mau", date(2026, 1, 5)),
        ),
        (
            Agency.model_validate({"id": "a", "name": "A", "kind": "department", "province": "mau"}),
            Citing("", "mau", None),
        ),
    ],
)
def test_what_a_record_tells_of_its_citations_is_its_province_and_date(record: Any, expected: Citing) -> None:
    assert citing(record) == expected
