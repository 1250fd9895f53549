"""The page of what has been checked: for each guide its sources, its last change and its review.

Law: what people attest and what a machine looked at stand apart. Nothing is said of a guide that its own front matter
does not say, nothing of a check that does not run, and nothing of money but where the site's own pages speak of it.
The questions are the benchmarks of Silberg, Lundberg and Musacchio (JAMA 1997;277:1244): authorship, attribution,
disclosure, currency.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinesite.content.entry import Entry, Review
from kinesite.content.vocabulary import SourceNote
from kinesite.render import views
from kinesite.render.chrome import HOW_WE_CHECK, breadcrumbs, head
from kinesite.render.colophon import reviewed
from kinesite.render.finder import sorted_as
from kinesite.render.material import Evidence, Material, Stated
from kinesite.render.templating import Html

ABOUT = "pages/about"
EDITORIAL_POLICY = "pages/editorial-policy"
"""Pages that say more, where a site has them."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "safety": (
        "safety",
        "collapsed",
        "fields",
        "steps",
        "position",
        "forbidden",
        "unchecked",
        "sent_to",
        "falling",
        "circles",
    ),
    "facts": ("colophon", "doses", "summaries"),
    "privacy": ("policy", "styles"),
    "reading": ("links", "onward", "pictures", "headings", "ids", "weight"),
}
"""In what order rules are told. One that stands nowhere here is told at the end."""


def stated(entry: Entry) -> Stated | None:
    """What an entry states of itself; None for one that makes no claims about health."""
    sources: tuple[SourceNote, ...] = getattr(entry, "sources", ())
    review: Review | None = getattr(entry, "review", None)
    if not (sources or review):
        return None
    changed = max((change.on for change in entry.history), default=None)
    return Stated(tuple(sorted(source.accessed for source in sources)), changed, review)


@dataclass(frozen=True, slots=True)
class _Summary:
    """What all guides state, put together."""

    found: tuple[Stated, ...]

    @property
    def reviews(self) -> list[Review]:
        return [one.review for one in self.found if one.review and one.review.status == "reviewed"]

    @property
    def read(self) -> list[dt.date]:
        """The days on which sources were read, in order."""
        return sorted(day for one in self.found for day in one.read)

    @property
    def changed(self) -> dt.date | None:
        return max((one.changed for one in self.found if one.changed), default=None)


def trust(material: Material) -> views.TrustPage:
    """The page of what has been checked."""
    texts, evidence = material.texts, material.evidence
    title, summary = texts("titles.trust"), texts("lists.trust_summary")
    groups = tuple(_groups(material, evidence.stated))
    told = _Summary(tuple(evidence.stated[one] for ids in _listed(material).values() for one in ids))
    parts = {name: texts(f"trust.{name}") for name in ("people", "machine", "yourself")}
    contents = (*parts.items(), *((group.id, group.title) for group in groups))
    return views.TrustPage(
        head=head(material, title, summary),
        title=title,
        summary=summary,
        breadcrumbs=breadcrumbs(material, title),
        notices=(),
        reviewed=texts("trust.reviewed", n=len(told.reviews), total=len(told.found)),
        contents=tuple(views.Section(part, name, Html("")) for part, name in contents),
        answers=tuple(_answers(material, told)),
        rules=tuple(_rules(material, evidence)),
        groups=groups,
        receipt=material.linker.href(evidence.receipt) if evidence.receipt else "",
    )


def _listed(material: Material) -> Mapping[str, tuple[str, ...]]:
    """The entries that make claims, by kind, each kind in the order of its titles."""
    known = material.evidence.stated
    found = {folder: [one for one in ids if one in known] for folder, ids in material.lists.items()}
    return {
        folder: tuple(sorted(ids, key=lambda one: (sorted_as(material.cards[one].title), one)))
        for folder, ids in found.items()
        if ids
    }


def _groups(material: Material, known: Mapping[str, Stated]) -> Iterator[views.StatementGroup]:
    for folder, ids in _listed(material).items():
        rows = tuple(_statement(material, one, known[one]) for one in ids)
        yield views.StatementGroup(folder, material.texts(f"titles.{folder}"), rows)


def _statement(material: Material, entry_id: str, own: Stated) -> views.Statement:
    texts = material.texts
    read = texts("trust.sources", n=len(own.read), day=texts.date(own.read[-1])) if own.read else ""
    changed = texts("trust.changed", day=texts.date(own.changed)) if own.changed else texts("trust.no_change")
    review = own.review or Review(status="unreviewed")
    return views.Statement(material.link(entry_id), read or texts("trust.no_source"), changed, reviewed(review, texts))


def _answers(material: Material, told: _Summary) -> Iterator[views.Answer]:
    """What people answer for, in the order in which a doubter asks: was it reviewed, on what does it rest, by whom is
    it, who gains, how old is it.
    """
    texts, publisher = material.texts, material.settings.publisher
    review = texts("trust.review_some" if told.reviews else "trust.review_none")
    yield views.Answer(texts("trust.review_title"), review, None)
    yield views.Answer(texts("trust.attribution_title"), _attribution(material, told), _page(material, HOW_WE_CHECK))
    written = texts("trust.authorship", publisher=publisher.name)
    if publisher.contact:
        written += " " + texts("trust.contact", contact=publisher.contact)
    yield views.Answer(texts("trust.authorship_title"), written, _page(material, ABOUT))
    money = _page(material, EDITORIAL_POLICY)
    yield views.Answer(
        texts("trust.disclosure_title"), texts("trust.disclosure" if money else "trust.disclosure_none"), money
    )
    yield views.Answer(texts("trust.currency_title"), " ".join(_currency(material, told)), None)


def _attribution(material: Material, told: _Summary) -> str:
    texts, read = material.texts, told.read
    if not read:
        return texts("trust.attribution_none")
    oldest, newest = texts.date(read[0]), texts.date(read[-1])
    name = "trust.attribution_day" if oldest == newest else "trust.attribution"
    counts = {"n": sum(bool(one.read) for one in told.found), "total": len(told.found), "all": len(read)}
    return texts(name, oldest=oldest, newest=newest, **counts) + " " + texts("trust.attribution_word")


def _currency(material: Material, told: _Summary) -> Iterator[str]:
    texts = material.texts
    yield texts("trust.currency", day=texts.date(told.changed)) if told.changed else texts("trust.no_change")
    due = min((review.next for review in told.reviews if review.next), default=None)
    yield texts("trust.due", day=texts.date(due)) if due else texts("trust.due_none")


def _page(material: Material, entry_id: str) -> views.Link | None:
    return material.link(entry_id) if entry_id in material.cards else None


def _rules(material: Material, evidence: Evidence) -> Iterator[views.RuleGroup]:
    """The rules that run, in groups; those without a place of their own in the last."""
    placed = {name for names in GROUPS.values() for name in names}
    last = tuple(name for name in evidence.checks if name not in placed)
    for group, names in GROUPS.items():
        own = [name for name in names if name in evidence.checks]
        own += last if group == tuple(GROUPS)[-1] else ()
        title = material.texts(f"check_groups.{group}")
        yield views.RuleGroup(f"checks-{group}", title, tuple(material.texts(f"checks.{name}") for name in own))
