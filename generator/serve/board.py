"""What the last build came to, for everyone who waits for it."""

import threading
from dataclasses import dataclass

from generator.base.digest import short_digest
from generator.base.problems import Problem


@dataclass(frozen=True, slots=True)
class Status:
    """The release that is served (its id, empty if none) and what kept a newer one from being made.

    ``fault`` is told where the trouble is not in the content: a template that does not work, a disk that is full.
    ``base`` is the path of the portal on its public host, with slashes around.
    """

    release: str = ""
    problems: tuple[Problem, ...] = ()
    fault: str = ""
    base: str = "/"

    @property
    def version(self) -> str:
        """A name for all that a page shows: as long as it stays the same, there is nothing to load anew."""
        return short_digest(repr((self.release, self.problems, self.fault)).encode())


class Board:
    """Holds the present status; the thread that builds writes it, those that serve read it and wait for the next."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self._closed = False
        self._changed = threading.Condition()

    @property
    def status(self) -> Status:
        """The present status."""
        return self._status

    def show(self, status: Status) -> None:
        """Put up a new status and wake all who wait."""
        with self._changed:
            self._status = status
            self._changed.notify_all()

    def close(self) -> None:
        """Send home all who wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, version: str, seconds: float) -> Status | None:
        """Return the status once its version is another than this one, or after so long; None once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._status.version != version, seconds)
            return None if self._closed else self._status
