"""Ladders: a circle is found exactly when there is one, and no step leads from harder to easier."""

import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.content.entries import Condition
from kinesite.content.exercise import Exercise
from kinesite.structure.relations import cycle, falls, implied, steps_up
from tests import samples

BASE = samples.exercise()
NAMES = string.ascii_lowercase[:7]
steps = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()), max_size=14)


def _rungs(*slugs: str) -> tuple[object, ...]:
    return samples.exercise(easier=[{"id": slug, "when": "It hurts."} for slug in slugs]).easier


def _library(found: set[tuple[str, str, bool]]) -> dict[str, Exercise]:
    """Exercises whose ladders hold the steps (lower, upper, told by the upper one)."""
    return {
        name: BASE.but(
            easier=_rungs(*sorted(low for low, up, above in found if up == name and above)),
            harder=_rungs(*sorted(up for low, up, above in found if low == name and not above)),
        )
        for name in NAMES
    }


def _reachable(pairs: set[tuple[str, str]], start: str) -> set[str]:
    """Everything above a slug, by adding neighbours until nothing is new: the simple oracle."""
    found: set[str] = set()
    while True:
        new = {up for low, up in pairs if low == start or low in found} - found
        if not new:
            return found
        found |= new


@given(steps)
def test_a_circle_is_found_exactly_when_there_is_one(found: set[tuple[str, str, bool]]):
    pairs = {(low, up) for low, up, _above in found}
    circle = cycle(_library(found))
    assert bool(circle) == any(name in _reachable(pairs, name) for name in NAMES)
    if circle:
        assert circle[0] == circle[-1]
        assert all(step in pairs for step in itertools.pairwise(circle))


@given(steps)
def test_steps_are_those_that_were_written_and_name_who_wrote_them(found: set[tuple[str, str, bool]]):
    told = list(steps_up(_library(found)))
    assert sorted((low, up, where[1] == "easier") for low, up, where in told) == sorted(found)
    for low, up, (owner, name, *_rest) in told:
        assert owner == (up if name == "easier" else low)


def test_a_ladder_of_a_thousand_steps_is_walked():
    names = [f"step-{number:04}" for number in range(1000)]
    library = {name: BASE.but(harder=_rungs(above)) for name, above in zip(names, [*names[1:], names[0]], strict=True)}
    assert len(cycle(library)) == 1001
    library[names[-1]] = BASE
    assert cycle(library) == []


def test_a_step_to_something_unknown_is_no_step():
    assert list(steps_up({"one": BASE.but(easier=_rungs("nowhere"))})) == []


@pytest.mark.parametrize(
    ("lower", "upper", "falling"),
    [("easy", "hard", False), ("easy", "easy", False), ("hard", "moderate", True), ("moderate", "easy", True)],
)
def test_a_step_up_that_leads_to_something_easier_falls(lower: str, upper: str, *, falling: bool):
    library = {
        "low": samples.exercise(difficulty=lower, harder=[{"id": "up", "when": "It is easy."}]),
        "up": samples.exercise(difficulty=upper),
    }
    assert list(falls(library)) == ([("low", "up", ("low", "harder", 0, "id"))] if falling else [])


def test_a_condition_implies_those_cautions_of_an_exercise_that_it_names():
    cautions = [{"id": "wrist-pain", "level": "adapt"}, {"id": "osteoporosis", "level": "avoid"}]
    condition = samples.entry(Condition, implies=["osteoporosis", "pregnancy"])
    found = implied(condition, samples.exercise(contraindications=cautions))
    assert [(caution.id, caution.level) for caution in found] == [("osteoporosis", "avoid")]
    assert implied(condition, samples.exercise()) == ()
