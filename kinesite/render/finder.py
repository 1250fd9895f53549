"""The finder: every exercise to do, with what it can be chosen by; and the alphabet of all guides.

Law: what a filter does is decided in the browser; everything that it needs to know of an exercise stands here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kinesite.content.vocabulary import Vocabulary
from kinesite.render import views
from kinesite.render.chrome import breadcrumbs, head
from kinesite.render.material import Material
from kinesite.render.safety import cautions

_OTHERS = re.compile(r"[^a-z0-9]+")
NOTHING = "nothing"
"""The choice of those who have no equipment; no id of the vocabulary."""


def finder(material: Material) -> views.FinderPage:
    """Every exercise to do, by area, with the filters that a script puts in force."""
    title = material.texts("titles.finder")
    summary = material.texts("lists.finder_summary")
    groups = tuple(
        views.FinderGroup(
            area.partition("/")[2], material.cards[area].title, tuple(_item(material, one) for one in ids)
        )
        for area, ids in material.lists.items()
    )
    items = [item for group in groups for item in group.items]
    return views.FinderPage(
        head=head(material, title, summary),
        title=title,
        summary=summary,
        breadcrumbs=breadcrumbs(material, title),
        notices=(),
        filters=tuple(_filters(material, items)),
        mind=_minded(material, items),
        groups=groups,
        total=len(items),
    )


def _item(material: Material, entry_id: str) -> views.FinderItem:
    traits = material.traits[entry_id.partition("/")[2]]
    known = material.words.vocabulary.contraindications
    noted = (one if one.note else one.but(note=known[one.id].why) for one in traits.cautions)
    return views.FinderItem(
        card=material.card(entry_id),
        areas=traits.areas,
        kind=traits.kind,
        difficulty=traits.difficulty,
        position=traits.position,
        equipment=traits.equipment,
        cautions=cautions(noted, material.words),
    )


def _filters(material: Material, items: Iterable[views.FinderItem]) -> Iterator[views.Filter]:
    """What one chooses by, in the order in which a sore reader asks; choices that nothing has are left out."""
    items, vocabulary = tuple(items), material.words.vocabulary
    areas = {area.partition("/")[2]: material.cards[area].title for area in material.lists}
    yield _filter(material, "area", areas, (area for item in items for area in item.areas))
    for name, labels in _labels(vocabulary).items():
        yield _filter(material, name, labels, (getattr(item, name) for item in items))
    things = {name: one.label for name, one in vocabulary.equipment.items()}
    needed = (thing for item in items for thing in item.equipment or (NOTHING,))
    yield _filter(material, "equipment", {NOTHING: material.texts("facts.nothing_needed"), **things}, needed)


def _labels(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, str]]:
    return {
        "position": {name: one.label for name, one in vocabulary.positions.items()},
        "difficulty": {name: one.label for name, one in vocabulary.difficulties.items()},
        "kind": {name: one.label for name, one in vocabulary.kinds.items()},
    }


def _filter(material: Material, name: str, labels: Mapping[str, str], found: Iterable[str]) -> views.Filter:
    there = set(found)
    choices = tuple(views.Choice(one, label) for one, label in labels.items() if one in there)
    return views.Filter(name, material.texts(f"finder_filters.{name}"), choices)


def _minded(material: Material, items: Iterable[views.FinderItem]) -> tuple[views.Choice, ...]:
    """The contraindications that some exercise names, in the vocabulary's order."""
    there = {caution.id for item in items for caution in item.cautions}
    known = material.words.vocabulary.contraindications
    return tuple(views.Choice(one, known[one].label) for one in known if one in there)


def alphabet(material: Material) -> views.AlphabetPage:
    """All guides by title and by every other name."""
    title, summary = material.texts("titles.a_z"), material.texts("lists.a_z_summary")
    return _alphabet(material, title, summary)


def search(material: Material) -> views.AlphabetPage:
    """The page of the search; for those without scripts it offers the alphabet."""
    title, summary = material.texts("titles.search"), material.texts("lists.search_summary")
    return _alphabet(material, title, summary)


def _alphabet(material: Material, title: str, summary: str) -> views.AlphabetPage:
    names = sorted(_names(material), key=lambda name: (sorted_as(name.link.label), name.title, name.link.href))
    letters = tuple(
        views.Letter(letter, f"letter-{letter.lower()}", tuple(same))
        for letter, same in groupby(names, key=lambda name: _letter(name.link.label))
    )
    return views.AlphabetPage(
        head=head(material, title, summary),
        title=title,
        summary=summary,
        breadcrumbs=breadcrumbs(material, title),
        notices=(),
        letters=letters,
    )


def _names(material: Material) -> Iterator[views.Name]:
    for entry_id in material.lists["all"]:
        card, link = material.cards[entry_id], material.link(entry_id)
        kind = material.texts(f"kinds.{card.kind}")
        yield views.Name(link, "", kind, card.leave)
        for other in material.names[entry_id]:
            yield views.Name(views.Link(other, link.href, language=link.language), card.title, kind, card.leave)


def sorted_as(name: str) -> str:
    """A name without case, accents and what is no letter or digit."""
    if name.isascii():
        return _OTHERS.sub(" ", name.lower()).strip()  # the same, in a tenth of the time
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()
    )


def _letter(name: str) -> str:
    """The letter under which a name stands; all digits stand under one mark."""
    first = sorted_as(name)[:1]
    return "0-9" if not first or first.isdigit() else first.upper()
