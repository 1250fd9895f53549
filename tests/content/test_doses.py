"""How much time a dose takes."""

import pytest

from kinesite.content.doses import SECONDS_TO_SET_UP, Dose, whole_minutes
from kinesite.content.validation import validated


def dose(**fields: object) -> Dose:
    found = validated(Dose, fields, {})
    assert isinstance(found, Dose), found
    return found


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({"reps": 10}, 10 * 4),
        ({"reps": "6-10"}, 8 * 4),
        ({"reps": "6–10"}, 8 * 4),
        ({"reps": 10, "hold": "5 s"}, 10 * (4 + 5)),
        ({"reps": 10, "hold": "5-15s"}, 10 * (4 + 10)),
        ({"reps": 10, "sides": "each"}, 2 * 10 * 4),
        ({"reps": 10, "sides": "alternate"}, 10 * 4),
        ({"sets": 3, "reps": 10, "rest": "30 s"}, 3 * 10 * 4 + 2 * 30),
        ({"sets": 1, "reps": 10, "rest": "30 s"}, 10 * 4),
        ({"minutes": 10}, 600),
        ({"minutes": "5-10", "sets": 2}, 900),
        ({"breaths": 8}, 8 * 6),
        ({"reps": 10, "times_a_day": 3, "days_per_week": "3-7", "build_to": "20"}, 10 * 4),
    ],
)
def test_time_is_computed_from_the_middle_of_each_range(fields: dict[str, object], seconds: int):
    assert dose(**fields).seconds == seconds + SECONDS_TO_SET_UP


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (1, 1), (60, 1), (61, 2), (3600, 60)])
def test_minutes_are_rounded_up(seconds: int, minutes: int):
    assert whole_minutes(seconds) == minutes
