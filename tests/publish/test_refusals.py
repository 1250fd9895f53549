"""What a publisher gets wrong is told in one line with its fix, and no secret is ever in it."""

import errno
import json
import sys
from pathlib import Path

import pytest

from kinesite.publish import bucket
from kinesite.publish.git import Git
from kinesite.publish.refusals import MIDWAY, UNTOUCHED, Refused, unreachable
from kinesite.publish.stage import Stage, staged
from kinesite.publish.targets import planned
from tests.places import KEYS, Branch, Bucket, Folder, bucket_server
from tests.publish.conftest import Publisher

NOWHERE = "http://127.0.0.1:9"
"""Where nobody listens."""


def told(said: str) -> list[str]:
    """The lines that tell of a mistake, with their places."""
    return [line for line in said.splitlines() if ": error " in line]


def test_a_name_that_is_no_target_is_wrong_usage_and_nothing_is_built(publish: Publisher):
    publish.declare(pages="{git: origin}", server="{rsync: /srv/www}")
    publish.site.change("content/en/pages/page-1.md", "title: ", "titel: ")
    status, said = publish("page")
    assert status == 2
    assert 'content/site.yaml:9:1: error H901: there is no target "page"; did you mean "pages"?' in said
    assert "fix: Known are pages, server." in said
    assert "S102" not in said


def test_without_any_target_the_fix_is_an_example(publish: Publisher):
    status, said = publish("pages")
    assert status == 2
    assert "error H901: no target is declared under publish" in said
    assert "publish: {pages: {git: origin, branch: gh-pages}}" in said


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("{git: nowhere}", "H904: nowhere refuses: there is no such folder, and no such remote of this repository"),
        ("{rsync: ../no/where}", 'change_dir "'),
        (f"{{s3: steady, endpoint: '{NOWHERE}'}}", "H904: steady refuses: "),
    ],
)
def test_a_place_that_is_not_there_is_one_line(publish: Publisher, place: str, line: str, rsync: Path):
    assert rsync
    publish.declare(here=place)
    status, said = publish("here")
    assert status == 1
    assert len(told(said)) == 1
    assert line in told(said)[0]
    assert "Traceback" not in said
    assert f"why: {UNTOUCHED}" in said


def test_a_bucket_that_is_not_there_is_one_line(publish: Publisher, endpoint: str):
    publish.declare(here=f"{{s3: no-such-bucket, endpoint: '{endpoint}'}}")
    status, said = publish("here")
    assert status == 1
    assert told(said) == [
        "content/site.yaml:10:3: error H904: no-such-bucket refuses: NoSuchBucket: The specified bucket does not exist"
    ]


def test_a_repository_that_may_not_be_written_to_is_one_line(publish: Publisher, tmp_path: Path):
    branch = Branch(tmp_path / "bare.git")
    hook = branch.repository / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho fatal: not you >&2\nexit 1\n")
    hook.chmod(0o755)
    publish.declare(here=branch.declared)
    status, said = publish("here")
    assert status == 1
    assert told(said)[0].endswith("refuses: remote: fatal: not you")
    assert f"why: {UNTOUCHED}" in said, "a branch changes as a whole"
    assert branch.standing() == {}


def test_keys_that_the_environment_lacks_are_named(publish: Publisher, monkeypatch: pytest.MonkeyPatch):
    publish.declare(here=f"{{s3: steady, endpoint: '{NOWHERE}'}}")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    status, said = publish("here")
    assert status == 1
    assert "error H903: the environment lacks AWS_SECRET_ACCESS_KEY" in said
    assert KEYS["AWS_ACCESS_KEY_ID"] not in said


def test_keys_that_nobody_knows_are_one_line(publish: Publisher):
    with bucket_server(locked=True) as endpoint:
        publish.declare(here=f"{{s3: steady, endpoint: '{endpoint}'}}")
        status, said = publish("here")
    assert status == 1
    assert len(told(said)) == 1
    assert "error H904: steady refuses: InvalidAccessKeyId: " in said
    assert not [secret for secret in KEYS.values() if secret in said]


