"""What lies over what, and what stays clear of what, in the drawings."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from kinesite.figures import Figure, draw, parse
from kinesite.figures.head import JAW, SKULL
from kinesite.figures.marks import arrow
from kinesite.figures.motion import between
from kinesite.figures.outline import hull, solid, within
from kinesite.figures.svg import MOMENTS
from kinesite.figures.views import CAMERAS, seen

FOLDER = Path(__file__).parent.parent.parent / "content" / "figures"
FIGURES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def figure_of(name: str) -> Figure:
    figure = parse(yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")))
    assert isinstance(figure, Figure), figure
    return figure


def classes(markup: str) -> list[str]:
    return re.findall(r'class="([a-z ]+)"', markup)


def still(**said: object) -> str:
    figure = parse({"moves": [], **said})
    assert isinstance(figure, Figure), figure
    return draw(figure).frames[0].svg


def test_a_hand_under_the_back_is_painted_before_the_shirt():
    lying = {"posture": "crook-lying", "start": {"shoulders": "extension 10, abduction 10, internal rotation 100"}}
    free = classes(still(**lying))
    lying["start"]["hands"] = "on low back"
    under = classes(still(**lying))
    assert free.index("top") < max(number for number, name in enumerate(free) if name == "skin")
    assert under.count("skin") == free.count("skin")
    near = [number for number, name in enumerate(under) if name == "skin"]
    assert min(near) < under.index("top")


@pytest.mark.parametrize("view", CAMERAS)
def test_a_pillow_hides_what_sinks_into_it_only_along_the_floor(view: str):
    names = classes(still(posture="lying-front", view=view, props=["pillow under belly"]))
    in_front = names.index("prop pillow") > names.index("top")
    assert in_front is (view not in ("above", "raised"))


@pytest.mark.parametrize("name", FIGURES)
def test_no_arrow_lies_over_the_face(name: str):
    figure = figure_of(name)
    for (before, after), move in zip(pairwise(figure.poses), figure.moves[1:], strict=True):
        moments = [before.bones, *(between(before, after, share).bones for share in MOMENTS), after.bones]
        head = seen(after.bones, figure.view)["head"]
        face = hull([solid(head, *SKULL), solid(head, *JAW)])
        for mark in move.arrow:
            assert not any(within(point, face) for point in points(arrow(moments, figure.view, mark))), mark


def points(markup: str) -> list[tuple[float, float]]:
    """Where each step of an arrow's path ends."""
    found = []
    for left, top, kind, steps in re.findall(r"M(-?\d+) ?(-?\d+)([cl])([-\d ]*)", markup):
        numbers = [int(each) for each in re.findall(r"-?\d+", steps)]
        stride = 6 if kind == "c" else 2
        x, y = int(left), int(top)
        found.append((x / 1000, y / 1000))
        for across, down in zip(numbers[stride - 2 :: stride], numbers[stride - 1 :: stride], strict=True):
            x, y = x + across, y + down
            found.append((x / 1000, y / 1000))
    return found


@pytest.mark.parametrize("name", FIGURES)
def test_every_frame_shows_the_whole_body(name: str):
    """A limb never vanishes: every frame shows two arms, two legs and one shirt."""
    for frame in draw(figure_of(name)).frames:
        alone = re.sub(r'<g class="ghost">.*?</g>', "", frame.svg)
        names = classes(alone)
        assert sum(each in ("legs", "legs far") for each in names) == 2
        assert names.count("top") == 1
        assert sum(each.startswith("top bare") for each in names) == 2
