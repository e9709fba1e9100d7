import pytest

PROCEDURE = "code: '{code}'\nname: {name}\nfield: {field}\nagencies: so-noi-vu\n"
MANNERS = """\
manners:
  - {kind: online, time_limit: 3 ngày, fee: Miễn phí}
  - {kind: post, time_limit: 3 ngày, fee: 8.000 đồng}
"""


def procedure(code, name="Thủ tục", field="Hộ tịch", more=""):
    return {f"procedures/{code}.yml": PROCEDURE.format(code=code, name=name, field=field) + more}


def test_answers_that_ways_to_apply_share_are_given_once(pages_of):
    answers = dict(pages_of(procedure("1.000001", more=MANNERS))["/thu-tuc/1.000001/"].view.answers)
    said = {name: [value.text for value in values] for name, values in answers.items()}
    assert said == {
        "Thời hạn": ["3 ngày"],
        "Phí, lệ phí": ["Miễn phí (trực tuyến)", "8.000 đồng (dịch vụ bưu chính)"],
        "Nơi nộp": ["Sở Nội vụ"],
        "Cách nộp": ["Trực tuyến, Dịch vụ bưu chính"],
        "Cần mang theo": [],
    }


def test_times_that_each_way_has_are_told_without_the_ways(pages_of):
    more = """\
manners:
  - {kind: online, time_limit: 2 ngày}
  - {kind: online, time_limit: 7 ngày}
"""
    answers = dict(pages_of(procedure("1.000001", more=more))["/thu-tuc/1.000001/"].view.answers)
    assert [value.text for value in answers["Thời hạn"]] == ["2 ngày", "7 ngày"]


def test_a_stated_place_comes_before_the_agency(pages_of):
    view = pages_of(procedure("1.000001", more="where: Quầy số 3\n"))["/thu-tuc/1.000001/"].view
    assert [value.text for value in dict(view.answers)["Nơi nộp"]] == ["Quầy số 3"]


def test_procedures_are_listed_by_name_as_vietnamese_sorts_and_by_field(pages_of):
    pages = pages_of(procedure("1.000001", "Đổi thẻ") | procedure("1.000002", "Dạy nghề", "Lao động"))
    assert [item.title for item in pages["/thu-tuc/"].view.items] == ["Dạy nghề", "Đổi thẻ"]
    assert [item.title for item in pages["/thu-tuc/linh-vuc/lao-dong/"].view.items] == ["Dạy nghề"]
    assert pages["/thu-tuc/co-quan/so-noi-vu/"].view.total == 2


def names(links):
    return [link.text for link in links]


LIFE = """\
where: Quầy số 5
dossier: [{name: Tờ khai}]
life:
  - {kind: announced, decision: Quyết định số 1/QĐ-UBND, effective_on: 01/01/2025}
  - kind: amended
    decision: qd-2
    effective_on: 01/01/2026
    before:
      where: Quầy số 3
      dossier: [{name: Tờ khai}, {name: Bản sao căn cước, copies: 1}]
  - {kind: amended, decision: qd-2, effective_on: 01/07/2026, before: {where: Quầy số 4}}
"""
DECISION = "number: 2/QĐ-UBND\nissuer: ubnd\nissued_on: 20/12/2025\nsubject: Công bố thủ tục\n"
DECISIONS = {"documents/qd-2.yml": DECISION}


def test_papers_are_grouped_by_case_with_those_for_everyone_first(pages_of):
    papers = """\
dossier:
  - {name: Văn bản ủy quyền, case: Nộp thay, condition: không cùng hộ}
  - {name: Tờ khai, originals: 1, copies: 2, form: Mẫu số 1}
"""
    groups = pages_of(procedure("1.000001", more=papers))["/thu-tuc/1.000001/"].view.dossier
    assert [(group.case, [paper.name for paper in group.papers]) for group in groups] == [
        ("", ["Tờ khai"]),
        ("Nộp thay", ["Văn bản ủy quyền"]),
    ]
    (paper,) = groups[0].papers
    assert (paper.counts, paper.form) == ("1 bản chính, 2 bản sao", "Mẫu số 1")


