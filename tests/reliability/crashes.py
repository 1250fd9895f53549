"""Kills builds at random instants, and looks at what they leave and at what the next build makes of it.

`make crash` runs the long form and prints a table; `make crash KILLS=600 SEED=7` repeats one. Half of the instants are
drawn over the whole build, half over the time in which the output is written, which is short.
"""

import argparse
import contextlib
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.edited import Edited
from tests.reliability.sites import PAGES, Standing, built, clean, faults, grown, pruned, rewritten, standing

KINDS: dict[str, Callable[[Edited], None] | None] = {"cold": None, "warm": rewritten, "pruning": pruned}
"""Kind of build to the edit before it; a cold one has neither output nor memory."""
WHEN = ("before", "while", "after")
"""A kill before the output is touched, while it is being written, or after it is whole."""
_MEASURED = 3
"""Builds that are left alone, to learn how long they take."""


@dataclass(frozen=True)
class Prepared:
    """A site that is about to be built: its sources are new, its output and its memory old."""

    site: Edited
    old: Standing
    """What stands there before the build."""
    new: Standing
    """What a clean build of the new sources puts there."""


@dataclass
class Tally:
    """What the kills of one kind came to."""

    when: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many builds were killed."""
        return sum(self.when.values())


def prepared(folder: Path, kind: str, pages: int = PAGES) -> Prepared:
    """The site of a kind, in a folder of its own."""
    site = grown(folder / "ready", pages)
    edit = KINDS[kind]
    old: Standing = {}
    if edit is not None:
        built(site)
        old = standing(site.output)
        edit(site)
    new = clean(site)
    found = faults(old, old) + faults(new, new)
    if found or old == new:
        raise AssertionError(found)
    return Prepared(site, old, new)


class Killer:
    """Kills builds of one kind, again and again."""

    def __init__(self, prepared: Prepared, folder: Path, chance: random.Random, measured: int) -> None:
        self._prepared, self._folder, self._chance = prepared, folder, chance
        self.tally = Tally()
        taken = [self._taken() for _ in range(measured)]
        self._whole, self._writing = (sorted(times)[measured // 2] for times in zip(*taken, strict=True))

    @contextlib.contextmanager
    def _trial(self) -> Iterator[Edited]:
        """A fresh copy of the site; it is gone afterwards."""
        trial = self._prepared.site.copied(self._folder / "trial")
        try:
            yield trial
        finally:
            shutil.rmtree(trial.folder)

    def _taken(self) -> tuple[float, float]:
        """Seconds that a build takes, and those of them from its first write to its last."""
        with self._trial() as trial:
            start = time.time()
            with _started(trial) as build:
                _until_written(trial.output, build)
                begun = time.time()
                build.wait()
            last = max(path.stat().st_mtime for path in [trial.output, *trial.output.rglob("*")])
            return time.time() - start, max(last - begun, 0.001)

    def kill(self, *, writing: bool) -> None:
        """One kill or two, told in the tally; builds that were faster than their killer do not count."""
        delay = self._chance.uniform(0, self._writing if writing else self._whole)
        with self._trial() as trial:
            for _ in range(self._chance.choice((1, 1, 1, 2))):  # the next build may be killed, too
                killed = _killed(trial, delay, writing=writing)
                found = standing(trial.output)
                self._told(found, faults(found, self._prepared.old, self._prepared.new), f"{delay:.4f} s")
                if not killed:
                    return
                self.tally.when[self._when(found)] += 1
            self._healed(trial)

    def _when(self, found: Standing) -> str:
        return "before" if found == self._prepared.old else "after" if found == self._prepared.new else "while"

    def _healed(self, trial: Edited) -> None:
        """The next build, of the same sources or of those before, ends where a clean one does."""
        back = self._prepared.old and self._chance.random() < 0.25
        wanted = self._prepared.old if back else self._prepared.new
        if back:
            for part in ("content", "templates", "static"):
                shutil.rmtree(trial.folder / part)
                shutil.copytree(self._folder / "old" / part, trial.folder / part)
        status, said = built(trial)
        found = standing(trial.output)
        wrong = {path for path in found.keys() | wanted.keys() if found.get(path, "") != wanted.get(path, "")}
        self._told(found, [f"{path} is not as in a clean build" for path in wrong], "the next build")
        self._told(found, [said] if status or " O9" in said else [], "the next build complains")

    def _told(self, found: Standing, wrong: list[str], where: str) -> None:
        self.tally.faults += [f"{where}, {len(found)} files and folders: {one}" for one in wrong[:5]]


@contextlib.contextmanager
def _started(site: Edited) -> Iterator[subprocess.Popen[bytes]]:
    """A build in a process group of its own, which is ended in any case."""
    build = subprocess.Popen(
        site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield build
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(build.pid, signal.SIGKILL)
        build.wait()


def _until_written(output: Path, build: subprocess.Popen[bytes]) -> None:
    """Waits until something in the output's own folder changes, or the build ends."""
    before = _changed(output)
    while _changed(output) == before and build.poll() is None:
        time.sleep(0.0002)


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _killed(site: Edited, delay: float, *, writing: bool) -> bool:
    """Kills a build some seconds after it begins, or begins to write; False when it was faster."""
    with _started(site) as build:
        if writing:
            _until_written(site.output, build)
        time.sleep(delay)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(build.pid, signal.SIGKILL)
        return build.wait() == -signal.SIGKILL


def killed(kind: str, kills: int, seed: int, *, pages: int = PAGES, measured: int = _MEASURED) -> Tally:
    """The tally of some kills of one kind; every other one while the output is written."""
    with tempfile.TemporaryDirectory(prefix="kinesite-crash-") as name:
        folder = Path(name)
        grown(folder / "old", pages)
        killer = Killer(prepared(folder, kind, pages), folder, random.Random(f"{kind} {seed}"), measured)
        for writing in itertools.cycle((True, False)):
            killer.kill(writing=writing)
            if killer.tally.kills >= kills:
                break
        return killer.tally


def main() -> int:
    """Runs the long form, and prints its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=210, help="in total, over the three kinds (default: 210)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the instants")
    options = parser.parse_args()
    print(f"seed {options.seed}; {options.kills} kills\n")
    print("| Build | Kills | Before the output is touched | While it is written | After it is whole | Faults |")
    print("|---|---|---|---|---|---|", flush=True)
    wrong: list[str] = []
    for kind in KINDS:
        tally = killed(kind, options.kills // len(KINDS), options.seed)
        cells = [kind, tally.kills, *(tally.when[when] for when in WHEN), len(tally.faults)]
        print("|", " | ".join(map(str, cells)), "|", flush=True)
        wrong += tally.faults
    print("\n".join(["", *wrong]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
