"""What other pages show of an entry.

Law: a page that shows an entry depends on its card, where it helps to choose on its traits, and on nothing else of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kinesite.content.doses import whole_minutes
from kinesite.content.entries import Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Caution, Exercise
from kinesite.content.vocabulary import Words
from kinesite.render.dosing import line
from kinesite.render.views import DoseLine
from kinesite.structure.languages import Texts, texts_of
from kinesite.structure.shape import Row


@dataclass(frozen=True, slots=True)
class Card:
    """What other pages show of an entry, in one language of the site."""

    id: str
    kind: str
    title: str
    summary: str
    language: str
    """The language of title and summary: the source language where there is no translation."""
    facts: tuple[DoseLine, ...]
    equipment: tuple[str, ...]
    """Ids of the things it needs."""
    thumbnail: str
    """Address of a picture under the output, or empty."""
    leave: bool = False


@dataclass(frozen=True, slots=True)
class Traits:
    """What an exercise can be chosen by: all that other pages show of it besides its card, in one language."""

    areas: tuple[str, ...]
    """Slugs, the main one first."""
    kind: str
    difficulty: str
    position: str
    equipment: tuple[str, ...]
    cautions: tuple[Caution, ...]
    """What rules it out, or changes it."""


def traits(exercise: Exercise) -> Traits:
    """The traits of an exercise."""
    areas = tuple(dict.fromkeys((exercise.area, *exercise.also_for)))
    return Traits(
        areas,
        exercise.kind,
        exercise.difficulty,
        exercise.position,
        exercise.equipment,
        exercise.contraindications,
    )


def facts_of(entry: Entry, words: Words, texts: Texts, equipment: tuple[str, ...] = ()) -> tuple[DoseLine, ...]:
    """What a reader chooses by, in words. `equipment`: what a routine needs, which its exercises know."""
    if isinstance(entry, Exercise):
        lines = _exercise(entry, words, texts)
    elif isinstance(entry, Routine):
        lines = _routine(entry, words, texts, equipment)
    else:
        return ()
    return tuple(line(texts, "fact_labels", name, value) for name, value in lines)


def _exercise(exercise: Exercise, words: Words, texts: Texts) -> Iterator[tuple[str, str]]:
    vocabulary = words.vocabulary
    yield "kind", vocabulary.kinds[exercise.kind].label
    yield "difficulty", vocabulary.difficulties[exercise.difficulty].label
    yield "position", vocabulary.positions[exercise.position].label
    yield "equipment", _needed(exercise.equipment, words, texts)
    if exercise.dose:
        yield "minutes", texts("facts.minutes", n=whole_minutes(exercise.dose.seconds))


def _routine(routine: Routine, words: Words, texts: Texts, equipment: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield "minutes", texts.amount("facts.minutes", routine.minutes)
    if routine.rounds > 1:
        yield "rounds", texts("facts.rounds", n=routine.rounds)
    yield "frequency", routine.frequency
    if routine.weeks:
        yield "weeks", texts.amount("facts.weeks", routine.weeks)
    if equipment:
        yield "equipment", _needed(equipment, words, texts)


def _needed(equipment: tuple[str, ...], words: Words, texts: Texts) -> str:
    labels = [words.vocabulary.equipment[one].label for one in equipment]
    return texts.listed(labels) if labels else texts("facts.nothing_needed")


def card(row: Row, entry: Entry, words: Words, thumbnail: str, language: str) -> Card:
    """The card of an entry for pages in the language of `words`; `language` is that of its title."""
    texts = texts_of(words.language, words.strings)
    exercise = entry if isinstance(entry, Exercise) else None
    return Card(
        row.id,
        row.kind,
        entry.title,
        entry.summary,
        language,
        facts_of(entry, words, texts),
        exercise.equipment if exercise else (),
        thumbnail,
        leave=exercise is not None and exercise.advice == "leave",
    )
