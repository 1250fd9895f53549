"""What a frame shows is told from its pose, in whole clauses that can be translated."""

from pathlib import Path
from string import Formatter

import pytest
import yaml

from kinesite.figures import PHRASES, Figure, describe, parse
from kinesite.figures.animation import animate
from kinesite.figures.events import MIDLINE, SIDED
from kinesite.figures.joints import SIDES
from kinesite.figures.landmarks import LANDMARKS
from kinesite.figures.postures import POSTURES
from kinesite.figures.words import UNTOLD_AT_START

FOLDER = Path(__file__).parent.parent.parent / "content" / "figures"
TOLD = {
    "bird-dog": (
        "On hands and knees, with the back level.",
        "The right leg reaches back, level with the back.",
        "The left arm reaches forward, level with the back.",
    ),
    "bridge": (
        "Lying on the back with both knees bent and the feet flat.",
        "The hips lift and a straight line runs from the right shoulder to the right knee.",
    ),
    "cat-cow": (
        "On hands and knees, with the back level.",
        "The back rounds and the head drops forward.",
        "The back arches and the head lifts.",
    ),
    "clamshell": (
        "Lying on the right side with the hips and knees bent.",
        "The left knee opens out to the side.",
    ),
    "lower-trunk-rotation": (
        "Lying on the back with both knees bent and the feet flat. Both arms open out to the sides.",
        "The pelvis and both knees roll to the right.",
    ),
    "prone-on-elbows": (
        "Lying on the front. Both hands lie beside the head.",
        "The upper body props itself up on the forearms and the back arches.",
    ),
    "figure-four-stretch": (
        "Lying on the back with the left knee bent and the foot flat. The right ankle rests on the other thigh.",
        "The left hip and knee bend to a right angle and the right hand rests on the right knee.",
        "Both knees come towards the chest and the left hand rests on the back of the left thigh.",
    ),
    "side-leg-raise": (
        "Lying on the right side with the right knee bent and the left leg straight.",
        "The straight left leg lifts out to the side.",
    ),
    "side-plank": (
        (
            "Lying on the right side with the hips and knees bent. The upper body is propped up on the right forearm "
            "and the left hand rests on the left hip."
        ),
        "The hips lift.",
    ),
    "stationary-cycling": (
        "Sitting on an exercise bike, the hands on the bars.",
        "The left leg pushes down and the right knee comes up.",
    ),
    "thread-the-needle": (
        "On hands and knees, with the back level.",
        "The chest and head turn to the right and the left arm slides under the body.",
        "The chest and head turn to the left and the left arm opens towards the ceiling.",
    ),
    "seated-rotation": (
        "Sitting tall on a chair with the feet flat. The arms cross, the hands on the opposite upper arms.",
        "The chest and head turn to the right.",
    ),
    "sit-to-stand": (
        "Sitting tall on a chair with the feet flat.",
        "The trunk leans forward and both arms reach forward.",
        "The body rises to standing.",
    ),
    "standing-toe-touch": (
        "Standing tall.",
        "The trunk leans forward, the back rounds and both hands reach towards the floor.",
    ),
}


def figure_of(mapping: object) -> Figure:
    figure = parse(mapping)
    assert isinstance(figure, Figure), figure
    return figure


def read(name: str) -> Figure:
    return figure_of(yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")))


@pytest.mark.parametrize("name", TOLD)
def test_a_figure_is_told_as_a_physiotherapist_would(name: str):
    assert describe(read(name)) == TOLD[name]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_text_is_made_of_sentences(path: Path):
    for text in describe(read(path.stem)):
        assert text[0].isupper()
        assert text.endswith(".")
        assert "{" not in text
        assert "  " not in text


def test_every_clause_that_can_be_needed_has_a_phrase():
    needed = {
        *MIDLINE,
        *(f"{side} {name}" for name in SIDED for side in (*SIDES, "both")),
        *(f"posture {name}" for name in POSTURES),
        *LANDMARKS,
        *(f"both {name.partition(' ')[2]}" for name in LANDMARKS if name.startswith("left ")),
    }
    assert needed <= PHRASES.keys()


def test_silenced_and_untold_events_exist():
    for event in (*MIDLINE.values(), *SIDED.values()):
        assert {*event.silences} <= {*MIDLINE, *SIDED}
    assert {*UNTOLD_AT_START} <= {*MIDLINE, *SIDED}


def test_a_translation_replaces_every_word():
    def told(phrase: str) -> str:
        names = [name for _, name, _, _ in Formatter().parse(phrase) if name]
        return "§" + "".join(f"{{{name}}}" for name in names)

    translation = {key: told(phrase) for key, phrase in PHRASES.items()}
    for path in FOLDER.glob("*.yaml"):
        for text in describe(read(path.stem), translation):
            assert set(text) <= {"§", " "}


def test_a_hand_that_lets_go_is_told():
    start = {"hands": "on belly"}
    one = figure_of({"posture": "standing", "start": start, "moves": [{"left hand": "free"}]})
    both = figure_of({"posture": "standing", "start": start, "moves": [{"hands": "free"}]})
    assert "the left hand lets go" in describe(one)[1].lower()
    assert "both hands let go" in describe(both)[1].lower()


def test_a_frame_in_which_nothing_happens_says_so():
    figure = figure_of({"posture": "standing", "moves": [{}]})
    assert describe(figure)[1] == "The position stays the same."


SEATED_MARCH = {
    "posture": "sitting",
    "props": ["chair"],
    "moves": [{"planted": ["pelvis", "left foot"], "right hip": "flexion 110", "right knee": "flexion 95"}],
}


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ({"right hip": "flexion 90", "right knee": "flexion 90"}, "The right leg moves."),
        (
            {
                "right hip": "flexion 90",
                "right knee": "flexion 90",
                "planted": ["pelvis", "left foot", "right foot"],
            },
            "The right foot comes down.",
        ),
        ({"feel": ["belly"]}, "The position stays the same."),
    ],
)
def test_what_moves_is_told_at_least_and_only_what_stays_is_said_to_stay(then: dict[str, object], words: str):
    read = parse({**SEATED_MARCH, "moves": [*SEATED_MARCH["moves"], then]})
    assert isinstance(read, Figure), read
    assert describe(read)[-1] == words


def test_a_frame_that_only_points_out_is_no_movement_and_stops_nothing():
    read = parse({"posture": "sitting", "props": ["chair"], "moves": [{"feel": ["belly"]}]})
    assert isinstance(read, Figure), read
    assert animate(read) is None
    longer = parse({**SEATED_MARCH, "moves": [*SEATED_MARCH["moves"], {"arrow": ["right knee"]}]})
    assert isinstance(longer, Figure), longer
    assert animate(longer) is not None
