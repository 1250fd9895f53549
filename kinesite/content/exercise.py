"""One movement, as an editor writes it.

Law: area, difficulty and contraindications have no default; `none-known` must be written out.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

import kinesite.content.schema as s
from kinesite.content.doses import Dose
from kinesite.content.entry import (
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
from kinesite.content.vocabulary import Difficulty, Kind, Level


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
            raise s.refused("S139", "needs either id or do", "Write id for another guide, do for a variation.")
        return self


def _cautions(value: object) -> object:
    """`none-known` is written out; an empty list is a question that nobody answered."""
    if value == "none-known":
        return ()
    fix = "Write none-known, or a list such as [{id: wrist-pain, level: adapt, note: Rest on your fists.}]."
    if not isinstance(value, list) or not value:
        raise s.refused("S107", "is neither a list nor none-known", fix)
    return value


FOR_DOING = ("dose", "feel")
"""Needed of a movement to do."""
FOR_LEAVING = ("why_not", "instead")
"""Needed of a movement to leave."""


TO_DO, TO_LEAVE = "unless advice is leave", "if advice is leave"


class Exercise(Documented):
    """One movement."""

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
    dose: Dose | None = about("How much", example="{sets: 2, reps: 6-10, hold: 5 s}", needed=TO_DO, default=None)
    feel: s.Text | None = about(
        "Where one feels it",
        example="The buttock of that leg.",
        needed=TO_DO,
        default=None,
        words=True,
    )
    contraindications: Annotated[s.Many[Caution], s.before(_cautions)] = about(
        "Who should leave it out, adapt it or ask first",
        why="Readers with a condition could hurt themselves; nobody may forget this field.",
        example="none-known",
    )
    stop_if: s.Many[s.Text] = about("When to stop", example="[Pain shoots down your leg.]", default=(), words=True)
    easier: s.Many[Rung] = about("Steps down the ladder", default=())
    harder: s.Many[Rung] = about("Steps up the ladder", default=())
    figure: FigureId | None = about(
        "A figure of content/figures", example="bird-dog", needed="without a picture", default=None
    )
    picture: PictureName | None = about(
        "A picture of content/media", example="bird-dog.jpg", needed="without a figure", default=None
    )
    advice: Literal["leave"] | None = about("`leave` for a movement not to do", example="leave", default=None)
    why_not: s.Text | None = about("Why to leave it", needed=TO_LEAVE, default=None, words=True)
    instead: s.Many[ExerciseId] = about("What to do instead", example="[bird-dog]", needed=TO_LEAVE, default=())

    @classmethod
    def between(cls, data: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
        """A movement has one picture; one to do has a dose, one to leave has a reason and a replacement."""
        given = {name for name, value in data.items() if value not in (None, [], "")}
        if len(given & {"figure", "picture"}) != 1:
            fix = "Add a line such as figure: bird-dog, or picture: bird-dog.jpg."
            yield "S101", "needs a figure or a picture, and not both", fix
        leave = data.get("advice") == "leave"
        for name in FOR_LEAVING if leave else FOR_DOING:
            if name not in data:
                yield "S101", f'missing field "{name}"', f"Add {name}; docs/fields.md shows its form."
        for name in given & {*(("dose", "easier", "harder") if leave else FOR_LEAVING)}:
            fix = f"Delete {name}, or {'delete' if leave else 'add'} advice: leave."
            yield "S108", f'"{name}" does not go with {"a movement to leave" if leave else "a movement to do"}', fix
