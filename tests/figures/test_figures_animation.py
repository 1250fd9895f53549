"""The movement of every figure: light, true to its stills, and lawful at every moment, on the way back too."""

import gzip
import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.figures import draw, film
from kinesite.figures.animation import Move, animate, course
from kinesite.figures.body import Skeleton
from kinesite.figures.landmarks import RESTS
from kinesite.figures.motion import between
from kinesite.figures.plants import Pose
from kinesite.figures.props import Box
from kinesite.figures.space import Vector, distance, mix
from kinesite.figures.svg import OFF_FLOOR
from kinesite.figures.tracks import Dots, Ring, evened, rings
from tests.figures.test_figures_laws import BONES, FIGURES, figure_of
from tests.figures.test_figures_solids import blocks, in_box, in_head, in_thigh, in_trunk, limb_points

pytestmark = pytest.mark.no_cover  # thousands of cases, of lines that other tests count

MOVING = [name for name in FIGURES if len(figure_of(name).poses) > 1]
BODY = re.compile(r'<path class="((?:skin|top|legs|hair|eye|face|seam|strap|pedals)[a-z ]*)" d="([^"]*)"/>')
PLAYED = [name for name in MOVING if name not in ("stationary-cycling", "swimming", "walking", "water-walking")]
"""Movements that go there and back; those that go on for minutes are not played."""
MOST_BYTES = 8_000
SHORTER = 0.93
"""How long a limb at least looks half-way between two moments."""


@cache
def text_of(name: str) -> str:
    figure = figure_of(name)
    return film(figure, draw(figure).view_box)


def film_of(name: str) -> Any:
    return json.loads(text_of(name))


@cache
def course_of(name: str) -> tuple[Move, ...]:
    return course(figure_of(name))


def unpacked(data: Any) -> list[dict[int, list[int]]]:
    """The points of each shape at each moment, as the player reads them."""
    last: dict[int, list[int]] = {}
    moments = []
    for order, row in zip(data["orders"], data["points"], strict=True):
        rest = iter(row)
        shown = {}
        for shape in sorted(place >> 1 for place in order):
            size = 2 * sum(points for points, _smooth, _closed in data["shapes"][shape][1])
            now: list[int] = []
            for n in range(size):
                before = last[shape][n] if shape in last else now[n - 2] if n > 1 else 0
                now.append(next(rest) + before)
            last[shape] = shown[shape] = now
        assert next(rest, None) is None
        moments.append(shown)
    return moments


@pytest.mark.parametrize("name", FIGURES)
def test_a_movement_is_light(name: str):
    assert len(gzip.compress(text_of(name).encode(), mtime=0)) <= MOST_BYTES


def test_a_single_still_has_no_movement():
    [still, *_] = [name for name in FIGURES if name not in MOVING]
    assert film(figure_of(still), "0 0 1 1") == ""
    assert animate(figure_of(still)) is None


@pytest.mark.parametrize("name", MOVING)
def test_the_player_is_told_all_of_the_movement(name: str):
    figure = figure_of(name)
    animation, data = animate(figure), film_of(name)
    assert animation
    flat = [
        {shape: [value for dot in dots for value in dot] for shape, dots in one.items()} for one in animation.moments
    ]
    assert unpacked(data) == flat
    assert sum(data["moves"]) == len(flat) - 1


@pytest.mark.parametrize("name", PLAYED)
def test_a_frame_looks_in_the_movement_as_it_does_in_the_still(name: str):
    """The same shapes, the farthest first, through every point of the still."""
    figure = figure_of(name)
    data = film_of(name)
    moments = unpacked(data)
    ends = [sum(data["moves"][:number]) for number in range(len(figure.poses))]
    for moment, frame in zip(ends, draw(figure).frames, strict=True):
        still = [
            (names, path) for names, path in BODY.findall(re.sub(r'<g class="ghost">.*?</g>', "", frame.svg)) if path
        ]
        assert len(set(data["orders"][moment])) == len(data["orders"][moment])
        painted = [data["shapes"][place >> 1][0] + " far" * (place & 1) for place in data["orders"][moment]]
        assert painted == [names for names, _path in still]
        for place, (_names, path) in zip(data["orders"][moment], still, strict=True):
            values = moments[moment][place >> 1]
            through = iter(zip(values[::2], values[1::2], strict=True))
            assert all(dot in through for ring in rings(path) for dot in ring.dots)


