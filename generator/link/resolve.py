"""The references of one record → records of the site."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from generator.base.problems import Problem
from generator.link.citations import DocumentsByNumber, citing, find_cited
from generator.link.references import Marker, references_in, rewrite_references
from generator.link.site import Edge
from generator.load.content import LoadedRecord, place_problem
from generator.load.downloads import Download
from generator.load.tree import Place
from generator.records.common import Record
from generator.records.fields import FileReference
from generator.vn.folding import fold

_ID_LIKE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)+")
_WORDS = {
    "agencies": "cơ quan",
    "areas": "lĩnh vực",
    "documents": "văn bản",
    "news": "tin",
    "procedures": "thủ tục",
    "provinces": "tỉnh, thành phố",
}
_REQUIRED = {("documents", "issuer")}
"""References that a record cannot stand without: kind of the record, and field."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What references may lead to: ids with names by kind, ids that are not published yet, files, numbers."""

    names: Mapping[str, Mapping[str, str]]
    withheld: Mapping[str, Collection[str]]
    downloads: Mapping[str, Download]
    by_number: DocumentsByNumber


@dataclass(frozen=True, slots=True)
class Resolved:
    """A record whose references all lead somewhere, the edges that they make, and what was wrong with them."""

    record: Record
    edges: tuple[Edge, ...]
    problems: tuple[Problem, ...]


def resolve_record(loaded: LoadedRecord, targets: Targets, root: Path) -> Resolved:
    """Resolve the references of a record; those that lead nowhere, or to something unpublished, are taken out."""
    record = loaded.record
    key = (loaded.kind, record.id)
    answers: dict[tuple[Marker, str], str | None] = {}
    edges: list[Edge] = []
    problems: list[Problem] = []
    for place, marker, value in references_in(record):
        target, fault = _resolve(loaded, marker, value, _field_of(place), targets)
        answers[marker, value] = target
        if fault:
            code, message, hint = fault
            problems.append(place_problem(root, loaded.path, place, code, message, hint))
        if target and not isinstance(marker, FileReference) and target in targets.names[marker.kind]:
            edges.append(Edge(key, _field_of(place), (marker.kind, target)))
    rewritten = rewrite_references(record, lambda marker, value: answers[marker, value])
    return Resolved(rewritten, tuple(dict.fromkeys(edges)), tuple(problems))


def _field_of(place: Place) -> str:
    """Return the name of the field that a place is in: its last step that is no index."""
    return next(step for step in reversed(place) if isinstance(step, str))


_Fault = tuple[str, str, str]


def _resolve(
    loaded: LoadedRecord, marker: Marker, value: str, field: str, targets: Targets
) -> tuple[str | None, _Fault | None]:
    if isinstance(marker, FileReference):
        return _resolve_file(value, targets.downloads)
    names = targets.names[marker.kind]
    if value in names:
        return value, None
    word = _WORDS[marker.kind]
    if value in targets.withheld.get(marker.kind, ()):
        if (loaded.kind, field) in _REQUIRED:
            hint = f"công khai {word} ấy trước, hoặc để hồ sơ này ở bản nháp"
            return None, ("MB034", f"cần {word} «{value}» nhưng hồ sơ ấy chưa công khai", hint)
        return None, ("MB083", f"{word} «{value}» chưa công khai nên không được nhắc tới", "")
    if marker.kind == "documents" and not _ID_LIKE.fullmatch(value):
        return _resolve_citation(loaded, value, targets.by_number)
    return None, ("MB032", f"không có {word} «{value}»", _did_you_mean(value, names))


def _resolve_file(name: str, downloads: Mapping[str, Download]) -> tuple[str | None, _Fault | None]:
    download = downloads.get(name)
    if download is None:
        near = get_close_matches(name, list(downloads), n=1, cutoff=0.6)
        return None, ("MB040", f"không có tệp «{name}» trong content/files/", near[0] if near else "")
    if download.fault:
        code, message = download.fault
        return None, (code, f"«{name}»: {message}", "")
    return name, None


def _resolve_citation(
    loaded: LoadedRecord, wording: str, by_number: DocumentsByNumber
) -> tuple[str | None, _Fault | None]:
    """Return the id of the one held document that a wording cites; the wording itself where none is held."""
    candidates = [id_ for cited in find_cited([wording], by_number, citing(loaded.record)) for id_ in cited.candidates]
    if len(candidates) > 1:
        hint = "ghi mã hồ sơ: " + " hoặc ".join(candidates)
        return wording, ("MB080", f"«{wording}» có thể là {len(candidates)} văn bản", hint)
    return (candidates[0] if candidates else wording), None


def _did_you_mean(value: str, names: Mapping[str, str]) -> str:
    """Return the ids whose id or name is most like the value, as people spell it."""
    by_spelling: dict[str, list[str]] = {}
    for id_, name in names.items():
        by_spelling.setdefault(id_, []).append(id_)
        by_spelling.setdefault(fold(name), []).append(id_)
    near = get_close_matches(fold(value), list(by_spelling), n=3, cutoff=0.6)
    found = dict.fromkeys(id_ for spelling in near for id_ in by_spelling[spelling])
    return "có phải: " + ", ".join(list(found)[:3]) if found else ""
