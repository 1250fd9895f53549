"""Files of others on a branch: they stay as they are, or nothing is published."""

from pathlib import Path

import pytest

from kinesite.pipeline.output import MANIFEST
from tests.places import Branch, put
from tests.publish.conftest import Publisher
from tests.publish.test_targets import built, site


def committed(branch: Branch, path: bytes, mode: bytes, data: bytes) -> None:
    """Somebody else puts something of any kind and name upon the branch."""
    mark = branch.git("hash-object", "-w", "--stdin", given=data).strip()
    branch.git("read-tree", branch.branch)
    branch.git("update-index", "--add", "-z", "--index-info", given=b"%s %s\t%s\0" % (mode, mark, path))
    tree = branch.git("write-tree").decode().strip()
    parent = branch.git("rev-parse", "--verify", branch.branch).decode().strip()
    who = ("-c", "user.name=Other", "-c", "user.email=other@localhost")
    words = ("commit-tree", tree, *(("-p", parent) if parent else ()), "-m", "by hand")
    branch.git("update-ref", f"refs/heads/{branch.branch}", branch.git(*who, *words).decode().strip())


@pytest.mark.parametrize("how", [(), ("--dry-run",)])
def test_a_name_of_strange_bytes_is_told_and_not_lost(publish: Publisher, tmp_path: Path, how: tuple[str, ...]):
    branch = Branch(tmp_path / "bare.git")
    committed(branch, b"caf\xe9.html", b"100644", b"mine")
    publish.declare(here=branch.declared)
    before = branch.touched()
    status, said = publish("here", *how)
    assert (status, "error H907" in said) == (1, True), said
    assert "(gh-pages) holds caf\\xe9.html, whose name is not UTF-8 text" in said
    assert branch.touched() == before


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("exercises", "100644"),
        ("exercises/pelvic-tilt", "120000"),
        ("assets", "120000"),
        ("index.html/mine.txt", "100644"),
        (f"{MANIFEST}/mine/too.txt", "100644"),
    ],
)
@pytest.mark.parametrize("how", [(), ("--dry-run",)])
def test_what_crosses_the_folders_of_the_site_is_in_the_way(
    publish: Publisher, tmp_path: Path, path: str, mode: str, how: tuple[str, ...]
):
    branch = Branch(tmp_path / "bare.git")
    committed(branch, path.encode(), mode.encode(), b"mine")
    publish.declare(here=branch.declared)
    before = branch.touched()
    status, said = publish("here", *how)
    assert (status, f"error H905: {path} at " in said) == (1, True), said
    assert branch.touched() == before


def test_a_page_that_becomes_a_folder_of_pages_is_in_nobodys_way(publish: Publisher, tmp_path: Path):
    branch = Branch(tmp_path / "bare.git")
    put(branch, "exercises", b"once a page")
    put(branch, MANIFEST, b'{"files": {"exercises": []}}')
    publish.declare(here=branch.declared)
    status, said = publish("here")
    assert status == 0, said
    assert site(branch) == built(publish)
