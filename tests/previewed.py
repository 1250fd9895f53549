"""A running `build.py serve`, as a process of its own, and ways to ask it."""

import http.client
import os
import queue
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.edited import Edited

STARTS = 60
"""Seconds that a preview may take on a busy machine until it serves."""


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Previewed:
    """A preview of a site; `said` is everything that it printed so far."""

    site: Edited
    port: int = field(default_factory=free_port)
    counted: bool = True
    """Whether its lines count for coverage, which makes it some three times slower."""
    said: str = ""
    first: object = None
    """What a test wants to find again later."""

    def __post_init__(self) -> None:
        self._lines: queue.Queue[str | None] = queue.Queue()
        command = self.site.command("serve", "--port", str(self.port))
        uncounted = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_PROCESS")}
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=None if self.counted else uncounted,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    @property
    def address(self) -> str:
        """Where it serves, with a slash at the end."""
        return f"http://127.0.0.1:{self.port}/"

    def until(self, text: str, seconds: float = STARTS) -> str:
        """What was printed up to and with a line that holds a text; fails when none comes."""
        ends, heard = time.monotonic() + seconds, ""
        while text not in heard:
            line = self._lines.get(timeout=max(0.01, ends - time.monotonic()))
            assert line is not None, f"it ended: {self.said}"
            heard += line
            self.said += line
        return heard

    def hush(self) -> None:
        """Takes note of what was printed so far, so that `until` waits for something new."""
        while not self._lines.empty():
            self.said += self._lines.get() or ""

    def stopped(self, by: signal.Signals = signal.SIGINT, seconds: float = 40) -> int:
        """Its exit status after a signal."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self._reader.join(5)
            if self.process.stdout is not None:
                self.process.stdout.close()  # what is left open would fail the next test
        self.hush()
        return status

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to a request for a path, sent as it is written here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest("GET", path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            body = b"" if answer.status == http.HTTPStatus.SWITCHING_PROTOCOLS else answer.read()
            return Answer(answer.status, dict(answer.headers), body)
        finally:
            connection.close()
