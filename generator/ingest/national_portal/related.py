"""Related procedures, named by code or by name → ids of those that the portal or the export has."""

import re
from collections.abc import Mapping

from generator.base.text import squeeze
from generator.vn.folding import fold

Known = Mapping[str, str]
"""Codes and folded names of procedures → their codes; a name that several have is not among them."""

_CODE_FIRST = re.compile(r"(?P<code>[0-9]\.[0-9]{6}(?:\.[A-Z][0-9]{2})?)(?:\s*[-–:.)]?\s+(?P<name>.+))?")
_MARK = re.compile(r"^[-–+*•]\s*")


def find_related(text: str, known: Known) -> tuple[tuple[str, ...], str]:
    """Return the ids of procedures that a text names, a line or a part between semicolons each, and the rest of it.

    With a code may stand the name of the same procedure: then nothing is lost by leaving it out.
    """
    found: dict[str, None] = {}
    left: list[str] = []
    for piece in filter(None, map(squeeze, re.split(r"[;\n]", text))):
        code = _code(_MARK.sub("", piece), known)
        if code:
            found[code.lower()] = None
        else:
            left.append(piece)
    return tuple(found), "\n".join(left)


def _code(piece: str, known: Known) -> str:
    named = known.get(fold(piece), "")
    coded = _CODE_FIRST.fullmatch(piece)
    if named or not coded:
        return named
    code, name = known.get(coded["code"], ""), coded["name"]
    return code if not name or known.get(fold(name)) == code else ""
