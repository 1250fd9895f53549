"""Tasks for single files of content: entries and their translations, bodies, figures, pictures.

Law: each gives a value for any argument, since a file may go before those who asked for it are told.
"""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from kinesite import figures
from kinesite.checks import doses, pictured
from kinesite.checks.claims import Claims
from kinesite.checks.passages import passages, untangled
from kinesite.content import documents, translations
from kinesite.content.catalog import Catalog
from kinesite.content.documents import Document, Problem
from kinesite.content.entries import BY_FOLDER
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.media import MediaNote
from kinesite.content.settings import Settings
from kinesite.content.sources import Source
from kinesite.content.validation import validated
from kinesite.content.vocabulary import SideWords, Words
from kinesite.content.wording import Wording
from kinesite.diagnostics import MOST, Diagnostic, Span, error
from kinesite.incremental.trace import Context
from kinesite.pipeline import assets
from kinesite.pipeline.parsing import data, file, noted, parsed, typed
from kinesite.render import markup
from kinesite.render.material import Captions, Drawn, Media, Motion


@dataclass(frozen=True, slots=True)
class Facts:
    """What the front matter of an entry's file says."""

    entry: Entry | None
    """None while there is a mistake in it."""
    draft: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of an entry's file."""

    path: str
    """Empty when there is no such file."""
    entry: Entry | None
    """None while there is a mistake in it."""
    language: str
    draft: bool = False
    """Its mistakes are warnings, and it is left out unless drafts are asked for."""
    outdated: bool = False
    """A translation whose original has changed since."""


def source(context: Context, argument: str) -> str:
    """The path of the file of `<language> <id>`, or nothing."""
    language, _, entry_id = argument.partition(" ")
    files: Catalog = context.need("catalog")
    return files.entries.get(language, {}).get(entry_id, "")


def facts(context: Context, entry_id: str) -> Facts | None:
    """What the front matter of an entry's file in the source language says; None where there is no such file."""
    settings: Settings | None = context.need("settings")
    path: str = context.need("source", f"{settings.source_language} {entry_id}") if settings else ""
    text = file(context, path) if path else None
    if text is None:
        return None
    document = documents.front_matter(text)
    if not isinstance(document, Document):
        context.note(*document)
        return Facts(None, draft=_says_draft(text))
    found = validated(BY_FOLDER[entry_id.partition("/")[0]].model, document.data, context.need("known"))
    problems = found if isinstance(found, tuple) else ()
    if document.mistakes or problems:
        found = None
    if isinstance(found, Exercise):
        problems = tuple(doses.judged(found))
    context.note(*document.mistakes)
    noted(context, document, problems)
    return Facts(found, draft=document.data.get("draft") is True)


def _says_draft(text: Source) -> bool:
    """Whether a file whose fields cannot be read says all the same that it is a draft."""
    return re.search(r"(?m)^draft: *true *(?:#.*)?$", text.text) is not None


def original(context: Context, entry_id: str) -> Read:
    """An entry in the source language, which agrees with its figure."""
    settings: Settings | None = context.need("settings")
    language = settings.source_language if settings else ""
    path: str = context.need("source", f"{language} {entry_id}")
    said: Facts | None = context.need("facts", entry_id)
    if said is None:
        return Read(path, None, language)
    found = said.entry
    if isinstance(found, Exercise) and found.figure:
        _same_sides(context, path, found, language)
        found = _same_position(context, path, found)
    return Read(path, found, language, said.draft)


def _same_position(context: Context, path: str, exercise: Exercise) -> Exercise | None:
    """The exercise, unless its figure starts in another position than it says."""
    drawn: Drawn | None = context.need("drawing", exercise.figure or "")
    problems = tuple(pictured.elsewhere(exercise, drawn.position)) if drawn else ()
    document = parsed(context, path) if problems else None
    if document is not None:
        noted(context, document, problems)
    return None if problems else exercise


def _same_sides(context: Context, path: str, exercise: Exercise, language: str) -> None:
    """Notes where the steps begin with another side than the figure."""
    drawn: Drawn | None = context.need("drawing", exercise.figure or "")
    words: SideWords | None = context.need("side_words", language)
    text = file(context, path)
    body = documents.body(text) if text else None
    if drawn and words and body and pictured.may_disagree(body[0], drawn.sides, words):
        context.note(*pictured.disagreements(path, untangled(path, *body), drawn.sides, words))


def entry(context: Context, argument: str) -> Read:
    """The entry `<language> <id>`: the translation where there is one, else the original."""
    language, _, entry_id = argument.partition(" ")
    first: Read = context.need("original", entry_id)
    path: str = context.need("source", argument)
    if language == first.language or not path:
        return first
    if not first.path:
        why = "A translation takes its doses and warnings from its original."
        fix = f"Write content/{first.language}/{entry_id}.md first."
        message = f"there is no {entry_id}.md in the source language"
        context.note(error(Span(path), "S145", message, why=why, fix=fix))
        return Read(path, None, language)
    return _translation(context, path, language, first)


