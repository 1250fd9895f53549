"""After an edit exactly what shows it is made anew: an edit, the exact list of what ran, the exact files written."""

import pytest

from kinesite.incremental import pool
from kinesite.pipeline.world import Options
from tests.edited import Edited, contents, scratch

TILT = "content/en/exercises/pelvic-tilt.md"
PAGES = [
    "404.html",
    "a-z/index.html",
    "areas/index.html",
    "areas/lower-back/index.html",
    "conditions/index.html",
    "conditions/low-back-pain/index.html",
    "exercises/cat-cow/index.html",
    "exercises/index.html",
    "exercises/pelvic-tilt/index.html",
    "finder/index.html",
    "index.html",
    "routines/index.html",
    "routines/morning/index.html",
    "search/index.html",
    "trust/index.html",
    "warning-signs/index.html",
    "whats-new/index.html",
]
LATEST = "search/latest.js"


def _data(site: Edited) -> str:
    """The file that holds what the search knows."""
    return next(path for path in contents(site.output) if path.startswith("media/search/"))


def _ran_of(ran: tuple[str, ...], *tasks: str) -> list[str]:
    return [one for one in ran if one.split()[0] in tasks]


def test_nothing_changed_nothing_runs_and_nothing_is_written(site: Edited):
    told = site.build()
    assert told.ran == ()
    assert told.written == ()


def test_a_touched_file_is_no_changed_file(site: Edited):
    """Content decides, never the time of a change."""
    site.path(TILT).touch()
    assert site.build().ran == ()


def test_a_body_edit_makes_one_page_anew(site: Edited):
    site.change(TILT, "A first movement", "A very first movement")
    told = site.build()
    assert told.written == ("exercises/pelvic-tilt/index.html",)
    assert told.ran == (
        f"anchors {TILT}",
        f"body {TILT}",
        f"bytes {TILT}",
        "claims en exercises/pelvic-tilt",
        "facts exercises/pelvic-tilt",
        "findable en exercises/pelvic-tilt",
        f"links en {TILT}",
        "original exercises/pelvic-tilt",
        "outline /exercises/pelvic-tilt/",
        "page /exercises/pelvic-tilt/",
        "receipt",
        f"seal bytes {TILT}",
        "seal page /exercises/pelvic-tilt/",
    )


def test_a_title_edit_makes_exactly_those_pages_anew_that_show_the_title(site: Edited):
    """Lists, the area, the routine and the condition name it; so do the guide's own page and the search."""
    site.change(TILT, "title: Pelvic tilt", "title: Tilting the pelvis")
    showing = [path for path, data in contents(site.output).items() if b"Pelvic tilt" in data]
    told = site.build()
    assert list(told.written) == sorted([*showing, _data(site), LATEST])
    assert told.pages == [
        "a-z/index.html",
        "areas/lower-back/index.html",
        "conditions/low-back-pain/index.html",
        "exercises/index.html",
        "exercises/pelvic-tilt/index.html",
        "finder/index.html",
        "routines/morning/index.html",
        "search/index.html",
        "trust/index.html",
        "whats-new/index.html",
    ]
    assert _ran_of(told.ran, "body", "page", "card", "shape", "template") == [
        f"body {TILT}",
        "card en exercises/pelvic-tilt",
        *(f"page /{path.removesuffix('index.html')}" for path in told.pages),
    ]


def test_a_heading_edit_changes_the_page_and_what_the_search_knows(site: Edited):
    old = _data(site)
    site.change(TILT, "## Get into position", "## Find your place")
    told = site.build()
    assert list(told.written) == sorted(["exercises/pelvic-tilt/index.html", old, _data(site), LATEST])
    assert old != _data(site)
    assert _data(site).rpartition("/")[2] in contents(site.output)[LATEST].decode()


def test_a_dose_edit_changes_its_record_and_the_files_that_hold_it(site: Edited):
    lines = contents(site.output)["api/exercises.json"].split(b"\n")
    site.change(TILT, "hold: 5 s", "hold: 6 s")
    told = site.build()
    assert [path for path in told.written if path.startswith("api/")] == ["api/exercises.json"]
    assert _ran_of(told.ran, "entry_record") == ["entry_record en exercises/pelvic-tilt"]
    now = contents(site.output)["api/exercises.json"].split(b"\n")
    [changed] = [new for old, new in zip(lines, now, strict=True) if old != new]
    assert b'"id":"pelvic-tilt"' in changed


def test_words_of_the_search_change_no_page(site: Edited):
    old = _data(site)
    site.change("content/en/search.yaml", "[rocking]", "[rocking, swaying]")
    told = site.build()
    assert list(told.written) == sorted([old, _data(site), LATEST])
    assert _ran_of(told.ran, "page", "linked", "card") == []


