PROCEDURE = "code: '{code}'\nname: {name}\nfield: Hộ tịch\n"
DECISION = "number: 2/QĐ-UBND\nissuer: ubnd\nissued_on: 20/12/2025\nsubject: Công bố thủ tục\n"


def procedure(code, name, life, more=""):
    return {f"procedures/{code}.yml": PROCEDURE.format(code=code, name=name) + more + "life:\n" + life}


def event(kind, more=""):
    return f"  - {{kind: {kind}, decision: qd-2, effective_on: 01/01/2026{more}}}\n"


def records():
    later = (
        "  - {kind: amended, decision: Quyết định số 9/QĐ-UBND, effective_on: 01/03/2026, before: {where: Quầy 1}}\n"
    )
    return (
        procedure("1.000001", "Đổi thẻ", event("announced"))
        | procedure("1.000002", "Dạy nghề", event("announced") + later, "where: Quầy 2\n")
        | procedure("1.000003", "Cấp sổ", event("abolished", ", successors: 1.000001"))
        | procedure("1.000004", "Sửa sổ", event("amended"))
        | {"documents/qd-2.yml": DECISION}
    )


def test_a_decision_shows_its_lists_in_the_order_of_the_circular(pages_of):
    annexes = pages_of(records())["/van-ban/qd-2/"].view.annexes
    assert [(annex.title, [row.procedure.text for row in annex.rows]) for annex in annexes] == [
        ("Danh mục thủ tục hành chính mới ban hành", ["Dạy nghề", "Đổi thẻ"]),
        ("Danh mục thủ tục hành chính được sửa đổi, bổ sung", ["Sửa sổ"]),
        ("Danh mục thủ tục hành chính bị bãi bỏ", ["Cấp sổ"]),
    ]
    assert [row.number for row in annexes[0].rows] == [1, 2]
    assert [link.url for link in annexes[2].rows[0].successors] == ["/thu-tuc/1.000001/"]


def test_a_list_shows_what_the_decision_said_and_not_what_followed(pages_of):
    annexes = pages_of(records())["/van-ban/qd-2/"].view.annexes
    assert [link.text for link in annexes[0].rows[0].where] == ["Quầy 1"]


def test_long_lists_are_cut_on_the_page_of_the_decision_and_whole_on_their_own(pages_of):
    many = {k: v for n in range(70) for k, v in procedure(f"1.0001{n:02}", f"Cấp {n}", event("announced")).items()}
    pages = pages_of(records() | many)
    view = pages["/van-ban/qd-2/"].view
    assert [len(annex.rows) for annex in view.annexes] == [20, 1, 1]
    assert (view.all_annexes.url, view.all_annexes.count) == ("/van-ban/qd-2/thu-tuc/", 74)
    first, second = pages["/van-ban/qd-2/thu-tuc/"].view, pages["/van-ban/qd-2/thu-tuc/trang/2/"].view
    assert sum(len(annex.rows) for annex in (*first.annexes, *second.annexes)) == 74
    assert [annex.title.rpartition(" ")[2] for annex in second.annexes] == ["hành", "sung", "bỏ"]


def test_a_decision_that_announces_nothing_has_no_lists(pages_of):
    assert pages_of({"documents/qd-2.yml": DECISION})["/van-ban/qd-2/"].view.annexes == ()
