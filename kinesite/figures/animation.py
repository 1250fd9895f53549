"""A movement as numbers: the outlines of the body at moments from the start to the last frame.

Moments are so near to each other that what lies between two of them can be read off the points of the outlines: on a
straight way from one to the next, a limb that turns by `TURN` degrees looks 1 % shorter at most. Law: what is planted
keeps its points at every moment, and every moment says in which order its shapes are painted.
"""

import json
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import acos, ceil, degrees
from typing import NamedTuple

from kinesite.figures.body import Bone
from kinesite.figures.language import Figure
from kinesite.figures.motion import between, shift
from kinesite.figures.plants import Pose
from kinesite.figures.props import PEDALS, STRAPS, moving, turning
from kinesite.figures.silhouette import person
from kinesite.figures.space import distance, dot
from kinesite.figures.tracks import Dots, Ring, evened, rings
from kinesite.figures.views import seen, world

TURN = 16
"""Degrees that a bone turns at most between two moments, unless that takes more than `MOST`."""
FEWEST, MOST = 2, 10
"""Steps of one move."""
TOGETHER = 15
"""Steps of all moves of a figure that has several, shared out evenly: the file stays light."""
GREAT = 60
"""Degrees of turning from which a move is looked at in as many stages as this, to find where it is fast."""
STAGES = 8
NEAR = 0.5
"""A move goes past the start when it comes nearer to it than this share of the distance of both its ends."""
PASSING = (0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85)
"""Shares of a move at which it may pass the start."""
SAME = 0.001
"""Poses whose joints are no farther apart on average, in statures, are the same."""
EDGE = 6
"""Room for the line round a shape, in thousandths of the stature."""
_PROP = re.compile(r'class="([a-z ]+)" d="([^"]+)"')


class _Part(NamedTuple):
    """One shape at one moment."""

    part: str
    name: str
    far: bool
    rings: tuple[Ring, ...]

    @property
    def key(self) -> "_Key":
        """What tells it from others: a shape whose curves are of another form is another shape."""
        return self.part, self.name, *((ring.smooth, ring.closed) for ring in self.rings)


_Key = tuple[object, ...]


class Curve(NamedTuple):
    """What stays the same of one curve of a shape."""

    smooth: bool
    closed: bool
    size: int
    """How many points it goes through."""


class Shape(NamedTuple):
    """What stays the same of a shape as long as the movement lasts."""

    name: str
    """Its class names, the far side apart."""
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Animation:
    """A movement from the start to its last frame."""

    shapes: tuple[Shape, ...]
    moves: tuple[int, ...]
    """How many steps lead from each frame to the next."""
    home: bool
    """Whether the last move leads back to the start; else the way back is the way there, backwards."""
    orders: tuple[tuple[tuple[int, bool], ...], ...]
    """For each moment the shapes that show in the order of painting: (number, whether on the far side)."""
    moments: tuple[Mapping[int, Dots], ...]
    """For each moment the points of each shape that shows, curve after curve."""


class Move(NamedTuple):
    """The way from one frame to the next."""

    before: Pose
    after: Pose
    shares: tuple[float, ...]
    """Where on this way its moments are, the last frame apart."""

    @property
    def steps(self) -> int:
        """How many moments it takes after the first."""
        return len(self.shares) + 1

    def poses(self) -> Iterator[Pose]:
        """The moments after the first, up to the frame that it leads to."""
        yield from (between(self.before, self.after, share) for share in self.shares)
        yield self.after


