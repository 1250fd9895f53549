"""Kinesite's entry point: hands its arguments to `kinesite.commands`, in the Python that `make site` set up.

Law: an older Python than the project's reads this file too, so it speaks a Python of 2016 and imports little.
"""

import importlib.util
import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
OLDEST = (3, 11)
LIBRARIES = ("PIL", "jinja2", "livereload", "lxml", "markdown", "nh3", "pydantic", "pyphen", "watchfiles", "yaml")
"""What pyproject.toml depends on, under the names that code imports."""


def prepared_python() -> str:
    """The Python of `.venv`, or nothing when there is none or it is the one that runs now."""
    folder = os.path.join(ROOT, ".venv")
    if os.path.realpath(sys.prefix) == os.path.realpath(folder):
        return ""
    places = [os.path.join(folder, "bin", "python"), os.path.join(folder, "Scripts", "python.exe")]
    return next(filter(os.path.exists, places), "")


def hand_over(python: str) -> int:
    """Start again in another Python; gives its exit code where the system cannot replace a process."""
    command = [python, os.path.abspath(__file__)] + sys.argv[1:]
    if os.name == "posix":
        os.execv(python, command)
    import subprocess

    return subprocess.call(command)


def obstacle() -> str:
    """What keeps this Python from running Kinesite, in one line; nothing when it can."""
    if sys.version_info < OLDEST:
        return "Kinesite needs Python 3.11 or newer, and this is %d.%d" % sys.version_info[:2]
    if any(importlib.util.find_spec(library) is None for library in LIBRARIES):
        return "Kinesite is not set up yet"
    return ""


def main() -> int:
    """Run the command line; gives its exit code, or 2 when the set-up is missing."""
    python = prepared_python()
    if python:
        return hand_over(python)
    reason = obstacle()
    if reason:
        sys.stderr.write("%s: run `make site` in %s\n" % (reason, ROOT))
        return 2
    from kinesite.commands import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
