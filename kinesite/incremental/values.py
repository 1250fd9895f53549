"""The values that a process has at hand, in whatever form they came.

Law: a value is worked out of its text or its bytes once, and only when somebody looks at it.
"""

import pickle
from collections.abc import Mapping
from typing import Any

from kinesite.incremental.spool import Place, Spool
from kinesite.incremental.trace import Done, Key, Task

MISSING = object()
"""What `find` gives where there is no value; None is one."""
HELD = 2_000
"""Values that a copy of the first process holds of its own; it makes others again."""


class Values:
    """Values by key: as they are, as canonical texts, or as they came from another process and were put aside."""

    def __init__(self, tasks: Mapping[str, Task]) -> None:
        self._tasks = tasks
        self._there: dict[Key, Any] = {}
        self._texts: dict[Key, str] = {}
        self._aside: dict[Key, Place] = {}
        self._spool = Spool()
        self._inherited: int | None = None

    def find(self, key: Key) -> Any:
        """The value, or `MISSING`."""
        value = self._there.get(key, MISSING)
        if value is not MISSING:
            return value
        codec = self._tasks[key.task].codec
        text = self._texts.get(key)
        if text is None:
            place = self._aside.get(key)
            if place is None:
                return MISSING
            data = self._spool.get(place)
            if codec.decode is None:  # it is large, and looked at once
                return pickle.loads(data)  # noqa: S301 - from a copy of this process
            text = data.decode("utf-8", "surrogatepass")
        self._there[key] = value = codec.restored(text)
        if self._inherited is None:
            self._texts.pop(key, None)
        return value

    def put(self, key: Key, value: Any) -> None:
        """Holds a value that was found here, in place of any earlier one."""
        self.forget(key)
        self._there[key] = value

    def put_text(self, key: Key, text: str) -> None:
        """Holds the text of a value, unless there is one; what is at hand already stays so."""
        self._texts.setdefault(key, text)

    def take(self, done: Done) -> None:
        """Holds the value of what another process did, in place of any earlier one."""
        self.forget(done.key)
        data = done.packed if done.text is None else done.text.encode("utf-8", "surrogatepass")
        if data is not None:
            self._aside[done.key] = self._spool.put(data)

    def packed(self, key: Key) -> bytes:
        """A value that was found here, as it travels."""
        return pickle.dumps(self._there[key], pickle.HIGHEST_PROTOCOL)

    def forget(self, key: Key) -> None:
        """Lets go of a value."""
        for held in (self._there, self._texts, self._aside):
            held.pop(key, None)

    def shrink(self) -> None:
        """In a copy of the first process: lets go of what it found itself, once it is much; texts stay."""
        if self._inherited is None:
            self._inherited = len(self._there)
        elif len(self._there) > self._inherited + HELD:
            while len(self._there) > self._inherited:
                self._there.popitem()
