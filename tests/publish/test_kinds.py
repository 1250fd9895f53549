"""What holds for one kind of target: a server of rsync, the remote of a repository, what a bucket serves."""

import contextlib
import gzip
import subprocess
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from kinesite.pipeline.output import MANIFEST
from kinesite.publish.compression import Compression
from kinesite.publish.refusals import Refused
from kinesite.publish.rsync import Rsync
from kinesite.publish.stage import Stage
from kinesite.publish.steps import BEGUN
from kinesite.render.hosting import caching, content_type, is_text
from tests.places import Branch, Bucket, Folder, Place, free_port, put, running
from tests.publish.conftest import Publisher
from tests.publish.test_targets import built, site, tally

PASSWORD = "hush-hush"  # noqa: S105 - of a server that lives for a test
WHOLE = gzip.compress(b"x" * 999, mtime=0)


@pytest.fixture
def server(rsync: Path, tmp_path: Path) -> Iterator[str]:
    """The address of an rsync server of this machine, which asks for a password; it serves `www`."""
    port = free_port()
    (tmp_path / "www").mkdir()
    secrets, told = tmp_path / "secrets", tmp_path / "rsyncd.conf"
    secrets.write_text(f"somebody:{PASSWORD}\n")
    secrets.chmod(0o600)
    module = f"[www]\npath = {tmp_path}/www\nread only = no\nauth users = somebody\nsecrets file = {secrets}\n"
    told.write_text(
        f"use chroot = no\nport = {port}\naddress = 127.0.0.1\nlog file = {tmp_path}/log\n{module}uid = 0\ngid = 0\n"
    )
    with running([rsync, "--daemon", "--no-detach", f"--config={told}"], f"http://127.0.0.1:{port}"):
        yield f"rsync://somebody@127.0.0.1:{port}/www"


