"""A tree → a record, or problems in the editor's language."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.base.problems import Problem
from generator.base.span import Span
from generator.load.tree import Place, Tree, locate

M = TypeVar("M", bound=BaseModel)

_EXPECTED = {
    "tuple_type": ("MB025", "cần một danh sách", "mỗi mục một dòng, bắt đầu bằng «- »"),
    "model_type": ("MB025", "cần một khối khóa", "mỗi khóa một dòng, thụt vào trong"),
    "model_attributes_type": ("MB025", "cần một khối khóa", "mỗi khóa một dòng, thụt vào trong"),
    "string_type": ("MB025", "cần chữ", ""),
    "string_pattern_mismatch": ("MB025", "không đúng dạng", "địa chỉ trong cổng, ví dụ /van-ban/ten/"),
    "too_short": ("MB026", "danh sách trống", "thêm ít nhất một mục"),
}
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
        found = [_problem(model, detail, path, text, first_line) for detail in error.errors(include_url=False)]
        return None, found


def _problem(model: type[BaseModel], detail: ErrorDetails, path: str, text: str, first_line: int) -> Problem:
    place: Place = detail["loc"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    on_key = False
    if kind.startswith("MB"):
        code, message, hint = kind, str(context["message"]), str(context["hint"])
        place += tuple(context["at"])
    elif kind == "missing":
        owner, name = model_at(model, place[:-1]), str(place[-1])
        field = owner.model_fields.get(name) if owner else None
        title = f" ({field.title})" if field and field.title else ""
        code, message, hint = "MB022", f"thiếu khóa bắt buộc «{name}»{title}", f"{name}: …"
    elif kind == "extra_forbidden":
        owner, name = model_at(model, place[:-1]), str(place[-1])
        code, message, on_key = "MB020", f"không có khóa «{name}» ở đây", True
        hint = nearest(name, owner.model_fields) if owner else ""
    elif kind in _BOUNDS:
        words, bound = _BOUNDS[kind]
        code, message, hint = "MB025", f"giá trị phải {words} {context[bound]}", ""
    else:
        code, message, hint = _EXPECTED.get(kind, ("MB025", f"giá trị không hợp lệ: {detail['msg']}", ""))
    if place == ("id",) and "id:" not in text:
        return Problem(code, Span(path), f"tên tệp không dùng làm mã được: {message}", hint)
    span, excerpt = locate(path, text, place, first_line, key=on_key)
    return Problem(code, span, message, hint, excerpt)


def nearest(name: str, known: Mapping[str, Any]) -> str:
    """Return the known name that is most like ``name``, or the list of them all where none is like it."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
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
