"""The memory of a build, in one SQLite file, read lazily.

Law: it is only a memory: thrown away, damaged or made by another version, it costs time and nothing else. A build
becomes visible in it as a whole or not at all.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinesite.incremental.trace import Done, Key

_ABOUT = "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS done (
    id INTEGER PRIMARY KEY, task TEXT NOT NULL, argument TEXT NOT NULL,
    digest TEXT NOT NULL, kept INTEGER NOT NULL, notes TEXT, because TEXT NOT NULL, UNIQUE (task, argument)
);
CREATE INDEX IF NOT EXISTS noted ON done (task, argument) WHERE notes IS NOT NULL;
CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS needs (
    id INTEGER NOT NULL, needed INTEGER NOT NULL, looked INTEGER NOT NULL, PRIMARY KEY (id, needed)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS needed_by ON needs (needed, looked, id);
"""


_TABLES = ("about", "done", "texts", "needs")
_NOTHING = "".join(f"DROP TABLE IF EXISTS {table};" for table in _TABLES)
_SAVE = "INSERT OR REPLACE INTO done (id, task, argument, digest, kept, notes, because) VALUES (?, ?, ?, ?, ?, ?, ?)"
_RECALL = """
WITH RECURSIVE looked_at (id) AS (
    SELECT needed FROM needs WHERE looked AND id IN (SELECT value FROM json_each(?))
    UNION
    SELECT needed FROM looked_at JOIN done USING (id) JOIN needs USING (id) WHERE NOT kept AND looked
)
SELECT id FROM looked_at
"""
_READ = """
SELECT task, argument, id, digest, kept, text FROM done LEFT JOIN texts USING (id)
WHERE id IN (SELECT value FROM json_each(?))
"""
_MANY = 2_000
"""Rows that wait at most until they are written together."""


class Busy(Exception):  # noqa: N818 - it names the state
    """Another build holds the store."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is remembered of one piece of work."""

    id: int
    digest: str
    kept: bool
    """Its value is remembered, too: `Store.value` has its canonical text."""


