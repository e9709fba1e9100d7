"""Work spread over processes."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CHUNKS_PER_JOB = 16
"""Enough that an uneven chunk does not leave a core idle, few enough that what is kept for a chunk pays."""

_SMALL = 200
"""Below this many items, starting processes costs more than it saves."""


def map_chunks(function: Callable[[Sequence[T]], R], items: Sequence[T], jobs: int) -> list[R]:
    """Return ``function(chunk)`` for consecutive chunks of ``items``, in order, using ``jobs`` processes.

    One of them is this process. Function and items reach the others by fork, so they need not be picklable and cost
    nothing to hand over; only results are pickled. Where the platform cannot fork, or the work is small, it is done
    here alone.
    """
    if not items:
        return []
    if jobs < 2 or len(items) < _SMALL or not _can_fork():
        return [function(items)]
    size = -(-len(items) // (jobs * _CHUNKS_PER_JOB))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    begun = multiprocessing.get_context("fork").Value("i", 0)

    def work() -> dict[int, R]:
        """Take chunks until none is left, whoever is the first to be free."""
        done: dict[int, R] = {}
        while True:
            with begun.get_lock():
                index = begun.value
                begun.value += 1
            if index >= len(chunks):
                return done
            _stop_if_orphan(parent)
            done[index] = function(chunks[index])

    parent = os.getpid()
    gc.freeze()  # a garbage collection of another process would touch, and so copy, every page that it shares with us
    try:
        with ExitStack() as stack:
            others = [stack.enter_context(_process(work)) for _ in range(jobs - 1)]
            done = work()
            for results in others:
                done |= results()
    finally:
        gc.unfreeze()
    return [done[index] for index in range(len(chunks))]


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
        yield lambda: map_chunks(function, items, 1)
        return
    parent = os.getpid()

    def work() -> list[R]:
        done: list[R] = []
        for start in range(0, len(items), _SMALL):
            _stop_if_orphan(parent)
            done.append(function(items[start : start + _SMALL]))
        return done

    with _process(work) as results:
        yield results


@contextmanager
def _process(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Start a process that does some work, and yield what waits for its result; it is stopped on leaving."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, work))
    process.start()
    sender.close()  # so that the end of the process, however it comes, is the end of the pipe
    try:
        yield lambda: _receive(receiver)
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _send(sender: Connection, work: Callable[[], object]) -> None:
    try:
        result = work()
    except Exception as error:
        sender.send((error, None))
    else:
        sender.send((None, result))


def _receive(receiver: Connection) -> Any:
    try:
        error, result = receiver.recv()
    except EOFError:
        raise RuntimeError("a process of the build was killed") from None
    if error:
        raise error
    return result


def _stop_if_orphan(parent: int) -> None:
    """End this process if the one that it works for is gone: nobody waits, and what it wrote will be swept away."""
    if parent not in (os.getpid(), os.getppid()):
        os._exit(1)


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()
