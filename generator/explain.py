"""Where a page comes from and what a record leads to: answers for the person who asks before changing something.

Told from the site and its planned pages alone; nothing is rendered. A page is a function of its view, so the pages
that mention a record are those whose view holds its address.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel

from generator import urls
from generator.base.text import shorten
from generator.blueprint import all_pages
from generator.link.site import Edge, Key, Site
from generator.pages.page import Page
from generator.records.caseload import CaseRow
from generator.records.document import Plan, Relations
from generator.records.indicator import IndicatorValue
from generator.records.kinds import KINDS, title_of
from generator.records.news import Author
from generator.records.task import Evidence, Task
from generator.render.links import base_path

_LISTED = 15
"""Pages or records that a list names; beyond that their number says enough."""

_PARTS: tuple[type[BaseModel], ...] = (Author, CaseRow, Evidence, IndicatorValue, Plan, Relations, Task)
"""Parts of records whose fields refer to other records."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be asked about."""

    site: Site
    pages: dict[str, Page]


def explain(site: Site, asked: str) -> tuple[str, ...]:
    """Return Vietnamese lines on an address of the site, a content file (from the portal folder) or a record's id.

    The lines are empty where nothing of that name is published; `near_names` then knows what could be meant.
    """
    known = _known(site)
    notice = next((one for one in site.withdrawn.values() if asked in (one.path, one.id)), None)
    page = known.pages.get(notice.url if notice else _address(site, asked))
    if page:
        return tuple(_page_lines(known, page))
    key = _key(site, asked)
    if key:
        return tuple(_page_lines(known, known.pages[urls.record_url(site.record(key), key[0])]))
    name = asked.partition("files/")[2]
    if name in site.downloads:
        return (f"Tệp tải về {urls.file_url(name)}", *_mentions(known, urls.file_url(name)))
    return ()


def near_names(site: Site, asked: str) -> list[str]:
    """Return up to three addresses and files that could have been meant."""
    names = [*_known(site).pages, *site.paths.values()]
    last = asked.rstrip("/").rpartition("/")[2]
    return [name for name in names if last in name][:3] or get_close_matches(asked, names, n=3)


def _known(site: Site) -> _Known:
    return _Known(site, {page.url: page for page in all_pages(site)})


def _address(site: Site, asked: str) -> str:
    """Return an address of the site as pages have it: of a whole web address the path, with a slash at its end."""
    path = unquote(urlsplit(asked).path)
    if asked.startswith(site.portal.base_url):
        path = "/" + path.removeprefix(base_path(site.portal.base_url))
    path = path.removesuffix("index.html").removesuffix("index.json")
    return path if path.endswith(("/", ".html")) else f"{path}/"


def _key(site: Site, asked: str) -> Key | None:
    return next((key for key, path in site.paths.items() if asked in (path, key[1])), None)


def _page_lines(known: _Known, page: Page) -> Iterator[str]:
    yield f"{page.head.title}"
    yield f"  Địa chỉ: {page.url}"
    yield f"  Mẫu trang: theme/pages/{page.template}"
    if page.url in (notice.url for notice in known.site.withdrawn.values()):
        yield f"  Nguồn: {page.source} (đã rút)"
        return
    key = _key(known.site, page.source) if page.source else None
    if key is None or urls.record_url(known.site.record(key), key[0]) != page.url:
        yield "  Nguồn: tổng hợp từ các hồ sơ của cổng và site_config.yml"
        return
    yield f"  Nguồn: {page.source} ({KINDS[key[0]].label.lower()}, mã {key[1]})"
    yield from _list("  Dẫn tới:", (_edge_line(known.site, edge, edge.target) for edge in _outgoing(known.site, key)))
    yield from _list(
        "  Được dẫn tới từ:", (_edge_line(known.site, edge, edge.source) for edge in known.site.incoming.get(key, ()))
    )
    yield from _mentions(known, page.url)


def _outgoing(site: Site, key: Key) -> Iterable[Edge]:
    return (edge for edges in site.incoming.values() for edge in edges if edge.source == key)


def _edge_line(site: Site, edge: Edge, other: Key) -> str:
    """Return one line on what is at the other end of an edge: place, title, and the field that makes the edge."""
    match other:
        case "areas", id_:
            place, title = urls.area_url(id_), site.areas[id_][1].name
        case "provinces", id_:
            place, title = urls.province_url(id_), site.provinces[id_].name
        case _:
            place, title = site.paths[other], title_of(site.record(other))
    return f"    {place}  {shorten(title, 60)}  ({_field_title(edge)})"


def _field_title(edge: Edge) -> str:
    """Return what editors know the field by that makes an edge."""
    if edge.by == "prose":
        return "trong lời văn"
    models = (KINDS[edge.source[0]].model, *_PARTS)
    found = (model.model_fields[edge.by].title for model in models if edge.by in model.model_fields)
    return str(next(found, edge.by)).lower()


def _mentions(known: _Known, address: str) -> Iterator[str]:
    found = [page for page in known.pages.values() if page.url != address and _holds(page.view, address)]
    yield from _list(
        "  Các trang khác có nhắc tới:", (f"    {page.url}  {shorten(page.head.title, 60)}" for page in found)
    )


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    every: Sequence[str] = list(dict.fromkeys(lines))
    if every:
        yield f"{heading[:-1]} ({len(every)}):"
    yield from every[:_LISTED]
    if len(every) > _LISTED:
        yield f"    … và {len(every) - _LISTED} nữa"


def _holds(value: Any, address: str) -> bool:
    """Whether a view holds an address anywhere, also with an anchor or within a text."""
    if isinstance(value, str):
        return address in value
    if isinstance(value, (tuple, list, frozenset)):
        return any(_holds(item, address) for item in value)
    if isinstance(value, dict):
        return any(_holds(item, address) for item in value.values())
    if is_dataclass(value):
        return any(_holds(getattr(value, field.name), address) for field in fields(value))
    if isinstance(value, BaseModel):
        return any(_holds(item, address) for _, item in value)
    return False
