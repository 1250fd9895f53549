"""What the page of all components is given.

Law: it shows what component folders and tokens.css say, and adds no words of its own but the chrome's.
"""

from dataclasses import dataclass

from kinesite.render.templating import Html
from kinesite.render.views.pages import Page


@dataclass(frozen=True, slots=True)
class Token:
    """One custom property."""

    name: str
    """Without the hyphens before it."""
    value: str
    form: str
    """How it is shown: `colour`, `length`, `text`, `corner`, `shadow`, `motion`; `plain` is told by its value alone."""


@dataclass(frozen=True, slots=True)
class TokenGroup:
    """Tokens of one purpose, as the comments of tokens.css part them."""

    title: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class MacroParameter:
    """What a macro takes."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro of a component, and how it is imported."""

    name: str
    source: str
    parameters: tuple[MacroParameter, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One call of a macro, and what comes of it."""

    id: str
    name: str
    call: str
    html: Html
    """Ids in it begin with this example's id; links of the site lead to the example itself."""
    visible: bool
    """It holds an element. The attributes that some macros give are shown as text."""


@dataclass(frozen=True, slots=True)
class Component:
    """A folder of templates/components."""

    name: str
    about: str
    macros: tuple[Macro, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class DesignPage(Page):
    """Every component with its examples, for those who write templates; no reader is led there."""

    stylesheet: str
    """Address of this page's own style; empty when the site has none."""
    tokens: tuple[TokenGroup, ...]
    components: tuple[Component, ...]
