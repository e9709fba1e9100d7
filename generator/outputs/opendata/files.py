"""What makes the files of open data: first the data, each file by itself, then the files that tell of those."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator import urls
from generator.base.artifact import Artifact
from generator.link.site import Site
from generator.outputs.opendata.api import api_artifacts, api_pages
from generator.outputs.opendata.csv_file import table_csv
from generator.outputs.opendata.datapackage import data_package
from generator.outputs.opendata.dcat import catalogue
from generator.outputs.opendata.json_file import json_array, json_lines, json_rows
from generator.outputs.opendata.published import DATABASE, MadeFiles, license_url, license_words, modified_words
from generator.outputs.opendata.sqlite_file import database
from generator.outputs.opendata.table import Table, iso, newest
from generator.outputs.opendata.xlsx_file import table_xlsx
from generator.pages.parts import absolute


def data_makers(site: Site, tables: Sequence[Table]) -> Iterator[Callable[[], Sequence[Artifact]]]:
    """Yield what makes the files of the tables; those of JSON are made together, from rows that are encoded once."""
    if not tables:
        return
    yield lambda: [_artifact(DATABASE, database(tables, _about(site, tables)))]
    for table in tables:
        yield partial(_csv, table)
        yield partial(_xlsx, site, table)
        yield partial(_json, site, table)
    yield lambda: api_artifacts(site, tables)


def describe_data(site: Site, tables: Sequence[Table], made: MadeFiles) -> tuple[Artifact, ...]:
    """Return the files that tell sizes and hashes of the others."""
    return data_package(site, tables, made), catalogue(site, tables, made)


def _about(site: Site, tables: Sequence[Table]) -> dict[str, str | None]:
    return {
        "title": f"Dữ liệu mở của {site.portal.name}",
        "portal": site.portal.name,
        "owner": site.portal.owner.name,
        "url": absolute(site, urls.DATA),
        "license": license_words(site),
        "license_url": license_url(site),
        "modified": iso(newest(tables)),
    }


def _csv(table: Table) -> Sequence[Artifact]:
    return [_artifact(urls.data_file(table.name, "csv"), table_csv(table))]


def _xlsx(site: Site, table: Table) -> Sequence[Artifact]:
    facts = (
        ("Bảng", table.title),
        ("Nội dung", table.description),
        ("Cổng", site.portal.name),
        ("Cơ quan", site.portal.owner.name),
        ("Địa chỉ", absolute(site, urls.data_table(table.name))),
        ("Giấy phép", " – ".join(filter(None, (license_words(site), license_url(site))))),
        ("Cập nhật", modified_words(table)),
    )
    return [_artifact(urls.data_file(table.name, "xlsx"), table_xlsx(table, [fact for fact in facts if fact[1]]))]


def _json(site: Site, table: Table) -> Sequence[Artifact]:
    rows = list(json_rows(table))
    return [
        _artifact(urls.data_file(table.name, "json"), json_array(rows)),
        _artifact(urls.data_file(table.name, "jsonl"), json_lines(rows)),
        *api_pages(site, table, rows),
    ]


def _artifact(address: str, data: bytes) -> Artifact:
    return Artifact(urls.artifact_path(address), data)
