"""The two Jinja2 environments: strict for our templates, lenient for those of Material."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from generator.render.links import render_links
from generator.vn.figures import format_int

_Pieces = dict[tuple[Callable[..., str], tuple[Any, ...]], dict[int, tuple[str, Any]]]
"""What macros wrote, by macro and arguments, then by the identity of the item: the text, and the item itself."""


@dataclass(frozen=True, slots=True)
class Environments:
    """Both environments over the same theme folders, the portal's own folder before the built-in one."""

    pages: jinja2.Environment
    shell: jinja2.Environment


def environments(theme_dirs: Sequence[Path]) -> Environments:
    """Return both environments; the first folder that has a template wins."""
    return Environments(page_environment(theme_dirs), shell_environment(theme_dirs))


def page_environment(theme_dirs: Sequence[Path]) -> jinja2.Environment:
    """Return the environment of our own templates: ``pages/``, ``components/`` and ``shell/parts/``.

    Text is escaped and a name that the view lacks is an error, never an empty place on a published page.
    """
    env = _environment(theme_dirs, jinja2.StrictUndefined)
    env.context_class = _PlainContext
    env.filters["figure"] = format_int
    env.filters["links"] = render_links
    env.filters["have"] = _have
    env.filters["each"] = partial(_each, {})
    env.globals.clear()  # a view holds all that its template needs; and each import of a macro compares the globals
    return env


def shell_environment(theme_dirs: Sequence[Path]) -> jinja2.Environment:
    """Return the environment of the frame: ``shell/`` of each theme folder, then Material's templates.

    Material asks for many settings that we do not have and counts on a missing one being false.
    """
    env = _environment([*(folder / "shell" for folder in theme_dirs), material_dir()], jinja2.Undefined)
    env.filters["url"] = _material_url
    env.filters["script_tag"] = str  # base.html does not compile without it; the blocks that call it are replaced
    return env


class _PlainContext(jinja2.runtime.Context):
    """Calls what a template calls and passes nothing besides.

    Jinja2 asks every function at every call whether it wants the context, a tenth of the time of a page; ours never do.
    """

    def call(
        self, function: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **names: Any
    ) -> Any:
        return function(*args, **names)


def _have(rows: Iterable[Any], name: str | int) -> bool:
    """Whether any of the rows says something under a name, so that a column for it is worth its place."""
    get = attrgetter(name) if isinstance(name, str) else itemgetter(name)
    return any(map(get, rows))


_KEPT = 2**16
"""Pieces of pages, of one macro with the same arguments, that are kept at most; one takes less than a kilobyte."""


def _each(kept: _Pieces, items: Iterable[Any], macro: Callable[..., str], *arguments: Any) -> Markup:
    """Return ``macro(item, *arguments)`` for each item, one after the other.

    A record stands in many lists, and what it looks like there follows from the arguments: it is written once for all
    pages of one depth.
    """
    pieces = kept.setdefault((macro, arguments), {})
    if len(pieces) > _KEPT:
        pieces.clear()
    parts = []
    for item in items:
        piece = pieces.get(id(item))
        if piece is None:
            piece = pieces[id(item)] = (macro(item, *arguments), item)  # with the item, so that its id stays its own
        parts.append(piece[0])
    return Markup("".join(parts))


def material_dir() -> Path:
    """Return the folder of Material's templates and assets, without importing MkDocs.

    Raises FileNotFoundError where mkdocs-material is not installed.
    """
    spec = find_spec("material")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("mkdocs-material")
    return Path(spec.submodule_search_locations[0]) / "templates"


@jinja2.pass_context
def _material_url(context: jinja2.runtime.Context, path: str) -> str:
    """Write an address as the function ``address`` of the render does: filters alone do not know the page."""
    return str(context["address"](path))


def _environment(folders: Sequence[Path], undefined: type[jinja2.Undefined]) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        undefined=undefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )


def builtin_theme_dir() -> Path:
    """Return the theme that comes with the program: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_theme"
    return installed if installed.is_dir() else package.parent / "theme"
