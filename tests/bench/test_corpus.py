"""The made-up site to measure with."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bench import corpus, guides
from tests.edited import Edited

NUMBER = 30


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "root"
    assert corpus.write(folder, NUMBER) == NUMBER
    return folder


def sources(folder: Path) -> Mapping[str, bytes]:
    """Every file that was written, and none that a build has added."""
    found = [path for part in ("content", "templates", "static") for path in (folder / part).rglob("*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}


def test_the_same_number_gives_the_same_bytes(site: Path, tmp_path: Path):
    corpus.write(tmp_path / "again", NUMBER)
    assert sources(tmp_path / "again") == sources(site)


def test_kinesite_builds_it_without_a_mistake(site: Path):
    ran = Edited(site).run("build")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{NUMBER} guides" in ran.stdout
    assert "warning" not in ran.stdout + ran.stderr


def test_every_kind_of_guide_is_there_and_most_are_exercises():
    for number in (30, 100, 1000, 10_000):
        kinds = guides.Numbers(number).of
        assert sum(kinds.values()) == number
        assert min(kinds.values()) > 0
        assert number < 100 or 0.69 <= kinds["exercises"] / number <= 0.85


def test_guides_are_as_long_as_real_ones():
    lengths = [len(corpus.text_of(guide).split()) for guide in guides.Site(300).guides()]
    assert min(lengths) >= 345
    assert max(lengths) <= 505


def test_no_two_guides_share_a_name_even_among_ten_thousand():
    site = guides.Site(10_000)
    for titles in site.titles.values():
        assert len(set(titles)) == len(titles)


def test_a_template_that_no_longer_says_what_is_shortened_is_told(tmp_path: Path):
    (tmp_path / "list.html").write_text("{{ card_list(cards) }}")
    with pytest.raises(ValueError, match=r"list\.html"):
        corpus._replace(tmp_path / "list.html", "cards here", "cards there")
