"""A small site in memory, worked on by the generator's own tasks: one file is changed, and all that comes of it judged.

What depends on the changed file is computed again and nothing else, so that an input takes milliseconds and a hundred
thousand of them minutes. The tasks are those of a build and of the coach, with nothing left out and nothing replaced
but the disk.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from kinesite.content.sources import MAX_BYTES, Root, Tree, decoded
from kinesite.diagnostics import Diagnostic, Severity, encoded, to_github, to_json, to_text
from kinesite.incremental.trace import Key
from kinesite.pipeline.coaching import COACHING
from kinesite.pipeline.making import Made
from kinesite.pipeline.world import Options, world
from tests.samples import picture
from tests.sites import MINIMAL, PROJECT

NOTE = "licence: CC0\nauthor: A. Maker\nsource: https://example.org/\nalt: A chair.\n"
GUIDE = """---
title: Move more
summary: Why small movements help a sore back.
series: {id: moving, part: 1}
disclaimer: guide
sources:
  - {publisher: NHS, title: Back pain, url: 'https://www.nhs.uk/', accessed: 2026-01-10, supports: that it helps}
review: {status: unreviewed}
---
Moving helps. See [the tilt](../exercises/pelvic-tilt.md) and ![A chair](../../media/chair.png).

## Why

| a | b |
|---|---|
| 1 | 2 |
"""
SIDES = (
    "\nsides: {left: [left], right: [right], arm: [arm, hand], leg: [leg, knee], resting: [keep], towards: [over]}\n"
)


def site_files() -> dict[str, bytes]:
    """The minimal site with all that it lacks: a guide, a picture with its note, and words that claim too much."""
    folders = [MINIMAL / name for name in ("content", "templates", "static")]
    found = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    found["content/en/vocabulary.yaml"] += SIDES.encode()
    found["content/en/wording.yaml"] = (PROJECT / "content/en/wording.yaml").read_bytes()
    found["content/en/guides/move-more.md"] = GUIDE.encode()
    found["content/media/chair.png"] = picture()
    found["content/media/chair.yaml"] = NOTE.encode()
    return found


class Disk:
    """The files, in the place of a folder."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)

    def tree(self, *folders: str) -> Tree:
        """The paths below folders."""
        return Tree(
            tuple(sorted(path for path in self.files if path.startswith(tuple(f"{one}/" for one in folders)))), ()
        )

    def bytes(self, path: str) -> bytes:
        """What a file holds."""
        return self.files[path]


@dataclass(slots=True)
class Done:
    """A finished piece of work."""

    value: Any = None
    notes: list[Diagnostic] = field(default_factory=list)
    needed: set[Key] = field(default_factory=set)


@dataclass(slots=True)
class _Run:
    """The context of one running task."""

    shop: "Workshop"
    done: Done

    def need(self, task: str, argument: str = "") -> Any:
        key = Key(task, argument)
        self.done.needed.add(key)
        return self.shop.done(key).value

    def rely_on(self, task: str, arguments: list[str]) -> None:
        for argument in arguments:
            self.need(task, argument)

    def note(self, *notes: Diagnostic) -> None:
        self.done.notes.extend(notes)


class BrokenError(AssertionError):
    """An input for which the generator does not keep its word."""


