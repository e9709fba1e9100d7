"""Columns as Table Schema (Data Package 2.0) and as JSON Schema (2020-12)."""

from typing import Any

from generator.outputs.opendata.table import Column, Table

_JSON_TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}
_JSON_FORMATS = {"date": "date", "datetime": "date-time"}


def table_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table."""
    keys = [
        {"fields": [column.name], "reference": {"resource": column.references, "fields": ["id"]}}
        for column in table.columns
        if column.references
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": ["id"],
        "missingValues": [""],
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        **({"required": True} if column.required else {}),
        **({"unique": True} if column.unique else {}),
        **({"enum": list(column.choices)} if column.choices else {}),
    }
    return {
        "name": column.name,
        "type": column.type,
        "title": column.title,
        **({"description": column.description} if column.description else {}),
        **({"format": column.format} if column.format else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def row_schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema of a row as an object."""
    return {
        "title": table.title,
        "description": table.description,
        "type": "object",
        "properties": {column.name: _property(column) for column in table.columns},
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    kind = _JSON_TYPES.get(column.type, "string")
    form = column.format or _JSON_FORMATS.get(column.type, "")
    choices: list[str | None] = list(column.choices)
    return {
        "title": column.title,
        **({"description": column.description} if column.description else {}),
        "type": kind if column.required else [kind, "null"],
        **({"format": form} if form else {}),
        **({"enum": choices if column.required else [*choices, None]} if choices else {}),
    }
