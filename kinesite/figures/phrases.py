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
_MOTION = re.compile(r"([a-z ]{1,40}?) +(\d{1,3}(?:\.\d{1,3})?)")


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean "left hip"?`, or nothing when no known word is near."""
    matches = difflib.get_close_matches(word[:60].lower(), sorted(known), n=1, cutoff=0.6)
    return f'; did you mean "{matches[0]}"?' if matches else ""


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
    words = sorted(known)
    return f"Use one of: {', '.join(words)}."


def unknown(path: Path, what: str, value: object, known: Collection[str]) -> Problem:
    """The Problem of a word that is not in a closed list."""
    near = nearest(value, known) if isinstance(value, str) else ""
    return Problem(
        path,
        f"unknown {what} {shown(value)}{near}",
        "The picture cannot be drawn, so readers would see no movement.",
        one_of(known),
    )


def wrong_type(path: Path, what: str, value: object, example: str) -> Problem:
    """The Problem of a value of the wrong type."""
    return Problem(
        path,
        f"{what} must not be {shown(value)}",
        "The picture cannot be drawn, so readers would see no movement.",
        f"Write it like this: {example}",
    )


def motions(path: Path, joint: str, value: object) -> tuple[list[Motion], list[Problem]]:
    """The motions of a joint, or of both joints of a pair, from a phrase."""
    joints = PAIRS.get(joint, (joint,))
    example = f"{joint}: {next(iter(JOINTS[joints[0]]))} 10"
    if not isinstance(value, str):
        return [], [wrong_type(path, f"the motion of {joint}", value, example)]
    found: list[Motion] = []
    problems: list[Problem] = []
    for part in value[:400].split(","):
        read = _motion(path, joints[0], part.strip())
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
    ranges = JOINTS[joint]
    if not match:
        example = next(iter(ranges))
        return wrong_type(path, f"a motion of {joint}", text, f"{example} {min(10, ranges[example]):g}")
    name, degrees = match[1], float(match[2])
    if name not in ranges:
        return unknown(path, f"motion of {joint}", name, ranges)
    if degrees > ranges[name]:
        return _beyond(path, Motion(joint, name, degrees), ranges)
    return Motion(joint, name, degrees)


def _beyond(path: Path, motion: Motion, ranges: Mapping[str, float]) -> Problem:
    return Problem(
        path,
        f"{motion.joint}: {motion.name} {motion.degrees:g} is more than the joint allows",
        f"A body reaches about {ranges[motion.name]:g} degrees there "
        "(Kapandji, The Physiology of the Joints); the picture would show something that hurts.",
        f"Write {motion.name} {ranges[motion.name]:g} or less.",
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
