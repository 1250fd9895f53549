"""What is put aside comes back, wherever it was put and whoever asks."""

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.incremental import spool
from kinesite.incremental.spool import Spool


@given(st.lists(st.binary(max_size=3000)))
def test_what_was_put_aside_comes_back(parts: list[bytes]):
    aside = Spool()
    places = [aside.put(part) for part in parts]
    assert [aside.get(place) for place in reversed(places)] == parts[::-1]
    assert all(isinstance(place, int) for place in places), "none of it is in memory"


def test_a_copy_of_the_process_has_it_too():
    aside = Spool()
    places = [aside.put(bytes([number]) * 5000) for number in range(100)]
    copy = os.fork()
    if not copy:
        same = all(aside.get(place) == bytes([number]) * 5000 for number, place in enumerate(places))
        os._exit(0 if same else 1)
    assert os.waitpid(copy, 0)[1] == 0


@pytest.mark.parametrize("room", [0, 10])
def test_without_room_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch, room: int):
    aside = Spool()
    first = aside.put(b"before")

    def full(handle: int, data: bytes, place: int) -> int:
        if not room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return os.write(os.open(os.devnull, os.O_WRONLY), data[:room])

    monkeypatch.setattr(spool.os, "pwrite", full)
    second = aside.put(b"twenty bytes or more of it")
    monkeypatch.undo()
    third = aside.put(b"after")
    assert [aside.get(place) for place in (first, second, third)] == [
        b"before",
        b"twenty bytes or more of it",
        b"after",
    ]


def test_without_a_place_for_files_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch):
    def nowhere() -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(spool.tempfile, "TemporaryFile", nowhere)
    aside = Spool()
    assert aside.get(aside.put(b"kept")) == b"kept"
