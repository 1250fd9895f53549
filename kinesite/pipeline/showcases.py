"""Tasks for the page of all components: which there are, and each with its examples rendered.

Law: what is wrong in a component's params.yaml or examples.yaml is told at its line; an edited example concerns its own
component and that page alone.
"""

import re
from typing import Any

from kinesite.content.documents import Document, data_file, list_file
from kinesite.content.settings import Settings
from kinesite.content.vocabulary import Words
from kinesite.diagnostics import Diagnostic, Span, error
from kinesite.incremental.trace import Context
from kinesite.pipeline.assets import COMPONENTS, STATIC, Assets
from kinesite.pipeline.parsing import file, noted, paths, typed
from kinesite.render import examples, templating
from kinesite.render.examples import Declared, Example, Examples, Showcase, Shown
from kinesite.render.material import Drawn, Gallery, Motion
from kinesite.render.templating import Template
from kinesite.structure.languages import Texts
from kinesite.structure.shape import Shape

TOKENS = STATIC + "tokens.css"
STYLE = "design/design.css"
"""The page's own style under static/; in a folder, so that it is no part of what every reader loads."""
ICON = "favicon.svg"
_EXAMPLES = "/examples.yaml"
Calls = tuple[tuple[Example, dict[str, Any]], ...]
"""Examples with the arguments of their calls."""
_ABOUT = re.compile(r"\A\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)


def components(context: Context, _argument: str) -> tuple[str, ...]:
    """The components that have examples."""
    there = paths(context, COMPONENTS.rstrip("/"))
    named = [path.removeprefix(COMPONENTS).removesuffix(_EXAMPLES) for path in there if path.endswith(_EXAMPLES)]
    return tuple(name for name in named if "/" not in name)


def showcase(context: Context, name: str) -> Showcase | None:
    """A component with its examples rendered; None when one of its files has a mistake."""
    settings: Settings | None = context.need("settings")
    template: Template | None = context.need("template", f"components/{name}/macro.html")
    words: Words | None = context.need("words", settings.source_language) if settings else None
    declared = _declared(context, name, template) if template else None
    calls = _calls(context, name, declared) if declared else None
    if template is None or words is None or declared is None or calls is None:
        return None
    shown = _shown(context, template, words, declared, calls)
    about = _ABOUT.match(template.texts[template.name])
    summary = " ".join(about[1].split()) if about else ""
    return Showcase(name, summary, declared.macros, shown) if len(shown) == len(calls) else None


def _shown(context: Context, template: Template, words: Words, declared: Declared, calls: Calls) -> tuple[Shown, ...]:
    """The examples rendered; those that cannot be are noted."""
    texts = Texts(words.language, words.strings)
    shown = []
    for example, arguments in calls:
        html = templating.call(template, texts, example.macro, arguments)
        if isinstance(html, Diagnostic):
            context.note(html)
        else:
            shown.append(Shown(example.name, examples.call_of(example, declared), html.strip()))
    return tuple(shown)


def _declared(context: Context, name: str, template: Template) -> Declared | None:
    """What params.yaml says, when that is what the macros say."""
    document = _document(context, name, "params.yaml")
    declared: Declared | None = typed(context, document, Declared, {})
    if document is None or declared is None:
        return None
    problems = tuple(examples.declaration_problems(declared, templating.macros(template)))
    noted(context, document, problems)
    return None if problems else declared


def _calls(context: Context, name: str, declared: Declared) -> Calls | None:
    document = _document(context, name, "examples.yaml")
    listed: Examples | None = typed(context, document, Examples, {})
    if document is None or listed is None:
        return None
    found, problems = examples.calls(listed, declared)
    noted(context, document, problems)
    return None if problems else found


def _document(context: Context, name: str, kind: str) -> Document | None:
    """One of the two files that describe a component."""
    path = f"{COMPONENTS}{name}/{kind}"
    if path not in paths(context, COMPONENTS.rstrip("/")):
        fix = "Add it, or take the examples away."
        context.note(error(Span(path), "S100", "the file is missing", why=examples.WHY, fix=fix))
        return None
    source = file(context, path)
    if source is None:
        return None
    listed = kind == "examples.yaml"
    document = list_file(source, "examples") if listed else data_file(source)
    if not isinstance(document, Document):
        context.note(*document)
        return None
    context.note(*document.mistakes)
    return document if listed else document.inside("macros")


def gallery(context: Context, _argument: str) -> Gallery | None:
    """What the page of all components shows; None while one of them has a mistake."""
    names: tuple[str, ...] = context.need("components")
    found: list[Showcase | None] = [context.need("showcase", name) for name in names]
    shared: Assets = context.need("assets")
    style = file(context, TOKENS) if TOKENS in paths(context, STATIC.rstrip("/")) else None
    whole = tuple(one for one in found if one is not None)
    if len(whole) < len(found):
        return None
    return Gallery(
        showcases=whole,
        tokens=style.text if style else "",
        picture=_picture(context) or shared.address + ICON,
        movement=_movement(context),
        stylesheet=shared.address + STYLE if STYLE in shared.files else "",
    )


def _picture(context: Context) -> str:
    """The small picture of the first exercise that has a figure: every example shows it."""
    rows: Shape = context.need("shape")
    for row in rows.rows.values():
        drawn: Drawn | None = context.need("drawing", row.figure) if row.figure else None
        if drawn is not None:
            return drawn.thumbnail
    return ""


def _movement(context: Context) -> str:
    """The movement of the first exercise that has one: every example plays it."""
    rows: Shape = context.need("shape")
    for row in rows.rows.values():
        motion: Motion | None = context.need("motion", row.figure) if row.figure and row.repeats else None
        if motion is not None:
            return motion.address
    return ""
