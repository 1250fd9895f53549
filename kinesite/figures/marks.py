"""What is pointed out in a frame: where the body goes, where it is felt, what to keep straight.

Law: marks come from the pose, so they cannot disagree with it; they carry no words.
"""

from math import hypot

from kinesite.figures.landmarks import LANDMARKS, landmark
from kinesite.figures.language import Figure
from kinesite.figures.motion import between
from kinesite.figures.outline import Camera, Point, curve, line
from kinesite.figures.plants import Pose
from kinesite.figures.space import Vector, add, scale, unit

CLEAR = 0.035
"""How far off the body an arrow runs."""
SHORTEST = 0.09
"""A smaller movement gets an arrow of this length, or it would not be seen."""
STEPS = 5
HEAD = 0.026
BEYOND = 0.06
"""How far a line to keep straight goes past its ends."""


def marks(figure: Figure, number: int, camera: Camera) -> str:
    """The marks of one frame."""
    move, pose = figure.moves[number], figure.poses[number]
    parts = [_line(pose, move.line, camera)] if len(move.line) > 1 else []
    parts += [_feel(pose, mark, camera) for mark in move.feel]
    if number:
        parts += [_arrow((figure.poses[number - 1], pose), mark, camera) for mark in move.arrow]
    return "".join(parts)


def _feel(pose: Pose, mark: str, camera: Camera) -> str:
    x, y = camera.see(landmark(pose.bones, mark))
    radius = LANDMARKS[mark].size
    return f'<circle class="feel" cx="{x * 1000:.0f}" cy="{y * 1000:.0f}" r="{radius * 1000:.0f}"/>'


def _line(pose: Pose, names: tuple[str, ...], camera: Camera) -> str:
    first, last = (camera.see(landmark(pose.bones, name)) for name in (names[0], names[-1]))
    size = hypot(last[0] - first[0], last[1] - first[1]) or 1.0
    dx, dy = (last[0] - first[0]) / size * BEYOND, (last[1] - first[1]) / size * BEYOND
    ends = [(first[0] - dx, first[1] - dy), (last[0] + dx, last[1] + dy)]
    return f'<path class="line" d="{line(ends)}"/>'


def _arrow(way: tuple[Pose, Pose], mark: str, camera: Camera) -> str:
    """A curved arrow along the way that a place really takes."""
    path = [camera.see(_beside(between(*way, step / STEPS), mark)) for step in range(STEPS + 1)]
    path = _long_enough(path)
    (x, y), (bx, by) = path[-1], path[-2]
    size = hypot(x - bx, y - by) or 1.0
    dx, dy = (x - bx) / size * HEAD, (y - by) / size * HEAD
    head = [(x - dx - dy * 0.75, y - dy + dx * 0.75), (x, y), (x - dx + dy * 0.75, y - dy - dx * 0.75)]
    return f'<path class="arrow" d="{curve(path, closed=False)}{line(head)}"/>'


def _beside(pose: Pose, mark: str) -> Vector:
    """A place a little off the body's surface at a landmark."""
    bone, place, _ = LANDMARKS[mark]
    outward = unit((place[0], 0.0, place[2]))
    return pose.bones[bone].at(add(place, scale(outward, CLEAR)))


def _long_enough(path: list[Point]) -> list[Point]:
    (x, y), (ex, ey) = path[0], path[-1]
    size = hypot(ex - x, ey - y)
    if size >= SHORTEST:
        return path
    factor = SHORTEST / max(size, 1e-4)
    return [(ex + (px - ex) * factor, ey + (py - ey) * factor) for px, py in path]
