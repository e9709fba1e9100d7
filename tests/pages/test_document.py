import pytest

from generator.records.document import RELATIONS

DECISION = "number: {number}/QĐ-UBND\nissuer: ubnd\nissued_on: 0{number}/02/2026\nsubject: Quyết định {number}\n"


def decision(number, more=""):
    return {f"documents/qd-{number}.yml": DECISION.format(number=number) + more}


def rows(facts):
    return {name: [link.url for link in links] for name, links in facts}


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_has_its_name_on_each_side(pages_of, relation):
    here, there = RELATIONS[relation]
    pages = pages_of(decision(1) | decision(2, f"relations: {{{relation}: qd-1}}\n"))
    assert rows(pages["/van-ban/qd-2/"].view.relations) == {here: ["/van-ban/qd-1/"]}
    assert rows(pages["/van-ban/qd-1/"].view.relations) == {there: ["/van-ban/qd-2/"]}
    assert pages["/van-ban/qd-1/"].view.cited_by == ()


def test_what_cites_a_document_is_told_by_kind_and_once(pages_of):
    post = "title: Tin\nposted_at: 03/03/2026\ndocuments: qd-1\nbody: Theo Quyết định số 1/QĐ-UBND ngày 01/02/2026.\n"
    pages = pages_of(decision(1) | decision(2, "body: Theo 1/QĐ-UBND.\n") | {"news/tin.yml": post})
    assert rows(pages["/van-ban/qd-1/"].view.cited_by) == {
        "Tin tức": ["/tin-tuc/2026/03/03/tin/"],
        "Văn bản": ["/van-ban/qd-2/"],
    }


def test_a_document_that_is_not_held_is_listed_with_who_cites_it(pages_of):
    pages = pages_of(decision(1, "body: Theo Luật số 104/2016/QH13.\n"))
    ((wording, links, _),) = pages["/van-ban/chua-co/"].view.rows
    assert wording == "Luật số 104/2016/QH13"
    assert [link.url for link in links] == ["/van-ban/qd-1/"]
    assert "/van-ban/chua-co/" not in pages_of(decision(1))


def test_the_head_of_a_document_is_that_of_its_print(pages_of):
    letter = "number: 3637/UBND-VX\nissuer: so-noi-vu\nissued_on: 05/02/2026\nsubject: Đôn đốc\n"
    view = pages_of({"documents/cong-van.yml": letter})["/van-ban/cong-van/"].view
    assert (view.superior, view.issuer, view.type) == ("Ủy ban nhân dân tỉnh Mẫu", "Sở Nội vụ", "")
    assert view.place_date == "Tỉnh Mẫu, ngày 05 tháng 02 năm 2026"


def test_lists_by_type_year_issuer_and_area_hold_what_their_links_count(pages_of):
    pages = pages_of(decision(1, "areas: [the-che-1, the-che-2]\n") | decision(2))
    facets = {group.title: group.links for group in pages["/van-ban/"].view.facets}
    assert [link.text for link in facets["Theo lĩnh vực"]] == [
        "Cải cách thể chế (2011-2020)",
        "Cải cách thể chế (2021-2030)",
    ]
    assert {link.url: link.count for links in facets.values() for link in links} == {
        "/van-ban/loai/quyet-dinh/": 2,
        "/van-ban/nam/2026/": 2,
        "/van-ban/co-quan/ubnd/": 2,
        "/van-ban/linh-vuc/the-che-1/": 1,
        "/van-ban/linh-vuc/the-che-2/": 1,
    }
    for links in facets.values():
        for link in links:
            assert pages[link.url].view.total == link.count


def test_a_plan_stands_in_the_section_of_plans(pages_of):
    pages = pages_of(decision(1, "plan: {declared_tasks: 3}\n") | decision(2))
    assert pages["/van-ban/qd-1/"].head.section == "/ke-hoach/"
    assert pages["/van-ban/qd-2/"].head.section == "/van-ban/"
    assert [item.url for item in pages["/ke-hoach/"].view.items] == ["/van-ban/qd-1/"]
