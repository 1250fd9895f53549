"""A dose in words: everything that is said is told, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.render.dosing import in_words
from tests import samples

SENTENCES = [
    ({"reps": 1}, "Do it 1 time."),
    ({"reps": "6-10"}, "Do it 6 to 10 times."),
    ({"reps": 5, "sides": "each"}, "Do it 5 times on each side."),
    ({"reps": 5, "sides": "alternate"}, "Do it 5 times, and change sides each time."),
    ({"minutes": 1}, "Go on for 1 minute."),
    ({"minutes": "10-20"}, "Go on for 10 to 20 minutes."),
    ({"minutes": 2, "sides": "each"}, "Go on for 2 minutes on each side."),
    ({"minutes": 2, "sides": "alternate"}, "Go on for 2 minutes, changing sides."),
    ({"breaths": 5}, "Stay for 5 slow breaths."),
    ({"breaths": 1, "sides": "each"}, "Stay for 1 slow breath on each side."),
    ({"breaths": 5, "sides": "alternate"}, "Stay for 5 slow breaths, then change sides."),
    ({"reps": 5, "hold": "1 s"}, "Do it 5 times. Hold each one for 1 second."),
    ({"reps": 5, "hold": "5-10 s"}, "Do it 5 times. Hold each one for 5 to 10 seconds."),
    ({"reps": 5, "sets": 2, "rest": "30 s"}, "Do it 5 times. Do 2 sets. Rest for 30 seconds in between."),
    ({"reps": 5, "sets": 1}, "Do it 5 times."),
    ({"reps": 5, "sets": "1-2"}, "Do it 5 times. Do 1 to 2 sets."),
    ({"reps": 5, "times_a_day": 1}, "Do it 5 times. Once a day."),
    ({"reps": 5, "times_a_day": "1-3"}, "Do it 5 times. 1 to 3 times a day."),
    ({"reps": 5, "days_per_week": 3}, "Do it 5 times. On 3 days a week."),
    ({"reps": 5, "days_per_week": "3-7"}, "Do it 5 times. On 3 to 7 days a week."),
    ({"reps": 5, "days_per_week": 7}, "Do it 5 times. Every day."),
    ({"reps": 5, "build_to": "10 repetitions."}, "Do it 5 times. Build up slowly to 10 repetitions."),
    (
        {
            "sets": 2,
            "reps": 8,
            "hold": "5 s",
            "rest": "30 s",
            "sides": "each",
            "times_a_day": 2,
            "days_per_week": 7,
            "build_to": "3 sets",
        },
        (
            "Do it 8 times on each side. Hold each one for 5 seconds. Do 2 sets. Rest for 30 seconds in between. "
            "2 times a day. Every day. Build up slowly to 3 sets."
        ),
    ),
]


@pytest.mark.parametrize(("fields", "sentence"), SENTENCES, ids=str)
def test_a_dose_as_a_reader_is_told_it(fields: dict[str, object], sentence: str):
    assert in_words(samples.dose(**fields), samples.texts()).sentence == sentence


counts = st.builds(lambda low, more: f"{low}-{low + more}", st.integers(1, 60), st.integers(0, 30))
doses = st.fixed_dictionaries(
    {},
    optional={
        "sets": counts,
        "hold": counts.map("{} s".format),
        "rest": counts.map("{} s".format),
        "sides": st.sampled_from(["each", "alternate"]),
        "times_a_day": counts,
        "days_per_week": st.sampled_from(["1", "2-3", "7"]),
        "build_to": st.just("more"),
    },
)


@given(counted=st.sampled_from(["reps", "minutes", "breaths"]), count=counts, rest=doses)
def test_each_field_has_one_row_and_every_number_is_told(counted: str, count: str, rest: dict[str, str]):
    dose = samples.dose(**{counted: count}, **rest)
    shown = in_words(dose, samples.texts())
    assert next(row.name for row in shown.rows) == counted
    assert {row.name for row in shown.rows} == {counted, *rest}
    assert len(shown.rows) == len(rest) + 1
    assert all(row.label and row.value for row in shown.rows)
    for name, row in ((row.name, row) for row in shown.rows):
        found = getattr(dose, name)
        if hasattr(found, "low") and (name, found.low) not in {("days_per_week", 7), ("times_a_day", 1)}:
            assert str(found.low) in row.value
            assert str(found.high) in row.value
    assert shown.minutes * 60 >= dose.seconds


def test_a_reason_is_told_beside_the_dose_and_nothing_where_there_is_none():
    assert in_words(samples.dose(reps=5), samples.texts()).reason == ""
    assert in_words(samples.dose(reps=5), samples.texts(), "It is enough.").reason == "It is enough."
