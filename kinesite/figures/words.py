"""What each frame shows, in words: for those who cannot see the picture, and as its caption.

The sentences come from the solved poses, not from the file, so they cannot disagree with the drawing.
Every clause stands whole in `PHRASES` and can be translated. Law: one description per frame, the same
for the same figure.
"""

from collections.abc import Iterator, Mapping, Sequence

from kinesite.figures.events import told
from kinesite.figures.joints import SIDES
from kinesite.figures.language import Figure
from kinesite.figures.motion import Move, poses_of, shift
from kinesite.figures.phrasebook import PHRASES
from kinesite.figures.plants import Pose
from kinesite.figures.postures import POSTURES

UNTOLD_AT_START = (
    "arm back",
    "arm down",
    "arm forward",
    "arm swings",
    "elbow back",
    "hips lower",
    "leg back",
    "leg forward",
)
"""What a start position may differ in from its posture without a word."""
STRAIGHT = (20, 20)
"""Degrees of hip and knee below which a leg lies straight."""
FLAT = (30, 75)
"""Degrees of the hip between which a bent leg stands on its foot."""
LYING: Mapping[tuple[str, ...], str] = {
    ("lying-back", "straight", "straight"): "lying-back",
    ("lying-back", "bent", "bent"): "crook-lying",
    ("lying-back", "bent", "straight"): "right leg straight",
    ("lying-back", "bent", "raised"): "left foot flat",
    ("side-lying", "straight", "bent"): "top leg straight",
}
"""A lying position with what the left and the right leg do in it, and what it is called."""


SEEN = 0.004
"""Statures by which something has to move to be worth a word."""


def describe(figure: Figure, phrases: Mapping[str, str] = PHRASES) -> tuple[str, ...]:
    """What each frame shows, one text per frame; `phrases` are `PHRASES` or a translation of them."""
    bare = poses_of(POSTURES[figure.posture], [Move()])[0]
    texts = [_sentence([phrases[f"posture {_posture(figure)}"]], phrases)]
    texts += [_sentence([clause], phrases) for clause in _props(figure, phrases)]
    poses = [bare, *figure.poses]
    for number, move in enumerate(figure.moves):
        events = [
            (side, name)
            for side, name in told(poses[number], poses[number + 1])
            if number or name not in UNTOLD_AT_START
        ]
        clauses = [phrases[f"{side} {name}".strip()] for side, name in events]
        clauses += [*_holds(move, phrases), *_line(move, phrases)]
        if number:
            texts.append(_sentence(clauses or [*_plainly(poses[number], poses[number + 1], phrases)], phrases))
        elif clauses:
            texts[:] = [" ".join([*texts, _sentence(clauses, phrases)])]
        else:
            texts[:] = [" ".join(texts)]
    return tuple(texts)


def _plainly(before: Pose, after: Pose, phrases: Mapping[str, str]) -> Iterator[str]:
    """What moves at least, where no event is worth its own words."""
    told = False
    for part, end in (("leg", "foot"), ("arm", "hand")):
        lands = {one.point for one in after.plants} - {one.point for one in before.plants}
        moved = [side for side in SIDES if shift(before, after, f"{side} {end}") > SEEN]
        if moved:
            told = True
            name = "foot lands" if part == "leg" and all(f"{side} foot" in lands for side in moved) else f"{part} moves"
            yield phrases[f"{moved[0] if len(moved) == 1 else 'both'} {name}"]
    if not told:
        yield phrases["body moves" if shift(before, after) > SEEN else "still"]


def _posture(figure: Figure) -> str:
    """What the start is called: a lying body by what its legs do, any other by its posture."""
    legs = [_leg(figure.poses[0], side) for side in SIDES]
    if figure.position == "lying-back":
        return LYING.get((figure.position, *legs), "on the back")
    return LYING.get((figure.position, *legs), figure.posture)


def _leg(pose: Pose, side: str) -> str:
    hip, knee = (pose.angles.get((f"{side} {joint}", "flexion"), 0.0) for joint in ("hip", "knee"))
    if hip < STRAIGHT[0] and knee < STRAIGHT[1]:
        return "straight"
    return "bent" if FLAT[0] < hip < FLAT[1] else "raised"


def _sentence(clauses: Sequence[str], phrases: Mapping[str, str]) -> str:
    text = clauses[-1]
    if len(clauses) > 1:
        text = phrases["and"].format(first=clauses[-2], last=text)
    for clause in reversed(clauses[:-2]):
        text = phrases["comma"].format(first=clause, rest=text)
    return phrases["sentence"].format(text=text[0].upper() + text[1:])


def _props(figure: Figure, phrases: Mapping[str, str]) -> Iterator[str]:
    """A clause for each prop that the posture's own words do not hold."""
    for item in figure.props:
        key = f"prop {item.name} at" if item.at else f"prop {item.name}"
        key = next(known for known in (f"{key} {item.at}", key) if known in phrases or known == key)
        if key in phrases:
            yield phrases[key].format(place=phrases[item.at] if item.at else "")


def _line(move: Move, phrases: Mapping[str, str]) -> Iterator[str]:
    """A clause for the line to keep straight."""
    if len(move.line) > 1:
        yield phrases["line"].format(first=phrases[move.line[0]], last=phrases[move.line[-1]])


def _holds(move: Move, phrases: Mapping[str, str]) -> Iterator[str]:
    """Clauses for the hands that come to rest on the body, and for those that let go."""
    placed = {hand: mark for hand, mark in move.holds if mark}
    freed = [hand for hand, mark in move.holds if not mark]
    if len(freed) == len(SIDES):
        yield phrases["hands free"]
    elif freed:
        yield phrases["hand free"].format(hand=phrases[freed[0]])
    if len(placed) == len(SIDES):
        yield _both(placed["left hand"], placed["right hand"], phrases)
    else:
        for hand, mark in placed.items():
            yield phrases["hand on"].format(hand=phrases[hand], place=phrases[mark])


def _both(left: str, right: str, phrases: Mapping[str, str]) -> str:
    """Where both hands rest: on one place, on a place and its twin, crossed, or on two places."""
    if left == right:
        return phrases["hands on one"].format(place=phrases[left])
    side, _, name = left.partition(" ")
    other, _, twin = right.partition(" ")
    if name == twin and {side, other} == {*SIDES}:
        return phrases["hands on twins" if side == "left" else "hands crossed"].format(places=phrases[f"both {name}"])
    return phrases["hands on two"].format(left=phrases[left], right=phrases[right])
