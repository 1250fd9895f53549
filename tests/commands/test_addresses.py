"""Addresses that last: `check` notices when one is lost and prints what is not listed yet; `new` adds its own."""

import json
from pathlib import Path

import pytest

from kinesite.content.addresses import PATH
from kinesite.content.sources import Root
from kinesite.diagnostics import Diagnostic, Severity
from kinesite.pipeline import memory
from kinesite.pipeline.outcome import Outcome, Request, outcome
from kinesite.pipeline.world import Options
from tests.pipeline.test_two_languages import two_languages
from tests.sites import TODAY, TinySite, tiny_site

TILT = "content/en/exercises/pelvic-tilt.md"
ALL = (
    *("/", "/a-z/", "/areas/", "/areas/lower-back/", "/conditions/", "/conditions/low-back-pain/", "/exercises/"),
    *("/exercises/cat-cow/", "/exercises/pelvic-tilt/", "/finder/", "/routines/", "/routines/morning/", "/search/"),
    *("/trust/", "/warning-signs/", "/whats-new/"),
)
DRAFT = "---\ntitle: Help\nsummary: Where to find help.\ndraft: true\n---\nCall.\n"


def _list(*addresses: str) -> dict[str, str]:
    return {PATH: "# All of them.\n" + "".join(f"{one}\n" for one in addresses)}


def _checked(site: TinySite, options: Options | None = None) -> Outcome:
    request = Request(Root(site.folder), options or Options(), TODAY, addresses=True)
    return outcome(request, memory.opened(site.folder, cached=False))


def _told(site: TinySite, options: Options | None = None) -> list[tuple[str, str]]:
    return [(one.code, str(one.span)) for one in _checked(site, options).diagnostics]


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path, _list(*ALL))


def test_a_complete_list_is_passed_over_in_silence(site: TinySite):
    found = _checked(site)
    assert (found.diagnostics, found.unlisted) == ((), ())


def test_a_site_may_go_without_a_list(tmp_path: Path):
    found = _checked(tiny_site(tmp_path))
    assert (found.diagnostics, found.unlisted) == ((), ())


def test_a_lost_address_is_told_at_its_line_with_the_nearest_one(site: TinySite):
    site.put(_list(*ALL, "/exercises/pelvic-tilts/"))
    [lost] = _checked(site).diagnostics
    assert (lost.code, str(lost.span), lost.severity) == ("A404", f"{PATH}:{len(ALL) + 2}:1", Severity.ERROR)
    assert "/exercises/pelvic-tilts/" in lost.message
    assert 'aliases: [/exercises/pelvic-tilts/]"' in lost.fix
    assert "/exercises/pelvic-tilt/." in lost.fix


def test_no_page_of_the_list_can_go_unnoticed(site: TinySite):
    """Whatever is renamed in the list stands for a page that is gone."""
    old = [one[:-1] + "-of-old/" for one in ALL[1:]]
    site.put(_list("/", *old))
    found = _checked(site)
    lost = [one.message for one in found.diagnostics if one.code == "A404"]
    assert lost == [f"nothing answers at {one} any more" for one in old]
    assert found.unlisted == ALL[1:]
    assert not found.publishable


def test_an_alias_keeps_an_address(site: TinySite):
    site.put(_list(*ALL, "/exercises/tilt/"))
    assert _told(site) == [("A404", f"{PATH}:{len(ALL) + 2}:1")]
    site.change(TILT, "title: ", "aliases: [/exercises/tilt/]\ntitle: ")
    assert _told(site) == []


def test_a_renamed_guide_needs_an_alias_and_a_line(site: TinySite):
    page = DRAFT.replace("draft: true\n", "")
    site.put({"content/en/pages/help.md": page, **_list(*ALL, "/help/")})
    assert _told(site) == []
    site.put({"content/en/pages/help.md": None, "content/en/pages/who-helps.md": page})
    assert [code for code, _place in _told(site)] == ["A404", "A406"]
    site.change("content/en/pages/who-helps.md", "title: ", "aliases: [/help/]\ntitle: ")
    found = _checked(site)
    assert [one.code for one in found.diagnostics] == ["A406"]
    assert found.publishable, "a warning"
    assert found.unlisted == ("/who-helps/",)


def test_a_build_says_nothing_of_the_list(site: TinySite):
    site.put(_list("/gone/"))
    built = site.build()
    assert built.diagnostics == ()
    assert built.publishable


