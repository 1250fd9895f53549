"""What stands below a guide: sources, the honest review line, history, disclaimer.

Law: nobody has reviewed a page unless its front matter names who, in what role, and when.
"""

from kinesite.content.entry import Change, Entry, Review
from kinesite.content.vocabulary import SourceNote, Words
from kinesite.render import views
from kinesite.structure.languages import Texts


def colophon(entry: Entry, words: Words, texts: Texts) -> views.Colophon | None:
    """The colophon of an entry that makes claims; None for one without sources, review and disclaimer."""
    sources: tuple[SourceNote, ...] = getattr(entry, "sources", ())
    review: Review | None = getattr(entry, "review", None)
    disclaimer: str | None = getattr(entry, "disclaimer", None)
    if not (sources or review or disclaimer):
        return None
    text = words.disclaimers[disclaimer] if disclaimer else None
    return views.Colophon(
        sources=tuple(_source(source, texts) for source in sources),
        review=reviewed(review, texts) if review else None,
        history=_history(entry.history, texts),
        disclaimer_title=text.title if text else "",
        disclaimer=text.text if text else "",
    )


def _source(source: SourceNote, texts: Texts) -> views.Source:
    accessed = texts.date(source.accessed)
    return views.Source(source.publisher, source.title, source.url, accessed, source.supports)


def reviewed(review: Review, texts: Texts) -> views.Review:
    """The review line; only a review that names who, in what role, when and until when is one."""
    if not (review.status == "reviewed" and review.on and review.next):
        return views.Review(reviewed=False, line=texts("review.unreviewed"), next_date="", overdue="")
    following = texts.date(review.next)
    line = texts("review.reviewed", by=review.by, role=review.role, on=texts.date(review.on), next=following)
    overdue = texts("review.overdue", next=following)
    return views.Review(reviewed=True, line=line, next_date=review.next.isoformat(), overdue=overdue)


def _history(history: tuple[Change, ...], texts: Texts) -> tuple[tuple[str, str], ...]:
    newest = sorted(history, key=lambda change: change.on, reverse=True)
    return tuple((texts.date(change.on), change.note) for change in newest)
