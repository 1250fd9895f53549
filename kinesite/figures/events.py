"""What happens between two poses, as the few events that a physiotherapist would name.

Each event is a row: its name, the tests that must all hold, and what need not be said beside it.
Degrees and statures are thresholds below which a change is not worth a word. Law: events are read
from solved poses, never from the file.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kinesite.figures.body import SIDES
from kinesite.figures.changes import (
    Change,
    Test,
    back_grows,
    back_reaches,
    empty_handed,
    free,
    grows,
    kept,
    leaned,
    leans,
    moves,
    reaches,
    rises,
)
from kinesite.figures.plants import Pose


class Event(NamedTuple):
    """Something worth a word: the tests that must all hold, and the events that it makes needless to tell."""

    tests: tuple[Test, ...]
    silences: tuple[str, ...] = ()

    def happens(self, change: Change) -> bool:
        """Whether every test holds."""
        return all(test(change) for test in self.tests)


_LOOSE_LEG = free("foot", "knee", "toes")
_LOOSE_HANDS = free("left hand", "right hand")
_ON_FOURS = leaned(above=50)
_NOT_ON_FOURS = leaned(below=50)
_LYING = leaned(below=-50)
_TURNS = ("chest turns left", "chest turns right", "head turns left", "head turns right")

MIDLINE: Mapping[str, Event] = {
    "stands up": Event(
        (rises(above=0.15), reaches("left knee", "flexion", below=20)),
        ("hips lift", "trunk back", "arm down"),
    ),
    "sits down": Event((rises(below=-0.15), leaned(-30, 50)), ("hips lower", "trunk forward", "trunk back")),
    "sits up": Event(
        (leaned(below=-15), leans(above=-45), grows("body", "flexion", above=15)),
        ("curls up", "propped up", "back rounds", "head drops", "trunk forward"),
    ),
    "curls up": Event(
        (_LYING, back_grows("flexion", above=12)),
        ("back rounds", "head drops", "trunk forward", "propped up"),
    ),
    "propped up": Event((_LYING, grows("body", "flexion", above=15)), ("trunk forward",)),
    "hips lift": Event((rises(above=0.05),), ("trunk back", "head drops")),
    "hips lower": Event((rises(below=-0.05),), ("trunk forward", "head lifts")),
    "trunk forward": Event((grows("body", "flexion", above=15), _LOOSE_HANDS)),
    "trunk back": Event((grows("body", "flexion", below=-15), _LOOSE_HANDS)),
    "belly rises": Event((grows("belly", "flexion", above=5),)),
    "pelvis tucks": Event((grows("pelvis", "flexion", above=7),), ("belly falls",)),
    "pelvis tips": Event((grows("pelvis", "flexion", below=-5),), ("belly rises",)),
    "belly falls": Event((grows("belly", "flexion", below=-5),)),
    "back rounds": Event((back_grows("flexion", above=12), back_reaches("flexion", above=8))),
    "back arches": Event((back_grows("flexion", below=-12), back_reaches("flexion", below=-8))),
    "back straightens": Event((back_grows("flexion", below=-12), back_reaches("flexion", above=-8, below=8))),
    "chest and head turn left": Event((back_grows("rotation", above=8), grows("neck", "rotation", above=10)), _TURNS),
    "chest and head turn right": Event(
        (back_grows("rotation", below=-8), grows("neck", "rotation", below=-10)), _TURNS
    ),
    "chest turns left": Event((back_grows("rotation", above=8),)),
    "chest turns right": Event((back_grows("rotation", below=-8),)),
    "knees roll left": Event((grows("pelvis", "rotation", above=10),), ("knee opens", "knee closes")),
    "knees roll right": Event((grows("pelvis", "rotation", below=-10),), ("knee opens", "knee closes")),
    "body bends left": Event((back_grows("abduction", above=8),)),
    "body bends right": Event((back_grows("abduction", below=-8),)),
    "head turns left": Event((grows("neck", "rotation", above=10),)),
    "head turns right": Event((grows("neck", "rotation", below=-10),)),
    "head to middle": Event(
        (moves("neck", "abduction", 8), reaches("neck", "abduction", -8, 8)),
        ("head tilts left", "head tilts right", "head lifts"),
    ),
    "head tilts left": Event((grows("neck", "abduction", above=8),), ("head lifts",)),
    "head tilts right": Event((grows("neck", "abduction", below=-8),), ("head lifts",)),
    "chin tucks": Event((grows("head", "flexion", above=8), grows("neck", "flexion", below=-8))),
    "head drops": Event((grows("neck", "flexion", above=15),)),
    "head lifts": Event((grows("neck", "flexion", below=-15), grows("head", "flexion", below=8))),
}
"""Events of trunk and head, in the order of telling."""

SIDED: Mapping[str, Event] = {
    "leg up": Event(
        (_LYING, _LOOSE_LEG, grows("knee", "flexion", below=-30), reaches("hip", "flexion", above=55)),
        ("knee straightens",),
    ),
    "leg square": Event(
        (
            _LOOSE_LEG,
            grows("hip", "flexion", above=12),
            reaches("hip", "flexion", above=75, below=100),
            reaches("knee", "flexion", above=75, below=100),
        ),
        ("knee to chest", "knee bends"),
    ),
    "knee lifts": Event(
        (
            _LOOSE_LEG,
            leaned(above=-30, below=30),
            grows("hip", "flexion", above=12),
            reaches("hip", "flexion", above=25, below=75),
            reaches("knee", "flexion", above=45),
        ),
        ("knee bends",),
    ),
    "knee to chest": Event(
        (
            _LOOSE_LEG,
            grows("hip", "flexion", above=12),
            reaches("hip", "flexion", above=75),
            reaches("knee", "flexion", above=60),
        ),
        ("knee bends",),
    ),
    "leg lifts": Event(
        (
            _LOOSE_LEG,
            grows("hip", "flexion", above=12),
            reaches("hip", "flexion", above=30),
            reaches("knee", "flexion", below=30),
        ),
        ("knee straightens",),
    ),
    "leg forward": Event(
        (
            _LOOSE_LEG,
            _NOT_ON_FOURS,
            grows("hip", "flexion", above=12),
            reaches("hip", "flexion", below=30),
        )
    ),
    "leg out": Event((_LOOSE_LEG, grows("hip", "abduction", above=15), reaches("knee", "flexion", below=15))),
    "leg behind": Event(
        (_ON_FOURS, _LOOSE_LEG, grows("hip", "flexion", below=-8), reaches("hip", "flexion", below=-12)),
        ("leg back",),
    ),
    "leg level": Event(
        (
            _ON_FOURS,
            _LOOSE_LEG,
            grows("hip", "flexion", below=-20),
            reaches("hip", "flexion", above=-12, below=12),
            reaches("knee", "flexion", below=15),
        ),
        ("leg back", "knee straightens"),
    ),
    "leg back": Event(
        (
            _LOOSE_LEG,
            grows("hip", "flexion", below=-20),
            reaches("hip", "flexion", above=-31, below=12),
            reaches("knee", "flexion", below=15),
        ),
        ("knee straightens",),
    ),
    "leg lowers": Event(
        (
            _LOOSE_LEG,
            grows("hip", "flexion", below=-12),
            reaches("hip", "flexion", above=12),
            reaches("knee", "flexion", below=15),
        ),
        ("knee straightens",),
    ),
    "knee straightens": Event((_LOOSE_LEG, grows("knee", "flexion", below=-20))),
    "knee bends": Event((_LOOSE_LEG, grows("knee", "flexion", above=20), grows("hip", "flexion", below=12))),
    "knee opens": Event((grows("hip", "rotation", above=15),)),
    "knee closes": Event((grows("hip", "rotation", below=-15),)),
    "heel lifts": Event((kept("toes"), grows("ankle", "flexion", below=-12))),
    "heel lowers": Event((kept("toes"), grows("ankle", "flexion", above=12))),
    "arm level": Event(
        (
            _ON_FOURS,
            empty_handed,
            grows("shoulder", "flexion", above=20),
            reaches("shoulder", "flexion", above=130),
        ),
        ("arm up",),
    ),
    "arm down to floor": Event(
        (
            empty_handed,
            grows("shoulder", "flexion", above=20),
            leans(above=40),
            leaned(above=-30, below=30),
        ),
        ("arm forward", "arm up"),
    ),
    "elbow straightens": Event((kept("hand"), grows("elbow", "flexion", below=-25))),
    "arm to ceiling": Event(
        (
            _LYING,
            empty_handed,
            grows("shoulder", "flexion", above=20),
            reaches("shoulder", "flexion", above=60, below=130),
        ),
        ("arm forward", "arm swings"),
    ),
    "arm up": Event((empty_handed, grows("shoulder", "flexion", above=20), reaches("shoulder", "flexion", above=130))),
    "arm swings": Event(
        (
            empty_handed,
            leaned(above=-30, below=30),
            grows("shoulder", "flexion", above=15),
            reaches("shoulder", "flexion", above=10, below=40),
        ),
        ("arm forward",),
    ),
    "arm forward": Event(
        (
            empty_handed,
            grows("shoulder", "flexion", above=15),
            reaches("shoulder", "flexion", above=20, below=130),
        ),
    ),
    "elbow back": Event(
        (
            empty_handed,
            grows("shoulder", "flexion", below=-12),
            reaches("shoulder", "flexion", below=-8),
            reaches("elbow", "flexion", above=60),
        ),
        ("arm back",),
    ),
    "arm back": Event(
        (empty_handed, grows("shoulder", "flexion", below=-12), reaches("shoulder", "flexion", below=-8)),
    ),
    "arm down": Event(
        (empty_handed, grows("shoulder", "flexion", below=-20), reaches("shoulder", "flexion", above=-8)),
    ),
    "arm beside head": Event(
        (empty_handed, grows("shoulder", "abduction", above=25), reaches("shoulder", "abduction", above=130)),
        ("arm out",),
    ),
    "arm out": Event(
        (empty_handed, grows("shoulder", "abduction", above=25)),
    ),
    "shoulder lifts": Event((grows("shoulder blade", "abduction", above=8),), ("shoulder ahead",)),
    "shoulder back": Event((grows("shoulder blade", "rotation", above=8),), ("shoulder lowers", "elbow back")),
    "shoulder eases": Event(
        (
            grows("shoulder blade", "rotation", below=-8),
            reaches("shoulder blade", "rotation", above=-5),
        ),
        ("shoulder ahead", "shoulder lowers"),
    ),
    "shoulder lowers": Event((grows("shoulder blade", "abduction", below=-8),)),
    "shoulder ahead": Event((grows("shoulder blade", "rotation", below=-8),)),
}
"""Events of one limb; both sides together are told as one."""


def told(before: Pose, after: Pose) -> Iterator[tuple[str, str]]:
    """Whose and which event is worth telling: a side, `both` or nothing, and the event's name."""
    silent: set[str] = set()
    for name, event in MIDLINE.items():
        if name not in silent and event.happens(Change(before, after)):
            silent |= {*event.silences}
            yield "", name
    for name, event in SIDED.items():
        sides = [side for side in SIDES if event.happens(Change(before, after, f"{side} "))]
        if sides and name not in silent:
            silent |= {*event.silences}
            yield sides[0] if len(sides) == 1 else "both", name
