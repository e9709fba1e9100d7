"""The link that is served, what it may be switched to, and what may be removed."""

import re
import secrets
import shutil
from pathlib import Path

from generator.publish.errors import OutputOccupied
from generator.publish.manifest import TEMPORARY, sync_folder, write_durably

_ID = re.compile(r"[0-9a-f]{16}")
_HISTORY = "history"


def releases_folder(output: Path) -> Path:
    """Return the folder beside the output that holds its releases."""
    return output.parent / f".{output.name}.releases"


def temporary_path(output: Path) -> Path:
    """Return a new name in the releases folder that the next build would remove."""
    return releases_folder(output) / f"{TEMPORARY}{secrets.token_hex(8)}"


def served_id(output: Path) -> str | None:
    """Return the id of the release that the output is a link to, or None if it is no such link."""
    if not output.is_symlink():
        return None
    target = output.readlink()
    ours = target.parent == Path(releases_folder(output).name) and _ID.fullmatch(target.name)
    return target.name if ours else None


def previous_id(output: Path) -> str | None:
    """Return the id of the release that was served before the present one, or None."""
    served = served_id(output)
    history = _read_history(output)
    if served not in history:
        return None
    return next((name for name in history[history.index(served) + 1 :] if name != served), None)


def refuse_occupied(output: Path) -> None:
    """Raise OutputOccupied unless the output is absent, an empty folder, or a link that a build of ours made."""
    if output.is_symlink():
        free = served_id(output) is not None
    elif output.is_dir():
        free = next(output.iterdir(), None) is None
    else:
        free = not output.exists()
    if not free:
        raise OutputOccupied(output)


def switch(output: Path, name: str) -> None:
    """Serve the release of that id from now on. It must be complete: this is the one step that readers see.

    Raises OutputOccupied if something else has taken the place of the output since the build began.
    """
    refuse_occupied(output)
    # The history is right before and after the link is replaced, because the previous release is the one that
    # follows the served one in it. Two facts cannot be changed in one step; so only the link is a fact.
    history = [name, served_id(output), previous_id(output)]
    lines = "".join(f"{entry}\n" for entry in history if entry)
    write_durably(releases_folder(output) / _HISTORY, lines.encode())
    link = temporary_path(output)
    link.symlink_to(Path(releases_folder(output).name) / name)
    if output.is_dir() and not output.is_symlink():
        output.rmdir()
    link.replace(output)
    # SIGKILL loses nothing that was written, a power failure may. Manifest, history and link survive one because
    # they are synced, in this order; the files of a release are not, since that would cost seconds per build.
    # Those that a power failure emptied are found by their size, and written anew by the next build.
    sync_folder(output.parent)


def prune(output: Path) -> None:
    """Remove every release but the served and the previous one, and what killed builds left behind."""
    kept = {served_id(output), previous_id(output)}
    for path in sorted(releases_folder(output).iterdir()):
        name = path.name.removesuffix(".json")
        if path.name.startswith(TEMPORARY) or (_ID.fullmatch(name) and name not in kept):
            discard(output, path)


def discard(output: Path, path: Path) -> None:
    """Remove a file or folder of the releases folder, so that no part of it is ever taken for the whole."""
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    doomed = temporary_path(output)
    path.rename(doomed)
    # What resists, such as a folder that a dying worker still writes into, is removed by the next build.
    shutil.rmtree(doomed, ignore_errors=True)


def _read_history(output: Path) -> list[str]:
    try:
        return (releases_folder(output) / _HISTORY).read_text("ascii").split()
    except FileNotFoundError:
        return []
