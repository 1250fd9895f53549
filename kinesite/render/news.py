"""What's new: the page of all that was published or changed, by day.

Law: a change that alters what a reader does is named first on its day, and marked in words.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from kinesite.render import views
from kinesite.render.chrome import breadcrumbs, head
from kinesite.render.feed import address_of
from kinesite.render.material import Material
from kinesite.structure.news import Event, events

MOST = 200
"""Guides that the page names; older changes stand on the pages of the guides themselves."""


def whats_new(material: Material) -> views.WhatsNewPage:
    """All that is new or changed, newest first."""
    title, summary = material.texts("titles.whats_new"), material.texts("lists.whats_new_summary")
    found = events(material.histories)
    feed = address_of(material.prefix) if material.settings.base_url else ""
    return views.WhatsNewPage(
        head=head(material, title, summary),
        title=title,
        summary=summary,
        breadcrumbs=breadcrumbs(material, title),
        notices=(),
        days=tuple(_days(material, found[:MOST])),
        older=material.texts("whats_new.older", n=MOST) if len(found) > MOST else "",
        feed=views.Link(material.texts("whats_new.feed"), material.linker.href(feed)) if feed else None,
    )


def _days(material: Material, found: Iterable[Event]) -> Iterator[views.NewsDay]:
    for day, same_day in groupby(found, key=lambda event: event.day):
        groups = tuple(
            _group(material, name, list(same_name)) for name, same_name in groupby(same_day, key=_group_name)
        )
        yield views.NewsDay(day.isoformat(), material.texts.date(day), groups)


def _group_name(event: Event) -> str:
    """`clinical` or `changed`; the folder of what is new."""
    return event.entry.partition("/")[0] if event.kind == "new" else event.kind


def _group(material: Material, name: str, found: list[Event]) -> views.NewsGroup:
    """The guides of one heading: what is new by title, and what is the same of all of it goes without saying."""
    if found[0].kind == "new":
        found = sorted(found, key=lambda event: _by_title(material, event))
    silent = found[0].kind == "new" and len(found) > 1 and len({event.notes for event in found}) == 1
    lines = tuple(_line(material, event, silent=silent) for event in found)
    return views.NewsGroup(name, material.texts(f"whats_new.{name}"), found[0].clinical, lines)


def _by_title(material: Material, event: Event) -> tuple[bool, str]:
    """Sorts by title, what to leave last."""
    card = material.cards[event.entry]
    return card.leave, card.title.casefold()


def _line(material: Material, event: Event, *, silent: bool) -> views.NewsLine:
    notes = () if silent else event.notes
    kind = material.texts(f"kinds.{material.cards[event.entry].kind}") if event.kind != "new" else ""
    language = material.foreign(material.settings.source_language)
    return views.NewsLine(material.card(event.entry), kind, notes, language)
