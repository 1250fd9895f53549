"""From one pose to the next, and the questions that can be asked of it.

Law: a question compares with bounds that the asker gives; nothing is decided here.
"""

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from kinesite.figures.plants import Pose

BACK = ("lumbar", "thoracic")
"""The regions that together are the back."""
ASIDE = -60
"""Degrees of turn beyond which a lying body is on its right side."""


class Change(NamedTuple):
    """From one pose to the next, seen on one side of the body or along the middle."""

    before: Pose
    after: Pose
    side: str = ""
    """Empty, or a side with a space behind it."""

    def reached(self, joint: str, axis: str) -> float:
        """The angle at the end."""
        return self.after.angles.get((self.side + joint, axis), 0.0)

    def grown(self, joint: str, axis: str) -> float:
        """By how many degrees the angle has grown."""
        return self.reached(joint, axis) - self.before.angles.get((self.side + joint, axis), 0.0)

    def planted(self, part: str) -> bool:
        """Whether a point stays where it is throughout."""
        return any(planted.point == self.side + part and planted in self.before.plants for planted in self.after.plants)

    def holding(self) -> bool:
        """Whether the hand of this side rests on the body at the end."""
        return any(hand == f"{self.side}hand" for hand, _ in self.after.holds)


Test = Callable[[Change], bool]


class Event(NamedTuple):
    """Something worth a word: the tests that must all hold, and the events that it makes needless to tell."""

    tests: tuple[Test, ...]
    silences: tuple[str, ...] = ()

    def happens(self, change: Change) -> bool:
        """Whether every test holds."""
        return all(test(change) for test in self.tests)


def grows(joint: str, axis: str, above: float = -inf, below: float = inf) -> Test:
    """An angle has grown by an amount between two bounds."""
    return lambda change: above < change.grown(joint, axis) < below


def moves(joint: str, axis: str, least: float) -> Test:
    """An angle has changed by at least so much, either way."""
    return lambda change: abs(change.grown(joint, axis)) >= least


def reaches(joint: str, axis: str, above: float = -inf, below: float = inf) -> Test:
    """An angle ends between two bounds."""
    return lambda change: above < change.reached(joint, axis) < below


def back_grows(axis: str, above: float = -inf, below: float = inf) -> Test:
    """Lumbar and thoracic spine together have moved by an amount between two bounds."""
    return lambda change: above < sum(change.grown(region, axis) for region in BACK) < below


def back_reaches(axis: str, above: float = -inf, below: float = inf) -> Test:
    """Lumbar and thoracic spine together end between two bounds."""
    return lambda change: above < sum(change.reached(region, axis) for region in BACK) < below


def rises(above: float = -inf, below: float = inf) -> Test:
    """The pelvis has gone up by an amount between two bounds, in statures."""
    return lambda change: above < change.after.root[1] - change.before.root[1] < below


def advances(above: float = -inf, below: float = inf) -> Test:
    """The pelvis has gone forward by an amount between two bounds, in statures."""
    return lambda change: above < change.after.root[0] - change.before.root[0] < below


def leaned(above: float = -inf, below: float = inf) -> Test:
    """The trunk leaned forward by an angle between two bounds before.

    It is -90 in lying on the back and 90 on all fours.
    """
    return lambda change: above < change.before.angles.get(("body", "flexion"), 0.0) < below


def leans(above: float) -> Test:
    """The trunk leans forward by more than an angle now."""
    return lambda change: change.after.angles.get(("body", "flexion"), 0.0) > above


def on_side(change: Change) -> bool:
    """The body lies on its right side."""
    return change.before.angles.get(("body", "rotation"), 0.0) < ASIDE


def facing(change: Change) -> bool:
    """The body does not lie on its side."""
    return not on_side(change)


def face_up(change: Change) -> bool:
    """The body lies on its back, or half sits up from there."""
    return leaned(below=-50)(change) and facing(change)


def free(*parts: str) -> Test:
    """None of these parts stays planted."""
    return lambda change: not any(change.planted(part) for part in parts)


def lands(part: str) -> Test:
    """This part comes to rest where it then stays."""
    return lambda change: not change.planted(part) and any(plant.point == part for plant in change.after.plants)


def kept(part: str) -> Test:
    """This part stays planted."""
    return lambda change: change.planted(part)


def empty_handed(change: Change) -> bool:
    """The hand of this side neither bears weight nor rests on the body."""
    return not change.holding() and not change.planted("hand") and not change.planted("elbow")
