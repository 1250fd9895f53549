"""The one door to the template engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinesite.diagnostics import Diagnostic
from kinesite.render.templating import Html, Template, closure, macros, render
from kinesite.structure.languages import Texts
from tests import samples


def _closed(texts: Mapping[str, str], name: str = "page.html") -> tuple[Template | None, tuple[Diagnostic, ...]]:
    return closure(name, texts.get)


def _rendered(texts: Mapping[str, str], words: Texts | None = None, **values: object) -> str | Diagnostic:
    template, mistakes = _closed(texts)
    assert template is not None, mistakes
    return render(template, words or samples.texts(), **values)


def _text(texts: Mapping[str, str], **values: object) -> str:
    found = _rendered(texts, **values)
    assert isinstance(found, str), found
    return found


LAYOUT = {
    "page.html": '{% extends "base.html" %}{% block a %}{% from "one.html" import x %}{{ x() }}{% endblock %}',
    "base.html": '{% block a %}{% endblock %}{% include "two.html" %}',
    "one.html": '{% import "three.html" as three %}{% macro x() %}x{% endmacro %}',
    "two.html": "2",
    "three.html": "3",
    "other.html": "never",
}


def test_a_template_takes_with_it_all_that_it_uses_and_no_more():
    template, mistakes = _closed(LAYOUT)
    assert mistakes == ()
    assert template is not None
    assert list(template.texts) == ["base.html", "one.html", "page.html", "three.html", "two.html"]
    assert _text(LAYOUT) == "x2"


def test_templates_that_use_each_other_are_a_mistake_and_not_an_endless_loop():
    texts = {"page.html": '\n{% import "b.html" as b %}', "b.html": '{% import "page.html" as a %}'}
    template, mistakes = _closed(texts)
    assert template is None
    assert {one.code for one in mistakes} == {"T407"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("\n\n{% if %}", "T401", 3),
        ("\n{{ 'open", "T401", 2),
        ("{% block a %}\n{% endblok %}", "T401", 2),
        ("\n{% include 'nowhere.html' %}", "T403", 2),
        ("\n\n{% from 'nowhere.html' import x %}", "T403", 3),
        ("{% extends page %}", "T402", 1),
        ("{% include ['a.html', page] %}", "T402", 1),
    ],
)
def test_a_mistake_in_a_template_is_found_at_its_line_before_any_page_is_made(text: str, code: str, line: int):
    template, mistakes = _closed({"page.html": text})
    assert template is None
    assert [(one.code, one.span.path, one.span.line) for one in mistakes] == [(code, "templates/page.html", line)]


def test_all_mistakes_of_all_templates_are_told_at_once():
    texts = {
        "page.html": '{% include "one.html" %}{% include "two.html" %}{% include "no.html" %}',
        "one.html": "{% if %}",
        "two.html": "{% if %}",
    }
    found = {(one.code, one.span.path) for one in _closed(texts)[1]}
    assert found == {
        ("T401", "templates/one.html"),
        ("T401", "templates/two.html"),
        ("T403", "templates/page.html"),
    }


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{{ titel }}", "T404"),
        ("{{ page.titel }}", "T404"),
        ("{% if titel %}{% endif %}", "T404"),
        ("{{ t('nav.hoem') }}", "T405"),
        ("{{ 1 / 0 }}", "T406"),
        ("{{ page() }}", "T406"),
        ("{{ [].__iter__().__next__() }}", "T404"),
    ],
)
def test_a_mistake_while_a_page_is_made_is_a_message_at_the_line_of_the_part_that_made_it(body: str, code: str):
    texts = {
        "page.html": '{% extends "base.html" %}\n{% from "card.html" import card with context %}\n'
        "{% block a %}{{ card(page) }}{% endblock %}",
        "base.html": "<main>\n{% block a %}{% endblock %}</main>",
        "card.html": "{% macro card(page) %}\n<p>\n" + body + "</p>{% endmacro %}",
    }
    found = _rendered(texts, page="words")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.path, found.span.line) == (code, "templates/card.html", 3)


def test_a_failure_of_the_program_itself_is_not_blamed_on_a_template():
    template = Template("absent.html", {})
    with pytest.raises(Exception, match="absent"):
        render(template, samples.texts())


@pytest.mark.parametrize(
    "template",
    ["{{ title }}", "<p title='{{ title }}'>", "{% set x = title %}{{ x }}", "{{ t('review.overdue', next=title) }}"],
)
def test_words_are_always_escaped(template: str):
    text = _text({"page.html": template}, title='<script>alert(\'"&")</script>')
    assert "<script" not in text
    assert "alert('" not in text
    assert "&lt;script&gt;" in text


@given(st.text(st.sampled_from("a b&<>'\"é&amp;")))
def test_every_sign_is_escaped_as_the_engine_does(title: str):
    assert _text({"page.html": "{{ title }}"}, title=title) == Html.escape(title)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("x(1, 2)", "1 2"),
        ("x(1)", "1 -"),
        ("x(b=2, a=1)", "1 2"),
        ("x(1, b='<')", "1 &lt;"),
        ("x('<', '<b>'|safe)", "&lt; <b>"),
        ("many(1, 2, 3)", "(1, 2, 3)"),
        ("named(a=1)", "{&#39;a&#39;: 1}"),
    ],
)
def test_a_macro_takes_its_values_in_every_way(call: str, told: str):
    macros = {
        "x.html": "{% macro x(a, b='-') %}{{ a }} {{ b }}{% endmacro %}{% macro many() %}{{ varargs }}{% endmacro %}"
        "{% macro named() %}{{ kwargs }}{% endmacro %}"
    }
    assert _text({"page.html": '{% import "x.html" as all %}{{ all.' + call + " }}", **macros}) == told


def test_a_macro_may_stand_round_what_its_caller_says():
    macro = '{% macro x() %}<p>{{ caller() }}</p>{% endmacro %}{% call x() %}{{ "<" }}{% endcall %}'
    assert _text({"page.html": macro}) == "<p>&lt;</p>"


def test_markup_that_was_made_here_is_not():
    assert _text({"page.html": "{{ body }}"}, body=Html("<p>yes</p>")) == "<p>yes</p>"


def test_template_signs_in_words_are_text():
    assert _text({"page.html": "{{ title }}"}, title="{{ 7 * 7 }} {% include 'x' %}") == (
        "{{ 7 * 7 }} {% include &#39;x&#39; %}"
    )


def test_each_page_speaks_its_own_language_even_in_macros_that_were_used_before():
    texts = {
        "page.html": '{% from "x.html" import x %}{{ x() }}',
        "x.html": "{% macro x() %}{{ t('a.b') }}{% endmacro %}",
    }
    for language in ("en", "ar", "en"):
        assert _rendered(texts, Texts(language, {"a": {"b": f"in {language}"}})) == f"in {language}"


def test_a_template_is_parsed_once_whatever_it_is_asked(monkeypatch: pytest.MonkeyPatch):
    parsed: list[object] = []
    parse = jinja2.Environment._parse  # noqa: SLF001 - all ways to parse end there
    monkeypatch.setattr(
        jinja2.Environment, "_parse", lambda self, text, *names: parsed.append(text) or parse(self, text, *names)
    )
    texts = {
        "page.html": '{% import "parsed-once.html" as it %}{{ it.it() }}',
        "parsed-once.html": "{% macro it() %}a{% endmacro %}",
    }
    assert _text(texts) == "a"
    template, _mistakes = _closed(texts, "parsed-once.html")
    assert template is not None
    assert set(macros(template)) == {"it"}
    assert len(parsed) == len(texts)


def test_a_template_that_changed_is_read_again():
    assert _text({"page.html": "before"}) == "before"
    assert _text({"page.html": "after"}) == "after"
    assert _text({"page.html": '{% include "x.html" %}', "x.html": "one"}) == "one"
    assert _text({"page.html": '{% include "x.html" %}', "x.html": "two"}) == "two"


CACHED = {
    "page.html": '{% from "x.html" import x %}{{ cached(x, value) }}',
    "x.html": "{% macro x(value) %}{{ value.read() }} {{ t('a') }}{% endmacro %}",
}


@dataclass(frozen=True)
class Value:
    """Something that counts how often it is read."""

    word: str
    reads: list[str] = field(compare=False)

    def read(self) -> str:
        """The word."""
        self.reads.append(self.word)
        return self.word


def test_what_is_cached_is_made_once_for_a_value_and_anew_for_other_words():
    reads: list[str] = []
    english, arabic, edited = ({"a": word} for word in ("hello", "marhaba", "good day"))
    for language, strings, value, made in (
        ("en", english, "<b>", True),
        ("en", english, "<b>", False),
        ("en", english, "<i>", True),
        ("ar", arabic, "<i>", True),
        ("en", edited, "<i>", True),
    ):
        before = len(reads)
        told = _rendered(CACHED, Texts(language, strings), value=Value(value, reads))
        assert told == f"&lt;{value[1]}&gt; {strings['a']}"
        assert len(reads) == before + made, (language, value)
