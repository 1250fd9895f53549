"""The pieces of the finder and of the alphabet."""

from dataclasses import dataclass

from kinesite.render.views.parts import Card, Caution, Link


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick in the finder."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A group of boxes; of those ticked, one is enough."""

    name: str
    """`area`, `position`, `difficulty`, `kind` or `equipment`."""
    legend: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FinderItem:
    """An exercise with everything that it can be chosen by."""

    card: Card
    areas: tuple[str, ...]
    kind: str
    difficulty: str
    position: str
    equipment: tuple[str, ...]
    cautions: tuple[Caution, ...]
    """Each with a note: the guide's own, or why it matters."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the alphabet."""

    link: Link
    title: str
    """The guide's title when this is another name of it, else empty."""
    kind: str
    """Exercise, routine and so on, in words."""
    leave: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """The names that begin with one letter."""

    letter: str
    id: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class FinderGroup:
    """The exercises whose main area is one area."""

    id: str
    title: str
    items: tuple[FinderItem, ...]
