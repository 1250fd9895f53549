"""What each frame shows, in words: for those who cannot see the picture, and as its caption.

The sentences come from the solved poses, not from the file, so they cannot disagree with the drawing.
Every phrase stands whole in `PHRASES` and can be translated; no phrase is glued from parts of words.
Law: one description per frame, the same for the same figure.
"""

from collections.abc import Iterator, Mapping, Sequence

from kinesite.figures.body import SIDES
from kinesite.figures.events import MIDLINE, SIDED, Change, happens
from kinesite.figures.landmarks import LANDMARKS
from kinesite.figures.language import Figure
from kinesite.figures.motion import Move
from kinesite.figures.plants import Pose

_SIDED: Mapping[str, tuple[str, str]] = {
    "knee to chest": ("the {side} knee comes towards the chest", "both knees come towards the chest"),
    "leg lifts": ("the {side} leg lifts, straight", "both legs lift, straight"),
    "leg back": (
        "the {side} leg reaches back, in line with the body",
        "both legs stretch out, in line with the body",
    ),
    "leg forward": ("the {side} leg swings forward", "both legs swing forward"),
    "leg lowers": ("the {side} leg lowers", "both legs lower"),
    "knee bends": ("the {side} knee bends", "both knees bend"),
    "knee straightens": ("the {side} knee straightens", "both knees straighten"),
    "knee opens": ("the {side} knee opens out to the side", "both knees open out to the sides"),
    "knee closes": ("the {side} knee comes back to the middle", "both knees come back to the middle"),
    "heel lifts": ("the {side} heel lifts", "both heels lift"),
    "heel lowers": ("the {side} heel lowers", "both heels lower"),
    "arm up": ("the {side} arm reaches past the head", "both arms reach past the head"),
    "arm forward": ("the {side} arm reaches forward", "both arms reach forward"),
    "arm down": ("the {side} arm comes back to the side", "both arms come back to the sides"),
    "arm back": ("the {side} elbow draws back", "both elbows draw back"),
    "arm out": ("the {side} arm opens out to the side", "both arms open out to the sides"),
    "shoulder lifts": ("the {side} shoulder lifts towards the ear", "both shoulders lift towards the ears"),
    "shoulder lowers": ("the {side} shoulder lowers", "both shoulders lower"),
    "shoulder back": ("the {side} shoulder blade draws back", "the shoulder blades draw together"),
    "shoulder ahead": ("the {side} shoulder comes forward", "both shoulders come forward"),
}
_MIDLINE: Mapping[str, str] = {
    "back rounds": "the back rounds",
    "back arches": "the back arches",
    "back straightens": "the back comes back to straight",
    "belly rises": "the belly rises",
    "belly falls": "the belly draws in",
    "pelvis tucks": "the pelvis tilts back and the low back flattens",
    "pelvis tips": "the pelvis tips forward and the low back arches",
    "chest turns left": "the chest turns to the left",
    "chest turns right": "the chest turns to the right",
    "knees roll left": "the pelvis and the knees roll to the left",
    "knees roll right": "the pelvis and the knees roll to the right",
    "body bends left": "the body bends to the left",
    "body bends right": "the body bends to the right",
    "head turns left": "the head turns to the left",
    "head turns right": "the head turns to the right",
    "head tilts left": "the head tilts to the left",
    "head tilts right": "the head tilts to the right",
    "head drops": "the head drops forward",
    "head lifts": "the head lifts",
    "chin tucks": "the chin slides straight back",
    "trunk forward": "the trunk leans forward",
    "trunk back": "the trunk leans back",
    "hips lift": "the hips lift",
    "hips lower": "the hips lower",
    "still": "nothing moves that can be seen",
}
_POSTURES: Mapping[str, str] = {
    "lying-back": "lying on the back with the legs straight",
    "crook-lying": "lying on the back with both knees bent and the feet flat",
    "lying-front": "lying on the front",
    "side-lying": "lying on the side with the hips and knees bent",
    "all-fours": "on hands and knees, with the back level",
    "kneeling": "kneeling upright",
    "half-kneeling": "kneeling on the right knee, with the left foot in front",
    "sitting": "sitting tall on a chair with the feet flat",
    "sitting-floor": "sitting on the floor with the legs straight",
    "standing": "standing tall",
}
PHRASES: Mapping[str, str] = {
    "sentence": "{text}.",
    "and": "{first} and {last}",
    "comma": "{first}, {rest}",
    "hand on": "the {hand} rests on the {place}",
    "hands on": "the hands rest on the {left} and the {right}",
    "hands on one place": "both hands rest on the {place}",
    "hand free": "the {hand} lets go",
    **{f"posture {name}": text for name, text in _POSTURES.items()},
    **_MIDLINE,
    **{f"{side} {key}": one.format(side=side) for key, (one, _) in _SIDED.items() for side in SIDES},
    **{f"both {key}": both for key, (_, both) in _SIDED.items()},
    **{name: name for name in (*LANDMARKS, "left hand", "right hand")},
}
"""The English phrases by key. A translation has the same keys and the same names in braces."""


def describe(figure: Figure, phrases: Mapping[str, str] = PHRASES) -> tuple[str, ...]:
    """What each frame shows, one text per frame; `phrases` are `PHRASES` or a translation of them."""
    first = [phrases[f"posture {figure.posture}"], *_holding(figure.moves[0], phrases)]
    texts = [_sentence([phrase], phrases) for phrase in first]
    told = [" ".join(texts)]
    for number, move in enumerate(figure.moves[1:], 1):
        events = _events(figure.poses[number - 1], figure.poses[number])
        clauses = [*(phrases[key] for key in events), *_holding(move, phrases)]
        told.append(_sentence(clauses or [phrases["still"]], phrases))
    return tuple(told)


def _sentence(clauses: Sequence[str], phrases: Mapping[str, str]) -> str:
    text = clauses[-1]
    if len(clauses) > 1:
        text = phrases["and"].format(first=clauses[-2], last=text)
    for clause in reversed(clauses[:-2]):
        text = phrases["comma"].format(first=clause, rest=text)
    return phrases["sentence"].format(text=text[0].upper() + text[1:])


def _holding(move: Move, phrases: Mapping[str, str]) -> list[str]:
    placed = {hand: mark for hand, mark in move.holds if mark}
    clauses = [phrases["hand free"].format(hand=phrases[hand]) for hand, mark in move.holds if not mark]
    if len(placed) == len(SIDES):
        left, right = placed["left hand"], placed["right hand"]
        if left == right:
            return [*clauses, phrases["hands on one place"].format(place=phrases[left])]
        return [*clauses, phrases["hands on"].format(left=phrases[left], right=phrases[right])]
    for hand, mark in placed.items():
        clauses.append(phrases["hand on"].format(hand=phrases[hand], place=phrases[mark]))
    return clauses


def _events(before: Pose, after: Pose) -> Iterator[str]:
    """The keys of what happens between two poses, the trunk first."""
    yield from (key for key, tests in MIDLINE.items() if happens(Change(before, after), tests))
    for key, tests in SIDED.items():
        sides = [side for side in SIDES if happens(Change(before, after, f"{side} "), tests)]
        if sides:
            yield f"both {key}" if len(sides) == len(SIDES) else f"{sides[0]} {key}"
