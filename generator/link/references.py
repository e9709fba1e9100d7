"""Where records refer to others: found by the markers in their models' annotations, and rewritten in new records."""

from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from generator.load.tree import Place
from generator.records.common import Attachment, Image
from generator.records.fields import FileReference, Reference
from generator.records.indicator import IndicatorValue
from generator.records.news import Author
from generator.records.task import Evidence

M = TypeVar("M", bound=BaseModel)
Marker = Reference | FileReference
_Fields = tuple[tuple[str, Marker | None], ...]
"""Names of fields that hold references, with their marker, or models that hold some, with None."""

_NOTHING_WITHOUT: dict[type[BaseModel], tuple[str, ...]] = {
    Attachment: ("file",),
    Author: ("name", "agency"),
    Image: ("file",),
    Evidence: ("document", "news", "url"),
    IndicatorValue: ("document", "news", "source"),
}
"""Parts of records that say nothing once all of these fields are gone."""


@cache
def _fields_of(model: type[BaseModel]) -> _Fields:
    """List all such fields of a model."""
    found: list[tuple[str, Marker | None]] = []
    for name, field in model.model_fields.items():
        marker = next((m for m in field.metadata if isinstance(m, Reference | FileReference)), None)
        marker = marker or _marker_in(field.annotation)
        if marker:
            found.append((name, marker))
        else:
            inner = _model_in(field.annotation)
            if inner and _fields_of(inner):
                found.append((name, None))
    return tuple(found)


@cache
def _file_fields_of(model: type[BaseModel]) -> _Fields:
    """List those fields which refer to files, or hold models that do; most models have none."""
    return tuple(
        (name, marker)
        for name, marker in _fields_of(model)
        if isinstance(marker, FileReference)
        or (marker is None and (inner := _model_in(model.model_fields[name].annotation)) and _file_fields_of(inner))
    )


def _parts(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, UnionType, tuple) or hasattr(annotation, "__metadata__"):
        yield from (part for part in get_args(annotation) if part not in (NoneType, Ellipsis))


def _marker_in(annotation: Any) -> Marker | None:
    for part in getattr(annotation, "__metadata__", ()):
        if isinstance(part, Reference | FileReference):
            return part
    return next((marker for part in _parts(annotation) if (marker := _marker_in(part))), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in _parts(annotation) if (model := _model_in(part))), None)


def references_in(model: BaseModel) -> Iterator[tuple[Place, Marker, str]]:
    """Yield every reference of a record: where it stands, what it must lead to, and the words."""
    return _references(model, (), _fields_of)


def files_in(model: BaseModel) -> Iterator[str]:
    """Yield every file that a record refers to."""
    return (file for _, _, file in _references(model, (), _file_fields_of))


def _references(
    model: BaseModel, place: Place, fields_of: Callable[[type[BaseModel]], _Fields]
) -> Iterator[tuple[Place, Marker, str]]:
    for name, marker in fields_of(type(model)):
        value = getattr(model, name)
        if not value:
            continue
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if marker:
                    yield (*place, name, index), marker, item
                else:
                    yield from _references(item, (*place, name, index), fields_of)
        elif marker:
            yield (*place, name), marker, value
        else:
            yield from _references(value, (*place, name), fields_of)


def rewrite_references(model: M, replace: Callable[[Marker, str], str | None]) -> M:
    """Return a copy of the record with each reference put through ``replace``; None takes it out.

    The record itself comes back where nothing changed.
    """
    changes: dict[str, Any] = {}
    for name, marker in _fields_of(type(model)):
        value = getattr(model, name)
        if value is None:
            continue
        if isinstance(value, tuple):
            items = [replace(marker, item) if marker else rewrite_references(item, replace) for item in value]
            new: Any = tuple(item for item in items if item is not None and not _says_nothing(item))
        else:
            new = replace(marker, value) if marker else rewrite_references(value, replace)
        if new != value:
            changes[name] = new
    return model.model_copy(update=changes) if changes else model


def _says_nothing(item: Any) -> bool:
    needed = _NOTHING_WITHOUT.get(type(item))
    return bool(needed) and not any(getattr(item, name) for name in needed or ())
