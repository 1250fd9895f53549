"""What the tests of templates share: a small template engine, the words, and the examples as real views."""

import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
import yaml

from kinesite.content.validation import validated
from kinesite.render import views
from kinesite.render.examples import Declared, Example, Examples, Parameter, calls, view_of

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
COMPONENTS = TEMPLATES / "components"
SOURCES_OF_STYLE = sorted([*(ROOT / "static").glob("*.css"), *COMPONENTS.glob("*/*.css")])
"""What becomes the one stylesheet."""


@dataclass(frozen=True, slots=True)
class Call:
    """An example of a component, ready to be rendered."""

    component: str
    example: Example
    arguments: Mapping[str, typing.Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to look at: its layout, and what the layout is given."""

    layout: str
    page: views.Page
    site: Mapping[str, object]
    """What of the site is different there."""

    def render(self, engine: jinja2.Environment, **chrome: object) -> str:
        """The HTML of the page; `chrome` changes fields of the site."""
        return engine.get_template(self.layout).render(site=site(**{**self.site, **chrome}), page=self.page)


def build(kind: object, value: object, where: str) -> typing.Any:
    """The view that plain data stands for. A field too many or too few is a failure."""
    view, problems = view_of(kind, value)
    assert not problems, [(where, one.where, one.message) for one in problems]
    return view


def read_yaml(path: Path) -> typing.Any:
    """The data of a YAML file."""
    return yaml.safe_load(path.read_text("utf-8"))


def component_names() -> list[str]:
    """Every component that has a macro; the other folders hold layout alone."""
    return sorted(path.parent.name for path in COMPONENTS.glob("*/macro.html"))


def parameters(component: str) -> Mapping[str, tuple[Parameter, ...]]:
    """Each macro of a component with the parameters that it declares."""
    return validated(Declared, {"macros": read_yaml(COMPONENTS / component / "params.yaml")}, {}).macros


def examples() -> list[Call]:
    """All examples of all components, as their files give them."""
    return [call for component in component_names() for call in _examples(component)]


def _examples(component: str) -> Iterator[Call]:
    data = read_yaml(COMPONENTS / component / "examples.yaml")
    listed = validated(Examples, {"examples": data}, {})
    found, problems = calls(listed, Declared(macros=parameters(component)))
    assert not problems, [(component, one.where, one.message) for one in problems]
    return (Call(component, example, arguments) for example, arguments in found)


def words() -> dict[str, dict[str, typing.Any]]:
    """The English words of the chrome."""
    return read_yaml(ROOT / "content/en/strings.yaml")


def translate(strings: Mapping[str, Mapping[str, typing.Any]]) -> Callable[..., str]:
    """The function `t` of the templates, over one language's words."""

    def text(key: str, **values: object) -> str:
        group, name = key.split(".")
        template = strings[group][name]
        if isinstance(template, dict):
            template = template["one" if values["n"] == 1 else "other"]
        return template.format(**values)

    return text


def environment() -> jinja2.Environment:
    """The template engine as strict as the generator's."""
    engine = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    engine.globals |= {"t": translate(words()), "cached": lambda macro, *values: macro(*values)}
    return engine


def render_example(engine: jinja2.Environment, call: Call) -> str:
    """The markup of one example."""
    module = engine.get_template(f"components/{call.component}/macro.html").module
    return str(getattr(module, call.example.macro)(**call.arguments))


def pages() -> dict[str, Sample]:
    """At least one page of every layout, with real words."""
    data = read_yaml(Path(__file__).parent / "pages.yaml")
    return {
        name: Sample(
            f"layouts/{row['layout']}.html",
            build(getattr(views, row["view"]), row["page"], name),
            row.get("site", {}),
        )
        for name, row in data["pages"].items()
    }


def site(**changes: object) -> views.Site:
    """The chrome of the example pages."""
    data = read_yaml(Path(__file__).parent / "pages.yaml")["site"]
    return build(views.Site, {**data, **changes}, "site")
