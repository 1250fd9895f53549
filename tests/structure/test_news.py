"""What is new: one event for each guide and day; a clinical change stays marked."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kinesite.content.entry import Change
from kinesite.structure.news import KINDS, Event, events, latest

DAYS = [dt.date(2026, 11, 20) + dt.timedelta(days=n) for n in range(4)]
changes = st.builds(
    lambda day, note, clinical: Change(on=day.isoformat(), note=note, clinical=clinical),
    st.sampled_from(DAYS),
    st.sampled_from(["First published.", "A newer source.", "Hold for 5 s."]),
    st.booleans(),
)
histories = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.lists(changes, max_size=5).map(tuple))


def _change(day: dt.date, note: str, *, clinical: bool = False) -> Change:
    return Change(on=day.isoformat(), note=note, clinical=clinical)


@given(histories)
def test_each_guide_and_day_has_one_event_and_no_note_is_lost(found: dict[str, tuple[Change, ...]]):
    told = {(event.entry, event.day): event for event in events(found)}
    assert len(told) == len(events(found))
    assert set(told) == {(entry, change.on) for entry, lines in found.items() for change in lines}
    for entry, lines in found.items():
        for change in lines:
            assert change.note in told[entry, change.on].notes


@given(histories)
def test_newest_first_and_of_one_day_the_gravest_first(found: dict[str, tuple[Change, ...]]):
    order = [(event.day, -KINDS.index(event.kind)) for event in events(found)]
    assert order == sorted(order, reverse=True)


@given(histories)
def test_the_earliest_line_alone_is_a_first_publication(found: dict[str, tuple[Change, ...]]):
    new = [event for event in events(found) if event.new]
    assert sorted((event.entry, event.day) for event in new) == sorted(
        (entry, min(change.on for change in lines)) for entry, lines in found.items() if lines
    )


@given(histories)
def test_the_latest_day_is_that_of_the_first_event(found: dict[str, tuple[Change, ...]]):
    told = events(found)
    assert latest(found) == (told[0].day if told else None)


def test_a_first_publication_alone_alters_nothing_that_anybody_does():
    [event] = events({"a": (_change(DAYS[0], "First published.", clinical=True),)})
    assert event == Event(DAYS[0], "a", new=True, clinical=False, notes=("First published.",))
    assert event.kind == "new"


def test_a_clinical_change_on_the_day_of_publication_is_marked():
    lines = (
        _change(DAYS[0], "First published.", clinical=True),
        _change(DAYS[0], "Hold for 5 s.", clinical=True),
        _change(DAYS[0], "Shorter."),
    )
    [event] = events({"a": lines})
    assert event.kind == "clinical"
    assert event.notes == ("First published.", "Hold for 5 s.", "Shorter.")


def test_the_order_of_the_lines_in_the_file_does_not_matter():
    lines = (_change(DAYS[0], "First published."), _change(DAYS[2], "Hold for 5 s.", clinical=True))
    assert events({"a": lines}) == events({"a": lines[::-1]})


def test_of_one_day_a_line_that_is_not_clinical_is_the_first_publication():
    lines = (_change(DAYS[0], "Hold for 5 s.", clinical=True), _change(DAYS[0], "First published."))
    for order in (lines, lines[::-1]):
        [event] = events({"a": order})
        assert event.kind == "clinical"
