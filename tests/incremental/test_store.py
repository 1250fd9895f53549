"""The store is only a memory: whatever happens to its file costs time and nothing else."""

import contextlib
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kinesite.incremental.store import Busy, Store
from kinesite.incremental.trace import Done, Key
from tests.incremental.toy import Toy

WORLD = {f"n{number:03}": str(number) for number in range(300)}
"""Enough for a file of many pages."""

Damage = Callable[[Path], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a store that remembers a build."""
    path = tmp_path / "memory" / "store.db"
    toy = Toy(dict(WORLD), path)
    toy.build()
    toy.store.close()
    return path


def _built(path: Path, **edit: str) -> Toy:
    """A build in a new process, which begins anew when it meets damage."""
    toy = Toy({**WORLD, **edit}, path)
    try:
        value = toy.build()
    except sqlite3.DatabaseError as failure:
        toy.store.renew(failure)
        value = toy.build()
    assert value["total"] == sum(map(int, toy.world.values())) * 2
    toy.store.close()
    return toy


def _cut_to(share: float) -> Damage:
    def damage(path: Path) -> None:
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    return damage


def _garbage(start: int, size: int) -> Damage:
    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[start : start + size] = b"\xa5" * size
        path.write_bytes(data)

    return damage


def _another_schema(statement: str) -> Damage:
    def damage(path: Path) -> None:
        database = sqlite3.connect(path)
        database.executescript(statement)
        database.commit()
        database.close()

    return damage


def _a_hole(path: Path) -> None:
    data = path.read_bytes()
    assert len(data) > 10 * 4096
    path.write_bytes(data[:8192] + b"\0" * (len(data) - 8192))


DAMAGE: dict[str, Damage] = {
    "empty": lambda path: path.write_bytes(b""),
    "one byte": _cut_to(0.00001),
    "half": _cut_to(0.5),
    "almost all": _cut_to(0.99),
    "no database": lambda path: path.write_text("Dear diary\n" * 1000),
    "garbage at the start": _garbage(0, 100),
    "garbage in the schema": _garbage(100, 3000),
    "zeros after the second page": _a_hole,
    "another table": _another_schema("DROP TABLE done; CREATE TABLE done (id, name)"),
    "another list of needs": _another_schema("DROP TABLE needs; CREATE TABLE needs (one, two)"),
    "other facts": _another_schema("DROP TABLE about; CREATE TABLE about (fact)"),
    "a view for a table": _another_schema("DROP TABLE about; CREATE VIEW about AS SELECT 1 AS name, 2 AS value"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_made_anew(damage: str, path: Path):
    DAMAGE[damage](path)
    assert "report" in _built(path, n000="7").ran
    assert _built(path, n000="7").ran == [], "and from then on it remembers"


def test_a_whole_file_is_remembered(path: Path):
    assert _built(path).ran == []


def test_a_file_with_the_tables_of_another_version_is_emptied(path: Path):
    path = path.with_name("other.db")
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL); INSERT INTO about VALUES ('salt', '0');"
            "CREATE TABLE needs (id INTEGER, other TEXT); CREATE TABLE done (task TEXT); INSERT INTO done VALUES ('x');"
        )
    with contextlib.closing(Store(path, "1")) as store:
        first = store.save(None, Done(Key("task"), "digest", None, None, "", {}))
        second = store.save(None, Done(Key("other"), "digest", None, None, "", {}))
        store.connect(second, {first: True}, ())
        store.commit()
        assert store.needed_by(first) == [Key("other")]
        assert store.digests("x") == {}


def test_a_disk_that_fails_is_no_damage(path: Path):
    store = Store(path, "1")
    with pytest.raises(sqlite3.OperationalError):
        store.renew(sqlite3.OperationalError("database or disk is full"))
    assert store.digests("number")
    store.close()


def test_what_was_not_committed_is_forgotten(path: Path):
    toy = Toy(dict(WORLD), path)
    key = Key("number", "n000")
    row = toy.store.row(key)
    assert row is not None
    toy.store.save(row.id, Done(key, "half a build", None, None, "it changed", {}))
    toy.store.close()
    assert _built(path).ran == []


def test_a_killed_build_leaves_the_memory_of_the_one_before(path: Path):
    """Killed at once, with a large transaction under way."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from kinesite.incremental.store import Store\n"
        "from kinesite.incremental.trace import Done, Key\n"
        "store = Store(Path(sys.argv[1]), '1')\n"
        "for number in range(20000):\n"
        "    store.save(None, Done(Key('number', f'x{number:03}'), 'x' * 500, 'y' * 5000, None, 'killed', {}))\n"
        "os._exit(9)\n"
    )
    result = subprocess.run([sys.executable, "-c", script, path], timeout=60, check=False)
    assert result.returncode == 9
    assert _built(path).ran == []


def test_only_one_build_has_the_store(path: Path):
    first = Store(path, "1")
    with pytest.raises(Busy):
        Store(path, "1")
    first.close()
    Store(path, "1").close()


def test_a_patient_build_waits_for_the_other(path: Path):
    first = Store(path, "1")
    opened: list[float] = []

    def second() -> None:
        Store(path, "1", patience=20).close()
        opened.append(time.monotonic())

    waiter = threading.Thread(target=second)
    waiter.start()
    time.sleep(0.3)
    assert opened == []
    first.close()
    closed = time.monotonic()
    waiter.join(20)
    assert opened
    assert opened[0] >= closed


def test_the_lock_of_a_killed_build_is_free(path: Path):
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom kinesite.incremental.store import Store\n"
        "Store(Path(sys.argv[1]), '1')\nos._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, path], timeout=60, check=False)
    Store(path, "1").close()


def test_a_failure_to_open_lets_go_of_the_lock(path: Path):
    path.unlink()
    path.mkdir()
    with pytest.raises((sqlite3.Error, OSError)):
        Store(path, "1")
    path.rmdir()
    Store(path, "1").close()


def test_a_lock_that_cannot_be_taken_is_not_taken_for_another_build(path: Path):
    """A folder that nobody may write in is no running build."""
    lock = path.with_suffix(".lock")
    lock.unlink()
    lock.mkdir()
    with pytest.raises((sqlite3.Error, OSError)):
        Store(path, "1")


def test_what_is_swept_takes_its_needs_along_and_spares_what_others_need():
    store = Store(None, "")
    kept, gone, shared, deep = (store.save(None, Done(Key("task", name), "d", None, None, "", {})) for name in "kgsd")
    store.connect(kept, {shared: True}, set())
    store.connect(gone, {shared: True, deep: False}, set())
    assert store.sweep({gone}, kept) == 2
    assert sorted(store.digests("task")) == ["k", "s"]
    assert store.needs(gone) == {}
    assert store.sweep({kept, shared}, kept) == 0, "the goal stays, and what it needs"
