"""The converter of Markdown: what of Markdown guides understand, set up once and then not changed any more.

Law: a processor is left out, and a text passed over, only where no character is that could begin what it looks for.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

Converter = Markdown

OPTIONAL = "|>\\"
"""Characters without which tables, quotations and escapes need not be looked for."""

_FOREIGN = (
    "html", "autolink", "automail", "reference", "image_reference", "short_reference", "short_image_ref",
)  # fmt: skip
"""Inline patterns of what is not used here: raw HTML, and links defined elsewhere."""

_MARKS = ("*", "[", "_", "`", "&", "\\", "  \n")
"""What an inline pattern begins with; each pattern that is left has one of these."""


class _Plain(Treeprocessor):
    """Spares a text without any mark the search for each of them: most texts have none."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            text = element.text
            if text and _is_plain(text):
                element.text = AtomicString(text)


def _is_plain(text: str) -> bool:
    for mark in _MARKS:  # noqa: SIM110 - `any` takes twice as long, for every paragraph
        if mark in text:
            return False
    return True


class _Last(Treeprocessor):
    """Has something done with the tree once it is complete."""

    def __init__(self, converter: Converter, work: Callable[[ET.Element], None]) -> None:
        super().__init__(converter)
        self._work = work

    def run(self, root: ET.Element) -> None:
        self._work(root)


def converter(marks: frozenset[str], last: Callable[[ET.Element], None]) -> Converter:
    """A converter for texts that have these of the `OPTIONAL` characters, and none of the others.

    It knows no raw HTML, no code blocks by indentation, and no links defined elsewhere. `last` is called with each tree
    when it is complete, and may change it.
    """
    made = Converter(extensions=["sane_lists", "tables"] if "|" in marks else ["sane_lists"])
    made.preprocessors.deregister("html_block")
    for pattern in _FOREIGN:
        made.inlinePatterns.deregister(pattern)
    for block in ("code", "reference"):
        made.parser.blockprocessors.deregister(block)
    if ">" not in marks:
        made.parser.blockprocessors.deregister("quote")
    if "\\" not in marks:
        made.inlinePatterns.deregister("escape")
        made.treeprocessors.deregister("unescape")
    made.treeprocessors.register(_Plain(made), "plain", 30)
    made.treeprocessors.register(_Last(made, last), "last", 0)
    _settle(made)
    return made


def _settle(made: Any) -> None:
    """Puts plain tuples and sets where the library keeps lists in order for those who add to them, as we do no more."""
    made.treeprocessors["inline"].inlinePatterns = tuple(made.inlinePatterns)
    made.parser.blockprocessors = tuple(made.parser.blockprocessors)
    made.block_level_elements = frozenset(made.block_level_elements)
