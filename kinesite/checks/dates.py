"""Rules that depend on the day: what lies in the future, what is overdue.

Law: the day decides only about messages, never about a byte of the output.
"""

import datetime as dt
from collections.abc import Iterator

from kinesite.content.documents import KeyPath, Problem
from kinesite.content.entry import Entry
from kinesite.diagnostics import Severity

WARNING_DAYS = 60
"""How long before its next review a page is announced."""


def _dated(entry: Entry) -> Iterator[tuple[KeyPath, dt.date]]:
    """Days that cannot lie in the future, with their key paths."""
    for number, change in enumerate(entry.history):
        yield ("history", number, "on"), change.on
    for number, source in enumerate(getattr(entry, "sources", ())):
        yield ("sources", number, "accessed"), source.accessed
    review = getattr(entry, "review", None)
    if review is not None and review.on is not None:
        yield ("review", "on"), review.on


def future(entry: Entry, today: dt.date) -> Iterator[Problem]:
    """Days of the past that have not come yet."""
    for where, day in _dated(entry):
        if day > today + dt.timedelta(days=1):  # it is tomorrow already in another time zone
            why = "The page would claim something that has not happened."
            yield Problem(where, "D701", f"{day} has not come yet", why, "Write the day on which it happened.")


def overdue(entry: Entry, today: dt.date) -> Iterator[Problem]:
    """Reviews that are due, or will be within `WARNING_DAYS`: warnings."""
    review = getattr(entry, "review", None)
    if review is None or review.next is None or review.next > today + dt.timedelta(days=WARNING_DAYS):
        return
    state = "is overdue since" if review.next < today else "is due by"
    why = "The page tells its readers by itself once the day has passed."
    fix = "Have it reviewed, then write who, when, and the next day."
    yield Problem(("review", "next"), "D702", f"the review {state} {review.next}", why, fix, Severity.WARNING)