@pytest.mark.parametrize(
    ("papers", "told"),
    [
        ("{name: A}, {name: B}", "2 loại giấy tờ"),
        ("{name: A, case: Nộp một bộ}, {name: B, case: Nộp một bộ}", "2 loại giấy tờ"),
        ("{name: A}, {name: B, case: Một}, {name: C, case: Hai}", "Từ 1 loại giấy tờ, tùy trường hợp"),
        ("{name: A, case: Một}, {name: B, case: Hai}, {name: C, case: Hai}", "Từ 1 loại giấy tờ, tùy trường hợp"),
        ("{name: A}, {name: B}, {name: C, condition: Nếu có}", "Từ 2 loại giấy tờ, tùy trường hợp"),
        ("{name: A, condition: Nộp thay}", "Giấy tờ tùy trường hợp"),
    ],
)
def test_papers_of_several_cases_are_not_added_up(pages_of, papers, told):
    view = pages_of(procedure("1.000001", more=f"dossier: [{papers}]\n"))["/thu-tuc/1.000001/"].view
    assert names(dict(view.answers)["Cần mang theo"]) == [told]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("condition: nộp thay", "Chỉ khi: nộp thay"),
        ("condition: Nếu có.", "Nếu có"),
        ("condition: Trường hợp ủy quyền", "Trường hợp ủy quyền"),
        ("form: Mẫu số 25.docx", "Mẫu số 25.docx"),
        ("form: Mau 35 - Phu luc II.docx", "Mau 35 - Phu luc II.docx"),
        ("form: số 03", "Mẫu số 03"),
        ("form: NA13.doc", "Mẫu NA13.doc"),
        ("form: Mauon.docx", "Mẫu: Mauon.docx"),
        ("form: Phụ lục III", "Mẫu: Phụ lục III"),
    ],
)
def test_no_word_is_said_twice_of_a_paper(pages_of, written, shown):
    view = pages_of(procedure("1.000001", more=f"dossier: [{{name: A, {written}}}]\n"))["/thu-tuc/1.000001/"].view
    (paper,) = view.dossier[0].papers
    assert (paper.condition or paper.form) == shown


def test_ways_that_differ_in_nothing_else_are_one_row(pages_of):
    more = """\
manners:
  - {kind: in_person, time_limit: 3 ngày, fee: 8.000 đồng}
  - {kind: online, time_limit: 3 ngày, fee: Miễn phí}
  - {kind: post, time_limit: 3 ngày, fee: 8.000 đồng}
  - {kind: post, time_limit: 3 ngày, fee: 8.000 đồng}
"""
    rows = pages_of(procedure("1.000001", more=more))["/thu-tuc/1.000001/"].view.manners
    assert [(row.kind, row.fee) for row in rows] == [
        ("Trực tiếp, dịch vụ bưu chính", "8.000 đồng"),
        ("Trực tuyến", "Miễn phí"),
    ]


def test_a_tick_is_named_after_its_paper_alone(pages_of):
    pages = pages_of(
        procedure("1.000001", more="dossier: [{name: Tờ khai}, {name: Đơn}]\n")
        | procedure("1.000002", more="dossier: [{name: Đơn, form: Mẫu 1}]\n")
    )
    first, second = (paper.key for paper in pages["/thu-tuc/1.000001/"].view.dossier[0].papers)
    assert first != second
    assert pages["/thu-tuc/1.000002/"].view.dossier[0].papers[0].key == second


def test_the_page_shows_the_text_of_today_and_says_what_changed_and_will_change(pages_of):
    pages = pages_of(procedure("1.000001", more=LIFE) | DECISIONS)
    view = pages["/thu-tuc/1.000001/"].view
    assert names(dict(view.answers)["Nơi nộp"]) == ["Quầy số 4"]
    (notice,) = view.notices
    assert "Từ ngày 01/07/2026" in notice.text
    assert [link.url for link in notice.links] == ["#qua-trinh", "/van-ban/qd-2/"]
    coming, present, first = view.life
    assert (coming.standing, present.standing, first.standing) == ("", "đang áp dụng", "")
    assert {row.name: (row.former, row.new) for row in present.changes} == {
        "Nơi tiếp nhận hồ sơ": ((("Quầy số 3", True),), (("Quầy số 4", True),)),
        "Thành phần hồ sơ": (
            (("Tờ khai", False), ("Bản sao căn cước (1 bản sao)", True)),
            (("Tờ khai", False),),
        ),
    }
    assert (present.decision.url, first.decision.url) == ("/van-ban/qd-2/", "")
    assert (coming.url, present.url, first.url) == (
        "/thu-tuc/1.000001/ban/2026-07-01/",
        "",
        "/thu-tuc/1.000001/ban/2025-01-01/",
    )


def test_each_other_text_has_a_page_that_leads_back(pages_of):
    pages = pages_of(procedure("1.000001", more=LIFE) | DECISIONS)
    earlier, coming = (pages[f"/thu-tuc/1.000001/ban/{day}/"].view for day in ("2025-01-01", "2026-07-01"))
    assert [names(dict(view.answers)["Nơi nộp"]) for view in (earlier, coming)] == [["Quầy số 3"], ["Quầy số 5"]]
    assert [len(group.papers) for group in earlier.dossier] == [2]
    for view, words in ((earlier, "bản cũ"), (coming, "chưa áp dụng")):
        (notice,) = view.notices
        assert words in notice.text
        assert [link.url for link in notice.links] == ["/thu-tuc/1.000001/"]
        assert view.life == ()


