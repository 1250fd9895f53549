"""A translation holds words only; everything else comes from the original."""

from typing import Any

import pytest

from kinesite.content import translations
from kinesite.content.entries import BY_NAME
from kinesite.content.validation import validated
from kinesite.diagnostics import Severity

SOURCE = {"publisher": "NHS", "title": "T", "url": "https://www.nhs.uk/", "accessed": "2026-01-10", "supports": "x"}
EXERCISE = {
    "title": "Pelvic tilt",
    "summary": "Press your back down.",
    "also_known_as": ["Back press", "Tilt"],
    "area": "lower-back",
    "kind": "mobility",
    "difficulty": "easy",
    "position": "lying-back",
    "dose": {"reps": 5, "build_to": "10"},
    "feel": "Your belly.",
    "contraindications": [{"id": "wrist-pain", "level": "avoid", "note": "Rest."}, {"id": "flare", "level": "avoid"}],
    "easier": [{"do": "Do less.", "when": "It hurts."}, {"id": "cat-cow", "when": "You wobble."}],
    "figure": "pelvic-tilt",
    "sources": [SOURCE],
    "review": {"status": "unreviewed"},
    "disclaimer": "exercise",
}
WORDS = {
    "title": "إمالة الحوض",
    "summary": "اضغط ظهرك.",
    "also_known_as": ["أ", "ب"],
    "dose": {"build_to": "١٠"},
    "feel": "بطنك.",
    "contraindications": {"wrist-pain": "استرح."},
    "easier": {"1": {"do": "أقل.", "when": "يؤلم."}, "cat-cow": "تترنح."},
}
ROUTINE = {
    "title": "Morning",
    "summary": "Two movements.",
    "areas": ["lower-back"],
    "goal": "Loosen.",
    "for": "Stiff mornings.",
    "frequency": "Daily",
    "check_first": "none-known",
    "stages": [{"title": "Floor", "steps": [{"exercise": "cat-cow", "dose": {"reps": 5}, "note": "Slowly."}]}],
    "sources": [SOURCE],
    "review": {"status": "unreviewed"},
    "disclaimer": "routine",
}
ROUTINE_WORDS = {
    "title": "صباح",
    "summary": "حركتان.",
    "goal": "تليين.",
    "for": "الصباح.",
    "frequency": "يوميا",
    "stages": {"1": {"title": "أرض", "steps": {"cat-cow": "ببطء."}}},
}


def original(kind: str, data: dict[str, Any]) -> Any:
    found = validated(BY_NAME[kind].model, data, {})
    assert not isinstance(found, tuple), found
    return found


def codes(data: dict[str, Any], kind: str = "exercise") -> list[tuple[str, tuple[str | int, ...]]]:
    source = original(kind, EXERCISE if kind == "exercise" else ROUTINE)
    _entry, problems = translations.translated(source, data)
    return [(one.code, one.where) for one in problems]


def test_words_are_replaced_and_nothing_else():
    source = original("exercise", EXERCISE)
    entry, problems = translations.translated(source, {**WORDS, "translates": "abc"})
    assert problems == ()
    assert (entry.title, entry.also_known_as, entry.feel) == ("إمالة الحوض", ("أ", "ب"), "بطنك.")
    assert (entry.dose.build_to, entry.dose.reps) == ("١٠", source.dose.reps)
    assert [one.note for one in entry.contraindications] == ["استرح.", None]
    assert [(one.id, one.do, one.when) for one in entry.easier] == [
        (None, "أقل.", "يؤلم."),
        ("cat-cow", None, "تترنح."),
    ]
    kept = {"area", "kind", "difficulty", "position", "figure", "sources", "review", "disclaimer"}
    assert entry.model_dump(include=kept) == source.model_dump(include=kept)
    assert [one.level for one in entry.contraindications] == ["avoid", "avoid"]


def test_steps_of_a_routine_are_found_by_their_exercise_and_stages_by_number():
    entry, problems = translations.translated(original("routine", ROUTINE), ROUTINE_WORDS)
    assert problems == ()
    assert (entry.suited_to, entry.stages[0].title, entry.stages[0].steps[0].note) == ("الصباح.", "أرض", "ببطء.")
    assert entry.stages[0].steps[0].dose.reps.low == 5


