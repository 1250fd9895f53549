"""The tempo of a movement: the dose's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.content.doses import SECONDS_A_BREATH, SECONDS_A_REPETITION
from kinesite.render.tempo import Tempo, tempo
from tests import samples


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ({"reps": 5}, Tempo(2, 0, 2)),
        ({"reps": 5, "hold": "5 s"}, Tempo(2, 5, 2)),
        ({"reps": 2, "hold": "15-30 s"}, Tempo(2, 15, 2)),
        ({"breaths": 10}, Tempo(2, 0, 4, breath=True)),
    ],
)
def test_a_dose_sets_the_tempo(dose: dict[str, object], expected: Tempo):
    assert tempo(samples.dose(**dose)) == expected


@given(st.integers(1, 60), st.integers(0, 60))
def test_nobody_is_told_to_hold_longer_than_the_dose_begins_with(low: int, more: int):
    assert tempo(samples.dose(reps=3, hold=f"{low}-{low + more} s" if more else f"{low} s")).hold == low


def test_playing_takes_the_time_that_doses_are_reckoned_with():
    repetition, breath = tempo(samples.dose(reps=1)), tempo(samples.dose(breaths=1))
    assert repetition.move + repetition.back == SECONDS_A_REPETITION
    assert breath.move + breath.back == SECONDS_A_BREATH
