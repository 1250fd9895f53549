"""A dose stays within what its sources state, or says why it does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.checks.doses import judged
from kinesite.content.doses import AMOUNTS
from kinesite.content.exercise import Exercise
from kinesite.diagnostics import Severity
from tests import samples

UNITS = {"hold": "{} s", "rest": "{} s"}


def _exercise(dose: dict[str, Any], *stated: dict[str, Any] | None, **changes: Any) -> Exercise:
    sources = [{**samples.SOURCE, **({"dose": one} if one else {})} for one in stated]
    return samples.exercise(dose=dose, sources=sources, **changes)


KEPT: list[tuple[dict[str, Any], list[dict[str, Any] | None]]] = [
    ({"reps": 5}, [None]),
    ({"reps": 5}, [None, {"reps": 5}]),
    ({"reps": "5-10"}, [{"reps": "2-6"}, {"reps": 12}]),
    ({"reps": "2-6", "hold": "5 s"}, [{"reps": "2-6"}]),
    ({"reps": 5, "sets": 3}, [{"hold": "9 s"}, {"minutes": 4}]),
    ({"minutes": 5, "days_per_week": 7}, [{"minutes": "2-15", "days_per_week": "3-7"}]),
]
BEYOND: list[tuple[dict[str, Any], list[dict[str, Any] | None], list[str]]] = [
    ({"reps": 4}, [{"reps": 5}], ["reps"]),
    ({"reps": 6}, [{"reps": 5}], ["reps"]),
    ({"reps": "5-6"}, [{"reps": 5}], ["reps"]),
    ({"reps": "4-5"}, [{"reps": "5-9"}, None], ["reps"]),
    ({"reps": 5, "hold": "20-40 s"}, [{"reps": 5, "hold": "20-30 s"}], ["hold"]),
    ({"breaths": 20, "sets": 1, "times_a_day": 9}, [{"breaths": 10, "times_a_day": 3}, {"sets": 2}],
     ["sets", "breaths", "times_a_day"]),
]  # fmt: skip


@pytest.mark.parametrize(("dose", "stated"), KEPT, ids=str)
def test_a_dose_within_what_its_sources_state_passes(dose: dict[str, Any], stated: list[dict[str, Any] | None]):
    assert list(judged(_exercise(dose, *stated))) == []


@pytest.mark.parametrize(("dose", "stated", "parts"), BEYOND, ids=str)
def test_a_part_beyond_them_is_a_mistake_where_it_is_written(
    dose: dict[str, Any], stated: list[dict[str, Any] | None], parts: list[str]
):
    found = list(judged(_exercise(dose, *stated)))
    assert [problem.where for problem in found] == [("dose", part) for part in parts]
    assert all(problem.code == "C609" and problem.why and problem.fix for problem in found)


@pytest.mark.parametrize(("dose", "stated", "parts"), BEYOND, ids=str)
def test_a_reason_settles_it(dose: dict[str, Any], stated: list[dict[str, Any] | None], parts: list[str]):
    assert parts
    assert list(judged(_exercise(dose, *stated, dose_reason="It suits a sore back."))) == []


@pytest.mark.parametrize(("dose", "stated"), KEPT, ids=str)
def test_a_reason_that_excuses_nothing_is_a_warning_at_its_key(
    dose: dict[str, Any], stated: list[dict[str, Any] | None]
):
    (problem,) = judged(_exercise(dose, *stated, dose_reason="It suits a sore back."))
    assert (problem.where, problem.code, problem.severity) == (("dose_reason",), "C611", Severity.WARNING)
    assert problem.at_key


def test_a_movement_to_leave_has_no_dose_to_judge():
    sources = [{**samples.SOURCE, "dose": {"reps": 5}}]
    assert list(judged(samples.exercise(**samples.LEAVE, sources=sources))) == []


def _written(name: str, low: int, high: int) -> dict[str, str]:
    return {name: UNITS.get(name, "{}").format(f"{low}-{high}")}


ranges = st.tuples(st.integers(1, 7), st.integers(1, 7)).map(sorted)


@given(name=st.sampled_from(AMOUNTS), own=ranges, stated=st.lists(ranges, min_size=1, max_size=3))
def test_the_range_goes_from_the_lowest_to_the_highest_number_of_any_source(
    name: str, own: list[int], stated: list[list[int]]
):
    counted = {} if name in ("reps", "minutes", "breaths") else {"reps": 5}
    exercise = _exercise({**counted, **_written(name, *own)}, *(_written(name, *one) for one in stated))
    within = all(min(low for low, _high in stated) <= number <= max(high for _low, high in stated) for number in own)
    assert ([] if within else [("dose", name)]) == [problem.where for problem in judged(exercise)]
