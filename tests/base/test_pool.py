"""Work in processes gives what work in one gives."""

import os
import signal
import time
from collections.abc import Sequence

import pytest

from generator.base.pool import beside, map_chunks


def double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


@pytest.mark.parametrize("count", [0, 1, 199, 200, 1_003])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order_and_none_is_lost(count: int, jobs: int) -> None:
    assert [one for chunk in map_chunks(double, range(count), jobs) for one in chunk] == double(range(count))


def test_the_work_is_shared_by_this_process_and_others_and_functions_need_not_be_picklable() -> None:
    def wait(_: Sequence[int]) -> int:
        time.sleep(0.02)
        return os.getpid()

    found = set(map_chunks(wait, range(400), 3))
    assert len(found) == 3
    assert os.getpid() in found


def test_no_process_waits_for_a_slow_one() -> None:
    def wait(numbers: Sequence[int]) -> int:
        time.sleep(0.4 if numbers[0] == 0 else 0.001)
        return os.getpid()

    slow, *others = map_chunks(wait, range(400), 2)
    assert len(others) > 8
    assert slow not in others[1:]


def test_a_process_of_the_pool_that_is_killed_is_an_error() -> None:
    here = os.getpid()

    def die(_: Sequence[int]) -> None:
        time.sleep(0.01)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(RuntimeError, match="killed"):
        map_chunks(die, range(400), 2)


def test_an_error_in_a_worker_is_raised_here() -> None:
    def fail(_: Sequence[int]) -> None:
        raise LookupError("bug")

    with pytest.raises(LookupError, match="bug"):
        map_chunks(fail, range(400), 2)


@pytest.mark.parametrize("count", [0, 1, 199, 200, 1_003])
@pytest.mark.parametrize("jobs", [1, 2])
def test_work_beside_gives_what_work_here_gives(count: int, jobs: int) -> None:
    with beside(double, range(count), jobs) as results:
        assert [one for chunk in results() for one in chunk] == double(range(count))


def test_work_beside_goes_on_in_another_process_while_this_one_works() -> None:
    with beside(lambda _: (os.getpid(), time.monotonic()), range(400), 2) as results:
        time.sleep(0.5)
        asked = time.monotonic()
        assert all(process != os.getpid() and moment < asked for process, moment in results())


def test_few_large_items_are_worth_a_process_where_their_number_says_so() -> None:
    with beside(lambda _: os.getpid(), range(8), 2, small=8) as results:
        assert os.getpid() not in results()
    with beside(lambda _: os.getpid(), range(7), 2, small=8) as results:
        assert results() == [os.getpid()]


def test_an_error_of_work_beside_is_raised_where_its_results_are_asked_for() -> None:
    def fail(_: Sequence[int]) -> None:
        raise LookupError("bug")

    with beside(fail, range(400), 2) as results, pytest.raises(LookupError, match="bug"):
        results()


def test_a_process_that_is_killed_is_no_result() -> None:
    with (
        beside(lambda _: os.kill(os.getpid(), signal.SIGKILL), range(400), 2) as results,
        pytest.raises(RuntimeError, match="killed"),
    ):
        results()


def test_who_leaves_without_the_results_does_not_wait_for_them() -> None:
    begun = time.monotonic()
    with beside(lambda _: time.sleep(60), range(400), 2):
        pass
    assert time.monotonic() - begun < 30