@pytest.mark.parametrize(("program", "place"), [("git", "{git: 'https://127.0.0.1/x'}"), ("rsync", "{rsync: ../www}")])
def test_a_program_that_is_not_installed_is_one_line(
    publish: Publisher, program: str, place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    publish.declare(here=place)
    monkeypatch.setenv("PATH", str(tmp_path))
    status, said = publish("here")
    assert status == 1
    assert f"error H902: {program} is not installed, and this target needs it" in said
    assert f"fix: Install {program}" in said


@pytest.mark.parametrize("library", ["obstore", "brotli", "ghp_import"])
def test_a_library_that_is_not_installed_is_one_line_that_names_its_extra(
    publish: Publisher, library: str, endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    places = {
        "obstore": lambda: Bucket(endpoint, prefix=tmp_path.name).declared,
        "brotli": lambda: Folder(tmp_path / "www", compress=True).declared,
        "ghp_import": lambda: Branch(tmp_path / "bare.git").declared,
    }
    extra = {"obstore": "s3", "brotli": "compress", "ghp_import": "git"}[library]
    publish.declare(here=places[library]())
    monkeypatch.setitem(sys.modules, library, None)
    status, said = publish("here")
    assert status == 1
    assert f"H902: {library.replace('_', '-')} is not installed" in said
    assert f"pip install 'kinesite[{extra}]'" in said


@pytest.mark.parametrize("inside", ["site", "content/out", ".", ".."])
def test_a_folder_of_the_site_itself_is_no_place_to_publish_to(publish: Publisher, inside: str):
    publish.declare(here=f"{{rsync: '{inside}'}}")
    status, said = publish("here")
    assert (status, "error H907" in said) == (1, True), said
    assert "would mix the site with" in said


def test_links_of_others_on_a_branch_are_not_lost(publish: Publisher, tmp_path: Path):
    branch = Branch(tmp_path / "bare.git")
    publish.declare(here=branch.declared)
    assert publish("here")[0] == 0
    mark = branch.git("hash-object", "-w", "--stdin", given=b"index.html").decode().strip()
    branch.git("read-tree", branch.branch)
    branch.git("update-index", "--add", "--cacheinfo", f"120000,{mark},latest.html")
    tree = branch.git("write-tree").decode().strip()
    who = ("-c", "user.name=Other", "-c", "user.email=other@localhost")
    commit = branch.git(*who, "commit-tree", tree, "-p", branch.branch, "-m", "a link").decode().strip()
    branch.git("update-ref", f"refs/heads/{branch.branch}", commit)
    publish.site.change("content/en/pages/page-1.md", "Rest, ", "Pause, ")
    status, said = publish("here")
    assert (status, "error H907" in said) == (1, True), said
    assert "latest.html" in said
    assert branch.git("rev-parse", branch.branch).decode().strip() == commit


@pytest.mark.parametrize("stands", ["link", "folder"])
def test_a_link_or_a_folder_of_others_is_never_replaced(publish: Publisher, rsync: Path, tmp_path: Path, stands: str):
    assert rsync
    place = Folder(tmp_path / "www")
    (tmp_path / "elsewhere").write_text("mine")
    publish.declare(here=place.declared)
    if stands == "link":
        (place.folder / "index.html").symlink_to(tmp_path / "elsewhere")
    else:
        (place.folder / "index.html").mkdir()
    status, said = publish("here")
    assert (status, "error H905: index.html at" in said) == (1, True), said
    assert [path.name for path in place.folder.iterdir()] == ["index.html"]


def test_a_full_disk_is_one_line(publish: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    publish.declare(here=Branch(tmp_path / "bare.git").declared)
    monkeypatch.setattr(Stage, "add", full)
    status, said = publish("here")
    assert (status, told(said)) == (1, [".kinesite:1:1: error O901: cannot write .kinesite: No space left on device"])


def test_a_place_that_fails_midway_says_that_readers_may_see_both(
    publish: Publisher, endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    place = Bucket(endpoint, prefix=tmp_path.name)
    publish.declare(here=place.declared)

    def refuse(*_given: object) -> None:
        raise unreachable("steady", "SlowDown")

    monkeypatch.setattr(bucket.Bucket, "delete", refuse)
    assert publish("here")[0] == 0
    publish.site.path("content/en/pages/page-0.md").unlink()
    status, said = publish("here")
    assert (status, f"why: {MIDWAY}" in said) == (1, True), said


def test_whoever_pushes_second_is_refused(publish: Publisher, tmp_path: Path):
    branch = Branch(tmp_path / "bare.git")
    made = []
    for name in ("one", "two"):  # two sites: two equal commits of one second would be one
        publish.site.put(f"content/en/pages/{name}.md", f"---\ntitle: {name}\nsummary: Page {name}.\n---\nText.\n")
        assert publish.site.run("build").returncode == 0
        site = staged(publish.site.output, tmp_path / name / "stage")
        target = Git(str(branch.repository), branch.branch, tmp_path, tmp_path / name)
        made.append((target, planned(target, site), site))
    (target, plan, site), (second, its_plan, its_site) = made
    target.apply(plan, site)
    first = branch.git("rev-parse", branch.branch)
    with pytest.raises(Refused, match=r"rejected|already exists|reference") as refused:
        second.apply(its_plan, its_site)
    assert refused.value.why == UNTOUCHED
    assert branch.git("rev-parse", branch.branch) == first


def test_machines_get_the_same_as_data(publish: Publisher):
    status, said = 0, ""
    publish.declare(here="{git: nowhere}")
    status, said = publish("here", "--format", "json")
    reports = [json.loads(line) for line in said.splitlines()]
    assert status == 1
    assert [one["errors"] for one in reports] == [0, 1]
    assert reports[1]["diagnostics"][0]["code"] == "H904"
