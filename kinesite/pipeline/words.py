"""Tasks for what holds for the whole site: settings, catalog, words of each language, known ids."""

from collections.abc import Iterator, Mapping
from typing import Any

from kinesite.content import settings
from kinesite.content.catalog import CONTENT, Catalog, catalogued
from kinesite.content.documents import Document, Problem
from kinesite.content.entries import KINDS
from kinesite.content.schema import Known
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import (
    NAMED,
    Disclaimer,
    Disclaimers,
    Safety,
    SideWords,
    Vocabulary,
    Words,
    missing_words,
    string_problems,
)
from kinesite.content.wording import FILE as WORDING
from kinesite.content.wording import Wording
from kinesite.diagnostics import Severity, Span, did_you_mean, error
from kinesite.figures import LANGUAGE, PHRASES
from kinesite.incremental.trace import Context
from kinesite.pipeline.parsing import noted, parsed, paths, typed


def site_settings(context: Context, _argument: str) -> Settings | None:
    """The settings, with the base address that this run asks for."""
    if settings.PATH not in paths(context, CONTENT):
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
    result = catalogued(paths(context, CONTENT), found.languages if found else ())
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


def side_words(context: Context, language: str) -> SideWords | None:
    """The words by which a language tells left from right; apart, so that other words change no entry."""
    found: Words | None = context.need("words", language)
    return found.vocabulary.sides if found else None


def data_file(context: Context, language: str, name: str) -> Document | None:
    """One of the files that every language must have."""
    path = f"{CONTENT}/{language}/{name}.yaml"
    if path not in paths(context, CONTENT):
        why = "Pages in this language would lack words, warnings among them."
        fix = "Add it; begin with a copy of the source language's."
        context.note(error(Span(path), "S100", "the file is missing", why=why, fix=fix))
        return None
    return parsed(context, path)


def _document(context: Context, language: str, name: str) -> Any:
    """One of those files; a translation has the keys of the source language."""
    document = data_file(context, language, name)
    settled: Settings | None = context.need("settings")
    source = settled.source_language if settled else language
    if document is not None and language != source:
        original = parsed(context, f"{CONTENT}/{source}/{name}.yaml")
        said, asked = _compared(document.data), _compared(original.data) if original else {}
        problems = tuple(missing_words(asked, said, plurals=name == "strings")) if original else ()
        noted(context, document, problems)
        return None if problems else document
    return document


def _compared(data: Mapping[str, Any]) -> dict[str, Any]:
    """What must be there in every language. Phrases for figures need none in English, which has them built in."""
    return {key: value for key, value in data.items() if key != "figure_phrases"}


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
    chrome = {group: texts for group, texts in document.data.items() if group != "figure_phrases"}
    phrases = document.data.get("figure_phrases", {})
    problems = (*string_problems(chrome), *_phrase_problems(phrases))
    noted(context, document, problems)
    drawn = any(path.startswith(f"{CONTENT}/figures/") for path in paths(context, CONTENT))
    if drawn and not problems and language != LANGUAGE:
        noted(context, document, tuple(_missing_phrases(phrases)))
    return None if problems else dict(document.data)


def wording(context: Context, language: str) -> Wording:
    """What the checks of wording know of a language: nothing where it has no such file, or a broken one."""
    path = f"{CONTENT}/{language}/{WORDING}.yaml"
    there = path in paths(context, CONTENT)
    found: Wording | None = typed(context, parsed(context, path), Wording, {}) if there else None
    return found or Wording()


def missing_text(context: Context, language: str, key: str) -> None:
    """Notes that the chrome of a language lacks a text that the generator itself needs."""
    document = parsed(context, f"{CONTENT}/{language}/strings.yaml")
    if document is not None:
        name, _, detail = key.partition(": ")
        group, _, last = name.rpartition(".")
        message = f'the text "{name}" ' + (f"cannot be filled in: {detail}" if detail else "is missing")
        fix = "Correct the names in braces." if detail else f"Add {last} under {group}."
        why = "A label, a number or a date would be empty."
        noted(context, document, (Problem(tuple(name.split(".")), "S147", message, why, fix),))


def _phrase_problems(phrases: object) -> Iterator[Problem]:
    """What is wrong with the translated phrases that describe figures."""
    group = "figure_phrases"
    why = "A reader who cannot see the picture would get nothing, or nonsense."
    if not isinstance(phrases, Mapping):
        yield Problem((group,), "S104", f'"{group}" must be phrases by key', why, 'Write "key: phrase" lines below it.')
        return
    for key, text in phrases.items():
        if key not in PHRASES:
            message = f'unknown phrase "{key}"{did_you_mean(key, PHRASES)}'
            yield Problem((group, key), "S102", message, why, "Correct the key, or delete the line.", at_key=True)
        elif not isinstance(text, str) or not text.strip() or _braces(text) != _braces(PHRASES[key]):
            message = f'"{key}" is no translation of "{PHRASES[key]}"'
            yield Problem((group, key), "S148", message, why, "Write one text with the same names in braces.")


_SHOWN = 3
"""Missing phrases that a message names."""


def _missing_phrases(phrases: Mapping[str, str]) -> Iterator[Problem]:
    """A warning when figures cannot be told in a language, because one phrase or more has no words."""
    missing = [key for key in PHRASES if key not in phrases]
    if missing:
        shown = ", ".join(f'"{key}"' for key in missing[:_SHOWN])
        message = f"captions of figures stay English: {len(missing)} of {len(PHRASES)} phrases have no words"
        why = "A reader who cannot see the picture gets its words in another language."
        fix = f"Add them under figure_phrases: {shown}" + (", and so on." if len(missing) > _SHOWN else ".")
        yield Problem(("figure_phrases",), "S154", message, why, fix, Severity.WARNING)


def _braces(text: str) -> frozenset[str] | None:
    """The names in braces of a text, or None when its braces hold anything else."""
    rest = NAMED.sub("", text)
    return None if "{" in rest or "}" in rest else frozenset(NAMED.findall(text))


def known(context: Context, _argument: str) -> Known:
    """Every id that an entry may name, by what it names. A broken file's ids are left out, so all are accepted."""
    found: Settings | None = context.need("settings")
    if found is None:
        return {}
    files: Catalog = context.need("catalog")
    ids: dict[str, frozenset[str]] = {kind.name: files.slugs(found.source_language, kind.folder) for kind in KINDS}
    ids["entry"] = frozenset(files.entries[found.source_language])
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
        ids["sign"] = frozenset(sign.id for sign in source.safety.signs)
    return ids
