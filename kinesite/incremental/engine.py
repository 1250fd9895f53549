"""Runs what has to be run, and nothing twice.

The table of tasks is in topological order, and a task may need only tasks that stand before it (so there is no
cycle). A build starts from what changed in the world and goes through the table downwards: a piece of work is run
again when something that it needed has another digest, and those who needed it hear of it only if its own digest has
changed (early cut-off). What nobody has computed yet is computed when it is first needed.

Law: after a build, every remembered value is what a build from nothing would compute.
"""

import contextlib
import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kinesite.incremental.pool import Pool
from kinesite.incremental.running import Run
from kinesite.incremental.store import Row, Store
from kinesite.incremental.trace import Codec, Done, Key, Task, digest_of
from kinesite.incremental.values import MISSING, Values

NEW = "it was new"
MOVED = "it changed during the build"
_MANY = 200
"""Pieces of work from which their rows are read together."""


class _Elsewhere(Exception):  # noqa: N818 - says where it is
    """Only the first process can know: it alone asks the store."""


class Engine:
    """A table of tasks with a memory."""

    def __init__(
        self,
        tasks: Mapping[str, Task],
        store: Store,
        notes: Codec,
        pool: Pool | None = None,
        watch: Callable[[Key], None] = lambda _key: None,
    ) -> None:
        """`notes` encodes a tuple of notes; `watch` hears of each piece of work as it begins, or as it comes from
        another process.
        """
        self._tasks = tasks
        self._levels = {name: level for level, name in enumerate(tasks)}
        self._store = store
        self._cold = store.empty
        """There was nothing to remember, so what has no row here has none."""
        self._notes = notes
        self._pool = pool or Pool(0)
        self._watch = watch
        self._values = Values(tasks)
        self._rows: dict[Key, Row] = {}
        self._foreseen: set[str] = set()
        """Tasks all of whose rows were read."""
        self._recalled: set[int] = set()
        """Numbers of the work whose rows and texts were read together with others."""
        self._orphans: set[int] = set()
        self._queue: list[tuple[int, Key]] = []
        self._queued: dict[Key, str] = {}
        self._moved: set[Key] | None = None
        """What has changed since the copies of this process were made that share its work now."""
        self._journal: list[Done] | None = None
        """What was done in this process, when it is a copy that hands it over to the first one."""

    def level(self, task: str) -> int:
        """The place of a task in the table."""
        return self._levels[task]

    def changed_inputs(self) -> list[Key]:
        """The keys that looked at the world and would see something else now."""
        return [
            Key(name, argument)
            for name, task in self._tasks.items()
            if task.probe
            for argument, digest in self._store.digests(name).items()
            if task.probe(argument) != digest
        ]

    def build(self, goal: Key) -> Any:
        """Brings everything that the goal needs up to date; gives the goal's value. `Store.commit` keeps it."""
        for key in self.changed_inputs():
            self._queue_up(key, "it changed")
        while self._queue:
            self._run_level()
        value = self.value(goal)
        while self._queue:  # a source was rewritten while it was read
            self._run_level()
            value = self.value(goal)
        self._store.sweep(self._orphans, self._known(goal).id)
        self._orphans.clear()
        return value

    def _queue_up(self, key: Key, because: str) -> None:
        if key not in self._queued:
            self._queued[key] = because
            heapq.heappush(self._queue, (self.level(key.task), key))

    def _run_level(self) -> None:
        """Runs all that waits of the first task in the table that anything waits of."""
        level = self._queue[0][0]
        keys = []
        while self._queue and self._queue[0][0] == level:
            keys.append(heapq.heappop(self._queue)[1])
        reasons = {key: self._queued.pop(key) for key in keys}
        self._recall(keys)
        self._run_all(keys, reasons)

    def finish(self, keys: Iterable[Key]) -> None:
        """Has work done that nobody has done yet."""
        keys = list(keys)
        unread = sum(key not in self._rows for key in keys) if not self._cold else 0
        if unread > _MANY and self._journal is None:
            self._foresee({key.task for key in keys})
        waiting = [key for key in keys if self._row(key) is None]
        self._run_all(waiting, dict.fromkeys(waiting, NEW))

    def _foresee(self, tasks: Iterable[str]) -> None:
        """Reads all rows of tasks, so that what has none here has none."""
        for task in tasks:
            if task not in self._foreseen:
                self._foreseen.add(task)
                for key, row in self._store.rows(task):
                    self._rows.setdefault(key, row)

    def value(self, key: Key) -> Any:
        """The value of a piece of work: remembered, kept, or computed."""
        value = self._values.find(key)
        if value is not MISSING:
            return value
        row = self._row(key)
        if row is None:
            self._run(key, NEW)
        elif not row.kept:
            self._look_again(key, row)
        elif self._journal is not None:
            raise _Elsewhere
        else:
            self._values.put_text(key, self._store.value(row.id))
        return self._values.find(key)

    def _look_again(self, key: Key, row: Row) -> None:
        """Computes the value of work that is up to date but was not kept.

        Its trace stands, unless the world has moved on since `changed_inputs` looked at it.
        """
        task, run = self._tasks[key.task], Run(self, key)
        value = task.run(run, key.argument)
        self._values.put(key, value)
        if task.probe and digest_of(task.codec.encode(value)) != row.digest:
            self._record(run, value, MOVED)

    def _row(self, key: Key) -> Row | None:
        """What is remembered of a piece of work."""
        row = self._rows.get(key)
        if row is None and not (self._cold or key.task in self._foreseen):
            if self._journal is not None:
                raise _Elsewhere
            row = self._store.row(key)
            if row is not None:
                self._rows[key] = row
        return row

    def _known(self, key: Key) -> Row:
        row = self._row(key)
        if row is None:
            raise AssertionError(key)
        return row

    def _run_all(self, keys: Sequence[Key], reasons: Mapping[Key, str]) -> None:
        """Runs pieces of work of one task, here or in several processes."""
        weight = self._tasks[keys[0].task].weight if keys else 0
        alone = self._journal is None and self._moved is None
        if alone and weight and self._pool.helps(len(keys) * weight):
            self._run(keys[0], reasons[keys[0]])  # so that what all look at is in memory, for every process
            if NEW in reasons.values() and not self._cold:
                self._foresee(list(self._tasks)[: self.level(keys[0].task) + 1])
            self._moved = set()
            self._share(keys[1:], reasons, weight)
            self._moved = None
            return
        for key in keys:
            self._run(key, reasons[key])

    def _run(self, key: Key, because: str) -> None:
        """Runs one piece of work, unless it is new and another one has needed it meanwhile."""
        if because == NEW and self._row(key) is not None:
            return
        if self._journal is None:
            self._watch(key)
        run = Run(self, key)
        self._record(run, self._tasks[key.task].run(run, key.argument), because)

    def _share(self, keys: Sequence[Key], reasons: Mapping[Key, str], weight: int) -> None:
        """Has copies of this process do pieces of work, with all that these need; what they cannot do is done here."""

        def handed_over(chunk: Sequence[Key]) -> list[Done]:
            self._journal = []
            self._values.shrink()
            for key in chunk:
                with contextlib.suppress(_Elsewhere):
                    self._run(key, reasons[key])
            return self._journal

        for chunk, handed in self._pool.map(handed_over, keys, weight):
            done: Sequence[Done] = handed or ()
            for one in done:
                self._take(one)
            finished = {one.key for one in done}
            for key in chunk:
                if key not in finished:
                    self._run(key, reasons[key])

    def _recall(self, keys: Iterable[Key]) -> None:
        """Reads what pieces of work looked at last time, all at once: one by one it would take much longer, and copies
        of this process cannot ask the store.
        """
        for key, row, text in self._store.recalled([self._known(key).id for key in keys], self._recalled):
            self._recalled.add(row.id)
            self._rows.setdefault(key, row)
            if text is not None:
                self._values.put_text(key, text)

    def _take(self, done: Done) -> None:
        """Remembers what a copy of this process has done; what several of them needed, only once.

        Copies may have seen different states of the world, when something was saved meanwhile. The last one counts, and
        what still comes of another is run again.
        """
        before = self._row(done.key)
        if done.because == NEW and before is not None:
            if before.digest == done.digest:
                return
            done = done._replace(because=MOVED)
        self._watch(done.key)
        self._values.take(done)
        self._keep(done._replace(packed=None))
        for key in (self._moved or set()).intersection(done.needed):
            self._queue_up(done.key, f"{key} changed")

    def _record(self, run: Run, value: Any, because: str) -> None:
        """Remembers a result that was found here."""
        key, task = run.key, self._tasks[run.key.task]
        text = task.codec.encode(value)
        notes = self._notes.encode(tuple(run.notes)) if run.notes else None
        done = Done(key, digest_of(text), text if task.codec.decode else None, notes, because, run.needed)
        self._values.put(key, value)
        if self._journal is None:
            self._keep(done)
            return
        if done.text is not None:
            self._values.put_text(key, done.text)
        elif task.carried:
            done = done._replace(packed=self._values.packed(key))
        self._rows[key] = Row(0, done.digest, kept=done.text is not None)
        self._journal.append(done)

    def _keep(self, done: Done) -> None:
        """Has the store remember a result; who needed it waits to be run if it has changed."""
        before = self._row(done.key)
        number = self._store.save(before.id if before else None, done)
        self._rows[done.key] = Row(number, done.digest, kept=done.text is not None)
        self._connect(number, done.needed, known=before is not None)
        if before is not None and before.digest != done.digest:
            for follower in self._store.needed_by(number, looked=True):
                self._queue_up(follower, f"{done.key} changed")
            if self._moved is not None:
                self._moved.add(done.key)

    def _connect(self, number: int, needed: Mapping[Key, bool], *, known: bool) -> None:
        """Remembers what was needed; what is not needed any more may be forgotten."""
        now = {self._known(key).id: looked for key, looked in needed.items()}
        before = self._store.needs(number) if known else {}
        gone = before.keys() - now.keys()
        self._store.connect(number, now if not before else dict(now.items() - before.items()), gone)
        self._orphans |= gone

    def notes(self) -> list[Any]:
        """The notes of everything that the last build needed, whether it was run or not."""
        decode = self._notes.restored
        return [note for notes in self._store.notes() for note in decode(notes)]
