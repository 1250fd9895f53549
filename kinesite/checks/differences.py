"""How two values of one field differ, in plain words.

Law: a difference is told with both values, or with the value that came or went; equal values give nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
"""A part of a record, as JSON has it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was."""

    text: str
    clinical: bool
    """A reader would do something differently."""


Comparer = Callable[[Any, Any], Iterator[Difference]]
"""Gives the differences between an old and a new value; None stands for a value that is not there."""


def shown(value: Any, unit: str = "") -> str:
    """A value as a sentence holds it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value}{unit}"
        case {"low": low, "high": high}:
            return f"{low}-{high}{unit}"
    return f'"{value}"'


def called(name: str) -> str:
    """An id in words."""
    return name.replace("-", " ")


def plainly(value: Any) -> str:
    """A word of a closed list, which needs no quotation marks."""
    return str(value)


def named(value: Any) -> str:
    """The name of an exercise or a thing, from its id."""
    return shown(called(value))


def inside(label: str) -> str:
    """A label within a sentence; what begins with two capitals keeps them."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def value(words: str, show: Callable[[Any], str] = shown, *, clinical: bool = True) -> Comparer:
    """Compares single values: `hold 5 s, was 8 s`."""

    def compare(old: Any, new: Any) -> Iterator[Difference]:
        if old == new:
            return
        if old is None:
            text = f"{words} {show(new)}, was not said"
        elif new is None:
            text = f"{words} not said any more, was {show(old)}"
        else:
            text = f"{words} {show(new)}, was {show(old)}"
        yield Difference(text, clinical)

    return compare


def parts(rows: Mapping[str, Comparer]) -> Comparer:
    """Compares the named parts of a value; a value that is not there has none of them."""

    def compare(old: Item | None, new: Item | None) -> Iterator[Difference]:
        for name, row in rows.items():
            yield from row((old or {}).get(name), (new or {}).get(name))

    return compare


def other(noun: str) -> Comparer:
    """Tells that a value has changed which is too long to be quoted, or only says otherwise what others say."""

    def compare(old: Any, new: Any) -> Iterator[Difference]:
        if old != new:
            yield Difference(f"the {noun} changed", clinical=False)

    return compare


def under(name: str, row: Comparer) -> Comparer:
    """Compares as another does, and says what of."""

    def compare(old: Any, new: Any) -> Iterator[Difference]:
        for one in row(old, new):
            yield Difference(f"{name}: {one.text}", one.clinical)

    return compare


def texts(noun: str, show: Callable[[Any], str] = shown, *, clinical: bool = True) -> Comparer:
    """Compares lists of texts; what only stands in another place is told, but no reader does anything differently."""

    def compare(old: Sequence[str] | None, new: Sequence[str] | None) -> Iterator[Difference]:
        before, after = Counter(old or ()), Counter(new or ())
        for one in (before - after).elements():
            yield Difference(f"the {noun} {show(one)} was removed", clinical)
        for one in (after - before).elements():
            yield Difference(f"the {noun} {show(one)} was added", clinical)
        if before == after and list(old or ()) != list(new or ()):
            yield Difference(f"the {noun}s stand in another order", clinical=False)

    return compare


@dataclass(frozen=True, slots=True)
class Listed:
    """How the items of a list are found again, and what is said of each."""

    named: Callable[[Item], str]
    """What it is called in a sentence."""
    key: Callable[[Item], Any]
    """What stays the same when all else of it changes."""
    rows: Callable[[str], Mapping[str, Comparer]]
    """The parts that are compared, under the item's name."""
    told: Callable[[Item], str] = lambda _item: ""
    """What is said of an item that came or went, besides its name."""
    ordered: str = ""
    """What is said when the items stand in another order and a reader would notice; empty where none would."""


def items(how: Listed, *, clinical: bool = True) -> Comparer:
    """Compares lists whose items have keys."""

    def compare(old: Sequence[Item] | None, new: Sequence[Item] | None) -> Iterator[Difference]:
        before, after = _keyed(how, old or ()), _keyed(how, new or ())
        for key, one in before.items():
            if key not in after:
                yield Difference(f"{how.named(one)} was removed{how.told(one)}", clinical)
        for key, one in after.items():
            if key not in before:
                yield Difference(f"{how.named(one)} was added{how.told(one)}", clinical)
            else:
                yield from parts(how.rows(how.named(one)))(before[key], one)
        stayed = [key for key in after if key in before]
        if stayed != [key for key in before if key in after]:
            yield Difference(how.ordered or "a list stands in another order", clinical and bool(how.ordered))

    return compare


def _keyed(how: Listed, listed: Sequence[Item]) -> dict[tuple[Any, int], Item]:
    """Items by their key and how many of the same stand before them."""
    seen = Counter[Any]()
    found = {}
    for one in listed:
        found[how.key(one), seen[how.key(one)]] = one
        seen[how.key(one)] += 1
    return found
