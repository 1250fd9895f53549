"""Hostile input by the hundred thousand: `make fuzz`, or `python -m tests.hostile.fuzz --number 100000 --seed 1`.

Law: whatever a file holds, the generator raises nothing, answers within two seconds, stays within its memory, and
each of its mistakes has a place inside the file, a reason and a fix. A table says what was tried; an input that breaks
the law is shrunk, printed, and makes the command fail. The same seed and number give the same inputs.
"""

import argparse
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
import types
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

import hypothesis
from hypothesis import HealthCheck, Phase

from tests.hostile.strategies import PARTS, Input
from tests.hostile.workshop import BrokenError, Workshop, judged, published, site_files
from tests.sites import tiny_site

SLOWEST = 2.0
"""Seconds of this process's own time that one input may take."""
HANGS = 30
"""Seconds after which an input is given up."""
ADDRESS_SPACE = 1_500_000_000
"""Bytes that the process may ask for, libraries included; what wants more fails (POSIX: RLIMIT_AS)."""
BATCH = 500
"""Inputs that hypothesis makes in one go: it remembers all of them."""
MEGABYTE = 1_000_000


@dataclass(slots=True)
class Failure:
    """An input that breaks the law, as small as it could be made."""

    path: str
    data: str
    """The bytes as Python writes them."""
    says: str


@dataclass(slots=True)
class Tally:
    """What came of the inputs of one part."""

    inputs: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_input: str = ""
    peak: int = 0
    """Bytes of memory at most."""
    growth: int = 0
    """How many of them more than before the first input."""
    failures: list[Failure] = field(default_factory=list)


def fuzz(part: str, number: int, seed: int, judge: Callable[[str, bytes], str], tally: Tally) -> None:
    """Judges about `number` inputs of a part and counts what came of them. Does not raise for what it finds."""
    inputs = PARTS[part][1](site_files())
    last: list[Input] = [("", b"")]

    def tried(given: Input) -> None:
        last[0] = given
        _timed(given, judge, tally)

    for start in range(0, number, BATCH):
        settings = hypothesis.settings(
            max_examples=min(BATCH, number - start),
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
            report_multiple_bugs=False,
            verbosity=hypothesis.Verbosity.quiet,
        )
        try:
            hypothesis.seed(seed * 1_000_003 + start)(settings(hypothesis.given(inputs)(tried)))()
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is what we look for
            path, data = last[0]
            tally.failures.append(Failure(path, repr(data), _said(failure)))


def _timed(given: Input, judge: Callable[[str, bytes], str], tally: Tally) -> None:
    started = time.process_time()
    answer = judge(*given)
    took = time.process_time() - started
    tally.inputs += 1
    tally.answers[answer] += 1
    if took > tally.slowest:
        tally.slowest, tally.slowest_input = took, f"{given[0]}: {given[1][:2000]!r}"
    if took > SLOWEST:
        raise BrokenError(f"it took {took:.1f} s")


def _said(failure: BaseException) -> str:
    places = [frame for frame in traceback.extract_tb(failure.__traceback__) if "kinesite/" in frame.filename]
    where = f" at {places[-1].filename.partition('kinesite/')[2]}:{places[-1].lineno}" if places else ""
    return f"{type(failure).__name__}{where}: {failure}"[:500]


def _gave_up(_number: int, _frame: types.FrameType | None) -> NoReturn:
    raise BrokenError(f"no answer within {HANGS} s")


def whole_site(folder: Path) -> Callable[[str, bytes], str]:
    """Builds a whole tiny site from disk, with one file changed."""
    site = tiny_site(folder, dict(site_files()))

    def judge(path: str, data: bytes) -> str:
        sound = (site.folder / path).read_bytes()
        site.put({path: data})
        try:
            built = site.build()
            judged(list(built.diagnostics), {**site_files(), path: data})
            for name in built.versions if built.publishable else ():
                made = built.content(name)
                if name.endswith(".html"):
                    published(made.decode())
        finally:
            site.put({path: sound})
        return "published" if built.publishable else "refused"

    return judge


