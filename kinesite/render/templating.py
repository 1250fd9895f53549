"""The one door to the template engine.

Law: a template names the others that it uses by literal names, so its closure is known without running it; a
mistake in a template is a diagnostic at the template's own file and line.
"""

import re
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import jinja2
import jinja2.nodes
from markupsafe import Markup as Html

from kinesite.diagnostics import Diagnostic, Span, error
from kinesite.render.environment import Environment
from kinesite.render.functions import Cached, Speaker
from kinesite.structure.languages import MissingText, Texts

__all__ = ["FOLDER", "Html", "Signature", "Template", "call", "closure", "macros", "render"]

FOLDER = "templates/"
"""Where templates lie under the root."""

WHY = "Every page made with this template would be broken, so none is published."


@dataclass(frozen=True, slots=True)
class Template:
    """A template with the texts of all that it uses, itself included."""

    name: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signature:
    """What a macro takes."""

    names: tuple[str, ...]
    needed: tuple[str, ...]
    """Those without a default."""


_INDENT = re.compile(r"(?m)^[ \t]+")
"""What stands before the lines of a template: it helps its authors, and weighs on every page that is made of it."""


_WRITTEN: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": jinja2.StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "optimized": False,  # no template of ours holds anything to compute beforehand, and to look for it takes long
}
"""How templates are written."""


@cache
def _parser() -> jinja2.Environment:
    return jinja2.Environment(**_WRITTEN)  # noqa: S701 - "autoescape" is among them


@lru_cache(maxsize=1000)
def _tree(name: str, text: str) -> jinja2.nodes.Template:
    """A template, parsed: what it uses is read from it first, then it is compiled. Raises the engine's error."""
    return _parser().parse(_INDENT.sub("", text), name, FOLDER + name)


class _Loader(jinja2.BaseLoader):
    """Compiles the templates among `texts` from the trees that are there already."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the engine's name for them
    ) -> jinja2.Template:
        code = environment.compile(_tree(name, self.texts[name]), name, FOLDER + name)
        return environment.template_class.from_code(environment, code, globals or {})


class _Renderer:
    """An environment for templates whose texts do not change; see `_told`."""

    def __init__(self) -> None:
        self.loader = _Loader()
        self.latest: Template | None = None
        self.speaker = Speaker()
        self.environment = Environment(loader=self.loader, auto_reload=False, **_WRITTEN)
        self.cached = Cached()
        self.environment.globals |= {"t": self.speaker, "cached": self.cached}


@cache
def _renderer() -> _Renderer:
    """One a process: compiled templates are kept between pages."""
    return _Renderer()


def closure(name: str, read: Callable[[str], str | None]) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """A template with everything that it extends, includes or imports, and what is wrong with any of them.

    `read` gives the text of a template by name, or None when there is none.
    """
    texts: dict[str, str] = {}
    uses: dict[str, tuple[tuple[str, Span], ...]] = {}
    mistakes: list[Diagnostic] = []
    waiting = [(name, Span(FOLDER + name))]
    while waiting:
        wanted, asked_at = waiting.pop()
        if wanted in texts:
            continue
        text = read(wanted)
        if text is None:
            fix = "Correct the name, or add the file."
            mistakes.append(error(asked_at, "T403", f'there is no template "{wanted}"', why=WHY, fix=fix))
            continue
        texts[wanted] = text
        uses[wanted], found = _used(wanted, text)
        mistakes += found
        waiting += uses[wanted]
    mistakes += _circles(uses)
    return (None if mistakes else Template(name, dict(sorted(texts.items())))), tuple(mistakes)


@lru_cache(maxsize=1000)
def _used(name: str, text: str) -> tuple[tuple[tuple[str, Span], ...], tuple[Diagnostic, ...]]:
    """The templates that a template names, each with the place that names it; and what is wrong with it.

    Kept, since every layout uses the same few components.
    """
    try:
        tree = _tree(name, text)
    except jinja2.TemplateSyntaxError as failure:
        span = Span(FOLDER + name, failure.lineno)
        fix = "Look for an unclosed {% … %} or {{ … }} on this line or above."
        return (), (error(span, "T401", f"template syntax: {failure.message}", why=WHY, fix=fix),)
    used: list[tuple[str, Span]] = []
    mistakes: list[Diagnostic] = []
    for node in tree.find_all(
        (jinja2.nodes.Extends, jinja2.nodes.Include, jinja2.nodes.Import, jinja2.nodes.FromImport)
    ):
        named, span = getattr(node, "template", None), Span(FOLDER + name, node.lineno)
        if isinstance(named, jinja2.nodes.Const):
            used.append((str(named.value), span))
        else:
            fix = "Write one name out, in quotation marks; put {% if %} around several."
            mistakes.append(error(span, "T402", "another template is not named by its name", why=WHY, fix=fix))
    return tuple(used), tuple(mistakes)


def _circles(uses: Mapping[str, Sequence[tuple[str, Span]]]) -> Iterator[Diagnostic]:
    """The places where a template uses another that uses the first again: that would never end."""
    for name, used in uses.items():
        for wanted, span in used:
            if name in _reached(wanted, uses):
                fix = "Take this line out, or move what both need into a third template."
                yield error(span, "T407", f'"{wanted}" uses this template again', why=WHY, fix=fix)


def _reached(start: str, uses: Mapping[str, Sequence[tuple[str, Span]]]) -> set[str]:
    """A template, and all that it uses."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [wanted for wanted, _span in uses.get(name, ())]
    return reached


