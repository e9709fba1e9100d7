"""The configuration is read as a record is."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.load.config import check_expiry, load_config

GOOD = "name: Cổng\ndescription: Một cổng.\nbase_url: https://a.vn\nowner: {name: UBND}\n"


def test_a_configuration_is_read(tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text(GOOD)
    portal, problems = load_config(tmp_path, tmp_path / "site_config.yml")
    assert problems == []
    assert portal is not None
    assert (portal.base_url, portal.time_zone, portal.page_sizes.news) == ("https://a.vn/", "Asia/Ho_Chi_Minh", 20)


def test_what_is_wrong_with_it_is_said_at_its_place(tmp_path: Path) -> None:
    text = GOOD + "nane: x\nnavigation: [{title: Tin, url: https://b.vn/}]\npage_sizes: {news: 0}\n"
    (tmp_path / "config.yml").write_text(text)
    portal, problems = load_config(tmp_path, tmp_path / "config.yml")
    assert portal is None
    assert sorted((p.code, str(p.span), p.hint) for p in problems) == [
        ("MB020", "config.yml:5:1", "name"),
        ("MB025", "config.yml:6:32", "địa chỉ trong cổng, ví dụ /van-ban/ten/"),
        ("MB025", "config.yml:7:20", ""),
    ]


def test_an_area_continues_areas_of_earlier_programmes_only(tmp_path: Path) -> None:
    programmes = """\
programmes:
  - {{id: a, name: A, period: 2011-2020, areas: [{{id: the-che-1, name: Thể chế}}]}}
  - {{id: b, name: B, period: 2021-2030, areas: [{{id: the-che-2, name: Thể chế, continues: {}}}, {{id: so, name: S}}]}}
"""
    found = {}
    for written in ("the-che-1", "[the-che-1, the-che]", "so"):
        (tmp_path / "config.yml").write_text(GOOD + programmes.format(written))
        _, problems = load_config(tmp_path, tmp_path / "config.yml")
        found[written] = [(p.code, str(p.span), p.hint) for p in problems]
    assert found == {
        "the-che-1": [],
        "[the-che-1, the-che]": [("MB032", "config.yml:7:103", "the-che-1")],
        "so": [("MB029", "config.yml:7:91", "ghi ở lĩnh vực của chương trình sau")],
    }


def test_a_missing_configuration_is_a_problem(tmp_path: Path) -> None:
    portal, (problem,) = load_config(tmp_path, tmp_path / "site_config.yml")
    assert (portal, problem.code, str(problem.span)) == (None, "MB050", "site_config.yml")


def test_abbreviations_are_words_of_their_own_and_may_be_taken_out(tmp_path: Path) -> None:
    found = {}
    for written in ("{GCN: 'giấy  chứng nhận', HTX: }", "[GCN]", "{GCN: {a: b}}", "{G C N: giấy}"):
        (tmp_path / "config.yml").write_text(f"{GOOD}abbreviations: {written}\n")
        portal, problems = load_config(tmp_path, tmp_path / "config.yml")
        found[written] = portal.abbreviations if portal else [(p.code, str(p.span)) for p in problems]
    assert found == {
        "{GCN: 'giấy  chứng nhận', HTX: }": {"GCN": "giấy chứng nhận", "HTX": ""},
        "[GCN]": [("MB025", "config.yml:5:16")],
        "{GCN: {a: b}}": [("MB025", "config.yml:5:22")],
        "{G C N: giấy}": [("MB025", "config.yml:5:24")],
    }


TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("days", "code"),
    [(-1, "MB052"), (0, "MB090"), (29, "MB090"), (30, None), (366, None), (367, "MB090")],
)
def test_the_end_of_security_txt_is_neither_past_nor_near_nor_far(tmp_path: Path, days: int, code: str | None) -> None:
    file = tmp_path / "khac.yml"
    end = TODAY + timedelta(days)
    file.write_text(f"{GOOD}security:\n  contact: a@b.vn\n  expires: {end:%d/%m/%Y}\n")
    portal, _ = load_config(tmp_path, file)
    assert portal is not None
    found = [(p.code, str(p.span)) for p in check_expiry(portal, tmp_path, file, TODAY)]
    assert found == ([(code, "khac.yml:7:12")] if code else [])


def test_a_portal_need_not_have_a_security_txt(tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text(GOOD)
    portal, _ = load_config(tmp_path, tmp_path / "site_config.yml")
    assert portal is not None
    assert check_expiry(portal, tmp_path, tmp_path / "site_config.yml", TODAY) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("contact: a b@c.vn", "MB028"),
        ("contact: http://b.vn/", "MB028"),
        ("contact: javascript:alert(1)", "MB028"),
        ("contact: []", "MB026"),
        ("contact: a@b.vn, languages: tiếng Việt", "MB025"),
        ("contact: a@b.vn, policy: x", "MB028"),
    ],
)
def test_a_contact_that_cannot_be_reached_is_refused(tmp_path: Path, written: str, code: str) -> None:
    (tmp_path / "site_config.yml").write_text(f"{GOOD}security: {{{written}, expires: 01/01/2027}}\n")
    portal, problems = load_config(tmp_path, tmp_path / "site_config.yml")
    assert portal is None
    assert [p.code for p in problems] == [code]
