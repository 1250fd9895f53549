"""The small phrases inside a figure file, read without ever failing: `flexion 90, abduction 20`.

Law: nonsense gives Problems with a reason and a fix; no value, however odd, raises.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kinesite.figures.joints import JOINTS, MOTIONS, PAIRS, Angle
from kinesite.figures.landmarks import LANDMARKS

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a figure, complete but for its line."""

    path: Path
    """Keys from the top of the mapping down to the value that is wrong."""
    message: str
    """What is wrong, in one line."""
    why: str
    """What it would do to a reader, in one sentence."""
    fix: str
    """What to write instead, in one sentence."""


@dataclass(frozen=True, slots=True)
class Motion:
    """One motion of one joint, as it was written."""

    joint: str
    name: str
    degrees: float

    @property
    def angle(self) -> Angle:
        """The axis it is about."""
        return self.joint, MOTIONS[self.name][0]

    @property
    def value(self) -> float:
        """Degrees about that axis, with its sign."""
        return self.degrees * MOTIONS[self.name][1]


NEUTRAL = "neutral"
"""The phrase that brings a joint back to the fundamental position."""
UNSEEN = "The picture cannot be drawn, so readers would see no movement."
_MOTION = re.compile(r"([a-z ]{1,40}?) +(\d{1,3}(?:\.\d{1,3})?)")


_FEET = {"feet": "foot"}
"""A plural that is not made with an s, and its singular."""


