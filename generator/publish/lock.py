"""One build at a time for each output."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.publish.errors import OutputBusy
from generator.publish.switch import releases_folder


@contextmanager
def hold_lock(output: Path) -> Iterator[None]:
    """Hold the output for this process; raise OutputBusy at once if another holds it.

    The lock is the kernel's and ends with its process, however that ends; the file that it is on stays. Forked
    workers do not share it, so one that outlives a killed build does not block the next.
    """
    lock = FileLock(releases_folder(output) / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise OutputBusy(output) from None
    try:
        yield
    finally:
        lock.release()
