"""The parts that records of guides share: sources, review, history, doses, addresses.

Law: a record says what the guide's own page says, and nothing besides; numbers are numbers, and units stand in names.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from kinesite.content.doses import AMOUNTS, Amounts, Dose
from kinesite.content.entry import Change, Documented, Review
from kinesite.content.exercise import DoseSource
from kinesite.content.machines import (
    Amount,
    Between,
    DaysOfAWeek,
    Id,
    Part,
    Path,
    WebAddress,
    Words,
    amount,
    closed,
    says,
)
from kinesite.content.schema import Check, refused
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Level, SourceNote
from kinesite.content.vocabulary import Words as Vocabularies
from kinesite.render.search import other_names
from kinesite.structure.languages import Texts, texts_of


class Licence(Part):
    """Under what terms the words and the drawings may be used."""

    name: Words = says("Short name")
    url: WebAddress = says("Where its text stands")


class Places(Part):
    """Where the guide's page stands."""

    page: Path = says("The page, from the site's first page on")
    url: WebAddress | None = says("The whole address; only of a site that knows its own", default=None)
    former: tuple[Words, ...] = says("Addresses at which it stood before")


class Numbers(Part):
    """How much, as numbers; what is missing is not said."""

    sets: Amount | None = says("How many times the whole is done", default=None)
    reps: Amount | None = says("Repetitions in a set", default=None)
    minutes: Amount | None = says("Minutes without a break", default=None)
    breaths: Amount | None = says("Slow breaths", default=None)
    hold_seconds: Amount | None = says("How long each repetition is held, in seconds", default=None)
    rest_seconds: Amount | None = says("The pause between sets, in seconds", default=None)
    times_a_day: Amount | None = says("How often a day", default=None)
    days_per_week: DaysOfAWeek | Between | None = says("On how many days a week", default=None)


COUNTED = ("reps", "minutes", "breaths")


class DoseNumbers(Numbers):
    """How much: exactly one of repetitions, minutes or breaths, and what goes with it."""

    model_config = closed(oneOf=[{"required": [name]} for name in COUNTED])

    sides: Literal["each", "alternate"] | None = says(
        "Whether each side does them all, or the sides take turns", default=None
    )
    build_to: Words | None = says("What to work up to", default=None)

    @Check
    def _one_thing_is_counted(self) -> "DoseNumbers":
        if sum(getattr(self, name) is not None for name in COUNTED) != 1:
            raise refused("S135", "a dose counts exactly one thing", "Count repetitions, minutes or breaths.")
        return self


class Source(Part):
    """Where a fact comes from."""

    publisher: Words = says("Who published it")
    title: Words = says("Its title")
    url: WebAddress = says("Where it stands")
    accessed: dt.date = says("The day on which it was read")
    supports: Words = says("What it supports here, and nothing more")
    dose: Numbers | None = says("The dose that this source states", default=None)


class Unreviewed(Part):
    """No clinician has reviewed the guide."""

    status: Literal["unreviewed"] = says("That nobody has")


class Reviewed(Part):
    """A clinician has reviewed the guide."""

    status: Literal["reviewed"] = says("That somebody has")
    by: Words = says("The reviewer's name")
    role: Words = says("The reviewer's role")
    on: dt.date = says("The day of the review")
    next: dt.date = says("The day by which to review again")


class Event(Part):
    """One line of a guide's history."""

    on: dt.date = says("The day")
    note: Words = says("What changed")
    clinical: bool = says("Whether a reader would do something differently")


class Disclaimer(Part):
    """What a general guide can and cannot do. It belongs beside the guide wherever that is shown."""

    id: Id = says("Its id")
    title: Words = says("Its heading")
    text: Words = says("Its words")


class Caution(Part):
    """A contraindication: who should leave it out, adapt it or ask first."""

    id: Id = says("Its id")
    label: Words = says("What readers call it")
    level: Level = says("What it asks for")
    note: Words | None = says("What to do instead", default=None)


class StopRules(Part):
    """When to stop at once."""

    own: tuple[Words, ...] = says("The rules of this guide")
    general: tuple[Words, ...] = says("The rules that hold for every movement")


