from dataclasses import replace

from generator.pages import share
from generator.pages.page import Card
from generator.pages.share import card_alt, card_url

NEWS = "title: Tin\nposted_at: 30/03/2026 08:30:00\nauthors: Cao Hải\n"
PLAN = """\
number: 12/QĐ-UBND
issuer: ubnd
issued_on: 05/01/2026
subject: Ban hành Kế hoạch
plan: {tasks: [{order: 1, content: Việc, lead: so-noi-vu}]}
"""
CARD = Card("Tin", "Sở", "01/01/2026", "Cổng")


def test_a_record_has_a_card_with_title_agency_and_day(pages_of):
    pages = pages_of({"documents/a.yml": PLAN, "news/tin.yml": NEWS})
    assert pages["/van-ban/a/"].head.preview.card == Card(
        "Quyết định số 12/QĐ-UBND: Ban hành Kế hoạch", "Ủy ban nhân dân tỉnh Mẫu", "05/01/2026", "Cổng thử nghiệm"
    )
    assert pages["/tin-tuc/2026/03/30/tin/"].head.preview.card == Card(
        "Tin", "Cao Hải", "30/03/2026", "Cổng thử nghiệm"
    )


def test_a_task_has_the_card_of_its_plan(pages_of):
    pages = pages_of({"documents/a.yml": PLAN})
    assert pages["/nhiem-vu/a/1/"].head.preview.card == pages["/van-ban/a/"].head.preview.card


def test_the_first_picture_that_others_can_show_takes_the_place_of_the_card(pages_of):
    images = "images: [{file: a.svg, alt: Hình}, {file: b c.JPG, alt: Ảnh}]\n"
    files = {
        "news/tin.yml": NEWS + images,
        "files/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "files/b c.JPG": "x",
    }
    preview = pages_of(files)["/tin-tuc/2026/03/30/tin/"].head.preview
    assert (preview.picture, preview.alt, preview.card) == ("/tep/b%20c.JPG", "Ảnh", None)


def test_a_portal_can_do_without_cards(pages_of):
    pages = pages_of({"news/tin.yml": NEWS}, "features: {share_images: false}\n")
    assert {page.head.preview.card for page in pages.values()} == {None}


def test_a_card_is_named_by_all_that_it_shows():
    others = [replace(CARD, **{field: "khác"}) for field in ("title", "agency", "day", "portal")]
    assert len({card_url(card) for card in (CARD, *others)}) == 5
    assert card_url(CARD) == card_url(replace(CARD))
    assert card_url(replace(CARD, title="Tin Sở", agency="")) != card_url(replace(CARD, title="Tin", agency="Sở"))


def test_the_words_of_a_card_stand_in_for_it():
    assert card_alt(CARD) == "Tin. Sở. 01/01/2026"
    assert card_alt(replace(CARD, agency="", day="")) == "Tin"


def test_older_records_of_a_kind_show_the_card_of_their_agency_or_of_the_portal(pages_of, monkeypatch):
    monkeypatch.setattr(share, "_MOST", 1)
    procedure = "code: '1.000100'\nname: Khai sinh\nfield: Hộ tịch\nagencies: [Bộ Khác, so-noi-vu]\n"
    files = {
        "documents/a.yml": PLAN,
        "documents/b.yml": PLAN.replace("12/", "13/").replace("05/01", "06/01"),
        "news/tin.yml": NEWS,
        "news/cu.yml": NEWS.replace("30/03", "29/03"),
        "procedures/1.yml": procedure + "announced_on: 01/01/2020\n",
        "procedures/2.yml": procedure.replace("0100", "0200"),
    }
    pages = pages_of(files)
    cards = {url: pages[url].head.preview.card for url in pages}
    assert cards["/van-ban/b/"].title.endswith("Ban hành Kế hoạch")
    assert cards["/van-ban/a/"] == cards["/nhiem-vu/a/1/"] == cards["/co-quan/ubnd/"]
    assert cards["/tin-tuc/2026/03/30/tin/"].title == "Tin"
    assert cards["/tin-tuc/2026/03/29/cu/"] is None
    assert cards["/thu-tuc/1.000100/"].title == "Khai sinh"
    assert cards["/thu-tuc/1.000200/"] == cards["/co-quan/so-noi-vu/"]


def test_an_older_record_still_tells_its_day(pages_of, monkeypatch):
    monkeypatch.setattr(share, "_MOST", 0)
    assert pages_of({"documents/a.yml": PLAN})["/van-ban/a/"].head.preview.published == "2026-01-05"


INDICATOR = """\
name: Chỉ số PCI
unit: điểm
province: {province}
values:
  - {{year: 2025, value: 85, {as_of}source: {{publisher: Liên đoàn}}}}
  - {{year: 2030, value: 90, role: target, source: {{publisher: Kế hoạch}}}}
"""


def test_indicators_of_one_name_have_cards_and_titles_with_their_province_and_the_day_of_their_newest_figure(pages_of):
    files = {
        "indicators/a.yml": INDICATOR.format(province="mau", as_of=""),
        "indicators/b.yml": INDICATOR.format(province="khac", as_of="as_of: 31/12/2025, "),
        "indicators/c.yml": INDICATOR.format(province="", as_of="").replace("province: \n", ""),
        "indicators/d.yml": INDICATOR.format(province="mau", as_of="").replace("PCI", "PCI tỉnh Mẫu"),
    }
    pages = pages_of(files)
    heads = {id_: pages[f"/chi-so/{id_}/"].head for id_ in "abcd"}
    assert {id_: (head.preview.card.agency, head.preview.card.day) for id_, head in heads.items()} == {
        "a": ("Tỉnh Mẫu", "Năm 2025"),
        "b": ("Tỉnh Khác", "31/12/2025"),
        "c": ("Liên đoàn", "Năm 2025"),
        "d": ("Tỉnh Mẫu", "Năm 2025"),
    }
    titles = {id_: head.title for id_, head in heads.items()}
    assert titles == {
        "a": "Chỉ số PCI, Tỉnh Mẫu",
        "b": "Chỉ số PCI, Tỉnh Khác",
        "c": "Chỉ số PCI",
        "d": "Chỉ số PCI tỉnh Mẫu",
    }
    assert {id_: dict(head.metadata)["DC.title"] for id_, head in heads.items()} == titles
    assert {id_: head.linked_data[0]["name"] for id_, head in heads.items()} == titles


def test_a_procedure_without_a_day_of_its_own_shows_that_of_the_decision_that_announced_it(pages_of):
    procedure = "code: '1.000100'\nname: Khai sinh\nfield: Hộ tịch\ndecided_by: a\n"
    preview = pages_of({"documents/a.yml": PLAN, "procedures/1.yml": procedure})["/thu-tuc/1.000100/"].head.preview
    assert (preview.card.day, preview.published) == ("05/01/2026", "2026-01-05")