def course(figure: Figure) -> tuple[Move, ...]:
    """All moves of a movement, the way home among them where it is one of its own."""
    ways = list(pairwise(_route(figure.poses)))
    most = max(FEWEST, min(MOST, TOGETHER // max(1, len(ways))))
    return tuple(Move(*way, _shares(*way, most)) for way in ways)


def _shares(before: Pose, after: Pose, most: int) -> tuple[float, ...]:
    """Where a move is cut, so that its bones turn evenly from moment to moment, and not far."""
    turns = _turns(before, after, 2)
    if sum(turns) > GREAT:
        turns = _turns(before, after, STAGES)
    if not sum(turns):
        return ()  # a frame that only points something out
    steps = max(FEWEST, min(most, ceil(sum(turns) / TURN)))
    reached = [0.0, *accumulate(turns)]
    cuts = []
    for step in range(1, steps):
        wanted = reached[-1] * step / steps
        stage = bisect(reached, wanted) - 1
        cuts.append((stage + (wanted - reached[stage]) / turns[stage]) / len(turns) if turns[stage] else step / steps)
    return tuple(cuts)


def _turns(before: Pose, after: Pose, stages: int) -> list[float]:
    """How far the bone turns that turns farthest, in each of so many stages of a move; in degrees."""
    way = [between(before, after, stage / stages).bones for stage in range(1, stages)]
    return [max(_turned(a[name], b[name]) for name in a) for a, b in pairwise([before.bones, *way, after.bones])]


def animate(figure: Figure) -> Animation | None:
    """The movement of a figure; None where nothing moves."""
    if all(shift(figure.poses[0], pose) < SAME for pose in figure.poses):
        return None
    moves = course(figure)
    poses = [moves[0].before, *(pose for move in moves for pose in move.poses())]
    drawn = [_told_apart(_parts(figure, pose)) for pose in poses]
    shown: dict[_Key, list[tuple[int, _Part]]] = {}
    for moment, parts in enumerate(drawn):
        for key, part in parts.items():
            shown.setdefault(key, []).append((moment, part))
    numbers = {key: number for number, key in enumerate(shown)}
    moments: list[dict[int, Dots]] = [{} for _ in drawn]
    shapes = [_tracked(number, shown[key], moments) for key, number in numbers.items()]
    orders = tuple(tuple((numbers[key], part.far) for key, part in parts.items()) for parts in drawn)
    home = len(moves) > 1 and _distance(poses[0], poses[-1]) < SAME
    return Animation(tuple(shapes), tuple(move.steps for move in moves), home, orders, tuple(moments))


def _route(poses: Sequence[Pose]) -> Sequence[Pose]:
    """The poses of the movement, and the start again when the last move goes past it.

    A back that was rounded and then dips is not rounded again before it is level.
    """
    start, before, last = poses[0], poses[-2], poses[-1]
    if before is start or _distance(start, last) < SAME:
        return poses
    passing = min(_distance(start, between(before, last, share)) for share in PASSING)
    past = passing < NEAR * min(_distance(start, before), _distance(start, last))
    return (*poses, start) if past else poses


def _distance(a: Pose, b: Pose) -> float:
    """How far apart the joints of two poses are on average, in statures."""
    here, there = a.bones, b.bones
    return sum(distance(here[name].origin, there[name].origin) for name in here) / len(here)


def _tracked(number: int, shown: Sequence[tuple[int, _Part]], moments: Sequence[dict[int, Dots]]) -> Shape:
    """A shape from what is drawn of it, after writing its points into the moments at which it shows."""
    curves = [evened(rings) for rings in zip(*(part.rings for _, part in shown), strict=True)]
    for place, (moment, _) in enumerate(shown):
        moments[moment][number] = tuple(dot for curve in curves for dot in curve[place])
    first = shown[0][1]
    sizes = [len(curve[0]) for curve in curves]
    return Shape(
        first.name,
        tuple(Curve(ring.smooth, ring.closed, size) for ring, size in zip(first.rings, sizes, strict=True)),
    )


def _told_apart(parts: Iterable[_Part]) -> dict[_Key, _Part]:
    """The parts of one moment by their keys, with those numbered that look alike, such as the lines of a face."""
    counted: Counter[_Key] = Counter()
    found = {}
    for part in parts:
        key = part.key
        found[*key, counted[key]] = part
        counted[key] += 1
    return found


def _parts(figure: Figure, pose: Pose) -> Iterator[_Part]:
    """The body at one moment, the farthest shape first, and the props that go with it."""
    bones = seen(pose.bones, figure.view)
    for shape in person(bones):
        if shape.path:
            yield _Part(shape.part, shape.name, shape.far, rings(shape.path))
    for item in figure.props:
        if item.name in (*PEDALS, *STRAPS):
            for name, path in _PROP.findall(turning(item, bones) + moving(item, bones, bones, world(figure.view))):
                yield _Part(item.name, name, far=False, rings=rings(path))


def _turned(before: Bone, after: Bone) -> float:
    """The angle between two states of a bone, in degrees."""
    trace = sum(dot(a, b) for a, b in zip(before.turn, after.turn, strict=True))
    return degrees(acos(max(-1.0, min(1.0, (trace - 1) / 2))))


def stage(figure: Figure, animation: Animation, view_box: str) -> str:
    """The view box of the stills, as much larger as the movement needs; a limited one stays as it is."""
    if figure.detail:
        return view_box
    left, top, width, height = map(int, view_box.split())
    dots = [place for moment in animation.moments for shape in moment.values() for place in shape]
    xs, ys = [x for x, _ in dots], [y for _, y in dots]
    new_left, new_top = min(left, min(xs) - EDGE), min(top, min(ys) - EDGE)
    right, bottom = max(left + width, max(xs) + EDGE), max(top + height, max(ys) + EDGE)
    return f"{new_left} {new_top} {right - new_left} {bottom - new_top}"


def film(figure: Figure, view_box: str) -> str:
    """The movement of a figure as JSON for a player, seen through the view box of its stills; empty for a single still.

    `shapes` are [class names, [[points, smooth, closed] of each curve]]; `moves` says how many moments each move takes.
    `orders` gives for each moment what shows, the farthest first: twice the number of a shape, and one more when it is
    on the far side. `points` are differences: of a shape that shows for the first time from point to point, afterwards
    from the last moment at which it showed; the shapes of a moment follow each other by number.
    """
    animation = animate(figure)
    if animation is None:
        return ""
    data = {
        "box": stage(figure, animation, view_box),
        "shapes": [[shape.name, [_form(curve) for curve in shape.curves]] for shape in animation.shapes],
        "moves": animation.moves,
        "home": animation.home,
        "orders": [[2 * number + far for number, far in order] for order in animation.orders],
        "points": list(_differences(animation.moments)),
    }
    return json.dumps(data, separators=(",", ":"))


def _form(curve: Curve) -> tuple[int, int, int]:
    """How many points, whether smooth, whether closed."""
    return curve.size, int(curve.smooth), int(curve.closed)


def _differences(moments: Sequence[Mapping[int, Dots]]) -> Iterator[list[int]]:
    last: dict[int, Dots] = {}
    for moment in moments:
        row: list[int] = []
        for number, dots in sorted(moment.items()):
            base = last.get(number) or ((0, 0), *dots[:-1])
            row += [now - was for pair in zip(dots, base, strict=True) for now, was in zip(*pair, strict=True)]
            last[number] = dots
        yield row
