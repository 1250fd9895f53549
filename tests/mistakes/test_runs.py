"""What an editor sees of mistakes: by the real command line, in every format, with drafts, in two languages."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
import yaml

from kinesite.diagnostics import Severity
from kinesite.figures import PHRASES
from kinesite.pipeline.world import Options
from tests.sites import TinySite, pages, tiny_site

TILT, CAT = "content/en/exercises/pelvic-tilt.md", "content/en/exercises/cat-cow.md"


def told(tiny: TinySite, options: Options | None = None) -> list[tuple[str, str, str]]:
    """(place, severity, code) of every mistake."""
    return [(str(one.span), str(one.severity), one.code) for one in tiny.build(options).diagnostics]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def two_mistakes(folder: Path) -> TinySite:
    tiny = tiny_site(folder)
    tiny.change(TILT, "difficulty: easy", "difficulty: hrad")
    tiny.change(CAT, "disclaimer: exercise\n", "")
    return tiny


def test_two_mistakes_in_two_guides_are_told_in_one_run_and_the_old_site_stays(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    assert tiny.run("build").returncode == 0
    before = contents(tiny.output)
    tiny.change(TILT, "difficulty: easy", "difficulty: hrad")
    tiny.change(CAT, "disclaimer: exercise\n", "")
    tiny.change("content/en/pages/warning-signs.md", "Call somebody.", "Call everybody.")
    ran = tiny.run("build")
    assert ran.returncode == 1
    assert f'{TILT}:6:13: error S103: unknown difficulty "hrad"; did you mean "hard"?' in ran.stdout
    assert "    6 | difficulty: hrad\n      |             ^\n" in ran.stdout
    assert f'{CAT}:1:1: error S101: missing field "disclaimer"' in ran.stdout
    assert 'fix: Add a line such as "disclaimer: exercise".' in ran.stdout
    assert ran.stdout.endswith("2 errors, 0 warnings. Nothing was written.\n")
    assert ran.stderr == ""
    assert contents(tiny.output) == before


def test_json_on_the_command_line_is_one_object_of_the_agreed_shape(tmp_path: Path):
    ran = two_mistakes(tmp_path).run("check", "--format", "json")
    report = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert (report["errors"], report["warnings"]) == (2, 0)
    assert [(one["path"], one["line"], one["column"], one["code"]) for one in report["diagnostics"]] == [
        (CAT, 1, 1, "S101"),
        (TILT, 6, 13, "S103"),
    ]
    wanted = {"code", "severity", "message", "why", "fix", "path", "line", "column"}
    assert all(set(one) == wanted for one in report["diagnostics"])


def test_github_on_the_command_line_is_one_annotation_for_each(tmp_path: Path):
    ran = two_mistakes(tmp_path).run("build", "--format", "github")
    lines = ran.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"::error file={CAT},line=1,col=1,title=S101::")
    assert lines[1].startswith(f"::error file={TILT},line=6,col=13,title=S103::")


def test_all_mistakes_of_all_files_are_sorted(tmp_path: Path):
    tiny = two_mistakes(tmp_path)
    tiny.change(TILT, "area: lower-back", "area: lower-bcak")
    tiny.change("content/figures/cat-cow.yaml", "posture: all-fours", "posture: all-four")
    tiny.change("templates/layouts/area.html", "page.leave", "page.leaves")
    tiny.change("content/en/pages/warning-signs.md", "## What", "### What")
    tiny.put({"content/notes.txt": "x"})
    places = [place for place, _severity, _code in told(tiny)]
    assert places == [
        f"{CAT}:1:1",
        f"{TILT}:4:7",
        f"{TILT}:6:13",
        "content/en/pages/warning-signs.md:7:1",
        "content/figures/cat-cow.yaml:1:10",
        "content/notes.txt:1:1",
        "templates/layouts/area.html:6:1",
    ]


# ---------------------------------------------------------------- drafts and warnings


def draft(folder: Path) -> TinySite:
    """A site with a draft that has three mistakes: in a field, in its text, in a link."""
    tiny = tiny_site(folder)
    text = (tiny.folder / TILT).read_text("utf-8").replace("title: Pelvic tilt", "title: Draft\ndraft: true")
    text = text.replace("difficulty: easy", "difficulty: hrad")
    text = text.replace("A first movement", "A <b>first [movement](none.md)")
    tiny.put({"content/en/exercises/draft.md": text})
    return tiny


DRAFT = "content/en/exercises/draft.md"


def test_mistakes_of_a_draft_are_warnings_and_it_is_left_out(tmp_path: Path):
    tiny = draft(tmp_path)
    assert told(tiny) == [
        (f"{DRAFT}:7:13", "warning", "S103"),
        (f"{DRAFT}:29:3", "warning", "M301"),
        (f"{DRAFT}:29:23", "warning", "L500"),
    ]
    built = tiny.build()
    assert built.publishable
    assert built.left_out == 1
    assert "Draft" not in str(pages(built))


def test_drafts_are_counted_in_the_summary(tmp_path: Path):
    ran = draft(tmp_path).run("build")
    assert ran.returncode == 0
    assert "(1 draft left out)" in ran.stdout
    assert "warning S103" in ran.stdout


@pytest.mark.parametrize("command", ["build", "check"])
def test_under_strict_a_warning_stops_the_build(command: str, tmp_path: Path):
    tiny = draft(tmp_path)
    assert tiny.run(command, "--strict").returncode == 1
    assert not tiny.output.exists()


def test_a_whole_draft_is_shown_when_drafts_are_asked_for(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    page = "---\ntitle: Hello\nsummary: Hello.\ndraft: true\n---\nText.\n"
    tiny.put({"content/en/pages/hello.md": page})
    assert told(tiny) == told(tiny, Options(drafts=True)) == []
    shown, hidden = tiny.build(Options(drafts=True)), tiny.build()
    assert "notice-draft" in pages(shown)["hello/index.html"]
    assert "hello/index.html" not in hidden.versions
    assert (shown.left_out, hidden.left_out) == (0, 1)


@pytest.mark.parametrize(
    ("today", "message"),
    [("2026-08-01", None), ("2026-11-10", "is due by 2027-01-01"), ("2027-01-02", "is overdue since 2027-01-01")],
)
def test_overdue_reviews_are_warnings_of_check_alone(today: str, message: str | None, tmp_path: Path):
    tiny = tiny_site(tmp_path)
    review = "{status: reviewed, by: A, role: Physiotherapist, on: 2026-01-01, next: 2027-01-01}"
    tiny.change(CAT, "{status: unreviewed}", review)
    day = dt.date.fromisoformat(today)
    found = tiny.build(today=day, overdue=True).diagnostics
    assert [one.message for one in found] == ([f"the review {message}"] if message else [])
    assert all((one.severity, one.code, one.span.line) == (Severity.WARNING, "D702", 22) for one in found)
    assert tiny.build(today=day).diagnostics == ()


def test_a_source_read_tomorrow_somewhere_is_no_mistake_yet(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    assert tiny.build(today=dt.date(2026, 1, 9)).diagnostics == ()
    assert {one.code for one in tiny.build(today=dt.date(2026, 1, 8)).diagnostics} == {"D701"}


# ---------------------------------------------------------------- two languages

ARABIC = "content/ar/pages/warning-signs.md"


def arabic(folder: Path) -> TinySite:
    """The minimal site in two languages, with one translated page."""
    tiny = tiny_site(folder)
    tiny.change("content/site.yaml", "direction: ltr}", "direction: ltr}\n  ar: {name: العربية, direction: rtl}")
    for name in ("vocabulary", "safety", "disclaimers", "strings", "search"):
        tiny.put({f"content/ar/{name}.yaml": (tiny.folder / f"content/en/{name}.yaml").read_bytes()})
    with (tiny.folder / "content/ar/strings.yaml").open("a", encoding="utf-8") as file:
        yaml.safe_dump({"figure_phrases": dict(PHRASES)}, file)
    digest = hashlib.sha256((tiny.folder / "content/en/pages/warning-signs.md").read_bytes()).hexdigest()[:12]
    tiny.put(
        {ARABIC: f"---\ntitle: علامات\nsummary: متى تطلب المساعدة.\ntranslates: '{digest}'\n---\nنص.\n\n## ماذا تفعل\n"}
    )
    return tiny


def test_a_site_in_two_languages_shows_what_is_translated_and_says_what_is_not(tmp_path: Path):
    built = arabic(tmp_path).build()
    assert built.diagnostics == ()
    page = pages(built)["ar/warning-signs/index.html"]
    assert 'lang="ar" dir="rtl"' in page
    assert "علامات" in page
    assert "notice-" not in page
    assert "notice-untranslated" in pages(built)["ar/exercises/cat-cow/index.html"]


@pytest.mark.parametrize(
    ("change", "place", "severity", "code"),
    [
        (("title: علامات\n", ""), f"{ARABIC}:1:1", "error", "S143"),
        (("title: علامات", "titel: علامات"), None, "error", "S142"),
        (("summary:", "order: 1\nsummary:"), f"{ARABIC}:3:1", "error", "S142"),
        (("title: علامات", "title: [علامات]"), f"{ARABIC}:2:8", "error", "S144"),
        (("نص.", "[x](none.md)"), f"{ARABIC}:6:5", "error", "L500"),
        (("نص.", "<b>"), f"{ARABIC}:6:1", "error", "M301"),
        (("translates: '", "translates: '0"), f"{ARABIC}:4:13", "warning", "S146"),
        (("translates", "# translates"), f"{ARABIC}:1:1", "warning", "S146"),
        (("---\nنص.", "نص."), f"{ARABIC}:1:1", "error", "S126"),
    ],
    ids=["missing", "misspelt", "extra", "type", "link", "tag", "outdated", "no digest", "no end"],
)
def test_mistakes_of_a_translation(
    change: tuple[str, str], place: str | None, severity: str, code: str, tmp_path: Path
):
    tiny = arabic(tmp_path)
    tiny.change(ARABIC, *change)
    found = told(tiny)
    assert (severity, code) in [one[1:] for one in found]
    if place:
        assert found == [(place, severity, code)]


def test_a_translation_of_nothing(tmp_path: Path):
    tiny = arabic(tmp_path)
    tiny.put({"content/ar/pages/other.md": (tiny.folder / ARABIC).read_bytes()})
    assert told(tiny) == [("content/ar/pages/other.md:1:1", "error", "S145")]


def test_a_changed_original_is_told_to_readers_and_editors(tmp_path: Path):
    tiny = arabic(tmp_path)
    tiny.change("content/en/pages/warning-signs.md", "Call somebody.", "Call everybody.")
    built = tiny.build()
    assert [(one.code, one.severity) for one in built.diagnostics] == [("S146", Severity.WARNING)]
    assert "notice-outdated" in pages(built)["ar/warning-signs/index.html"]


@pytest.mark.parametrize(
    ("name", "change", "place", "code"),
    [
        ("strings", ("  home: Home\n", ""), "67:1", "S140"),
        ("strings", ("  home: Home\n", "  home: Home\n  hme: Home\n"), "69:3", "S141"),
        ("vocabulary", ("  chair: {label: a chair}\n", ""), "4:1", "S140"),
        ("vocabulary", ("chair:", "sofa:"), None, "S141"),
        ("safety", ("level: soon", "level: later"), "7:29", "S149"),
        ("disclaimers", ("page: {", "pages: {"), None, "S141"),
    ],
)
def test_words_of_a_language_are_those_of_the_source_language(
    name: str, change: tuple[str, str], place: str | None, code: str, tmp_path: Path
):
    tiny = arabic(tmp_path)
    tiny.change(f"content/ar/{name}.yaml", *change)
    found = [(at, code) for at, _severity, code in told(tiny)]
    assert code in [one for _at, one in found]
    assert {at.split(":")[0] for at, _code in found} == {f"content/ar/{name}.yaml"}
    if place:
        assert found == [(f"content/ar/{name}.yaml:{place}", code)]


def test_a_language_counts_in_its_own_way(tmp_path: Path):
    tiny = arabic(tmp_path)
    tiny.change(
        "content/ar/strings.yaml",
        "{one: '{n} time', other: '{n} times'}",
        "{two: مرتان, few: '{n} مرات', other: '{n}'}",
    )
    assert told(tiny) == []
