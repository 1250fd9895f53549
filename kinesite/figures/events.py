"""What happens between two poses, as the few events that a physiotherapist would name.

Each event is a row: its name, the tests that must all hold, and what need not be said beside it.
Degrees and statures are thresholds below which a change is not worth a word. Law: events are read
from solved poses, never from the file.
"""

from collections.abc import Iterator, Mapping

from kinesite.figures.changes import (
    Change,
    Event,
    advances,
    back_grows,
    back_reaches,
    face_up,
    free,
    grows,
    kept,
    lands,
    leaned,
    leans,
    moves,
    on_side,
    reaches,
    rises,
)
from kinesite.figures.joints import SIDES
from kinesite.figures.limb_events import SIDED
from kinesite.figures.plants import Pose

_LOOSE_HANDS = free("left hand", "right hand")
_ON_FOURS = leaned(above=50)
_TURNS = ("chest turns left", "chest turns right", "head turns left", "head turns right")

_UPRIGHT = leaned(-30, 30)
_KNEES = (kept("left knee"), kept("right knee"))
_HANDS = (kept("left hand"), kept("right hand"))

MIDLINE: Mapping[str, Event] = {
    "stands up": Event(
        (rises(above=0.15), reaches("left knee", "flexion", below=20)),
        ("hips lift", "trunk back", "arm down"),
    ),
    "sits on heels": Event(
        (advances(below=-0.05), *_KNEES, _UPRIGHT, grows("left knee", "flexion", above=30)),
        ("sits down", "hips lower", "trunk forward"),
    ),
    "hips back": Event((advances(below=-0.05), *_KNEES, _ON_FOURS), ("hips lower", "head drops")),
    "body over hands": Event((advances(above=0.025), *_KNEES, *_HANDS, _ON_FOURS, back_grows("flexion", below=-5))),
    "body forward": Event((advances(above=0.025), *_HANDS, _UPRIGHT)),
    "propped on forearm": Event(
        (on_side, back_grows("abduction", above=20)),
        ("body bends left", "head tilts right", "trunk forward", "arm out", "arm lifts sideways"),
    ),
    "hips lift sideways": Event(
        (on_side, kept("right elbow"), rises(above=0.05)),
        ("hips lift", "propped up", "body bends right", "head tilts left", "head to middle"),
    ),
    "hips forward": Event((advances(above=0.015), kept("right knee"), _UPRIGHT), ("hips lower",)),
    "props on forearms": Event(
        (_ON_FOURS, lands("left elbow"), lands("right elbow")), ("arm threads", "arm down", "arm forward")
    ),
    "hands press up": Event((_ON_FOURS, kept("pelvis"), *_HANDS, back_grows("flexion", below=-12))),
    "sits down": Event((rises(below=-0.15), leaned(-30, 50)), ("hips lower", "trunk forward", "trunk back")),
    "sits up": Event(
        (leaned(below=-15), leans(above=-45), grows("body", "flexion", above=15)),
        ("curls up", "propped up", "back rounds", "head drops", "trunk forward"),
    ),
    "curls up": Event(
        (face_up, back_grows("flexion", above=12)),
        ("back rounds", "head drops", "trunk forward", "propped up"),
    ),
    "propped up": Event((face_up, grows("body", "flexion", above=15)), ("trunk forward",)),
    "hips lift": Event((rises(above=0.05),), ("trunk back", "head drops")),
    "hips lower": Event((rises(below=-0.025), leaned(below=40)), ("trunk forward", "head lifts")),
    "trunk forward": Event((grows("body", "flexion", above=15), _LOOSE_HANDS)),
    "trunk back": Event((grows("body", "flexion", below=-15), _LOOSE_HANDS)),
    "belly rises": Event((grows("belly", "flexion", above=5),)),
    "pelvis tucks": Event((grows("pelvis", "flexion", above=7),), ("belly falls",)),
    "pelvis tips": Event((grows("pelvis", "flexion", below=-5),), ("belly rises",)),
    "belly falls": Event((grows("belly", "flexion", below=-5),)),
    "back rounds": Event((back_grows("flexion", above=12), back_reaches("flexion", above=8))),
    "upper back arches": Event(
        (grows("thoracic", "flexion", below=-12), grows("lumbar", "flexion", above=-6, below=6)),
        ("back arches", "back straightens"),
    ),
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
        ("head tilts left", "head tilts right", "head lifts", "head tips back"),
    ),
    "head tilts left": Event((grows("neck", "abduction", above=8),), ("head lifts", "head tips back")),
    "head tilts right": Event((grows("neck", "abduction", below=-8),), ("head lifts", "head tips back")),
    "chin tucks": Event((grows("head", "flexion", above=8), grows("neck", "flexion", below=-8))),
    "head drops": Event((grows("neck", "flexion", above=15),)),
    "head tips back": Event(
        (leaned(-40, 40), leans(-40), grows("neck", "flexion", below=-15), grows("head", "flexion", below=8)),
        ("head lifts",),
    ),
    "head lifts": Event((grows("neck", "flexion", below=-15), grows("head", "flexion", below=8))),
}
"""Events of trunk and head, in the order of telling."""


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
