"""Copies of a process that share its work: their results in order, whatever becomes of them."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kinesite.incremental import pool
from kinesite.incremental.pool import Pool

PROJECT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _single(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "CHUNK", 1)


def _made(work: Callable[[Sequence[int]], Any], number: int, jobs: int = 2) -> list[Any]:
    return [made for _chunk, made in Pool(jobs).map(work, range(number))]


def test_chunks_come_in_order_and_their_tickets_fit_into_a_pipe(monkeypatch: pytest.MonkeyPatch):
    """However unequal they are; a hundred thousand pieces are no more chunks than the pipe holds numbers."""

    def work(chunk: Sequence[int]) -> int:
        time.sleep(0.002 if chunk[0] % 7 == 0 else 0)
        return sum(chunk)

    monkeypatch.setattr(pool, "CHUNK", 25)
    for number in (1, 30, 1000, 300_000):
        found = list(Pool(3).map(work, range(number)))
        assert [one for chunk, _sum in found for one in chunk] == list(range(number))
        assert all(sum(chunk) == made for chunk, made in found)


@pytest.mark.parametrize("sent", [b"", (3).to_bytes(4)[:2], b"\0\0\1\0" + bytes(10)])
def test_a_process_that_is_lost_in_the_middle_of_a_message_loses_its_chunk_alone(sent: bytes):
    """A system that is short of memory kills those that wait to send much: before, in the length, in the middle."""
    receiving, sending = multiprocessing.Pipe(duplex=False)
    sending.send_bytes((0).to_bytes(4))
    sending.send_bytes((0).to_bytes(4) + pickle.dumps(("whole", None)))
    sending.send_bytes((1).to_bytes(4))
    os.write(sending.fileno(), sent)
    sending.close()
    assert list(pool._in_order([receiving], 2)) == ["whole", None]  # noqa: SLF001 - no process dies so exactly
    receiving.close()


def test_of_a_process_that_is_lost_nothing_else_waits_in_memory():
    def work(chunk: Sequence[int]) -> bytes:
        if chunk[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return bytes(1_000_000)

    tracemalloc.start()
    try:
        found = _made(work, 60)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found[0] is None
    assert all(found[1:])
    assert most < 80_000_000, "the results themselves are 59 MB"


def test_processes_end_where_the_signal_to_end_is_ignored():
    """A supervisor may ignore it, and whoever it starts inherits that."""

    def work(chunk: Sequence[int]) -> bytes:
        if chunk[0] == 2:
            raise ZeroDivisionError
        return bytes(1_000_000)

    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with pytest.raises(ZeroDivisionError):
            _made(work, 40)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("there", [0, 1])
def test_where_no_more_processes_are_to_be_had_those_that_are_there_do_it(there: int, monkeypatch: pytest.MonkeyPatch):
    fork = os.fork
    forks: list[int] = []

    def few() -> int:
        forks.append(1)
        if len(forks) > there:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", few)
    assert _made(sum, 6) == ([0, 1, 2, 3, 4, 5] if there else [None] * 6)


class _TwoPartsError(Exception):
    """It can be sent and not received."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


def test_what_cannot_travel_is_left_to_the_first_process():
    def work(chunk: Sequence[int]) -> Any:
        if chunk[0] == 1:
            raise _TwoPartsError("one", "two")
        return (lambda: None) if chunk[0] == 2 else chunk[0]

    assert _made(work, 4) == [0, None, None, 3]


def test_ctrl_c_is_not_lost_while_a_process_is_copied(tmp_path: Path):
    """Python drops what is raised in those who prepare a copy."""
    script = tmp_path / "shared.py"
    script.write_text(
        "import os, signal\nfrom kinesite.incremental.pool import Pool\n"
        "os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "print(list(Pool(2).map(sum, range(100))))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    result = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.stdout == ""
    assert result.stderr.endswith("KeyboardInterrupt\n")


def test_after_ctrl_c_no_process_is_left(tmp_path: Path):
    script = tmp_path / "shared.py"
    script.write_text(
        "import time\nfrom kinesite.incremental.pool import Pool\n"
        "print('begun', flush=True)\n"
        "for _round in range(20):\n    list(Pool(2).map(lambda chunk: time.sleep(0.001), range(100)))\n"
    )
    for moment in range(8):
        running = subprocess.Popen(
            [sys.executable, script],
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(0.05 + moment * 0.007)
        os.killpg(running.pid, signal.SIGINT)
        running.communicate(timeout=60)
        with pytest.raises(ProcessLookupError):
            os.killpg(running.pid, 0)
