"""What no build can do without: reading and hashing the sources, Markdown, and writing the files.

Law: each is done in this process alone, on one core, in the plainest way; Markdown by the call that the program itself
makes. A build on two cores may be quicker than their sum.
"""

import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.corpus import LANGUAGE  # noqa: E402 - found from this folder too
from bench.process import Taken, median  # noqa: E402 - same
from kinesite.render import markup  # noqa: E402 - same

SOURCES = ("content", "templates", "static")


def floors(root: Path, rounds: int) -> dict[str, Taken]:
    """The medians of each floor, for a site that has been built."""
    bodies = {path: text for path, text in _bodies(root).items() if text.strip()}
    made = {path.relative_to(root / "site"): path.read_bytes() for path in _files(root / "site")}
    target = root / "written"
    work: Mapping[str, Callable[[], None]] = {
        "read and hash all sources": lambda: _hash(root),
        "Markdown alone": lambda: _render(bodies),
        "write all files": lambda: _write(made, target),
    }
    taken: dict[str, list[Taken]] = {name: [] for name in work}
    for _round in range(rounds):
        for name, do in work.items():
            shutil.rmtree(target, ignore_errors=True)
            taken[name].append(_timed(do))
    shutil.rmtree(target, ignore_errors=True)
    return {name: median(times) for name, times in taken.items()}


def _timed(do: Callable[[], None]) -> Taken:
    start, processor = time.perf_counter(), time.process_time()
    do()
    return Taken(time.perf_counter() - start, time.process_time() - processor)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _bodies(root: Path) -> dict[str, str]:
    """The text of every guide, by its path from the root."""
    found = {}
    for path in sorted((root / LANGUAGE).glob("*/*.md")):
        found[path.relative_to(root).as_posix()] = path.read_text("utf-8").partition("\n---\n")[2]
    return found


def _hash(root: Path) -> None:
    for part in SOURCES:
        for path in _files(root / part):
            hashlib.sha256(path.read_bytes()).hexdigest()


def _render(bodies: Mapping[str, str]) -> None:
    for path, text in bodies.items():
        markup.render(path, text, 1)


def _write(files: Mapping[Path, bytes], target: Path) -> None:
    for name, data in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
