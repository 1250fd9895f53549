"""What is pointed out in a frame: where the body goes, where it is felt, what to keep straight.

Law: marks come from the pose, so they cannot disagree with it; they carry no words.
"""

from collections.abc import Mapping, Sequence
from math import hypot

from kinesite.figures.body import Skeleton
from kinesite.figures.landmarks import LANDMARKS, landmark
from kinesite.figures.outline import Point, curve, line
from kinesite.figures.space import Vector, add, scale, unit
from kinesite.figures.views import on_page

CLEAR: Mapping[str, float] = {"hand": 0.085, "foot": 0.06, "nose": 0.03, "crown": 0.05, "forehead": 0.06}
"""How far off a landmark an arrow runs, where that is not the usual distance."""
USUAL = 0.04
SHORTEST = 0.09
"""A smaller movement gets an arrow of this length, or it would not be seen."""
HEAD = 0.028
"""Length of an arrow's head."""
HIDDEN = 0.03
"""How far behind its bone a place is that the body hides."""
BEYOND = 0.06
"""How far a line to keep straight goes past its ends."""


def feel(bones: Skeleton, mark: str) -> str:
    """The area where a movement is felt; nothing when the body hides it from the reader."""
    x, y, depth = landmark(bones, mark)
    bone = LANDMARKS[mark].bone
    if depth < bones[bone].origin[2] - HIDDEN:
        return ""
    radius = LANDMARKS[mark].size
    return f'<circle class="feel" cx="{x * 1000:.0f}" cy="{y * 1000:.0f}" r="{radius * 1000:.0f}"/>'


def straight(bones: Skeleton, names: Sequence[str]) -> str:
    """The line that the body keeps, from the first landmark to the last and a little beyond."""
    (x, y, _), (to_x, to_y, _) = (landmark(bones, name) for name in (names[0], names[-1]))
    size = hypot(to_x - x, to_y - y) or 1.0
    dx, dy = (to_x - x) / size * BEYOND, (to_y - y) / size * BEYOND
    return f'<path class="line" d="{line([(x - dx, y - dy), (to_x + dx, to_y + dy)])}"/>'


def arrow(moments: Sequence[Skeleton], view: str, mark: str) -> str:
    """A curved arrow along the way that a landmark takes through these moments."""
    path = _long_enough([on_page(_beside(bones, mark), view) for bones in moments])
    (x, y), (before_x, before_y) = path[-1], path[-2]
    size = hypot(x - before_x, y - before_y) or 1.0
    dx, dy = (x - before_x) / size * HEAD, (y - before_y) / size * HEAD
    head = [(x - dx - dy * 0.7, y - dy + dx * 0.7), (x, y), (x - dx + dy * 0.7, y - dy - dx * 0.7)]
    return f'<path class="arrow" d="{curve(path, closed=False)}{line(head)}"/>'


def _beside(bones: Skeleton, mark: str) -> Vector:
    """A place a little off the body's surface at a landmark."""
    bone, place, _ = LANDMARKS[mark]
    part = mark.removeprefix("left ").removeprefix("right ")
    outward = unit(place if part in CLEAR else (place[0], 0.0, place[2]))
    return bones[bone].at(add(place, scale(outward, CLEAR.get(part, USUAL))))


def _long_enough(path: list[Point]) -> list[Point]:
    (x, y), (to_x, to_y) = path[0], path[-1]
    size = hypot(to_x - x, to_y - y)
    if size >= SHORTEST:
        return path
    factor = SHORTEST / max(size, 1e-4)
    return [(to_x + (px - to_x) * factor, to_y + (py - to_y) * factor) for px, py in path]
