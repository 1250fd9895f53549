"""Tasks that gather the records for machines: one for each guide, then the files that hold them.

Law: an edited text of a guide changes no record; an edited dose changes one line of one file in each language.
"""

from collections.abc import Callable, Mapping

from kinesite.content.entries import Condition, Routine
from kinesite.content.exercise import Exercise
from kinesite.content.machines import written
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.incremental.trace import Context
from kinesite.pipeline.entries import Read
from kinesite.pipeline.words import missing_text
from kinesite.render.api import EXERCISES, SAFETY, files, schema_path
from kinesite.render.api.exercises import exercise
from kinesite.render.api.parts import Subject
from kinesite.render.api.safety import condition, routine, warning_signs
from kinesite.render.cards import Card
from kinesite.render.safety import WARNING_SIGNS
from kinesite.structure.languages import MissingText
from kinesite.structure.routes import Linker, address
from kinesite.structure.shape import Shape


def entry_record(context: Context, argument: str) -> str:
    """The record `<language> <id>` as JSON; empty where there is none, or while something has a mistake."""
    language, _, entry_id = argument.partition(" ")
    read: Read = context.need("entry", argument)
    card: Card | None = context.need("card", argument)
    words: Words | None = context.need("words", language)
    settings: Settings | None = context.need("settings")
    if read.entry is None or card is None or words is None or settings is None:
        return ""
    folder, _, slug = entry_id.partition("/")
    prefix = "" if language == settings.source_language else language
    subject = Subject(address(folder, slug, prefix), read.language, words, settings)
    try:
        match read.entry:
            case Exercise() as entry:
                media = context.need("media", entry.picture) if entry.picture else None
                return written(exercise(subject, entry, card.thumbnail, media))
            case Routine() as entry:
                return written(routine(subject, entry))
            case Condition() as entry:
                return written(condition(subject, entry))
    except MissingText as missing:
        missing_text(context, language, missing.args[0])
    return ""


def exercises(context: Context, language: str) -> str | None:
    """The file of exercises."""
    around = _around(context, language, EXERCISES)
    if around is None:
        return None
    rows: Shape = context.need("shape")
    cards: list[Card | None] = [context.need("card", f"{language} {row.id}") for row in rows.all("areas")]
    areas = {card.id.partition("/")[2]: card.title for card in cards if card}
    return files.exercises(around, areas, _records(context, language, "exercises"))


def safety(context: Context, language: str) -> str | None:
    """The file of warning signs, routines and conditions."""
    around = _around(context, language, SAFETY)
    if around is None:
        return None
    rows: Shape = context.need("shape")
    read: Read | None = context.need("original", WARNING_SIGNS) if WARNING_SIGNS in rows.rows else None
    shown = (WARNING_SIGNS, read.entry.history) if read and read.entry else ("", ())
    signs = warning_signs(around.words, around.settings, *shown)
    routines, conditions = (_records(context, language, folder) for folder in ("routines", "conditions"))
    return files.safety(around, signs, routines, conditions)


def _around(context: Context, language: str, name: str) -> files.Around | None:
    settings: Settings | None = context.need("settings")
    words: Words | None = context.need("words", language)
    if settings is None or words is None:
        return None
    folder = "/" if language == settings.source_language else f"/{language}/"
    schema = Linker(folder + name, with_index=True).href("/" + schema_path(name))
    return files.Around(schema, settings, words)


def _records(context: Context, language: str, folder: str) -> list[str]:
    """The records of the published guides of a kind, sorted by id."""
    rows: Shape = context.need("shape")
    ids = sorted(row.id for row in rows.all(folder))
    return [text for one in ids if (text := context.need("entry_record", f"{language} {one}"))]


FILES: Mapping[str, Callable[[Context, str], str | None]] = {EXERCISES: exercises, SAFETY: safety}
"""What writes each file, by its path in the language's folder."""
