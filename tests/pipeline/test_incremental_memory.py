"""The store survives what happens to stores; without it, or with half of it, the site comes out the same."""

import datetime as dt
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

import pytest

from kinesite.content.sources import Root
from kinesite.incremental.store import Store
from kinesite.incremental.trace import Key
from kinesite.pipeline import memory
from kinesite.pipeline.outcome import Request, outcome
from kinesite.pipeline.world import Options
from tests.edited import PROJECT, TODAY, Edited, contents, scratch, stamps

TILT = "content/en/exercises/pelvic-tilt.md"
HEAVY = {
    "PIL",
    "jinja2",
    "livereload",
    "lxml",
    "markdown",
    "nh3",
    "pydantic",
    "pyphen",
    "tornado",
    "watchfiles",
    "yaml",
}


def _bodies(ran: tuple[str, ...]) -> list[str]:
    return [one for one in ran if one.startswith("body ")]


def test_a_build_with_nothing_to_do_loads_no_library(site: Edited):
    code = (
        "import json, sys\nfrom kinesite.commands import cli\nstatus = cli.main(sys.argv[1:])\n"
        "print(json.dumps([status, sorted({name.partition('.')[0] for name in sys.modules})]))"
    )
    command = [sys.executable, "-c", code, "build", "--root", str(site.folder)]
    before = stamps(site.output)
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True)
    status, modules = json.loads(result.stdout.splitlines()[-1])
    assert status == 0
    assert "17 pages: 0 written, 17 unchanged" in result.stdout
    assert HEAVY & set(modules) == set()
    assert stamps(site.output) == before


def test_a_build_with_nothing_to_do_but_to_report_loads_no_library_either(site: Edited):
    site.change(TILT, "difficulty: easy", "difficulty: eazy")
    assert site.run().returncode == 1
    code = (
        "import sys\nfrom kinesite.commands import cli\nassert cli.main(sys.argv[1:]) == 1\n"
        f"assert not {HEAVY!r} & set(sys.modules), sorted(sys.modules)"
    )
    command = [sys.executable, "-c", code, "build", "--root", str(site.folder)]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True)
    assert f"{TILT}:6:13: error S103" in result.stdout


def test_carried_elsewhere_with_its_output_there_is_nothing_to_do(site: Edited, tmp_path: Path):
    there = site.copied(tmp_path / "elsewhere")
    for path in there.folder.rglob("*"):
        os.utime(path, (1, 1))  # a copy may have other times
    before = stamps(there.output)
    assert there.build().ran == ()
    assert stamps(there.output) == before


def test_the_store_alone_carried_elsewhere_renders_pages_and_no_markdown(site: Edited, tmp_path: Path):
    """`page` is looked at again to have its bytes; the texts come out of the store."""
    there = site.copied(tmp_path / "elsewhere", "content", "templates", "static", ".kinesite")
    told = there.build()
    assert told.ran == ()
    assert len(told.pages) == 17
    assert contents(there.output) == contents(site.output)


