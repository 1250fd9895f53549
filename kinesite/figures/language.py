"""The figures' language: a parsed mapping becomes a Figure, or all of its Problems at once.

    posture: all-fours                  # a start posture, by the clinic's name
    view: side                          # side (default), front, back, above, angled, raised
    detail: upper body                  # or trunk; only where the rest says nothing
    props: [mat, towel round right foot]
    start:                              # how the start differs from the posture
      hands: on belly
    moves:                              # one frame each; [] for a single still
      - planted: [right knee, left hand]
        left hip: extension 5           # joint: motion degrees, motion degrees
        knees: neutral                  # both sides; back to the fundamental position
        right hand: on left knee        # or free
        arrow: [left foot]              # where the body goes
        feel: [left buttock]            # where it is felt
        line: [right shoulder, left heel]
        ghost: true                     # the frame before, faintly

What a move does not say stays as it was. What is planted stays where it is; the first planted point
carries the body. Law: `parse` never raises, and a Figure can always be drawn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kinesite.figures.joints import JOINTS, PAIRS
from kinesite.figures.landmarks import LANDMARKS, RESTS
from kinesite.figures.motion import Move, poses_of, shift
from kinesite.figures.phrases import (
    NEUTRAL,
    Motion,
    Path,
    Problem,
    motions,
    place,
    unknown,
    wrong_type,
)
from kinesite.figures.plants import Pose, missed
from kinesite.figures.postures import POSTURES
from kinesite.figures.props import PROPS, Prop, prop
from kinesite.figures.views import CAMERAS

KEYS = ("posture", "view", "detail", "props", "start", "moves")
DETAILS = ("upper body", "trunk")
"""Parts that a picture can be limited to, where the rest says nothing."""
STILL = 0.0005
"""Statures by which nothing has moved."""
MOST_MOVES = 8
"""More moves than this are a film, not a figure."""
HANDS: Mapping[str, tuple[str, ...]] = {
    "hands": ("left hand", "right hand"),
    "left hand": ("left hand",),
    "right hand": ("right hand",),
}
FREE = "free"
"""What lets a hand go."""
PLACES = (FREE, *(f"on {name}" for name in LANDMARKS))
"""Where a hand can be put."""
MARKS = ("arrow", "feel", "line")
"""Lists of landmarks: what moves, where it is felt, what to keep straight."""
MOVE_KEYS = (*JOINTS, *PAIRS, *HANDS, *MARKS, "planted", "ghost")


@dataclass(frozen=True, slots=True)
class Figure:
    """A movement that can be drawn and described."""

    posture: str
    view: str
    detail: str
    """What the picture is limited to; empty for the whole body."""
    props: tuple[Prop, ...]
    moves: tuple[Move, ...]
    """The start, then every move."""
    poses: tuple[Pose, ...]
    """One solved pose for each of `moves`."""

    @property
    def position(self) -> str:
        """The site's word for the posture it starts from, such as `lying-back`."""
        return POSTURES[self.posture].position


def parse(mapping: object) -> Figure | tuple[Problem, ...]:
    """The figure that a mapping describes, or every mistake in it."""
    problems: list[Problem] = []
    if not isinstance(mapping, dict):
        return (wrong_type((), "a figure must be fields", mapping, "posture: standing"),)
    _check_keys((), mapping, KEYS, problems)
    posture = _word(mapping, "posture", POSTURES, problems)
    view = _word(mapping, "view", CAMERAS, problems) if "view" in mapping else "side"
    detail = _word(mapping, "detail", DETAILS, problems) if "detail" in mapping else ""
    props = _props(mapping.get("props", []), problems)
    moves = [_move(("start",), mapping.get("start", {}), problems)]
    moves += _moves(mapping.get("moves"), problems)
    if problems or posture is None or view is None or detail is None:
        return tuple(problems)
    poses = poses_of(POSTURES[posture], moves)
    return (
        _unreachable(mapping, poses) or _idle(moves, poses) or Figure(posture, view, detail, props, tuple(moves), poses)
    )


def _check_keys(path: Path, mapping: Mapping[object, object], known: tuple[str, ...], into: list[Problem]) -> None:
    for key in mapping:
        if not isinstance(key, str) or key not in known:
            step = key if isinstance(key, str) else "?"
            into.append(unknown((*path, step), "key", key, known))


def _word(mapping: Mapping[str, object], key: str, known: Collection[str], into: list[Problem]) -> str | None:
    """The value of a key that takes one word of a closed list."""
    value = mapping.get(key)
    if isinstance(value, str) and value in known:
        return value
    into.append(unknown((key,) if key in mapping else (), key, value, known))
    return None


def _props(value: object, into: list[Problem]) -> tuple[Prop, ...]:
    if not isinstance(value, list):
        into.append(
            wrong_type(("props",), "props must be a list", value, f"props: [{value if value in PROPS else 'mat'}]")
        )
        return ()
    found = [prop(("props", number), item) for number, item in enumerate(value)]
    into += [item for item in found if isinstance(item, Problem)]
    return tuple(item for item in found if isinstance(item, Prop))


def _moves(value: object, into: list[Problem]) -> list[Move]:
    example = "moves:, and below it, each after a hyphen, joints and motions, such as - left hip: flexion 30"
    if not isinstance(value, list):
        into.append(wrong_type(("moves",) if value is not None else (), "moves must be a list", value, example))
        return []
    if len(value) > MOST_MOVES:
        into.append(
            Problem(
                ("moves", MOST_MOVES),
                f"{len(value)} moves are too many for one figure",
                "A reader compares a few pictures; a long row of them is not understood.",
                f"Keep the {MOST_MOVES} most telling moves, or fewer.",
            )
        )
    return [_move(("moves", number), item, into) for number, item in enumerate(value[:MOST_MOVES])]


