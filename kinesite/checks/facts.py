"""The fields of records that two builds are compared by, in tables: what each is called, and what is clinical.

Law: every field of a record stands in its table, or in `PASSED_OVER` with the reason why it needs no word of its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kinesite.checks.differences import (
    Comparer,
    Difference,
    Item,
    Listed,
    called,
    inside,
    items,
    named,
    other,
    parts,
    plainly,
    shown,
    texts,
    under,
    value,
)


def _in_seconds(amount: Any) -> str:
    return shown(amount, " s")


DOSE = parts(
    {
        "reps": value("repetitions"),
        "minutes": value("minutes"),
        "breaths": value("breaths"),
        "hold_seconds": value("hold", _in_seconds),
        "sets": value("sets"),
        "rest_seconds": value("rest", _in_seconds),
        "sides": value("sides", plainly),
        "times_a_day": value("times a day"),
        "days_per_week": value("days a week"),
        "build_to": value("build up to"),
    }
)


def _behind(*said: str | None) -> str:
    """What stands in brackets behind a name; nothing where nothing is said."""
    words = [one for one in said if one]
    told = "".join(one + (" " if one.endswith(".") else ": ") for one in words[:-1]) + "".join(words[-1:])
    return f" ({told})" if told else ""


CAUTIONS = items(
    Listed(
        named=lambda one: f"the warning about {inside(one['label'])}",
        key=lambda one: one["id"],
        rows=lambda name: {
            "level": value(f"the level of {name} is now", plainly),
            "note": value(f"what {name} says to do is now"),
            "label": value(f"the name in {name} is now", clinical=False),
        },
        told=lambda one: _behind(one["level"], one.get("note")),
    )
)


def _ladder(noun: str) -> Comparer:
    """Compares the steps of a ladder, each called by its variation or by the exercise that it leads to."""
    how = Listed(
        named=lambda one: f"the {noun} step {shown(one['do']) if 'do' in one else 'to ' + named(one['id'])}",
        key=lambda one: (one.get("id"), one.get("do")),
        rows=lambda name: {"when": value(f"{name} is for when")},
        told=lambda one: _behind(one["when"]),
    )
    return items(how)


def _mentions(noun: str) -> Comparer:
    """Compares the exercises that a condition names."""
    how = Listed(
        named=lambda one: f"{named(one['id'])} as an exercise that {noun}",
        key=lambda one: one["id"],
        rows=lambda name: {"note": value(f"the note on {name} is now")},
        told=lambda one: _behind(one.get("note")),
    )
    return items(how)


_STEPS = items(
    Listed(
        named=lambda one: named(one["exercise"]),
        key=lambda one: one["exercise"],
        rows=lambda name: {
            "dose": under(name, DOSE),
            "note": value(f"the note on {name} is now"),
            "stage": value(f"{name} is in stage"),
        },
        told=lambda one: _behind(one["dose_in_words"], one.get("note")),
        ordered="the exercises stand in another order",
    )
)


def _stages(old: Any, new: Any) -> Iterator[Difference]:
    """Compares the exercises of a routine, wherever they stand, and then the headings above them."""
    before, after = (_flat(stages or ()) for stages in (old, new))
    yield from _STEPS(before, after)
    yield from texts("stage", clinical=False)(*([one["title"] for one in stages or ()] for stages in (old, new)))


def _flat(stages: Any) -> list[Item]:
    return [{**step, "stage": place} for place, stage in enumerate(stages, start=1) for step in stage["steps"]]


STOP_RULES = texts("stop rule")
_STOP_IF = parts({"own": STOP_RULES})

_GUIDE: Mapping[str, Comparer] = {
    "title": value("the title is now", clinical=False),
    "also_known_as": texts("other name", clinical=False),
    "summary": value("the summary is now", clinical=False),
    "addresses": parts({"page": other("address")}),
    "disclaimer": other("disclaimer"),
    "review": other("review"),
    "sources": items(
        Listed(
            named=lambda one: f"the source {shown(one['title'])}",
            key=lambda one: (one["url"], one["title"]),
            rows=lambda name: {
                "publisher": value(f"the publisher of {name} is now", clinical=False),
                "accessed": value(f"{name} was read on", plainly, clinical=False),
                "supports": value(f"what {name} supports is now", clinical=False),
                "dose": other(f"dose in {name}"),
            },
        ),
        clinical=False,
    ),
}
"""What every guide has."""

EXERCISE: Mapping[str, Comparer] = {
    "advice": value("it is now", lambda advice: f"to {advice}"),
    "contraindications": CAUTIONS,
    "stop_if": _STOP_IF,
    "dose": DOSE,
    "dose_reason": value("the reason for its dose is now", clinical=False),
    "why_not": value("why to leave it is now"),
    "instead": texts("exercise to do instead", named),
    "difficulty": value("difficulty", plainly),
    "position": value("position", named),
    "equipment": texts("equipment", named),
    "easier": _ladder("easier"),
    "harder": _ladder("harder"),
    "feel": value("where one feels it is now"),
    "area": value("area", named, clinical=False),
    "also_for": texts("other area", named, clinical=False),
    "kind": value("kind", plainly, clinical=False),
    "muscles": texts("muscle", named, clinical=False),
    "figure": parts(
        {
            "address": other("picture"),
            "alt": other("description of the picture"),
            "author": other("author of the picture"),
            "licence": other("licence of the picture"),
        }
    ),
    **_GUIDE,
}
"""What is compared of an exercise."""

ONLY_TO_DO = frozenset(("dose", "dose_reason", "easier", "harder", "feel"))
"""What an exercise to leave has not: that it is one to leave says so already."""

ROUTINE: Mapping[str, Comparer] = {
    "check_first": CAUTIONS,
    "stop_if": _STOP_IF,
    "stages": _stages,
    "frequency": value("how often is now"),
    "weeks": value("weeks"),
    "rounds": value("rounds"),
    "one_stage_at_a_time": value("one stage at a time"),
    "move_up_when": value("when to move up is now"),
    "suited_to": value("who it is for is now"),
    "goal": value("the goal is now", clinical=False),
    "areas": texts("area", named, clinical=False),
    **_GUIDE,
}
"""What is compared of a routine."""

CONDITION: Mapping[str, Comparer] = {
    "see_someone": texts("reason to see someone"),
    "implies": CAUTIONS,
    "suits": _mentions("usually suits"),
    "leave": _mentions("is usually left out"),
    "areas": texts("area", named, clinical=False),
    **_GUIDE,
}
"""What is compared of a condition."""

WARNING_SIGNS: Mapping[str, Comparer] = {
    "signs": items(
        Listed(
            named=lambda one: f"the sign {shown(one['sign'])}",
            key=lambda one: one["id"],
            rows=lambda name: {
                "level": value(f"{name} is now", plainly),
                "sign": value("the words of a sign are now"),
                "short": value(f"the short form of {name} is now"),
                "why": value(f"what may be behind {name} is now", clinical=False),
            },
            told=lambda one: _behind(one["level"]),
        )
    ),
    "levels": items(
        Listed(
            named=lambda one: f"the card {shown(called(one['id']))}",
            key=lambda one: one["id"],
            rows=lambda name: {
                "action": value(f"what to do by {name} is now"),
                "title": value(f"the heading of {name} is now"),
                "urgency": value(f"the urgency of {name} is now"),
            },
        )
    ),
    "emergency_numbers": items(
        Listed(
            named=lambda one: f"the emergency number {one['number']}",
            key=lambda one: one["number"],
            rows=lambda name: {"where": value(f"{name} works in")},
            told=lambda one: _behind(one["where"]),
        )
    ),
}
"""What is compared of the warning signs; the stop rules are told for all movements at once."""

PASSED_OVER: Mapping[str, str] = {
    "id": "guides are found again by it",
    "history": "it tells of the changes itself",
    "language": "the original's is the same in both, or all of its words have changed",
    "licence": "it is the same for the whole site",
    "dose_in_words": "it is made from the dose",
    "minutes": "they are computed from the doses",
    "page": "it is where the signs are shown, not what they say",
    "stop_rules": "they are told for all movements at once",
}
"""Fields that are not compared, with the reason."""
