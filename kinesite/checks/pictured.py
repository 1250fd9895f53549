"""Whether the steps of a guide and its figure begin with the same side.

Law: only what both say is compared. Words are read without grammar, so a disagreement is a warning:
a sentence may be right in a way that this does not see.
"""

import re
from collections.abc import Iterator

from kinesite.content.documents import Document
from kinesite.content.vocabulary import SideWords
from kinesite.diagnostics import Diagnostic, Span, warning
from kinesite.figures import Sides

_STEP = re.compile(r"\s*\d+[.)]\s")
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = {"left": "right", "right": "left"}


def disagreements(document: Document, drawn: Sides, words: SideWords) -> tuple[Diagnostic, ...]:
    """A warning for each part of the body that the steps begin on another side than the figure does."""
    wanted = {part: side for part in ("arm", "leg", "body") if (side := getattr(drawn, part))}
    said: dict[str, tuple[str, Span]] = {}
    for side, part, span in _sides(document, words):
        # A limb that the figure does not move on one side is only a way to say where to: "over your right shoulder".
        said.setdefault(part if part in wanted else "body", (side, span))
    return tuple(
        warning(
            span,
            "C608",
            f"this step begins with the {side}, but the figure moves to the {_OTHER[side]} first"
            if part == "body"
            else f"this step begins with the {side} {part}, but the figure moves the {_OTHER[side]} {part} first",
            why="A reader who follows the picture would do something else than the words say.",
            fix=f"Begin with the {_OTHER[side]} here, or turn the figure round.",
        )
        for part, (side, span) in said.items()
        if wanted.get(part, side) != side
    )


def _sides(document: Document, words: SideWords) -> Iterator[tuple[str, str, Span]]:
    """(side, part of the body, place) for each side that the numbered steps name."""
    named = {word: side for side in ("left", "right") for word in getattr(words, side)}
    parts = {word: part for part in ("arm", "leg") for word in getattr(words, part)}
    for number, line in _steps(document):
        found = [(match[0].lower(), match.start()) for match in _WORD.finditer(line)]
        for place, (word, column) in enumerate(found):
            if word in named:
                beside = [parts[near] for near, _ in found[max(place - 1, 0) : place + 2] if near in parts]
                # English says the part after the side, other languages before it.
                yield named[word], beside[-1] if beside else "body", Span(document.source.path, number, column + 1)


def _steps(document: Document) -> Iterator[tuple[int, str]]:
    """The lines of numbered lists with their line numbers, those that continue an item among them."""
    inside = False
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        inside = bool(_STEP.match(line)) or (inside and line.startswith(" "))
        if inside:
            yield number, line
