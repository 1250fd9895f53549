"""How much of an exercise: as data, and as time.

Law: a dose counts exactly one of repetitions, minutes or breaths; its time is computed, never stated.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

import kinesite.content.schema as s
from kinesite.content.schema import Model, about

SECONDS_A_REPETITION = 4
"""Seconds of movement in one repetition, holds apart (the fact base's own arithmetic for its routines)."""
SECONDS_A_BREATH = 6
"""Seconds of one slow breath."""
DAYS_OF_A_WEEK = 7
SECONDS_TO_SET_UP = 15
"""Seconds to get ready for an exercise (the fact base's arithmetic)."""


def _week(days: s.Range) -> s.Range:
    if days.high > DAYS_OF_A_WEEK:
        raise s.refused("S135", f"{{field}} is {days}, but a week has 7 days", "Write a number from 1 to 7.")
    return days


class Amounts(Model):
    """The numbers of a dose, each of them optional."""

    sets: s.Count | None = about("How many times the whole is done", example="2", default=None)
    reps: s.Count | None = about("Repetitions in a set", example="6-10", default=None)
    minutes: s.Count | None = about("Minutes without a break", example="10", default=None)
    breaths: s.Count | None = about("Slow breaths", example="5-10", default=None)
    hold: s.Seconds | None = about("How long each repetition is held", example="5 s", default=None)
    rest: s.Seconds | None = about("The pause between sets", example="30 s", default=None)
    times_a_day: s.Count | None = about("How often a day", example="1-3", default=None)
    days_per_week: Annotated[s.Count, s.after(_week)] | None = about(
        "On how many days a week", example="3", default=None
    )


AMOUNTS = tuple(Amounts.model_fields)
"""The names of those numbers."""


class StatedDose(Amounts):
    """What a source says of the dose: only the parts for which it gives a number, for each side where sides count."""

    @s.Check
    def _something_is_stated(self) -> "StatedDose":
        if not any(getattr(self, name) for name in AMOUNTS):
            raise s.refused("S107", "{field} states nothing", "Write what the source states, or delete the field.")
        return self


class Dose(Amounts):
    """How much: exactly one of `reps`, `minutes` or `breaths`, and what goes with it."""

    sides: Literal["each", "alternate"] | None = about(
        "Whether each side does them all, or the sides take turns", example="each", default=None
    )
    build_to: s.Text | None = about("What to work up to", example="10 repetitions", default=None, words=True)

    @s.Check
    def _one_thing_is_counted(self) -> "Dose":
        counted = [name for name in ("reps", "minutes", "breaths") if getattr(self, name)]
        if len(counted) != 1:
            message = (
                f"{{field}} counts {' and '.join(counted) or 'nothing'}, not exactly one of reps, minutes or breaths"
            )
            raise s.refused("S135", message, "Write one of reps, minutes or breaths.")
        return self

    @property
    def seconds(self) -> int:
        """Time of one sitting in seconds: the middle of each range, both sides, holds, rests and setting up."""
        sets = _middle(self.sets, 1)
        sides = 2 if self.sides == "each" else 1
        if self.minutes:
            work = _middle(self.minutes, 0) * 60
        elif self.breaths:
            work = _middle(self.breaths, 0) * SECONDS_A_BREATH
        else:
            work = _middle(self.reps, 0) * (SECONDS_A_REPETITION + _middle(self.hold, 0))
        return round(sets * sides * work + (sets - 1) * _middle(self.rest, 0)) + SECONDS_TO_SET_UP


def stated(doses: Iterable[StatedDose]) -> dict[str, s.Range]:
    """Part of a dose to the range from the lowest to the highest number that these doses give for it."""
    given = list(doses)
    found = {}
    for name in AMOUNTS:
        ranges: list[s.Range] = [getattr(dose, name) for dose in given if getattr(dose, name)]
        if ranges:
            found[name] = s.Range(min(one.low for one in ranges), max(one.high for one in ranges))
    return found


def _middle(count: s.Range | None, otherwise: int) -> float:
    return (count.low + count.high) / 2 if count else otherwise


def whole_minutes(seconds: int) -> int:
    """Minutes, rounded up: nobody is late who was told the longer time."""
    return -(-seconds // 60)
