"""Addresses: what stands where, how one page names another, and which file holds it.

Law: every page has one address and every address one page; addresses end in a slash but for `/404.html`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

NOT_FOUND = "/404.html"
DESIGN = "/design/"
MOVED = "moved"
"""The kind of page at an old address: it leads on to the new one."""
OUTSIDE = ("not-found", "figure", "design", MOVED)
"""Kinds of page that no reader is led to: they stand in no index, and are shown in no other language."""


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """One page: where it stands, what it shows, in which language."""

    address: str
    """Path from the site's root, with a leading slash."""
    page: str
    """A kind of page, as render.pages lists them."""
    language: str
    entry: str = ""
    """The entry it shows, such as `exercises/bird-dog`; the figure or the
    folder that it lists; empty for other pages made of others."""


def address(folder: str, slug: str, prefix: str = "") -> str:
    """The address of an entry; `prefix` is the language where it is not the source language."""
    start = f"/{prefix}/" if prefix else "/"
    return f"{start}{slug}/" if folder == "pages" else f"{start}{folder}/{slug}/"


def inside(place: str, prefix: str) -> str:
    """An address of the source language as it is in the language of a prefix."""
    return f"/{prefix}{place}" if prefix else place


def file_of(place: str) -> str:
    """The path, under the output, of the file at an address."""
    return place[1:] + "index.html" if place.endswith("/") else place[1:]


def collisions(routes: Iterable[Route]) -> Iterator[tuple[Route, Route]]:
    """Pairs of pages that claim one address."""
    found: dict[str, list[Route]] = defaultdict(list)
    for route in routes:
        found[route.address].append(route)
    for same in found.values():
        yield from ((same[0], other) for other in same[1:])


@dataclass(frozen=True)
class Linker:
    """How the page at one address names other addresses."""

    here: str
    with_index: bool
    """Without a base address, links end in `index.html`, so that the site opens from disk."""
    base_path: str = "/"

    def href(self, target: str, fragment: str = "") -> str:
        """A link to an address or a file of the output: relative to this page, absolute on the 404 page."""
        mark = f"#{fragment}" if fragment else ""
        if self.here == NOT_FOUND:
            return self.base_path + target[1:] + mark
        if target == self.here and fragment:
            return mark
        there = file_of(target) if self.with_index else target[1:]
        _folders, top, up = self._place
        return (self._way(there) if there.startswith(top) else up + there) + mark

    @cached_property
    def _place(self) -> tuple[list[str], str, str]:
        """(the folders in which this page's file stands, the first of them with a slash, the way up to the root)."""
        folders = file_of(self.here).split("/")[:-1]
        return folders, "".join(f"{folder}/" for folder in folders[:1]), "../" * len(folders)

    def _way(self, there: str) -> str:
        """The way from here to a file or folder, written plainly from the root.

        As `posixpath.relpath`, which asks a hundred times a page where it is and what `..` means.
        """
        here, (*folders, last) = self._place[0], there.split("/")
        shared = 0
        for own, other in zip(here, folders, strict=False):
            if own != other:
                break
            shared += 1
        return "/".join([*([".."] * (len(here) - shared)), *folders[shared:], last]) or "./"
