"""What pages say in schema.org is read by an RDF library, whose vocabulary of schema.org also knows the terms."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from rdflib import RDF, SDO, Graph, Literal, URIRef

from generator.pages import share
from generator.pages.linked_data import breadcrumbs, website
from generator.pages.page import Card, Link, Page
from generator.pages.share import card_url

# The reader of JSON-LD in rdflib 7 uses what rdflib itself calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

CONTEXT = {"@vocab": str(SDO)} | {
    term: {"@type": "@id"}
    for term in ("item", "contentUrl", "url", "image", "serviceUrl", "legislationLegalForce", "isBasedOn")
}
"""What we use of the context of schema.org: nothing is fetched."""

NEW_TERMS = {
    "legislationAmends",
    "legislationCorrects",
    "legislationDateOfApplicability",
    "legislationEnsuresImplementationOf",
    "legislationRepeals",
    "query-input",
}
"""Terms of schema.org that the list in rdflib does not have."""

ROOT = "https://cchc.example"
OWNER = "Ủy ban nhân dân tỉnh Mẫu"
PLAN = "number: 12/QĐ-UBND\nissuer: ubnd\nissued_on: 05/01/2026\nsubject: Ban hành Quy chế\n"
DECISION = """\
number: 345/QĐ-SNV
issuer: so-noi-vu
issued_on: 01/02/2026
effective_on: 15/02/2026
subject: Sửa đổi Quy chế
state: partly_expired
province: mau
relations: {amends: 12-qd, repeals: 12-qd, replaces: Quyết định số 7/QĐ-UBND, based_on: 12-qd}
attachments: [{file: qc.pdf, title: Toàn văn}]
"""
PROCEDURE = """\
code: "1.000100"
name: Đăng ký khai sinh
field: Hộ tịch
agencies: [so-noi-vu, Ủy ban nhân dân cấp xã]
applicants: [Công dân Việt Nam]
province: mau
where: Bộ phận một cửa
national_link: https://dichvucong.example/1
manners:
  - {kind: in_person, fee: "8.000 đồng/lần"}
  - {kind: online, fee: Miễn phí}
  - {kind: post, fee: "8.000 đồng; 10.000 đồng"}
"""
NEWS = """\
title: Tin một
posted_at: 30/03/2026 08:30:00
modified_at: 31/03/2026 09:00:00
authors: [Cao Hải – Sở Nội vụ, Văn phòng, {agency: so-noi-vu}]
images: [{file: anh.jpg, alt: Ảnh}]
source: {publisher: Báo Mẫu, url: "https://bao.example/1"}
"""
INDICATOR = """\
name: PAR INDEX
unit: điểm
province: mau
values:
  - {year: 2024, value: 80, as_of: 20/01/2025, source: {publisher: Bộ Nội vụ}}
  - {year: 2022, value: 78, source: {publisher: Bộ Nội vụ}}
