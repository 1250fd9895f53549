"""The page of all components: examples that can stand beside each other, tokens as swatches.

Law: on that page no two examples share an id or a name of a landmark, no example leads anywhere but to itself or to
the open web, and every picture in it is a file of the site.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kinesite.render import views
from kinesite.render.chrome import breadcrumbs, head
from kinesite.render.examples import Parameter, Showcase, Shown
from kinesite.render.material import Material
from kinesite.render.templating import Html

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r'(?<=\s)([a-z-]+)="([^"]*)"')
_LANDMARKS = ("section", "nav", "aside", "form", "fieldset", "header", "footer")
_BLOCK = re.compile(r":root\s*\{(.*?)\n\}", re.DOTALL)
_TITLE_OR_TOKEN = re.compile(r"/\*\s*(.*?)\s*\*/|--([\w-]+):\s*([^;]+);", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where one example stands: what its ids begin with, how it is called, what it may show."""

    id: str
    name: str
    files: Mapping[str, str]
    """By attribute, the address of a file of the site that stands in for any other."""
    ids: frozenset[str]
    """The ids that it has of its own."""

    def own(self, names: str) -> str:
        """Ids as they are called inside this example."""
        return " ".join(f"{self.id}-{name}" for name in names.split())

    def target(self, address: str) -> str:
        """Where a link leads: to the open web, to a part of the example, or to the example as a whole."""
        if address.startswith(("https://", "http://")):
            return address
        inside = address.startswith("#") and address[1:] in self.ids
        return f"#{self.own(address[1:])}" if inside else f"#{self.id}"


_REWRITTEN: Mapping[str, Callable[[_Frame, str], str]] = {
    **dict.fromkeys(("id", "for", "name", "aria-labelledby", "aria-describedby", "aria-controls"), _Frame.own),
    "href": _Frame.target,
    "src": lambda frame, _address: frame.files["src"],
    "data-src": lambda frame, _address: frame.files["data-src"],
}
"""Attributes that would clash or lead astray, and what stands in their place."""


def isolated(html: str, example_id: str, name: str, files: Mapping[str, str]) -> Html:
    """Markup of an example that can stand beside any other.

    A first-level heading becomes one of the second level that looks like it; an item of a list gets its list.
    """
    frame = _Frame(example_id, name, files, frozenset(re.findall(r'\sid="([^"]*)"', html)))
    rewritten = _TAG.sub(lambda tag: _rewritten(frame, tag), html)
    return Html(f'<ul class="design-list">{rewritten}</ul>' if html.startswith("<li") else rewritten)


def _rewritten(frame: _Frame, tag: re.Match[str]) -> str:
    closing, name, rest = tag[1], tag[2], tag[3]

    def attribute(found: re.Match[str]) -> str:
        key, value = found[1], found[2]
        if key in _REWRITTEN:
            value = _REWRITTEN[key](frame, value)
        if name in _LANDMARKS and key == "aria-label":
            value = f"{value}: {frame.name}"
        if name in _LANDMARKS and key == "aria-labelledby":
            value = f"{value} {frame.id}-name"
        return f'{key}="{value}"'

    rest = _ATTRIBUTE.sub(attribute, rest)
    if name == "h1":
        rest = rest if closing else _classed(rest, "first-level")
        name = "h2"
    return f"<{closing}{name}{rest}>"


def _classed(attributes: str, name: str) -> str:
    if ' class="' in attributes:
        return attributes.replace(' class="', f' class="{name} ', 1)
    return f' class="{name}"{attributes}'


def tokens(style: str) -> tuple[views.TokenGroup, ...]:
    """The custom properties that the first `:root` of a style sheet sets, in groups as its comments part them."""
    block = _BLOCK.search(style)
    groups: dict[str, list[views.Token]] = {}
    title = ""
    for found in _TITLE_OR_TOKEN.finditer(block[1] if block else ""):
        if found[2] is None:
            title = found[1]
            continue
        value = " ".join(found[3].split())
        groups.setdefault(title, []).append(views.Token(found[2], value, _form(found[2], value)))
    return tuple(views.TokenGroup(name, tuple(listed)) for name, listed in groups.items())


_FORMS = (
    ("text", r"--text-.*"),
    ("corner", r"--radius.*"),
    ("shadow", r"--shadow.*"),
    ("motion", r".*: .*\d+m?s\b.*"),
    ("colour", r".*: (#|rgb|hsl|color).*"),
    ("length", r".*: (clamp\(.*|[\d.]+(rem|em|px))"),
)
"""How a token is shown, by its name and value; the first that fits."""


def _form(name: str, value: str) -> str:
    return next((form for form, pattern in _FORMS if re.fullmatch(pattern, f"--{name}: {value}")), "plain")


def design(material: Material) -> views.DesignPage:
    """Every component with its examples, and the tokens that all of them are made of."""
    gallery = material.gallery
    if gallery is None:
        raise AssertionError(material.route)
    title, summary = material.texts("titles.design"), material.texts("titles.design_summary")
    files = {
        "src": material.linker.href(gallery.picture),
        "data-src": material.linker.href(gallery.movement) if gallery.movement else "",
    }
    return views.DesignPage(
        head=head(material, title, summary),
        title=title,
        summary=summary,
        breadcrumbs=breadcrumbs(material, title),
        notices=(),
        stylesheet=material.linker.href(gallery.stylesheet) if gallery.stylesheet else "",
        tokens=tokens(gallery.tokens),
        components=tuple(_component(one, files) for one in gallery.showcases),
    )


def _component(showcase: Showcase, files: Mapping[str, str]) -> views.Component:
    source = f"components/{showcase.name}/macro.html"
    macros = tuple(
        views.Macro(name, f'{{% from "{source}" import {name} %}}', tuple(_parameters(rows)))
        for name, rows in showcase.macros.items()
    )
    examples = tuple(
        _example(one, f"{showcase.name}-{number}", showcase.name, files)
        for number, one in enumerate(showcase.examples, start=1)
    )
    return views.Component(showcase.name, showcase.about, macros, examples)


def _parameters(rows: tuple[Parameter, ...]) -> Iterator[views.MacroParameter]:
    return (views.MacroParameter(row.name, row.type, row.required, row.description) for row in rows)


def _example(one: Shown, example_id: str, component: str, files: Mapping[str, str]) -> views.Example:
    html = isolated(one.html, example_id, component, files)
    return views.Example(example_id, one.name, one.call, html, visible="<" in one.html)
