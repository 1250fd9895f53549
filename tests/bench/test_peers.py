"""The made-up site as other generators want it."""

import re
from pathlib import Path

import pytest
import yaml

from bench import corpus, guides, peers

NUMBER = 30


def bodies(folder: Path) -> set[str]:
    """The texts of all guides under a folder."""
    found = (path.read_text("utf-8").partition("\n---\n")[2] for path in folder.rglob("*.md"))
    return {text for text in found if text}


@pytest.mark.parametrize("name", peers.WRITERS)
def test_a_peer_is_given_the_same_texts(name: str, tmp_path: Path):
    peers.WRITERS[name](tmp_path / name, NUMBER)
    corpus.write(tmp_path / "kinesite", NUMBER)
    assert bodies(tmp_path / name) == bodies(tmp_path / "kinesite" / corpus.LANGUAGE)


@pytest.mark.parametrize("name", peers.WRITERS)
def test_a_peer_is_given_the_same_fields(name: str, tmp_path: Path):
    peers.WRITERS[name](tmp_path / name, NUMBER)
    site = guides.Site(NUMBER)
    slug = site.exercise(4)
    own = next(guide for guide in site.guides() if guide.id == f"exercises/{slug}").fields
    (path,) = (tmp_path / name).rglob(f"{slug}.md")
    theirs = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    for field in ("title", "summary", "contraindications", "easier", "harder", "dose", "sources", "stop_if", "feel"):
        assert theirs[field] == own[field], field


def test_peers_can_look_up_every_id_that_guides_name():
    words = peers.words()
    for guide in guides.Site(300).guides():
        for caution in guide.fields.get("contraindications", ()):
            assert words["contraindications"][caution["id"]]["why"]
        for kind in ("equipment", "muscles"):
            assert set(guide.fields.get(kind, ())) <= words[kind].keys()
        assert guide.fields.get("disclaimer", "page") in words["disclaimers"]


def test_lists_are_cut_at_the_same_length_as_ours():
    cut = re.compile(r"(?:\[:(\d+)\]|first (\d+)|lt \$shown (\d+)|150)")
    ours = " ".join(says for _name, _said, says in corpus.SHORTENED)
    for folder in ("hugo/layouts", "mkdocs/theme"):
        theirs = " ".join(path.read_text("utf-8") for path in sorted((peers.SITES / folder).rglob("*.html")))
        found = {next(filter(None, match.groups()), "150") for match in cut.finditer(theirs)}
        assert found == {next(filter(None, match.groups()), "150") for match in cut.finditer(ours)}
