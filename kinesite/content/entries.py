"""The kinds of entry that editors write, each as a typed model; `KINDS` lists them all.

Law: the medical fields (area, difficulty, contraindications, disclaimer, and what goes with them) have no default.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

import kinesite.content.schema as s
from kinesite.content.doses import Dose
from kinesite.content.schema import Model, about
from kinesite.content.vocabulary import Difficulty, Kind, Level, SourceNote

AreaId = Annotated[str, s.reference("area", "area")]
ContraindicationId = Annotated[str, s.reference("contraindication", "contraindication")]
EquipmentId = Annotated[str, s.reference("equipment", "piece of equipment")]
ExerciseId = Annotated[str, s.reference("exercise", "exercise")]
FigureId = Annotated[str, s.reference("figure", "figure")]
MuscleId = Annotated[str, s.reference("muscle", "muscle")]
PictureName = Annotated[str, s.reference("picture", "picture")]
PositionId = Annotated[str, s.reference("position", "position")]
DisclaimerId = Annotated[str, s.reference("disclaimer", "disclaimer")]

MAX_SUMMARY = 180
"""Characters of a summary: it stands on cards and in search results."""


def _short(text: str) -> str:
    if len(text) > MAX_SUMMARY:
        raise s.refused("S136", f"has {len(text)} characters, {MAX_SUMMARY} fit", "Say it in one shorter sentence.")
    return text


Summary = Annotated[s.Text, s.after(_short)]


class Review(Model):
    """Whether a clinician has reviewed the guide; never invented."""

    status: Literal["unreviewed", "reviewed"] = about("Whether a clinician has reviewed it", example="unreviewed")
    by: s.Text | None = about("The reviewer's real name", example="A real name", default=None)
    role: s.Text | None = about("The reviewer's role", example="Physiotherapist", default=None)
    on: s.Day | None = about("The day of the review", example="2026-11-01", default=None)
    next: s.Day | None = about("The day by which to review again", example="2028-11-01", default=None)

    @s.Check
    def _a_review_is_whole(self) -> "Review":
        given = [name for name in ("by", "role", "on", "next") if getattr(self, name) is not None]
        if self.status == "reviewed" and len(given) < 4:  # noqa: PLR2004 - all of them
            raise s.refused("S137", "a review needs by, role, on and next", "Add what is missing, or write unreviewed.")
        if self.status == "unreviewed" and given:
            raise s.refused("S137", f"unreviewed, yet {given[0]} is given", "Delete it, or write status: reviewed.")
        if self.on and self.next and self.next <= self.on:
            raise s.refused("S138", "next is not after on", "Write a later day.")
        return self


class Change(Model):
    """One line of a guide's history."""

    on: s.Day = about("The day", example="2026-11-22")
    note: s.Text = about("What changed", example="First published.")
    clinical: bool = about("Whether a reader would do something differently", example="true")


class Entry(Model):
    """What every kind of entry has."""

    title: s.Text = about(
        "What people call it", why="Readers look for it under this name.", example="Bird dog", words=True
    )
    summary: Summary = about(
        "One sentence that tells a reader whether this is what they need",
        why="Lists, cards and search results show it.",
        example="Reach one arm and the opposite leg away, and keep your back still.",
        words=True,
    )
    draft: bool = about("Left out of the site while true", example="true", default=False)
    aliases: s.Many[s.Text] = about("Addresses at which it stood before", example="[/exercises/old-name/]", default=())
    history: s.Many[Change] = about("What changed when", default=())


WHY_SOURCES = "A reader must be able to see where a claim comes from."
WHY_REVIEW = "A reader must know whether a clinician has looked at this page."
WHY_DISCLAIMER = "A reader must know what a general page can and cannot do."


class Documented(Entry):
    """An entry that makes claims about health."""

    sources: s.Many[SourceNote] = about(
        "Where the facts come from", why=WHY_SOURCES, example="[{publisher: …, title: …, url: …}]"
    )
    review: Review = about("Who reviewed it", why=WHY_REVIEW, example="{status: unreviewed}")
    disclaimer: DisclaimerId = about("Which disclaimer stands below it", why=WHY_DISCLAIMER, example="exercise")

    @s.Check
    def _something_supports_it(self) -> "Documented":
        if not self.sources:
            raise s.refused("S107", "sources is empty", "Name at least one source that was read.")
        return self


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
    dose: Dose | None = about("How much", example="{sets: 2, reps: 6-10, hold: 5 s}", default=None)
    feel: s.Text | None = about("Where one feels it", example="The buttock of that leg.", default=None, words=True)
    contraindications: Annotated[s.Many[Caution], s.before(_cautions)] = about(
        "Who should leave it out, adapt it or ask first",
        why="Readers with a condition could hurt themselves; nobody may forget this field.",
        example="none-known",
    )
    stop_if: s.Many[s.Text] = about("When to stop", example="[Pain shoots down your leg.]", default=(), words=True)
    easier: s.Many[Rung] = about("Steps down the ladder", default=())
    harder: s.Many[Rung] = about("Steps up the ladder", default=())
    figure: FigureId | None = about("A figure of content/figures", example="bird-dog", default=None)
    picture: PictureName | None = about("A picture of content/media", example="bird-dog.jpg", default=None)
    advice: Literal["leave"] | None = about("`leave` for a movement not to do", example="leave", default=None)
    why_not: s.Text | None = about("Why to leave it", default=None, words=True)
    instead: s.Many[ExerciseId] = about("What to do instead", example="[bird-dog]", default=())

    @s.Check
    def _one_picture(self) -> "Exercise":
        if (self.figure is None) == (self.picture is None):
            raise s.refused(
                "S101", "needs a figure or a picture, and not both", "Add figure: <id>, or picture: <file>."
            )
        return self

    @s.Check
    def _to_do_or_to_leave(self) -> "Exercise":
        wanted, unwanted = ("why_not", "instead"), ("dose", "easier", "harder")
        if self.advice is None:
            wanted, unwanted = ("dose", "feel"), ("why_not", "instead")
        for name in wanted:
            if not getattr(self, name):
                raise s.refused("S101", f'missing field "{name}"', f"Add {name}; see docs/fields.md for its form.")
        for name in unwanted:
            if getattr(self, name):
                raise s.refused("S108", f'"{name}" does not go with this advice', f"Delete {name}, or change advice.")
        return self


