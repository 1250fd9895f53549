"""What stands below a guide: nobody has reviewed a page unless its front matter says who, in what role, and when."""

from typing import Any

from kinesite.content.entries import Area, Page
from kinesite.render.colophon import colophon
from kinesite.render.views import Colophon
from tests import samples

REVIEWED = {
    "status": "reviewed",
    "by": "A. Person",
    "role": "Physiotherapist",
    "on": "2026-01-10",
    "next": "2028-01-10",
}


def _colophon(**changes: Any) -> Colophon:
    found = colophon(samples.exercise(**changes), samples.words(), samples.texts())
    assert found is not None
    return found


def test_an_unreviewed_page_says_that_it_is_and_names_nobody():
    review = _colophon().review
    assert review is not None
    assert not review.reviewed
    assert review.line == "Not yet reviewed by a clinician."
    assert (review.next_date, review.overdue) == ("", "")


def test_a_name_and_a_day_alone_are_no_review():
    """The model refuses such a file; the page would not believe it either."""
    claimed = samples.exercise(review=REVIEWED)
    shown = colophon(claimed.but(review=claimed.review.but(status="unreviewed")), samples.words(), samples.texts())
    assert shown is not None
    assert shown.review is not None
    assert (shown.review.reviewed, shown.review.line) == (False, "Not yet reviewed by a clinician.")


def test_a_reviewed_page_names_the_person_the_role_the_day_and_the_next_day():
    review = _colophon(review=REVIEWED).review
    assert review is not None
    assert review.reviewed
    assert review.line == "Reviewed by A. Person, Physiotherapist, on 10 January 2026. Next review by 10 January 2028."
    assert review.next_date == "2028-01-10"
    assert "10 January 2028" in review.overdue


def test_sources_say_when_they_were_read_and_what_they_support():
    source = _colophon().sources[0]
    assert (source.publisher, source.title, source.accessed) == ("NHS", "Back pain", "10 January 2026")
    assert (source.url, source.supports) == (samples.SOURCE["url"], "repetitions")


def test_the_newest_change_comes_first():
    days = ["2026-01-10", "2026-03-01", "2026-02-02"]
    history = [{"on": day, "note": f"On {day}.", "clinical": False} for day in days]
    assert [note for _day, note in _colophon(history=history).history] == [
        "On 2026-03-01.",
        "On 2026-02-02.",
        "On 2026-01-10.",
    ]


def test_the_disclaimer_is_the_one_that_the_entry_names():
    assert _colophon(disclaimer="routine").disclaimer == "Nobody chose these exercises for you."
    assert _colophon().disclaimer_title == "General information"


def test_a_page_that_claims_nothing_has_no_colophon():
    assert colophon(samples.entry(Area), samples.words(), samples.texts()) is None
    assert colophon(samples.entry(Page), samples.words(), samples.texts()) is None
    named = colophon(samples.entry(Page, disclaimer="page"), samples.words(), samples.texts())
    assert named is not None
    assert named.review is None
    assert named.disclaimer == "It does not stand in for care."
