"""A disk that is full or may only be read: a message with a reason and a fix, a sound site, and nothing lost."""

import contextlib
import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kinesite.pipeline import memory
from tests.edited import Edited
from tests.reliability.sites import built, clean, faults, grown, rewritten, standing

ROOMS = (0, 4, 12, 24, 48, 96, 192, 384, 768)
"""Kilobytes that are free when the build begins; the last are enough."""
BALLAST = "ballast"


class Disk:
    """A small disk of its own."""

    def __init__(self, folder: Path, kilobytes: int) -> None:
        folder.mkdir()
        self.folder = folder
        _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder))

    def leave(self, kilobytes: int) -> None:
        """Fills the disk until this much is free."""
        with contextlib.suppress(OSError), (self.folder / BALLAST).open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 4096)
        ballast = self.folder / BALLAST
        with ballast.open("r+b") as file:
            file.truncate(max(ballast.stat().st_size - kilobytes * 1024, 0))

    def make_room(self) -> None:
        """Takes away what fills it."""
        (self.folder / BALLAST).unlink()

    def only_read(self) -> None:
        """Nothing can be written any more."""
        _mount("-o", "remount,ro", str(self.folder))

    def close(self) -> None:
        """Lets go of the disk."""
        subprocess.run(["umount", str(self.folder)], check=True, timeout=20)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, timeout=20, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[int], Disk]]:
    """Makes disks of some kilobytes; skips where nobody may."""
    made: list[Disk] = []

    def make(kilobytes: int) -> Disk:
        try:
            made.append(Disk(tmp_path / f"disk-{len(made)}", kilobytes))
        except (OSError, subprocess.CalledProcessError) as failure:
            pytest.skip(f"a disk of its own needs Linux and root: {failure}")
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A built site; tests take copies."""
    site = grown(tmp_path_factory.mktemp("made") / "root", pages=6)
    assert built(site)[0] == 0
    return site


def test_a_full_output_is_told_and_the_next_build_completes_it(
    made: Edited, tmp_path: Path, disk: Callable[[int], Disk]
):
    site = made.copied(tmp_path / "root")
    old = standing(site.output)
    rewritten(site)
    new = clean(site)
    told = set()
    for room in ROOMS:
        there = disk(2000)
        output = made.copied(there.folder / "made", "site").output
        there.leave(room)
        status, said = built(site, "--output", str(output))
        assert faults(standing(output), old, new) == []
        told.add(status)
        if status:
            assert "error O901: cannot write " in said, said
            assert "No space left on device" in said
            assert "fix: Make room" in said
            assert room or standing(output) == old, "without any room nothing is begun"
        there.make_room()
        assert built(site, "--output", str(output))[0] == 0
        assert standing(output) == new
    assert told == {0, 1}


def test_a_full_disk_with_all_of_the_site_on_it_is_told(made: Edited, tmp_path: Path, disk: Callable[[int], Disk]):
    """The memory is on it too, and is only a memory."""
    site = made.copied(tmp_path / "root")
    old = standing(site.output)
    rewritten(site)
    new = clean(site)
    told = set()
    for room in ROOMS:
        there = disk(4000)
        moved = site.copied(there.folder / "root")
        there.leave(room)
        status, said = built(moved)
        assert faults(standing(moved.output), old, new) == []
        forgot = "The memory of earlier builds cannot be used (database or disk is full)" in said
        told.add((status, forgot))
        assert not status or ("error O901: cannot write " in said and "No space left on device" in said), said
        there.make_room()
        assert built(moved)[0] == 0
        assert standing(moved.output) == new
        assert "0 written" in built(moved)[1]
    assert {(0, False), (1, True)} <= told


def test_an_output_that_may_only_be_read_is_told_and_left_alone(
    made: Edited, tmp_path: Path, disk: Callable[[int], Disk]
):
    site, there = made.copied(tmp_path / "root"), disk(2000)
    output = made.copied(there.folder / "made", "site").output
    old = standing(output)
    there.only_read()
    assert built(site, "--output", str(output))[0] == 0, "there is nothing to write"
    rewritten(site)
    status, said = built(site, "--output", str(output))
    assert status == 1
    assert "error O901: cannot write site: Read-only file system" in said
    assert "fix: Make room, make the folder writable" in said
    assert standing(output) == old


def test_a_damaged_memory_that_cannot_be_thrown_away_is_told(
    made: Edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site = made.copied(tmp_path / "root")
    rewritten(site)
    damaged = site.path(memory.FOLDER) / "store.db"
    data = damaged.read_bytes()
    damaged.write_bytes(data[:8192] + b"\0" * (len(data) - 8192))

    def refused(_path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("kinesite.incremental.store._forget", refused)
    status, said = built(site)
    assert status == 0
    assert "The memory of earlier builds cannot be used" in said
    assert standing(site.output) == clean(site)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_of_somebody_else_is_told_and_left_alone(made: Edited, tmp_path: Path):
    site = made.copied(tmp_path / "root")
    old = standing(site.output)
    rewritten(site)
    site.output.chmod(0o555)
    status, said = built(site)
    site.output.chmod(0o755)
    assert status == 1
    assert "error O901: cannot write site: Permission denied" in said
    assert standing(site.output) == old
