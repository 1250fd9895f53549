"""One movement, as an editor writes it.

Law: area, difficulty and contraindications have no default; `none-known` must be written out.
"""

from typing import Annotated, Any, Literal

import kinesite.content.schema as s
from kinesite.content.doses import Dose, StatedDose
from kinesite.content.entry import (
    WHY_SOURCES,
    AreaId,
    ContraindicationId,
    Documented,
    EquipmentId,
    ExerciseId,
    FigureId,
    MuscleId,
    PictureName,
    PositionId,
)
from kinesite.content.schema import Model, about
from kinesite.content.vocabulary import Difficulty, Kind, Level, SourceNote


class Caution(Model):
    """A contraindication of one exercise: how much it weighs, and what to do instead."""

    id: ContraindicationId = about("A contraindication of vocabulary.yaml", example="wrist-pain")
    level: Level = about(
        "avoid, adapt or ask-first", why="A reader with this condition decides by it.", example="adapt"
    )
    note: s.Text | None = about("What to do instead", example="Rest on your fists.", default=None, words=True)


class Rung(Model):
    """A step of the ladder: another guide (`id`) or a variation without a page (`do`)."""

    id: ExerciseId | None = about("Another exercise", example="side-plank", default=None)
    do: s.Text | None = about("A variation without a page", example="Slide the leg only.", default=None, words=True)
    when: s.Text = about("When to take this step", example="You wobble.", words=True)

    @s.Check
    def _one_way(self) -> "Rung":
        if (self.id is None) == (self.do is None):
            raise s.refused("S139", "a step needs either id or do", "Write id for another guide, do for a variation.")
        return self


class DoseSource(SourceNote):
    """Where a fact about an exercise comes from, and the dose that this source gives."""

    dose: StatedDose | None = about(
        "The dose that this source states, part by part; leave out what it does not state",
        why="A dose that goes beyond what its sources say needs a reason that readers can see.",
        example="{reps: 5-10, hold: 5 s}",
        default=None,
    )


def none_known(value: object) -> object:
    """`none-known` is written out; an empty list is a question that nobody answered."""
    if value == "none-known":
        return ()
    fix = "Write none-known, or a list such as [{id: wrist-pain, level: adapt, note: Rest on your fists.}]."
    if not isinstance(value, list) or not value:
        raise s.refused("S107", "{field} must be a list or none-known", fix)
    return value


LEAVE = "leave"
TO_DO, TO_LEAVE = "unless advice is leave", "if advice is leave"


def _needed(advice: str | None) -> s.after:
    """Refuses an empty field of an exercise with this advice."""

    def check(value: Any, rest: s.Rest) -> Any:
        if not value and "advice" in rest.data and rest.data["advice"] == advice:
            raise s.absent()
        return value

    return s.after(check)


def _only(advice: str | None) -> s.after:
    """Refuses a field of an exercise with another advice."""

    def check(value: Any, rest: s.Rest) -> Any:
        if value and "advice" in rest.data and rest.data["advice"] != advice:
            fix = "Delete it, or delete advice: leave." if advice is None else "Delete it, or add advice: leave."
            raise s.refused("S108", "{field} does not go with this advice", fix)
        return value

    return s.after(check)


def _one_picture(picture: str | None, rest: s.Rest) -> str | None:
    """An exercise has a figure or a picture, not both."""
    if "figure" not in rest.data:
        return picture
    if picture and rest.data["figure"]:
        raise s.refused("S108", "a figure and a picture are given", "Delete one of the two.")
    if not picture and not rest.data["figure"]:
        raise s.refused("S101", 'missing field "figure"', "Add figure: <id>, or picture: <file> for a photograph.")
    return picture


class Exercise(Documented):
    """One movement."""

    sources: Annotated[s.Many[DoseSource], s.some("Name at least one source that was read.")] = about(
        "Where the facts come from", why=WHY_SOURCES, example="[{publisher: …, title: …, url: …}]"
    )
    advice: Literal["leave"] | None = about("`leave` for a movement not to do", example="leave", default=None)
    also_known_as: s.Many[s.Text] = about("Other names", example="[Arm and leg reach]", default=(), words=True)
    area: AreaId = about(
        "The area of the body it is for", why="Readers find the guide on this area's page.", example="lower-back"
    )
    also_for: s.Many[AreaId] = about("Other areas that list it", example="[core, hips]", default=())
    kind: Kind = about("What kind of exercise", example="strengthening")
    difficulty: Difficulty = about(
        "How hard it is", why="A reader in pain chooses by it; too hard a start can hurt.", example="easy"
    )
    position: PositionId = about(
        "How one begins", why="Readers who cannot get to the floor choose by it.", example="all-fours"
    )
    equipment: s.Many[EquipmentId] = about("What one needs", example="[mat]", default=())
    muscles: s.Many[MuscleId] = about("Muscles that work or stretch", example="[gluteus-maximus]", default=())
    dose: Annotated[Dose | None, _needed(None), _only(None)] = about(
        "How much", example="{sets: 2, reps: 6-10, hold: 5 s}", needed=TO_DO, default=None, validate_default=True
    )
    dose_reason: Annotated[s.Text | None, _only(None)] = about(
        "Why the dose goes beyond what its sources state",
        why="A reader who compares must find out why we say something else.",
        example="Two sources ask for more sets. Start with one, and see how your back takes it.",
        needed="if the dose lies outside what its sources state",
        default=None,
        words=True,
    )
    feel: Annotated[s.Text | None, _needed(None)] = about(
        "Where one feels it",
        example="The buttock of that leg.",
        needed=TO_DO,
        default=None,
        validate_default=True,
        words=True,
    )
    contraindications: Annotated[s.Many[Caution], s.before(none_known), s.once] = about(
        "Who should leave it out, adapt it or ask first",
        why="Readers with a condition could hurt themselves; nobody may forget this field.",
        example="none-known",
    )
    stop_if: s.Many[s.Text] = about("When to stop", example="[Pain shoots down your leg.]", default=(), words=True)
    easier: Annotated[s.Many[Rung], _only(None)] = about("Steps down the ladder", default=())
    harder: Annotated[s.Many[Rung], _only(None)] = about("Steps up the ladder", default=())
    figure: FigureId | None = about(
        "A figure of content/figures", example="bird-dog", needed="without a picture", default=None
    )
    picture: Annotated[PictureName | None, s.after(_one_picture)] = about(
        "A picture of content/media",
        example="bird-dog.jpg",
        needed="without a figure",
        default=None,
        validate_default=True,
    )
    why_not: Annotated[s.Text | None, _needed(LEAVE), _only(LEAVE)] = about(
        "Why to leave it",
        example="It bends a sore back far.",
        needed=TO_LEAVE,
        default=None,
        validate_default=True,
        words=True,
    )
    instead: Annotated[s.Many[ExerciseId], _needed(LEAVE), _only(LEAVE)] = about(
        "What to do instead", example="[bird-dog]", needed=TO_LEAVE, default=(), validate_default=True
    )

    @property
    def repeats(self) -> bool:
        """Whether it is done again and again, there and back; what goes on for minutes, such as walking, is not."""
        return self.dose is not None and not self.dose.minutes