_NUMBERED = re.compile(r"([a-z]+(?: [a-z]+)?)[^a-z\d-]*(-?)(\d{1,3})")
OWN_RANGES = ("body", "belly")
"""What is no joint of the books: its ranges are our own."""


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean "left hip"?`, or nothing when no known word is near."""
    words, written = set(known), word[:60].lower().strip()
    one = _FEET.get(written) or (written if f"left {written}" in words else written.removesuffix("s"))
    if {f"left {one}", f"right {one}"} <= words and written not in words:
        return f'; did you mean "left {one}" or "right {one}"?'
    turned = " ".join(reversed(written.split()))
    inside = [each for each in words if len(each) > SHORTEST and re.search(rf"\b{re.escape(each)}\b", written)]
    close = difflib.get_close_matches(written, sorted(words), n=1, cutoff=0.65)
    found = [turned] if turned in words else close or sorted(inside, key=lambda each: (-len(each), each))
    return f'; did you mean "{found[0]}"?' if found else ""


SHORTEST = 2
"""A known word of no more characters is not looked for inside what was written."""
_SHORT = 40
"""Characters of a text that a message repeats."""
_HUGE = 10**15
_KINDS: Mapping[type, str] = {
    list: "a list",
    tuple: "a list",
    dict: "a mapping",
    type(None): "nothing",
    float: "that number",
}


def shown(value: object) -> str:
    """A value as a message shows it: short, whatever it is."""
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= _SHORT else f'"{value[:_SHORT]}…"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"the number {value}" if abs(value) < _HUGE else "a huge number"
    return _KINDS.get(type(value), "something that is not text")


def one_of(known: Collection[str]) -> str:
    """The allowed words, for a fix."""
    words = set(known)
    pairs = {word for word in words if "left " in word and word.replace("left ", "right ", 1) in words}
    alone = words - pairs - {word.replace("left ", "right ", 1) for word in pairs}
    return f"Use one of: {', '.join(sorted(alone | {word.replace('left ', 'left or right ', 1) for word in pairs}))}."


def unknown(path: Path, what: str, value: object, known: Collection[str]) -> Problem:
    """The Problem of a word that is not in a closed list."""
    if isinstance(value, str):
        message = f"unknown {what} {shown(value)}{nearest(value, known)}"
    else:
        message = f"the {what} is missing" if value is None else f"the {what} must be a word, not {shown(value)}"
    return Problem(path, message, UNSEEN, one_of(known))


def wrong_type(path: Path, what: str, value: object, example: str) -> Problem:
    """The Problem of a value of the wrong type; `what` says what it must be, such as `props must be a list`."""
    return Problem(path, f"{what}, not {shown(value)}", UNSEEN, f"Write it like this: {example}")


def motions(path: Path, joint: str, value: object) -> tuple[list[Motion], list[Problem]]:
    """The motions of a joint, or of both joints of a pair, from a phrase."""
    joints = PAIRS.get(joint, (joint,))
    if not isinstance(value, str):
        return [], [_no_motion(path, joint, value)]
    found: list[Motion] = []
    problems: list[Problem] = []
    for part in value[:400].split(","):
        read = _motion(path, joint, part.strip())
        if isinstance(read, Problem):
            problems.append(read)
        elif any(other.angle == read.angle for other in found):
            problems.append(_twice(path, read))
        else:
            found.append(read)
    both = [Motion(each, motion.name, motion.degrees) for motion in found for each in joints]
    return both, problems


def _motion(path: Path, joint: str, text: str) -> Motion | Problem:
    match = _MOTION.fullmatch(text)
    ranges = ranges_of(joint)
    if not match:
        return _no_motion(path, joint, text)
    name, degrees = match[1], float(match[2])
    if name not in ranges:
        return unknown(path, f"motion of {joint}", name, ranges)
    motion = Motion(joint, name, degrees)
    return _beyond(path, motion, ranges[name]) if degrees > ranges[name] else motion


def ranges_of(joint: str) -> Mapping[str, float]:
    """The motions of a joint or of a pair of joints, and how far each goes."""
    return JOINTS[PAIRS.get(joint, (joint,))[0]]


def _no_motion(path: Path, joint: str, value: object) -> Problem:
    text = value if isinstance(value, str) else ""
    near = nearest(text, (NEUTRAL,)) if text else ""
    message = f"{joint} must be told motions and their {unit_of(joint)}, not {shown(value)}{near}"
    return Problem(path, message, UNSEEN, f"Write it like this: {joint}: {_meant(joint, value)}")


def _meant(joint: str, value: object) -> str:
    """The phrase that comes nearest to what was written."""
    ranges = ranges_of(joint)
    text = value[:400] if isinstance(value, str) else shown(value)
    said = [(_other(name, ranges) if sign else name, degrees) for name, sign, degrees in _NUMBERED.findall(text)]
    known = [(name, degrees) for name, degrees in said if name in ranges]
    if not known:
        degrees = re.search(r"\d{1,3}", text)
        name = next((each for each in ranges if each in text), next(iter(ranges)))
        known = [(name, degrees[0] if degrees else "10")]
    return ", ".join(f"{name} {min(float(degrees), ranges[name]):g}" for name, degrees in known)


def _other(name: str, ranges: Collection[str]) -> str:
    """The motion the other way."""
    axis, sign = MOTIONS.get(name, ("", 0))
    return next((each for each in ranges if MOTIONS[each] == (axis, -sign)), name)


def unit_of(joint: str) -> str:
    """What a joint's motions are measured in."""
    return "millimetres" if joint == "belly" else "degrees"


def _beyond(path: Path, motion: Motion, most: float) -> Problem:
    source = "" if motion.joint in OWN_RANGES else " (Kapandji, The Physiology of the Joints)"
    return Problem(
        path,
        f"{motion.joint}: {motion.name} {motion.degrees:g} is more than the joint allows",
        f"A body reaches about {most:g} {unit_of(motion.joint)} there{source}; "
        "the picture would show something that hurts.",
        f"Write {motion.name} {most:g} or less.",
    )


def _twice(path: Path, motion: Motion) -> Problem:
    return Problem(
        path,
        f"{motion.joint} is told twice how far to go ({motion.name} is one of two words for one motion)",
        "Only one of the two could be shown.",
        "Keep one of them.",
    )


def place(name: str, side: str) -> str | None:
    """The landmark for a name; without a side it is the one on `side`."""
    if name in LANDMARKS:
        return name
    sided = f"{side} {name}"
    return sided if sided in LANDMARKS else None
