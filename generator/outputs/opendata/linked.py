"""The tables in the terms of schema.org, by which search engines for datasets find them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from generator import urls
from generator.link.site import Site
from generator.outputs.opendata.published import DATABASE, FORMATS, SQLITE, Format, MadeFiles, keywords
from generator.outputs.opendata.table import Table, newest
from generator.pages.datasets import license_node
from generator.pages.linked_data import Node, make_node, owner_node
from generator.pages.parts import absolute


def table_node(site: Site, table: Table, made: MadeFiles) -> Node:
    """Return a table with its files; ``made`` has those whose sizes it tells."""
    files = [(urls.data_file(table.name, form.extension), form) for form in FORMATS]
    return {
        **_brief(site, table),
        **_common(site, table.title, table.modified),
        "includedInDataCatalog": _catalog(site),
        "distribution": _downloads(site, files, made),
    }


def catalog_nodes(site: Site, tables: Sequence[Table], made: MadeFiles) -> tuple[Node, ...]:
    """Return the catalogue of the tables, and the database that has all of them."""
    name, modified = site.portal.name, newest(tables)
    database = make_node(
        "Dataset",
        f"{absolute(site, urls.DATA)}#minh-bach",
        name=f"Cơ sở dữ liệu – {name}",
        description=f"Mọi bảng dữ liệu mở của {name} trong một tệp SQLite, có khóa ngoại và tìm kiếm toàn văn.",
        url=absolute(site, urls.DATA),
        **_common(site, "Cơ sở dữ liệu", modified),
        includedInDataCatalog={"@id": absolute(site, urls.DATA)},
        distribution=_downloads(site, [(DATABASE, SQLITE)], made),
    )
    catalog = {
        **_catalog(site),
        "description": f"Các bảng dữ liệu mở của {name}, do {site.portal.owner.name} công bố.",
        **_common(site, "Danh mục dữ liệu", modified),
        "dataset": [*(_brief(site, table) for table in tables), {"@id": database["@id"]}],
    }
    return catalog, database


def _catalog(site: Site) -> dict[str, Any]:
    address = absolute(site, urls.DATA)
    return make_node("DataCatalog", address, name=f"Dữ liệu mở của {site.portal.name}", url=address)


def _brief(site: Site, table: Table) -> dict[str, Any]:
    """Return what the catalogue tells of a table; search engines ask for longer descriptions than readers of a list."""
    address, portal = absolute(site, urls.data_table(table.name)), site.portal
    told = f"Dữ liệu mở của {portal.name}, do {portal.owner.name} công bố, dưới dạng CSV, Excel, JSON và JSON Lines."
    name = f"{table.title} – {portal.name}"
    return make_node("Dataset", address, name=name, description=f"{table.description} {told}", url=address)


def _common(site: Site, title: str, modified: date | None) -> dict[str, Any]:
    found = {
        "dateModified": modified and modified.isoformat(),
        "license": license_node(site),
        "keywords": list(keywords(site, title)),
        "creator": owner_node(site),
        "publisher": owner_node(site),
        "isAccessibleForFree": True,
        "inLanguage": "vi",
    }
    return {term: value for term, value in found.items() if value}


def _downloads(site: Site, files: Iterable[tuple[str, Format]], made: MadeFiles) -> list[Node]:
    return [
        {
            "@type": "DataDownload",
            "name": form.label,
            "contentUrl": absolute(site, address),
            "encodingFormat": form.media_type,
            **({"contentSize": f"{made[address].size} B"} if address in made else {}),
        }
        for address, form in files
    ]
