"""JSON Schemas of the records, for editors that know YAML: they complete keys, explain them, and mark mistakes.

They describe what people write, before this program reads it: a number where text is asked for, one value where a
list is, no id where the name of the file says it. Loading is stricter and has the last word.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.records.kinds import KINDS, Kind
from generator.records.portal import Portal

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: Kind) -> Schema:
    """Return the JSON Schema of the records of a kind; in a ``.md`` file that of the part between the ``---``."""
    schema = _schema(kind.model, kind.label)
    schema["required"].remove("id")
    if kind.id == "procedures":
        del schema["properties"]["id"]  # a procedure is known by its code
    return schema


def schema_of_config() -> Schema:
    """Return the JSON Schema of ``site_config.yml``."""
    return _schema(Portal, "Cấu hình cổng")


def schema_text(schema: Schema) -> str:
    """Return a schema as the text of its file: the same for the same models, whatever made it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def schema_files() -> dict[str, str]:
    """Return the text of every schema by the name of its file."""
    texts = {f"{kind.id}.schema.json": schema_text(schema_of(kind)) for kind in KINDS.values()}
    return {**texts, "site_config.schema.json": schema_text(schema_of_config())}


def _schema(model: type[BaseModel], title: str) -> Schema:
    schema = _for_editors(model.model_json_schema())
    # Names and docstrings of classes are for programmers; fields carry the Vietnamese titles.
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("title", None)
        part.pop("description", None)
        part["additionalProperties"] = False
    return {"$schema": _DIALECT, "title": title, **schema}


def _for_editors(value: Any) -> Any:
    """Take out what an editor cannot write: null, and defaults that say nothing."""
    if isinstance(value, list):
        return [_for_editors(item) for item in value]
    if not isinstance(value, dict):
        return value
    schema = {key: _for_editors(item) for key, item in value.items()}
    if schema.get("default", ...) in (None, "", [], {}):
        del schema["default"]
    if "anyOf" in schema:
        forms = [form for form in schema.pop("anyOf") if form != {"type": "null"}]
        return {**forms[0], **schema} if len(forms) == 1 else {"anyOf": forms, **schema}
    return schema


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")