def test_another_name_changes_the_pages_that_name_it(site: Edited):
    site.change(TILT, "title: Pelvic tilt", "title: Pelvic tilt\nalso_known_as: [Back flattening]")
    told = site.build()
    assert told.pages == ["a-z/index.html", "search/index.html"], "the minimal templates name it nowhere else"


def test_the_page_of_what_has_been_checked_is_made_anew_only_for_what_it_tells(site: Edited):
    site.change(TILT, "feel: ", "feel: Low down. ")
    assert "page /trust/" not in site.build().ran
    site.change(TILT, "accessed: 20", "accessed: 19")
    assert "page /trust/" in site.build().ran


HISTORY = "history: [{on: 2026-01-10, note: First published., clinical: true}"


def test_a_new_line_of_a_history_changes_its_page_what_is_new_the_feed_and_the_map(site: Edited):
    site.options = Options(base_url="https://example.org/back/")
    site.build()
    site.change(TILT, HISTORY, HISTORY + ", {on: 2026-02-01, note: Hold for 5 s., clinical: true}")
    told = site.build()
    assert told.written == ("api/exercises.json", "feed.xml", "sitemap.xml", "trust/index.html", "whats-new/index.html")
    assert _ran_of(told.ran, "record", "history") == [
        "history exercises/pelvic-tilt",
        "record en api/exercises.json",
        "record en feed.xml",
        "record en sitemap.xml",
    ]


def test_a_body_edit_without_a_line_of_history_leaves_the_feed_and_the_map_alone(site: Edited):
    site.options = Options(base_url="https://example.org/back/")
    site.build()
    site.change(TILT, "A first movement", "A very first movement")
    told = site.build()
    assert told.written == ("exercises/pelvic-tilt/index.html",)
    assert _ran_of(told.ran, "record", "history", "register") == []


def test_an_alias_makes_its_page_and_the_redirects_and_no_other(site: Edited):
    site.change(TILT, "title: Pelvic tilt", "aliases: [/tilt/]\ntitle: Pelvic tilt")
    told = site.build()
    assert told.written == ("_redirects", "api/exercises.json", "tilt/index.html")
    assert _ran_of(told.ran, "body") == [f"body {TILT}"]


def test_the_list_of_addresses_changes_nothing_that_is_published(site: Edited):
    site.put("content/addresses.txt", "/\n/gone/\n")
    told = site.build()
    assert (told.written, told.diagnostics) == ((), ())
    assert _ran_of(told.ran, "page", "record", "card", "shape") == []


def test_a_note_that_no_reader_sees_writes_no_page(site: Edited):
    site.change(TILT, "---\ntitle", "---\n# mind the knees\ntitle")
    told = site.build()
    assert told.written == ()
    assert told.ran == (
        f"body {TILT}",
        f"bytes {TILT}",
        "claims en exercises/pelvic-tilt",
        "facts exercises/pelvic-tilt",
        "original exercises/pelvic-tilt",
        "receipt",
        f"seal bytes {TILT}",
    ), "the receipt alone tells that a source has changed"


def test_a_style_edit_moves_the_assets_and_runs_no_markdown(site: Edited):
    old = next(path for path in contents(site.output) if path.endswith("site.css"))
    site.change("static/base.css", "1rem", "2rem")
    told = site.build()
    new = next(path for path in contents(site.output) if path.endswith("site.css"))
    assert new != old
    assert list(told.written) == sorted([*PAGES, old, new])
    assert _ran_of(told.ran, "body", "original", "entry", "card", "shape", "place", "template") == []


def test_a_template_edit_makes_its_pages_anew(site: Edited):
    site.change("templates/layouts/article.html", "{{ colophon", "<hr>{{ colophon")
    told = site.build()
    assert told.written == ("warning-signs/index.html",)
    assert told.ran == (
        "bytes templates/layouts/article.html",
        "outline /warning-signs/",
        "page /warning-signs/",
        "receipt",
        "seal bytes templates/layouts/article.html",
        "seal page /warning-signs/",
        "template layouts/article.html",
    )


def test_a_macro_edit_makes_the_pages_of_all_templates_that_use_it_anew(site: Edited):
    site.change("templates/layouts/parts.html", "<ul class", "<ul data-edited class")
    told = site.build()
    users = ["exercises/cat-cow", "exercises/pelvic-tilt", "routines/morning", "conditions/low-back-pain"]
    assert set(told.pages) == {f"{user}/index.html" for user in users}
    assert _ran_of(told.ran, "body") == []


def test_a_new_exercise_makes_itself_and_the_lists_that_hold_it(site: Edited):
    text = site.text("content/en/exercises/cat-cow.md")
    site.put("content/en/exercises/arch.md", text.replace("Cat and cow", "Arch").replace("On hands", "Arch on hands"))
    told = site.build()
    assert told.diagnostics == ()
    assert told.pages == [
        "a-z/index.html",
        "areas/lower-back/index.html",
        "exercises/arch/index.html",
        "exercises/index.html",
        "finder/index.html",
        "search/index.html",
        "trust/index.html",
    ]
    assert _ran_of(told.ran, "body") == ["body content/en/exercises/arch.md"]


