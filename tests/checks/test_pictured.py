"""Steps and figure begin with the same side: what is compared, what is let be, and where it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.checks.pictured import disagreements
from kinesite.content import documents
from kinesite.content.documents import Document
from kinesite.content.sources import Source
from kinesite.content.vocabulary import SideWords
from kinesite.figures import Sides

WORDS = SideWords(left=("left",), right=("right",), arm=("arm", "hand"), leg=("leg", "knee"))
ARABIC = SideWords(left=("اليسرى",), right=("اليمنى",), arm=("الذراع",), leg=("الساق",))
SIDE = st.sampled_from(["left", "right"])
OTHER = {"left": "right", "right": "left"}


def _document(text: str) -> Document:
    document = documents.front_matter(Source("guide.md", f"---\ntitle: A\n---\n{text}", "digest"))
    assert isinstance(document, Document)
    return document


def _told(text: str, drawn: Sides, words: SideWords = WORDS) -> list[tuple[int, int]]:
    found = disagreements(_document(text), drawn, words)
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
