"""The references of one record → records of the site."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from generator.base.problems import Problem
from generator.link.citations import DocumentsByNumber, citing, find_cited
from generator.link.references import Marker, references_in, rewrite_references
from generator.link.site import Edge
from generator.load.content import LoadedRecord, place_problems
from generator.load.downloads import Download
from generator.load.tree import Place
from generator.records.common import Record
from generator.records.document import RELATIONS
from generator.records.fields import FileReference, Reference, quote
from generator.vn.docnum import find_citations
from generator.vn.folding import fold

_ID_LIKE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_WORDS = {
    "agencies": "cơ quan",
    "areas": "lĩnh vực",
    "documents": "văn bản",
    "life_events": "sự kiện trong đời",
    "news": "tin",
    "procedures": "thủ tục",
    "provinces": "tỉnh, thành phố",
}
_OWN_HINT = "bỏ tham chiếu này, hoặc ghi văn bản khác"
_LEAVING_HINT = "cơ quan không còn hoạt động thì ghi «dissolved_on» thay cho «withdrawn»; nếu không, sửa tham chiếu này"
_FILE_HINTS = {
    "MB042": "chép chính tệp vào content/files/",
    "MB043": "xuất lại ảnh từ phần mềm vẽ, hoặc đổi sang PNG",
    "MB044": "đổi sang PDF hoặc một loại tệp văn phòng",
}
_REQUIRED = {("documents", "issuer"), ("caseloads", "agency")}
"""References that a record cannot stand without: kind of the record, and field."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What references may lead to: ids with names by kind, ids that are not published yet, files, numbers.

    ``withdrawn`` are ids whose pages are notices now, ``leaving`` agencies that are withdrawn or will be.
    ``broken`` are kind and id of records whose files are at fault: references to them are as good as those are.
    ``agencies_by_name`` has the ids of agencies whose folded name no other has. ``did_you_mean`` says, of a kind and
    what was written, what may have been meant.
    """

    names: Mapping[str, Mapping[str, str]]
    withheld: Mapping[str, Collection[str]]
    withdrawn: Mapping[str, Collection[str]]
    leaving: Collection[str]
    broken: Collection[tuple[str, str]]
    downloads: Mapping[str, Download]
    by_number: DocumentsByNumber
    agencies_by_name: Mapping[str, str]
    did_you_mean: Callable[[str, str], str]

    def holds(self, kind: str, id_: str) -> bool:
        """Whether the portal has a page for a record of a kind, if only the notice that it was withdrawn."""
        return id_ in self.names[kind] or id_ in self.withdrawn.get(kind, ())


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
    faults: list[tuple[Place, str, str, str]] = []
    for place, marker, value in references_in(record):
        field = _field_of(place)
        target, fault = _resolve(loaded, marker, value, field, targets)
        answers[marker, value] = target
        if fault:
            faults.append((place, *fault))
        if target and not isinstance(marker, FileReference) and target in targets.names[marker.kind]:
            edges.append(Edge(key, field, (marker.kind, target)))
    if any(target != value for (_, value), target in answers.items()):
        record = rewrite_references(record, lambda marker, value: answers[marker, value])
    problems = place_problems(root, loaded.path, faults) if faults else ()
    return Resolved(record, tuple(dict.fromkeys(edges)), tuple(problems))


def _field_of(place: Place) -> str:
    """Return the name of the field that a place is in: its last step that is no index; ``before`` for former values."""
    if "before" in place:
        return "before"
    return next(step for step in reversed(place) if isinstance(step, str))


_Fault = tuple[str, str, str]


def _resolve(
    loaded: LoadedRecord, marker: Marker, value: str, field: str, targets: Targets
) -> tuple[str | None, _Fault | None]:
    if isinstance(marker, FileReference):
        return resolve_file(value, targets)
    if fault := _contradiction(loaded, marker, value, field, targets):
        return None, fault
    if targets.holds(marker.kind, value):
        return value, None
    word = _WORDS[marker.kind]
    if value in targets.withheld.get(marker.kind, ()):
        return None, _withheld_fault(word, value, is_required=(loaded.kind, field) in _REQUIRED)
    if marker.in_words and not _ID_LIKE.fullmatch(value):
        is_agency = marker.kind == "agencies"
        name = targets.agencies_by_name.get(fold(value), value)
        return (name, None) if is_agency else _resolve_citation(loaded, value, targets.by_number)
    unknown = ("MB032", f"không có {word} {quote(value)}", targets.did_you_mean(marker.kind, value))
    return None, None if (marker.kind, value) in targets.broken else unknown


def _contradiction(loaded: LoadedRecord, marker: Reference, value: str, field: str, targets: Targets) -> _Fault | None:
    if field in RELATIONS and value == loaded.record.id:
        return "MB029", f"{quote(value)} là chính văn bản này", _OWN_HINT
    if marker.kind == "agencies" and value in targets.leaving:
        return "MB078", f"cơ quan {quote(value)} có khóa «withdrawn»", _LEAVING_HINT
    return None


def _withheld_fault(word: str, value: str, *, is_required: bool) -> _Fault:
    if is_required:
        hint = f"công khai {word} ấy trước, hoặc để hồ sơ này ở bản nháp"
        return "MB034", f"cần {word} {quote(value)} nhưng hồ sơ ấy chưa công khai", hint
    return "MB083", f"{word} {quote(value)} chưa công khai nên không được nhắc tới", ""


def resolve_file(name: str, targets: Targets) -> tuple[str | None, _Fault | None]:
    """Return the name of a file that may be published, or code, message and hint of what is wrong with it."""
    # A folder that is a link is listed as one faulty file, and whatever is named below it shares its fault.
    above = (name[:at] for at, character in enumerate(name) if character == "/")
    download = next((targets.downloads[one] for one in (name, *above) if one in targets.downloads), None)
    if download is None:
        hint = targets.did_you_mean("files", name) or "đặt tệp vào content/files/"
        return None, ("MB040", f"không có tệp {quote(name)} trong content/files/", hint)
    if download.fault:
        code, message = download.fault
        return None, (code, f"{quote(name)}: {message}", _FILE_HINTS.get(code, ""))
    return name, None


def _resolve_citation(
    loaded: LoadedRecord, wording: str, by_number: DocumentsByNumber
) -> tuple[str | None, _Fault | None]:
    """Return the id of the one held document that a wording cites; the wording itself where none is held."""
    cited = find_cited([wording], by_number, citing(loaded.record))
    if not cited and find_citations(wording):
        return None, ("MB029", f"{quote(wording)} là chính văn bản này", _OWN_HINT)
    candidates = [id_ for one in cited for id_ in one.candidates]
    if len(candidates) > 1:
        hint = "ghi mã hồ sơ: " + " hoặc ".join(candidates)
        return wording, ("MB080", f"{quote(wording)} có thể là {len(candidates)} văn bản", hint)
    return (candidates[0] if candidates else wording), None


def index_by_name(names: Mapping[str, str]) -> Mapping[str, str]:
    """Return ids by folded name, given names by id; a name that several have leads to none of them."""
    counts = Counter(map(fold, names.values()))
    return {folded: id_ for id_, name in names.items() if counts[folded := fold(name)] == 1}


def suggester(names: Mapping[str, Mapping[str, str]]) -> Callable[[str, str], str]:
    """Return a function from a kind and what was written to a hint: the ids most like it by themselves or by name.

    ``names`` gives ids with names by kind. The same mistake often stands in hundreds of records, so answers are kept.
    """

    @cache
    def spellings(kind: str) -> Mapping[str, tuple[str, ...]]:
        by_spelling: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for id_, name in names[kind].items():
            for spelling in {id_, fold(name)}:
                by_spelling[spelling] += (id_,)
        return by_spelling

    @cache
    def did_you_mean(kind: str, written: str) -> str:
        known = spellings(kind)
        near = get_close_matches(fold(written[:200]), known, n=3, cutoff=0.6)
        found = dict.fromkeys(id_ for spelling in near for id_ in known[spelling])
        return "có phải: " + ", ".join(list(found)[:3]) if found else ""

    return did_you_mean
