"""Addresses of the site as editors write them, and the list of all that were ever published.

Law: an address that stands on a printed page must answer for ever, so none is ever taken out of the list; how an
address is written is decided here alone.
"""

from dataclasses import dataclass

from kinesite.content.sources import MAX_SLUG, RESERVED, SLUG, Source
from kinesite.diagnostics import Diagnostic, error

PATH = "content/addresses.txt"
MAX_ADDRESS = 200
"""Characters of an address; the longest of the shipped site has a third of it."""
_WHY = "A reader with a printed code would find nothing there."


@dataclass(frozen=True, slots=True)
class Listed:
    """An address of the list, and the line that it stands on."""

    address: str
    line: int


def is_address(text: str) -> bool:
    """Whether a text is written as the address of a page: `/exercises/bird-dog/`, or `/` alone."""
    if text == "/":
        return True
    names = text.split("/")[1:-1]
    whole = text.startswith("/") and text.endswith("/") and len(text) <= MAX_ADDRESS
    return whole and all(SLUG.fullmatch(name) and len(name) <= MAX_SLUG and name not in RESERVED for name in names)


def listed(source: Source) -> tuple[tuple[Listed, ...], tuple[Diagnostic, ...]]:
    """The addresses of the list, each once; lines that are none, and those that repeat one, are mistakes."""
    found: dict[str, Listed] = {}
    mistakes = []
    for number, line in enumerate(source.text.split("\n"), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        span = source.span(number, line.index(text) + 1)
        if not is_address(text):
            fix = "Write an address such as /exercises/bird-dog/, one a line; notes begin with #."
            mistakes.append(error(span, "A405", f'"{text}" is no address of the site', why=_WHY, fix=fix))
        elif text in found:
            message = f"{text} stands on line {found[text].line} already"
            why = "A list that says things twice is not read."
            mistakes.append(error(span, "A405", message, why=why, fix="Delete the line."))
        else:
            found[text] = Listed(text, number)
    return tuple(found.values()), tuple(mistakes)


def with_address(text: str, address: str) -> str:
    """The text of the list with one more address at its place in the order; all other lines stay as they are."""
    lines = text.splitlines(keepends=True)
    places = [(line.strip(), number) for number, line in enumerate(lines) if line.strip().startswith("/")]
    if address in dict(places):
        return text
    before = max((number for other, number in places if other < address), default=None)
    place = before + 1 if before is not None else places[0][1] if places else len(lines)
    end = "\r\n" if "\r\n" in text else "\n"
    if place == len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    return "".join([*lines[:place], address + end, *lines[place:]])
