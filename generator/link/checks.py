"""Faults that only show when all records stand side by side."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.base.problems import Problem
from generator.base.span import Span
from generator.link.citations import prose_of
from generator.load.content import LoadedRecord, place_problem, place_words
from generator.records.agency import Agency
from generator.records.document import Document
from generator.records.fields import quote

_ACTIVE_HTML = re.compile(
    r"<(?:script|style|iframe|frame|object|embed|form|input|button|link|meta|base|svg|math|img|video|audio)\b[^<>]*>?|"
    r"<[a-z][^<>]*\son[a-z]+\s*=[^<>]*>|(?<=\]\()\s*<?(?:javascript|vbscript|data):[^)\s]*",
    re.IGNORECASE,
)
"""What editors paste from other pages and what never comes through to a page of the portal."""


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
    """Yield a problem for each loop of agencies in which every one is below the next, at the first of its files."""
    agencies = {one.record.id: (one.path, one.record) for one in records if isinstance(one.record, Agency)}
    for loop in find_loops({id_: agency.parent for id_, (_, agency) in agencies.items() if agency.parent}):
        message = "cơ quan cấp trên khép vòng: " + " → ".join([*loop, loop[0]])
        hint = "sửa khóa «parent» của một cơ quan trong vòng"
        yield place_problem(root, agencies[loop[0]][0], ("parent",), "MB033", message, hint)


def find_loops(follows: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield each loop in which every one leads to the next, beginning with the first of it in the order given."""
    places = {id_: place for place, id_ in enumerate(follows)}
    seen: set[str] = set()
    for id_ in follows:
        way: dict[str, int] = {}
        here = id_
        while here in follows and here not in seen and here not in way:
            way[here] = len(way)
            here = follows[here]
        if here in way:
            loop = list(way)[way[here] :]
            start = loop.index(min(loop, key=places.__getitem__))
            yield [*loop[start:], *loop[:start]]
        seen.update(way)


def check_addresses(addresses: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each address that two files lead to; given are pairs of address and file."""
    by_address: dict[str, list[str]] = defaultdict(list)
    for address, path in addresses:
        by_address[address].append(path)
    for address, paths in by_address.items():
        for path in paths[1:]:
            message = f"địa chỉ {address} đã thuộc về {paths[0]}"
            yield Problem("MB036", Span(path), message, "đổi tên tệp, hoặc ghi khóa «id» khác")


def check_html(records: Iterable[LoadedRecord], root: Path) -> Iterator[Problem]:
    """Yield a notice for each piece of active HTML in prose: its page will be without it."""
    for loaded in records:
        suspects = (text for text in prose_of(loaded.record) if "<" in text or "](" in text)
        pieces = dict.fromkeys(found[0] for text in suspects for found in _ACTIVE_HTML.finditer(text))
        if pieces:
            hint = "viết bằng Markdown; ảnh ghi ở khóa «images», tệp ở khóa «attachments»"
            faults = [(piece, "MB081", f"mã HTML {quote(piece)} bị loại bỏ", hint) for piece in pieces]
            yield from place_words(root, loaded.path, faults)
