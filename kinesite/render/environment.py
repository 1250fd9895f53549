"""The template engine, set up for templates that stand still and ask for nothing.

Law: what comes of a template is what comes of it without all this; only detours are left out.
"""

from collections.abc import Callable, MutableMapping
from typing import Any

import jinja2
import jinja2.compiler
import jinja2.nodes
import jinja2.runtime
from markupsafe import Markup as Html
from markupsafe import escape


class _Context(jinja2.runtime.Context):
    """What a template sees while it runs. It calls macros and functions as they are.

    None of ours asks for the context, and the engine's own way of finding that out takes longer than most of them.
    """

    def call(
        self, function: Callable[..., Any], /, *args: Any, _block_vars: Any = None, _loop_vars: Any = None, **named: Any
    ) -> Any:
        try:
            return function(*args, **named)
        except StopIteration:  # it would end a loop that it has nothing to do with
            return self.environment.undefined("value was undefined because a callable raised a StopIteration exception")


class _Macro(jinja2.runtime.Macro):
    """A macro that takes values in their order as they are, and leaves every other call to the engine."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        special = self.caller or self.catch_varargs or self.catch_kwargs
        self._whole = -1 if special else len(self.arguments)

    def __call__(self, *values: Any, **named: Any) -> str:
        if named or len(values) != self._whole:
            return super().__call__(*values, **named)
        return Html(self._func(*values))  # noqa: S704 - its text is what a template wrote, with its values escaped


def _escaped(value: Any) -> str:
    """A value as it stands in a page. What a macro gave, and a text without a sign to escape, is not wrapped anew."""
    kind = type(value)
    if kind is str:
        plain = not ("&" in value or "<" in value or ">" in value or "'" in value or '"' in value)
        return value if plain else escape(value)
    return value if kind is Html else escape(value)


class _Compiler(jinja2.compiler.CodeGenerator):
    """Writes the code of templates, which then uses our macros and our escaping."""

    def visit_Template(self, node: jinja2.nodes.Template, frame: Any = None) -> None:  # noqa: N802 - the base asks for it
        super().visit_Template(node, frame)
        self.writeline("escape, Macro = environment.escaped, environment.macro")


class Environment(jinja2.Environment):
    """An environment whose templates and globals stand still: each is looked for once, and globals are one mapping.

    The engine's own store of templates and its chain of mappings are asked anew for each import of each page, which
    takes as long as a macro.
    """

    context_class = _Context
    code_generator_class = _Compiler
    escaped = staticmethod(_escaped)
    macro = _Macro

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._ready: dict[str | jinja2.Template, jinja2.Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, in one mapping of its own."""
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the base names it so
    ) -> jinja2.Template:
        """A template by its name, compiled once."""
        ready = self._ready.get(name)
        if ready is None:
            ready = self._ready[name] = super().get_template(name, parent, globals)
        return ready