def _translation(context: Context, path: str, language: str, first: Read) -> Read:
    document, source_file = parsed(context, path), file(context, first.path)
    if document is None or first.entry is None or source_file is None:
        return Read(path, None, language, draft=first.draft)
    found, problems = translations.translated(first.entry, document.data)
    noted(context, document, problems)
    if isinstance(first.entry, Exercise) and first.entry.figure:
        _same_sides(context, path, first.entry, language)
    outdated = translations.is_outdated(document.data, source_file.digest)
    if outdated:
        noted(context, document, (translations.stale(document.data, source_file.digest),))
    return Read(path, None if problems or document.mistakes else found, language, first.draft, outdated)


def body(context: Context, path: str) -> markup.Body | None:
    """The text of an entry's file."""
    text = file(context, path) if path else None
    found = documents.body(text) if text else None
    if found is None:
        return None
    made, mistakes = markup.render(path, *found)
    context.note(*mistakes)
    return made


def claims(context: Context, argument: str) -> None:
    """The check that the file of `<language> <id>` promises no more than anybody can keep."""
    language, _, entry_id = argument.partition(" ")
    path: str = context.need("source", argument)
    found = _claims(context.need("wording", language))
    text = file(context, path) if path else None
    document = documents.front_matter(text) if text and found.may_be_in(text.text) else ()
    if isinstance(document, Document):
        settings: Settings | None = context.need("settings")
        translation = settings is not None and language != settings.source_language
        model = BY_FOLDER[entry_id.partition("/")[0]].model
        context.note(*islice(found.found(path, passages(document, model, translation=translation)), MOST))


@lru_cache(maxsize=4)
def _claims(wording: Wording) -> Claims:
    """The claims of a language; every guide asks for them."""
    return Claims(wording)


def anchors(context: Context, path: str) -> tuple[str, ...]:
    """The ids of the headings of one file's text."""
    found: markup.Body | None = context.need("body", path)
    return found.anchors if found else ()


def _figure(context: Context, figure_id: str) -> figures.Figure | None:
    files: Catalog = context.need("catalog")
    document = parsed(context, files.figures[figure_id]) if figure_id in files.figures else None
    if document is None:
        return None
    found = figures.parse(dict(document.data))
    if isinstance(found, tuple):
        problems = (
            Problem(one.path, "F801", one.message, one.why, one.fix, at_key=one.message.startswith("unknown key"))
            for one in found
        )
        noted(context, document, tuple(problems))
        return None
    return found


def drawing(context: Context, figure_id: str) -> Drawn | None:
    """A figure, drawn."""
    found = _figure(context, figure_id)
    if found is None:
        return None
    made = figures.draw(found)
    address = f"/media/figures/{figure_id}.{assets.short_digest(made.thumbnail.encode())}.svg"
    stills = tuple(frame.svg for frame in made.frames)
    return Drawn(found.position, figures.sides(found), made.view_box, stills, address, made.thumbnail)


def motion(context: Context, figure_id: str) -> Motion | None:
    """The movement of a figure that has more than one frame."""
    found = _figure(context, figure_id)
    drawn: Drawn | None = context.need("drawing", figure_id)
    data = figures.film(found, drawn.view_box) if found and drawn else ""
    if not data:
        return None
    text = f"movement({data});\n"
    return Motion(f"/media/figures/{figure_id}.{assets.short_digest(text.encode())}.js", text)


def captions(context: Context, argument: str) -> Captions:
    """What each frame of the figure `<language> <id>` shows: in that language, if it has all phrases, else in English.

    Sentences are put together from phrases, so one without words would mix two languages.
    """
    language, _, figure_id = argument.partition(" ")
    found = _figure(context, figure_id)
    spoken: Words | None = context.need("words", language)
    translated = spoken.strings.get("figure_phrases", {}) if spoken else {}
    spoken_in, phrases = (figures.LANGUAGE, figures.PHRASES)
    if language == figures.LANGUAGE or translated.keys() >= figures.PHRASES.keys():
        spoken_in, phrases = language, {**figures.PHRASES, **translated}
    return Captions(spoken_in, figures.describe(found, phrases) if found else ())


def picture(context: Context, name: str) -> assets.Raster | None:
    """A picture as it is published."""
    files: Catalog = context.need("catalog")
    path = files.media.get(name, "")
    found = data(context, path) if path else None
    made = assets.raster(path, found) if found is not None else None
    if isinstance(made, Diagnostic):
        context.note(made)
        return None
    return made


def media(context: Context, name: str) -> Media | None:
    """A picture with its rights and its words."""
    files: Catalog = context.need("catalog")
    note_path = files.notes.get(posixpath.splitext(name)[0], "")
    note: MediaNote | None = typed(context, parsed(context, note_path), MediaNote, {}) if note_path else None
    made: assets.Raster | None = context.need("picture", name)
    if made is None or note is None:
        return None
    address = assets.published_name(name, made.data)
    return Media(address, note.alt, made.width, made.height, note.author, note.licence)
