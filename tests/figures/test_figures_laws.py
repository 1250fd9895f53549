"""Laws that every figure of the site keeps, at its frames and at every moment between them."""

import gzip
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from kinesite.figures import Figure, describe, draw, parse
from kinesite.figures.body import FOREARM, SHANK, THIGH, UPPER_ARM
from kinesite.figures.landmarks import RESTS
from kinesite.figures.motion import between
from kinesite.figures.plants import Pose
from kinesite.figures.space import distance
from kinesite.figures.svg import OFF_FLOOR

pytestmark = pytest.mark.no_cover  # thousands of cases, of lines that other tests count

FOLDER = Path(__file__).parent.parent.parent / "content" / "figures"
FIGURES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
BONES = (
    ("thigh", "shank", THIGH),
    ("shank", "foot", SHANK),
    ("upper arm", "forearm", UPPER_ARM),
    ("forearm", "hand", FOREARM),
)


def read(name: str) -> Figure:
    figure = parse(yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")))
    assert isinstance(figure, Figure), figure
    return figure


figure_of = cache(read)
"""A figure, read once for all its laws."""


@cache
def moments(name: str) -> list[tuple[Pose, Pose, Pose]]:
    poses = figure_of(name).poses
    return [(before, after, between(before, after, share)) for before, after in pairwise(poses) for share in SHARES]


@pytest.mark.parametrize("name", FIGURES)
def test_planted_points_stay(name: str):
    for before, after, pose in moments(name):
        for planted in after.plants:
            if planted in before.plants:
                rest = RESTS[planted.point]
                assert distance(pose.bones[rest.bone].at(rest.place), planted.place) < 0.005, planted.point


@pytest.mark.parametrize("name", FIGURES)
def test_bones_keep_their_lengths(name: str):
    for _, _, pose in moments(name):
        for side in ("left", "right"):
            for upper, lower, length in BONES:
                ends = pose.bones[f"{side} {upper}"].origin, pose.bones[f"{side} {lower}"].origin
                assert distance(*ends) == pytest.approx(length, abs=1e-6)


@pytest.mark.parametrize("name", FIGURES)
def test_the_same_figure_gives_the_same_drawing_and_words(name: str):
    assert draw(read(name)) == draw(read(name))
    assert describe(read(name)) == describe(read(name))


@pytest.mark.parametrize("name", FIGURES)
def test_every_frame_is_described_and_drawn_without_ids_or_words(name: str):
    figure = figure_of(name)
    drawing = draw(figure)
    assert len(describe(figure)) == len(drawing.frames) == len(figure.poses)
    for frame in drawing.frames:
        assert " id=" not in frame.svg
        assert "<text" not in frame.svg
        assert "fill=" not in frame.svg


@pytest.mark.parametrize("name", FIGURES)
def test_no_bone_goes_below_the_floor(name: str):
    figure = figure_of(name)
    if any(item.name in OFF_FLOOR for item in figure.props):
        return
    for _, _, pose in moments(name):
        for bone, (origin, _) in pose.bones.items():
            assert origin[1] > 0.0, f"{bone} is {-origin[1]:.3f} statures below the floor"


@pytest.mark.parametrize("name", FIGURES)
def test_solved_joints_stay_within_their_ranges(name: str):
    for pose in figure_of(name).poses:
        for side in ("left", "right"):
            assert -6 <= pose.angles.get((f"{side} elbow", "flexion"), 0.0) <= 160
            assert -6 <= pose.angles.get((f"{side} knee", "flexion"), 0.0) <= 160


@pytest.mark.parametrize("name", FIGURES)
def test_a_sequence_is_small(name: str):
    markup = "".join(frame.svg for frame in draw(figure_of(name)).frames)
    assert len(gzip.compress(markup.encode(), mtime=0)) <= 6_000


def test_the_position_of_each_figure_is_the_one_in_the_facts_of_its_name():
    """Postures speak the site's language."""
    positions = {"lying-back", "lying-front", "side-lying", "all-fours", "kneeling", "sitting", "standing"}
    assert {figure_of(name).position for name in FIGURES} <= positions


@pytest.mark.parametrize("name", FIGURES)
def test_a_thumbnail_is_a_card_without_edges(name: str):
    drawn = draw(figure_of(name)).thumbnail
    left, top, width, height = drawn.partition('viewBox="')[2].partition('"')[0].split()
    assert 'width="320" height="200"' in drawn
    assert int(width) / int(height) == pytest.approx(1.6, abs=0.005)
    assert f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#f6f2e8"/>' in drawn
    assert "class=" not in drawn
