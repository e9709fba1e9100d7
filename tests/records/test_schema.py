"""The schemas for editors admit what loading admits, and stand in schemas/ as the models say them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.load.files import read_text, split_text
from generator.records.kinds import KINDS
from generator.records.schema import schema_files, schema_of, schema_of_config, schema_text

ROOT = Path(__file__).parents[2]
PORTALS = (ROOT, ROOT / "tests" / "sites" / "small")


class EditorLoader(yaml.CSafeLoader):
    """Reads YAML 1.2, as editors' language servers do: numbers and ``true`` are typed, dates and ``on`` stay text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def records(portal: Path) -> Iterator[tuple[str, Path]]:
    for kind in KINDS:
        for file in sorted((portal / "content" / kind).rglob("*")):
            if file.suffix in (".md", ".yml"):
                yield kind, file


def written(file: Path) -> Any:
    text, _ = read_text(file.name, str(file))
    parts, _ = split_text(file.name, text)
    assert parts is not None
    return yaml.load(parts.head, Loader=EditorLoader)


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("name", [*(f"{kind}.schema.json" for kind in KINDS), "site_config.schema.json"])
def test_the_schema_in_the_folder_is_what_the_models_say(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == schema_files()[name], "run: make schemas"


@pytest.mark.parametrize("schema", [*map(schema_of, KINDS.values()), schema_of_config()], ids=lambda s: s["title"])
def test_a_schema_is_valid_and_every_field_has_a_vietnamese_title(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    for part in (schema, *schema.get("$defs", {}).values()):
        assert part["additionalProperties"] is False
        for name, field in part["properties"].items():
            assert field.get("title"), name
            assert not field["title"].isascii() or field["title"] in ("Fax", "Tin"), (name, field["title"])


@pytest.mark.parametrize("portal", PORTALS, ids=("content", "small"))
@pytest.mark.parametrize("kind", KINDS)
def test_real_records_fit_their_schema(portal: Path, kind: str) -> None:
    schema = schema_of(KINDS[kind])
    found = {str(file.relative_to(portal)): faults(schema, written(file)) for k, file in records(portal) if k == kind}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("portal", PORTALS, ids=("content", "small"))
def test_real_configurations_fit_their_schema(portal: Path) -> None:
    assert faults(schema_of_config(), written(portal / "site_config.yml")) == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("news", "draft: true"),
        ("news", "draft: có"),
        ("news", "title: 2016"),
        ("news", "authors: Văn phòng – Sở Nội vụ"),
        ("news", "agencies: so-noi-vu"),
        ("documents", "period: 2016"),
        ("documents", "plan: {tasks: [{order: 1.1, content: Rà soát, due: 2026, progress: 40}]}"),
        ("procedures", "code: 1.013172"),
        ("indicators", "values: [{year: 2026, value: 98, rank: 7}]"),
    ],
)
def test_short_and_typed_ways_of_writing_are_admitted(kind: str, line: str) -> None:
    schema = {**schema_of(KINDS[kind]), "required": []}
    assert faults(schema, yaml.load(line, Loader=EditorLoader)) == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("news", "titel: Một tin"),
        ("news", "summary:"),
        ("news", "draft: maybe"),
        ("agencies", "kind: departement"),
        ("documents", "attachments: [{file: a.pdf, title: Một tệp, size: 3}]"),
        ("documents", "plan: {tasks: [{order: 1, content: Rà soát, progress: nhiều}]}"),
        ("procedures", "id: ten-khac"),
    ],
)
def test_mistakes_are_marked(kind: str, line: str) -> None:
    schema = {**schema_of(KINDS[kind]), "required": []}
    assert faults(schema, yaml.load(line, Loader=EditorLoader)) != []


def test_the_text_of_a_schema_is_readable_and_stable() -> None:
    text = schema_text(schema_of(KINDS["news"]))
    assert "Tiêu đề" in text
    assert text.endswith("}\n")
    assert text == schema_text(schema_of(KINDS["news"]))
