"""A table of toy tasks over a world that is one dictionary, and a record of what ran.

The world holds texts by name. `number` and `names` look at it; the rest is made from them:

    number(name), names, option  →  double*, sign, half  →  total, parity, chosen, watched  →  report
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kinesite.incremental.engine import Engine
from kinesite.incremental.pool import Pool
from kinesite.incremental.store import Store
from kinesite.incremental.trace import Codec, Context, Key, Task, digest_of

SEEN = Codec(json.dumps)
"""Values that are told apart by a digest and computed again when somebody looks at them."""
KEPT = Codec(json.dumps, json.loads)
NOTES = Codec(json.dumps, lambda text: tuple(json.loads(text)))
GOAL = Key("report")


@dataclass
class Toy:
    """A world, the memory of it, and what the last build ran."""

    world: dict[str, str]
    path: Path | None = None
    salt: str = "1"
    pool: Pool = field(default_factory=lambda: Pool(0))
    on_run: Callable[[Key], None] = lambda _key: None
    """Called before each piece of work, for worlds that change meanwhile."""
    ran: list[str] = field(default_factory=list)
    looked: list[str] = field(default_factory=list)
    """What the functions of the tasks were called with, looking again included."""
    tasks: Mapping[str, Task] = field(default_factory=dict)
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.tasks = self.tasks or table(self)
        self.store = Store(self.path, self.salt)

    def build(self) -> Any:
        """The value of the goal; `ran` is what had to run for it, in order."""
        self.ran.clear()
        self.looked.clear()
        self.engine = Engine(self.tasks, self.store, NOTES, self.pool, self._hear)
        value = self.engine.build(GOAL)
        self.store.commit()
        return value

    @property
    def notes(self) -> list[str]:
        """The notes of the last build."""
        return self.engine.notes()

    def again(self) -> None:
        """A new process: the store is closed and opened."""
        self.store.close()
        self.store = Store(self.path, self.salt)

    def _hear(self, key: Key) -> None:
        self.ran.append(str(key))
        self.on_run(key)


def _double(context: Context, name: str) -> int:
    number = context.need("number", name) or 0
    if number < 0:
        context.note(f"{number} is negative")
    return 2 * int(number)


def _names(context: Context) -> list[str]:
    found: list[str] = context.need("names")
    return found


def _total(context: Context, _argument: str) -> int:
    return sum(context.need("double", name) for name in _names(context))


def _sign(context: Context, name: str) -> str:
    number = context.need("number", name)
    if number is None:
        return "gone"
    if number == 13:
        context.note(f"{name} is unlucky")
    return "minus" if number < 0 else "plus"


def _chosen(context: Context, _argument: str) -> Any:
    name = context.need("option", "choice")
    return context.need("number", name) if name else None


def _watched(context: Context, _argument: str) -> int:
    listed = _names(context)
    context.rely_on("sign", listed)
    return len(listed)


def _parity(context: Context, _argument: str) -> int:
    return int(context.need("total") / 2) % 2


def _report(context: Context, _argument: str) -> dict[str, Any]:
    return {name: context.need(name) for name in ("total", "parity", "chosen", "watched")}


TASKS = {
    "double": Task(_double, KEPT, weight=1),
    "sign": Task(_sign, SEEN),
    "total": Task(_total, SEEN),
    "parity": Task(_parity, KEPT),
    "chosen": Task(_chosen, KEPT),
    "watched": Task(_watched, KEPT),
    "report": Task(_report, KEPT),
}
"""What is made from the world, in order."""


def table(toy: Toy) -> dict[str, Task]:
    """The tasks of a toy world. Every one but those that look at the world records that it was called."""

    def looking(run: Callable[[Any, str], Any]) -> Task:
        return Task(run, SEEN, probe=lambda argument: digest_of(json.dumps(run(None, argument))))

    def recorded(name: str, task: Task) -> Task:
        def call(context: Context, argument: str) -> Any:
            toy.looked.append(str(Key(name, argument)))
            return task.run(context, argument)

        return replace(task, run=call)

    return {
        "number": looking(lambda _context, name: _number(toy.world, name)),
        "names": looking(lambda _context, _argument: sorted(name for name in toy.world if not name.startswith("-"))),
        "option": looking(lambda _context, name: toy.world.get(f"-{name}", "")),
        **{name: recorded(name, task) for name, task in TASKS.items()},
    }


def _number(world: Mapping[str, str], name: str) -> int | None:
    return int(world[name]) if name in world else None