class Workshop:
    """The site, worked on once; `judge` then changes one file at a time."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self._disk = Disk(files or site_files())
        self._tasks = {**world(cast(Root, self._disk), Options()), **COACHING}
        self._base: dict[Key, Done] = {}
        self._fresh: dict[Key, Done] = {}
        self._dirty: set[Key] = set()
        for goal in (Key("site"), Key("coached")):
            self.done(goal)
        assert not [note for done in self._fresh.values() for note in done.notes if note.severity is Severity.ERROR]
        self._base, self._fresh = self._fresh, {}
        self._reach: dict[str, set[Key]] = {}

    @property
    def files(self) -> Mapping[str, bytes]:
        """The sound files by path."""
        return self._disk.files

    def done(self, key: Key) -> Done:
        """A piece of work, done."""
        found = self._fresh.get(key)
        if found is None and key not in self._dirty:
            found = self._base.get(key)
        if found is None:
            found = self._fresh[key] = self._worked(key)
        return found

    def _worked(self, key: Key) -> Done:
        task, done = self._tasks[key.task], Done()
        run = _Run(self, done)
        done.value = task.run(run, key.argument)
        text = task.codec.encode(done.value)
        if task.codec.decode is not None:
            done.value = task.codec.decode(text)
        encoded(tuple(done.notes)).encode()
        return done

    @cached_property
    def _needed_by(self) -> dict[Key, set[Key]]:
        found: dict[Key, set[Key]] = {}
        for key, done in self._base.items():
            for needed in done.needed:
                found.setdefault(needed, set()).add(key)
        return found

    def _depending(self, path: str) -> set[Key]:
        """All work that a file decides about."""
        if path not in self._reach:
            reached: set[Key] = set()
            waiting = [Key("bytes", path)]
            while waiting:
                key = waiting.pop()
                if key not in reached:
                    reached.add(key)
                    waiting += self._needed_by.get(key, ())
            self._reach[path] = reached
        return self._reach[path]

    def goals(self, path: str) -> list[Key]:
        """What shows what a file has come to: its own work, and a page that shows it."""
        parts = path.split("/")
        if path.endswith(".md"):
            at = f"/{parts[-1][:-3]}/" if parts[2] == "pages" else f"/{parts[2]}/{parts[-1][:-3]}/"
            entry = f"en {parts[2]}/{parts[-1][:-3]}"
            own = [Key("original", entry[3:]), Key("body", path), Key("claims", entry), Key("links", f"en {path}")]
            return [
                *own,
                Key("coach", path),
                Key("card", entry),
                Key("findable", entry),
                Key("page", at),
                Key("linked", at),
            ]
        if parts[1] == "figures":
            figure = parts[-1].removesuffix(".yaml")
            own = [Key("drawing", figure), Key("motion", figure), Key("captions", f"en {figure}")]
            return [*own, Key("page", f"/exercises/{figure}/")]
        if parts[1] == "media":
            return [Key("media", "chair.png"), Key("page", "/guides/move-more/")]
        shown = [Key("page", at) for at in ("/", "/exercises/cat-cow/", "/finder/")]
        return [
            Key("settings"),
            Key("words", "en"),
            Key("search_words", "en"),
            Key("claims", "en guides/move-more"),
            *shown,
        ]

    def judge(self, path: str, data: bytes, *, told: Callable[[int], None] = lambda _number: None) -> str:
        """What the generator says of a site with one file changed: `refused`, `noted` or `published`; `told` hears
        how many messages there are.

        Raises `BrokenError` where it does not keep its word, and lets through what the generator raises.
        """
        if len(data) > MAX_BYTES:
            return "too large"
        sound = self._disk.files[path]
        self._fresh, self._dirty = {}, self._depending(path)
        self._disk.files[path] = data
        try:
            for goal in self.goals(path):
                self.done(goal)
            for key in sorted(self._dirty):
                if key.task in ("original", "search"):
                    self.done(key)
            notes = [note for done in self._fresh.values() for note in done.notes]
            told(len(notes))
            judged(notes, self._disk.files)
            pages = [done.value for key, done in self._fresh.items() if key.task == "page"]
            errors = any(note.severity is Severity.ERROR for note in notes)
            if not errors and any(page is None for page in pages) and not _draft(data):
                raise BrokenError("a page is missing, and no mistake says why")
            for page in pages if not errors else ():
                if isinstance(page, Made):
                    published(page.data.decode())
        finally:
            self._disk.files[path] = sound
            self._fresh, self._dirty = {}, set()
        return "refused" if errors else "noted" if notes else "published"


def _draft(data: bytes) -> bool:
    return b"draft" in data


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff\u202a-\u202e]")
"""What no page may hold: it cannot be seen, and cuts, hides or turns round what stands beside it."""


def published(page: str) -> None:
    """A page that may be published holds nothing that cannot be seen."""
    found = _CONTROL.search(page)
    if found:
        raise BrokenError(f"the page holds U+{ord(found[0]):04X}")


def judged(notes: list[Diagnostic], files: Mapping[str, bytes]) -> None:
    """Every mistake stands inside a file, says why and what to do, and can be shown in every format."""
    for one, problem in _flaws(notes, files):
        raise BrokenError(f"{problem}: {one}")
    for text in (to_text(notes), to_json(notes), to_github(notes)):
        text.encode()


def _flaws(notes: list[Diagnostic], files: Mapping[str, bytes]) -> Iterator[tuple[Diagnostic, str]]:
    lines: dict[str, list[str] | None] = {}
    for one in notes:
        path = one.span.path
        if path not in lines:
            source = decoded(path, files.get(path, b""))
            lines[path] = None if isinstance(source, Diagnostic) else source.text.split("\n")
        written = lines[path]
        if not (one.message.strip() and one.why.strip() and one.fix.strip()):
            yield one, "a mistake lacks its message, its reason or its fix"
        shown = to_text([one])
        if shown.count("\n") > 5 or _CONTROL.search(shown.replace("\n", "")):
            yield one, "a message is more than its lines on a terminal"
        if one.span.line < 1 or one.span.column < 1:
            yield one, "a mistake stands before its file"
        elif written is not None and not (
            one.span.line <= len(written) and one.span.column <= len(written[one.span.line - 1]) + 1
        ):
            yield one, "a mistake stands behind its file or its line"
