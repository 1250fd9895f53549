"""What a limb does between two poses, as the few events that a physiotherapist would name.

Each event is a row: its name, the tests that must all hold, and what need not be said beside it.
Law: thresholds are those below which a change is not worth a word.
"""

from collections.abc import Mapping

from kinesite.figures.changes import (
    Event,
    empty_handed,
    face_up,
    facing,
    free,
    grows,
    kept,
    leaned,
    leans,
    on_side,
    reaches,
)

_LOOSE_LEG = free("foot", "knee", "toes")
_ON_FOURS = leaned(above=50)
_NOT_ON_FOURS = leaned(below=50)

SIDED: Mapping[str, Event] = {
    "leg up": Event(
        (face_up, _LOOSE_LEG, grows("knee", "flexion", below=-30), reaches("hip", "flexion", above=55)),
        ("knee straightens",),
    ),
    "ankle crosses": Event(
        (
            face_up,
            _LOOSE_LEG,
            grows("hip", "rotation", above=30),
            reaches("hip", "flexion", above=60),
            reaches("knee", "flexion", above=60),
        ),
        ("knee opens", "knee to chest", "leg square"),
    ),
    "leg pushes down": Event(
        (
            _LOOSE_LEG,
            leaned(5, 30),
            grows("hip", "flexion", below=-20),
            grows("knee", "flexion", below=-20),
            reaches("hip", "flexion", above=40),
        ),
        ("knee straightens",),
    ),
    "knee comes up": Event(
        (
            _LOOSE_LEG,
            leaned(5, 30),
            grows("hip", "flexion", above=20),
            reaches("knee", "flexion", above=80),
        ),
        ("leg square", "knee to chest"),
    ),
    "leg square": Event(
        (
            facing,
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
            facing,
            _LOOSE_LEG,
            grows("hip", "flexion", above=12),
            reaches("hip", "flexion", above=75),
            reaches("knee", "flexion", above=60),
        ),
        ("knee bends",),
    ),
    "leg lifts": Event(
        (
            face_up,
            _LOOSE_LEG,
            grows("hip", "flexion", above=12),
            reaches("hip", "flexion", above=15),
            reaches("knee", "flexion", below=30),
        ),
        ("knee straightens", "leg forward"),
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
    "bent knee lifts": Event(
        (_ON_FOURS, _LOOSE_LEG, grows("hip", "flexion", below=-8), reaches("knee", "flexion", above=45)),
        ("leg behind", "leg back"),
    ),
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
    "knee crosses": Event(
        (_LOOSE_LEG, facing, grows("hip", "abduction", below=-15), reaches("hip", "flexion", above=75))
    ),
    "knee straightens": Event((_LOOSE_LEG, grows("knee", "flexion", below=-20))),
    "knee bends": Event((_LOOSE_LEG, grows("knee", "flexion", above=20), grows("hip", "flexion", below=12))),
    "knee opens": Event((grows("hip", "rotation", above=15),)),
    "knee closes": Event((grows("hip", "rotation", below=-15),)),
    "heel lifts": Event((kept("toes"), grows("ankle", "flexion", below=-12))),
    "heel lowers": Event((kept("toes"), grows("ankle", "flexion", above=12))),
    "arm threads": Event(
        (_ON_FOURS, empty_handed, grows("shoulder", "abduction", below=-25)),
        ("arm forward", "arm level"),
    ),
    "arm opens up": Event(
        (
            _ON_FOURS,
            empty_handed,
            grows("shoulder", "abduction", above=25),
            reaches("shoulder", "abduction", above=95),
        ),
        ("arm out", "arm down"),
    ),
    "arm lifts sideways": Event(
        (
            on_side,
            empty_handed,
            grows("shoulder", "abduction", above=25),
            reaches("shoulder", "abduction", below=95),
        ),
        ("arm out",),
    ),
    "arm opens behind": Event(
        (
            on_side,
            empty_handed,
            grows("shoulder", "abduction", above=25),
            reaches("shoulder", "abduction", above=95),
        ),
        ("arm out",),
    ),
    "arm along floor": Event(
        (empty_handed, leaned(-30, 30), leans(above=60), reaches("shoulder", "flexion", above=150)),
        ("arm down to floor", "arm forward", "arm up"),
    ),
    "hand beside head": Event(
        (
            _ON_FOURS,
            empty_handed,
            grows("elbow", "flexion", above=60),
            reaches("shoulder", "abduction", above=60),
        ),
        ("arm out",),
    ),
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
            face_up,
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
