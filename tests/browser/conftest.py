"""A page to test in: nothing leaves this machine, and what the browser complains of is a failure."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest

HERE = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:")
"""How an address starts that needs no network."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing; a test reads the browser's own record."""


class _Patient(http.server.ThreadingHTTPServer):
    request_queue_size = 64
    """A browser asks for much at once; what waits is not refused."""


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on this machine alone; gives its address, which ends in a slash."""
    servers = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = _Patient(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of so far; a test that means a complaint clears the list."""
    return []


@pytest.fixture
def page(
    browser: playwright.Browser,
    serve: object,  # noqa: ARG001 - so that a server is closed after the page
    complaints: list[str],
) -> Iterator[playwright.Page]:
    """An empty tab of its own; script errors, console errors and requests to elsewhere fail the test.

    A page may still be loading when its test has ended, so it is closed before the servers are.
    """
    context = browser.new_context()
    context.set_default_timeout(10_000)

    def watch(route: playwright.Route) -> None:
        complaints.append(f"asked for {route.request.url}")
        route.abort()

    def listen(message: playwright.ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text}")

    context.route(lambda address: not address.startswith(HERE), watch)
    context.on("console", listen)
    context.on("weberror", lambda problem: complaints.append(f"script: {problem.error}"))
    yield context.new_page()
    context.close()
    assert not complaints


@pytest.fixture
def axe(node_tool: Callable[[str], Path]) -> Callable[[playwright.Page], list[str]]:
    """Gives what axe finds wrong on a page: one line a rule, with the elements that break it."""
    source = (node_tool("axe-core") / "axe.min.js").read_text("utf-8")

    def run(page: playwright.Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("async () => (await axe.run()).violations")
        return [
            f"{rule['id']}: {rule['help']}: {', '.join(str(node['target'][0]) for node in rule['nodes'])}"
            for rule in found
        ]

    return run
