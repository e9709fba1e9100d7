"""Search engines for datasets find each table on its page, in the terms of schema.org."""

import json
from pathlib import Path
from typing import Any

import pytest
from outputs.opendata.test_pages import LICENSED
from rdflib import RDF, SDO, Graph

CONTEXT = {"@vocab": str(SDO), "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}, "license": {"@type": "@id"}}
BASE = "https://cchc.tinhmau.example"


def nodes(built: Any, url: str) -> list[dict[str, Any]]:
    (text,) = built.pages[url].xpath("//script[@type='application/ld+json']/text()")
    found: list[dict[str, Any]] = json.loads(text)["@graph"]
    return found


def tables_of(built: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(built.files["du-lieu/v1/tables.json"])["tables"]
    return found


def sizes(built: Any, node: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """Return type of each file of a dataset by its path, and whether its size is true."""
    return {
        (path := one["contentUrl"].removeprefix(f"{BASE}/")): (
            one["encodingFormat"],
            one["contentSize"] == f"{len(built.files[path])} B",
        )
        for one in node["distribution"]
    }


def test_each_table_is_a_dataset_with_all_of_its_files(small: Any) -> None:
    for table in tables_of(small):
        name, url = table["name"], f"/du-lieu/{table['name']}/"
        (node,) = [one for one in nodes(small, url) if one["@type"] == "Dataset"]
        assert node["@id"] == node["url"] == table["about"] == BASE + url
        assert node["name"] == f"{table['title']} – Cổng thông tin cải cách hành chính tỉnh Mẫu"
        assert 50 <= len(node["description"]) <= 5000
        assert node["dateModified"] == table["modified"]
        assert node["isAccessibleForFree"] is True
        assert node["inLanguage"] == "vi"
        assert node["creator"] == node["publisher"]
        assert node["includedInDataCatalog"]["@id"] == f"{BASE}/du-lieu/"
        assert "license" not in node
        assert sizes(small, node) == {
            f"du-lieu/{name}.csv": ("text/csv", True),
            f"du-lieu/{name}.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", True),
            f"du-lieu/{name}.json": ("application/json", True),
            f"du-lieu/{name}.jsonl": ("application/jsonl", True),
        }


def test_the_catalogue_has_every_table_and_the_database(small: Any) -> None:
    catalogue, database, _ = nodes(small, "/du-lieu/")
    assert (catalogue["@type"], catalogue["@id"]) == ("DataCatalog", f"{BASE}/du-lieu/")
    assert [one["@id"] for one in catalogue["dataset"]] == [
        *(table["about"] for table in tables_of(small)),
        database["@id"],
    ]
    assert all(len(one["description"]) >= 50 for one in [catalogue, database, *catalogue["dataset"][:-1]])
    assert sizes(small, database) == {"du-lieu/minh-bach.sqlite": ("application/vnd.sqlite3", True)}
    assert catalogue["dateModified"] == database["dateModified"] == max(one["modified"] for one in tables_of(small))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("url", ["/du-lieu/", "/du-lieu/tasks/"])
def test_every_type_and_term_is_one_of_schema_org(small: Any, url: str) -> None:
    data = json.dumps({"@context": CONTEXT, "@graph": nodes(small, url)})
    graph = Graph().parse(data=data, format="json-ld")
    known = {str(term) for term in dir(SDO)} | {str(SDO[name]) for name in SDO.__annotations__}
    used = {str(term) for _, term, _ in graph if term != RDF.type} | {str(one) for one in graph.objects(None, RDF.type)}
    assert len(used) > 10
    assert used - known == set()


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (
            '{name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}',
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        ("{name: Ghi nguồn}", {"@type": "CreativeWork", "name": "Ghi nguồn"}),
    ],
)
def test_every_dataset_names_its_terms(
    build_portal: Any, make_portal: Any, tmp_path: Path, terms: str, told: object
) -> None:
    config = LICENSED.partition("data:")[0] + f"data: {{license: {terms}}}\n"
    indicator = "name: PAR INDEX\nunit: điểm\nvalues: [{year: 2024, value: 80, source: {publisher: Bộ}}]\n"
    built = build_portal(make_portal({"indicators/par.yml": indicator}, config), tmp_path / "site", search=False)
    assert built.outcome.release
    for url in ("/du-lieu/", "/du-lieu/news/", "/chi-so/par/"):
        found = [one for one in nodes(built, url) if one["@type"] in ("Dataset", "DataCatalog")]
        assert found
        assert [one["license"] for one in found] == [told] * len(found)
