"""Characters that a text spells out by their number and that nobody can see.

Law: a page holds no character that a source file may not hold, in whatever way it was written.
"""

import re
from collections.abc import Iterable, Iterator

from kinesite.content.sources import CONTROL, WHY_CONTROL
from kinesite.diagnostics import Diagnostic, Span, error

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_LAST = 0x10FFFF
_WINDOWS = range(0x80, 0xA0)
"""Numbers that browsers take for the letters that Windows had there."""


def references(path: str, lines: Iterable[tuple[int, str]]) -> Iterator[Diagnostic]:
    """References such as `&#x202E;` to characters that a file may not hold, in (line number, line) of its text."""
    for number, line in lines:
        for found in _REFERENCE.finditer(line) if "&#" in line else ():
            if _hidden(found):
                message = f"{found[0][:20]} stands for a character that cannot be seen"
                span = Span(path, number, found.start() + 1)
                yield error(span, "M311", message, why=WHY_CONTROL, fix="Delete it, or write the letter that you mean.")


def _hidden(found: re.Match[str]) -> bool:
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    number = int(digits, base) if len(digits) <= 8 else _LAST + 1  # noqa: PLR2004 - more digits than any number has
    if number > _LAST or 0xD800 <= number <= 0xDFFF:  # noqa: PLR2004 - surrogates, which are no characters
        return True
    return number not in _WINDOWS and bool(CONTROL.match(chr(number)))
