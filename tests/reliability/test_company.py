"""Not alone: two builds at once, two sites with one output, and files that somebody else put there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kinesite.commands import building
from kinesite.pipeline import memory
from tests.edited import Edited
from tests.reliability.sites import built, clean, faults, grown, pruned, rewritten, standing


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A built site; tests take copies."""
    site = grown(tmp_path_factory.mktemp("made") / "root", pages=6)
    assert built(site)[0] == 0
    return site


@pytest.fixture
def site(made: Edited, tmp_path: Path) -> Edited:
    return made.copied(tmp_path / "root")


def together(*commands: list[str]) -> list[tuple[int, str]]:
    """(exit status, all that was said) of builds that run at once."""
    running = [
        subprocess.Popen(one, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8") for one in commands
    ]
    return [(one.wait(60), one.communicate(timeout=60)[0]) for one in running]


def test_two_sites_with_one_output_do_not_mix(site: Edited, tmp_path: Path):
    """Each has a memory of its own, so only the output can tell that somebody else is at work in it."""
    output = tmp_path / "output"
    other = site.copied(tmp_path / "other", "content", "templates", "static")
    rewritten(other)
    pruned(other)
    versions = [clean(site), clean(other)]
    commands = [one.command("build", "--output", str(output)) for one in (site, other)]
    for _round in range(2):
        for status, said in together(*commands):
            assert status == 0 or (status == 1 and "error O903: another build is running here" in said), said
            assert "Traceback" not in said
        assert standing(output) in versions


def test_builds_without_a_memory_do_not_mix_either(site: Edited):
    shutil.rmtree(site.path(memory.FOLDER))
    site.put(memory.FOLDER, "a file where the folder would be")
    rewritten(site)
    for status, said in together(*[site.command()] * 2):
        assert status == 0 or (status == 1 and "error O903: another build is running here" in said), said
    assert standing(site.output) == clean(site)


def test_a_build_that_does_not_end_is_told_to_machines_too(site: Edited, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(building, "_LONGEST_WAIT", 0.1)
    first = memory.opened(site.folder, cached=True)
    try:
        status, said = built(site, "--format", "json")
    finally:
        first.close()
    waiting, _, report = said.partition("\n")
    assert (status, waiting) == (1, "Another build is running in this folder; waiting for it.")
    assert [(one["code"], one["path"]) for one in json.loads(report)["diagnostics"]] == [("O903", ".kinesite")]


@pytest.mark.parametrize("path", ["another/index.html", "assets"])
def test_what_somebody_put_at_an_address_of_the_site_is_never_lost(site: Edited, path: str):
    """A page that comes, a folder that is needed: nothing is written, and a second build goes on once it is away."""
    if (site.output / path).exists():
        shutil.rmtree(site.output / path)
    rewritten(site)
    (site.output / path).parent.mkdir(parents=True, exist_ok=True)
    (site.output / path).write_text("precious")
    before = standing(site.output)
    status, said = built(site)
    assert status == 1
    assert f"site/{path}:1:1: error O902: {path} is in the way: " in said
    assert "fix: Move it elsewhere" in said
    assert standing(site.output) == before
    (site.output / path).rename(site.folder / "mine.txt")
    assert built(site)[0] == 0
    assert standing(site.output) == clean(site)


def test_files_of_somebody_else_stay(site: Edited):
    foreign = {"CNAME": b"example.org", "page-2/notes.txt": b"mine", "assets/mine/a.css": b"mine", ".gitignore": b"*"}
    for path, data in foreign.items():
        (site.output / path).parent.mkdir(parents=True, exist_ok=True)
        (site.output / path).write_bytes(data)
    pruned(site)
    assert built(site)[0] == 0
    wanted = {**clean(site), **foreign, "page-2": None, "assets/mine": None}
    assert standing(site.output) == wanted


def test_what_somebody_changed_in_the_output_is_told(site: Edited):
    wanted = standing(site.output)
    (site.output / "index.html").write_text("mine")
    (site.output / "page-1/index.html").unlink()
    status, said = built(site)
    assert status == 0
    assert "site/index.html:1:1: warning O905: index.html is made anew" in said
    assert "1 more" not in said, "a file that is gone is nobody's work"
    assert standing(site.output) == wanted
    (site.output / "index.html").write_text("mine")
    assert built(site, "--strict")[0] == 1, "a warning"
    assert built(site, "--strict")[0] == 0
    (site.output / "page-2/index.html").write_text("mine")
    pruned(site)
    _status, said = built(site)
    assert "site/page-2/index.html:1:1: warning O906: page-2/index.html is no part of the site any more" in said
    assert (site.output / "page-2/index.html").read_text() == "mine"
    assert faults(standing(site.output), {**clean(site), "page-2/index.html": b"mine"}) == []
    assert "O906" not in built(site)[1]


def test_a_site_that_may_hold_any_name_of_a_file_forgets_none(site: Edited):
    """Names that one system allows and another takes for a way out."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such names")
    before = clean(site)
    site.put("static/odd/a:b.txt", "odd")
    site.put("static/odd/a\\b.txt", "odd")
    assert built(site)[0] == 0
    assert "0 written" in built(site)[1]
    shutil.rmtree(site.path("static/odd"))
    assert built(site)[0] == 0
    assert standing(site.output) == before
