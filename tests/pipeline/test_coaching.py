"""The coach speaks in `check` alone, remembers what it said, and looks again only at what has changed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kinesite.content.sources import Root
from kinesite.incremental.trace import Key
from kinesite.pipeline import coaching, memory
from kinesite.pipeline.outcome import Request, outcome
from kinesite.pipeline.world import Options
from tests.edited import TODAY, Edited

TILT = "content/en/exercises/pelvic-tilt.md"
SENTENCE = "Considerable determination guarantees continuous physiological improvement. "
HARD = SENTENCE * 20


def _checked(site: Edited) -> list[str]:
    """The remarks of the coach, as `check` tells them."""
    result = site.run("check", "--format", "json")
    found = json.loads(result.stdout)["diagnostics"]
    return [f"{one['path']}:{one['line']}:{one['column']} {one['code']}" for one in found if one["code"] == "P101"]


def _hard(site: Edited) -> None:
    site.change(TILT, "A first movement for a sore back.", HARD)


def _coached(site: Edited) -> tuple[list[str], int]:
    """(what ran of the coach's own work, how many remarks were made)."""
    ran: list[Key] = []
    store = memory.opened(site.folder, cached=True, name="coach")
    remarks = coaching.remarks(Root(site.folder), Options(), store, ran.append)
    store.close()
    return sorted(key.argument for key in ran if key.task == "coach"), len(remarks)


def test_check_coaches_and_build_does_not(site: Edited):
    _hard(site)
    assert _checked(site) == [f"{TILT}:28:{1 + rank * len(SENTENCE)} P101" for rank in range(3)]
    built = site.run("build", "--format", "json")
    assert json.loads(built.stdout)["diagnostics"] == []


def test_a_remembered_remark_is_told_again_without_the_dictionary(site: Edited):
    _hard(site)
    first = _checked(site)
    assert len(first) == 3
    code = (
        "import sys\nfrom kinesite.commands import cli\nassert cli.main(sys.argv[1:]) == 0\n"
        "assert not {'pyphen', 'pydantic', 'yaml'} & set(sys.modules)"
    )
    command = [sys.executable, "-c", code, "check", "--root", str(site.folder), "--format", "json"]
    result = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert result.stdout.count("P101") == 3


def test_only_what_changed_is_coached_again(site: Edited):
    everything, remarks = _coached(site)
    assert len(everything) == 6
    assert remarks == 0
    assert _coached(site) == ([], 0)
    _hard(site)
    assert _coached(site) == ([TILT], 3)
    site.put("content/en/wording.yaml", "plain_words: [considerable]")
    assert _coached(site) == (sorted(everything), 3)
    site.put("content/en/wording.yaml", "plain_words: [considerable]\noverclaims: [cure]")
    assert _coached(site) == ([], 3), "what the coach exempts is the same"


def test_words_that_readers_know_make_a_text_plainer(site: Edited):
    _hard(site)
    words = sorted(set(HARD.replace(".", "").split()))
    site.put("content/en/wording.yaml", f"plain_words: [{', '.join(words)}]")
    assert _checked(site) == []


def test_a_language_without_a_dictionary_is_not_coached(site: Edited):
    _hard(site)
    site.change("content/site.yaml", "en: {", "ar: {")
    for name in sorted(site.path("content/en").rglob("*")):
        if name.is_file():
            site.put(f"content/ar/{name.relative_to(site.path('content/en'))}", name.read_bytes())
            name.unlink()
    site.change("content/site.yaml", "source_language: en", "source_language: ar")
    assert _checked(site) == []


@pytest.mark.parametrize("damage", [b"no store at all", b""])
def test_a_damaged_memory_of_the_coach_costs_time_only(site: Edited, damage: bytes):
    _hard(site)
    first = _checked(site)
    site.path(".kinesite/coach.db").write_bytes(damage)
    assert _checked(site) == first
    store = memory.opened(site.folder, cached=True, name="coach")
    assert store.row(Key("coached")) is not None, "and is whole again"
    store.close()


def test_a_memory_that_cannot_be_written_is_done_without(site: Edited):
    _hard(site)
    store, coach = memory.opened(site.folder, cached=False), memory.opened(site.folder, cached=False)
    coach.close()
    told = outcome(Request(Root(site.folder), Options(), TODAY, coach=coach), store)
    assert [one.code for one in told.diagnostics] == ["P101"] * 3