def _move(path: Path, value: object, into: list[Problem]) -> Move:
    if not isinstance(value, dict):
        into.append(wrong_type(path, f"{_named(path)} must say what joints do", value, "left hip: flexion 90"))
        return Move()
    _check_keys(path, value, MOVE_KEYS, into)
    marks = {key: _names((*path, key), value[key], LANDMARKS, into) for key in MARKS if key in value}
    into += _pointless(path, value)
    planted = _names((*path, "planted"), value["planted"], RESTS, into) if "planted" in value else None
    return Move(
        neutral=_neutral(value),
        motions=_joints(path, value, into),
        holds=_holds(path, value, into),
        planted=planted,
        ghost=_ghost(path, value, into),
        **marks,
    )


def _named(path: Path) -> str:
    return "start" if path == ("start",) else "a move"


def _neutral(value: Mapping[str, object]) -> tuple[str, ...]:
    joints = [key for key in (*JOINTS, *PAIRS) if value.get(key) == NEUTRAL]
    return tuple(each for joint in joints for each in PAIRS.get(joint, (joint,)))


def _joints(path: Path, value: Mapping[str, object], into: list[Problem]) -> tuple[Motion, ...]:
    said: list[Motion] = []
    for key in value:
        if key not in (*JOINTS, *PAIRS) or value[key] == NEUTRAL:
            continue
        read, problems = motions((*path, key), key, value[key])
        said += read
        into += problems
    return tuple(said)


def _holds(path: Path, value: Mapping[str, object], into: list[Problem]) -> tuple[tuple[str, str | None], ...]:
    """Where hands are put; a place without a side is the one on the hand's own side."""
    said: list[tuple[str, str | None]] = []
    for key in (key for key in HANDS if key in value):
        text = value[key]
        name = text.removeprefix("on ") if isinstance(text, str) else ""
        marks = [(hand, place(name, hand.partition(" ")[0])) for hand in HANDS[key]]
        if text != FREE and not all(mark for _, mark in marks):
            into.append(unknown((*path, key), "place for a hand", text, PLACES))
        said += marks
    return tuple(said)


def _ghost(path: Path, value: Mapping[str, object], into: list[Problem]) -> bool:
    ghost = value.get("ghost", False)
    if not isinstance(ghost, bool):
        into.append(wrong_type((*path, "ghost"), "ghost must be true or false", ghost, "ghost: true"))
    return ghost is True


def _names(path: Path, value: object, known: Mapping[str, object], into: list[Problem]) -> tuple[str, ...]:
    if not isinstance(value, list):
        example = value if isinstance(value, str) and value in known else next(iter(known))
        into.append(wrong_type(path, f"{path[-1]} must be a list", value, f"{path[-1]}: [{example}]"))
        return ()
    for number, name in enumerate(value):
        if not isinstance(name, str) or name not in known:
            into.append(unknown((*path, number), "part of the body", name, tuple(known)))
    return tuple(dict.fromkeys(name for name in value if isinstance(name, str)))


def _pointless(path: Path, value: Mapping[str, object]) -> list[Problem]:
    """What is pointed out but cannot be seen: a way without a beginning, a line without an end."""
    why = "It would not be drawn, and readers would miss it."
    found = []
    if path == ("start",):
        fix = "Write it in the move that it belongs to."
        found += [
            Problem((*path, key), f"the start has no frame before it, so {key} has nothing to show", why, fix)
            for key in ("arrow", "ghost")
            if value.get(key)
        ]
    line = value.get("line")
    if isinstance(line, list) and len(line) == 1:
        fix = "Name where it begins and where it ends, such as line: [right shoulder, right ankle]"
        found.append(Problem((*path, "line"), "a line needs two places", why, fix))
    return found


def _unreachable(mapping: Mapping[str, object], poses: tuple[Pose, ...]) -> tuple[Problem, ...]:
    """A Problem for each planted point or holding hand that the solved poses leave behind."""
    return tuple(
        Problem(
            _said_at(mapping, number, point),
            f"{point} cannot stay where it is put: it is out of reach",
            "The picture would show a hand or a foot that slides or a limb that grows.",
            "Plant or hold something else, or bend the joints on the way so that it comes within reach.",
        )
        for number, pose in enumerate(poses)
        for point in missed(pose)
    )


def _idle(moves: list[Move], poses: tuple[Pose, ...]) -> tuple[Problem, ...]:
    """A Problem for each move whose joints cannot move: something planted holds them, or they are there already."""
    found = []
    for number in range(1, len(moves)):
        if (moves[number].motions or moves[number].neutral) and shift(poses[number - 1], poses[number]) < STILL:
            planted = ", ".join(plant.point for plant in poses[number].plants)
            why = "Readers would look for a movement that is not there."
            fix = f"Write planted: with what really stays ({planted} stay now), or another angle."
            found.append(Problem(("moves", number - 1), "nothing moves in this picture", why, fix))
    return tuple(found)


def _said_at(mapping: Mapping[str, object], number: int, point: str) -> Path:
    """Where a frame says of a point that it stays: at its own key, in the list of what is planted, or nowhere."""
    path: Path = ("moves", number - 1) if number else ("start",)
    start, moves = mapping.get("start", {}), mapping.get("moves")
    move = [start, *(moves if isinstance(moves, list) else [])][number]
    keys = (point, *(pair for pair, hands in HANDS.items() if point in hands), "planted")
    return (*path, next(key for key in keys if key in move)) if any(key in move for key in keys) else path
