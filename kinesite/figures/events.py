"""What happens between two poses, as the few events that a physiotherapist would name.

Each event is a row: its name and the tests that must all hold. Degrees and statures are thresholds
below which a change is not worth a word. Law: events are read from solved poses, never from the file.
"""

from collections.abc import Callable, Mapping
from math import inf
from typing import NamedTuple

from kinesite.figures.plants import Pose


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
        return any(
            planted.point == self.side + part and planted in self.before.plants
            for planted in self.after.plants
        )

    def holding(self) -> bool:
        """Whether the hand of this side rests on the body at the end."""
        return any(hand == f"{self.side}hand" for hand, _ in self.after.holds)


Test = Callable[[Change], bool]


def happens(change: Change, tests: tuple[Test, ...]) -> bool:
    """Whether every test of an event holds."""
    return all(test(change) for test in tests)


def grows(joint: str, axis: str, above: float = -inf, below: float = inf) -> Test:
    """An angle has grown by an amount between two bounds."""
    return lambda change: above < change.grown(joint, axis) < below


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


def free(*parts: str) -> Test:
    """None of these parts stays planted."""
    return lambda change: not any(change.planted(part) for part in parts)


def kept(part: str) -> Test:
    """This part stays planted."""
    return lambda change: change.planted(part)


def empty_handed(change: Change) -> bool:
    """The hand of this side neither bears weight nor rests on the body."""
    return not change.holding() and not change.planted("hand") and not change.planted("elbow")


BACK = ("lumbar", "thoracic")
_LOOSE_LEG = free("foot", "knee", "toes")

MIDLINE: Mapping[str, tuple[Test, ...]] = {
    "hips lift": (rises(above=0.05),),
    "hips lower": (rises(below=-0.05),),
    "trunk forward": (grows("body", "flexion", above=15),),
    "trunk back": (grows("body", "flexion", below=-15),),
    "belly rises": (grows("belly", "flexion", above=5),),
    "belly falls": (grows("belly", "flexion", below=-5),),
    "pelvis tucks": (grows("pelvis", "flexion", above=8),),
    "pelvis tips": (grows("pelvis", "flexion", below=-8),),
    "back rounds": (back_grows("flexion", above=12), back_reaches("flexion", above=8)),
    "back arches": (back_grows("flexion", below=-12), back_reaches("flexion", below=-8)),
    "chest turns left": (back_grows("rotation", above=8),),
    "chest turns right": (back_grows("rotation", below=-8),),
    "knees roll left": (grows("pelvis", "rotation", above=10),),
    "knees roll right": (grows("pelvis", "rotation", below=-10),),
    "body bends left": (back_grows("abduction", above=8),),
    "body bends right": (back_grows("abduction", below=-8),),
    "head turns left": (grows("neck", "rotation", above=10),),
    "head turns right": (grows("neck", "rotation", below=-10),),
    "head tilts left": (grows("neck", "abduction", above=8),),
    "head tilts right": (grows("neck", "abduction", below=-8),),
    "chin tucks": (grows("head", "flexion", above=8), grows("neck", "flexion", below=-8)),
    "head drops": (grows("neck", "flexion", above=15),),
    "head lifts": (grows("neck", "flexion", below=-15), grows("head", "flexion", below=8)),
}
"""Events of trunk and head."""

SIDED: Mapping[str, tuple[Test, ...]] = {
    "knee to chest": (
        _LOOSE_LEG,
        grows("hip", "flexion", above=12),
        reaches("hip", "flexion", above=75),
        reaches("knee", "flexion", above=60),
    ),
    "leg lifts": (
        _LOOSE_LEG,
        grows("hip", "flexion", above=12),
        reaches("hip", "flexion", above=30),
        reaches("knee", "flexion", below=30),
    ),
    "leg forward": (
        _LOOSE_LEG,
        grows("hip", "flexion", above=12),
        reaches("hip", "flexion", below=30),
    ),
    "leg back": (
        _LOOSE_LEG,
        grows("hip", "flexion", below=-20),
        reaches("hip", "flexion", above=-25, below=12),
        reaches("knee", "flexion", below=15),
    ),
    "leg lowers": (
        _LOOSE_LEG,
        grows("hip", "flexion", below=-12),
        reaches("hip", "flexion", above=12),
        reaches("knee", "flexion", below=15),
    ),
    "knee straightens": (
        _LOOSE_LEG,
        grows("knee", "flexion", below=-20),
        grows("hip", "flexion", above=-20),
    ),
    "knee bends": (_LOOSE_LEG, grows("knee", "flexion", above=20), grows("hip", "flexion", below=12)),
    "knee opens": (grows("hip", "rotation", above=15),),
    "knee closes": (grows("hip", "rotation", below=-15),),
    "heel lifts": (kept("toes"), grows("ankle", "flexion", below=-12)),
    "heel lowers": (kept("toes"), grows("ankle", "flexion", above=12)),
    "arm up": (
        empty_handed,
        grows("shoulder", "flexion", above=20),
        reaches("shoulder", "flexion", above=130),
    ),
    "arm forward": (
        empty_handed,
        grows("shoulder", "flexion", above=20),
        reaches("shoulder", "flexion", above=35, below=130),
    ),
    "arm down": (
        empty_handed,
        grows("shoulder", "flexion", below=-20),
        reaches("shoulder", "flexion", above=-8),
    ),
    "arm back": (
        empty_handed,
        grows("shoulder", "flexion", below=-12),
        reaches("shoulder", "flexion", below=-8),
    ),
    "arm out": (empty_handed, grows("shoulder", "abduction", above=25)),
    "shoulder lifts": (grows("shoulder blade", "abduction", above=8),),
    "shoulder lowers": (grows("shoulder blade", "abduction", below=-8),),
    "shoulder back": (grows("shoulder blade", "rotation", above=8),),
    "shoulder ahead": (grows("shoulder blade", "rotation", below=-8),),
}
"""Events of one limb; both sides together are told as one."""
