"""The closed lists that guides choose from, the warning signs, the disclaimers and the words of the chrome.

Law: a list's ids come from the source language alone; another language gives them words and may not add or miss one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

import kinesite.content.schema as s
from kinesite.content.documents import KeyPath, Problem
from kinesite.content.schema import Model, about

Level = Literal["avoid", "ask-first", "adapt"]
"""What a contraindication asks for, the gravest first."""
Kind = Literal["stretch", "strengthening", "mobility", "aerobic", "relaxation"]
Difficulty = Literal["easy", "moderate", "hard"]
Topic = Literal["when-it-hurts", "moving", "daily-life", "treatment", "understanding"]
"""What a guide is about."""
Group = Literal["before", "help", "about"]
"""What a page of the site itself is for."""
Urgency = Literal["emergency", "urgent", "soon"]

DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)
"""From easy to hard."""

TOPICS: tuple[Topic, ...] = get_args(Topic)
"""In the order in which lists show them."""
GROUPS: tuple[Group, ...] = get_args(Group)
"""In the order in which the footer shows them."""

SHORT_SIGNS = 6
"""Warning signs that the card on every exercise may show at most: a long list is not read."""

FILES = ("vocabulary", "safety", "disclaimers", "strings", "search")


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


SomeWords = Annotated[s.Many[s.Text], s.some("Write at least one word.")]


class SideWords(Model):
    """Words by which the steps of a guide tell left from right; capitals make no difference."""

    left: SomeWords = about("Words for the left side", example="[left]")
    right: SomeWords = about("Words for the right side", example="[right]")
    arm: SomeWords = about("Words that, near a side, name an arm", example="[arm, hand, elbow]")
    leg: SomeWords = about("Words that, near a side, name a leg", example="[leg, knee, foot]")
    resting: s.Many[s.Text] = about(
        "Words after which a limb does not move: keep your left foot flat", example="[keep, hold]", default=()
    )
    towards: s.Many[s.Text] = about(
        "Words after which a limb says where to: over your right shoulder", example="[over, towards]", default=()
    )
    never_before: s.Many[s.Text] = about(
        "Words before which a word for a side is none: a right angle", example="[angle, away]", default=()
    )

    @s.Check
    def _a_word_has_one_meaning(self) -> "SideWords":
        for one, other in (("left", "right"), ("arm", "leg")):
            ones, others = ({word.casefold() for word in getattr(self, name)} for name in (one, other))
            if both := ones & others:
                message = f'{{field}} has "{min(both)}" both under {one} and under {other}'
                raise s.refused("S155", message, "Delete one of the two.")
        return self


class Vocabulary(Model):
    """Every id that an entry may use, with its words."""

    contraindications: Mapping[s.Slug, Contraindication] = about("What rules movements out or changes them")
    equipment: Mapping[s.Slug, Label] = about("Things that exercises need")
    muscles: Mapping[s.Slug, Muscle] = about("Muscles that exercises use")
    positions: Mapping[s.Slug, Position] = about("Ways to begin")
    kinds: Annotated[Mapping[Kind, Label], _labels(Kind)] = about("Kinds of exercise")
    difficulties: Annotated[Mapping[Difficulty, Label], _labels(Difficulty)] = about("How hard exercises are")
    levels: Annotated[Mapping[Level, Label], _labels(Level)] = about("What a contraindication asks for")
    sides: SideWords | None = about("Words by which steps and figures are compared", default=None)


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


NAMED = re.compile(r"\{[a-z_]+\}")
"""A name in braces, for which a text is filled in."""
_BRACES = re.compile(r"[{}]")


def string_problems(strings: object, where: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Values of strings.yaml that are no text."""
    why = "A button or a heading would be empty."
    if isinstance(strings, Mapping):
        for key, value in strings.items():
            yield from string_problems(value, (*where, key))
    elif not isinstance(strings, str):
        yield Problem(where, "S104", f'"{".".join(where)}" must be text', why, "Put it in quotation marks.")
    elif _BRACES.search(NAMED.sub("", strings)):
        message = f'"{".".join(where)}" has braces that name nothing'
        yield Problem(where, "S148", message, why, "Write a name alone in braces, such as {n}.")


FACTS = ("id", "level", "default_level", "floor")
"""Keys that are no words: a translation says the same as its original."""
UNTRANSLATED = ("sources",)
"""Keys that a translation may leave to its original."""
OF_ITS_OWN = ("sides",)
"""Keys whose lists every language fills as its grammar needs."""


def missing_words(
    original: object, translation: object, where: KeyPath = (), *, plurals: bool = False
) -> Iterator[Problem]:
    """What the original language has and a translation lacks, has besides, or says differently where it may not.

    `plurals`: texts may have plural forms, of which each language has its own.
    """
    if isinstance(original, list) and isinstance(translation, list):
        yield from _missing_items(original, translation, where)
    if not (isinstance(original, Mapping) and isinstance(translation, Mapping)):
        return
    why = "Readers of this language would meet a gap, or a word that belongs to nothing."
    if plurals and (_is_plural(original) or _is_plural(translation)):
        return
    for key in original.keys() - translation.keys() - {*UNTRANSLATED}:
        name = ".".join(map(str, (*where, key)))
        yield Problem(where, "S140", f'"{name}" has no words in this language', why, f"Add {key} here.", at_key=True)
    for key in translation.keys() - original.keys():
        yield Problem((*where, key), "S141", f'"{key}" is not in the source language', why, "Delete it.", at_key=True)
    for key in original.keys() & translation.keys():
        if key in FACTS and original[key] != translation[key]:
            message = f'"{key}" is {s.shown(translation[key])}, but {s.shown(original[key])} in the source language'
            fix = f"Write {original[key]}."
            yield Problem((*where, key), "S149", message, "Readers would be told something else.", fix)
        if key not in OF_ITS_OWN:
            yield from missing_words(original[key], translation[key], (*where, key), plurals=plurals)


def _is_plural(texts: Mapping[str, Any]) -> bool:
    return bool(texts) and set(texts) <= set(_PLURALS)


def _has_id(item: object) -> bool:
    """Whether an item of a list, which may be half written, can be found again."""
    return isinstance(item, Mapping) and isinstance(item.get("id"), str)


def _missing_items(original: list[Any], translation: list[Any], where: KeyPath) -> Iterator[Problem]:
    """Items of a list: found again by their ids, or counted where they have none."""
    why = "Readers of this language would lack a warning that others get."
    named = [one for one in original if _has_id(one)]
    if not named:
        if len(original) != len(translation):
            message = f"has {len(translation)} items, but {len(original)} in the source language"
            yield Problem(where, "S140", f'"{where[-1]}" {message}', why, "Translate each of them.", at_key=True)
        return
    places = {one["id"]: place for place, one in enumerate(translation) if _has_id(one)}
    for one in named:
        if one["id"] not in places:
            message = f'"{one["id"]}" has no words in this language'
            yield Problem(where, "S140", message, why, f"Add {one['id']} here.", at_key=True)
        else:
            place = places[one["id"]]
            yield from missing_words(one, translation[place], (*where, place))
    for name in places.keys() - {one["id"] for one in named}:
        yield Problem((*where, places[name]), "S141", f'"{name}" is not in the source language', why, "Delete it.")


_PLURALS = ("zero", "one", "two", "few", "many", "other")
