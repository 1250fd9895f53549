"""`serve`: a live preview that never misses a save.

watchfiles says that something was saved, a build follows, and livereload's connection tells the open pages, which ask
what they are now (preview/preview.js). Law: only this machine is served, under names that are its own.
"""

import argparse
import asyncio
import concurrent.futures
import contextlib
import mimetypes
import os
import signal
import time
import traceback
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

import livereload.handlers
import tornado.httpserver
import tornado.httputil
import tornado.netutil
import tornado.web
import watchfiles

from kinesite.commands.previewing import Preview, waiting_page
from kinesite.diagnostics import Severity, count, to_text
from kinesite.incremental.store import Busy

CLEAN, MISTAKES, USAGE = 0, 1, 2
FOLDERS = ("content", "templates", "static")
_STEP, _QUIET = 20, 60
"""Milliseconds between two looks, and the longest that saves are gathered for one build."""
_LAST_PORT = 65_535
HTTP_PORT = 80
"""The port that browsers leave out of the Host header."""
_OWN_FILES = ("preview.js", "preview.css")


class _Guarded(tornado.web.RequestHandler):
    """Answers only to the names under which this machine knows itself, so that no page elsewhere can ask."""

    preview: Preview
    hosts: frozenset[str]

    def initialize(self, preview: Preview, hosts: frozenset[str]) -> None:
        """Takes what the application gives to every handler."""
        self.preview, self.hosts = preview, hosts

    def prepare(self) -> None:
        """Refuses other Host headers (DNS rebinding), and what pages from elsewhere ask."""
        _refuse_strangers(self.request, self.hosts)

    def set_default_headers(self) -> None:
        """Nothing is cached, nothing is guessed."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")


class _Pages(_Guarded):
    """Files of the preview; pages with the preview's script in them."""

    def get(self, address: str) -> None:
        """The file at an address, or the site's 404 page."""
        page = self.preview.page(address)
        if page is None:
            self.set_status(503)
            self.finish(waiting_page(self.preview))
            return
        self.set_status(page.status)
        kind = mimetypes.guess_type(page.path.name)[0] or "application/octet-stream"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        data = page.path.read_bytes()
        self.finish(self.preview.marked(data) if kind == "text/html" else data)


class _State(_Guarded):
    """What a page is now."""

    def get(self) -> None:
        """Digests and diagnostics as JSON."""
        self.finish(self.preview.state(self.get_query_argument("path", "/")))


class _Own(_Guarded):
    """The preview's own script and style."""

    def get(self, name: str) -> None:
        """One of the two files."""
        self.set_header("Content-Type", "text/css" if name.endswith(".css") else "text/javascript")
        self.finish(resources.files("kinesite.commands.preview").joinpath(name).read_bytes())


