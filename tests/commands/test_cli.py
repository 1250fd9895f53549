"""The command line, as an editor types it."""

import atexit
import contextlib
import gc
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kinesite import diagnostics
from kinesite.commands import building, cli
from kinesite.incremental.trace import Key
from tests.sites import MINIMAL, PROJECT, TinySite, tiny_site

MISTAKE = ("content/en/exercises/cat-cow.md", "difficulty: moderate", "difficulty: modrate")
WARNING = ("content/en/exercises/cat-cow.md", "title: Cat and cow", "title: Cat and cow\ndraft: true\nfeeel: x")


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return tiny_site(tmp_path)


def _main(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def _pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def test_the_formats_are_those_of_the_diagnostics():
    assert tuple(diagnostics.FORMATS) == cli.FORMATS


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_names_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert _main(*arguments) == 0
    shown = capsys.readouterr().out
    assert all(f"    {command} " in shown for command in cli.COMMANDS)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("build", ["--root", "--output", "--base-url", "--drafts", "--strict", "--format", "text,json,github"]),
        ("check", ["--root", "--base-url", "--drafts", "--strict", "--format"]),
        ("new", ["KIND", "TITLE", "--area", "--root", "routine", "condition", "guide", "page", "area"]),
    ],
)
def test_help_of_a_command_names_all_that_it_takes(
    command: str, options: list[str], capsys: pytest.CaptureFixture[str]
):
    assert _main(command, "--help") == 0
    shown = capsys.readouterr().out
    assert [option for option in options if option not in shown] == []


