"""Secrets come from the environment, go to the program that needs them, and are never told; nobody is asked for one."""

import contextlib
import http.server
import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kinesite.pipeline.output import alone
from kinesite.publish import credentials, programs
from kinesite.publish.refusals import MIDWAY, Refused
from tests.places import KEYS, Branch, Folder, free_port
from tests.publish.conftest import Publisher

Started = list[tuple[programs.Program, tuple[str, ...]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Every program that is started, with its words."""
    found: Started = []
    original = programs.Program.run

    def listened(self: programs.Program, *words: str, **more: object) -> object:
        found.append((self, words))
        return original(self, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(programs.Program, "run", listened)
    return found


@pytest.mark.parametrize("name", [*KEYS, "AWS_SESSION_TOKEN", "KINESITE_GIT_TOKEN", "RSYNC_PASSWORD"])
def test_no_message_holds_a_secret_of_the_environment(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(name, "hush+hush/hush")
    encoded = credentials.basic("hush+hush/hush")
    refused = Refused("H904", f"it said hush+hush/hush and {encoded} and https://me:pass@host/x", "fix")
    assert "hush" not in refused.message
    assert encoded not in refused.message
    assert "pass" not in refused.message
    assert refused.midway().why == MIDWAY


def test_what_a_program_says_is_told_without_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("RSYNC_PASSWORD", "hush-hush")
    code = "import os, sys; sys.exit('fatal: ' + os.environ['RSYNC_PASSWORD'])"
    told = credentials.environment(**{credentials.RSYNC: "hush-hush"})
    program = programs.Program((sys.executable, "-c", code), "place", told, tmp_path)
    with pytest.raises(Refused, match="place refuses: fatal: •••"):
        program.run()


@pytest.mark.parametrize("kind", ["git", "rsync"])
def test_a_program_is_given_no_secret_but_its_own(
    publish: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, started: Started
):
    secrets = {*KEYS, "AWS_SESSION_TOKEN", "KINESITE_GIT_TOKEN", "RSYNC_PASSWORD"}
    for name in secrets:
        monkeypatch.setenv(name, "hush-hush")
    place = {"git": Branch(tmp_path / "bare.git"), "rsync": Folder(tmp_path / "www")}[kind]
    publish.declare(here=place.declared)
    status, said = publish("here")
    assert status == 0, said
    needed = {"RSYNC_PASSWORD"} if kind == "rsync" else set()
    assert started
    for program, _words in started:
        assert {name for name, value in program.environment.items() if "hush" in value} == needed


def test_a_program_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(programs, "PATIENCE", 0.5)
    program = programs.Program((sys.executable, "-c", "import time; time.sleep(60)"), "place", os.environ, tmp_path)
    with pytest.raises(Refused, match="no end after"):
        program.run()


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("{git: 'https://me:hush@example.org/x.git'}", "S172"),
        ("{git: 'https://hush@example.org/x.git'}", "S172"),
        ("{rsync: 'rsync://me:hush@example.org/x'}", "S172"),
        ("""{git: "https://me:hu'hush@example.org/x"}""", "S172"),
        ("""{git: 'https://me:hu"hush@example.org/x'}""", "S172"),
        ("{git: 'https://me:hu@hush@example.org/x'}", "S172"),
        ("{git: 'HTTPS://hu@hush@example.org/x'}", "S172"),
        ("{git: 'ssh://me:hu@hush@example.org/x'}", "S172"),
        ("{s3: steady, endpoint: 'https://me:hush@example.org'}", "S134"),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_secret_in_an_address_is_refused_and_not_shown(publish: Publisher, place: str, code: str, form: str):
    publish.declare(here=place)
    status, said = publish("here", "--format", form)
    assert (status, code in said) == (1, True)
    assert "hush" not in said


def test_the_token_goes_to_the_address_of_the_target_and_into_no_command(
    publish: Publisher, monkeypatch: pytest.MonkeyPatch, started: Started
):
    address = f"https://127.0.0.1:{free_port()}/x.git"
    monkeypatch.setenv("KINESITE_GIT_TOKEN", "hush-hush")
    publish.declare(here=f"{{git: '{address}'}}")
    status, said = publish("here")
    assert (status, "H904" in said, "hush" in said) == (1, True, False)
    asked = next(program for program, words in started if "ls-remote" in words)
    assert asked.environment["GIT_CONFIG_KEY_0"] == f"http.{address}.extraHeader"
    assert credentials.basic("hush-hush") in asked.environment["GIT_CONFIG_VALUE_0"]
    assert not any("hush" in word or "Basic" in word for _program, words in started for word in words)


def test_the_token_comes_beside_what_the_environment_tells_git_already(
    publish: Publisher, monkeypatch: pytest.MonkeyPatch, started: Started, tmp_path: Path
):
    address = f"https://127.0.0.1:{free_port()}/x.git"
    for name, value in {"COUNT": "1", "KEY_0": "kinesite.test", "VALUE_0": "kept"}.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    monkeypatch.setenv("KINESITE_GIT_TOKEN", "hush-hush")
    publish.declare(here=f"{{git: '{address}'}}")
    publish("here")
    program = next(program for program, words in started if "ls-remote" in words)
    told = (
        replace(program, folder=tmp_path).run("config", "--get-regexp", r"^(kinesite|http)\.")[1].decode().splitlines()
    )
    assert told == [
        "kinesite.test kept",
        f"http.{address}.extraheader Authorization: Basic {credentials.basic('hush-hush')}",
    ]


class _Closed(http.server.BaseHTTPRequestHandler):
    """Lets nobody in."""

    def do_GET(self) -> None:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="steady"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Says nothing."""


@pytest.fixture
def closed() -> Iterator[str]:
    """A repository that asks for a password."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Closed) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/x.git"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("way", ["SSH_ASKPASS", "GIT_ASKPASS", "core.askPass"])
def test_git_asks_nobody(publish: Publisher, closed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str):
    ask = tmp_path / "ask"
    ask.write_text('#!/bin/sh\necho asked >"$0.mark"\necho me\n')
    ask.chmod(0o755)
    for name, value in {"COUNT": "1", "KEY_0": "core.askPass", "VALUE_0": str(ask)}.items():
        if "." in way:
            monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    if "." not in way:
        monkeypatch.setenv(way, str(ask))
    publish.declare(here=f"{{git: '{closed}'}}")
    status, said = publish("here")
    assert (status, "error H904" in said) == (1, True), said
    assert not (tmp_path / "ask.mark").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
@pytest.mark.parametrize(("kind", "held"), [("git", False), ("rsync", True)])
def test_what_git_leaves_running_does_not_keep_the_output_locked(
    publish: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rsync: Path, kind: str, *, held: bool
):
    """Such as what remembers passwords. An rsync that goes on alone does keep it: it still writes."""
    assert rsync
    stays = f"#!/bin/sh\nsleep 60 <&- >{tmp_path}/log 2>&1 &\necho $! >>{tmp_path}/pids\n"
    if kind == "git":
        branch = Branch(tmp_path / "bare.git")
        script, place = branch.repository / "hooks/pre-receive", branch.declared
        script.write_text(stays)
    else:
        (tmp_path / "www").mkdir()
        script, place = tmp_path / "shell", f"{{rsync: 'example.org:{tmp_path}/www'}}"
        script.write_text(f'{stays}shift\nexec "$@"\n')
        monkeypatch.setenv("RSYNC_RSH", str(script))
    script.chmod(0o755)
    publish.declare(here=place)
    try:
        status, said = publish("here")
        assert status == 0, said
        with pytest.raises(BlockingIOError) if held else contextlib.nullcontext(), alone(publish.site.output):
            pass
    finally:
        for pid in (tmp_path / "pids").read_text().split():
            os.kill(int(pid), signal.SIGKILL)
