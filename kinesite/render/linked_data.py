"""What a page says to machines about itself: JSON-LD in the words of schema.org.

Law: nothing is said that the page does not show. Whoever has not reviewed it is not named; an address that would have
to be whole is left out of a site that does not know its own; and no text can end the element that holds it.
"""

import json
from collections.abc import Iterable
from typing import Any

from kinesite.content.doses import Dose
from kinesite.content.entries import Condition, Routine
from kinesite.content.entry import Entry, Review
from kinesite.content.exercise import Exercise
from kinesite.content.schema import Range
from kinesite.content.settings import Publisher
from kinesite.content.vocabulary import SourceNote
from kinesite.render import views
from kinesite.render.material import Material
from kinesite.render.search import other_names
from kinesite.render.templating import Html

Node = dict[str, Any]
"""A thing in the words of schema.org."""

Way = Iterable[tuple[str, str]]
"""(name, whole address or nothing) of the pages from the home page down to this one."""

MINUTES, SECONDS, WEEKS = "MIN", "SEC", "WEE"
"""Units by their UN/CEFACT codes, as schema.org asks."""

_BESIDES = ("breaths", "hold", "sets", "sides", "build_to")
"""Parts of a dose for which schema.org has no property of their own."""
_OFTEN = ("times_a_day", "days_per_week")

_ESCAPED = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end the element, or a line of a script, with what JSON has in their place."""


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def linked_data(material: Material, here: str, home: str, way: Way) -> Html:
    """The JSON-LD of a page; empty where nothing is to be said. `here`, `home`: whole addresses, or nothing."""
    nodes = [node for node in (_page(material, here, home), _breadcrumbs(way)) if node]
    if not nodes:
        return Html("")
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = _JSON.encode(graph)
    for sign, instead in _ESCAPED.items():
        text = text.replace(sign, instead)
    return Html(text)


def _said(node: Node) -> Node:
    """A thing without what is not known of it."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}


def _breadcrumbs(way: Way) -> Node | None:
    steps = [
        _said({"@type": "ListItem", "position": place, "name": name, "item": address})
        for place, (name, address) in enumerate(way, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps} if len(steps) > 1 else None


def _page(material: Material, here: str, home: str) -> Node | None:
    """The page of an entry that makes claims about health; None for any other."""
    entry = material.own.entry if material.own else None
    sources: tuple[SourceNote, ...] = getattr(entry, "sources", ())
    if entry is None or not sources:
        return None
    settings = material.settings
    publisher = _publisher(settings.publisher)
    days = sorted(change.on.isoformat() for change in entry.history)
    page = {
        "@type": "MedicalWebPage",
        "name": entry.title,
        "url": here,
        "inLanguage": material.shown.language,
        "isPartOf": _said({"@type": "WebSite", "name": settings.title, "url": home}),
        "audience": {"@type": "Patient"},
        "publisher": publisher,
        "license": settings.licence.url,
        "datePublished": days[0] if days else "",
        "dateModified": days[-1] if days else "",
        **(_review(getattr(entry, "review", None)) if material.shown.language == settings.source_language else {}),
        "citation": [one.url for one in sources],
        **_subject(material, entry),
    }
    return _said(page)


def _publisher(publisher: Publisher) -> Node | None:
    """Who answers for the site; None where nobody has said whether that is a person."""
    return {"@type": publisher.kind.capitalize(), "name": publisher.name} if publisher.kind else None


def _review(review: Review | None) -> Node:
    if review is None or review.status != "reviewed" or review.on is None:
        return {}
    reviewer = {"@type": "Person", "name": review.by, "jobTitle": review.role}
    return {"lastReviewed": review.on.isoformat(), "reviewedBy": reviewer}


def _subject(material: Material, entry: Entry) -> Node:
    """What the page is about. A movement to leave is no plan."""
    match entry:
        case Exercise() if entry.dose and material.dose:
            return {"mainEntity": _exercise(material, entry, entry.dose, material.dose)}
        case Routine():
            return {"mainEntity": _routine(entry)}
        case Condition():
            return {"about": _named("MedicalCondition", entry)}
    return {}


def _named(kind: str, entry: Entry) -> Node:
    return _said({"@type": kind, "name": entry.title, "alternateName": list(other_names(entry))})


def _exercise(material: Material, entry: Exercise, dose: Dose, shown: views.Dose) -> Node:
    rows = {row.name: row for row in shown.rows}
    often, besides = (
        [f"{rows[name].label}: {rows[name].value}" for name in names if name in rows] for names in (_OFTEN, _BESIDES)
    )
    plan = {
        **_named("ExercisePlan", entry),
        "exerciseType": material.words.vocabulary.kinds[entry.kind].label,
        "repetitions": _quantity(dose.reps) if dose.reps else None,
        "activityDuration": _quantity(dose.minutes, MINUTES) if dose.minutes else None,
        "restPeriods": _quantity(dose.rest, SECONDS) if dose.rest else None,
        "activityFrequency": often,
        "additionalVariable": besides,
        "timeRequired": f"PT{shown.minutes}M",
    }
    return _said(plan)


def _routine(entry: Routine) -> Node:
    minutes = entry.minutes
    plan = {
        **_named("ExercisePlan", entry),
        "activityFrequency": entry.frequency,
        "activityDuration": _quantity(entry.weeks, WEEKS) if entry.weeks else None,
        "timeRequired": f"PT{minutes.low}M" if minutes.low == minutes.high else "",
    }
    return _said(plan)


def _quantity(count: Range, unit: str = "") -> Node | int:
    """A number, alone or with its unit, or the numbers between two."""
    if count.low == count.high:
        return {"@type": "QuantitativeValue", "value": count.low, "unitCode": unit} if unit else count.low
    return _said({"@type": "QuantitativeValue", "minValue": count.low, "maxValue": count.high, "unitCode": unit})