def test_a_deleted_exercise_leaves_with_its_page_and_its_place_in_the_lists(site: Edited):
    name = "content/en/exercises/arch.md"
    text = site.text("content/en/exercises/cat-cow.md")
    site.put(name, text.replace("Cat and cow", "Arch").replace("On hands", "Arch on hands"))
    site.build()
    site.path(name).unlink()
    told = site.build()
    assert told.pages == [
        "a-z/index.html",
        "areas/lower-back/index.html",
        "exercises/arch/index.html",
        "exercises/index.html",
        "finder/index.html",
        "search/index.html",
        "trust/index.html",
    ]
    assert not (site.output / "exercises/arch").exists()
    assert _ran_of(told.ran, "body") == [f"body {name}"], "asked for the last time; it gives nothing"


def test_a_figure_edit_makes_its_exercise_and_the_pages_with_its_picture_anew(site: Edited):
    site.change("content/figures/cat-cow.yaml", "flexion 42", "flexion 30")
    told = site.build()
    assert _ran_of(told.ran, "body", "drawing") == ["drawing cat-cow"]
    assert "exercises/pelvic-tilt/index.html" not in told.written
    assert "exercises/cat-cow/index.html" in told.written


def test_an_untouched_broken_file_still_reports(site: Edited):
    site.change(TILT, "difficulty: easy", "difficulty: eazy")
    first = site.build()
    assert [one.code for one in first.diagnostics] == ["S103"]
    assert site.build().diagnostics == first.diagnostics
    site.change("content/en/pages/warning-signs.md", "harmless", "quite harmless")
    told = site.build()
    assert f"bytes {TILT}" not in told.ran
    assert told.said == first.said
    assert told.excerpts == ("difficulty: eazy",)
    assert told.written == ()


def test_a_warning_is_told_again_by_a_build_with_nothing_to_do(site: Edited):
    site.change(TILT, "title: Pelvic tilt", "draft: true\ntitel: Pelvic tilt")
    assert site.build().diagnostics, "the routine that needs it is broken, too"
    told = site.build()
    assert told.diagnostics == scratch(site)[0].diagnostics


def test_a_link_to_a_page_that_appears_is_mended_without_touching_the_page_that_links(site: Edited):
    site.change(TILT, "A first movement", "See [help](../pages/help.md). A first movement")
    assert [one.code for one in site.build().diagnostics] == ["L500"]
    site.put("content/en/pages/help.md", "---\ntitle: Help\nsummary: Where to find help.\n---\nCall.\n")
    told = site.build()
    assert told.diagnostics == ()
    assert "page /exercises/pelvic-tilt/" in told.ran
    assert f"body {TILT}" not in told.ran
    site.path("content/en/pages/help.md").unlink()
    assert [one.code for one in site.build().diagnostics] == ["L500"]


def test_a_heading_that_goes_breaks_the_link_to_it(site: Edited):
    """cat-cow links to pelvic-tilt's heading "Do it"."""
    site.change(TILT, "## Do it", "## How to do it")
    told = site.build()
    assert [(one.span.path, one.code) for one in told.diagnostics] == [("content/en/exercises/cat-cow.md", "L502")]
    assert "body content/en/exercises/cat-cow.md" not in told.ran


def test_drafts_appear_when_they_are_asked_for_and_go_when_they_are_not(site: Edited):
    site.put("content/en/pages/help.md", "---\ntitle: Help\nsummary: Help.\ndraft: true\n---\nCall.\n")
    assert site.build().summary[:2] == (6, 1)
    site.options = Options(drafts=True)
    told = site.build()
    assert "help/index.html" in told.written
    assert _ran_of(told.ran, "body", "bytes") == [], "the receipt has read all sources already"
    site.options = Options()
    assert "help/index.html" in site.build().written
    assert not (site.output / "help").exists()


def test_the_pool_changes_nothing(site: Edited, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool, "FEW", 2)
    monkeypatch.setattr(pool, "CHUNK", 2)
    monkeypatch.setattr(pool, "_can_fork", lambda: True)
    site.jobs = 2
    site.change("static/base.css", "1rem", "2rem")
    told = site.build()
    assert len(_ran_of(told.ran, "page")) == len(PAGES)
    assert contents(site.output) == scratch(site)[1]


@pytest.mark.parametrize("empty", ["", " ", "<!-- nothing -->", "{# nothing #}", "</p>"])
def test_a_template_without_a_single_element_is_a_mistake_of_the_page(site: Edited, empty: str):
    site.put("templates/layouts/article.html", empty)
    told = site.build()
    assert told.diagnostics
    assert told.diagnostics == scratch(site)[0].diagnostics
    assert told.written == ()
