"""Rules on what entries say of each other; `RULES` lists them all.

Law: no ladder leads in a circle or down, nothing recommends what it forbids, and nobody is sent to a movement to
leave or to a guide that is not published.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kinesite.content.documents import KeyPath, Problem
from kinesite.content.entries import Condition, Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.structure.relations import cycle, falls, implied, steps_up

Mistake = tuple[str, Problem]
"""(entry id, what is wrong in its front matter)."""


@dataclass(frozen=True, slots=True)
class Library:
    """All published entries by id."""

    entries: Mapping[str, Entry]
    broken: AbstractSet[str] = frozenset()
    """Ids of entries that have mistakes of their own; naming one of them is not another."""

    @property
    def exercises(self) -> dict[str, Exercise]:
        """Exercises by slug."""
        return {one.partition("/")[2]: entry for one, entry in self.entries.items() if isinstance(entry, Exercise)}


def _circles(library: Library) -> Iterator[Mistake]:
    circle = cycle(library.exercises)
    if not circle:
        return
    members = set(circle)
    for lower, upper, (owner, *where) in steps_up(library.exercises):
        if {lower, upper} <= members:
            why = "A reader would be sent round and round and never find an easier start."
            message = f"the ladder leads in a circle: {' to '.join(circle)}"
            yield f"exercises/{owner}", Problem(tuple(where), "C601", message, why, "Remove one of these steps.")
            return


def _falling(library: Library) -> Iterator[Mistake]:
    for lower, upper, (owner, *where) in falls(library.exercises):
        low, high = library.exercises[lower].difficulty, library.exercises[upper].difficulty
        why = "A reader in pain would be given something harder than they asked for."
        message = f"{upper} ({high}) is said to be harder than {lower} ({low})"
        fix = "Correct a difficulty, or turn the step round."
        yield f"exercises/{owner}", Problem(tuple(where), "C602", message, why, fix)


def _named(library: Library) -> Iterator[tuple[str, KeyPath, str]]:
    """(entry id, key path, id) of every entry that another sends readers to."""
    for entry_id, entry in library.entries.items():
        match entry:
            case Exercise():
                yield entry_id, ("area",), f"areas/{entry.area}"
                yield from ((entry_id, ("also_for", n), f"areas/{area}") for n, area in enumerate(entry.also_for))
                yield from ((entry_id, ("instead", n), _exercise(slug)) for n, slug in enumerate(entry.instead))
                for name in ("easier", "harder"):
                    for n, rung in enumerate(getattr(entry, name)):
                        if rung.id:
                            yield entry_id, (name, n, "id"), _exercise(rung.id)
            case Routine():
                for n, stage in enumerate(entry.stages):
                    for m, step in enumerate(stage.steps):
                        yield entry_id, ("stages", n, "steps", m, "exercise"), _exercise(step.exercise)
            case Condition():
                yield from ((entry_id, ("suits", n, "id"), _exercise(one.id)) for n, one in enumerate(entry.suits))


def _exercise(slug: str) -> str:
    return f"exercises/{slug}"


def _sent_to(library: Library) -> Iterator[Mistake]:
    """Readers sent to a movement to leave, or to a guide that is still a draft."""
    for entry_id, where, named in _named(library):
        entry = library.entries.get(named)
        if entry is None and named not in library.broken:
            why = "Readers would meet a gap where a guide is promised."
            fix = "Publish that guide, or take it out here."
            yield entry_id, Problem(where, "C604", f'"{named}" is not published yet', why, fix)
        elif isinstance(entry, Exercise) and entry.advice == "leave":
            why = "A reader would do a movement that its own page advises to leave."
            yield entry_id, Problem(where, "C603", f'"{named}" is a movement to leave', why, "Name another exercise.")


def _forbidden(library: Library) -> Iterator[Mistake]:
    exercises = library.exercises
    for entry_id, entry in library.entries.items():
        if not isinstance(entry, Condition):
            continue
        for number, one in enumerate(entry.suits):
            for caution in implied(entry, exercises[one.id]) if one.id in exercises else ():
                if caution.level == "avoid":
                    message = f'"{one.id}" is to be avoided with {caution.id}, which this condition implies'
                    why = "A reader with this condition could be hurt by following the page."
                    fix = "Move it to leave, or name another exercise."
                    yield entry_id, Problem(("suits", number, "id"), "C605", message, why, fix)


RULES: tuple[Callable[[Library], Iterator[Mistake]], ...] = (_circles, _falling, _sent_to, _forbidden)
"""Every rule between entries."""


def check(library: Library) -> Iterator[Mistake]:
    """Everything that is wrong between these entries."""
    for rule in RULES:
        yield from rule(library)
