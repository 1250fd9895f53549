"""Which entries a page lists, by the name under which its view shows them.

Law: ids only, so that an edited title changes nothing here.
"""

from collections.abc import Callable, Mapping

from kinesite.content.entries import Area, Condition, Guide, Routine
from kinesite.content.entry import Entry
from kinesite.content.exercise import Exercise
from kinesite.structure.routes import MOVED, Route
from kinesite.structure.shape import LISTS, WHATS_NEW, Row, Shape

Lists = Mapping[str, tuple[str, ...]]
"""Ids of entries by the name of the list."""


def _ids(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)


def grouped(rows: tuple[Row, ...]) -> Lists:
    """Ids by group, groups and ids in the order of the rows."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row.id)
    return {group: tuple(ids) for group, ids in found.items()}


def _home(shape: Shape, _route: Route) -> Lists:
    return {folder: _ids(shape.all(folder)) for folder in LISTS if folder != "exercises"}


def _list(shape: Shape, route: Route) -> Lists:
    """Exercises by their main area, guides by their topic, other kinds in one group without a heading."""
    if route.entry != "exercises":
        return grouped(shape.all(route.entry))
    return _by_area(shape, with_leave=True)


def _finder(shape: Shape, _route: Route) -> Lists:
    """A movement to leave is nothing to find."""
    return _by_area(shape, with_leave=False)


def _by_area(shape: Shape, *, with_leave: bool) -> Lists:
    """Exercises by their main area."""
    groups = {}
    for area in shape.all("areas"):
        own = [row for row in shape.of_area(area.id, "exercises") if row.areas[0] == area.id]
        own = [row for row in own if with_leave or not row.leave]
        groups[area.id] = _ids(tuple(own))
    return {area: ids for area, ids in groups.items() if ids}


def _all(shape: Shape, _route: Route) -> Lists:
    return {"all": tuple(shape.rows)}


def _claiming(shape: Shape, _route: Route) -> Lists:
    """The kinds of entry that may make claims about health."""
    folders = (*(folder for folder in LISTS if folder != "areas"), "pages")
    return {folder: _ids(shape.all(folder)) for folder in folders if shape.all(folder)}


def _not_found(shape: Shape, _route: Route) -> Lists:
    return {"areas": _ids(shape.all("areas"))}


def _figure(shape: Shape, route: Route) -> Lists:
    """The exercises that show it."""
    return {"exercises": _ids(tuple(row for row in shape.all("exercises") if row.figure == route.entry))}


def _design(_shape: Shape, _route: Route) -> Lists:
    return {}


def _moved(_shape: Shape, route: Route) -> Lists:
    """The entry that it leads on to."""
    return {"to": (route.entry,)}


def _whats_new(shape: Shape, _route: Route) -> Lists:
    return {"dated": shape.dated}


MADE_OF_OTHERS: Mapping[str, Callable[[Shape, Route], Lists]] = {
    "design": _design,
    "figure": _figure,
    "home": _home,
    "list": _list,
    "finder": _finder,
    "search": _all,
    "a-z": _all,
    "trust": _claiming,
    "not-found": _not_found,
    MOVED: _moved,
    WHATS_NEW: _whats_new,
}
"""The pages that show no entry of their own."""


def _exercise(exercise: Exercise) -> Lists:
    return {
        "areas": tuple(f"areas/{area}" for area in dict.fromkeys((exercise.area, *exercise.also_for))),
        "easier": tuple(f"exercises/{rung.id}" for rung in exercise.easier if rung.id),
        "harder": tuple(f"exercises/{rung.id}" for rung in exercise.harder if rung.id),
        "instead": tuple(f"exercises/{slug}" for slug in exercise.instead),
    }


def _routine(routine: Routine) -> Lists:
    steps = (step.exercise for stage in routine.stages for step in stage.steps)
    return {"steps": tuple(dict.fromkeys(f"exercises/{slug}" for slug in steps))}


def _condition(condition: Condition) -> Lists:
    return {
        "suits": tuple(f"exercises/{named.id}" for named in condition.suits),
        "leave": tuple(f"exercises/{named.id}" for named in condition.leave),
    }


def _area(shape: Shape, area_id: str) -> Lists:
    exercises = shape.of_area(area_id, "exercises")
    return {
        "exercises": _ids(tuple(row for row in exercises if not row.leave)),
        "leave": _ids(tuple(row for row in exercises if row.leave)),
        "routines": _ids(shape.of_area(area_id, "routines")),
        "conditions": _ids(shape.of_area(area_id, "conditions")),
    }


def _guide(shape: Shape, guide_id: str, guide: Guide) -> Lists:
    """The parts of its series, and the other guides of its topic."""
    series = _ids(shape.series(guide.series.id)) if guide.series else ()
    topic = [row.id for row in shape.all("guides") if guide.topic and row.group == guide.topic]
    return {"series": series, "related": tuple(one for one in topic if one not in (guide_id, *series))}


def of_entry(shape: Shape, entry_id: str, entry: Entry) -> Lists:
    """The lists on an entry's own page; entries that are not in the shape are left out of them."""
    lists: Lists = {}
    match entry:
        case Area():
            lists = _area(shape, entry_id)
        case Exercise():
            lists = _exercise(entry)
        case Routine():
            lists = _routine(entry)
        case Condition():
            lists = _condition(entry)
        case Guide():
            lists = _guide(shape, entry_id, entry)
    return {name: tuple(one for one in ids if one in shape.rows) for name, ids in lists.items()}
