"""Every mistake in a figure is told with its place and a way out; nothing an editor writes raises."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinesite.figures import Figure, Problem, describe, draw, parse
from kinesite.figures.joints import JOINTS, PAIRS
from kinesite.figures.landmarks import LANDMARKS, RESTS
from kinesite.figures.language import HANDS, KEYS, MOVE_KEYS
from kinesite.figures.postures import POSTURES
from kinesite.figures.props import PROPS
from kinesite.figures.views import CAMERAS

GOOD = {
    "posture": "all-fours",
    "moves": [{"planted": ["right knee", "left hand"], "left hip": "extension 5"}],
}


def deep(levels: int) -> list[object]:
    nested: list[object] = []
    for _ in range(levels):
        nested = [nested]
    return nested


def problems(mapping: object) -> tuple[Problem, ...]:
    read = parse(mapping)
    assert isinstance(read, tuple), read
    assert read
    for problem in read:
        assert problem.message
        assert problem.why
        assert problem.fix
    return read


def move(**changes: object) -> dict[str, object]:
    return {
        "posture": "crook-lying",
        "moves": [{key.replace("_", " "): value for key, value in changes.items()}],
    }


def test_a_good_figure_knows_its_position():
    figure = parse(GOOD)
    assert isinstance(figure, Figure)
    assert figure.position == "all-fours"


@pytest.mark.parametrize("name", POSTURES)
def test_every_posture_can_be_drawn_and_told_from_every_view(name: str):
    for view in CAMERAS:
        figure = parse({"posture": name, "view": view, "moves": [{"neck": "flexion 5"}]})
        assert isinstance(figure, Figure), figure
        assert len(draw(figure).frames) == len(describe(figure)) == 2


@pytest.mark.parametrize("name", PROPS)
def test_every_prop_can_be_drawn(name: str):
    for phrase in (name, f"{name} under left hand"):
        figure = parse({"posture": "standing", "props": [phrase], "moves": [{"neck": "flexion 5"}]})
        assert isinstance(figure, Figure), figure
        assert f" {name}" in draw(figure).frames[0].svg or f'"{name}' in draw(figure).frames[0].svg


def test_pedals_go_with_the_feet():
    legs = {"right hip": "flexion 90", "right knee": "flexion 98", "left hip": "flexion 58", "left knee": "flexion 30"}
    figure = parse({"posture": "cycling", "props": ["bike"], "moves": [legs]})
    assert isinstance(figure, Figure), figure
    pedals = [frame.svg.partition('class="pedals" d="')[2].partition('"')[0] for frame in draw(figure).frames]
    assert all(pedals)
    assert pedals[0] != pedals[1]


@pytest.mark.parametrize(
    ("mapping", "path", "says"),
    [
        ({**GOOD, "posture": "all-four"}, ("posture",), 'did you mean "all-fours"'),
        ({**GOOD, "vew": "side"}, ("vew",), 'did you mean "view"'),
        ({**GOOD, "view": "sid"}, ("view",), 'did you mean "side"'),
        ({**GOOD, "detail": "legs"}, ("detail",), "detail"),
        ({**GOOD, "props": ["chiar"]}, ("props", 0), 'did you mean "chair"'),
        ({**GOOD, "props": "mat"}, ("props",), "props"),
        ({**GOOD, "props": ["towel round rigth foot"]}, ("props", 0), 'did you mean "right foot"'),
        ({**GOOD, "props": ["towel across right foot"]}, ("props", 0), "word after a prop"),
        ({**GOOD, "props": [7]}, ("props", 0), "the number 7"),
        ({**GOOD, "start": []}, ("start",), "a list"),
        ({**GOOD, "moves": {}}, ("moves",), "moves"),
        ({**GOOD, "moves": [None]}, ("moves", 0), "nothing"),
        ({**GOOD, "moves": [{}] * 9}, ("moves", 8), "too many"),
        ({"moves": [{}]}, (), "posture"),
        ({"posture": "standing"}, (), "moves"),
        (move(right_hipp="flexion 10"), ("moves", 0, "right hipp"), 'did you mean "right hip"'),
        (move(right_hip="flexon 10"), ("moves", 0, "right hip"), 'did you mean "flexion"'),
        (move(right_hip="flexion 170"), ("moves", 0, "right hip"), "more than the joint allows"),
        (move(hips="flexion 10, extension 5"), ("moves", 0, "hips"), "twice"),
        (move(right_hip=90), ("moves", 0, "right hip"), "the number 90"),
        (move(right_hip=True), ("moves", 0, "right hip"), "true"),
        (move(right_hip="flexion"), ("moves", 0, "right hip"), "right hip must be told motions"),
        (move(right_hip="flexion nan"), ("moves", 0, "right hip"), "right hip must be told motions"),
        (move(right_hip="flexion -10"), ("moves", 0, "right hip"), "right hip must be told motions"),
        (move(right_hip="flexion 9999999"), ("moves", 0, "right hip"), "right hip must be told motions"),
        (move(planted=["left fot"]), ("moves", 0, "planted", 0), 'did you mean "left foot"'),
        (move(planted="left foot"), ("moves", 0, "planted"), "planted"),
        (move(feel=["low bak"]), ("moves", 0, "feel", 0), 'did you mean "low back"'),
        (move(ghost="yes"), ("moves", 0, "ghost"), "ghost"),
        (move(left_hand="on kne"), ("moves", 0, "left hand"), "place for a hand"),
        (move(left_hand=["on", "knee"]), ("moves", 0, "left hand"), "a list"),
    ],
)
def test_a_mistake_is_told_at_its_place(mapping: object, path: tuple[str | int, ...], says: str):
    found = [problem for problem in problems(mapping) if problem.path == path]
    assert found, problems(mapping)
    assert any(says in problem.message for problem in found), found


@pytest.mark.parametrize(
    "mapping",
    [
        None,
        1,
        True,
        math.nan,
        math.inf,
        10**5000,
        "",
        "bird-dog",
        [],
        deep(3000),
        {},
        {1: 2},
        {None: deep(3000)},
    ],
    ids=range(13),
)
def test_nonsense_at_the_top_is_told(mapping: object):
    problems(mapping)


@pytest.mark.parametrize(
    "value", [None, 1, True, math.nan, math.inf, 10**5000, "x" * 100_000, deep(3000), {1: {}}], ids=range(9)
)
@pytest.mark.parametrize("key", [*KEYS, "start.hips", "moves.hips", "moves.planted", "moves.arrow", "moves.hands"])
def test_nonsense_at_any_place_is_told(key: str, value: object):
    outer, _, inner = key.partition(".")
    changed = {inner: value} if inner else value
    problems({**GOOD, outer: [changed] if outer == "moves" and inner else changed})


def test_all_mistakes_are_told_at_once():
    mapping = {
        "posture": "standin",
        "props": ["chiar"],
        "moves": [{"right hipp": "flexion 1", "neck": "flexion 99"}],
    }
    assert len(problems(mapping)) == 4


def test_a_plant_out_of_reach_is_told():
    start = {"planted": ["left foot", "head"]}
    mapping = {"posture": "standing", "start": start, "moves": [{"body": "forward lean 90"}]}
    assert any("out of reach" in problem.message for problem in problems(mapping))
    held = {"posture": "standing", "moves": [{"left hand": "on right heel"}]}
    assert any("left hand" in problem.message for problem in problems(held))


WORDS = st.sampled_from(
    [
        *JOINTS,
        *PAIRS,
        *HANDS,
        *POSTURES,
        *LANDMARKS,
        *RESTS,
        *PROPS,
        *KEYS,
        *MOVE_KEYS,
        "neutral",
        "free",
        "on belly",
    ]
)
PHRASES_OF_MOTION = st.builds(
    "{} {}".format,
    st.sampled_from(["flexion", "extension", "abduction", "left rotation", "forward lean", "elevation"]),
    st.integers(0, 60),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | WORDS | PHRASES_OF_MOTION,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=5),
    max_leaves=12,
)
MOVES = st.dictionaries(st.sampled_from(MOVE_KEYS), PHRASES_OF_MOTION | ANYTHING, max_size=5)
LIKELY = st.fixed_dictionaries(
    {"posture": st.sampled_from([*POSTURES]), "moves": st.lists(MOVES, min_size=1, max_size=3)},
    optional={"view": st.sampled_from([*CAMERAS]), "props": st.lists(st.sampled_from(PROPS)), "start": MOVES},
)


@settings(max_examples=300, deadline=None)
@given(ANYTHING | LIKELY)
def test_anything_is_either_a_figure_that_draws_or_problems(mapping: object):
    read = parse(mapping)
    if isinstance(read, Figure):
        assert draw(read).frames
        assert all(describe(read))
    else:
        assert read


JOINT_MOVES = st.dictionaries(st.sampled_from([*JOINTS, *PAIRS]), st.integers(0, 60), max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*POSTURES]), JOINT_MOVES, st.sampled_from([*CAMERAS]))
def test_whatever_joints_move_the_figure_draws_or_says_why_not(posture: str, angles: dict[str, int], view: str):
    said = {}
    for joint, degrees in angles.items():
        ranges = JOINTS[PAIRS.get(joint, (joint,))[0]]
        motion = sorted(ranges)[degrees % len(ranges)]
        said[joint] = f"{motion} {min(degrees, ranges[motion]):g}"
    read = parse({"posture": posture, "view": view, "moves": [said]})
    if isinstance(read, Figure):
        drawing = draw(read)
        assert "nan" not in "".join(frame.svg for frame in drawing.frames)
    else:
        known = ("reach", "twice", "nothing moves")
        assert all(any(word in problem.message for word in known) for problem in read)
