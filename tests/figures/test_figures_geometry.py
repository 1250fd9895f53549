"""The arithmetic under the figures: turns and their inverses, limbs that reach, outlines that close."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.figures.body import Bone, skeleton
from kinesite.figures.head import features
from kinesite.figures.joints import JOINTS, joint_angles, joint_turn
from kinesite.figures.limbs import ARM, LEG, Limb, bring_to, reach_of
from kinesite.figures.outline import curve, hull, limb, line, polygon, seam, solid, sweep, within
from kinesite.figures.space import (
    NO_TURN,
    ORIGIN,
    Turn,
    Vector,
    add,
    compose,
    distance,
    dot,
    scale,
    turned,
    unit,
)
from kinesite.figures.views import CAMERAS, on_page, seen

DEGREES = st.floats(-80, 80)
TURNS = st.builds(turned, DEGREES, DEGREES, DEGREES)
PAGE = Bone(ORIGIN, NO_TURN)


def same(a: Turn, b: Turn) -> bool:
    return all(distance(x, y) < 1e-6 for x, y in zip(a, b, strict=True))


@given(TURNS)
def test_a_turn_keeps_lengths_and_right_angles(turn: Turn):
    for number, axis in enumerate(turn):
        assert dot(axis, axis) == pytest.approx(1)
        assert dot(axis, turn[number - 1]) == pytest.approx(0, abs=1e-9)


@given(TURNS, TURNS, st.sampled_from(["left hip", "right hip", "left shoulder", "right ankle", "left knee"]))
def test_the_angles_of_a_joint_make_its_turn_again(parent: Turn, inner: Turn, joint: str):
    child = compose(parent, inner)
    assert same(compose(parent, joint_turn(joint_angles(parent, child, joint), joint)), child)


@pytest.mark.parametrize("joint", JOINTS)
def test_a_joint_without_angles_does_not_turn(joint: str):
    assert same(joint_turn({}, joint), NO_TURN)


@given(
    st.sampled_from([(ARM, "hand"), (LEG, "foot")]),
    st.sampled_from(["left", "right"]),
    st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1)),
    st.floats(0.35, 0.99),
)
def test_a_limb_reaches_what_is_within_its_length(limb_and_end: tuple[Limb, str], side: str, way: Vector, share: float):
    chain, end = limb_and_end
    bones = skeleton({(f"{side} elbow", "flexion"): 20.0, (f"{side} knee", "flexion"): 20.0})
    start = bones[f"{side} {chain.bones[0]}"].origin
    place = add(start, scale(unit(way), reach_of(chain) * share))
    reached = skeleton(bring_to(bones, chain, side, place))
    assert distance(reached[f"{side} {end}"].origin, place) < 1e-6


def test_flexion_goes_the_way_the_clinic_means():
    """Forward is x, up is y, and the right side is z."""
    bent = skeleton({("right shoulder", "flexion"): 90.0, ("left hip", "flexion"): 90.0})
    assert bent["right hand"].origin[0] > 0.3
    assert bent["left shank"].origin[0] > 0.2
    apart = skeleton({("right hip", "abduction"): 45.0, ("left shoulder", "abduction"): 90.0})
    assert apart["right foot"].origin[2] > 0.3
    assert apart["left hand"].origin[2] < -0.4
    bowed = skeleton({("lumbar", "flexion"): 60.0, ("neck", "rotation"): 60.0})
    assert bowed["head"].origin[0] > 0.1
    assert bowed["head"].turn[0][2] < 0, "a head that turns left looks to the left"


@pytest.mark.parametrize("view", CAMERAS)
def test_every_view_shows_true_lengths_across_it(view: str):
    bones = skeleton({("left hip", "flexion"): 70.0})
    shown = seen(bones, view)
    for name, bone in bones.items():
        assert shown[name].origin[:2] == pytest.approx(on_page(bone.origin, view))
        assert distance(shown[name].origin, ORIGIN) == pytest.approx(distance(bone.origin, ORIGIN))


def test_a_hull_holds_its_ellipses_and_a_sweep_its_row():
    row = [solid(PAGE, (x / 10, 0.0, 0.0), (0.0, 0.05, 0.05)) for x in range(5)]
    for outline in (
        hull([solid(PAGE, (x / 10, 0.0, 0.0), (0.05, 0.05, 0.05)) for x in range(5)]),
        sweep(row),
    ):
        assert within((0.2, 0.0), outline)
        assert not within((0.2, 0.2), outline)
        assert not within((0.9, 0.0), outline)


def test_a_limb_seen_from_its_end_is_drawn_in_closed_parts():
    aside = [solid(PAGE, (x / 10, 0.0, 0.0), (0.0, 0.05, 0.05)) for x in range(3)]
    ahead = [solid(PAGE, (0.2, 0.0, z / 10), (0.05, 0.05, 0.0)) for z in range(3)]
    assert "z" not in limb([aside])
    assert limb([aside, ahead]).count("z") == 2


def test_a_seam_is_drawn_only_where_it_shows():
    square = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1)]
    assert seam(square, lambda _: True) == ""
    assert seam(square, lambda _: False).endswith("z")
    half = seam(square, lambda point: point[0] < 0.05)
    assert half
    assert not half.endswith("z")


def test_a_curve_goes_through_its_points_in_whole_numbers():
    path = curve([(0.0, 0.0), (0.1, 0.05), (0.2, 0.0)], closed=False)
    assert path.startswith("M0 0c")
    numbers = [int(number) for number in path[5:].replace("-", " -").split()]
    assert (sum(numbers[4::6]), sum(numbers[5::6])) == (200, 0)


FROM_ABOVE: Turn = ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (1.0, 0.0, 0.0))


def test_a_face_is_drawn_only_when_it_looks_at_the_reader():
    def names(turn: Turn) -> list[str]:
        return [feature.name for feature in features(Bone(ORIGIN, turn))]

    facing: Turn = ((0.0, 0.0, 1.0), (0.0, -1.0, 0.0), (1.0, 0.0, 0.0))
    away: Turn = ((0.0, 0.0, -1.0), (0.0, -1.0, 0.0), (-1.0, 0.0, 0.0))
    assert names(facing).count("eye") == 2
    assert "eye" not in names(away)
    assert "hair" in names(FROM_ABOVE)


def test_hair_is_out_of_sight_from_straight_below():
    chin_up: Turn = ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0))
    assert all(len(feature.path) > 4 for feature in features(Bone(ORIGIN, chin_up)))


def test_a_polygon_keeps_only_the_outer_corners():
    corners = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1)]
    assert set(polygon([*corners, (0.05, 0.05), (0.05, 0.0), (0.0, 0.0)])) == set(corners)
    assert line(corners, closed=True) == "M0 0l100 0 0 100-100 0z"
