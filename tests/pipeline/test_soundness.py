"""What must not be published, forgotten or believed: cases that each would harm a reader in silence."""

from pathlib import Path

import pytest

from kinesite.commands import cli
from kinesite.content.sources import Root
from kinesite.pipeline import memory
from kinesite.pipeline.outcome import Request, outcome
from kinesite.pipeline.world import Options
from tests.sites import TODAY, TinySite, pages, tiny_site


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def _codes(site: TinySite, options: Options | None = None) -> list[str]:
    return [one.code for one in site.build(options).diagnostics]


def test_an_edited_macro_is_seen_by_those_who_import_it_through_another(site: TinySite):
    """One process, one store, as in the preview: a macro of a macro is as fresh as any text."""
    inner = "{% macro inner() %}<p>first</p>{% endmacro %}\n"
    outer = '{% from "layouts/inner.html" import inner %}{% macro outer() %}{{ inner() }}{% endmacro %}\n'
    site.put({"templates/layouts/inner.html": inner, "templates/layouts/outer.html": outer})
    site.change("templates/layouts/area.html", "{% block content %}", "{% block content %}{{ outer() }}")
    site.change(
        "templates/layouts/area.html",
        '{% extends "layouts/base.html" %}',
        '{% extends "layouts/base.html" %}\n{% from "layouts/outer.html" import outer %}',
    )
    store = memory.opened(site.folder, cached=True)
    request = Request(Root(site.folder), Options(), TODAY)
    try:
        assert "first" in pages(outcome(request, store))["areas/lower-back/index.html"]
        site.put({"templates/layouts/inner.html": inner.replace("first", "second")})
        assert "second" in pages(outcome(request, store))["areas/lower-back/index.html"]
    finally:
        store.close()


BROKEN_DRAFT = "---\ntitle: Later\ndraft: true\nkind: yoga\n---\n<b>raw</b>\n"


def test_a_routine_that_names_a_broken_draft_is_not_published_without_that_step(site: TinySite):
    site.put({"content/en/exercises/later.md": BROKEN_DRAFT})
    site.change("content/en/routines/morning.md", "exercise: pelvic-tilt", "exercise: later")
    built = site.build()
    assert not built.publishable
    assert "C604" in [one.code for one in built.diagnostics]


def test_a_link_to_a_broken_draft_is_a_mistake(site: TinySite):
    site.put({"content/en/exercises/later.md": BROKEN_DRAFT})
    site.change("content/en/exercises/cat-cow.md", "A slow wave", "[Later](later.md). A slow wave")
    assert "L504" in _codes(site)


def test_a_broken_draft_is_left_out_even_when_drafts_are_shown(site: TinySite):
    page = "---\ntitle: Later\nsummary: Soon.\ndraft: true\n---\nText with <b>raw</b> tags.\n"
    site.put({"content/en/pages/later.md": page})
    built = site.build(Options(drafts=True))
    assert built.publishable
    assert "later/index.html" not in built.versions
    assert pages(built)


@pytest.mark.parametrize(
    "fields",
    [
        'zzz: {"x0":&x0 {"k":"v"},"x1":{"p":*x0,"q":*x0}}',
        'zzz: {"a":!!python/object/apply:os.system ["true"]}',
        'zzz: ["a",*x]',
    ],
)
def test_no_mark_of_yaml_is_missed_in_brackets(site: TinySite, fields: str):
    site.change("content/en/exercises/cat-cow.md", "\ntitle:", f"\n{fields}\ntitle:")
    assert _codes(site) in (["S122"], ["S120"])


def test_an_exercise_without_steps_is_not_published(site: TinySite):
    text = (site.folder / "content/en/exercises/cat-cow.md").read_text("utf-8")
    head = text[: text.index("\n---\n") + 5]
    site.put({"content/en/exercises/cat-cow.md": f"{head}Just words.\n"})
    assert "M309" in _codes(site)


def test_one_contraindication_has_one_level(site: TinySite):
    both = "[{id: wrist-pain, level: adapt, note: Fists.}, {id: wrist-pain, level: avoid}]"
    site.change("content/en/exercises/pelvic-tilt.md", "contraindications: none-known", f"contraindications: {both}")
    assert _codes(site) == ["S155"]


def test_a_condition_cannot_suit_and_leave_one_exercise(site: TinySite):
    site.change("content/en/conditions/low-back-pain.md", "  - id: cat-cow\n", "  - id: pelvic-tilt\n")
    assert _codes(site) == ["S155"]


def test_a_routine_says_what_to_check_first_or_that_nothing_is_known(site: TinySite):
    path = "content/en/routines/morning.md"
    text = (site.folder / path).read_text("utf-8")
    line = next(one for one in text.split("\n") if one.startswith("check_first:"))
    site.change(path, f"{line}\n", "")
    assert _codes(site) == ["S101"]


@pytest.mark.parametrize("folder", ["content", "content/en", "templates", "static/out", ".kinesite", "."])
def test_no_site_is_built_among_its_sources(site: TinySite, folder: str, capsys: pytest.CaptureFixture[str]):
    before = sorted(site.folder.rglob("*"))
    assert cli.main(["--root", str(site.folder), "--output", str(site.folder / folder)]) == 2
    assert "among the sources" in capsys.readouterr().err
    assert sorted(site.folder.rglob("*")) == before


def test_a_page_that_was_changed_and_dated_back_is_healed(site: TinySite):
    assert site.run().returncode == 0
    page = site.output / "exercises/cat-cow/index.html"
    good = page.read_bytes()
    page.write_bytes(good.replace(b"Cat", b"Bat"))
    assert "1 written" in site.run().stdout
    assert page.read_bytes() == good


def test_a_build_from_nothing_forgets_what_was_remembered(site: TinySite):
    assert site.run().returncode == 0
    assert "0 written" in site.run("--no-cache").stdout
    assert "0 written" in site.run().stdout


def test_a_source_that_changes_after_it_was_checked_is_not_published_unchecked(site: TinySite):
    store = memory.opened(site.folder, cached=True)
    request = Request(Root(site.folder), Options(), TODAY)
    try:
        outcome(request, store)
        remembered = outcome(request, store)
        site.change("content/en/exercises/cat-cow.md", "title: ", "title: New ")
        with pytest.raises(memory.SourcesChanged):
            remembered.content("exercises/cat-cow/index.html")
    finally:
        store.close()


def test_explain_changes_nothing(site: TinySite, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    nowhere = tmp_path / "nowhere"
    assert cli.main(["explain", "content/site.yaml", "--root", str(nowhere)]) == 1
    assert not nowhere.exists()
    assert "No build" in capsys.readouterr().out
    assert site.run().returncode == 0
    before = {path: path.read_bytes() for path in (site.folder / ".kinesite").rglob("*.db")}
    assert cli.main(["explain", "content/site.yaml", "--root", str(site.folder)]) == 0
    assert {path: path.read_bytes() for path in (site.folder / ".kinesite").rglob("*.db")} == before
