"""A component is a folder whose examples are its documentation, its fixtures and its tests at once."""

import re
from pathlib import Path

import jinja2
import jinja2.nodes
import lxml.html
import pytest

from tests.templates.gallery import (
    COMPONENTS,
    ROOT,
    TEMPLATES,
    Call,
    component_names,
    examples,
    parameters,
    render_example,
    words,
)

SOURCES = sorted(TEMPLATES.rglob("*.html"))
MACROS = sorted(COMPONENTS.glob("*/macro.html"))
EXAMPLES = examples()


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _macros(engine: jinja2.Environment, path: Path) -> dict[str, jinja2.nodes.Macro]:
    tree = engine.parse(path.read_text("utf-8"))
    return {macro.name: macro for macro in tree.find_all(jinja2.nodes.Macro)}


@pytest.mark.parametrize("call", EXAMPLES, ids=lambda call: f"{call.component}: {call.example.name}")
def test_every_example_renders_to_whole_markup(engine: jinja2.Environment, call: Call):
    markup = render_example(engine, call).strip()
    lxml.html.fragments_fromstring(markup)
    ids = re.findall(r'\sid="([^"]*)"', markup)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("component", component_names())
def test_every_macro_declares_its_parameters_and_has_an_example(engine: jinja2.Environment, component: str):
    macros = _macros(engine, COMPONENTS / component / "macro.html")
    declared = parameters(component)
    assert declared.keys() == macros.keys()
    assert {call.example.macro for call in EXAMPLES if call.component == component} == macros.keys()
    for name, macro in macros.items():
        arguments = [argument.name for argument in macro.args]
        needed = arguments[: len(arguments) - len(macro.defaults)]
        assert [row.name for row in declared[name]] == arguments
        assert [row.name for row in declared[name] if row.required] == needed
        assert all(row.description.endswith(".") for row in declared[name])


@pytest.mark.parametrize("path", MACROS, ids=_name)
def test_a_component_says_what_it_is(path: Path):
    assert path.read_text("utf-8").startswith("{#- ")


def test_every_folder_holds_a_component_or_its_looks():
    for folder in COMPONENTS.iterdir():
        names = {path.name for path in folder.iterdir()}
        looks = {f"{folder.name}.css"}
        whole = {"macro.html", "params.yaml", "examples.yaml"}
        assert names <= whole | looks | {f"{folder.name}.js"}, folder.name
        assert names >= whole or names == looks, folder.name


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_templates_hold_no_words_of_their_own(path: Path):
    """Text between tags and attributes that are read aloud come from the words or from the view."""
    markup = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    spoken = re.findall(r'\s(?:aria-label|alt|title|placeholder)="([^"]*)"', markup)
    text = re.sub(r'<[^>]*>|\s[\w-]+="[^"]*"', " ", markup)
    for words_ in (text, *spoken):
        assert not re.search(r"[^\W\d_]{2,}", words_), words_.strip()


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_templates_include_by_literal_names(engine: jinja2.Environment, path: Path):
    """What a template depends on is known before anything is rendered."""
    tree = engine.parse(path.read_text("utf-8"))
    kinds = (jinja2.nodes.Extends, jinja2.nodes.Include, jinja2.nodes.Import, jinja2.nodes.FromImport)
    for node in tree.find_all(kinds):
        assert isinstance(node.template, jinja2.nodes.Const)
        assert (TEMPLATES / node.template.value).is_file()


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_every_word_that_a_template_asks_for_exists(engine: jinja2.Environment, path: Path):
    known = words()
    for call in engine.parse(path.read_text("utf-8")).find_all(jinja2.nodes.Call):
        if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "t":
            key = call.args[0]
            if isinstance(key, jinja2.nodes.Const):
                group, name = key.value.split(".")
                assert name in known[group], key.value


def test_every_group_of_words_is_one_level_deep_and_counted_by_categories():
    for group, texts in words().items():
        for key, text in texts.items():
            assert isinstance(key, str), f"{group}: {key}"
            forms = text if isinstance(text, dict) else {"other": text}
            assert forms.keys() <= {"zero", "one", "two", "few", "many", "other"}, f"{group}.{key}"
            assert all(isinstance(form, str) for form in forms.values()), f"{group}.{key}"


def test_every_word_for_the_templates_is_asked_for():
    """A word that no template asks for is a leftover. The upper half of the file is the generator's."""
    text = (ROOT / "content/en/strings.yaml").read_text("utf-8")
    mine = text[
        text.index("# ---------------------------------------------------------------- read by the templates") :
    ]
    sources = "".join(path.read_text("utf-8") for path in SOURCES)
    for group, key in re.findall(r"^(?:(\w+):$|  (\w+):)", mine, flags=re.MULTILINE):
        if group:
            current = group
        elif f'"{current}." ~' not in sources:
            assert f'"{current}.{key}"' in sources, f"{current}.{key}"
