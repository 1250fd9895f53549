"""What the tests of templates share: a small template engine, the words, and the examples as real views."""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import jinja2
import yaml
from markupsafe import Markup

from kinesite.render import views

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
COMPONENTS = TEMPLATES / "components"
SOURCES_OF_STYLE = sorted([*(ROOT / "static").glob("*.css"), *COMPONENTS.glob("*/*.css")])
"""What becomes the one stylesheet."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A row of a component's params.yaml."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Example:
    """A row of a component's examples.yaml."""

    component: str
    name: str
    macro: str
    arguments: Mapping[str, object]


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


def build(kind: object, value: object, where: str) -> object:
    """The view that plain data stands for. A field too many or too few is a failure."""
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        inner = next(option for option in typing.get_args(kind) if option is not type(None))
        return None if value is None else build(inner, value, where)
    if typing.get_origin(kind) is tuple:
        return _build_tuple(typing.get_args(kind), value, where)
    if isinstance(kind, type) and is_dataclass(kind):
        return _build_view(kind, value, where)
    if kind is Markup:
        return Markup(value)  # noqa: S704 - the examples are our own files
    assert isinstance(kind, type), f"{where}: {kind} is no type of a view"
    assert type(value) is kind, f"{where}: {value!r} is not {kind.__name__}"
    return value


def _build_tuple(kinds: tuple[object, ...], value: object, where: str) -> object:
    assert isinstance(value, list), f"{where}: {value!r} is not a list"
    each = [kinds[0]] * len(value) if kinds[-1] is Ellipsis else kinds
    return tuple(build(kind, item, f"{where}[]") for kind, item in zip(each, value, strict=True))


def _build_view(kind: type, value: object, where: str) -> object:
    assert isinstance(value, dict), f"{where}: {value!r} is not a {kind.__name__}"
    hints = typing.get_type_hints(kind)
    names = {field.name for field in fields(kind)}
    assert value.keys() <= names, f"{where}: {kind.__name__} has no {value.keys() - names}"
    return kind(**{name: build(hints[name], item, f"{where}.{name}") for name, item in value.items()})


def build_argument(kind: str, value: object, where: str) -> object:
    """An argument of a macro, of the type that params.yaml names: a view, text, `list of text` and so on."""
    plain = {"text": str, "number": int, "boolean": bool, "markup": Markup}
    if kind.startswith("list of "):
        assert isinstance(value, list), f"{where}: {value!r} is not a list"
        return tuple(build_argument(kind.removeprefix("list of "), item, where) for item in value)
    if kind == "pair":
        return build(tuple[str, str], value, where)
    return build(plain.get(kind) or getattr(views, kind), value, where)


def read_yaml(path: Path) -> typing.Any:
    """The data of a YAML file."""
    return yaml.safe_load(path.read_text("utf-8"))


def component_names() -> list[str]:
    """Every component that has a macro; the other folders hold layout alone."""
    return sorted(path.parent.name for path in COMPONENTS.glob("*/macro.html"))


def parameters(component: str) -> dict[str, list[Parameter]]:
    """Each macro of a component with the parameters that it declares."""
    declared = read_yaml(COMPONENTS / component / "params.yaml")
    return {macro: [Parameter(**row) for row in rows] for macro, rows in declared.items()}


def examples() -> list[Example]:
    """All examples of all components, as their files give them."""
    return [
        Example(component, row["name"], row["macro"], row["arguments"])
        for component in component_names()
        for row in read_yaml(COMPONENTS / component / "examples.yaml")
    ]


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
    engine.globals["t"] = translate(words())
    return engine


def render_example(engine: jinja2.Environment, example: Example) -> str:
    """The markup of one example."""
    declared = {row.name: row for row in parameters(example.component)[example.macro]}
    unknown = example.arguments.keys() - declared.keys()
    assert not unknown, f"{example.component}: {example.name} gives {unknown}, which is not declared"
    arguments = {
        name: build_argument(declared[name].type, value, f"{example.component}: {example.name}.{name}")
        for name, value in example.arguments.items()
    }
    module = engine.get_template(f"components/{example.component}/macro.html").module
    return str(getattr(module, example.macro)(**arguments))


def pages() -> dict[str, Sample]:
    """At least one page of every layout, with real words."""
    data = read_yaml(Path(__file__).parent / "pages.yaml")
    return {
        name: Sample(
            f"layouts/{row['layout']}.html",
            typing.cast("views.Page", build(getattr(views, row["view"]), row["page"], name)),
            row.get("site", {}),
        )
        for name, row in data["pages"].items()
    }


def site(**changes: object) -> views.Site:
    """The chrome of the example pages."""
    data = read_yaml(Path(__file__).parent / "pages.yaml")["site"]
    return typing.cast("views.Site", build(views.Site, {**data, **changes}, "site"))
