"""Work spread over processes."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
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
    if jobs < 2 or len(items) < _SMALL or not _can_fork():
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


@contextmanager
def beside(
    function: Callable[[Sequence[T]], R], items: Sequence[T], jobs: int, small: int = _SMALL
) -> Iterator[Callable[[], list[R]]]:
    """Start on ``items`` in one process beside this one, and yield what waits for the results, as of `map_chunks`.

    It keeps a second processor busy while this one does what cannot be shared out. Whoever leaves without asking for
    the results stops it. Where `map_chunks` would start no process, or there are fewer items than ``small``, the work
    is done when the results are asked for.
    """
    if jobs < 2 or len(items) < small or not _can_fork():
        yield lambda: list(map_chunks(function, items, 1))
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work_beside, args=(sender, function, items, os.getpid()))
    process.start()
    sender.close()  # so that the end of the process, however it comes, is the end of the pipe
    try:
        yield partial(_results_of, receiver)
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _work_beside(sender: Connection, function: Callable[[Sequence[T]], R], items: Sequence[T], parent: int) -> None:
    results: list[R] = []
    try:
        for start in range(0, len(items), _SMALL):
            if os.getppid() != parent:
                os._exit(1)
            results.append(function(items[start : start + _SMALL]))
    except Exception as error:
        sender.send(error)
    else:
        sender.send(results)


def _results_of(receiver: Connection) -> Any:
    try:
        results = receiver.recv()
    except EOFError:
        raise RuntimeError("a process of the build was killed") from None
    if isinstance(results, Exception):
        raise results
    return results


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _begin(function: Callable[[Sequence[T]], R], items: Sequence[T], size: int) -> None:
    _worker.update(function=function, items=items, size=size, parent=os.getppid())


def _run(start: int) -> Any:
    if os.getppid() != _worker["parent"]:
        os._exit(1)  # the build was killed: nobody waits, and what it wrote is about to be swept away
    return _worker["function"](_worker["items"][start : start + _worker["size"]])
