"""What entries say of each other: ladders, recommendations, and what a condition implies for an exercise.

Law: the bonds of an entry change only when it says something else of another one, not with its words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kinesite.content.entries import Condition, Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Caution, Exercise
from kinesite.content.vocabulary import DIFFICULTIES, Difficulty, Level

Where = tuple[str | int, ...]
"""A key path in the front matter of the entry that says it."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """What one entry says of others. Ids are folder and slug."""

    names: tuple[tuple[Where, str], ...] = ()
    """Every entry that it sends readers to."""
    easier: tuple[tuple[Where, str], ...] = ()
    harder: tuple[tuple[Where, str], ...] = ()
    difficulty: Difficulty | None = None
    leave: bool = False
    """It is a movement to leave."""
    cautions: tuple[tuple[str, Level], ...] = ()
    implies: tuple[str, ...] = ()
    suits: tuple[tuple[Where, str], ...] = ()
    checks: tuple[str, ...] | None = None
    """Contraindications that a routine asks to check first."""


Library = Mapping[str, Bonds]
"""Bonds of all published entries, by id."""


def bonds(entry: Entry) -> Bonds:
    """The bonds of an entry."""
    match entry:
        case Exercise():
            return _of_exercise(entry)
        case Routine():
            steps = (
                (("stages", n, "steps", m, "exercise"), _exercise(step.exercise))
                for n, stage in enumerate(entry.stages)
                for m, step in enumerate(stage.steps)
            )
            return Bonds(names=tuple(steps), checks=entry.check_first)
        case Condition():
            suits = tuple((("suits", n, "id"), _exercise(one.id)) for n, one in enumerate(entry.suits))
            return Bonds(names=suits, suits=suits, implies=entry.implies)
    return Bonds()


def _of_exercise(exercise: Exercise) -> Bonds:
    easier, harder = _rungs(exercise, "easier"), _rungs(exercise, "harder")
    areas = [(("also_for", n), f"areas/{area}") for n, area in enumerate(exercise.also_for)]
    instead = [(("instead", n), _exercise(slug)) for n, slug in enumerate(exercise.instead)]
    return Bonds(
        names=((("area",), f"areas/{exercise.area}"), *areas, *instead, *easier, *harder),
        easier=easier,
        harder=harder,
        difficulty=exercise.difficulty,
        leave=exercise.advice == "leave",
        cautions=tuple((caution.id, caution.level) for caution in exercise.contraindications),
    )


def _rungs(exercise: Exercise, name: str) -> tuple[tuple[Where, str], ...]:
    return tuple(((name, n, "id"), _exercise(rung.id)) for n, rung in enumerate(getattr(exercise, name)) if rung.id)


def _exercise(slug: str) -> str:
    return f"exercises/{slug}"


@dataclass(frozen=True, slots=True)
class Step:
    """A step up a ladder between two guides."""

    lower: str
    upper: str
    owner: str
    """The entry that says so."""
    where: Where


def steps_up(library: Library) -> Iterator[Step]:
    """Every step up between two guides."""
    for owner, entry in library.items():
        yield from (Step(lower, owner, owner, where) for where, lower in entry.easier if lower in library)
        yield from (Step(owner, upper, owner, where) for where, upper in entry.harder if upper in library)


def cycle(library: Library) -> list[str]:
    """The ids of one ladder that leads back to its start, in order; empty when every ladder ends."""
    above: dict[str, list[str]] = {one: [] for one in library}
    for step in steps_up(library):
        above[step.lower].append(step.upper)
    done: set[str] = set()
    for start in sorted(above):
        found = _circle(above, start, done)
        if found:
            return found
    return []


def _circle(above: Mapping[str, list[str]], start: str, done: set[str]) -> list[str]:
    """A depth-first walk without recursion: the path back to an id that is being walked, or nothing."""
    path = [start]
    waiting = [iter(sorted(above[start]))]
    while waiting:
        following = next(waiting[-1], None)
        if following is None:
            done.add(path.pop())
            waiting.pop()
        elif following in path:
            return [*path[path.index(following) :], following]
        elif following not in done:
            path.append(following)
            waiting.append(iter(sorted(above[following])))
    return []


def falls(library: Library) -> Iterator[Step]:
    """The steps up a ladder that lead to an easier exercise."""
    for step in steps_up(library):
        lower, upper = library[step.lower].difficulty, library[step.upper].difficulty
        if lower and upper and DIFFICULTIES.index(upper) < DIFFICULTIES.index(lower):
            yield step


def implied(condition: Condition, cautions: Iterable[Caution]) -> tuple[Caution, ...]:
    """Those cautions of an exercise that come with a condition."""
    return tuple(caution for caution in cautions if caution.id in condition.implies)
