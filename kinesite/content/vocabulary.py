"""The closed lists that guides choose from, the warning signs, the disclaimers and the words of the chrome.

Law: a list's ids come from the source language alone; another language gives them words and may not add or miss one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

import kinesite.content.schema as s
from kinesite.content.documents import Problem
from kinesite.content.schema import Model, about

Level = Literal["avoid", "ask-first", "adapt"]
"""What a contraindication asks for, the gravest first."""
Kind = Literal["stretch", "strengthening", "mobility", "aerobic", "relaxation"]
Difficulty = Literal["easy", "moderate", "hard"]
Urgency = Literal["emergency", "urgent", "soon"]

DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)
"""From easy to hard."""

SHORT_SIGNS = 6
"""Warning signs that the card on every exercise may show at most: a long list is not read."""

FILES = ("vocabulary", "safety", "disclaimers", "strings")


class Label(Model):
    """What readers call a thing."""

    label: s.Text = about("What readers call it", example="a mat")


class Muscle(Model):
    """A muscle, in plain words first."""

    label: s.Text = about("What readers call it", example="buttock muscles")
    term: s.Text | None = about("Its medical name", example="gluteus maximus", default=None)


class Position(Model):
    """A way to begin."""

    label: s.Text = about("What readers call it", example="On your back")
    floor: bool = about("Whether one has to get down to the floor", example="true", default=False)


class Contraindication(Model):
    """Something that rules a movement out, or changes it."""

    label: s.Text = about("What readers call it", example="Osteoporosis or low bone density")
    why: s.Text = about("Why it matters, in one plain sentence", example="Thin bones can break when you bend far.")
    default_level: Level = about("What usually follows", example="avoid")


def _labels(choices: Any) -> s.after:
    return s.all_of(get_args(choices), "{label: …}")


class Vocabulary(Model):
    """Every id that an entry may use, with its words."""

    contraindications: Mapping[s.Slug, Contraindication] = about("What rules movements out or changes them")
    equipment: Mapping[s.Slug, Label] = about("Things that exercises need")
    muscles: Mapping[s.Slug, Muscle] = about("Muscles that exercises use")
    positions: Mapping[s.Slug, Position] = about("Ways to begin")
    kinds: Annotated[Mapping[Kind, Label], _labels(Kind)] = about("Kinds of exercise")
    difficulties: Annotated[Mapping[Difficulty, Label], _labels(Difficulty)] = about("How hard exercises are")
    levels: Annotated[Mapping[Level, Label], _labels(Level)] = about("What a contraindication asks for")


class SourceNote(Model):
    """Where a fact comes from."""

    publisher: s.Text = about("Who published it", example="NHS")
    title: s.Text = about("Its title", example="Back pain")
    url: s.Url = about("Where it stands", example="https://www.nhs.uk/conditions/back-pain/")
    accessed: s.Day = about("The day on which it was read", example="2026-11-22")
    supports: s.Text = about("What it supports here, and nothing more", example="how often, how long")


class SafetyLevel(Model):
    """The words of one care card."""

    title: s.Text = about("The card's heading", example="Get emergency help now if you have:")
    action: s.Text = about("What to do, in one or two sentences", example="Call your emergency number.")
    urgency: s.Text = about("The urgency, for those who do not see the colour", example="Emergency")


class Sign(Model):
    """A warning sign."""

    id: s.Slug = about("Its id", example="saddle-numbness")
    level: Urgency = about("How fast to act", example="emergency")
    short: s.Text | None = about("The short form for the card on every exercise", default=None)
    sign: s.Text = about("What the reader notices", example="Numbness between your legs")
    why: s.Text | None = about("What may be behind it", default=None)
    sources: s.Many[SourceNote] = about("Where this is written", default=())


def _short(signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    marked = sum(1 for sign in signs if sign.short)
    if not 0 < marked <= SHORT_SIGNS:
        fix = f"Give `short` to the gravest one to {SHORT_SIGNS} signs."
        raise s.refused("S107", f"{{field}} has {marked} signs marked short", fix)
    return signs


class Safety(Model):
    """Warning signs and stop rules: what comes before any exercise."""

    levels: Annotated[
        Mapping[Urgency, SafetyLevel], s.all_of(get_args(Urgency), "{title: …, action: …, urgency: …}")
    ] = about("The words of the care cards")
    signs: Annotated[s.Many[Sign], s.after(_short)] = about("The warning signs, the most urgent first")
    stop_rule: Annotated[s.Many[s.Text], s.some("Write at least one rule.")] = about("When to stop any exercise")


class Disclaimer(Model):
    """A text that stands below guides."""

    title: s.Text = about("Its heading", example="This is general information")
    text: s.Text = about("Its words", example="It does not replace advice from someone who has seen you.")


Strings = Mapping[str, Any]
"""Words of the chrome: groups of keys; a text, or a mapping of plural categories to texts."""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that one language says outside its entries."""

    language: str
    vocabulary: Vocabulary
    safety: Safety
    disclaimers: Mapping[str, Disclaimer]
    strings: Strings


class Disclaimers(Model):
    """The file content/<lang>/disclaimers.yaml."""

    texts: Mapping[s.Slug, Disclaimer]


def string_problems(strings: object, where: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Values of strings.yaml that are no text."""
    why = "A button or a heading would be empty."
    if isinstance(strings, Mapping):
        for key, value in strings.items():
            yield from string_problems(value, (*where, key))
    elif not isinstance(strings, str):
        yield Problem(where, "S104", f'"{".".join(where)}" must be text', why, "Put it in quotation marks.")


def missing_words(original: object, translation: object, where: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Ids and keys that the original language has and a translation lacks, or the other way round."""
    if not (isinstance(original, Mapping) and isinstance(translation, Mapping)):
        return
    why = "Readers of this language would meet a gap, or a word that belongs to nothing."
    if set(original) <= set(_PLURALS) or set(translation) <= set(_PLURALS):
        return
    for key in original.keys() - translation.keys():
        name = ".".join((*where, key))
        yield Problem(where, "S140", f'"{name}" has no words in this language', why, f"Add {key} here.", at_key=True)
    for key in translation.keys() - original.keys():
        yield Problem((*where, key), "S141", f'"{key}" is not in the source language', why, "Delete it.", at_key=True)
    for key in original.keys() & translation.keys():
        yield from missing_words(original[key], translation[key], (*where, key))


_PLURALS = ("zero", "one", "two", "few", "many", "other")
