import json
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from generator.pages.page import Alternate, Card, FeedLink, Head, Link, Preview
from generator.render.env import Environments, environments, material_dir
from generator.render.shell import FrameKey, Shell, fill_frame, frame_key, frame_of, render_directly

THEME = Path(__file__).parents[2] / "theme"
STYLE = next(path.name for path in (material_dir() / "assets/stylesheets").glob("main.*.css"))
ENVS = environments([THEME])
SHELL = Shell(
    site_name="Cổng <Cải cách> & minh bạch",
    short_name="Cổng CCHC",
    owner="Sở Nội vụ tỉnh Sơn La",
    parent_owner="Ủy ban nhân dân tỉnh Sơn La",
    responsible="Người Mẫu, Giám đốc",
    address="Phường Tô Hiệu, tỉnh Sơn La",
    phone="0212 3852 009",
    email="sonoivu@example.gov.vn",
    fax="",
    navigation=(Link("Tin tức", "/tin-tuc/"), Link("Văn bản", "/van-ban/")),
    footer=(Link("Sơ đồ trang", "/so-do/"), Link("Cổng quốc gia", "https://example.gov.vn/")),
    base_url="https://example.gov.vn/cchc/",
    emblem="",
    notice="",
    search=True,
    assets={
        "portal.css": "tai-nguyen/portal.1.css",
        "emblem.svg": "tai-nguyen/emblem.2.svg",
        "favicon.svg": "tai-nguyen/favicon.3.svg",
        "apple-touch-icon.png": "tai-nguyen/apple-touch-icon.4.png",
        "search-box.js": "tai-nguyen/search-box.5.js",
        f"assets/stylesheets/{STYLE}": "tai-nguyen/main.4.css",
    },
    generator="Minh Bạch 0",
    card=Card("Cổng <Cải cách>", "Sở Nội vụ", "", "Cổng CCHC"),
)
HEAD = Head(
    title='Tin "một" & <hai>',
    description="Tóm tắt có 'nháy' & <thẻ>",
    section="/tin-tuc/",
    crumbs=(Link("Trang chủ", "/"), Link("Tin & bài", "/tin-tuc/")),
    metadata=(("DC.title", "Tin <một>"), ("DC.creator", "Cao Hải")),
    feeds=(FeedLink("Tin tức", "/tin-tuc/"),),
    twin="/tin-tuc/2015/12/30/a/index.json",
    alternates=(Alternate('Bảng "tin" & <bài>', "/du-lieu/news.csv", "text/csv"),),
    linked_data=({"@type": "NewsArticle", "headline": 'Tin "một" & <hai>'},),
    preview=Preview(Card("Tin", "Sở Nội vụ", "30/12/2015", "Cổng"), published="2015-12-30T15:12:11+07:00"),
)
CONTENT = '<h1>Tin</h1>\n<p>Nội dung {{ không phải khuôn }} &amp; <a href="../">lên</a></p>'


def filled(shell: Shell, url: str, head: Head, content: str = CONTENT, envs: Environments = ENVS) -> str:
    return fill_frame(frame_of(shell, envs, frame_key(head, url)), head, url, content).html


@pytest.mark.parametrize("shell", [SHELL, replace(SHELL, search=False, notice="Cổng <thử>", parent_owner="")])
@pytest.mark.parametrize(
    ("url", "head"),
    [
        ("/", replace(HEAD, layout="home", section="")),
        ("/tin-tuc/", HEAD),
        ("/tin-tuc/2015/12/30/a/", HEAD),
        ("/van-ban/2407/", replace(HEAD, section="/van-ban/", crumbs=(), feeds=(), twin="", description="")),
        ("/van-ban/2408/", replace(HEAD, preview=Preview(picture="/tep/a.jpg", alt='Ảnh "x"'), linked_data=())),
        ("/404.html", replace(HEAD, layout="plain", section="")),
    ],
)
def test_filled_frame_equals_direct_rendering(shell: Shell, url: str, head: Head) -> None:
    assert filled(shell, url, head) == render_directly(shell, ENVS, url, head, CONTENT)


@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), depth=st.integers(0, 5))
def test_no_text_of_a_page_can_tell_frame_and_direct_rendering_apart(text: str, depth: int) -> None:
    url = "/" + "a/" * depth
    head = Head(
        text,
        text,
        "/tin-tuc/",
        (Link(text, "/"),),
        (("DC.title", text),),
        (FeedLink(text, "/"),),
        linked_data=({"name": text},),
        preview=Preview(Card(text, text, text, text), published=text),
    )
    assert filled(SHELL, url, head, text) == render_directly(SHELL, ENVS, url, head, text)


def test_pages_of_one_key_share_a_frame() -> None:
    assert frame_key(HEAD, "/van-ban/a/") == frame_key(replace(HEAD, title="Khác"), "/van-ban/b/")
    assert frame_key(HEAD, "/van-ban/a/") == FrameKey("page", "/tin-tuc/", 2)


