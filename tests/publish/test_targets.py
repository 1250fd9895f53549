"""What holds for a target of any kind: a folder over rsync, a bucket, a branch."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kinesite.commands import publishing
from kinesite.content.targets import Target
from kinesite.pipeline import manifest
from kinesite.pipeline.output import MANIFEST
from kinesite.publish import compression, stage, targets
from tests.edited import Edited
from tests.places import Branch, Bucket, Folder, Place, Standing, put
from tests.publish.conftest import Publisher
from tests.reliability.sites import pruned, rewritten

PAGE = "content/en/pages/page-1.md"


def built(publish: Publisher) -> Standing:
    """What the output holds of the build's own files."""
    output = publish.site.output
    return {path: (output / path).read_bytes() for path in manifest.parsed((output / MANIFEST).read_bytes())}


def site(place: Place) -> Standing:
    """The files at a place, without the list that is kept there."""
    return {path: data for path, data in place.standing().items() if data is not None and path != MANIFEST}


def tally(said: str) -> tuple[int, ...]:
    """(added, changed, deleted, as they were) of the last line."""
    numbers = re.search(r"(\d+) added, (\d+) changed, (\d+) deleted, (\d+) as they were", said)
    assert numbers, said
    return tuple(map(int, numbers.groups()))


def test_the_files_of_the_build_are_published_and_nothing_else_that_lies_there(publish: Publisher, place: Place):
    (publish.site.output / "notes.txt").write_text("private")
    status, said = publish("here")
    assert status == 0, said
    assert site(place) == built(publish)
    assert tally(said) == (len(built(publish)), 0, 0, 0)
    assert manifest.parsed(place.standing()[MANIFEST] or b"").keys() == built(publish).keys()
    assert not (publish.site.folder / ".kinesite/publish").exists(), "nothing is left of what was set aside"


def test_published_again_nothing_changes(publish: Publisher, place: Place):
    publish("here")
    before = place.touched()
    status, said = publish("here")
    assert (status, tally(said)) == (0, (0, 0, 0, len(built(publish)))), said
    assert place.touched() == before


def test_after_an_edit_only_what_changed_travels(publish: Publisher, place: Place):
    publish("here")
    before, old = marks(place), built(publish)
    publish.site.change(PAGE, "Rest, ", "Pause, ")
    status, said = publish("here")
    assert status == 0, said
    new = built(publish)
    assert site(place) == new
    differing = {path for path in old.keys() & new.keys() if old[path] != new[path]}
    assert tally(said)[1] == len(differing) < 4, said
    assert {path for path in old.keys() & new.keys() if marks(place)[path] != before[path]} == differing


def marks(place: Place) -> dict[str, object]:
    """Path to something that is another one when the file is put again."""
    match place:
        case Folder():
            return {path: (place.folder / path).stat().st_ino for path in site(place)}
        case Bucket():
            return place.puts()
        case Branch():
            rows = place.git("ls-tree", "-r", place.branch).decode().splitlines()
            return {row.partition("\t")[2]: row.split()[2] for row in rows}
    raise AssertionError(place)


@pytest.mark.parametrize("edit", [rewritten, pruned])
def test_after_any_edit_the_place_holds_the_new_site_and_others_keep_their_files(
    publish: Publisher, place: Place, edit: Callable[[Edited], None]
):
    publish("here")
    put(place, "mine.txt", b"mine")
    put(place, "media/figures/mine.svg", b"mine")
    edit(publish.site)
    status, said = publish("here")
    assert status == 0, said
    assert site(place) == built(publish) | {"mine.txt": b"mine", "media/figures/mine.svg": b"mine"}
    assert publish("here")[0] == 0
    assert isinstance(place, Bucket | Branch) or all(
        data is not None or any(one.startswith(f"{path}/") for one in place.standing())
        for path, data in place.standing().items()
    ), "no empty folder is left"


def test_a_dry_run_says_what_would_change_and_changes_nothing(publish: Publisher, place: Place):
    publish("here")
    pruned(publish.site)
    publish.site.put("content/en/pages/another.md", "---\ntitle: Another\nsummary: One more.\n---\nText.\n")
    before, old = place.touched(), built(publish)
    status, said = publish("here", "--dry-run")
    assert status == 0, said
    assert place.touched() == before
    new = built(publish)
    assert "add    another/index.html\n" in said
    lines = re.findall(r"^(?:add|change|delete) +\S+$", said, re.MULTILINE)
    wanted = [f"add    {path}" for path in sorted(new.keys() - old.keys())]
    wanted += [f"change {path}" for path in sorted(old.keys() & new.keys()) if old[path] != new[path]]
    wanted += [f"delete {path}" for path in sorted(old.keys() - new.keys())]
    assert lines == wanted


def test_a_dry_run_tells_the_clinical_changes_since_what_stands_there(publish: Publisher, place: Place):
    assert "the last publishing" not in publish("here", "--dry-run")[1], "there was none"
    publish("here")
    same = "No dose, warning or rule of a guide has changed since the last publishing."
    assert same in publish("here", "--dry-run")[1]
    tilt = "content/en/exercises/pelvic-tilt.md"
    publish.site.change(tilt, "hold: 5 s", "hold: 8 s")
    publish.site.change(tilt, "clinical: true}", "clinical: true}, {on: 2026-02-01, note: Hold on., clinical: true}")
    status, said = publish("here", "--dry-run")
    assert status == 0, said
    assert "Clinical changes since the last publishing:\n  Pelvic tilt: hold 8 s, was 5 s\n" in said
    put(place, "api/exercises.json", b"{}")
    assert "What stands there cannot be compared: api/exercises.json: " in publish("here", "--dry-run")[1]


