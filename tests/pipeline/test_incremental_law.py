"""The law of incremental builds: whatever an editor does, the output and the mistakes are those of a clean build.

A machine edits a tiny site at random, builds it with its memory, and builds it once more from nothing. The short form
runs with the other tests; `KINESITE_LAW=2000 pytest -o faulthandler_timeout=0 …` runs that many stories instead, each
of 40 edits and other ones each time.
"""

# ruff: noqa: D102 - the name of a rule says the edit

import collections
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import hypothesis
import hypothesis.stateful
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from PIL import Image

from kinesite.content.translations import DIGEST_LENGTH
from kinesite.incremental import pool
from kinesite.incremental.store import Store
from kinesite.pipeline import memory
from kinesite.pipeline.world import Options, digest_of_bytes
from tests.edited import MINIMAL, Edited, contents, edited, scratch

pytestmark = pytest.mark.no_cover  # thousands of cases, of lines that other tests count

PATIENCE = 4
"""Builds with a mistake in a row, until all is mended."""
STORIES = int(os.environ.get("KINESITE_LAW", "0"))

ENTRIES = sorted(path.relative_to(MINIMAL).as_posix() for path in MINIMAL.rglob("*.md"))
EXERCISES = [path for path in ENTRIES if "/exercises/" in path]
WORDS = [f"content/en/{name}.yaml" for name in ("disclaimers", "safety", "search", "strings", "vocabulary")]
WORDING = "content/en/wording.yaml"
"""A file that the tiny site goes without; it comes and goes."""
LAYOUTS = sorted(path.relative_to(MINIMAL).as_posix() for path in (MINIMAL / "templates").rglob("*.html"))
FIGURES = ["content/figures/cat-cow.yaml", "content/figures/pelvic-tilt.yaml"]
ANY = sorted(path.relative_to(MINIMAL).as_posix() for path in MINIMAL.rglob("*") if path.is_file())
NEW = [
    "content/en/exercises/arch.md",
    "content/en/exercises/Bad Name.md",
    "content/en/pages/exercises.md",  # its address is the list's
    "content/en/pages/help.md",
    "content/en/stray.txt",
    "content/en/vocabulary.txt",
]
LINKS = [
    "../exercises/pelvic-tilt.md",
    "../exercises/pelvic-tilt.md#do-it",
    "../exercises/cat-cow.md#get-into-position",
    "../exercises/arch.md#do-it",
    "../pages/warning-signs.md#what-to-do",
    "../pages/help.md",
    "../routines/morning.md",
    "../conditions/low-back-pain.md#what-helps",
    "/exercises/arch/",
    "#do-it",
]
BREAKAGES: dict[str, Callable[[bytes], bytes]] = {
    "unknown field": lambda data: data.replace(b"---\n", b"---\ntitel: Squat\n", 1),
    "no YAML": lambda data: data.replace(b"---\n", b"---\n}{\n", 1),
    "raw HTML": lambda data: data + b"\nThis is <b>bold</b>.\n",
    "no UTF-8": lambda data: data + b"\xff\n",
    "a control character": lambda data: data + b"\x07\n",
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda _data: b"",
    "a duplicate key": lambda data: data.replace(b"title: ", b"title: Once\ntitle: ", 1),
    "an open block": lambda data: data + b"{% if %}",
    "an unknown name": lambda data: data + b"{{ nobody.knows }}",
    "a missing template": lambda data: data + b'{% include "layouts/extra.html" %}',
    "a number for a text": lambda data: data.replace(b"summary: ", b"summary: 5 #", 1),
}
SEARCH = {
    "skipped words": (r"(?m)^skip: .*", ["skip: [the]", "skip: [the, about]", "skip: [two words]"]),
    "the same words": (r"(?m)^  numb: .*", ["  numb: [numbness]", "  numb: [dead, tingling]", "  numb: 5"]),
    "lay words": (r"say: \[[^]]*\]", ["say: [rocking]", "say: [wave, words]", "say: []"]),
    "what they find": (
        r"find: \[[^]]*\]",
        ["find: [exercises/cat-cow]", "find: [pages/warning-signs, guides/one]", "find: [exercises/nobody]"],
    ),
    "an emergency": (
        r"(?m)^  saddle-numb\w*: .*",
        ["  saddle-numbness: [numb between]", "  saddle-numbness: [no feeling, numb seat]", "  saddle-numb: [numb]"],
    ),
}
"""Part of the file of search to its pattern and what it becomes."""
STRINGS = "content/en/strings.yaml"
TOPICS = b"topics: {moving: Moving, treatment: Treatment}\n"
"""Words that lists of guides need; the tiny site has no guides."""
WORDINGS = [
    "overclaims: [more, words]\n",
    "overclaims: [words 1, words 2]\ndenials: [more]\n",
    "overclaims: [words]\ndenials_before: [some]\nno_denials: [some more]\n",
    "plain_words: [exercises, movement]\n",
    "overclaims: 5\n",
    "",
]
SIDES = [
    "sides: {left: [left], right: [right], arm: [arm], leg: [knees]}\n",
    "sides: {left: [back], right: [low], arm: [arm], leg: [knees], resting: [press]}\n",
    "sides: {left: [left], right: [left], arm: [arm], leg: [leg]}\n",
    "",
]
GUIDES = [
    ("guides/one", "topic: moving\norder: 1\n"),
    ("guides/one", "topic: treatment\norder: 2\nseries: {id: backs, part: 1}\n"),
    ("guides/two", "topic: moving\norder: 2\n"),
    ("guides/two", "series: {id: backs, part: 2}\n"),
    ("guides/two", "topic: nonsense\n"),
    ("pages/one", "group: help\norder: 1\n"),
    ("pages/one", "group: about\norder: 2\n"),
    ("pages/two", "group: help\norder: 2\n"),
    ("pages/search", "group: before\n"),  # its address is taken
    ("pages/two", "group: nonsense\n"),
]
"""Articles and the fields that put them into lists."""
ALIASES = ["/old/", "/exercises/arch/", "/exercises/old-arch/", "/help/", "/en/old/", "old"]
"""Addresses at which entries may have stood; two entries may want one."""
texts = st.integers(1, 9).map(lambda number: f"words {number}")
entries = st.sampled_from(ENTRIES)


