"""Kills `publish` at random instants, and looks at what it leaves at the target and at what the next one makes of it.

`make killpublish` runs the long form and prints a table; `make killpublish KILLS=60 SEED=7` repeats one. One third of
the instants is drawn over the whole command, two thirds over the time in which the target changes. Every fourth kill
ends the command alone, so that what it had started goes on without it.
"""

import argparse
import contextlib
import io
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest.mock
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from kinesite.commands import cli
from tests.edited import Edited
from tests.places import KEYS, Branch, Bucket, Folder, Place, Standing, bucket_server, put
from tests.reliability.sites import PAGES, faults, grown, pruned, rewritten

EDITS: dict[str, Callable[[Edited], None]] = {"rewriting": rewritten, "pruning": pruned}
"""What was done to the site since it was last published; in turns."""
WHEN = ("before", "while", "after")
"""A kill before the target is touched, while it is changed, or after it is done."""
HERE, FRESH = "here", "fresh"
"""The target that is published to and killed, and one that was empty before."""
MINE = ("media/mine.txt", b"mine")
"""A file of somebody else."""
ALONE = 4
"""Every so many kills the command dies alone."""


def places(folder: Path, endpoint: str) -> dict[str, Callable[[str], Place]]:
    """Every kind of target, made anew for a name."""
    return {
        "folder (rsync)": lambda name: Folder(folder / name, compress=True),
        "bucket (S3)": lambda name: Bucket(endpoint, prefix=name, compress=True),
        "branch (git)": lambda name: Branch(folder / f"{name}.git"),
    }