class Store:
    """The rows of all finished work. Writes are seen by this object at once, by others after `commit`."""

    def __init__(self, path: Path | None, salt: str, patience: float = 0) -> None:
        """Opens or makes a store; without a path it lives in memory.

        `salt` names the version of everything that computes values: rows of another salt are forgotten. Waits at
        most `patience` seconds for another build, then raises `Busy`.
        """
        self._path, self._salt = path, salt
        self._lock = _locked(path, patience) if path else None
        try:
            self._database = self._begun()
            self._start()
        except BaseException:
            self._unlock()
            raise

    def _start(self) -> None:
        """Knows of nothing yet that waits to be written."""
        self._rows: dict[int, tuple[Any, ...]] = {}
        self._texts: dict[int, str] = {}
        self._edges: list[tuple[int, int, bool]] = []
        self._next = self._database.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM done").fetchone()[0]

    def _flush(self) -> None:
        """Writes what waits, many rows at a time: one by one they would cost more than the work that they remember."""
        if self._rows:
            self._database.executemany(_SAVE, self._rows.values())
            self._database.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?)", self._texts.items())
        if self._edges:
            self._database.executemany("INSERT OR REPLACE INTO needs VALUES (?, ?, ?)", self._edges)
        self._rows, self._texts, self._edges = {}, {}, []

    def _begun(self) -> sqlite3.Connection:
        """The file, emptied if another version made it, and made anew if it cannot be used."""
        try:
            return _opened(self._path, self._salt)
        except sqlite3.DatabaseError:
            if self._path is None:
                raise
            _forget(self._path)
            return _opened(self._path, self._salt)

    def renew(self, failure: sqlite3.DatabaseError) -> None:
        """Goes on with an empty file after a failure that comes from a damaged one; raises any other failure."""
        if isinstance(failure, sqlite3.OperationalError) or self._path is None:
            raise failure
        self._database.close()
        _forget(self._path)
        self._database = self._begun()
        self._start()

    def forget(self) -> None:
        """Begins anew, as if nothing had ever been built."""
        self._database.executescript("DELETE FROM needs; DELETE FROM texts; DELETE FROM done;")
        self._start()

    def rollback(self) -> None:
        """Forgets what was saved since the last commit."""
        self._database.rollback()
        self._start()

    @property
    def empty(self) -> bool:
        """Whether nothing was ever saved here."""
        return bool(self._next == 1)

    def row(self, key: Key) -> Row | None:
        """What is remembered of a piece of work."""
        self._flush()
        query = "SELECT id, digest, kept FROM done WHERE task = ? AND argument = ?"
        found = self._database.execute(query, key).fetchone()
        return Row(found[0], found[1], bool(found[2])) if found else None

    def rows(self, task: str) -> Iterator[tuple[Key, Row]]:
        """All that is remembered of one task, at once: to ask for each of thousands takes much longer."""
        self._flush()
        query = "SELECT argument, id, digest, kept FROM done WHERE task = ?"
        for argument, number, digest, kept in self._database.execute(query, (task,)):
            yield Key(task, argument), Row(number, digest, bool(kept))

    def recalled(self, numbers: list[int], known: set[int]) -> Iterator[tuple[Key, Row, str | None]]:
        """What pieces of work looked at, what those of these looked at that are not kept, and so on; each with the
        text of its value, when it is kept. Those that are `known` are left out.
        """
        self._flush()
        found = {number for (number,) in self._database.execute(_RECALL, (json.dumps(numbers),))}
        wanted = json.dumps(list(found - known))
        for task, argument, number, digest, kept, text in self._database.execute(_READ, (wanted,)):
            yield Key(task, argument), Row(number, digest, bool(kept)), text

    def value(self, number: int) -> str:
        """The canonical text of a kept value."""
        self._flush()
        return str(self._database.execute("SELECT text FROM texts WHERE id = ?", (number,)).fetchone()[0])

    def digests(self, task: str) -> dict[str, str]:
        """Argument to digest, of all finished work of one task, sorted."""
        self._flush()
        query = "SELECT argument, digest FROM done WHERE task = ? ORDER BY argument"
        return dict(self._database.execute(query, (task,)))

    def notes(self) -> Iterator[str]:
        """The notes of all finished work, encoded."""
        self._flush()
        for (notes,) in self._database.execute(
            "SELECT notes FROM done WHERE notes IS NOT NULL ORDER BY task, argument"
        ):
            yield notes

    def save(self, number: int | None, done: Done) -> int:
        """Remembers a finished piece of work under the number that it has, or under a new one; gives the number."""
        if number is None:
            number, self._next = self._next, self._next + 1
        self._rows[number] = (number, *done.key, done.digest, done.text is not None, done.notes, done.because)
        if done.text is not None:
            self._texts[number] = done.text
        if len(self._rows) > _MANY:
            self._flush()
        return number

    def needs(self, number: int) -> dict[int, bool]:
        """The numbers of the work that a piece of work needed, and whether it looked at the value."""
        self._flush()
        query = "SELECT needed, looked FROM needs WHERE id = ?"
        return {needed: bool(looked) for needed, looked in self._database.execute(query, (number,))}

    def needed_by(self, number: int, *, looked: bool = False) -> list[Key]:
        """The work that needed a piece of work; with `looked`, only that which looked at its value."""
        self._flush()
        query = (
            "SELECT task, argument FROM needs JOIN done USING (id) WHERE needed = ? AND looked >= ? "
            "ORDER BY task, argument"
        )
        return [Key(*row) for row in self._database.execute(query, (number, looked))]

    def connect(self, number: int, add: Mapping[int, bool], remove: Iterable[int]) -> None:
        """Changes what a piece of work needed; with each whether it looked at the value."""
        self._edges += [(number, one, looked) for one, looked in add.items()]
        if remove:
            self._flush()
            gone = ((number, one) for one in remove)
            self._database.executemany("DELETE FROM needs WHERE id = ? AND needed = ?", gone)

    def sweep(self, candidates: Iterable[int], goal: int) -> int:
        """Forgets work that nobody needs any more, beginning with candidates; gives how many pieces."""
        self._flush()
        waiting = {one for one in candidates if one != goal}
        forgotten = 0
        while waiting:
            number = waiting.pop()
            if self._database.execute("SELECT 1 FROM needs WHERE needed = ? LIMIT 1", (number,)).fetchone():
                continue
            waiting |= self.needs(number).keys() - {goal}
            self._database.execute("DELETE FROM needs WHERE id = ?", (number,))
            self._database.execute("DELETE FROM texts WHERE id = ?", (number,))
            forgotten += self._database.execute("DELETE FROM done WHERE id = ?", (number,)).rowcount
        return forgotten

    def graph(self, key: Key) -> tuple[str, list[Key], list[Key]] | None:
        """(why it was run last, what it needed, who needed it) of a piece of work, for `explain`."""
        self._flush()
        row = self._database.execute("SELECT id, because FROM done WHERE task = ? AND argument = ?", key).fetchone()
        if row is None:
            return None
        query = (
            "SELECT task, argument FROM needs JOIN done ON done.id = needed WHERE needs.id = ? ORDER BY task, argument"
        )
        return row[1], [Key(*one) for one in self._database.execute(query, (row[0],))], self.needed_by(row[0])

    def commit(self) -> None:
        """Makes all that was saved visible to later builds."""
        self._flush()
        self._database.commit()

    def close(self) -> None:
        """Lets go of the file; what was not committed is forgotten."""
        with contextlib.suppress(sqlite3.Error):
            self._database.rollback()
        self._database.close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()


def _opened(path: Path | None, salt: str) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path or ":memory:", isolation_level="DEFERRED")
    try:
        database.executescript("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;")
        database.executescript(_ABOUT)
        if database.execute("SELECT value FROM about WHERE name = 'salt'").fetchone() != (salt,):
            database.executescript(_NOTHING + _ABOUT)  # another version may have had other tables
            database.execute("INSERT INTO about VALUES ('salt', ?)", (salt,))
            database.commit()
        database.executescript(_SCHEMA)
        database.execute("SELECT id, digest, kept, notes, because FROM done LIMIT 1").fetchone()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _locked(path: Path, patience: float) -> sqlite3.Connection:
    """A lock beside the store that the system lets go of when its owner dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(path.with_suffix(".lock"), timeout=patience, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as failure:
        lock.close()
        if failure.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise Busy(str(failure)) from None
        raise
    return lock


def remembers(path: Path, salt: str) -> bool:
    """Whether there is a store of this version, looked at without changing it."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("SELECT value FROM about WHERE name = 'salt'").fetchone()
    except (sqlite3.Error, OSError):
        return False
    return bool(found == (salt,))


def _forget(path: Path) -> None:
    for suffix in ("", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
