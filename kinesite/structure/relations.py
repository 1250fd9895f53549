"""What entries say of each other: ladders, and what a condition implies for an exercise."""

from collections.abc import Iterator, Mapping

from kinesite.content.entries import Condition
from kinesite.content.exercise import Caution, Exercise
from kinesite.content.vocabulary import DIFFICULTIES

Exercises = Mapping[str, Exercise]
"""Exercises by slug."""


def steps_up(exercises: Exercises) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """(lower, upper, key path in the front matter that says so with the owner first) for each step between guides."""
    for slug, exercise in exercises.items():
        for name in ("easier", "harder"):
            for position, rung in enumerate(getattr(exercise, name)):
                if rung.id in exercises:
                    pair = (rung.id, slug) if name == "easier" else (slug, rung.id)
                    yield *pair, (slug, name, position, "id")


def cycle(exercises: Exercises) -> list[str]:
    """The slugs of one ladder that leads back to its start, in order; empty when every ladder ends."""
    above: dict[str, list[str]] = {slug: [] for slug in exercises}
    for lower, upper, _where in steps_up(exercises):
        above[lower].append(upper)
    done: set[str] = set()
    for start in sorted(above):
        found = _circle(above, start, done)
        if found:
            return found
    return []


def _circle(above: Mapping[str, list[str]], start: str, done: set[str]) -> list[str]:
    """A depth-first walk without recursion: the path back to a slug that is being walked, or nothing."""
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


def falls(exercises: Exercises) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """The steps up a ladder (as `steps_up`) that lead to an easier exercise."""
    rank = {difficulty: number for number, difficulty in enumerate(DIFFICULTIES)}
    for lower, upper, where in steps_up(exercises):
        if rank[exercises[upper].difficulty] < rank[exercises[lower].difficulty]:
            yield lower, upper, where


def implied(condition: Condition, exercise: Exercise) -> tuple[Caution, ...]:
    """The cautions of an exercise that come with a condition."""
    return tuple(caution for caution in exercise.contraindications if caution.id in condition.implies)