@pytest.mark.parametrize("field", sorted(WORDS))
def test_every_word_of_the_original_is_translated(field: str):
    rest = {name: words for name, words in WORDS.items() if name != field}
    assert codes(rest) == [("S143", ())]


@pytest.mark.parametrize(
    ("changed", "code", "where"),
    [
        ({"difficulty": "hard"}, "S142", ("difficulty",)),
        ({"sources": []}, "S142", ("sources",)),
        ({"stop_if": ["x"]}, "S142", ("stop_if",)),
        ({"title": ""}, "S144", ("title",)),
        ({"title": ["a"]}, "S144", ("title",)),
        ({"title": 5}, "S144", ("title",)),
        ({"also_known_as": ["one"]}, "S144", ("also_known_as",)),
        ({"also_known_as": ["one", " "]}, "S144", ("also_known_as",)),
        ({"also_known_as": "one"}, "S144", ("also_known_as",)),
        ({"dose": {"build_to": "x", "reps": 50}}, "S142", ("dose", "reps")),
        ({"dose": {}}, "S143", ("dose",)),
        ({"dose": "ten"}, "S144", ("dose",)),
        ({"contraindications": {}}, "S143", ("contraindications",)),
        ({"contraindications": {"wrist-pain": "x", "knee": "y"}}, "S142", ("contraindications", "knee")),
        (
            {"contraindications": {"wrist-pain": {"level": "adapt", "note": "x"}}},
            "S142",
            ("contraindications", "wrist-pain", "level"),
        ),
        ({"contraindications": ["x"]}, "S144", ("contraindications",)),
        ({"easier": {"1": "x", "cat-cow": "y"}}, "S143", ("easier",)),
    ],
)
def test_what_is_no_word_or_no_match_is_refused(changed: dict[str, Any], code: str, where: tuple[str, ...]):
    assert codes({**WORDS, **changed}) == [(code, where)]


def test_what_holds_no_words_need_not_be_named():
    plain = {**EXERCISE, "dose": {"reps": 5}, "contraindications": "none-known", "easier": [], "also_known_as": []}
    words = {name: WORDS[name] for name in ("title", "summary", "feel")}
    assert translations.translated(original("exercise", plain), words)[1] == ()


def test_a_misspelt_field_is_named():
    _entry, problems = translations.translated(original("exercise", EXERCISE), {**WORDS, "titel": "x"})
    assert [one.message for one in problems] == ['"titel" has no words to translate; did you mean "title"?']


@pytest.mark.parametrize(
    ("words", "outdated"),
    [
        ({"translates": "0123456789ab"}, False),
        ({"translates": "0123"}, True),
        ({"translates": "9"}, True),
        ({}, True),
        ({"translates": None}, True),
    ],
)
def test_a_translation_is_outdated_when_its_original_has_another_digest(words: dict[str, Any], outdated: bool):  # noqa: FBT001
    assert translations.is_outdated(words, "0123456789abcdef") is outdated


def test_the_warning_of_an_outdated_translation_gives_the_digest_to_write():
    problem = translations.stale({"translates": "9"}, "0123456789abcdef")
    assert (problem.code, problem.severity, problem.where) == ("S146", Severity.WARNING, ("translates",))
    assert "translates: '0123456789ab'" in problem.fix
    assert translations.stale({}, "0").message == 'missing field "translates"'


def test_what_a_source_states_of_the_dose_stays_and_the_reason_is_translated():
    stated = {**EXERCISE, "sources": [{**SOURCE, "dose": {"reps": 10}}], "dose_reason": "Less is enough."}
    entry, problems = translations.translated(original("exercise", stated), {**WORDS, "dose_reason": "الأقل يكفي."})
    assert problems == ()
    assert entry.dose_reason == "الأقل يكفي."
    assert entry.sources == original("exercise", stated).sources
    _entry, problems = translations.translated(original("exercise", stated), WORDS)
    assert [problem.code for problem in problems] == ["S143"]
