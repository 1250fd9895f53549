"""Every kind of entry that editors write; `KINDS` lists them all."""

from dataclasses import dataclass
from typing import Annotated

import kinesite.content.schema as s
from kinesite.content.doses import Dose, whole_minutes
from kinesite.content.entry import AreaId, ContraindicationId, DisclaimerId, Documented, Entry, ExerciseId, Review
from kinesite.content.exercise import Exercise, none_known
from kinesite.content.schema import Model, about
from kinesite.content.vocabulary import Group, SourceNote, Topic

LAST = 99
"""The place of what has none of its own."""


class RoutineStep(Model):
    """One exercise of a routine, with the dose it has there."""

    exercise: ExerciseId = about("The exercise", example="pelvic-tilt")
    dose: Dose = about("How much in this routine", example="{reps: 5}")
    note: s.Text | None = about("What to mind here", example="Slowly.", default=None, words=True)


class Stage(Model):
    """A part of a routine."""

    title: s.Text = about("Its heading", example="Warm up", words=True)
    steps: Annotated[s.Many[RoutineStep], s.some("Give the stage at least one step.")] = about(
        "Its exercises, in order", example="[{exercise: pelvic-tilt, dose: {reps: 5}}]"
    )


class Routine(Documented):
    """Exercises in order."""

    also_known_as: s.Many[s.Text] = about("Other names", default=(), words=True)
    areas: s.Many[AreaId] = about("Areas that list it", example="[lower-back]")
    goal: s.Text = about("What it is good for", example="Loosen a stiff back.", words=True)
    suited_to: s.Text = about("Who it is for", example="Stiff mornings.", alias="for", words=True)
    frequency: s.Text = about("How often", example="Every morning.", words=True)
    weeks: s.Count | None = about("For how many weeks", example="4-6", default=None)
    rounds: s.Number = about("How many times through", example="1", default=1)
    one_stage_at_a_time: bool = about("Whether a session is one stage, and the next comes weeks later", default=False)
    stages: Annotated[s.Many[Stage], s.some("Give the routine at least one stage.")] = about(
        "Its parts", example="[{title: Warm up, steps: […]}]"
    )
    move_up_when: s.Text | None = about("When to make it harder", default=None, words=True)
    check_first: Annotated[s.Many[ContraindicationId], s.before(none_known)] = about(
        "Contraindications to check before starting",
        why="A reader must see them before the first step.",
        example="[osteoporosis]",
    )
    stop_if: s.Many[s.Text] = about("When to stop", default=(), words=True)

    @property
    def minutes(self) -> s.Range:
        """The whole minutes of a session, computed from its doses: each step, as often as there are rounds.

        A range where a session is one stage and the stages differ.
        """
        stages = [self.rounds * sum(step.dose.seconds for step in stage.steps) for stage in self.stages]
        if not self.one_stage_at_a_time:
            stages = [sum(stages)]
        return s.Range(whole_minutes(min(stages)), whole_minutes(max(stages)))


class Named(Model):
    """An exercise that a condition names."""

    id: ExerciseId = about("The exercise", example="bird-dog")
    note: s.Text | None = about("What to mind", example="Start with the leg only.", default=None, words=True)


class Condition(Documented):
    """General education about a condition, never a diagnosis."""

    also_known_as: s.Many[s.Text] = about("Other names", default=(), words=True)
    areas: s.Many[AreaId] = about("Areas that list it", example="[lower-back]")
    order: s.Number = about("Its place among the conditions", example="1", default=LAST)
    implies: s.Many[ContraindicationId] = about("Contraindications that come with it", default=())
    suits: s.Many[Named] = about("Exercises that usually suit", example="[{id: bird-dog}]")
    leave: s.Many[Named] = about("Exercises that are usually left out", default=())
    see_someone: s.Many[s.Text] = about(
        "When to see someone",
        why="A reader must know when waiting is wrong.",
        example="[It lasts over six weeks.]",
        words=True,
    )

    @s.Check
    def _not_both(self) -> "Condition":
        both = {one.id for one in self.suits} & {one.id for one in self.leave}
        if both:
            message = f"suits and leave both name {s.shown(min(both))}"
            raise s.refused("S155", message, "Delete it from one of the two.")
        return self


class Series(Model):
    """The place of a guide among others."""

    id: s.Slug = about("The series", example="understanding-your-back")
    part: s.Number = about("Which part", example="1")


class Guide(Documented):
    """An article about living with a sore back."""

    topic: Topic | None = about("What it is about; lists show guides by it", example="moving", default=None)
    order: s.Number = about("Its place among the guides of its topic", example="1", default=LAST)
    series: Series | None = about("The series it belongs to", example="{id: …, part: 1}", default=None)


class Page(Entry):
    """A page of the site itself, such as About."""

    group: Group = about("What it is for; the footer shows pages by it", example="help", default="about")
    order: s.Number = about("Its place among the pages of its group", example="1", default=LAST)
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
