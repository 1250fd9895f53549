"""What each file under content/ is for, judged by its path alone.

Law: every file has a use or is reported; none is skipped in silence.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kinesite.content import settings, vocabulary, wording
from kinesite.content.addresses import PATH as ADDRESSES
from kinesite.content.entries import BY_FOLDER
from kinesite.content.sources import misnamed
from kinesite.diagnostics import Diagnostic, Span, did_you_mean, error

CONTENT = "content"
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_WORDS = (*vocabulary.FILES, wording.FILE)
"""The data files of a language."""
_WHY = "A file without a use is most likely a guide that nobody will find."


@dataclass(slots=True)
class Catalog:
    """The files of a site by use. Ids are folder and slug, such as `exercises/bird-dog`."""

    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    """Language, then id, then path."""
    figures: dict[str, str] = field(default_factory=dict)
    """Figure id to path."""
    media: dict[str, str] = field(default_factory=dict)
    """File name of a picture to its path."""
    notes: dict[str, str] = field(default_factory=dict)
    """File name of a picture, without its ending, to the path of the file that says whose it is."""
    mistakes: list[Diagnostic] = field(default_factory=list)

    def slugs(self, language: str, folder: str) -> frozenset[str]:
        """The slugs of all entries of a kind in one language."""
        return frozenset(
            one.partition("/")[2] for one in self.entries.get(language, {}) if one.partition("/")[0] == folder
        )


def catalogued(paths: Iterable[str], languages: Iterable[str]) -> Catalog:
    """The catalog of these paths; a file in no known place, or with a name that fits no address, is a mistake."""
    catalog = Catalog({language: {} for language in languages})
    for path in paths:
        if path in (settings.PATH, ADDRESSES):
            continue
        parts = path.split("/")
        place = _PLACES.get(parts[1], _language_file) if len(parts) > 2 else _stray  # noqa: PLR2004 - content/<place>/…
        mistake = place(catalog, path, parts)
        if mistake is not None:
            catalog.mistakes.append(mistake)
    catalog.mistakes += _halves(catalog)
    return catalog


def _figure(catalog: Catalog, path: str, parts: list[str]) -> Diagnostic | None:
    stem, ending = posixpath.splitext(parts[-1])
    if len(parts) != 3 or ending != ".yaml":  # noqa: PLR2004 - content/figures/<id>.yaml
        return _useless(path, "Figures are files such as content/figures/bird-dog.yaml.")
    catalog.figures[stem] = path
    return misnamed(path, stem)


def _picture(catalog: Catalog, path: str, parts: list[str]) -> Diagnostic | None:
    stem, ending = posixpath.splitext(parts[-1])
    if len(parts) != 3 or ending not in (*PICTURES, ".yaml"):  # noqa: PLR2004 - content/media/<name>.<ending>
        return _useless(path, f"Pictures end in {', '.join(PICTURES)}; each has a .yaml of the same name.")
    if ending == ".yaml":
        catalog.notes[stem] = path
    else:
        catalog.media[parts[-1]] = path
    return misnamed(path, stem)


def _halves(catalog: Catalog) -> Iterator[Diagnostic]:
    """Pictures without the file that says whose they are, and such files without their picture."""
    stems = {posixpath.splitext(name)[0] for name in catalog.media}
    for stem, path in catalog.notes.items():
        if stem not in stems:
            fix = f"Add the picture as content/media/{stem}.jpg, .png or .webp, or delete this file."
            yield _useless(path, fix, did_you_mean(stem, stems))
    for name, path in catalog.media.items():
        stem = posixpath.splitext(name)[0]
        if stem not in catalog.notes:
            why = "Nobody may publish a picture whose owner is unknown, or show it to some readers only."
            fix = f"Add content/media/{stem}.yaml with licence, author, source and alt."
            yield error(Span(path), "S150", "the picture has no licence and no words", why=why, fix=fix)


def _language_file(catalog: Catalog, path: str, parts: list[str]) -> Diagnostic | None:
    """content/<language>/<kind>/<slug>.md and content/<language>/<words>.yaml."""
    language = parts[1]
    if language not in catalog.entries:
        places = [*catalog.entries, *_PLACES]
        fix = f"Add the language to {settings.PATH}, or move the file. Known are {', '.join(sorted(places))}."
        return _useless(path, fix, did_you_mean(language, places))
    stem, ending = posixpath.splitext(parts[-1])
    if len(parts) == 3 and ending == ".yaml" and stem in _WORDS:  # noqa: PLR2004 - content/<language>/<words>.yaml
        return None
    if len(parts) != 4 or ending != ".md" or parts[2] not in BY_FOLDER:  # noqa: PLR2004 - content/<language>/<kind>/<slug>.md
        known = [*BY_FOLDER, *(f"{name}.yaml" for name in _WORDS)]
        hint = "" if parts[2] in BY_FOLDER else did_you_mean(parts[2], known)
        fix = f"A language holds {', '.join(known)}; guides are files such as exercises/bird-dog.md."
        return _useless(path, fix, hint)
    catalog.entries[language][f"{parts[2]}/{stem}"] = path
    return misnamed(path, stem)


def _stray(_catalog: Catalog, path: str, _parts: list[str]) -> Diagnostic:
    return _useless(path, f"Only {settings.PATH} and {ADDRESSES} stand here.")


def _useless(path: str, fix: str, hint: str = "") -> Diagnostic:
    return error(Span(path), "S119", f"this file has no use here{hint}", why=_WHY, fix=fix)


_PLACES: Mapping[str, Callable[[Catalog, str, list[str]], Diagnostic | None]] = {
    "figures": _figure,
    "media": _picture,
}
