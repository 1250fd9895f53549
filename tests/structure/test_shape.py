"""The skeleton: the same entries give the same shape, and every list is ordered by what readers choose by."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kinesite.content.entries import Area
from kinesite.structure.routes import file_of
from kinesite.structure.shape import routes, row, shaped
from tests import samples

LIBRARY = samples.LIBRARY
SHAPE = samples.shape(LIBRARY)


@given(st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(chance: random.Random):
    rows = [row(one, f"content/en/{one}.md", entry) for one, entry in LIBRARY.items()]
    chance.shuffle(rows)
    again = shaped(rows)
    assert list(again.rows.items()) == list(SHAPE.rows.items())
    assert routes(again, {"en": "", "ar": "ar"}) == routes(SHAPE, {"en": "", "ar": "ar"})


def test_exercises_go_from_easy_to_hard_and_those_to_leave_come_last():
    assert [one.slug for one in SHAPE.all("exercises")] == [
        "easy-one",
        "easy-two",
        "for-neck",
        "middle",
        "hard-one",
        "leave",
    ]


def test_an_area_lists_its_own_exercises_before_guests_of_the_same_difficulty():
    listed = [one.slug for one in SHAPE.of_area("areas/lower-back", "exercises")]
    assert listed == ["easy-one", "easy-two", "for-neck", "middle", "hard-one", "leave"]
    assert [one.slug for one in SHAPE.of_area("areas/neck", "exercises")] == ["for-neck", "easy-two"]


def test_an_area_named_twice_counts_once():
    assert SHAPE.rows["exercises/for-neck"].areas == ("areas/neck", "areas/lower-back")


def test_areas_stand_in_the_order_that_editors_gave_them():
    assert [one.slug for one in SHAPE.all("areas")] == ["neck", "lower-back"]


def test_a_series_goes_by_its_parts():
    assert [one.slug for one in SHAPE.series("back")] == ["part-one", "part-two"]
    assert SHAPE.series("other") == ()


def test_every_entry_has_a_page_in_every_language_and_there_is_one_404():
    found = routes(SHAPE, {"en": "", "ar": "ar"})
    for language in ("en", "ar"):
        shown = [route.entry for route in found if route.language == language and "/" in route.entry]
        assert sorted(shown) == sorted(LIBRARY)
    assert [route.language for route in found if route.page == "not-found"] == ["en"]
    assert len({file_of(route.address) for route in found}) == len(found)


def test_a_kind_without_entries_has_no_list():
    lone = samples.shape({"areas/neck": samples.entry(Area)})
    found = {route.address for route in routes(lone, {"en": ""})}
    assert found == {"/", "/404.html", "/a-z/", "/areas/", "/areas/neck/", "/search/", "/trust/"}


def test_the_skeleton_holds_no_words():
    """An edited title changes no row, so that it changes no page that does not show it."""
    for one, entry in LIBRARY.items():
        retitled = entry.but(title="Another title", summary="Another summary.")
        assert row(one, "path", retitled) == row(one, "path", entry)
