"""Killed at random instants, a build leaves a sound site, and the next one ends where a clean one does.

The short form; `make crash` runs the long one.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kinesite.pipeline.records import KINDS as RECORDS
from tests.edited import PROJECT
from tests.reliability.crashes import KINDS, killed
from tests.reliability.sites import clean, faults, grown, rewritten

KILLS, SEED, PAGES = 4, 7, 6

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_any_instant_the_site_is_sound_and_the_next_build_heals_it(kind: str):
    tally = killed(kind, KILLS, SEED, pages=PAGES, measured=1)
    assert tally.kills >= KILLS
    assert tally.faults == []


def test_the_examination_finds_what_it_looks_for(tmp_path: Path):
    """The laws above would be worth nothing if any site passed."""
    site = grown(tmp_path / "site", pages=2)
    old = clean(site)
    rewritten(site)
    new = clean(site)
    named = [
        path for path, data in old.items() if data and not path.endswith((".html", ".json")) and path not in RECORDS
    ]
    assert len(named) == 11
    for path in named:
        assert faults({one: data for one, data in old.items() if one != path}, old, new), path
        assert faults({**old, path: (old[path] or b"")[:-1]}, old, new), path
    assert faults({**old, "index.html": new["index.html"]}, old, new), "a page before its assets"
    assert faults({**old, "more.txt": b""}, old, new)
    lost = {one: data for one, data in old.items() if one != "exercises/index.html"}
    assert faults(lost, old, new), "a link that leads nowhere"


def test_processes_that_share_the_work_end_with_the_first(tmp_path: Path):
    """They would wait for work for ever, and keep what the first had locked."""
    script = (
        "import time\nfrom kinesite.incremental.pool import Pool\n"
        "list(Pool(2).map(lambda chunk: time.sleep(0.05), range(100_000)))\n"
    )
    (tmp_path / "first.py").write_text(script)
    first = subprocess.Popen(
        [sys.executable, tmp_path / "first.py"], env={**os.environ, "PYTHONPATH": str(PROJECT)}, cwd=PROJECT
    )
    listed = Path(f"/proc/{first.pid}/task/{first.pid}/children")
    if not listed.exists():
        first.kill()
        first.wait()
        pytest.skip("this system does not list the children of a process")
    others: list[str] = []
    while len(others) < 2:
        time.sleep(0.05)
        others = listed.read_text().split()
    first.kill()
    first.wait()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{one}/stat").exists() for one in others):
        assert time.monotonic() < until, "they are still there"
        time.sleep(0.05)
