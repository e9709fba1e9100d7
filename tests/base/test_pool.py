"""Work in processes gives what work in one gives."""

import os
from collections.abc import Sequence

import pytest

from generator.base.pool import map_chunks


def double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


@pytest.mark.parametrize("count", [0, 1, 199, 200, 1_003])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order_and_none_is_lost(count: int, jobs: int) -> None:
    assert [one for chunk in map_chunks(double, range(count), jobs) for one in chunk] == double(range(count))


def test_functions_need_not_be_picklable_and_run_elsewhere() -> None:
    here = os.getpid()
    assert all(found != here for found in map_chunks(lambda _: os.getpid(), range(400), 2))


def test_an_error_in_a_worker_is_raised_here() -> None:
    def fail(_: Sequence[int]) -> None:
        raise LookupError("bug")

    with pytest.raises(LookupError, match="bug"):
        list(map_chunks(fail, range(400), 2))
