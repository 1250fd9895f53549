"""The lines of a text of Markdown, as far as they are no code: where mistakes are looked for, and told.

Law: a line keeps its number in the file, and each character its column.
"""

import re
from collections.abc import Iterator

Lines = tuple[tuple[int, str], ...]
"""(line number in the file, line) of a whole text, never empty."""

_ESCAPED = re.compile(r"\\.")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_HEADING = re.compile(r"(?:[ \t>]|[*+-][ \t]|[0-9]+\.[ \t])*(#{1,6})(?!#)")
_UNDERLINE = re.compile(r"(?:=+|-+) *")


def visible(text: str, first_line: int) -> Lines:
    """The lines of a text that begins at a line of a file, inline code and escaped characters blanked out."""
    return tuple(enumerate(map(_plain, text.split("\n")), start=first_line))


def _plain(line: str) -> str:
    plain = _ESCAPED.sub("  ", line) if "\\" in line else line
    return _CODE.sub(lambda match: " " * len(match[0]), plain) if "`" in plain else plain


def heading_lines(lines: Lines) -> Iterator[tuple[int, int]]:
    """(line, level) of every heading, whether it begins with # or is underlined."""
    above = ""
    for number, line in lines:
        match = _HEADING.match(line) if "#" in line else None
        if match:
            yield number, len(match[1])
        elif line.startswith(("=", "-")) and above.strip() and _UNDERLINE.fullmatch(line):
            yield number - 1, 1 if line.startswith("=") else 2
        above = "" if match else line
