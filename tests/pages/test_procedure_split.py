"""A text that is too long for one page goes on on the next, and no word of it is lost."""

import json
import re

import yaml

PAGE = "/thu-tuc/1.000001/"


def pages_with(pages_of, **more):
    record = {"code": "1.000001", "name": "Thủ tục", "field": "Hộ tịch", "agencies": "so-noi-vu", **more}
    record |= {"manners": [{"kind": "online", "time_limit": "5 ngày"}], "where": "Quầy số 3"}
    pages = pages_of({"procedures/1.000001.yml": yaml.safe_dump(json.loads(json.dumps(record)), allow_unicode=True)})
    return [page for url, page in pages.items() if re.fullmatch(rf"{PAGE}(trang/\d+/)?", url)]


def words(count, start=0):
    return " ".join(f"chữ{number}" for number in range(start, start + count))


def test_a_text_of_usual_length_has_one_page(pages_of):
    (page,) = pages_with(pages_of, steps=[words(2000), words(2000)])
    assert (len(page.view.steps), page.view.pager.pages) == (2, 1)


def test_steps_go_on_with_their_numbers_and_all_words_in_order(pages_of):
    pages = pages_with(pages_of, steps=[words(6000), words(50_000, 6000), words(6000, 56_000)])
    assert [page.url for page in pages] == [PAGE, *(f"{PAGE}trang/{n}/" for n in range(2, len(pages) + 1))]
    assert len(pages) > 3
    assert [page.view.first_step for page in pages][:3] == [1, 2, 2]
    assert pages[-1].view.first_step + len(pages[-1].view.steps) == 4
    text = " ".join(step.text for page in pages for step in page.view.steps)
    assert text.split() == words(62_000).split()


def test_whatever_is_long_is_cut_and_kept(pages_of):
    long = {
        "body": "\n\n".join(words(20, 20 * number) for number in range(2000)),
        "conditions": "x" * 200_000,
        "raw": {"dossier": "&" * 100_000},
        "dossier": [{"name": f"Giấy {number} {words(30)}", "case": f"Nhóm {number // 500}"} for number in range(1000)],
        "legal_basis": [f"Quy định {number}" for number in range(1000)],
    }
    views = [page.view for page in pages_with(pages_of, **long)]
    assert "".join(view.conditions.text for view in views) == long["conditions"]
    assert "".join(text for view in views for _, text in view.raw) == long["raw"]["dossier"]
    assert " ".join(view.body.text for view in views).split() == long["body"].split()
    papers = [(group.case, paper.name) for view in views for group in view.dossier for paper in group.papers]
    assert papers == [(paper["case"], paper["name"]) for paper in long["dossier"]]
    assert [link.text for view in views for link in view.legal_basis] == long["legal_basis"]


def test_what_is_asked_first_and_the_facts_are_on_the_first_page_alone(pages_of):
    first, *others = pages_with(pages_of, body=words(40_000))
    assert first.view.answers and first.view.facts and first.view.poster
    assert first.head.twin and first.head.metadata
    for page in others:
        assert not (page.view.answers or page.view.facts or page.view.poster or page.head.twin or page.head.metadata)
    assert others[0].head.title == "Thủ tục, trang 2"
