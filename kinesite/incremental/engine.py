"""Tasks that ask for what they need, each run at most once.

Law: a task learns of the world only through `need`, so what it needed is known without anybody listing it;
a task that needs itself, however indirectly, is a `Cycle`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Key(NamedTuple):
    """The name of one piece of work: a task and its argument."""

    task: str
    argument: str = ""


class Cycle(Exception):  # noqa: N818 - the word for it, and never caught
    """Work that waits for itself; a mistake of the program, not of its input."""


@dataclass(slots=True)
class Context:
    """What a running task may do: ask for other work, and note what it found."""

    _engine: "Engine"
    needed: list[Key] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)

    def need(self, task: str, argument: str = "") -> Any:
        """The value of another task."""
        key = Key(task, argument)
        self.needed.append(key)
        return self._engine.need(key)

    def note(self, *notes: Any) -> None:
        """Keeps diagnostics beside the value; they belong to this piece of work."""
        self.notes.extend(notes)


Task = Callable[[Context, str], Any]
"""Gives a value for an argument; pure but for what it asks of its context."""


@dataclass(slots=True)
class _Done:
    value: Any
    needed: tuple[Key, ...]
    notes: tuple[Any, ...]


class Engine:
    """Runs tasks of a table on demand."""

    def __init__(self, tasks: Mapping[str, Task], watch: Callable[[Key], None] | None = None) -> None:
        """`watch` hears of each piece of work as it begins."""
        self._tasks = tasks
        self._watch = watch
        self._done: dict[Key, _Done] = {}
        self._running: dict[Key, None] = {}

    def need(self, key: Key) -> Any:
        """The value of a piece of work, computed now unless it was before. Raises `Cycle`."""
        if key not in self._done:
            self._done[key] = self._run(key)
        return self._done[key].value

    def _run(self, key: Key) -> _Done:
        if key in self._running:
            path = [*self._running, key]
            raise Cycle(" needs ".join(f"{task}({argument})" for task, argument in path[path.index(key) :]))
        self._running[key] = None
        if self._watch:
            self._watch(key)
        try:
            context = Context(self)
            value = self._tasks[key.task](context, key.argument)
            return _Done(value, tuple(context.needed), tuple(context.notes))
        finally:
            del self._running[key]

    def seen(self, key: Key) -> Any:
        """The value of work that has been done, or None."""
        done = self._done.get(key)
        return done.value if done else None

    def notes(self) -> Iterator[Any]:
        """What all finished work noted, in the order in which it finished."""
        for done in self._done.values():
            yield from done.notes
