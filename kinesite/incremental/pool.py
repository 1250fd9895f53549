"""Work in several processes, which are copies of this one.

A forked process has everything that this one has in memory, so that nothing but results travels. Law: few pieces stay
in this process, since others cost more to start; no process outlives the one that started it; a process that is lost
(killed for its memory) costs time and nothing else.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from kinesite.incremental.spool import Place, Spool

FEW = 200
"""Less work than so many ordinary pieces, of some milliseconds, is done here."""
CHUNK = 25
"""Ordinary pieces whose results are sent together."""
_MOST = 1_000
"""Chunks at most: the tickets of all fit into the smallest pipe that a system gives."""
_TICKET = 4
"""Bytes of a ticket, the number of a chunk."""

Work = Callable[[Sequence[Any]], Any]


class Pool:
    """Processes that are started when there is enough to do, and ended once it is done."""

    def __init__(self, jobs: int) -> None:
        """`jobs`: how many processes at most; with fewer than two, all work is done here."""
        self._jobs = jobs

    def helps(self, weight: int) -> bool:
        """Whether work of so many ordinary pieces is done sooner by several processes."""
        return self._jobs > 1 and weight >= FEW and _can_fork()

    def map(self, work: Work, pieces: Sequence[Any], weight: int = 1) -> Iterator[tuple[Sequence[Any], Any]]:
        """Chunks of the pieces, each with what the work made of it, in order; with None for one that was lost.

        `weight`: how many ordinary pieces one of these is as much work as. A process takes chunks from the front, so
        what it made earlier comes earlier. Raises what the work raises.
        """
        size = max(1, CHUNK // weight, -(-len(pieces) // _MOST))
        chunks = [pieces[start : start + size] for start in range(0, len(pieces), size)]
        with contextlib.ExitStack() as ends:
            crew: list[Connection] = []
            with contextlib.suppress(OSError):  # no more processes, or pipes, to be had: those that are there do it all
                tickets = ends.enter_context(_tickets(len(chunks)))
                for _one in chunks[: self._jobs]:
                    crew.append(ends.enter_context(_process(work, chunks, tickets)))  # noqa: PERF401 - those before a failure stay
            yield from zip(chunks, _in_order(crew, len(chunks)), strict=True)


def _can_fork() -> bool:
    """Whether the system can copy a process, and may copy this one: what a thread held just then would never be let go
    of in the copy.
    """
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


@contextlib.contextmanager
def _tickets(number: int) -> Iterator[int]:
    """A pipe that holds the numbers of all chunks: whoever reads next has the next one, and nobody has it twice."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.writelines(place.to_bytes(_TICKET) for place in range(number))
    try:
        yield reading
    finally:
        os.close(reading)


@contextlib.contextmanager
def _process(work: Work, chunks: Sequence[Sequence[Any]], tickets: int) -> Iterator[Connection]:
    """A process at work, as the end of a pipe on which its results come."""
    forks = multiprocessing.get_context("fork")
    receiving, sending = forks.Pipe(duplex=False)
    with contextlib.closing(receiving):
        process = forks.Process(target=_serve, args=(work, chunks, tickets, receiving, sending), daemon=True)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C would be lost within a fork
        try:
            process.start()
        except OSError:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            raise
        finally:
            sending.close()  # else its end would never be seen
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)  # raises what came meanwhile
            yield receiving
        finally:
            process.kill()  # whoever ignores other signals has copies that do
            process.join()


def _serve(
    work: Work, chunks: Sequence[Sequence[Any]], tickets: int, receiving: Connection, sending: Connection
) -> None:
    """Does chunk after chunk, until none is left; announces each before its result."""
    receiving.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _end_with_the_first()
    try:
        while ticket := os.read(tickets, _TICKET):
            sending.send_bytes(ticket)
            sending.send_bytes(ticket + _made(work, chunks[int.from_bytes(ticket)]))
    except OSError:  # nobody listens any more
        os._exit(1)


def _made(work: Work, chunk: Sequence[Any]) -> bytes:
    """(result, failure), pickled; with neither, when what came of it cannot travel, so that the first process sees."""
    found: tuple[Any, Exception | None]
    try:
        found = work(chunk), None
    except Exception as raised:  # noqa: BLE001 - raised again in the first process
        raised.add_note(traceback.format_exc())
        found = None, raised
    try:
        data = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
        if found[1] is not None:
            pickle.loads(data)  # noqa: S301 - own; some failures can be sent and not received
    except Exception:  # noqa: BLE001 - whatever a foreign class raises
        return pickle.dumps((None, None))
    return data


def _in_order(crew: Sequence[Connection], number: int) -> Iterator[Any]:
    """The results of all chunks; None in place of those whose process ended before it had sent them."""
    alive, at_work = list(crew), dict[Any, int]()
    early, aside = dict[int, Place | None](), Spool()
    for wanted in range(number):
        while wanted not in early and alive:
            ready: list[Any] = wait(alive)
            for connection in ready:
                try:
                    message = connection.recv_bytes()
                except (EOFError, OSError):  # it was lost, perhaps in the middle of a message
                    alive.remove(connection)
                    if connection in at_work:
                        early[at_work.pop(connection)] = None
                    continue
                place, data = int.from_bytes(message[:_TICKET]), message[_TICKET:]
                if data:
                    del at_work[connection]
                    early[place] = data if place == wanted else aside.put(data)
                else:
                    at_work[connection] = place
        there = early.pop(wanted, None)
        yield None if there is None else _result(aside.get(there))


def _result(data: bytes) -> Any:
    """What a chunk came to. Raises what the work raised."""
    result, failure = pickle.loads(data)  # noqa: S301 - from a copy of this process
    if failure is not None:
        raise failure
    return result


def _end_with_the_first() -> None:
    """Has this process end when the one that started it is killed: it would work on for nobody."""
    first = multiprocessing.parent_process()
    if first is None:
        raise AssertionError

    def follow() -> None:
        first.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
