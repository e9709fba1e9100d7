"""A tree → a record, or problems in the editor's language."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import takewhile
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.base.problems import Problem
from generator.base.span import Span
from generator.base.text import shorten
from generator.load.tree import MAX_PROBLEMS, Place, Tree, locator

M = TypeVar("M", bound=BaseModel)

_EXPECTED = {
    "tuple_type": ("MB025", "cần một danh sách", "mỗi mục một dòng, bắt đầu bằng «- »"),
    "model_type": ("MB025", "cần một khối khóa", "mỗi khóa một dòng, thụt vào trong"),
    "model_attributes_type": ("MB025", "cần một khối khóa", "mỗi khóa một dòng, thụt vào trong"),
    "string_type": ("MB025", "cần chữ", ""),
    "string_pattern_mismatch": ("MB025", "không đúng dạng", "địa chỉ trong cổng, ví dụ /van-ban/ten/"),
}
_WRITTEN_ID = re.compile(r"^[\"']?id[\"']?\s*:", re.MULTILINE)
_BOUNDS = {
    "less_than_equal": ("không quá", "le"),
    "greater_than_equal": ("không dưới", "ge"),
}


def validate_tree(
    model: type[M], tree: Tree, path: str, text: str, first_line: int = 1
) -> tuple[M | None, list[Problem]]:
    """Return the record that the tree says, or everything that is wrong with it; never both."""
    try:
        return model.model_validate(tree), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    locate = locator(path, text, first_line)
    problems: list[Problem] = []
    for detail in details[:MAX_PROBLEMS]:
        place, key, (code, message, hint) = _explain(model, detail)
        if place == ("id",) and not _WRITTEN_ID.search(text):
            problems.append(Problem(code, Span(path), f"tên tệp không dùng làm mã được: {message}", hint))
        else:
            span, excerpt = locate(place, key=key)
            if key and not excerpt[span.column - 1 + span.length :].lstrip().startswith(":"):
                hint = _quoting_hint(tree, place) or hint
            problems.append(Problem(code, span, message, hint, excerpt))
    if len(details) > MAX_PROBLEMS:
        message = f"còn {len(details) - MAX_PROBLEMS} chỗ sai khác trong tệp này"
        problems.append(Problem("MB025", Span(path), message, "sửa các chỗ đã nêu rồi kiểm tra lại"))
    return None, problems


def _explain(model: type[BaseModel], detail: ErrorDetails) -> tuple[Place, bool, tuple[str, str, str]]:
    """Return where an error is, whether its key is meant, and code, message and hint for the editor."""
    place: Place = detail["loc"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind.startswith("MB"):
        said = (kind, str(context["message"]), str(context["hint"]))
        return place + tuple(context["at"]), False, said
    if kind == "missing":
        owner, name = model_at(model, place[:-1]), str(place[-1])
        field = owner.model_fields.get(name) if owner else None
        title = f" ({field.title})" if field and field.title else ""
        return place, False, ("MB022", f"thiếu khóa bắt buộc «{name}»{title}", f"{name}: …")
    if kind == "extra_forbidden":
        owner, name = model_at(model, place[:-1]), str(place[-1])
        hint = nearest(name, owner.model_fields) if owner else ""
        return place, True, ("MB020", f"không có khóa «{shorten(name, 80)}» ở đây", hint)
    if kind in _BOUNDS:
        words, bound = _BOUNDS[kind]
        return place, False, ("MB025", f"giá trị phải {words} {context[bound]}", "")
    return place, False, _EXPECTED.get(kind, ("MB025", f"giá trị không hợp lệ: {detail['msg']}", ""))


def _quoting_hint(tree: Tree, place: Place) -> str:
    """Return how to write the text that commas have cut into keys without values; empty where there is no such text.

    In ``{content: Làm A, B và C, lead: x}`` the key ``B và C`` belongs to ``content``.
    """
    block: Any = tree
    for step in place[:-1]:
        children: Any = dict(enumerate(block)) if isinstance(block, list) else block
        block = children.get(step) if isinstance(children, dict) else None
    if not isinstance(block, dict) or place[-1] not in block:
        return ""
    before = list(block)[: list(block).index(place[-1])]
    key = next((key for key in reversed(before) if block[key] != ""), None)
    if key is None or not isinstance(block[key], str):
        return ""
    cut_off = takewhile(lambda name: block[name] == "", list(block)[before.index(key) + 1 :])
    text = shorten(", ".join([block[key], *cut_off]), 120)
    mark = "'" if '"' in text else '"'
    return f"đoạn có dấu phẩy đặt trong dấu ngoặc kép: {key}: {mark}{text}{mark}"


def nearest(name: str, known: Mapping[str, Any]) -> str:
    """Return the known name that is most like ``name``, or the list of them all where none is like it."""
    near = get_close_matches(name[:80], list(known), n=1, cutoff=0.5)
    return near[0] if near else "các khóa dùng được: " + ", ".join(known)


def model_at(model: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """Return the model of the block at a place of a record, following fields and lists."""
    here: type[BaseModel] | None = model
    for step in place:
        if here is None:
            return None
        if isinstance(step, str):
            field = here.model_fields.get(step)
            here = _model_in(field.annotation) if field else None
    return here


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Find the model inside ``X``, ``X | None``, ``tuple[X, ...]`` and annotated forms of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType, tuple) or hasattr(annotation, "__metadata__"):
        inner = (_model_in(part) for part in get_args(annotation) if part not in (NoneType, Ellipsis))
        return next((found for found in inner if found), None)
    return None
