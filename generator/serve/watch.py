"""Sees when files of a portal change."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import Change, watch

_STEP = 50  # milliseconds of rest after which what was saved together counts as one change
_TIMEOUT = 200  # milliseconds after which a watch that was just set up can be relied on to see what comes


class PortalWatch:
    """Calls ``changed`` as soon as it watches, and then after each change of the config file or in the folders.

    Folders may come and go. The calls come from threads, which end soon after `stop`.
    """

    def __init__(self, config: Path, folders: Sequence[Path], changed: Callable[[], None]) -> None:
        self._config = config.parent.resolve() / config.name
        self._folders = [folder.parent.resolve() / folder.name for folder in folders]
        self._changed = changed
        self._stopped = threading.Event()
        self._renew = threading.Event()
        for work in (self._watch_folders, self._watch_names):
            threading.Thread(target=work, daemon=True).start()

    def stop(self) -> None:
        """Make no more calls."""
        self._stopped.set()
        self._renew.set()

    def _watch_folders(self) -> None:
        while True:
            self._renew.clear()
            if self._stopped.is_set():
                return
            new = True
            present = [folder for folder in self._folders if folder.is_dir()]
            for changes in watch(
                *present, stop_event=self._renew, step=_STEP, rust_timeout=_TIMEOUT, yield_on_timeout=True
            ):
                # One call makes up for what was written before the watch was set up.
                if changes or new:
                    self._changed()
                new = False

    def _watch_names(self) -> None:
        """Watch the places of the config file and of the folders, without looking into the folders.

        The file itself cannot be watched: editors save by putting a new file in its place.
        """
        parents = {path.parent for path in (self._config, *self._folders) if path.parent.is_dir()}
        for changes in watch(
            *parents, watch_filter=self._concerns, stop_event=self._stopped, step=_STEP, recursive=False
        ):
            if any(Path(path) in self._folders for _, path in changes):
                self._renew.set()
            else:
                self._changed()

    def _concerns(self, change: Change, path: str) -> bool:
        return Path(path) == self._config or (change != Change.modified and Path(path) in self._folders)
