"""Tasks for single files of content: entries and their translations, bodies, figures, pictures."""

from dataclasses import dataclass

from kinesite import figures
from kinesite.content import documents, translations
from kinesite.content.catalog import Catalog
from kinesite.content.documents import Document, Problem
from kinesite.content.entries import BY_FOLDER
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.media import MediaNote
from kinesite.content.sources import Source
from kinesite.content.vocabulary import Words
from kinesite.diagnostics import Diagnostic, Span, error
from kinesite.incremental.engine import Context
from kinesite.pipeline import assets
from kinesite.pipeline.inputs import noted, parsed, typed
from kinesite.render import markup
from kinesite.render.material import Media, Still, Stills


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of an entry's file."""

    path: str
    entry: Entry | None
    """None while there is a mistake in it."""
    language: str
    draft: bool = False
    """Its mistakes are warnings, and it is left out unless drafts are asked for."""
    outdated: bool = False
    """A translation whose original has changed since."""


def entry(context: Context, argument: str) -> Read:
    """The entry `<language> <id>`: the translation where there is one, else the original."""
    language, _, entry_id = argument.partition(" ")
    files: Catalog = context.need("catalog")
    source_language = context.need("settings").source_language
    if language == source_language or entry_id not in files.entries[language]:
        return _original(context, source_language, entry_id)
    return _translation(context, language, entry_id)


def _original(context: Context, language: str, entry_id: str) -> Read:
    path = context.need("catalog").entries[language][entry_id]
    document = parsed(context, path)
    if document is None:
        return Read(path, None, language)
    kind = BY_FOLDER[entry_id.partition("/")[0]]
    found: Entry | None = typed(context, document, kind.model, context.need("known"))
    if document.mistakes:
        found = None
    if isinstance(found, Exercise) and found.figure:
        found = _same_position(context, document, found)
    return Read(path, found, language, draft=document.data.get("draft") is True)


def _same_position(context: Context, document: Document, exercise: Exercise) -> Exercise | None:
    """The exercise, unless its figure starts in another position than it says."""
    drawn: Stills | None = context.need("figure", f"{document.source.path.split('/')[1]} {exercise.figure}")
    if drawn is None or drawn.position == exercise.position:
        return exercise
    message = f'position is "{exercise.position}", but the figure starts "{drawn.position}"'
    why = "A reader would see one thing and read another."
    problem = Problem(("position",), "C606", message, why, f"Write position: {drawn.position}, or change the figure.")
    noted(context, document, (problem,))
    return None


def _translation(context: Context, language: str, entry_id: str) -> Read:
    files: Catalog = context.need("catalog")
    source_language = context.need("settings").source_language
    path = files.entries[language][entry_id]
    if entry_id not in files.entries[source_language]:
        message = f"there is no {entry_id}.md in the source language"
        why = "A translation takes its doses and warnings from its original."
        fix = f"Write content/{source_language}/{entry_id}.md first."
        context.note(error(Span(path), "S145", message, why=why, fix=fix))
        return Read(path, None, language)
    original: Read = context.need("entry", f"{source_language} {entry_id}")
    source: Source | None = context.need("file", original.path)
    document = parsed(context, path)
    if document is None or original.entry is None or source is None:
        return Read(path, None, language, draft=original.draft)
    found, problems = translations.translated(original.entry, document.data)
    noted(context, document, problems)
    outdated = translations.is_outdated(document.data, source.digest)
    if outdated:
        noted(context, document, (translations.stale(document.data, source.digest),))
    return Read(path, None if problems or document.mistakes else found, language, original.draft, outdated)


def body(context: Context, path: str) -> markup.Body | None:
    """The text of an entry's file."""
    source: Source | None = context.need("file", path)
    document = documents.front_matter(source) if source else ()
    if not isinstance(document, Document):
        return None
    found, mistakes = markup.render(path, document.body, document.body_line)
    context.note(*mistakes)
    return found


def figure(context: Context, argument: str) -> Stills | None:
    """The figure `<language> <id>`, drawn and described in that language."""
    language, _, figure_id = argument.partition(" ")
    document = parsed(context, context.need("catalog").figures[figure_id])
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
    spoken: Words | None = context.need("words", language)
    drawing = figures.draw(found)
    translated = spoken.strings.get("figure_phrases", {}) if spoken else {}
    captions = figures.describe(found, {**figures.PHRASES, **translated})
    frames = tuple(Still(frame.svg, caption) for frame, caption in zip(drawing.frames, captions, strict=True))
    thumbnail = drawing.thumbnail.encode()
    address = f"/media/figures/{figure_id}.{assets.short_digest(thumbnail)}.svg"
    return Stills(found.position, drawing.view_box, frames, address, thumbnail)


def media(context: Context, name: str) -> Media | None:
    """A picture with its rights and its words."""
    files: Catalog = context.need("catalog")
    path = files.media[name]
    note_path = files.notes.get(path.rpartition("/")[2].rpartition(".")[0])
    data: bytes | None = context.need("data", path)
    note: MediaNote | None = typed(context, parsed(context, note_path), MediaNote, {}) if note_path else None
    picture = assets.raster(path, data) if data is not None else None
    if isinstance(picture, Diagnostic):
        context.note(picture)
        return None
    if picture is None or note is None:
        return None
    address = assets.published_name(path, picture.data)
    return Media(address, note.alt, picture.width, picture.height, note.author, note.licence, picture.data)
