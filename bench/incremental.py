"""How long builds of the shipped site take after an edit, and how soon a save is seen in an open browser page.

Law: every number is a median; whole processes are measured from outside, on a copy of the site, so that start-up
counts and nothing of yours changes. `bench/incremental.py --no-browser` leaves the browser out.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import playwright.sync_api as playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.edited import Edited  # noqa: E402 - the tests' site and server, found from this folder too
from tests.previewed import Previewed  # noqa: E402 - same
from tests.tools import machine  # noqa: E402 - same

ROUNDS, SAVES = 5, 10
PAUSE = 400
"""Milliseconds between two saves."""
GUIDE, STYLE = "content/en/exercises/bird-dog.md", "static/base.css"
GOALS = {"nothing to do": 0.2, "save to page shown": 0.3}
"""Seconds."""

SHOWN = """async ([marker, what]) => {
    const there = () => what === "style"
        ? getComputedStyle(document.documentElement).getPropertyValue("--bench") === marker
        : document.body.textContent.includes(marker);
    while (!there()) {
        await new Promise((resolve) => setTimeout(resolve, 4));
    }
}"""


@contextmanager
def site() -> Iterator[Edited]:
    """A copy of the shipped site."""
    with tempfile.TemporaryDirectory() as folder:
        made = Edited(Path(folder) / "root")
        for part in ("content", "templates", "static"):
            shutil.copytree(ROOT / part, made.folder / part)
        yield made


@dataclass(frozen=True)
class Taken:
    """How long something took, in seconds."""

    wall: float
    processor: float | None = None
    """Of the process alone: says more than the clock while the machine is busy with other things."""


def process(*command: str) -> Taken:
    """What a process takes; raises when it fails."""
    start, before = time.perf_counter(), _processor()
    subprocess.run(command, stdout=subprocess.DEVNULL, timeout=300, check=True)
    return Taken(time.perf_counter() - start, _processor() - before)


def _processor() -> float:
    times = os.times()
    return times.children_user + times.children_system


def median(taken: list[Taken]) -> Taken:
    """The medians of each."""
    processors = [one.processor for one in taken if one.processor is not None]
    return Taken(statistics.median(one.wall for one in taken), statistics.median(processors) if processors else None)


def edits(made: Edited, number: int) -> dict[str, Callable[[], None]]:
    """What is done before each kind of build."""
    new = "content/en/pages/bench.md"
    return {
        "cold": lambda: shutil.rmtree(made.path(".kinesite"), ignore_errors=True),
        "nothing to do": lambda: None,
        "body edit": lambda: made.put(GUIDE, made.text(GUIDE).rstrip() + f"\n\nEdit {number}.\n"),
        "title edit": lambda: made.change(GUIDE, "title: Bird dog", f"title: Bird dog {number}"),
        "style edit": lambda: made.put(STYLE, made.text(STYLE) + f"/* {number} */\n"),
        "template edit": lambda: made.change("templates/layouts/base.html", "</body>", f"<!-- {number} -->\n</body>"),
        "new page": lambda: made.put(new, f"---\ntitle: Bench {number}\nsummary: Bench {number}.\n---\nWords.\n"),
        "page gone": lambda: made.path(new).unlink(),
    }


def processes(made: Edited) -> dict[str, Taken]:
    """The medians of each kind of build, beside a Python that does nothing."""
    taken: dict[str, list[Taken]] = {}
    process(*made.command())
    for number in range(ROUNDS):
        taken.setdefault("Python alone", []).append(process(sys.executable, "-c", "pass"))
        for name, edit in edits(made, number).items():
            edit()
            taken.setdefault(name, []).append(process(*made.command()))
    return {name: median(times) for name, times in taken.items()}


def previews(made: Edited) -> dict[str, Taken]:
    """The medians from the end of a save until an open page shows it, in a real browser."""
    running = Previewed(made)
    running.until("Serving")
    try:
        with playwright.sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=machine.chromium(), args=["--disable-gpu"])
            page = browser.new_page(bypass_csp=True)
            with page.expect_websocket(lambda _socket: True):
                page.goto(running.address + "exercises/bird-dog/")
            page.wait_for_timeout(500)
            found = watched(made, page)
            browser.close()
    finally:
        running.stopped()
    return found


def watched(made: Edited, page: playwright.Page) -> dict[str, Taken]:
    """The medians of saves of a text and of a style, until the open page shows them."""
    body, style = made.text(GUIDE).rstrip(), made.text(STYLE)
    times: dict[str, list[Taken]] = {"save to page shown": [], "style shown": []}
    for number in range(SAVES):
        made.put(GUIDE, f"{body}\n\nSaved {number}.\n")
        times["save to page shown"].append(until_shown(page, f"Saved {number}.", "body"))
        page.wait_for_timeout(PAUSE)
        made.put(STYLE, f"{style}:root {{ --bench:{number} }}\n")
        times["style shown"].append(until_shown(page, str(number), "style"))
        page.wait_for_timeout(PAUSE)
    return {name: median(taken) for name, taken in times.items()}


def until_shown(page: playwright.Page, marker: str, what: str) -> Taken:
    """The time until the page shows a marker. A reload ends the question, which is then asked again."""
    start = time.perf_counter()
    while True:
        try:
            page.evaluate(SHOWN, [marker, what])
        except playwright.Error:
            continue
        return Taken(time.perf_counter() - start)


def main() -> None:
    """Print a table of medians, with the goals."""
    with site() as made:
        found = processes(made)
    if "--no-browser" not in sys.argv:
        with site() as made:
            found |= previews(made)
    print(
        f"Medians of {ROUNDS} whole processes, and of {SAVES} saves; seconds by the clock, of the processor, and goals"
    )
    for name, taken in found.items():
        processor = f"{taken.processor:7.3f}" if taken.processor is not None else " " * 7
        print(f"{name:20} {taken.wall:7.3f} {processor} {GOALS.get(name, ''):>6}")


if __name__ == "__main__":
    main()
