"""`check --against OLD`, as an editor types it."""

import json
from pathlib import Path

import pytest

from kinesite.commands import cli
from tests.sites import TinySite, tiny_site

TILT, MORNING = "content/en/exercises/pelvic-tilt.md", "content/en/routines/morning.md"
SIGNS = "content/en/pages/warning-signs.md"
LINE = ", {on: 2026-02-01, note: Shorter holds., clinical: true}]"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """A site that was built once; its output is the earlier build of every test."""
    tiny = tiny_site(tmp_path_factory.mktemp("earlier"))
    assert cli.main(["build", "--root", str(tiny.folder)]) == 0
    return tiny


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


Told = pytest.CaptureFixture[str]


def _check(site: TinySite, old: Path, *more: str) -> int:
    return cli.main(["check", "--root", str(site.folder), "--against", str(old), *more])


def test_nothing_has_changed_since_the_same_sources(site: TinySite, built: TinySite, capsys: Told):
    assert _check(site, built.output) == 0
    assert capsys.readouterr().out == f"Nothing has changed since {built.output}.\n0 errors, 0 warnings.\n"


def test_a_clinical_change_without_a_line_of_history_is_an_error_at_the_history(
    site: TinySite, built: TinySite, capsys: Told
):
    site.change(TILT, "hold: 5 s", "hold: 8 s")
    site.change(TILT, "title: Pelvic tilt", "title: Pelvic rock")
    assert _check(site, built.output) == 1
    told = capsys.readouterr().out
    message = "its history does not tell of a clinical change: Pelvic rock: hold 8 s, was 5 s"
    assert f"{TILT}:26:1: error C612: {message}\n" in told
    assert "   26 | history: [{on: 2026-01-10, note: First published., clinical: true}]\n" in told
    assert f"Clinical changes since {built.output}:\n  Pelvic rock: hold 8 s, was 5 s\n" in told
    assert f'Other changes since {built.output}:\n  Pelvic rock: the title is now "Pelvic rock"' in told
    assert told.endswith("1 error, 0 warnings.\n")


def test_a_new_clinical_line_of_history_settles_it(site: TinySite, built: TinySite, capsys: Told):
    site.change(TILT, "hold: 5 s", "hold: 8 s")
    site.change(TILT, "clinical: true}]", "clinical: true}" + LINE)
    assert _check(site, built.output, "--strict") == 0
    assert "  Pelvic tilt: hold 8 s, was 5 s\n0 errors, 0 warnings.\n" in capsys.readouterr().out


def test_a_guide_without_any_history_is_told_at_its_beginning(site: TinySite, built: TinySite, capsys: Told):
    site.change(MORNING, "dose: {reps: 5}", "dose: {reps: 8}")
    assert _check(site, built.output) == 1
    said = 'Morning loosener: "pelvic tilt": repetitions 8, was 5'
    assert (
        f"{MORNING}:1:1: error C612: its history does not tell of a clinical change: {said}" in capsys.readouterr().out
    )


def test_a_warning_sign_belongs_to_the_page_that_shows_it(site: TinySite, built: TinySite, capsys: Told):
    text = (site.folder / "content/en/safety.yaml").read_text("utf-8")
    rule = text.partition("stop_rule:")[2].split("- ", 1)[1].split("\n", 1)[0]
    site.change("content/en/safety.yaml", rule, "Stop when it hurts a lot.")
    assert _check(site, built.output) == 1
    told = capsys.readouterr().out
    assert f"{SIGNS}:1:1: error C612" in told
    assert told.count("Every movement: the stop rule") == 4, "once removed and once added, in the error and in the list"


def test_machines_get_the_mistakes_alone(site: TinySite, built: TinySite, capsys: Told):
    site.change(TILT, "hold: 5 s", "hold: 8 s")
    assert _check(site, built.output, "--format", "json") == 1
    [told] = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (told["code"], told["path"], told["line"]) == ("C612", TILT, 26)


def test_a_site_with_errors_is_not_compared(site: TinySite, built: TinySite, capsys: Told):
    """A guide with a mistake has no record, so it would look as if it were gone."""
    site.change(TILT, "difficulty: easy", "difficulty: hrad")
    assert _check(site, built.output) == 1
    told = capsys.readouterr().out
    assert f"Not compared with {built.output}: correct the errors first.\n" in told
    assert "no longer published" not in told


def test_the_file_of_exercises_is_enough(site: TinySite, built: TinySite, tmp_path: Path, capsys: Told):
    alone = tmp_path / "old.json"
    alone.write_bytes((built.output / "api/exercises.json").read_bytes())
    site.change(TILT, "hold: 5 s", "hold: 8 s")
    site.change(MORNING, "dose: {reps: 5}", "dose: {reps: 8}")
    assert _check(site, alone) == 1
    assert "Morning" not in capsys.readouterr().out, "routines stand in another file"
    assert _check(site, built.output / "api/exercises.json") == 1
    assert "Morning" in capsys.readouterr().out, "which is read where it lies beside"


def test_an_earlier_build_for_another_address_says_the_same(site: TinySite, built: TinySite, capsys: Told):
    assert _check(site, built.output, "--base-url", "https://example.org/back/") == 0
    assert "Nothing has changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "it has no api/exercises.json"),
        ({"api/exercises.json": b"<html>"}, "api/exercises.json: it is no JSON"),
        (
            {"api/exercises.json": b'{"version": 7}'},
            "it has version 7 of the records, and this",
        ),
        ({"api/exercises.json": b'{"version": 1, "exercises": 3}'}, "it is not what its own version says"),
    ],
)
def test_what_is_no_earlier_build_is_one_clear_line(
    files: dict[str, bytes], says: str, site: TinySite, tmp_path: Path, capsys: Told
):
    old = tmp_path / "old"
    old.mkdir()
    for name, data in files.items():
        (old / name).parent.mkdir(exist_ok=True)
        (old / name).write_bytes(data)
    assert _check(site, old) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{old} cannot be compared: ")
    assert says in told.err
    assert told.err.count("\n") == 1


def test_what_is_not_there_is_one_clear_line(site: TinySite, tmp_path: Path, capsys: Told):
    assert _check(site, tmp_path / "gone") == 2
    assert capsys.readouterr().err == f"{tmp_path / 'gone'} cannot be read: No such file or directory.\n"


def test_a_build_in_another_language_is_one_clear_line(site: TinySite, built: TinySite, tmp_path: Path, capsys: Told):
    old = tmp_path / "old.json"
    text = (built.output / "api/exercises.json").read_text("utf-8")
    old.write_text(text.replace('"language": "en"', '"language": "ar"', 1), "utf-8")
    assert _check(site, old) == 2
    assert "its records are in ar, not in en" in capsys.readouterr().err
