"""What is round every page."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kinesite.incremental.trace import Key
from kinesite.pipeline.world import Options
from kinesite.render.chrome import CONTENT_POLICY
from kinesite.render.chrome import site as around
from tests import samples
from tests.sites import TinySite, tiny_site

BASE = "https://example.org/back/"
DRAFT = {"content/en/guides/plan.md": (
    "---\ntitle: A plan\nsummary: Soon.\ndraft: true\ndisclaimer: guide\nreview: {status: unreviewed}\n"
    "sources: [{publisher: NHS, title: Back pain, url: 'https://www.nhs.uk/', accessed: 2026-01-10, supports: all}]\n"
    "---\nText.\n"
)}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


@pytest.mark.parametrize(
    ("place", "way"),
    [
        ("/", []),
        ("/404.html", []),
        ("/exercises/", [("Home", "../index.html"), ("All exercises", "index.html")]),
        (
            "/exercises/cat-cow/",
            [("Home", "../../index.html"), ("Exercises", "../index.html"), ("Cat and cow", "index.html")],
        ),
        (
            "/areas/lower-back/",
            [("Home", "../../index.html"), ("Areas", "../index.html"), ("Lower back", "index.html")],
        ),
        ("/warning-signs/", [("Home", "../index.html"), ("Warning signs", "index.html")]),
    ],
)
def test_breadcrumbs_lead_home_and_end_here(site: TinySite, place: str, way: list[tuple[str, str]]):
    shown = samples.view(site, place).breadcrumbs
    assert [(link.label, link.href) for link in shown] == way
    assert [link.current for link in shown] == [False] * (len(way) - 1) + [True] * bool(way)


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("/", "Small Back"),
        ("/exercises/cat-cow/", "Cat and cow · Small Back"),
        ("/404.html", "This page is not here · Small Back"),
    ],
)
def test_the_tab_names_page_and_site(site: TinySite, place: str, title: str):
    assert samples.view(site, place).head.title == title


def test_canonical_addresses_need_to_know_where_the_site_stands(site: TinySite):
    assert samples.view(site, "/exercises/cat-cow/").head.canonical == ""
    head = samples.view(site, "/exercises/cat-cow/", Options(base_url=BASE)).head
    assert (head.canonical, head.alternates) == (f"{BASE}exercises/cat-cow/", ())
    assert samples.view(site, "/", Options(base_url=BASE.rstrip("/"))).head.canonical == BASE


def test_only_pages_for_readers_are_indexed(site: TinySite):
    site.put(DRAFT)
    asked = Options(drafts=True)
    assert samples.view(site, "/exercises/cat-cow/", asked).head.indexed
    assert samples.view(site, "/", asked).head.indexed
    assert not samples.view(site, "/404.html", asked).head.indexed
    draft = samples.view(site, "/guides/plan/", asked)
    assert not draft.head.indexed
    assert [notice.kind for notice in draft.notices] == ["draft"]
    assert samples.view(site, "/exercises/cat-cow/", asked).notices == ()


def test_navigation_names_the_kinds_that_there_are_and_marks_where_one_is(site: TinySite):
    shown = samples.chrome(site, "/exercises/cat-cow/").navigation
    assert [(link.label, link.href, link.current) for link in shown] == [
        ("Exercises", "../index.html", True),
        ("Routines", "../../routines/index.html", False),
        ("Conditions", "../../conditions/index.html", False),
    ], "areas are chosen on the home page"
    assert not any(link.current for link in samples.chrome(site, "/").navigation)


def test_every_page_leads_to_the_finder_the_search_and_the_alphabet(site: TinySite):
    shown = samples.chrome(site, "/exercises/cat-cow/")
    assert shown.finder
    assert (shown.finder.href, shown.search.href, shown.alphabet.href) == (
        "../../finder/index.html",
        "../../search/index.html",
        "../../a-z/index.html",
    )
    assert not shown.search.current
    assert samples.chrome(site, "/search/").search.current


def test_a_site_without_exercises_to_do_has_no_finder(site: TinySite):
    for name in ("cat-cow", "pelvic-tilt"):
        site.change(f"content/en/exercises/{name}.md", "difficulty:", "draft: true\ndifficulty:")
    assert samples.chrome(site, "/").finder is None


def test_the_footer_names_every_page_and_its_own_as_current(site: TinySite):
    (group,) = samples.chrome(site, "/").footer
    assert (group.label, [link.label for link in group.links]) == ("About this site", ["Warning signs"])
    (group,) = samples.chrome(site, "/warning-signs/").footer
    assert [link.current for link in group.links] == [True]


def test_the_footer_puts_pages_together_by_what_they_are_for_and_in_their_order(site: TinySite):
    written = {
        "help": "group: help\norder: 2",
        "plain": "",
        "aid": "group: help\norder: 1",
        "ready": "group: before",
        "zoo": "order: 1",
    }
    for name, fields in written.items():
        lines = f"---\ntitle: {name}\nsummary: S.\n{fields}\n---\nText.\n"
        site.put({f"content/en/pages/{name}.md": lines})
    shown = [[link.label for link in group.links] for group in samples.chrome(site, "/").footer]
    assert shown == [["ready"], ["aid", "help"], ["zoo", "plain", "Warning signs"]]


def test_pages_that_templates_know_by_name_may_be_missing(site: TinySite):
    around = samples.chrome(site, "/exercises/cat-cow/")
    assert around.warning_signs == "../../warning-signs/index.html"
    assert (around.before_you_start, around.floor_guide) == ("", "")
    assert samples.view(site, "/exercises/cat-cow/").emergency.more.href == "../../warning-signs/index.html"
    site.put({"content/en/pages/warning-signs.md": None})
    site.change("content/en/areas/lower-back.md", " Look at the [warning signs](../pages/warning-signs.md).", "")
    assert samples.chrome(site, "/exercises/cat-cow/").warning_signs == ""
    assert samples.view(site, "/exercises/cat-cow/").emergency.more is None


def test_every_page_names_the_emergency_numbers_and_the_licence(site: TinySite):
    around = samples.chrome(site, "/")
    assert around.emergency_numbers == (("999", "UK"),)
    assert (around.licence.label, around.licence.href) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert (around.language, around.direction, around.languages) == ("en", "ltr", ())


def test_assets_stand_in_their_own_folder_and_the_404_page_names_it_absolutely(site: TinySite):
    folder = samples.chrome(site, "/").stylesheet.rpartition("/")[0]
    assert folder.startswith("assets/")
    assert samples.chrome(site, "/exercises/cat-cow/").stylesheet == f"../../{folder}/site.css"
    assert samples.chrome(site, "/404.html").stylesheet == f"/{folder}/site.css"
    assert samples.chrome(site, "/404.html", Options(base_url=BASE)).stylesheet == f"/back/{folder}/site.css"
    assert samples.chrome(site, "/").scripts == ()
    site.put({"templates/components/card/card.js": "card()"})
    assert samples.chrome(site, "/").scripts[0].endswith("/site.js")


ASKED = ("/", "/404.html", "/exercises/", "/exercises/cat-cow/", "/exercises/pelvic-tilt/", "/exercises/old-cat/",
    "/search/", "/warning-signs/", "/areas/lower-back/", "/exercises/cat-cow/")  # fmt: skip


def test_pages_beside_each_other_have_one_chrome_and_no_page_has_that_of_another(site: TinySite):
    site.change("content/en/exercises/cat-cow.md", "difficulty:", "aliases: [/exercises/old-cat/]\ndifficulty:")
    engine = samples.engine(site)
    materials = {place: engine.value(Key("gathered", place)).material for place in ASKED}
    shown = {place: around(materials[place]) for place in ASKED}
    assert shown["/exercises/cat-cow/"] is shown["/exercises/pelvic-tilt/"]
    for place, material in materials.items():
        anew = replace(material, words=replace(material.words))
        assert asdict(shown[place]) == asdict(around(anew)), place


def test_the_content_policy_lets_in_nothing_inline_and_nothing_from_elsewhere():
    rules = dict(rule.split(" ", 1) for rule in CONTENT_POLICY.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    assert set(rules.values()) == {"'self'"}