def test_a_file_of_somebody_else_is_never_written_over(publish: Publisher, place: Place):
    put(place, "index.html", b"<h1>Another site</h1>")
    status, said = publish("here")
    assert status == 1
    assert "error H905: index.html at " in said
    assert site(place) == {"index.html": b"<h1>Another site</h1>"}


def test_a_copy_that_was_made_by_hand_is_taken_over(publish: Publisher, place: Place):
    for path in ("index.html", "404.html"):
        put(place, path, (publish.site.output / path).read_bytes())
    status, said = publish("here")
    assert status == 0, said
    assert site(place) == built(publish)
    publish.site.change("content/site.yaml", "title: Small Back", "title: Smaller Back")
    assert publish("here")[0] == 0
    assert site(place) == built(publish)


def test_what_somebody_changed_there_is_made_anew(publish: Publisher, place: Place):
    publish("here")
    put(place, "index.html", b"<h1>Hacked</h1>")
    status, said = publish("here")
    assert (status, tally(said)[1]) == (0, 1), said
    assert site(place) == built(publish)


def test_with_a_mistake_or_a_warning_nothing_is_published(publish: Publisher, place: Place):
    publish.site.change(PAGE, "title: ", "titel: ")
    status, said = publish("here")
    assert status == 1
    assert "S102" in said
    publish.site.change(PAGE, "titel: ", "title: ")
    publish.site.put("content/addresses.txt", "/\n")
    status, said = publish("here")
    assert (status, "warning A406" in said) == (1, True), said
    assert place.standing() == {}


def test_a_draft_with_mistakes_stops_nobody(publish: Publisher, place: Place):
    publish.site.change(PAGE, "title: ", "draft: true\ntitel: ")
    status, said = publish("here")
    assert (status, "warning S102" in said) == (0, True), said
    assert "page-1/index.html" not in site(place)
    assert "index.html" in site(place)


def test_a_clinical_change_that_no_history_tells_and_a_lost_address_are_never_published(
    publish: Publisher, place: Place
):
    publish("here")
    before = place.standing()
    tilt = "content/en/exercises/pelvic-tilt.md"
    publish.site.change(tilt, "hold: 5 s", "hold: 8 s")
    status, said = publish("here")
    assert (status, "error C612" in said, place.standing() == before) == (1, True, True), said
    assert "Pelvic tilt: hold 8 s, was 5 s" in said
    publish.site.change(tilt, "hold: 8 s", "hold: 5 s")
    publish.site.put("content/addresses.txt", "/gone/\n")
    status, said = publish("here")
    assert (status, "error A404" in said, place.standing() == before) == (1, True, True), said


def test_what_is_built_after_it_was_judged_is_not_published(
    publish: Publisher, place: Place, monkeypatch: pytest.MonkeyPatch
):
    judged = publishing.build_site

    def meanwhile(options: argparse.Namespace, *rest: Any) -> int:
        status = judged(options, *rest)
        publish.site.change(PAGE, "title: ", "draft: true\ntitle: Not yet ")
        assert publish.site.run("build", "--drafts", "--output", str(publish.site.output)).returncode == 0
        return status

    monkeypatch.setattr(publishing, "build_site", meanwhile)
    status, said = publish("here")
    assert (status, "error H906" in said, place.standing()) == (1, True, {}), said


def test_drafts_never_go_out(publish: Publisher, place: Place):
    publish.site.change(PAGE, "summary: ", "draft: true\nsummary: ")
    assert publish("here")[0] == 0
    assert "page-1/index.html" not in site(place)
    assert "page-0/index.html" in site(place)


def test_what_was_changed_in_the_output_after_the_build_is_not_published(
    publish: Publisher, place: Place, monkeypatch: pytest.MonkeyPatch
):
    def meddled(*arguments: object) -> int:
        status = original(*arguments)
        (publish.site.output / "index.html").write_text("<h1>Hacked</h1>")
        return status

    original = publishing.build_site
    monkeypatch.setattr(publishing, "build_site", meddled)
    status, said = publish("here")
    assert (status, "error H906: index.html is not as the build left it" in said) == (1, True), said
    assert place.standing() == {}


def test_the_full_address_may_be_given_for_one_run(publish: Publisher, place: Place):
    assert publish("here", "--base-url", "https://example.org/back/")[0] == 0
    assert b'href="/back/page-1/"' in (site(place)["404.html"] or b"")


def test_a_file_of_a_place_can_be_read_back(publish: Publisher, place: Place, tmp_path: Path):
    """The comparison with what is published asks for the record of all exercises."""
    publish("here")
    declared = Target(**yaml.safe_load(place.declared))
    forms = compression.Compression(tmp_path / "forms")
    target = targets.KINDS[declared.kind](declared, publish.site.folder, tmp_path / "scratch", forms)
    targets.planned(target, stage.staged(publish.site.output, tmp_path / "stage"))
    assert target.read("search/latest.js") == (publish.site.output / "search/latest.js").read_bytes()
    assert target.read("api/nothing.json") is None
