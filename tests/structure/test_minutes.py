"""The arithmetic of time: a dose tells its minutes, nobody writes them down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.content.doses import whole_minutes
from kinesite.content.entries import Routine
from kinesite.content.schema import Range
from tests import samples

SET_UP = 15


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({"reps": 10}, 10 * 4),
        ({"reps": "6-10"}, 8 * 4),
        ({"reps": 10, "hold": "5 s"}, 10 * (4 + 5)),
        ({"reps": 10, "hold": "5-10 s"}, 10 * (4 + 7.5)),
        ({"reps": 10, "sides": "each"}, 2 * 10 * 4),
        ({"reps": 10, "sides": "alternate"}, 10 * 4),
        ({"reps": 10, "sets": 3}, 3 * 10 * 4),
        ({"reps": 10, "sets": 3, "rest": "30 s"}, 3 * 10 * 4 + 2 * 30),
        ({"reps": 10, "sets": "2-3", "rest": "30 s", "sides": "each"}, 2.5 * 2 * 10 * 4 + 1.5 * 30),
        ({"minutes": 10}, 600),
        ({"minutes": "10-20"}, 900),
        ({"minutes": 1, "sides": "each"}, 120),
        ({"breaths": 10}, 60),
        ({"breaths": "5-10", "sets": 2}, 2 * 7.5 * 6),
        ({"reps": 10, "times_a_day": 3, "days_per_week": 7}, 10 * 4),
        ({"reps": 10, "rest": "30 s"}, 10 * 4),
    ],
    ids=str,
)
def test_one_sitting_in_seconds(fields: dict[str, object], seconds: float):
    assert samples.dose(**fields).seconds == seconds + SET_UP


@given(st.integers(0, 100_000))
def test_minutes_are_rounded_up_and_never_by_a_whole_one(seconds: int):
    assert 0 <= whole_minutes(seconds) * 60 - seconds < 60


def test_a_routine_adds_its_steps_and_goes_round():
    steps = [{"exercise": "one", "dose": {"minutes": 2}}, {"exercise": "two", "dose": {"reps": 10}}]
    stages = [{"title": "First", "steps": steps}, {"title": "Last", "steps": steps[:1]}]
    once = 135 + 55 + 135
    whole, thrice = -(-once // 60), -(-3 * once // 60)
    assert samples.entry(Routine, stages=stages).minutes == Range(whole, whole)
    assert samples.entry(Routine, stages=stages, rounds=3).minutes == Range(thrice, thrice)


def test_where_a_session_is_one_stage_its_minutes_are_those_of_the_shortest_to_the_longest():
    stages = [{"title": str(n), "steps": [{"exercise": "one", "dose": {"minutes": n}}]} for n in (2, 4, 3)]
    routine = samples.entry(Routine, stages=stages, one_stage_at_a_time=True)
    assert routine.minutes == Range(3, 5)
