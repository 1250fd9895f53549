"""What is new: the changes of all guides as events, one for each guide and day.

Law: the earliest line of a guide's history is its first publication, of one day a line that is not clinical; all others
are changes. A change that is marked as clinical stays marked, whatever else happened on that day.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kinesite.content.entry import Change

History = tuple[Change, ...]
"""The lines of one guide's history."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to one guide on one day."""

    day: dt.date
    entry: str
    """Folder and slug."""
    new: bool
    """It was published for the first time."""
    clinical: bool
    """Readers who knew it would do something differently."""
    notes: tuple[str, ...]
    """What its history says of the day, in the source language."""

    @property
    def kind(self) -> str:
        """`clinical`, `changed` or `new`, the gravest that is true."""
        return "clinical" if self.clinical else "new" if self.new else "changed"


KINDS = ("clinical", "changed", "new")
"""The kinds of event, in the order in which a reader wants to know of them."""


def events(histories: Mapping[str, History]) -> tuple[Event, ...]:
    """Every event by day, newest first; of one day by kind, and of one kind in the order of the histories."""
    found = [event for entry, history in histories.items() for event in _of(entry, history)]
    return tuple(sorted(found, key=lambda event: (-event.day.toordinal(), KINDS.index(event.kind))))


def _of(entry: str, history: History) -> list[Event]:
    """The events of one guide."""
    if not history:
        return []
    first = min(range(len(history)), key=lambda number: (history[number].on, history[number].clinical))
    found = []
    for day in sorted({change.on for change in history}):
        numbers = [number for number, change in enumerate(history) if change.on == day]
        clinical = any(history[number].clinical for number in numbers if number != first)
        notes = tuple(dict.fromkeys(history[number].note for number in numbers))
        found.append(Event(day, entry, first in numbers, clinical, notes))
    return found


def latest(histories: Mapping[str, History]) -> dt.date | None:
    """The latest day that one of them names."""
    return max((change.on for history in histories.values() for change in history), default=None)
