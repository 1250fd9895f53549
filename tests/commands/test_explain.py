"""`explain` says in words what a file needs, who needs it, and why it was or would be made anew."""

import io
from pathlib import Path

import pytest

from kinesite.commands.explaining import MANY, WORDS, explain, named
from kinesite.content.sources import Root
from kinesite.incremental.trace import Key
from kinesite.pipeline import memory
from kinesite.pipeline.tasks import TASKS
from kinesite.pipeline.world import Options, world
from tests.edited import Edited, contents, edited

TILT = "content/en/exercises/pelvic-tilt.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """The minimal site, built; tests take copies."""
    made = edited(tmp_path_factory.mktemp("explained"))
    made.build()
    return made


@pytest.fixture
def site(built: Edited, tmp_path: Path) -> Edited:
    """A copy that a test may change."""
    return built.copied(tmp_path / "root")


def _explained(site: Edited, path: str, status: int = 0) -> str:
    out = io.StringIO()
    assert explain(site.folder, path, out) == status
    return out.getvalue()


def test_every_task_has_words():
    assert WORDS.keys() == {*world(Root(Path()), Options()), *TASKS}


def test_a_source_is_explained_before_an_edit(site: Edited):
    assert _explained(site, TILT) == (
        "the file content/en/exercises/pelvic-tilt.md\n"
        "  was made last because it was new\n"
        "  is read from the disk\n"
        "  is needed by:\n"
        "    the text of content/en/exercises/pelvic-tilt.md\n"
        "    the check that en exercises/pelvic-tilt promises no more than can be kept\n"
        "    the fields of exercises/pelvic-tilt\n"
        "    the entry exercises/pelvic-tilt\n"
        "    the digest of the file of bytes content/en/exercises/pelvic-tilt.md\n"
        "  would not be made anew now: nothing that it comes from has changed\n"
    )


def test_a_source_is_explained_after_an_edit_and_after_the_build_that_saw_it(site: Edited):
    site.change(TILT, "A first", "A very first")
    said = _explained(site, TILT)
    assert "  would be looked at again now, because these have changed:\n" in said
    assert said.endswith("    the file content/en/exercises/pelvic-tilt.md\n")
    site.build()
    said = _explained(site, TILT)
    assert "  was made last because it changed\n" in said
    assert "would not be made anew now" in said


def test_a_page_is_explained_by_what_it_shows(site: Edited):
    said = _explained(site, "site/exercises/pelvic-tilt/index.html")
    assert said.startswith("the page /exercises/pelvic-tilt/\n  was made last because it was new\n  needs:\n")
    for line in (
        "the text of content/en/exercises/pelvic-tilt.md",
        "the card en exercises/cat-cow",
        "the template layouts/exercise.html",
        "header and footer in en",
    ):
        assert f"    {line}\n" in said
    assert "  is needed by:\n    links and headings of /exercises/pelvic-tilt/\n" in said
    assert "    the digest of the file of page /exercises/pelvic-tilt/\n" in said


def test_a_page_knows_the_edit_far_below_it(site: Edited):
    site.change("content/en/exercises/cat-cow.md", "title: Cat and cow", "title: The cat")
    said = _explained(site, "/exercises/pelvic-tilt/")
    assert said.endswith("these have changed:\n    the file content/en/exercises/cat-cow.md\n")
    site.build()
    said = _explained(site, "/exercises/pelvic-tilt/")
    assert "  was made last because the card en exercises/cat-cow changed\n" in said
    said = _explained(site, "/warning-signs/")
    assert "  was made last because it was new\n" in said


def test_a_template_is_explained(site: Edited):
    said = _explained(site, "templates/layouts/article.html")
    assert "the file templates/layouts/article.html\n" in said
    assert "the template layouts/article.html\n" in said
    assert "    the page /warning-signs/\n" in said
    site.change("templates/layouts/article.html", "{{ colophon", "<hr>{{ colophon")
    site.build()
    said = _explained(site, "templates/layouts/article.html")
    assert "was made last because the file templates/layouts/article.html changed\n" in said
    assert "was made last because the template layouts/article.html changed\n" in _explained(site, "/warning-signs/")


@pytest.mark.parametrize(
    "path", ["warning-signs", "/warning-signs/", "site/warning-signs/index.html", "./site/warning-signs/"]
)
def test_a_page_has_many_names(site: Edited, path: str):
    assert _explained(site, path).startswith("the page /warning-signs/\n")


@pytest.mark.parametrize("path", ["/", "index.html", "site/index.html"])
def test_the_home_page_has_too(site: Edited, path: str):
    assert _explained(site, path).startswith("the page /\n")


def test_the_pages_that_are_not_in_a_folder_are_found(site: Edited):
    assert _explained(site, "site/404.html").startswith("the page /404.html\n")


def test_many_of_a_kind_are_counted(site: Edited):
    for number in range(MANY + 1):
        site.put(
            f"content/en/pages/p-{number}.md", f"---\ntitle: Page {number}\nsummary: Page {number}.\n---\nWords.\n"
        )
    site.build()
    said = _explained(site, "templates/layouts/article.html")
    assert f"    {MANY + 2} times the page …\n" in said
    assert "    the page /" not in said


def test_an_unknown_path_is_told_with_the_nearest_known(site: Edited):
    assert _explained(site, "content/en/exercises/pelvic-tlt.md", 1) == (
        f'The last build knows nothing of "content/en/exercises/pelvic-tlt.md"; did you mean "{TILT}"?\n'
    )
    assert "Build first, or check the path." in _explained(site, "zzz", 1)


def test_without_a_build_there_is_nothing_to_explain(tmp_path: Path):
    site = edited(tmp_path)
    assert "build first, or see --root." in _explained(site, "zzz", 1)


def test_while_a_build_runs_it_says_so(site: Edited):
    store = memory.opened(site.folder, cached=True)
    assert _explained(site, TILT, 1) == "A build is running in this folder; ask again when it has ended.\n"
    store.close()


def test_it_changes_nothing(site: Edited):
    before = contents(site.folder)
    _explained(site, TILT)
    _explained(site, "/")
    assert contents(site.folder) == before
    assert site.build().ran == ()


def test_a_key_without_an_argument_reads_well():
    assert named(Key("settings")) == "the settings"
    assert named(Key("tree", "content")) == "the list of files under content/"


def test_it_is_a_command(site: Edited):
    result = site.run("explain", TILT)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == _explained(site, TILT)
