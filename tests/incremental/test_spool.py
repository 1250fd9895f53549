"""What is put aside comes back, wherever it was put and whoever asks."""

import errno
import os
from collections.abc import Callable

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


def _full(*_arguments: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def _short(*_arguments: object) -> int:
    return 10


@pytest.mark.parametrize("write", [_full, _short])
def test_without_room_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch, write: Callable[..., int]):
    aside, parts = Spool(), (b"before", b"twenty bytes or more of it", b"after")
    first = aside.put(parts[0])
    monkeypatch.setattr(spool.os, "pwrite", write)
    second = aside.put(parts[1])
    monkeypatch.undo()
    assert tuple(aside.get(place) for place in (first, second, aside.put(parts[2]))) == parts
    assert second == parts[1]


def test_without_a_place_for_files_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch):
    def nowhere() -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(spool.tempfile, "TemporaryFile", nowhere)
    aside = Spool()
    assert aside.get(aside.put(b"kept")) == b"kept"
