"""Days: nothing claimed before its day, reviews announced before they are due."""

import datetime as dt

import pytest

from kinesite.checks.dates import WARNING_DAYS, future, overdue
from kinesite.content.entries import Page
from kinesite.diagnostics import Severity
from tests import samples

TODAY = dt.date(2026, 11, 22)
REVIEW = {"status": "reviewed", "by": "A. Person", "role": "Physiotherapist", "on": "2026-01-10", "next": "2028-01-10"}


def _change(day: dt.date) -> list[dict[str, object]]:
    return [{"on": day.isoformat(), "note": "First published.", "clinical": True}]


@pytest.mark.parametrize(("days", "late"), [(-1, False), (0, False), (1, False), (2, True), (400, True)])
def test_a_day_that_has_not_come_is_a_mistake_where_it_is_written(days: int, *, late: bool):
    day = TODAY + dt.timedelta(days=days)
    exercise = samples.exercise(
        history=_change(day),
        sources=[samples.SOURCE, {**samples.SOURCE, "accessed": day.isoformat()}],
        review={**REVIEW, "on": day.isoformat(), "next": "2099-01-01"},
    )
    found = list(future(exercise, TODAY))
    places = [("history", 0, "on"), ("sources", 1, "accessed"), ("review", "on")] if late else []
    assert [problem.where for problem in found] == places
    assert all(problem.code == "D701" and problem.severity is Severity.ERROR for problem in found)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "is overdue since"), (0, "is due by"), (WARNING_DAYS, "is due by"), (WARNING_DAYS + 1, None)],
)
def test_a_review_is_announced_before_it_is_due(days: int, words: str | None):
    exercise = samples.exercise(review={**REVIEW, "next": (TODAY + dt.timedelta(days=days)).isoformat()})
    found = list(overdue(exercise, TODAY))
    assert [problem.severity for problem in found] == ([Severity.WARNING] if words else [])
    assert all(words is not None and words in problem.message for problem in found)


def test_a_page_that_nobody_reviewed_is_never_overdue():
    assert list(overdue(samples.exercise(), dt.date(2999, 1, 1))) == []
    assert list(overdue(samples.entry(Page), dt.date(2999, 1, 1))) == []
    assert list(future(samples.entry(Page), TODAY)) == []
