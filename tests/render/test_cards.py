"""What other pages show of an entry: what a reader chooses by."""

from kinesite.content.entries import Area, Routine
from kinesite.content.entry import Entry
from kinesite.render.cards import Card, card, facts_of
from kinesite.structure.shape import row
from tests import samples


def _card(entry_id: str, entry: Entry) -> Card:
    return card(row(entry_id, "path.md", entry), entry, samples.words(), "/media/x.svg", "en")


def _facts(entry: Entry, equipment: tuple[str, ...] = ()) -> dict[str, str]:
    return {line.name: line.value for line in facts_of(entry, samples.words(), samples.texts(), equipment)}


def test_an_exercise_says_kind_difficulty_position_equipment_and_minutes():
    exercise = samples.exercise(equipment=["mat", "chair"], dose={"reps": 20}, difficulty="hard")
    assert _facts(exercise) == {
        "kind": "Mobility",
        "difficulty": "Hard",
        "position": "On your back",
        "equipment": "a mat, a chair",
        "minutes": "About 2 minutes",
    }
    labels = [line.label for line in facts_of(exercise, samples.words(), samples.texts())]
    assert labels == ["Kind", "How hard", "Position", "You need", "Time"]


def test_an_exercise_that_needs_nothing_says_so():
    assert _facts(samples.exercise())["equipment"] == "Nothing"


def test_a_movement_to_leave_has_no_minutes():
    leave = samples.exercise(**samples.LEAVE)
    assert "minutes" not in _facts(leave)
    assert _card("exercises/x", leave).leave
    assert not _card("exercises/x", samples.exercise()).leave


def test_a_routine_says_what_its_exercises_need():
    routine = samples.entry(Routine, weeks="4-6")
    assert _facts(routine, ("mat",)) == {
        "minutes": "About 1 minute",
        "frequency": "Every morning",
        "weeks": "4 to 6 weeks",
        "equipment": "a mat",
    }
    assert set(_facts(samples.entry(Routine))) == {"minutes", "frequency"}


def test_other_kinds_have_nothing_to_choose_by():
    assert _facts(samples.entry(Area)) == {}


def test_a_card_shows_title_summary_picture_and_kind():
    found = _card("exercises/x", samples.exercise(title="Cat", summary="Round your back.", equipment=["mat"]))
    assert (found.id, found.kind, found.title, found.summary) == ("exercises/x", "exercise", "Cat", "Round your back.")
    assert (found.thumbnail, found.language, found.equipment) == ("/media/x.svg", "en", ("mat",))


def test_a_card_does_not_change_with_what_it_does_not_show():
    """A page that shows the card need not be made again."""
    before = samples.exercise()
    after = before.but(feel="Elsewhere.", stop_if=("It hurts.",), also_known_as=("Other",))
    assert _card("exercises/x", before) == _card("exercises/x", after)
