"""The finder in a real browser: whatever is ticked, exactly those exercises are shown that the sources say fit."""

import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import shipped
from tests.sites import PROJECT

VOCABULARY = yaml.safe_load((PROJECT / "content/en/vocabulary.yaml").read_text("utf-8"))
GROUPS = ("area", "position", "difficulty", "kind", "equipment")


@dataclass(frozen=True)
class Exercise:
    """An exercise as its source says it."""

    slug: str
    has: dict[str, frozenset[str]]
    levels: dict[str, str]
    """Contraindication to level."""
    notes: dict[str, str]


def _exercises() -> list[Exercise]:
    found = []
    for path in sorted((PROJECT / "content/en/exercises").glob("*.md")):
        matter: dict[str, Any] = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        if matter.get("advice") == "leave" or matter.get("draft"):
            continue
        given_ = matter["contraindications"] if isinstance(matter["contraindications"], list) else []
        has = {name: frozenset([matter[name]]) for name in ("position", "difficulty", "kind")}
        has["area"] = frozenset([matter["area"], *matter.get("also_for", [])])
        has["equipment"] = frozenset(matter.get("equipment", []))
        notes = {one["id"]: " ".join(one.get("note", "").split()) for one in given_}
        found.append(Exercise(path.stem, has, {one["id"]: one["level"] for one in given_}, notes))
    return found


EXERCISES = _exercises()
CHOICES = {
    name: sorted(
        {one for exercise in EXERCISES for one in exercise.has[name]} | ({"nothing"} if name == "equipment" else set())
    )
    for name in GROUPS
}
MIND = sorted({one for exercise in EXERCISES for one in exercise.levels})
Ticks = dict[str, frozenset[str]]
TICKS = st.fixed_dictionaries(
    {
        **{name: st.just(frozenset()) | st.frozensets(st.sampled_from(CHOICES[name]), max_size=4) for name in GROUPS},
        "mind": st.just(frozenset()) | st.frozensets(st.sampled_from(MIND), max_size=4),
    }
)


def fits(exercise: Exercise, ticks: Ticks) -> bool:
    """One tick of a group is enough; of what one has, all that is needed."""
    for name in GROUPS:
        ticked = ticks.get(name, frozenset())
        if ticked and not (exercise.has[name] <= ticked if name == "equipment" else exercise.has[name] & ticked):
            return False
    return True


def ruled_out(exercise: Exercise, ticks: Ticks) -> set[str]:
    """What is ticked that means to leave the exercise."""
    return {one for one in ticks.get("mind", ()) if exercise.levels.get(one) == "avoid"}


def shown(ticks: Ticks) -> set[str]:
    """The exercises that must be shown."""
    return {one.slug for one in EXERCISES if fits(one, ticks) and not ruled_out(one, ticks)}


def marked(ticks: Ticks) -> set[tuple[str, str]]:
    """(exercise, what to mind) of every mark that must be shown."""
    return {
        (one.slug, mind)
        for one in EXERCISES
        if one.slug in shown(ticks)
        for mind in ticks.get("mind", ())
        if mind in one.levels
    }


def hidden(ticks: Ticks) -> dict[str, set[str]]:
    """What is hidden because of what."""
    found = {
        mind: {one.slug for one in EXERCISES if fits(one, ticks) and mind in ruled_out(one, ticks)}
        for mind in ticks.get("mind", ())
    }
    return {mind: slugs for mind, slugs in found.items() if slugs}


SEEN = """() => {
  const all = (part, name) => [...part.querySelectorAll(name)]
  const seen = (one) => !one.hidden && one.getClientRects().length > 0
  const slugs = (part) => all(part, 'a').map((link) => link.pathname.split('/').at(-2))
  const items = all(document, '.finder-item').filter(seen)
  const marks = (item) => all(item, '[data-mind]').filter(seen).map((one) => [slugs(item)[0], one.dataset.mind])
  const because = (one) => [one.dataset.because, one.querySelector('summary').textContent.match(/\\d+$/)[0], slugs(one)]
  const isEmpty = (one) => seen(one) && !one.querySelector('.finder-item:not([hidden])')
  const numbers = all(document, '.finder-number').map((one) => [one.closest('label').querySelector('input'), one])
  return {
    shown: items.map((item) => slugs(item)[0]),
    marked: items.flatMap(marks),
    hidden: all(document, '.finder-left-out details').map(because),
    count: document.querySelector('.finder-count').textContent,
    empty: all(document, '.finder-section').filter(isEmpty).length,
    numbers: Object.fromEntries(numbers.map(([box, one]) => [`${box.name} ${box.value}`, Number(one.textContent)])),
  }
}"""
TICK = """(ticks) => {
  for (const box of document.querySelectorAll('.finder-filters input')) {
    const wanted = (ticks[box.name] ?? []).includes(box.value)
    if (box.checked !== wanted) box.click()
  }
}"""


def _open(page: playwright.Page, fragment: str = "") -> None:
    page.goto("about:blank")
    page.goto((shipped.folder() / "finder/index.html").as_uri() + fragment)


