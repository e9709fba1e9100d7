"""One record of the export → the tree of a procedure, as an editor would write it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from generator.base.text import squeeze
from generator.ingest.national_portal.dossier import Case, PaperRow, parse_dossier, read_counts
from generator.ingest.national_portal.legal_basis import LawRow, cite, parse_legal_basis
from generator.ingest.national_portal.manner_block import manner_block
from generator.ingest.national_portal.manners import MannerRow, parse_manners
from generator.ingest.national_portal.pieces import Raw, says_nothing
from generator.ingest.national_portal.related import Known, find_related
from generator.ingest.national_portal.results import Description, Keywords, ResultRow, parse_results
from generator.ingest.national_portal.steps import split_steps
from generator.ingest.prose import to_markdown
from generator.ingest.yamltext import Value
from generator.records.fields import WebAddress, quote
from generator.records.procedure_parts import LEVELS
from generator.vn.docnum import parse_number
from generator.vn.doctypes import type_of_code
from generator.vn.folding import fold

PUBLISHER = "Cổng Dịch vụ công quốc gia"

RELATED = "thu_tuc_lien_quan"

REQUIRED = ("ma_thu_tuc", "ten_thu_tuc", "linh_vuc")
"""Columns without which a file is no export of procedures."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a field is in its structure: rows, and runs of words that stayed as they came."""

    rows: int
    raw: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a column that an editor should look at; its words are in the record.

    ``impossible`` is a value that cannot be meant, such as a level that does not exist; the rest is merely unclear.
    """

    column: str
    message: str
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one column says: values by key, the words that stayed as they came, how much is in rows, what is doubtful.

    ``faults`` name what cannot be meant. ``body`` is Markdown for which a procedure has no key.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    raw: str = ""
    share: Share | None = None
    doubts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A procedure as the export has it: its tree without empty keys, how its fields came out, what is doubtful."""

    tree: Mapping[str, Value]
    shares: Mapping[str, Share]
    doubts: tuple[Doubt, ...]

    @property
    def code(self) -> str:
        """The code of the procedure, as the source writes it."""
        return str(self.tree.get("code", ""))


KEYS = (
    *("code", "name", "field", "category", "keywords", "levels", "agencies", "competent", "cooperating", "delegated"),
    *("applicants", "manners", "where", "dossier", "sets", "steps", "results", "conditions", "legal_basis"),
    *("related", "decided_by", "national_link", "source", "raw", "body"),
)
"""The keys that an import writes, in their order in a file."""


def translate(values: Mapping[str, str], known: Known = MappingProxyType({})) -> Draft:
    """Return what a record says; ``values`` are its cleaned fields by column. Words are moved, never left out.

    Related procedures that are ``known`` become references. Code, name and field are taken as they stand; whoever
    writes the record checks it.
    """
    said = {column: text for column, text in values.items() if column in COLUMNS and not says_nothing(text)}
    related, said[RELATED] = find_related(said.get(RELATED, ""), known)
    parts = {column: COLUMNS[column][1](said[column]) for column in COLUMNS if said.get(column)}
    tree: dict[str, Value] = {}
    for part in parts.values():
        tree |= part.values
    tree["sets"] = _sets(said)
    tree["related"] = list(related)
    tree["source"] = {"publisher": PUBLISHER}
    tree["body"] = "\n\n".join(part.body for part in parts.values() if part.body)
    tree["raw"] = {COLUMNS[column][0]: to_markdown(part.raw) for column, part in parts.items() if part.raw}
    return Draft(
        tree={key: tree[key] for key in KEYS if tree.get(key)},
        shares={COLUMNS[column][0]: part.share for column, part in parts.items() if part.share},
        doubts=tuple(
            Doubt(column, message, impossible)
            for column, part in parts.items()
            for messages, impossible in ((part.faults, True), (part.doubts, False))
            for message in dict.fromkeys(messages)
        ),
    )


def _text(key: str) -> Callable[[str], Part]:
    return lambda text: Part({key: squeeze(text)})