def test_what_is_abolished_says_so_first_and_leads_to_its_successor(pages_of):
    more = "life:\n  - {kind: abolished, decision: qd-2, effective_on: 01/01/2026, successors: 1.000002}\n"
    pages = pages_of(procedure("1.000001", more=more) | procedure("1.000002", "Thủ tục mới") | DECISIONS)
    (notice,) = pages["/thu-tuc/1.000001/"].view.notices
    assert "được thay thế từ ngày 01/01/2026" in notice.text
    assert [link.url for link in notice.links] == ["/thu-tuc/1.000002/", "/van-ban/qd-2/"]


def test_what_is_not_yet_in_force_says_from_when_it_is(pages_of):
    more = "life:\n  - {kind: announced, decision: qd-2, effective_on: 15/06/2026}\n"
    view = pages_of(procedure("1.000001", more=more) | DECISIONS)["/thu-tuc/1.000001/"].view
    assert view.state == "not_yet_in_force"
    assert "từ ngày 15/06/2026" in view.notices[0].text


def test_variants_and_the_procedure_they_vary_lead_to_each_other(pages_of):
    pages = pages_of(procedure("1.000001") | procedure("1.000001.H99", "Riêng", more="variant_of: 1.000001\n"))
    assert names(dict(pages["/thu-tuc/1.000001/"].view.facts)["Các trường hợp"]) == ["Riêng"]
    assert names(dict(pages["/thu-tuc/1.000001.h99/"].view.facts)["Thuộc thủ tục"]) == ["Thủ tục"]


def test_a_time_without_unit_is_said_to_lack_it(pages_of):
    more = "manners: [{kind: online, time_limit: 5}]\n"
    view = pages_of(procedure("1.000001", more=more))["/thu-tuc/1.000001/"].view
    assert names(dict(view.answers)["Thời hạn"]) == ["5 (nguồn không ghi đơn vị)"]


def cases(*conditions):
    rows = "".join(
        f"  - {{kind: online, time_limit: {days} ngày, condition: '{condition}'}}\n"
        for days, condition in enumerate(conditions, 5)
    )
    return f"manners:\n{rows}"


def test_cases_of_few_words_are_told_at_a_glance_and_longer_ones_led_to(pages_of):
    page = pages_of(procedure("1.000001", more=cases("mở mới", "gia hạn")))["/thu-tuc/1.000001/"]
    assert names(dict(page.view.answers)["Thời hạn"]) == ["5 ngày (mở mới)", "6 ngày (gia hạn)"]
    page = pages_of(procedure("1.000002", more=cases("mở mới", "gia hạn " * 20)))["/thu-tuc/1.000002/"]
    times = dict(page.view.answers)["Thời hạn"]
    assert [(link.text, link.url) for link in times] == [
        ("5 ngày", ""),
        ("6 ngày", ""),
        ("tùy trường hợp", "#cach-nop"),
    ]
    assert page.view.manners[1].condition == ("gia hạn " * 20).strip()


def test_of_many_times_the_first_are_told_at_a_glance(pages_of):
    view = pages_of(procedure("1.000001", more=cases("a", "b", "c", "d")))["/thu-tuc/1.000001/"].view
    assert names(dict(view.answers)["Thời hạn"]) == ["5 ngày", "6 ngày", "7 ngày", "tùy trường hợp"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("500.000 đồng " + "theo quy định " * 10, "500.000 đồng…"),
        ("Loại một 900.000 đồng, loại hai 200.000 đồng " + "theo quy định " * 10, "200.000–900.000 đồng…"),
        ("Theo quy định của pháp luật " * 10, "Theo quy định của pháp luật"),
    ],
)
def test_of_a_long_fee_the_amounts_are_told_at_a_glance_and_the_words_below(pages_of, words, told):
    more = f"manners: [{{kind: online, fee: '{words}'}}]\n"
    view = pages_of(procedure("1.000001", more=more))["/thu-tuc/1.000001/"].view
    (fee,) = names(dict(view.answers)["Phí, lệ phí"])
    assert fee.startswith(told) and fee.endswith("…") and len(fee) <= 80
    assert view.manners[0].fee == words.strip()


def test_of_a_long_place_the_beginning_is_told_at_a_glance_and_all_below(pages_of):
    where = ("Trung tâm Phục vụ hành chính công " * 6).strip()
    view = pages_of(procedure("1.000001", more=f"where: {where}\n"))["/thu-tuc/1.000001/"].view
    (place,) = dict(view.answers)["Nơi nộp"]
    assert place.url == "#noi-nop" and len(place.text) <= 100
    assert view.where == where
    assert pages_of(procedure("1.000002", more="where: Quầy 1\n"))["/thu-tuc/1.000002/"].view.where == ""


def test_a_name_too_long_for_a_heading_on_a_phone_is_told_in_full_among_the_facts(pages_of):
    name = ("Cấp giấy phép " * 40).strip()
    facts = dict(pages_of(procedure("1.000001", name))["/thu-tuc/1.000001/"].view.facts)
    assert names(facts["Tên đầy đủ"]) == [name]
    assert not dict(pages_of(procedure("1.000002"))["/thu-tuc/1.000002/"].view.facts)["Tên đầy đủ"]