class Editing(RuleBasedStateMachine):
    """An editor, and a build after every edit."""

    published: ClassVar = collections.Counter[bool]()
    """How often there was a site to compare, over all stories."""

    @initialize(held=st.booleans(), hosted=st.booleans(), shared=st.booleans())
    def begin(self, held: bool, hosted: bool, shared: bool) -> None:  # noqa: FBT001 - drawn
        """`held`: one process builds all the time, as the preview does; else each build opens the store.

        `hosted`: the site has an address, and so a site map and a feed. `shared`: two processes do what is not little.
        """
        self.place = Path(tempfile.mkdtemp(prefix="kinesite-"))
        self.site: Edited = edited(self.place)
        self.site.options = Options(base_url="https://example.org/back/" if hosted else None)
        self.site.jobs = 2 if shared else 1
        self.store: Store | None = memory.opened(self.site.folder, cached=True) if held else None
        self.known: dict[str, bytes] = {}
        self.broken = 0
        self.check()

    def check(self) -> None:
        """The law."""
        told = self.site.build(self.store)
        clean, files = scratch(self.site)
        assert told.diagnostics == clean.diagnostics
        assert told.excerpts == clean.excerpts
        assert told.summary == clean.summary
        published = told.summary[-1]
        self.published[published] += 1
        if published:
            self.known = files
        assert contents(self.site.output) == self.known
        again = self.site.build(self.store)
        assert (again.written, again.diagnostics) == ((), told.diagnostics)
        assert again.ran == () or not published
        self.broken = 0 if published else self.broken + 1
        if self.broken == PATIENCE:
            self.mend_everything()

    def mend_everything(self) -> None:
        """Most edits break something sooner or later; a story goes on from a whole site."""
        for part in ("content", "templates", "static"):
            shutil.rmtree(self.site.folder / part)
            shutil.copytree(MINIMAL / part, self.site.folder / part)
        self.check()

    def there(self, name: str) -> bool:
        return self.site.path(name).is_file()

    def substitute(self, name: str, pattern: str, new: str) -> None:
        """A regular expression in a file, if that is there and text."""
        if self.there(name):
            text = self.site.path(name).read_bytes().decode("utf-8", "surrogateescape")
            self.site.put(name, re.sub(pattern, new, text, count=1).encode("utf-8", "surrogateescape"))
            self.check()

    @rule(name=entries, words=texts)
    def edit_a_body(self, name: str, words: str) -> None:
        self.substitute(name, r"\n*\Z", f"\n\nMore {words}.\n")

    @rule(name=entries, words=texts)
    def edit_a_title(self, name: str, words: str) -> None:
        self.substitute(name, r"(?m)^title: .*", f"title: Some {words}")

    @rule(name=entries, words=texts)
    def edit_a_summary(self, name: str, words: str) -> None:
        self.substitute(name, r"(?m)^summary: .*", f"summary: About {words} of {name[11:-3].replace('/', ' ')}.")

    @rule(name=st.sampled_from(EXERCISES), level=st.sampled_from(["easy", "moderate", "hard", "unheard-of"]))
    def edit_the_difficulty(self, name: str, level: str) -> None:
        self.substitute(name, r"(?m)^difficulty: .*", f"difficulty: {level}")

    @rule(name=st.sampled_from(EXERCISES), line=st.sampled_from(["figure: cat-cow", "figure: pelvic-tilt", "# none"]))
    def edit_the_figure_of_an_exercise(self, name: str, line: str) -> None:
        self.substitute(name, r"(?m)^(figure: .*|# none)", line)

    @rule(name=st.sampled_from(EXERCISES), reps=st.integers(1, 20))
    def edit_a_dose(self, name: str, reps: int) -> None:
        self.substitute(name, r"reps: [-\d]+", f"reps: {reps}")

    @rule(name=entries, draft=st.booleans())
    def switch_a_draft(self, name: str, draft: bool) -> None:  # noqa: FBT001 - drawn
        if draft:
            self.substitute(name, r"\A---\n(?!draft)", "---\ndraft: true\n")
        else:
            self.substitute(name, r"\A---\ndraft: true\n", "---\n")

    @rule(name=entries, old=st.sampled_from(ALIASES))
    def write_an_alias(self, name: str, old: str) -> None:
        self.substitute(name, r"(?m)^(aliases: .*\n)?(?=title: )", f"aliases: [{old}]\n")

    @rule(name=entries, day=st.integers(10, 12), clinical=st.sampled_from(["true", "false"]))
    def write_a_history(self, name: str, day: int, clinical: str) -> None:
        lines = f"history: [{{on: 2026-01-{day}, note: On day {day}., clinical: {clinical}}}]"
        if self.there(name) and b"\nhistory: " in self.site.path(name).read_bytes():
            self.substitute(name, r"(?m)^history: .*", lines)
        else:
            self.substitute(name, r"(?m)^(?=title: )", f"{lines}\n")

    @rule(name=entries)
    def take_a_history_away(self, name: str) -> None:
        self.substitute(name, r"(?m)^history: .*\n", "")

    @rule(name=entries, place=st.sampled_from(LINKS))
    def add_a_link(self, name: str, place: str) -> None:
        self.substitute(name, r"\n*\Z", f"\n\nSee [this]({place}).\n")

    @rule(name=entries)
    def take_a_link_away(self, name: str) -> None:
        self.substitute(name, r"\n\nSee \[this\]\(.*\)\.", "")

    @rule(name=entries, heading=texts)
    def rename_a_heading(self, name: str, heading: str) -> None:
        self.substitute(name, r"(?m)^## (What to do|What helps|Get into position|words)( .*)?$", f"## {heading}")

    @rule(name=entries, slug=st.sampled_from(["arch", "morning", "help", "renamed"]))
    def rename_a_file(self, name: str, slug: str) -> None:
        target = self.site.path(name).with_name(f"{slug}.md")
        if self.there(name) and not target.exists():
            self.site.path(name).rename(target)
            self.check()

    @rule(name=st.sampled_from(ANY))
    def delete_a_file(self, name: str) -> None:
        if self.there(name):
            self.site.path(name).unlink()
            self.check()

    @rule(name=st.sampled_from(NEW), words=texts)
    def write_a_new_file(self, name: str, words: str) -> None:
        model = "content/en/pages/warning-signs.md" if "/pages/" in name else "content/en/exercises/cat-cow.md"
        text = (MINIMAL / model).read_text("utf-8").replace("title: ", f"title: New {words} ", 1)
        self.site.put(name, text.replace("summary: ", f"summary: New {words}, ", 1))
        self.check()

    @rule(name=st.sampled_from(NEW))
    def delete_a_new_file(self, name: str) -> None:
        self.delete_a_file(name)

    @rule(name=st.sampled_from(LAYOUTS), words=texts)
    def edit_a_template(self, name: str, words: str) -> None:
        self.substitute(name, r"({% endblock %}|</footer>)", rf"<p>{words}</p>\1")

    @rule(text=st.sampled_from(["<p>Extra</p>", "{{ page.title }}", "{{ page.nothing }}"]))
    def write_an_included_template(self, text: str) -> None:
        self.site.put("templates/layouts/extra.html", text)
        self.check()

    @rule(
        name=st.sampled_from(["static/base.css", "static/more.css", "templates/components/card/card.css"]),
        size=st.integers(1, 4),
    )
    def write_a_style(self, name: str, size: int) -> None:
        self.site.put(name, f"main {{ margin: {size}rem }}\n")
        self.check()

    @rule(name=st.sampled_from(["static/theme.js", "templates/components/card/card.js", "static/icons/a.svg"]))
    def write_another_asset(self, name: str) -> None:
        self.site.put(name, f"/* {name} */")
        self.check()

    @rule(name=st.sampled_from(FIGURES), angle=st.integers(1, 30))
    def edit_a_figure(self, name: str, angle: int) -> None:
        self.substitute(name, r"(flexion|extension|tilt) -?\d+", rf"\1 {angle}")

    @rule(colour=st.sampled_from(["red", "blue"]), noted=st.booleans(), shown=st.booleans())
    def bring_a_picture(self, colour: str, noted: bool, shown: bool) -> None:  # noqa: FBT001 - drawn
        buffer = io.BytesIO()
        Image.new("RGB", (3, 2), colour).save(buffer, "PNG")
        self.site.put("content/media/mat.png", buffer.getvalue())
        if noted:
            note = f"licence: CC0\nauthor: Nobody\nsource: https://example.org/\nalt: A {colour} mat\n"
            self.site.put("content/media/mat.yaml", note)
        if shown:
            self.edit_a_body("content/en/pages/warning-signs.md", "![](../../media/mat.png)")
        else:
            self.check()

    @rule(words=texts, name=st.sampled_from(WORDS))
    def edit_words(self, name: str, words: str) -> None:
        """The first label, title or text of a file."""
        self.substitute(name, r"(label|title|home|text): [^'{,}\n]+", rf"\1: {words.capitalize()}")

    @rule(name=st.sampled_from(WORDS), line=st.integers(0, 12))
    def delete_a_line_of_words(self, name: str, line: int) -> None:
        if self.there(name):
            lines = self.site.path(name).read_bytes().splitlines(keepends=True)
            self.site.put(name, b"".join(lines[:line] + lines[line + 1 :]))
            self.check()

    @rule(part=st.sampled_from(sorted(SEARCH)), which=st.integers(0, 2))
    def edit_the_words_of_search(self, part: str, which: int) -> None:
        pattern, become = SEARCH[part]
        self.substitute("content/en/search.yaml", pattern, become[which % len(become)])

    @rule(text=st.sampled_from(WORDINGS))
    def write_the_wording(self, text: str) -> None:
        self.site.put(WORDING, text)
        self.check()

    @rule()
    def delete_the_wording(self) -> None:
        self.delete_a_file(WORDING)

    @rule(sides=st.sampled_from(SIDES))
    def edit_the_words_for_sides(self, sides: str) -> None:
        self.substitute("content/en/vocabulary.yaml", r"(?m)^(sides: .*\n)?(?=muscles:)", sides)

    @rule(article=st.sampled_from(GUIDES), words=texts)
    def write_an_article(self, article: tuple[str, str], words: str) -> None:
        name, fields = article
        front = f"title: {name.title()}\nsummary: {words} of {name}.\n{fields}"
        if name.startswith("guides/"):
            (sources,) = re.findall(r"(?ms)^disclaimer: .*(?=^---$)", (MINIMAL / EXERCISES[0]).read_text("utf-8"))
            front += sources.replace("exercise", "guide", 1)
        if "topic" in fields and self.there(STRINGS):
            strings = self.site.path(STRINGS).read_bytes()
            self.site.put(STRINGS, strings + (b"" if TOPICS in strings else TOPICS))
        self.site.put(f"content/en/{name}.md", f"---\n{front}---\nMore {words}.\n\n## What to do\n\nWait.\n")
        self.check()

    @rule(name=st.sampled_from(sorted({name for name, _fields in GUIDES})))
    def delete_an_article(self, name: str) -> None:
        self.delete_a_file(f"content/en/{name}.md")

    @rule(
        name=st.sampled_from(EXERCISES),
        line=st.sampled_from(["", "also_known_as: [Wave]\n", "also_known_as: [Tilt]\n"]),
    )
    def edit_the_other_names(self, name: str, line: str) -> None:
        self.substitute(name, r"(?m)^(also_known_as: .*\n)?(?=summary: )", line)

    @rule(words=texts)
    def edit_the_settings(self, words: str) -> None:
        self.substitute("content/site.yaml", r"(?m)^title: .*", f"title: Back {words}")

    @rule(address=st.sampled_from(["", "base_url: https://example.org/back/\n"]))
    def edit_the_base_address(self, address: str) -> None:
        self.substitute("content/site.yaml", r"(?m)(^base_url: .*\n)?^source_language", f"{address}source_language")

    @rule(languages=st.sampled_from(["", "  de: {name: Deutsch, direction: ltr}\n"]))
    def edit_the_languages(self, languages: str) -> None:
        for name in WORDS if languages else ():
            self.site.put(name.replace("/en/", "/de/"), (MINIMAL / name).read_bytes())
        self.substitute("content/site.yaml", r"(?m)^(  de: .*\n)?(?=emergency)", languages)

    @rule(outdated=st.booleans(), words=texts)
    def translate_a_page(self, outdated: bool, words: str) -> None:  # noqa: FBT001 - drawn
        original = "content/en/pages/warning-signs.md"
        if self.there(original):
            digest = digest_of_bytes(self.site.path(original).read_bytes())[:DIGEST_LENGTH]
            front = f"title: Deutsch {words}\nsummary: Auf Deutsch.\ntranslates: '{'0' if outdated else ''}{digest}'\n"
            self.site.put(original.replace("/en/", "/de/"), f"---\n{front}---\nText {words}.\n\n## Tun\n\nNichts.\n")
            self.check()

    @rule()
    def take_the_translation_away(self) -> None:
        shutil.rmtree(self.site.path("content/de"), ignore_errors=True)
        self.check()

    @rule(name=st.sampled_from([*ENTRIES, *WORDS, *LAYOUTS, *FIGURES]), how=st.sampled_from(sorted(BREAKAGES)))
    def break_a_file(self, name: str, how: str) -> None:
        if self.there(name):
            self.site.put(name, BREAKAGES[how](self.site.path(name).read_bytes()))
            self.check()

    @rule(name=st.sampled_from([*ENTRIES, *WORDS, *LAYOUTS, *FIGURES]))
    def mend_a_file(self, name: str) -> None:
        self.site.put(name, (MINIMAL / name).read_bytes())
        self.check()

    @rule(drafts=st.booleans(), base_url=st.sampled_from([None, "https://example.org/other/"]))
    def ask_for_something_else(self, drafts: bool, base_url: str | None) -> None:  # noqa: FBT001 - drawn
        self.site.options = Options(base_url=base_url, drafts=drafts)
        self.check()

    @rule(which=st.integers(0, 99))
    def lose_a_file_of_the_output(self, which: int) -> None:
        """The next build that has no mistake brings it back; one that has a mistake leaves the output alone."""
        paths = sorted(self.known)
        if paths:
            lost = paths[which % len(paths)]
            (self.site.output / lost).unlink(missing_ok=True)
            self.known = {path: data for path, data in self.known.items() if path != lost}
            self.check()

    @precondition(lambda self: getattr(self, "store", None) is None)
    @rule()
    def lose_the_store(self) -> None:
        shutil.rmtree(self.site.path(memory.FOLDER))
        self.check()

    def teardown(self) -> None:
        """Ends a story."""
        if hasattr(self, "place"):
            if self.store is not None:
                self.store.close()
            shutil.rmtree(self.place)


@pytest.fixture(autouse=True)
def _same_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version of the program does not change within these tests, so it is told once."""
    salt = memory.salt()
    monkeypatch.setattr(memory, "salt", lambda: salt)


@pytest.fixture(autouse=True)
def _soon_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful is enough to be shared."""
    monkeypatch.setattr(pool, "FEW", 5)
    monkeypatch.setattr(pool, "CHUNK", 2)
    monkeypatch.setattr(pool, "_can_fork", lambda: True)


def test_any_story_of_edits_ends_where_a_clean_build_begins():
    Editing.published.clear()
    hypothesis.stateful.run_state_machine_as_test(
        Editing,
        settings=hypothesis.settings(
            max_examples=STORIES or 8,
            stateful_step_count=40 if STORIES else 16,
            derandomize=not STORIES,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
    assert Editing.published[True] > Editing.published[False] / 2, (
        f"most stories had nothing to compare: {Editing.published}"
    )
