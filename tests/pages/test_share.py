from dataclasses import replace

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
