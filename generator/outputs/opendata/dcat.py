"""The catalogue in DCAT-AP 3, by which data portals take up our tables: JSON-LD with a context of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic_core import to_json

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.outputs.opendata.published import (
    API_TABLES,
    CATALOGUE,
    DATABASE,
    FORMATS,
    NO_LICENSE,
    OPENAPI,
    SQLITE,
    Format,
    MadeFiles,
    keywords,
)
from generator.outputs.opendata.table import Table, newest
from generator.pages.parts import absolute

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_LANGUAGE = {
    "id": "http://publications.europa.eu/resource/authority/language/VIE",
    "type": "dct:LinguisticSystem",
}
_THEMES = "http://publications.europa.eu/resource/authority/data-theme"
_GOVERNMENT = {
    "id": f"{_THEMES}/GOVE",
    "type": "skos:Concept",
    "skos:prefLabel": {"@value": "Government and public sector", "@language": "en"},
    "skos:inScheme": {"id": _THEMES},
}
_SCHEME = {
    "id": _THEMES,
    "type": "skos:ConceptScheme",
    "dct:title": {"@value": "Data theme", "@language": "en"},
}
_SHA256 = {"id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "type": "spdx:ChecksumAlgorithm"}
_JSON_LINES = "https://jsonlines.org/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def catalogue(site: Site, tables: Sequence[Table], made: MadeFiles) -> Artifact:
    """Return ``dcat.jsonld``: a dataset for each table, one for the database, and the API as a data service."""
    portal = site.portal
    home = absolute(site, urls.DATA)
    title = f"Dữ liệu mở của {portal.name}"
    modified = newest(tables)
    whole = _Set("minh-bach", "Cơ sở dữ liệu", "Mọi bảng trong một tệp SQLite.", urls.DATA, modified)
    datasets = [
        *(
            _dataset(
                site, _set_of(table), [(urls.data_file(table.name, form.extension), form) for form in FORMATS], made
            )
            for table in tables
        ),
        _dataset(site, whole, [(DATABASE, SQLITE)], made),
    ]
    service = {
        "id": f"{home}#api",
        "type": "dcat:DataService",
        "dct:title": _text(f"{title}: API"),
        "dct:description": _text("API tĩnh, chỉ đọc; mỗi bảng chia thành các trang."),
        "dcat:endpointURL": _resource(absolute(site, API_TABLES)),
        "dcat:endpointDescription": _resource(absolute(site, OPENAPI)),
        "dcat:servesDataset": [{"id": dataset["id"]} for dataset in datasets[:-1]],
        **_common(site),
        **_terms(site),
    }
    data = {
        "@context": _CONTEXT,
        "id": f"{home}#danh-muc",
        "type": "dcat:Catalog",
        "dct:title": _text(title),
        "dct:description": _text(portal.description),
        "foaf:homepage": {"id": home, "type": "foaf:Document"},
        "dct:language": _LANGUAGE,
        "dcat:themeTaxonomy": _SCHEME,
        **_modified(modified),
        **_common(site),
        **_terms(site),
        "dcat:dataset": datasets,
        "dcat:service": [service],
    }
    return Artifact(urls.artifact_path(CATALOGUE), to_json(data, indent=1) + b"\n")


@dataclass(frozen=True, slots=True)
class _Set:
    """What is told of a dataset: its name in addresses, its title, what it holds, its page, its newest day."""

    name: str
    title: str
    description: str
    page: str
    modified: date | None


def _set_of(table: Table) -> _Set:
    return _Set(table.name, table.title, table.description, urls.data_table(table.name), table.modified)


def _dataset(site: Site, one: _Set, files: Sequence[tuple[str, Format]], made: MadeFiles) -> dict[str, Any]:
    """Return a dataset; its title and identifier tell it from those of other portals in one catalogue."""
    page, portal = absolute(site, one.page), site.portal
    return {
        "id": f"{absolute(site, urls.DATA)}#{one.name}",
        "type": "dcat:Dataset",
        "dct:identifier": page,
        "dct:title": _text(f"{one.title} – {portal.short_name or portal.name}"),
        "dct:description": _text(one.description),
        "dcat:keyword": [_text(word) for word in keywords(site, one.title)],
        "dcat:theme": _GOVERNMENT,
        "dcat:landingPage": {"id": page, "type": "foaf:Document"},
        "dct:language": _LANGUAGE,
        **_modified(one.modified),
        **_common(site),
        "dcat:contactPoint": _contact(site),
        "dcat:distribution": [_distribution(site, one, address, form, made) for address, form in files],
    }


def _distribution(site: Site, one: _Set, address: str, form: Format, made: MadeFiles) -> dict[str, Any]:
    url = absolute(site, address)
    file = made[address]
    media = {"id": _MEDIA_TYPES + form.media_type, "type": ["dct:MediaType", "dct:MediaTypeOrExtent"]}
    # A format that IANA has no type of is known by its specification.
    other = {"id": _JSON_LINES, "type": "dct:MediaTypeOrExtent", "rdfs:label": "JSON Lines"}
    return {
        "id": f"{url}#tep",
        "type": "dcat:Distribution",
        "dct:title": _text(f"{one.title} ({form.label})"),
        "dcat:accessURL": _resource(url),
        "dcat:downloadURL": _resource(url),
        **({"dcat:mediaType": media} if form.registered else {"dct:format": other}),
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "type": "spdx:Checksum",
            "spdx:algorithm": _SHA256,
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
        **_modified(one.modified),
        **_terms(site),
    }


def _common(site: Site) -> dict[str, Any]:
    owner = {"id": f"{site.portal.base_url}#co-quan", "type": "foaf:Agent", "foaf:name": _text(site.portal.owner.name)}
    return {"dct:publisher": owner}


def _contact(site: Site) -> dict[str, Any]:
    contact = site.portal.contact
    return {
        "id": f"{site.portal.base_url}#lien-he",
        "type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": site.portal.owner.name,
        "vcard:hasURL": {"id": absolute(site, urls.CONTACT)},
        **({"vcard:hasEmail": {"id": f"mailto:{contact.email}"}} if contact.email else {}),
    }


def _terms(site: Site) -> dict[str, Any]:
    stated = site.portal.data.license
    if stated is None:
        return {"dct:rights": {"type": "dct:RightsStatement", "rdfs:label": _text(NO_LICENSE)}}
    address = {"id": stated.url} if stated.url else {}
    return {"dct:license": {**address, "type": "dct:LicenseDocument", "dct:title": _text(stated.name)}}


def _text(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "vi"}


def _modified(day: date | None) -> dict[str, Any]:
    return {"dct:modified": {"@value": day.isoformat(), "@type": "xsd:date"}} if day else {}


def _resource(url: str) -> dict[str, str]:
    return {"id": url, "type": "rdfs:Resource"}