def test_help_loads_no_generator():
    code = (
        "import sys; from kinesite.commands import cli; cli.main(['--help'])\n"
        "print(sorted(set(sys.modules) & {'pydantic', 'jinja2', 'lxml', 'markdown', 'PIL', 'yaml'}))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert result.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["biuld"],
        ["build", "extra"],
        ["--no-such"],
        ["--format", "xml"],
        ["new"],
        ["new", "exercise"],
        ["check", "--output", "x"],
    ],
)
def test_a_wrong_use_ends_with_2_and_says_how_to_use_it(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert _main(*arguments) == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_a_process_that_ends_with_its_command_looks_for_no_garbage(command: str, monkeypatch: pytest.MonkeyPatch):
    told: list[object] = []
    monkeypatch.setattr(gc, "disable", lambda: told.append("disabled"))
    monkeypatch.setattr(atexit, "register", told.append)
    monkeypatch.setattr(sys, "argv", ["build.py", command, "--help"])
    assert cli.main() == 0
    assert told == ([] if command == "serve" else ["disabled", gc.freeze])


@pytest.mark.parametrize("command", [[], ["build"]])
def test_build_is_the_default(site: TinySite, command: list[str], capsys: pytest.CaptureFixture[str]):
    assert _main(*command, "--root", site.folder) == 0
    assert "exercises/cat-cow/index.html" in _pages(site.output)
    assert str(site.output / "index.html") in capsys.readouterr().out


def test_without_a_root_the_current_folder_is_built(
    site: TinySite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(site.folder)
    assert _main() == 0
    assert (site.output / "index.html").exists()
    assert "Open site" in capsys.readouterr().out


def test_the_output_can_be_anywhere(site: TinySite, tmp_path: Path):
    assert _main("--root", site.folder, "--output", tmp_path / "a" / "b") == 0
    assert (tmp_path / "a" / "b" / "index.html").exists()
    assert not site.output.exists()


def test_a_folder_without_a_site_is_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert _main("--root", tmp_path) == 1
    shown = capsys.readouterr().out
    assert "content/site.yaml" in shown
    assert "--root" in shown
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_ends_with_1_and_writes_nothing(site: TinySite, capsys: pytest.CaptureFixture[str]):
    assert _main("--root", site.folder) == 0
    before = {path: path.read_bytes() for path in site.output.rglob("*") if path.is_file()}
    site.change(*MISTAKE)
    site.change("content/en/areas/lower-back.md", "title: Lower back", "title: Low back")
    capsys.readouterr()
    assert _main("--root", site.folder) == 1
    shown = capsys.readouterr().out
    assert 'content/en/exercises/cat-cow.md:6:13: error S103: unknown difficulty "modrate"' in shown
    assert 'did you mean "moderate"?' in shown
    assert shown.endswith("\n1 error, 0 warnings. Nothing was written.\n")
    assert {path: path.read_bytes() for path in site.output.rglob("*") if path.is_file()} == before


def test_a_warning_stops_only_a_strict_build(site: TinySite, capsys: pytest.CaptureFixture[str]):
    site.change(*WARNING)
    site.change("content/en/routines/morning.md", "      - exercise: cat-cow\n        dose: {reps: 6}\n", "")
    site.change("content/en/exercises/pelvic-tilt.md", "harder:\n  - id: cat-cow\n    when: It feels easy.\n", "")
    assert _main("--root", site.folder, "--strict") == 1
    assert capsys.readouterr().out.endswith("0 errors, 1 warning. Nothing was written.\n")
    assert not site.output.exists()
    assert _main("check", "--root", site.folder, "--strict") == 1
    assert _main("check", "--root", site.folder) == 0
    capsys.readouterr()
    assert _main("--root", site.folder) == 0
    shown = capsys.readouterr().out
    assert "warning S102" in shown
    assert "(1 draft left out)" in shown


def test_drafts_are_built_when_they_are_asked_for(site: TinySite, capsys: pytest.CaptureFixture[str]):
    site.put({"content/en/pages/plan.md": "---\ntitle: A plan\nsummary: Soon.\ndraft: true\n---\nText.\n"})
    assert _main("--root", site.folder) == 0
    assert "plan/index.html" not in _pages(site.output)
    assert _main("--root", site.folder, "--drafts") == 0
    drafts = site.folder / building.DRAFTS
    assert "plan/index.html" in _pages(drafts)
    assert "plan/index.html" not in _pages(site.output)
    assert "left out" not in capsys.readouterr().out.splitlines()[-2]
    assert "This is a draft." in (drafts / "plan" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("form", cli.FORMATS)
def test_each_format_holds_the_mistake(site: TinySite, form: str, capsys: pytest.CaptureFixture[str]):
    site.change(*MISTAKE)
    found = site.build().diagnostics
    assert _main("check", "--root", site.folder, "--format", form) == 1
    shown = capsys.readouterr().out
    assert diagnostics.FORMATS[form](found) in shown
    if form != "text":
        assert shown == diagnostics.FORMATS[form](found)


def test_the_machine_formats_hold_nothing_else_after_a_build(site: TinySite, capsys: pytest.CaptureFixture[str]):
    assert _main("--root", site.folder, "--format", "json") == 0
    assert capsys.readouterr().out == '{"diagnostics": [], "errors": 0, "warnings": 0}\n'
    assert _main("--root", site.folder, "--format", "github") == 0
    assert capsys.readouterr().out == ""


def test_a_base_address_gives_links_for_a_server(site: TinySite):
    assert _main("--root", site.folder, "--base-url", "https://example.org/back/") == 0
    assert "index.html" not in (site.output / "index.html").read_text("utf-8")
    assert 'href="/back/areas/lower-back/"' in (site.output / "404.html").read_text("utf-8")


def test_check_writes_nothing_but_its_memory(site: TinySite, capsys: pytest.CaptureFixture[str]):
    before = sorted(site.folder.rglob("*"))
    assert _main("check", "--root", site.folder) == 0
    assert [path for path in sorted(site.folder.rglob("*")) if ".kinesite" not in path.parts] == before
    assert capsys.readouterr().out == "0 errors, 0 warnings.\n"


def test_check_alone_speaks_of_reviews_that_are_due(site: TinySite, capsys: pytest.CaptureFixture[str]):
    review = "review: {status: reviewed, by: A. Person, role: Physiotherapist, on: 2020-01-01, next: 2022-01-01}"
    site.change("content/en/exercises/cat-cow.md", "review: {status: unreviewed}", review)
    assert _main("--root", site.folder, "--strict") == 0
    assert "D702" not in capsys.readouterr().out
    assert _main("check", "--root", site.folder) == 0
    assert "warning D702: the review is overdue since 2022-01-01" in capsys.readouterr().out
    assert _main("check", "--root", site.folder, "--strict") == 1


def test_the_last_lines_say_what_was_done_and_how_to_look_at_it(site: TinySite, capsys: pytest.CaptureFixture[str]):
    assert _main("--root", site.folder) == 0
    summary, look = capsys.readouterr().out.splitlines()
    assert summary.startswith("6 guides, 17 pages: 17 written, 0 unchanged, ")
    assert summary.endswith(" s.")
    assert look == f"Open {site.output / 'index.html'} in a browser."
    site.change("content/en/pages/warning-signs.md", "Call somebody.", "Call.")
    site.put({"content/en/conditions/low-back-pain.md": None})
    assert _main("--root", site.folder) == 0
    summary = capsys.readouterr().out.splitlines()[0]
    assert summary.startswith("5 guides, 15 pages: ")
    assert ", 3 old files deleted, " in summary


def test_an_output_that_cannot_be_written_is_a_message(site: TinySite, capsys: pytest.CaptureFixture[str]):
    (site.folder / "site").write_text("in the way")
    assert _main("--root", site.folder) == 1
    shown = capsys.readouterr().out
    assert "error O901" in shown
    assert "Traceback" not in shown


def test_ctrl_c_ends_quietly(site: TinySite, monkeypatch: pytest.MonkeyPatch):
    def interrupted(_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(cli.COMMANDS, "build", interrupted)  # type: ignore[arg-type]
    assert _main("--root", site.folder) == 130


def _command(*arguments: object) -> list[str]:
    return [sys.executable, str(PROJECT / "build.py"), *map(str, arguments)]


def test_build_py_hands_its_status_on(site: TinySite):
    site.change(*MISTAKE)
    result = site.run("check")
    assert (result.returncode, result.stderr) == (1, "")
    assert "S103" in result.stdout


@pytest.mark.parametrize(
    ("command", "pages"), [("check", 0), ("check", 400), ("build --format json", 0), ("--help", 0)], ids=str
)
def test_a_reader_who_stops_listening_is_no_mistake(site: TinySite, command: str, pages: int):
    for number in range(pages):
        site.put({f"content/en/pages/page-{number}.md": "---\ntitel: x\n---\n"})
    reading, writing = os.pipe()
    os.close(reading)
    extra = [] if command == "--help" else ["--root", site.folder]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    process = subprocess.Popen(
        _command(*command.split(), *extra), stdout=writing, stderr=subprocess.PIPE, text=True, env=buffered
    )
    os.close(writing)
    _out, complaints = process.communicate(timeout=60)
    assert complaints == ""
    assert process.returncode == 0 or pages


def test_progress_is_quiet_in_a_pipe(site: TinySite):
    assert site.run().stderr == ""


def _on_a_terminal(command: list[str]) -> str:
    """What a command shows on a terminal of its own."""
    ours, theirs = pty.openpty()
    shown = b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while piece := os.read(ours, 65536):
                shown += piece
        assert process.wait(60) == 0
    os.close(ours)
    return shown.decode()


def test_on_a_terminal_long_work_counts_its_pages_and_then_clears_the_line(site: TinySite):
    patient = "import kinesite.commands.building as b; b._PATIENCE = 0.0; from kinesite.commands import cli; "
    code = f"import sys; sys.path.insert(0, {str(PROJECT)!r}); {patient}sys.exit(cli.main(sys.argv[1:]))"
    shown = _on_a_terminal([sys.executable, "-c", code, "check", "--root", str(site.folder)])
    assert "\r1 pages …" in shown
    assert "15 pages …" in shown
    assert shown.rpartition("pages …")[2].lstrip().startswith("0 errors")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("seconds", "says"), [(1.9, False), (2.1, True)])
def test_progress_shows_after_two_seconds_on_a_terminal(monkeypatch: pytest.MonkeyPatch, seconds: float, *, says: bool):
    now = [0.0]
    monkeypatch.setattr(building.time, "monotonic", lambda: now[0])
    terminal = _Terminal()
    progress = building.Progress(terminal)
    now[0] = seconds
    progress(Key("page", "/"))
    assert ("1 pages …" in terminal.getvalue()) == says


def test_the_minimal_site_is_left_as_it_was():
    assert not (MINIMAL / "site").exists()
