"""A task at work: what it asks for, and what it notes meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from kinesite.incremental.trace import Cycle, Key


class Supply(Protocol):
    """Who does what is asked for."""

    def level(self, task: str) -> int:
        """The place of a task in the table."""

    def value(self, key: Key) -> Any:
        """The value of a piece of work."""

    def finish(self, keys: Iterable[Key]) -> None:
        """Has work done that nobody has done yet."""


@dataclass(slots=True)
class Run:
    """The context of one running task (`trace.Context`)."""

    supply: Supply
    key: Key
    needed: dict[Key, bool] = field(default_factory=dict)
    """What it asked for, and whether it looked at the value."""
    notes: list[Any] = field(default_factory=list)

    def need(self, task: str, argument: str = "") -> Any:
        """The value of another piece of work."""
        key = self._asked(task, argument)
        self.needed[key] = True
        return self.supply.value(key)

    def rely_on(self, task: str, arguments: list[str]) -> None:
        """Has pieces of work done, without looking at their values."""
        keys = [self._asked(task, argument) for argument in arguments]
        for key in keys:
            self.needed.setdefault(key, False)
        self.supply.finish(keys)

    def note(self, *notes: Any) -> None:
        """Keeps findings beside the value."""
        self.notes.extend(notes)

    def _asked(self, task: str, argument: str) -> Key:
        if self.supply.level(task) >= self.supply.level(self.key.task):
            raise Cycle(f"{self.key} needs {task} {argument}, which does not stand before it")
        return Key(task, argument)
