"""The receipt of a build: every published file by its digest, and nothing of the day, the folder or the machine."""

import hashlib
import json
import platform
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kinesite.pipeline import memory, records
from kinesite.pipeline.records import RECEIPT
from kinesite.pipeline.world import Options
from tests import shipped
from tests.edited import Edited, contents, scratch
from tests.reliability.sites import grown
from tests.sites import PROJECT

TILT = "content/en/exercises/pelvic-tilt.md"
VERIFY = PROJECT / "docs" / "verify.py"


def _receipt(output: Path) -> dict[str, Any]:
    return json.loads((output / RECEIPT).read_text("utf-8"))


@pytest.fixture
def rich(tmp_path: Path) -> Edited:
    """A built site with files of every kind: pages, pictures, thumbnails, movements, scripts, data of the search."""
    made = grown(tmp_path / "rich", pages=2)
    assert made.build().diagnostics == ()
    return made


def _digests(output: Path) -> dict[str, tuple[str, int]]:
    """What is on the disk, but for the receipt itself."""
    there = {path: data for path, data in contents(output).items() if path != RECEIPT}
    return {path: (hashlib.sha256(data).hexdigest(), len(data)) for path, data in there.items()}


def test_it_names_every_file_with_its_digest_and_its_size(rich: Edited):
    listed = _receipt(rich.output)["files"]
    assert {path: (one["sha256"], one["bytes"]) for path, one in listed.items()} == _digests(rich.output)
    endings = {Path(path).suffix for path in listed}
    assert endings >= {".html", ".css", ".js", ".svg", ".png"}
    assert list(listed) == sorted(listed)


def test_the_shipped_site_is_as_its_receipt_says():
    listed = _receipt(shipped.folder())["files"]
    assert {path: (one["sha256"], one["bytes"]) for path, one in listed.items()} == _digests(shipped.folder())


def test_a_build_in_another_folder_gives_the_same_bytes(rich: Edited):
    receipt = contents(rich.output)[RECEIPT]
    _told, files = scratch(rich)
    assert files[RECEIPT] == receipt


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (TILT, "A first movement", "A very first movement"),
        (TILT, "title: Pelvic tilt", "title: Tilting the pelvis"),
        ("static/base.css", "1rem", "2rem"),
        ("content/figures/cat-cow.yaml", "flexion 42", "flexion 30"),
        ("content/en/search.yaml", "[rocking]", "[rocking, swaying]"),
    ],
)
def test_after_any_edit_it_is_that_of_a_clean_build(site: Edited, path: str, old: str, new: str):
    before = contents(site.output)[RECEIPT]
    site.change(path, old, new)
    site.build()
    assert contents(site.output)[RECEIPT] == scratch(site)[1][RECEIPT] != before
    assert {name: one["sha256"] for name, one in _receipt(site.output)["files"].items()} == {
        name: digest for name, (digest, _size) in _digests(site.output).items()
    }


def test_an_edit_seals_again_only_what_it_changed(site: Edited):
    site.change(TILT, "A first movement", "A very first movement")
    ran = site.build().ran
    assert [one for one in ran if one.startswith("seal")] == [f"seal bytes {TILT}", "seal page /exercises/pelvic-tilt/"]


def test_a_file_that_goes_leaves_the_receipt(site: Edited):
    site.put("static/theme.js", "// theme\n")
    site.build()
    assert any(path.endswith("theme.js") for path in _receipt(site.output)["files"])
    site.path("static/theme.js").unlink()
    site.build()
    assert contents(site.output)[RECEIPT] == scratch(site)[1][RECEIPT]


def test_files_for_machines_are_in_it_too(site: Edited, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(records.KINDS, "robots.txt", records.RecordKind(lambda _context, _language: "Welcome.\n"))
    site.put("static/theme.js", "// theme\n")
    assert site.build(memory.opened(site.folder, cached=False)).diagnostics == ()
    listed = _receipt(site.output)["files"]["robots.txt"]
    assert listed == {"sha256": hashlib.sha256(b"Welcome.\n").hexdigest(), "bytes": 9}


def test_it_says_with_what_and_for_what_it_was_made(site: Edited):
    site.options = Options(base_url="https://example.org/back/")
    site.build()
    told = _receipt(site.output)
    assert told["made_from"]["base_url"] == "https://example.org/back/"
    assert told["made_from"]["drafts"] is False
    assert told["made_with"]["python"] == platform.python_version()
    assert {"jinja2", "lxml", "markdown", "pillow"} <= told["made_with"]["libraries"].keys()
    assert told["made_with"]["generator"]["name"] == "Kinesite"


def test_it_holds_nothing_of_the_machine_and_no_day(site: Edited):
    text = contents(site.output)[RECEIPT].decode()
    for own in (str(site.folder), str(PROJECT), str(Path.home()), socket.gethostname()):
        assert own not in text or len(own) < 5, own
    assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", text)


def _listed_by_sha256sum(folder: Path, *parts: str, name: str = "*") -> str:
    """The pipeline of docs/trust.md."""
    find = f"find {' '.join(parts)} -type f -name '{name}' | LC_ALL=C sort | xargs sha256sum | sha256sum"
    done = subprocess.run(["sh", "-c", find], cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.split()[0]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum")
def test_the_digests_of_the_sources_and_of_the_program_are_those_that_sha256sum_prints(site: Edited):
    told = _receipt(site.output)
    assert told["made_from"]["sources"]["sha256"] == _listed_by_sha256sum(site.folder, "content", "static", "templates")
    assert told["made_with"]["generator"]["sha256"] == _listed_by_sha256sum(PROJECT, "kinesite", name="*.py")


def _verified(*arguments: Path) -> tuple[int, list[str]]:
    """What the documented way says; it needs Python alone."""
    command = [sys.executable, "-I", str(VERIFY), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_a_changed_an_added_and_a_lost_file_are_found_in_the_documented_way(site: Edited, tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(site.output, copy)
    assert _verified(copy) == (0, ["All files are as the receipt says."])
    page = copy / "exercises/pelvic-tilt/index.html"
    page.write_bytes(page.read_bytes().replace(b"Pelvic", b"pelvic", 1))
    (copy / "advert.js").write_text("buy()", "utf-8")
    (copy / "404.html").unlink()
    expected = ["missing  404.html", "unknown  advert.js", "changed  exercises/pelvic-tilt/index.html", "3 differ."]
    assert _verified(copy) == (1, expected)
    assert _verified(copy, site.output / RECEIPT) == (1, expected), "a receipt of one's own says the same"


def test_a_receipt_that_was_changed_with_its_file_is_found_by_ones_own(site: Edited, tmp_path: Path):
    """Whoever changes a copy can change its receipt too: only a rebuild tells."""
    copy = tmp_path / "copy"
    shutil.copytree(site.output, copy)
    page, receipt = copy / "404.html", copy / RECEIPT
    before = hashlib.sha256(page.read_bytes()).hexdigest()
    page.write_bytes(page.read_bytes() + b"\n")
    after = hashlib.sha256(page.read_bytes()).hexdigest()
    receipt.write_text(receipt.read_text("utf-8").replace(before, after), "utf-8")
    assert _verified(copy)[0] == 0
    assert _verified(copy, site.output / RECEIPT) == (1, ["changed  404.html", "1 differ."])
