"""Texts that no Markdown reader could take apart in sensible time.

Law: a text without a tangle is rendered in time that grows with its length, not with the square of it.
"""

import re
from collections.abc import Iterator

from kinesite.diagnostics import Diagnostic, Span, error

MOST_CHARACTERS = 60_000
"""Characters of a whole text; the longest guide has an eighth of it."""
MOST_BRACKETS = 200
"""Opening brackets, or backticks, in one paragraph: Markdown looks for a partner of each."""
MOST_HEADINGS = 50
"""Headings, underlines and rules without an empty line between them."""
MOST_LINKS = 500
"""Links and pictures of a whole text: each is looked for among all guides."""
MOST_LEVELS = 80
"""Blanks, quotation marks and list marks before the first word of a line."""

_WHY = "Nobody could read it, and the page could not be made in time."
_TANGLES = (
    (re.compile(r"\["), MOST_BRACKETS, "brackets"),
    (re.compile(r"`"), MOST_BRACKETS, "backticks"),
    (re.compile(r"(?m)^ {0,3}(?:#|[=-]+ *$|(?:[*_-][ \t]*){3,}$)"), MOST_HEADINGS, "headings and rules"),
    (re.compile(rf"(?m)^(?:[ \t>]|[*+-][ \t]|[0-9]+\.[ \t]){{{MOST_LEVELS}}}"), 0, "levels"),
)
"""(what to count, how many a paragraph may hold, its name)."""


def first(path: str, text: str, first_line: int) -> Diagnostic | None:
    """A text that is too long, or the first paragraph with too much of something, as a mistake at its first line."""
    if len(text) > MOST_CHARACTERS:
        message = f"the text has {len(text)} characters, {MOST_CHARACTERS} fit"
        return error(Span(path, first_line), "M307", message, why=_WHY, fix="Make several guides of it.")
    if text.count("](") > MOST_LINKS:
        message = f"the text has more than {MOST_LINKS} links"
        return error(Span(path, first_line), "M307", message, why=_WHY, fix="Make several guides of it.")
    if not any(len(pattern.findall(text)) > most for pattern, most, _what in _TANGLES):
        return None  # what the whole has little of, no paragraph has too much of
    for line, paragraph in _paragraphs(text, first_line):
        for pattern, most, what in _TANGLES:
            if sum(1 for _match in pattern.finditer(paragraph)) > most:
                fix = "Put empty lines between its parts, or take the marks out."
                return error(Span(path, line), "M307", f"a paragraph has too many {what}", why=_WHY, fix=fix)
    return None


def _paragraphs(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """(first line, text) of what stands between empty lines."""
    begun, lines = first_line, list[str]()
    for number, line in enumerate(text.split("\n"), start=first_line):
        if line.strip():
            begun = begun if lines else number
            lines.append(line)
        elif lines:
            yield begun, "\n".join(lines)
            lines = []
    if lines:
        yield begun, "\n".join(lines)
