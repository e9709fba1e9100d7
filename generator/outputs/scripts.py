"""Scripts with all that they import, in one file: a browser asks for one, and not for one after the other.

A script of the theme is a module. It imports others by name, ``import { fold } from "./folding.js";``, and exports what
it declares, ``export function fold``; other ways of doing either are not understood, and refused.
"""

import re
from collections.abc import Iterator, Mapping

_IMPORT = re.compile(r'^import (?:\{([^{}]*)\} from )?"\./([\w-]+\.js)";?$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*?|const|let|class) +([\w$]+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import\b(?!\s*\()|export\b).*", re.MULTILINE)


def imports_of(script: str) -> list[str]:
    """Return the names of the scripts that a script imports, each once."""
    return list(dict.fromkeys(name for _, name in _IMPORT.findall(script)))


def bundle(name: str, scripts: Mapping[str, str]) -> str:
    """Return a script of ``scripts``, by name, with all that it imports before it, each in a scope of its own.

    Raises ValueError where a script is imported that is not there, where scripts import each other in a circle, and
    where one does so in a way that is not understood.
    """
    needed = list(dict.fromkeys(_needed(name, scripts, ())))
    return "".join((*(_scope(one, scripts[one]) for one in needed[:-1]), _body(name, scripts[name])))


def _needed(name: str, scripts: Mapping[str, str], askers: tuple[str, ...]) -> Iterator[str]:
    """Yield the scripts that one needs before it, and the script itself."""
    if name in askers:
        raise ValueError(f"scripts import each other in a circle: {' → '.join((*askers, name))}")
    for imported in imports_of(scripts[name]):
        if imported not in scripts:
            raise ValueError(f"{name}: {imported}: there is no such script")
        yield from _needed(imported, scripts, (*askers, name))
    yield name


def _scope(name: str, script: str) -> str:
    exported = ", ".join(_EXPORT.findall(script))
    body = _EXPORT.sub("", _body(name, script))
    return f"const {_variable(name)} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();\n"


def _body(name: str, script: str) -> str:
    """Return a script that takes what it imports from the scopes before it."""
    body = _IMPORT.sub(_taken, script)
    if unknown := _OTHER.search(_EXPORT.sub("", body)):
        raise ValueError(f"{name}: {unknown[0]}: not understood")
    return body


def _taken(found: re.Match[str]) -> str:
    names, imported = found.groups()
    return f"const {{{names.replace(' as ', ': ')}}} = {_variable(imported)};" if names else ""


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
