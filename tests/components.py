"""Renders components of the theme with the arguments of their examples."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from jinja2.environment import Environment
from markupsafe import Markup, escape

from generator.render.links import linker


def render_component(pages: Environment, name: str, example: Mapping[str, Any], page_url: str) -> str:
    """Return one example of a component as it stands on a page.

    What pages hand over besides, to write addresses and to render texts (generator.render.page), is added here.
    """
    macro = getattr(pages.get_template(f"components/{name}/{name}.html").module, example["macro"])
    functions = {"url": linker(page_url), "line": _plain, "prose": _plain}
    handed_over = {key: function for key, function in functions.items() if key in macro.arguments}
    arguments = {name: _as_view(value) for name, value in example["arguments"].items()}
    return str(macro(**arguments, **handed_over))


def _as_view(value: Any) -> Any:
    """Return data of an example with attributes for keys, as views have them."""
    match value:
        case Mapping():
            return SimpleNamespace(**{key: _as_view(part) for key, part in value.items()})
        case list():
            return [_as_view(part) for part in value]
    return value


def _plain(text: str, _top: int = 2) -> Markup:
    return escape(text)
