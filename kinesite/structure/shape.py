"""The site's skeleton: which entries there are, in what order, and which pages they make. It holds no titles.

Law: the same entries give the same shape, whatever order they were read in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from kinesite.content.entries import BY_FOLDER, Area, Condition, Guide, Page, Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.content.vocabulary import DIFFICULTIES, GROUPS, TOPICS
from kinesite.structure.routes import DESIGN, MOVED, NOT_FOUND, Route, address, inside

MADE = ("search", "a-z", "trust")
"""Pages made of others that every site has, at the address of the same name; kinds of page, too."""

FINDER = "finder"
"""The page of all exercises to do, with filters: its kind and its address."""

WHATS_NEW = "whats-new"
"""The page of all that is new or changed: its kind and its address."""

LISTS = ("exercises", "routines", "conditions", "guides", "areas")
"""The kinds of entry that have a page listing all of them, at the address of their folder."""


_Name = TypeVar("_Name")


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
    """Sorts a list: exercises from easy to hard, those to leave last; routines from short to long."""
    leave: bool = False
    figure: str = ""
    """The figure that it shows."""
    repeats: bool = False
    """Its movement goes there and back, so that the figure can be played."""
    series: tuple[str, int] | None = None
    group: str = ""
    """What lists put together: a guide's topic, the part of the footer that names a page."""
    aliases: tuple[str, ...] = ()
    """Addresses at which it stood before, without a language."""
    dated: bool = False
    """It says what changed when."""

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
    kind = BY_FOLDER[entry_id.partition("/")[0]].name
    bare = Row(entry_id, kind, path, areas=(), rank=(0,), aliases=entry.aliases, dated=bool(entry.history))
    return replace(bare, **_OWN[type(entry)](entry))


def _exercise(exercise: Exercise) -> dict[str, Any]:
    areas = dict.fromkeys((exercise.area, *exercise.also_for))
    leave = exercise.advice == "leave"
    rank = (int(leave), DIFFICULTIES.index(exercise.difficulty))
    return {
        "areas": _areas(areas),
        "rank": rank,
        "leave": leave,
        "figure": exercise.figure or "",
        "repeats": exercise.repeats,
    }


def _guide(guide: Guide) -> dict[str, Any]:
    rank = (TOPICS.index(guide.topic) if guide.topic else len(TOPICS), guide.order)
    series = (guide.series.id, guide.series.part) if guide.series else None
    return {"rank": rank, "group": guide.topic or "", "series": series}


def _areas(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"areas/{area}" for area in slugs)


_OWN: Mapping[type[Entry], Callable[[Any], dict[str, Any]]] = {
    Area: lambda area: {"rank": (area.order,)},
    Condition: lambda condition: {"areas": _areas(condition.areas), "rank": (condition.order,)},
    Exercise: _exercise,
    Guide: _guide,
    Page: lambda page: {"rank": (GROUPS.index(page.group), page.order), "group": page.group},
    Routine: lambda routine: {"areas": _areas(routine.areas), "rank": (routine.minutes.high,)},
}
"""What the row of each kind of entry has of its own."""


@dataclass(frozen=True)
class Shape:
    """All rows by id, in the order in which lists show them."""

    rows: dict[str, Row]

    @cached_property
    def _folders(self) -> dict[str, tuple[Row, ...]]:
        """Sorted once: every page asks."""
        return _by(lambda row: [row.folder], self.rows.values())

    @cached_property
    def _areas(self) -> dict[tuple[str, str], tuple[Row, ...]]:
        return _by(lambda row: [(area, row.folder) for area in row.areas], self.rows.values())

    @cached_property
    def _series(self) -> dict[str, tuple[Row, ...]]:
        return _by(lambda row: [row.series[0]] if row.series else [], self.rows.values())

    def all(self, folder: str) -> tuple[Row, ...]:
        """The rows of one kind, in order."""
        return self._folders.get(folder, ())

    def of_area(self, area: str, folder: str) -> tuple[Row, ...]:
        """The rows of one kind that an area lists: those that it is the main area of come first in each rank."""
        found = self._areas.get((area, folder), ())
        return tuple(sorted(found, key=lambda row: (row.rank, row.areas[0] != area, row.id)))

    @property
    def dated(self) -> tuple[str, ...]:
        """The ids of the entries that say what changed when, kind by kind."""
        return tuple(row.id for folder in (*LISTS, "pages") for row in self.all(folder) if row.dated)

    @property
    def aliases(self) -> tuple[tuple[str, str], ...]:
        """(id, alias) of every address at which an entry stood before."""
        return tuple((row.id, alias) for row in self.rows.values() for alias in row.aliases)

    def series(self, name: str) -> tuple[Row, ...]:
        """The guides of a series, by part."""
        return tuple(sorted(self._series.get(name, ()), key=lambda row: (row.series or ("", 0))[1]))


def _by(names: Callable[[Row], Iterable[_Name]], rows: Iterable[Row]) -> dict[_Name, tuple[Row, ...]]:
    """Rows by each of their names, in their order."""
    found: dict[_Name, list[Row]] = {}
    for row in rows:
        for name in names(row):
            found.setdefault(name, []).append(row)
    return {name: tuple(own) for name, own in found.items()}


def shaped(rows: list[Row]) -> Shape:
    """The shape of these rows."""
    return Shape({row.id: row for row in sorted(rows, key=lambda row: (row.folder, row.rank, row.id))})


def routes(
    shape: Shape, languages: Mapping[str, str], figures: Iterable[str] = (), *, design: bool = False
) -> tuple[Route, ...]:
    """Every page of the site, sorted.

    `languages`: code to address prefix, empty for the source language. `figures`: ids of those with a page of their
    own, where whoever draws one can look at it. `design`: whether there is a page of all components.
    """
    source = next(code for code, prefix in languages.items() if not prefix)
    found = [Route(NOT_FOUND, "not-found", source)]
    found += [Route(address("figures", figure), "figure", source, figure) for figure in figures]
    found += [Route(DESIGN, "design", source)] if design else []
    for language, prefix in languages.items():
        found.append(Route(inside("/", prefix), "home", language))
        found += [
            Route(address("pages", folder, prefix), "list", language, folder) for folder in LISTS if shape.all(folder)
        ]
        found += [Route(address("pages", page, prefix), page, language, page) for page in MADE]
        if any(not row.leave for row in shape.all("exercises")):
            found.append(Route(address("pages", FINDER, prefix), FINDER, language, FINDER))
        if shape.dated:
            found.append(Route(address("pages", WHATS_NEW, prefix), WHATS_NEW, language, WHATS_NEW))
        found += [
            Route(address(row.folder, row.slug, prefix), row.kind, language, row.id) for row in shape.rows.values()
        ]
        found += [Route(inside(old, prefix), MOVED, language, one) for one, old in shape.aliases]
    return tuple(sorted(found))
