"""Files that no guide should be: bytes, sizes, links, bombs. The rest of the site is still looked at."""

import os
from pathlib import Path

import pytest

from kinesite.content.catalog import catalogued
from kinesite.diagnostics import to_text
from tests.sites import MINIMAL, TinySite, pages, tiny_site

LEGS = "content/en/areas/legs.md"
HEAD = b"---\ntitle: Legs\nsummary: Legs.\norder: 2\n"


def told(tiny: TinySite) -> list[tuple[str, str]]:
    """(place, code) of every mistake."""
    return [(str(one.span), one.code) for one in tiny.build().diagnostics]


@pytest.mark.parametrize(
    ("data", "place", "code"),
    [
        (HEAD + b"---\nNa\xefve.\n", "6:3", "S115"),
        ("---\ntitle: Legs\n".encode("utf-16"), "1:1", "S115"),
        (HEAD + b"---\nText\x00.\n", "6:5", "S116"),
        (HEAD.replace(b"Legs.", b"Le\x07gs."), "3:12", "S116"),
        (b"\r\n".join([*HEAD.splitlines(), b"ordre: 3", b"---", b"Text."]), "5:1", "S102"),
        (b"\xef\xbb\xbf" + HEAD + b"ordre: 3\n---\nText.\n", "5:1", "S102"),
        (HEAD + b"---\r\n\r\nText.\r\n\r\n### Deep\r\n", "9:1", "M302"),
        (HEAD + b"aliases: " + b"[" * 3_000 + b"\n---\n", f"5:{9 + 40}", "S121"),
        (HEAD + b"aliases: " + b"[" * 100_000 + b"]" * 100_000 + b"\n---\n", f"5:{9 + 40}", "S121"),
        (HEAD + b"aliases:\n" + b"\n".join(b" " * n + b"-" for n in range(1, 600)) + b"\n---\n", "45:41", "S121"),
        (HEAD + b"a: &a [x, x]\n" + b"b: &b [*a, *a, *a]\n" * 30 + b"---\n", "5:4", "S122"),
        (HEAD + b"---\n" + b"[" * 200_000, "6:1", "M307"),
        (HEAD + b"---\n" + b"> " * 3_000, "6:1", "M307"),
        (HEAD + b"x: " + b"y" * 2_000_000 + b"\n---\n", "1:1", "S114"),
    ],
    ids=[
        *("Latin-1", "UTF-16", "NUL", "a bell", "Windows line ends", "a byte order mark", "line ends in the text"),
        *("brackets", "many brackets", "deep lists", "an alias bomb", "brackets in the text", "quotations", "2 MB"),
    ],
)
def test_a_file_that_is_no_guide_is_one_mistake_at_its_place(data: bytes, place: str, code: str, tmp_path: Path):
    assert told(tiny_site(tmp_path, {LEGS: data})) == [(f"{LEGS}:{place}", code)]


@pytest.mark.parametrize("path", ["content/site.yaml", "content/en/vocabulary.yaml", "content/en/safety.yaml"])
@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff", "S115"), (b"a: \x00", "S116"), (b"", "S124"), (b"- a", "S124"), (b"a: *b", "S122")]
)
def test_what_the_whole_site_rests_on_is_one_mistake_not_a_hundred(path: str, data: bytes, code: str, tmp_path: Path):
    [(place, found)] = told(tiny_site(tmp_path, {path: data}))
    assert place.startswith(f"{path}:1:")
    assert found == code


@pytest.mark.parametrize(
    "form", [bytes.decode, lambda data: data.decode().replace("\n", "\r\n")], ids=["Unix", "Windows"]
)
def test_line_ends_do_not_change_a_page(form, tmp_path: Path):  # noqa: ANN001 - a function of the table
    guide = (MINIMAL / "content/en/exercises/cat-cow.md").read_bytes()
    built = tiny_site(tmp_path, {"content/en/exercises/cat-cow.md": "\ufeff" + form(guide)}).build()
    assert built.diagnostics == ()
    assert pages(built) == pages(tiny_site(tmp_path / "other").build())


