"""Addresses that last: each alias stands where nothing else does, and every address ever published still answers.

Law: an address leads to one page, and once it has been published it leads to one for ever.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from kinesite.content.addresses import PATH, Listed
from kinesite.content.documents import Problem
from kinesite.diagnostics import Diagnostic, Span, error, nearest, warning
from kinesite.structure.routes import MOVED, Route
from kinesite.structure.shape import Shape

_SHOWN = 5
"""Addresses that a message names."""


def aliases(shape: Shape, routes: Iterable[Route], languages: Mapping[str, str]) -> Iterator[tuple[str, Problem]]:
    """(id of an entry, what is wrong with one of its aliases). `languages`: code to address prefix."""
    there: dict[str, list[Route]] = defaultdict(list)
    for route in routes:
        there[route.address].append(route)
    for entry_id, row in shape.rows.items():
        for number, alias in enumerate(row.aliases):
            message, fix = _misplaced(alias, entry_id, there[alias], languages)
            if row.aliases.index(alias) < number:
                message, fix = f"{alias} stands here twice", "Delete one of the two."
            if message:
                why = "Only one page can answer at an address."
                yield entry_id, Problem(("aliases", number), "A403", message, why, fix)


def _misplaced(alias: str, entry_id: str, there: list[Route], languages: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong with an alias and how to mend it; two empty texts when nothing is. `there`: what stands there."""
    code = alias.split("/")[1]
    if languages.get(code):
        fix = f"Write {alias.removeprefix(f'/{code}')}: an alias holds in every language."
        return f"{alias} begins with the language {code}", fix
    pages = [route for route in there if route.page != MOVED]
    if any(route.entry == entry_id for route in pages):
        return f"{alias} is the address of this guide itself", "Delete it, or write the address where it stood before."
    others = [route.entry or route.page for route in (*pages, *there) if route.entry != entry_id]
    if others:
        owner = "an alias of" if not pages else "the address of"
        return f"{alias} is already {owner} {others[0]}", "Delete one of the two, or rename a file."
    return "", ""


def gone(listed: Iterable[Listed], answering: Collection[str], pages: Collection[str]) -> Iterator[Diagnostic]:
    """The addresses of the list at which nothing answers any more. `pages`: those that could have taken their place."""
    for one in listed:
        if one.address in answering:
            continue
        alike = [page for page in pages if page.count("/") == one.address.count("/")]
        match = nearest(one.address, alike)
        near = f" The nearest address is {match}." if match else ""
        message = f"nothing answers at {one.address} any more"
        why = "Printed codes, bookmarks and links from other sites lead there; readers would find nothing."
        fix = f'Write "aliases: [{one.address}]" into the guide that took its place, or bring the page back.{near}'
        fix += " If the site never held it, delete this line."
        yield error(Span(PATH, one.line), "A404", message, why=why, fix=fix)


def unlisted(addresses: tuple[str, ...], line: int) -> Iterator[Diagnostic]:
    """The remark that pages are not in the list yet; `line` is the one behind which they belong."""
    if addresses:
        shown = ", ".join(addresses[:_SHOWN]) + (f" and {len(addresses) - _SHOWN} more" if addresses[_SHOWN:] else "")
        message = f"not listed yet: {shown}"
        why = "Nobody would notice if the address of such a page were lost later."
        yield warning(Span(PATH, line), "A406", message, why=why, fix="Add each on a line of its own.")
