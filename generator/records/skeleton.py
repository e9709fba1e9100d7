"""A file to begin a new record with: every key with its Vietnamese title, the required ones filled in."""

from datetime import date

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from generator.records.fields import Identifier
from generator.records.kinds import Kind
from generator.records.procedure import ProcedureCode

_NOT_OFFERED = {"id", "draft", "former_addresses", "body"}
"""Keys that a new record does not need: the file's name is its id, and the text of a ``.md`` is its body."""

_EXAMPLES: dict[str, dict[str, str]] = {
    "news": {"title": "Tiêu đề bài viết", "posted_at": "{day:%d/%m/%Y} 08:00:00"},
    "documents": {
        "type": "quyet-dinh",
        "issuer": "ubnd-tinh",
        "issued_on": "{day:%d/%m/%Y}",
        "subject": "Về việc …",
        "posted_on": "{day:%d/%m/%Y}",
    },
    "procedures": {
        "code": '"{name}"',
        "name": "Tên thủ tục",
        "field": "Hộ tịch",
        "posted_on": "{day:%d/%m/%Y}",
    },
    "agencies": {"name": "Tên cơ quan", "kind": "department"},
    "indicators": {
        "name": "Tên chỉ số",
        "unit": '"%"',
        "values": "\n  - year: {day:%Y}\n    value: 0\n    source:\n      publisher: Nơi công bố số liệu",
    },
    "caseloads": {
        "agency": "ma-co-quan",
        "period": "{day:%Y-%m}",
        "reported_on": "{day:%d/%m/%Y}",
        "rows": "\n  - field: Hộ tịch\n    carried_over: 0\n    received_online: 0\n    received_direct: 0\n"
        "    early: 0\n    on_time: 0\n    late: 0\n    pending_in_time: 0\n    pending_overdue: 0",
        "source": "\n  publisher: Nơi công bố số liệu",
        "posted_on": "{day:%d/%m/%Y}",
    },
}
"""Kind → key → what the new file says: the required keys, and when it comes to the portal.

Two drafts must get along, so no document has a number.
"""


def skeleton(kind: Kind, name: str, day: date) -> str:
    """Return the text of a new record file: a draft that loads as it is. News has a body, as a ``.md`` file does."""
    examples = _EXAMPLES[kind.id]
    offered = {key: field for key, field in kind.model.model_fields.items() if key not in _NOT_OFFERED}
    lines = [f"# {kind.label}. Xem các khóa và ý nghĩa ở dưới; xong thì xóa dòng «draft: true».", "draft: true"]
    for key, field in offered.items():
        if key in examples:
            value = examples[key].format(day=day, name=name)
            lines += [f"# {_words(field)}", f"{key}:{value}" if value.startswith("\n") else f"{key}: {value}"]
    lines += ["", "# Không bắt buộc: bỏ dấu # ở đầu dòng để dùng."]
    lines += [f"# {key}:  # {_words(field)}" for key, field in offered.items() if key not in examples]
    head = "\n".join(lines) + "\n"
    return f"---\n{head}---\n\nNội dung bài viết.\n" if kind.id == "news" else head


def name_fault(kind: Kind, name: str) -> str:
    """Return what is wrong with a name for a new record, for the person who gave it; empty where nothing is."""
    try:
        TypeAdapter(ProcedureCode if kind.id == "procedures" else Identifier).validate_python(name)
    except ValidationError as error:
        fault = error.errors()[0]["ctx"]
        return f"{fault['message']}; {fault['hint']}"
    return ""


def skeleton_suffix(kind: Kind) -> str:
    """Return the suffix of a new file of a kind."""
    return ".md" if kind.id == "news" else ".yml"


def _words(field: FieldInfo) -> str:
    return ". ".join(filter(None, ((field.title or "").rstrip("."), field.description)))
