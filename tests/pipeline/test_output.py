"""The output: whole files at every instant, pages that find their assets, and nobody else's files touched."""

import errno
import hashlib
import itertools
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kinesite.diagnostics import Diagnostic
from kinesite.pipeline.output import MANIFEST, UNFINISHED, Output, Written

Files = Mapping[str, bytes]


def _page(assets: str, words: str) -> bytes:
    return f"{assets}\n{words}\n".encode() * 40


def _version(number: int, *places: str) -> tuple[Files, Files]:
    """(pages, others) of a site whose pages all need the assets of their own version."""
    needed = f"assets/v{number}/site.css"
    pages = {place: _page(needed, f"{place} of version {number}") for place in places}
    return pages, {needed: b"css %d" % number * 50, "media/same.svg": b"the same"}


FIRST = _version(1, "index.html", "404.html", "about/index.html", "ar/old/index.html", "exercises/a/index.html")
SECOND = _version(2, "index.html", "404.html", "about/index.html", "exercises/b/index.html")
THIRD = _version(3, "index.html", "404.html")


def _all(version: tuple[Files, Files]) -> dict[str, bytes]:
    return {**version[0], **version[1]}


def _held(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, but for the manifest."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop(MANIFEST, None)
    return found


def _standing(folder: Path) -> dict[str, bytes | None]:
    """Everything that stands in a folder; None for a folder in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def _digests(files: Files) -> dict[str, str]:
    return {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}


def _put(folder: Path, version: tuple[Files, Files]) -> Written | Diagnostic:
    files = _all(version)
    return Output(folder).write(_digests(files), files.__getitem__)


def _write(folder: Path, version: tuple[Files, Files]) -> Written:
    written = _put(folder, version)
    assert isinstance(written, Written), written
    return written


def test_a_folder_holds_what_was_written_and_nothing_else(tmp_path: Path):
    assert _write(tmp_path / "new" / "site", FIRST) == Written(pages=5, unchanged=0, deleted=0)
    assert _held(tmp_path / "new" / "site") == _all(FIRST)


def test_what_has_not_changed_is_not_written_again(tmp_path: Path):
    _write(tmp_path, FIRST)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert _write(tmp_path, FIRST) == Written(pages=0, unchanged=5, deleted=0)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_in_a_private_folder_only_what_changes_is_read_again(tmp_path: Path):
    """Nobody else writes there; what a failure may have left half done is read all the same."""
    output, first, second = Output(tmp_path, private=True), _all(FIRST), _all(SECOND)
    output.write(_digests(first), first.__getitem__)
    same = first["index.html"].replace(b"version", b"VERSION")
    (tmp_path / "index.html").write_bytes(same)
    assert output.write(_digests(first), first.__getitem__) == Written(pages=0, unchanged=5, deleted=0)
    assert (tmp_path / "index.html").read_bytes() == same
    (tmp_path / "index.html").unlink()
    assert output.write(_digests(first), first.__getitem__) == Written(pages=1, unchanged=4, deleted=0)

    def full(path: str) -> bytes:
        if path == "exercises/b/index.html":
            raise OSError(errno.ENOSPC, "No space left on device", path)
        return second[path]

    assert isinstance(output.write(_digests(second), full), Diagnostic)
    assert isinstance(output.write(_digests(first), first.__getitem__), Written)
    assert _held(tmp_path) == first, "the disk was full for a while, and pages were written over before"
    (tmp_path / "404.html").unlink()
    assert isinstance(Output(tmp_path, private=True).write(_digests(first), first.__getitem__), Written)
    assert _held(tmp_path) == first, "another process knows nothing of what this one wrote"


def test_old_files_go_and_their_empty_folders_with_them(tmp_path: Path):
    _write(tmp_path, FIRST)
    assert _write(tmp_path, SECOND) == Written(pages=4, unchanged=0, deleted=3)
    assert _held(tmp_path) == _all(SECOND)
    assert not (tmp_path / "ar").exists()
    assert not (tmp_path / "assets" / "v1").exists()


def test_what_others_put_there_stays(tmp_path: Path):
    _write(tmp_path, FIRST)
    foreign = {"CNAME": b"example.org", "ar/old/notes.txt": b"mine", ".gitignore": b"*"}
    for path, data in foreign.items():
        (tmp_path / path).write_bytes(data)
    _write(tmp_path, SECOND)
    assert _held(tmp_path) == {**_all(SECOND), **foreign}


def test_a_site_without_its_list_is_taken_up_again_if_it_is_the_same(tmp_path: Path):
    _write(tmp_path, FIRST)
    before = _standing(tmp_path)
    (tmp_path / MANIFEST).unlink()
    assert _write(tmp_path, FIRST) == Written(pages=0, unchanged=5, deleted=0)
    assert _standing(tmp_path) == before


def test_a_site_without_its_list_loses_nothing(tmp_path: Path):
    _write(tmp_path, FIRST)
    (tmp_path / MANIFEST).unlink()
    found = _put(tmp_path, SECOND)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.message) == (
        "O902",
        "404.html, about/index.html, index.html are in the way: Kinesite did not write it",
    )
    assert _held(tmp_path) == _all(FIRST)


def test_a_list_of_another_version_of_the_program_knows_its_files(tmp_path: Path):
    """As it was when the list gained or lost a fact: the files of earlier builds must not stay for ever."""
    _write(tmp_path, FIRST)
    listed = json.loads((tmp_path / MANIFEST).read_text())
    facts = {path: [*facts, 1732268036000000000] for path, facts in listed["files"].items()}
    (tmp_path / MANIFEST).write_text(json.dumps({"files": facts}))
    assert _write(tmp_path, SECOND) == Written(pages=4, unchanged=0, deleted=3)
    assert _held(tmp_path) == _all(SECOND)


def test_a_file_of_ours_that_somebody_changed_is_made_anew_and_told(tmp_path: Path):
    _write(tmp_path, FIRST)
    (tmp_path / "index.html").write_text("mine")
    (tmp_path / "404.html").unlink()
    [told] = _write(tmp_path, FIRST).notes
    assert (str(told.span), told.code) == (f"{tmp_path.name}/index.html:1:1", "O905")
    assert _held(tmp_path) == _all(FIRST)
    assert _write(tmp_path, FIRST).notes == ()


def test_a_file_that_was_ours_until_somebody_changed_it_is_never_deleted(tmp_path: Path):
    _write(tmp_path, FIRST)
    (tmp_path / "exercises/a/index.html").write_text("mine")
    written = _write(tmp_path, SECOND)
    assert (written.deleted, [one.code for one in written.notes]) == (2, ["O906"])
    assert _held(tmp_path) == {**_all(SECOND), "exercises/a/index.html": b"mine"}
    assert _write(tmp_path, SECOND).notes == ()


@pytest.mark.parametrize("path", ["exercises/b/index.html", "assets/v2/site.css"])
def test_a_file_of_somebody_else_at_an_address_of_the_site_stays_and_stops_the_build(tmp_path: Path, path: str):
    _write(tmp_path, FIRST)
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("precious")
    before = _standing(tmp_path)
    found = _put(tmp_path, SECOND)
    assert isinstance(found, Diagnostic)
    assert (str(found.span), found.code) == (f"{tmp_path.name}/{path}:1:1", "O902")
    assert _standing(tmp_path) == before
    (tmp_path / path).rename(tmp_path / "mine.txt")
    _write(tmp_path, SECOND)
    assert _held(tmp_path) == {**_all(SECOND), "mine.txt": b"precious"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot lock a folder; the memory's lock is all there is")
def test_while_somebody_writes_nobody_else_does(tmp_path: Path):
    """Two sites with a memory each, one output: the second is told, and writes when the first is done."""
    _write(tmp_path, FIRST)
    seen = []

    def content(path: str) -> bytes:
        seen.append(_put(tmp_path, THIRD))
        return _all(SECOND)[path]

    Output(tmp_path).write(dict.fromkeys(_all(SECOND), "second"), content)
    assert {getattr(one, "code", "") for one in seen} == {"O903"}
    assert _held(tmp_path) == _all(SECOND)
    _write(tmp_path, THIRD)
    assert _held(tmp_path) == _all(THIRD)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"files": 5}',
        '{"files": {"a": 1}}',
        '{"files": [1, null, ["index.html"]]}',
        "[" * 99_999,
    ],
    ids=lambda text: text[:20],
)
def test_a_list_that_makes_no_sense_does_no_harm(tmp_path: Path, text: str):
    _write(tmp_path, FIRST)
    (tmp_path / MANIFEST).write_text(text)
    _write(tmp_path, FIRST)
    assert _held(tmp_path) == _all(FIRST)
    assert _write(tmp_path, SECOND).deleted == 3


@pytest.mark.parametrize(
    "path",
    [
        "../outside.txt",
        "a/../../outside.txt",
        "{absolute}",
        "..\\outside.txt",
        "..",
        ".",
        "",
        "exercises",
        "with\0nul",
        "\ud800",
        "a\nb",
    ],
)
def test_a_list_that_somebody_changed_deletes_nothing_else(tmp_path: Path, path: str):
    outside = tmp_path / "outside.txt"
    outside.write_text("precious")
    site = tmp_path / "site"
    _write(site, FIRST)
    named = path.format(absolute=outside)
    listed = json.loads((site / MANIFEST).read_text())
    listed["files"][named] = ["", "", 0]
    (site / MANIFEST).write_text(json.dumps(listed))
    _write(site, FIRST)
    assert outside.read_text() == "precious"
    assert _held(site) == _all(FIRST)
    assert _write(site, SECOND).deleted >= 3
    assert _held(site) == _all(SECOND)
    assert outside.read_text() == "precious"


def test_a_reader_never_sees_half_a_file(tmp_path: Path):
    """The page is large and has two forms; whoever reads it meanwhile gets one of them, whole."""
    forms = [b"a" * 3_000_000, b"b" * 2_000_000]
    _put(tmp_path, ({"index.html": forms[0]}, {}))
    seen: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add((tmp_path / "index.html").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 25):
        _put(tmp_path, ({"index.html": forms[number % 2]}, {}))
    done.set()
    reader.join(20)
    assert seen <= set(forms)
    assert len(seen) == 2


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


@pytest.fixture
def effects(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None, BaseException], Iterator[None]]:
    """Makes the effect with a number fail: before it happens, or for a written file half way."""
    state: dict[str, Any] = {"left": None, "failure": Killed()}

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def effect(*arguments: Any, **options: Any) -> Any:
            if state["left"] is not None:
                state["left"] -= 1
                if state["left"] < 0:
                    if real.__name__ == "write_bytes":
                        real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                    raise state["failure"]
            return real(*arguments, **options)

        return effect

    for name in ("write_bytes", "unlink", "rmdir", "mkdir"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    monkeypatch.setattr(os, "replace", counted(os.replace))

    def arm(number: int | None, failure: BaseException) -> None:
        state.update(left=number, failure=failure)

    return arm


def _assert_sound(folder: Path, *versions: tuple[Files, Files]) -> None:
    """Each file is whole, and each page finds what it needs."""
    held = _held(folder)
    for path, data in held.items():
        if path.startswith(UNFINISHED):
            continue
        assert data in [_all(version)[path] for version in versions if path in _all(version)], path
        if path.endswith(".html"):
            assert data.decode().split("\n", 1)[0] in held, f"{path} lost its assets"


@pytest.mark.parametrize("healing", [SECOND, FIRST, THIRD], ids=["again", "back", "on"])
def test_killed_at_any_effect_the_site_is_sound_and_the_next_write_heals_it(
    tmp_path: Path, effects: Any, healing: tuple[Files, Files]
):
    clean = tmp_path / "clean"
    _write(clean, healing)
    for number in itertools.count():
        folder = tmp_path / str(number)
        effects(None, Killed())
        _write(folder, FIRST)
        effects(number, Killed())
        try:
            _put(folder, SECOND)
        except Killed:
            killed = True
        else:
            killed = False
        effects(None, Killed())
        _assert_sound(folder, FIRST, SECOND)
        assert _write(folder, healing).notes == ()
        assert _standing(folder) == _standing(clean), f"killed at effect {number}"
        if not killed:
            break
    assert number > 20


@pytest.mark.parametrize("number_of_error", [errno.ENOSPC, errno.EACCES, errno.EROFS], ids=os.strerror)
def test_what_the_disk_refuses_at_any_effect_is_a_message_and_the_site_is_sound(
    tmp_path: Path, effects: Any, number_of_error: int
):
    full = OSError(number_of_error, os.strerror(number_of_error))
    for number in itertools.count():
        folder = tmp_path / str(number)
        effects(None, full)
        _write(folder, FIRST)
        effects(number, full)
        found = _put(folder, SECOND)
        effects(None, full)
        _assert_sound(folder, FIRST, SECOND)
        if isinstance(found, Written):
            break
        assert found.code == "O901"
        assert os.strerror(number_of_error) in found.message
        assert found.why
        assert found.fix
    assert number > 10


def _in_the_way(folder: Path) -> None:
    (folder / "exercises").write_text("a file where a folder belongs")


def _folder_in_the_way(folder: Path) -> None:
    (folder / "index.html").mkdir()


@pytest.mark.parametrize("obstacle", [_in_the_way, _folder_in_the_way])
def test_what_stands_in_the_way_is_a_message(tmp_path: Path, obstacle: Callable[[Path], None]):
    obstacle(tmp_path)
    before = _standing(tmp_path)
    found = _put(tmp_path, FIRST)
    assert isinstance(found, Diagnostic)
    assert found.code == "O902"
    assert _standing(tmp_path) == before


def test_an_output_that_cannot_be_a_folder_is_a_message(tmp_path: Path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "site"):
        assert isinstance(_put(folder, FIRST), Diagnostic)


def test_a_link_to_another_folder_is_never_written_through(tmp_path: Path):
    """Only files under the output are written: a link inside it could lead anywhere."""
    elsewhere, site = tmp_path / "elsewhere", tmp_path / "site"
    elsewhere.mkdir()
    site.mkdir()
    (site / "exercises").symlink_to(elsewhere, target_is_directory=True)
    found = _put(site, FIRST)
    assert isinstance(found, Diagnostic)
    assert "it is a link" in found.message
    assert list(elsewhere.iterdir()) == []