def render(template: Template, texts: Texts, **values: Any) -> str | Diagnostic:
    """The text of a page, or the mistake in a template that prevents it."""
    return _told(template, texts, lambda page: page.render(**values))


def call(template: Template, texts: Texts, macro: str, arguments: Mapping[str, Any]) -> str | Diagnostic:
    """What one macro of a template gives, or the mistake in a template that prevents it."""

    def run(page: jinja2.Template) -> str:
        try:
            return str(getattr(page.module, macro)(**arguments))
        except Exception:  # noqa: BLE001 - whatever it is, it is raised again
            page.environment.handle_exception()  # at the line of the template, as `render` does

    return _told(template, texts, run)


def _told(template: Template, texts: Texts, run: Callable[[jinja2.Template], str]) -> str | Diagnostic:
    """What comes of a compiled template, or its mistake."""
    renderer = _renderer()
    if template is not renderer.latest:
        if any(renderer.loader.texts.get(name, text) != text for name, text in template.texts.items()):
            _renderer.cache_clear()  # a compiled template keeps the macros that it imported, changed or not
            renderer = _renderer()
        renderer.loader.texts.update(template.texts)
        renderer.latest = template
    renderer.speaker.texts = texts
    renderer.cached.hear(texts)
    try:
        return run(renderer.environment.get_template(template.name))
    except Exception as failure:
        mistake = _mistake(failure, template.texts)
        if mistake is None:
            raise
        return mistake


def macros(template: Template) -> Mapping[str, Signature]:
    """The macros of a template that parses, by name."""
    tree = _tree(template.name, template.texts[template.name])
    found = {}
    for macro in tree.find_all(jinja2.nodes.Macro):
        names = tuple(argument.name for argument in macro.args)
        found[macro.name] = Signature(names, names[: len(names) - len(macro.defaults)])
    return found


def _mistake(failure: Exception, texts: Mapping[str, str]) -> Diagnostic | None:
    """The diagnostic of a failure inside a template; None when the failure is the program's own."""
    frames = [frame for frame in traceback.extract_tb(failure.__traceback__) if frame.filename.startswith(FOLDER)]
    if not frames:
        return None
    span = Span(frames[-1].filename, frames[-1].lineno or 1)
    if isinstance(failure, MissingText):
        fix = "Add the text to strings.yaml, or correct the key."
        return error(span, "T405", f"strings.yaml has no text for {failure.args[0]!r}", why=WHY, fix=fix)
    if isinstance(failure, jinja2.UndefinedError):
        message = "unknown name: " + re.sub(r"kinesite\.[a-z.]+\.", "", str(failure.message))
        fix = "Correct the name; docs/templates.md lists what there is."
        return error(_written(frames, texts, message) or span, "T404", message, why=WHY, fix=fix)
    if isinstance(failure, jinja2.TemplateSyntaxError):
        fix = "Correct the name on this line."
        return error(span, "T401", f"template syntax: {failure.message}", why=WHY, fix=fix)
    message = f"{type(failure).__name__}: {failure}"
    return error(span, "T406", message, why=WHY, fix="Correct the expression on this line.")


def _written(frames: list[traceback.FrameSummary], texts: Mapping[str, str], message: str) -> Span | None:
    """The innermost line that holds the unknown name: a macro that was given it does not."""
    name = re.findall(r"'(\w+)'", message)[-1:]
    for frame in reversed(frames):
        lines = texts.get(frame.filename.removeprefix(FOLDER), "").split("\n")
        number = frame.lineno or 1
        if name and number <= len(lines) and name[0] in lines[number - 1]:
            return Span(frame.filename, number)
    return None
