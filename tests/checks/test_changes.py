"""What has changed between two records: nothing where nothing has, and nothing that a reader acts on is lost."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from kinesite.checks import facts
from kinesite.checks.changes import GUIDES, SIGNS, Change, changes, unannounced
from kinesite.checks.differences import called
from kinesite.content.entries import Condition, Routine
from kinesite.content.machines import written
from kinesite.render.api.exercises import ToDo, ToLeave, exercise
from kinesite.render.api.parts import Subject
from kinesite.render.api.safety import ConditionRecord, RoutineRecord, WarningSigns, condition, routine, warning_signs
from tests import samples

Json = Any
HISTORY = [{"on": "2026-01-10", "note": "First published.", "clinical": True}]


def _subject(address: str) -> Subject:
    return Subject(address, "en", samples.words(), samples.settings())


def _bird_dog() -> Json:
    entry = samples.exercise(
        title="Bird dog",
        also_known_as=["Arm and leg reach"],
        also_for=["neck"],
        equipment=["mat"],
        muscles=["deep-abdominals"],
        dose={"sets": 2, "reps": "6-10", "hold": "8 s", "rest": "30 s", "sides": "each", "build_to": "10 times"},
        contraindications=[
            {"id": "wrist-pain", "level": "avoid", "note": "Lean on your fists."},
            {"id": "osteoporosis", "level": "ask-first"},
        ],
        stop_if=["It hurts.", "You wobble."],
        easier=[{"do": "Slide the leg.", "when": "You wobble."}, {"id": "pelvic-tilt", "when": "It hurts."}],
        harder=[{"do": "Hold longer.", "when": "It is easy."}],
        history=HISTORY,
    )
    return json.loads(written(exercise(_subject("/exercises/bird-dog/"), entry, "/media/x.svg", None)))


def _sit_up() -> Json:
    entry = samples.exercise(title="Sit-up", **samples.LEAVE, history=HISTORY)
    return json.loads(written(exercise(_subject("/exercises/sit-up/"), entry, "", None)))


def _morning() -> Json:
    steps = [{"exercise": "bird-dog", "dose": {"reps": 5}, "note": "Slowly."}, {"exercise": "cat", "dose": {"reps": 6}}]
    later = [{"exercise": "bird-dog", "dose": {"reps": 5, "hold": "5 s"}}]
    entry = samples.entry(
        Routine,
        title="Morning",
        stages=[{"title": "First", "steps": steps}, {"title": "Then", "steps": later}],
        check_first=["wrist-pain"],
        stop_if=["You are dizzy."],
        move_up_when="It is easy.",
        weeks="4-6",
        history=HISTORY,
    )
    return json.loads(written(routine(_subject("/routines/morning/"), entry)))


def _ache() -> Json:
    entry = samples.entry(
        Condition,
        title="Ache",
        implies=["osteoporosis"],
        suits=[{"id": "bird-dog", "note": "Slowly."}, {"id": "cat"}],
        leave=[{"id": "sit-up"}],
        see_someone=["It lasts.", "It grows."],
        history=HISTORY,
    )
    return json.loads(written(condition(_subject("/conditions/ache/"), entry)))


def _signs() -> Json:
    page = "pages/warning-signs"
    found = json.loads(written(warning_signs(samples.words(), samples.settings(), page, ())))
    return {**found, "history": HISTORY}


RECORD: Json = {
    "exercises": [_bird_dog(), _sit_up()],
    "routines": [_morning()],
    "conditions": [_ache()],
    SIGNS: _signs(),
}
BIRD_DOG, SIT_UP = ("exercises", 0), ("exercises", 1)
MORNING, ACHE, WARNINGS = ("routines", 0), ("conditions", 0), (SIGNS,)
ENTRIES = {
    BIRD_DOG: "exercises/bird-dog",
    SIT_UP: "exercises/sit-up",
    MORNING: "routines/morning",
    ACHE: "conditions/ache",
    WARNINGS: "pages/warning-signs",
}
Path = tuple[Any, ...]


def _at(value: Json, path: Path) -> Json:
    for key in path:
        value = value[key]
    return value


def _with(path: Path, value: Json) -> Json:
    """The record with another value in one place; the value None takes it away."""
    found = copy.deepcopy(RECORD)
    inner = _at(found, path[:-1])
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return found


def _told(new: Json, old: Json = RECORD) -> list[str]:
    return [one.text for one in changes(old, new)]


@pytest.mark.parametrize(
    ("model", "table"),
    [
        (ToDo, facts.EXERCISE),
        (ToLeave, facts.EXERCISE),
        (RoutineRecord, facts.ROUTINE),
        (ConditionRecord, facts.CONDITION),
        (WarningSigns, facts.WARNING_SIGNS),
    ],
)
def test_every_field_of_a_record_is_compared_or_passed_over_with_a_reason(model: Any, table: Any):
    assert set(model.model_fields) <= set(table) | set(facts.PASSED_OVER)
    assert not set(table) & set(facts.PASSED_OVER)


def test_a_record_compared_with_itself_gives_nothing():
    assert changes(RECORD, copy.deepcopy(RECORD)) == ()
    assert unannounced(RECORD, copy.deepcopy(RECORD)) == {}


SENTENCES: dict[str, tuple[Path, Json]] = {
    "Bird dog: hold 5 s, was 8 s": ((*BIRD_DOG, "dose", "hold_seconds"), 5),
    "Bird dog: hold 5-10 s, was 8 s": ((*BIRD_DOG, "dose", "hold_seconds"), {"low": 5, "high": 10}),
    "Bird dog: hold not said any more, was 8 s": ((*BIRD_DOG, "dose", "hold_seconds"), None),
    "Bird dog: times a day 3, was not said": ((*BIRD_DOG, "dose", "times_a_day"), 3),
    "Bird dog: repetitions 5, was 6-10": ((*BIRD_DOG, "dose", "reps"), 5),
    "Bird dog: the level of the warning about sore wrists is now ask-first, was avoid": (
        (*BIRD_DOG, "contraindications", 0, "level"),
        "ask-first",
    ),
    "Bird dog: the warning about sore wrists was removed (avoid: Lean on your fists.)": (
        (*BIRD_DOG, "contraindications", 0),
        None,
    ),
    'Bird dog: what the warning about sore wrists says to do is now "Stop.", was "Lean on your fists."': (
        (*BIRD_DOG, "contraindications", 0, "note"),
        "Stop.",
    ),
    'Bird dog: the stop rule "You wobble." was removed': ((*BIRD_DOG, "stop_if", "own", 1), None),
    'Bird dog: the stop rule "You fall." was added': (
        (*BIRD_DOG, "stop_if", "own"),
        ["It hurts.", "You wobble.", "You fall."],
    ),
    'Bird dog: the easier step to "pelvic tilt" was removed (It hurts.)': ((*BIRD_DOG, "easier", 1), None),
    'Bird dog: the harder step "Hold longer." is for when "Never.", was "It is easy."': (
        (*BIRD_DOG, "harder", 0, "when"),
        "Never.",
    ),
    "Bird dog: difficulty hard, was easy": ((*BIRD_DOG, "difficulty"), "hard"),
    'Sit-up: the exercise to do instead "one" was removed': ((*SIT_UP, "instead"), []),
    'Morning: "bird dog": repetitions 8, was 5': ((*MORNING, "stages", 0, "steps", 0, "dose", "reps"), 8),
    'Morning: "bird dog": hold not said any more, was 5 s': (
        (*MORNING, "stages", 1, "steps", 0, "dose", "hold_seconds"),
        None,
    ),
    "Morning: rounds 3, was 1": ((*MORNING, "rounds"), 3),
    'Ache: the reason to see someone "It grows." was removed': ((*ACHE, "see_someone", 1), None),
    'Ache: "cat" as an exercise that usually suits was removed': ((*ACHE, "suits", 1), None),
    "Warning signs: the emergency number 999 was removed (UK)": ((*WARNINGS, "emergency_numbers", 0), None),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_change_is_told_in_plain_words(sentence: str):
    path, value = SENTENCES[sentence]
    assert changes(RECORD, _with(path, value)) == (Change(_entry_of(path)[1], sentence, clinical=True),)


def test_a_movement_that_is_now_to_leave_is_told_as_that():
    turned = {**_sit_up(), "id": "bird-dog", "title": "Bird dog"}
    found = changes({"exercises": [_bird_dog()]}, {"exercises": [turned]})
    assert found[0] == Change("exercises/bird-dog", "Bird dog: it is now to leave, was to do", clinical=True)
    assert not any("repetitions" in one.text for one in found)


def test_a_new_guide_and_one_that_is_gone_are_told():
    less = {**RECORD, "exercises": RECORD["exercises"][1:]}
    assert changes(RECORD, less) == (Change("exercises/bird-dog", "Bird dog: is no longer published", clinical=True),)
    assert changes(less, RECORD) == (Change("exercises/bird-dog", "Bird dog: is new", clinical=False),)
    assert unannounced(less, RECORD) == unannounced(RECORD, less) == {}


def _renamed(record: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """A record in which every guide calls an exercise by another id."""
    return json.loads(json.dumps(record).replace(f'"{old}"', f'"{new}"'))


def test_a_guide_that_moved_is_compared_with_what_it_was():
    moved = {**_bird_dog(), "id": "reach", "difficulty": "hard"}
    moved["addresses"] = {"page": "exercises/reach/", "former": ["/exercises/bird-dog/"]}
    new = _renamed(RECORD, "bird-dog", "reach") | {"exercises": [moved, _sit_up()]}
    assert _told(new) == ["Bird dog: difficulty hard, was easy", "Bird dog: the address changed"]
    assert list(unannounced(RECORD, new)) == ["exercises/reach"]


def test_a_rule_for_every_movement_is_told_once():
    new = copy.deepcopy(RECORD)
    new[SIGNS]["stop_rules"] = ["Stop."]
    for one in (*new["exercises"], *new["routines"]):
        one["stop_if"]["general"] = ["Stop."]
    assert [one.count("Every movement: ") for one in _told(new)] == [1] * len(_told(new))
    alone = {"exercises": new["exercises"]}
    assert _told(alone, {"exercises": RECORD["exercises"]}) == _told(new), "with the one file, too"


def test_what_only_one_record_speaks_of_is_not_compared():
    assert changes({"exercises": RECORD["exercises"]}, RECORD) == ()
    assert changes({}, RECORD) == ()


# Laws: whatever leaf of whatever field is changed, it is told; and a clinical one with both its values.


def _leaves(value: Json, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, (*path, place))
    else:
        yield path


DERIVED = {"url", "former", "general", "stop_rules", *(name for name in facts.PASSED_OVER if name != "id")}
"""Keys under which nothing is compared, or only for the whole site."""
GUIDE_LEAVES = [
    (*start, *path)
    for start in ENTRIES
    for path in _leaves(_at(RECORD, start))
    if not DERIVED & set(path) and path != ("id",)
]
NOT_CLINICAL = {
    *("title", "also_known_as", "summary", "addresses", "disclaimer", "review", "sources", "dose_reason", "area"),
    *("also_for", "areas", "kind", "muscles", "figure", "goal", "label"),
}
CLINICAL_LEAVES = [
    path
    for path in GUIDE_LEAVES
    if not NOT_CLINICAL & set(path[1:])
    and path[-3:-2] != ("stages",)  # headings of stages
    and not (path[0] == SIGNS and path[-1] == "why")
]


TEXTS, NUMBERS = st.from_regex(r"[A-Z][a-z]{3,12}", fullmatch=True), st.integers(1, 999)
FEW = hypothesis.settings(max_examples=8, phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
"""Each example is tried in every place; the place tells what failed, so nothing need be made smaller."""


def _another(value: Json, text: str, number: int) -> Json:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return number if number != value else number + 1
    return text if text != value else f"{text} x"


def _entry_of(path: Path) -> tuple[Path, str]:
    return next((start, entry) for start, entry in ENTRIES.items() if path[: len(start)] == start)


@FEW
@hypothesis.given(TEXTS, NUMBERS)
def test_no_change_is_lost(text: str, number: int):
    for path in GUIDE_LEAVES:
        found = changes(RECORD, _with(path, _another(_at(RECORD, path), text, number)))
        assert {one.entry for one in found} == {_entry_of(path)[1]}, path


@FEW
@hypothesis.given(TEXTS, NUMBERS)
def test_every_clinical_change_is_told_with_the_guide_s_name_and_both_values(text: str, number: int):
    for path in CLINICAL_LEAVES:
        old = _at(RECORD, path)
        new = _another(old, text, number)
        record = _with(path, new)
        found = [one.text for one in changes(RECORD, record) if one.clinical]
        title = "Warning signs" if path[0] == SIGNS else _at(record, path[:2])["title"]
        assert found, path
        assert all(one.startswith(f"{title}: ") for one in found)
        together = " ".join(found)
        if path[-1] == "id" and ("contraindications" in path or path[0] != "exercises"):
            assert "was removed" in together, path
            assert "was added" in together, path
            continue
        for value in (old, new):
            said = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            assert said in together or called(said) in together, (path, together)


@FEW
@hypothesis.given(TEXTS, NUMBERS)
def test_a_clinical_change_is_found_unless_a_new_line_of_history_tells_of_it(text: str, number: int):
    for path in CLINICAL_LEAVES:
        record = _with(path, _another(_at(RECORD, path), text, number))
        start, entry = _entry_of(path)
        assert list(unannounced(RECORD, record)) == [entry], path
        _at(record, start)["history"] = [{"on": "2026-02-01", "note": "A new dose.", "clinical": True}, *HISTORY]
        assert unannounced(RECORD, record) == {}, path


NO_NEW_LINE = {
    "none at all": HISTORY,
    "one that is not clinical": [*HISTORY, {"on": "2026-02-01", "note": "A word.", "clinical": False}],
    "the old one in other words": [{"on": "2026-02-01", "note": "Published first.", "clinical": True}],
    "the old one twice": [*HISTORY, *HISTORY],
    "no history any more": [],
}


@pytest.mark.parametrize("law", NO_NEW_LINE)
def test_only_a_new_clinical_line_tells_of_a_clinical_change(law: str):
    record = _with((*BIRD_DOG, "difficulty"), "hard")
    record["exercises"][0]["history"] = NO_NEW_LINE[law]
    assert unannounced(RECORD, record) == {"exercises/bird-dog": ("Bird dog: difficulty hard, was easy",)}


def test_an_edited_line_of_old_is_no_new_one():
    """A line that was there and becomes clinical says nothing of what changed since."""
    old = copy.deepcopy(RECORD)
    old["exercises"][0]["history"] = [{**HISTORY[0], "clinical": False}]
    new = _with((*BIRD_DOG, "difficulty"), "hard")
    assert list(unannounced(old, new)) == ["exercises/bird-dog"]


def test_a_plain_change_needs_no_line_of_history():
    for path, value in (((*BIRD_DOG, "title"), "Pointer"), ((*BIRD_DOG, "sources"), []), ((*MORNING, "goal"), "Move.")):
        found = changes(RECORD, _with(path, value))
        assert found
        assert not any(one.clinical for one in found)
        assert unannounced(RECORD, _with(path, value)) == {}


def test_another_order_is_clinical_only_where_one_follows_it():
    steps = RECORD["routines"][0]["stages"][0]["steps"]
    new = _with((*MORNING, "stages", 0, "steps"), steps[::-1])
    [change] = changes(RECORD, new)
    assert change == Change("routines/morning", "Morning: the exercises stand in another order", clinical=True)
    turned = _with((*BIRD_DOG, "contraindications"), RECORD["exercises"][0]["contraindications"][::-1])
    assert [one.clinical for one in changes(RECORD, turned)] == [False]


def test_an_exercise_that_moved_to_another_stage_is_told():
    new = copy.deepcopy(RECORD)
    first, then = new["routines"][0]["stages"]
    then["steps"].insert(0, first["steps"].pop())
    assert _told(new) == ['Morning: "cat" is in stage 2, was 1']


def test_all_kinds_of_guide_are_compared():
    assert {start[0] for start in ENTRIES} == {*GUIDES, SIGNS}


def test_the_line_of_the_first_publication_tells_of_no_change():
    """A guide without a history that gets one clinical line would be called new, and its change would be lost."""
    old = copy.deepcopy(RECORD)
    old["exercises"][0]["history"] = []
    new = copy.deepcopy(old)
    new["exercises"][0]["difficulty"] = "hard"
    line = {"on": "2026-12-01", "note": "Harder than we said.", "clinical": True}
    new["exercises"][0]["history"] = [line]
    assert list(unannounced(old, new)) == ["exercises/bird-dog"]
    new["exercises"][0]["history"] = [line, {"on": "2026-11-22", "note": "First published.", "clinical": True}]
    assert unannounced(old, new) == {}