def _parties(key: str) -> Callable[[str], Part]:
    """Read names of agencies; a name that looks like an id would be taken for one, so it stays as it came."""

    def read(text: str) -> Part:
        names = split_names(text)
        ids = [name for name in names if _ID_LIKE.fullmatch(name)]
        return Part({key: [name for name in names if name not in ids]}, raw=", ".join(ids))

    return read


def _levels(text: str) -> Part:
    known = {fold(label): key for key, label in LEVELS.items()}
    names = [name for name in map(squeeze, re.split(r"[,;\n]", text)) if name]
    unknown = [name for name in names if fold(name) not in known]
    return Part(
        {"levels": list(dict.fromkeys(known[fold(name)] for name in names if name not in unknown))},
        raw=", ".join(unknown),
        faults=tuple(f"cấp thực hiện không biết: «{name}»" for name in unknown),
    )


def _manners(text: str) -> Part:
    pieces = parse_manners(text)
    rows = [manner_block(piece) for piece in pieces if isinstance(piece, MannerRow)]
    raw = _words_kept(pieces)
    return Part(
        {"manners": [row.block for row in rows]},
        "\n".join(raw),
        Share(len(rows), len(raw)),
        doubts=tuple(doubt for row in rows for doubt in row.doubts),
        faults=tuple(fault for row in rows for fault in row.faults),
    )


def _dossier(text: str) -> Part:
    pieces = parse_dossier(text)
    raw = _words_kept(pieces)
    # A case without papers has nothing that could name it.
    tables = [piece for piece in pieces if isinstance(piece, Case | PaperRow)]
    empty = [
        one.text
        for one, after in pairwise([*tables, None])
        if isinstance(one, Case) and not isinstance(after, PaperRow)
    ]
    raw += [text for text in empty if not says_nothing(text.strip())]
    papers = _papers(pieces)
    return Part({"dossier": papers}, "\n".join(raw), Share(len(papers), len(raw)))


def _results(text: str) -> Part:
    pieces = parse_results(text)
    results = [_result(piece) for piece in pieces if isinstance(piece, ResultRow)]
    keywords = [piece.text for piece in pieces if isinstance(piece, Keywords) and not says_nothing(piece.text)]
    body = [piece.text for piece in pieces if isinstance(piece, Description) and not says_nothing(piece.text)]
    words = [word for text in keywords for word in map(squeeze, re.split(r"[,;\n]", text)) if word]
    raw = _words_kept(pieces)
    return Part(
        {"results": results, "keywords": words},
        "\n".join(raw),
        Share(len(results), len(raw)),
        body="\n\n".join(map(to_markdown, body)),
    )


def _legal_basis(text: str) -> Part:
    pieces = parse_legal_basis(text)
    laws = [cite(piece) for piece in pieces if isinstance(piece, LawRow)]
    raw = _words_kept(pieces)
    return Part({"legal_basis": list(dict.fromkeys(laws))}, "\n".join(raw), Share(len(laws), len(raw)))


def _steps(text: str) -> Part:
    steps = [to_markdown(step) for step in split_steps(text)]
    return Part({"steps": steps}, share=Share(len(steps), 0))


def _decision(text: str) -> Part:
    number = squeeze(text)
    parsed = parse_number(number)
    kind = type_of_code(parsed.type_code) if parsed else None
    faults = () if parsed else (f"số quyết định không đúng dạng: {quote(number)}",)
    return Part({"decided_by": f"{kind.name} số {number}" if kind else number}, faults=faults)


def _link(text: str) -> Part:
    address = squeeze(text)
    try:
        return Part({"national_link": _WEB_ADDRESS.validate_python(address)})
    except ValidationError:
        return Part(faults=(f"địa chỉ web không dùng được: {quote(address)}",))


_WEB_ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)
_ID_LIKE = re.compile(r"[a-z0-9.-]+")
_NAMES = re.compile(r",\s+(?=[^\W\d_])|\n+")
_MARK = re.compile(r"^(?:[-–+*•)]\s*)+")
_IF_ANY = re.compile(r"\s*\((?P<condition>nếu có[^()]{0,80})\)\Z", re.IGNORECASE)
_SETS = re.compile(r"\b(?P<sets>[0-9]{1,2})(?: \([^()]{1,10}\))? bộ hồ sơ", re.IGNORECASE)


