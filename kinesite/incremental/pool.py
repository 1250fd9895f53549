"""Work in several processes.

Law: a call gives the same result in any process; few calls stay in this one, since starting others costs more. No
process outlives the one that started it.
"""

import concurrent.futures
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

FEW = 200
"""Fewer calls than this are done here."""
CHUNK = 100
"""Calls sent to another process at a time: what they share travels once."""
AHEAD = 3
"""Chunks that are under way or wait for each process, so that none stands idle and little lies about."""

Call = tuple[Callable[[Any], Any], Any]
"""A function that can be found by its name, and its argument."""


class Pool:
    """Processes that are started when there is enough to do, and ended by `close`."""

    def __init__(self, jobs: int) -> None:
        """`jobs`: how many processes at most; with fewer than two, all work is done here."""
        self._jobs = jobs
        self._executor: concurrent.futures.ProcessPoolExecutor | None = None

    def map(self, calls: Iterable[Call], weight: int = 1) -> Iterator[Any]:
        """The results of calls, in order; calls are taken only a little before their results are wanted.

        `weight`: how many ordinary calls, of some milliseconds, one of these is as much work as.
        """
        waiting, few = iter(calls), max(1, FEW // weight)
        first = list(islice(waiting, few)) if self._jobs > 1 else []
        if len(first) < few:
            return (function(argument) for function, argument in chain(first, waiting))
        return self._shared(chain(first, waiting), max(1, CHUNK // weight))

    def _shared(self, calls: Iterator[Call], size: int) -> Iterator[Any]:
        if self._executor is None:
            self._executor = concurrent.futures.ProcessPoolExecutor(
                self._jobs, mp_context=_processes(), initializer=_end_with_the_first
            )
        running: deque[concurrent.futures.Future[list[Any]]] = deque()
        while chunk := list(islice(calls, size)):
            running.append(self._executor.submit(_call_all, chunk))
            if len(running) >= AHEAD * self._jobs:
                yield from running.popleft().result()
        for one in running:
            yield from one.result()

    def close(self) -> None:
        """Ends the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


def _end_with_the_first() -> None:
    """Has this process end when the one that started it is killed: it would wait for work for ever."""
    first = multiprocessing.parent_process()
    if first is None:
        raise AssertionError

    def follow() -> None:
        first.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _call_all(calls: list[Call]) -> list[Any]:
    return [function(argument) for function, argument in calls]


def _processes() -> Any:
    """Forked processes start at once, but a process with threads must not be forked."""
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")
