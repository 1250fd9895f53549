"""What a whole process takes, measured from outside: by the clock, of the processor, and at most of memory.

Law: start-up counts. Memory is the sum over the process and all that it started, in proportional set size (what is
shared is split between those who share it), looked at now and then, and never for more than a fiftieth of the time.
"""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
LOOK = 0.02
"""Seconds between two looks at the memory, at least."""
SHARE = 50
"""A look takes the processor for at most one part in so many of the time until the next."""
MB = 1000 * 1000


@dataclass(frozen=True)
class Taken:
    """What something took."""

    wall: float
    """Seconds by the clock."""
    processor: float | None = None
    """Seconds of the processor, of the process and all that it started: says more than the clock on a busy machine."""
    memory: float | None = None
    """Megabytes at most; None where the system does not tell."""


class Failed(Exception):  # noqa: N818 - says what happened
    """A process that was to be measured failed; its output."""


def process(*command: str, folder: Path | None = None, seconds: float = 3600, memory: bool = False) -> Taken:
    """What a process takes; raises when it fails. `memory`: whether to look at it, too."""
    before, start = _processor(), time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        watch = Watch(running.pid) if memory and PROC.is_dir() else None
        try:
            said, _nothing = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            raise
        finally:
            wall = time.perf_counter() - start
            peak = watch.peak() if watch else None
    if running.returncode:
        raise Failed(f"{' '.join(command)} ended with {running.returncode}:\n{said.decode(errors='replace')}")
    return Taken(wall, _processor() - before, peak)


def _environment() -> dict[str, str]:
    """This one, without what keeps Python from remembering the code that it has compiled, as it does once installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _processor() -> float:
    times = os.times()
    return times.children_user + times.children_system


class Watch:
    """Looks at the memory of a process and all that it started, until asked for the peak."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._ends = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        pause = 0.0
        while not self._ends.wait(pause):
            start = time.thread_time()
            self._peak = max(self._peak, sum(map(proportional, family(self._pid))))
            pause = max(LOOK, SHARE * (time.thread_time() - start))

    def peak(self) -> float | None:
        """Megabytes at most so far; None when nothing was seen. Ends the looking."""
        self._ends.set()
        self._thread.join()
        return self._peak / MB if self._peak else None


def family(pid: int) -> list[int]:
    """A process and all that it started, directly or not, as far as they run."""
    found = [pid]
    for parent in found:  # grows meanwhile
        for task in _listed(PROC / str(parent) / "task"):
            found += map(int, _text(task / "children").split())
    return found


def proportional(pid: int) -> int:
    """Bytes of the proportional set size of a process; none when it has ended."""
    for line in _text(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _listed(folder: Path) -> Iterable[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # it has ended meanwhile
        return ()


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except OSError:  # it has ended meanwhile
        return ""


def median(taken: Sequence[Taken]) -> Taken:
    """The medians of each; of memory the most."""
    processors = [one.processor for one in taken if one.processor is not None]
    memories = [one.memory for one in taken if one.memory is not None]
    return Taken(
        statistics.median(one.wall for one in taken),
        statistics.median(processors) if processors else None,
        max(memories, default=None),
    )