def test_every_link_of_the_shell_is_relative_to_the_page() -> None:
    page = html.document_fromstring(filled(SHELL, "/tin-tuc/2015/", HEAD))
    addresses = page.xpath("//@href | //@src | //@action")
    assert "../../van-ban/" in addresses
    assert "../../tai-nguyen/main.4.css" in addresses
    assert "../../tai-nguyen/portal.1.css" in addresses
    assert [address for address in addresses if address.startswith("/")] == []


def test_plain_page_works_at_any_address() -> None:
    page = html.document_fromstring(
        filled(SHELL, "/404.html", Head("Không thấy", layout="plain"), "<h1>Không thấy</h1>")
    )
    local = [a for a in page.xpath("//@href | //@src | //@action") if ":" not in a and not a.startswith("#")]
    assert local
    assert [address for address in local if not address.startswith("/cchc/")] == []
    assert page.xpath("//link[@rel='canonical'] | //nav[@class='breadcrumbs']") == []


def test_nothing_on_the_page_needs_inline_script_or_style() -> None:
    page = html.document_fromstring(filled(SHELL, "/tin-tuc/", HEAD))
    run = "//script[not(@src) or text()][not(@type='application/ld+json')]"
    assert page.xpath(f"{run} | //style | //@style | //@*[starts-with(name(), 'on')]") == []


def test_text_of_head_and_shell_is_escaped() -> None:
    page = html.document_fromstring(filled(SHELL, "/tin-tuc/", HEAD))
    assert page.findtext("head/title") == f"{HEAD.title} – {SHELL.site_name}"
    assert page.xpath("string(//meta[@name='description']/@content)") == HEAD.description
    assert page.xpath("string(//meta[@name='DC.title']/@content)") == "Tin <một>"
    assert page.xpath("//nav[@class='breadcrumbs']//a/text()") == ["Trang chủ", "Tin & bài"]


def test_head_offers_the_other_forms_of_the_page() -> None:
    page = html.document_fromstring(filled(SHELL, "/tin-tuc/2015/12/30/a/", HEAD))
    assert page.xpath("//link[@rel='alternate']/@type") == [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "text/csv",
    ]
    assert page.xpath("//link[@type='text/csv']/@title") == ['Bảng "tin" & <bài>']
    up = "../../../../../"
    assert page.xpath("//link[@rel='alternate']/@href") == [
        f"{up}tin-tuc/rss.xml",
        f"{up}tin-tuc/atom.xml",
        f"{up}tin-tuc/feed.json",
        f"{up}tin-tuc/2015/12/30/a/index.json",
        f"{up}du-lieu/news.csv",
    ]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.gov.vn/cchc/tin-tuc/2015/12/30/a/"]


def test_navigation_marks_the_section_of_the_page() -> None:
    page = html.document_fromstring(filled(SHELL, "/tin-tuc/2015/", HEAD))
    assert page.xpath("//nav[@id='danh-muc']//a[@aria-current]/text()") == ["Tin tức"]


def test_skip_link_leads_to_the_content() -> None:
    page = html.document_fromstring(filled(SHELL, "/tin-tuc/", HEAD))
    (target,) = page.xpath("//a[@class='skip-link']/@href")
    assert page.get_element_by_id(target.removeprefix("#")).findtext("h1") == "Tin"


def test_footer_names_agency_person_and_contacts() -> None:
    page = html.document_fromstring(filled(SHELL, "/", replace(HEAD, layout="home")))
    footer = page.xpath("string(//footer)")
    for text in (SHELL.owner, SHELL.parent_owner, SHELL.responsible, SHELL.address, SHELL.phone, SHELL.email):
        assert text in footer
    assert "Fax" not in footer
    assert page.xpath("//footer//a/@href")[-2:] == ["so-do/", "https://example.gov.vn/"]


def test_portal_without_search_has_no_search_form() -> None:
    assert 'role="search"' in filled(SHELL, "/", HEAD)
    assert 'role="search"' not in filled(replace(SHELL, search=False), "/", HEAD)


def test_emblem_of_the_portal_takes_the_place_of_the_mark() -> None:
    page = html.document_fromstring(filled(replace(SHELL, emblem="/tep/huy-hieu.png"), "/tin-tuc/", HEAD))
    assert page.xpath("//header//img/@src") == ["../tep/huy-hieu.png"]


def own_theme(folder: Path, part: str, text: str) -> Environments:
    path = folder / "shell" / part
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return environments([folder, THEME])


def test_portal_replaces_a_part_of_the_shell(tmp_path: Path) -> None:
    envs = own_theme(tmp_path, "parts/footer.html", "<footer>{{ shell.owner }}, chân trang riêng</footer>")
    page = filled(SHELL, "/", HEAD, envs=envs)
    assert "<footer>Sở Nội vụ tỉnh Sơn La, chân trang riêng</footer>" in page
    assert "site-header" in page


