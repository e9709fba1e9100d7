"""Faults that only show when all records stand side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.base.problems import Problem
from generator.base.span import Span
from generator.load.content import LoadedRecord, place_problem
from generator.records.agency import Agency
from generator.records.document import Document


def check_ids(records: Iterable[LoadedRecord], root: Path) -> Iterator[Problem]:
    """Yield a problem for each record whose id another record of its kind already has."""
    first: dict[tuple[str, str], str] = {}
    for loaded in records:
        key = (loaded.kind, loaded.record.id)
        if key in first:
            message = f"mã «{loaded.record.id}» đã dùng ở {first[key]}"
            hint = "đổi tên tệp, hoặc ghi khóa «id» khác"
            yield place_problem(
                root, loaded.path, ("code" if loaded.kind == "procedures" else "id",), "MB030", message, hint
            )
        first.setdefault(key, loaded.path)


def check_same_document(records: Iterable[LoadedRecord], root: Path) -> Iterator[Problem]:
    """Yield a problem for each document that is one with another by number, date and issuer."""
    first: dict[tuple[str, object, str], str] = {}
    for loaded in records:
        document = loaded.record
        if isinstance(document, Document) and document.number:
            key = (document.number, document.issued_on, document.issuer)
            if key in first:
                message = f"văn bản «{document.number}» cùng ngày, cùng cơ quan đã có ở {first[key]}"
                yield place_problem(root, loaded.path, ("number",), "MB031", message, "xóa một trong hai hồ sơ")
            first.setdefault(key, loaded.path)


def check_parents(records: Iterable[LoadedRecord], root: Path) -> Iterator[Problem]:
    """Yield a problem for each agency that is, over some steps, its own parent."""
    agencies: Mapping[str, tuple[str, Agency]] = {
        loaded.record.id: (loaded.path, loaded.record) for loaded in records if isinstance(loaded.record, Agency)
    }
    for id_, (path, _) in agencies.items():
        way = [id_]
        parent = agencies[id_][1].parent
        while parent and parent in agencies and parent not in way:
            way.append(parent)
            parent = agencies[parent][1].parent
        if parent == id_:
            message = "cơ quan cấp trên khép vòng: " + " → ".join([*way, id_])
            yield place_problem(
                root, path, ("parent",), "MB033", message, "sửa khóa «parent» của một cơ quan trong vòng"
            )


def check_addresses(addresses: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each address that two files lead to; given are pairs of address and file."""
    by_address: dict[str, list[str]] = defaultdict(list)
    for address, path in addresses:
        by_address[address].append(path)
    for address, paths in by_address.items():
        for path in paths[1:]:
            message = f"địa chỉ {address} đã thuộc về {paths[0]}"
            yield Problem("MB036", Span(path), message, "đổi tên tệp, hoặc ghi khóa «id» khác")
