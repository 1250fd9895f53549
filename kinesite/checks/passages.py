"""What an editor wrote, cut into passages: paragraphs, items of lists, headings, cells, texts of the front matter.

Law: each character of a passage has its place in the file. Marks of Markdown, code and addresses are blanked out.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kinesite.content.documents import Document, KeyPath
from kinesite.content.schema import MAX_TEXT, Model
from kinesite.content.translations import DIGEST
from kinesite.content.validation import spoken, texts
from kinesite.diagnostics import Span
from kinesite.render import tangles

Place = tuple[int, int, int]
"""Offset into a passage, and the line and the column in the file from which places are counted on."""


@dataclass(slots=True)
class Passage:
    """One piece of text."""

    text: str
    prose: bool = True
    """It is made of sentences, unlike a heading or a cell."""
    quoted: bool = False
    """It stands in a quotation."""
    step: bool = False
    """It is an item of a numbered list."""
    places: list[Place] = field(default_factory=list)
    find: Callable[[], list[Place]] = list
    """Finds the places when somebody asks for them."""

    def add(self, text: str, line: int, column: int) -> None:
        """Goes on with the text of another line."""
        self.text += "\n" if self.text else ""
        self.places.append((len(self.text), line, column))
        self.text += text

    def span(self, path: str, offset: int) -> Span:
        """The place of a character."""
        self.places = self.places or self.find()
        start, line, column = self.places[max(0, bisect_right(self.places, (offset, 1 << 30, 0)) - 1)]
        return Span(path, line, column + offset - start)


def passages(document: Document, model: type[Model], *, translation: bool) -> list[Passage]:
    """All that a file tells its readers. `translation`: its front matter holds words only, under other keys."""
    body = untangled(document.source.path, document.body, document.body_line)
    return [*_of_fields(document, model, translation=translation), *body]


def untangled(path: str, text: str, first_line: int) -> list[Passage]:
    """The passages of a file's text; none of a tangled one, which is a mistake already and could take for ever."""
    return [] if tangles.first(path, text, first_line) else of_body(text, first_line)


_BLANKED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(`+)(?!`).+?(?<!`)\1(?!`)",  # code
        r"\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)",  # the target of a link or a picture
        r"https?://\S+",
        r"!?\[|\]",
        r"\\(?=[^\w\s])",
        r"\*+(?=\S)|(?<=\S)\*+|(?<!\w)_+|_+(?!\w)",  # emphasis
    )
)
_START = re.compile(r"(?P<quote>[ \t]*(?:>[ \t]*)+)?[ \t]*(?P<mark>#{1,6}(?=[ \t])|(?:[-*+]|\d+[.)])(?=[ \t]))?[ \t]*")
_LETTER = re.compile(r"\w")
_RULE = re.compile(r"[ \t]*(?:=+|-+)[ \t]*")


def _blanked(line: str) -> str:
    """A line of the same length without marks, code and addresses."""
    for pattern in _BLANKED:
        line = pattern.sub(lambda match: " " * len(match[0]), line)
    return line


def of_body(text: str, first_line: int) -> list[Passage]:
    """The passages of a Markdown text that begins at a line of a file."""
    found: list[Passage] = []
    current: Passage | None = None
    for number, written in enumerate(text.split("\n"), start=first_line):
        line = _blanked(written)
        if not line.strip() or _RULE.fullmatch(line):
            if current is not None and line.strip():
                current.prose = False  # the line underlines a heading
            current = None
        elif "|" in line:
            found += _cells(line, number)
            current = None
        else:
            current = _continued(current, line, number)
            if current not in found[-1:]:
                found.append(current)
            current = current if current.prose else None
    return found


def _continued(current: Passage | None, line: str, number: int) -> Passage:
    """The passage that a line belongs to: the current one, or one that begins with it."""
    start = _START.match(line)
    assert start is not None  # noqa: S101 - all of it is optional
    quoted, mark = bool(start["quote"]), start["mark"] or ""
    if current is None or mark or current.quoted != quoted:
        current = Passage("", prose=not mark.startswith("#"), quoted=quoted, step=mark[:1].isdigit())
    current.add(line[start.end() :].rstrip(), number, start.end() + 1)
    return current


def _cells(line: str, number: int) -> Iterator[Passage]:
    """The cells of a row of a table."""
    for match in re.finditer(r"[^|]+", line):
        cell = Passage("", prose=False)
        cell.add(match[0], number, match.start() + 1)
        if _LETTER.search(match[0]):
            yield cell


def _of_fields(document: Document, model: type[Model], *, translation: bool) -> Iterator[Passage]:
    if translation:
        found = texts({key: value for key, value in document.data.items() if key != DIGEST})
    else:
        found = spoken(model, document.data)
    for where, text in found:
        if len(text) > MAX_TEXT:
            continue  # it is a mistake already, and could take for ever
        yield Passage(" ".join(text.split()), find=_finder(document, where, text.split()))


_GAP = 200
"""Characters that may stand between two words of one text: a line end and the blanks of the next line."""


def _finder(document: Document, where: KeyPath, words: list[str]) -> Callable[[], list[Place]]:
    """Finds where the words of a text stand in the file; YAML may have folded its lines."""

    def find() -> list[Place]:
        span, source = document.span(where), document.source.text
        at = sum(len(line) + 1 for line in source.split("\n")[: span.line - 1]) + span.column - 1
        found, offset = [(0, span.line, span.column)], 0
        for word in words:
            here = source.find(word, at, at + len(word) + _GAP)
            if here >= 0:  # a quotation mark inside is written twice, so its word is not found
                at = here + len(word)
                found.append((offset, source.count("\n", 0, here) + 1, here - source.rfind("\n", 0, here)))
            offset += len(word) + 1
        return found

    return find
