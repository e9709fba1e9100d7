"""The Data Package 2.0 descriptor: every file with its size and hash, and the schema of every table."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.outputs.opendata.published import DATA_PACKAGE, DATABASE, FORMATS, SQLITE, Format, MadeFiles
from generator.outputs.opendata.schema import table_schema
from generator.outputs.opendata.table import Table, newest
from generator.pages.parts import absolute
from generator.vn.folding import slugify

_PROFILES = "https://datapackage.org/profiles/2.0"
_CSV_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def data_package(site: Site, tables: Sequence[Table], made: MadeFiles) -> Artifact:
    """Return ``datapackage.json``.

    The CSV files are its resources. ``alternates``, a property of our own, are the same rows in other formats: as
    resources they would be the same tables again under other names. ``modified`` and ``dated`` are our own, too.
    """
    portal = site.portal
    modified = newest(tables)
    descriptor: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": slugify(portal.short_name or portal.name) or "du-lieu-mo",
        "title": f"Dữ liệu mở của {portal.name}",
        "description": portal.description,
        "homepage": absolute(site, urls.DATA),
        "contributors": [_publisher(site)],
        **({"version": modified.isoformat()} if modified else {}),
        **({"licenses": [_license(site)]} if portal.data.license else {}),
        "resources": [_table(site, table, made) for table in tables],
        "alternates": [_file(DATABASE, SQLITE, made)],
    }
    return Artifact(urls.artifact_path(DATA_PACKAGE), to_json(descriptor, indent=1) + b"\n")


def _publisher(site: Site) -> dict[str, Any]:
    portal = site.portal
    email = {"email": portal.contact.email} if portal.contact.email else {}
    return {"title": portal.owner.name, "path": portal.base_url, "roles": ["publisher"], **email}


def _license(site: Site) -> dict[str, str]:
    stated = site.portal.data.license
    if stated is None:
        return {}
    address = {"path": stated.url} if stated.url else {"name": slugify(stated.name) or "khac"}
    return {"title": stated.name, **address}


def _table(site: Site, table: Table, made: MadeFiles) -> dict[str, Any]:
    def file(form: Format) -> dict[str, Any]:
        return _file(urls.data_file(table.name, form.extension), form, made)

    csv, *others = FORMATS
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "homepage": absolute(site, urls.data_table(table.name)),
        **({"modified": table.modified, "dated": table.dated} if table.modified else {}),
        **file(csv),
        "encoding": "utf-8",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", **_CSV_DIALECT},
        "schema": {"$schema": f"{_PROFILES}/tableschema.json", **table_schema(table)},
        "alternates": [file(form) for form in others],
    }


def _file(address: str, form: Format, made: MadeFiles) -> dict[str, Any]:
    file = made[address]
    return {
        "path": address.removeprefix(urls.DATA),
        "format": form.extension,
        "mediatype": form.media_type,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
