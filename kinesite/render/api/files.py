"""The files of records: what stands round the single records, and the JSON Schema beside each.

Law: a file is made of the texts of its records, each on a line of its own, so that two builds can be compared by line.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kinesite.content.machines import Id, Part, WebAddress, Words, is_valid, json_schema, says, written
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words as Vocabularies
from kinesite.render.api import EXERCISES, SAFETY, VERSION
from kinesite.render.api.exercises import Told
from kinesite.render.api.safety import ConditionRecord, RoutineRecord, WarningSigns


class Site(Part):
    """Where the records come from."""

    title: Words = says("The site's name")
    publisher: Words = says("Who answers for it")
    url: WebAddress | None = says("Where it stands; only of a site that knows its own address", default=None)


class Vocabulary(Part):
    """What readers call the things that records name by their ids."""

    areas: Mapping[Id, Words] = says("Areas of the body")
    kinds: Mapping[Id, Words] = says("Kinds of exercise")
    difficulties: Mapping[Id, Words] = says("How hard exercises are")
    positions: Mapping[Id, Words] = says("Ways to begin")
    equipment: Mapping[Id, Words] = says("Things that exercises need")
    muscles: Mapping[Id, Words] = says("Muscles")
    levels: Mapping[Id, Words] = says("What a contraindication asks for")


class _File(Part):
    """What every file of records begins with."""

    json_schema: Words = says("Where the schema of this file stands, from here on", alias="$schema")
    version: Literal[1] = says("Of the records: it grows when something is gone or means something else")
    language: Words = says("The language of the words round the records")
    site: Site = says("Where the records come from")


class ExercisesFile(_File):
    """Every published exercise, those to leave among them."""

    vocabulary: Vocabulary = says("What the ids are called")
    exercises: tuple[Told, ...] = says("The exercises, sorted by id")


class SafetyFile(_File):
    """What keeps readers safe besides the exercises."""

    warning_signs: WarningSigns = says("What comes before any exercise")
    routines: tuple[RoutineRecord, ...] = says("The routines, sorted by id")
    conditions: tuple[ConditionRecord, ...] = says("The conditions, sorted by id")


MODELS: Mapping[str, type[Part]] = {EXERCISES: ExercisesFile, SAFETY: SafetyFile}
"""Every file of records by its path, in each language's folder."""


def schema_text(name: str) -> str:
    """The JSON Schema of a file."""
    identity = f"urn:kinesite:{name.removesuffix('.json').replace('/', ':')}:{VERSION}"
    return json.dumps(json_schema(MODELS[name], identity), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round the records of a file."""

    schema: str
    """The way from the file to its schema."""
    settings: Settings
    words: Vocabularies

    @property
    def parts(self) -> dict[str, str]:
        """The first keys of the file, with their texts."""
        settings = self.settings
        site = Site(title=settings.title, publisher=settings.publisher.name, url=settings.base_url)
        first = {"$schema": self.schema, "version": VERSION, "language": self.words.language}
        return {**{key: json.dumps(value, ensure_ascii=False) for key, value in first.items()}, "site": written(site)}


def exercises(around: Around, areas: Mapping[str, str], records: Iterable[str]) -> str:
    """The file of exercises. `areas`: their titles by id; `records`: the texts of the exercises."""
    return _file({**around.parts, "vocabulary": written(_vocabulary(around.words, areas)), "exercises": _list(records)})


def safety(around: Around, signs: WarningSigns, routines: Iterable[str], conditions: Iterable[str]) -> str:
    """The file of warning signs, routines and conditions."""
    lists = {"routines": _list(routines), "conditions": _list(conditions)}
    return _file({**around.parts, "warning_signs": written(signs), **lists})


def _vocabulary(words: Vocabularies, areas: Mapping[str, str]) -> Vocabulary:
    known = words.vocabulary
    lists = {
        name: {one: label.label for one, label in getattr(known, name).items()}
        for name in ("kinds", "difficulties", "positions", "equipment", "muscles", "levels")
    }
    return Vocabulary(areas=dict(areas), **lists)


def _list(texts: Iterable[str]) -> str:
    return "[\n" + ",\n".join(texts) + "\n]"


def _file(parts: Mapping[str, str]) -> str:
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {text}" for key, text in parts.items()) + "\n}\n"


def unusable(name: str, text: bytes) -> str:
    """Why a text cannot be read as a file of records of this version; empty when it can."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return "it is no JSON"
    version = found.get("version") if isinstance(found, dict) else None
    if version != VERSION:
        told = f"version {version}" if isinstance(version, int) else "no version"
        return f"it has {told} of the records, and this program reads version {VERSION}"
    return "" if is_valid(MODELS[name], text) else "it is not what its own version says: somebody changed it"
