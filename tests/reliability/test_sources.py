"""Sources that change under the hands of a build: what is written was checked, and the next build catches up.

At a drawn instant of a build, somebody saves, empties or deletes a source: as a piece of work begins, or as a file of
the output is written. `KINESITE_RESTLESS=20 pytest tests/reliability/test_sources.py` draws so many instants a case.
"""

import functools
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kinesite.commands import building
from kinesite.pipeline.output import UNFINISHED, Output
from tests.edited import Edited
from tests.reliability.sites import Standing, built, clean, faults, grown, show, standing

INSTANTS = int(os.environ.get("KINESITE_RESTLESS", "1"))
SEED = 3
WRITES = 30
"""So many instants at the end are writes; every other edit falls among them, beginning with the first of a warm one."""
PAGE, STYLE, FIGURE = "content/en/pages/page-1.md", "static/base.css", "content/figures/cat-cow.yaml"
EXERCISE, PICTURE, LAYOUT = "content/en/exercises/cat-cow.md", "content/media/mat.png", "templates/layouts/base.html"

Edit = Callable[[Edited], object]
EDITS: dict[str, Edit] = {
    "a text is saved": lambda site: site.change(PAGE, "Rest, ", "Pause, "),
    "a title is saved": lambda site: site.change(EXERCISE, "title: ", "title: New "),
    "a page is deleted": lambda site: site.path(PAGE).unlink(),
    "a page comes": lambda site: site.put(PAGE.replace("-1", "-9"), "---\ntitle: More\nsummary: More.\n---\nX.\n"),
    "a needed page is deleted": lambda site: site.path(EXERCISE).unlink(),
    "an editor empties a page first": lambda site: site.put(EXERCISE, ""),
    "a style is saved": lambda site: site.change(STYLE, "\n", "\nmain { margin: 3rem }\n"),
    "a script is deleted": lambda site: site.path("templates/components/card/card.js").unlink(),
    "a figure is saved": lambda site: site.change(FIGURE, "lumbar: flexion 30", "lumbar: flexion 25"),
    "a figure is deleted": lambda site: site.path(FIGURE).unlink(),
    "a picture is deleted": lambda site: site.path(PICTURE).unlink(),
    "a picture is half written": lambda site: site.put(PICTURE, site.path(PICTURE).read_bytes()[:60]),
    "a template is saved": lambda site: site.change(LAYOUT, "<nav>", "<nav>Again "),
    "a template is deleted": lambda site: site.path("templates/layouts/parts.html").unlink(),
    "the settings are deleted": lambda site: site.path("content/site.yaml").unlink(),
    "all sources are deleted": lambda site: shutil.rmtree(site.path("content")),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """A built site; tests take copies."""
    site = grown(tmp_path_factory.mktemp("made") / "root", pages=3)
    assert built(site)[0] == 0
    return site


class Restless:
    """Edits a site once, at an instant of the next build."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen, self._at, self._edit = 0, -1, lambda: None
        put = Output._put  # noqa: SLF001 - each write is an instant

        def written(output: Output, path: str, data: bytes) -> None:
            self.instant()
            put(output, path, data)

        monkeypatch.setattr(building.Progress, "__call__", lambda _progress, _key: self.instant())
        monkeypatch.setattr(Output, "_put", written)

    def arm(self, at: int, edit: Callable[[], object]) -> None:
        """Edits when `at` instants have passed."""
        self.seen, self._at, self._edit = 0, at, edit

    def instant(self) -> None:
        """One more."""
        if self.seen == self._at:
            self._edit()
        self.seen += 1


def begun(made: Edited, folder: Path, *, warm: bool) -> Edited:
    """A site that is about to be built: from nothing, or with a memory that knows all but the output."""
    if not warm:
        return made.copied(folder, "content", "templates", "static")
    site = made.copied(folder)
    shutil.rmtree(site.output)
    return site


class Expected:
    """What the site is before and after the edits, and how many instants its builds have; each found out once."""

    def __init__(self, made: Edited, folder: Path) -> None:
        self.old, self._made, self._folder = standing(made.output), made, folder

    @functools.cache  # noqa: B019 - one object, for one module
    def after(self, edit: str) -> Standing | None:
        """What a clean build of the edited site publishes; None when a mistake stands."""
        site = self._made.copied(self._folder / edit, "content", "templates", "static")
        EDITS[edit](site)
        return standing(site.output) if built(site)[0] == 0 else None

    @functools.cache  # noqa: B019 - same
    def instants(self, *, warm: bool) -> int:
        """How many instants there are to draw from."""
        with pytest.MonkeyPatch.context() as patch:
            restless = Restless(patch)
            assert built(begun(self._made, self._folder / f"warm {warm}", warm=warm))[0] == 0
            return restless.seen


@pytest.fixture(scope="module")
def expected(made: Edited, tmp_path_factory: pytest.TempPathFactory) -> Expected:
    return Expected(made, tmp_path_factory.mktemp("expected"))


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> Restless:
    return Restless(monkeypatch)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("warm", [False, True], ids=["cold", "warm"])
def test_what_is_written_was_checked_and_the_next_build_catches_up(
    expected: Expected, restless: Restless, made: Edited, tmp_path: Path, edit: str, *, warm: bool
):
    chance = random.Random(f"{edit} {warm} {SEED}")
    old, new, instants = expected.old, expected.after(edit), expected.instants(warm=warm)
    for number in range(INSTANTS):
        site = begun(made, tmp_path / f"site-{number}", warm=warm)
        first = max(instants - WRITES, 0) if (number + warm) % 2 else 0
        restless.arm(chance.randrange(first, instants), lambda: EDITS[edit](site))  # noqa: B023 - it runs in this round
        status, said = built(site)
        restless.arm(-1, lambda: None)
        found = standing(site.output) if site.output.is_dir() else {}
        assert faults(found, {}, old, new or {}) == []
        assert status == 0 or "error " in said
        assert "Traceback" not in said
        again, said = built(site)
        if new is None:
            assert (again, "error " in said) == (1, True)
            assert standing(site.output) == found if found else not site.output.exists()
        else:
            assert again == 0, said
            assert standing(site.output) == new


@pytest.mark.parametrize(
    "edit", [lambda site: show(site, (50, 20)), EDITS["a picture is deleted"]], ids=["new", "gone"]
)
def test_no_new_content_is_published_under_an_old_address(
    made: Edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit
):
    """Browsers keep such a file for ever. The output is lost, so that each file is made again when it is its turn."""
    site = begun(made, tmp_path / "site", warm=True)
    put, edits = Output._put, iter([lambda _site: None, edit])  # noqa: SLF001 - see above

    def written(output: Output, path: str, data: bytes) -> None:
        put(output, path, data)
        next(edits, lambda _site: None)(site)

    with monkeypatch.context() as patch:
        patch.setattr(Output, "_put", written)
        status, said = built(site)
    assert "Traceback" not in said
    assert status == (0 if site.path(PICTURE).exists() else 1)
    assert faults(standing(site.output), {}, standing(made.output), {} if status else clean(site)) == []


def test_sources_that_never_rest_are_told(made: Edited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Each time that writing begins, another page is saved: three tries, and no page that nobody checked."""
    site = begun(made, tmp_path / "site", warm=True)
    put, numbers = Output._put, iter(range(3))  # noqa: SLF001 - see above

    def written(output: Output, path: str, data: bytes) -> None:
        if path.startswith(UNFINISHED):
            site.change(f"content/en/pages/page-{next(numbers)}.md", "Rest, ", "Pause, ")
        put(output, path, data)

    with monkeypatch.context() as patch:
        patch.setattr(Output, "_put", written)
        status, said = built(site)
    assert status == 1
    assert "content:1:1: error O904: the sources keep changing while they are read" in said
    assert "fix: Wait until nothing writes" in said
    new = clean(site)
    assert faults(standing(site.output), {}, standing(made.output), new) == []
    assert built(site)[0] == 0
    assert standing(site.output) == new
