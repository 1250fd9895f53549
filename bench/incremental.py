"""How long builds of the shipped site take after an edit, and how soon a save is seen in an open browser page.

Law: every number is a median; whole processes are measured from outside, on a copy of the site, so that start-up
counts and nothing of yours changes. `bench/incremental.py --no-browser` leaves the browser out.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import playwright.sync_api as playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.process import Taken, median, process  # noqa: E402 - found from this folder too
from tests.edited import Edited  # noqa: E402 - the tests' site and server, found from this folder too
from tests.previewed import Previewed  # noqa: E402 - same
from tests.tools import machine  # noqa: E402 - same

ROUNDS, SAVES = 5, 10
PAUSE = 400
"""Milliseconds between two saves."""
SHIPPED = "exercises/bird-dog"
GUIDE, STYLE = f"content/en/{SHIPPED}.md", "static/base.css"
STARTS = 900
"""Seconds until a preview of a large site serves, at most."""
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


def previews(made: Edited, guide: str = SHIPPED, *, styles: bool = True) -> dict[str, Taken]:
    """The medians from the end of a save until an open page of a guide shows it, in a real browser."""
    running = Previewed(made)
    try:
        running.until("Serving", STARTS)
        with playwright.sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=machine.chromium(), args=["--disable-gpu"])
            page = browser.new_page(bypass_csp=True)
            with page.expect_websocket(lambda _socket: True):
                page.goto(running.address + guide + "/")
            page.wait_for_timeout(500)
            found = watched(made, page, f"content/en/{guide}.md", styles=styles)
            browser.close()
    finally:
        running.stopped()
    return found


def watched(made: Edited, page: playwright.Page, guide: str, *, styles: bool) -> dict[str, Taken]:
    """The medians of saves of a text, and of a style if asked for, until the open page shows them."""
    body, style = made.text(guide).rstrip(), made.text(STYLE)
    times: dict[str, list[Taken]] = {}
    for number in range(SAVES):
        made.put(guide, f"{body}\n\nSaved {number}.\n")
        times.setdefault("save to page shown", []).append(until_shown(page, f"Saved {number}.", "body"))
        page.wait_for_timeout(PAUSE)
        if styles:
            made.put(STYLE, f"{style}:root {{ --bench:{number} }}\n")
            times.setdefault("style shown", []).append(until_shown(page, str(number), "style"))
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
