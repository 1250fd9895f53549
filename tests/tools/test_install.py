"""Getting what the machine lacks: what is there is used, what cannot be had is named."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.tools import install, machine


class Shelf:
    """A thing that is found once a way has put it there."""

    def __init__(self, *, there: bool = False) -> None:
        self.there = there
        self.tried: list[str] = []

    def find(self) -> Path | None:
        """Look on the shelf."""
        return Path("thing") if self.there else None

    def fail(self) -> str:
        """Say why it did not work."""
        self.tried.append("fail")
        return "no way"

    def work(self) -> str:
        """Put the thing there."""
        self.tried.append("work")
        self.there = True
        return ""

    def pretend(self) -> str:
        """Claim to have put the thing there."""
        return ""


def test_what_is_there_is_used_and_nothing_is_tried():
    shelf = Shelf(there=True)
    assert install.get(shelf.find, (shelf.work,)) == ""
    assert shelf.tried == []


def test_ways_are_tried_in_order_until_one_works():
    shelf = Shelf()
    assert install.get(shelf.find, (shelf.fail, shelf.work, shelf.fail)) == ""
    assert shelf.tried == ["fail", "work"]


def test_what_cannot_be_had_keeps_every_reason():
    shelf = Shelf()
    assert install.get(shelf.find, (shelf.fail, shelf.pretend)) == "no way; installed, but it does not start"


@pytest.mark.parametrize(
    ("printed", "complaint"),
    [("first\\nlast", "last"), ("first\\nError: why\\nError: where\\nlast", "Error: why"), ("", "no message")],
)
def test_a_failed_command_gives_the_line_that_says_why(printed: str, complaint: str):
    code = f"print('{printed}'); raise SystemExit(3)"
    assert install.attempt(sys.executable, "-c", code).endswith(f": {complaint}")


def test_a_command_that_hangs_is_given_up():
    reason = install.attempt(sys.executable, "-c", "import time; time.sleep(60)", seconds=1)
    assert reason.endswith("took longer than 1 seconds")


def test_a_command_that_asks_gets_no_answer_and_does_not_wait():
    assert "EOFError" in install.attempt(sys.executable, "-c", "input()", seconds=30)


def test_a_command_that_does_not_exist_is_a_reason():
    assert install.attempt("no-such-program-here") == "no-such-program-here: No such file or directory"


def test_apt_get_is_asked_only_where_it_is_there_and_allowed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert install.apt("chromium") == "there is no apt-get"
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(install, "privileged", lambda: None)
    assert install.apt("chromium") == "apt-get is not allowed (neither root nor sudo without a password)"


def test_a_program_that_does_not_start_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.java() is None


def test_a_node_that_is_too_old_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, says in (("node", "v18.19.0"), ("npm", "9.2.0")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {says}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "_wheel_node", lambda: None)
    assert machine.node() is None
    (tmp_path / "node").write_text("#!/bin/sh\necho v20.19.5\n")
    assert machine.node() == tmp_path / "node"


def test_node_packages_count_only_while_they_match_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "PACKAGES", tmp_path)
    assert machine.packages() is None
    (tmp_path / ".locked").write_text(machine.locked())
    assert machine.packages() == tmp_path
    (tmp_path / ".locked").write_text("of another lock")
    assert machine.packages() is None
