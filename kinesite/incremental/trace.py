"""What a piece of work is, and what is remembered of it once it is done.

After Mokhov, Mitchell and Peyton Jones, *Build systems à la carte* (2018): a task computes a value from the values
of other tasks; its trace says which ones it asked for. Law: equal digests mean equal values.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol


class Key(NamedTuple):
    """The name of one piece of work: a task and its argument."""

    task: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.task} {self.argument}".rstrip()


class Cycle(Exception):  # noqa: N818 - the word for it, and never caught
    """Work that needs a task of its own place in the table or after it; a mistake of the program."""


class Context(Protocol):
    """What a running task may do: ask for other work, and note what it found."""

    def need(self, task: str, argument: str = "") -> Any:
        """The value of another piece of work. Raises `Cycle` for a task that does not stand before this one."""

    def rely_on(self, task: str, arguments: list[str]) -> None:
        """Have pieces of work done, and kept up to date, without looking at their values, so that another value is no
        reason to run again.
        """

    def note(self, *notes: Any) -> None:
        """Keeps findings beside the value; they belong to this piece of work."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How values become canonical text, and how kept values come back."""

    encode: Callable[[Any], str]
    """Equal values give equal texts, in every process: no identity, no order of a set, no clock."""
    decode: Callable[[str], Any] | None = None
    """None when values are not kept: they are computed again when somebody looks at them."""

    def restored(self, text: str) -> Any:
        """The value of a canonical text."""
        if self.decode is None:
            raise AssertionError(text)
        return self.decode(text)


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the table of work."""

    run: Callable[[Context, str], Any]
    """Gives the value for an argument; pure, but for what it asks of its context. It gives a value, such as None,
    for every argument, since an argument may lose its meaning before those who asked for it are run again."""
    codec: Codec
    probe: Callable[[str], str] | None = None
    """For a task that looks at the world: the digest that its value would have now, without computing the value."""
    weight: int = 0
    """How many ordinary pieces of work, of some milliseconds, one of these is as much as; 0 when it is so little that
    other processes would take longer to hand it over."""
    carried: bool = False
    """The value comes along when another process has computed it: it is not kept, and takes long to compute again."""


class Done(NamedTuple):
    """A finished piece of work, as it is remembered and as it travels between processes."""

    key: Key
    digest: str
    text: str | None
    """The canonical text of a kept value."""
    notes: str | None
    """Encoded."""
    because: str
    """Why it was run."""
    needed: dict[Key, bool]
    """What it asked for, and whether it looked at the value."""
    packed: bytes | None = None
    """The value, pickled, when it is to be carried."""


def digest_of(text: str) -> str:
    """The digest of a canonical text: 32 hexadecimal digits of SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
