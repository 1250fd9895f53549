"""Ladders: a circle is found exactly when there is one, and no step leads from harder to easier."""

import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.content.entries import Condition
from kinesite.structure.relations import Bonds, Library, Step, bonds, cycle, falls, implied, steps_up
from tests import samples

NAMES = [f"exercises/{letter}" for letter in string.ascii_lowercase[:7]]
steps = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()), max_size=14)


def _rungs(name: str, *ids: str) -> tuple[tuple[tuple[str | int, ...], str], ...]:
    return tuple(((name, number, "id"), one) for number, one in enumerate(ids))


def _library(found: set[tuple[str, str, bool]]) -> Library:
    """Exercises whose ladders hold the steps (lower, upper, told by the upper one)."""
    return {
        name: Bonds(
            easier=_rungs("easier", *sorted(low for low, up, above in found if up == name and above)),
            harder=_rungs("harder", *sorted(up for low, up, above in found if low == name and not above)),
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
    assert sorted((step.lower, step.upper, step.where[0] == "easier") for step in told) == sorted(found)
    assert all(step.owner == (step.upper if step.where[0] == "easier" else step.lower) for step in told)


def test_a_ladder_of_a_thousand_steps_is_walked():
    names = [f"step-{number:04}" for number in range(1000)]
    above = dict(zip(names, [*names[1:], names[0]], strict=True))
    library = {one: Bonds(harder=_rungs("harder", above[one])) for one in names}
    assert len(cycle(library)) == 1001
    library[names[-1]] = Bonds()
    assert cycle(library) == []


def test_a_step_to_something_unknown_is_no_step():
    assert list(steps_up({"one": Bonds(easier=_rungs("easier", "nowhere"))})) == []


@pytest.mark.parametrize(
    ("lower", "upper", "falling"),
    [("easy", "hard", False), ("easy", "easy", False), ("hard", "moderate", True), ("moderate", "easy", True)],
)
def test_a_step_up_that_leads_to_something_easier_falls(lower: str, upper: str, *, falling: bool):
    low = samples.exercise(difficulty=lower, harder=[{"id": "up", "when": "It is easy."}])
    library = {"exercises/low": bonds(low), "exercises/up": bonds(samples.exercise(difficulty=upper))}
    step = Step("exercises/low", "exercises/up", "exercises/low", ("harder", 0, "id"))
    assert list(falls(library)) == ([step] if falling else [])


def test_a_condition_implies_those_cautions_of_an_exercise_that_it_names():
    cautions = [{"id": "wrist-pain", "level": "adapt"}, {"id": "osteoporosis", "level": "avoid"}]
    condition = samples.entry(Condition, implies=["osteoporosis", "pregnancy"])
    found = implied(condition, samples.exercise(contraindications=cautions).contraindications)
    assert [(caution.id, caution.level) for caution in found] == [("osteoporosis", "avoid")]
    assert implied(condition, samples.exercise().contraindications) == ()
