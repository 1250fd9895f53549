"""The page of all components: it stands where there are examples, and an edited example concerns no other page."""

import re
from pathlib import Path

import pytest

from tests.components import FILES, FOLDER
from tests.edited import Edited, contents, scratch
from tests.sites import TinySite, pages, tiny_site

PAGE = "design/index.html"


@pytest.fixture
def shown(site: Edited) -> Edited:
    """A built site with one component."""
    for path, content in FILES.items():
        site.put(path, str(content))
    assert site.build().diagnostics == ()
    return site


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The page of a site with one component."""
    return pages(tiny_site(tmp_path, FILES).build())[PAGE]


def test_a_site_without_examples_has_no_such_page(tmp_path: Path):
    assert PAGE not in tiny_site(tmp_path).build().versions


def test_each_example_stands_there_with_its_call(page: str):
    assert "A small mark beside a title." in page
    assert "link Link True Where it leads." in page
    assert "{{ badge(link) }}" in page
    assert "{{ badge(link, level=3) }}" in page
    assert '<h2 id="badge-1-mark">Short</h2>' in page
    assert '<h3 id="badge-2-mark">Long</h3>' in page


def test_examples_neither_clash_nor_lead_away(page: str):
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert re.findall(r'<a href="([^"]*)">(?:more|up)</a>', page) == [
        "#badge-1",
        "#badge-1-mark",
        "https://example.org/long",
        "#badge-2-mark",
    ]
    labels = re.findall(r'aria-labelledby="([^"]*)"', page)
    assert labels == ["badge-1-mark badge-1-name", "badge-2-mark badge-2-name"]


def test_it_is_in_no_index_and_in_one_language(tmp_path: Path):
    site: TinySite = tiny_site(tmp_path, FILES)
    site.change("templates/layouts/base.html", "<link", "{{ page.head.indexed }} {{ page.head.alternates }}<link")
    made = pages(site.build())
    assert "False ()" in made[PAGE]
    assert [path for path in made if path.endswith(PAGE)] == [PAGE]
    assert not [path for path, text in made.items() if path != PAGE and "design/" in text]


def test_an_edited_example_makes_that_page_anew_and_no_other(shown: Edited):
    shown.change(FOLDER + "examples.yaml", "label: Short", "label: Shorter")
    told = shown.build()
    assert told.written == (PAGE,)
    assert told.ran == (
        f"bytes {FOLDER}examples.yaml",
        "gallery",
        "outline /design/",
        "page /design/",
        "receipt",
        f"seal bytes {FOLDER}examples.yaml",
        "seal page /design/",
        "showcase badge",
    )


def test_an_edited_title_of_a_guide_is_no_concern_of_it(shown: Edited):
    shown.change("content/en/exercises/pelvic-tilt.md", "title: Pelvic tilt", "title: Tilting the pelvis")
    told = shown.build()
    assert PAGE not in told.written
    assert "page /design/" not in told.ran


def test_the_page_comes_and_goes_with_the_examples(shown: Edited):
    shown.path(FOLDER + "examples.yaml").unlink()
    told = shown.build()
    assert PAGE in told.written
    assert PAGE not in contents(shown.output)
    assert (told, contents(shown.output))[1] == scratch(shown)[1]


def test_a_mistake_is_told_again_while_it_stands(shown: Edited):
    shown.change(FOLDER + "examples.yaml", "level: 3", "lewel: 3")
    first = shown.build()
    assert [one.code for one in first.diagnostics] == ["T409"]
    assert shown.build().diagnostics == first.diagnostics == scratch(shown)[0].diagnostics


def test_examples_without_parameters_are_a_mistake(shown: Edited):
    shown.path(FOLDER + "params.yaml").unlink()
    assert shown.build().said == [f"{FOLDER}params.yaml:1:1 S100 the file is missing"]


def test_another_process_makes_the_same_page(shown: Edited, tmp_path: Path):
    other = shown.copied(tmp_path / "other", "content", "templates", "static")
    other.jobs = 2
    other.build()
    assert contents(other.output) == contents(shown.output)
