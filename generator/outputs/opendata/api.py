"""The static API: tables in pages of a fixed size, their JSON Schemas, and an OpenAPI description of both.

An address that holds the version keeps its form: a change that breaks readers gets ``/du-lieu/v2/``.
"""

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.outputs.opendata.published import API_TABLES, FORMATS, OPENAPI, license_url, license_words
from generator.outputs.opendata.schema import row_schema
from generator.outputs.opendata.table import Table
from generator.pages.parts import absolute

PAGE_SIZE = 500
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def api_pages(site: Site, table: Table, rows: Sequence[bytes]) -> list[Artifact]:
    """Return the pages of a table; ``rows`` are its rows as JSON objects. An empty table has one page, too."""
    count = page_count(table)
    return [_page(site, table, rows, number, count) for number in range(1, count + 1)]


def page_count(table: Table) -> int:
    """Return how many pages a table has."""
    return max(1, -(-len(table.rows) // PAGE_SIZE))


def _page(site: Site, table: Table, rows: Sequence[bytes], number: int, count: int) -> Artifact:
    def page(other: int) -> str | None:
        return absolute(site, urls.data_api_page(table.name, other)) if 1 <= other <= count else None

    head = {
        "table": table.name,
        "title": table.title,
        "modified": table.modified,
        "dated": table.dated,
        "license": license_words(site),
        "license_url": license_url(site),
        "schema": absolute(site, urls.data_api_schema(table.name)),
        "total": len(table.rows),
        "page": number,
        "pages": count,
        "page_size": PAGE_SIZE,
        "previous": page(number - 1),
        "next": page(number + 1),
    }
    items = b",\n".join(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    data = to_json(head)[:-1] + b',"items":[\n' + items + b"\n]}\n"
    return Artifact(urls.artifact_path(urls.data_api_page(table.name, number)), data)


def api_artifacts(site: Site, tables: Sequence[Table]) -> list[Artifact]:
    """Return the list of tables, the schema of each, and the OpenAPI description."""
    found = [_artifact(API_TABLES, _tables(site, tables)), _artifact(OPENAPI, openapi(site, tables))]
    for table in tables:
        address = urls.data_api_schema(table.name)
        schema = {"$schema": _DIALECT, "$id": absolute(site, address), **row_schema(table)}
        found.append(_artifact(address, schema))
    return found


def _artifact(address: str, data: Any) -> Artifact:
    return Artifact(urls.artifact_path(address), to_json(data) + b"\n")


def _tables(site: Site, tables: Sequence[Table]) -> dict[str, Any]:
    return {
        "title": f"Dữ liệu mở của {site.portal.name}",
        "license": license_words(site),
        "license_url": license_url(site),
        "openapi": absolute(site, OPENAPI),
        "tables": [
            {
                "name": table.name,
                "title": table.title,
                "description": table.description,
                "modified": table.modified,
                "dated": table.dated,
                "total": len(table.rows),
                "pages": page_count(table),
                "first": absolute(site, urls.data_api_page(table.name, 1)),
                "schema": absolute(site, urls.data_api_schema(table.name)),
                "about": absolute(site, urls.data_table(table.name)),
                "files": {one.extension: absolute(site, urls.data_file(table.name, one.extension)) for one in FORMATS},
            }
            for table in tables
        ],
    }


def openapi(site: Site, tables: Sequence[Table]) -> dict[str, Any]:
    """Return the description of the API in OpenAPI 3.1."""
    portal = site.portal
    stated = portal.data.license
    terms = {"name": stated.name, **({"url": stated.url} if stated.url else {})} if stated else None
    contact = {"name": portal.owner.name, **({"email": portal.contact.email} if portal.contact.email else {})}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Dữ liệu mở của {portal.name}",
            "description": "API tĩnh, chỉ đọc: mỗi bảng chia thành các trang, đọc lần lượt theo «next».",
            "version": "1",
            **({"license": terms} if terms else {}),
            "contact": contact,
        },
        "servers": [{"url": absolute(site, urls.DATA_API).rstrip("/")}],
        "paths": {
            _path(API_TABLES): {"get": _operation("listTables", "Các bảng", "#/components/schemas/Tables")},
            **{_path_of(table): _table_path(table) for table in tables},
        },
        "components": {
            "schemas": {
                "Tables": {"type": "object", "required": ["tables"], "properties": {"tables": _TABLE_LIST}},
                **{f"{table.name}_row": row_schema(table) for table in tables},
                **{f"{table.name}_page": _page_schema(table) for table in tables},
            }
        },
    }


def _path(address: str) -> str:
    return "/" + address.removeprefix(urls.DATA_API)


def _path_of(table: Table) -> str:
    return _path(urls.data_api_page(table.name, 1)).replace("page-1", "page-{page}")


def _table_path(table: Table) -> dict[str, Any]:
    number = {"name": "page", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
    operation = _operation(f"list_{table.name}", table.title, f"#/components/schemas/{table.name}_page")
    missing = {"description": "Không có trang ấy."}
    responses = {**operation["responses"], "404": missing}
    return {"get": {**operation, "description": table.description, "parameters": [number], "responses": responses}}


def _operation(name: str, summary: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": schema}}}
    return {
        "operationId": name,
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}},
    }


_ADDRESS = {"type": "string", "format": "uri"}
_NO_ADDRESS = {"type": ["string", "null"], "format": "uri"}
_COUNT = {"type": "integer", "minimum": 0}
_DAY = {"type": ["string", "null"], "format": "date"}
_DATED = {"type": "boolean", "description": "Sai khi bảng không ghi ngày: «modified» là ngày mới nhất của cả bộ."}
_TABLE_LIST = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["name", "title", "total", "pages", "first", "schema"],
        "properties": {
            "name": {"type": "string"},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "modified": _DAY,
            "dated": _DATED,
            "total": _COUNT,
            "pages": _COUNT,
            "first": _ADDRESS,
            "schema": _ADDRESS,
            "about": _ADDRESS,
            "files": {"type": "object", "additionalProperties": _ADDRESS},
        },
    },
}


def _page_schema(table: Table) -> dict[str, Any]:
    properties = {
        "table": {"const": table.name},
        "title": {"type": "string"},
        "modified": _DAY,
        "dated": _DATED,
        "license": {"type": "string"},
        "license_url": _NO_ADDRESS,
        "schema": _ADDRESS,
        "total": _COUNT,
        "page": {"type": "integer", "minimum": 1},
        "pages": {"type": "integer", "minimum": 1},
        "page_size": {"const": PAGE_SIZE},
        "previous": _NO_ADDRESS,
        "next": _NO_ADDRESS,
        "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{table.name}_row"}},
    }
    return {"type": "object", "required": list(properties), "properties": properties}