class Guide(Part):
    """What every guide says of itself."""

    id: Id = says("Its id, which is the name of its source file and the last part of its address")
    language: Words = says("The language of its words: that of the original where there is no translation")
    title: Words = says("What people call it")
    also_known_as: tuple[Words, ...] = says("Other names")
    summary: Words = says("What it is, in one sentence")
    addresses: Places = says("Where its page stands")
    disclaimer: Disclaimer = says("What it can and cannot do")
    licence: Licence = says("Under what terms it may be used")
    review: Reviewed | Unreviewed = says("Whether a clinician has reviewed it")
    sources: tuple[Source, ...] = says("Where its facts come from", min_length=1)
    history: tuple[Event, ...] = says("What changed when")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a guide's record is made of besides the guide."""

    address: str
    """Where its page stands, from the site's root, with a leading slash."""
    language: str
    """The language of its words."""
    words: Vocabularies
    settings: Settings

    @property
    def texts(self) -> Texts:
        """The words of the chrome."""
        return texts_of(self.words.language, self.words.strings)

    def url(self, address: str) -> str | None:
        """The whole address of a page or a file; None for a site that does not know its own."""
        base = self.settings.base_url
        return base.rstrip("/") + address if base else None


def common(subject: Subject, entry: Documented) -> dict[str, Any]:
    """The fields that every guide's record has."""
    known = subject.words.disclaimers[entry.disclaimer]
    terms = subject.settings.licence
    return {
        "id": subject.address.strip("/").rpartition("/")[2],
        "language": subject.language,
        "title": entry.title,
        "also_known_as": other_names(entry),
        "summary": entry.summary,
        "addresses": Places(
            page=subject.address[1:], url=subject.url(subject.address), former=tuple(sorted(entry.aliases))
        ),
        "disclaimer": _disclaimer(entry.disclaimer, known.title, known.text),
        "licence": _licence(terms.name, terms.url),
        "review": review(entry.review),
        "sources": tuple(source(one) for one in entry.sources),
        "history": history(entry.history),
    }


@lru_cache
def _disclaimer(disclaimer_id: str, title: str, text: str) -> Disclaimer:
    """Kept, since all guides have the same few."""
    return Disclaimer(id=disclaimer_id, title=title, text=text)


@lru_cache
def _licence(name: str, url: str) -> Licence:
    return Licence(name=name, url=url)


def review(given: Review) -> Reviewed | Unreviewed:
    """The review that front matter states, never more."""
    if given.status == "reviewed":
        return Reviewed.model_validate(given.model_dump())
    return Unreviewed(status="unreviewed")


def history(given: Iterable[Change]) -> tuple[Event, ...]:
    """The lines of a history, newest first."""
    newest = sorted(given, key=lambda change: change.on, reverse=True)
    return tuple(Event(on=one.on, note=one.note, clinical=one.clinical) for one in newest)


def source(given: SourceNote) -> Source:
    """A source, with the dose that it states."""
    stated = given.dose if isinstance(given, DoseSource) else None
    return Source(
        publisher=given.publisher,
        title=given.title,
        url=given.url,
        accessed=given.accessed,
        supports=given.supports,
        dose=Numbers(**_numbers(stated)) if stated else None,
    )


def dose(given: Dose) -> DoseNumbers:
    """A dose as numbers."""
    return DoseNumbers(**_numbers(given), sides=given.sides, build_to=given.build_to)


_UNITS = {"hold": "hold_seconds", "rest": "rest_seconds"}
"""Parts of a dose whose unit stands in the name."""
_NAMES = tuple((_UNITS.get(name, name), name) for name in AMOUNTS)


def _numbers(given: Amounts) -> dict[str, Any]:
    """What is said, by its name here."""
    return {name: said for name, field in _NAMES if (said := amount(getattr(given, field))) is not None}


def usual_cautions(ids: Iterable[str], words: Vocabularies) -> tuple[Caution, ...]:
    """Contraindications with the level that each usually has."""
    known = words.vocabulary.contraindications
    return tuple(Caution(id=one, label=known[one].label, level=known[one].default_level) for one in ids)


def stop_rules(own: tuple[str, ...], words: Vocabularies) -> StopRules:
    """When to stop: the guide's own rules, and those that hold for all."""
    return StopRules(own=own, general=words.safety.stop_rule)
