"""What is set aside to be published: the files that the build listed, as it left them, and nothing else."""

from pathlib import Path

import pytest

from kinesite.pipeline.output import MANIFEST, Output
from kinesite.publish.refusals import Refused
from kinesite.publish.stage import Stage, staged

FILES = {"index.html": b"<h1>Home</h1>", "assets/1/site.css": b"h1 {}"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder that a build wrote."""
    folder = tmp_path / "site"
    Output(folder).write(dict.fromkeys(FILES, "1"), FILES.__getitem__)
    return folder


def test_a_stage_holds_what_was_listed(output: Path, tmp_path: Path):
    (output / "notes.txt").write_text("private")
    (tmp_path / "stage").mkdir()
    (tmp_path / "stage/old.html").write_text("left by a killed run")
    stage = staged(output, tmp_path / "stage")
    assert {path: stage.data(path) for path in stage.files} == FILES
    assert {path.name for path in stage.folder.rglob("*") if path.is_file()} == {"index.html", "site.css"}
    assert stage.size(FILES) == sum(map(len, FILES.values()))


@pytest.mark.parametrize(
    ("path", "data"),
    [("index.html", b"<h1>Hack</h1>"), ("assets/1/site.css", None), (MANIFEST, None), (MANIFEST, b"{")],
)
def test_what_is_not_as_the_build_left_it_is_named(output: Path, tmp_path: Path, path: str, data: bytes | None):
    if data is None:
        (output / path).unlink()
    else:
        (output / path).write_bytes(data)
    with pytest.raises(Refused, match=path):
        staged(output, tmp_path / "stage")


def test_what_is_added_is_whole_and_known_by_its_digest(tmp_path: Path):
    stage = Stage(tmp_path)
    stage.add("a/b.html.br", b"\x00\xff")
    assert stage.data("a/b.html.br") == b"\x00\xff"
    assert stage.files["a/b.html.br"].is_whole(b"\x00\xff")
    assert stage.holds("a/b.html.br")
    assert not stage.holds("a")