@dataclass
class Tally:
    """What the kills of one kind came to."""

    when: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many commands were killed."""
        return sum(self.when.values())


def declare(site: Edited, declared: Mapping[str, Place]) -> None:
    """Writes all targets into site.yaml at once: it is a source, and the receipt of a build tells it from another."""
    rows = ", ".join(f"{name}: {place.declared}" for name, place in declared.items())
    site.put("content/site.yaml", site.text("content/site.yaml") + f"\npublish: {{{rows}}}\n")


def published(site: Edited, name: str) -> tuple[int, str]:
    """(exit status, all that it said) of a command that is left alone, in this process."""
    words, said = site.command("publish", name)[2:], io.StringIO()
    with unittest.mock.patch.dict(os.environ, KEYS), redirect_stdout(said), redirect_stderr(said):
        return cli.main(words), said.getvalue()


class Killer:
    """Kills the publishing of one edit to one kind of target, again and again."""

    def __init__(self, site: Edited, make: Callable[[str], Place], edit: str, chance: random.Random) -> None:
        self._site, self._chance = site, chance
        self.tally = Tally()
        self._place, fresh = make(HERE), make(FRESH)
        declare(site, {HERE: self._place, FRESH: fresh})
        self._publish(HERE, self._place)
        self._old = self._place.standing()
        self._place.keep()
        EDITS[edit](self._site)
        self._publish(FRESH, fresh)
        self._new = fresh.standing()
        found = faults(self._old, self._old) + faults(self._new, self._new)
        if found or self._old == self._new:
            raise AssertionError(found)
        self._begins, self._ends = self._taken()

    def _publish(self, name: str, place: Place) -> None:
        if not place.standing():
            put(place, *MINE)
        status, said = published(self._site, name)
        if status:
            raise AssertionError(said)

    def _taken(self) -> tuple[float, float]:
        """Seconds until the target changes, and until it is done."""
        self._place.restore()
        before, start = self._place.touched(), time.monotonic()
        with self._started() as command:
            self._wait(before, command)
            begins = time.monotonic() - start
            command.wait()
        return begins, time.monotonic() - start

    def _wait(self, before: object, command: subprocess.Popen[bytes]) -> None:
        """Waits until something at the target changes, or the command ends."""
        while self._place.touched() == before and command.poll() is None:
            time.sleep(0.002)

    @contextlib.contextmanager
    def _started(self) -> Iterator[subprocess.Popen[bytes]]:
        """The command in a process group of its own, which is ended in any case."""
        command = subprocess.Popen(
            self._site.command("publish", HERE),
            env={**os.environ, **KEYS},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield command
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(command.pid, signal.SIGKILL)
            command.wait()

    def kill(self, number: int) -> None:
        """One kill or two, told in the tally; commands that were faster than their killer do not count."""
        self._place.restore()
        alone = number % ALONE == 0
        for _ in range(self._chance.choice((1, 1, 1, 2))):  # the next command may be killed, too
            if not self._killed(changing=number % 3 > 0, alone=alone):
                return
        self._healed()

    def _killed(self, *, changing: bool, alone: bool) -> bool:
        """Kills a command at a drawn instant, and looks at what it leaves; False when it was faster."""
        delay = self._chance.uniform(0, self._ends - self._begins if changing else self._ends)
        before = self._place.touched()
        with self._started() as command:
            if changing:
                self._wait(before, command)
            time.sleep(delay)
            with contextlib.suppress(ProcessLookupError):
                (os.kill if alone else os.killpg)(command.pid, signal.SIGKILL)
            killed = command.wait() == -signal.SIGKILL
            found = self._place.standing()
            lost = [] if found.get(MINE[0]) == MINE[1] else [f"{MINE[0]} of somebody else is lost"]
            self._told(found, faults(found, self._old, self._new) + lost, f"after {delay:.3f} s")
            if killed:
                self.tally.when[self._when(found)] += 1
            if alone and killed:
                self._healed()  # while what it had started may still be at work
        return killed

    def _when(self, found: Standing) -> str:
        return "before" if found == self._old else "after" if found == self._new else "while"

    def _healed(self) -> None:
        """The next command ends where one to an empty place ends."""
        status, said = published(self._site, HERE)
        found = self._place.standing()
        wrong = {path for path in found.keys() | self._new.keys() if found.get(path, "") != self._new.get(path, "")}
        self._told(found, [f"{path} is not as it should be" for path in wrong], "the next command")
        self._told(found, [said] if status else [], "the next command complains")

    def _told(self, found: Standing, wrong: list[str], where: str) -> None:
        self.tally.faults += [f"{where}, {len(found)} files and folders: {one}" for one in wrong[:5]]


def killed(site: Edited, make: Callable[[str], Place], edit: str, kills: int, seed: str) -> Tally:
    """The tally of some kills of publishing one edit of a site to one kind of target."""
    killer = Killer(site, make, edit, random.Random(seed))
    for number in itertools.count(1):
        killer.kill(number)
        if killer.tally.kills >= kills:
            return killer.tally
    raise AssertionError


def main() -> int:
    """Runs the long form, and prints its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60, help="in total, over the targets and edits (default: 60)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the instants")
    options = parser.parse_args()
    print(f"seed {options.seed}; {options.kills} kills\n")
    print("| Target | Edit | Kills | Before it is touched | While it is changed | After it is done | Faults |")
    print("|---|---|---|---|---|---|---|", flush=True)
    wrong: list[str] = []
    with bucket_server() as endpoint:
        kinds = [(name, edit) for name in places(Path(), endpoint) for edit in EDITS]
        for name, edit in kinds:
            folder = Path(tempfile.mkdtemp(prefix="kinesite-publish-"))
            make = places(folder, endpoint)[name]
            named = lambda one, make=make, edit=edit: make(f"{edit}-{one}")  # noqa: E731
            site = grown(folder / "site", PAGES)
            tally = killed(site, named, edit, -(-options.kills // len(kinds)), f"{name} {edit} {options.seed}")
            shutil.rmtree(folder)
            cells = [name, edit, tally.kills, *(tally.when[when] for when in WHEN), len(tally.faults)]
            print("|", " | ".join(map(str, cells)), "|", flush=True)
            wrong += tally.faults
    print("\n".join(["", *wrong]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
