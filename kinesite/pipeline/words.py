"""Tasks for what holds for the whole site: settings, catalog, words of each language, known ids."""

from collections.abc import Mapping
from typing import Any

from kinesite.content import settings
from kinesite.content.catalog import CONTENT, Catalog, catalogued
from kinesite.content.entries import KINDS
from kinesite.content.schema import Known
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import (
    Disclaimer,
    Disclaimers,
    Safety,
    Vocabulary,
    Words,
    missing_words,
    string_problems,
)
from kinesite.diagnostics import Span, error
from kinesite.incremental.engine import Context
from kinesite.pipeline.inputs import noted, parsed, typed


def site_settings(context: Context, _argument: str) -> Settings | None:
    """The settings, with the base address that this run asks for."""
    if settings.PATH not in context.need("tree", CONTENT):
        why = "Without its settings a site has no name, no language and no emergency number."
        fix = f"Add {settings.PATH}, or run the command in the folder that holds content/ (see --root)."
        context.note(error(Span(settings.PATH), "S100", "the settings are missing", why=why, fix=fix))
        return None
    found: Settings | None = typed(context, parsed(context, settings.PATH), Settings, {})
    asked: str | None = context.need("option", "base_url")
    return found.but(base_url=asked) if found and asked else found


def catalog(context: Context, _argument: str) -> Catalog:
    """The files under content/ by use."""
    found: Settings | None = context.need("settings")
    result = catalogued(context.need("tree", CONTENT), found.languages if found else ())
    if found:
        context.note(*result.mistakes)
    return result


def words(context: Context, language: str) -> Words | None:
    """Everything that a language says outside its entries, or None when one of its files is broken."""
    vocabulary = typed(context, _document(context, language, "vocabulary"), Vocabulary, {})
    safety = typed(context, _document(context, language, "safety"), Safety, {})
    disclaimers = _disclaimers(context, language)
    strings = _strings(context, language)
    if vocabulary is None or safety is None or disclaimers is None or strings is None:
        return None
    return Words(language, vocabulary, safety, disclaimers, strings)


def _document(context: Context, language: str, name: str) -> Any:
    """One of the files that every language must have; a translation has the keys of the source language."""
    path = f"{CONTENT}/{language}/{name}.yaml"
    if path not in context.need("tree", CONTENT):
        why = "Pages in this language would lack words, warnings among them."
        fix = "Add it; begin with a copy of the source language's."
        context.note(error(Span(path), "S100", "the file is missing", why=why, fix=fix))
        return None
    document = parsed(context, path)
    source = context.need("settings").source_language
    if document is not None and language != source:
        original = parsed(context, f"{CONTENT}/{source}/{name}.yaml")
        if original is not None:
            noted(context, document, tuple(missing_words(original.data, document.data)))
    return document


def _disclaimers(context: Context, language: str) -> Mapping[str, Disclaimer] | None:
    """The disclaimers by id; their file has no field round them."""
    document = _document(context, language, "disclaimers")
    if document is None:
        return None
    found: Disclaimers | None = typed(context, document.inside("texts"), Disclaimers, {})
    return found.texts if found else None


def _strings(context: Context, language: str) -> Mapping[str, Any] | None:
    """The words of the chrome."""
    document = _document(context, language, "strings")
    if document is None:
        return None
    problems = tuple(string_problems(document.data))
    noted(context, document, problems)
    return None if problems else dict(document.data)


def known(context: Context, _argument: str) -> Known:
    """Every id that an entry may name, by what it names. A broken file's ids are left out, so all are accepted."""
    found: Settings = context.need("settings")
    files: Catalog = context.need("catalog")
    ids: dict[str, frozenset[str]] = {kind.name: files.slugs(found.source_language, kind.folder) for kind in KINDS}
    ids["figure"] = frozenset(files.figures)
    ids["picture"] = frozenset(files.media)
    source: Words | None = context.need("words", found.source_language)
    if source is not None:
        vocabulary = source.vocabulary
        ids["contraindication"] = frozenset(vocabulary.contraindications)
        ids["equipment"] = frozenset(vocabulary.equipment)
        ids["muscle"] = frozenset(vocabulary.muscles)
        ids["position"] = frozenset(vocabulary.positions)
        ids["disclaimer"] = frozenset(source.disclaimers)
    return ids
