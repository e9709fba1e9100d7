"""Style sheets, scripts and pictures of the theme, under names that change when their content does.

A script is published in one file with all that it imports; what only others import has none of its own. Scripts ask
for other files by ``"./name.js"``, as they lie in the theme; what is published has the published name there, so the
name of a script changes with everything that it asks for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import urls
from generator.base.artifact import Artifact
from generator.base.digest import short_digest
from generator.outputs.scripts import bundle, imports_of

BUNDLE = "portal.css"

_SOURCE_MAP = re.compile(rb"\n?/\*# sourceMappingURL=[^*]*\*/\s*$")
_MATERIAL_STYLES = "assets/stylesheets"
_SIBLING = re.compile(r"""(?<=["'])\./([\w-]+\.(?:js|json))(?=["'])""")


@dataclass(frozen=True, slots=True)
class Assets:
    """The files to publish, and where each asset went.

    ``addresses`` maps a name to a path below the root of the site: file names of ``theme/assets/``
    (``emblem.svg``), and for Material's style sheets the paths that its templates ask for.
    """

    artifacts: tuple[Artifact, ...]
    addresses: Mapping[str, str]


def collect_assets(theme_dirs: Sequence[Path], material_dir: Path, made: Mapping[str, bytes] | None = None) -> Assets:
    """Read all assets; a file of an earlier theme folder takes the place of its namesake in a later one.

    ``made`` are assets that come from no file, by name. ``portal.css`` is published with the style of every component
    behind it. Of Material only the main style sheet is taken: its palette, its script (35 KB compressed) and its
    search are not used.
    Raises OSError for a file that cannot be read, ValueError where scripts ask for each other in a circle and as
    `bundle` does.
    """
    files = dict(_material_files(material_dir)) | _files(theme_dirs, "assets/*") | dict(made or {})
    styles = _files(theme_dirs, "components/*/*.css")
    if BUNDLE in files:
        files[BUNDLE] = b"\n".join([files[BUNDLE], *(styles[name] for name in sorted(styles))])
    artifacts = _named(files)
    addresses = {name: artifact.path for name, artifact in artifacts.items()}
    return Assets(tuple(artifacts.values()), addresses)


def _named(files: Mapping[str, bytes]) -> dict[str, Artifact]:
    """Return the artifact of each file that is asked for by its name, in the order of the names."""
    scripts = {name: data.decode() for name, data in files.items() if name.endswith(".js")}
    whole = {name: bundle(name, scripts) for name in scripts}
    made: dict[str, Artifact] = {}

    def make(name: str, askers: tuple[str, ...]) -> Artifact:
        if name in askers:
            raise ValueError(f"assets ask for each other in a circle: {' → '.join((*askers, name))}")
        if name not in made:
            data = files[name]
            if name in whole:
                data = _SIBLING.sub(lambda found: sibling(found, (*askers, name)), whole[name]).encode()
            made[name] = Artifact(_path(name, data), data)
        return made[name]

    def sibling(found: re.Match[str], askers: tuple[str, ...]) -> str:
        name = found[1]
        return f"./{make(name, askers).path.removeprefix(urls.ASSETS[1:])}" if name in files else found[0]

    parts = {name for script in scripts.values() for name in imports_of(script)}
    for name in sorted(files.keys() - parts):
        make(name, ())
    return {name: made[name] for name in sorted(made)}


def _files(theme_dirs: Sequence[Path], pattern: str) -> dict[str, bytes]:
    """Return name and content of what matches in any folder, hidden files left out."""
    found = {
        path.name: path
        for folder in reversed(theme_dirs)
        for path in sorted(folder.glob(pattern))
        if path.is_file() and not path.name.startswith(".")
    }
    return {name: path.read_bytes() for name, path in found.items()}


def _material_files(material_dir: Path) -> Iterator[tuple[str, bytes]]:
    for path in (material_dir / _MATERIAL_STYLES).glob("main.*.css"):
        # The map is not published, and a browser's tools would ask for it.
        yield f"{_MATERIAL_STYLES}/{path.name}", _SOURCE_MAP.sub(b"", path.read_bytes())


def _path(name: str, data: bytes) -> str:
    stem, _, extension = name.rpartition("/")[2].rpartition(".")
    return f"{urls.ASSETS[1:]}{stem.split('.')[0]}.{short_digest(data)}.{extension}"
