"""A translation holds words only; everything else comes from the original, so that the two cannot drift.

Law: the typed entry of a translation differs from its original in fields marked `words` and in nothing else.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kinesite.content.documents import KeyPath, Problem
from kinesite.content.entry import Entry
from kinesite.content.schema import Model, shown
from kinesite.diagnostics import Severity, did_you_mean

WHY = "Readers of this language would get less, or something else, than readers of the original."
DIGEST = "translates"
"""The field of a translation that holds the digest of the file it translated."""
DIGEST_LENGTH = 12


def translated(original: Entry, words: Mapping[str, Any]) -> tuple[Entry, tuple[Problem, ...]]:
    """The original with its words replaced, and every problem of the replacement."""
    problems: list[Problem] = []
    entry = _model(original, {key: words[key] for key in words if key != DIGEST}, (), problems)
    return entry, tuple(problems)


def is_outdated(words: Mapping[str, Any], original_digest: str) -> bool:
    """Whether the original has changed since it was translated."""
    return str(words.get(DIGEST)) != original_digest[:DIGEST_LENGTH]


def stale(words: Mapping[str, Any], original_digest: str) -> Problem:
    """The warning of an outdated translation, with the digest to write once it has been brought up to date."""
    message = "the original has changed since" if words.get(DIGEST) else f'missing field "{DIGEST}"'
    fix = f"Compare with the original, then write {DIGEST}: {original_digest[:DIGEST_LENGTH]!r}."
    return Problem((DIGEST,), "S146", message, WHY, fix, Severity.WARNING)


def _wordy(model: Model) -> dict[str, bool]:
    """The fields that a translation writes: True for words, False for parts that hold words."""
    found = {}
    for name, info in type(model).model_fields.items():
        extra, value = info.json_schema_extra, getattr(model, name)
        if isinstance(extra, dict) and extra.get("words"):
            if value not in (None, ()):
                found[name] = True
        elif any(isinstance(part, Model) and _wordy(part) for part in _parts(value)):
            found[name] = False
    return found


def _parts(value: object) -> Iterator[object]:
    yield from value if isinstance(value, tuple) else (value,)


def _spoken(model: Model, name: str) -> str:
    """The name of a field in the file."""
    return type(model).model_fields[name].alias or name


def _model(model: Any, words: Mapping[str, Any], where: KeyPath, problems: list[Problem]) -> Any:
    """A model with its words replaced from a mapping of field names."""
    fields = _wordy(model)
    names = {_spoken(model, name): name for name in fields}
    problems += [_unknown(key, where, names) for key in words if key not in names]
    changes = {}
    for spoken, name in names.items():
        value = getattr(model, name)
        if spoken not in words:
            problems.append(_absent(spoken, where))
        elif fields[name]:
            changes[name] = _words(value, words[spoken], (*where, spoken), problems)
        else:
            changes[name] = _structure(value, words[spoken], (*where, spoken), problems)
    return model.but(**changes)


def _unknown(key: str, where: KeyPath, names: Mapping[str, str]) -> Problem:
    message = f'"{key}" has no words to translate{did_you_mean(key, names)}'
    return Problem((*where, key), "S142", message, WHY, "Delete it: it comes from the original.", at_key=True)


def _absent(name: str, where: KeyPath) -> Problem:
    return Problem(where, "S143", f'"{name}" is not translated', WHY, f"Add {name} in this language.", at_key=True)


def _words(value: Any, words: Any, where: KeyPath, problems: list[Problem]) -> Any:
    """A text, or a tuple of as many texts as the original has."""
    if isinstance(value, str) and isinstance(words, str) and words.strip():
        return " ".join(words.split())
    listed = isinstance(value, tuple) and isinstance(words, list)
    if listed and len(words) == len(value) and all(isinstance(text, str) and text.strip() for text in words):
        return tuple(" ".join(text.split()) for text in words)
    form = f"a list of {len(value)} texts" if isinstance(value, tuple) else "a text"
    message = f"must be {form}, as in the original"
    problems.append(Problem(where, "S144", f'"{where[-1]}" {message}', WHY, "Translate each text of the original."))
    return value


def _structure(value: Any, words: Any, where: KeyPath, problems: list[Problem]) -> Any:
    """A part, or a tuple of parts whose words stand under their ids (or, without one, their number from 1)."""
    if not isinstance(words, Mapping):
        problems.append(Problem(where, "S144", f"{shown(words)} is no mapping of ids to words", WHY, "Write id: {…}."))
        return value
    if not isinstance(value, tuple):
        return _model(value, words, where, problems)
    names = [_identity(part, number) for number, part in enumerate(value, start=1)]
    problems += [_unknown(key, where, dict.fromkeys(names, "")) for key in words if key not in names]
    return tuple(_part(part, words, (*where, name), problems) for name, part in zip(names, value, strict=True))


def _identity(part: Any, number: int) -> str:
    return getattr(part, "id", None) or getattr(part, "exercise", None) or str(number)


def _part(part: Model, words: Mapping[str, Any], where: KeyPath, problems: list[Problem]) -> Any:
    """One part of a list; a single text stands for its only words."""
    held = list(_wordy(part))
    if not held:
        return part
    given = words.get(str(where[-1]))
    if isinstance(given, str) and len(held) == 1:
        given = {_spoken(part, held[0]): given}
    if not isinstance(given, Mapping):
        problems.append(_absent(str(where[-1]), where[:-1]))
        return part
    return _model(part, given, where, problems)
