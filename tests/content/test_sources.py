"""What is read, what is refused, and where the mistake of a file stands."""

import hashlib
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from kinesite.content.sources import MAX_BYTES, MAX_SLUG, RESERVED, Root, Source, decoded, misnamed
from kinesite.diagnostics import Diagnostic


def refusal(found: object) -> tuple[str, int, int]:
    """(code, line, column) of a diagnostic."""
    assert isinstance(found, Diagnostic), found
    return found.code, found.span.line, found.span.column


def text(data: bytes) -> str:
    source = decoded("a.md", data)
    assert isinstance(source, Source), source
    return source.text


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (b"a\nb\n", "a\nb\n"),
        (b"\xef\xbb\xbfa\n", "a\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb", "a\nb"),
        (b"a\r\n\nb", "a\n\nb"),
        ("أرنب\t–".encode(), "أرنب\t–"),
        (b"", ""),
    ],
    ids=["plain", "BOM", "Windows", "old Mac", "mixed", "Arabic and tab", "empty"],
)
def test_every_editors_line_ends_and_marks_are_welcome(data: bytes, read: str):
    assert text(data) == read


def test_the_digest_is_that_of_the_bytes():
    source = decoded("a.md", b"\xef\xbb\xbfa\r\n")
    assert isinstance(source, Source)
    assert source.digest == hashlib.sha256(b"\xef\xbb\xbfa\r\n").hexdigest()


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"ok\nna\xefve", ("S115", 2, 3)),
        (b"\xff\xfea\x00", ("S115", 1, 1)),
        ("höher ".encode() + b"\x80", ("S115", 1, 7)),
        (b"cut \xc3", ("S115", 1, 5)),
        (b"surrogate \xed\xa0\x80", ("S115", 1, 11)),
        (b"a\r\nb\x00c", ("S116", 2, 2)),
        (b"\n\n\x1b[31m", ("S116", 3, 1)),
        ("a\x85b".encode(), ("S116", 1, 2)),
        ("line\u2028end".encode(), ("S116", 1, 5)),
        ("mark\ufeffinside".encode(), ("S116", 1, 5)),
        ("\x9b".encode(), ("S116", 1, 1)),
    ],
    ids=[
        *("Latin-1", "UTF-16", "after an umlaut", "cut off", "surrogate"),
        *("NUL", "escape", "next line", "line separator", "BOM inside", "C1"),
    ],
)
def test_what_is_no_clean_text_is_refused_at_its_place(data: bytes, where: tuple[str, int, int]):
    assert refusal(decoded("a.md", data)) == where


def test_the_message_about_a_byte_names_it():
    found = decoded("a.md", b"na\xefve")
    assert isinstance(found, Diagnostic)
    assert found.message == "byte 0xEF is not UTF-8 text"
    assert '"UTF-8"' in found.fix


def test_lines_are_counted_from_one_and_none_is_beyond_the_end():
    source = Source("a.md", "first\nsecond", "")
    assert [source.line(number) for number in (1, 2, 3)] == ["first", "second", ""]


def test_a_file_of_50_megabytes_is_refused_without_reading_it(tmp_path: Path):
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    found = Root(tmp_path).read("big.md")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal(found) == ("S114", 1, 1)
    assert peak < 3 * MAX_BYTES


@pytest.mark.parametrize(("size", "fits"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_the_limit_is_one_megabyte(size: int, fits: bool, tmp_path: Path):  # noqa: FBT001 - a column of the table
    (tmp_path / "a.md").write_bytes(b"a" * size)
    assert isinstance(Root(tmp_path).read("a.md"), Source) is fits


def links(root: Path) -> None:
    """One link of every kind that goes wrong, and one that is fine."""
    (root / "content" / "real").mkdir(parents=True)
    (root / "content" / "real" / "a.md").write_text("a")
    (root / "outside.md").write_text("secret")
    for name, target in {
        "fine.md": "real/a.md",
        "nowhere.md": "none.md",
        "loop.md": "loop.md",
        "ping.md": "pong.md",
        "pong.md": "ping.md",
        "out.md": "../../secret.md",
        "absolute.md": "/etc/hostname",
        "folder": "real",
        "up": "..",
    }.items():
        (root / "content" / name).symlink_to(target)


def test_links_that_loop_leave_or_lead_to_folders_are_refused_each_by_name(tmp_path: Path):
    (tmp_path / "secret.md").write_text("secret")
    root = tmp_path / "root"
    links(root)
    tree = Root(root).tree("content")
    assert tree.paths == ("content/fine.md", "content/real/a.md")
    assert {one.span.path.removeprefix("content/"): one.code for one in tree.mistakes} == {
        "nowhere.md": "S110",
        "loop.md": "S110",
        "ping.md": "S110",
        "pong.md": "S110",
        "out.md": "S111",
        "absolute.md": "S111",
        "folder": "S112",
        "up": "S112",
    }


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/out.md", "S111"),
        ("../secret.md", "S111"),
        ("content/../../secret.md", "S111"),
        ("/etc/hostname", "S111"),
        ("content/loop.md", "S110"),
        ("content/real", "S112"),
        ("content/none.md", "S113"),
    ],
)
def test_nothing_outside_is_read_however_it_is_named(path: str, code: str, tmp_path: Path):
    (tmp_path / "secret.md").write_text("secret")
    links(tmp_path / "root")
    root = Root(tmp_path / "root")
    assert refusal(root.read(path))[0] == code
    assert not root.exists(path)


