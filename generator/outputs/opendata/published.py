"""What is published of the tables, and what was made of it: formats, files with their sizes, licence."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator import urls
from generator.link.site import Site
from generator.outputs.opendata.table import Table
from generator.vn.dates import format_date

NO_LICENSE = "Chưa ghi giấy phép. Khi dùng lại, xin ghi rõ nguồn."
"""Said where the portal states no licence: the program does not know what its owner grants."""

DATABASE = urls.data_file("minh-bach", "sqlite")
DATA_PACKAGE = urls.data_file("datapackage", "json")
CATALOGUE = urls.data_file("dcat", "jsonld")
API_TABLES = f"{urls.DATA_API}tables.json"
OPENAPI = f"{urls.DATA_API}openapi.json"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of tables: its file extension, its name for people, its media type, and whether IANA has that type."""

    extension: str
    label: str
    media_type: str
    registered: bool = True


FORMATS = (
    Format("csv", "CSV", "text/csv"),
    Format("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format("json", "JSON", "application/json"),
    Format("jsonl", "JSONL", "application/jsonl", registered=False),
)
SQLITE = Format("sqlite", "SQLite", "application/vnd.sqlite3")


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made: its size in bytes, its SHA-256 as 64 hexadecimal digits."""

    size: int
    sha256: str


MadeFiles = Mapping[str, MadeFile]
"""What was made, by address: ``/du-lieu/news.csv``."""


def modified_words(table: Table) -> str:
    """Return how new a table is, in words; empty where no table of the portal bears a day."""
    if not table.modified:
        return ""
    day = format_date(table.modified)
    return day if table.dated else f"{day}, ngày mới nhất của cả bộ; bảng này không ghi ngày"


def keywords(site: Site, title: str) -> tuple[str, ...]:
    """Return words by which data of this title is looked for in catalogues of many publishers."""
    return title.lower(), "dữ liệu mở", site.portal.name, site.portal.owner.name


def license_url(site: Site) -> str | None:
    """Return the address of the terms, where the portal states them and they have one."""
    stated = site.portal.data.license
    return stated.url if stated else None


def license_words(site: Site) -> str:
    """Return on what terms the data may be used, in words."""
    stated = site.portal.data.license
    return stated.name if stated else NO_LICENSE