def _within_memory(judge: Callable[[str, bytes], str]) -> Callable[[str, bytes], str]:
    """The same judge, which is told when an input takes too long; memory is limited from now on."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    signal.signal(signal.SIGALRM, _gave_up)

    def watched(path: str, data: bytes) -> str:
        signal.alarm(HANGS)
        try:
            return judge(path, data)
        finally:
            signal.alarm(0)

    return watched


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _work(part: str, number: int, seed: int, answer: Connection) -> None:
    """One process: a share of the inputs of one part."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        judge = whole_site(Path(folder)) if part == "whole sites" else Workshop().judge
        for path, data in site_files().items():
            if path.endswith((".md", ".yaml")) and path.startswith("content/"):
                judge(path, data)
        before = _memory()
        fuzz(part, number, seed, _within_memory(judge), tally)
    tally.peak = _memory()
    tally.growth = tally.peak - before
    answer.send(tally)


def run(part: str, number: int, seed: int, jobs: int) -> Tally:
    """What came of the inputs of a part, worked on by some processes side by side."""
    context = multiprocessing.get_context("spawn")
    waiting = []
    for job in range(jobs):
        mine, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(part, -(-number // jobs), seed * jobs + job, theirs))
        process.start()
        theirs.close()
        waiting.append((process, mine))
    whole = Tally()
    for process, mine in waiting:
        try:
            found: Tally = mine.recv()
        except EOFError:
            found = Tally(failures=[Failure("", "", "the process ended: out of memory, or killed")])
        process.join()
        _add(whole, found)
    return whole


def _add(whole: Tally, more: Tally) -> None:
    whole.inputs += more.inputs
    whole.answers += more.answers
    if more.slowest > whole.slowest:
        whole.slowest, whole.slowest_input = more.slowest, more.slowest_input
    whole.peak, whole.growth = max(whole.peak, more.peak), max(whole.growth, more.growth)
    whole.failures += more.failures


def _shown(data: str) -> str:
    """What of an input fits on a screen; the same seed makes all of it again."""
    return data if len(data) <= MOST_SHOWN else f"{data[:MOST_SHOWN]} … {data[-200:]} ({len(data):,} characters)"


MOST_SHOWN = 3_000
HEAD = (
    "| Part | Inputs | Published | Refused or noted | Slowest | Peak memory | More than at rest | Failures |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|"
)


def _row(name: str, tally: Tally) -> str:
    shown = tally.answers["published"]
    cells = (
        *(name, f"{tally.inputs:,}", f"{shown:,}", f"{tally.inputs - shown:,}", f"{tally.slowest:.2f} s"),
        *(f"{tally.peak / MEGABYTE:.0f} MB", f"{tally.growth / MEGABYTE:.0f} MB", str(len(tally.failures))),
    )
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Prints the table; 1 if the law was broken."""
    parser = argparse.ArgumentParser(description="Judge hostile inputs by the hundred thousand.")
    parser.add_argument("--number", type=int, default=100_000, help="how many inputs, all parts together")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes side by side")
    parser.add_argument("--part", choices=sorted(PARTS), help="this part alone")
    parser.add_argument("--slow", action="store_true", help="print the slowest input of each part, too")
    options = parser.parse_args()
    started, total, failures = time.monotonic(), Tally(), 0
    print(HEAD, flush=True)
    for name, (share, _inputs) in PARTS.items():
        if options.part in (None, name):
            number = options.number if options.part else round(options.number * share)
            tally = run(name, number, options.seed, options.jobs)
            print(_row(name, tally), flush=True)
            _add(total, tally)
            failures += len(tally.failures)
            for one in tally.failures:
                print(f"\n{one.path}: {one.says}\n{_shown(one.data)}\n", flush=True)
            if options.slow:
                print(f"\nslowest: {tally.slowest_input}\n")
    print(_row("all", total))
    print(f"\nSeed {options.seed}, {options.jobs} processes, {time.monotonic() - started:.0f} s.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