@pytest.mark.parametrize("name", MOVING)
def test_what_is_planted_stays_planted(name: str):
    for move in course_of(name):
        kept = [planted for planted in move.after.plants if planted in move.before.plants]
        for pose in move.poses():
            bones = pose.bones
            for planted in kept:
                rest = RESTS[planted.point]
                assert distance(bones[rest.bone].at(rest.place), planted.place) < 0.005, planted.point


@pytest.mark.parametrize("name", PLAYED)
def test_bones_keep_their_lengths_at_every_moment_and_nearly_so_between_two(name: str):
    """Between two moments the player goes straight from point to point."""
    for move in course_of(name):
        for a, b in pairwise([move.before, *move.poses()]):
            here, there = a.bones, b.bones
            for side in ("left", "right"):
                for upper, lower, length in BONES:
                    ends = [
                        (bones[f"{side} {upper}"].origin, bones[f"{side} {lower}"].origin) for bones in (here, there)
                    ]
                    assert distance(*ends[1]) == pytest.approx(length, abs=1e-6)
                    way = [mix(first, second, 0.5) for first, second in zip(*ends, strict=True)]
                    assert distance(*way) > SHORTER * length, f"{side} {upper}"


def _inside(bones: Skeleton, solids: list[tuple[str, Box]], limb: str, point: Vector) -> bool:
    return (
        in_trunk(bones, point)
        or in_head(bones, point)
        or (limb.endswith(("arm", "hand")) and in_thigh(bones, point))
        or any(in_box(box, point) for _prop, box in solids)
    )


@pytest.mark.parametrize("name", PLAYED)
def test_no_limb_passes_through_anything(name: str):
    """On its way a bone may graze something with one of its points; a bone that goes through it has several inside.

    A hand that comes to hold a thigh presses into its flesh with the fingers first.
    """
    figure = figure_of(name)
    solids = blocks(figure)
    on_floor = not any(item.name in OFF_FLOOR for item in figure.props)
    for number, move in enumerate(course_of(name)):
        for pose in move.poses():
            bones = pose.bones
            points = list(limb_points(bones))
            assert not on_floor or all(point[1] > 0 for _limb, point in points), number
            inside = Counter(limb for limb, point in points if _inside(bones, solids, limb, point))
            for hand in (hand for hand, place in move.after.holds if place.endswith("thigh")):
                inside.pop(hand, None)
            assert all(count < 2 for count in inside.values()), (number, inside)


@pytest.mark.parametrize(("name", "home"), [("cat-cow", True), ("shoulder-roll", True), ("bird-dog", False)])
def test_a_move_past_the_start_needs_no_way_back_through_the_frame_before(name: str, home: bool):  # noqa: FBT001 - a table
    found = animate(figure_of(name))
    assert found
    assert found.home is home


def test_a_great_move_takes_more_moments_than_a_small_one():
    [tilt], [reach] = course(figure_of("pelvic-tilt")), course(figure_of("wall-angel"))
    assert isinstance(tilt, Move)
    assert tilt.steps < reach.steps


dots = st.tuples(st.integers(0, 999), st.integers(0, 999))
loops = st.builds(
    lambda closed, moments: [Ring(smooth=True, closed=closed, dots=tuple(each)) for each in moments],
    st.booleans(),
    st.lists(st.lists(dots, min_size=1, max_size=6), min_size=1, max_size=5),
)


def _within(part: Dots, whole: Dots) -> bool:
    rest = iter(whole)
    return all(dot in rest for dot in part)


@given(loops)
def test_moments_get_as_many_points_as_the_richest_and_lose_none(moments: list[Ring]):
    even = evened(moments)
    most = max(len(ring.dots) for ring in moments)
    assert {len(each) for each in even} == {most}
    assert all(_within(ring.dots, each) for ring, each in zip(moments, even, strict=True))


def test_a_bone_takes_the_short_way_round():
    """A turn that two poses say differently: solved for a planted hand in one, written by an editor in the other."""
    before = Pose({("left shoulder", "abduction"): 85.0, ("left shoulder", "rotation"): 83.0}, (0.0, 0.5, 0.0))
    said = {"flexion": -105.0, "abduction": 95.0, "rotation": -160.0}
    after = Pose({("left shoulder", axis): value for axis, value in said.items()}, (0.0, 0.5, 0.0))
    ways = [before, *(between(before, after, share) for share in (0.25, 0.5, 0.75)), after]
    heads = [pose.bones["left upper arm"].turn[1] for pose in ways]
    assert all(distance(a, b) < 0.5 for a, b in pairwise(heads))