def test_looking_at_pages_again_reads_the_texts_from_the_store(
    site: Edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    there = site.copied(tmp_path / "elsewhere", "content", "templates", "static", ".kinesite")
    monkeypatch.setattr("kinesite.render.markup.render", None)
    assert len(there.build().pages) == 17


def test_a_lost_output_comes_back(site: Edited):
    whole = contents(site.output)
    shutil.rmtree(site.output)
    assert site.build().ran == ()
    assert contents(site.output) == whole


@pytest.mark.parametrize("lost", ["index.html", "exercises/pelvic-tilt/index.html", "site.css", ".svg"])
def test_a_lost_file_comes_back(site: Edited, lost: str):
    whole = contents(site.output)
    path = next(path for path in whole if path.endswith(lost))
    (site.output / path).unlink()
    assert site.build().written == (path,)
    assert contents(site.output) == whole


def test_a_file_that_somebody_changed_in_the_output_is_put_right(site: Edited):
    whole = contents(site.output)
    (site.output / "index.html").write_text("mine")
    assert site.build().written == ("index.html",)
    assert contents(site.output) == whole


def test_another_version_of_the_program_builds_anew(site: Edited, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "salt", lambda: "another version")
    told = site.build()
    assert len(_bodies(told.ran)) == 6
    assert told.written == (), "and finds that nothing came out differently"


def test_the_version_covers_the_program_and_its_libraries(monkeypatch: pytest.MonkeyPatch):
    first = memory.salt()
    assert first == memory.salt()
    monkeypatch.setattr(memory, "installed", lambda _places: dict.fromkeys(memory.LIBRARIES, "0"))
    assert memory.salt() != first


def test_the_versions_of_libraries_are_those_that_python_finds(tmp_path: Path):
    known = {library: metadata.version(library) for library in memory.LIBRARIES}
    assert memory.installed(sys.path) == known
    assert memory.installed([]) == known, "asked for one by one"
    for folder in ("PyYAML-0.1.dist-info", "other-9.dist-info", "markdown-7"):
        (tmp_path / folder).mkdir()
    assert memory.installed([str(tmp_path / "nowhere"), str(tmp_path), *sys.path]) == {**known, "pyyaml": "0.1"}


def test_a_lost_store_costs_time_only(site: Edited):
    shutil.rmtree(site.path(memory.FOLDER))
    told = site.build()
    assert len(_bodies(told.ran)) == 6
    assert told.written == ()


def test_a_damaged_store_costs_time_only_and_is_whole_again_afterwards(site: Edited):
    store = site.path(memory.FOLDER) / "store.db"
    data = store.read_bytes()
    store.write_bytes(data[:8192] + b"\0" * (len(data) - 8192))
    result = site.run()
    assert (result.returncode, result.stderr) == (0, "")
    assert site.build().ran == ()


def test_a_build_that_was_stopped_halfway_is_forgotten(site: Edited):
    """In one process, as under the preview: the failed build leaves rows behind that nobody committed."""

    def stop(key: Key) -> None:
        if key.task == "page":
            raise KeyboardInterrupt

    site.change(TILT, "title: Pelvic tilt", "title: The tilt")
    store = memory.opened(site.folder, cached=True)
    site.on_run = stop
    with pytest.raises(KeyboardInterrupt):
        site.build(store)
    site.on_run = lambda _key: None
    told = site.build(store)
    store.close()
    assert "exercises/index.html" in told.written
    assert contents(site.output) == scratch(site)[1]


def test_a_save_after_the_last_piece_of_work_is_seen_by_the_next_build_of_the_same_process(site: Edited):
    """Reading reviews, or bringing back a lost file, looks at sources again after the commit."""
    store = memory.opened(site.folder, cached=True)
    request = Request(Root(site.folder), Options(), TODAY, overdue=True)
    shutil.rmtree(site.output)
    made = outcome(request, store)
    site.change(TILT, "A first movement", "A last-moment movement")
    with pytest.raises(memory.SourcesChanged):  # what was judged is not what would be written
        made.content("exercises/pelvic-tilt/index.html")
    site.build(store)
    store.close()
    assert b"A last-moment movement" in contents(site.output)["exercises/pelvic-tilt/index.html"]
    assert contents(site.output) == scratch(site)[1]


def test_what_depends_on_the_day_does_so_without_an_edit(site: Edited):
    site.change(TILT, "accessed: 2026-01-10", "accessed: 2026-12-24")
    store = memory.opened(site.folder, cached=True)
    codes = []
    for today in (TODAY, TODAY, dt.date(2026, 12, 30), TODAY):
        made = outcome(Request(Root(site.folder), Options(), today), store)
        codes.append([one.code for one in made.diagnostics if one.span.path == TILT])
    store.close()
    assert codes[0] == codes[1] == codes[3] != codes[2]


def test_a_review_is_announced_by_check_when_its_day_comes_near(site: Edited):
    site.change(
        TILT,
        "review: {status: unreviewed}",
        "review: {status: reviewed, by: A. Person, role: Physiotherapist, on: 2026-01-10, next: 2027-06-01}",
    )
    site.build()
    store = memory.opened(site.folder, cached=True)
    days = [dt.date(2027, 1, 1), dt.date(2027, 5, 1), dt.date(2027, 7, 1)]
    asked = [Request(Root(site.folder), Options(), day, overdue=overdue) for day in days for overdue in (False, True)]
    told = [[one.code for one in outcome(request, store).diagnostics] for request in asked]
    store.close()
    assert told == [[], [], [], ["D702"], [], ["D702"]]


def test_a_second_build_waits_for_the_first_and_says_so(site: Edited):
    first = memory.opened(site.folder, cached=True)
    second = subprocess.Popen(site.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert second.stderr is not None
    assert second.stderr.readline() == "Another build is running in this folder; waiting for it.\n"
    assert second.poll() is None
    first.close()
    out, _ = second.communicate(timeout=30)
    assert second.returncode == 0
    assert "17 unchanged" in out


def test_builds_at_once_end_with_a_whole_site(site: Edited):
    site.change("static/base.css", "1rem", "2rem")
    builds = [subprocess.Popen(site.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for one in builds:
        one.communicate(timeout=60)
    assert [one.returncode for one in builds] == [0, 0, 0]
    assert contents(site.output) == scratch(site)[1]


def test_a_build_that_is_killed_is_no_obstacle(site: Edited):
    site.change("static/base.css", "1rem", "2rem")
    for delay in (0.15, 0.3, 0.45, 0.6, 0.75):
        build = subprocess.Popen(site.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(delay)
        build.kill()
        build.communicate(timeout=30)
    assert site.build().diagnostics == ()
    assert contents(site.output) == scratch(site)[1]


def test_a_folder_that_cannot_hold_a_store_is_told_and_the_site_built(site: Edited):
    shutil.rmtree(site.path(memory.FOLDER))
    site.put(memory.FOLDER, "a file where the folder would be")
    site.change(TILT, "A first movement", "A very first movement")
    result = site.run()
    assert result.returncode == 0
    assert result.stderr.startswith("The memory of earlier builds cannot be used (")
    assert result.stderr.endswith("); building without it.\n")
    assert result.stderr.count("\n") == 1
    assert contents(site.output) == scratch(site)[1]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become somebody else")
def test_a_folder_that_may_only_be_read_is_told_and_the_site_built(site: Edited):
    """Built by somebody else than the owner of the store, into a folder of their own."""
    open_folder = Path(tempfile.mkdtemp())
    open_folder.chmod(0o755)
    site.change(TILT, "A first movement", "A very first movement")
    there = site.copied(open_folder / "root")
    site.build()
    output = open_folder / "output"
    output.mkdir()
    output.chmod(0o777)
    code = (
        "import os, sys\nfrom kinesite.commands import cli\nwarm, *given = sys.argv[1:]\n"
        "cli.main(['build', '--no-cache', '--root', warm])\nos.setegid(65534), os.seteuid(65534)\n"
        "sys.exit(cli.main(given))"
    )
    options = ["build", "--root", str(there.folder), "--output", str(output)]
    command = [sys.executable, "-c", code, str(site.folder), *options]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    built = contents(output)
    shutil.rmtree(open_folder)
    assert "building without it" in result.stderr
    assert result.returncode == 0
    assert built == contents(site.output)


def test_a_full_disk_is_told_and_the_site_built(
    site: Edited, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    from kinesite.commands import cli  # noqa: PLC0415 - only here

    def full(self: Store) -> None:
        if self._lock:  # a store on the disk
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "commit", full)
    site.change(TILT, "A first movement", "A very first movement")
    assert cli.main(["build", "--root", str(site.folder)]) == 0
    said = capsys.readouterr()
    assert said.err == (
        "The memory of earlier builds cannot be used (database or disk is full); building without it.\n"
    )
    assert contents(site.output) == scratch(site)[1]


def test_the_store_holds_nothing_that_is_not_needed_any_more(site: Edited):
    """After many edits it is, row for row, the store of a build from nothing."""
    for number in range(5):
        site.put(f"content/en/pages/help-{number}.md", f"---\ntitle: Help {number}\nsummary: Help {number}.\n---\nX.\n")
        site.change("static/base.css", "rem", f"{number}rem")
        site.build()
    for number in range(5):
        site.path(f"content/en/pages/help-{number}.md").unlink()
    site.build()
    fresh = site.copied(site.folder.parent / "fresh", "content", "templates", "static")
    fresh.build()
    assert _rows(site) == _rows(fresh)


def _rows(site: Edited) -> list[tuple[str, ...]]:
    database = sqlite3.connect(site.path(memory.FOLDER) / "store.db")
    try:
        return database.execute(
            "SELECT task, argument, digest, text, notes FROM done LEFT JOIN texts USING (id) ORDER BY 1, 2"
        ).fetchall()
    finally:
        database.close()