"""
CASELOAD = """\
agency: so-noi-vu
period: 2026-Q1
reported_on: 02/04/2026
total: {received: 9, on_time: 9, late: 0}
source: {publisher: Sở}
"""
AGENCY = """\
name: Ban Cũ
kind: department
parent: ubnd
contacts: {address: Số 1, phone: 0200 000.001, emails: ban@mau.example}
established_on: 01/01/2010
dissolved_on: 31/12/2020
"""

Expand = Callable[[Page], Graph]


def graph_of(*nodes: Mapping[str, Any]) -> Graph:
    return Graph().parse(data=json.dumps({"@context": CONTEXT, "@graph": nodes}), format="json-ld")


def said(graph: Graph, subject: str, path: str) -> set[str]:
    """Return what the graph says of a thing along a path of terms, as text without the address of the portal."""
    found = {URIRef(ROOT + subject)}
    for term in path.split("/"):
        found = {value for one in found for value in graph.objects(one, URIRef(str(SDO) + term))}
    return {str(value).removeprefix(ROOT).removeprefix(str(SDO)) for value in found}


@pytest.fixture
def graph(pages_of: Callable[..., Mapping[str, Page]]) -> Graph:
    """Everything that the record pages of a portal say, as one graph."""
    files = {
        "documents/12-qd.yml": PLAN,
        "documents/345-qd.yml": DECISION,
        "procedures/1.yml": PROCEDURE,
        "procedures/2.yml": PROCEDURE.replace("1.000100", "1.000200") + "state: abolished\n",
        "news/tin.yml": NEWS,
        "indicators/par.yml": INDICATOR,
        "caseloads/quy.yml": CASELOAD,
        "agencies/ban-cu.yml": AGENCY,
        "files/qc.pdf": "x",
        "files/anh.jpg": "x",
    }
    return graph_of(*(node for page in pages_of(files).values() for node in page.head.linked_data))


def type_of(graph: Graph, subject: str) -> set[str]:
    return {str(value).removeprefix(str(SDO)) for value in graph.objects(URIRef(ROOT + subject), RDF.type)}


def test_every_type_and_term_is_one_of_schema_org(graph: Graph) -> None:
    known = {str(term) for term in dir(SDO)} | {str(SDO[name]) for name in SDO.__annotations__}
    known |= {str(SDO) + term for term in NEW_TERMS}
    used = {str(term) for _, term, _ in graph if term != RDF.type} | {
        str(kind) for kind in graph.objects(None, RDF.type)
    }
    assert used - known == set()


def test_a_document_is_legislation_with_what_it_does_to_others(graph: Graph) -> None:
    url = "/van-ban/345-qd/"
    assert type_of(graph, url) == {"Legislation"}
    assert said(graph, url, "legislationIdentifier") == {"345/QĐ-SNV"}
    assert said(graph, url, "legislationType") == {"Quyết định"}
    assert said(graph, url, "legislationDate") == {"2026-02-01"}
    assert said(graph, url, "legislationDateOfApplicability") == {"2026-02-15"}
    assert said(graph, url, "legislationPassedBy") == {"/co-quan/so-noi-vu/"}
    assert said(graph, url, "legislationLegalForce") == {"PartiallyInForce"}
    assert said(graph, url, "legislationJurisdiction") == {"/dia-phuong/mau/"}
    assert said(graph, url, "legislationAmends") == said(graph, url, "isBasedOn") == {"/van-ban/12-qd/"}
    assert "/van-ban/12-qd/" in said(graph, url, "legislationRepeals")
    assert said(graph, url, "legislationRepeals/name") == {"Ban hành Quy chế", "Quyết định số 7/QĐ-UBND"}


def test_the_files_of_a_document_are_its_encodings(graph: Graph) -> None:
    url = "/van-ban/345-qd/"
    assert said(graph, url, "encoding/contentUrl") == {"/tep/qc.pdf"}
    assert said(graph, url, "encoding/encodingFormat") == {"application/pdf"}
    (file,) = graph.objects(URIRef(ROOT + url), SDO.encoding)
    assert (file, RDF.type, SDO.LegislationObject) in graph


def test_what_is_not_known_of_a_document_is_not_said(graph: Graph) -> None:
    for term in ("legislationLegalForce", "legislationDateOfApplicability", "legislationAmends", "encoding"):
        assert said(graph, "/van-ban/12-qd/", term) == set()


def test_a_procedure_is_a_service_with_its_channels_and_single_fees(graph: Graph) -> None:
    url = "/thu-tuc/1.000100/"
    assert type_of(graph, url) == {"GovernmentService"}
    assert said(graph, url, "serviceType") == {"Hộ tịch"}
    assert said(graph, url, "provider/name") == {"Sở Nội vụ", "Ủy ban nhân dân cấp xã"}
    assert said(graph, url, "areaServed/name") == {"Tỉnh Mẫu"}
    assert said(graph, url, "audience/audienceType") == {"Công dân Việt Nam"}
    assert said(graph, url, "availableChannel/name") == {"Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"}
    assert said(graph, url, "availableChannel/serviceUrl") == {"https://dichvucong.example/1"}
    assert said(graph, url, "availableChannel/serviceLocation/name") == {"Bộ phận một cửa"}
    assert said(graph, url, "offers/price") == {"8000", "0"}
    assert said(graph, url, "offers/priceCurrency") == {"VND"}


def test_an_abolished_procedure_offers_nothing(graph: Graph) -> None:
    url = "/thu-tuc/1.000200/"
    assert type_of(graph, url) == {"GovernmentService"}
    assert said(graph, url, "availableChannel") == said(graph, url, "offers") == set()


def test_a_post_is_an_article_by_people_and_by_offices(graph: Graph) -> None:
    url = "/tin-tuc/2026/03/30/tin/"
    assert type_of(graph, url) == {"NewsArticle"}
    assert said(graph, url, "headline") == {"Tin một"}
    assert said(graph, url, "datePublished") == {"2026-03-30T08:30:00+07:00"}
    assert said(graph, url, "dateModified") == {"2026-03-31T09:00:00+07:00"}
    assert said(graph, url, "image") == {"/tep/anh.jpg"}
    assert said(graph, url, "publisher/name") == {"Ủy ban nhân dân tỉnh Mẫu"}
    assert said(graph, url, "isBasedOn") == {"https://bao.example/1"}
    kinds = {
        str(name): graph.value(author, RDF.type)
        for author in graph.objects(URIRef(ROOT + url), SDO.author)
        for name in graph.objects(author, SDO.name)
    }
    assert said(graph, url, "author/url") == {
        "/tin-tuc/tac-gia/cao-hai-so-noi-vu/",
        "/tin-tuc/tac-gia/van-phong/",
        "/co-quan/so-noi-vu/",
    }
    assert kinds == {"Cao Hải": SDO.Person, "Văn phòng": SDO.Organization, "Sở Nội vụ": SDO.GovernmentOrganization}


PagesOf = Callable[..., Mapping[str, Page]]
POST = "title: Tin\nposted_at: 30/03/2026 08:30:00\n"


def test_a_post_without_pictures_shows_its_card(pages_of: PagesOf) -> None:
    page = pages_of({"news/a.yml": POST})["/tin-tuc/2026/03/30/a/"]
    assert page.head.preview.card
    assert page.head.linked_data[0]["image"] == [ROOT + card_url(page.head.preview.card)]
    without = pages_of({"news/a.yml": POST}, "features: {share_images: false}\n")["/tin-tuc/2026/03/30/a/"]
    assert "image" not in without.head.linked_data[0]


def test_an_older_post_shows_the_card_that_its_link_shows(pages_of: PagesOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "_MOST", 0)
    page = pages_of({"news/a.yml": POST})["/tin-tuc/2026/03/30/a/"]
    assert page.head.preview.card is None
    assert page.head.linked_data[0]["image"] == [ROOT + card_url(Card("Cổng thử nghiệm", OWNER, "", "Cổng thử nghiệm"))]


def test_a_post_that_names_no_author_is_by_nobody(pages_of: PagesOf) -> None:
    page = pages_of({"news/a.yml": POST + "agencies: [ubnd]\n"})["/tin-tuc/2026/03/30/a/"]
    assert "author" not in page.head.linked_data[0]


def test_an_agency_is_an_organization_with_its_life_and_contacts(graph: Graph) -> None:
    url = "/co-quan/ban-cu/"
    assert type_of(graph, url) == {"GovernmentOrganization"}
    assert said(graph, url, "parentOrganization") == {"/co-quan/ubnd/"}
    assert said(graph, url, "foundingDate") == {"2010-01-01"}
    assert said(graph, url, "dissolutionDate") == {"2020-12-31"}
    assert said(graph, url, "address") == {"Số 1"}
    assert said(graph, url, "contactPoint/telephone") == {"0200 000.001"}
    assert said(graph, url, "contactPoint/email") == {"ban@mau.example"}


def test_figures_are_datasets_with_their_time_and_their_file(graph: Graph) -> None:
    url = "/chi-so/par/"
    assert type_of(graph, url) == {"Dataset"}
    assert said(graph, url, "variableMeasured/unitText") == {"điểm"}
    assert said(graph, url, "temporalCoverage") == {"2022/2024"}
    assert said(graph, url, "spatialCoverage/name") == {"Tỉnh Mẫu"}
    assert said(graph, url, "creator/name") == said(graph, url, "publisher/name") == {"Ủy ban nhân dân tỉnh Mẫu"}
    assert said(graph, url, "dateModified") == {"2025-01-20"}
    assert said(graph, url, "isAccessibleForFree") == {"true"}
    (description,) = said(graph, url, "description")
    assert len(description) >= 50
    assert said(graph, url, "distribution/contentUrl") == {"/chi-so/par/index.json"}
    url = "/ket-qua/bao-cao/quy/"
    assert type_of(graph, url) == {"Dataset"}
    assert said(graph, url, "creator/name") == {"Sở Nội vụ"}
    assert said(graph, url, "dateModified") == {"2026-04-02"}
    assert said(graph, url, "temporalCoverage") == {"2026-01-01/2026-03-31"}
    assert said(graph, url, "description")


def test_all_pages_speak_of_one_agency_by_one_name_and_type(graph: Graph) -> None:
    assert type_of(graph, "/co-quan/so-noi-vu/") == {"GovernmentOrganization"}
    assert said(graph, "/co-quan/so-noi-vu/", "name") == {"Sở Nội vụ"}


def test_the_publisher_is_the_one_agency_that_has_the_name_of_the_owner(pages_of: PagesOf) -> None:
    home = pages_of({})["/"].head.linked_data
    assert said(graph_of(*home), "/", "publisher") == {"/co-quan/ubnd/"}
    assert type_of(graph_of(*home), "/co-quan/ubnd/") == {"GovernmentOrganization"}
    others = {"agencies/khac.yml": f"name: {OWNER}\nkind: provincial_committee\n"}
    assert type_of(graph_of(*pages_of(others)["/"].head.linked_data), "/#chu-quan") == {"Organization"}


def test_the_home_page_names_the_search_where_there_is_one(site_of: Callable[..., Any]) -> None:
    graph = graph_of(website(site_of({})))
    assert type_of(graph, "/") == {"WebSite"}
    assert said(graph, "/", "publisher/name") == {"Ủy ban nhân dân tỉnh Mẫu"}
    assert said(graph, "/", "potentialAction/target/urlTemplate") == {"/tim-kiem/?q={search_term_string}"}
    without = graph_of(website(site_of({}, "features: {search: false}\n")))
    assert said(without, "/", "potentialAction") == set()


def test_breadcrumbs_are_numbered_from_the_home_page_to_the_page_itself() -> None:
    graph = graph_of(breadcrumbs(ROOT + "/", [Link("Trang chủ", "/")], Link("Văn bản", "/van-ban/")))
    places = {
        int(graph.value(one, SDO.position)): (str(graph.value(one, SDO.name)), str(graph.value(one, SDO.item)))
        for one in graph.subjects(SDO.position)
    }
    assert places == {1: ("Trang chủ", ROOT + "/"), 2: ("Văn bản", ROOT + "/van-ban/")}
    assert (None, SDO.name, Literal("Văn bản")) in graph
