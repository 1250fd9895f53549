"""The work of a build, as one table.

Law: this table is all the work there is, in the order in which a file becomes a page. A task needs only tasks that
stand above it. It holds no branch on a kind.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from kinesite.content import canonical
from kinesite.content.catalog import Catalog
from kinesite.content.finding import SearchWords
from kinesite.content.vocabulary import SideWords
from kinesite.content.wording import Wording
from kinesite.incremental.trace import Codec, Task
from kinesite.pipeline import (
    addressing,
    discovery,
    entries,
    evidence,
    graph,
    linking,
    making,
    planning,
    receipts,
    records,
    searching,
    showcases,
    words,
)
from kinesite.render.cards import Card, Traits
from kinesite.render.examples import Showcase
from kinesite.render.markup import Body, Destination
from kinesite.render.material import Captions, Chrome, Drawn, Gallery, Media, Motion, Poster, Stated
from kinesite.render.search import Findable
from kinesite.render.templating import Template
from kinesite.structure.news import History
from kinesite.structure.relations import Bonds
from kinesite.structure.routes import Route
from kinesite.structure.shape import Shape


def _seen(run: Callable[..., Any], encode: Callable[[Any], str] = canonical.text_of, **more: Any) -> Task:
    """A task whose values are told apart by a digest and computed again when somebody looks at them."""
    return Task(run, Codec(encode), **more)


def _kept(run: Callable[..., Any], kind: Any, **more: Any) -> Task:
    """A task whose values are kept."""
    return Task(run, Codec(canonical.text_of, canonical.Reader(kind)), **more)


def _known(ids: Mapping[str, frozenset[str]]) -> str:
    return json.dumps({kind: sorted(ids[kind]) for kind in sorted(ids)})


def _catalog(catalog: Catalog) -> str:
    return canonical.text_of((catalog.entries, catalog.figures, catalog.media, catalog.notes))


TASKS: dict[str, Task] = {
    "settings": _seen(words.site_settings),
    "catalog": _seen(words.catalog, _catalog),
    "words": _seen(words.words),
    "wording": _kept(words.wording, Wording),
    "known": _seen(words.known, _known),
    "side_words": _kept(words.side_words, SideWords | None),
    "source": _kept(entries.source, str),
    "drawing": _kept(entries.drawing, Drawn | None, weight=5),
    "motion": _kept(entries.motion, Motion | None, weight=20),
    "captions": _kept(entries.captions, Captions),
    "picture": _seen(entries.picture),
    "media": _kept(entries.media, Media | None),
    "facts": _seen(entries.facts, weight=1, carried=True),
    "original": _seen(entries.original),
    "entry": _seen(entries.entry),
    "body": _kept(entries.body, Body | None, weight=1),
    "claims": _seen(entries.claims),
    "anchors": _kept(entries.anchors, tuple[str, ...]),
    "standing": _kept(graph.standing, graph.Standing),
    "statement": _kept(evidence.statement, Stated | None),
    "bonds": _kept(graph.all_bonds, Bonds),
    "shape": _kept(graph.shape, Shape),
    "components": _kept(showcases.components, tuple[str, ...]),
    "routes": _kept(graph.all_routes, dict[str, Route]),
    "register": _kept(addressing.register, addressing.Register),
    "place": _kept(graph.place, graph.Place | None),
    "links": _kept(linking.links, tuple[Destination, ...]),
    "history": _kept(discovery.history, History),
    "card": _kept(graph.one_card, Card | None),
    "traits": _kept(graph.one_traits, Traits | None),
    "well_named": _kept(records.well_named, bool),
    "entry_record": _kept(records.entry_record, str),
    "search_words": _kept(searching.search_words, SearchWords | None),
    "names": _kept(searching.names, tuple[str, ...]),
    "summary": _kept(graph.summary, str),
    "findable": _kept(searching.one_findable, Findable | None),
    "search": _kept(searching.search, records.Record | None),
    "latest": _kept(searching.latest, records.Record | None),
    "assets": _seen(making.assets),
    "poster": _kept(making.poster, Poster | None),
    "chrome": _kept(graph.chrome, Chrome | None),
    "template": _kept(making.template, Template | None),
    "showcase": _kept(showcases.showcase, Showcase | None, weight=1),
    "gallery": _kept(showcases.gallery, Gallery | None),
    "page": _seen(making.page, making.text_digest, weight=1, carried=True),
    "outline": _kept(making.outline, making.Outline | None),
    "files": _kept(planning.files, planning.Files),
    "linked": _seen(planning.linked, weight=1),
    "relations": _seen(graph.relations),
    "summaries": _seen(graph.summaries),
    "record": _kept(records.record, records.Record | None),
    "seal": _kept(receipts.seal, str),
    "entry_alone": _seen(planning.entry_alone, weight=1),
    "page_alone": _kept(planning.page_alone, bool, weight=1),
    "receipt": _kept(receipts.receipt, records.Record | None),
    "site": _kept(planning.site, planning.Plan | None),
}
"""Every task, besides those that look at the world (`pipeline.world`)."""
