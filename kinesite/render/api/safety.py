"""The records of what keeps readers safe besides the exercises: warning signs, routines, conditions.

Law: what a page shows before its first step stands in its record.
"""

from typing import get_args

from kinesite.content.doses import Dose
from kinesite.content.entries import Condition, Named, Routine
from kinesite.content.entry import Change
from kinesite.content.machines import Amount, EntryId, Id, Part, Positive, Words, amount, says
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Urgency
from kinesite.content.vocabulary import Words as Vocabularies
from kinesite.render.api import parts
from kinesite.render.api.parts import Subject
from kinesite.render.dosing import sentence
from kinesite.structure.languages import Texts


class Step(Part):
    """One exercise of a routine, with the dose that it has there."""

    exercise: Id = says("The exercise")
    dose: parts.DoseNumbers = says("How much in this routine, as numbers")
    dose_in_words: Words = says("How much in this routine, in words")
    note: Words | None = says("What to mind here", default=None)


class Stage(Part):
    """A part of a routine."""

    title: Words = says("Its heading")
    steps: tuple[Step, ...] = says("Its exercises, in order", min_length=1)


class RoutineRecord(parts.Guide):
    """Exercises in order."""

    areas: tuple[Id, ...] = says("Areas that list it")
    goal: Words = says("What it is good for")
    suited_to: Words = says("Who it is for")
    frequency: Words = says("How often")
    weeks: Amount | None = says("For how many weeks", default=None)
    rounds: Positive = says("How many times through")
    one_stage_at_a_time: bool = says("Whether a session is one stage, and the next comes weeks later")
    minutes: Amount = says("How long a session takes, computed from its doses and rounded up")
    stages: tuple[Stage, ...] = says("Its parts, in order", min_length=1)
    move_up_when: Words | None = says("When to make it harder", default=None)
    check_first: tuple[parts.Caution, ...] = says("What to check before starting; empty where none is known")
    stop_if: parts.StopRules = says("When to stop")


class Mention(Part):
    """An exercise that a condition names."""

    id: Id = says("The exercise")
    note: Words | None = says("What to mind", default=None)


class ConditionRecord(parts.Guide):
    """General education about a condition, never a diagnosis."""

    areas: tuple[Id, ...] = says("Areas that list it")
    implies: tuple[parts.Caution, ...] = says("Contraindications that come with it, as they usually weigh")
    suits: tuple[Mention, ...] = says("Exercises that usually suit")
    leave: tuple[Mention, ...] = says("Exercises that are usually left out")
    see_someone: tuple[Words, ...] = says("When to see someone")


class SafetyLevel(Part):
    """How fast to act, in the words of its card."""

    id: Urgency = says("Its id")
    urgency: Words = says("The urgency in a word or two")
    title: Words = says("The card's heading")
    action: Words = says("What to do")


class Sign(Part):
    """A warning sign."""

    id: Id = says("Its id")
    level: Urgency = says("How fast to act")
    sign: Words = says("What the reader notices")
    short: Words | None = says("The short form that stands on every exercise", default=None)
    why: Words | None = says("What may be behind it", default=None)


class Number(Part):
    """A number to call in an emergency."""

    number: Words = says("The number to dial")
    where: Words = says("Where it works")


class WarningSigns(Part):
    """What comes before any exercise."""

    page: EntryId | None = says("The guide that shows all signs, where the site has one", default=None)
    language: Words = says("The language of the words")
    levels: tuple[SafetyLevel, ...] = says("How fast to act, the most urgent first")
    signs: tuple[Sign, ...] = says("The warning signs", min_length=1)
    stop_rules: tuple[Words, ...] = says("When to stop any exercise", min_length=1)
    emergency_numbers: tuple[Number, ...] = says("Numbers to call", min_length=1)
    history: tuple[parts.Event, ...] = says("What changed when, by the guide that shows the signs")


def routine(subject: Subject, entry: Routine) -> RoutineRecord:
    """The record of a routine."""
    texts = subject.texts
    minutes = amount(entry.minutes)
    assert minutes is not None  # noqa: S101 - a routine has a step, so it takes time
    return RoutineRecord(
        **parts.common(subject, entry),
        areas=entry.areas,
        goal=entry.goal,
        suited_to=entry.suited_to,
        frequency=entry.frequency,
        weeks=amount(entry.weeks),
        rounds=entry.rounds,
        one_stage_at_a_time=entry.one_stage_at_a_time,
        minutes=minutes,
        stages=tuple(
            Stage(title=one.title, steps=tuple(_step(step.exercise, step.dose, step.note, texts) for step in one.steps))
            for one in entry.stages
        ),
        move_up_when=entry.move_up_when,
        check_first=parts.usual_cautions(entry.check_first, subject.words),
        stop_if=parts.stop_rules(entry.stop_if, subject.words),
    )


def _step(exercise: str, dose: Dose, note: str | None, texts: Texts) -> Step:
    return Step(exercise=exercise, dose=parts.dose(dose), dose_in_words=sentence(dose, texts), note=note)


def condition(subject: Subject, entry: Condition) -> ConditionRecord:
    """The record of a condition."""
    return ConditionRecord(
        **parts.common(subject, entry),
        areas=entry.areas,
        implies=parts.usual_cautions(entry.implies, subject.words),
        suits=_mentions(entry.suits),
        leave=_mentions(entry.leave),
        see_someone=entry.see_someone,
    )


def _mentions(named: tuple[Named, ...]) -> tuple[Mention, ...]:
    return tuple(Mention(id=one.id, note=one.note) for one in named)


def warning_signs(words: Vocabularies, settings: Settings, page: str, history: tuple[Change, ...]) -> WarningSigns:
    """The record of the warning signs. `page`: the guide that shows them, with its history; empty where none does."""
    given = words.safety
    return WarningSigns(
        page=page or None,
        language=words.language,
        levels=tuple(
            SafetyLevel(id=one, urgency=level.urgency, title=level.title, action=level.action)
            for one in get_args(Urgency)
            for level in (given.levels[one],)
        ),
        signs=tuple(
            Sign(id=one.id, level=one.level, sign=one.sign, short=one.short, why=one.why) for one in given.signs
        ),
        stop_rules=given.stop_rule,
        emergency_numbers=tuple(Number(number=one.number, where=one.where) for one in settings.emergency_numbers),
        history=parts.history(history),
    )
