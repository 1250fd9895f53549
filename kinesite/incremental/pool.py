"""Work in several processes.

Law: a call gives the same result in any process; few calls stay in this one, since starting others costs more.
"""

import concurrent.futures
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from typing import Any

FEW = 200
"""Fewer calls than this are done here."""
CHUNK = 25
"""Calls sent to another process at a time: what they share travels once."""

Call = tuple[Callable[[Any], Any], Any]
"""A function that can be found by its name, and its argument."""


class Pool:
    """Processes that are started when there is enough to do, and ended by `close`."""

    def __init__(self, jobs: int) -> None:
        """`jobs`: how many processes at most; with fewer than two, all work is done here."""
        self._jobs = jobs
        self._executor: concurrent.futures.ProcessPoolExecutor | None = None

    def map(self, calls: list[Call]) -> Iterator[Any]:
        """The results of calls, in order."""
        if self._jobs < 2 or len(calls) < FEW:  # noqa: PLR2004 - one process is this one
            return (function(argument) for function, argument in calls)
        if self._executor is None:
            self._executor = concurrent.futures.ProcessPoolExecutor(self._jobs, mp_context=_processes())
        chunks = [calls[start : start + CHUNK] for start in range(0, len(calls), CHUNK)]
        return (result for results in self._executor.map(_call_all, chunks) for result in results)

    def close(self) -> None:
        """Ends the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


def _call_all(calls: list[Call]) -> list[Any]:
    return [function(argument) for function, argument in calls]


def _processes() -> Any:
    """Forked processes start at once, but a process with threads must not be forked."""
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")
