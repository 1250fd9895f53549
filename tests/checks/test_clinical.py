"""Rules between entries: each is kept by one small library and broken by another."""

from typing import Any

import pytest

from kinesite.checks import clinical
from kinesite.content.entries import Area, Condition, Routine
from kinesite.content.entry import Entry
from kinesite.structure.relations import bonds
from tests import samples

AREA = {"areas/lower-back": samples.entry(Area)}
AVOID = [{"id": "osteoporosis", "level": "avoid"}]
ADAPT = [{"id": "osteoporosis", "level": "adapt"}]


def _rung(slug: str) -> list[dict[str, str]]:
    return [{"id": slug, "when": "You are ready."}]


def _condition(**changes: Any) -> dict[str, Entry]:
    return {"conditions/ache": samples.entry(Condition, **changes)}


def _routine(slug: str) -> dict[str, Entry]:
    stages = [
        {"title": "All", "steps": [{"exercise": "one", "dose": {"reps": 5}}, {"exercise": slug, "dose": {"reps": 5}}]}
    ]
    return {"routines/morning": samples.entry(Routine, stages=stages)}


ONE = {"exercises/one": samples.exercise(harder=_rung("two"))}
TWO = {"exercises/two": samples.exercise(difficulty="hard")}
LEAVE = {"exercises/bad": samples.exercise(**samples.LEAVE)}

KEPT: dict[str, dict[str, Entry]] = {
    "a ladder": {**AREA, **ONE, **TWO},
    "a step told from both sides": {
        **AREA,
        **ONE,
        "exercises/two": samples.exercise(difficulty="hard", easier=_rung("one")),
    },
    "a movement to leave that names another": {**AREA, **ONE, **TWO, **LEAVE},
    "a routine": {**AREA, **ONE, **TWO, **_routine("two")},
    "a condition that leaves what it forbids": {
        **AREA,
        "exercises/one": samples.exercise(contraindications=AVOID),
        **_condition(implies=["osteoporosis"], leave=[{"id": "one"}]),
    },
    "a condition that leaves a movement to leave": {
        **AREA,
        **ONE,
        **TWO,
        **LEAVE,
        **_condition(leave=[{"id": "bad"}]),
    },
    "a condition that suits with care": {
        **AREA,
        "exercises/one": samples.exercise(contraindications=ADAPT),
        **_condition(implies=["osteoporosis"], suits=[{"id": "one"}]),
    },
    "a condition that implies something else": {
        **AREA,
        "exercises/one": samples.exercise(contraindications=AVOID),
        **_condition(implies=["pregnancy"], suits=[{"id": "one"}]),
    },
}

BROKEN: list[tuple[str, dict[str, Entry], str, str, tuple[str | int, ...]]] = [
    ("a circle", {**AREA, **ONE, "exercises/two": samples.exercise(harder=_rung("one"))},
     "C601", "exercises/one", ("harder", 0, "id")),
    ("a circle of one", {**AREA, "exercises/one": samples.exercise(easier=_rung("one"))},
     "C601", "exercises/one", ("easier", 0, "id")),
    ("a step up to something easier",
     {**AREA, "exercises/one": samples.exercise(difficulty="hard", harder=_rung("two")),
     "exercises/two": samples.exercise()}, "C602", "exercises/one", ("harder", 0, "id")),
    ("a ladder to a movement to leave", {**AREA, "exercises/one": samples.exercise(harder=_rung("bad")), **LEAVE},
     "C603", "exercises/one", ("harder", 0, "id")),
    ("a routine with a movement to leave", {**AREA, **ONE, **TWO, **LEAVE, **_routine("bad")},
     "C603", "routines/morning", ("stages", 0, "steps", 1, "exercise")),
    ("a condition that suits a movement to leave", {**AREA, **ONE, **TWO, **LEAVE, **_condition(suits=[{"id": "bad"}])},
     "C603", "conditions/ache", ("suits", 0, "id")),
    ("a ladder to a draft", {**AREA, "exercises/one": samples.exercise(easier=_rung("a-draft"))},
     "C604", "exercises/one", ("easier", 0, "id")),
    ("an area that is a draft", {"exercises/one": samples.exercise()}, "C604", "exercises/one", ("area",)),
    ("another area that is a draft", {**AREA, "exercises/one": samples.exercise(also_for=["neck"])},
     "C604", "exercises/one", ("also_for", 0)),
    ("a draft in the place of a movement", {**AREA, **ONE, **TWO,
     "exercises/bad": samples.exercise(**{**samples.LEAVE, "instead": ["one", "a-draft"]})},
     "C604", "exercises/bad", ("instead", 1)),
    ("a condition against its own contraindication",
     {**AREA, "exercises/one": samples.exercise(contraindications=AVOID),
      **_condition(implies=["osteoporosis"], suits=[{"id": "one"}])}, "C605", "conditions/ache", ("suits", 0, "id")),
]  # fmt: skip


def check(entries: dict[str, Entry], broken: frozenset[str] = frozenset()) -> list[clinical.Mistake]:
    """What is wrong between entries."""
    return list(clinical.check({one: bonds(entry) for one, entry in entries.items()}, broken))


@pytest.mark.parametrize("entries", KEPT.values(), ids=KEPT)
def test_a_sound_library_passes(entries: dict[str, Entry]):
    assert check(entries) == []


@pytest.mark.parametrize(
    ("entries", "code", "owner", "where"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_library_that_breaks_a_rule_does_not_pass(
    entries: dict[str, Entry], code: str, owner: str, where: tuple[str | int, ...]
):
    found = check(entries)
    assert [(one, problem.code, problem.where) for one, problem in found] == [(owner, code, where)]
    assert all(problem.why and problem.fix for _one, problem in found)


def test_naming_an_entry_that_has_mistakes_of_its_own_is_not_another_mistake():
    entries = {**AREA, "exercises/one": samples.exercise(easier=_rung("broken"))}
    assert [problem.code for _one, problem in check(entries)] == ["C604"]
    assert check(entries, frozenset({"exercises/broken"})) == []
