"""The steps of publishing to a place that takes one file after another, stopped before every single one of them."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kinesite.pipeline.manifest import File
from kinesite.pipeline.output import MANIFEST, UNFINISHED
from kinesite.publish import steps
from kinesite.publish.plan import Found, Plan, plan
from kinesite.publish.stage import Stage
from kinesite.publish.steps import BEGUN
from kinesite.publish.targets import planned

OLD = {
    "index.html": b"assets/1/a.css",
    "gone/index.html": b"assets/1/a.css",
    "assets/1/a.css": b"1",
    "robots.txt": b"r",
}
NEW = {"index.html": b"assets/2/a.css", "new/index.html": b"assets/2/a.css", "assets/2/a.css": b"2", "robots.txt": b"r"}
LATER = {"index.html": b"assets/3/a.css", "assets/3/a.css": b"3"}


class Stopped(BaseException):
    """The run was killed."""


@dataclass
class Shelf:
    """A place in memory that stops before a given effect."""

    files: dict[str, bytes] = field(default_factory=dict)
    left: int = 10**9
    """Effects before it stops."""
    name: str = "the shelf"

    def _effect(self) -> None:
        if not self.left:
            raise Stopped
        self.left -= 1

    def found(self, stage: Stage) -> Found:
        """What stands there."""
        lists = steps.listed(self.files.get(MANIFEST), self.files.get(BEGUN))
        there = frozenset(stage.files) & self.files.keys()
        same = frozenset(path for path in there if self.files[path] == stage.data(path))
        return Found(frozenset(lists.files), there, same, lists.begun)

    def put(self, stage: Stage, paths: tuple[str, ...]) -> None:
        """One after another, in the worst order."""
        for path in reversed(paths):
            self._effect()
            self.files[path] = stage.data(path)

    def delete(self, _stage: Stage, paths: tuple[str, ...]) -> None:
        """The same."""
        for path in paths:
            self._effect()
            self.files.pop(path, None)

    def note(self, name: str, text: bytes) -> None:
        """Writes a list."""
        self._effect()
        self.files[name] = text

    def facts(self, _path: str, file: File) -> File:
        """As they are."""
        return file

    def finish(self) -> None:
        """Takes the second list away."""
        self._effect()
        self.files.pop(BEGUN, None)

    def read(self, path: str) -> bytes | None:
        """A file."""
        return self.files.get(path)

    def apply(self, plan: Plan, stage: Stage) -> None:
        """All steps."""
        steps.carried_out(self, plan, stage)


def staged(folder: Path, files: dict[str, bytes]) -> Stage:
    """A stage that holds these files."""
    stage = Stage(folder / str(len(list(folder.iterdir()))))
    for path, data in files.items():
        stage.add(path, data)
    return stage


def published(shelf: Shelf, stage: Stage) -> bool:
    """Whether publishing came to its end."""
    try:
        made = plan(stage.files, shelf.found(stage))
        if not made.idle:
            shelf.apply(made, stage)
    except Stopped:
        return False
    return True


def sound(shelf: Shelf) -> bool:
    """Whether each page finds what it needs, and each file is whole and of one of the versions."""
    pages = [data for path, data in shelf.files.items() if path.endswith(".html")]
    known = [*OLD.items(), *NEW.items(), *LATER.items(), ("mine.txt", b"mine")]
    whole = all(one in known for one in shelf.files.items() if not one[0].startswith(".kinesite"))
    return whole and all(data.decode() in shelf.files for data in pages)


def site(shelf: Shelf) -> dict[str, bytes]:
    """What stands there besides the list."""
    return {path: data for path, data in shelf.files.items() if path != MANIFEST}


@pytest.mark.parametrize("then", [NEW, LATER, OLD], ids=["the same", "a later one", "the one before"])
def test_stopped_before_any_effect_pages_are_sound_and_the_next_run_ends_as_the_first_would(
    then: dict[str, bytes], tmp_path: Path
):
    stages = {id(files): staged(tmp_path, files) for files in (OLD, NEW, LATER)}
    stops = 0
    for left in range(100):
        shelf = Shelf({"mine.txt": b"mine"})
        assert published(shelf, stages[id(OLD)])
        shelf.left = left
        if published(shelf, stages[id(NEW)]):
            break
        stops += 1
        assert sound(shelf), left
        for again in range(100):  # stopped again, before each effect of the next run
            second = Shelf(dict(shelf.files), left=again)
            done = published(second, stages[id(then)])
            assert sound(second), (left, again)
            if done:
                break
            second.left = 10**9
            assert published(second, stages[id(then)])
            assert site(second) == {**then, "mine.txt": b"mine"}, (left, again)
        assert site(second) == {**then, "mine.txt": b"mine"}, left
    assert stops == 8


def test_the_list_never_forgets_what_is_there(tmp_path: Path):
    for left in range(20):
        shelf = Shelf()
        assert published(shelf, staged(tmp_path, OLD))
        shelf.left = left
        published(shelf, staged(tmp_path, NEW))
        known = steps.listed(shelf.files.get(MANIFEST), shelf.files.get(BEGUN)).files
        there = {path for path in shelf.files if path != MANIFEST and not path.startswith(UNFINISHED)}
        assert there <= known.keys(), left


def test_with_nothing_to_do_there_is_no_effect(tmp_path: Path):
    shelf = Shelf()
    assert published(shelf, staged(tmp_path, OLD))
    shelf.left = 0
    assert published(shelf, staged(tmp_path, OLD))


def test_what_others_put_there_is_in_the_way_unless_it_is_the_same(tmp_path: Path):
    stage = staged(tmp_path, OLD)
    assert planned(Shelf({"robots.txt": b"r"}), stage).kept == ("robots.txt",)
    with pytest.raises(Exception, match=r"robots.txt at the shelf: Kinesite did not put that there"):
        planned(Shelf({"robots.txt": b"other"}), stage)