def _tick(page: playwright.Page, ticks: Ticks) -> None:
    page.evaluate(TICK, {name: sorted(values) for name, values in ticks.items()})


@pytest.fixture(scope="module")
def finder(browser: playwright.Browser) -> Iterator[playwright.Page]:
    """The finder, opened once from disk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    _open(page)
    yield page
    context.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ticks=TICKS)
def test_exactly_those_exercises_are_shown_that_fit(finder: playwright.Page, ticks: Ticks):
    _tick(finder, ticks)
    seen = finder.evaluate(SEEN)
    wanted = shown(ticks)
    assert sorted(seen["shown"]) == sorted(wanted)
    assert seen["count"] == f"Shown: {len(wanted)} of {len(EXERCISES)}"
    assert {(slug, mind) for slug, mind in seen["marked"]} == marked(ticks)
    assert {mind: set(slugs) for mind, _number, slugs in seen["hidden"]} == hidden(ticks)
    assert all(int(number) == len(slugs) for _mind, number, slugs in seen["hidden"])
    assert seen["empty"] == 0
    assert finder.locator(".finder-none").is_visible() == (not wanted)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ticks=TICKS)
def test_the_number_at_a_box_is_what_ticking_it_would_show(finder: playwright.Page, ticks: Ticks):
    _tick(finder, ticks)
    numbers = finder.evaluate(SEEN)["numbers"]
    for name in GROUPS:
        for choice in CHOICES[name]:
            alone = ticks[name] | {choice} if name == "equipment" else frozenset([choice])
            assert numbers[f"{name} {choice}"] == len(shown({**ticks, name: alone})), (name, choice)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ticks=TICKS)
def test_the_address_says_it_all_after_the_hash_and_nowhere_else(finder: playwright.Page, ticks: Ticks):
    _tick(finder, ticks)
    address = finder.url
    before = finder.evaluate(SEEN)
    assert "?" not in address
    assert finder.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    _open(finder, "#" + address.partition("#")[2] if "#" in address else "")
    assert finder.evaluate(SEEN) == before
    assert finder.url == address


def test_an_address_that_a_program_wrote_in_its_own_way_means_the_same(page: playwright.Page):
    _open(page, "#mind=osteoporosis,knee-pain&position=sitting")
    meant = page.evaluate(SEEN)
    _open(page, "#mind%3Dosteoporosis%2Cknee-pain%26position%3Dsitting")
    assert page.evaluate(SEEN) == meant


def test_an_address_that_names_something_unknown_says_so(page: playwright.Page):
    _open(page, "#mind=osteoporosis")
    assert page.locator(".finder-unknown").is_hidden()
    _open(page, "#mind=osteoporosis-old")
    assert page.locator(".finder-unknown").is_visible()


def test_a_jump_to_a_part_of_the_page_keeps_what_is_ticked(page: playwright.Page):
    _open(page, "#mind=osteoporosis")
    before, address = page.evaluate(SEEN), page.url
    page.evaluate("location.hash = 'main'")
    page.wait_for_function("address => location.href === address", arg=address)
    assert page.evaluate(SEEN) == before


def test_see_them_leads_to_the_first_result(page: playwright.Page):
    page.set_viewport_size({"width": 375, "height": 700})
    _open(page, "#mind=osteoporosis&position=sitting")
    page.locator(".finder-see").click()
    top = page.locator(".finder-results").evaluate("part => part.getBoundingClientRect().top")
    assert -1 <= top < 120


def test_on_paper_stands_what_was_ticked_and_what_was_left_out(page: playwright.Page):
    _open(page, "#mind=osteoporosis")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert VOCABULARY["contraindications"]["osteoporosis"]["label"] in page.locator(".finder-printed").inner_text()
    assert page.locator(".finder-left-out li").first.is_visible()


def test_no_movement_to_leave_is_a_result(page: playwright.Page):
    _open(page)
    slugs = set(page.evaluate(SEEN)["shown"])
    assert slugs == {exercise.slug for exercise in EXERCISES}
    assert "full-sit-up" not in slugs


def test_a_mark_says_why_in_the_guides_own_words(page: playwright.Page):
    _open(page)
    for mind in MIND:
        _tick(page, {"mind": frozenset([mind])})
        for exercise in EXERCISES:
            if exercise.slug in shown({"mind": frozenset([mind])}) and mind in exercise.levels:
                card = page.locator(".finder-item", has=page.locator(f'a[href$="/{exercise.slug}/index.html"]'))
                text = " ".join(card.locator(".finder-cautions").inner_text().split())
                assert VOCABULARY["levels"][exercise.levels[mind]]["label"] in text
                assert VOCABULARY["contraindications"][mind]["label"] in text
                assert (exercise.notes[mind] or VOCABULARY["contraindications"][mind]["why"]) in text


def test_what_is_hidden_can_be_opened_and_stays_open(page: playwright.Page):
    _open(page, "#mind=osteoporosis")
    number = len(hidden({"mind": frozenset(["osteoporosis"])})["osteoporosis"])
    label = VOCABULARY["contraindications"]["osteoporosis"]["label"]
    page.get_by_text(f"Hidden because of {label}: {number}").click()
    assert page.locator(".finder-left-out-list a").first.is_visible()
    _tick(page, {"mind": frozenset(["osteoporosis"]), "kind": frozenset(["stretch", "strengthening"])})
    assert page.locator(".finder-left-out details").get_attribute("open") is not None


def test_it_works_by_keyboard_alone_and_says_the_count(page: playwright.Page):
    page.set_viewport_size({"width": 375, "height": 800})
    _open(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.finder-group-mind summary')"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    name = page.evaluate("document.activeElement.value")
    assert name in MIND
    assert f"mind={name}" in page.url
    count = page.locator(".finder-count")
    assert count.get_attribute("role") == "status"
    assert count.inner_text() == f"Shown: {len(shown({'mind': frozenset([name])}))} of {len(EXERCISES)}"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.finder-reset')"):
            break
    page.keyboard.press("Enter")
    assert count.inner_text() == f"Shown: {len(EXERCISES)} of {len(EXERCISES)}"
    assert "#" not in page.url
    assert page.evaluate("document.activeElement !== document.body")


def test_one_step_back_leaves_the_finder_and_one_step_forth_finds_it_as_it_was(page: playwright.Page):
    page.goto((shipped.folder() / "index.html").as_uri())
    page.get_by_role("link", name="Finder").click()
    page.locator(".finder-bar").wait_for()
    _tick(page, {"area": frozenset(["neck"]), "mind": frozenset(["osteoporosis"])})
    before = page.evaluate(SEEN)
    page.locator(".finder-item:visible a").first.click()
    page.wait_for_url(re.compile("/exercises/"))
    page.go_back()
    page.wait_for_url(re.compile("/finder/"))
    assert page.evaluate(SEEN) == before
    page.go_back()
    page.wait_for_url(re.compile(r"/index\.html$"))
    assert "finder" not in page.url


@pytest.mark.parametrize(
    "fragment", ["#mind=nonsense", "#area=", "#=", "#constructor=x", "#mind=osteoporosis&mind=x", "#%E0%A4%A=1"]
)
def test_an_address_that_makes_no_sense_harms_nothing(page: playwright.Page, fragment: str):
    _open(page, fragment)
    assert page.evaluate(SEEN)["count"].startswith("Shown: ")


def test_targets_are_large_enough_for_a_thumb(page: playwright.Page):
    page.set_viewport_size({"width": 375, "height": 800})
    _open(page, "#mind=osteoporosis")
    page.evaluate("document.querySelectorAll('.finder details').forEach((one) => one.open = true)")
    for box in itertools.chain(
        page.locator(".finder-legend").all(),
        page.locator(".finder-choice").all(),
        page.locator(".finder-bar button:visible").all(),
        page.locator(".finder-left-out summary").all(),
    ):
        size = box.bounding_box()
        assert size
        assert size["height"] >= 44


def test_what_has_the_focus_is_not_under_the_bar(page: playwright.Page):
    page.set_viewport_size({"width": 375, "height": 700})
    _open(page, "#mind=osteoporosis")
    page.locator(".finder-see").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        covered = page.evaluate("""() => {
          const bar = document.querySelector('.finder-bar').getBoundingClientRect()
          const one = document.activeElement.getBoundingClientRect()
          return !document.activeElement.closest('.finder-bar') && one.top < bar.bottom && one.bottom > bar.top
        }""")
        assert not covered


@pytest.fixture
def plain(browser: playwright.Browser) -> Iterator[playwright.Page]:
    """A tab without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    yield context.new_page()
    context.close()