def test_a_draft_needs_no_line_and_may_have_one(site: TinySite):
    site.put({"content/en/pages/help.md": DRAFT})
    for options in (Options(), Options(drafts=True)):
        assert _told(site, options) == []
    site.put(_list(*ALL, "/help/"))
    for options in (Options(), Options(drafts=True)):
        assert _told(site, options) == []


def test_while_a_guide_has_a_mistake_that_alone_is_told(site: TinySite):
    """Its address and its aliases are not lost, only unknown."""
    site.put(_list(*ALL, "/exercises/tilt/"))
    site.change(TILT, "title: ", "aliases: [/exercises/tilt/]\ntitle: ")
    site.change(TILT, "difficulty: easy", "difficulty: eazy")
    assert [code for code, _place in _told(site)] == ["S103"]


def test_what_is_wrong_in_the_list_is_told(site: TinySite):
    site.put(_list(*ALL, "/search/", "exercises/bird-dog"))
    assert _told(site) == [("A405", f"{PATH}:{len(ALL) + 2}:1"), ("A405", f"{PATH}:{len(ALL) + 3}:1")]


def test_in_other_languages_the_first_page_stands_for_all(tmp_path: Path):
    site = two_languages(tmp_path)
    site.put(_list("/"))
    missing = _checked(site).unlisted
    assert "/ar/" in missing
    assert "/exercises/cat-cow/" in missing
    assert not any(one.startswith("/ar/") for one in missing if one != "/ar/")
    site.put(_list("/", *missing, "/ar/exercises/cat-cow/"))
    assert "A404" not in {code for code, _place in _told(site)}, "whoever lists one is answered, too"
    site.put(_list("/", *missing, "/ar/exercises/cow/"))
    assert "A404" in {code for code, _place in _told(site)}


def test_what_is_remembered_of_the_list_is_what_is_found(site: TinySite):
    site.put(_list(*ALL[:-1], "/gone/"))

    def told() -> tuple[tuple[Diagnostic, ...], tuple[str, ...]]:
        store = memory.opened(site.folder, cached=True)
        try:
            found = outcome(Request(Root(site.folder), Options(), TODAY, addresses=True), store)
            return found.diagnostics, found.unlisted
        finally:
            store.close()

    first = told()
    assert sorted(one.code for one in first[0]) == ["A404", "A406"]
    assert told() == first
    site.put(_list(*ALL))
    assert told() == ((), ())


def test_check_prints_the_lines_to_paste(site: TinySite):
    site.put(_list(*ALL[:-2]))
    done = site.run("check")
    assert done.returncode == 0, done.stdout
    assert f"For {PATH}:\n/warning-signs/\n/whats-new/\n" in done.stdout
    assert done.stdout.endswith("0 errors, 1 warning.\n")
    assert site.run("check", "--strict").returncode == 1
    machine = site.run("check", "--format", "json")
    assert [one["code"] for one in json.loads(machine.stdout)["diagnostics"]] == ["A406"]


def test_check_fails_for_a_lost_address_and_a_build_does_not(site: TinySite):
    site.put(_list(*ALL, "/gone/"))
    assert site.run("check").returncode == 1
    assert site.run("build").returncode == 0


# ---------------------------------------------------------------- new


def test_new_adds_its_address_at_its_place_once(site: TinySite):
    done = site.run("new", "exercise", "Bird dog", "--area", "lower-back")
    assert done.returncode == 0, done.stdout
    assert f"{PATH}: /exercises/bird-dog/" in done.stdout
    expected = sorted([*ALL, "/exercises/bird-dog/"])
    assert (site.folder / PATH).read_text("utf-8").splitlines() == ["# All of them.", *expected]
    assert site.run("new", "exercise", "Bird dog", "--area", "lower-back").returncode == 1
    assert (site.folder / PATH).read_text("utf-8").splitlines() == ["# All of them.", *expected]
    assert [path.name for path in (site.folder / "content").iterdir() if path.is_file()].count("addresses.txt") == 1


def test_new_leaves_a_site_without_a_list_without_one(tmp_path: Path):
    site = tiny_site(tmp_path)
    assert site.run("new", "page", "Help").returncode == 0
    assert not (site.folder / PATH).exists()


def test_new_does_not_touch_a_list_that_it_cannot_read(site: TinySite):
    site.put({PATH: b"/\xff/\n"})
    done = site.run("new", "page", "Help")
    assert done.returncode == 0
    assert "add /help/ by hand" in done.stdout
    assert (site.folder / PATH).read_bytes() == b"/\xff/\n"
    assert sorted(path.name for path in (site.folder / "content").iterdir() if path.is_file()) == [
        "addresses.txt",
        "site.yaml",
    ]