class RoutineStep(Model):
    """One exercise of a routine, with the dose it has there."""

    exercise: ExerciseId = about("The exercise", example="pelvic-tilt")
    dose: Dose = about("How much in this routine", example="{reps: 5}")
    note: s.Text | None = about("What to mind here", example="Slowly.", default=None, words=True)


class Stage(Model):
    """A part of a routine."""

    title: s.Text = about("Its heading", example="Warm up", words=True)
    steps: s.Many[RoutineStep] = about("Its exercises, in order", example="[{exercise: pelvic-tilt, dose: {reps: 5}}]")


class Routine(Documented):
    """Exercises in order."""

    also_known_as: s.Many[s.Text] = about("Other names", default=(), words=True)
    areas: s.Many[AreaId] = about("Areas that list it", example="[lower-back]")
    goal: s.Text = about("What it is good for", example="Loosen a stiff back.", words=True)
    suited_to: s.Text = about("Who it is for", example="Stiff mornings.", alias="for", words=True)
    frequency: s.Text = about("How often", example="Every morning.", words=True)
    weeks: s.Count | None = about("For how many weeks", example="4-6", default=None)
    rounds: s.Number = about("How many times through", example="1", default=1)
    stages: s.Many[Stage] = about("Its parts", example="[{title: Warm up, steps: […]}]")
    move_up_when: s.Text | None = about("When to make it harder", default=None, words=True)
    check_first: s.Many[ContraindicationId] = about(
        "Contraindications to check before starting", why="A reader must see them before the first step.", default=()
    )
    stop_if: s.Many[s.Text] = about("When to stop", default=(), words=True)

    @s.Check
    def _has_steps(self) -> "Routine":
        if not self.stages or not all(stage.steps for stage in self.stages):
            raise s.refused("S107", "a routine or a stage has no steps", "Give each stage at least one step.")
        return self


class Named(Model):
    """An exercise that a condition names."""

    id: ExerciseId = about("The exercise", example="bird-dog")
    note: s.Text | None = about("What to mind", example="Start with the leg only.", default=None, words=True)


class Condition(Documented):
    """General education about a condition, never a diagnosis."""

    also_known_as: s.Many[s.Text] = about("Other names", default=(), words=True)
    areas: s.Many[AreaId] = about("Areas that list it", example="[lower-back]")
    implies: s.Many[ContraindicationId] = about("Contraindications that come with it", default=())
    suits: s.Many[Named] = about("Exercises that usually suit", example="[{id: bird-dog}]")
    leave: s.Many[Named] = about("Exercises that are usually left out", default=())
    see_someone: s.Many[s.Text] = about(
        "When to see someone",
        why="A reader must know when waiting is wrong.",
        example="[It lasts over six weeks.]",
        words=True,
    )


class Series(Model):
    """The place of a guide among others."""

    id: s.Slug = about("The series", example="understanding-your-back")
    part: s.Number = about("Which part", example="1")


class Guide(Documented):
    """An article about living with a sore back."""

    series: Series | None = about("The series it belongs to", example="{id: …, part: 1}", default=None)


class Page(Entry):
    """A page of the site itself, such as About."""

    sources: s.Many[SourceNote] = about("Where its facts come from", default=())
    review: Review | None = about("Who reviewed it", default=None)
    disclaimer: DisclaimerId | None = about("Which disclaimer stands below it", default=None)


class Area(Entry):
    """An area of the body."""

    order: s.Number = about("Its place among the areas", example="1")


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of entry: its name, the folder of its files, its model."""

    name: str
    folder: str
    model: type[Entry]


KINDS = (
    EntryKind("area", "areas", Area),
    EntryKind("exercise", "exercises", Exercise),
    EntryKind("routine", "routines", Routine),
    EntryKind("condition", "conditions", Condition),
    EntryKind("guide", "guides", Guide),
    EntryKind("page", "pages", Page),
)
"""Every kind of entry there is."""

BY_FOLDER = {kind.folder: kind for kind in KINDS}
BY_NAME = {kind.name: kind for kind in KINDS}
