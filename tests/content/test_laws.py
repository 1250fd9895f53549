"""Whatever an editor writes: no exception, and every mistake has a place inside the text.

The texts are random but the same in every run.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinesite import figures
from kinesite.content.documents import Document, Problem, data_file, front_matter
from kinesite.content.entries import KINDS
from kinesite.content.schema import Model
from kinesite.content.settings import Settings
from kinesite.content.sources import Source, decoded
from kinesite.content.validation import validated
from kinesite.content.vocabulary import Disclaimers, Safety, Vocabulary, string_problems
from kinesite.diagnostics import Diagnostic, to_github, to_json, to_text
from kinesite.render import markup
from tests.sites import MINIMAL, tiny_site

pytestmark = pytest.mark.no_cover  # thousands of cases, of lines that other tests count

law = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
few = settings(law, max_examples=40)

YAML = ["a", "title", "dose", "reps", ": ", ":", "- ", "-", "[", "]", "{", "}", ",", "\n", "\n  ", "\n    ", "\t", "'"]
YAML += [
    '"',
    "|",
    ">",
    "&a ",
    "*a",
    "!!x ",
    "!",
    "%",
    "@",
    "`",
    "#",
    "? ",
    "---\n",
    "...\n",
    "~",
    "5",
    "1:30",
    "é",
    "\r\n",
]
MARKDOWN = [
    "a",
    "b ",
    "# ",
    "## ",
    "#### ",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "    ",
    "> ",
    "[x](",
    "![](",
    ")",
    "[",
    "]",
    "(",
    "<b>",
]
MARKDOWN += [
    "<",
    ">",
    "`",
    "**",
    "_",
    "|",
    "|-|-|\n",
    "===\n",
    "---\n",
    "&#106;",
    "javascript:",
    "\\",
    "&",
    '"',
    "kinesite:9",
    "é",
]


def pieces(tokens: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(tokens), max_size=60).map("".join)


def damaged(path: str) -> st.SearchStrategy[str]:
    """A good file with a part taken out, or something put in."""
    good = (MINIMAL / path).read_text("utf-8")
    places = st.integers(0, len(good))
    return st.builds(
        lambda start, length, new: good[:start] + new + good[start + length :], places, st.integers(0, 30), pieces(YAML)
    )


TEXTS = st.text(max_size=200) | st.binary(max_size=200) | pieces(YAML)


def sourced(written: str | bytes) -> Source | Diagnostic:
    return decoded("a.md", written.encode("utf-8", "replace") if isinstance(written, str) else written)


def check(mistakes: Iterable[Diagnostic], text: str) -> None:
    """Every mistake stands inside the text, and can be shown in every format."""
    lines = text.split("\n")
    listed = list(mistakes)
    for one in listed:
        assert one.span.path == "a.md"
        assert 1 <= one.span.line <= len(lines)
        assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1, one
        assert one.message
        assert one.why
        assert one.fix
    assert len([to_text(listed), to_json(listed), to_github(listed)]) == 3


def judged(found: Document | tuple[Diagnostic, ...], model: type[Model], text: str) -> None:
    """The document of a text is whole, or each of its mistakes has a place."""
    if not isinstance(found, Document):
        assert found
        check(found, text)
        return
    value = validated(model, found.data, {})
    problems = value if isinstance(value, tuple) else ()
    check([*found.mistakes, *map(found.diagnostic, problems)], text)


@pytest.mark.parametrize("model", [Settings, Vocabulary, Safety, Disclaimers, *(kind.model for kind in KINDS)])
@few
@given(written=TEXTS)
def test_any_data_file_is_a_value_or_mistakes_with_places(model: type[Model], written: str | bytes):
    source = sourced(written)
    if isinstance(source, Diagnostic):
        assert source.span.line >= 1
        assert source.span.column >= 1
    else:
        judged(data_file(source), model, source.text)


@law
@given(written=damaged("content/en/exercises/cat-cow.md") | TEXTS)
def test_any_guide_is_an_entry_or_mistakes_with_places(written: str | bytes):
    source = sourced(written)
    if isinstance(source, Source):
        found = front_matter(source)
        judged(found, KINDS[1].model, source.text)
        if isinstance(found, Document):
            check(markup.render("a.md", found.body, found.body_line)[1], source.text)


@law
@given(written=damaged("content/en/safety.yaml"))
def test_any_damage_to_warning_signs_is_noticed_at_its_place(written: str):
    source = sourced(written)
    if isinstance(source, Source):
        judged(data_file(source), Safety, source.text)


@law
@given(written=pieces(MARKDOWN) | st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_text_becomes_harmless_html_or_mistakes_with_places(written: str):
    source = sourced(written)
    if not isinstance(source, Source):
        return
    body, mistakes = markup.render("a.md", source.text, 1)
    check(mistakes, source.text)
    parts = [body.introduction, *(part.title + part.html for part in body.parts)]
    html = markup.filled("".join(parts), [markup.Destination("#")] * len(body.targets)).lower()
    for danger in ("<script", "<b>", '="javascript', '"kinesite:') if body.sound else ():
        assert danger not in html or danger in source.text.lower()
    for target in body.targets:
        assert 1 <= target.line <= source.text.count("\n") + 1
    assert len(set(body.anchors)) == len(body.anchors)


@law
@given(written=damaged("content/figures/cat-cow.yaml") | pieces(YAML))
def test_any_figure_is_drawn_or_its_mistakes_have_places(written: str):
    source = sourced(written)
    if not isinstance(source, Source):
        return
    found = data_file(source)
    if isinstance(found, Document):
        figure = figures.parse(dict(found.data))
        if isinstance(figure, tuple):
            check(
                [found.diagnostic(Problem(one.path, "F801", one.message, one.why, one.fix)) for one in figure],
                source.text,
            )


@law
@given(written=pieces(YAML))
def test_words_of_the_chrome_are_texts_or_mistakes(written: str):
    source = sourced("nav:\n  home: Home\n" + written)
    found = data_file(source) if isinstance(source, Source) else ()
    if isinstance(found, Document) and isinstance(source, Source):
        check([found.diagnostic(one) for one in string_problems(found.data)], source.text)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "content/site.yaml",
            "content/en/exercises/cat-cow.md",
            "content/en/strings.yaml",
            "content/en/vocabulary.yaml",
        ),
        *("content/figures/cat-cow.yaml", "templates/layouts/area.html"),
    ],
)
def test_a_whole_site_with_a_damaged_file_is_built_or_told_why_not(path: str, tmp_path: Path):
    tiny = tiny_site(tmp_path)

    @settings(law, max_examples=8)
    @given(written=damaged(path))
    def holds(written: str) -> None:
        tiny.put({path: written.encode("utf-8", "replace")})
        built = tiny.build(today=dt.date(2026, 11, 22), overdue=True)
        assert built.publishable or built.diagnostics
        for one in built.diagnostics:
            assert one.span.line >= 1
            assert one.span.column >= 1
            assert (tiny.folder / one.span.path).exists() or one.code in ("S100", "T403")

    holds()
