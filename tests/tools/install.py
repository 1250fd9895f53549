"""Gets what the tests borrow and this machine lacks; names what cannot be had, and why.

Law: what is installed already is used as it is; only a missing thing is fetched, each try with a time limit.
`install [STAMP]` touches STAMP once nothing is missing; `install lock` writes package-lock.json again.
"""

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.tools import machine

REQUIREMENTS = machine.FOLDER.parent.parent / "requirements" / "node.txt"


def _complaint(output: str) -> str:
    """The line of a program's output that says what went wrong: the first with an error, else the last."""
    lines = output.strip().splitlines() or ["no message"]
    return next((line for line in lines if "error" in line.lower()), lines[-1]).strip()


def attempt(*command: str, seconds: int = 300, folder: Path | None = None) -> str:
    """Run a program without questions; gives nothing when it succeeds, else why it did not."""
    print("  ", *command, flush=True)
    name = Path(command[0]).name
    try:
        result = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except OSError as problem:
        return f"{name}: {problem.strerror}"
    except subprocess.TimeoutExpired:
        return f"{name} took longer than {seconds} seconds"
    return f"{name}: {_complaint(result.stdout)}" if result.returncode else ""


@functools.cache
def privileged() -> tuple[str, ...] | None:
    """What goes before a command of the administrator; None when that is not allowed without asking."""
    if os.name != "posix" or os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    return (sudo, "-n") if sudo and not attempt(sudo, "-n", "true", seconds=10) else None


@functools.cache
def _package_lists() -> str:
    return attempt(*(privileged() or ()), "apt-get", "update", "-q")


def apt(package: str) -> str:
    """Install a system package where apt-get is there and allowed."""
    if not shutil.which("apt-get"):
        return "there is no apt-get"
    before = privileged()
    if before is None:
        return "apt-get is not allowed (neither root nor sudo without a password)"
    stale = _package_lists()
    command = ("apt-get", "install", "-q", "-y", "--no-install-recommends", package)
    return attempt(*before, *command) or stale


def unpacked(package: str, folder: Path) -> str:
    """Fetch a system package and lay its files into a folder; nothing is installed, and nothing starts."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return "there is no apt-get"
    with tempfile.TemporaryDirectory() as name:
        stale = _package_lists() if privileged() is not None else ""
        reason = attempt("apt-get", "download", "-q", package, folder=Path(name))
        fetched = next(Path(name).glob("*.deb"), None)
        if fetched is None:
            return reason or stale or "nothing came"
        return attempt("dpkg-deb", "-x", str(fetched), str(folder))


def playwright_browser() -> str:
    """Let playwright download its own Chromium, with the system libraries where that is allowed."""
    libraries = ("--with-deps",) if shutil.which("apt-get") and privileged() is not None else ()
    return attempt(sys.executable, "-m", "playwright", "install", *libraries, "chromium")


def node_wheel() -> str:
    """Install the Python package that holds a Node."""
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
    return attempt(*pip, "install", "--require-hashes", "--requirement", str(REQUIREMENTS))


def node_packages() -> str:
    """Install the locked Node packages; none of their scripts runs."""
    if not machine.npm():
        return "npm is missing"
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    reason = attempt(*machine.npm(), "ci", *options, folder=machine.FOLDER)
    if not reason:
        (machine.PACKAGES / ".locked").write_text(machine.locked(), "utf-8")
    return reason


Finder = Callable[[], Path | None]
Attempt = Callable[[], str]
WANTED: dict[str, tuple[Finder, tuple[Attempt, ...]]] = {
    "Chromium": (machine.chromium, (functools.partial(apt, "chromium"), playwright_browser)),
    "Java": (machine.java, (functools.partial(apt, "default-jre-headless"),)),
    "pdftotext": (machine.pdftotext, (functools.partial(apt, "poppler-utils"),)),
    "rsync": (machine.rsync, (functools.partial(apt, "rsync"),)),
    "Caddy": (machine.caddy, (functools.partial(unpacked, "caddy", machine.UNPACKED),)),
    "Node": (machine.node, (node_wheel,)),
    "Node packages": (machine.packages, (node_packages,)),
}
"""What the tests need: how to find it, and the ways to get it, best first."""


def get(find: Finder, attempts: tuple[Attempt, ...]) -> str:
    """Try each way until the thing is there; gives nothing then, else all reasons."""
    reasons = []
    for way in attempts:
        if find():
            return ""
        reasons.append(way() or "installed, but it does not start")
    return "" if find() else "; ".join(reasons)


def install() -> dict[str, str]:
    """Get everything that is wanted; gives what is still missing and why."""
    missing = {}
    for name, (find, attempts) in WANTED.items():
        print(f"Looking for {name}", flush=True)
        reason = get(find, attempts)
        if reason:
            missing[name] = reason
            print(f"  {name} is missing, and tests that need it cannot run: {reason}", flush=True)
    machine.MISSING.write_text(json.dumps(missing, indent=2), "utf-8")
    return missing


def lock() -> str:
    """Write package-lock.json again from package.json; gives nothing, or why it could not be done."""
    reason = get(machine.node, (node_wheel,))
    options = ("--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    return reason or attempt(*machine.npm(), "install", *options, folder=machine.FOLDER)


def main(arguments: list[str]) -> int:
    """Install or lock; a missing tool is no failure here, its tests will say so."""
    if arguments == ["lock"]:
        reason = lock()
        print(reason, end="\n" if reason else "")
        return 1 if reason else 0
    if not install():
        for stamp in arguments:
            Path(stamp).touch()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
