"""Rules on what entries say of each other; `RULES` lists them all.

Law: no ladder leads in a circle or down, nothing recommends what it forbids, and nobody is sent to a movement to
leave or to a guide that is not published.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from kinesite.content.documents import Problem
from kinesite.structure.relations import Library, cycle, falls, steps_up

Mistake = tuple[str, Problem]
"""(entry id, what is wrong in its front matter)."""


def _circles(library: Library, _broken: AbstractSet[str]) -> Iterator[Mistake]:
    circle = cycle(library)
    for step in steps_up(library):
        if {step.lower, step.upper} <= set(circle):
            why = "A reader would be sent round and round and never find an easier start."
            message = f"the ladder leads in a circle: {' to '.join(map(_slug, circle))}"
            yield step.owner, Problem(step.where, "C601", message, why, "Remove one of these steps.")
            return


def _falling(library: Library, _broken: AbstractSet[str]) -> Iterator[Mistake]:
    for step in falls(library):
        low, high = library[step.lower].difficulty, library[step.upper].difficulty
        why = "A reader in pain would be given something harder than they asked for."
        message = f"{_slug(step.upper)} ({high}) is said to be harder than {_slug(step.lower)} ({low})"
        yield step.owner, Problem(step.where, "C602", message, why, "Correct a difficulty, or turn the step round.")


def _sent_to(library: Library, broken: AbstractSet[str]) -> Iterator[Mistake]:
    """Readers sent to a movement to leave, or to a guide that is still a draft."""
    for owner, entry in library.items():
        for where, named in entry.names:
            if named not in library and named not in broken:
                why = "Readers would meet a gap where a guide is promised."
                fix = "Publish that guide, or take it out here."
                yield owner, Problem(where, "C604", f'"{named}" is not published yet', why, fix)
            elif named in library and library[named].leave:
                why = "A reader would do a movement that its own page advises to leave."
                message = f'"{named}" is a movement to leave'
                yield owner, Problem(where, "C603", message, why, "Name another exercise.")


def _forbidden(library: Library, _broken: AbstractSet[str]) -> Iterator[Mistake]:
    for owner, entry in library.items():
        for where, named in entry.suits:
            cautions = library[named].cautions if named in library else ()
            for caution, level in cautions:
                if level == "avoid" and caution in entry.implies:
                    message = f'"{_slug(named)}" is to be avoided with {caution}, which this condition implies'
                    why = "A reader with this condition could be hurt by following the page."
                    yield owner, Problem(where, "C605", message, why, "Move it to leave, or name another exercise.")


def _unchecked(library: Library, _broken: AbstractSet[str]) -> Iterator[Mistake]:
    for owner, entry in library.items():
        for where, named in entry.names if entry.checks is not None else ():
            for caution, level in library[named].cautions if named in library else ():
                if level == "avoid" and caution not in (entry.checks or ()):
                    message = f'"{named}" is to be avoided with {caution}, which check_first does not name'
                    why = "A reader with this condition would follow the routine and could be hurt."
                    yield owner, Problem(where, "C607", message, why, f"Add {caution} to check_first.")


def _slug(entry_id: str) -> str:
    return entry_id.partition("/")[2]


RULES: tuple[Callable[[Library, AbstractSet[str]], Iterator[Mistake]], ...] = (
    _circles,
    _falling,
    _sent_to,
    _forbidden,
    _unchecked,
)
"""Every rule between entries."""


def check(library: Library, broken: AbstractSet[str] = frozenset()) -> Iterator[Mistake]:
    """Everything that is wrong between these entries.

    `broken`: ids of entries that have mistakes of their own; naming one of them is not another mistake.
    """
    for rule in RULES:
        yield from rule(library, broken)
