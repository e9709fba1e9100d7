def test_areas_that_continue_each_other_stand_in_one_row(pages_of):
    view = pages_of({})["/linh-vuc/"].view
    assert [(link.url, years) for link, years in view.programmes] == [
        ("/chuong-trinh/a/", "2011-2020"),
        ("/chuong-trinh/b/", "2021-2030"),
    ]
    assert [[[area.url for area in areas] for areas in row] for row in view.rows] == [
        [["/linh-vuc/the-che-1/"], ["/linh-vuc/the-che-2/"]],
        [[], ["/linh-vuc/so/"]],
    ]
    assert view.mapped


def test_an_area_leads_to_what_it_continues_and_what_continues_it(pages_of):
    pages = pages_of({})
    facts = {id_: dict(pages[f"/linh-vuc/{id_}/"].view.facts) for id_ in ("the-che-1", "the-che-2")}
    assert [link.url for link in facts["the-che-2"]["Tiếp nối từ"]] == ["/linh-vuc/the-che-1/"]
    assert [link.url for link in facts["the-che-1"]["Được tiếp nối bởi"]] == ["/linh-vuc/the-che-2/"]
    assert not facts["the-che-1"]["Tiếp nối từ"]
    assert facts["the-che-1"]["Chương trình"][0].url == "/chuong-trinh/a/"


def test_the_document_of_a_programme_is_found_by_how_it_is_cited(pages_of):
    resolution = "number: 76/NQ-CP\nissuer: ubnd\nissued_on: 15/07/2021\nsubject: Chương trình\n"
    pages = pages_of({"documents/nq.yml": resolution})
    assert dict(pages["/linh-vuc/the-che-2/"].view.facts)["Văn bản ban hành"][0].url == "/van-ban/nq/"
    assert dict(pages["/linh-vuc/the-che-1/"].view.facts)["Văn bản ban hành"] == ()
