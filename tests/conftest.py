"""What tests may borrow from the machine. A missing thing skips its tests, or fails them under STRICT=1."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import playwright.sync_api as playwright
import pytest

from tests.tools import machine

hypothesis.settings.register_profile("kinesite", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("kinesite")

NEEDS = {"browser": {"chromium", "browser"}, "node": {"node_tool", "node", "java"}}
"""The mark that a test gets for what it borrows, so that `-m "not browser"` leaves it out."""

BROWSER_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _lacking(name: str) -> NoReturn:
    reason = f"{name} is missing: {machine.why_missing(name)}"
    if os.environ.get("STRICT") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The program of an installed Chromium or Chrome."""
    return machine.chromium() or _lacking("Chromium")


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[playwright.Browser]:
    """A running browser without a window; every wait in it ends after ten seconds."""
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS, timeout=60_000)
        yield running
        running.close()


@pytest.fixture(scope="session")
def java() -> Path:
    """The program of an installed Java."""
    return machine.java() or _lacking("Java")


@pytest.fixture(scope="session")
def pdftotext() -> Path:
    """The program that reads the text of a printed page."""
    return machine.pdftotext() or _lacking("pdftotext")


@pytest.fixture(scope="session")
def rsync() -> Path:
    """The program that copies a site to a folder or a host."""
    return machine.rsync() or _lacking("rsync")


@pytest.fixture(scope="session")
def caddy() -> Path:
    """The program of a web server."""
    return machine.caddy() or _lacking("Caddy")


@pytest.fixture(scope="session")
def node() -> Path:
    """The program of a Node that is new enough."""
    return machine.node() or _lacking("Node")


@pytest.fixture(scope="session")
def node_tool() -> Callable[[str], Path]:
    """Gives the folder of a Node package by its name."""
    folder = machine.packages() or _lacking("Node packages")
    return folder.joinpath


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what it borrows."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        for mark, fixtures in NEEDS.items():
            if names & fixtures:
                item.add_marker(mark)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List every test that did not run, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("not run")
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.line(f"{report.nodeid}: {str(reason).removeprefix('Skipped: ')}")
