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
        "Phí, lệ phí": ["Miễn phí", "8.000 đồng"],
        "Nơi nộp": ["Sở Nội vụ"],
        "Cách nộp": ["Trực tuyến", "Dịch vụ bưu chính"],
    }


def test_a_stated_place_comes_before_the_agency(pages_of):
    view = pages_of(procedure("1.000001", more="where: Quầy số 3\n"))["/thu-tuc/1.000001/"].view
    assert [value.text for value in dict(view.answers)["Nơi nộp"]] == ["Quầy số 3"]


def test_procedures_are_listed_by_name_as_vietnamese_sorts_and_by_field(pages_of):
    pages = pages_of(procedure("1.000001", "Đổi thẻ") | procedure("1.000002", "Dạy nghề", "Lao động"))
    assert [item.title for item in pages["/thu-tuc/"].view.items] == ["Dạy nghề", "Đổi thẻ"]
    assert [item.title for item in pages["/thu-tuc/linh-vuc/lao-dong/"].view.items] == ["Dạy nghề"]
    assert pages["/thu-tuc/co-quan/so-noi-vu/"].view.total == 2
