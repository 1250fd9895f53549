"""How fast a movement is played: as its dose says, else unhurried.

Law: a hold is as long as the dose's shortest, and playing takes the time that the dose is reckoned with.
"""

from dataclasses import dataclass, replace

from kinesite.content.doses import SECONDS_A_BREATH, SECONDS_A_REPETITION, Dose

WAY = SECONDS_A_REPETITION // 2
"""Seconds there, and as many back: together the time of a repetition by which doses are reckoned. A movement in
several moves takes them for each, since hurrying is what a sore back should not learn."""
BREATH_IN = SECONDS_A_BREATH // 3
"""Seconds in which a breath comes in; going out takes twice as long (Mayfield Brain and Spine: the out-breath about
twice the in-breath)."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """Whole seconds of each part of a repetition."""

    move: int
    """From one frame to the next."""
    hold: int
    """How long the last frame is held; 0 when it is not."""
    back: int
    """From one frame back to the one before."""
    breath: bool = False
    """It is the breath that moves: in, and out."""


UNHURRIED = Tempo(WAY, 0, WAY)
"""The tempo of a movement that has no dose."""


def tempo(dose: Dose) -> Tempo:
    """The tempo that a dose of repetitions or breaths asks for."""
    hold = dose.hold.low if dose.hold else 0
    if dose.breaths:
        return Tempo(BREATH_IN, hold, SECONDS_A_BREATH - BREATH_IN, breath=True)
    return replace(UNHURRIED, hold=hold)
