"""Programs of this machine that publishing starts: git, rsync.

Law: a program never waits for somebody to type, and never longer than its time.
"""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kinesite.publish import refusals
from kinesite.publish.credentials import scrubbed

PATIENCE = 1800
"""Seconds for all that one start of a program has to carry."""
_TELLING = re.compile(r"fatal|error|denied|refused|failed|rejected|cannot|no such", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Program:
    """A program with what it is always given."""

    command: tuple[str, ...]
    target: str
    """What a message calls the place that it talks to."""
    environment: Mapping[str, str] = field(repr=False)
    folder: Path
    keeps_lock: bool = False
    """Whether the lock on the output goes with it, should this process be killed. Not with git: it may start what
    remembers passwords, and stays.
    """

    def run(self, *words: str, given: bytes = b"", fine: Sequence[int] = (0,)) -> tuple[int, bytes]:
        """(status, output) of one start. Raises `Refused` for another status than those that are `fine`."""
        try:
            ended = subprocess.run(  # noqa: S603 - fixed programs, no shell
                [*self.command, *words],
                input=given,
                capture_output=True,
                env=self.environment,
                cwd=self.folder,
                timeout=PATIENCE,
                check=False,
                close_fds=not self.keeps_lock,
            )
        except (FileNotFoundError, PermissionError):
            fix = f"Install {self.command[0]} with your system's packages."
            raise refusals.lacking(self.command[0], fix) from None
        except subprocess.TimeoutExpired:
            raise refusals.unreachable(self.target, f"no end after {PATIENCE} seconds") from None
        if ended.returncode not in fine:
            raise refusals.unreachable(self.target, _complaint(ended.stderr or ended.stdout, ended.returncode))
        return ended.returncode, ended.stdout


def _complaint(said: bytes, status: int) -> str:
    """The line that says what went wrong."""
    lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if _TELLING.search(line)]
    return scrubbed((telling or lines[-1:] or [f"it ended with status {status}"])[0])
