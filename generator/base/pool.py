"""Work spread over processes."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CHUNKS_PER_JOB = 8
"""Enough that an uneven chunk does not leave a core idle, few enough that the hand-over costs little."""

_SMALL = 200
"""Below this many items, starting processes costs more than it saves."""

_worker: dict[str, Any] = {}
"""In a worker process: the function and the items, as they were when the process was forked."""


def map_chunks(function: Callable[[Sequence[T]], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """Yield ``function(chunk)`` for consecutive chunks of ``items``, in order, using ``jobs`` processes.

    Function and items reach the workers by fork, so they need not be picklable and cost nothing to hand over; only
    results are pickled. Where the platform cannot fork, or the work is small, it is done in this process.
    """
    if not items:
        return
    if jobs < 2 or len(items) < _SMALL or "fork" not in multiprocessing.get_all_start_methods():
        yield function(items)
        return
    size = max(1, -(-len(items) // (jobs * _CHUNKS_PER_JOB)))
    starts = range(0, len(items), size)
    gc.freeze()  # a worker's garbage collection would touch, and so copy, every page that it shares with us
    try:
        with multiprocessing.get_context("fork").Pool(jobs, _begin, (function, items, size)) as pool:
            yield from pool.imap(_run, starts)
    finally:
        gc.unfreeze()


def _begin(function: Callable[[Sequence[T]], R], items: Sequence[T], size: int) -> None:
    _worker.update(function=function, items=items, size=size, parent=os.getppid())


def _run(start: int) -> Any:
    if os.getppid() != _worker["parent"]:
        os._exit(1)  # the build was killed: nobody waits, and what it wrote is about to be swept away
    return _worker["function"](_worker["items"][start : start + _worker["size"]])
