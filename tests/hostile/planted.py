"""Whole sites in which every text of every field is a vector of cross-site scripting.

A site is made of lines, and each line that holds a vector is a slot. What the generator refuses, it refuses at a line,
so the slot is known: it then gets its harmless text, until all that is left is published.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kinesite.content.sources import CONTROL, Root
from kinesite.diagnostics import Diagnostic, Severity
from kinesite.pipeline import memory
from kinesite.pipeline.outcome import Outcome, Request, outcome
from kinesite.pipeline.world import Options
from tests.samples import picture
from tests.sites import MINIMAL, PROJECT, TODAY, TinySite

LINKS = ("L500", "L501", "L502", "L503", "M304", "M306")
"""Codes of mistakes in links and pictures."""
ROUNDS = 40
"""Builds at most until nothing is refused any more: a file that cannot be read hides what else is wrong in it."""


@cache
def vectors() -> tuple[str, ...]:
    """All vectors, in their order."""
    groups = yaml.safe_load((Path(__file__).parent / "vectors.yaml").read_text("utf-8"))
    return tuple(vector for group in groups.values() for vector in group)


@dataclass(frozen=True, slots=True)
class Text:
    """A text field: what stands there when no vector does, and what is kept beside a vector."""

    harmless: str
    beside: str = ""


URL = "https://example.org/"
SOURCE = {"publisher": Text("NHS"), "title": Text("Back"), "url": Text(URL), "accessed": "2026-01-10"}
SOURCE["supports"] = Text("all of it")
COMMON = {
    "title": Text("A title"),
    "summary": Text("A summary."),
    "aliases": [Text("/old/")],
    "history": [{"on": "2026-01-10", "note": Text("Changed."), "clinical": True}],
}
REVIEW = {"status": "reviewed", "by": Text("A Name"), "role": Text("A role"), "on": "2026-01-10", "next": "2030-01-10"}
DOCUMENTED = {**COMMON, "sources": [SOURCE], "review": REVIEW}
DOSE_SOURCE = {**SOURCE, "dose": {"reps": 5}}
TO_DO = {
    "dose": {"reps": 5, "build_to": Text("more")},
    "dose_reason": Text("So."),
    "feel": Text("Here."),
    "easier": [{"do": Text("Less."), "when": Text("It hurts.")}],
    "harder": [{"id": "pelvic-tilt", "when": Text("It is easy.")}, {"do": Text("More."), "when": Text("It is easy.")}],
}
TO_LEAVE = {"advice": "leave", "why_not": Text("It hurts."), "instead": ["pelvic-tilt"]}
EXERCISE = {
    **DOCUMENTED,
    "sources": [DOSE_SOURCE],
    "disclaimer": "exercise",
    "also_known_as": [Text("Another name")],
    "area": "lower-back",
    "kind": "mobility",
    "difficulty": "easy",
    "position": "all-fours",
    "equipment": ["mat"],
    "muscles": ["deep-abdominals"],
    "contraindications": [{"id": "wrist-pain", "level": "adapt", "note": Text("Lean on your fists.")}],
    "stop_if": [Text("It hurts.")],
}
ENTRIES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "exercises": (
        {**EXERCISE, **TO_DO, "figure": "cat-cow"},
        {**EXERCISE, **TO_DO, "picture": "chair.png"},
        {**EXERCISE, **TO_LEAVE, "figure": "cat-cow"},
    ),
    "routines": (
        {
            **DOCUMENTED,
            "disclaimer": "routine",
            "also_known_as": [Text("Another name")],
            "areas": ["lower-back"],
            "goal": Text("Loosen up."),
            "for": Text("Stiff mornings."),
            "frequency": Text("Daily."),
            "stages": [
                {
                    "title": Text("First"),
                    "steps": [
                        {
                            "exercise": "pelvic-tilt",
                            "dose": {"reps": 5, "build_to": Text("more")},
                            "note": Text("Slowly."),
                        }
                    ],
                }
            ],
            "move_up_when": Text("It is easy."),
            "check_first": ["wrist-pain"],
            "stop_if": [Text("It hurts.")],
        },
    ),
    "conditions": (
        {
            **DOCUMENTED,
            "disclaimer": "condition",
            "also_known_as": [Text("Another name")],
            "areas": ["lower-back"],
            "implies": ["wrist-pain"],
            "suits": [{"id": "pelvic-tilt", "note": Text("Slowly.")}],
            "leave": [{"id": "cat-cow", "note": Text("It bends.")}],
            "see_someone": [Text("It lasts.")],
        },
    ),
    "guides": ({**DOCUMENTED, "disclaimer": "guide", "topic": "moving"},),
    "pages": ({**COMMON, "sources": [SOURCE], "review": REVIEW, "disclaimer": "page"},),
    "areas": ({**COMMON, "order": 5},),
}
"""Every kind of entry by its folder, with every text field that its model has."""

BODY = (
    *("{}", "a {} b", "## {}", "1. {}", "- {}", "> {}", "**{}**", "`{}`", "| {} | a |\n|---|---|\n| a | {} |"),
    *(
        "[a]({})",
        "[a](<{}>)",
        '[a](https://example.org/ "{}")',
        "[{}](https://example.org/)",
        "![a]({})",
        "![{}](../../media/chair.png)",
    ),
    *('![a](../../media/chair.png "{}")', "[a](../pages/warning-signs.md#{})", "[a]\n\n[a]: {}", "```{}\na\n```"),
)
"""Where a vector stands in a text; each is a paragraph of its own."""

HOSTILE_NAMES = (
    *("content/en/exercises/<img src=x onerror=ran()>.md", 'content/en/exercises/" onmouseover="ran().md'),
    *(
        "content/en/pages/<script>ran()<.md",
        "content/media/<img src=x onerror=ran()>.png",
        "content/figures/<svg onload=ran()>.yaml",
    ),
    *("content/en/{{ ran() }}.yaml", "content/<b onclick=ran()>.txt", "content/en/pages/javascript:ran().md"),
    *("content/en/pages/\x1b[31m\n<img src=x onerror=ran()>.md", "content/en/pages/\u202e<svg onload=ran()>.md"),
)
"""Files whose names are vectors; every one is refused."""


@dataclass
class File:
    """A file in lines; slots are numbered by the line that they stand on, counted from 1."""

    lines: list[str] = field(default_factory=list)
    slots: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    """(name of the field, vector, the line without it)"""

    def plain(self, text: str) -> None:
        """Adds lines without a slot."""
        self.lines += text.split("\n")

    def slot(self, name: str, vector: str, hostile: str, harmless: str) -> None:
        """Adds a line that may be refused."""
        self.lines.append(hostile)
        self.slots[len(self.lines)] = (name, vector, harmless)

    @property
    def text(self) -> bytes:
        """What the file holds."""
        return ("\n".join(self.lines) + "\n").encode()


class Planter:
    """Gives the vectors round and round, so that every field gets one and every one gets a field."""

    def __init__(self, chosen: Sequence[str]) -> None:
        self._chosen = chosen
        self._next = 0

    def next(self) -> str:
        """The vector whose turn it is."""
        self._next += 1
        return self._chosen[(self._next - 1) % len(self._chosen)]


def _fields(file: File, data: Any, planter: Planter, indent: str = "", name: str = "") -> None:
    """YAML of plain data, one text a line."""
    pairs = data.items() if isinstance(data, Mapping) else (("-", one) for one in data)
    for key, value in pairs:
        start = f"{indent}- " if key == "-" else f"{indent}{_quoted(key)}: "
        path = name if key == "-" else f"{name}.{key}".strip(".")
        if isinstance(value, Text):
            vector = planter.next()
            hostile = " ".join(part for part in (vector, value.beside) if part)
            file.slot(path, vector, start + _quoted(hostile), start + _quoted(value.harmless))
        elif isinstance(value, Mapping | list | tuple) and value:
            file.plain(start.rstrip())
            _fields(file, value, planter, indent + "  ", path)
        else:
            file.plain(start + _quoted(value))


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def entry(data: Mapping[str, Any], vector: str, number: int) -> File:
    """A guide whose texts are all one vector."""
    file = File()
    file.plain("---")
    numbered = {
        **data,
        "title": Text(f"Title {number}", f"zq{number}"),
        "summary": Text(f"Summary {number}.", f"{number}."),
        "aliases": [Text(f"/old-{number}/")],
    }
    _fields(file, numbered, Planter([vector]))
    file.plain("---\nA first paragraph.\n")
    for form in BODY:
        for line in form.split("\n"):
            if "{}" in line:
                file.slot(f"body {form}", vector, line.replace("{}", vector), "")
            else:
                file.plain(line)
        file.plain("")
    file.plain("## Do it\n\n1. One.\n2. Two.\n")
    return file


_KEPT = ("id", "level", "default_level", "floor", "url", "accessed", "direction", "source_language")
_WORDS = (
    "left",
    "right",
    "arm",
    "leg",
    "resting",
    "towards",
    "never_before",
    "emergency",
    "skip",
    "same",
    "harmless",
    "mind",
    "find",
)
"""Keys whose values are no words for readers."""


def _planted(data: Any, key: str = "") -> Any:
    """Data with a slot for every text that readers are shown."""
    if isinstance(data, dict):
        return {name: value if name in (*_KEPT, *_WORDS) else _planted(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_planted(one, key) for one in data]
    return Text(data, data if "{" in data else "") if isinstance(data, str) else data


def _data_file(path: Path, planter: Planter) -> File:
    file = File()
    _fields(file, _planted(yaml.load(path.read_text("utf-8"), _Texts)), planter)  # noqa: S506 - a safe loader
    return file


class _Texts(yaml.SafeLoader):
    """Gives days as text."""


_Texts.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _settings(chosen: Sequence[str]) -> File:
    """The settings, each text of which holds as many vectors as fit."""
    whole = " ".join(vector for vector in chosen if not CONTROL.search(vector))[:1900]
    file = File()
    data = {
        "title": Text("Title"),
        "description": Text("Description"),
        "source_language": "en",
        "languages": {"en": {"name": Text("English"), "direction": "ltr"}},
        "emergency_numbers": [{"number": Text("999"), "where": Text("UK")}],
        "publisher": {"name": Text("Nobody"), "contact": Text("nobody")},
        "licence": {"name": Text("CC0"), "url": Text(URL)},
    }
    _fields(file, data, Planter([whole]))
    return file


@dataclass
class Planted:
    """A site on disk with all its slots."""

    site: TinySite
    files: dict[str, File]
    refused: Counter[str] = field(default_factory=Counter)
    """Vector to how many fields refused it."""
    codes: Counter[str] = field(default_factory=Counter)
    """Code of a mistake to how often it was told."""

    @property
    def published(self) -> Counter[str]:
        """Vector to how many fields publish it, once `grown` has come to an end."""
        return Counter(vector for file in self.files.values() for _name, vector, _harmless in file.slots.values())

    def write(self) -> None:
        """Writes all files."""
        self.site.put({path: file.text for path, file in self.files.items()})

    def refuse(self, found: Diagnostic) -> bool:
        """Takes the vector out that a mistake speaks of; false when it speaks of none."""
        file = self.files.get(found.span.path)
        if file is None:
            return False
        slot = file.slots.get(found.span.line)
        lines = [found.span.line] if slot else []
        if slot and found.code == "S116":  # only the first one of a file is told
            lines = [line for line, (_name, vector, _plain) in file.slots.items() if vector == slot[1]]
        if not lines and found.code in LINKS:  # a link in odd writing, which stands at the first line of its text
            lines = [
                line for line, (name, vector, _plain) in file.slots.items() if "](" in name + vector and "body" in name
            ]
        for line in lines:
            _name, vector, harmless = file.slots.pop(line)
            file.lines[line - 1] = harmless
            self.refused[vector] += 1
        return bool(lines)

    def grown(self) -> Outcome:
        """The build of what is left once every refused vector is taken out. Fails on a mistake that names no slot."""
        store = memory.opened(self.site.folder, cached=False)
        for _round in range(ROUNDS):
            self.write()
            built = outcome(Request(Root(self.site.folder), Options(), TODAY), store)
            errors = [one for one in built.diagnostics if one.severity is Severity.ERROR]
            self.codes.update(one.code for one in errors)
            if not errors:
                return built
            took = [self.refuse(one) for one in errors]
            assert any(took), [str(one) for one in errors][:5]
        raise AssertionError(errors)


def plant(folder: Path, chosen: Sequence[str], *, every: bool) -> Planted:
    """A site of these vectors. `every`: each in every kind of entry, else each in one kind, turn by turn."""
    root = folder / "root"
    shutil.copytree(MINIMAL / "content", root / "content")
    for name in ("templates", "static"):
        shutil.copytree(PROJECT / name, root / name)
    found = {"content/site.yaml": _settings(chosen)}
    turns = Planter(chosen)
    for name in ("vocabulary", "safety", "disclaimers", "search"):
        found[f"content/en/{name}.yaml"] = _data_file(MINIMAL / "content/en" / f"{name}.yaml", turns)
    found["content/en/strings.yaml"] = _data_file(PROJECT / "content/en/strings.yaml", turns)
    found["content/media/chair.yaml"] = File()
    note = {"licence": Text("CC0"), "author": Text("Me"), "source": Text(URL), "alt": Text("A chair.")}
    _fields(found["content/media/chair.yaml"], note, turns)
    for number, vector in enumerate(chosen):
        for place, (folder_name, forms) in enumerate(ENTRIES.items()):
            if every or number % len(ENTRIES) == place:
                form = forms[number // len(ENTRIES) % len(forms)] if not every else forms[number % len(forms)]
                found[f"content/en/{folder_name}/x-{number}.md"] = entry(form, vector, number * 10 + place)
    site = TinySite(root)
    site.put({"content/media/chair.png": picture()})
    return Planted(site, found)


def chunks(chosen: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Parts of the vectors that fit on one site: the lists of a site have a budget of bytes."""
    for start in range(0, len(chosen), size):
        yield chosen[start : start + size]
