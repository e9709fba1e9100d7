"""What a portal offers to those who link to it, crawl it or look after its safety."""

import json
from urllib.parse import unquote

import pytest

from generator import blueprint

BASE = {"small": "https://cchc.tinhmau.example", "own": "https://minhbach.example.vn"}
SECURITY = "\nsecurity: {contact: baomat@tinhmau.example, expires: 01/05/2027}\n"
REQUIRED = {
    "Legislation": {"name", "legislationType", "legislationDate", "legislationPassedBy"},
    "GovernmentService": {"name", "identifier", "serviceType"},
    "NewsArticle": {"headline", "datePublished", "publisher", "image"},
    "GovernmentOrganization": {"name"},
    "Organization": {"name"},
    "Dataset": {"name", "description", "temporalCoverage", "distribution"},
}
SECTIONS = {
    "van-ban": {"Legislation"},
    "thu-tuc": {"GovernmentService"},
    "tin-tuc": {"NewsArticle"},
    "co-quan": {"GovernmentOrganization", "Organization"},
    "chi-so": {"Dataset"},
    "ket-qua": {"Dataset"},
}


@pytest.fixture(scope="module", params=["small", "own"])
def portal(request):
    return BASE[request.param], request.getfixturevalue(request.param)


def nodes(page):
    texts = page.xpath("//script[@type='application/ld+json']/text()")
    assert len(texts) <= 1
    data = json.loads(texts[0]) if texts else {"@graph": []}
    return data.get("@graph", [data])


def test_every_record_page_describes_its_record_in_the_type_of_its_kind(portal):
    base, built = portal
    records = ["/" + path.removesuffix("index.json") for path in built.present if path.endswith("/index.json")]
    assert len(records) > 20
    for url in records:
        if built.pages[url].xpath("//meta[@name='robots']"):
            continue  # the notice of a record that is withdrawn, of which nothing more is told
        record = nodes(built.pages[url])[0]
        assert record["@type"] in SECTIONS[url.split("/")[1]], url
        assert record["@id"] == base + url
        assert REQUIRED[record["@type"]] <= record.keys(), url


def test_breadcrumbs_are_those_that_readers_see_and_end_with_the_page_itself(portal):
    base, built = portal
    for url, page in built.pages.items():
        told = [one["item"] for node in nodes(page) for one in node.get("itemListElement", ())]
        shown = page.xpath("//nav[@class='breadcrumbs']//a")
        assert len(told) == (len(shown) + 1 if shown else 0), url
        assert len(told) == len(set(told)) != 1, url
        assert all(address.startswith(f"{base}/") for address in told), url
        assert told[-1:] == ([base + url] if told else []), url


def test_what_a_page_says_of_other_pages_is_true(portal):
    base, built = portal

    def addresses(value):
        if isinstance(value, dict):
            for part in value.values():
                yield from addresses(part)
        elif isinstance(value, list):
            for part in value:
                yield from addresses(part)
        elif isinstance(value, str) and value.startswith(f"{base}/"):
            yield value.removeprefix(base).partition("#")[0].partition("?")[0]

    for url, page in built.pages.items():
        for address in addresses(nodes(page)):
            file = unquote(address[1:]) + ("index.html" if address.endswith("/") else "")
            assert file in built.files, f"{url}: {address}"


def test_every_page_has_a_preview_with_a_picture_that_is_there(portal):
    base, built = portal
    for url, page in built.pages.items():
        told = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
        if url == "/404.html":
            assert told == {}
            continue
        assert told["og:url"] == base + url
        assert told["og:title"]
        assert told["og:image:alt"]
        assert unquote(told["og:image"].removeprefix(f"{base}/")) in built.files, url


def test_no_card_is_drawn_that_nothing_shows(portal):
    base, built = portal
    shown = {image for page in built.pages.values() for image in page.xpath("//meta[@property='og:image']/@content")}
    drawn = {f"{base}/{path}" for path in built.files if path.startswith("anh-chia-se/")}
    assert drawn
    assert drawn <= shown


def test_sitemaps_that_robots_are_told_of_are_there(portal):
    base, built = portal
    lines = built.files["robots.txt"].decode().splitlines()
    named = [line.removeprefix(f"Sitemap: {base}/") for line in lines if line.startswith("Sitemap:")]
    assert len(named) == 2
    assert set(named) <= built.files.keys()


def test_the_manifest_of_a_page_is_there_with_its_icon(portal):
    _, built = portal
    manifest = json.loads(built.files["manifest.webmanifest"])
    assert {icon["src"] for icon in manifest["icons"]} <= built.files.keys()
    assert built.pages["/van-ban/"].xpath("//link[@rel='manifest']/@href") == ["../manifest.webmanifest"]


def test_a_rebuild_draws_only_the_cards_that_changed(small_copy, build_portal, tmp_path, monkeypatch):
    before = build_portal(small_copy, tmp_path / "site", search=False).files
    drawn = []
    monkeypatch.setattr(
        blueprint, "share_image", lambda card, draw=blueprint.share_image: drawn.append(card) or draw(card)
    )
    agency = small_copy / "content/agencies/so-tai-chinh.yml"
    agency.write_text(agency.read_text("utf-8").replace("name: ", "name: Sửa ", 1), "utf-8")
    after = build_portal(small_copy, tmp_path / "site", search=False).files
    assert {"Sửa" in card.title + card.agency for card in drawn} == {True}
    cards = [{path for path in files if path.startswith("anh-chia-se/")} for files in (before, after)]
    assert len(cards[1] - cards[0]) == len(drawn) < len(cards[1])


def test_a_full_rebuild_draws_every_card_and_to_the_same_bytes(small_copy, build_portal, tmp_path):
    first = build_portal(small_copy, tmp_path / "site", search=False)
    path = next(path for path in first.files if path.startswith("anh-chia-se/"))
    (tmp_path / "site" / path).write_bytes(b"")  # what a power failure may leave
    assert build_portal(small_copy, tmp_path / "site", search=False, full=True).files == first.files


def test_a_portal_says_whom_to_tell_of_a_weakness(small_copy, build_portal, tmp_path):
    config = small_copy / "site_config.yml"
    config.write_text(config.read_text("utf-8") + SECURITY, "utf-8")
    built = build_portal(small_copy, tmp_path / "site", search=False)
    assert not [problem for problem in built.outcome.problems if problem.code in ("MB052", "MB090")]
    assert b"Contact: mailto:baomat@tinhmau.example\n" in built.files[".well-known/security.txt"]


def test_a_portal_without_a_contact_for_it_has_no_such_file(small):
    assert not [path for path in small.files if path.startswith(".well-known/")]