def test_a_server_of_rsync_gets_the_site_with_the_password_of_the_environment(
    publish: Publisher, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    publish.declare(here=f"{{rsync: '{server}'}}", nowhere=f"{{rsync: '{server}x'}}")
    status, said = publish("here")
    assert (status, "auth failed" in said) == (1, True), said
    monkeypatch.setenv("RSYNC_PASSWORD", PASSWORD)
    status, said = publish("here")
    assert status == 0, said
    folder = Folder(tmp_path / "www")
    assert site(folder) == built(publish)
    put(folder, "mine.txt", b"mine")
    publish.site.path("content/en/pages/page-0.md").unlink()
    assert publish("here")[0] == 0
    assert site(folder) == built(publish) | {"mine.txt": b"mine"}
    status, said = publish("nowhere")
    assert (status, "Unknown module" in said) == (1, True), said
    assert PASSWORD not in said


def test_a_host_gets_the_site_over_a_shell(
    publish: Publisher, rsync: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The shell stands for ssh: it starts what rsync asks of the host, on this machine."""
    assert rsync
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\n[ "$1" = -l ] && echo "$2" >"$0.user" && shift 2\nshift\nexec "$@"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    place = Folder(tmp_path / "www")
    publish.declare(here=f"{{rsync: 'www@example.org:{place.folder}'}}")
    status, said = publish("here")
    assert status == 0, said
    assert site(place) == built(publish)
    assert (tmp_path / "shell.user").read_text() == "www\n"
    publish.site.path("content/en/pages/page-0.md").unlink()
    assert publish("here")[0] == 0
    assert site(place) == built(publish)


def test_names_with_any_sign_are_names_and_no_patterns(publish: Publisher, rsync: Path, tmp_path: Path):
    assert rsync
    place = Folder(tmp_path / "www")
    publish.declare(here=place.declared)
    for name in ("a[1].svg", "b*.svg", "c d?.svg", "é.svg", "e\u2028f.svg"):
        publish.site.put(f"static/icons/{name}", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    status, said = publish("here")
    assert status == 0, said
    assert site(place) == built(publish)
    put(place, next(path for path in site(place) if path.endswith("a[1].svg")).replace("[1]", "1"), b"mine")
    for path in publish.site.path("static/icons").iterdir():
        path.unlink()
    publish.site.change("static/base.css", "body { background: url(icons/leaf.svg) }\n", "")
    assert publish("here")[0] == 0
    assert [data for path, data in site(place).items() if path.endswith("a1.svg")] == [b"mine"]
    assert len(site(place)) == len(built(publish)) + 1


@pytest.mark.parametrize("name", [MANIFEST, BEGUN])
def test_a_list_with_names_that_no_program_can_be_told_does_no_harm(publish: Publisher, place: Place, name: str):
    put(place, name, b'{"files": {"a\\ud800.html": [], "b\\nc.html": [], "d\\u0085.html": []}}')
    status, said = publish("here")
    assert status == 0, said
    left = (
        {BEGUN} if isinstance(place, Branch) else set()
    )  # a branch needs no such list, so that it is a file of others
    assert site(place).keys() - left == built(publish).keys()


@pytest.mark.parametrize("kept", [0, 5, 40])
def test_a_list_that_is_cut_off_deletes_less_and_never_more(
    rsync: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
):
    """Whoever kills a command at the wrong instant must not empty the place."""
    assert rsync
    place, stage = Folder(tmp_path / "www"), Stage(tmp_path / "stage")
    stage.add("index.html", b"home")
    for path in ("index.html", "mine.txt", "old/a.html", "old/b.html", "old/mine.txt"):
        put(place, path, b"home")
    target = Rsync(str(place.folder), tmp_path / "root", tmp_path / "scratch")
    (tmp_path / "root").mkdir()
    whole = Stage.add

    def cut(self: Stage, path: str, data: bytes, version: str = "") -> None:
        whole(self, path, data[:kept] if path == "lines" else data, version)

    monkeypatch.setattr(Stage, "add", cut)
    with contextlib.suppress(Refused):
        target.delete(stage, ("old/a.html", "old/b.html"))
        target.finish()
    assert {"index.html", "mine.txt", "old/mine.txt"} <= site(place).keys()


def test_a_root_may_be_named_from_where_one_stands(publish: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = Folder(tmp_path / "www", compress=True)
    publish.declare(here="{rsync: ../www, compress: true}")
    monkeypatch.chdir(tmp_path)
    publish.site.folder = Path("root")
    status, said = publish("here")
    assert status == 0, said
    assert site(place).keys() >= built(publish).keys()


def test_files_over_rsync_may_be_read_by_a_server(publish: Publisher, rsync: Path, tmp_path: Path):
    assert rsync
    place = Folder(tmp_path / "www")
    publish.declare(here=place.declared)
    publish("here")
    modes = {path.stat().st_mode & 0o777 for path in place.folder.rglob("*") if path.is_file()}
    assert modes == {0o644}


def test_compressed_forms_stand_beside_texts_and_go_with_them(publish: Publisher, rsync: Path, tmp_path: Path):
    assert rsync
    place = Folder(tmp_path / "www", compress=True)
    publish.declare(here=place.declared)
    assert publish("here")[0] == 0
    found = site(place)
    for path, data in built(publish).items():
        beside = {ending: found.get(f"{path}.{ending}") for ending in ("br", "gz")}
        assert not (is_text(path) and data and len(data) > 300) or all(beside.values()), path
        assert beside["gz"] is None or gzip.decompress(beside["gz"]) == data
        assert beside["br"] is None or brotli.decompress(beside["br"]) == data
        assert all(one is None or len(one) < len(data or b"") for one in beside.values())
    publish.site.path("content/en/pages/page-0.md").unlink()
    assert publish("here")[0] == 0
    assert not [path for path in site(place) if path.startswith("page-0/")]
    publish.declare(here=place.declared.replace("true", "false"))
    assert publish("here")[0] == 0
    assert site(place) == built(publish)


def test_a_form_is_made_once_for_each_content_and_forgotten_when_it_is_not_used(tmp_path: Path):
    first = Compression(tmp_path / "forms")
    stage = Stage(tmp_path / "stage")
    stage.add("index.html", b"<p>text</p>" * 50)
    first.put_beside(stage)
    assert stage.files.keys() == {"index.html", "index.html.br", "index.html.gz"}
    kept = {path.name: path.stat().st_ino for path in (tmp_path / "forms").iterdir()}
    again = Compression(tmp_path / "forms")
    assert again.form("gz", b"<p>text</p>" * 50) == stage.data("index.html.gz")
    assert {path.name: path.stat().st_ino for path in (tmp_path / "forms").iterdir()} == kept
    (tmp_path / "forms/half.half-gz").write_bytes(b"left by a killed run")
    again.forget()
    assert [path.suffix for path in (tmp_path / "forms").iterdir()] == [".gz"]


@pytest.mark.parametrize("compress", [False, True])
def test_objects_carry_their_type_caching_and_encoding(
    publish: Publisher, endpoint: str, tmp_path: Path, *, compress: bool
):
    place = Bucket(endpoint, prefix=tmp_path.name, compress=compress)
    publish.declare(here=place.declared)
    status, said = publish("here")
    assert status == 0, said
    wanted = built(publish)
    for path, (data, headers) in place.objects().items():
        if path not in wanted:
            continue
        assert headers["Content-Type"] == content_type(path)
        assert headers["Cache-Control"] == caching(path)
        assert headers.get("Content-Encoding") == ("gzip" if compress and is_text(path) else None), path
        assert (gzip.decompress(data) if "Content-Encoding" in headers else data) == wanted[path]


def test_another_way_to_serve_an_object_puts_it_again(publish: Publisher, endpoint: str, tmp_path: Path):
    place = Bucket(endpoint, prefix=tmp_path.name)
    publish.declare(here=place.declared)
    publish("here")
    publish.declare(here=place.declared.replace("compress: false", "compress: true"))
    status, said = publish("here")
    assert status == 0
    assert tally(said)[1] == sum(is_text(path) and bool(data) for path, data in built(publish).items())


@pytest.mark.parametrize("damage", [b"no gzip", WHOLE[:-9], WHOLE[:10] + b"\xff" * 20], ids=["other", "cut", "inside"])
@pytest.mark.parametrize("path", ["index.html", MANIFEST, "api/exercises.json"])
def test_a_damaged_object_of_somebody_else_is_no_text(
    publish: Publisher, endpoint: str, tmp_path: Path, damage: bytes, path: str
):
    place = Bucket(endpoint, prefix=tmp_path.name)
    key = f"{place.prefix}/{path}"
    place.client.put_object(Bucket=place.name, Key=key, Body=damage, ContentEncoding="gzip")
    publish.declare(here=place.declared)
    status, said = publish("here")
    assert (status, "error H905" in said) == ((0, False) if path == MANIFEST else (1, True)), said


def test_a_remote_of_the_sites_own_repository_is_a_place(publish: Publisher, tmp_path: Path):
    branch = Branch(tmp_path / "bare.git")
    for words in (("init", "--quiet"), ("remote", "add", "origin", str(branch.repository))):
        subprocess.run(["git", "-C", publish.site.folder, *words], check=True, timeout=60)
    subprocess.run(["git", "-C", publish.site.folder, "config", "user.name", "A Publisher"], check=True, timeout=60)
    publish.declare(here="{git: origin}")
    status, said = publish("here")
    assert status == 0, said
    assert site(branch) == built(publish)
    assert branch.git("log", "--format=%cn", "gh-pages") == b"A Publisher\n"
    status = subprocess.run(
        ["git", "-C", publish.site.folder, "branch", "--all"], capture_output=True, timeout=60, check=True
    )
    assert b"gh-pages" not in status.stdout, "the site's own repository is left alone"


def test_each_publishing_is_a_commit_upon_the_one_before(publish: Publisher, tmp_path: Path):
    branch = Branch(tmp_path / "bare.git")
    publish.declare(here=branch.declared)
    publish("here")
    first = branch.git("rev-parse", "gh-pages")
    publish.site.change("content/en/pages/page-1.md", "Rest, ", "Pause, ")
    publish("here")
    assert branch.git("rev-parse", "gh-pages^") == first
    assert publish("here")[0] == 0
    assert branch.git("rev-list", "--count", "gh-pages") == b"2\n"


def test_only_new_contents_are_pushed(publish: Publisher, tmp_path: Path):
    branch = Branch(tmp_path / "bare.git")
    publish.declare(here=branch.declared)
    publish("here")
    old = built(publish)
    publish.site.change("content/en/pages/page-1.md", "Rest, ", "Pause, ")
    publish("here")
    rows = branch.git("rev-list", "--objects", "gh-pages", "^gh-pages~1").decode().splitlines()
    blobs = {row.partition(" ")[2] for row in rows} & {*built(publish)}
    assert blobs == {path for path, data in built(publish).items() if old.get(path) != data}
