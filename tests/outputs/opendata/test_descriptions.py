"""What describes the data keeps to the published rules of its kind, and tells the truth about the files."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate as validate_openapi
from openpyxl import load_workbook

from generator.base.digest import digest
from generator.outputs.opendata.tables import plan_tables
from generator.vn.dates import format_date

SHAPES = Path(__file__).parent / "shapes" / "dcat-ap-3.0.1.ttl"
PORTALS = ["small", "hostile"]


@pytest.fixture(scope="module", params=PORTALS)
def built(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def read(built: Any, path: str) -> Any:
    return json.loads(built.files[f"du-lieu/{path}"])


# Data Package


@pytest.mark.filterwarnings("ignore")  # frictionless and what it imports warn of their own future
def test_frictionless_takes_the_package_and_every_row(built: Any) -> None:
    import frictionless

    report = frictionless.validate(str(built.job.output / "du-lieu" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert len(report.tasks) == len(read(built, "datapackage.json")["resources"]) > 20


def test_sizes_and_hashes_of_the_package_are_those_of_the_files(built: Any) -> None:
    package = read(built, "datapackage.json")
    files = [*package["resources"], *package["alternates"]]
    files += [other for resource in package["resources"] for other in resource["alternates"]]
    for file in files:
        data = built.files[f"du-lieu/{file['path']}"]
        assert (file["bytes"], file["hash"]) == (len(data), f"sha256:{digest(data)}"), file["path"]
    ending = (".csv", ".xlsx", ".jsonl", ".sqlite")
    told = {f"du-lieu/{file['path']}" for file in files}
    assert {path for path in built.files if path.startswith("du-lieu/") and path.endswith(ending)} <= told


def test_every_key_of_the_package_leads_to_a_table_of_it(built: Any) -> None:
    resources = {one["name"]: one for one in read(built, "datapackage.json")["resources"]}
    for resource in resources.values():
        names = {field["name"] for field in resource["schema"]["fields"]}
        assert resource["schema"]["primaryKey"] == ["id"]
        for key in resource["schema"].get("foreignKeys", ()):
            assert set(key["fields"]) <= names
            assert key["reference"]["resource"] in resources


# DCAT-AP


@pytest.mark.filterwarnings("ignore")  # pyshacl and rdflib warn of their own future
def test_the_catalogue_keeps_to_the_shapes_of_dcat_ap(built: Any) -> None:
    import pyshacl
    import rdflib

    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    shapes = rdflib.Graph().parse(SHAPES)
    # Release 3.0.1 names two properties of data services that it nowhere defines; pyshacl refuses such shapes.
    for shape, _, part in list(shapes.triples((None, shacl.property, None))):
        if (part, shacl.path, None) not in shapes:
            shapes.remove((shape, shacl.property, part))
    catalogue = rdflib.Graph().parse(data=built.files["du-lieu/dcat.jsonld"], format="json-ld")
    conforms, _, report = pyshacl.validate(catalogue, shacl_graph=shapes)
    assert conforms, report
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    for kind in ("Catalog", "Dataset", "Distribution", "DataService"):
        assert (None, rdflib.RDF.type, dcat[kind]) in catalogue, kind


def test_each_distribution_is_a_file_with_its_size_and_hash(built: Any) -> None:
    catalogue = read(built, "dcat.jsonld")
    base = built.files["robots.txt"].decode().partition("Sitemap: ")[2].partition("sitemap.xml")[0]
    found = [one for dataset in catalogue["dcat:dataset"] for one in dataset["dcat:distribution"]]
    assert len(found) > 80
    for one in found:
        data = built.files[one["dcat:downloadURL"]["id"].removeprefix(base)]
        assert one["dcat:byteSize"]["@value"] == str(len(data))
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == digest(data)


def test_every_description_tells_the_same_day_of_a_table(small: Any, small_site: Any) -> None:
    package = {one["name"]: one for one in read(small, "datapackage.json")["resources"]}
    datasets = {one["id"].partition("#")[2]: one for one in read(small, "dcat.jsonld")["dcat:dataset"]}
    listed = {one["name"]: one for one in read(small, "v1/tables.json")["tables"]}
    tables = plan_tables(small_site)
    assert {table.dated for table in tables} == {True, False}
    for table in tables:
        assert table.modified
        day = table.modified.isoformat()
        for told in (package[table.name], listed[table.name], read(small, f"v1/{table.name}/page-1.json")):
            assert (told["modified"], told["dated"]) == (day, table.dated), table.name
        assert datasets[table.name]["dct:modified"]["@value"] == day
        words = format_date(table.modified)
        words += "" if table.dated else ", ngày mới nhất của cả bộ; bảng này không ghi ngày"
        page = small.pages[f"/du-lieu/{table.name}/"]
        assert page.xpath("string(//dt[.='Cập nhật']/following-sibling::dd)") == words
        book = load_workbook(io.BytesIO(small.files[f"du-lieu/{table.name}.xlsx"]))
        assert ("Cập nhật", words) in [row[:2] for row in book.worksheets[1].iter_rows(values_only=True)]
    newest = max(table.modified for table in tables if table.modified)
    assert read(small, "datapackage.json")["version"] == newest.isoformat()


def test_each_dataset_is_told_from_those_of_other_portals_by_title_and_identifier(small: Any) -> None:
    datasets = read(small, "dcat.jsonld")["dcat:dataset"]
    base = "https://cchc.tinhmau.example"
    for one in datasets:
        assert one["dct:title"]["@value"].endswith(" – CCHC Mẫu")
        assert one["dct:identifier"] == one["dcat:landingPage"]["id"]
        assert one["dct:identifier"].removeprefix(base) in small.pages
    assert len({one["dct:identifier"] for one in datasets}) == len(datasets)


@pytest.mark.filterwarnings("ignore")  # rdflib warns of its own future
def test_everything_in_the_catalogue_has_what_other_catalogues_sort_it_by(built: Any) -> None:
    import rdflib

    catalogue = rdflib.Graph().parse(data=built.files["du-lieu/dcat.jsonld"], format="json-ld")
    dcat, dct = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://purl.org/dc/terms/")
    datasets = set(catalogue.subjects(rdflib.RDF.type, dcat.Dataset))
    assert len(datasets) > 20
    government = rdflib.URIRef("http://publications.europa.eu/resource/authority/data-theme/GOVE")
    assert all((one, dcat.theme, government) in catalogue for one in datasets)
    assert all(rdflib.Literal("dữ liệu mở", lang="vi") in catalogue.objects(one, dcat.keyword) for one in datasets)
    for kind in (dcat.Catalog, dcat.DataService, dcat.Distribution):
        for one in catalogue.subjects(rdflib.RDF.type, kind):
            assert catalogue.value(one, dct.license) or catalogue.value(one, dct.rights), one
    for one in catalogue.subjects(rdflib.RDF.type, dcat.Distribution):
        assert (catalogue.value(one, dcat.mediaType) is None) == str(catalogue.value(one, dct.title)).endswith(
            "(JSONL)"
        )
        assert bool(catalogue.value(one, dcat.mediaType)) != bool(catalogue.value(one, dct["format"])), one


# API


def test_the_description_of_the_api_is_openapi(built: Any) -> None:
    validate_openapi(read(built, "v1/openapi.json"))


def test_answers_of_the_api_are_what_its_description_says(built: Any) -> None:
    description = read(built, "v1/openapi.json")
    schemas = description["components"]["schemas"]

    def check(name: str, answer: Any) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        Draft202012Validator(schema).validate(answer)

    listing = read(built, "v1/tables.json")
    check("Tables", listing)
    for table in listing["tables"]:
        name = table["name"]
        assert f"/{name}/page-{{page}}.json" in description["paths"]
        check(f"{name}_page", read(built, f"v1/{name}/page-1.json"))


def test_rows_are_what_the_schema_of_their_table_says(built: Any) -> None:
    for table in read(built, "v1/tables.json")["tables"]:
        schema = read(built, f"v1/{table['name']}/schema.json")
        Draft202012Validator.check_schema(schema)
        Draft202012Validator({"type": "array", "items": schema}).validate(read(built, f"{table['name']}.json"))


def test_the_pages_of_a_table_lead_through_all_of_its_rows(make_site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.outputs.opendata import api
    from generator.outputs.opendata.json_file import json_rows

    monkeypatch.setattr(api, "PAGE_SIZE", 2)
    agencies = {f"agencies/so-{n}.yml": f"name: Sở {n}\nkind: department\n" for n in range(4)}
    site = make_site(agencies)
    table = next(one for one in plan_tables(site) if one.name == "agencies")
    pages = {
        f"https://cchc.example/{one.path}": json.loads(one.data)
        for one in api.api_pages(site, table, list(json_rows(table)))
    }
    address: str | None = "https://cchc.example/du-lieu/v1/agencies/page-1.json"
    ids: list[str] = []
    before = None
    while address:
        page = pages[address]
        assert (page["total"], page["pages"], page["previous"]) == (5, 3, before)
        ids += [row["id"] for row in page["items"]]
        before, address = address, page["next"]
    assert ids == [row[0] for row in table.rows]
    assert len(pages) == 3


def test_a_table_without_rows_has_one_page(make_site: Any) -> None:
    from generator.outputs.opendata.api import api_pages

    site = make_site({})
    table = next(one for one in plan_tables(site) if one.name == "news")
    (page,) = (json.loads(one.data) for one in api_pages(site, table, []))
    assert (page["total"], page["items"], page["next"]) == (0, [], None)
