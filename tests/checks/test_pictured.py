"""Steps and figure begin with the same side: what is compared, what is let be, and where it is told."""

from typing import Any

import pydantic
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kinesite.checks.passages import untangled
from kinesite.checks.pictured import disagreements, may_disagree
from kinesite.content.vocabulary import SideWords
from kinesite.diagnostics import Diagnostic
from kinesite.figures import Sides
from tests.sites import PROJECT

WORDS = SideWords(left=("left",), right=("right",), arm=("arm", "hand"), leg=("leg", "knee"))
ARABIC = SideWords(left=("اليسرى",), right=("اليمنى",), arm=("الذراع",), leg=("الساق",))
ENGLISH = SideWords.model_validate(yaml.safe_load((PROJECT / "content/en/vocabulary.yaml").read_text("utf-8"))["sides"])
SIDE = st.sampled_from(["left", "right"])
OTHER = {"left": "right", "right": "left"}


def _found(text: str, drawn: Sides, words: SideWords) -> tuple[Diagnostic, ...]:
    """What is said of a text that begins on line 4."""
    found = disagreements("guide.md", untangled("guide.md", text, 4), drawn, words)
    assert not found or may_disagree(text, drawn, words), "the quick look misses nothing"
    return found


def _told(text: str, drawn: Sides, words: SideWords = WORDS) -> list[tuple[int, int]]:
    found = _found(text, drawn, words)
    assert all(one.code == "C608" for one in found)
    return [(one.span.line, one.span.column) for one in found]


@given(st.sampled_from(["arm", "leg"]), SIDE, SIDE)
def test_the_first_side_of_a_limb_is_the_figures_or_is_told(limb: str, said: str, drawn: str):
    text = f"Lie down.\n\n1. Breathe.\n2. Lift your {said} {limb}.\n3. Now the {OTHER[said]} {limb}.\n"
    assert _told(text, Sides(**{limb: drawn})) == ([] if said == drawn else [(7, 14)])


@given(SIDE, SIDE)
def test_a_side_without_a_limb_is_the_way_that_the_body_goes(said: str, drawn: str):
    assert _told(f"1. Turn to the {said}.\n", Sides(body=drawn)) == ([] if said == drawn else [(4, 16)])


def test_a_limb_that_the_figure_does_not_lead_with_only_says_where_to():
    assert _told("1. Look over your right arm.\n", Sides(body="left")) == [(4, 19)]
    assert _told("1. Look over your right arm.\n", Sides(body="right")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lift your left leg.\n",
        "- Your left leg drops.\n",
        "## Your left leg\n",
        "1. Lift one leg.\n\nYour left leg is next.\n",
    ],
)
def test_only_numbered_steps_are_compared(text: str):
    assert _told(text, Sides(leg="right")) == []


def test_a_step_may_run_over_lines():
    assert _told("1. Lift, when you are ready,\n   your left leg.\n", Sides(leg="right")) == [(5, 9)]


@given(SIDE)
def test_what_the_figure_does_with_both_sides_may_be_told_of_either(said: str):
    assert _told(f"1. Lift your {said} leg.\n", Sides()) == []


def test_a_language_may_name_the_limb_first():
    text = "1. ارفع الساق اليسرى.\n"  # Raise the left leg.
    assert _told(text, Sides(leg="right"), ARABIC) == [(4, 15)]
    assert _told(text, Sides(leg="left"), ARABIC) == []


RIGHT: dict[str, Any] = {part: Sides(**{part: "right"}) for part in ("arm", "leg", "body")}
MISLEADING = [
    ("body", "1. Sit tall with your right hand on the chair.\n2. Turn to the left.", "left"),
    ("body", "1. Look over your left shoulder.\n2. Turn to the right.", "left"),
    ("body", "1. Keep your knees bent.\n2. Roll to the left, knees together.", "left"),
    ("body", "1. Take your right knee with your left hand.\n2. LEFT is where you turn.", "LEFT"),
    ("leg", "1. Keep your right foot flat. Lift your left leg.", "left"),
    ("leg", "1. Lift your left, straight leg.", "left"),
    ("leg", "1. Step forward on the left.", "left"),
    ("leg", "1. Lift your left hip.", "left"),
    ("leg", "1. Squeeze your left buttock.", "left"),
    ("leg", "1. Lift your legs, the left one first.", "left"),
    ("leg", "1. Lift it, the left one first.", "left"),
    ("leg", "1. Hold. Then, on the left, lift the leg.", "left"),
    ("arm", "1. Hold the wall with your right hand. Raise your left arm.", "left"),
]
AGREEING = [
    ("body", "1. Put your left hand on your right knee. Turn to the right."),
    ("body", "1. Look over your right shoulder.\n2. Turn to the left and do the same."),
    ("body", "1. Turn to the right with arms out.\n2. Turn to the left."),
    ("body", "1. Roll to the right, knees together.\n2. Roll to the left."),
    ("leg", "1. Keep your left foot flat. Lift your right leg."),
    ("leg", "1. Keep your left foot flat, and lift your right leg."),
    ("leg", "1. Roll onto your left side. Lift your right leg."),
    ("leg", "1. Lift your right leg over your left knee."),
    ("leg", "1. Breathe out. Lift the leg on the right."),
    ("arm", "1. Hold the wall with your left hand. Raise your right arm."),
    ("arm", "1. Raise your right arm, left hand on the wall."),
]


@pytest.mark.parametrize(("part", "text", "said"), MISLEADING, ids=[text for _part, text, _said in MISLEADING])
def test_what_would_mislead_is_told(part: str, text: str, said: str):
    found = _found(text + "\n", RIGHT[part], ENGLISH)
    lines = text.split("\n")
    assert [lines[one.span.line - 4][one.span.column - 1 :].startswith(said) for one in found] == [True]


@pytest.mark.parametrize(("part", "text"), AGREEING, ids=[text for _part, text in AGREEING])
def test_what_agrees_is_let_be(part: str, text: str):
    assert not _found(text + "\n", RIGHT[part], ENGLISH)


@pytest.mark.parametrize("words", ["Bend your knees at a right angle.", "Breathe out right away.", "Come right up."])
def test_right_is_not_always_a_side(words: str):
    text = f"1. {words}\n2. Roll to the left.\n"
    assert not _found(text, Sides(body="left"), ENGLISH)
    assert _told(text, Sides(body="left"))


def test_words_are_compared_without_regard_to_case():
    words = SideWords(left=("Links",), right=("Rechts",), arm=("Arm",), leg=("Bein",))
    assert _told("1. Links das Bein heben.\n", Sides(leg="right"), words) == [(4, 4)]


@pytest.mark.parametrize(
    "changed", [{"left": ()}, {"leg": ()}, {"left": ("Right",)}, {"leg": ("hand",)}, {"arm": ("leg", "arm")}], ids=str
)
def test_words_that_say_nothing_or_two_things_are_refused(changed: dict[str, Any]):
    with pytest.raises(pydantic.ValidationError):
        SideWords.model_validate({**WORDS.model_dump(), **changed})
