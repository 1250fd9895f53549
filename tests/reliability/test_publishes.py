"""Killed at random instants, publishing leaves pages that find what they need, and the next command completes it.

The short form; `make killpublish` runs the long one.
"""

import sys
from pathlib import Path

import pytest

from tests.places import bucket_server
from tests.reliability.publishes import killed, places
from tests.reliability.sites import grown

KILLS, SEED, PAGES = 2, 5, 6

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")


@pytest.mark.parametrize("kind", ["folder (rsync)", "bucket (S3)", "branch (git)"])
def test_killed_at_any_instant_pages_are_sound_and_the_next_command_completes_them(
    kind: str, rsync: Path, tmp_path: Path
):
    assert rsync
    with bucket_server() as endpoint:
        make = places(tmp_path, endpoint)[kind]
        tally = killed(grown(tmp_path / "site", PAGES), make, "rewriting", KILLS, f"{kind} {SEED}")
    assert tally.kills >= KILLS
    assert tally.faults == []