def test_slip_in_a_part_of_the_shell_is_an_error(tmp_path: Path) -> None:
    envs = own_theme(tmp_path, "parts/footer.html", "{{ shel.owner }}")
    with pytest.raises(jinja2.UndefinedError, match="shel"):
        filled(SHELL, "/", HEAD, envs=envs)


def test_theme_that_loses_a_slot_is_refused(tmp_path: Path) -> None:
    envs = own_theme(tmp_path, "main.html", "<title>{{ title }}</title>{{ head }}{{ content }}")
    with pytest.raises(ValueError, match="breadcrumbs"):
        frame_of(SHELL, envs, FrameKey("page", "", 0))


def linked_data(page: html.HtmlElement) -> list[dict[str, object]]:
    """The nodes of the one block of JSON-LD of a page."""
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(text)
    assert data.pop("@context") == "https://schema.org"
    return data.get("@graph", [data])


def open_graph(page: html.HtmlElement) -> dict[str, str]:
    return {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}


@given(text=st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs", "Cc"])))
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
@example("]]>&quot;\u2028")
def test_no_text_of_a_record_can_end_or_change_its_linked_data(text: str) -> None:
    page = html.document_fromstring(filled(SHELL, "/", Head("x", layout="home", linked_data=({"name": text},))))
    assert linked_data(page) == [{"name": text}]


def test_breadcrumbs_join_the_node_of_the_record_with_public_addresses() -> None:
    record, crumbs = linked_data(html.document_fromstring(filled(SHELL, "/tin-tuc/a/", HEAD)))
    assert record == dict(HEAD.linked_data[0])
    assert crumbs["@type"] == "BreadcrumbList"
    assert [(one["position"], one["name"], one["item"]) for one in crumbs["itemListElement"]] == [
        (1, "Trang chủ", "https://example.gov.vn/cchc/"),
        (2, "Tin & bài", "https://example.gov.vn/cchc/tin-tuc/"),
        (3, HEAD.title, "https://example.gov.vn/cchc/tin-tuc/a/"),
    ]


def test_a_page_that_no_way_leads_to_has_no_breadcrumbs() -> None:
    (record,) = linked_data(html.document_fromstring(filled(SHELL, "/tin-tuc/a/", replace(HEAD, crumbs=()))))
    assert record == dict(HEAD.linked_data[0])


def test_a_preview_shows_the_card_of_the_page_with_its_size_and_words() -> None:
    found = open_graph(html.document_fromstring(filled(SHELL, "/tin-tuc/a/", HEAD)))
    image = found.pop("og:image")
    assert image.startswith("https://example.gov.vn/cchc/anh-chia-se/")
    assert found == {
        "og:site_name": SHELL.site_name,
        "og:locale": "vi_VN",
        "og:type": "article",
        "og:title": HEAD.title,
        "og:url": "https://example.gov.vn/cchc/tin-tuc/a/",
        "og:description": HEAD.description,
        "og:image:width": "600",
        "og:image:height": "315",
        "og:image:alt": "Tin. Sở Nội vụ. 30/12/2015",
        "article:published_time": "2015-12-30T15:12:11+07:00",
    }


def test_a_picture_of_the_record_takes_the_place_of_the_card_and_the_portal_stands_in_for_none() -> None:
    own = replace(HEAD, preview=Preview(picture="/tep/a.jpg", alt="Ảnh", modified="2016-01-01T00:00:00+07:00"))
    found = open_graph(html.document_fromstring(filled(SHELL, "/tin-tuc/a/", own)))
    assert (found["og:image"], found["og:image:alt"]) == ("https://example.gov.vn/cchc/tep/a.jpg", "Ảnh")
    assert found["article:modified_time"] == "2016-01-01T00:00:00+07:00"
    assert "og:image:width" not in found
    found = open_graph(html.document_fromstring(filled(SHELL, "/tin-tuc/a/", replace(HEAD, preview=Preview()))))
    assert (found["og:type"], found["og:image:alt"]) == ("website", "Cổng <Cải cách>. Sở Nội vụ")


def test_a_portal_without_cards_offers_no_picture() -> None:
    page = html.document_fromstring(filled(replace(SHELL, card=None), "/", replace(HEAD, preview=Preview())))
    assert "og:image" not in open_graph(page)
    assert page.xpath("//meta[@name='twitter:card']") == []


def test_the_page_for_what_is_not_found_is_neither_shared_nor_described() -> None:
    page = html.document_fromstring(filled(SHELL, "/404.html", Head("Không thấy", layout="plain")))
    assert open_graph(page) == {}
    assert page.xpath("//link[@rel='manifest'] | //script[@type='application/ld+json']") == []