def test_a_link_inside_is_read(tmp_path: Path):
    links(tmp_path)
    source = Root(tmp_path).read("content/fine.md")
    assert isinstance(source, Source)
    assert source.text == "a"


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.md").write_text("a")

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(os, "open", refuse)
    found = Root(tmp_path).read("a.md")
    assert refusal(found)[0] == "S113"
    assert isinstance(found, Diagnostic)
    assert found.message == "cannot be read: Permission denied"


def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path):
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "pipe.md")
    tree = Root(tmp_path).tree("content")
    assert [one.code for one in tree.mistakes] == ["S112"]


@pytest.mark.parametrize("missing", [True, False])
def test_a_folder_that_is_missing_or_a_file_holds_nothing(missing: bool, tmp_path: Path):  # noqa: FBT001 - two cases
    if not missing:
        (tmp_path / "content").write_text("I am a file.")
    assert Root(tmp_path).tree("content").paths == (() if missing else ("content",))


def test_a_name_of_strange_bytes_is_refused_and_can_be_shown(tmp_path: Path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / os.fsdecode(b"na\xefve.md")).write_text("a")
    tree = Root(tmp_path).tree("content")
    assert tree.paths == ()
    assert [(one.code, one.span.path) for one in tree.mistakes] == [("S118", "content/na\\udcefve.md")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such names")
@pytest.mark.parametrize("mark", ["\n", "\x1b", "\x7f", "\x85"])
def test_a_name_with_a_control_character_is_refused(mark: str, tmp_path: Path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / f"a{mark}b.svg").write_text("a")
    tree = Root(tmp_path).tree("static")
    assert tree.paths == ()
    assert [one.code for one in tree.mistakes] == ["S118"]
    assert f"U+{ord(mark):04X}" in tree.mistakes[0].message


@pytest.mark.parametrize("name", [".git", "a.md~", ".a.md.swp", "a.bak", "Thumbs.db", "DESKTOP.INI"])
def test_what_editors_leave_behind_is_passed_over(name: str, tmp_path: Path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / name).write_text("x")
    tree = Root(tmp_path).tree("content")
    assert tree.paths == tree.mistakes == ()


@pytest.mark.parametrize("stem", ["a", "bird-dog", "a1-2-b", "a" * MAX_SLUG])
def test_a_good_name_is_no_mistake(stem: str):
    assert misnamed("a.md", stem) is None


@pytest.mark.parametrize(
    ("stem", "fix"),
    [
        ("Bird Dog", '"bird-dog"'),
        ("bird_dog", '"bird-dog"'),
        ("bird--dog", '"bird-dog"'),
        ("-bird", '"bird"'),
        ("Übung", '"ubung"'),
        ("a" * (MAX_SLUG + 1), '"' + "a" * MAX_SLUG + '"'),
        ("..", "hyphens."),
        ("تمرين", "hyphens."),
        ("a.b", '"a-b"'),
        ("a\nb", '"a-b"'),
    ],
)
def test_a_bad_name_is_answered_with_a_good_one(stem: str, fix: str):
    mistake = misnamed("a.md", stem)
    assert refusal(mistake)[0] == "S118"
    assert mistake is not None
    assert mistake.fix.rstrip(".").endswith(fix.rstrip("."))


@pytest.mark.parametrize("stem", sorted(RESERVED))
def test_reserved_names_are_refused(stem: str):
    assert refusal(misnamed("a.md", stem))[0] == "S117"
