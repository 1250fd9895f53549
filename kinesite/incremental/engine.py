"""Runs what has to be run, and nothing twice.

The table of tasks is in topological order, and a task may need only tasks that stand before it (so there is no
cycle). A build starts from what changed in the world and goes through the table downwards: a piece of work is run
again when something that it needed has another digest, and those who needed it hear of it only if its own digest has
changed (early cut-off). What nobody has computed yet is computed when it is first needed.

Law: after a build, every remembered value is what a build from nothing would compute.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kinesite.incremental.pool import Call, Pool
from kinesite.incremental.store import Row, Store
from kinesite.incremental.trace import Codec, Cycle, Key, Task, digest_of

NEW = "it was new"
_MANY = 200
"""Pieces of work from which their rows are read together."""
_MISSING = object()


@dataclass(slots=True)
class _Run:
    """The context of one running task."""

    engine: "Engine"
    key: Key
    needed: dict[Key, bool] = field(default_factory=dict)
    """What it asked for, and whether it looked at the value."""
    notes: list[Any] = field(default_factory=list)

    def need(self, task: str, argument: str = "") -> Any:
        key = self._asked(task, argument)
        self.needed[key] = True
        return self.engine.value(key)

    def rely_on(self, task: str, arguments: list[str]) -> None:
        keys = [self._asked(task, argument) for argument in arguments]
        for key in keys:
            self.needed.setdefault(key, False)
        self.engine.finish(keys)

    def note(self, *notes: Any) -> None:
        self.notes.extend(notes)

    def _asked(self, task: str, argument: str) -> Key:
        if self.engine.level(task) >= self.engine.level(self.key.task):
            raise Cycle(f"{self.key} needs {task} {argument}, which does not stand before it")
        return Key(task, argument)


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
        """`notes` encodes a tuple of notes; `watch` hears of each piece of work as it begins."""
        self._tasks = tasks
        self._levels = {name: level for level, name in enumerate(tasks)}
        self._store = store
        self._notes = notes
        self._pool = pool or Pool(0)
        self._watch = watch
        self._values: dict[Key, Any] = {}
        self._rows: dict[Key, Row] = {}
        self._foreseen: set[str] = set()
        """Tasks all of whose rows were read."""
        self._orphans: set[int] = set()
        self._queue: list[tuple[int, Key]] = []
        self._queued: dict[Key, str] = {}

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
        self._run_all(keys, reasons)

    def finish(self, keys: Iterable[Key]) -> None:
        """Has work done that nobody has done yet."""
        keys = list(keys)
        for task in {key.task for key in keys if len(keys) > _MANY} - self._foreseen:
            self._foreseen.add(task)
            self._rows = dict(self._store.rows(task)) | self._rows
        waiting = [key for key in keys if self._row(key) is None]
        self._run_all(waiting, dict.fromkeys(waiting, NEW))

    def value(self, key: Key) -> Any:
        """The value of a piece of work: remembered, kept, or computed."""
        value = self._values.get(key, _MISSING)
        if value is not _MISSING:
            return value
        row = self._row(key)
        if row is None:
            self._run_all([key], {key: NEW})
        elif row.kept:
            self._values[key] = self._tasks[key.task].codec.restored(self._store.value(row.id))
        else:
            self._look_again(key, row)
        return self._values[key]

    def _look_again(self, key: Key, row: Row) -> None:
        """Computes the value of work that is up to date but was not kept.

        Its trace stands, unless the world has moved on since `changed_inputs` looked at it.
        """
        task, run = self._tasks[key.task], _Run(self, key)
        value = task.run(run, key.argument)
        if task.work:
            value, notes = task.work(value)
            run.note(*notes)
        self._values[key] = value
        if task.probe and digest_of(task.codec.encode(value)) != row.digest:
            self._record(run, value, "it changed during the build")

    def _row(self, key: Key) -> Row | None:
        """What is remembered of a piece of work."""
        row = self._rows.get(key)
        if row is None:
            row = self._store.row(key)
            if row is not None:
                self._rows[key] = row
        return row

    def _known(self, key: Key) -> Row:
        row = self._row(key)
        if row is None:
            raise AssertionError(key)
        return row

    def _run_all(self, keys: list[Key], reasons: Mapping[Key, str]) -> None:
        """Runs pieces of work of one task; those that can share processes do, while the next are gathered."""
        gathered: deque[_Run] = deque()

        def calls() -> Iterator[Call]:
            for key in keys:
                if reasons[key] == NEW and self._row(key) is not None:
                    continue  # one of the keys before it needed it
                self._watch(key)
                task, run = self._tasks[key.task], _Run(self, key)
                value = task.run(run, key.argument)
                if task.work is None:
                    self._record(run, value, reasons[key])
                else:
                    gathered.append(run)
                    yield task.work, value

        weight = self._tasks[keys[0].task].weight if keys else 1
        for value, notes in self._pool.map(calls(), weight):
            run = gathered.popleft()
            run.note(*notes)
            self._record(run, value, reasons[run.key])

    def _record(self, run: _Run, value: Any, because: str) -> None:
        """Remembers a result; who needed it waits to be run if it has changed."""
        key, codec = run.key, self._tasks[run.key.task].codec
        text = codec.encode(value)
        digest = digest_of(text)
        before = self._row(key)
        notes = self._notes.encode(tuple(run.notes)) if run.notes else None
        number = self._store.save(key, digest, text if codec.decode else None, notes, because)
        self._values[key] = value
        self._rows[key] = Row(number, digest, kept=codec.decode is not None)
        self._connect(number, run.needed, known=before is not None)
        if before is not None and before.digest != digest:
            for follower in self._store.needed_by(number, looked=True):
                self._queue_up(follower, f"{key} changed")

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
