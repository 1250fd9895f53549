"""Which entries a page lists: ids only, and none that is not published."""

from kinesite.content.entries import Area, Condition, Guide, Page, Routine
from kinesite.structure.lists import MADE_OF_OTHERS, of_entry
from kinesite.structure.routes import Route
from tests import samples

LIBRARY = samples.LIBRARY
SHAPE = samples.shape(LIBRARY)


def _listed(page: str, entry: str = "") -> dict[str, tuple[str, ...]]:
    return dict(MADE_OF_OTHERS[page](SHAPE, Route("/", page, "en", entry)))


def test_home_lists_every_kind_but_single_exercises():
    listed = _listed("home")
    assert set(listed) == {"areas", "routines", "conditions", "guides"}
    assert listed["areas"] == ("areas/neck", "areas/lower-back")


def test_all_exercises_stand_once_under_their_main_area():
    listed = _listed("list", "exercises")
    assert list(listed) == ["areas/neck", "areas/lower-back"]
    assert listed["areas/neck"] == ("exercises/for-neck",)
    assert listed["areas/lower-back"][-1] == "exercises/leave"
    shown = [one for ids in listed.values() for one in ids]
    assert sorted(shown) == sorted(one for one in LIBRARY if one.startswith("exercises/"))


def test_an_area_without_exercises_of_its_own_has_no_group():
    shape = samples.shape({"areas/neck": samples.entry(Area), "areas/lower-back": samples.entry(Area, order=2)})
    assert MADE_OF_OTHERS["list"](shape, Route("/", "list", "en", "exercises")) == {}


def test_other_kinds_are_one_group():
    assert _listed("list", "routines") == {"": ("routines/morning",)}


def test_an_old_address_shows_the_entry_that_it_leads_to():
    assert _listed("moved", "exercises/middle") == {"to": ("exercises/middle",)}


def test_the_page_of_news_goes_kind_by_kind_through_all_that_has_a_history():
    change = {"on": "2026-11-22", "note": "First published.", "clinical": False}
    dated = {name: entry.but(history=samples.entry(Page, history=[change]).history) for name, entry in LIBRARY.items()}
    shape = samples.shape({**dated, "pages/about": LIBRARY["pages/about"]})
    listed = MADE_OF_OTHERS["whats-new"](shape, Route("/whats-new/", "whats-new", "en"))["dated"]
    folders = [one.partition("/")[0] for one in listed]
    assert list(dict.fromkeys(folders)) == ["exercises", "routines", "conditions", "guides", "areas"]
    assert sorted(listed) == sorted(set(LIBRARY) - {"pages/about"})


def test_the_page_for_missing_addresses_offers_the_areas():
    assert _listed("not-found") == {"areas": ("areas/neck", "areas/lower-back")}


def test_an_area_keeps_what_to_leave_apart():
    listed = of_entry(SHAPE, "areas/lower-back", samples.entry(Area))
    assert listed["leave"] == ("exercises/leave",)
    assert "exercises/leave" not in listed["exercises"]
    assert listed["exercises"][-1] == "exercises/hard-one"
    assert listed["routines"] == ("routines/morning",)
    assert listed["conditions"] == ("conditions/ache",)


def test_an_exercise_names_its_areas_and_its_ladder():
    steps = {"easier": [{"id": "easy-one", "when": "It hurts."}, {"do": "Do less.", "when": "You are tired."}]}
    listed = of_entry(SHAPE, "exercises/middle", samples.exercise(also_for=["neck", "lower-back"], **steps))
    assert listed["areas"] == ("areas/lower-back", "areas/neck")
    assert listed["easier"] == ("exercises/easy-one",)
    assert listed["harder"] == ()


def test_a_routine_names_each_exercise_once_in_order():
    steps = [{"exercise": name, "dose": {"reps": 5}} for name in ("middle", "easy-one", "middle")]
    routine = samples.entry(Routine, stages=[{"title": "All", "steps": steps}])
    assert of_entry(SHAPE, "routines/morning", routine)["steps"] == ("exercises/middle", "exercises/easy-one")


def test_a_guide_names_its_series_and_itself_in_it():
    listed = of_entry(SHAPE, "guides/part-two", LIBRARY["guides/part-two"])
    assert listed["series"] == ("guides/part-one", "guides/part-two")
    assert of_entry(SHAPE, "guides/alone", samples.entry(Guide)) == {"series": (), "related": ()}
    assert of_entry(SHAPE, "pages/about", samples.entry(Page)) == {}


def test_a_guide_names_the_others_of_its_topic_in_their_order_but_no_part_of_its_series():
    guides = {
        "guides/a": {"topic": "moving", "order": 2},
        "guides/b": {"topic": "moving", "order": 1},
        "guides/c": {"topic": "moving", "order": 3, "series": {"id": "two", "part": 1}},
        "guides/d": {"topic": "daily-life"},
        "guides/e": {},
    }
    entries = {name: samples.entry(Guide, **fields) for name, fields in guides.items()}
    shape = samples.shape(entries)
    related = {name: of_entry(shape, name, entry)["related"] for name, entry in entries.items()}
    assert related["guides/a"] == ("guides/b", "guides/c")
    assert related["guides/c"] == ("guides/b", "guides/a")
    assert related["guides/d"] == related["guides/e"] == ()


def test_what_is_not_published_is_never_listed():
    condition = samples.entry(Condition, suits=[{"id": "easy-one"}, {"id": "a-draft"}], leave=[{"id": "no-draft"}])
    assert of_entry(SHAPE, "conditions/ache", condition) == {"suits": ("exercises/easy-one",), "leave": ()}