def split_names(text: str) -> tuple[str, ...]:
    """Split a list of names at commas; inside brackets, and before a small letter, a comma belongs to a name."""
    found: list[str] = []
    start = 0
    for comma in _NAMES.finditer(text):
        so_far = text[start : comma.start()]
        if comma[0][0] == "," and (so_far.count("(") > so_far.count(")") or text[comma.end()].islower()):
            continue
        found.append(so_far)
        start = comma.end()
    return tuple(dict.fromkeys(filter(None, map(squeeze, [*found, text[start:]]))))


def _words_kept(pieces: tuple[object, ...]) -> list[str]:
    return [piece.text for piece in pieces if isinstance(piece, Raw) and not says_nothing(piece.text)]


def _papers(pieces: tuple[object, ...]) -> list[Value]:
    papers: list[Value] = []
    case = ""
    for piece in pieces:
        if isinstance(piece, Case):
            case = "" if says_nothing(piece.text.strip()) else _MARK.sub("", squeeze(piece.text)).rstrip(" :")
        elif isinstance(piece, PaperRow):
            papers.append(_paper(piece, case))
    return papers


def _paper(row: PaperRow, case: str) -> dict[str, Value]:
    written = squeeze(row.name)
    name = _MARK.sub("", written).rstrip(" ;.,") or written or "Giấy tờ không ghi tên"
    condition = _IF_ANY.search(name)
    originals, copies = read_counts(row.counts)
    if condition and condition.start():
        name = name[: condition.start()]
    paper: dict[str, Value] = {
        "name": name,
        "originals": str(originals),
        "copies": "" if copies is None else str(copies),
        "form": "; ".join(squeeze(form) for form in row.forms),
        "condition": condition["condition"].capitalize() if condition and condition.start() else "",
        "case": case,
    }
    return {key: value for key, value in paper.items() if value}


def _result(row: ResultRow) -> Value:
    name = _MARK.sub("", squeeze(row.name)) or "Kết quả không ghi tên"
    return {"name": name, "code": row.code}


def _sets(said: Mapping[str, str]) -> str:
    """Return how many sets of the dossier are asked for, where all that is said of it agrees."""
    texts = (said.get("trinh_tu_thuc_hien", ""), said.get("thanh_phan_ho_so", ""))
    found = {int(sets["sets"]) for text in texts for sets in _SETS.finditer(text)}
    return str(found.pop()) if len(found) == 1 else ""


COLUMNS: Mapping[str, tuple[str, Callable[[str], Part]]] = {
    "ma_thu_tuc": ("code", _text("code")),
    "ten_thu_tuc": ("name", _text("name")),
    "linh_vuc": ("field", _text("field")),
    "loai_thu_tuc": ("category", _text("category")),
    "cap_thuc_hien": ("levels", _levels),
    "co_quan_thuc_hien": ("agencies", _parties("agencies")),
    "co_quan_co_tham_quyen": ("competent", _parties("competent")),
    "co_quan_phoi_hop": ("cooperating", _parties("cooperating")),
    "co_quan_duoc_uy_quyen": ("delegated", _parties("delegated")),
    "doi_tuong_thuc_hien": ("applicants", lambda text: Part({"applicants": list(split_names(text))})),
    "cach_thuc_thuc_hien": ("manners", _manners),
    "dia_chi_tiep_nhan": ("where", _text("where")),
    "thanh_phan_ho_so": ("dossier", _dossier),
    "trinh_tu_thuc_hien": ("steps", _steps),
    "ket_qua_xu_ly": ("results", _results),
    "yeu_cau_dieu_kien": ("conditions", lambda text: Part({"conditions": to_markdown(text)})),
    "can_cu_phap_ly": ("legal_basis", _legal_basis),
    RELATED: ("related", lambda text: Part(body=to_markdown(f"Thủ tục liên quan: {text}"))),
    "so_quyet_dinh": ("decided_by", _decision),
    "detail_url": ("national_link", _link),
    "formality_id": ("", lambda text: Part()),
}
"""Columns of the export → the key that each fills and how it is read.

``formality_id`` is a part of the address of the page and fills none.
"""
