from generator.pages.poster import posters

PROCEDURE = "code: '{code}'\nname: {name}\nfield: Hộ tịch\n"
MORE = """\
manners: [{kind: online, time_limit: Trong ngày, fee: Miễn phí}]
where: Quầy số 3
dossier: [{name: Tờ khai, originals: 1, form: Mẫu 1}, {name: Giấy ủy quyền, condition: nộp thay},
  {name: Đơn, form: số 03}, {name: Ảnh, condition: Nếu có}, {name: Sổ, case: Trường hợp làm lại}]
results: Giấy khai sinh
"""


def procedure(code, name="Thủ tục", more=""):
    return {f"procedures/{code}.yml": PROCEDURE.format(code=code, name=name) + more}


def test_a_sheet_answers_what_is_asked_first_and_leads_to_the_rest(pages_of):
    view = pages_of(procedure("1.000001", more=MORE))["/thu-tuc/1.000001/niem-yet/"].view
    assert dict(view.answers) == {
        "Thời hạn": "Trong ngày",
        "Phí, lệ phí": "Miễn phí",
        "Nơi nộp": "Quầy số 3",
        "Cách nộp": "Trực tuyến",
        "Kết quả": "Giấy khai sinh",
    }
    assert view.papers == (
        "Tờ khai (1 bản chính; mẫu 1)",
        "Giấy ủy quyền – chỉ khi: nộp thay",
        "Đơn (mẫu số 03)",
        "Ảnh – nếu có",
        "Sổ – trường hợp làm lại",
    )
    assert view.address == "https://cchc.example/thu-tuc/1.000001/"


def test_of_a_long_paper_the_name_is_cut_before_its_form(pages_of):
    more = f"dossier: [{{name: {'Giấy ' * 100}, originals: 1, form: số 03}}]\n"
    (paper,) = pages_of(procedure("1.000001", more=more))["/thu-tuc/1.000001/niem-yet/"].view.papers
    assert paper.endswith("Giấy… (1 bản chính; mẫu số 03)")
    assert len(paper) <= 170


def test_papers_that_find_no_room_are_counted(pages_of):
    papers = ", ".join(f"{{name: Giấy {number}}}" for number in range(20))
    view = pages_of(procedure("1.000001", more=f"dossier: [{papers}]\n"))["/thu-tuc/1.000001/niem-yet/"].view
    assert (len(view.papers), view.more) == (12, 8)


def test_what_cannot_be_asked_for_is_not_put_up(pages_of, site_of):
    coming = "life: [{kind: announced, decision: Quyết định số 1/QĐ-UBND, effective_on: 01/01/2027}]\n"
    records = (
        procedure("1.000001", more="state: abolished\n")
        | procedure("1.000002", more=coming)
        | procedure("1.000003", "Sửa", "state: amended\n")
        | procedure("1.000004", "Đổi")
    )
    pages = pages_of(records)
    assert [url for url in pages if "niem-yet" in url] == [f"/thu-tuc/1.00000{n}/niem-yet/" for n in (3, 4)]
    assert [pages[f"/thu-tuc/1.00000{n}/"].view.poster for n in (1, 2)] == ["", ""]
    site = site_of(records)
    assert [sheet.name for sheet in posters(site, site.procedures.values())] == ["Đổi", "Sửa"]
