"""The dose of an exercise beside what its sources state.

Law: a dose that goes beyond all that its sources state says why, where readers see it.
"""

from collections.abc import Iterator

from kinesite.content.documents import Problem
from kinesite.content.doses import AMOUNTS, stated
from kinesite.content.exercise import Exercise


def unexplained(exercise: Exercise) -> Iterator[Problem]:
    """The parts of the dose that lie outside what the sources state, from their lowest number to their highest.

    What no source states is not judged, nor is a dose with a stated reason.
    """
    if exercise.dose is None or exercise.dose_reason:
        return
    ranges = stated(source.dose for source in exercise.sources if source.dose)
    for name in AMOUNTS:
        own, theirs = getattr(exercise.dose, name), ranges.get(name)
        if own and theirs and not theirs.low <= own.low <= own.high <= theirs.high:
            message = f'"{name}" is {own}, but the sources state {theirs}'
            why = "A reader would be given more, or less, than anybody advises, and not be told why."
            fix = f"Stay within {theirs}, or say in dose_reason why this is right for your readers."
            yield Problem(("dose", name), "C609", message, why, fix)
