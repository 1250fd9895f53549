"""The dose of an exercise beside what its sources state.

Law: a dose that goes beyond all that its sources state says why, where readers see it; no other dose does.
"""

from collections.abc import Iterator

from kinesite.content.documents import Problem
from kinesite.content.doses import AMOUNTS, stated
from kinesite.content.exercise import Exercise
from kinesite.diagnostics import Severity


def judged(exercise: Exercise) -> Iterator[Problem]:
    """What is wrong between the dose and its reason: a part that lacks one, or a reason that excuses nothing."""
    beyond = list(_beyond(exercise))
    if not exercise.dose_reason:
        yield from beyond
    elif not beyond:
        message = "no source of this exercise states anything else than its dose"
        why = "Readers would be told of a difference that is not there."
        fix = "Delete dose_reason, or carry in the sources what they state."
        yield Problem(("dose_reason",), "C611", message, why, fix, Severity.WARNING, at_key=True)


def _beyond(exercise: Exercise) -> Iterator[Problem]:
    """The parts of the dose that lie outside what the sources state, from their lowest number to their highest.

    What no source states is not judged.
    """
    if exercise.dose is None:
        return
    ranges = stated(source.dose for source in exercise.sources if source.dose)
    for name in AMOUNTS:
        own, theirs = getattr(exercise.dose, name), ranges.get(name)
        if own and theirs and not theirs.low <= own.low <= own.high <= theirs.high:
            message = f'"{name}" is {own}, but the sources state {theirs}'
            why = "A reader would be given more, or less, than anybody advises, and not be told why."
            fix = f"Stay within {theirs}, or say in dose_reason why this is right for your readers."
            yield Problem(("dose", name), "C609", message, why, fix)