def test_without_a_script_the_whole_list_serves(plain: playwright.Page):
    _open(plain)
    assert plain.locator(".finder-item:visible").count() == len(EXERCISES)
    assert plain.locator(".finder-filters:visible, .finder-bar:visible, .finder-cautions:visible").count() == 0
    plain.locator(".finder-anchors").get_by_role("link", name="Neck").click()
    assert plain.url.endswith("#neck")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_axe_finds_nothing_wrong(
    page: playwright.Page,
    axe: Callable[[playwright.Page], list[str]],
    serve: Callable[[Path], str],
    width: int,
    scheme: str,
):
    address = serve(shipped.folder())
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for place in ("finder/index.html", "finder/index.html#mind=osteoporosis,wrist-pain", "a-z/index.html"):
        page.goto("about:blank")
        page.goto(address + place)
        page.evaluate("document.querySelectorAll('.finder details').forEach((one) => one.open = true)")
        assert axe(page) == [], place
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_view_of_the_finder_holds_what_the_vocabulary_says(page: playwright.Page):
    _open(page)
    names = page.evaluate("[...document.querySelectorAll('.finder-choice input')].map((box) => [box.name, box.value])")
    found = {name: sorted(value for group, value in names if group == name) for name in (*GROUPS, "mind")}
    assert json.dumps(found) == json.dumps({**CHOICES, "mind": MIND})