class _Script(_Guarded, livereload.handlers.LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script, for this machine only."""


class _Live(livereload.handlers.LiveReloadHandler):  # type: ignore[misc]
    """livereload's connection, for pages of this preview only."""

    hosts: frozenset[str]

    def initialize(self, hosts: frozenset[str]) -> None:
        """Takes the names of this machine."""
        self.hosts = hosts

    def prepare(self) -> None:
        """Refuses other Host headers, and pages from elsewhere: `check_origin` is not asked about every one."""
        _refuse_strangers(self.request, self.hosts)

    def check_origin(self, origin: str) -> bool:
        """Pages of the preview itself, and no others."""
        return _is_own(origin, self.hosts)


def _refuse_strangers(request: tornado.httputil.HTTPServerRequest, hosts: frozenset[str]) -> None:
    """Ends a request that asks for another name, or that a page from elsewhere sends."""
    if request.host.lower() not in hosts or not _is_own(request.headers.get("Origin"), hosts):
        raise tornado.web.HTTPError(403, reason="This preview serves only this machine")


def _is_own(origin: str | None, hosts: frozenset[str]) -> bool:
    """Whether a request comes from a page of the preview, or from no page at all."""
    if origin is None:
        return True
    scheme, _, host = origin.lower().partition("://")
    return scheme == "http" and host in hosts


def application(preview: Preview, hosts: frozenset[str]) -> tornado.web.Application:
    """The preview as a web application; `hosts` are the Host headers that it answers to."""
    shared = {"preview": preview, "hosts": hosts}
    return tornado.web.Application(
        [
            ("/livereload", _Live, {"hosts": hosts}),
            ("/livereload.js", _Script, shared),
            ("/_preview/state", _State, shared),
            (rf"/_preview/({'|'.join(_OWN_FILES)})", _Own, shared),
            ("/(.*)", _Pages, shared),
        ],
        log_function=lambda _handler: None,
        websocket_ping_interval=20,
    )


def serve_site(options: argparse.Namespace, out: TextIO) -> int:
    """Serves until Ctrl-C. Gives the exit status."""
    address = f"http://{_bracketed(options.host)}:{options.port}/"
    if not 0 < options.port <= _LAST_PORT:
        out.write(f"{options.port} is no port: choose one from 1 to {_LAST_PORT} with --port.\n")
        return USAGE
    try:
        sockets = tornado.netutil.bind_sockets(options.port, options.host)
    except (OSError, ValueError, OverflowError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else failure
        out.write(f"Cannot serve at {address}: {reason}. Choose another with --port.\n")
        return USAGE
    with concurrent.futures.ThreadPoolExecutor(1) as worker:  # the store belongs to one thread
        try:
            preview = worker.submit(Preview, options.root, address).result()
        except Busy:
            out.write("Another preview is running in this folder.\n")
            return USAGE
        try:
            asyncio.run(_Server(preview, worker, options.root, out).run(sockets, address))
        finally:
            worker.submit(preview.close).result()
    out.write("Stopped.\n")
    return CLEAN


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def own_names(host: str, port: int) -> frozenset[str]:
    """The Host headers that mean this machine."""
    names = {_bracketed(host)} | (
        {"localhost", "127.0.0.1", "[::1]"} if host in ("127.0.0.1", "localhost", "::1") else set()
    )
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())  # noqa: PLR2004 - browsers leave it out


@dataclass(slots=True)
class _Server:
    """A running preview."""

    preview: Preview
    worker: concurrent.futures.ThreadPoolExecutor
    root: Path
    out: TextIO
    building: bool = False

    async def run(self, sockets: list[Any], address: str) -> None:
        """Serves and builds until it is told to stop."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
                loop.add_signal_handler(name, self._end, stop)
        parts = urlsplit(address)
        server = tornado.httpserver.HTTPServer(
            application(self.preview, own_names(parts.hostname or "", parts.port or 80))
        )
        server.add_sockets(sockets)
        builds = asyncio.ensure_future(self._follow(stop, address))
        builds.add_done_callback(lambda _builds: stop.set())  # a failure of the program must not pass for quiet
        await stop.wait()
        await builds
        server.stop()
        for waiter in list(livereload.handlers.LiveReloadHandler.waiters):
            waiter.close()
        await server.close_all_connections()

    def _end(self, stop: asyncio.Event) -> None:
        """Ends once no build is at work; asked again, at once, which leaves everything whole."""
        if stop.is_set():
            os._exit(MISTAKES)
        stop.set()
        if self.building:
            self.out.write("Ending once this build is done; Ctrl-C again ends at once.\n")
            self.out.flush()

    async def _follow(self, stop: asyncio.Event, address: str) -> None:
        """Builds at once, then after every save. The watch begins before the build, so no save falls between."""
        watched = [folder for name in FOLDERS if (folder := self.root / name).is_dir()]
        saves = _saves(watched, stop)
        following = asyncio.ensure_future(anext(saves, None))
        await asyncio.sleep(0)
        await self._build()
        self.out.write(f"Serving {address} (Ctrl-C stops)\n")
        self.out.flush()
        while await following is not None:
            following = asyncio.ensure_future(anext(saves, None))
            await self._build()

    async def _build(self) -> None:
        """One build; the open pages are told whether it was whole or not."""
        started = time.monotonic()
        loop = asyncio.get_running_loop()
        self.building = True
        try:
            result = await loop.run_in_executor(self.worker, self.preview.build)
        except Exception as failure:  # noqa: BLE001 - a mistake of the program must not end the preview
            self.preview.failed(failure)
            self.out.write(f"{traceback.format_exc()}The generator failed; save again to try again.\n")
            self.out.flush()
            _tell_pages()
            return
        finally:
            self.building = False
        errors, warnings = (count(self.preview.diagnostics, severity) for severity in Severity)
        self.out.write(to_text(self.preview.diagnostics))
        state = "built" if result.publishable else "not built"
        self.out.write(f"{state}: {errors} errors, {warnings} warnings, {time.monotonic() - started:.2f} s\n")
        self.out.flush()
        _tell_pages()


def _tell_pages() -> None:
    """Sends livereload's message to every open page; the preview's script decides what to do."""
    message = {"command": "reload", "path": "*", "liveCSS": True}
    for waiter in list(livereload.handlers.LiveReloadHandler.waiters):
        waiter.send_message(message)


async def _saves(folders: list[Path], stop: asyncio.Event) -> AsyncIterator[Any]:
    """Sets of changes below the folders, until it is time to stop."""
    async for changes in watchfiles.awatch(*folders, step=_STEP, debounce=_QUIET, stop_event=stop, rust_timeout=500):
        yield changes
