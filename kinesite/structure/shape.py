"""The site's skeleton: which entries there are, in what order, and which pages they make. It holds no titles.

Law: the same entries give the same shape, whatever order they were read in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinesite.content.entries import BY_NAME, Area, Condition, Guide, Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.vocabulary import DIFFICULTIES
from kinesite.structure.routes import NOT_FOUND, Route, address

LISTS = ("exercises", "routines", "conditions", "guides", "areas")
"""The kinds of entry that have a page listing all of them, at the address of their folder."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the skeleton knows of one entry."""

    id: str
    """Folder and slug, such as `exercises/bird-dog`."""
    kind: str
    path: str
    """The source file in the source language."""
    areas: tuple[str, ...]
    """Ids of the areas that list it, the main one first."""
    rank: tuple[int, ...]
    """Sorts a list: for exercises from easy to hard, those to leave last."""
    leave: bool = False
    figure: str = ""
    """The figure that it shows."""
    series: tuple[str, int] | None = None

    @property
    def slug(self) -> str:
        """The file's name without its ending."""
        return self.id.partition("/")[2]

    @property
    def folder(self) -> str:
        """The folder of its kind."""
        return self.id.partition("/")[0]


def row(entry_id: str, path: str, entry: Entry) -> Row:
    """The row of an entry."""
    kind = next(name for name, kind in BY_NAME.items() if kind.folder == entry_id.partition("/")[0])
    areas: tuple[str, ...] = ()
    rank: tuple[int, ...] = (0,)
    leave, figure = False, ""
    if isinstance(entry, Exercise):
        leave, figure = entry.advice == "leave", entry.figure or ""
        areas = tuple(f"areas/{area}" for area in dict.fromkeys((entry.area, *entry.also_for)))
        rank = (int(leave), DIFFICULTIES.index(entry.difficulty))
    elif isinstance(entry, Routine | Condition):
        areas = tuple(f"areas/{area}" for area in entry.areas)
    elif isinstance(entry, Area):
        rank = (entry.order,)
    series = (entry.series.id, entry.series.part) if isinstance(entry, Guide) and entry.series else None
    return Row(entry_id, kind, path, areas, rank, leave, figure, series)


@dataclass(frozen=True, slots=True)
class Shape:
    """All rows by id, in the order in which lists show them."""

    rows: dict[str, Row]

    def all(self, folder: str) -> tuple[Row, ...]:
        """The rows of one kind, in order."""
        return tuple(row for row in self.rows.values() if row.folder == folder)

    def of_area(self, area: str, folder: str) -> tuple[Row, ...]:
        """The rows of one kind that an area lists: those that it is the main area of come first in each rank."""
        found = [row for row in self.all(folder) if area in row.areas]
        return tuple(sorted(found, key=lambda row: (row.rank, row.areas[0] != area, row.id)))

    def series(self, name: str) -> tuple[Row, ...]:
        """The guides of a series, by part."""
        found = [row for row in self.rows.values() if row.series and row.series[0] == name]
        return tuple(sorted(found, key=lambda row: (row.series or ("", 0))[1]))


def shaped(rows: list[Row]) -> Shape:
    """The shape of these rows."""
    return Shape({row.id: row for row in sorted(rows, key=lambda row: (row.folder, row.rank, row.id))})


def routes(shape: Shape, languages: Mapping[str, str], figures: Iterable[str] = ()) -> tuple[Route, ...]:
    """Every page of the site, sorted.

    `languages`: code to address prefix, empty for the source language. `figures`: ids of those with a page of their
    own, where whoever draws one can look at it.
    """
    source = next(code for code, prefix in languages.items() if not prefix)
    found = [Route(NOT_FOUND, "not-found", source)]
    found += [Route(address("figures", figure), "figure", source, figure) for figure in figures]
    for language, prefix in languages.items():
        found.append(Route(f"/{prefix}/" if prefix else "/", "home", language))
        found += [
            Route(address("pages", folder, prefix), "list", language, folder) for folder in LISTS if shape.all(folder)
        ]
        found += [
            Route(address(row.folder, row.slug, prefix), row.kind, language, row.id) for row in shape.rows.values()
        ]
    return tuple(sorted(found))
