"""The skeleton: the same entries give the same shape, and every list is ordered by what readers choose by."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kinesite.content.entries import Area, Page
from kinesite.structure.routes import MOVED, file_of
from kinesite.structure.shape import WHATS_NEW, routes, row, shaped
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


def test_an_alias_is_a_page_in_every_language_that_leads_to_its_entry():
    moved = samples.shape({**LIBRARY, "pages/about": samples.entry(Page, aliases=["/who/", "/old/who-we-are/"])})
    found = [route for route in routes(moved, {"en": "", "ar": "ar"}) if route.page == MOVED]
    assert {(route.address, route.language, route.entry) for route in found} == {
        ("/who/", "en", "pages/about"),
        ("/old/who-we-are/", "en", "pages/about"),
        ("/ar/who/", "ar", "pages/about"),
        ("/ar/old/who-we-are/", "ar", "pages/about"),
    }


def test_there_is_a_page_of_news_once_something_has_a_history():
    change = {"on": "2026-11-22", "note": "First published.", "clinical": False}
    dated = samples.shape({**LIBRARY, "pages/about": samples.entry(Page, history=[change])})
    assert dated.dated == ("pages/about",)
    assert SHAPE.dated == ()
    for shape, addresses in ((dated, {"/whats-new/", "/ar/whats-new/"}), (SHAPE, set())):
        found = {route.address for route in routes(shape, {"en": "", "ar": "ar"}) if route.page == WHATS_NEW}
        assert found == addresses
