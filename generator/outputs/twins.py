"""The JSON twin of each record page: ``index.json`` beside it, for those who use the facts elsewhere."""

import re
from dataclasses import asdict
from decimal import Decimal
from functools import reduce
from typing import Any

from pydantic_core import to_json

from generator import urls
from generator.base.artifact import Artifact
from generator.link.references import Marker, references_in
from generator.link.site import Key, Site, Withdrawn
from generator.pages.parts import absolute, area_links, province_links, record_link
from generator.records.common import Record
from generator.records.fields import Reference
from generator.records.procedure import Procedure
from generator.records.procedure_parts import ProcedureText
from generator.vn.figures import as_number


def twin_artifact(site: Site, key: Key) -> Artifact:
    """Return a record as JSON: the keys of its file in their order, without those that say nothing.

    ``url`` is the address of its page and ``record_kind`` the name of its kind (``kind`` is a key of agencies). A
    reference becomes ``{"id", "url", "name"}``, a file ``{"url", "name", "size", "type"}`` with the size in bytes; a
    document that the portal does not hold stays the wording of its citation. A time limit is ``{"wording", "amount",
    "unit"}``, a fee ``{"wording", "amounts", "free", "per"}`` in đồng, both without what their wording does not state.
    Dates are ISO 8601, deadlines in the words of their plan, addresses absolute, texts Markdown where they are in the
    record.
    """
    record = site.record(key)
    data = _said(_with_values(record), site.dropped_links.get(key, ()))
    for place, marker, value in references_in(record):
        part = data
        for step in place[:-1]:
            part = part[step]
        part[place[-1]] = _resolve(site, marker, value)
    url = record_link(site, key).url
    twin = {"url": absolute(site, url), "record_kind": key[0], **data}
    return Artifact(urls.artifact_path(urls.twin_url(url)), to_json(twin) + b"\n", site.paths[key])


def withdrawn_twin(site: Site, notice: Withdrawn) -> Artifact:
    """Return the JSON twin of a withdrawn record: the same that its notice says."""
    told = {"on": notice.on, "reason": notice.reason}
    instead = {"instead": absolute(site, notice.instead)} if notice.instead else {}
    number = {"number": notice.number} if notice.number else {}
    twin = {
        "url": absolute(site, notice.url),
        "record_kind": notice.kind,
        "id": notice.id,
        "title": notice.title,
        **number,
        "withdrawn": told | instead,
    }
    return Artifact(urls.artifact_path(urls.twin_url(notice.url)), to_json(twin) + b"\n", notice.path)


def _with_values(record: Record) -> dict[str, Any]:
    """Return a record as data, with the times and fees of procedures, of today and before, as values."""
    data = record.model_dump(exclude={"draft"}, exclude_none=True)
    if isinstance(record, Procedure):
        _put_values(data, record)
        for event, said in zip(record.life, data["life"], strict=True):
            if event.before:
                _put_values(said["before"], event.before)
    return data


def _put_values(data: dict[str, Any], text: ProcedureText) -> None:
    for said, manner in zip(data["manners"], text.manners, strict=True):
        said["time_limit"] = manner.time_limit and asdict(manner.time_limit)
        said["fee"] = manner.fee and asdict(manner.fee)


def _said(value: Any, dropped: tuple[str, ...]) -> Any:
    """Return dumped data as JSON has it, with no key that has nothing to say and no link to what is not published."""
    if isinstance(value, str):
        return reduce(unlink, dropped, value) if dropped else value
    if isinstance(value, dict):
        return {name: said for name, part in value.items() if (said := _said(part, dropped)) not in (None, "", [], {})}
    if isinstance(value, tuple):
        return [_said(part, dropped) for part in value]
    if isinstance(value, Decimal):
        return as_number(value)
    return value


def _resolve(site: Site, marker: Marker, value: str) -> Any:
    match marker:
        case Reference("areas"):
            (link,) = area_links(site, (value,))
        case Reference("provinces"):
            (link,) = province_links(site, value)
        case Reference(kind) if (kind, value) in site.withdrawn:
            link = record_link(site, (kind, value))
        case Reference("documents") if value not in site.documents:
            return value
        case Reference("agencies") if value not in site.agencies:
            return value
        case Reference("life_events"):
            return {"id": value, "name": site.life_events[value].name}
        case Reference(kind):
            link = record_link(site, (kind, value))
        case _:
            file = site.downloads[value]
            url = absolute(site, urls.file_url(value))
            return {"url": url, "name": value.rpartition("/")[2], "size": file.size, "type": file.media_type}
    return {"id": value, "url": absolute(site, link.url), "name": link.text}


def unlink(markdown: str, address: str) -> str:
    """Make links to an address, written in place or as a definition, links to nowhere."""
    return re.sub(rf"(\](?:\(|:)\s*<?){re.escape(address)}", r"\1", markdown)