def test_a_guide_of_50_megabytes_is_refused_and_the_others_are_looked_at(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    with (tiny.folder / LEGS).open("wb") as file:
        file.write(HEAD)
        file.truncate(50_000_000)
    tiny.change("content/en/exercises/cat-cow.md", "kind: mobility", "kind: yoga")
    assert told(tiny) == [(f"{LEGS}:1:1", "S114"), ("content/en/exercises/cat-cow.md:5:7", "S103")]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("legs.md", "S110"),
        ("nowhere.md", "S110"),
        ("/etc/hostname", "S111"),
        ("../../../../out.md", "S111"),
        (".", "S112"),
    ],
)
def test_a_link_that_goes_wrong_is_named(target: str, code: str, tmp_path: Path):
    (tmp_path / "out.md").write_bytes(HEAD + b"---\nSecret.\n")
    tiny = tiny_site(tmp_path)
    (tiny.folder / LEGS).symlink_to(target)
    built = tiny.build()
    assert [(str(one.span), one.code) for one in built.diagnostics] == [(f"{LEGS}:1:1", code)]
    assert not built.publishable


@pytest.mark.parametrize("path", ["templates/layouts/area.html", "static/base.css", "content/figures/cat-cow.yaml"])
def test_no_file_of_any_kind_is_read_through_a_link_that_leaves(path: str, tmp_path: Path):
    (tmp_path / "out").write_text("secret words")
    tiny = tiny_site(tmp_path, {path: None})
    (tiny.folder / path).symlink_to("../" * (path.count("/") + 1) + "out")
    built = tiny.build()
    assert (f"{path}:1:1", "S111") in [(str(one.span), one.code) for one in built.diagnostics]
    assert not built.publishable
    assert "secret" not in to_text(built.diagnostics)


def test_a_name_of_strange_bytes_is_named_in_every_format(tmp_path: Path):
    tiny = tiny_site(tmp_path)
    Path(tiny.folder / "content/en/areas" / os.fsdecode(b"na\xefve.md")).write_bytes(HEAD + b"---\nText.\n")
    for form in ("text", "json", "github"):
        ran = tiny.run("check", "--format", form)
        assert ran.returncode == 1
        assert "S118" in ran.stdout
        assert "Traceback" not in ran.stdout + ran.stderr


def test_every_path_of_content_has_a_use_or_is_a_mistake():
    used = ["content/en/areas/a.md", "content/figures/a.yaml", "content/media/a.png", "content/media/a.yaml"]
    used += ["content/site.yaml", "content/addresses.txt", "content/en/strings.yaml"]
    stray = ["content/x", "content/figures/a.svg", "content/media/b.gif", "content/en/a.md", "content/fr/areas/a.md"]
    stray += ["content/en/areas/b/c.md", "content/en/strings.yml", "content/media/more/a.png", "content/media/c.yaml"]
    catalog = catalogued([*used, *stray], ["en"])
    assert sorted(one.span.path for one in catalog.mistakes) == sorted(stray)
    assert catalog.slugs("en", "areas") == {"a"}
    assert (set(catalog.figures), set(catalog.media), set(catalog.notes)) == ({"a"}, {"a.png"}, {"a", "c"})


def test_a_list_that_nobody_reads_to_its_end_is_refused(tmp_path: Path):
    site, guide = tiny_site(tmp_path), "content/en/exercises/pelvic-tilt.md"
    sound = (MINIMAL / guide).read_text("utf-8")
    for number, told in ((1_000, []), (1_001, ["S160"])):
        names = ", ".join(f"Name {one}" for one in range(number))
        site.put({guide: sound.replace("summary:", f"also_known_as: [{names}]\nsummary:")})
        assert [one.code for one in site.build().diagnostics if one.code == "S160"] == told
