"""The record of one exercise, to do or to leave.

Law: whether a movement is to do or to leave is always said; a client that reads nothing else still knows it.
"""

from typing import Annotated, Literal

from kinesite.content.doses import whole_minutes
from kinesite.content.exercise import Exercise, Rung
from kinesite.content.machines import Id, Part, Path, Positive, WebAddress, Words, one_by, says
from kinesite.content.vocabulary import Difficulty, Kind
from kinesite.render.api import parts
from kinesite.render.api.parts import Subject
from kinesite.render.dosing import sentence
from kinesite.render.material import Media


class Picture(Part):
    """The small picture of a movement: a drawing of the site's own, or a picture with its rights."""

    address: Path = says("Where it stands, from the site's first page on; it changes with what it shows")
    url: WebAddress | None = says("The whole address; only of a site that knows its own", default=None)
    alt: Words | None = says("What it shows, in words; drawings of the site's own have none here", default=None)
    author: Words | None = says("Who made it; missing for drawings of the site's own", default=None)
    licence: Words | None = says("Its own licence; missing where that of the guide holds", default=None)


class StepTo(Part):
    """A step of the ladder to another exercise."""

    id: Id = says("The other exercise")
    when: Words = says("When to take this step")


class Variation(Part):
    """A step of the ladder that has no page."""

    do: Words = says("What to do instead")
    when: Words = says("When to take this step")


class Movement(parts.Guide):
    """What is said of every movement."""

    area: Id = says("The area of the body that it is for")
    also_for: tuple[Id, ...] = says("Other areas that list it")
    kind: Kind = says("What kind of exercise")
    difficulty: Difficulty = says("How hard it is")
    position: Id = says("How one begins")
    equipment: tuple[Id, ...] = says("What one needs")
    muscles: tuple[Id, ...] = says("Muscles that work or stretch")
    contraindications: tuple[parts.Caution, ...] = says(
        "Who should leave it out, adapt it or ask first; empty where none is known"
    )
    stop_if: parts.StopRules = says("When to stop")
    figure: Picture | None = says("Its small picture", default=None)


class ToDo(Movement):
    """A movement to do."""

    advice: Literal["do"] = says("That it is one to do")
    dose: parts.DoseNumbers = says("How much, as numbers")
    dose_in_words: Words = says("How much, in words")
    dose_reason: Words | None = says("Why the dose goes beyond what its sources state", default=None)
    minutes: Positive = says("How long one sitting takes, computed from the dose and rounded up")
    feel: Words = says("Where one feels it")
    easier: tuple[StepTo | Variation, ...] = says("Steps down the ladder")
    harder: tuple[StepTo | Variation, ...] = says("Steps up the ladder")


class ToLeave(Movement):
    """A movement not to do."""

    advice: Literal["leave"] = says("That it is one to leave")
    why_not: Words = says("Why to leave it")
    instead: tuple[Id, ...] = says("What to do instead", min_length=1)


Told = Annotated[ToDo | ToLeave, one_by("advice")]
"""Any movement."""


def exercise(subject: Subject, entry: Exercise, thumbnail: str, media: Media | None) -> ToDo | ToLeave:
    """The record of a movement. `thumbnail`: the address of its small picture; `media`: its rights, if it has such."""
    known = subject.words.vocabulary.contraindications
    shared = {
        **parts.common(subject, entry),
        "area": entry.area,
        "also_for": entry.also_for,
        "kind": entry.kind,
        "difficulty": entry.difficulty,
        "position": entry.position,
        "equipment": entry.equipment,
        "muscles": entry.muscles,
        "contraindications": tuple(
            parts.Caution(id=one.id, label=known[one.id].label, level=one.level, note=one.note)
            for one in entry.contraindications
        ),
        "stop_if": parts.stop_rules(entry.stop_if, subject.words),
        "figure": _picture(subject, thumbnail, media) if thumbnail else None,
    }
    if entry.dose is None:
        return ToLeave(**shared, advice="leave", why_not=entry.why_not or "", instead=entry.instead)
    return ToDo(
        **shared,
        advice="do",
        dose=parts.dose(entry.dose),
        dose_in_words=sentence(entry.dose, subject.texts),
        dose_reason=entry.dose_reason,
        minutes=whole_minutes(entry.dose.seconds),
        feel=entry.feel or "",
        easier=tuple(_rung(one) for one in entry.easier),
        harder=tuple(_rung(one) for one in entry.harder),
    )


def _picture(subject: Subject, thumbnail: str, media: Media | None) -> Picture:
    alt, author, licence = (media.alt, media.author, media.licence) if media else (None, None, None)
    return Picture(address=thumbnail[1:], url=subject.url(thumbnail), alt=alt, author=author, licence=licence)


def _rung(rung: Rung) -> StepTo | Variation:
    return StepTo(id=rung.id, when=rung.when) if rung.id else Variation(do=rung.do or "", when=rung.when)
